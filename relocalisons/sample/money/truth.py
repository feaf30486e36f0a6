"""Sample: what must be found of each funder's rules, reports, advances and calendars."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from relocalisons.sample.engine.entries import (
    TruthEntry,
    action_due,
    amount_of,
    date_of,
    first_of_each,
    is_open,
    partner_of,
)
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.structures import WITHDRAWN
from relocalisons.sample.engine.workspace import Workspace
from relocalisons.sample.money.budget import STARTER
from relocalisons.sample.money.expenses_truth import (
    ENDS,
    START,
    Spent,
    expense_entries,
    spent_lines,
    timesheet_entries,
)
from relocalisons.sample.money.repayments import repayment_entries
from relocalisons.sample.partners.lines import VAT_UNSAID
from relocalisons.sample.plan.evening import plan_lines

# What the agreements say, as their author knows it: by what, and how much may move.
_RULES = {"FRA": ("budget_line", Decimal("0.1")), "PNA": ("partner", Decimal("0.2"))}
_NEAR = Decimal("0.8")
_REPORT_SOON, _BALANCE_SOON, _MONTHLY_SOON = 30, 60, 10  # days
_ADVANCE = 90  # days
_PLANNED_WITHIN = 90  # days
_SENT = ("envoyé", "transmis")
_TTC_PARTNERS = ("P04",)  # a local authority of the starter grant: its VAT is a cost


def money_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Everything about money on that evening."""
    yield from expense_entries(workspace, on)
    yield TruthEntry(kind="vat_unknown", subject=VAT_UNSAID, partner=VAT_UNSAID)
    yield from _unknown_funders(workspace)
    yield from timesheet_entries(workspace)
    yield TruthEntry(kind="transfer_rule_unclear", subject=STARTER.code, partner=None)
    for funder, (column, share) in _RULES.items():
        yield from _transfers(workspace, funder, column=column, share=share)
    yield from _underspending(workspace, on)
    yield from _left_behind(workspace)
    yield from _reports(workspace, on)
    yield from _unplanned(workspace, on)
    yield from _advances(workspace, on)
    yield from repayment_entries(workspace, on)
    yield from _late_actions(workspace)


def _unknown_funders(workspace: Workspace) -> Iterator[TruthEntry]:
    for table in ("budget", "report_schedule", "advances"):
        tab = workspace.tab(PILOTAGE, table)
        for row in first_of_each(tab):
            cell = row.cell("funder")
            if cell.value is not None and cell.meaning is None:
                subject = f"{PILOTAGE}/{table}/ligne {tab.row_number(row.uid)}/funder"
                yield TruthEntry(kind="funder_unknown", subject=subject, partner=None)


def _transfers(
    workspace: Workspace, funder: str, *, column: str, share: Decimal
) -> Iterator[TruthEntry]:
    """No line of the sample is spent beyond its budget: what was moved decides."""
    initial: defaultdict[str, Decimal] = defaultdict(Decimal)
    amended: defaultdict[str, Decimal] = defaultdict(Decimal)
    approved: defaultdict[str, Decimal] = defaultdict(Decimal)
    unknown = set()
    for row in first_of_each(workspace.tab(PILOTAGE, "budget")):
        if row.cell("funder").meaning != funder:
            continue
        name = str(row.cell(column).meaning)
        first, now = amount_of(row.cell("initial")), amount_of(row.cell("amended"))
        if first is None or now is None:
            unknown.add(name)
            continue
        initial[name] += first
        amended[name] += now
        approved[name] += now if row.cell("amendment").is_set else first
    for name, base in initial.items():
        moved = amended[name] - base
        if name in unknown or amended[name] <= approved[name] or moved < base * share * _NEAR:
            continue
        kind = "transfer_passed" if moved > base * share else "transfer_near"
        partner = name if column == "partner" else None
        yield TruthEntry(kind=kind, subject=f"{funder}/{name}", partner=partner)


