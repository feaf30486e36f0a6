"""A spreadsheet of one tab for each test, made by gspread."""

import gspread
import pytest
from clients.sheets_client import sheets_client


@pytest.fixture(scope="module")
def client(sandbox):
    with_session = sheets_client(sandbox.base_url)
    yield with_session
    with_session.http_client.session.close()


@pytest.fixture
def book(client) -> gspread.Spreadsheet:
    return client.create("Essai")


@pytest.fixture
def tab(book) -> gspread.Worksheet:
    return book.sheet1
