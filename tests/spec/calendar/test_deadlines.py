"""A deadline never falls on a week-end or a public holiday; a funder's date is told beside it."""

import re
from datetime import date, timedelta

import pytest
from support.mails.drawn import CONTEXT, a_digest
from support.money.build import money_findings, money_programme

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.deadlines import our_deadline, say_day, say_fixed
from relocalisons.core.kernel.calendar.punctuality import decision_deadline
from relocalisons.core.reminders.rules.release import from_document, to_document
from relocalisons.rendering.mails.mail import render_digest

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


# --- what people read ------------------------------------------------------------------------

EVERY_DAY = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
          "octobre", "novembre", "décembre")  # fmt: skip
A_DAY = re.compile(r"(\d{1,2})(?:er)? ([a-zéûè]+)(?: (\d{4}))?")


def days_off_asked(text: str, *, told_on: date) -> list[str]:
    """What « d’ici au », « avant le » and « au plus tard le » ask for on a day off."""
    found = []
    for tail in re.split(r"d’ici au|avant le|au plus tard le", plain(text))[1:]:
        said = A_DAY.search(tail)
        if said is None or said[2] not in MONTHS:
            continue
        month = MONTHS.index(said[2]) + 1
        year = int(said[3]) if said[3] else told_on.year + (month < told_on.month - 6)
        if not FRANCE.is_working(date(year, month, int(said[1]))):
            found.append(tail[:40])
    return found


def test_no_digest_of_a_year_asks_for_an_answer_on_a_day_off():
    asked = {}
    for day in EVERY_DAY:
        mail = render_digest(a_digest(as_of=day), context=CONTEXT)
        if found := days_off_asked(f"{mail.subject}\n{mail.text}", told_on=day):
            asked[day] = found

    assert asked == {}


def test_no_decision_of_a_year_is_due_on_a_day_off():
    tuesdays = [day for day in EVERY_DAY if day.weekday() == 1]

    due = {day: decision_deadline(day, weekday=3, hour=12, calendar=FRANCE) for day in tuesdays}

    assert [day for day, (on, _) in due.items() if not FRANCE.is_working(on) or on <= day] == []


SCHEDULE = """
    Financeur | Type | Période du | Période au | Échéance | Statut
    FRA | intermédiaire       | 01/09/2025 | 28/02/2026 | 05/04/2026 | à faire
    FRA | demande de paiement | 01/09/2025 | 31/03/2026 | 06/04/2026 | à faire
"""


def test_a_report_due_at_easter_is_asked_for_on_the_friday_with_its_true_date_beside_it():
    findings = money_findings(money_programme(schedule=SCHEDULE, as_of=date(2026, 3, 31)))

    said = [plain(each.title) for each in findings if each.kind.value.endswith("_due")]
    assert [title.split("à rendre ")[1] for title in said] == [
        "au plus tard le vendredi 3 avril (l’échéance du dimanche 5 avril).",
        "au plus tard le vendredi 3 avril (l’échéance du lundi 6 avril).",
    ]
    assert [each.due for each in findings if each.kind.value.endswith("_due")] == [
        date(2026, 4, 5), date(2026, 4, 6),
    ]  # fmt: skip


def test_an_older_stored_digest_is_asked_by_the_same_rule():
    stored = to_document(a_digest(as_of=date(2026, 3, 29)))
    del stored["answer_by"]

    mail = render_digest(from_document(stored, kinds=KINDS), context=CONTEXT)

    assert "d’ici au vendredi 3 avril" in plain(mail.text)
