"""Pure: advances between the lead partner and a partner that nothing says were settled."""

from datetime import date

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.kernel.wording import say_contact
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    format_long_date,
    format_money,
    quote,
)
from relocalisons.core.money.books import Books
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.repayments.advances import Advance, open_advances
from relocalisons.core.sources.thresholds import ADVANCE_DELAY, days_in_force


def find_advances(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """Advances paid long ago without « Remboursée le »; a date in doubt there judges nothing."""
    delay = days_in_force(books.programme.parameters, ADVANCE_DELAY)
    return tuple(
        _unsettled(each, books=books, as_of=as_of)
        for each in open_advances(books, as_of=as_of)
        if (as_of - each.paid_on).days >= delay
    )


def _unsettled(advance: Advance, *, books: Books, as_of: date) -> Finding:
    programme, partner = books.programme, advance.partner
    days, funder = (as_of - advance.paid_on).days, advance.funder_typed
    said = f" de {format_money(advance.amount)}" if advance.amount is not None else ""
    name, paid_on = advance.whose, format_long_date(advance.paid_on)
    return Finding(
        kind=MoneyKind.ADVANCE_NOT_REPAID,
        subject=advance.subject,
        partner=partner,
        severity=Severity.WATCH,
        audience=Audience.PARTNER if partner else Audience.COORDINATION,
        title=f"Avance{said} ({funder}) avec {name}{NBSP}: versée le {paid_on}, sans date de "
        f"remboursement {count_days(days)} après.",
        action=f"Solder l’avance avec {say_contact(programme, partner)}, ou noter la date dans "
        f"{quote('Remboursée le')}.",
        label=f"{partner or name} – Avance {funder}",
        evidence=(advance.row.place.cell("repaid_on"), advance.row.place.cell("amount")),
        days=days,
        ask=f"Dites-nous où en est l’avance{said} du {paid_on}{NBSP}: a-t-elle été soldée, et à "
        "quelle date\u202f?"
        if partner
        else "",
    )
