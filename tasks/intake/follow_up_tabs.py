"""The tabs of hers that each night writes, and her words on acts, read where she wrote them."""

from collections.abc import Mapping
from dataclasses import replace

from relocalisons.core.acts.overdue import shown_since
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import (
    CellRef,
    WorkbookGrid,
)
from relocalisons.core.pilotage.anomalies import build_anomalies, shown_rows
from relocalisons.core.pilotage.dashboard.dashboard import Dashboard, build_dashboard
from relocalisons.core.pilotage.dashboard.money_tab import build_money_tab
from relocalisons.core.pilotage.dashboard.today import CoordinatorInbox
from relocalisons.core.pilotage.journal import JournalEntry, build_journal
from relocalisons.core.pilotage.tab_order import older_order, say_moved
from relocalisons.core.pilotage.tab_rewrite import rows_by_key
from relocalisons.core.pilotage.to_do import build_to_do, shown_members
from relocalisons.core.pilotage.to_tidy import build_to_tidy, shown_shelves
from relocalisons.core.producers.season.plan import is_followed, plan_season
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.programme.decisions.own_tabs import (
    FULL_STATE,
    SEASON,
    new_tab,
    own_tab,
    say_own_tabs,
)
from relocalisons.core.reports.producers.season.tab import build_season_tab
from relocalisons.core.tables import ANOMALIES, TO_DO, TO_TIDY
from relocalisons.core.views.own_tab import OwnTab
from relocalisons.store.mails.alerts import claim_alert, end_alert
from relocalisons.store.readings.act_words import (
    record_act_words,
    record_row_words,
    remember_shown,
    scopes_on_acts,
    words_on_acts,
)
from relocalisons.store.readings.acts_shown import days_shown, remember_days
from relocalisons.store.readings.finding_trend import weekly_trend
from relocalisons.store.readings.pages_told import last_told, remember_told_page
from tasks.google.tabs.order import move_tabs
from tasks.google.tabs.tabs import TabsWritten, TabWrite, write_tabs
from tasks.intake.adoption import write_proposals
from tasks.intake.own_writes import note_tabs, remember_own_write
from tasks.intake.past import (
    journal_entries,
    school_holidays,
)
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.rows_opened import row_addresses
from tasks.run.steps import step


@step("Écrire « À faire », « Tableau de bord », « Anomalies », « À ranger » et « Journal »")
def write_follow_up(
    run: ProgrammeRun, google: Google, assessment: Assessment, *, inbox: CoordinatorInbox
) -> TabsWritten:
    """Write the coordinator's tabs where their content changed; nothing in a rehearsal.

    `inbox` is what waits for her beside the findings; the addresses of her tabs are added here.
    """
    anomalies = build_anomalies(
        assessment.tracked,
        programme=assessment.programme,
        links=run.links,
        as_of=run.as_of,
        acts=assessment.acts,
    )
    words = words_on_acts(run.store, run.code)
    to_do = build_to_do(
        assessment.acts,
        programme=assessment.programme,
        links=run.links,
        as_of=run.as_of,
        words=words,
        scopes=scopes_on_acts(run.store, run.code),
        rows=_row_links(run, assessment.pilotage, anomalies),
    )
    board = _dashboard(run, assessment, inbox, rows=_row_links(run, assessment.pilotage, to_do))
    tabs = (
        TabWrite(tab=to_do, shared=True),
        TabWrite(tab=board.page, shared=False),
        TabWrite(tab=anomalies, shared=True),
        TabWrite(
            tab=build_to_tidy(
                assessment.acts,
                programme=assessment.programme,
                links=run.links,
                as_of=run.as_of,
                words=words,
            ),
            shared=True,
        ),
        TabWrite(tab=build_journal(journal_entries(run, assessment.programme)), shared=False),
        *_money_tabs(run, assessment),
        *season_tabs(run, assessment),
        TabWrite(tab=board.whole, shared=False),
    )
    if run.dry_run:
        unwritten = tuple(write.tab.title for write in tabs)
        said = say_own_tabs(assessment.pilotage, made={})
        return TabsWritten(written=(), unchanged=unwritten, said=said)
    write_proposals(google.sheets, assessment.pilotage, assessment.proposals)
    moved = _bring_first(run, google, assessment.pilotage)
    written = write_tabs(
        google.sheets,
        assessment.pilotage,
        tabs,
        clock=run.clock,
    )
    remember_own_write(run, written.after)
    note_tabs(run, written)
    if written.after is not None:
        # What she typed while we wrote was about the members that stood there before.
        record_group_words(run, written.after)
    remember_shown(
        run.store,
        {**shown_members(to_do, assessment.acts), **shown_shelves(assessment.acts)},
        programme=run.code,
        rows=shown_rows(assessment.acts),
    )
    days = shown_since(
        assessment.acts,
        assessment.tracked,
        days_shown(run.store, run.code),
        programme=assessment.programme,
        as_of=run.as_of,
    )
    remember_days(run.store, days, programme=run.code)
    remember_told_page(run.store, board.told, programme=run.code, on=run.as_of)
    return replace(written, made=" ".join(filter(None, (written.made, moved))))


