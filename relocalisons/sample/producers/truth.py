"""Sample: what must be found about contracts, harvests, certificates and visits on an evening."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import (
    TruthEntry,
    amount_of,
    date_of,
    first_of_each,
    partner_of,
)
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.working_days import on_or_before
from relocalisons.sample.engine.workspace import Workspace

_EARLY = ("prospect", "intention", "projet", "en signature")
_RUNNING = ("signé", "en culture", "en livraison")
_CLAUSES = tuple(f"clause_{number}" for number in range(1, 8))
_USUAL_TOLERANCE = Decimal("0.1")
_SIGNATURE, _PRICE, _RENEWAL, _REPORT = 60, 30, 30, 7  # days
_RISK_LIVES = 120
_ENOUGH_PRICES, _FAR = 4, 5
_INTERVALS = {"légumes": (60, 120), "fruits": (90, 150), "légumineuses": (90, 180)}
# words of a label → its key, and how long before its end it is asked for
_LABELS = (
    ("HVE", "hve", 180),
    ("(AB)", "bio", 90),
    ("GLOBALG.A.P.", "globalgap", 60),
    ("Agrément sanitaire", "agrement-sanitaire", 30),
)
_DELIVERED_AS = {"AB": "bio", "HVE": "hve"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contract:
    number: str
    producer: str | None
    stage: str
    row: Row

    @property
    def is_running(self) -> bool:
        return self.stage in _RUNNING

    def day(self, column: str) -> date | None:
        return date_of(self.row.cell(column))


def producer_entries(
    workspace: Workspace, on: date, *, frozen: Mapping[str, date]
) -> Iterator[TruthEntry]:
    """Every finding about producers, and the actions of the frozen planning that have gone."""
    contracts = [
        _Contract(
            number=str(row.cell("number").meaning),
            producer=partner_of(row.cell("producer")),
            stage=str(row.cell("stage").meaning),
            row=row,
        )
        for row in first_of_each(workspace.tab(PILOTAGE, "contracts"))
        if not row.struck
    ]
    yield from _life(contracts, on)
    yield from _season(workspace, contracts, on)
    yield from _prices(workspace, contracts)
    yield from _visits(workspace, contracts, on)
    yield from _certificates(workspace, contracts, on)
    present = {
        row.cell("number").meaning
        for tab in workspace.tables("actions")
        for row in first_of_each(tab)
    }
    for number in set(frozen) - present:
        yield TruthEntry(kind="row_deleted", subject=number, partner=None)


def _life(contracts: list[_Contract], on: date) -> Iterator[TruthEntry]:
    for each in contracts:
        if each.stage in ("clos", "rompu"):
            continue
        start, end = each.day("start"), each.day("end")
        unsigned = each.stage in _EARLY or not all(
            each.day(column) for column in ("producer_signed", "buyer_signed")
        )
        if start is not None and (start - on).days <= _SIGNATURE and unsigned:
            yield _about("contract_unsigned", each)
        settled = each.stage not in ("prospect", "intention")
        if settled and any(each.row.cell(name).meaning != "oui" for name in _CLAUSES):
            yield _about("clause_to_check", each)
        if not each.is_running:
            continue
        review = each.day("price_review")
        if review is not None and (review - on).days <= _PRICE:
            yield _about("price_review_due", each)
        notice = amount_of(each.row.cell("notice_days")) or Decimal(0)
        if end is None:
            continue
        deadline = end - timedelta(days=int(notice))
        tacit_and_past = each.row.cell("renewal").meaning == "tacite" and deadline < on
        if (deadline - on).days <= _RENEWAL and not tacit_and_past:
            yield _about("contract_renewal", each)


def _season(workspace: Workspace, contracts: list[_Contract], on: date) -> Iterator[TruthEntry]:
    promised, brought = (
        [row for tab in workspace.tables(table) for row in first_of_each(tab) if not row.struck]
        for table in ("commitments", "deliveries")
    )
    for each in contracts:
        if not each.is_running or each.row.cell("tolerance").is_doubtful:
            continue
        periods = sorted(
            (
                (date_of(row.cell("period_end")), amount_of(row.cell("volume")))
                for row in promised
                if row.cell("contract").meaning == each.number
            ),
            key=lambda pair: pair[0] or date.max,
        )
        lines = [row for row in brought if row.cell("contract").meaning == each.number]
        volumes = [
            (date_of(row.cell("date")), amount_of(row.cell("quantity")), row.cell("rejected"))
            for row in lines
        ]
        unknown = any(None in pair for pair in periods) or any(
            day is None or amount is None or refused.is_doubtful for day, amount, refused in volumes
        )
        if unknown or not periods:
            continue
        net = [
            (day, amount - (amount_of(refused) or 0))
            for day, amount, refused in volumes
            if day is not None and amount is not None and day <= on
        ]
        known = [(day, kg) for day, kg in periods if day is not None and kg is not None]
        allowed = amount_of(each.row.cell("tolerance"))
        allowed = _USUAL_TOLERANCE if allowed is None else allowed
        yield from _judge(each, known, net, allowed, on)


def _prices(workspace: Workspace, contracts: list[_Contract]) -> Iterator[TruthEntry]:
    rows = [row for tab in workspace.tables("deliveries") for row in first_of_each(tab)]
    for each in contracts:
        paid = [
            (date_of(row.cell("date")), price / weight)
            for row in rows
            if not row.struck and row.cell("contract").meaning == each.number
            if (price := amount_of(row.cell("price")))
            if (weight := amount_of(row.cell("quantity")))
        ]
        if len(paid) < _ENOUGH_PRICES:
            continue
        usual = median(price for _, price in paid)
        for day, price in paid:
            if not usual / _FAR < price < usual * _FAR:
                yield TruthEntry(
                    kind="price_far", subject=f"{each.number}/{day}", partner=each.producer
                )


def _judge(
    contract: _Contract,
    periods: list[tuple[date, Decimal]],
    net: list[tuple[date, Decimal]],
    allowed: Decimal,
    on: date,
) -> Iterator[TruthEntry]:
    season = sum((kg for _, kg in periods), Decimal(0))
    over = [(day, kg) for day, kg in periods if day < on]
    total = sum((kg for _, kg in net), Decimal(0))
    if over and total > season * (1 + allowed):
        yield _about("volume_over", contract)
    if len(over) < 2 or len(over) == len(periods):
        return
    last = over[-1][0]
    came = sum((kg for day, kg in net if day <= last), Decimal(0))
    pace = came / sum((kg for _, kg in over), Decimal(0))
    ends = [day for day, _ in periods]
    rest = Decimal(0)
    for at, (end, kg) in enumerate(periods):
        if end < on:
            continue
        before = ends[at - 1]
        is_last = at == len(periods) - 1
        inside = sum(
            (brought for day, brought in net if before < day and (day <= end or is_last)),
            Decimal(0),
        )
        rest += max(kg * pace, inside)
    if came + rest < season * (1 - allowed):
        yield _about("volume_projected", contract)


def _visits(workspace: Workspace, contracts: list[_Contract], on: date) -> Iterator[TruthEntry]:
    by_producer: dict[str, list[Row]] = {}
    for tab in workspace.tables("visits"):
        for row in first_of_each(tab):
            producer = partner_of(row.cell("producer")) or tab.owner
            if not row.struck:
                by_producer.setdefault(producer, []).append(row)
    for producer, rows in by_producer.items():
        for row in rows:
            done = date_of(row.cell("done_on"))
            silent = row.cell("report").value is None
            if done is not None and silent and (on - done).days > _REPORT:
                yield TruthEntry(
                    kind="visit_report_missing", subject=f"{producer}/{done}", partner=producer
                )
    alive = [each for each in contracts if each.stage not in ("clos", "rompu")]
    for producer in sorted({each.producer for each in alive if each.producer}):
        rows = by_producer.get(producer, [])
        if any(row.cell("done_on").is_doubtful for row in rows):
            continue
        own = [each for each in alive if each.producer == producer]
        yield from _of_producer(producer, rows, own, on)


def _of_producer(
    producer: str, rows: list[Row], contracts: list[_Contract], on: date
) -> Iterator[TruthEntry]:
    made = [(day, row) for row in rows if (day := date_of(row.cell("done_on"))) and day <= on]
    last, last_row = max(made, key=lambda pair: pair[0], default=(None, None))
    to_do = [
        day
        for row in rows
        if row.cell("done_on").value is None and (day := date_of(row.cell("planned_on")))
    ]
    missed = any(day < on and (last is None or day > last) for day in to_do)
    coming = any(day >= on for day in to_do)
    if missed or (_next_visit(last, last_row, contracts, on) < on and not coming):
        yield TruthEntry(kind="visit_overdue", subject=producer, partner=producer)
    running = any(each.is_running for each in contracts)
    if last_row is None or last is None or (on - last).days > _RISK_LIVES or not running:
        return
    noted = str(last_row.cell("volume_risk").meaning or "")
    if noted.startswith(("moyen", "fort")):
        yield TruthEntry(kind="volume_risk", subject=producer, partner=producer)


def _next_visit(
    last: date | None, last_row: Row | None, contracts: list[_Contract], on: date
) -> date:
    if last is None or last_row is None:
        starts = [day for each in contracts if each.is_running and (day := each.day("start"))]
        return min(starts, default=date.max)
    if last_row.cell("next_visit").is_doubtful:
        return date.max
    agreed = date_of(last_row.cell("next_visit"))
    if agreed is not None:
        return agreed
    days = []
    for each in contracts:
        start, end = each.day("start"), each.day("end")
        in_season = each.is_running and start is not None and end is not None and start <= on <= end
        usual = _INTERVALS.get(str(each.row.cell("supply_chain").meaning), (90, 180))
        days.append(usual[0] if in_season else usual[1])
    return on_or_before(last + timedelta(days=min(days)))


def _certificates(
    workspace: Workspace, contracts: list[_Contract], on: date
) -> Iterator[TruthEntry]:
    papers: dict[tuple[str, str], list[tuple[date | None, date | None, bool]]] = {}
    notice: dict[str, int] = {}
    for tab in workspace.tables("certificates"):
        for row in first_of_each(tab):
            name = str(row.cell("label").meaning or "")
            found = next(((key, days) for word, key, days in _LABELS if word in name), None)
            producer = partner_of(row.cell("producer")) or tab.owner
            if found is None or row.struck:
                continue
            key, notice[found[0]] = found[0], found[1]
            until, since = row.cell("valid_until"), row.cell("issued_on")
            doubtful = not until.is_set or since.is_doubtful
            papers.setdefault((producer, key), []).append(
                (date_of(since), date_of(until), doubtful)
            )
    for (producer, key), lines in papers.items():
        ends = [until for _, until, _ in lines if until is not None]
        if any(doubtful for _, _, doubtful in lines) or not ends:
            continue
        left = (max(ends) - on).days
        if left <= notice[key]:
            kind = "certificate_expired" if left < 0 else "certificate_expiring"
            yield TruthEntry(kind=kind, subject=f"{producer}/{key}", partner=producer)
    yield from _unproven(workspace, contracts, papers, on)


def _unproven(
    workspace: Workspace,
    contracts: list[_Contract],
    papers: Mapping[tuple[str, str], list[tuple[date | None, date | None, bool]]],
    on: date,
) -> Iterator[TruthEntry]:
    growers = {each.number: each.producer for each in contracts}
    found: set[tuple[str, str]] = set()
    for tab in workspace.tables("deliveries"):
        for row in first_of_each(tab):
            key = _DELIVERED_AS.get(str(row.cell("labels").meaning))
            day = date_of(row.cell("date"))
            producer = partner_of(row.cell("producer")) or growers.get(
                str(row.cell("contract").meaning)
            )
            if key is None or day is None or day > on or producer is None or row.struck:
                continue
            lines = papers.get((producer, key), [])
            covered = any(
                until is not None and day <= until and (since is None or since <= day)
                for since, until, doubtful in lines
                if not doubtful
            )
            if not covered and not any(doubtful for _, _, doubtful in lines):
                found.add((producer, key))
    for producer, key in found:
        yield TruthEntry(kind="label_unproven", subject=f"{producer}/{key}", partner=producer)


def _about(kind: str, contract: _Contract) -> TruthEntry:
    return TruthEntry(kind=kind, subject=contract.number, partner=contract.producer)
