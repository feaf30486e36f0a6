"""Pure: « Fréquence de relance » of « Partenaires »: hebdo, quinzaine, mensuelle, suspendue."""

from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.model import Doubt
from relocalisons.core.kernel.words.french import format_long_date, quote
from relocalisons.core.programme.rules.words import Frequency, read_frequency, suspended_until
from relocalisons.core.reading.cells.readers import read_date

_WEEKS = {Frequency.WEEKLY: 1, Frequency.FORTNIGHTLY: 2, Frequency.MONTHLY: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often somebody may be written to.

    `weeks` between two digests; `silent` says why nothing is written today, empty when something
    may be. `problem` says what is wrong with the cell: then nothing is written either.
    """

    weeks: int = 1
    silent: str = ""
    problem: str = ""

    def too_soon(self, last: date | None, *, as_of: date) -> str:
        """Why a digest would come too soon after the last one; empty when it would not."""
        if last is None or self.weeks == 1:
            return ""
        monday = last - timedelta(days=last.weekday())
        again = monday + timedelta(weeks=self.weeks)
        if as_of >= again:
            return ""
        often = {2: "quinzaine", 4: "mois"}[self.weeks]
        return f"un message par {often}, le prochain à partir du {format_long_date(again)}"


def read_rhythm(text: str | None, *, as_of: date) -> Rhythm:
    """What a cell of « Fréquence de relance » says on a day; an empty one is weekly."""
    often = read_frequency(text)
    if often is Frequency.NEVER:
        return Rhythm(silent="relances suspendues dans « Partenaires »")
    if often is not None:
        return Rhythm(weeks=_WEEKS[often])
    end = suspended_until(text)
    reading = read_date(end, default_year=as_of.year) if end is not None else None
    until = reading.value.latest if reading is not None and reading.value is not None else None
    # Without its year a day that has passed may be meant for next year.
    if until is None or (until < as_of and reading is not None and reading.doubt is Doubt.ABOUT):
        problem = f"fréquence de relance {quote(text or '')} non comprise dans « Partenaires »"
        return Rhythm(problem=problem)
    if as_of <= until:
        return Rhythm(
            silent=f"relances suspendues jusqu’au {format_long_date(until)} dans « Partenaires »"
        )
    return Rhythm()
