"""What « Financeurs » says of a funder's reports is obeyed; what it does not say is usual."""

from datetime import date

import pytest
from support.papers.report_workspace import AS_OF, Workspace, sample_workspace

from relocalisons.core.assessment.funder_reports import find_funder_reports
from relocalisons.core.money.words.reports import ReportType, read_report_type
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote
from relocalisons.core.reports.funder.profile import FunderProfile, profile_of
from relocalisons.core.reports.funder.words import section_of
from relocalisons.core.views.rag import Rag

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}


def space_with(**cells: object) -> Workspace:
    """The usual programme, with what the Région wants."""
    space = sample_workspace(late=12)
    space.tables["funders"][0].update(cells)
    return space


def note_of(space: Workspace) -> FunderNote:
    return build_funder_note(space.programme(), space.tracked(), funder="REGION", **PERIOD)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("mensuel", ReportType.MONTHLY),
        ("Intermédiaire", ReportType.INTERIM),
        ("rapport annuel", ReportType.ANNUAL),
        ("FINAL", ReportType.FINAL),
        ("Demande de paiement", ReportType.CLAIM),
        ("rapport", None),
    ],
)
def test_a_type_is_known_by_the_words_people_use(typed, kind):
    assert read_report_type(typed).value is kind


@pytest.mark.parametrize(
    ("typed", "section"),
    [("Planning", "planning"), ("points de vigilance", "risques"), ("L’essentiel", "essentiel"),
     ("BUDGET", "depenses"), ("planing", None)],
)  # fmt: skip
def test_a_section_is_known_by_its_title_or_its_usual_names(typed, section):
    assert section_of(typed) == section


def test_sections_come_in_the_order_of_the_funder_page_one_first_and_sources_last():
    space = space_with(report_sections="risques ; dépenses ; planning")
    read = space.programme()
    sections = profile_of(read, read.funders[0]).sections_of(ReportType.INTERIM)

    shown = [name for name in sections if name not in ("faits", "corrections")]

    assert shown == [
        "essentiel", "changements", "decisions", "ecarts", "risques", "depenses", "planning",
        "signature", "sources",
    ]  # fmt: skip


def test_without_words_the_type_of_report_decides():
    profile = FunderProfile()

    assert "realisations" not in profile.sections_of(ReportType.MONTHLY)
    assert "realisations" in profile.sections_of(ReportType.INTERIM)


def test_a_word_that_nobody_knows_is_left_out_and_told_with_the_closest_one():
    space = space_with(report_sections="planing ; dépenses", report_columns="payé ; facturé")
    programme = space.programme()

    profile = profile_of(programme, programme.funders[0])
    told = [
        finding
        for finding in find_funder_reports(programme, as_of=AS_OF)
        if finding.kind.value == "report_rule_unclear"
    ]

    assert (profile.sections, profile.columns) == (("depenses",), ("paid",))
    assert [problem.word for problem in profile.problems] == ["planing", "facturé"]
    assert "«\u00a0Avancement et planning\u00a0»" in told[0].action
    assert told[0].evidence[0].tab == "Financeurs"


def test_only_the_columns_that_were_asked_are_printed():
    note = note_of(space_with(report_columns="prévu ; éligible"))

    assert note.budget.columns == ("Poste", "Prévu", "Éligible", "Part payée", "État")
    assert note.by_partner.columns == ("Partenaire", "Prévu", "Éligible")


def test_only_the_indicators_that_were_asked_are_shown_in_their_order():
    space = space_with(report_indicators="I02; I01")
    space.tables["indicators"] = [
        {"code": f"I0{number}", "title": f"Indicateur {number}", "target": 10, "value": 4,
         "baseline_value": 0, "due": date(2027, 8, 31), "measured_on": date(2026, 2, 28)}
        for number in (1, 2, 3)
    ]  # fmt: skip

    lines = note_of(space).indicators_table.lines

    assert [line.cells[0].split()[0] for line in lines] == ["I02", "I01"]


@pytest.mark.parametrize(
    ("typed", "alerts_below_31_days"), [("", False), ("2 ; 5", True), ("cinq", False)]
)
def test_thresholds_of_delay_are_those_of_the_funder_when_it_has_some(typed, alerts_below_31_days):
    note = note_of(space_with(delay_scale=typed))

    # Days of lateness of the plan: 3, 10, 17, 24, 31, 38, 45, 52.
    alerts = {line.cells[0] for line in note.late.lines if line.status.level is Rag.ALERT}

    assert ("A2.1" in alerts) is alerts_below_31_days, "ten days late"
