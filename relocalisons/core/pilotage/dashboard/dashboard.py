"""Pure: « Tableau de bord », what she needs that day, and « État complet », all that stands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.assessment.assessment import forecast_chains
from relocalisons.core.kernel.calendar.working_time import (
    SchoolHolidays,
    make_calendars,
    shared_calendar,
)
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import FindingState, Programme, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    format_moment,
    quote,
)
from relocalisons.core.pilotage.dashboard.chains import (
    TrendWeek,
    chains_part,
    funders_part,
    odds_part,
    trend_part,
)
from relocalisons.core.pilotage.dashboard.due import say_due
from relocalisons.core.pilotage.dashboard.figures import figures_part
from relocalisons.core.pilotage.dashboard.findings import (
    Line,
    Part,
    changes_part,
    first_lines,
    slippage_part,
)
from relocalisons.core.pilotage.dashboard.held_up import lines_held_up
from relocalisons.core.pilotage.dashboard.layout import tab_of_parts
from relocalisons.core.pilotage.dashboard.money import paid_of_funders
from relocalisons.core.pilotage.dashboard.parts import (
    partners_part,
    streams_part,
    unread_part,
)
from relocalisons.core.pilotage.dashboard.since_shown import (
    PAGE,
    Changed,
    Telling,
    is_first_of_week,
    is_pressing,
    states_of_week,
    told_this_week,
    told_today,
    what_changed,
)
from relocalisons.core.pilotage.dashboard.states import delayed_lines
from relocalisons.core.pilotage.dashboard.today import (
    CoordinatorInbox,
    named_today,
    today_part,
)
from relocalisons.core.pilotage.dashboard.waiting import (
    forecasts_part,
    waiting_part,
    what_waits,
)
from relocalisons.core.pilotage.to_do import shown_acts
from relocalisons.core.plan.funder_dates import funder_limits
from relocalisons.core.plan.milestone_odds import are_odds_wanted, milestone_odds
from relocalisons.core.programme.decisions.agreed_dates import (
    agreed_dates,
    makers_of,
    outputs_granted,
)
from relocalisons.core.programme.decisions.own_tabs import DASHBOARD, FULL_STATE, OPENINGS
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.sections.rag_forecast import RagForecast
from relocalisons.core.reports.shared.measures import measure
from relocalisons.core.views.own_tab import OwnTab, Tint, link, plain

TITLE = DASHBOARD

# A laptop shows all at once, a phone of 390 pixels the first two columns.
_WHOLE_WIDTHS = (116, 274, 90, 500, 220, 100)
_WIDTHS = (116, 274, 90, 220, 100)
_LISTED = 12  # of what changed; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """« Tableau de bord », what it tells of « État complet » (`whole`), and what it has told.

    `told`: what the store keeps for the next page, by key of a row; empty on a day on which nobody
    works, which the next working day tells.
    """

    page: OwnTab
    whole: OwnTab
    told: Mapping[str, Telling]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The parts of a day behind that of « aujourd’hui », which leaves out what was named before.

    `news` are the same, with what moved since the last page; `named`: the acts that `today` names.
    """

    today: Callable[[Collection[str]], Part]
    named: tuple[str, ...]
    rest: tuple[Part, ...]
    news: tuple[Part, ...]
    reference: str


def build_dashboard(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    links: CellLinks,
    as_of: date,
    read_at: datetime,
    before: Mapping[str, Telling] | None = None,
    baseline: Mapping[str, date] | None = None,
    inbox: CoordinatorInbox | None = None,
    trend: Sequence[TrendWeek] = (),
    school: SchoolHolidays | None = None,
    acts: Acts | None = None,
    changed: Mapping[str, date] | None = None,
) -> Dashboard:
    """Both tabs of a day: what she needs, then all of it; arguments as of `build_full_state`.

    `before`: what the last page of a day before this one told, by key of a row.
    """
    before, inbox = before or {}, inbox or CoordinatorInbox()
    parts = _parts_of(
        tracked, programme=programme, links=links, as_of=as_of, baseline=baseline, inbox=inbox,
        trend=trend, school=school, acts=acts, changed=changed, since=_last_page(before),
    )  # fmt: skip
    found = what_changed(parts.news, before, as_of=as_of)
    told = {**found.told, **told_today(parts.named, as_of=as_of)}
    works = shared_calendar(programme.working_time).is_working(as_of)
    return Dashboard(
        page=_page(parts, found, before, inbox=inbox, as_of=as_of, read_at=read_at),
        whole=_whole(parts, as_of=as_of, read_at=read_at),
        told=told if works else {},
    )


