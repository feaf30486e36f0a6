"""Pure: what a programme promises today, line by line: ends, targets, amounts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    DateInterval,
    Deliverable,
    Doubt,
    Programme,
    Reading,
    Row,
)
from relocalisons.core.kernel.wording import label_of, partner_name
from relocalisons.core.kernel.words.french import format_date, format_money, format_number
from relocalisons.core.money.books import BudgetRow, open_books
from relocalisons.core.programme.decisions.amended import ACTIONS, DELIVERABLES
from relocalisons.core.programme.decisions.baseline import Baseline

TARGETS, BUDGET = "indicators", "budget"
TABLES: Mapping[str, str] = {
    ACTIONS: "Action",
    DELIVERABLES: "Livrable",
    TARGETS: "Indicateur",
    BUDGET: "Budget",
}
Promise = date | Decimal

_WHY = {
    Doubt.ABSENT: "vide",
    Doubt.AMBIGUOUS: "à préciser, deux lectures possibles",
    Doubt.UNREADABLE: "illisible",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedLine:
    """A line and what it promises; `value` None with the reason in `why` (French).

    `revised` is an end that somebody typed beside the promised one. `initial` is where an amount
    started, for references that did not keep it.
    """

    table: str
    key: str
    label: str
    partner: str | None
    value: Promise | None
    why: str = ""
    revised: date | None = None
    initial: Decimal | None = None
    note: str = ""

    @property
    def name(self) -> tuple[str, str]:
        """What a reference knows it by."""
        return self.table, self.key


def promised_lines(programme: Programme) -> tuple[PromisedLine, ...]:
    """Every line of the plan, the deliverables, the indicators and the budget, in their order."""
    return (
        *_actions(programme),
        *_deliverables(programme),
        *_indicators(programme),
        *_budget(programme),
    )


def reference_of(lines: Iterable[PromisedLine], *, name: str) -> Baseline:
    """The reference that these lines make; what is not known of a line is not in it."""
    values = {line.name: line.value for line in lines if line.value is not None}
    return Baseline(
        name=name,
        dates=_days(values, ACTIONS),
        deliverables=_days(values, DELIVERABLES),
        targets=_amounts(values, TARGETS),
        budget=_amounts(values, BUDGET),
    )


def promised_in(reference: Baseline) -> Mapping[tuple[str, str], Promise]:
    """What a reference holds, by table and key."""
    parts: Mapping[str, Mapping[str, Promise]] = {
        ACTIONS: reference.dates,
        DELIVERABLES: reference.deliverables,
        TARGETS: reference.targets,
        BUDGET: reference.budget,
    }
    return {(table, key): value for table, held in parts.items() for key, value in held.items()}


def say_promise(value: Promise | None, *, table: str) -> str:
    """A day, an amount or a target as people read it; a dash for none."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return format_date(value)
    return format_money(value, cents=True) if table == BUDGET else format_number(value)


def _actions(programme: Programme) -> Iterator[PromisedLine]:
    for action in programme.actions:
        value, why = _end(action.planned_end, called="fin prévue")
        dropped = action.status.value is ActionStatus.DROPPED and not action.struck
        gone = "action abandonnée" if dropped else _gone(action, called="plan")
        if gone:
            value, why = None, gone
        yield PromisedLine(
            table=ACTIONS,
            key=action.key,
            label=label_of(action.number, action.title),
            partner=action.owner,
            value=value,
            why=why,
            revised=_sure_day(action.revised_end),
        )


def _deliverables(programme: Programme) -> Iterator[PromisedLine]:
    for each in programme.deliverables:
        value, why = _end(each.due, called="date prévue")
        if gone := _gone(each, called="tableau"):
            value, why = None, gone
        yield PromisedLine(
            table=DELIVERABLES,
            key=each.key,
            label=label_of(each.number, each.title),
            partner=each.owner,
            value=value,
            why=why,
            revised=_sure_day(each.revised_due),
        )


def _gone(line: Action | Deliverable, *, called: str) -> str:
    """Why a line promises nothing as it stands; empty when it does."""
    if line.struck:
        return "ligne barrée"
    if line.left:
        return "partenaire parti"
    if line.last_read is not None:
        return f"{called} illisible depuis le {format_date(line.last_read)}"
    return ""


def _indicators(programme: Programme) -> Iterator[PromisedLine]:
    if not programme.follows(Subject.OBJECTIVES):
        return
    for key, row in _named(programme.rows("indicators")):
        target = row.decimal("target")
        yield PromisedLine(
            table=TARGETS,
            key=key,
            label=label_of(row.key, row.text("title")),
            partner=programme.names.code_of(row.text("owner")),
            value=target,
            why="" if target is not None else f"cible {_WHY[row.reading('target').doubt]}",
        )


def _budget(programme: Programme) -> Iterator[PromisedLine]:
    if not programme.follows(Subject.MONEY):
        return
    books = open_books(programme)
    rows = {id(each.row): each for each in books.budget}
    for key, row in _named(each.row for each in books.budget):
        one: BudgetRow = rows[id(row)]
        who = partner_name(programme, one.partner, limit=40, unknown="à identifier")
        doubtful = row.is_doubtful("amended") or one.current is None
        yield PromisedLine(
            table=BUDGET,
            key=key,
            label=f"{one.line}, {who}, {one.funder}",
            partner=one.partner,
            value=None if doubtful else one.current,
            why="montant vide ou illisible" if doubtful else "",
            initial=one.initial,
            note="" if row.text("amendment") else "la colonne « Avenant » est vide",
        )


def _end(reading: Reading[DateInterval], *, called: str) -> tuple[date | None, str]:
    day = _sure_day(reading)
    return day, "" if day is not None else f"{called} {_WHY.get(reading.doubt, 'illisible')}"


def _sure_day(reading: Reading[DateInterval]) -> date | None:
    if reading.value is None or not reading.is_set:
        return None
    return reading.value.latest


def _named(rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Rows by owner and lasting key; of several that say the same, in their order."""
    seen: dict[str, int] = {}
    for row in rows:
        key = f"{row.owner}/{row.lasting_key}"
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key}#{seen[key]}"), row


def _days(values: Mapping[tuple[str, str], Promise], table: str) -> dict[str, date]:
    return {k: day for (of, k), day in values.items() if of == table and isinstance(day, date)}


def _amounts(values: Mapping[tuple[str, str], Promise], table: str) -> dict[str, Decimal]:
    return {k: one for (of, k), one in values.items() if of == table and isinstance(one, Decimal)}
