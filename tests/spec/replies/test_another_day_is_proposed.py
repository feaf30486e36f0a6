"""Another day of a meeting or a visit is neither yes nor no: it is proposed, in doubt."""

from datetime import date

import pytest

from relocalisons.core.replies.model import Act, Ask, AskKind, Proposal, Reply
from relocalisons.core.replies.reader import found_in

COPIL = Ask(ref="M1", kind=AskKind.MEETING, title="COPIL n° 3", due=date(2026, 6, 4))
VISIT = Ask(ref="V4", kind=AskKind.VISIT, title="Visite de la réserve", due=date(2026, 5, 28))
WORK = Ask(ref="A9", kind=AskKind.WORK, title="Plan de fumure", due=date(2026, 5, 28))


def found(body: str, *asks: Ask) -> list[Proposal]:
    reply = Reply(
        body=body, written=date(2026, 5, 20), person="Odile Masson", sender="Odile Masson",
        asks=asks,
    )  # fmt: skip
    return [one for one, _ in found_in(reply)]


PROPOSED = [
    ("Pour la visite, plutôt le 3 juin.", VISIT, date(2026, 6, 3), date(2026, 6, 3)),
    ("Le 11 juin à la même heure, ça vous va ?", COPIL, date(2026, 6, 11), date(2026, 6, 11)),
    ("Pourrait-on déplacer le COPIL au 9 juin ou au 11 juin ?", COPIL,
     date(2026, 6, 9), date(2026, 6, 11)),
]  # fmt: skip


@pytest.mark.parametrize(("body", "ask", "first", "last"), PROPOSED)
def test_another_day_is_proposed_and_waits_for_her(body, ask, first, last):
    [one] = [each for each in found(body, ask) if each.act is Act.OTHER_DATE]

    assert one.ref == ask.ref and one.doubt and one.days is not None
    assert (one.days.earliest, one.days.latest) == (first, last)


@pytest.mark.parametrize(("body", "act"), [
    ("Plutôt le 3 juin.", Act.NEW_DATE),  # work that is late, and not a meeting
    ("Est-ce que le 3 juin vous convient ?", Act.QUESTION),
])  # fmt: skip
def test_another_day_of_work_stays_a_date_or_a_question(body, act):
    assert [each.act for each in found(body, WORK)] == [act]


def test_a_question_about_the_day_that_was_set_stays_a_question():
    assert [each.act for each in found("Le 28 mai, c’est à quelle heure ?", VISIT)] == [
        Act.QUESTION
    ]
