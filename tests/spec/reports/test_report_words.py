"""Whose words enter a report: partners', signed; the coordinator's, in every generation."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.papers.report_workspace import AS_OF, Workspace, sample_workspace

from relocalisons.core.assessment.funder_reports import find_funder_reports
from relocalisons.core.kernel.model import Finding
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote

PERIOD = {"period_start": date(2025, 9, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}
MONTH = {**PERIOD, "period_start": date(2026, 2, 1)}
WORDS = "Quatorze producteurs rencontrés, neuf prêts à s’engager."


def interim(space: Workspace) -> FunderNote:
    return build_funder_note(
        space.programme(), space.tracked(), funder="REGION", kind=ReportType.INTERIM, **PERIOD
    )


def with_contributions(*rows: dict[str, object]) -> Workspace:
    space = sample_workspace(actions=10, late=0, deliverables=0, contracts=0)
    space.tables["contributions"] = [{"action": "A2.1", "text": WORDS, **row} for row in rows]
    return space


@pytest.mark.parametrize(
    ("period", "printed"),
    [
        ("2e semestre 2025", True),
        ("de septembre 2025 à février 2026", True),
        ("septembre 2025 – février 2026", True),
        ("janvier 2026", True),
        ("1er semestre 2026", False),  # two months of six
        ("2024", False),
        ("bientôt", False),
    ],
)
def test_a_contribution_is_printed_in_the_report_that_holds_half_of_its_period(period, printed):
    note = interim(with_contributions({"period": period}))

    assert [one.text for one in note.narratives] == ([WORDS] if printed else [])


def test_a_contribution_names_its_action_and_is_signed_by_its_structure():
    (one,) = interim(with_contributions({"period": "janvier 2026"})).narratives

    assert one.action.startswith("A2.1 «")
    assert one.signature == "Chambre d’agriculture 2"


def test_telephones_and_addresses_typed_in_a_contribution_do_not_leave():
    words = "Appeler Paul au 06 12 34 56 78 ou paul@ferme.example demain."

    (one,) = interim(with_contributions({"period": "janvier 2026", "text": words})).narratives

    assert one.text == "Appeler Paul au [téléphone] ou [adresse] demain."


def test_a_draft_says_which_actions_are_still_without_words_and_a_closed_report_does_not():
    space = with_contributions({"period": "janvier 2026"})

    draft = interim(space)
    closed = build_funder_note(
        space.programme(), space.tracked(), funder="REGION", kind=ReportType.INTERIM,
        is_closed=True, **PERIOD,
    )  # fmt: skip

    assert any("sans contribution écrite" in sentence for sentence in draft.to_complete)
    assert closed.to_complete == ()


# --- who is asked, and when -----------------------------------------------------------------


def asked(day: date, *, text: str = "", schedule: dict[str, object] | None = None) -> list[Finding]:
    space = with_contributions({"period": "janvier 2026", "text": text})
    space.as_of = day
    space.tables["report_schedule"] = [
        {"funder": "REGION", "type": "intermédiaire", "period_start": date(2025, 9, 1),
         "period_end": date(2026, 2, 28), "deadline": date(2026, 3, 24), **(schedule or {})}
    ]  # fmt: skip
    programme = space.programme()
    # The workbook of a partner: its rows are that partner's own.
    owned = replace(programme.tables["contributions"][0], partner="P02")
    programme = replace(programme, tables={**programme.tables, "contributions": (owned,)})
    return [
        finding
        for finding in find_funder_reports(programme, as_of=day)
        if finding.kind.value == "contribution_missing"
    ]


@pytest.mark.parametrize(
    ("day", "count"), [(date(2026, 2, 21), 0), (date(2026, 2, 22), 1), (date(2026, 3, 30), 1)]
)
def test_an_empty_line_is_asked_for_from_thirty_days_before_the_deadline(day, count):
    assert len(asked(day)) == count


def test_what_is_asked_is_due_when_the_draft_begins_and_said_to_the_partner():
    (finding,) = asked(date(2026, 3, 2))

    assert finding.due == date(2026, 3, 24) - timedelta(days=15)
    assert finding.partner == "P02"
    assert finding.ask.startswith("Écrivez cinq lignes sur A2.1")
    assert finding.evidence[0].tab == "Contribution au bilan"


def test_a_written_line_and_a_report_of_another_period_ask_nothing():
    day = date(2026, 3, 2)

    assert asked(day, text=WORDS) == []
    assert asked(day, schedule={"period_start": date(2024, 9, 1),
                                "period_end": date(2025, 8, 31)}) == []  # fmt: skip


# --- the coordinator's words ----------------------------------------------------------------


def with_comment(**cells: object) -> Workspace:
    space = sample_workspace(actions=6, late=0, deliverables=0, contracts=0)
    comment = {"report": "Note mensuelle", "section": "Dépenses", "period": "février 2026",
               "text": "Le décalage vient d’une facture attendue en mars.", **cells}  # fmt: skip
    space.tables["comments"] = [comment]
    return space


def monthly(space: Workspace) -> FunderNote:
    return build_funder_note(space.programme(), space.tracked(), funder="REGION", **MONTH)


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ({}, True),
        ({"period": ""}, True),  # every period
        ({"period": "janvier 2026"}, False),
        ({"report": "Note mensuelle REGION"}, True),
        ({"report": "Note mensuelle ADEME"}, False),
        ({"report": "COPIL"}, False),
        ({"section": "Budget"}, True),
    ],
)
def test_her_comment_enters_the_report_the_section_and_the_period_that_she_names(cells, kept):
    assert bool(monthly(with_comment(**cells)).remarks.get("depenses")) is kept


def test_her_comment_is_in_every_generation_whatever_the_figures():
    space = with_comment()
    first = monthly(space)
    space.tables["actions"][0]["progress"] = "90 %"

    assert monthly(space).remarks == first.remarks


def test_the_committees_report_has_its_own_comments():
    space = with_comment(report="COPIL", section="Points de vigilance")

    view = build_copil_report(space.programme(), space.tracked(), **MONTH)

    assert list(view.remarks) == ["risques"]


@pytest.mark.parametrize(
    ("cells", "guess"),
    [
        ({"section": "Dépense"}, "«\u00a0Dépenses\u00a0»"),
        ({"report": "Note mensuele"}, "«\u00a0Note mensuelle\u00a0»"),
        ({"section": "Mot de la présidente"}, ""),
    ],
)
def test_a_comment_without_a_place_is_told_with_the_closest_name(cells, guess):
    programme = with_comment(**cells).programme()

    (finding,) = [
        one
        for one in find_funder_reports(programme, as_of=AS_OF)
        if one.kind.value == "remark_unplaced"
    ]

    assert "n’entre dans aucun rapport" in finding.title
    assert guess in finding.action
