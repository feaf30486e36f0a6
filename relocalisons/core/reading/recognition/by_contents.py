"""Pure: what the cells of a column alone tell, where no title does: likely, and an owner never."""

from collections.abc import Sequence
from datetime import date

from relocalisons.core.reading.cells.readers import read_date
from relocalisons.core.reading.recognition.claims import Claim, Pairing
from relocalisons.core.reading.recognition.judgements import judge
from relocalisons.core.reading.recognition.lexicon import Rank
from relocalisons.core.reading.recognition.synonyms.tables import PERIOD

_START, _ENDS = "planned_start", ("planned_end", "due")
_SURE_STATUS = 0.8  # share of status words that tells a status by itself
_LIKELY_STATUS = 0.6  # the same beside titles that are known
_OWN_DATES, _IN_ORDER = 0.4, 0.9
_MOST_DIFFERENT = 0.6


def take_by_contents(pairing: Pairing, decoys: frozenset[int]) -> None:
    """What the cells alone tell, where no title does; an owner never."""
    table = pairing.table
    if not table.has("title"):
        return
    found = {**pairing.known, **pairing.likely}
    free = [
        column
        for column in pairing.labels
        if column not in pairing.used
        and column not in decoys
        and column not in {claim.column for claim in pairing.likely.values()}
    ]
    if "title" not in found:
        claims = [_by_contents(pairing, column, "title") for column in free]
        texts = [claim for claim in claims if claim is not None]
        if texts:
            longest = max(texts, key=lambda claim: pairing.contents(claim.column).length)
            pairing.likely["title"] = longest
            free.remove(longest.column)
    is_whole = not any(column.name in found for column in table.either) and PERIOD not in found
    end = next(name for name in _ENDS if table.has(name))
    for meaning in (end, "status"):
        is_held = meaning in found or meaning in pairing.clashes
        if not table.has(meaning) or is_held or (meaning == end and PERIOD in found):
            continue
        claims = [_by_contents(pairing, column, meaning) for column in free]
        sound = [claim for claim in claims if claim is not None]
        if meaning == "status":
            least = _SURE_STATUS if is_whole else _LIKELY_STATUS
            sound = [claim for claim in sound if claim.judged.agreement >= least]
        elif not is_whole:
            sound = [claim for claim in sound if _may_be_end(pairing, claim.column)]
        if len(sound) == 1:  # the only column of dates; of two nobody chooses
            pairing.likely[meaning] = sound[0]
            free.remove(sound[0].column)


def _may_be_end(pairing: Pairing, column: int) -> bool:
    """Whether dates differ from line to line, as those of meetings do not, after each start."""
    if pairing.contents(column).unique < _OWN_DATES:
        return False
    start = pairing.known.get(_START) or pairing.likely.get(_START)
    if start is None:
        return True
    after = [
        last >= first
        for row in pairing.body
        if (first := _day(row, start.column)) and (last := _day(row, column))
    ]
    return sum(after) >= _IN_ORDER * len(after)


def _day(row: Sequence[object], column: int) -> date | None:
    value = read_date(row[column]).value if column < len(row) else None
    return value.latest if value is not None else None


def _by_contents(pairing: Pairing, column: int, meaning: str) -> Claim | None:
    contents = pairing.contents(column)
    if contents.filled < 2 or pairing.forbids(meaning, column):
        return None
    judged = judge(pairing.table.column(meaning), contents, known=False)
    # Each word once is a list to choose from, not what lines say.
    is_list = meaning == "status" and contents.unique > _MOST_DIFFERENT
    if judged.vetoed or is_list:
        return None
    return Claim(column=column, meaning=meaning, likeness=0.0, rank=Rank.LOOSE, judged=judged)
