"""Pure: a cell's text brought to one form; words for nothing, ditto marks and error values."""

import re
import unicodedata
from decimal import Decimal

# Beyond this length a typed cell is a text, not a value; it also bounds every pattern below.
LONGEST_VALUE = 300

_SPACES = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufe0e\ufe0f\ufeff"
)
_SIGNS = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_INVISIBLE, None),
    **dict.fromkeys("’‘‛`´ʼ′", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("−‐‑‒–—―﹣－", "-"),
    **dict.fromkeys("→⇒➔➜➡⟶▶►", "->"),
    **dict.fromkeys("≈∼≃≅˜", "~"),
    **dict.fromkeys("⁄∕", "/"),
    "±": "+/-",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "…": "...",
    "º": "°",
    "№": "n°",
    "œ": "oe",
    "æ": "ae",
}
_ACCENTS = "àâäáãåçèéêëìíîïñòóôöõùúûüýÿ"
_LETTERS = "aaaaaaceeeeiiiinooooouuuuyy"
_FOLD_TABLE = str.maketrans(_SIGNS | dict(zip(_ACCENTS, _LETTERS, strict=True)))
_SPACE_TABLE = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_INVISIBLE, None)})
# Signs that mean something and have no simpler form; others may still carry an accent.
_KEPT = "€£¥°²³½¼¾¹✓✔☑✅✗✘❌☐"
_UNKNOWN = re.compile(f"[^\x00-\x7f{_KEPT}]")

_DUMB = frozenset("-_./?*~ ")
_OPENING = frozenset("([<")

NOTHING = frozenset(
    (
        "n/a", "na", "n.a", "n.a.", "nc", "n.c", "n.c.", "n/c", "nd", "n.d", "n.d.", "n/d", "ne",
        "ns", "so", "s.o", "s.o.", "s/o", "sans objet", "sans", "ras", "r.a.s", "r.a.s.",
        "tbd", "tbc", "tba", "asap", "des que possible", "au plus vite", "au plus tot",
        "a definir", "a preciser", "a determiner", "a completer", "a renseigner", "a fixer",
        "a confirmer", "a venir", "a voir", "a planifier", "a programmer", "a caler", "a saisir",
        "en attente", "en attente de validation", "en cours de definition", "en discussion",
        "inconnu", "inconnue", "non connu", "non connue", "non communique", "non renseigne",
        "non renseignee", "non defini", "non definie", "non fixe", "non fixee", "pas defini",
        "pas encore", "pas encore defini", "pas encore definie", "pas encore connu", "pas de date",
        "sans date", "date a definir", "date a fixer", "date a preciser", "date inconnue",
        "rien", "neant", "aucun", "aucune", "aucun refus", "pas de refus", "sans refus", "null",
        "none", "nan", "vide", "non applicable",
        "non concerne", "non concernee", "indetermine", "indeterminee", "prochainement", "bientot",
        "plus tard", "ulterieurement", "un jour", "on verra", "avant l'ete", "avant les vacances",
        "avant la rentree", "apres l'ete", "apres les vacances", "apres la recolte",
        "apres recolte", "des que pret", "quand possible", "si possible", "pas de mail",
        "pas d'e-mail", "pas d'email", "pas d'adresse", "sans mail", "pas de courriel",
    )
)  # fmt: skip

# In a text column most of the words above are an answer; these few are not.
NOTHING_AS_TEXT = frozenset(
    (
        "n/a", "na", "n.a.", "nc", "n.c.", "n/c", "nd", "n.d.", "tbd", "tbc", "tba", "a definir",
        "a preciser", "a determiner", "a completer", "a renseigner", "null", "none", "nan", "vide",
        "non renseigne", "non renseignee",
    )
)  # fmt: skip

# What goes on without an end: no date is missing there.
_ENDLESS = frozenset(
    (
        "en continu", "continu", "continue", "en continue", "permanent", "permanente",
        "en permanence", "action permanente", "action continue", "au fil de l'eau", "recurrent",
        "recurrente", "toute l'annee", "tout au long de l'annee", "tout au long du projet",
        "pendant tout le projet", "duree du projet", "toute la duree du projet", "sans fin",
        "sans echeance", "sans limite", "pas de fin", "annuel", "annuelle", "annuellement",
        "chaque annee", "tous les ans", "mensuel", "mensuelle", "tous les mois", "chaque mois",
        "hebdomadaire", "trimestriel", "trimestrielle", "semestriel", "semestrielle", "quotidien",
        "ongoing", "continuous", "permanently", "recurring", "throughout", "yearly", "annually",
        "monthly", "weekly", "no end", "open-ended", "amelioration continue", "en cours permanent",
    )
)  # fmt: skip

DITTO = frozenset(('"', "''", "idem", "id.", "ibid", "ibid.", "ditto", "pareil", "meme chose"))

_ERRORS = frozenset(
    (
        "#ref!", "#n/a", "#na", "#n/d", "#nd", "#valeur!", "#value!", "#div/0!", "#nom?", "#name?",
        "#num!", "#nombre!", "#nul!", "#null!", "#error!", "#erreur!", "#spill!", "#propagation!",
        "#calc!", "#calcul!", "#getting_data", "#field!", "#champ!", "#blocked!", "#connect!",
        "#busy!", "#unknown!",
    )
)  # fmt: skip
_LOADING = frozenset(("chargement", "chargement en cours", "loading"))
_LOADING_STARTS = frozenset(word[:4] for word in _LOADING)


def tidy(text: str) -> str:
    """The text as typed, with plain single spaces and without invisible characters."""
    if not text.isascii():
        text = text.translate(_SPACE_TABLE)
    return " ".join(text.split())


def fold(text: str) -> str:
    """The text in lower case, without accents, with plain spaces, hyphens and quotes.

    Superscripts and vulgar fractions stay as they are: `1 500¹` must not become 15001.
    """
    text = text.lower()
    if not text.isascii():
        text = text.translate(_FOLD_TABLE)
        if _UNKNOWN.search(text):
            text = unicodedata.normalize("NFD", text)
            text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(text.split())


def says_nothing(folded: str) -> bool:
    """Whether a folded cell is empty or a word for nothing."""
    return folded in NOTHING or _DUMB.issuperset(folded) or _in_brackets(folded) in NOTHING


def says_endless(folded: str) -> bool:
    """Whether a folded cell of a date column says that there is no end."""
    return folded in _ENDLESS


def says_nothing_as_text(folded: str) -> bool:
    """The same for a text column, where « aucun » or « à venir » are answers."""
    bare = _in_brackets(folded)
    return folded in NOTHING_AS_TEXT or bare in NOTHING_AS_TEXT or _DUMB.issuperset(folded)


def _in_brackets(folded: str) -> str:
    """What stands alone in brackets, « vide » of « (vide) »; nothing where no bracket is."""
    return folded[1:-1].strip("()[]<> ") if folded[:1] in _OPENING else ""


def is_error(folded: str) -> bool:
    """Whether a folded cell is an error value of a spreadsheet, or not computed yet."""
    if folded.startswith("#"):
        return folded in _ERRORS or not folded.strip("#")
    return folded[:4] in _LOADING_STARTS and folded.rstrip(". ") in _LOADING


_VOID_TYPES = ("NaTType", "NAType")  # of pandas, which is not imported for two values


def is_void(value: object) -> bool:
    """Whether a raw value is no value at all: None, NaN, NaT or NA."""
    if value is None or type(value).__name__ in _VOID_TYPES:
        return True
    if isinstance(value, float):
        return value != value
    return isinstance(value, Decimal) and value.is_nan()