def _last_page(before: Mapping[str, Telling]) -> date | None:
    page = before.get(PAGE)
    return page.on if page is not None else None


def _since(tracked: tuple[TrackedFinding, ...], day: date | None) -> tuple[TrackedFinding, ...]:
    """What came while nobody worked is new to her on the next working day."""
    return tuple(
        replace(one, state=FindingState.NEW)
        if day is not None and one.state is FindingState.OPEN and one.first_seen > day
        else one
        for one in tracked
    )


def _page(
    parts: _Parts,
    found: Changed,
    before: Mapping[str, Telling],
    *,
    inbox: CoordinatorInbox,
    as_of: date,
    read_at: datetime,
) -> OwnTab:
    """What she needs that day; as a week begins, also who does not stand well."""
    begins = is_first_of_week(before, as_of=as_of)
    lines = first_lines(
        found.lines, _LISTED, "autre ligne", "autres lignes", where=f", dans {quote(FULL_STATE)}"
    )
    since = _last_page(before)
    last = f" depuis {format_long_date(since, weekday=True)}" if since else ""
    today = parts.today(told_this_week(parts.named, before, as_of=as_of))
    shown = [replace(today, lines=tuple(map(_narrow, today.lines)))]
    if begins and (states := states_of_week(parts.news)):
        shown.append(Part(heading="Ce qui ne va pas bien", columns=(), lines=states))
    if lines:
        heading = f"Ce qui a changé{last}" if since else "À regarder d’abord"
        columns = ("Mouvement", "Sujet et constat", "Depuis le", "Partenaire", "Lien")
        shown.append(Part(heading=heading, columns=columns, lines=lines))
    shown.append(Part(heading="Le reste", columns=(), lines=(_counted(found, last, inbox),)))
    intro = (
        f"{OPENINGS[DASHBOARD]}{format_long_date(as_of, weekday=True)}",
        f"Données lues le {format_moment(read_at)}. Onglet tenu par le service{NBSP}: ce qui y est "
        "écrit à la main est remplacé.",
    )
    # « Relances », made on a Tuesday, comes before it.
    return tab_of_parts(DASHBOARD, intro, shown, widths=_WIDTHS, made_at=1)


def _narrow(line: Line) -> Line:
    """A row of « À faire aujourd’hui » in the columns of this page: its link is the last cell."""
    tint, (verb, what, *_, opened) = line
    return tint, (verb, what, "", "", opened)


def _counted(found: Changed, last: str, inbox: CoordinatorInbox) -> Line:
    """How much stands as it was since the `last` page, and what opens it."""
    lines = count_of(found.unchanged, "ligne")
    said = f"{lines}{f' sans changement{last}' if last else ''}, dans {quote(FULL_STATE)}"
    if last and not found.lines:
        said = f"Rien n’a changé{last}{NBSP}: {lines}, dans {quote(FULL_STATE)}"
    address = inbox.tabs.get(FULL_STATE, "")
    return Tint.NONE, ("○", plain(said), "", "", link(address, "Ouvrir") if address else "")


def build_full_state(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    links: CellLinks,
    as_of: date,
    read_at: datetime,
    baseline: Mapping[str, date] | None = None,
    inbox: CoordinatorInbox | None = None,
    trend: Sequence[TrendWeek] = (),
    school: SchoolHolidays | None = None,
    acts: Acts | None = None,
    changed: Mapping[str, date] | None = None,
) -> OwnTab:
    """« État complet », on `as_of`; `read_at` is in the programme's time zone.

    `baseline` maps an action number to its frozen end; without it the sheet's planned end counts.
    `trend` has the last weeks, from the store; `school` the school holidays by zone.
    `acts`: those of the night; without them they are derived of what is tracked. `changed`: key of
    an action → the last day on which its line changed, from which its pace is drawn.
    Parts with nothing to say are left out, but « À faire aujourd’hui » always says something.
    """
    parts = _parts_of(
        tracked, programme=programme, links=links, as_of=as_of, baseline=baseline,
        inbox=inbox or CoordinatorInbox(), trend=trend, school=school, acts=acts, changed=changed,
        since=None,
    )  # fmt: skip
    return _whole(parts, as_of=as_of, read_at=read_at)


