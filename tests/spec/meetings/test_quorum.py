"""Who sits, who answered, who came, and whether the quorum is there; a doubt stays a doubt."""

import pytest
from support.programme.tables import drawn, programme_with

from relocalisons.core.meetings.meetings import answers_of, read_meetings
from relocalisons.core.meetings.quorum import QuorumState, expected_quorum_of, quorum_of
from relocalisons.core.meetings.words.meetings import (
    AnswerKind,
    MeetingStatus,
    Presence,
    has_vote,
    read_answer,
    read_meeting_status,
    read_presence,
)

MEMBERS = """
    committee | partner | person          | role
    COPIL     | P01     | Anne Roux       | membre
    COPIL     | P02     | Jean Blanc      | membre
    COPIL     |         | Maëlle Cordier  | membre
    COPIL     |         | Camille Aubanel | animation
"""


def meeting(attendance: str, *, quorum: str = "2", status: str = "tenue"):
    line = f"R-05 | COPIL | 15/01/2026 | COPIL | {quorum} | {status}"
    programme = programme_with(
        drawn("meetings", f"number | type | date | committee | quorum | status\n{line}"),
        drawn("attendance", attendance),
        drawn("committees", MEMBERS),
    )
    return read_meetings(programme)[0]


def came(*presences: str, quorum: str = "2"):
    """The three seats, in the order of « Instances »."""
    who = ("P01 | Anne Roux", "P02 | Jean Blanc", " | Maëlle Cordier")
    lines = [f"R-05 | {name} | {presence}" for name, presence in zip(who, presences, strict=False)]
    return quorum_of(
        meeting("\n".join(["meeting | partner | person | presence", *lines]), quorum=quorum)
    )


@pytest.mark.parametrize(
    ("cell", "presence"),
    [
        ("présent", Presence.PRESENT),
        ("Présente", Presence.PRESENT),
        ("x", Presence.PRESENT),
        ("présent en visio", Presence.REMOTE),
        ("absente excusée", Presence.EXCUSED),
        ("absent non excusé", Presence.ABSENT),
        ("excusé, représenté par P02", Presence.REPRESENTED),
        ("non", Presence.ABSENT),
    ],
)
def test_a_presence_is_read_as_people_write_it(cell, presence):
    assert read_presence(cell).value is presence


@pytest.mark.parametrize("cell", ["présent ?", "?", "peut-être", "pas présent", "voir Paul"])
def test_a_presence_in_doubt_is_neither_there_nor_away(cell):
    assert read_presence(cell).value is None
    assert read_presence(cell).doubtful


def test_an_empty_presence_is_not_noted_rather_than_doubtful():
    assert read_presence("") == read_presence(None)
    assert not read_presence("").doubtful


@pytest.mark.parametrize(
    ("cell", "answer", "holder"),
    [
        ("oui", AnswerKind.YES, ""),
        ("je viendrai", AnswerKind.YES, ""),
        ("non", AnswerKind.NO, ""),
        ("pouvoir à P02", AnswerKind.PROXY, "P02"),
        ("absent, procuration à Jean Blanc", AnswerKind.PROXY, "Jean Blanc"),
        ("pouvoir à désigner", AnswerKind.PROXY, ""),
        ("peut-être", None, ""),
        ("oui sous réserve", None, ""),
        ("", None, ""),
    ],
)
def test_an_answer_is_read_with_the_holder_of_the_proxy(cell, answer, holder):
    said = read_answer(cell)

    assert (said.value, said.name) == (answer, holder)


# What people write under an invitation, and what they mean: yes, no, a proxy, or nobody can tell.
WRITTEN = """
    je viens                              | yes
    Je viens !                            | yes
    j'y serai                             | yes
    J’y serai avec M. Arnal               | yes
    présent                               | yes
    présente                              | yes
    nous serons présents                  | yes
    on y sera                             | yes
    nous y serons                         | yes
    ok pour moi                           | yes
    avec plaisir                          | yes
    volontiers                            | yes
    viendrai                              | yes
    nous viendrons à deux                 | yes
    Mme Chazelle sera présente            | yes
    oui en visio                          | yes
    ne viendrai pas                       | no
    je ne pourrai pas être présent        | no
    n'y serai pas                         | no
    pas disponible ce jour-là             | no
    excusé                                | no
    empêché                               | no
    je ne viendrai pas, pouvoir à P02     | proxy
    pouvoir à P02                         | proxy
    pas sûr                               |
    pas sûr de venir                      |
    peut-être                             |
    je vois                               |
    je viens si je peux                   |
    je viendrais                          |
    je ne sais pas si je viens            |
    on sera peut-être en retard           |
"""


@pytest.mark.parametrize("line", [line for line in WRITTEN.splitlines() if line.strip()])
def test_an_invitation_is_answered_in_plain_words_and_a_hesitation_stays_in_doubt(line):
    cell, meant = (part.strip() for part in line.split("|"))

    said = read_answer(cell)

    assert said.value == (AnswerKind(meant) if meant else None)
    assert said.doubtful == (not meant)


