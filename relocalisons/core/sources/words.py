"""Pure: the words people use in « Paramètres » and « Sources », and for files and their copies."""

import re
from datetime import date, timedelta
from enum import StrEnum

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.readers import read_date, read_single_day


class OpenName(StrEnum):
    """A parameter whose name goes on as people like: « Tout suspendre jusqu'à mon retour »."""

    SUSPEND = "suspend"
    PAUSE = "pause"
    OPENING = "opening"  # her own sentence at the top of a mail
    CLAUSES = "clauses"  # of a filière
    VISITS = "visits"  # of a filière
    ABSENCE = "absence"  # of the coordinator
    ARTICLE = "article"  # of every contract draft
    HOLIDAYS = "holidays"  # of the schools, in the place of the published days
    INDICATOR = "indicator"  # a dated value of the library of price indicators


ABOUT_REMINDERS = (OpenName.SUSPEND, OpenName.PAUSE, OpenName.OPENING)

_OPEN_NAMES = {
    OpenName.SUSPEND: re.compile(r"tout suspend.*"),
    OpenName.PAUSE: re.compile(r"pause.*"),
    OpenName.OPENING: re.compile(r"texte.*"),
    OpenName.CLAUSES: re.compile(r"clauses \S.*"),
    OpenName.VISITS: re.compile(r"intervalle de visite \S.* (?:en|hors) saison"),
    OpenName.ARTICLE: re.compile(r"article type \S.*"),
    OpenName.INDICATOR: re.compile(
        r"(?:indice|indicateur|cotation) \S.* (?:au|du|le) \d{1,2} \d{1,2} \d{4}"
    ),
    OpenName.HOLIDAYS: re.compile(r"vacances (?:scolaires )?\S.* \d{4}"),
    OpenName.ABSENCE: re.compile(r"(?:je (?:suis|serai) )?(?:absente?|absences?)\b.*"),
}
_HOLIDAYS = frozenset(("noel", "hiver", "printemps", "toussaint", "ete", "ascension"))
_LONGEST_HOLIDAYS = timedelta(days=70)  # longer is a slip of a year
_FROM_TO = re.compile(r"\bdu (?P<first>\S.*?) (?:au|jusqu['’]au) (?P<last>\S.*)", re.IGNORECASE)
_FROM_DAY = re.compile(
    r"(?P<value>.*?),? (?:à partir du|à compter du|depuis le|dès le) (?P<day>.+)", re.I
)
_UNITS = re.compile(r"(?:jours?|jrs?|j\.?|points?|pts?)$", re.IGNORECASE)
_COPY_BEFORE = re.compile(r"^(?:copie de|copy of|copie|copy)\s+", re.IGNORECASE)
_COPY_AFTER = re.compile(r"(?:\s*[-–(]\s*(?:copie|copy)\s*\d*\s*\)?|\s*\(\d+\))\s*$", re.IGNORECASE)
_OWN_BOOK = "pilotage"
_NO_COLUMN = frozenset(("rien", "aucune", "aucun", "aucune colonne", "ne pas lire"))
_WITHOUT_TABS = (".csv", ".tsv")
_TABLE_FILES = (".xlsx", ".xlsm", ".ods", ".xls", *_WITHOUT_TABS)
OFFERED = "proposé"  # « Actif » of a line that the service added: it waits for her « oui »
AS_IT_STANDS = "telle quelle"  # a correspondence in which there is nothing to put right


def read_open_name(name: str | None) -> OpenName | None:
    """The open name that a line of « Paramètres » bears; None for a name of its own."""
    said = fold(name or "")
    found = (each for each, pattern in _OPEN_NAMES.items() if pattern.fullmatch(said))
    return next(found, None)


def days_of_absence(text: str) -> tuple[str, str] | None:
    """The words for the first and the last day of « du 13/07 au 31/07/2026 »; None without both."""
    found = _FROM_TO.search(" ".join(text.split()))
    return (found["first"], found["last"].rstrip(" .")) if found else None


def same_holiday(one: str, other: str) -> bool:
    """Whether both are the same usual holiday: « vacances de la Toussaint 2026 », « Toussaint »."""
    said, known = ({*fold(each).split()} & _HOLIDAYS for each in (one, other))
    return bool(said & known)


def school_days(text: str) -> tuple[date, date] | None:
    """The two days of « du 13/02 au 28/02/2027 »; None where they are no span of holidays."""
    said = days_of_absence(text)
    last = read_single_day(said[1]) if said else None
    if said is None or last is None:
        return None
    starts = (read_date(said[0], default_year=year).value for year in (last.year, last.year - 1))
    known = (each.earliest for each in starts if each is not None)
    first = next((day for day in known if day <= last), None)
    return (first, last) if first and last <= first + _LONGEST_HOLIDAYS else None


def value_and_start(text: str) -> tuple[str, str | None]:
    """The words for the value and for the day of « 60 000 € à partir du 01/04/2026 »."""
    found = _FROM_DAY.fullmatch(" ".join(text.split()))
    return (found["value"], found["day"].rstrip(" .")) if found else (text, None)


def without_unit(text: str) -> str:
    """A figure without the unit behind it: « 14 jours » is « 14 »."""
    return _UNITS.sub("", text.strip()).strip()


def is_own_book(text: str | None) -> bool:
    """Whether « Classeur » names « Pilotage » itself instead of giving a link."""
    return fold(text or "") == _OWN_BOOK


def names_no_column(text: str) -> bool:
    """Whether she gives a meaning to no column at all: « Statut = rien »."""
    return fold(text) in _NO_COLUMN


def is_table_file(name: str) -> bool:
    """Whether a file name ends as those of the files that tables are read from."""
    return name.casefold().endswith(_TABLE_FILES)


def has_no_tabs(name: str) -> bool:
    """Whether a file of that name is one table by its kind: nobody can name its tab."""
    return name.casefold().endswith(_WITHOUT_TABS)


def without_suffix(name: str) -> str:
    """The name of such a file without its ending; another name as it is."""
    return name[: name.rfind(".")] if is_table_file(name) else name


def is_offered(text: str | None) -> bool:
    """Whether « Actif » says that a line was added by the service and awaits her word."""
    return fold(text or "") == fold(OFFERED)


def is_as_it_stands(text: str | None) -> bool:
    """Whether « Correspondance proposée » says that the columns are read as they are."""
    return fold(text or "") == fold(AS_IT_STANDS)


def says_copy(name: str) -> bool:
    """Whether a file name, without its suffix, says that it is a copy of another one."""
    return bool(_COPY_BEFORE.match(name) or _COPY_AFTER.search(name))


def without_copy_mark(name: str) -> str:
    """The name without one mark of a copy at either end."""
    return _COPY_AFTER.sub("", _COPY_BEFORE.sub("", name))
