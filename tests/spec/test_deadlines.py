"""A deadline never falls on a week-end or a public holiday; a funder's date is told beside it."""

from datetime import date

import pytest

from relocalisons.core.calendar import french_calendar
from relocalisons.core.deadlines import our_deadline, say_day, say_fixed

FRANCE = french_calendar()

# Written by somebody who has not seen the code. Sent | wanted | asked | as told.
OURS = """
2026-03-10 | 2026-03-13 | 2026-03-13 | vendredi 13 mars | ordinary week
2026-03-31 | 2026-04-03 | 2026-04-03 | vendredi 3 avril | Good Friday is a working day outside Alsace-Moselle
2026-04-28 | 2026-05-01 | 2026-04-30 | jeudi 30 avril | 1 May
2026-05-05 | 2026-05-08 | 2026-05-07 | jeudi 7 mai | 8 May
2026-05-12 | 2026-05-15 | 2026-05-15 | vendredi 15 mai | Ascension on Thursday: the bridge Friday stays, it is no holiday
2026-07-14 | 2026-07-17 | 2026-07-17 | vendredi 17 juillet | sent on a holiday itself
2026-11-10 | 2026-11-13 | 2026-11-13 | vendredi 13 novembre | 11 November on Wednesday: Friday untouched
2026-12-22 | 2026-12-25 | 2026-12-24 | jeudi 24 décembre | Christmas
2026-12-29 | 2027-01-01 | 2026-12-31 | jeudi 31 décembre | New Year: stays in the old year
2027-03-23 | 2027-03-26 | 2027-03-26 | vendredi 26 mars | Friday before Easter
2028-07-11 | 2028-07-14 | 2028-07-13 | jeudi 13 juillet | 14 July on Friday
2026-08-11 | 2026-08-14 | 2026-08-14 | vendredi 14 août | 15 August is a Saturday: Friday untouched
2026-03-29 | 2026-04-05 | 2026-04-03 | vendredi 3 avril | Easter Sunday of the issue
2026-03-31 | 2026-04-06 | 2026-04-03 | vendredi 3 avril | Easter Monday
2026-05-19 | 2026-05-25 | 2026-05-22 | vendredi 22 mai | Whit Monday
2026-04-30 | 2026-05-02 | 2026-05-04 | lundi 4 mai | Saturday after 1 May, sent on Thursday: Thursday is too short, goes to Monday
2026-05-13 | 2026-05-14 | 2026-05-15 | vendredi 15 mai | Ascension Day, sent the eve: next working day
2026-10-27 | 2026-11-01 | 2026-10-30 | vendredi 30 octobre | All Saints on Sunday
2026-06-23 | 2026-06-27 | 2026-06-26 | vendredi 26 juin | a plain Saturday
"""  # noqa: E501

# Told on | fixed by the funder | as told after « au plus tard le ».
FIXED = """
2026-03-31 | 2026-04-05 | vendredi 3 avril (l’échéance du dimanche 5 avril) | Easter Sunday
2026-03-31 | 2026-04-06 | vendredi 3 avril (l’échéance du lundi 6 avril) | Easter Monday
2026-04-21 | 2026-05-01 | jeudi 30 avril (l’échéance du vendredi 1er mai) | 1 May on Friday
2026-05-12 | 2026-05-25 | vendredi 22 mai (l’échéance du lundi 25 mai) | Whit Monday
2026-08-04 | 2026-08-15 | vendredi 14 août (l’échéance du samedi 15 août) | 15 August, a Saturday
2026-10-20 | 2026-10-31 | vendredi 30 octobre (l’échéance du samedi 31 octobre) | Saturday
2026-06-16 | 2026-06-30 | mardi 30 juin | working day: told as it is
2026-11-01 | 2026-11-01 | dimanche 1er novembre | the working day before is already past: the true date alone, never a past one
2026-12-15 | 2027-01-01 | jeudi 31 décembre (l’échéance du vendredi 1er janvier 2027) | year written when it is not that of the mail
2027-04-27 | 2027-05-06 | mercredi 5 mai (l’échéance du jeudi 6 mai) | Ascension 2027
2027-05-04 | 2027-05-17 | vendredi 14 mai (l’échéance du lundi 17 mai) | Whit Monday 2027
"""  # noqa: E501


def rows(drawn: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in drawn.strip().splitlines()]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("sent", "wanted", "asked", "said", "why"), rows(OURS))
def test_a_day_of_ours_is_a_working_day(sent, wanted, asked, said, why):
    sent = date.fromisoformat(sent)

    day = our_deadline(date.fromisoformat(wanted), sent=sent, calendar=FRANCE)

    assert day == date.fromisoformat(asked), why
    assert plain(say_day(day, told_on=sent)) == said


@pytest.mark.parametrize(("told_on", "fixed", "said", "why"), rows(FIXED))
def test_a_date_of_a_funder_never_moves_and_the_working_day_before_is_asked(
    told_on, fixed, said, why
):
    told = say_fixed(
        date.fromisoformat(fixed), told_on=date.fromisoformat(told_on), calendar=FRANCE
    )

    assert plain(told) == said, why


def test_a_day_moved_later_never_passes_a_date_of_a_funder():
    # Saturday 2 May, told on Thursday: Monday, but for a funder who waits until the Sunday.
    wanted, sent = date(2026, 5, 2), date(2026, 4, 30)

    free = our_deadline(wanted, sent=sent, calendar=FRANCE)
    bound = our_deadline(wanted, sent=sent, calendar=FRANCE, not_after=date(2026, 5, 3))

    assert (free, bound) == (date(2026, 5, 4), date(2026, 4, 30))
