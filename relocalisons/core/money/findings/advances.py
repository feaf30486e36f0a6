"""Pure: advances between the lead partner and a partner that nothing says were settled."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import (
    Audience,
    DateInterval,
    Doubt,
    Finding,
    Row,
    Severity,
)
from relocalisons.core.kernel.wording import say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    format_long_date,
    format_money,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.repayments.positions import are_followed, measure_repayments
from relocalisons.core.sources.thresholds import ADVANCE_DELAY, days_in_force


def find_advances(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """Advances paid long ago without « Remboursée le »; a date in doubt there judges nothing."""
    programme = books.programme
    delay = days_in_force(programme.parameters, ADVANCE_DELAY)
    justified = _justified(books, as_of=as_of)
    found = (
        finding
        for row in programme.rows("advances")
        if (programme.whose(row), row.plain("funder")) not in justified
        for finding in _unsettled(
            row,
            partner=programme.whose(row),
            books=books,
            as_of=as_of,
            delay=delay,
        )
    )
    return tuple(_each_its_own(found))


def _justified(books: Books, *, as_of: date) -> frozenset[tuple[str | None, str]]:
    """Partner and funder as typed, where what is due covers all that was paid, advances too."""
    programme = books.programme
    if not are_followed(programme):
        return frozenset()
    positions = measure_repayments(books, as_of=as_of).positions
    covered = {(each.partner, each.funder) for each in positions if each.over == 0}
    return frozenset(
        (partner, spelling)
        for partner, code in covered
        if (funder := books.funder(code)) is not None
        for spelling in (funder.code, funder.name)
    )


def _each_its_own(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Two advances of one day to one partner have two keys."""
    seen: Counter[str] = Counter()
    for each in findings:
        seen[each.subject] += 1
        again = seen[each.subject]
        yield replace(each, subject=f"{each.subject}/{again}") if again > 1 else each


def _unsettled(
    row: Row, *, partner: str | None, books: Books, as_of: date, delay: int
) -> Iterator[Finding]:
    paid = row.reading("paid_on").value
    if not isinstance(paid, DateInterval) or row.reading("repaid_on").doubt is not Doubt.ABSENT:
        return
    days = (as_of - paid.latest).days
    if days < delay:
        return
    programme = books.programme
    funder = typo(row.text("funder") or "financeur non précisé")
    amount = row.reading("amount").value
    said = f" de {format_money(amount)}" if isinstance(amount, Decimal) else ""
    name = say_partner(programme, partner) if partner else typo(row.text("partner") or "")
    paid_on = format_long_date(paid.latest)
    yield Finding(
        kind=MoneyKind.ADVANCE_NOT_REPAID,
        subject=f"{programme.keyed_as(row) or fold(name)}/{funder}/{paid.latest}",
        partner=partner,
        severity=Severity.WATCH,
        audience=Audience.PARTNER if partner else Audience.COORDINATION,
        title=f"Avance{said} ({funder}) avec {name}{NBSP}: versée le {paid_on}, sans date de "
        f"remboursement {count_days(days)} après.",
        action=f"Solder l’avance avec {say_contact(programme, partner)}, ou noter la date dans "
        f"{quote('Remboursée le')}.",
        label=f"{partner or name} – Avance {funder}",
        evidence=(row.place.cell("repaid_on"), row.place.cell("amount")),
        days=days,
        ask=f"Dites-nous où en est l’avance{said} du {paid_on}{NBSP}: a-t-elle été soldée, et à "
        "quelle date\u202f?"
        if partner
        else "",
    )
