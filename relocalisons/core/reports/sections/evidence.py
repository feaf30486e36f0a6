"""Pure: the cells that each printed figure was computed from, in the order of the figures."""

from collections.abc import Iterator

from relocalisons.core.deliverables.findings import deliverable_due
from relocalisons.core.kernel.calendar.forecast import action_due
from relocalisons.core.kernel.model import Delivery, first_day, last_day
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.money.spending import BudgetLine, Part, Spending
from relocalisons.core.plan.view import ActionState
from relocalisons.core.producers.volumes.view import net_kilograms
from relocalisons.core.producers.volumes.volumes import in_kilograms
from relocalisons.core.reports.sections.indicators import IndicatorLine
from relocalisons.core.reports.shared.amounts import is_salary
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.sources import Evidence

PROGRESS = "Avancement moyen"
EXPECTED = "Avancement attendu"
LATE = "Actions en retard"
HANDED_IN = "Livrables déposés"
COMMITTED = "Volume engagé (kg)"
DELIVERED = "Volume livré (kg)"
BUDGET = "Budget (€)"
ENGAGED = "Dépenses engagées (€)"
PAID = "Dépenses payées (€)"
ELIGIBLE = "Dépenses éligibles (€)"
INDICATORS = "Indicateurs"


def evidence_of(
    measures: Measures,
    spending: tuple[Spending, ...],
    *,
    with_amounts: bool,
    indicators: tuple[IndicatorLine, ...] = (),
) -> tuple[Evidence, ...]:
    """One entry per cell. Without `with_amounts`, money cells are named but their value is not.

    The value of a salary is never shown: it is what one person earns.
    """
    return (
        *_progress(measures),
        *_expected(measures),
        *_late(measures),
        *_deliverables(measures),
        *_volumes(measures),
        *(line for one in spending for line in _money(one, with_amounts=with_amounts)),
        *(
            Evidence(figure=INDICATORS, item=line.code, value=line.value, cell=line.cell)
            for line in indicators
            if line.cell is not None
        ),
    )


def indicators_printed(indicators: tuple[IndicatorLine, ...]) -> dict[str, str]:
    """How many measures a report prints; nothing when it prints none."""
    measured = len([line for line in indicators if line.cell is not None])
    return {INDICATORS: count_of(measured, "valeur")} if measured else {}


def _progress(measures: Measures) -> Iterator[Evidence]:
    return (
        Evidence(
            figure=PROGRESS,
            item=line.action.number,
            value=line.progress,
            cell=line.action.place.cell("progress" if line.action.progress.is_set else "status"),
        )
        for line in measures.measured
    )


def _expected(measures: Measures) -> Iterator[Evidence]:
    return (
        Evidence(
            figure=EXPECTED,
            item=line.action.number,
            value=day_of(getattr(line.action, column)),
            cell=line.action.place.cell(column),
        )
        for line in measures.measured
        for column, day_of in (("planned_start", first_day), ("planned_end", last_day))
    )


def _late(measures: Measures) -> Iterator[Evidence]:
    for line in measures.in_state(ActionState.LATE):
        if (due := action_due(line.action)) is not None:
            yield Evidence(
                figure=LATE,
                item=line.action.number,
                value=due.day,
                cell=line.action.place.cell(due.column),
            )


def _deliverables(measures: Measures) -> Iterator[Evidence]:
    for line in measures.deliverables_due:
        each = line.deliverable
        if (due := deliverable_due(each)) is not None:
            yield Evidence(
                figure=HANDED_IN, item=each.number, value=due.day, cell=each.place.cell(due.column)
            )


def _volumes(measures: Measures) -> Iterator[Evidence]:
    yield from (
        Evidence(
            figure=COMMITTED,
            item=line.contract.number,
            value=in_kilograms(commitment.volume, unit=commitment.unit),
            cell=commitment.place.cell("volume"),
        )
        for line in measures.volumes_measured
        for commitment in line.contract.commitments
        if commitment.end.value is not None and commitment.end.value.latest < measures.as_of
    )
    for line in measures.volumes_measured:
        for delivery in line.contract.deliveries:
            if delivery.on.value is not None and delivery.on.value.latest <= measures.as_of:
                yield from _delivery(delivery, contract=line.contract.number)


def _delivery(delivery: Delivery, *, contract: str) -> Iterator[Evidence]:
    """The quantity, and what was rejected of it as a negative number: the sum is what counts."""
    quantity, net = in_kilograms(delivery.quantity, unit=delivery.unit), net_kilograms(delivery)
    yield Evidence(
        figure=DELIVERED, item=contract, value=quantity, cell=delivery.place.cell("quantity")
    )
    if quantity is not None and net is not None and net != quantity:
        yield Evidence(
            figure=DELIVERED,
            item=contract,
            value=net - quantity,
            cell=delivery.place.cell("rejected"),
        )


def _money(spending: Spending, *, with_amounts: bool) -> Iterator[Evidence]:
    for line in spending.lines:
        if line.grant is not None:
            yield Evidence(
                figure=BUDGET,
                item=line.name,
                value=line.budget if with_amounts else None,
                cell=line.grant.cell("amount"),
            )
        for row in line.budget_rows:
            column = "initial" if row.decimal("amended") is None else "amended"
            yield Evidence(
                figure=BUDGET,
                item=line.name,
                value=row.decimal(column) if with_amounts else None,
                cell=row.place.cell(column),
            )
    if with_amounts:
        for line in spending.lines:
            for part in line.committed:
                yield from _piece(ENGAGED, line, part, with_amounts=True)
    paid = [(line, part) for line in spending.lines for part in line.paid]
    for line, part in paid:
        yield from _piece(PAID, line, part, with_amounts=with_amounts)
    for line, part in paid:
        if with_amounts and part.eligible:
            yield from _piece(ELIGIBLE, line, part, with_amounts=True)
            yield from _rejected(line, part)


def _rejected(line: BudgetLine, part: Part) -> Iterator[Evidence]:
    """What was rejected of it, as a negative number: the sum is what counts.

    Not noted, it is what was kept less what was declared (`money/answers`).
    """
    said = {column: part.row.decimal(column) for column in ("rejected", "claimed", "accepted")}
    declared, kept = said["claimed"], said["accepted"]
    signs: dict[str, int] = {}
    if said["rejected"]:
        signs = {"rejected": -1}
    elif said["rejected"] is None and declared is not None and kept is not None and kept < declared:
        signs = {"claimed": -1, "accepted": 1}
    for column, sign in signs.items():
        yield Evidence(
            figure=ELIGIBLE,
            item=part.row.text("number") or line.name,
            value=None if is_salary(part.row) else sign * (said[column] or 0),
            cell=part.row.place.cell(column),
        )


def _piece(figure: str, line: BudgetLine, part: Part, *, with_amounts: bool) -> Iterator[Evidence]:
    hidden = is_salary(part.row) or not with_amounts
    for column in part.columns:
        yield Evidence(
            figure=figure,
            item=part.row.text("number") or line.name,
            value=None if hidden else part.row.decimal(column),
            cell=part.row.place.cell(column),
        )
