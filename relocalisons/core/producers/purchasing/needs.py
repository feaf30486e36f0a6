"""Pure: the need of each public buyer, by family of products and year, in cents before tax.

The need is the buyer's, all its canteens and suppliers together (R2121-6 of the code de la commande
publique); a contract counts whole, in the year it begins (R2121-1); families are those of « ma
cantine », for want of the buyer's own nomenclature.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import CellRef, Doubt, Programme, Row, first_day, last_day
from relocalisons.core.kernel.words.french import NBSP, name_some
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contract_text.words.facts import ContractFacts, facts_of
from relocalisons.core.producers.contract_text.words.printed.measures import Measure
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import RUNNING, Stage
from relocalisons.core.producers.quality.labelled_deliveries import (
    LabelledDelivery,
    labelled_deliveries,
    siret_of,
)
from relocalisons.core.producers.rows import ContractSheet, contract_sheets
from relocalisons.core.producers.volumes.volumes import in_kilograms
from relocalisons.core.producers.words import (
    bears_public_name,
    is_local_authority,
    is_public_hospital,
    may_be_public_school,
    read_family,
)

NEVER = (Stage.BROKEN, Stage.PROSPECT)  # of no need: nothing is or will be bought


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a public buyer buys of one family in a year, in cents.

    `signed`: under signed or closed contracts; `preparing`: under contracts not signed yet;
    `loose`: delivered under no known contract. `unknown`: contracts without a readable price or
    volume, and deliveries without a readable price: in no sum. `unplaced`: contracts that may be of
    it, of which nobody can tell the year, the stage or the family: in no sum either.
    """

    buyer: str
    family: str  # as it is said
    year: int
    signed: int = 0
    preparing: int = 0
    loose: int = 0
    unknown: int = 0
    contracts: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    evidence: tuple[CellRef, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether nothing that may be of it is left out of its sums."""
        return self.unknown == 0 and not self.unplaced and bool(self.family)

    @property
    def whole(self) -> int:
        """All of it, contracts in preparation included: they are what may still be decided."""
        return self.signed + self.preparing + self.loose

    @property
    def committed(self) -> int:
        """What is signed or delivered already."""
        return self.signed + self.loose


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    key: tuple[str, str, int]
    signed: int = 0
    preparing: int = 0
    loose: int = 0
    unknown: int = 0
    contract: str = ""
    place: CellRef | None = None


def public_buyers(programme: Programme) -> frozenset[str]:
    """Codes of the partners bound by public purchasing.

    « Pouvoir adjudicateur » says it; where it says nothing, a local authority is one, and what
    bears a name that only a public body bears. A school is a doubt: see `taken_for_public`.
    """
    found: set[str] = set()
    for row in programme.rows("partners"):
        partner = programme.partner(row.text("code"))
        if partner is None:
            continue
        said = row.text("contracting")
        is_bound = (
            row.says_yes("contracting")
            if said
            else is_local_authority(partner.profile) or bears_public_name(partner.name)
        )
        if is_bound:
            found.add(partner.code)
    return frozenset(found)


def taken_for_public(programme: Programme) -> frozenset[str]:
    """Codes of the schools and hospitals of which nothing says whether they are public: most are.

    A draft is written for the stricter case and says so; no threshold is counted on a guess.
    """
    return frozenset(
        partner.code
        for row in programme.rows("partners")
        if (partner := programme.partner(row.text("code"))) is not None
        and not row.text("contracting")
        and not is_local_authority(partner.profile)
        and (
            may_be_public_school(f"{partner.name} {partner.profile}")
            or is_public_hospital(partner.name)
        )
    )


def read_needs(programme: Programme, *, buyers: frozenset[str] | None = None) -> tuple[Need, ...]:
    """Every need of the public buyers, or of these, by buyer, family and year."""
    buyers = public_buyers(programme) if buyers is None else buyers
    lines = (*_contracts(programme, buyers), *_loose(programme, buyers))
    needs: dict[tuple[str, str, int], Need] = {}
    for line in lines:
        buyer, family, year = line.key
        before = needs.get(line.key) or Need(buyer=buyer, family=family, year=year)
        needs[line.key] = Need(
            buyer=buyer,
            family=family,
            year=year,
            signed=before.signed + line.signed,
            preparing=before.preparing + line.preparing,
            loose=before.loose + line.loose,
            unknown=before.unknown + line.unknown,
            contracts=before.contracts + ((line.contract,) if line.contract else ()),
            evidence=before.evidence + ((line.place,) if line.place else ()),
        )
    doubtful = tuple(_unplaced(programme, buyers))
    return tuple(
        replace(
            needs[key],
            unplaced=tuple(
                each.number
                for each in doubtful
                if each.number not in needs[key].contracts and each.may_be_of(needs[key])
            ),
        )
        for key in sorted(needs)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unplaced:
    """A contract of a public buyer of which the year, the stage or the family is not known."""

    number: str
    buyer: str
    family: str  # empty when nobody wrote it
    year: int | None

    def may_be_of(self, need: Need) -> bool:
        return (
            self.buyer == need.buyer
            and self.family in ("", need.family)
            and self.year in (None, need.year)
        )


def _unplaced(programme: Programme, buyers: frozenset[str]) -> Iterator[_Unplaced]:
    """What is sure to be no purchase (a prospect, a broken contract) is none of them."""
    for sheet in contract_sheets(programme):
        contract, stage = sheet.contract, stage_of(sheet.contract)
        start, family = first_day(contract.start), _family(contract.supply_chain)
        if contract.buyer is None or contract.buyer not in buyers or stage in NEVER:
            continue
        if start is None or stage is None or not family:
            yield _Unplaced(
                number=contract.number,
                buyer=contract.buyer,
                family=family,
                year=None if start is None else start.year,
            )


def say_unplaced(need: Need) -> str:
    """« Contrat C-07 : début, étape ou filière illisible, dans aucune somme. »"""
    which = "Contrat" if len(need.unplaced) == 1 else "Contrats"
    return (
        f"{which} {name_some(need.unplaced)}{NBSP}: début, étape ou filière illisible, dans "
        "aucune somme."
    )


def _contracts(programme: Programme, buyers: frozenset[str]) -> Iterator[_Line]:
    for sheet in contract_sheets(programme):
        contract, stage = sheet.contract, stage_of(sheet.contract)
        start = first_day(contract.start)
        if contract.buyer not in buyers or start is None or stage is None or stage in NEVER:
            continue
        value = value_of(sheet)
        signed = stage in (*RUNNING, Stage.CLOSED)
        yield _Line(
            key=(contract.buyer or "", _family(contract.supply_chain), start.year),
            signed=(value or 0) if signed else 0,
            preparing=0 if signed else value or 0,
            unknown=value is None,
            contract=contract.number,
            place=sheet.row.place.cell("volume"),
        )


def value_of(sheet: ContractSheet) -> int | None:
    """The whole contract in cents, every year of it; None when price or volume does not tell."""
    facts: ContractFacts = facts_of(sheet)
    weighed = facts.price_measure is Measure.KILOGRAM
    volume = in_kilograms(sheet.contract.volume, unit=None) if weighed else None
    if volume is None and (facts.yearly or not weighed) and facts.measure is facts.price_measure:
        volume = facts.volume  # « 10 t/an », « 20 000 pièces »
    if volume is None and weighed:
        volume = volume_of_calendar(sheet)
    if facts.price is None or volume is None:
        return None
    years = Decimal(facts.months or 12) / 12 if facts.yearly else Decimal(1)
    return int((facts.price * volume * years * 100).to_integral_value())


def volume_of_calendar(sheet: ContractSheet) -> Decimal | None:
    """The sum of the calendar in kilograms where the cell of the volume is empty.

    None when the cell says anything, or a period cannot be read.
    """
    if sheet.row.reading("volume").doubt is not Doubt.ABSENT or sheet.row.text("volume"):
        return None
    masses = [in_kilograms(each.volume, unit=each.unit) for each in sheet.contract.commitments]
    known = [mass for mass in masses if mass is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(masses) else None


def _loose(programme: Programme, buyers: frozenset[str]) -> Iterator[_Line]:
    """Deliveries to a buyer's SIRET under a contract that nobody knows, or none."""
    known = {fold(each.number) for each in programme.contracts if each.number}
    by_siret = _sirets(programme.rows("partners"), programme)
    for each in labelled_deliveries(programme):
        buyer = by_siret.get(each.siret or "")
        if buyer in buyers and each.on is not None and fold(each.contract) not in known:
            yield _Line(
                key=(buyer or "", _family_of(each), each.on.year),
                loose=each.cents or 0,
                unknown=each.cents is None,
                place=each.row.place.cell("price"),
            )


def delivered_before(programme: Programme, need: Need) -> int:
    """Cents delivered in the year of a need under contracts that began before it.

    Each such contract counts whole in its own year; a buyer who counts twelve months adds them.
    """
    began = {
        fold(each.number): start.year
        for each in programme.contracts
        if each.buyer == need.buyer
        and _family(each.supply_chain) == need.family
        and (start := first_day(each.start)) is not None
    }
    return sum(
        each.cents or 0
        for each in labelled_deliveries(programme)
        if each.on is not None
        and each.on.year == need.year
        and began.get(fold(each.contract), need.year) < need.year
    )


def still_to_come(programme: Programme, need: Need, *, as_of: date) -> int:
    """Cents that calendars of such contracts still promise in that year, at the price of each."""
    cents = Decimal(0)
    for sheet in contract_sheets(programme):
        contract, start = sheet.contract, first_day(sheet.contract.start)
        is_older = start is not None and start.year < need.year
        is_of = contract.buyer == need.buyer and _family(contract.supply_chain) == need.family
        if not (is_older and is_of) or stage_of(contract) not in RUNNING:
            continue
        facts = facts_of(sheet)
        if facts.price is None or facts.price_measure is not Measure.KILOGRAM:
            continue
        for each in contract.commitments:
            end, mass = last_day(each.end), in_kilograms(each.volume, unit=each.unit)
            if end is not None and mass is not None and as_of <= end and end.year == need.year:
                cents += facts.price * mass * 100
    return int(cents.to_integral_value())


def _sirets(rows: tuple[Row, ...], programme: Programme) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        partner, siret = programme.partner(row.text("code")), siret_of(row.text("siret"))
        if partner is not None and siret is not None:
            found[siret] = partner.code
    return found


def _family(chain: str | None) -> str:
    family = read_family(chain)
    return family.value if family else fold(chain or "")


def _family_of(delivery: LabelledDelivery) -> str:
    return delivery.family.value if delivery.family else ""
