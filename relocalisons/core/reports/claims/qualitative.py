"""Pure: the qualitative sheet of the compte rendu financier, from what the sheets say.

What was done, when, against which aims, and the gaps; whom it reached and where is in no sheet:
her words (« Commentaires », « Réalisations ») say it, and without them it is « non connu ».
"""

from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Funder, Programme, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    counted,
    format_date,
    format_long_date,
    format_quantity,
    most_percent,
    name_some,
    percent,
    shorten,
    typo,
    whole_percent,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.programme.scope import quoted_label, scope_of_funder
from relocalisons.core.reports.funder.profile import profile_of
from relocalisons.core.reports.sections.account import NOT_KNOWN, Account
from relocalisons.core.reports.sections.indicators import IndicatorLine, indicator_lines
from relocalisons.core.reports.shared.measures import Measures, measure
from relocalisons.core.views.view import PlainTable

_SHOWN = 8


def qualitative_table(
    programme: Programme,
    payer: Funder,
    account: Account,
    tracked: tuple[TrackedFinding, ...],
    *,
    start: date,
    end: date,
    as_of: date,
    is_told: bool,
) -> PlainTable:
    """The sheet of that funder's action; `is_told`: her words stand above it."""
    scope = scope_of_funder(programme, payer)
    measures = measure(programme, tracked, scope, as_of=end)
    now = measure(programme, tracked, scope, as_of=as_of)
    done = [
        line
        for line in measures.in_state(ActionState.DONE)
        if line.forecast is not None and start <= line.forecast <= end
    ]
    undated = sorted(
        (
            line.action.number
            for line in measures.in_state(ActionState.DONE)
            if line.forecast is None and line.baseline is not None and line.baseline <= end
        ),
        key=natural_order,
    )
    wanted = profile_of(programme, payer).indicators
    lines = indicator_lines(programme, as_of=end, wanted=wanted, with_amounts=False)
    rows = (
        ("Actions réalisées", _done(done) + _undated(undated)),
        ("Dates", f"du {format_long_date(start)} au {format_long_date(end)}{_days(done)}"),
        ("Écarts avec la prévision", _gaps(measures, now, account, start=start)),
        ("Indicateurs et résultats", _results(lines, until=end)),
        ("Publics et lieux", "dits ci-dessus" if is_told else NOT_KNOWN),
    )
    return PlainTable(
        caption="Ce que disent les feuilles de l’action",
        columns=("Rubrique", "Contenu"),
        rows=tuple((name, typo(said[:1].upper() + said[1:])) for name, said in rows),
    )


def _done(lines: list[ActionLine]) -> str:
    named = [f"{each.action.number} {shorten(each.action.title, limit=120)}" for each in lines]
    return counted(
        len(named),
        none="aucune action ne s’est terminée dans la période",
        one=f"1 action terminée dans la période{NBSP}: {name_some(named)}",
        many=f"{{n}} actions terminées dans la période{NBSP}: {name_some(named, limit=_SHOWN)}",
    )


def _undated(numbers: list[str]) -> str:
    """Those that are noted as done, and nobody wrote when."""
    return counted(
        len(numbers),
        one=f" ; 1 autre notée terminée, sans date de fin lisible ({name_some(numbers)})",
        many=" ; {n} autres notées terminées, sans date de fin lisible "
        f"({name_some(numbers, limit=_SHOWN)})",
    )


def _days(lines: list[ActionLine]) -> str:
    days = sorted(each.forecast for each in lines if each.forecast is not None)
    if not days:
        return ""
    if days[0] == days[-1]:
        return f" ; fin réelle le {format_long_date(days[0])}"
    return f" ; fins réelles du {format_long_date(days[0])} au {format_long_date(days[-1])}"


def _late_on(measures: Measures, day: date) -> list[ActionLine]:
    """The actions late at the end of that day, the latest first: some have been finished since."""
    late = [
        line
        for line in measures.actions
        if line.due is not None
        and line.due < day
        and (
            line.state is ActionState.LATE
            or (
                line.state is ActionState.DONE and line.forecast is not None and line.forecast > day
            )
        )
    ]
    return sorted(late, key=lambda line: (line.due or day, line.action.number))


def _put_off(measures: Measures, day: date) -> list[ActionLine]:
    """The actions whose reference end has gone by on that day, unfinished then, and put off."""
    out = (ActionState.DROPPED, ActionState.LEFT)
    return [
        line
        for line in measures.actions
        if line.state not in out
        and line.baseline is not None
        and line.baseline < day
        and line.due is not None
        and line.due >= day
        and not (
            line.state is ActionState.DONE and line.forecast is not None and line.forecast <= day
        )
    ]


