"""Pure: « Date d'achèvement » as the only end of a plan: open lines tell whether it is planned.

Such a title is the day on which a line ended, beside a planned end. Where no column is one, a day
on a line that is not done is one to come, or one that has slipped.
"""

from collections.abc import Sequence
from dataclasses import replace

from relocalisons.core.kernel.calendar.forecast import CLOSED
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.reading.cells.readers import read_date, read_progress, read_status
from relocalisons.core.reading.recognition.claims import Pairing
from relocalisons.core.reading.recognition.judgements import Judgement
from relocalisons.core.reading.recognition.lexicon import Rank, key_of, phrases_of
from relocalisons.core.reading.recognition.months import is_ticked
from relocalisons.core.reading.recognition.synonyms.tables import PERIOD
from relocalisons.core.reading.recognition.synonyms.times import EITHER_END

_PLANNED, _ACTUAL = "planned_end", "actual_end"
_STATUS, _PROGRESS = "status", "progress"
_MOSTLY = 0.5
_EITHER = frozenset(map(key_of, phrases_of(EITHER_END)))


def settle_only_end(pairing: Pairing) -> None:
    """Take the only end of a plan for the planned one where most of its open lines have a day.

    So it is once no line is open, or the plan would lose its ends with its last line. Where nothing
    says which lines are open nobody knows: the planned end is likely then, and asked about. Her
    word and our own titles stay.
    """
    claim = pairing.known.get(_ACTUAL)
    if claim is None or claim.rank < Rank.SYNONYM:
        return
    if key_of(pairing.labels[claim.column]) not in _EITHER:
        return
    held = {*pairing.known, *pairing.likely, *pairing.clashes}
    if held & {_PLANNED, PERIOD} or pairing.forbids(_PLANNED, claim.column):
        return
    states = [(_is_open(pairing, row), _has_day(row, claim.column)) for row in pairing.body]
    known = [(is_open, has_day) for is_open, has_day in states if is_open is not None]
    dated = [has_day for is_open, has_day in known if is_open]
    if sum(dated) < _MOSTLY * len(dated) or not any(has_day for _, has_day in states):
        return
    del pairing.known[_ACTUAL]
    why = f"un jour sur {count_of(sum(dated), 'ligne')} à faire" if dated else "prévue ou passée ?"
    planned = replace(claim, meaning=_PLANNED, judged=Judgement(1.0, False, why))
    if known:
        pairing.take(planned)
    else:
        pairing.used.discard(claim.column)
        pairing.likely[_PLANNED] = planned


def _is_open(pairing: Pairing, row: Sequence[object]) -> bool | None:
    """Whether a line is still to be done; None where neither status nor progress says it."""
    if pairing.states:
        ticked = [s for c, s in pairing.states.items() if c < len(row) and is_ticked(row[c])]
        return not any(state in CLOSED for state in ticked)
    status = read_status(_cell(pairing, row, _STATUS)).value
    if status is not None:
        return status not in CLOSED
    progress = read_progress(_cell(pairing, row, _PROGRESS)).value
    return None if progress is None else progress < 1


def _cell(pairing: Pairing, row: Sequence[object], meaning: str) -> object:
    claim = pairing.known.get(meaning) or pairing.likely.get(meaning)
    return row[claim.column] if claim is not None and claim.column < len(row) else ""


def _has_day(row: Sequence[object], column: int) -> bool:
    return column < len(row) and read_date(row[column]).value is not None
