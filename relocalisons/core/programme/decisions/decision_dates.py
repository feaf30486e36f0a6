"""Pure: the day that a decision names, completed by the day on which its words were first read.

A decision speaks of what is to come, so a day without year is the first one on or after that day.
Where the one before may be meant as well nothing is chosen: a wrong year would silence a partner
for twelve months, a question costs one cell.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.model import last_day
from relocalisons.core.kernel.words.french import NBSP, THIN, format_date, format_long_date, quote
from relocalisons.core.reading.cells.readers import read_date

# Beyond, the same day of the year before is less than about three months past.
LONGEST_AHEAD = timedelta(days=270)
# « jusqu’au 15 » typed on the evening of the 15th or over a week-end, and read afterwards.
JUST_PASSED = timedelta(days=3)

_DAY_ALONE = re.compile(r"^(?:le )?(?P<day>\d{1,2})(?: ?er)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedDay:
    """The day meant, None when it is not sure; `message` asks her, or says what was completed."""

    on: date | None
    message: str = ""


def read_decided_day(words: str, *, read_on: date) -> DecidedDay:
    """The day in `words` (« 12/01 », « le 15 », « fin juin », « 12 avril 2026 »).

    A year that she typed is obeyed, whatever the distance; a day already past is said. `words` are
    normalised: lower case, without accents.
    """
    words = words.strip(" .,;:-")
    if alone := _DAY_ALONE.match(words):
        return _day_alone(int(alone["day"]), words, read_on=read_on)
    this_year, next_year = (_day_in(words, year=read_on.year + more) for more in (0, 1))
    if this_year is not None and this_year == next_year:
        return _typed_in_full(this_year, read_on=read_on)
    if this_year is not None and this_year >= read_on:
        return _completed(words, this_year, read_on=read_on)
    if this_year is not None and next_year is None:
        return _typed_in_full(this_year, read_on=read_on)  # its weekday names the year
    if next_year is None or (this_year is None and _same_year(next_year, read_on)):
        return DecidedDay(
            on=None,
            message=f"La date {quote(words)} n’est pas comprise ou n’existe pas. Écrivez par "
            f"exemple {quote(example_day(read_on))}.",
        )
    return _completed(words, next_year, read_on=read_on)


def example_day(read_on: date) -> str:
    """A day to come in full, for examples."""
    return f"12/04/{read_on.year + (read_on > date(read_on.year, 4, 12))}"


def _day_in(words: str, *, year: int) -> date | None:
    """The last day of what is written, its year completed when it has none."""
    return last_day(read_date(words, default_year=year))


def _same_year(next_year: date, read_on: date) -> bool:
    """Whether the day would still be to come this year, where it does not exist (29 February)."""
    return (next_year.month, next_year.day) >= (read_on.month, read_on.day)


def _day_alone(day: int, words: str, *, read_on: date) -> DecidedDay:
    if not 1 <= day <= 31:
        return DecidedDay(on=None, message=f"Le jour {quote(words)} n’existe pas.")
    first = read_on.replace(day=1)
    this_month = _in_month(day, first)
    months = (_in_month(day, first - timedelta(days=1)), this_month)
    before = max((one for one in months if one is not None and one < read_on), default=None)
    if this_month is None or (before is not None and read_on - before <= JUST_PASSED):
        return _of_which_month(day)
    if this_month >= read_on:
        return _understood(this_month)
    after = _in_month(day, (first + timedelta(days=32)).replace(day=1))
    return _of_which_month(day) if after is None else _understood(after)


def _in_month(day: int, month: date) -> date | None:
    """That day of the month of `month`; None where the month has no such day."""
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def _typed_in_full(day: date, *, read_on: date) -> DecidedDay:
    if day >= read_on:
        return DecidedDay(on=day)
    past = f"Le {format_long_date(day)} est une date déjà passée{NBSP}: sans effet."
    return DecidedDay(on=day, message=past)


def _completed(words: str, day: date, *, read_on: date) -> DecidedDay:
    """The first one to come, unless it is so far that the one just gone may be meant."""
    if day - read_on <= LONGEST_AHEAD:
        return _understood(day)
    before = _day_in(words, year=day.year - 1)
    days = " ou ".join(format_date(one) for one in (before, day) if one is not None)
    return DecidedDay(on=None, message=f"De quelle année s’agit-il, {days}{THIN}? Ajoutez-la.")


def _understood(day: date) -> DecidedDay:
    return DecidedDay(on=day, message=f"Compris{NBSP}: {format_long_date(day)}.")


def _of_which_month(day: int) -> DecidedDay:
    return DecidedDay(on=None, message=f"De quel mois s’agit-il{THIN}? Ajoutez-le au {day}.")