def _bring_first(run: ProgrammeRun, google: Google, pilotage: WorkbookGrid) -> str:
    """Tabs as an older version made them come first, in one night of a workbook; which, in French.

    Later their order is hers, also where she puts one back at the end: the store knows the night.
    """
    key = f"tabs_first:{pilotage.file_id}"
    if not claim_alert(run.store, programme=run.code, key=key, at=run.clock()):
        return ""
    done = False
    try:
        moves = older_order(pilotage)
        move_tabs(google.sheets, pilotage, moves)
        done = True
    finally:
        end_alert(run.store, programme=run.code, key=key, told=done, at=run.clock())
    return say_moved(moves)


def _dashboard(
    run: ProgrammeRun, assessment: Assessment, inbox: CoordinatorInbox, *, rows: Mapping[str, str]
) -> Dashboard:
    """`rows`: key of an act → what opens its row in « À faire »."""
    return build_dashboard(
        assessment.tracked,
        programme=assessment.programme,
        links=run.links,
        as_of=run.as_of,
        read_at=run.clock().astimezone(run.settings.zone),
        before=last_told(run.store, programme=run.code, before=run.as_of),
        baseline=assessment.baseline,
        trend=weekly_trend(run.store, programme=run.code, as_of=run.as_of),
        school=school_holidays(assessment.programme),
        acts=assessment.acts,
        changed=assessment.changed,
        inbox=replace(inbox, tabs=_tab_links(run, assessment.pilotage), rows=rows),
    )


def write_after_mails(
    run: ProgrammeRun,
    google: Google,
    assessment: Assessment,
    *,
    inbox: CoordinatorInbox,
    entry: JournalEntry,
) -> None:
    """« Tableau de bord », « État complet », « Journal » as they stand now that mails have left.

    `entry`: this run, which is not closed yet.
    """
    journal = build_journal((entry, *journal_entries(run, assessment.programme)))
    rows = row_addresses(run, assessment.pilotage, TO_DO.title)
    board = _dashboard(run, assessment, inbox, rows=rows)
    tabs = tuple(TabWrite(tab=tab, shared=False) for tab in (board.page, journal, board.whole))
    written = write_tabs(google.sheets, assessment.pilotage, tabs, clock=run.clock)
    remember_own_write(run, written.after)
    note_tabs(run, written)


def _money_tabs(run: ProgrammeRun, assessment: Assessment) -> tuple[TabWrite, ...]:
    """The tab to write, where the programme follows money."""
    programme = assessment.programme
    if not programme.follows(Subject.MONEY):
        return ()
    return (TabWrite(tab=build_money_tab(programme, as_of=run.as_of), shared=False),)


def season_tabs(
    run: ProgrammeRun, assessment: Assessment, *, is_due: bool = False
) -> tuple[TabWrite, ...]:
    """The tab to write; none where nobody follows it: no need, no loss, and no tab yet.

    A loss or a need that somebody noted is so in the plan the same night.
    """
    programme = assessment.programme
    if not programme.follows(Subject.PRODUCERS):
        return ()
    stands = own_tab(assessment.pilotage, SEASON) is not None
    if not (is_due or stands or is_followed(programme, as_of=run.as_of)):
        return ()
    plan = plan_season(programme, as_of=run.as_of)
    if not plan.lines and not stands:
        return ()
    tab = build_season_tab(programme, plan, links=run.links)
    return (TabWrite(tab=tab, shared=False),)


def _row_links(run: ProgrammeRun, pilotage: WorkbookGrid, tab: OwnTab) -> Mapping[str, str]:
    """Key of a row of that tab → the address where it stands once the tab is written."""
    current = own_tab(pilotage, tab.title)
    sheet_id = (current or new_tab(pilotage, tab.title)).sheet_id
    return {
        key: run.links.to(
            CellRef(
                file_id=pilotage.file_id,
                workbook=pilotage.name,
                tab=tab.title,
                sheet_id=sheet_id,
                cell=f"A{row + 1}:C{row + 1}",
            )
        )
        for key, row in rows_by_key(current, tab).items()
    }


def record_group_words(run: ProgrammeRun, pilotage: WorkbookGrid) -> None:
    """What she wrote of several findings at once, with those that she had before her."""
    for title in (TO_DO.title, TO_TIDY.title):
        words = read_decision_tab(own_tab(pilotage, title))
        record_act_words(
            run.store, words.decisions, programme=run.code, at=run.clock(), silent=words.silent
        )
    words = read_decision_tab(own_tab(pilotage, ANOMALIES.title))
    record_row_words(
        run.store, words.decisions, programme=run.code, at=run.clock(), silent=words.silent
    )


def _tab_links(run: ProgrammeRun, pilotage: WorkbookGrid) -> Mapping[str, str]:
    """Tab title, that of the service for its own tabs → its address.

    « État complet », which « Tableau de bord » opens, has one in the night that makes it too.
    """
    places = {FULL_STATE: new_tab(pilotage, FULL_STATE)} | {
        tab.own or tab.title: tab for tab in pilotage.tabs
    }
    return {
        title: run.links.to(
            CellRef(
                file_id=pilotage.file_id,
                workbook=pilotage.name,
                tab=place.title,
                sheet_id=place.sheet_id,
            )
        )
        for title, place in places.items()
    }
