"""Pure: the data and the words of the charts; the title is the message, computed from the data."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relocalisons.core.french import (
    NBSP,
    count_days,
    format_date,
    format_long_date,
    format_money,
    format_number,
    shorten,
    typo,
)
from relocalisons.core.reports.measures import Measures, whole_percent
from relocalisons.core.reports.plan import ActionLine, ActionState, gap_words
from relocalisons.core.reports.rag import (
    WATCH_DAYS,
    Rag,
    Status,
    rate_days,
    rate_share,
    status,
)
from relocalisons.core.reports.sentences import SEMICOLON, counted, percent, tonnes
from relocalisons.core.reports.spending import BudgetLine, Spending
from relocalisons.core.reports.view import BulletRow, Bullets, Gantt, GanttRow, PictureWords
from relocalisons.core.reports.volumes import VolumeLine, VolumeState

MAX_GANTT_ROWS = 16
MAX_BARS = 12
MAX_LABEL = 46
NO_STREAM = "Sans axe"
OPEN_STATES = (
    ActionState.LATE,
    ActionState.SLIPPING,
    ActionState.GRANTED,
    ActionState.SET_ASIDE,
    ActionState.ON_TIME,
)


# --- planning -------------------------------------------------------------------------------


def gantt_of(measures: Measures) -> Gantt | None:
    """Work streams, each with the actions that slip most; None when no date can be drawn."""
    drawn = [line for line in measures.followed if _is_drawable(line)]
    if not drawn:
        return None
    streams: dict[str, list[ActionLine]] = {}
    for line in drawn:
        streams.setdefault(line.action.work_stream or NO_STREAM, []).append(line)
    names = sorted(streams)[:MAX_GANTT_ROWS]
    slipping = sorted(
        (line for line in drawn if line.state in OPEN_STATES and (line.gap or 0) > WATCH_DAYS),
        key=lambda line: (-(line.gap or 0), line.action.number),
    )[: MAX_GANTT_ROWS - len(names)]
    rows: list[GanttRow] = []
    for name in names:
        rows.append(_stream_row(name, streams[name]))
        chosen = [line for line in slipping if line in streams[name]]
        rows.extend(_action_row(line) for line in chosen)
    return Gantt(
        words=PictureWords(
            title=gantt_title(measures),
            subtitle="Référence et prévision par axe, avec les actions qui glissent le plus "
            f"(plus de {count_days(WATCH_DAYS)})",
            source=_stopped(measures.as_of),
            alt=_gantt_alt(rows),
        ),
        as_of=measures.as_of,
        as_of_text=f"arrêté au {format_date(measures.as_of)}",
        rows=tuple(rows),
    )


def gantt_title(measures: Measures) -> str:
    """How many open actions will end after the reference, and by how much at most."""
    known = [
        line for line in measures.followed if line.state in OPEN_STATES and line.gap is not None
    ]
    later = [line for line in known if (line.gap or 0) > 0]
    if not known:
        return "Aucune action ouverte n’a de date lisible"
    if not later:
        return counted(
            len(known),
            none="",
            one="La seule action ouverte mesurable finira dans les délais de référence",
            many="Les {n} actions ouvertes mesurables finiront dans les délais de référence",
        )
    most = max(line.gap or 0 for line in later)
    text = counted(
        len(later),
        none="",
        one=f"1 action ouverte sur {format_number(len(known))} finira après sa date de référence",
        many=f"{{n}} actions ouvertes sur {format_number(len(known))} finiront après leur date "
        "de référence",
    )
    return f"{text}, {'de' if len(later) == 1 else 'jusqu’à'} {count_days(most)}"


def _is_drawable(line: ActionLine) -> bool:
    return (
        line.start is not None
        and line.baseline is not None
        and line.forecast is not None
        and line.start <= line.baseline
        and line.start <= line.forecast
    )


def _stream_row(name: str, lines: list[ActionLine]) -> GanttRow:
    baseline = max(_day(line.baseline) for line in lines)
    forecast = max(_day(line.forecast) for line in lines)
    progress = [line.progress for line in lines if line.progress is not None]
    return _row(
        typo(shorten(name, limit=MAX_LABEL)),
        group=True,
        start=min(_day(line.start) for line in lines),
        baseline=baseline,
        forecast=forecast,
        progress=sum(progress, Decimal(0)) / len(progress) if progress else Decimal(0),
    )


def _action_row(line: ActionLine) -> GanttRow:
    return _row(
        f"{line.action.number}{NBSP}{typo(shorten(line.action.title, limit=MAX_LABEL))}",
        group=False,
        start=_day(line.start),
        baseline=_day(line.baseline),
        forecast=_day(line.forecast),
        progress=line.progress or Decimal(0),
    )


def _row(
    label: str, *, group: bool, start: date, baseline: date, forecast: date, progress: Decimal
) -> GanttRow:
    days = (forecast - baseline).days
    return GanttRow(
        label=label,
        group=group,
        start=start,
        baseline=baseline,
        forecast=forecast,
        progress=float(min(max(progress, Decimal(0)), Decimal(1))),
        days=days,
        text=gap_words(days),
        level=rate_days(days),
    )


def _gantt_alt(rows: Sequence[GanttRow]) -> str:
    parts = [
        f"{row.label}, du {format_date(row.start)} au {format_date(row.forecast)} "
        f"(référence {format_date(row.baseline)}, {row.text})"
        for row in rows
    ]
    return f"Planning en barres{NBSP}: {f'{SEMICOLON} '.join(parts)}."


# --- volumes --------------------------------------------------------------------------------


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
            subtitle=f"Volume livré et engagé à cette date par contrat, en {_unit_word(unit)}, "
            f"plus grand écart d’abord{note}",
            source=_stopped(measures.as_of),
            alt=_bullets_alt("Volumes par contrat", rows),
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
        one=f"1 contrat sur {format_number(measured)} est sous sa tolérance",
        many=f"{{n}} contrats sur {format_number(measured)} sont sous leur tolérance",
    )
    who = "lui" if len(short) == 1 else "leur"
    return f"{head}{SEMICOLON} il {who} manque {tonnes(lacking)}"


def contract_label(line: VolumeLine) -> str:
    """`CC-04 Carotte de plein champ`: the contract and its crop, never the grower."""
    crop = typo(shorten(line.contract.crop or "", limit=30))
    return f"{line.contract.number}{NBSP}{crop}".strip()


def volume_words(line: VolumeLine) -> str:
    """`54 % (−83,5 t)` of a measured contract."""
    share = whole_percent(line.share or Decimal(0))
    gap = _gap(line)
    if gap == 0:
        return percent(share)
    sign = "\u2212" if gap < 0 else "+"
    return f"{percent(share)} ({sign}{tonnes(abs(gap))})"


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


# --- money ----------------------------------------------------------------------------------


def spending_of(spending: Spending, *, as_of: date) -> Bullets | None:
    """A funder's budget lines in thousands of euros, as « Budget » orders them."""
    lines = [line for line in spending.lines if line.budget > 0 or line.paid]
    if not spending.is_measured or not lines:
        return None
    rows = tuple(_budget_row(line, time_share=spending.time_share) for line in lines[:MAX_BARS])
    return Bullets(
        words=PictureWords(
            title=spending_title(spending.share, spending.time_share),
            subtitle="Dépenses payées et budget par poste, en milliers d’euros HT",
            source=_stopped(as_of),
            alt=_bullets_alt("Dépenses par poste", rows),
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
    title = counted(
        len(behind),
        none="Les dépenses suivent le calendrier de chaque financeur",
        one=f"Les dépenses s’écartent du calendrier d’un financeur sur {len(rows)}",
        many=f"Les dépenses s’écartent du calendrier de {{n}} financeurs sur {len(rows)}",
    )
    return Bullets(
        words=PictureWords(
            title=title,
            subtitle="Part du budget payée et part du temps écoulé par financeur, en %",
            source=_stopped(as_of),
            alt=_bullets_alt("Part du budget payée", rows),
        ),
        unit="%",
        rows=rows,
        done_word="Payé",
        expected_word="Budget",
        mark_word="Part du temps écoulé",
    )


def spending_title(share: Decimal | None, gone: Decimal | None) -> str:
    """The share that is paid, beside the share of time that has gone by."""
    paid = percent(whole_percent(share or Decimal(0)))
    if gone is None:
        return f"{paid} du budget payés"
    return f"{paid} du budget payés pour {percent(whole_percent(gone))} du temps écoulé"


def rate_spending(share: Decimal, gone: Decimal | None) -> Rag:
    """The level of a paid share: above the budget is an alert, far behind the time too."""
    if share > 1:
        return Rag.ALERT
    return Rag.UNKNOWN if gone is None else rate_share(share, gone)


def spending_status(share: Decimal, gone: Decimal | None) -> Status:
    """The same level in words that say which way it goes."""
    if share > 1:
        return status(Rag.ALERT, "Budget dépassé")
    level = rate_spending(share, gone)
    words = {Rag.GOOD: "Au rythme", Rag.UNKNOWN: "Non mesuré"}
    return status(level, words.get(level, "Sous le rythme"))


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


def _bullets_alt(what: str, rows: Sequence[BulletRow]) -> str:
    parts = [f"{row.label}, {row.text}" for row in rows]
    return f"{what}{NBSP}: {f'{SEMICOLON} '.join(parts)}."


def _unit_word(unit: str) -> str:
    return {"t": "tonnes", "kg": "kilogrammes"}[unit]


def _stopped(as_of: date) -> str:
    return f"Données arrêtées au {format_long_date(as_of)}."


def _day(day: date | None) -> date:
    """The day of a drawable line: `_is_drawable` has seen that it is there."""
    if day is None:
        raise ValueError("a drawn action has no date")
    return day
