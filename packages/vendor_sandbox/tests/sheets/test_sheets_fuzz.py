"""Whatever is sent to Sheets: an answer below 500, and a workbook that still works."""

from urllib.parse import quote

import pytest
import requests
from clients.sheet_requests import JSON, SCALAR, requests_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def session():
    with requests.Session() as session:
        session.headers["Authorization"] = "Bearer anybody"
        yield session


@pytest.fixture(scope="module")
def book(sandbox, session):
    body = {"properties": {"title": "Essai"}}
    answer = session.post(f"{sandbox.base_url}/v4/spreadsheets", json=body, timeout=10)
    return f"{sandbox.base_url}/v4/spreadsheets/{answer.json()['spreadsheetId']}"


@MANY
@given(text=st.text(max_size=20) | st.text(alphabet="AZ19$:!'RC/%\\", max_size=12))
def test_ranges(session, book, text):
    answer = session.get(f"{book}/values/{quote(text, safe='')}", timeout=60)

    assert answer.status_code in {200, 400, 404}


@MANY
@given(text=st.text(alphabet="sheetdarowDV.,/()*", max_size=25) | st.text(max_size=12))
def test_masks(session, book, text):
    answer = session.get(book, params={"fields": text}, timeout=60)

    assert answer.status_code in {200, 400}


@MANY
@given(
    body=st.dictionaries(st.sampled_from(["values", "range", "majorDimension"]), JSON, max_size=3)
    | st.fixed_dictionaries({"values": st.lists(st.lists(SCALAR, max_size=4), max_size=4)}),
    option=st.sampled_from(["RAW", "USER_ENTERED", "x", ""]),
    verb=st.sampled_from(["", ":append", ":clear"]),
)
def test_values(session, book, body, option, verb):
    call = session.post if verb else session.put
    params = {"valueInputOption": option} if verb != ":clear" else {}

    answer = call(f"{book}/values/A1{verb}", params=params, json=body, timeout=60)

    assert answer.status_code in {200, 400}


@settings(MANY, max_examples=250)
@given(request_body=requests_of())
def test_requests_of_a_batch(session, book, request_body):
    answer = session.post(f"{book}:batchUpdate", json={"requests": [request_body]}, timeout=60)

    assert answer.status_code in {200, 400}, answer.text


@MANY
@given(body=JSON)
def test_bodies_of_a_batch(session, book, body):
    answer = session.post(f"{book}:batchUpdate", json=body, timeout=60)

    assert answer.status_code == 400


def test_the_workbook_still_reads_and_exports(session, book):
    answer = session.get(book, params={"includeGridData": "true"}, timeout=10)

    assert answer.status_code == 200
