"""One run of one flow: its settings, store, clock, day and lock, opened and closed in one place."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from relocalisons.configuration.problems import problem
from relocalisons.configuration.values import is_placeholder
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.calendar.punctuality import (
    RunDay,
    choose_run_day,
    decision_deadline,
)
from relocalisons.core.kernel.calendar.week_choice import day_asked
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Programme, WorkbookGrid
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.programme.rules.rules import DecisionTime, read_rules
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.errors import ProgrammeBusyError, RequestError
from relocalisons.settings import Settings, load_settings
from relocalisons.store.failures import forget_failures
from relocalisons.store.locks import programme_lock
from relocalisons.store.mails.alerts import run_needs_no_telling
from relocalisons.store.opening import Store, migrate, open_store, rehearsal
from relocalisons.store.private_files import make_private_folder
from relocalisons.store.programmes import ProgrammeIdentity, claim_programme
from relocalisons.store.readings.snapshots import last_workbook
from relocalisons.store.runs import (
    DeadRun,
    RunRecord,
    finish_run,
    give_up_dead_runs,
    has_begun_since,
    start_run,
)
from tasks.google.drive import Drive
from tasks.google.sheets import open_sheets
from tasks.google.sign_in import sign_in
from tasks.run.clock import Clock, clock_of
from tasks.run.run_requests import NightRequest

if TYPE_CHECKING:
    import gspread

_READING = (
    RunKind.ACCESS_CHECK,
    RunKind.FILE_TRIAL,
    RunKind.PAPER_PREVIEW,
)  # they change nothing, whatever they are asked
LOCK_PATIENCE = 600  # seconds: a second run waits for the first, then says so


class CrashTeller(Protocol):
    """Tells people of runs of that flow that were killed, the oldest first; never raises."""

    def __call__(self, settings: Settings, *, kind: RunKind, dead: Sequence[DeadRun]) -> None:
        """Tell it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRun:
    """What every step needs. A rehearsal (`dry_run`) works on a store that keeps nothing."""

    kind: RunKind
    settings: Settings
    store: Store
    clock: Clock
    record: RunRecord
    dry_run: bool
    closing: ExitStack  # what is closed when the run ends, however it ends
    day: RunDay
    planned: datetime  # in the programme's zone, as `started`
    started: datetime
    again: bool = False
    wrote: dict[str, str] = field(default_factory=dict[str, str])  # what was written → its address
    # Workbook → how our last write in this run left it.
    left: dict[str, WorkbookGrid] = field(default_factory=dict[str, WorkbookGrid])
    is_overtaken: bool = False  # it begins after a pass of its flow that began after its hour

    @property
    def as_of(self) -> date:
        """The civil day that the run is about."""
        return self.day.as_of

    @property
    def code(self) -> str:
        """The programme's code, by which the store knows everything."""
        return self.settings.programme.code

    @property
    def links(self) -> CellLinks:
        """How addresses of cells are made: Google's, or the sandbox's own page."""
        if not self.settings.base_url:
            return CellLinks()
        page = "/spreadsheets/d/{file_id}/edit#gid={sheet_id}&range={cell}"
        return CellLinks(template=f"{self.settings.base_url}{page}")

    @property
    def is_replay(self) -> bool:
        """Whether this day was already done by this flow."""
        return self.record.state == "finished" and not self.dry_run and not self.again


@dataclass(frozen=True, slots=True, kw_only=True)
class Google:
    """Both Google clients, on one set of credentials."""

    drive: Drive
    sheets: "gspread.Client"


