"""Pure: money that came and was not passed on, paid beyond what is due, or kept back unsaid.

Only where the lead repays partners (subject « reversements »); hers alone to see.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.kernel.wording import say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    count_of,
    format_long_date,
    format_money,
    quote,
    typo,
)
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import euros
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.lead import lead_of
from relocalisons.core.money.repayments.positions import (
    Ledger,
    Position,
    are_followed,
    measure_repayments,
)
from relocalisons.core.money.repayments.unanswered import unanswered_claims
from relocalisons.core.money.words.repayments import PayoutKind
from relocalisons.core.sources.thresholds import REPAID_WITHIN, days_in_force

_PAYOUTS = quote("Versements aux partenaires")


def find_repayments(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """By funder and partner; nothing while nobody noted what came."""
    if not are_followed(books.programme):
        return ()
    ledger = measure_repayments(books, as_of=as_of)
    return (
        *_unanswered(books, as_of=as_of),
        *_waiting(books, ledger, as_of=as_of),
        *_over(books, ledger),
        *_unexplained(books, ledger),
    )


def _unanswered(books: Books, *, as_of: date) -> Iterator[Finding]:
    """What was declared and got neither a sum nor a refusal: only the funder can tell."""
    for each in unanswered_claims(books, as_of=as_of):
        code, days = typo(each.funder), (as_of - each.since).days
        yield Finding(
            kind=MoneyKind.CLAIM_UNANSWERED,
            subject=each.subject,
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"{quote(each.claim)}{NBSP}: {code} n’a répondu ni « retenu » ni « rejeté » pour "
            f"{count_of(len(each.lines), 'dépense')}, {count_days(days)} après le "
            f"{format_long_date(each.since)}.",
            action=f"Demander à {code} où en est l’instruction, puis noter « Montant retenu » ou "
            f"« Montant rejeté » dans {quote('Dépenses')}.",
            label=f"{each.funder} – {each.claim}",
            evidence=tuple(one.row.place.cell("accepted") for one in each.lines[:10]),
            days=days,
        )


def _waiting(books: Books, ledger: Ledger, *, as_of: date) -> Iterator[Finding]:
    """What was due by the money that came N days ago and is not paid on yet.

    While nobody is the lead, its own part would pass for a debt: nothing is told.
    """
    if lead_of(books.programme) is None:
        return
    delay = days_in_force(books.programme.parameters, REPAID_WITHIN)
    late = measure_repayments(books, as_of=as_of - timedelta(days=delay))
    was_due = {(each.funder, each.partner): each.due for each in late.positions}
    for each in ledger.positions:
        owed = min(
            each.owed, was_due.get((each.funder, each.partner), 0) - each.retained - each.paid
        )
        if owed <= 0 or each.is_lead:
            continue
        receipts = [r for r in late.movements.receipts if r.funder == each.funder]
        last = max(receipts, key=lambda receipt: receipt.on)
        days = (as_of - last.on).days
        name, code = say_partner(books.programme, each.partner), typo(each.funder)
        yield Finding(
            kind=MoneyKind.NOT_PAID_ON,
            subject=f"{each.funder}/{each.partner}",
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"{format_money(euros(owed), cents=True)} de {code} restent à verser à {name}"
            f"{NBSP}: encaissés le {format_long_date(last.on)} au plus tard, il y a "
            f"{count_days(days)}.",
            action=f"Verser, ou noter le versement ou la retenue dans {_PAYOUTS}.",
            label=f"{each.partner} – À verser {code}",
            headline=f"{format_money(euros(owed))} de {code} à verser à {typo(each.partner)}",
            evidence=(last.row.place.cell("amount"),),
            days=days,
        )


def _over(books: Books, ledger: Ledger) -> Iterator[Finding]:
    """Paid beyond what is due, advances apart: those are asked about by their own delay."""
    for each in ledger.positions:
        ahead = _ahead(ledger, each)
        too_much = each.over - ahead
        if too_much <= 0:
            continue
        rows = [p.row for p in ledger.movements.payouts if _is_of(p.funder, p.partner, each)]
        name, code = say_partner(books.programme, each.partner), typo(each.funder)
        yield Finding(
            kind=MoneyKind.PAID_OVER_DUE,
            subject=f"{each.funder}/{each.partner}",
            partner=None,
            severity=Severity.ALERT,
            audience=Audience.COORDINATION,
            title=f"{name} a reçu {format_money(euros(too_much), cents=True)} de plus que sa part "
            f"de {code}{NBSP}: {format_money(euros(each.paid), cents=True)} versés pour "
            f"{format_money(euros(each.due - each.retained), cents=True)} dus.",
            action="Vérifier les montants retenus par le financeur et les versements, récupérer le "
            f"trop-versé ou le noter dans {_PAYOUTS}.",
            label=f"{each.partner} – Versé au-delà du dû {code}",
            headline=f"{format_money(euros(too_much))} de {code} versés en trop à "
            f"{typo(each.partner)}",
            evidence=tuple(row.place.cell("amount") for row in rows[:10]),
        )


def _ahead(ledger: Ledger, position: Position) -> int:
    """Advances to that partner that were not given back; cents."""
    mine = [p for p in ledger.movements.payouts if _is_of(p.funder, p.partner, position)]
    given = sum(p.cents for p in mine if p.kind is PayoutKind.AHEAD)
    back = sum(p.cents for p in mine if p.kind is PayoutKind.RECOVERED)
    return max(given - back, 0)


def _is_of(funder: str, partner: str, position: Position) -> bool:
    return (funder, partner) == (position.funder, position.partner)


def _unexplained(books: Books, ledger: Ledger) -> Iterator[Finding]:
    """Money kept back without « Motif »: the partner has a right to know why."""
    seen: Counter[str] = Counter()
    for each in ledger.movements.payouts:
        if each.kind is not PayoutKind.RETAINED or each.reason:
            continue
        name, code = say_partner(books.programme, each.partner), typo(each.funder)
        amount = format_money(euros(each.cents), cents=True)
        subject = f"{each.funder}/{each.partner}/{each.on}"
        seen[subject] += 1
        yield Finding(
            kind=MoneyKind.RETAINED_UNSAID,
            subject=subject if seen[subject] == 1 else f"{subject}/{seen[subject]}",
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"{amount} de {code} sont retenus à {name} depuis le "
            f"{format_long_date(each.on)}, sans motif.",
            action=f"Écrire le motif dans {quote('Motif')}, son état de compte le dit.",
            label=f"{each.partner} – Retenue sans motif",
            evidence=(each.row.place.cell("reason"),),
        )
