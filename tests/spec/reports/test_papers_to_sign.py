"""What a coordinator would correct before she signs: one delay, one date, nobody accused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from support.meetings.committees import meeting_of, only, workspace
from support.papers.report_workspace import AS_OF, Workspace, sample_workspace

from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.objectives.words import is_continuous
from relocalisons.core.plan.view import ActionLine, plan_lines
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.closing import stop_sentence
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote
from relocalisons.core.reports.meetings.convening import News
from relocalisons.core.reports.meetings.invitations import (
    Invitation,
    from_document,
    invitation_for,
    to_document,
)
from relocalisons.core.reports.meetings.pack import Pack, build_pack
from relocalisons.core.reports.meetings.papers import decision_record
from relocalisons.core.reports.producers.supply_chains import measure_chains
from relocalisons.core.reports.sections.indicators import indicator_lines
from relocalisons.core.reports.shared.changes import paid_together
from relocalisons.core.reports.shared.measures import measure
from relocalisons.core.reports.shared.tables import late_table, marks_rule, missing_table
from relocalisons.rendering.papers.preview import read_paper

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def note(space: Workspace, *, kind: ReportType = ReportType.MONTHLY) -> FunderNote:
    return build_funder_note(
        space.programme(), space.tracked(), funder="REGION", kind=kind, **PERIOD
    )


def packed(**words) -> Pack:
    space = workspace(**words)
    read = space.programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    return build_pack(
        read, space.tracked(), meeting=meeting, day=meeting.day,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip


def only_line(**cells: object) -> ActionLine:
    space = sample_workspace(actions=1, deliverables=0, contracts=0, late=0)
    space.tables["actions"][0] |= {
        "planned_start": date(2025, 9, 1), "planned_end": date(2025, 12, 20), "actual_end": "",
        "revised_end": "", "status": "en cours", **cells,
    }  # fmt: skip
    read = space.programme()
    (line,) = plan_lines(read.actions, space.tracked(), as_of=AS_OF)
    return line


# --- one delay, one date --------------------------------------------------------------------


def test_a_late_action_has_one_delay_and_the_reference_stands_beside_its_date():
    line = only_line(revised_end=date(2026, 1, 20))

    assert (line.late_days, line.gap, plain(line.gap_text)) == (41, 41, "+41 j")
    assert plain(line.due_text) == "20/01/2026 (réf. 20/12/2025)"


def test_what_is_overdue_is_announced_for_no_day():
    line = only_line()

    assert line.forecast_text == "sans nouvelle date"
    assert line.announced is None
    assert plain(line.due_text) == "20/12/2025"


def test_a_new_date_to_come_is_the_forecast_and_its_gap_is_from_the_reference():
    line = only_line(planned_end=date(2026, 3, 20), revised_end=date(2026, 5, 20))

    assert (line.forecast_text, line.gap, line.late_days) == ("20/05/2026", 61, 0)


def test_the_rule_of_the_marks_is_printed_once():
    space = sample_workspace(late=5)
    read = space.programme()
    measures = measure(read, space.tracked(), whole_programme(read), as_of=AS_OF)

    captions = [late_table(measures).caption, missing_table(measures).caption]

    assert [marks_rule(measures) in each for each in captions] == [True, False]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2026, 2, 28), ()),
        (
            date(2026, 3, 2),
            (
                "L’avancement, les livrables et les engagements sont ceux du 2 mars 2026 ; les "
                "dépenses et les livraisons, celles de la période, jusqu’au 28 février 2026.",
            ),
        ),
        (
            date(2026, 2, 27),
            (
                "Tous les chiffres s’arrêtent au 27 février 2026, 1 jour avant la fin de la "
                "période (28 février 2026).",
            ),
        ),
    ],
)
def test_figures_of_a_period_say_the_day_they_stop(as_of: date, said: tuple[str, ...]):
    told = stop_sentence(end=date(2026, 2, 28), as_of=as_of)

    assert tuple(plain(each) for each in told) == said


# --- what is counted is whole ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "continuous"),
    [("visites", False), ("contrats", False), ("t", True), ("% des repas", True), ("k€", True),
     ("jours", True), ("heures", True), ("", False)],
)  # fmt: skip
def test_visits_are_counted_and_tonnes_are_measured(unit: str, continuous: bool):
    assert is_continuous(unit) is continuous


@pytest.mark.parametrize(("unit", "whole"), [("visites", True), ("t", False)])
def test_an_expected_count_is_whole(unit: str, whole: bool):
    space = sample_workspace(actions=2, late=0, deliverables=1, contracts=1)
    space.tables["indicators"] = [
        {"code": "I1", "title": "Suivi", "unit": unit, "baseline_value": 0, "value": 18,
         "measured_on": date(2026, 2, 10), "target": 61, "due": date(2027, 8, 31),
         "direction": "hausse", "mode": "cumul", "proof": "https://docs.example/preuve"},
    ]  # fmt: skip

    (line,) = indicator_lines(space.programme(), as_of=AS_OF)

    assert line.expected is not None
    assert (line.expected == line.expected.to_integral_value()) is whole
    assert isinstance(line.expected, Decimal)


# --- a meeting to come ----------------------------------------------------------------------


def test_the_record_of_a_meeting_to_come_lists_nobody_as_absent():
    lines = (
        {"meeting": "R-08", "partner": "P01", "answer": "oui"},
        {"meeting": "R-08", "partner": "P02", "answer": "non"},
    )

    record = decision_record(packed(attendance=lines), workspace().programme(), next_day=None)

    assert [plain(each) for each in record.answers] == ["Présents annoncés (1) : Zoé Aubert."]


# --- who may read what ----------------------------------------------------------------------


def test_the_agenda_says_what_is_decided_and_never_who_is_late():
    made = packed(late=60)

    decided = [item for item in made.timetable.items if item.decides]

    assert decided
    for word in ("de retard", "manque", "plus tard que prévu", "loin de"):
        assert not [item.title for item in decided if word in item.title]
    assert plain(decided[1].title).startswith("Échéance ou appui pour A")


@pytest.mark.parametrize(
    ("growers", "named"),
    [
        # As many growers in each chain → the names that are printed.
        ({"Légumes": 3, "Fruits": 4}, ["Fruits", "Légumes"]),
        ({"Légumes": 4, "Fruits": 2, "Blé": 1}, ["Légumes", "Blé et Fruits"]),
        ({"Légumes": 4, "Fruits": 1}, ["Fruits et Légumes"]),
        ({"Légumes": 4, "Fruits": 3, "Blé": 1}, ["Légumes", "Blé et Fruits"]),
        ({"Blé": 1}, ["Blé"]),
    ],
)
def test_a_chain_of_fewer_than_three_growers_stands_with_another(
    growers: dict[str, int], named: list[str]
):
    space = sample_workspace(actions=0, deliverables=0, contracts=sum(growers.values()))
    chains = [name for name, count in growers.items() for _ in range(count)]
    for index, (row, chain) in enumerate(zip(space.tables["contracts"], chains, strict=True)):
        row |= {"supply_chain": chain, "producer": f"P{index + 1:02d}"}

    figures = measure_chains(space.programme(), as_of=AS_OF)

    assert [plain(each.name) for each in figures] == named


# --- decisions that a person could propose --------------------------------------------------


def test_nothing_is_proposed_for_a_day_that_will_have_gone_by():
    made = packed(late=60)
    day = made.session.day
    words = [option.text for each in made.questions for option in each.options]

    for month, names in ((1, "janvier"), (2, "février"), (3, "mars")):
        assert date(2026, month, 1) < day
        assert not [text for text in words if f"{names}\u00a02026" in text]


def test_a_recommendation_stands_where_a_rule_carries_it_and_else_it_is_to_be_discussed():
    questions = packed(late=60).questions

    carried = {each.kind for each in questions if each.recommendation != "À discuter."}
    left = {each.kind for each in questions if each.recommendation == "À discuter."}
    assert carried <= {"late", "slipping", "owner"}
    assert {"missing", "volumes"} & {each.kind for each in questions} <= left
    assert not [each for each in questions if "financeurs l’attendent" in each.recommendation]


# --- a note for a funder --------------------------------------------------------------------


def funded(**funder: object) -> Workspace:
    space = sample_workspace(late=5)
    (line,) = [row for row in space.tables["funders"] if row["code"] == "REGION"]
    line |= funder
    return space


def test_a_monthly_note_is_page_one_whatever_sections_its_funder_wants_of_a_report():
    assert note(funded()).sections == (
        "essentiel",
        "changements",
        "faits",
        "corrections",
        "decisions",
    )
    assert note(funded()).is_page_one
    assert not note(funded(), kind=ReportType.INTERIM).is_page_one
    named = funded(report_sections="risques")
    assert note(named).is_page_one
    assert "risques" in note(named, kind=ReportType.INTERIM).sections
    own_file = note(funded(report_template="https://docs.example/modele"))
    assert (own_file.is_page_one, "depenses" in own_file.sections) == (False, True)


def test_a_funders_own_word_file_is_given_the_whole_and_the_pdf_stays_page_one():
    own_file = note(funded(report_template="https://docs.example/modele"))

    assert "depenses" in own_file.sections
    assert own_file.on_paper().is_page_one
    assert own_file.on_paper().sections[-1] == "decisions", "with the words it wants to read"


@pytest.mark.parametrize("section", ["Risques", "Écarts"])
def test_her_words_have_a_place_whatever_the_sections_of_the_paper(section):
    space = funded()
    space.tables["comments"] = [
        {"report": name, "section": section, "period": None, "text": "Un mot d’elle."}
        for name in ("Note mensuelle", "COPIL")
    ]
    report = build_copil_report(space.programme(), space.tracked(), **PERIOD)

    for made in (note(space), report):
        assert read_paper(made).markdown.count("Un mot d’elle.") == 1


def test_the_report_of_the_month_is_page_one_and_shortens_only_what_moved():
    space = funded()
    report = build_copil_report(space.programme(), space.tracked(), **PERIOD)
    long = replace(report, changes=tuple(f"Fait {n}." for n in range(9)))

    assert report.pictures == {}
    assert [len(each.changes) for each in long.shorter()] == [9, 8, 7, 6, 5, 4, 3]


def test_page_one_drops_changes_until_it_is_one_page_and_counts_them():
    made = replace(note(funded()), changes=tuple(f"Fait {n}." for n in range(9)))

    shorter = list(made.shorter())

    assert [len(each.changes) for each in shorter] == [9, 8, 7, 6, 5, 4, 3]
    assert plain(shorter[-1].changes[-1]) == "7 autres changements dans l’annexe XLSX."


def test_late_actions_are_no_question_for_a_funder():
    made = note(funded(eligibility_end=date(2029, 12, 31), transfer_rule="libre"))

    assert made.late.lines
    assert made.decisions == ()


def test_a_longer_eligibility_is_asked_in_its_last_year_with_its_convention():
    made = note(funded(eligibility_end=date(2026, 3, 15), agreement="R-12", transfer_rule="libre"))

    (asked,) = made.decisions
    assert plain(asked.what).startswith("Proroger l’éligibilité des dépenses au-delà du 15 mars")
    assert plain(asked.what).endswith("(Convention R-12, fin d’éligibilité le 15 mars 2026)")
    assert asked.by == "02/03/2026", "three months before its end are gone"
    early = note(funded(eligibility_end=date(2027, 3, 15), transfer_rule="libre"))
    assert not [each.what for each in early.decisions if "Proroger" in each.what]


@pytest.mark.parametrize(
    ("before", "month", "said"),
    [
        ("100", "30", ("Les dépenses payées augmentent de 50 €, dont 30 € payés en mars et 20 € "
                       "plus anciens, notés depuis.",)),
        ("100", "50", ("50 € ont été payés en mars.",)),
        ("100", "60", ()),
        ("160", "0", ()),
        (None, "30", ()),
    ],
)  # fmt: skip
def test_what_was_paid_is_one_amount_or_says_why_there_are_two(before, month, said):
    told = paid_together(
        {"paid": before}, paid=Decimal(150), month=Decimal(month), period="en mars"
    )

    assert tuple(map(plain, told)) == said


def test_what_is_past_is_asked_of_nobody():
    made = note(funded(eligibility_end=date(2026, 2, 27), transfer_rule="libre"))

    assert not [each.what for each in made.decisions if "Proroger" in each.what]


# --- a convocation --------------------------------------------------------------------------


def called(person: str) -> Invitation:
    made = packed(late=60)
    convening = only(workspace(late=60).programme(), as_of=date(2026, 4, 10))
    (invitee,) = [each for each in convening.invitees if each.person == person]
    return invitation_for(
        convening, invitee, news=News.FIRST, session=made.session, timetable=made.timetable,
        dossier="https://drive.example/dossier",
    )  # fmt: skip


def test_a_convocation_names_every_decision_and_leads_to_the_dossier():
    invitation = called("Zoé Aubert")

    decided = [plain(each) for each in invitation.agenda if each.startswith("Décision")]
    assert len(decided) == len(packed(late=60).asked) + 1  # the last record is approved too
    assert invitation.dossier == "https://drive.example/dossier"
    assert from_document(to_document(invitation)).dossier == invitation.dossier


def test_a_guest_is_not_led_to_the_dossier():
    assert called("Maëlle Cordier").dossier == ""
