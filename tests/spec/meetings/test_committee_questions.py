"""The decisions asked of a committee: the same everywhere, in whose words, with which facts."""

from dataclasses import replace
from datetime import date

import pytest
from support.meetings.committees import meeting_of, workspace

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import typo
from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.plan.view import ActionLine
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.committee.question_rules import (
    TO_DISCUSS,
    Question,
    Surroundings,
    ask_about_late,
    ask_about_slipping,
)
from relocalisons.core.reports.funder.profile import unplaced_remarks
from relocalisons.core.reports.meetings.pack import Pack, build_pack
from relocalisons.core.reports.meetings.papers import decision_record
from relocalisons.core.reports.shared.measures import measure

AS_OF = date(2026, 3, 2)


def comment(section: str, text: str = "Attendre mai.", report: str = "COPIL") -> dict[str, object]:
    return {"report": report, "section": section, "text": text}


def packed(
    *comments: dict[str, object], late: int = 60, kind: str = "COPIL"
) -> tuple[Programme, Pack]:
    space = workspace(late=late, kind=kind)
    space.tables["comments"] = list(comments)
    read = space.programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    pack = build_pack(
        read, space.tracked(), meeting=meeting, day=meeting.day,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip
    return read, pack


def of_kind(pack: Pack, kind: str) -> Question:
    return next(each for each in pack.questions if each.kind == kind)


def test_the_monthly_report_asks_what_the_session_asks():
    space = workspace(late=60)
    read = space.programme()
    _, pack = packed()
    report = build_copil_report(
        read, space.tracked(), period_start=date(2026, 2, 1), period_end=date(2026, 2, 28),
        as_of=AS_OF,
    )  # fmt: skip

    assert [each.what for each in report.decisions] == [
        f"{question.title}. {question.proposed}" for question in pack.questions[:5]
    ]
    assert {each.by for each in report.decisions} == {"16/04/2026"}


def test_every_option_says_what_follows_from_the_plan_and_none_what_nobody_wrote():
    _, pack = packed()

    for question in pack.questions:
        assert all(option.effect for option in question.options), question.title
        waits = "attend" in " ".join(question.facts) and "Aucune autre" not in question.facts[-1]
        if question.kind in ("late", "slipping") and not waits:
            assert question.options[0].effect in (
                "Aucune autre action ouverte n’attend celle-ci.",
                "Un jalon change de date.",
            )


def test_what_is_to_be_discussed_is_no_proposal():
    _, pack = packed()
    open_ones = [each for each in pack.questions if each.recommendation == "À discuter."]

    assert open_ones
    assert {each.proposed for each in open_ones} == {"À discuter."}


def test_a_proposal_is_the_option_that_is_recommended():
    line = late_line(("L01",))
    around = Surroundings(waiting={line.action.key: ("A9.1",)}, causes={}, funders={})
    question = ask_about_late(line, around=around, on=date(2026, 4, 16))

    option = next(each for each in question.options if each.letter == question.advised)

    assert question.recommendation.startswith(f"Option {question.advised}")
    assert question.proposal.lower() == option.text.rstrip(".").lower()
    assert not question.proposal.endswith(".")


def test_who_waits_and_is_late_is_said_and_a_record_gives_the_reason():
    line = late_line(("L01",))
    waiting = {line.action.key: ("A9.1",)}
    on_time = Surroundings(waiting=waiting, causes={}, funders={})
    late = replace(on_time, late={"A9.1": 34})

    calm, hidden = (ask_about_late(line, around=each, on=AS_OF) for each in (on_time, late))

    assert calm.facts[-1] == "A9.1 attend cette action d’après le plan."
    assert hidden.facts[-1].replace("\u00a0", " ") == (
        "A9.1 attend cette action d’après le plan, et a elle-même 34 jours de retard."
    )
    behind = replace(late, awaited={line.action.key: ("A9.1",)})
    kept = ask_about_late(line, around=behind, on=AS_OF)
    assert kept.facts[-1].replace("\u00a0", " ") == "Elle attend A9.1, en retard de 34 jours."
    assert calm.reasoned.endswith(", parce que A9.1 attend cette action.")


def test_her_own_words_are_the_proposal_and_no_option_is_advised():
    _, before = packed()
    subject = before.questions[0].subject

    read, pack = packed(comment(f"Recommandation {subject}"))

    assert pack.questions[0].advised == ""
    assert pack.questions[0].proposal == "Attendre mai"
    assert unplaced_remarks(read) == ()


def test_a_recommendation_typed_for_another_report_is_told_to_her():
    read, _ = packed(comment("Recommandation A1.2", report="Note mensuelle"))

    assert [each.word for each in unplaced_remarks(read)] == ["Recommandation A1.2"]


def test_a_delay_is_counted_once_and_the_reference_printed_where_it_is_another_day():
    space = workspace(late=60)
    moved = space.tables["actions"][0]
    assert isinstance(moved["planned_end"], date)
    moved |= {"revised_end": date(2026, 1, 20), "actual_end": "", "status": "en cours"}
    moved["planned_end"] = date(2025, 12, 20)
    read = space.programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    pack = build_pack(
        read, space.tracked(), meeting=meeting, day=meeting.day,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip

    (question,) = [each for each in pack.questions if each.subject == moved["number"]]

    assert question.facts[0] == (
        "Échéance en vigueur\u00a0: 20\u00a0janvier\u00a02026, dépassée de 41\u00a0jours "
        "(référence\u00a0: 20\u00a0décembre\u00a02025)."
    )


def test_a_deliverable_said_to_be_there_is_shown_to_be_missing_all_the_same():
    space = workspace(late=0)
    space.files = []
    space.tables["deliverables"][0] |= {"status": "déposé", "due": date(2026, 1, 5)}
    read = space.programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    pack = build_pack(
        read, space.tracked(), meeting=meeting, day=meeting.day,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip

    subject = space.tables["deliverables"][0]["number"]
    (question,) = [each for each in pack.questions if each.subject == subject]

    assert question.facts[1] == "Statut déclaré\u00a0: déposé, mais aucun fichier n’a été vu."


def test_only_the_record_of_the_committee_takes_the_next_numbers_of_the_decisions():
    read, copil = packed()
    _, cotech = packed(kind="COTECH")

    record = decision_record(copil, read, next_day=None)
    minutes = decision_record(cotech, read, next_day=None)

    assert record.lines[0].number.startswith("D-2026-")
    assert [line.number for line in minutes.lines] == [str(n) for n in range(1, 9)]


def test_funders_are_named_and_a_deliverable_that_is_there_is_not_to_be_done_again():
    read, pack = packed()
    names = {typo(funder.name) for funder in read.funders}
    less = [
        question.options[2]
        for question in pack.questions
        if question.kind in ("late", "slipping") and "à informer" in question.options[2].text
    ]

    assert less
    for option in less:
        assert any(name in option.text for name in names), option.text
    line = late_line(("L01",))
    around = Surroundings(waiting={}, causes={}, funders={}, handed_in={"l01": "à produire"})
    asked = ask_about_late(line, around=around, on=date(2026, 4, 16))
    said = typo("L01 est dans le Drive (statut au plan : « à produire »)")
    assert asked.options[2].effect == f"{said}\u202f; l’action sort du suivi."
    assert asked.question.startswith("Clore ")
    assert (asked.advised, asked.advice) == ("", TO_DISCUSS), "a person decides whether it is over"


def test_a_milestone_whose_date_has_gone_by_is_to_be_discussed():
    line = late_line(("L01",))
    around = Surroundings(waiting={}, causes={}, funders={})
    mark = replace(line, action=replace(line.action, milestone="oui"))

    assert ask_about_late(mark, around=around, on=date(2026, 4, 16)).advised == ""


def late_line(deliverables: tuple[str, ...]) -> ActionLine:
    space = workspace(late=60)
    read = space.programme()
    line = measure(read, space.tracked(), whole_programme(read), as_of=AS_OF).late[0]
    return replace(line, action=replace(line.action, deliverables=deliverables))


@pytest.mark.parametrize(
    ("end", "is_told"), [(date(2026, 5, 31), True), (date(2026, 6, 30), False), (None, False)]
)
def test_a_date_beyond_the_eligibility_of_a_funder_says_what_is_lost_by_it(end, is_told):
    line = late_line(())
    later = replace(
        line, forecast=date(2026, 6, 30), action=replace(line.action, funders=("REGION",))
    )
    ends = {"region": end} if end is not None else {}
    around = Surroundings(waiting={}, causes={}, funders={"region": "Région"}, ends=ends)

    question = ask_about_slipping(later, around=around, alert=30, on=date(2026, 4, 16))
    option = question.options[0]

    assert ("ne serait plus pris en charge" in option.effect) == is_told
    assert ("Région (le 31\u00a0mai\u00a02026)" in option.effect) == is_told
    assert "€" not in option.effect