@contextmanager
def open_run(
    request: NightRequest,
    *,
    kind: RunKind,
    scheduled: datetime | None,
    once_a_day: bool = True,
    tell_crash: CrashTeller | None = None,
    prefect_run: str = "",
) -> Iterator[ProgrammeRun]:
    """Open a run under the programme's lock, and close it as finished or failed.

    `scheduled` is the aware instant for which the run was planned (None: now). With `once_a_day`
    a day that is finished is not done again: `is_replay` tells the flow to say so and stop.
    `tell_crash` is called for dead runs of this flow; without it nobody is told. `prefect_run`: its
    id in Prefect, by which alarms know that the run did its work.
    """
    settings = load_settings(request.programme)
    clock = clock_of(settings)
    started = clock().astimezone(settings.zone)
    # The story's clock knows nothing of the server's schedule.
    planned = started
    if scheduled is not None and settings.story_time is None:
        planned = scheduled.astimezone(settings.zone)
    day = choose_run_day(
        kind,
        asked=day_asked(
            kind,
            week=str(getattr(request, "week", "")),
            other=request.logical_date,
            today=planned.date(),
        ),
        scheduled=planned,
        started=started,
        decision_deadline=deadline_of(settings, planned.date()),
    )
    again = request.again or not once_a_day
    _ensure_folder(settings.store_url)
    migrate(settings.store_url)
    with (
        open_store(settings.store_url) as real,
        _lock(real, settings),
        rehearsal(real) if request.dry_run else nullcontext(real) as store,
        ExitStack() as at_the_end,
    ):
        claim_programme(store, _identity(settings), at=clock())
        settings = with_who_is_in_charge(settings, store, on=started.date())
        # A killed process tells nothing itself: the next run of its flow does, under the lock.
        dead = give_up_dead_runs(
            store, programme=settings.programme.code, kind=kind.value, at=clock()
        )
        if dead and tell_crash is not None and not request.dry_run:
            tell_crash(settings, kind=kind, dead=dead)
        overtaken = (
            scheduled is not None
            and settings.story_time is None
            and request.logical_date is None
            and not (once_a_day or request.again or request.dry_run)
            and has_begun_since(
                store, programme=settings.programme.code, kind=kind.value, since=planned
            )
        )
        record = start_run(
            store,
            programme=settings.programme.code,
            kind=kind.value,
            logical_date=day.as_of,
            at=clock(),
            once=not again,
            prefect_run=prefect_run,
        )
        run = ProgrammeRun(
            kind=kind,
            settings=settings,
            store=store,
            clock=clock,
            record=record,
            dry_run=request.dry_run,
            closing=at_the_end,
            day=day,
            planned=planned,
            started=started,
            again=again,
            is_overtaken=overtaken,
        )
        try:
            yield run
        except RequestError as error:
            close_run(run, state="finished", summary={"done": [], "left_out": [str(error)]})
            raise
        except BaseException as error:
            # Whatever ends it, the store must not keep a run that looks alive.
            close_run(run, state="failed", summary={"error": type(error).__name__})
            raise
        forget_failures(store, programme=run.code, kind=kind.value)
        # Should its end never reach Prefect, whose server may be away, it was no failure.
        run_needs_no_telling(store, programme=run.code, prefect_run=prefect_run, at=clock())


def with_who_is_in_charge(settings: Settings, store: Store, *, on: date) -> Settings:
    """The settings of a day: her deputy stands in where « Paramètres », as last read, says so."""
    if settings.mail.deputy is None:
        return settings
    pilotage = last_workbook(store, settings.programme.code, file_id=settings.google.pilotage_id)
    away = pilotage is not None and read_parameters(pilotage, as_of=on).is_away(on)
    return settings.model_copy(update={"coordinator_away": away})


def close_run(run: ProgrammeRun, *, state: str, summary: Mapping[str, Any]) -> None:
    """Write down how a run ended; `summary` holds figures and French sentences."""
    finish_run(run.store, run.record.run_id, state=state, at=run.clock(), summary=summary)


@contextmanager
def open_google(settings: Settings, *, reading_only: bool = False) -> Iterator[Google]:
    """Both clients; signing in costs one token request at the first call."""
    credentials = sign_in(settings, reading_only=reading_only)
    drive = Drive(credentials, drive_id=settings.google.drive_id, base_url=settings.base_url)
    sheets = open_sheets(credentials, base_url=settings.base_url)
    with closing(drive), closing(sheets.http_client.session):
        yield Google(drive=drive, sheets=sheets)


def connect_google(run: ProgrammeRun) -> Google:
    """Both clients, closed with the run; what writes nothing may write nothing."""
    reading_only = run.dry_run or run.kind in _READING
    return run.closing.enter_context(open_google(run.settings, reading_only=reading_only))


def deadline_of(settings: Settings, day: date, *, programme: Programme | None = None) -> datetime:
    """When the digests of that day's ISO week must be decided; aware, in the programme's zone.

    « Paramètres » says it, else the operator's TOML; without a `programme` nothing is read yet.
    """
    usual = DecisionTime(weekday=settings.mail.decision_weekday, hour=settings.mail.decision_hour)
    hers = read_rules(programme).decision if programme is not None else None
    time = hers or usual
    calendar = working_days(programme) if programme is not None else french_calendar()
    on, hour = decision_deadline(day, weekday=time.weekday, hour=time.hour, calendar=calendar)
    return datetime(on.year, on.month, on.day, hour, time.minute, tzinfo=settings.zone)


@contextmanager
def _lock(store: Store, settings: Settings) -> Iterator[None]:
    try:
        with programme_lock(store, settings.programme.code, patience=LOCK_PATIENCE):
            yield
    except TimeoutError as error:
        raise ProgrammeBusyError(
            "Un autre passage du même programme est en cours depuis plus de dix minutes."
        ) from error


def _identity(settings: Settings) -> ProgrammeIdentity:
    pilotage = settings.google.pilotage_id
    return ProgrammeIdentity(
        code=settings.programme.code,
        name=settings.programme.name,
        drive_id=settings.google.drive_id,
        pilotage_id="" if is_placeholder(pilotage) else pilotage,
    )


def _ensure_folder(store_url: str) -> None:
    """SQLite creates its file, not the folder in which it stands; nobody else may enter it."""
    if not store_url.startswith("sqlite:///"):
        return
    folder = Path(store_url.removeprefix("sqlite:///")).parent
    try:
        make_private_folder(folder)
    except OSError as error:
        raise problem(
            "store_url (or RELOCALISONS_STORE_URL)",
            f"the folder {folder} cannot be made ({error.strerror})",
            "give the service a folder in which it may write",
        ) from error
