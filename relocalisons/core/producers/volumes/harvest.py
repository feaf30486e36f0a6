"""Pure: volumes to come: a season ending short, a risk seen in the field, too much delivered."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    FindingKind,
    GrowingContract,
    Programme,
    Severity,
    last_day,
)
from relocalisons.core.kernel.wording import label_of, quote_cell, say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_long_date,
    format_percent,
    join_words,
    name_some,
)
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import RUNNING
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.visits.notes import VisitState, visit_states
from relocalisons.core.producers.visits.words import RiskLevel, read_risk
from relocalisons.core.producers.volumes.findings import compare_volumes, say_volume
from relocalisons.core.producers.volumes.losses import Lost, losses_of
from relocalisons.core.producers.volumes.projection import (
    Projection,
    project_season,
    season_periods,
)
from relocalisons.core.producers.volumes.school_breaks import calendar_of
from relocalisons.core.producers.volumes.volumes import balance_volumes, is_running

RISK_LIVES = 120  # days: what was seen in a field earlier says little of the crop of today


def find_harvest(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """What the rest of the season looks like, contract by contract, then field by field."""
    found: list[Finding] = []
    losses = losses_of(programme, as_of=as_of)
    for contract in programme.contracts:
        if is_running(contract):
            lost = losses.get(contract.number)
            found.extend(_projected(contract, programme, lost=lost, as_of=as_of))
            found.extend(_too_much(contract, programme, as_of=as_of))
    found.extend(_unread(programme, losses, as_of=as_of))
    for state in visit_states(programme, as_of=as_of):
        found.extend(_risk(state, programme, as_of=as_of))
    return tuple(found)


def _unread(programme: Programme, losses: Mapping[str, Lost], *, as_of: date) -> Iterator[Finding]:
    """A loss that nobody can read: nothing is projected, and it is asked, once a cell."""
    cells: dict[tuple[str, str], list[GrowingContract]] = {}
    for contract in programme.contracts:
        lost, end = losses.get(contract.number), last_day(contract.end)
        if lost is not None and lost.share is None and (end is None or end >= as_of):
            cells.setdefault((lost.place.file_id, lost.place.cell), []).append(contract)
    for contracts in cells.values():
        first, lost = contracts[0], losses[contracts[0].number]
        names = name_some([each.number for each in contracts])
        one = len(contracts) == 1
        whose = f"{'du contrat' if one else 'des contrats'} {names}"
        yield _about(
            ProducerKind.LOSS_UNREAD,
            first,
            severity=Severity.WATCH,
            title=f"{say_partner(programme, first.producer)}{NBSP}: une perte est notée, "
            f"{quote_cell(lost.said)}, sans dire pour sûr la part {whose}.",
            action=f"Demander à {say_contact(programme, first.producer)} la part perdue et le "
            f"jour, et la noter dans « Perte signalée » (« 40{THIN}% le 12/04 », « 0,4 ha », "
            "« tout », « non »).",
            detail=f"Rien n’est projeté d’ici là pour {names}{NBSP}: ni zéro, ni tout.",
            evidence=(lost.place,),
            ask=f"Une perte est notée ({quote_cell(lost.said)}). Quelle part de ce qui restait à "
            f"récolter {whose} est perdue{THIN}?",
        )


def _projected(
    contract: GrowingContract, programme: Programme, *, lost: Lost | None, as_of: date
) -> Iterator[Finding]:
    projection = project_season(
        contract, as_of=as_of, lost=lost, calendar=calendar_of(programme.parameters)
    )
    if projection is None or projection.central >= projection.floor:
        return
    lacking = projection.season - projection.central
    certain = projection.high < projection.floor
    yield _about(
        ProducerKind.VOLUME_PROJECTED,
        contract,
        severity=Severity.WATCH if certain else Severity.INFO,
        title=f"{_name(contract, programme)}{NBSP}: {_on_what(projection)}, il manquera "
        f"environ {say_volume(lacking)} le {format_long_date(projection.end)} "
        f"({format_percent(lacking / projection.season)} de l’engagement).",
        action=f"Prévenir l’acheteur et chercher un complément avec "
        f"{say_contact(programme, contract.producer)} avant la fin de la saison.",
        detail=spread_words(projection),
        evidence=(contract.place.cell("volume"), *((lost.place,) if lost is not None else ())),
        ask=f"{'Au rythme actuel' if lost is None else 'Après cette perte'}, le contrat "
        f"{_label(contract)} finirait autour de "
        f"{say_volume(projection.central)} pour {say_volume(projection.season)} prévus. "
        f"Quel volume pensez-vous livrer d’ici au {format_long_date(projection.end)}{THIN}?",
    )


def _on_what(projection: Projection) -> str:
    if projection.lost is not None:
        return f"après la perte notée, {quote_cell(projection.lost.said)}"
    if not projection.periods:
        return "selon la saison de cette culture et les livraisons faites"
    ended = count_of(projection.periods, "période écoulée", "périodes écoulées")
    return f"au rythme des {ended}"


def spread_words(projection: Projection) -> str:
    """The uncertainty in words: between the worst and the best pace seen so far."""
    bounds = f"{say_volume(projection.low, ROUND_FLOOR)} et "
    bounds += say_volume(projection.high, ROUND_CEILING)
    if projection.lost is not None:
        kept = 1 - (projection.lost.share or 0)
        return (
            f"Perte comptée depuis le {format_long_date(projection.lost.on)}{NBSP}: il reste "
            f"{format_percent(kept)} de ce qui était à venir, soit entre "
            f"{bounds} à la fin pour {say_volume(projection.season)} prévus."
        )
    minimum = say_volume(projection.floor, ROUND_CEILING)
    floor = f"{THIN}; minimum du contrat, tolérance comprise{NBSP}: {minimum}."
    if not projection.periods:
        return (
            f"Projection entre {bounds} "
            f"(quatre saisons sur cinq) pour {say_volume(projection.season)} prévus{floor}"
        )
    return (
        f"Projection entre {bounds} pour "
        f"{say_volume(projection.season)} prévus, selon la plus faible et la meilleure période"
        f"{floor}"
    )


def _too_much(contract: GrowingContract, programme: Programme, *, as_of: date) -> Iterator[Finding]:
    """More than the whole season holds, tolerance included: somebody has to agree to the rest."""
    balance = balance_volumes(contract, as_of=as_of)
    periods = season_periods(contract, as_of=as_of)
    if balance is None or balance.doubts or balance.tolerance is None or periods is None:
        return
    season = sum((each.volume for each in periods), Decimal(0))
    brought = sum((each.delivered for each in periods), Decimal(0))
    if season <= 0 or brought <= season * (1 + balance.tolerance):
        return
    yield _about(
        ProducerKind.VOLUME_OVER,
        contract,
        severity=Severity.INFO,
        title=f"{_name(contract, programme)}{NBSP}: déjà {compare_volumes(brought, season)} pour "
        "toute la saison.",
        action=f"Convenir avec {say_contact(programme, contract.producer)} et l’acheteur du prix "
        "et du volume du surplus (avenant).",
        detail=f"Tolérance du contrat{NBSP}: {format_percent(balance.tolerance)}.",
        evidence=(contract.place.cell("volume"),),
    )


def _risk(state: VisitState, programme: Programme, *, as_of: date) -> Iterator[Finding]:
    # A visit whose day cannot be read may be the last one.
    if state.doubtful or state.last is None or state.last_on is None:
        return
    if (as_of - state.last_on).days > RISK_LIVES:
        return
    noted = state.last.text("volume_risk")
    risk = read_risk(noted)
    if risk is None or noted is None or risk.level is RiskLevel.LOW:
        return
    contracts = [
        contract
        for contract in programme.contracts
        if contract.producer == state.producer and stage_of(contract) in RUNNING
    ]
    if not contracts:
        return
    clear = risk.level is not RiskLevel.UNCLEAR
    yield Finding(
        kind=ProducerKind.VOLUME_RISK,
        subject=state.producer,
        partner=state.producer,
        severity=Severity.WATCH if risk.level is RiskLevel.HIGH else Severity.INFO,
        audience=Audience.COORDINATION,
        title=f"{say_partner(programme, state.producer)}{NBSP}: risque sur les volumes noté lors "
        f"de la visite du {format_long_date(state.last_on)}, {quote_cell(noted)}"
        f"{'' if clear else ' (à interpréter)'}.",
        action=f"Demander à {say_contact(programme, state.producer)} une prévision de récolte et "
        "prévenir les acheteurs concernés.",
        label=say_partner(programme, state.producer),
        evidence=(state.last.place.cell("volume_risk"),),
        detail=f"Contrats en cours{NBSP}: {join_words([each.number for each in contracts])}.",
    )


def _about(
    kind: FindingKind,
    contract: GrowingContract,
    *,
    severity: Severity,
    title: str,
    action: str,
    detail: str,
    evidence: tuple[CellRef, ...],
    ask: str = "",
) -> Finding:
    known = contract.producer is not None
    return Finding(
        kind=kind,
        subject=contract.number,
        partner=contract.producer,
        severity=severity,
        audience=Audience.PARTNER if known and ask else Audience.COORDINATION,
        title=title,
        action=action,
        label=_label(contract),
        evidence=evidence,
        detail=detail,
        ask=ask if known else "",
    )


def _label(contract: GrowingContract) -> str:
    return label_of(contract.number, contract.crop)


def _name(contract: GrowingContract, programme: Programme) -> str:
    return f"Contrat {_label(contract)} ({say_partner(programme, contract.producer)})"
