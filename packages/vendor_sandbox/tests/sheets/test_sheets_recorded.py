"""Exchanges that were recorded with Google, their ids and addresses replaced, played again here."""

import json
from pathlib import Path

import pytest
from clients.batch_calls import cells
from clients.sheets_client import sheets_client

from vendor_sandbox.workbook.batch_update.formats import with_colour_twins

RECORDED = json.loads((Path(__file__).parent.parent / "data" / "recorded_sheets.json").read_text())
VOLATILE = {"protectedRangeId"}


@pytest.fixture(scope="module")
def client(sandbox):
    with_session = sheets_client(sandbox.base_url, bearer="user:robot@project.example")
    yield with_session
    with_session.http_client.session.close()


def plain(answer):
    if isinstance(answer, dict):
        return {k: "*" if k in VOLATILE else plain(value) for k, value in answer.items()}
    return [plain(each) for each in answer] if isinstance(answer, list) else answer


@pytest.mark.parametrize("exchange", RECORDED, ids=[each["fact"] for each in RECORDED])
def test_recorded_exchanges_are_answered_as_google_answered_them(book, exchange):
    for step in exchange["steps"]:
        if "request" in step:
            answer = book.batch_update({"requests": [step["request"]]})["replies"][0]
            expected = step["reply"]
        else:
            answer = book.fetch_sheet_metadata({"fields": step["fields"]})
            expected = step["answer"]

        assert plain(answer) == plain(expected)


# ---- what follows from the recorded facts ---------------------------------------------------


def shown(tab, formula, *, place="A1"):
    tab.update([[formula]], place, value_input_option="USER_ENTERED")
    return cells(tab.spreadsheet, place, "formattedValue,effectiveFormat.numberFormat")[0][0]


@pytest.mark.parametrize(
    ("formula", "text", "kind"),
    [
        ("=DATE(2026,3,31)+1", "4/1/2026", "DATE"),
        ("=1+(DATE(2026,3,31))", "4/1/2026", "DATE"),
        ("=EOMONTH(DATE(2026,2,3),0)-1", "2/27/2026", "DATE"),
        ("=DATE(2026,3,31)-DATE(2026,3,1)", "30", None),
        ("=YEAR(DATE(2026,3,31))", "2026", None),
        ("=DATE(2026,3,31)*2", "92224", None),
        ("=1/0", "#DIV/0!", None),
    ],
)
def test_a_date_and_days_are_a_date_the_days_between_two_are_a_number(tab, formula, text, kind):
    found = shown(tab, formula)

    assert found["formattedValue"] == text
    assert found.get("effectiveFormat", {}).get("numberFormat", {}).get("type") == kind


def test_now_is_shown_with_its_day_and_the_hours_of_24(tab):
    found = shown(tab, "=NOW()")

    assert found["effectiveFormat"] == {"numberFormat": {"type": "DATE_TIME"}}
    day, _, clock = found["formattedValue"].partition(" ")
    assert len(day.split("/")) == 3 and len(clock.split(":")) == 3 and clock[-1].isdigit()


def test_a_format_that_was_set_wins_and_is_handed_on_by_a_reference(tab):
    tab.format("A1", {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}})

    assert shown(tab, "=DATE(2026,3,31)")["formattedValue"] == "2026-03-31"
    assert shown(tab, "=A1", place="B1")["formattedValue"] == "2026-03-31"


def test_what_is_typed_over_a_formula_takes_nothing_from_it(tab):
    shown(tab, "=DATE(2026,3,31)")

    assert shown(tab, "12") == {"formattedValue": "12", "effectiveFormat": {}}
    shown(tab, "=DATE(2026,3,31)")
    tab.batch_clear(["A1"])
    assert cells(tab.spreadsheet, "A1", "effectiveFormat.numberFormat") == []


def test_the_colours_that_google_answers_come_back_unchanged():
    for channel in range(256):
        value = float(f"{channel / 255:.8g}")
        colour = with_colour_twins({"tabColor": {"red": value}})["tabColor"]
        assert colour == ({"red": value} if channel else {})


def test_editors_are_those_given_the_maker_and_the_owner(sandbox, book):
    book.share("bob@exemple.fr", perm_type="user", role="writer", notify=False)
    bob = sheets_client(sandbox.base_url, bearer="user:bob@exemple.fr")

    protected = bob.open_by_key(book.id).sheet1
    protected.add_protected_range("A1:B2", editor_users_emails=["eve@exemple.fr"])

    found = book.list_protected_ranges(0)[0]
    users = ["eve@exemple.fr", "bob@exemple.fr", "robot@project.example"]
    assert found["editors"] == {"users": users}
    bob.http_client.session.close()
