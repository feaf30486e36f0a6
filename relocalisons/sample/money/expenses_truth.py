"""Sample: what must be found on the expenses of one evening, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import TruthEntry, amount_of, date_of, first_of_each
from relocalisons.sample.engine.workspace import Workspace
from relocalisons.sample.money.budget import GRANTS, STARTER

START = date(2025, 9, 1)
ENDS = {grant.code: grant.end for grant in (*GRANTS, STARTER)}
_NEAR_END = 90  # days
_PROOF = 30  # days after payment
_QUOTE_FROM = 2000  # euros before tax
_UNREADABLE_KEYS = (None, "FRA et FDH", "Région 50 %, FRA 50 %")
_ASKED = {
    "facture": ("invoice", "proof_of_payment", "quote"),
    "salaire": ("payslip", "proof_of_payment"),
    "déplacement": ("invoice", "proof_of_payment"),
    "forfait": (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """An expense of a partner, and who pays which share; no share where nobody can tell."""

    owner: str
    row: Row
    shares: dict[str, Decimal]

    @property
    def number(self) -> str:
        """Its number."""
        return str(self.row.cell("number").meaning)

    @property
    def subject(self) -> str:
        """How the truth calls it."""
        return f"{self.owner}/{self.number}"


def spent_lines(workspace: Workspace) -> tuple[Spent, ...]:
    """Every line of « Dépenses »; of a double, the first."""
    return tuple(
        Spent(owner=tab.owner, row=row, shares=_shares(row.cell("funders").meaning))
        for tab in workspace.tables("expenses")
        for row in first_of_each(tab)
    )


def _shares(key: object) -> dict[str, Decimal]:
    if key in _UNREADABLE_KEYS:
        return {}
    pieces = (piece.split() for piece in str(key).split(";"))
    return {code: Decimal(percent) / 100 for code, percent, _ in pieces}


def expense_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Eligibility, payment, keys, figures, rejections and pieces of each expense."""
    for spent in spent_lines(workspace):
        kinds = [*_eligibility(spent, on), *_figures(spent)]
        if _paid_first(spent):
            kinds.append(("paid_before_invoiced", spent.subject))
        if _lacks(spent.row, on):
            kinds.append(("evidence_missing", spent.subject))
        for kind, subject in kinds:
            yield TruthEntry(kind=kind, subject=subject, partner=spent.owner)
    yield from _same_invoice(workspace)
    for funder in ENDS:
        if any(_is_ordered_early(spent, funder) for spent in spent_lines(workspace)):
            yield TruthEntry(kind="commencement_unsaid", subject=funder, partner=None)


def _is_ordered_early(spent: Spent, funder: str) -> bool:
    """Ordered before the start that all its funders have, and invoiced and paid in time."""
    if funder not in spent.shares or spent.row.cell("type").meaning not in ("facture", None):
        return False
    if any(kind == "expense_ineligible" for kind, _ in _eligibility(spent, START)):
        return False
    ordered = date_of(spent.row.cell("committed_on"))
    return ordered is not None and ordered < START


def _eligibility(spent: Spent, on: date) -> Iterator[tuple[str, str]]:
    invoiced, paid = (date_of(spent.row.cell(name)) for name in ("invoice_date", "paid_on"))
    days = [each for each in (invoiced, paid) if each is not None]
    for funder in spent.shares:
        subject = f"{spent.subject}/{funder}"
        if any(not START <= each <= ENDS[funder] for each in days):
            yield "expense_ineligible", subject
        unpaid = paid is None and not spent.row.cell("paid_on").is_doubtful
        if unpaid and (ENDS[funder] - on).days <= _NEAR_END:
            yield "expense_unpaid", subject


def _figures(spent: Spent) -> Iterator[tuple[str, str]]:
    total = sum(spent.shares.values(), Decimal(0))
    if not spent.shares:
        yield "funding_key_unclear", spent.subject
    if total > 1:
        yield "double_funding", spent.subject
    names = ("amount", "vat", "amount_with_vat", "claimed", "accepted", "rejected")
    net, vat, gross, claimed, accepted, rejected = (
        amount_of(spent.row.cell(name)) for name in names
    )
    wrong_vat = None not in (net, vat, gross) and (net or 0) + (vat or 0) != gross
    too_much = None not in (net, gross, claimed) and (claimed or 0) > (gross or 0)
    answered = None not in (claimed, accepted, rejected)
    if wrong_vat or too_much or (answered and (accepted or 0) + (rejected or 0) != claimed):
        yield "amounts_disagree", spent.subject
    lost = rejected
    if rejected is None and claimed is not None and accepted is not None:
        lost = claimed - accepted
    if lost:
        yield "amount_rejected", spent.subject


def _paid_first(spent: Spent) -> bool:
    invoiced, paid = (date_of(spent.row.cell(name)) for name in ("invoice_date", "paid_on"))
    is_invoice = spent.row.cell("type").meaning in ("facture", None)
    return is_invoice and invoiced is not None and paid is not None and paid < invoiced


def _lacks(row: Row, on: date) -> bool:
    paid, net = date_of(row.cell("paid_on")), amount_of(row.cell("amount"))
    kind = row.cell("type").meaning
    if kind is None:
        return True
    for piece in _ASKED[str(kind)]:
        if piece == "proof_of_payment" and (paid is None or (on - paid).days < _PROOF):
            continue
        if piece == "quote" and (net is None or net < _QUOTE_FROM):
            continue
        if row.cell(piece).meaning is None:
            return True
    return False


def _same_invoice(workspace: Workspace) -> Iterator[TruthEntry]:
    """Two partners typed the invoice of one supplier, each to be paid in full."""
    numbers = ("P15-25-901", "P22-25-901")
    there = [spent for spent in spent_lines(workspace) if spent.number in numbers]
    if len(there) == len(numbers):
        subject = "+".join(spent.subject for spent in there)
        yield TruthEntry(kind="double_funding", subject=subject, partner=None)


def _is_kept_whole(spent: Spent) -> bool:
    """Whether its funder retained all that a claim declared."""
    claimed, accepted = (amount_of(spent.row.cell(name)) for name in ("claimed", "accepted"))
    return spent.row.cell("claim").is_set and bool(claimed) and claimed == accepted


def timesheet_entries(workspace: Workspace) -> Iterator[TruthEntry]:
    """Months of salary of a partner whose timesheet is missing or not signed."""
    signed: dict[tuple[str, str], bool] = {}
    unsure = set()  # whose month cannot be read, and which may be signed
    for tab in workspace.tables("timesheets"):
        for row in first_of_each(tab):
            month = date_of(row.cell("month"))
            if month is None:
                unsure |= {tab.owner} if row.cell("signed").meaning == "oui" else set()
                continue
            key = (tab.owner, f"{month:%Y-%m}")
            signed[key] = signed.get(key, True) and row.cell("signed").meaning == "oui"
    wanted = {
        (spent.owner, f"{day:%Y-%m}")
        for spent in spent_lines(workspace)
        if spent.row.cell("type").meaning == "salaire"
        and (day := date_of(spent.row.cell("invoice_date"))) is not None
        and not _is_kept_whole(spent)
    }
    for owner, month in sorted(wanted):
        is_signed = signed.get((owner, month))
        if is_signed or (is_signed is None and owner in unsure):
            continue
        yield TruthEntry(kind="timesheet_missing", subject=f"{owner}/{month}", partner=owner)
