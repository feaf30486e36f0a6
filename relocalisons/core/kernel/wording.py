"""Pure: the pieces of French that several subjects say the same way."""

import re
from collections.abc import Collection

from relocalisons.core.kernel.calendar.forecast import DateInForce
from relocalisons.core.kernel.model import Action, CellRef, Deliverable, Partner, Programme
from relocalisons.core.kernel.words.french import format_long_date, quote, shorten, typo

_EMAIL = re.compile(r"[^\s<>;,«»]+@[^\s<>;,«»]+")
_PHONE = re.compile(r"(?<!\d)(?:\+33[ .]?|0)[1-9](?:[ .\u00a0\u202f-]?\d{2}){4}(?!\d)")


_NAME_LIMIT = 40  # signs of a title that stands for a number


def title_as_name(title: str) -> str:
    """What a line without number is called where others have their number."""
    return shorten(title, limit=_NAME_LIMIT)


def is_number(number: str, title: str | None) -> bool:
    """Whether what a line is called is a number of its own, and not its title."""
    return number != title_as_name(title or "")


def said_number(line: Action | Deliverable) -> str:
    """The number of a line beside its title; empty where it has none."""
    return line.number if is_number(line.number, line.title) else ""


def label_of(number: str, title: str | None) -> str:
    """« A1.2 – Former les cuisiniers »; the number alone, or the title alone, when that is all."""
    words = shorten(typo(title or ""), limit=70)
    if words and not is_number(number, title):
        return words
    return f"{number} – {words}" if words else number


def number_in(label: str, *, but: Collection[str] = ()) -> str:
    """« A1.2 » of « A1.2 – Former les cuisiniers »; empty where the label begins with a name.

    `but`: codes of partners. « P03 – Feuille de temps » names a paper, and P03 is no number of it.
    """
    first = label.partition(" – ")[0]
    return first if first not in but and any(each.isdigit() for each in first) else ""


def say_line(line: Action | Deliverable, programme: Programme) -> str:
    """« A1.2 – Former les cuisiniers (Ville de Grasse) »."""
    return f"{label_of(line.number, line.title)} ({say_partner(programme, line.owner)})"


def quote_cell(text: str, *, limit: int = 60) -> str:
    """What somebody typed, short, in French quotes, without addresses or telephones.

    Findings are kept for years and shown in reports; addresses and telephones have no place there.
    """
    text = hide_contacts(text)
    return quote(shorten(text.replace("«", '"').replace("»", '"'), limit=limit))


def hide_contacts(text: str) -> str:
    """`text` with e-mail addresses and telephone numbers replaced by a word."""
    return _PHONE.sub("[téléphone]", _EMAIL.sub("[adresse]", text))


def say_partner(programme: Programme, code: str | None) -> str:
    """The partner's name, its code when it has no name, or that nobody knows whose it is."""
    partner = programme.partner(code)
    if partner is None:
        return "responsable non identifié"
    return typo(partner.name) or partner.code


def partner_name(programme: Programme, code: str | None, *, limit: int, unknown: str = "–") -> str:
    """The partner's name, short enough for a cell, or `unknown` for a code that nobody has."""
    partner = programme.partner(code)
    return typo(shorten(partner.name, limit=limit)) if partner else unknown


def say_contact(programme: Programme, code: str | None) -> str:
    """« Jean Blanc (Ville de Nice) », or the partner alone when nobody is named."""
    partner = programme.partner(code)
    if partner is None:
        return "la personne responsable (à identifier)"
    return contact_of(partner)


def contact_of(partner: Partner) -> str:
    """The person to ask at a partner's, with the partner's name."""
    name = typo(partner.name) or partner.code
    return f"{typo(partner.contact)} ({name})" if partner.contact else name


def say_tab(place: CellRef) -> str:
    """« l’onglet « Plan d’action » (« Suivi P01 ») »."""
    return f"l’onglet {quote(typo(place.tab))} ({quote(typo(place.workbook))})"


def say_cell(place: CellRef) -> str:
    """« N7 de l’onglet « Plan d’action » (« Suivi P01 ») », so that nobody looks elsewhere."""
    return f"{place.cell} de {say_tab(place)}"


def say_due(due: DateInForce, *, at: str = "le", weekday: bool = False) -> str:
    """« le 3 mars 2026 », or « aux environs du 28 février 2026 » when the sheet was not precise.

    Never « demain » or « dans 8 jours »: a sentence may be read days after it was written.
    `at` is « le » or « au ».
    """
    if due.about:
        return f"aux environs du {format_long_date(due.day)}"
    return f"{at} {format_long_date(due.day, weekday=weekday)}"
