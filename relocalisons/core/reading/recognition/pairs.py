"""Pure: which column has which meaning: titles first, contents to settle, the best pair first.

Her word leaves before all others. A known title (`lexicon.SURE`) is applied unless its cells
contradict it; what only resembles, or is told by its cells alone, is likely, until a « oui ».
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from relocalisons.core.kernel.model import ColumnKind, TableSchema
from relocalisons.core.reading.recognition.by_contents import (
    IN_ORDER,
    share_in_order,
    take_boxes,
    take_by_contents,
    take_explained,
    take_organisation_beside,
    take_owner_by_names,
    take_states,
)
from relocalisons.core.reading.recognition.claims import (
    DOUBTFUL,
    Claim,
    Pairing,
    Pairs,
    Rows,
    is_mood,
    told_by_key,
    without_empty,
)
from relocalisons.core.reading.recognition.contents import Contents
from relocalisons.core.reading.recognition.judgements import judge
from relocalisons.core.reading.recognition.lexicon import (
    DECOY,
    LEAST,
    Fit,
    Lexicon,
    Rank,
    key_of,
    phrases_of,
)
from relocalisons.core.reading.recognition.months import is_part_of_year, is_year
from relocalisons.core.reading.recognition.only_end import settle_only_end
from relocalisons.core.reading.recognition.synonyms.people import ORGANISATION, PERSON, SERVICE

_OWNER, _PERSON, _TITLE, _PART = "owner", "person", "title", "work_stream"
_EACH = 0.9  # lines of which nearly each has a title of its own
_STATES = 0.8  # words of a status in a column that says where lines stand
_START, _END = "planned_start", "planned_end"
_MOSTLY = 0.5
# Kinds of which a line has one value: two columns that claim it differ, and nobody chooses.
_ONE_VALUE = frozenset(
    (
        ColumnKind.DATE,
        ColumnKind.STATUS,
        ColumnKind.PROGRESS,
        ColumnKind.MONEY,
        ColumnKind.QUANTITY,
        ColumnKind.NUMBER,
        ColumnKind.PARTNER,
    )
)
_FEW = 0.1  # a column filled on fewer lines gives way to another one of its meaning


def pair_columns(
    table: TableSchema,
    lexicon: Lexicon,
    labels: Mapping[int, str],
    body: Rows,
    *,
    refused: Mapping[str, Iterable[str]] | None = None,
    partners: frozenset[str] = frozenset(),
    rows: Rows = (),
) -> Pairs:
    """Pair the columns of a header (`labels`: column → title) with the meanings of the table.

    `body`: the rows that say something, from which contents are judged. `refused`: canonical
    column → titles that she refused for it, « * » for all. `partners`: how those of the programme
    are called, folded as names. `rows`: the whole tab, for its legend.
    """
    pairing = Pairing(
        rows=rows,
        table=table,
        labels=labels,
        body=body,
        partners=partners,
        refused={
            name: frozenset(key_of(title) if title != "*" else title for title in titles)
            for name, titles in (refused or {}).items()
        },
    )
    _take_hers(pairing, lexicon)
    take_boxes(pairing, only_explicit=True)
    take_states(pairing)
    take_boxes(pairing)
    fits = {column: _with_people(lexicon.fits(label)) for column, label in labels.items()}
    decoys = frozenset(
        column
        for column, found in fits.items()
        if column not in pairing.used and found and found[0].meaning == DECOY
    )
    claims = [
        pairing.claim(column, fit)
        for column, found in fits.items()
        if column not in pairing.used
        for fit in found
        if fit.meaning != DECOY and not pairing.forbids(fit.meaning, column)
        if column not in decoys or fit.rank is Rank.AT_WORST
    ]
    for claim in claims:
        if claim.is_known and claim.judged.vetoed:
            pairing.against.setdefault(claim.column, claim)
    sound = [told_by_key(pairing, claim) for claim in claims if not claim.judged.vetoed]
    sound = without_empty(pairing, sound)
    sound = _as_its_cells_are(pairing, sound)
    known = [claim for claim in sound if claim.is_known]
    _take_known(pairing, known)
    _settle_by_order(pairing, known)
    strange = decoys | {column for column, found in fits.items() if found}
    take_owner_by_names(pairing, strange, only_sure=True)
    owner = pairing.known.get(_OWNER)
    if owner is not None and _tier(labels[owner.column], owner) == _PEOPLE:
        take_organisation_beside(pairing)
    take_explained(pairing, decoys)
    likely = [claim for claim in sound if not claim.is_known and not is_mood(pairing, claim)]
    _take_likely(pairing, likely)
    settle_only_end(pairing)
    take_owner_by_names(pairing, strange)
    take_by_contents(pairing, decoys)
    for column in [*pairing.used, *(claim.column for claim in pairing.likely.values())]:
        pairing.against.pop(column, None)
    return Pairs(
        known=pairing.known,
        likely=pairing.likely,
        clashes=pairing.clashes,
        decoys=decoys - pairing.used,
        against=pairing.against,
        states=pairing.states,
        in_turn=pairing.in_turn,
    )


def _as_its_cells_are(pairing: Pairing, claims: list[Claim]) -> list[Claim]:
    """« Chantier » names the parts of a plan, or its lines where no other column does.

    Lines have a title each; a column of parts holds no words of a status.
    """
    claims = [
        claim
        for claim in claims
        if claim.meaning != _PART or not _says_status(pairing.contents(claim.column))
    ]
    titles = [claim for claim in claims if claim.meaning == _TITLE and claim.is_known]
    if len({claim.column for claim in titles}) != 1:
        return claims
    (column,) = {claim.column for claim in titles}
    contents = pairing.contents(column)
    if contents.unique < _EACH or contents.filled < _EACH * contents.rows:
        return claims
    others = {_PART, "milestone", "deliverable"}
    if not any(_may_be_title(pairing, other) for other in pairing.labels if other != column):
        others.add("comment")
    return [claim for claim in claims if claim.column != column or claim.meaning not in others]


def _says_status(contents: Contents) -> bool:
    return contents.filled > 0 and contents.statuses >= _STATES * contents.filled


def _may_be_title(pairing: Pairing, column: int) -> bool:
    """Whether its cells alone may be titles of lines."""
    title = pairing.table.column(_TITLE)
    contents = pairing.contents(column)
    return contents.filled > 0 and not judge(title, contents, known=False).vetoed


def _with_people(fits: tuple[Fit, ...]) -> tuple[Fit, ...]:
    """A person is an owner until an organisation stands beside."""
    return tuple(
        Fit(_OWNER, fit.likeness, max(fit.rank, Rank.ALIAS)) if fit.meaning == _PERSON else fit
        for fit in fits
    )


def _take_hers(pairing: Pairing, lexicon: Lexicon) -> None:
    hers: dict[str, list[int]] = {}
    for column, label in sorted(pairing.labels.items()):
        meaning = lexicon.hers(label)
        if meaning is not None:
            hers.setdefault(meaning, []).append(column)
    for meaning, columns in hers.items():
        claims = [pairing.claim(column, Fit(meaning, 1.0, Rank.HERS)) for column in columns]
        _settle(pairing, claims)


def _take_known(pairing: Pairing, claims: list[Claim]) -> None:
    owners = [claim for claim in claims if claim.meaning == _OWNER]
    if pairing.table.has(_PERSON):
        _take_owners(pairing, owners)
        claims = [claim for claim in claims if claim.meaning != _OWNER]
    for rank in Rank:
        while True:
            open_ = [claim for claim in claims if claim.rank is rank and pairing.is_free(claim)]
            if not open_:
                break
            best = max(open_, key=lambda claim: (claim.score, -claim.column))
            rivals = [
                claim
                for claim in claims
                if claim.meaning == best.meaning
                and _is_rival(claim, best, pairing)
                and not _means_better(claim, open_)
            ]
            _settle(pairing, [best, *(each for each in rivals if each is not best)])


def _is_rival(claim: Claim, best: Claim, pairing: Pairing) -> bool:
    """Whether it has as good a right to a meaning: « Date de fin », « Date d’échéance »."""
    if not pairing.is_free(claim):
        return False
    words = (Rank.ALIAS, Rank.SYNONYM)
    dated = pairing.table.column(claim.column_name).kind is ColumnKind.DATE
    return claim.rank is best.rank or (dated and claim.rank in words and best.rank in words)


def _means_better(claim: Claim, claims: Iterable[Claim]) -> bool:
    """Whether a column says another of its meanings better: « Réalisé » above percentages."""
    return any(
        other.column == claim.column
        and other.meaning != claim.meaning
        and other.score > claim.score + 0.1
        for other in claims
    )


def _settle(pairing: Pairing, claims: list[Claim]) -> None:
    """One of the columns that claim a meaning, the best first; none when they differ.

    An empty one, or one that says the same, takes nothing away.
    """
    kind = pairing.table.column(claims[0].column_name).kind
    filled = [claim for claim in claims if pairing.contents(claim.column).filled]
    filled = _without_years(pairing, filled)
    if len(filled) > 1 and kind in _ONE_VALUE:
        said = {pairing.contents(claim.column).comparable for claim in filled}
        if len(said) > 1:
            pairing.clashes[claims[0].column_name] = tuple(sorted(claim.column for claim in filled))
            pairing.used.update(claim.column for claim in filled)
            return
    chosen = filled or claims
    if kind is ColumnKind.TEXT and claims[0].meaning == "title":
        chosen = sorted(chosen, key=lambda claim: _as_title(pairing, claim))
    pairing.take(chosen[0])


def _without_years(pairing: Pairing, claims: list[Claim]) -> list[Claim]:
    """« Mois | Année »: the moment in the year; the year is read beside it."""
    if len(claims) != 2:
        return claims
    years = [claim for claim in claims if is_year(pairing.labels[claim.column])]
    parts = [claim for claim in claims if is_part_of_year(pairing.labels[claim.column])]
    return parts if len(years) == len(parts) == 1 else claims


def _settle_by_order(pairing: Pairing, claims: Iterable[Claim]) -> None:
    """Of two columns with one meaning, the one that stands in order with the other end of a line.

    Two that are known and mostly in the wrong order are no pair: the title that is less ours is
    only likely then.
    """
    for meaning, other in ((_END, _START), (_START, _END)):
        beside = pairing.known.get(other)
        clash = pairing.clashes.get(meaning, ())
        rivals = [each for each in claims if each.column in clash and each.meaning == meaning]
        if beside is None or not rivals:
            continue
        shares = {claim.column: _in_order(pairing, claim, beside) for claim in rivals}
        fitting = [claim for claim in rivals if (shares[claim.column] or 0) >= IN_ORDER]
        if len(fitting) == 1 and all(share is not None for share in shares.values()):
            del pairing.clashes[meaning]
            pairing.take(fitting[0])
            for claim in rivals:
                if claim is not fitting[0]:
                    pairing.against[claim.column] = _out_of_order(claim)
                    pairing.used.discard(claim.column)
    start, end = pairing.known.get(_START), pairing.known.get(_END)
    if start is None or end is None:
        return
    worse = max(start, end, key=lambda claim: claim.rank)
    share = _in_order(pairing, end, start) if worse.rank >= Rank.SYNONYM else None
    if share is not None and share < _MOSTLY:
        del pairing.known[worse.meaning]
        pairing.used.discard(worse.column)
        pairing.likely[worse.meaning] = _out_of_order(worse)


def _in_order(pairing: Pairing, claim: Claim, beside: Claim) -> float | None:
    first, last = (claim, beside) if claim.meaning == _START else (beside, claim)
    return share_in_order(pairing, first.column, last.column)


def _out_of_order(claim: Claim) -> Claim:
    why = "avant les débuts" if claim.meaning == _END else "après les fins"
    return replace(claim, judged=replace(claim.judged, why=f"ses dates sont {why}"))


def _variety(pairing: Pairing, claim: Claim) -> float:
    """How many lines have a title of their own in that column, as a share."""
    contents = pairing.contents(claim.column)
    return round(contents.unique * contents.filled / max(contents.rows, 1), 1)


def _as_title(pairing: Pairing, claim: Claim) -> tuple[bool, float, int]:
    """Of two columns of titles: no codes, then the one that says more, then the first."""
    return pairing.contents(claim.column).ids > 0.5, -_variety(pairing, claim), claim.column


def _take_owners(pairing: Pairing, claims: list[Claim]) -> None:
    """An organisation is the owner, a person beside it the person; a person alone is the owner."""
    free = [claim for claim in claims if pairing.is_free(claim)]
    tiers: dict[int, list[Claim]] = {}
    for claim in free:
        tiers.setdefault(_tier(pairing.labels[claim.column], claim), []).append(claim)
    enough = [
        tier
        for tier in sorted(tiers)
        if any(_is_used(pairing.contents(claim.column)) for claim in tiers[tier])
    ]
    order = enough or sorted(tiers)
    if not order:
        return
    if _OWNER not in pairing.known:
        best = min(claim.rank for claim in tiers[order[0]])
        _settle(pairing, [claim for claim in tiers[order[0]] if claim.rank is best])
    people = [claim for claim in tiers.get(_PEOPLE, []) if claim.column not in pairing.used]
    if people and _PERSON not in pairing.known:
        first = min(people, key=lambda claim: (claim.rank, claim.column))
        pairing.take(
            Claim(
                column=first.column,
                meaning=_PERSON,
                likeness=first.likeness,
                rank=first.rank,
                judged=first.judged,
            )
        )


def _is_used(contents: Contents) -> bool:
    return contents.filled > _FEW * contents.rows


_PEOPLE = 3
_TIERS = {
    key_of(phrase): tier
    for tier, listed in ((_PEOPLE, PERSON), (2, SERVICE), (1, ORGANISATION))
    for phrase in phrases_of(listed)
}


def _tier(label: str, claim: Claim) -> int:
    """0 for our own header, then organisations, services, people."""
    if claim.rank <= Rank.HEADER:
        return 0
    return _TIERS.get(key_of(label), _PEOPLE)


def _take_likely(pairing: Pairing, claims: list[Claim]) -> None:
    for claim in sorted(claims, key=lambda claim: (-claim.score, claim.column)):
        taken = claim.meaning in pairing.likely or any(
            claim.column == other.column for other in pairing.likely.values()
        )
        if claim.score < LEAST or not pairing.is_free(claim) or taken:
            continue
        beside = pairing.known.get({_START: _END, _END: _START}.get(claim.meaning, ""))
        share = _in_order(pairing, claim, beside) if beside is not None else None
        if share is not None and share < IN_ORDER:
            pairing.against.setdefault(claim.column, _out_of_order(claim))
            continue
        equals = {
            other.column
            for other in claims
            if other.meaning == claim.meaning
            and other.likeness == claim.likeness
            and other.column not in pairing.used
        }
        if len(equals) > 1 and pairing.table.column(claim.column_name).kind in DOUBTFUL:
            pairing.clashes[claim.column_name] = tuple(sorted(equals))
            pairing.used |= equals
        else:
            pairing.likely[claim.meaning] = claim