def _underspending(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Only the starter grant is far enough to be judged during the story."""
    code = STARTER.code
    rows = first_of_each(workspace.tab(PILOTAGE, "budget"))
    budget = sum(
        (amount_of(row.cell("amended")) or 0 for row in rows if row.cell("funder").meaning == code),
        Decimal(0),
    )
    paid = sum((_weight(spent, code) for spent in spent_lines(workspace)), Decimal(0))
    elapsed = Decimal((on - START).days + 1) / Decimal((STARTER.end - START).days + 1)
    if elapsed >= Decimal("0.3") and paid / elapsed < budget * Decimal("0.9"):
        yield TruthEntry(kind="underspending", subject=code, partner=None)


def _left_behind(workspace: Workspace) -> Iterator[TruthEntry]:
    """What the partner that left was given and did not spend, for each of its funders."""
    rows = first_of_each(workspace.tab(PILOTAGE, "budget"))
    own = [row for row in rows if row.cell("partner").meaning == WITHDRAWN]
    for code in dict.fromkeys(str(row.cell("funder").meaning) for row in own):
        given = sum(
            amount_of(row.cell("amended")) or amount_of(row.cell("initial")) or Decimal(0)
            for row in own
            if row.cell("funder").meaning == code
        )
        spent = sum(
            (amount_of(one.row.cell("amount")) or Decimal(0)) * dict(one.shares).get(code, 0)
            for one in spent_lines(workspace)
            if one.owner == WITHDRAWN
        )
        if given > spent:
            yield TruthEntry(
                kind="budget_left_behind", subject=f"{code}/{WITHDRAWN}", partner=WITHDRAWN
            )


def _weight(spent: Spent, funder: str) -> Decimal:
    """The most an expense may weigh for a funder: lines that nobody can attribute weigh fully."""
    net, gross = (amount_of(spent.row.cell(name)) for name in ("amount", "amount_with_vat"))
    paid_on, invoiced = (date_of(spent.row.cell(name)) for name in ("paid_on", "invoice_date"))
    if paid_on is None or net is None:
        return Decimal(0)
    if any(day and not START <= day <= STARTER.end for day in (paid_on, invoiced)):
        return Decimal(0)  # outside eligibility: nobody will refund it
    if not spent.shares:
        return gross or net
    with_tax = spent.owner in (*_TTC_PARTNERS, VAT_UNSAID)
    kept = ((gross or net) if with_tax else net) - (amount_of(spent.row.cell("rejected")) or 0)
    return kept * spent.shares.get(funder, Decimal(0))


def _reports(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    for row in first_of_each(workspace.tab(PILOTAGE, "report_schedule")):
        deadline, end = date_of(row.cell("deadline")), date_of(row.cell("period_end"))
        kind = str(row.cell("type").meaning)
        status = row.cell("status")
        if deadline is None or row.cell("sent_on").is_set or status.meaning in _SENT:
            continue
        plain = str(row.cell("type").value).lower().replace("é", "e")
        subject = f"{row.cell('funder').meaning}/{plain}/{end}"
        if status.is_doubtful:  # « envoyé ? » is asked about, and told once its day has passed
            if deadline < on:
                yield TruthEntry(kind="report_unsure", subject=subject, partner=None)
            continue
        closes = kind in ("annuel", "final") or plain.startswith(("bilan", "solde"))
        usual = _MONTHLY_SOON if kind == "mensuel" else _REPORT_SOON
        soon = _BALANCE_SOON if closes else usual
        if (deadline - on).days > soon:
            continue
        kind = "claim_due" if kind == "demande de paiement" else "report_due"
        yield TruthEntry(kind=kind, subject=subject, partner=None)


def _unplanned(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Only FRA has claims to come: what others owe of a payment of three months ago is no claim's.

    An amount that nobody can read asks for nothing yet.
    """
    planned = {
        row.cell("funder").meaning
        for row in first_of_each(workspace.tab(PILOTAGE, "report_schedule"))
        if row.cell("type").meaning == "demande de paiement" and not row.cell("sent_on").is_set
    }
    old = {
        code
        for spent in spent_lines(workspace)
        for code in spent.shares
        if (paid := date_of(spent.row.cell("paid_on"))) is not None
        and (on - paid).days >= _PLANNED_WITHIN
        and not spent.row.cell("claim").is_set
        and amount_of(spent.row.cell("amount")) is not None
    }
    for code in sorted(old - planned):
        yield TruthEntry(kind="claim_unplanned", subject=code, partner=None)


def _advances(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    for row in first_of_each(workspace.tab(PILOTAGE, "advances")):
        paid, partner = date_of(row.cell("paid_on")), partner_of(row.cell("partner"))
        if paid is None or row.cell("repaid_on").is_set or (on - paid).days < _ADVANCE:
            continue
        yield TruthEntry(
            kind="advance_not_repaid",
            subject=f"{partner}/{row.cell('funder').meaning}/{paid}",
            partner=partner,
        )


def _late_actions(workspace: Workspace) -> Iterator[TruthEntry]:
    ends: Mapping[str, date] = ENDS
    for line in plan_lines(workspace).values():
        due = action_due(line.row)
        if due is None or not is_open(line.row):
            continue
        for funder in str(line.row.cell("funders").meaning or "").split(" ; "):
            if funder in ends and due > ends[funder]:
                yield TruthEntry(
                    kind="action_after_eligibility",
                    subject=f"{line.number}/{funder}",
                    partner=line.owner,
                )
