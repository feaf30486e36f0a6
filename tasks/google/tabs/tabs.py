"""The service's own tabs of « Pilotage »: one atomic batchUpdate, only where content changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.kernel.words.french import NBSP, quote
from relocalisons.core.pilotage.tab_check import MovedWords, Standing, compare, should_stand
from relocalisons.core.pilotage.tab_rewrite import Lost, plan_rewrite
from relocalisons.core.programme.decisions.own_tabs import (
    NewTab,
    known_tabs,
    new_tab,
    own_tab,
    say_made,
    say_own_tabs,
    with_own_tabs,
)
from relocalisons.core.programme.decisions.shared_header import has_lost_its_header
from tasks.google.sheets import edit_and_read, read_again
from tasks.google.tabs.columns import column_steps
from tasks.google.tabs.requests import TabWrite, is_up_to_date, spent_order, tab_requests

if TYPE_CHECKING:
    import gspread

PUT_RIGHT_TIMES = 3  # writes after the first, while she goes on moving rows


@dataclass(frozen=True, slots=True, kw_only=True)
class TabsWritten:
    """Titles written, and left because nothing had changed.

    `made` (French, or empty): which tabs were not there. `said`: French sentences on tabs of ours
    that she renamed, copied or replaced, whose header she lost or whose rows she went on moving.
    `moved`: title → words that differ, by key, from those before our write; `stood`: title → keys
    that stood there before; `anew`: title → keys whose row was written anew. `emptied`: the words
    of a spent order were taken out by this write.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    made: str = ""
    said: tuple[str, ...] = ()
    after: WorkbookGrid | None = None  # the workbook as it stands after the write, if there was one
    moved: Mapping[str, tuple[MovedWords, ...]] = field(
        default_factory=dict[str, tuple[MovedWords, ...]]
    )
    stood: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    anew: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    emptied: bool = False


def write_tabs(
    client: "gspread.Client",
    pilotage: WorkbookGrid,
    tabs: Iterable[TabWrite],
    *,
    clock: Callable[[], datetime] | None = None,
    about_to_write: Callable[[], None] | None = None,
) -> TabsWritten:
    """Write the tabs whose content differs from what was read; nothing else is touched.

    A tab of ours is followed by its id under whatever name she gave it; one that is gone, or that
    she made her own, is made again beside what she did.

    Rows are deleted and inserted by their number. So tabs that she shares are looked at once more
    just before the write, whatever the age of the reading, and once more in its answer: what a
    sort in between has disturbed is put right at once, a few times at most. The answer holds the
    workbook as it stands after the write. `about_to_write` is called before each write of a
    shared tab.
    """
    tabs = tuple(tabs)
    due = tuple(write for write in tabs if not is_up_to_date(pilotage, write))
    if not due:
        return TabsWritten(
            written=(),
            unchanged=tuple(write.tab.title for write in tabs),
            said=say_own_tabs(pilotage, made={}),
        )
    writer = _Writer(client, pilotage, clock or (lambda: pilotage.read_at))
    if any(write.shared for write in due):
        writer.look_again()
    readable = tuple(write for write in due if not _has_lost_header(writer.book, write))
    made = writer.write(readable, about_to_write=about_to_write)
    busy = writer.put_right(readable, about_to_write=about_to_write)
    due_titles = {write.tab.title for write in due}
    return TabsWritten(
        written=tuple(write.tab.title for write in readable),
        unchanged=tuple(one.tab.title for one in tabs if one.tab.title not in due_titles),
        made=say_made(made),
        said=(
            *say_own_tabs(pilotage, made=made),
            *_say_lost_headers(due, readable),
            *_say_moving(busy),
        ),
        after=writer.book if writer.wrote else None,
        moved=writer.moved,
        stood=writer.stood,
        anew=writer.anew,
        emptied=writer.emptied,
    )


