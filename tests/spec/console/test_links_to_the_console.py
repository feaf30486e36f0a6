"""A mail leads to the page of its run, where the reader can open it: `/v2/`, never loopback."""

import pytest
from prefect.settings import PREFECT_API_URL, PREFECT_UI_URL, temporary_settings

from tasks.night.console import page_of_run


@pytest.mark.parametrize(
    ("console", "page"),
    [
        ("https://suivi.example.org", "https://suivi.example.org/v2/runs/flow-run/0123"),
        ("https://example.org/suivi/", "https://example.org/suivi/v2/runs/flow-run/0123"),
        ("http://127.0.0.1:4200", ""),
        ("https://localhost", ""),
    ],
)
def test_the_page_of_a_run(console, page):
    with temporary_settings({PREFECT_UI_URL: console}):
        assert page_of_run("0123") == page


def test_no_page_is_told_of_a_server_that_only_this_machine_sees():
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:4200/api"}):
        assert page_of_run("0123") == ""
    with temporary_settings({PREFECT_UI_URL: "https://suivi.example.org"}):
        assert page_of_run("") == ""
