"""Pure: the days on which words say that somebody committed, however they say it.

« Suivant votre commande par courriel du 24/02/2025 » is no fixed phrase: in each clause a word of
committing is looked for, then the day that belongs to it.
"""

import re
from datetime import date

from relocalisons.core.money.words.piece_texts import plain_text
from relocalisons.core.reading.cells.readers import read_single_day

_COMMITS = re.compile(
    r"\b(?:commandes?|commandee?s?|bons? pour accord|ordres? de service|ordres? de demarrage|"
    r"arrhes|acomptes?|engagee?s?|reservee?s?|reservations?|acceptee?s?|acceptations?|"
    r"confirmee?s?|confirmations?|notifiee?s?|notifications? du marche|"
    r"demarr\w+|commenc\w+|lancement (?:des travaux|de la fabrication|du chantier))\b"
)
# Words that undo it, or that make the day another one: the day of a quote, of a consultation.
_NOT_SO = re.compile(
    r"\b(?:annul\w*|remplac\w*|caduc\w*|abandonn\w*|sans suite|non (?:acceptee?|confirmee?|"
    r"signee?|passee?)|pas (?:encore )?(?:acceptee?|confirmee?|signee?|passee?)|avant commande|"
    r"consultation|publicite|subvention|convention|aide|prevue?s?|previsionnel\w*|a passer|"
    r"couts? horaires?|taux horaires?|quotites?|salaires?|"
    r"depot de la demande|accuse de reception de la demande|reglee?s? a la commande)\b"
)
_DAY = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")
# A day of another thing between the word and its day: « commande n° 4, facture du … ».
_ANOTHER = re.compile(r"\b(?:factur\w*|livr\w*|devis|offre|pay\w*|regl\w*|debit\w*|valable)\b")
_NEAR = 60  # letters between a word and its day


def days_written(text: str | None) -> tuple[date, ...]:
    """Every day that a text writes in figures, whatever it says of it."""
    found = (read_single_day(each) for each in _DAY.findall(plain_text(text)))
    return tuple(day for day in found if day is not None)


_OF_ANOTHER = re.compile(
    r"\b(?:command\w*|devis|offre|factur\w*|valable|garanti\w*|sign\w*|convention|contrat|marche|"
    r"prevu\w*|depos\w*|demande|visite|reserve\w*|levee?s?|paiement|regl\w*|pay\w*)\b"
)


def days_worked(text: str | None) -> tuple[date, ...]:
    """« pose faite les 23/04/2025 et 24/04/2025 »: the days of a paper that shows work done."""
    clauses = re.split(r"[;\n]|\.(?=\s|$)", plain_text(text))
    return tuple(
        day for each in clauses if not _OF_ANOTHER.search(each) for day in days_written(each)
    )


def days_committed(text: str | None) -> tuple[date, ...]:
    """The days that stand by a word of committing: « confirmée par téléphone, le 12/01/2026 »."""
    found: list[date] = []
    for clause in re.split(r"[;\n]|\.(?=\s|$)", plain_text(text)):
        if _NOT_SO.search(clause):
            continue
        for word in _COMMITS.finditer(clause):
            day = _DAY.search(clause, word.end())
            if day is None:
                continue
            between = clause[word.end() : day.start()]
            is_span = re.match(r" au \d", clause[day.end() :]) is not None
            if len(between) <= _NEAR and not is_span and not _ANOTHER.search(between):
                told = read_single_day(day[0])
                found.extend([told] if told is not None else [])
    return tuple(found)