class _Writer:
    """One workbook between our last look and the answer to our last write."""

    def __init__(
        self, client: "gspread.Client", book: WorkbookGrid, clock: Callable[[], datetime]
    ) -> None:
        self._client, self._clock, self.book = client, clock, book
        self.wrote = self.emptied = False
        self.moved: dict[str, tuple[MovedWords, ...]] = {}
        self.stood: dict[str, frozenset[str]] = {}
        self.anew: dict[str, frozenset[str]] = {}
        self._lost: dict[str, Lost] = {}

    def look_again(self) -> None:
        """The workbook as it stands now."""
        known = known_tabs(self.book)
        fresh = read_again(self._client, self.book, clock=self._clock)
        self.book = with_own_tabs(fresh, known)

    def write(
        self, tabs: Iterable[TabWrite], *, about_to_write: Callable[[], None] | None
    ) -> Mapping[str, NewTab]:
        """One batchUpdate for all that differs; the places of tabs that had to be made."""
        before = self.book
        requests: list[dict[str, Any]] = []
        made: dict[str, NewTab] = {}
        spent_at: int | None = None
        should: dict[str, Standing] = {}
        due = [write for write in tabs if self._is_due(write)]
        for write in due:
            title = write.tab.title
            current = own_tab(before, title)
            if current is None:
                made[title] = new_tab(before, title)
            lost = self._lost.pop(title, None)
            requests += tab_requests(current, write, new=made.get(title), lost=lost)
            if write.shared:
                steps = column_steps(current, write.tab) if current is not None else None
                there = steps.after if steps else current
                plan = plan_rewrite(there, write.tab, lost=lost)
                should[title] = should_stand(plan, there, lost=lost)
                self.anew[title] = self.anew.get(title, frozenset()) | plan.anew
                self.stood[title] = self.stood.get(title, frozenset()) | should[title].keys
            taken_out = list(spent_order(current, write))
            spent_at = len(requests) if taken_out else spent_at
            requests += taken_out
        if not requests:
            return made
        if about_to_write is not None and any(write.shared for write in due):
            about_to_write()
        known = {**known_tabs(before), **{title: new.sheet_id for title, new in made.items()}}
        answer, replies = edit_and_read(self._client, before, requests, clock=self._clock)
        self.book, self.wrote = with_own_tabs(answer, known), True
        if spent_at is not None and spent_at < len(replies):
            self.emptied = bool(replies[spent_at].get("findReplace", {}).get("occurrencesChanged"))
        for write in due:
            if write.shared:
                self._compare(write, should[write.tab.title])
        return made

    def put_right(
        self, tabs: Iterable[TabWrite], *, about_to_write: Callable[[], None] | None
    ) -> tuple[str, ...]:
        """Write again what she disturbed meanwhile; titles that are still not as they should be."""
        shared = tuple(write for write in tabs if write.shared) if self.wrote else ()
        for _ in range(PUT_RIGHT_TIMES):
            wrong = self._wrong(shared)
            if not wrong:
                return ()
            self.write(wrong, about_to_write=about_to_write)
        return tuple(write.tab.title for write in self._wrong(shared))

    def _wrong(self, tabs: Iterable[TabWrite]) -> tuple[TabWrite, ...]:
        return tuple(
            write
            for write in tabs
            if not _has_lost_header(self.book, write) and self._is_due(write)
        )

    def _is_due(self, write: TabWrite) -> bool:
        return write.tab.title in self._lost or not is_up_to_date(self.book, write)

    def _compare(self, write: TabWrite, should: Standing) -> None:
        """What differs from the tab as our write should have left it; what it has lost."""
        title = write.tab.title
        moved, lost = compare(should, own_tab(self.book, title), write.tab)
        self.moved[title] = (*self.moved.get(title, ()), *moved)
        if lost is not None:
            self._lost[title] = lost


def _has_lost_header(book: WorkbookGrid, write: TabWrite) -> bool:
    current = own_tab(book, write.tab.title) if write.shared else None
    return current is not None and has_lost_its_header(current.rows)


def _say_moving(titles: Iterable[str]) -> Iterator[str]:
    for title in titles:
        yield (
            f"{quote(title)}{NBSP}: des lignes bougeaient pendant la mise à jour. Le prochain "
            "passage la reprendra ; aucune de vos décisions n’est perdue."
        )


def _say_lost_headers(due: Iterable[TabWrite], readable: Iterable[TabWrite]) -> Iterator[str]:
    left = {write.tab.title for write in due} - {write.tab.title for write in readable}
    for title in sorted(left):
        yield (
            f"{quote(title)}{NBSP}: la colonne {quote('Décision')} n’est plus retrouvée. Redonnez "
            "ce titre à sa colonne : en attendant, rien n’y est lu ni écrit."
        )