def _ended_late(measures: Measures, start: date, end: date) -> list[ActionLine]:
    """The actions that ended in the period, after their reference."""
    return [
        line
        for line in measures.in_state(ActionState.DONE)
        if line.forecast is not None
        and line.baseline is not None
        and start <= line.forecast <= end
        and line.baseline < line.forecast
    ]


def _not_there(now: Measures, until: date) -> str:
    """The deliverables of the period that the Drive still has not, as every paper says."""
    gone = [
        f"{quoted_label(one.deliverable.number, one.deliverable.title)}, attendu le "
        f"{format_date(one.due)}"
        for one in now.missing
        if one.due is not None and one.due <= until
    ]
    on = f"au {format_long_date(now.as_of)}"
    return counted(
        len(gone),
        one=f"1 livrable attendu n’est pas dans le Drive {on} ({_named(gone)})",
        many=f"{{n}} livrables attendus ne sont pas dans le Drive {on} ({_named(gone)})",
    )


def _gaps(measures: Measures, now: Measures, account: Account, *, start: date) -> str:
    until = account.until
    late_now = {
        each.action.key: f", non terminée au {format_date(now.as_of)}"
        for each in now.in_state(ActionState.LATE)
    }
    # What fell due after the period is no delay of the period.
    late = [each.action.number for each in _late_on(measures, until)]
    on = f"au {format_long_date(until)}"
    said = [
        f"{count_of(len(late), 'action')} en retard {on} ({name_some(late, limit=_SHOWN)})"
        if late
        else f"aucune action en retard {on}"
    ]
    moved = [
        f"{each.action.number}, prévue le {format_date(each.baseline)}, finie le "
        f"{format_date(each.forecast)}"
        for each in _ended_late(measures, start, until)
        if each.baseline is not None and each.forecast is not None
    ]
    moved += [
        f"{each.action.number}, prévue le {format_date(each.baseline)}, reportée au "
        f"{format_date(each.due)}{late_now.get(each.action.key, '')}"
        for each in _put_off(measures, until)
        if each.baseline is not None and each.due is not None
    ]
    if moved:
        many = "ont dépassé leur fin" if len(moved) > 1 else "a dépassé sa fin"
        said.append(f"{count_of(len(moved), 'action')} {many} de référence ({_named(moved)})")
    if missing := _not_there(now, until):
        said.append(missing)
    unsure = [
        each for each in measures.actions if each.doubts and (not each.due or each.due < until)
    ]
    if unsure:
        named = name_some([each.action.number for each in unsure], limit=_SHOWN)
        said.append(
            f"{count_of(len(unsure), 'action')} dont la date ou l’état est à préciser ({named})"
        )
    planned = sum((each.planned for each in account.charges), Decimal(0))
    if planned:
        most = " au plus" if account.unread_budgets else ""
        rounded = most_percent if most else whole_percent
        share = percent(rounded(account.paid / planned))
        said.append(f"charges réalisées{NBSP}: {share}{most} de la prévision")
    return " ; ".join(said)


def _named(said: list[str]) -> str:
    left = len(said) - _SHOWN
    more = counted(left, one="1 autre", many="{n} autres") if left > 0 else ""
    return " ; ".join([*said[:_SHOWN], *((more,) if more else ())])


def _results(lines: tuple[IndicatorLine, ...], *, until: date) -> str:
    """Each measure of the period, then together those that have none, all by their names."""
    said = [_result(each) for each in lines if not _is_later(each, until)]
    without = [_goal(each) for each in lines if _is_later(each, until)]
    if without:
        said.append(f"sans mesure connue au {format_date(until)}{NBSP}: {', '.join(without)}")
    return " ; ".join(said) or "aucun indicateur n’est suivi"


def _is_later(line: IndicatorLine, until: date) -> bool:
    """A value measured after the period is none of it: a sheet keeps the last one alone."""
    return not line.is_hidden and line.measured_on is not None and line.measured_on > until


def _goal(line: IndicatorLine) -> str:
    name = shorten(line.title, limit=50)
    if line.target is None:
        return name
    return f"{name} (cible{NBSP}: {format_quantity(line.target, line.unit)})"


def _result(line: IndicatorLine) -> str:
    name = shorten(line.title, limit=50)
    goal = "" if line.target is None else format_quantity(line.target, line.unit)
    if line.is_hidden or line.value is None:
        return f"{name}{NBSP}: {line.status.word.lower() if line.is_hidden else NOT_KNOWN}"
    known = [
        f"cible{NBSP}: {goal}" if goal else "",
        f"mesuré le {format_date(line.measured_on)}" if line.measured_on is not None else "",
    ]
    beside = ", ".join(filter(None, known))
    said = f"{name}{NBSP}: {format_quantity(line.value, line.unit)}"
    return f"{said} ({beside})" if beside else said
