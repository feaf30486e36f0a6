"""Pure: every name that a line of « Paramètres » may bear, and what is wrong with a line of it.

A line that is not understood is told: she believes that it is obeyed. A new parameter is declared
here (or in `thresholds`), else its own lines are told as unknown.
"""

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches

from relocalisons.core.kernel.calendar.working_time import HARVEST, REGION, SCHOOL
from relocalisons.core.kernel.definition import ALL_SUBJECTS, Subject
from relocalisons.core.kernel.model import Doubt, Row
from relocalisons.core.kernel.words.french import THIN, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.kernel.words.yes_no import is_off, is_on
from relocalisons.core.reading.cells.readers import read_date, read_number
from relocalisons.core.sources.laws.dated_values import problem_of_dated
from relocalisons.core.sources.laws.egalim_rules import LEVEL_2_END
from relocalisons.core.sources.laws.egalim_rules import RULES as EGALIM
from relocalisons.core.sources.laws.payment_delays import RULES as PAYMENT
from relocalisons.core.sources.laws.purchasing_thresholds import RULES as PURCHASING
from relocalisons.core.sources.thresholds import BY_SUBJECT, CASH_MOST, KNOWN, TRIAGE, problem_of
from relocalisons.core.sources.words import ABOUT_REMINDERS, OpenName, read_open_name, school_days

SYNONYM = "Synonyme"
CLOSURE = "Fermeture"
COLUMN_ALIAS = "Alias de colonne"
PROGRAMME_NAME = "Nom du programme"
# Who a claim pays, where the leading partner's own line does not say it.
BENEFICIARY = "Bénéficiaire"
BENEFICIARY_SIRET = "SIRET du bénéficiaire"
BENEFICIARY_ADDRESS = "Adresse du bénéficiaire"
BENEFICIARY_SIGNATORY = "Représentant légal du bénéficiaire"
BENEFICIARY_BANK = "RIB du bénéficiaire"
START = "Début du programme"
ODDS = "Prévisions probabilistes"
OWN_PERSON = "Temps de coordination : personne"
OWN_FIELD_ACTIONS = "Temps de coordination : actions contrats et visites"

# « Activer : argent » and the like: a subject is followed, or no longer.
SWITCHES: Mapping[Subject, str] = {subject: f"Activer : {subject.value}" for subject in Subject}

SUSPEND, PAUSE, OPENING = "Tout suspendre", "Pause", "Texte des relances"
QUIET, HOURS = "Période calme", "Heures d’envoi"
SALUTATION = "Salutation des relances"
DECIDED_BY = "Relances : décision avant"
ABSENCE = "Je suis absente"
MERGED = "Fusionné dans"

# Values of the law that a line may replace; offered where growing contracts are followed.
_LAWS = (*PURCHASING.values(), *PAYMENT.values(), *EGALIM)
_REMINDERS = frozenset(map(fold, (QUIET, HOURS, DECIDED_BY, SALUTATION)))
_SCOPED = frozenset(map(fold, (SYNONYM, MERGED, COLUMN_ALIAS, HARVEST, SCHOOL, QUIET, SALUTATION)))
_PLAIN = (
    *(SYNONYM, MERGED, CLOSURE, COLUMN_ALIAS, HARVEST, SCHOOL, REGION),
    *(BENEFICIARY, BENEFICIARY_SIRET, BENEFICIARY_ADDRESS, BENEFICIARY_SIGNATORY),
    BENEFICIARY_BANK,
    *(PROGRAMME_NAME, *SWITCHES.values(), START, ODDS, OWN_PERSON, OWN_FIELD_ACTIONS),
    *(SUSPEND, PAUSE, OPENING, SALUTATION, QUIET, HOURS, DECIDED_BY, ABSENCE),
    *(threshold.name for threshold in KNOWN),
    *(rule.name for rule in _LAWS),
    LEVEL_2_END,
)
# Named first, or obeyed where typed and seldom wanted.
_NOT_OFFERED = frozenset(
    (SUSPEND, PAUSE, CASH_MOST.name, *(threshold.name for threshold in TRIAGE))
)
_OPEN_SHOWN = ("Intervalle de visite légumes en saison", "Clauses légumes")
_NAMES: Mapping[str, str] = {fold(name): name for name in _PLAIN}
_ONLY: Mapping[str, Subject] = {
    HARVEST: Subject.PRODUCERS,
    **dict.fromkeys((ODDS, OWN_PERSON, OWN_FIELD_ACTIONS), Subject.MONEY),
    **dict.fromkeys((*(rule.name for rule in _LAWS), LEVEL_2_END), Subject.PRODUCERS),
    **{each.name: subject for subject, known in BY_SUBJECT.items() if subject for each in known},
}
_SHOWN: Mapping[str, str] = _NAMES | {fold(name): name for name in _OPEN_SHOWN}


