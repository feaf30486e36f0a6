"""Pure: the tab « Tableau de bord »: what needs her today, then how the programme stands."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.assessment.assessment import forecast_chains
from relocalisons.core.kernel.calendar.working_time import (
    SchoolHolidays,
    make_calendars,
    shared_calendar,
)
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import (
    Programme,
    TrackedFinding,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_long_date,
    format_moment,
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
    changes_part,
    slippage_part,
)
from relocalisons.core.pilotage.dashboard.foreseen import delayed_lines
from relocalisons.core.pilotage.dashboard.held_up import lines_held_up
from relocalisons.core.pilotage.dashboard.layout import add_part
from relocalisons.core.pilotage.dashboard.money import paid_of_funders
from relocalisons.core.pilotage.dashboard.parts import (
    partners_part,
    streams_part,
    unread_part,
)
from relocalisons.core.pilotage.dashboard.today import CoordinatorInbox, today_part
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
from relocalisons.core.programme.decisions.own_tabs import DASHBOARD, OPENINGS
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.sections.rag_forecast import RagForecast
from relocalisons.core.reports.shared.measures import measure
from relocalisons.core.views.own_tab import (
    CellValue,
    Look,
    OwnTab,
    Tint,
    row_look,
    same_width,
    title_look,
)

TITLE = DASHBOARD

# A laptop shows all at once, a phone of 390 pixels the first two columns.
_WIDTHS = (116, 274, 90, 500, 220, 100)


def build_dashboard(
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
    """The whole tab, on `as_of`; `read_at` is in the programme's time zone.

    `baseline` maps an action number to its frozen end; without it the sheet's planned end counts.
    `trend` has the last weeks, from the store; `school` the school holidays by zone.
    `acts`: those of the night; without them they are derived of what is tracked. `changed`: key of
    an action → the last day on which its line changed, from which its pace is drawn.
    Parts with nothing to say are left out, but « À faire aujourd’hui » always says something.
    """
    measures = measure(
        programme, tracked, whole_programme(programme), as_of=as_of, baseline=baseline
    )
    acts = acts or derive_acts(tracked, programme=programme, as_of=as_of)
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
    inbox = inbox or CoordinatorInbox()
    placed = place(acts, programme=programme, as_of=as_of)
    told = frozenset(
        key
        for when in (When.TODAY, When.THIS_WEEK)
        for act in placed[when]
        for key in act.member_keys
    )
    # What those lines are about: the same line of a sheet has none here.
    subjects = frozenset(key.partition(":")[2] for key in told)
    held = lines_held_up(chains)
    waiting = what_waits(tracked, acts=acts, as_of=as_of, told=told)
    parts = (
        today_part(
            tracked,
            acts,
            programme=programme,
            inbox=inbox,
            as_of=as_of,
            delayed=delayed_lines(measures.followed, rag_forecast=rag_forecast),
            due=say_due(
                measures,
                as_of=as_of,
                calendar=shared_calendar(programme.working_time),
                granted=granted.keys() | outputs_granted(granted, makers_of(programme)).keys(),
            ),
        ),
        figures_part(measures, programme=programme, rag_forecast=rag_forecast, tracked=tracked),
        waiting_part(waiting, programme=programme, links=links, tabs=inbox.tabs),
        changes_part(
            tracked, programme=programme, links=links, as_of=as_of, above=told | waiting.shown
        ),
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
            measures, programme=programme, acts=acts, rag_forecast=rag_forecast, as_of=as_of
        ),
        funders_part(
            measures,
            programme=programme,
            rag_forecast=rag_forecast,
            acts=acts,
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
            acts=acts,
            rag_forecast=rag_forecast,
            as_of=as_of,
            held=held,
        ),
        unread_part(programme),
    )
    rows: list[tuple[CellValue, ...]] = [
        (f"{OPENINGS[TITLE]}{format_long_date(as_of, weekday=True)}",),
        (f"Données lues le {format_moment(read_at)}. Onglet tenu par le service{NBSP}: "
         "ce qui y est écrit à la main est remplacé.",),
        (f"Les écarts se comptent par rapport {measures.reference}. Les dates sont celles des "
         "partenaires, sauf là où il est écrit «\u00a0prévision\u00a0».",),
    ]  # fmt: skip
    width = len(_WIDTHS)
    looks: list[Look] = [title_look(0, width=width), row_look(1, width=width, tint=Tint.HELP),
                         row_look(2, width=width, tint=Tint.HELP)]  # fmt: skip
    for part in parts:
        if part.lines or part.note:
            add_part(part, rows=rows, looks=looks, width=width)
    return OwnTab(
        title=TITLE,
        rows=same_width(tuple(rows), width),
        widths=_WIDTHS,
        frozen_rows=1,
        made_at=1,  # « Relances », made on a Tuesday, comes before it
        looks=tuple(looks),
    )
