"""One word has one meaning: findings, reports and flows judge the same cell the same way."""

from datetime import date

import pytest
from support.papers.report_workspace import AS_OF, Workspace, sample_workspace

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.deliverables.view import deliverable_lines
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.model import Finding
from relocalisons.core.meetings.findings.wording import MeetingKind
from relocalisons.core.money.books import open_books
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.reports.funder.schedule import Made, ReportStep, read_lines, report_step_of
from relocalisons.core.reports.shared.agenda import decisions_table, next_meeting

LATE, NOTE = date(2026, 2, 1), date(2026, 2, 28)


def space_with(table: str, *rows: dict[str, object]) -> Workspace:
    space = sample_workspace(actions=1, deliverables=2, contracts=0)
    space.tables[table] = list(rows)
    return space


def findings(space: Workspace) -> tuple[Finding, ...]:
    return assess(space.programme(), as_of=AS_OF, baseline={})


def cells_asked(space: Workspace) -> list[tuple[str, str, str]]:
    """(kind, tab, cell) of what is asked about words."""
    return [
        (one.kind.value, one.evidence[0].tab, one.evidence[0].cell)
        for one in findings(space)
        if one.kind in (ReadingKind.CELL_UNREADABLE, ReadingKind.CELL_AMBIGUOUS)
    ]


# --- decisions ------------------------------------------------------------------------------


def a_decision(status: str) -> dict[str, object]:
    return {"number": "D-9", "decision": "Louer une salle", "owner": "P01", "due": LATE,
            "status": status}  # fmt: skip


@pytest.mark.parametrize("status", ["en attente", "à traiter", "à lancer", "reportée", "en cours"])
def test_a_decision_that_is_overdue_stands_in_the_committee_report(status):
    space = space_with("decisions", a_decision(status))

    told = [one.subject for one in findings(space) if one.kind is MeetingKind.DECISION_OVERDUE]
    shown = decisions_table(space.programme(), as_of=AS_OF).rows

    assert told == ["D-9"]
    assert [row[0] for row in shown] == ["D-9"]


def test_a_decision_in_doubt_is_shown_as_typed_and_asked_about():
    space = space_with("decisions", a_decision("faite ?"))

    assert [row[-1] for row in decisions_table(space.programme(), as_of=AS_OF).rows] == [
        "faite\u202f?"
    ]
    assert [kind for kind, tab, _ in cells_asked(space) if tab == "Décisions"] == ["cell_ambiguous"]


# --- meetings -------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["annulé (météo)", "décalée", "tenue", "annulée ?"])
def test_a_meeting_that_will_not_be_is_not_the_next_one(status):
    space = space_with(
        "meetings",
        {"number": "R-1", "type": "COPIL", "date": date(2026, 3, 12), "status": status},
        {"number": "R-2", "type": "COPIL", "date": date(2026, 4, 16), "status": "prévue"},
    )

    assert next_meeting(space.programme(), as_of=AS_OF) == date(2026, 4, 16)


# --- reports and claims ---------------------------------------------------------------------


def a_line(**cells: object) -> dict[str, object]:
    usual = {"funder": "REGION", "type": "intermédiaire", "period_start": date(2025, 9, 1),
             "period_end": NOTE, "deadline": date(2026, 3, 4), "status": "à faire"}  # fmt: skip
    return usual | cells


def is_nagged(space: Workspace) -> bool:
    due = (MoneyKind.REPORT_DUE, MoneyKind.CLAIM_DUE)
    return any(one.kind in due and "justificatifs" not in one.subject for one in findings(space))


def report_step(space: Workspace, made: Made) -> ReportStep:
    (line,), _ = read_lines(space.programme())
    return report_step_of(line, as_of=AS_OF, calendar=french_calendar(), made={line.key: made})


@pytest.mark.parametrize(
    "status",
    ["envoyé le 12/03", "déposé", "reçue par la Région", "accepté", "transmis à la DRAAF"],
)
def test_a_report_that_the_funder_has_is_neither_nagged_nor_drafted_again(status):
    space = space_with("report_schedule", a_line(status=status))

    assert not is_nagged(space)
    assert report_step(space, Made(drafted=True)) is ReportStep.MARK_SENT
    assert report_step(space, Made()) is ReportStep.NOTHING


@pytest.mark.parametrize("status", ["à envoyer", "pas encore envoyé", "en cours", ""])
def test_a_report_that_is_still_ours_is_nagged_and_drafted(status):
    space = space_with("report_schedule", a_line(status=status))

    assert is_nagged(space)
    assert report_step(space, Made()) is ReportStep.DRAFT


