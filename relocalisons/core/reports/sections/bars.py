"""Pure: the bars of volumes and of budgets, done against expected; the title is the message."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    counted,
    format_money,
    format_number,
    format_percent,
    percent,
    shorten,
    signed,
    tonnes,
    typo,
    whole_percent,
)
from relocalisons.core.money.spending import BudgetLine, Spending
from relocalisons.core.producers.volumes.view import VolumeLine, VolumeState
from relocalisons.core.reports.shared.amounts import rate_spending
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.tables import contract_label
from relocalisons.core.views.pictures import MAX_BARS, MAX_LABEL, bullets_alt, stopped_on
from relocalisons.core.views.rag import Rag
from relocalisons.core.views.view import BulletRow, Bullets, PictureWords

_UNITS = {"t": "tonnes", "kg": "kilogrammes"}


def volumes_of(measures: Measures) -> Bullets | None:
    """Measured contracts, the largest shortfall first; None when nothing can be measured."""
    lines = sorted(
        measures.volumes_measured,
        key=lambda line: (_gap(line), line.contract.number),
    )
    if not lines:
        return None
    largest = max(max(line.committed or Decimal(0), line.delivered or Decimal(0)) for line in lines)
    unit, factor = ("t", Decimal(1000)) if largest >= 1000 else ("kg", Decimal(1))
    shown = lines[:MAX_BARS]
    rows = tuple(_volume_row(line, factor=factor) for line in shown)
    note = (
        f", {format_number(len(shown))} contrats sur {format_number(len(lines))}"
        if len(lines) > len(shown)
        else ""
    )
    return Bullets(
        words=PictureWords(
            title=volumes_title(measures),
            subtitle=f"Volume livré et engagé à cette date par contrat, en {_UNITS[unit]}, "
            f"du plus grand manque au plus grand dépassement{note}",
            source=stopped_on(measures.as_of),
            alt=bullets_alt("Volumes par contrat", rows),
        ),
        unit=unit,
        rows=rows,
        done_word="Livré",
        expected_word="Engagé",
        mark_word="Seuil de tolérance",
    )


def volumes_title(measures: Measures) -> str:
    """How many contracts are below their tolerance, and how much they lack together."""
    short = measures.volumes_in(VolumeState.SHORT)
    measured = len(measures.volumes_measured)
    if not short:
        return counted(
            measured,
            none="Aucun volume n’était à livrer",
            one="Le seul contrat mesuré tient son engagement, tolérance comprise",
            many="Les {n} contrats mesurés tiennent leur engagement, tolérance comprise",
        )
    lacking = -sum((_gap(line) for line in short), Decimal(0))
    head = counted(
        len(short),
        none="",
        one="Le seul contrat mesuré est sous sa tolérance"
        if measured == 1
        else f"1 contrat sur {format_number(measured)} est sous sa tolérance",
        many=f"{{n}} contrats sur {format_number(measured)} sont sous leur tolérance",
    )
    who = "lui" if len(short) == 1 else "leur"
    return f"{head}{SEMICOLON} il {who} manque {tonnes(lacking)}"


def volume_words(line: VolumeLine) -> str:
    """`54 % (−83,5 t)` of a measured contract."""
    exact = line.share or Decimal(0)
    bounds = (whole_percent(1 - line.tolerance), whole_percent(1 + line.tolerance))
    # At a bound of the tolerance a whole percent would not say on which side it is.
    near = whole_percent(exact) in bounds and exact * 100 != whole_percent(exact)
    share = format_percent(exact, digits=1) if near else percent(whole_percent(exact))
    gap = _gap(line)
    return f"{share} ({signed(tonnes(abs(gap)), gap)})" if gap else share


def _volume_row(line: VolumeLine, *, factor: Decimal) -> BulletRow:
    committed, delivered = line.committed or Decimal(0), line.delivered or Decimal(0)
    return BulletRow(
        label=contract_label(line),
        done=float(delivered / factor),
        expected=float(committed / factor),
        mark=float(committed * (1 - line.tolerance) / factor),
        text=volume_words(line),
        level=line.status.level,
    )


def _gap(line: VolumeLine) -> Decimal:
    return (line.delivered or Decimal(0)) - (line.committed or Decimal(0))


def spending_of(spending: Spending, *, as_of: date) -> Bullets | None:
    """A funder's budget lines in thousands of euros, as « Budget » orders them."""
    lines = [line for line in spending.lines if line.budget > 0 or line.paid]
    if spending.share is None or not lines:
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
    shares: Sequence[tuple[str, Decimal, Decimal | None]],
    *,
    as_of: date,
    incomplete: Collection[str] = (),
    words: Mapping[str, str] | None = None,
) -> Bullets | None:
    """Funders by the share of their budget that is paid: percentages only, no amounts.

    `incomplete`: those of whose budget a line cannot be read, whose share is not judged. `words`:
    how the share is printed of those where cells that cannot be read may raise it.
    """
    if not shares:
        return None
    rows = tuple(
        BulletRow(
            label=typo(shorten(name, limit=MAX_LABEL)),
            done=float(share * 100),
            expected=100.0,
            mark=float(gone * 100) if gone is not None else None,
            text=(words or {}).get(name) or percent(whole_percent(share)),
            level=Rag.UNKNOWN if name in incomplete else rate_spending(share, gone),
        )
        for name, share, gone in shares[:MAX_BARS]
    )
    behind = [row for row in rows if row.level in (Rag.WATCH, Rag.ALERT)]
    unjudged = [name for name, _, _ in shares[:MAX_BARS] if name in incomplete]
    return Bullets(
        words=PictureWords(
            title=f"{_shares_title(behind, len(rows) - len(unjudged))}{_unjudged(len(unjudged))}"
            if len(unjudged) < len(rows)
            else "Budget incomplet, rien n’est jugé",
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


def _unjudged(count: int) -> str:
    return counted(
        count,
        none="",
        one=f"{SEMICOLON} 1 non jugé, budget incomplet",
        many=f"{SEMICOLON} {{n}} non jugés, budget incomplet",
    )


def _shares_title(rows: Sequence[BulletRow], funders: int) -> str:
    """The funder whose payments are farthest behind, by its figures, then how many others are."""
    lagging = [row for row in rows if row.mark is not None and row.done < row.mark]
    others = _strays(len(rows), funders, over=any(row.done > 100 for row in rows))
    if not lagging or len(lagging) < len(rows):
        return others
    worst = max(lagging, key=lambda row: (row.mark or 0) - row.done)
    told = (
        f"{worst.label}{NBSP}: {worst.text} payés pour {percent(round(worst.mark or 0))} du temps"
    )
    left = counted(
        len(rows) - 1,
        one=f"{SEMICOLON} 1 autre financement sous le rythme",
        many=f"{SEMICOLON} {{n}} autres financements sous le rythme",
    )
    return f"{told}{left}"


def _strays(behind: int, funders: int, *, over: bool) -> str:
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


def spending_title(share: Decimal, gone: Decimal | None) -> str:
    """The share that is paid, beside the share of time that has gone by."""
    paid = percent(whole_percent(share))
    if gone is None:
        return f"{paid} du budget payés"
    return f"{paid} du budget payés pour {percent(whole_percent(gone))} du temps écoulé"


def budget_words(line: BudgetLine) -> str:
    """`45 % (12 300 € sur 27 000 €)`."""
    if line.share is None:
        return f"{format_money(line.paid_amount)} sans budget"
    if line.grant is not None:
        return format_money(line.budget)
    return percent(whole_percent(line.share))


def _budget_row(line: BudgetLine, *, time_share: Decimal | None) -> BulletRow:
    return BulletRow(
        label=typo(shorten(line.name, limit=MAX_LABEL)),
        done=float(line.paid_amount / 1000),
        expected=float(line.budget / 1000),
        mark=float(line.budget * time_share / 1000) if time_share is not None else None,
        text=budget_words(line),
        level=_level(line, time_share),
    )


def _level(line: BudgetLine, time_share: Decimal | None) -> Rag:
    if line.grant is not None:
        return Rag.UNKNOWN
    return Rag.ALERT if line.share is None else rate_spending(line.share, time_share)
