"""Pure: which tabs of « Pilotage » are the service's own, whatever people rename, copy or delete.

A tab of ours is known by its sheet id, which no renaming changes: the id that the title makes, or
the one under which the last reading knew it. Its title and its content only help where no id does.
A tab that she renamed *and* filled with something else is hers from then on. Duplicated tabs get
a new id from Google: a copy is never taken for ours while ours is there.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, islice

from relocalisons.core.kernel.model import TabGrid, WorkbookGrid
from relocalisons.core.kernel.words.french import NBSP, count_of, join_words, quote
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.decisions.shared_header import shown_text
from relocalisons.core.tables import ANOMALIES, REMINDERS, TO_DO, TO_TIDY

DASHBOARD = "Tableau de bord"
FULL_STATE = "État complet"
JOURNAL = "Journal"
CONTRACTS = "Suivi des contrats"
SEASON = "Plan de saison"
AMENDMENT = "Avenant"
MONEY = "Argent"

# How a tab that is wholly ours begins, in its first column.
OPENINGS: Mapping[str, str] = {
    DASHBOARD: "Tableau de bord au ",
    FULL_STATE: "État complet au ",
    JOURNAL: "Journal du service",
    CONTRACTS: "Suivi des contrats de culture au ",
    SEASON: "Plan de saison, semaines à partir du ",
    MONEY: "Argent du programme au ",
}
# The header that tells apart the tabs in which she decides.
_SHARED: Mapping[str, str] = {
    TO_DO.title: TO_DO.column("why").header,
    ANOMALIES.title: ANOMALIES.column("title").header,
    TO_TIDY.title: TO_TIDY.column("what").header,
    REMINDERS.title: REMINDERS.column("person").header,
    AMENDMENT: "Dans l’avenant",
}
OWN_TITLES = (
    TO_DO.title,
    DASHBOARD,
    ANOMALIES.title,
    TO_TIDY.title,
    REMINDERS.title,
    JOURNAL,
    CONTRACTS,
    AMENDMENT,
    SEASON,
    MONEY,
    FULL_STATE,
)

_IDS = 20  # of our own making that are looked for; each further one means an abandoned tab
_BESIDE = "(suivi)"
_TOP = 20  # rows within which an opening is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTab:
    """Where a tab of ours can be made: an id and a title that no tab of the workbook has."""

    sheet_id: int
    title: str


def own_tab(book: WorkbookGrid, title: str) -> TabGrid | None:
    """The service's own tab of that title, whatever it is called now; None when it must be made.

    In this order: as the last reading knew it, by an id of our own making, by its title. A tab
    that is only called so must be blank or look like ours.
    """
    ours = {sheet_id: place for place, sheet_id in enumerate(islice(made_ids(title), _IDS))}
    known = [tab for tab in book.tabs if tab.own == title]
    made = sorted(
        (tab for tab in book.tabs if tab.sheet_id in ours), key=lambda tab: ours[tab.sheet_id]
    )
    for tab in (*known, *made):
        if is_called(tab, title) or _looks_ours(tab, title):
            return tab
    named = _titled(book, title)
    if named is not None and (_is_blank(named) or _looks_ours(named, title)):
        return named
    return None


def new_tab(book: WorkbookGrid, title: str) -> NewTab:
    """A free place for a tab of ours: the same workbook gives the same place."""
    ids = {tab.sheet_id for tab in book.tabs}
    return NewTab(
        sheet_id=next(sheet_id for sheet_id in made_ids(title) if sheet_id not in ids),
        title=next(name for name in _titles(title) if _titled(book, name) is None),
    )


def made_ids(title: str) -> Iterator[int]:
    """The ids that we give to a tab of that title, without end: always the same ones.

    A batch can so create and fill it; a further one is taken when people made the first their own.
    """
    for number in count(1):
        name = title if number == 1 else f"{title}#{number}"
        yield zlib.crc32(name.encode()) & 0x7FFFFFFF


def known_tabs(book: WorkbookGrid | None) -> Mapping[str, int]:
    """Title of ours → id, as a reading knew them."""
    return {tab.own: tab.sheet_id for tab in book.tabs if tab.own} if book is not None else {}


def with_own_tabs(book: WorkbookGrid, known: Mapping[str, int]) -> WorkbookGrid:
    """The workbook whose tabs of ours say so, given where they were known to be."""
    by_id = {sheet_id: title for title, sheet_id in known.items()}
    told = replace(
        book, tabs=tuple(replace(tab, own=by_id.get(tab.sheet_id, "")) for tab in book.tabs)
    )
    found = {title: own_tab(told, title) for title in OWN_TITLES}
    ours = {tab.sheet_id: title for title, tab in found.items() if tab is not None}
    return replace(
        told, tabs=tuple(replace(tab, own=ours.get(tab.sheet_id, "")) for tab in told.tabs)
    )


def is_called(tab: TabGrid, title: str) -> bool:
    """Whether a tab has that title, capitals aside, as Google compares them."""
    return tab.title.casefold() == title.casefold()


def say_own_tabs(book: WorkbookGrid, *, made: Mapping[str, NewTab]) -> tuple[str, ...]:
    """French sentences on tabs of ours that are not where, or not alone where, she expects them.

    `made`: title → the place of each tab that had to be made, which `say_made` tells.
    """
    ours = {title: own_tab(book, title) for title in OWN_TITLES}
    taken = frozenset(tab.sheet_id for tab in ours.values() if tab is not None)
    sentences: list[str] = []
    for title, tab in ours.items():
        place = made.get(title)
        called = place.title if place else tab.title if tab else title
        sentences += _say_place(book, title, called=called, taken=taken)
        if title in _SHARED:
            sentences += _say_copies(book, title, tab, called=called, taken=taken)
    return tuple(sentences)


def say_made(made: Mapping[str, NewTab]) -> str:
    """The tabs that had to be made, the first time or after she deleted them; empty for none."""
    if not made:
        return ""
    names = join_words([quote(place.title) for place in made.values()])
    one = len(made) == 1
    head = f"{'Onglet créé' if one else 'Onglets créés'} dans {quote('Pilotage')}, "
    head += f"{'qui ne l’avait pas' if one else 'qui ne les avait pas'}{NBSP}: {names}."
    kept = " Vos décisions déjà lues y sont reprises." if set(made) & set(_SHARED) else ""
    return f"{head}{kept}"


def _say_place(
    book: WorkbookGrid, title: str, *, called: str, taken: frozenset[int]
) -> Iterator[str]:
    if called.casefold() == title.casefold():
        return
    other = _titled(book, title)
    if other is not None and other.sheet_id not in taken:
        yield (
            f"L’onglet {quote(other.title)} n’est pas celui du service, qui tient le sien sous "
            f"{quote(called)}{NBSP}: rien n’y est lu ni écrit. Pour échanger leurs noms, renommez "
            "les deux."
        )
    else:
        yield (
            f"L’onglet {quote(title)} s’appelle maintenant {quote(called)}{NBSP}: il reste tenu à "
            "jour sous ce nom. Pour en garder une image, dupliquez-le."
        )


def _say_copies(
    book: WorkbookGrid, title: str, ours: TabGrid | None, *, called: str, taken: frozenset[int]
) -> Iterator[str]:
    """Decisions typed in a copy, beside lines that have none in the tab that is followed."""
    mine = read_decision_tab(ours)
    open_keys = mine.silent | {one.key for one in mine.decisions if not one.decision}
    for tab in book.tabs:
        if tab.sheet_id in taken or not _looks_ours(tab, title):
            continue
        stray = [
            one for one in read_decision_tab(tab).decisions if one.decision and one.key in open_keys
        ]
        if stray:
            many = len(stray) > 1
            yield (
                f"L’onglet {quote(tab.title)} contient {count_of(len(stray), 'décision')} qui "
                f"{'ne sont pas suivies' if many else 'n’est pas suivie'}{NBSP}: "
                f"reportez-{'les' if many else 'la'} dans {quote(called)}."
            )


def _titles(title: str) -> Iterator[str]:
    yield title
    yield f"{title} {_BESIDE}"
    for number in count(2):
        yield f"{title} {_BESIDE[:-1]} {number})"


def _titled(book: WorkbookGrid, title: str) -> TabGrid | None:
    return next((tab for tab in book.tabs if is_called(tab, title)), None)


def _looks_ours(tab: TabGrid, title: str) -> bool:
    if title in _SHARED:
        wanted = {"cle", "decision", normalised(_SHARED[title])}
        return any(
            wanted <= {normalised(shown_text(cell)) for cell in row} for row in tab.rows[:_TOP]
        )
    opening = OPENINGS.get(title)
    return opening is not None and any(
        shown_text(row[0]).startswith(opening) for row in tab.rows[:_TOP] if row
    )


def _is_blank(tab: TabGrid) -> bool:
    return not any(shown_text(cell) for row in tab.rows for cell in row)
