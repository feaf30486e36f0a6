"""The past of the plans: each version of a workbook is looked at once, however many nights."""

from datetime import UTC, date, datetime, timedelta

from relocalisons.core.kernel.model import Snapshot, TabGrid, WorkbookGrid
from relocalisons.core.plan.schedule_history import LineFact, tell_history
from relocalisons.store.opening import Store
from relocalisons.store.readings.plan_history import plan_readings
from relocalisons.store.readings.snapshots import keep_snapshot

FIRST = datetime(2026, 1, 5, 5, 30, tzinfo=UTC)


def keep(store: Store, night: int, due: str, *, programme: str = "relocalisons") -> None:
    at = FIRST + timedelta(days=night)
    book = WorkbookGrid(
        file_id="suivi-p01", name="Suivi P01", version=due, modified_time=at, read_at=at,
        tabs=(TabGrid(sheet_id=1, title="Plan d'action", rows=(("A1", due),)),),
    )  # fmt: skip
    kept = Snapshot(
        snapshot_id=f"{programme}-{night}", read_at=at, workbooks=(book,), items=(), problems=()
    )
    keep_snapshot(store, kept, programme=programme, run_id=None, page_token="t", full_reading_at=at)


class Teller:
    """Finds the one line of the workbook and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, book: WorkbookGrid) -> tuple[LineFact, ...]:
        self.asked += 1
        number, due = book.tabs[0].rows[0]
        day = date.fromisoformat(str(due))
        line = LineFact(number=str(number), planned=date(2026, 3, 1), due=day, mark=str(due))
        return (line,)


def readings(store: Store, teller: Teller, *, until: int = 99, rule: str = "r1"):
    return plan_readings(
        store, "relocalisons", files=["suivi-p01"], until=FIRST + timedelta(days=until),
        tell=teller, rule=rule,
    )  # fmt: skip


def test_quiet_nights_tell_nothing_and_each_version_is_looked_at_once(store: Store):
    for night, due in enumerate(("2026-03-01", "2026-03-01", "2026-04-01", "2026-04-01")):
        keep(store, night, due)
    teller = Teller()

    first, again = readings(store, teller), readings(store, teller)

    assert first == again
    assert [(each.read_on.day, each.lines[0].due) for each in first] == [
        (5, date(2026, 3, 1)),
        (7, date(2026, 4, 1)),
    ]
    assert teller.asked == 2


def test_another_registry_has_everything_looked_at_again(store: Store):
    keep(store, 0, "2026-03-01")
    teller = Teller()

    readings(store, teller)
    readings(store, teller, rule="r2")

    assert teller.asked == 2


def test_later_nights_and_other_programmes_are_not_seen(store: Store):
    keep(store, 0, "2026-03-01")
    keep(store, 1, "2026-04-01", programme="autre")
    keep(store, 5, "2026-05-01")

    seen = readings(store, Teller(), until=3)

    assert [each.lines[0].due for each in seen] == [date(2026, 3, 1)]


def test_a_date_put_off_and_back_again_is_seen_each_time(store: Store):
    for night, due in enumerate(("2026-03-01", "2026-04-01", "2026-03-15", "2026-05-01")):
        keep(store, night, due)

    history = tell_history(readings(store, Teller()))

    assert [move.after for move in history.postponed["A1"]] == [date(2026, 4, 1), date(2026, 5, 1)]
    assert history.unchanged_since["A1"] == date(2026, 1, 8)
