"""What each audience may see, cell by cell and finding by finding."""

import pytest
from support.programme.build import a_partner
from support.programme.tables import drawn, programme_with
from support.reminders.planned import said

from relocalisons.core.kernel.model import (
    Audience,
    Finding,
    FindingState,
    Severity,
    TrackedFinding,
)
from relocalisons.core.programme.audience import (
    COMMITTEE,
    COORDINATOR,
    EVERYBODY,
    FUNDER,
    HIDDEN,
    Viewer,
    may_see_finding,
    partner_viewer,
    view_for,
)
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.tables import TABLES

CONTRACTS = """
    number | producer | crop    | volume  | price     | start      | end        | stage | clause_1
    C1     | P01      | Carotte | 500 kg  | 987,65 €  | 01/03/2026 | 30/06/2026 | signé | à revoir
    C2     | P02      | Poireau | 300 kg  | 123,45 €  | 01/03/2026 | 30/06/2026 | signé | oui
"""
EXPENSES = """
    number | partner | budget_line | supplier  | label      | amount | type    | payslip
    E1     | P01     | Personnel   | Mme Durand | Paie mars | 3 210  | salaire | https://drive/1
    E2     | P02     | Achats      | Quincaille | Bacs      | 150    | facture |
"""


def seen_by(viewer: Viewer, table: str, column: str) -> list[str | None]:
    programme = programme_with(drawn("contracts", CONTRACTS), drawn("expenses", EXPENSES))
    entries = view_for(programme, viewer=viewer).programme.tables.get(table, ())
    return [row.text(column) for entry in entries for row in entry.rows]


@pytest.mark.parametrize(
    ("table", "column", "coordinator", "grower", "funder", "committee"),
    [
        ("contracts", "price", [True, True], [False, False], [False, False], [False, False]),
        ("contracts", "clause_1", [True, True], [True, False], [False, False], [False, False]),
        ("contracts", "crop", [True, True], [True, True], [True, True], [True, True]),
        ("expenses", "label", [True, True], [True, False], [True, True], [False, False]),
        ("expenses", "supplier", [True, True], [True, False], [True, True], [False, False]),
        ("expenses", "amount", [True, True], [True, False], [True, True], [True, True]),
    ],
)
def test_a_cell_is_seen_by_its_audience_and_by_nobody_narrower(
    table, column, coordinator, grower, funder, committee
):
    viewers = {
        "coordinator": (COORDINATOR, coordinator),
        "grower P01": (partner_viewer("P01"), grower),
        "funder": (FUNDER, funder),
        "committee": (COMMITTEE, committee),
    }

    for name, (viewer, wanted) in viewers.items():
        said = [text is not None for text in seen_by(viewer, table, column)]
        assert said == wanted, name


def test_that_a_pay_slip_is_there_still_counts_but_not_where_it_is():
    assert seen_by(FUNDER, "expenses", "payslip") == [HIDDEN, None]


def test_what_is_made_for_everybody_knows_neither_contracts_nor_expenses():
    assert seen_by(EVERYBODY, "contracts", "crop") == []
    assert seen_by(EVERYBODY, "expenses", "amount") == []


@pytest.mark.parametrize("viewer", [FUNDER, COMMITTEE, EVERYBODY, partner_viewer("P02")])
def test_no_raw_cell_is_left_behind_the_readings(viewer):
    programme = programme_with(drawn("contracts", CONTRACTS))
    view = view_for(programme, viewer=viewer).programme

    for entry in view.tables.get("contracts", ()):
        assert entry.workbook.tabs == ()
        assert "987,65" not in str(entry.tab)
        assert "987,65" not in entry.reading.frame.to_string()
        assert "987,65" not in str([row.cells for row in entry.rows])


@pytest.mark.parametrize("viewer", [FUNDER, COMMITTEE, EVERYBODY, partner_viewer("P02")])
def test_addresses_and_telephones_are_the_coordinators_and_ones_own(viewer):
    programme = programme_with(
        partners=(
            a_partner("P01", phone="06 00 00 00 01"),
            a_partner("P02", phone="06 00 00 00 02"),
        )
    )

    first, second = view_for(programme, viewer=viewer).programme.partners

    assert (first.phone, first.emails.value) == (None, None)
    assert bool(second.phone) is (viewer.partner == "P02")


def a_finding(audience: Audience, partner: str | None = "P01") -> Finding:
    return Finding(
        kind=PlanKind.ACTION_LATE, subject="A1.1", partner=partner, severity=Severity.WATCH,
        audience=audience, title="Titre.", action="Faire.", label="A1.1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("audience", "viewers"),
    [
        (Audience.COORDINATION, {"coordinator"}),
        (Audience.PARTNER, {"coordinator", "P01"}),
        (Audience.FUNDER, {"coordinator", "P01", "funder"}),
        (Audience.COPIL, {"coordinator", "P01", "P02", "funder", "committee"}),
        (Audience.PUBLIC, {"coordinator", "P01", "P02", "funder", "committee", "everybody"}),
    ],
)
def test_a_finding_is_for_its_audience_and_for_the_partner_concerned(audience, viewers):
    everyone = {
        "coordinator": COORDINATOR, "P01": partner_viewer("P01"), "P02": partner_viewer("P02"),
        "funder": FUNDER, "committee": COMMITTEE, "everybody": EVERYBODY,
    }  # fmt: skip

    told = {
        name
        for name, viewer in everyone.items()
        if may_see_finding(a_finding(audience), viewer=viewer)
    }

    assert told == viewers


def test_a_finding_for_others_keeps_its_kind_and_its_line_and_loses_every_word_and_her_note():
    tracked = TrackedFinding(
        finding=a_finding(Audience.COORDINATION), state=FindingState.OPEN,
        first_seen=None, **said("sans objet", note="Il m’a dit que…"),  # type: ignore[arg-type]
    )  # fmt: skip

    (seen,) = view_for(programme_with(), (tracked,), viewer=COMMITTEE).tracked

    assert seen.finding.kind is PlanKind.ACTION_LATE
    assert (seen.decision, seen.note) == ("sans objet", "")
    words = (seen.finding.title, seen.finding.action, seen.finding.label)
    assert words == ("", "", "")
    assert seen.finding.subject == "A1.1"  # what is late is late on every paper
    assert seen.finding.partner is None


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_personal_columns_of_every_table_are_declared_for_the_coordinator(table):
    for column in table.columns:
        if column.kind == "email" or column.name in ("phone", "price", "cost", "payslip"):
            assert column.audience is Audience.COORDINATION, column.name
