"""Pure: rows of the canonical tables become partners, actions, deliverables, contracts, funders.

Doubts stay in the readings: nothing is chosen, completed or left out here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import (
    Action,
    Deliverable,
    Delivery,
    Doubt,
    Funder,
    GrowingContract,
    Partner,
    PartnerNames,
    Reading,
    ReportDeadline,
    Row,
    SourcedTable,
    VolumeCommitment,
    absent,
)
from relocalisons.core.kernel.wording import title_as_name
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.owners import owner_of

T = TypeVar("T")


def partner_of(row: Row) -> Partner:
    """A line of « Partenaires »; it is active unless it says no."""
    deputy = row.reading("deputy_email")
    return Partner(
        code=row.text("code") or "",
        name=row.text("name") or "",
        profile=row.text("profile") or "",
        contact=row.text("contact"),
        emails=row.reading("email"),
        phone=row.text("phone"),
        channel=row.text("channel"),
        active=not row.says_no("active") and not row.struck,
        place=row.place,
        deputy_contact=row.text("deputy_contact"),
        deputy_emails=deputy if row.text("deputy_email") else None,
    )


def number_of(row: Row) -> str:
    """What people call a line by: its number; where its table has none, its title in short."""
    return row.text("number") or title_as_name(row.own_name)


def unsaid_of(plans: Iterable[SourcedTable]) -> Mapping[tuple[str, int], frozenset[str]]:
    """(file id, tab id) of each plan → « progress » when no line of it says any."""
    return {
        (plan.workbook.file_id, plan.tab.sheet_id): frozenset({"progress"})
        for plan in plans
        if all(row.reading("progress").doubt is Doubt.ABSENT for row in plan.rows)
    }


def action_of(
    row: Row, *, names: PartnerNames, unsaid: Mapping[tuple[str, int], frozenset[str]]
) -> Action:
    """A line of an action plan; `unsaid` by plan, see `unsaid_of`."""
    return Action(
        number=number_of(row),
        name=row.lasting_key,
        title=row.text("title") or "",
        work_stream=row.text("work_stream"),
        owner=owner_of(row, names=names).code,
        planned_start=row.reading("planned_start"),
        planned_end=row.reading("planned_end"),
        revised_end=row.reading("revised_end"),
        actual_start=row.reading("actual_start"),
        actual_end=row.reading("actual_end"),
        progress=row.reading("progress"),
        status=row.reading("status"),
        predecessors=row.reading("predecessors"),
        milestone=None if row.says_no("milestone") else row.text("milestone"),
        deliverables=row.ids("deliverable"),
        funders=row.words("funders"),
        struck=row.struck,
        place=row.place,
        unsaid=unsaid.get((row.place.file_id, row.place.sheet_id), frozenset()),
    )


def fade_action(action: Action, *, since: date) -> Action:
    """An action of a plan that cannot be read any more: known by name, everything else in doubt.

    `since` is the day of the last good reading.
    """
    lost: Reading[Any] = Reading(None, Doubt.UNREADABLE)
    return replace(
        action,
        planned_start=lost,
        planned_end=lost,
        revised_end=lost,
        actual_start=lost,
        actual_end=lost,
        progress=lost,
        status=lost,
        predecessors=absent(),  # not a cell to be made precise
        last_read=since,
    )


def leave_action(action: Action, *, gone: Collection[str]) -> Action:
    """An action as it stands once those partner codes left: unfinished ones go with their owner."""
    left = action.owner in gone and is_open(action) is not False
    return replace(action, left=True) if left else action


def leave_deliverable(deliverable: Deliverable, *, gone: Collection[str]) -> Deliverable:
    """The same; whether its file was handed in before is for the Drive to say."""
    return replace(deliverable, left=True) if deliverable.owner in gone else deliverable


def fade_deliverable(deliverable: Deliverable, *, since: date) -> Deliverable:
    """A deliverable of a table that cannot be read any more: known by name, all else in doubt."""
    lost: Reading[Any] = Reading(None, Doubt.UNREADABLE)
    return replace(
        deliverable,
        due=lost,
        revised_due=lost,
        naming_rule=None,
        folder=None,
        file_link=None,
        status=None,
        last_read=since,
    )


def deliverable_of(row: Row, *, names: PartnerNames) -> Deliverable:
    """A line of a list of deliverables."""
    return Deliverable(
        number=number_of(row),
        name=row.lasting_key,
        title=row.text("title") or "",
        owner=owner_of(row, names=names).code,
        due=row.reading("due"),
        revised_due=row.reading("revised_due"),
        naming_rule=row.text("naming_rule"),
        folder=row.text("folder"),
        file_link=row.text("file_link"),
        status=_status(row),
        expected_format=row.text("format"),
        funders_to_cite=row.text("funders_to_cite"),
        struck=row.struck,
        place=row.place,
    )


def contracts_of(
    rows: Iterable[Row],
    *,
    commitments: Iterable[Row],
    deliveries: Iterable[Row],
    names: PartnerNames,
) -> tuple[GrowingContract, ...]:
    """Growing contracts with the volumes and the deliveries that name them; struck rows left out.

    A row that names no known contract stays in its table, and belongs to nobody here.
    """
    planned, made = _by_contract(commitments, _commitment), _by_contract(deliveries, delivery_of)
    return tuple(
        _contract(
            row,
            names=names,
            commitments=tuple(planned.get(fold(row.text("number") or ""), ())),
            deliveries=tuple(made.get(fold(row.text("number") or ""), ())),
        )
        for row in rows
        if not row.struck
    )


def funder_of(row: Row) -> Funder:
    """A line of « Financeurs »."""
    return Funder(
        code=row.text("code") or "",
        name=row.text("name") or "",
        agreement=row.text("agreement"),
        amount=row.reading("amount"),
        rate=row.reading("rate"),
        eligibility_start=row.reading("eligibility_start"),
        eligibility_end=row.reading("eligibility_end"),
        mention=row.text("mention"),
        place=row.place,
    )


def report_deadline_of(row: Row, *, funders: Mapping[str, str]) -> ReportDeadline:
    """A line of « Échéancier rapports »; `funders` gives the code of a folded code or name."""
    typed = row.text("funder") or ""
    return ReportDeadline(
        funder=funders.get(fold(typed), typed),
        type=row.text("type") or "",
        period_start=row.reading("period_start"),
        period_end=row.reading("period_end"),
        deadline=row.reading("deadline"),
        status=_status(row),
        closed=row.says_yes("closed"),
        left=row.reading("sent_on").doubt is not Doubt.ABSENT,
        place=row.place,
    )


def _status(row: Row) -> str | None:
    """The words of « Statut », those for nothing too: « à compléter » is what a funder asks."""
    return None if row.is_doubtful("status") else row.typed("status") or None


def _by_contract(rows: Iterable[Row], read: Callable[[Row], T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for row in rows:
        if not row.struck:
            found.setdefault(fold(row.text("contract") or ""), []).append(read(row))
    return found


def _commitment(row: Row) -> VolumeCommitment:
    return VolumeCommitment(
        contract=row.text("contract") or "",
        start=row.reading("period_start"),
        end=row.reading("period_end"),
        volume=row.reading("volume"),
        unit=row.text("unit"),
        place=row.place,
    )


def delivery_of(row: Row) -> Delivery:
    """A line of « Livraisons », whatever contract it names."""
    return Delivery(
        contract=row.text("contract") or "",
        on=row.reading("date"),
        quantity=row.reading("quantity"),
        unit=row.text("unit"),
        rejected=row.reading("rejected"),
        place=row.place,
    )


def _contract(
    row: Row,
    *,
    names: PartnerNames,
    commitments: tuple[VolumeCommitment, ...],
    deliveries: tuple[Delivery, ...],
) -> GrowingContract:
    return GrowingContract(
        number=row.text("number") or "",
        producer=names.resolve(row.text("producer")).code,
        buyer=names.resolve(row.text("buyer")).code,
        supply_chain=row.text("supply_chain"),
        crop=row.text("crop"),
        volume=row.reading("volume"),
        tolerance=row.reading("tolerance"),
        start=row.reading("start"),
        end=row.reading("end"),
        stage=row.text("stage"),
        commitments=commitments,
        deliveries=deliveries,
        place=row.place,
        name=row.lasting_key,
    )
