"""Pure: the charts of budgets and payments, and the words of a spending rate."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_money, shorten, typo
from relocalisons.core.money.spending import BudgetLine, Spending
from relocalisons.core.reports.shared.amounts import rate_spending
from relocalisons.core.reports.shared.measures import whole_percent
from relocalisons.core.reports.shared.sentences import counted, percent
from relocalisons.core.views.pictures import MAX_BARS, MAX_LABEL, bullets_alt, stopped_on
from relocalisons.core.views.rag import Rag
from relocalisons.core.views.view import BulletRow, Bullets, PictureWords


def spending_of(spending: Spending, *, as_of: date) -> Bullets | None:
    """A funder's budget lines in thousands of euros, as « Budget » orders them."""
    lines = [line for line in spending.lines if line.budget > 0 or line.paid]
    if not spending.is_measured or not lines:
        return None
    rows = tuple(_budget_row(line, time_share=spending.time_share) for line in lines[:MAX_BARS])
    return Bullets(
        words=PictureWords(
            title=spending_title(spending.share, spending.time_share),
            subtitle=f"Dépenses payées et budget par poste, en milliers d’{spending.euros}",
            source=stopped_on(as_of),
            alt=bullets_alt("Dépenses par poste", rows),
        ),
        unit="k€",
        rows=rows,
        done_word="Payé",
        expected_word="Budget",
        mark_word="Part du temps écoulé",
    )


def shares_of(
    shares: Sequence[tuple[str, Decimal, Decimal | None]], *, as_of: date
) -> Bullets | None:
    """Funders by the share of their budget that is paid: percentages only, no amounts."""
    if not shares:
        return None
    rows = tuple(
        BulletRow(
            label=typo(shorten(name, limit=MAX_LABEL)),
            done=float(share * 100),
            expected=100.0,
            mark=float(gone * 100) if gone is not None else None,
            text=percent(whole_percent(share)),
            level=rate_spending(share, gone),
        )
        for name, share, gone in shares[:MAX_BARS]
    )
    behind = [row for row in rows if row.level in (Rag.WATCH, Rag.ALERT)]
    title = _shares_title(len(behind), len(rows), over=any(row.done > 100 for row in behind))
    return Bullets(
        words=PictureWords(
            title=title,
            subtitle="Part du budget payée et part du temps écoulé par financeur, en %",
            source=stopped_on(as_of),
            alt=bullets_alt("Part du budget payée", rows),
        ),
        unit="%",
        rows=rows,
        done_word="Payé",
        expected_word="Budget",
        mark_word="Part du temps écoulé",
    )


def _shares_title(behind: int, funders: int, *, over: bool) -> str:
    """Late payments and budgets overspent both stray; only the former are « en retard »."""
    if over:
        return counted(
            behind,
            none="",
            one=f"Les dépenses s’écartent du calendrier d’un financeur sur {funders}",
            many=f"Les dépenses s’écartent du calendrier de {{n}} financeurs sur {funders}",
        )
    if behind == funders > 1:
        return f"Les dépenses sont en retard pour les {funders} financeurs"
    return counted(
        behind,
        none="Les dépenses suivent le calendrier de chaque financeur",
        one=f"Les dépenses sont en retard pour 1 financeur sur {funders}",
        many=f"Les dépenses sont en retard pour {{n}} financeurs sur {funders}",
    )


def spending_title(share: Decimal | None, gone: Decimal | None) -> str:
    """The share that is paid, beside the share of time that has gone by."""
    paid = percent(whole_percent(share or Decimal(0)))
    if gone is None:
        return f"{paid} du budget payés"
    return f"{paid} du budget payés pour {percent(whole_percent(gone))} du temps écoulé"


def budget_words(line: BudgetLine) -> str:
    """`45 % (12 300 € sur 27 000 €)`."""
    if line.share is None:
        return f"{format_money(line.paid_amount)} sans budget"
    return percent(whole_percent(line.share))


def _budget_row(line: BudgetLine, *, time_share: Decimal | None) -> BulletRow:
    level = Rag.ALERT if line.share is None else rate_spending(line.share, time_share)
    return BulletRow(
        label=typo(shorten(line.name, limit=MAX_LABEL)),
        done=float(line.paid_amount / 1000),
        expected=float(line.budget / 1000),
        mark=float(line.budget * time_share / 1000) if time_share is not None else None,
        text=budget_words(line),
        level=level,
    )
