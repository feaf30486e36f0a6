"""What she opens from a telephone of 390 pixels shows what decides without a swipe aside."""

from datetime import date

from support.pilotage.phone import WIDTH
from support.pilotage.phone_tabs import dashboard_of

from relocalisons.core.tables import CONTACTS, PARTNERS
from relocalisons.core.workspace.tabs import look_of

MOST_FROZEN = 0.6  # of the screen, or a frozen column traps the swipe


def test_an_exchange_is_read_whole_but_for_its_promise():
    columns = look_of(CONTACTS, partners=("P01",)).columns
    seen = [column.header for at, column in enumerate(columns)
            if sum(one.width for one in columns[: at + 1]) <= WIDTH]  # fmt: skip

    assert seen == ["Date", "Partenaire", "Personne", "Ce qui a été dit"]
    assert [column.header for column in columns if column.wraps] == ["Personne", "Ce qui a été dit"]


def test_the_code_of_a_partner_stays_beside_its_telephone():
    look = look_of(PARTNERS, partners=("P01",))
    frozen = look.columns[: look.frozen_columns]

    assert [column.header for column in frozen] == ["Code"]
    assert sum(column.width for column in frozen) <= MOST_FROZEN * WIDTH


def test_the_lines_of_today_are_read_in_the_width_of_the_screen():
    tab = dashboard_of(date(2026, 3, 17)).page
    lines = [at for at, row in enumerate(tab.values) if str(row[0]).endswith("À faire")]

    assert lines
    assert sum(tab.widths[:2]) <= WIDTH
    for at in lines:
        assert any(
            look.wrap and look.first_row == at and look.first_column <= 1 < look.last_column
            for look in tab.looks
        )
