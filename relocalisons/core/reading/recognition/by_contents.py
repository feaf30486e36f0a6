"""Pure: what the cells of a column alone tell, where no title does: likely, and an owner never."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from relocalisons.core.kernel.model import ActionStatus, Column, DateInterval, Doubt, raw
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.kernel.words.names import fold as fold_name
from relocalisons.core.reading.cells.people import is_organisation as is_body_name
from relocalisons.core.reading.cells.people import is_person
from relocalisons.core.reading.cells.readers import read_date, read_status
from relocalisons.core.reading.recognition.claims import Claim, Pairing
from relocalisons.core.reading.recognition.contents import Contents
from relocalisons.core.reading.recognition.judgements import Judgement, judge
from relocalisons.core.reading.recognition.lexicon import SURE, Rank
from relocalisons.core.reading.recognition.months import is_ticked
from relocalisons.core.reading.recognition.synonyms.tables import PERIOD
from relocalisons.core.reading.recognition.wordings import box_state, is_body

_OWNER, _PERSON, _STATUS = "owner", "person", "status"
_FEW_BODIES = 0.3  # of the lines of a column of people
_BOXES = frozenset(
    ("True", "False", "true", "false", "vrai", "faux", "oui", "non", "yes", "no", "o", "n", "y",
     "x", "☐", "☑", "☒", "✓", "✔", "✅", "checked", "unchecked", "1", "0", "1.0", "0.0")
)  # fmt: skip
_CROSS = 4  # signs of a cross, a tick, « oui », « True »
_MOSTLY_NAMED = 0.5
_START, _ENDS = "planned_start", ("planned_end", "due")
_SURE_STATUS = 0.8  # share of status words that tells a status by itself
_LIKELY_STATUS = 0.6  # the same beside titles that are known
_OWN_DATES = 0.4
IN_ORDER = 0.9  # share of lines on which a start is not after an end
_ENOUGH_LINES = 3
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
        if meaning == end and (both := _start_and_end(pairing, sound)) is not None:
            pairing.likely.update(both)
            free = [column for column in free if column not in {c.column for c in both.values()}]
            continue
        if meaning == "status":
            least = _SURE_STATUS if is_whole else _LIKELY_STATUS
            sound = [claim for claim in sound if claim.judged.agreement >= least]
        elif not is_whole:
            sound = [claim for claim in sound if _may_be_end(pairing, claim.column)]
        if len(sound) == 1:  # the only column of dates; of two nobody chooses
            pairing.likely[meaning] = sound[0]
            free.remove(sound[0].column)


def take_states(pairing: Pairing) -> None:
    """« À faire | En cours | Fait » above crosses: one column of a status in several."""
    if not pairing.table.has(_STATUS) or _STATUS in pairing.known:
        return
    said = {
        column: state
        for column, label in pairing.labels.items()
        if column not in pairing.used
        and (state := _state(label)) is not None
        and (_are_crosses(contents := pairing.contents(column)) or are_boxes(contents))
    }
    if len(said) < 2 or len(set(said.values())) < len(said):
        return
    crossed = [sum(c < len(row) and is_ticked(row[c]) for c in said) for row in pairing.body]
    if sum(count == 1 for count in crossed) < _MOSTLY_NAMED * len(crossed):
        return
    _hold_states(pairing, said)


def take_boxes(pairing: Pairing, *, only_explicit: bool = False) -> None:
    """« Commencé | Tenu » above boxes to tick: how far a line is, told by the last one ticked.

    `only_explicit`: only where boxes that are not ticked show it, « ☐ » or « non ».
    """
    if not pairing.table.has(_STATUS) or _STATUS in pairing.known:
        return
    said = {
        column: state
        for column, label in pairing.labels.items()
        if column not in pairing.used
        and (state := box_state(label)) is not None
        and are_boxes(pairing.contents(column))
    }
    states = set(said.values())
    shown = [cell for column in said for cell in pairing.contents(column).cells]
    if only_explicit and all(map(is_ticked, shown)):
        return
    if len(said) < 2 or len(states) < len(said) or ActionStatus.DONE not in states:
        return
    _hold_states(pairing, said)
    pairing.in_turn = True


def are_boxes(contents: Contents) -> bool:
    """Whether a column holds boxes, ticked or not."""
    texts = [text for text in contents.comparable if text not in _BOXES]
    return contents.filled > 0 and not texts


def _hold_states(pairing: Pairing, said: dict[int, ActionStatus]) -> None:
    why = f"une croix sous {count_of(len(said), 'état')}"
    claim = Claim(
        column=min(said),
        meaning=_STATUS,
        likeness=1.0,
        rank=Rank.SYNONYM,
        judged=Judgement(1.0, False, why),
    )
    pairing.take(claim)
    pairing.used |= said.keys()
    pairing.states = said


def _state(label: str) -> ActionStatus | None:
    reading = read_status(label)
    return reading.value if reading.doubt is Doubt.CERTAIN else None


def _are_crosses(contents: Contents) -> bool:
    return all(len(text) <= _CROSS for text in contents.comparable)


def take_owner_by_names(
    pairing: Pairing, decoys: Collection[int], *, only_sure: bool = False
) -> None:
    """A column under a title that says nothing, and that names the partners of the programme.

    It is known where they stand on nearly every line; where on most, it is likely; of two such
    columns, nobody chooses. `only_sure`: what is likely waits.
    """
    held = {*pairing.known, *pairing.likely, *pairing.clashes}
    if not pairing.partners or not pairing.table.has(_OWNER) or _OWNER in held:
        return
    taken = {claim.column for claim in pairing.likely.values()} | pairing.used | {*decoys}
    found = [
        (column, named)
        for column in pairing.labels
        if column not in taken and not pairing.forbids(_OWNER, column)
        if (named := _named(pairing, column)) is not None
    ]
    if len(found) != 1:
        return
    ((column, named),) = found
    claim = Claim(column=column, meaning=_OWNER, likeness=0.0, rank=Rank.LOOSE, judged=named.judged)
    if named.is_sure:
        pairing.take(claim)
    elif not only_sure:
        pairing.likely[_OWNER] = claim


def take_explained(pairing: Pairing, decoys: Collection[int]) -> None:
    """The one column whose signs a key of the tab explains as states, whatever its title."""
    if not pairing.table.has(_STATUS) or _STATUS in {*pairing.known, *pairing.clashes}:
        return
    if not pairing.legend:
        return
    found = [
        column
        for column in pairing.labels
        if column not in pairing.used | {*decoys} and not pairing.forbids(_STATUS, column)
        if (contents := pairing.contents(column)).filled >= _ENOUGH_LINES
        and len(set(contents.comparable)) > 1
        and pairing.is_explained(contents, share=IN_ORDER)
    ]
    if len(found) == 1:
        judged = Judgement(1.0, False, "la légende explique ses signes")
        pairing.take(
            Claim(column=found[0], meaning=_STATUS, likeness=0.0, rank=Rank.LOOSE, judged=judged)
        )


def take_organisation_beside(pairing: Pairing) -> None:
    """« Signataire | Référent »: where people alone are known, the organisations they act for.

    A title of the kind names them, and so do its cells.
    """
    person = pairing.known.get(_OWNER)
    if person is None or _PERSON in pairing.known or not pairing.table.has(_PERSON):
        return
    if _share_of_bodies(pairing, person.column) > _FEW_BODIES:
        return
    found = [
        (column, judged)
        for column, label in pairing.labels.items()
        if column not in pairing.used and is_body(label) and not pairing.forbids(_OWNER, column)
        if _share_of_bodies(pairing, column) >= _MOSTLY_NAMED
        if not (judged := judge(_owner(pairing), pairing.contents(column), known=True)).vetoed
    ]
    if len(found) != 1:
        return
    ((column, judged),) = found
    pairing.known[_PERSON] = replace(person, meaning=_PERSON)
    pairing.take(
        Claim(column=column, meaning=_OWNER, likeness=SURE, rank=Rank.LOOSE, judged=judged)
    )


def _owner(pairing: Pairing) -> Column:
    return pairing.table.column(_OWNER)


def _share_of_bodies(pairing: Pairing, column: int) -> float:
    """On which share of its lines a column names partners or other organisations, no person."""
    contents = pairing.contents(column)
    texts = [value for cell in contents.cells if isinstance(value := raw(cell), str)]
    bodies = sum(
        not is_person(text) and (fold_name(text) in pairing.partners or is_body_name(text))
        for text in texts
    )
    return bodies / max(contents.filled, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """How far a column names partners."""

    judged: Judgement
    is_sure: bool


def _named(pairing: Pairing, column: int) -> _Named | None:
    contents = pairing.contents(column)
    texts = [value for cell in contents.cells if isinstance(value := raw(cell), str)]
    known = [name for text in texts if (name := _partner_in(text, pairing.partners))]
    whole = sum(fold_name(text) in pairing.partners for text in texts)
    different = len(set(known))
    share = len(known) / max(contents.filled, 1)
    judged = judge(pairing.table.column(_OWNER), contents, known=True)
    if judged.vetoed or share < _MOSTLY_NAMED or len(known) < 2:
        return None
    why = f"{count_of(len(known), 'nom')} de vos partenaires sur {contents.filled}"
    often = contents.filled >= _MOSTLY_NAMED * contents.rows and len(known) >= _ENOUGH_LINES
    return _Named(
        judged=replace(judged, why=why),
        is_sure=whole >= IN_ORDER * contents.filled and often and different > 1,
    )


# « Me Marchetti », « la légumerie », « Corinne Lasserre (CMA) », « S. Vidal / P. Desnoyers »
_BEFORE_NAME = re.compile(
    r"(?:(?:m|mr|mme|mlle|me|maitre|dr|pr|ms|mrs|la|le|les|l|the|nos|notre|our) )+"
)
_NAMES = re.compile(r"[/,;+&()]| et | and ")


def _partner_in(text: str, partners: frozenset[str]) -> str:
    """The partner or the contact whom a cell names, with others or with a word before; or none."""
    for piece in (text, *_NAMES.split(text)):
        name = fold_name(piece)
        for form in (name, _BEFORE_NAME.sub("", name, count=1)):
            if form in partners:
                return form
    return ""


def _may_be_end(pairing: Pairing, column: int) -> bool:
    """Whether dates differ from line to line, as those of meetings do not, after each start."""
    if pairing.contents(column).unique < _OWN_DATES:
        return False
    start = pairing.known.get(_START) or pairing.likely.get(_START)
    share = share_in_order(pairing, start.column, column) if start is not None else None
    return share is None or share >= IN_ORDER


def _start_and_end(pairing: Pairing, claims: Sequence[Claim]) -> dict[str, Claim] | None:
    """Of two columns of dates, the one that is never after the other is the start."""
    held = {*pairing.known, *pairing.likely, *pairing.clashes}
    if len(claims) != 2 or _START in held or not pairing.table.has(_START):
        return None
    for first, last in (claims, claims[::-1]):
        ahead = share_in_order(pairing, first.column, last.column)
        back = share_in_order(pairing, last.column, first.column)
        own = all(pairing.contents(claim.column).unique >= _OWN_DATES for claim in claims)
        if own and ahead is not None and back is not None and ahead >= IN_ORDER > back:
            start = _by_contents(pairing, first.column, _START)
            return {_START: start, last.meaning: last} if start is not None else None
    return None


def share_in_order(pairing: Pairing, first: int, last: int) -> float | None:
    """On which share of lines a day is not after another; None where hardly any says both."""
    pairs = [
        end.latest >= start.earliest
        for row in pairing.body
        if (start := _days(row, first)) and (end := _days(row, last))
    ]
    return sum(pairs) / len(pairs) if len(pairs) >= _ENOUGH_LINES else None


def _days(row: Sequence[object], column: int) -> DateInterval | None:
    return read_date(row[column]).value if column < len(row) else None


def _by_contents(pairing: Pairing, column: int, meaning: str) -> Claim | None:
    contents = pairing.contents(column)
    if contents.filled < 2 or pairing.forbids(meaning, column):
        return None
    judged = pairing.judged(column, meaning, known=False)
    # Each word once is a list to choose from, not what lines say.
    is_list = meaning == "status" and contents.unique > _MOST_DIFFERENT
    is_list = is_list or (meaning in (_START, *_ENDS) and contents.codes >= _MOSTLY_NAMED)
    if judged.vetoed or is_list:
        return None
    return Claim(column=column, meaning=meaning, likeness=0.0, rank=Rank.LOOSE, judged=judged)