def offered_names(on: Collection[Subject] = ALL_SUBJECTS) -> tuple[str, ...]:
    """The drop-down of « Paramètres », in the order in which she meets its names."""
    rest = [name for name in _PLAIN if name not in _NOT_OFFERED]
    return (SUSPEND, PAUSE, *(name for name in rest if name not in _ONLY or _ONLY[name] in on))


def is_about_reminders(name: str) -> bool:
    """Whether `reminders.rules` obeys the lines of that name."""
    return fold(name) in _REMINDERS or read_open_name(name) in ABOUT_REMINDERS


def problem_of_line(row: Row) -> str | None:
    """Why a filled line cannot be obeyed as it stands, in French; None when nothing is wrong.

    What synonyms, closures, periods and pauses say is judged by those who obey them.
    """
    name, value = row.text("name"), row.text("value")
    if name is None or value is None:
        return _half_empty(row)
    folded = fold(name)
    if folded not in _NAMES and read_open_name(name) is None:
        return _unknown(name)
    scope = row.text("scope")
    if scope and not _takes_scope(name):
        return (
            f"{quote(name)} vaut pour tout le programme{THIN}; vider la colonne "
            f"{quote('Portée')} ({quote(scope[:40])})"
        )
    check = _CHECKS.get(folded)
    if read_open_name(name) is OpenName.INDICATOR:
        check = _figure
    if read_open_name(name) is OpenName.HOLIDAYS:
        check = _holidays
    if check is not None:
        return check(value)
    return problem_of(name, value) or problem_of_dated(_LAWS, name, value)


def say_held(problem: str, earlier: str) -> str:
    """The same problem, where the value that was in force before it stays."""
    usual = ("la valeur habituelle", "en attendant")
    said = [part for part in problem.split(f"{THIN}; ") if not part.startswith(usual)]
    said.append(f"la valeur précédente reste en vigueur ({quote(earlier[:40])})")
    return f"{THIN}; ".join(said)


def doubtful_end(row: Row) -> str | None:
    """Why « Jusqu'au » ends nothing. Of a pause, `reminders.rules` says it."""
    if row.reading("until").doubt not in (Doubt.AMBIGUOUS, Doubt.UNREADABLE):
        return None
    if read_open_name(row.text("name")) is OpenName.PAUSE:
        return None
    return f"la date de {quote('Jusqu’au')} n’est pas comprise{THIN}: la ligne reste en vigueur"


def _takes_scope(name: str) -> bool:
    return fold(name) in _SCOPED or read_open_name(name) in ABOUT_REMINDERS


def _half_empty(row: Row) -> str | None:
    """A name that awaits its value is no consigne yet; an error, or a value alone, is told."""
    for column, title in (("name", "Paramètre"), ("value", "Valeur")):
        if row.reading(column).doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE):
            return f"la colonne {quote(title)} ne se lit pas"
    if row.text("name") is None and row.text("value") is not None:
        return f"la colonne {quote('Paramètre')} est vide"
    return None


def _unknown(name: str) -> str:
    close = get_close_matches(fold(name), _SHOWN, n=1, cutoff=0.6)
    hint = f"{THIN}; le plus proche est {quote(_SHOWN[close[0]])}" if close else ""
    return f"{quote(name[:80])} n’est pas un paramètre connu{hint}"


def _yes_or_no(value: str) -> str | None:
    if is_on(value) or is_off(value):
        return None
    return f"{quote('oui')} ou {quote('non')} est attendu{THIN}; en attendant, c’est non"


def _on_or_off(value: str) -> str | None:
    if is_on(value) or is_off(value):
        return None
    return f"{quote('oui')} ou {quote('non')} est attendu{THIN}; en attendant, rien ne change"


def _last_day(value: str) -> str | None:
    if read_date(value).doubt is Doubt.CERTAIN:
        return None
    return f"une date est attendue, par exemple 31/12/2026{THIN}; celle du texte reste en vigueur"


def _holidays(value: str) -> str | None:
    if school_days(value) is not None:
        return None
    return (
        "le premier et le dernier jour sont attendus, par exemple "
        f"{quote('du 13/02/2027 au 28/02/2027')}{THIN}; en attendant, les dates publiées restent"
    )


def _figure(value: str) -> str | None:
    number = read_number(value).value
    if number is not None and number > 0:
        return None
    return f"un nombre est attendu, par exemple 118,2{THIN}; en attendant, rien n’est calculé"


def _one_day(value: str) -> str | None:
    if read_date(value).doubt is Doubt.CERTAIN:
        return None
    return (
        f"une date est attendue, par exemple 05/01/2026{THIN}; en attendant, le programme commence "
        "avec la première période d’éligibilité"
    )


_CHECKS: Mapping[str, Callable[[str], str | None]] = {
    **{fold(name): _on_or_off for name in SWITCHES.values()},
    fold(ODDS): _yes_or_no,
    fold(START): _one_day,
    fold(LEVEL_2_END): _last_day,
}