@pytest.mark.parametrize("status", ["envoyé ?", "fait", "en attente"])
def test_a_report_that_may_have_left_is_left_as_it_is_and_asked_about(status):
    space = space_with("report_schedule", a_line(status=status))
    _, doubts = read_lines(space.programme())

    assert report_step(space, Made(drafted=True)) is ReportStep.NOTHING
    assert not is_nagged(space)
    assert [kind for kind, tab, _ in cells_asked(space) if tab == "Échéancier rapports"] == [
        "cell_ambiguous"
    ]
    assert status in doubts[0]


def test_a_status_that_nobody_understands_does_not_silence_a_deadline():
    space = space_with("report_schedule", a_line(status="Camille"))

    assert is_nagged(space)
    assert report_step(space, Made()) is ReportStep.DRAFT
    assert report_step(space, Made(drafted=True)) is ReportStep.NOTHING


@pytest.mark.parametrize("kind", ["demande de solde", "acompte 2", "appel de fonds", "DP3"])
def test_a_claim_is_one_for_the_finding_and_for_the_flow(kind):
    space = space_with("report_schedule", a_line(type=kind))
    (line,), doubts = read_lines(space.programme())

    assert line.kind.value == "demande"
    assert not doubts
    assert MoneyKind.CLAIM_DUE in [one.kind for one in findings(space)]


def test_a_monthly_note_is_one_for_the_finding_and_for_the_flow():
    """Its notice is that of a note: ten days before its date nothing is due yet."""
    far = a_line(type="Rapport mensuel mars", deadline=date(2026, 3, 25))
    space = space_with("report_schedule", far)
    (line,), doubts = read_lines(space.programme())

    assert line.kind.value == "note"
    assert not doubts
    assert not is_nagged(space)


# --- deliverables ---------------------------------------------------------------------------


def a_deliverable(status: str) -> dict[str, object]:
    return {"number": "L09", "title": "Guide", "owner": "P01", "due": LATE, "status": status,
            "naming_rule": "RELOC_L09_*.pdf"}  # fmt: skip


@pytest.mark.parametrize("status", ["Supprimé", "supprimée", "fusionné avec L2.3", "sans objet"])
def test_a_deliverable_that_was_given_up_is_not_asked_for(status):
    space = space_with("deliverables", a_deliverable(status))

    (line,) = deliverable_lines(space.programme(), space.programme().deliverables,
                                space.tracked(), as_of=AS_OF)  # fmt: skip

    assert line.status.text.endswith("Abandonné")
    assert "L09" not in [one.subject for one in findings(space)]


@pytest.mark.parametrize("status", ["Abandonné ?", "annulé ?", "Refusé ?", "supprimé ?"])
def test_a_doubtful_status_is_a_finding_and_the_report_prints_the_doubt(status):
    space = space_with("deliverables", a_deliverable(status))

    (line,) = deliverable_lines(space.programme(), space.programme().deliverables,
                                space.tracked(), as_of=AS_OF)  # fmt: skip
    (asked,) = [one for one in findings(space) if one.kind is ReadingKind.CELL_AMBIGUOUS]

    assert status.removesuffix(" ?") in line.status.text
    assert "?" in line.status.text
    assert asked.evidence[0].tab == "Livrables"
    assert status.removesuffix(" ?") in asked.title
    assert "deliverable_missing" not in [one.kind.value for one in findings(space)]


def test_an_unknown_word_is_told_where_it_stands_with_the_words_that_are_understood():
    space = space_with("deliverables", a_deliverable("voir mail"))

    (asked,) = [one for one in findings(space) if one.kind is ReadingKind.CELL_UNREADABLE]

    place = asked.evidence[0]
    assert (place.workbook, place.tab) == ("Pilotage", "Livrables")
    assert place.cell in asked.action
    assert "«\u00a0voir mail\u00a0»" in asked.title
    assert "«\u00a0en relecture\u00a0»" in asked.detail


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("decisions", a_decision("annulé ?")),
        ("meetings", {"number": "R-1", "type": "COPIL", "date": NOTE, "status": "annulé ?"}),
        ("report_schedule", a_line(status="annulé ?")),
        ("report_schedule", a_line(type="bilan annuel ou final")),
        ("communication", {"number": "COM-1", "channel": "presse", "topic": "Guide",
                           "planned_on": NOTE, "status": "annulé ?"}),
        ("contracts", {"number": "C-9", "producer": "P01", "stage": "rompu ?"}),
        ("expenses", {"number": "E-1", "partner": "P01", "budget_line": "Achats",
                      "amount": "100", "status": "annulé ?"}),
    ],
)  # fmt: skip
def test_every_judged_column_asks_about_its_doubts(table, row):
    space = space_with(table, row)

    assert "cell_ambiguous" in [kind for kind, _, _ in cells_asked(space)]


def test_an_expense_that_may_be_cancelled_still_counts():
    space = space_with("expenses", {"number": "E-1", "partner": "P01", "budget_line": "Achats",
                                    "amount": "100", "status": "annulé ?"})  # fmt: skip

    (expense,) = open_books(space.programme()).expenses

    assert not expense.is_refused
