"""Pure: rules by filière, visits and clauses; « Paramètres » may change each one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from relocalisons.core.kernel.model import CellRef, Finding, Programme
from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.kernel.words.french import NBSP, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.words import SupplyChain, read_days, read_supply_chain
from relocalisons.core.sources.parameters import find_parameter
from relocalisons.core.sources.structure import source_invalid

# Days between two visits: while a contract of the chain is under way, and otherwise.
_VISITS = {
    SupplyChain.VEGETABLES: (60, 120),
    SupplyChain.FRUIT: (90, 150),
    SupplyChain.PULSES: (90, 180),
}
_OTHER_VISITS = (90, 180)
_LONGEST = 1_000  # days


class Duty(StrEnum):
    """Whether the written contract and its seven clauses are the law for a supply chain."""

    REQUIRED = "obligatoire"
    ADVISED = "recommandé"
    UNKNOWN = "statut à préciser"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRule:
    """What the clauses of a supply chain rest on; a lawyer decides, never this service."""

    duty: Duty
    source: str


_WRITTEN = "article L631-24 du code rural"
_EXEMPT = "article R631-6-1 du code rural, décret n°\u00a02022-1668 du 26\u00a0décembre 2022"
_RULES = {
    SupplyChain.FRUIT: ClauseRule(duty=Duty.ADVISED, source=_EXEMPT),
    SupplyChain.VEGETABLES: ClauseRule(duty=Duty.ADVISED, source=_EXEMPT),
    SupplyChain.MEAT: ClauseRule(duty=Duty.REQUIRED, source=_WRITTEN),
    SupplyChain.MILK: ClauseRule(duty=Duty.REQUIRED, source=_WRITTEN),
    SupplyChain.DAIRY: ClauseRule(duty=Duty.REQUIRED, source=_WRITTEN),
    SupplyChain.EGGS: ClauseRule(duty=Duty.REQUIRED, source=_WRITTEN),
}
_UNKNOWN = ClauseRule(duty=Duty.UNKNOWN, source=_WRITTEN)


def visit_interval(programme: Programme, chain: str | None, *, in_season: bool) -> int:
    """Days between two visits to a producer of a supply chain."""
    known = read_supply_chain(chain)
    usual = (_VISITS.get(known, _OTHER_VISITS) if known else _OTHER_VISITS)[0 if in_season else 1]
    name = visit_parameter(chain, in_season=in_season)
    return _days(find_parameter(programme.parameters, name)) or usual


def visit_parameter(chain: str | None, *, in_season: bool) -> str:
    """The line of « Paramètres » that changes it."""
    when = "en saison" if in_season else "hors saison"
    return f"Intervalle de visite {chain or 'autres filières'} {when}"


def clause_rule(programme: Programme, chain: str | None) -> ClauseRule:
    """What the clauses of a chain rest on: « Paramètres », else the usual reading of the law.

    A chain of which nothing is known is not guessed: its status is to be made precise.
    """
    known = read_supply_chain(chain)
    usual = _RULES.get(known, _UNKNOWN) if known else _UNKNOWN
    said = fold(find_parameter(programme.parameters, clause_parameter(chain)) or "")
    for duty in (Duty.REQUIRED, Duty.ADVISED):
        if said == fold(duty.value):
            return ClauseRule(duty=duty, source=usual.source)
    return usual


def clause_parameter(chain: str | None) -> str:
    """The line of « Paramètres » that says whether the clauses of a chain are the law."""
    return f"Clauses {chain or 'autres filières'}"


def find_invalid_rules(programme: Programme) -> tuple[Finding, ...]:
    """Lines of « Paramètres » about producers that cannot be obeyed; the default stays."""
    return tuple(_invalid(programme))


def _invalid(programme: Programme) -> Iterator[Finding]:
    chains = {each.supply_chain for each in programme.contracts}
    numbers = [
        visit_parameter(chain, in_season=season) for chain in chains for season in (True, False)
    ]
    for name in sorted(set(numbers)):
        value = find_parameter(programme.parameters, name)
        if value is not None and _days(value) is None:
            yield _refused(programme, name, value, "un nombre de jours, par exemple 60")
    for name in sorted({clause_parameter(chain) for chain in chains}):
        value = find_parameter(programme.parameters, name)
        if value is not None and fold(value) not in (
            fold(Duty.REQUIRED.value),
            fold(Duty.ADVISED.value),
        ):
            yield _refused(programme, name, value, "« obligatoire » ou « recommandé »")


def _refused(programme: Programme, name: str, value: str, wanted: str) -> Finding:
    own = next((each.place for each in programme.partners), None)
    return source_invalid(
        subject=f"{PILOTAGE}/settings/{fold(name)}",
        tab="Paramètres",
        row=None,
        problem=f"{quote(name)} vaut {quote(value[:40])}{NBSP}: il faut {wanted}",
        evidence=CellRef(
            file_id=own.file_id if own else "",
            workbook=own.workbook if own else "Pilotage",
            tab="Paramètres",
            sheet_id=0,
        ),
    )


def _days(value: str | None) -> int | None:
    days = read_days(value)
    return days if days is not None and 0 < days <= _LONGEST else None