def _whole(parts: _Parts, *, as_of: date, read_at: datetime) -> OwnTab:
    intro = (
        f"{OPENINGS[FULL_STATE]}{format_long_date(as_of, weekday=True)}",
        f"Données lues le {format_moment(read_at)}. Onglet tenu par le service{NBSP}: "
        "ce qui y est écrit à la main est remplacé.",
        f"Les écarts se comptent par rapport {parts.reference}. Les dates sont celles des "
        "partenaires, sauf là où il est écrit «\u00a0prévision\u00a0».",
    )
    return tab_of_parts(FULL_STATE, intro, (parts.today(()), *parts.rest), widths=_WHOLE_WIDTHS)


def _parts_of(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    links: CellLinks,
    as_of: date,
    baseline: Mapping[str, date] | None,
    inbox: CoordinatorInbox,
    trend: Sequence[TrendWeek],
    school: SchoolHolidays | None,
    acts: Acts | None,
    changed: Mapping[str, date] | None,
    since: date | None,
) -> _Parts:
    """The parts; `since`: the day of the last page, from which on what came is news."""
    measures = measure(
        programme, tracked, whole_programme(programme), as_of=as_of, baseline=baseline
    )
    acts_there = acts or derive_acts(tracked, programme=programme, as_of=as_of)
    calendars = make_calendars(programme.working_time, school=school)
    granted = agreed_dates({each.finding.key: each.word for each in tracked}, as_of=as_of)
    chains = forecast_chains(
        programme,
        as_of=as_of,
        baseline=baseline or {},
        calendars=calendars,
        granted=granted,
        changed=changed,
    )
    limits = funder_limits(programme)
    rag_forecast = RagForecast(chains=chains, limits=limits, as_of=as_of)
    # Chances are shown to her alone, and only when « Paramètres » asks for them.
    odds = milestone_odds(chains, limits=limits) if are_odds_wanted(programme) else ()
    placed = place(acts_there, programme=programme, as_of=as_of)
    told = frozenset(
        key
        for when in (When.TODAY, When.THIS_WEEK)
        for act in placed[when]
        for key in act.member_keys
    )
    # What those lines are about: the same line of a sheet has none here.
    subjects = frozenset(key.partition(":")[2] for key in told)
    held = lines_held_up(chains)
    waiting = what_waits(tracked, acts=acts_there, as_of=as_of, told=told)
    due = say_due(
        measures,
        as_of=as_of,
        calendar=shared_calendar(programme.working_time),
        granted=granted.keys() | outputs_granted(granted, makers_of(programme)).keys(),
    )
    delayed = delayed_lines(measures.followed, rag_forecast=rag_forecast)
    moves = partial(
        changes_part,
        programme=programme,
        links=links,
        as_of=as_of,
        above=told | waiting.shown,
    )
    changes = moves(tracked)
    rest = (
        figures_part(measures, programme=programme, rag_forecast=rag_forecast, tracked=tracked),
        waiting_part(waiting, programme=programme, links=links, tabs=inbox.tabs),
        changes,
        chains_part(
            tracked, programme=programme, rag_forecast=rag_forecast, links=links, held=held
        ),
        slippage_part(
            programme,
            baseline=baseline or {},
            as_of=as_of,
            calendars=calendars,
            links=links,
            above=subjects | {one.after.key for one in held},
            changed=changed,
        ),
        forecasts_part(tracked, programme=programme, links=links, as_of=as_of),
        trend_part(trend),
        streams_part(
            measures, programme=programme, acts=acts_there, rag_forecast=rag_forecast, as_of=as_of
        ),
        funders_part(
            measures,
            programme=programme,
            rag_forecast=rag_forecast,
            acts=acts_there,
            as_of=as_of,
            to_do=[act for when, act in shown_acts(placed) if when is not When.ASLEEP],
            opens=inbox.rows,
            paid=paid_of_funders(programme, as_of=as_of),
        ),
        odds_part(odds, programme=programme),
        partners_part(
            tracked,
            measures,
            programme=programme,
            acts=acts_there,
            rag_forecast=rag_forecast,
            as_of=as_of,
            held=held,
        ),
        unread_part(programme),
    )
    presses = bool(waiting.rows) or any(is_pressing(part) for part in rest)

    def today(told: Collection[str]) -> Part:
        return today_part(
            tracked,
            acts_there,
            programme=programme,
            inbox=inbox,
            as_of=as_of,
            delayed=delayed,
            due=due,
            presses=presses,
            told=told,
        )

    named = named_today(acts_there, programme=programme, as_of=as_of)
    shown = told | {one.finding.key for one in waiting.rows}
    new = moves(_since(tracked, since), above=shown)
    return _Parts(
        today=today,
        named=named,
        rest=rest,
        news=tuple(new if part is changes else part for part in rest),
        reference=measures.reference,
    )
