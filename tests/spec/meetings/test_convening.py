"""Who is called to a meeting, from which day on, and what they are told when it changes."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from support.meetings.committees import DAY, MEMBERS, meeting_of, only, plan, programme, told

from relocalisons.core.meetings.findings.meetings import find_meetings
from relocalisons.core.meetings.findings.wording import MeetingKind
from relocalisons.core.reports.committee.session import session_of
from relocalisons.core.reports.meetings.convening import Method, News, is_pack_due, news_for
from relocalisons.core.reports.meetings.invitations import (
    Invitation,
    from_document,
    invitation_for,
    to_document,
)

NEAR = DAY - timedelta(days=20)


def invitation(read, *versions, as_of=NEAR, reached=False, person=0) -> Invitation:
    """What one invitee is told."""
    convening = only(read, *versions, as_of=as_of)
    news = news_for(convening, reached_before=reached)
    assert news is not None
    day = convening.version.appointment.day
    return invitation_for(
        convening,
        convening.invitees[person],
        news=news,
        session=session_of(read, convening.meeting, day=day),
        timetable=None,
    )


# --- when -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "days", "called"),
    [("COPIL", 22, False), ("COPIL", 21, True), ("COPIL", 0, True),
     ("COTECH", 15, False), ("COTECH", 14, True), ("GT Logistique", 14, True),
     ("bilatéral", 3, False), ("événement", 3, False)],
)  # fmt: skip
def test_a_notice_is_proposed_from_21_days_before_a_copil_and_14_before_the_others(
    kind: str, days: int, called: bool
):
    read = programme(kind=kind)

    found = plan(read, as_of=DAY - timedelta(days=days)).convenings

    assert bool(found) is called


@pytest.mark.parametrize(("days", "due"), [(22, False), (21, True), (1, True), (0, False)])
def test_the_papers_of_a_copil_stand_from_j_21_to_j_1(days: int, due: bool):
    meeting = meeting_of(programme())

    assert is_pack_due(meeting, as_of=DAY - timedelta(days=days)) is due


def test_a_date_that_is_not_sure_calls_nobody_and_is_said():
    read = programme(day="mi-avril 2026")

    found = plan(read, as_of=NEAR)

    assert found.convenings == ()
    assert found.said == (
        "R-08\u00a0: la date («\u00a0mi-avril 2026\u00a0») n’est pas sûre au jour près, personne "
        "n’est convoqué d’après elle.",
    )


def test_a_meeting_that_she_convened_herself_is_left_to_her():
    assert plan(programme(notice_sent=date(2026, 3, 20)), as_of=NEAR).convenings == ()


def test_a_meeting_that_was_held_calls_nobody():
    assert plan(programme(status="tenue"), as_of=NEAR).convenings == ()


# --- whom -----------------------------------------------------------------------------------


def test_a_member_who_is_not_a_partner_is_called_at_the_address_of_instances():
    guest = only(programme(), as_of=NEAR).invitees[3]

    assert (guest.partner, guest.person, guest.address, guest.guest) == (
        None, "Maëlle Cordier", "m.cordier@fra.example", True,
    )  # fmt: skip


def test_a_guest_is_invited_without_a_vote_and_without_a_proxy_form():
    told_member, told_guest = invitation(programme()), invitation(programme(), person=3)

    assert told_member.subject.startswith("Convocation\u00a0: COPIL du jeudi\u00a016\u00a0avril")
    assert told_guest.subject.startswith("Invitation\u00a0: COPIL du jeudi\u00a016\u00a0avril")
    assert (told_member.wants_proxy, told_guest.wants_proxy) == (True, False)


def test_somebody_without_a_sure_address_is_to_be_told_otherwise_and_the_others_are_called():
    members = (*MEMBERS[:2], ("P03", "Inès Corriol", "ines@ong.example ou autre@ong.example", "m"))

    found = plan(programme(members=members), as_of=NEAR)

    assert [each.person for each in found.convenings[0].invitees] == ["Zoé Aubert", "Farid Blanc"]
    assert found.said == (
        "R-08\u00a0: pas d’adresse sûre dans « Instances » pour Inès Corriol, à prévenir "
        "autrement.",
    )


def test_a_committee_without_members_calls_nobody_and_says_so():
    found = plan(programme(members=()), as_of=NEAR)

    assert found.convenings[0].invitees == ()
    assert "aucun membre de «\u00a0COPIL\u00a0» dans « Instances »" in found.said[0]


def test_one_address_gets_one_invitation():
    members = (*MEMBERS, ("P04", "Zoé Aubert bis", "ZOE@mairie.example", "membre"))

    assert len(only(programme(members=members), as_of=NEAR).invitees) == len(MEMBERS)


# --- what changes ---------------------------------------------------------------------------


def test_an_unchanged_meeting_keeps_its_sequence():
    read = programme()

    assert only(read, told(read), as_of=NEAR).version.sequence == 0


def test_a_meeting_that_moves_is_updated_for_those_who_were_told_and_new_to_the_others():
    read = programme(day=date(2026, 4, 23))
    before = told(programme())

    convening = only(read, before, as_of=NEAR)

    assert (convening.version.sequence, convening.method) == (1, Method.REQUEST)
    assert news_for(convening, reached_before=True) is News.CHANGED
    assert news_for(convening, reached_before=False) is News.FIRST
    moved = invitation(read, before, reached=True)
    assert moved.subject == (
        "Nouvelle date\u00a0: COPIL du jeudi\u00a023\u00a0avril\u00a02026 (au lieu du "
        "16\u00a0avril\u00a02026)"
    )
    assert moved.changes == (
        "La date change\u00a0: jeudi\u00a023\u00a0avril\u00a02026, au lieu du "
        "jeudi\u00a016\u00a0avril\u00a02026.",
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [({"hours": "9 h 30"}, "L’horaire change\u00a0: 9\u00a0h\u00a030, au lieu de"),
     ({"hours": ""}, "L’horaire change\u00a0: heure à préciser, au lieu de 14\u00a0h"),
     ({"place": "Visio"}, "Le lieu change\u00a0: Visio, au lieu de Mairie")],
)  # fmt: skip
def test_a_change_of_hour_or_place_is_told_in_one_sentence(cells: dict[str, str], said: str):
    changed = invitation(programme(**cells), told(programme()), reached=True)

    assert changed.sequence == 1
    assert changed.subject.startswith("Changement\u00a0: COPIL du jeudi\u00a016\u00a0avril")
    assert len(changed.changes) == 1
    assert changed.changes[0].startswith(said)


def test_a_cancelled_meeting_is_cancelled_for_those_who_were_told_only():
    read = programme(status="annulée")

    convening = only(read, told(programme()), as_of=NEAR)

    assert (convening.version.sequence, convening.method) == (1, Method.CANCEL)
    assert news_for(convening, reached_before=False) is None
    gone = invitation(read, told(programme()), reached=True)
    assert gone.subject == "Annulation\u00a0: COPIL du jeudi\u00a016\u00a0avril\u00a02026"
    assert not gone.takes_place


def test_a_cancelled_meeting_that_nobody_was_told_of_needs_no_word():
    assert plan(programme(status="annulée"), as_of=NEAR).convenings == ()


def test_a_meeting_put_off_without_a_date_says_that_the_date_will_follow():
    read = programme(status="reportée")

    off = invitation(read, told(programme()), reached=True)

    assert off.method is Method.CANCEL
    assert off.subject == (
        "Report\u00a0: COPIL du jeudi\u00a016\u00a0avril\u00a02026, nouvelle date à venir"
    )


def test_once_its_new_date_is_typed_it_is_called_again_with_a_higher_sequence():
    first = told(programme())
    off = told(programme(), 1, off=True)

    for status in ("reportée", "prévue"):
        read = programme(day=date(2026, 5, 7), status=status)
        again = only(read, first, off, as_of=NEAR)
        assert (again.version.sequence, again.method) == (2, Method.REQUEST)
        assert not again.version.appointment.off


def test_the_word_reportee_beside_the_date_already_told_cancels_nothing():
    first = told(programme())
    moved = told(programme(), 1, day=date(2026, 5, 7))
    read = programme(day=date(2026, 5, 7), status="reportée")

    assert only(read, first, moved, as_of=NEAR).version == moved


def test_a_date_that_becomes_doubtful_changes_nothing_and_is_said():
    first = told(programme())

    found = plan(programme(day="16 ou 17 avril"), first, as_of=NEAR)

    assert found.convenings[0].version == first
    assert "n’est pas sûre au jour près" in found.said[0]


# --- what is kept ---------------------------------------------------------------------------


def test_an_invitation_comes_out_of_the_store_as_it_went_in():
    kept = invitation(programme(), told(programme(place="Ailleurs")), reached=True)

    again = from_document(to_document(kept))

    assert to_document(again) == to_document(kept)
    assert (again.subject, again.changes) == (kept.subject, kept.changes)
    assert again.session.hours.starts == time(14, 0)


def test_the_days_of_a_notice_are_those_of_parametres():
    name = "Convocation : proposée avant la réunion (jours)"
    read = replace(programme(), parameters={name: "30"})

    assert plan(read, as_of=DAY - timedelta(days=30)).convenings
    assert not plan(read, as_of=DAY - timedelta(days=31)).convenings


def test_a_meeting_that_our_invitations_called_is_not_said_to_be_uncalled():
    read = programme()
    as_of = DAY - timedelta(days=10)
    kinds = {each.kind for each in find_meetings(read, as_of=as_of) if each.subject == "R-08"}

    told_by_us = find_meetings(read, as_of=as_of, convened={"R-08": as_of - timedelta(days=4)})

    assert MeetingKind.MEETING_NOT_CALLED in kinds
    assert MeetingKind.MEETING_NOT_CALLED not in {each.kind for each in told_by_us}


def test_a_date_typed_in_the_past_sends_nothing_and_is_said():
    found = plan(programme(day=date(2026, 3, 1)), told(programme()), as_of=NEAR)

    assert found.convenings == ()
    assert found.said[0].startswith("R-08\u00a0: la date est passée ou le statut n’est pas clair")
