"""Pure: what a contract's text says of its line beside the seven clauses.

Its number, its two parties, its land and the labels that are asked for: another number, or another
partner in the place of the sheet's, is most often another contract's file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.kernel.model import PartnerNames
from relocalisons.core.kernel.words.french import format_number
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contract_text.words.kinds import ClauseState
from relocalisons.core.producers.contract_text.words.lexicon import parties
from relocalisons.core.producers.contract_text.words.printed.figures import number_said, plain
from relocalisons.core.producers.quality.words.labels import LabelKind, labels_named
from relocalisons.core.producers.rows import ContractSheet, hectares

_ARES, _METRES = 100, 10_000  # of a hectare
_CLOSE = Decimal("0.005")  # hectares: what rounding hides
_SHORTEST = 4  # letters of a word, or of a number, that names something


class SheetFact(StrEnum):
    """A fact of the line that is no clause; the value is what a paper prints."""

    NUMBER = "numéro"
    PRODUCER = "producteur"
    BUYER = "acheteur"
    AREA = "surface"
    LABELS = "labels exigés"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactReading:
    """A fact that the text says otherwise, or does not say: what it says, what the sheet says."""

    fact: SheetFact
    state: ClauseState
    sheet: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Every folded spelling of a partner and of its people, and the name that is shown."""

    spellings: tuple[str, ...]
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whose contract the line is; empty where the sheet says nothing.

    `others`: every folded spelling of the partners that are neither party, with the shown name.
    """

    number: str
    producer: Party
    buyer: Party
    others: Mapping[str, str]
    area: Decimal | None
    labels: frozenset[LabelKind]

    @property
    def as_words(self) -> str:
        """All of it as one text: what a reading depended on."""
        labels = sorted(each.value for each in self.labels)
        return (
            f"{self.number} {self.producer} {self.buyer} {sorted(self.others)} {self.area} {labels}"
        )


def identity_of(sheet: ContractSheet, names: PartnerNames) -> Identity:
    """Of a line of « Contrats de culture », with the partners of its programme."""
    row, contract = sheet.row, sheet.contract
    mine = {contract.producer, contract.buyer}
    return Identity(
        number=contract.number,
        producer=_party_of(names, contract.producer, row.plain("producer")),
        buyer=_party_of(names, contract.buyer, row.plain("buyer")),
        others={
            said: partner.name
            for said, partner in names.suggestions.items()
            if partner.code not in mine
        },
        area=hectares(row),
        labels=labels_named(row.text("labels")) & parties.ASKED_LABELS,
    )


def read_identity(text: str, identity: Identity) -> tuple[FactReading, ...]:
    """The facts that the text contradicts or does not name; the others are not told."""
    said = plain(text)
    return tuple(
        found
        for found in (
            _number(said, identity.number),
            _party(SheetFact.PRODUCER, text, identity.producer, identity.others),
            _party(SheetFact.BUYER, text, identity.buyer, identity.others),
            _area(said, identity.area),
            _labels(text, identity.labels),
        )
        if found is not None
    )


def _party_of(names: PartnerNames, code: str | None, typed: str) -> Party:
    known = {said: each.name for said, each in names.suggestions.items() if each.code == code}
    people = [
        said for said, named in names.people.items() if any(each.code == code for each in named)
    ]
    spellings = (*known, *people, "" if fold(typed) == fold(code or "") else fold(typed))
    shown = next(iter(known.values()), typed)
    return Party(tuple(dict.fromkeys(each for each in spellings if each)), shown)


def _number(said: str, number: str) -> FactReading | None:
    """A number of the same shape that is another, the own one being nowhere."""
    own = plain(number)
    if len(own) < _SHORTEST or not re.search("[a-z]", own) or not re.search(r"\d", own):
        return None
    shape = r"\d+".join(re.escape(part) for part in re.split(r"\d+", own))
    found = re.findall(rf"(?<![\w-]){shape}(?![\w-])", said)
    if not found or own in found:
        return None
    return FactReading(
        fact=SheetFact.NUMBER,
        state=ClauseState.CONTRADICTED,
        sheet=number,
        text=found[0].upper(),
    )


def _party(
    fact: SheetFact, text: str, party: Party, others: Mapping[str, str]
) -> FactReading | None:
    """Named by one spelling, in its own words; else somebody else is, or nobody."""
    own = [words for each in party.spellings if (words := _own_words(each))]
    if not own:
        return None
    there = set(fold(text).split())
    if any(len(words & there) * 2 > len(words) for words in own):
        return None
    instead = [
        name
        for said, name in others.items()
        if (words := _own_words(said)) and len(said.split()) > 1 and words <= there
    ]
    if not instead:
        return FactReading(fact=fact, state=ClauseState.TO_CHECK, sheet=party.shown)
    return FactReading(
        fact=fact, state=ClauseState.CONTRADICTED, sheet=party.shown, text=instead[0]
    )


def _own_words(name: str) -> set[str]:
    words = {word for word in name.split() if len(word) >= _SHORTEST}
    return words - parties.ANY_NAME


def _area(said: str, area: Decimal | None) -> FactReading | None:
    found = list(_areas(said))
    if area is None or not found:
        return None
    if any(abs(each - area) <= _CLOSE for each in (*found, sum(found, Decimal(0)))):
        return None
    return FactReading(
        fact=SheetFact.AREA,
        state=ClauseState.CONTRADICTED,
        sheet=f"{format_number(area)} ha",
        text=f"{format_number(found[0])} ha",
    )


def _areas(said: str) -> Iterator[Decimal]:
    for match in parties.SURFACE.finditer(said):
        for name, share in (("hectares", 1), ("ares", _ARES), ("metres", _METRES)):
            amount = number_said(match[name]) if match[name] else None
            if amount is not None:
                yield amount / share


def _labels(text: str, asked: frozenset[LabelKind]) -> FactReading | None:
    """A label that the line asks for and that no word of the text names."""
    lacking = asked - labels_named(text)
    if not lacking:
        return None
    shown = ", ".join(sorted(parties.SHOWN_LABELS[each] for each in lacking))
    return FactReading(fact=SheetFact.LABELS, state=ClauseState.TO_CHECK, sheet=shown)