def test_whoever_writes_that_they_come_counts_for_the_quorum():
    answers = ("oui", "on y sera", "je viens")
    lines = [f"R-05 | P0{n} |  | {said}" for n, said in enumerate(answers[:2], start=1)]
    lines.append(f"R-05 |  | Maëlle Cordier | {answers[2]}")

    found = meeting(
        "\n".join(["meeting | partner | person | answer", *lines]), quorum="3", status="prévue"
    )

    assert expected_quorum_of(found).surely == 3


def test_a_status_that_is_in_no_list_is_a_doubt():
    assert read_meeting_status("reportée au 12/03").value is MeetingStatus.MOVED
    assert read_meeting_status("tenue ?").doubtful
    assert read_meeting_status("à cheval").doubtful


@pytest.mark.parametrize("role", ["invitée", "observateur", "animation", "suppléante"])
def test_guests_observers_hosts_and_deputies_hold_no_seat(role):
    assert not has_vote(role)


def test_a_member_from_no_partner_holds_a_seat_and_is_known_by_name():
    seats = [member.seat for member in meeting("meeting | person\nR-05 | Maëlle Cordier").seats]

    assert seats == ["P01", "P02", "maelle cordier"]


@pytest.mark.parametrize(
    ("presences", "quorum", "state", "surely", "possibly"),
    [
        (("présent", "visio", "absent"), "2", QuorumState.REACHED, 2, 2),
        (("présent", "absent", "excusée"), "2", QuorumState.MISSED, 1, 1),
        (("présent", "absent", "présente ?"), "2", QuorumState.UNKNOWN, 1, 2),
        (("présent", "absent"), "2", QuorumState.UNKNOWN, 1, 2),  # the third is not noted
        (("présent", "représenté par P01", "absente"), "2", QuorumState.REACHED, 2, 2),
        (("absent", "représenté par P01", "présente"), "2", QuorumState.UNKNOWN, 1, 2),
        (("présent", "absent", "présente"), "0,5", QuorumState.REACHED, 2, 2),
        (("présent", "absent", "absente"), "0,5", QuorumState.MISSED, 1, 1),
        (("présent", "présent", "présente"), "la moitié", QuorumState.UNKNOWN, 3, 3),
        (("présent", "présent", "présente"), "", QuorumState.NOT_ASKED, 3, 3),
    ],
)
def test_the_quorum_is_reached_or_missed_only_when_every_doubt_agrees(
    presences, quorum, state, surely, possibly
):
    found = came(*presences, quorum=quorum)

    assert (found.state, found.surely, found.possibly) == (state, surely, possibly)


def test_a_second_person_of_the_same_partner_counts_once():
    found = meeting(
        """
        meeting | partner | person     | presence
        R-05    | P01     | Anne Roux  | présent
        R-05    | P01     | Paul Vidal | présent
        R-05    | P02     | Jean Blanc | absent
        R-05    |         | Maëlle Cordier | absente
        """
    )

    assert quorum_of(found).surely == 1
    assert quorum_of(found).state is QuorumState.MISSED


@pytest.mark.parametrize(
    ("answers", "quorum", "state"),
    [
        (("oui", "oui", ""), "2", QuorumState.REACHED),
        (("oui", "non", "non"), "2", QuorumState.MISSED),
        (("oui", "", "non"), "2", QuorumState.UNKNOWN),
        (("oui", "pouvoir à P01", "non"), "2", QuorumState.REACHED),
        (("non", "pouvoir à P01", "non"), "1", QuorumState.MISSED),
        (("oui", "peut-être", "non"), "2", QuorumState.UNKNOWN),
    ],
)
def test_the_answers_announce_a_quorum_without_counting_on_the_silent(answers, quorum, state):
    who = ("P01 | Anne Roux", "P02 | Jean Blanc", " | Maëlle Cordier")
    lines = [f"R-05 | {name} | {said}" for name, said in zip(who, answers, strict=True)]
    found = meeting(
        "\n".join(["meeting | partner | person | answer", *lines]), quorum=quorum, status="prévue"
    )

    assert expected_quorum_of(found).state is state
    assert len(answers_of(found)) == 4, "guests are invited too"


def test_without_list_of_members_a_quorum_can_be_reached_but_never_missed():
    programme = programme_with(
        drawn(
            "meetings",
            """
            number | type | date       | committee | quorum | status
            R-01   | GT   | 15/01/2026 | GT Eau    | 2      | tenue
            R-02   | GT   | 16/01/2026 | GT Eau    | 2      | tenue
            """,
        ),
        drawn(
            "attendance",
            """
            meeting | partner | presence
            R-01    | P01     | présent
            R-01    | P02     | présent
            R-02    | P01     | présent
            """,
        ),
    )

    states = [quorum_of(each).state for each in read_meetings(programme)]

    assert states == [QuorumState.REACHED, QuorumState.UNKNOWN]
