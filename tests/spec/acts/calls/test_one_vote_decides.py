"""Where one or two answers decide of a quorum, who is called for them is named, first to last."""

from datetime import date

from support.programme.build import a_partner
from support.programme.tables import drawn, programme_with
from support.reminders.planned import tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.titles.sessions import say_numbers
from relocalisons.core.acts.wording import say_act
from relocalisons.core.meetings.findings.meetings import find_meetings

NIGHT = date(2026, 5, 26)
NAMES = ("Arnal", "Roure", "Monteil", "Pourrat", "Chazelle", "Tixier")
PARTNERS = tuple(
    a_partner(f"P0{n}", f"Structure {n}", contact=name, phone=f"06 00 00 00 0{n}")
    for n, name in enumerate(NAMES, start=1)
)
COMMITTEE = "committee | partner | role\n" + "\n".join(
    f"COPIL | {one.code} | membre" for one in PARTNERS
)
SESSIONS = """
    number | type  | date       | committee | notice_sent | quorum | status
    C4     | COPIL | 22/01/2026 | COPIL     | 05/01/2026  | 5      | tenue
    C5     | COPIL | 28/05/2026 | COPIL     | 07/05/2026  | {}     | convoquée
"""
# P06 never came to anything; P05 came in January and is silent; P04 says no.
ANSWERS = """
    meeting | partner | presence | answer
    C4      | P05     | présent  |
    C4      | P06     | absent   |
    C5      | P01     |          | oui
    C5      | P02     |          | on y sera
    C5      | P03     |          | je viens
    C5      | P04     |          | non
"""


def act_of(quorum: int):
    programme = programme_with(
        drawn("meetings", SESSIONS.format(quorum)),
        drawn("committees", COMMITTEE),
        drawn("attendance", ANSWERS),
        partners=PARTNERS,
        as_of=NIGHT,
    )
    found = [one for one in find_meetings(programme, as_of=NIGHT) if one.subject.startswith("C5")]
    (act,) = derive_acts(tracked(*found), programme=programme, as_of=NIGHT).acts
    said = (say_act(act, programme=programme), say_numbers(act, programme=programme))
    return tuple(each.replace("\u00a0", " ") for each in said)


def test_the_act_says_how_many_votes_lack_and_who_is_called_for_them():
    title, _ = act_of(quorum=4)

    assert title == (
        "Demander qui vient : C5 – COPIL du 28 mai 2026 : il manque 1 voix, appelez Chazelle (P05)"
    )


def test_the_silent_are_called_first_and_whoever_was_never_heard_of_last():
    _, numbers = act_of(quorum=4)

    assert numbers == (
        "il manque 1 voix pour le quorum, un appel en décide • à appeler : "
        "Chazelle (P05) 06 00 00 00 05, puis Pourrat (P04) 06 00 00 00 04, puis "
        "Tixier (P06) 06 00 00 00 06"
    )


def test_of_a_session_that_lacks_more_than_two_nobody_is_said_to_decide():
    title, _ = act_of(quorum=6)

    assert "il manque" not in title
