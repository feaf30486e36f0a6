"""Pure: which part of the programme a document speaks of, and the names people know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from relocalisons.core.kernel.model import Action, Deliverable, Funder, Programme
from relocalisons.core.kernel.wording import is_number
from relocalisons.core.kernel.words.french import (
    count_of,
    format_long_date,
    format_month,
    quote,
    shorten,
    typo,
    with_de,
)
from relocalisons.core.kernel.words.names import fold, split_names
from relocalisons.core.sources.parameter_names import PROGRAMME_NAME
from relocalisons.core.sources.parameters import find_parameter

MAX_LABEL = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The actions and deliverables of a document; `note` says what the rule was."""

    actions: tuple[Action, ...]
    deliverables: tuple[Deliverable, ...]
    note: str


def whole_programme(programme: Programme) -> Scope:
    """Everything: what the committee follows."""
    return Scope(
        actions=programme.actions, deliverables=programme.deliverables, note="ensemble du programme"
    )


def scope_of_funder(programme: Programme, funder: Funder) -> Scope:
    """What a funder pays for, as the action plans say it.

    Rule: the actions whose « Financeur(s) » names this funder by code or name, and the deliverables
    attached to them or asked to cite this funder. When no action names it, the whole programme is
    shown, and the note says so: an empty report would be false.
    """
    actions = tuple(action for action in programme.actions if _names(action.funders, funder))
    if not actions:
        return Scope(
            actions=programme.actions,
            deliverables=programme.deliverables,
            note="ensemble du programme, aucune action n’étant rattachée à ce financeur",
        )
    wanted = {number for action in actions for number in action.deliverables}
    deliverables = tuple(
        deliverable
        for deliverable in programme.deliverables
        if deliverable.number in wanted or cites(deliverable.funders_to_cite or "", funder)
    )
    return Scope(
        actions=actions, deliverables=deliverables, note="actions rattachées à ce financeur"
    )


def find_funder(programme: Programme, code: str) -> Funder:
    """The funder of that code; KeyError when « Financeurs » does not have it."""
    for funder in programme.funders:
        if fold(funder.code) == fold(code):
            return funder
    raise KeyError(f"no funder {code!r} in « Financeurs »")


class _Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


def codes_by_name(funders: Iterable[_Named]) -> Mapping[str, str]:
    """A funder's code or name, as people type it (folded) → its code."""
    return {fold(name): one.code for one in funders for name in (one.code, one.name)}


def funders_named(text: str, funders: Iterable[Funder]) -> tuple[str, ...]:
    """The names of a cell of funders, of which these stay whole whatever joins their words."""
    return split_names(text, known=(name for one in funders for name in (one.code, one.name)))


def cites(text: str, funder: Funder) -> bool:
    """Whether a cell of funders names that one."""
    return _names(funders_named(text, (funder,)), funder)


def is_funder(text: str, funder: Funder) -> bool:
    """Whether a text as typed names that funder, by its code or its name."""
    return fold(text) in (fold(funder.code), fold(funder.name))


def active_partners(programme: Programme) -> str:
    """« 22 partenaires actifs sur 23 », « 23 partenaires » where nobody left: one count of them."""
    whole = len(programme.partners)
    active = len([each for each in programme.partners if each.active])
    if active == whole:
        return count_of(whole, "partenaire")
    return f"{count_of(active, 'partenaire actif', 'partenaires actifs')} sur {whole}"


def quoted_label(number: str, title: str) -> str:
    """`A2.3 « Former les cuisiniers »`, short enough for a sentence."""
    text = typo(shorten(title, limit=MAX_LABEL))
    if text and not is_number(number, title):
        return quote(text)
    return f"{number} {quote(text)}" if text else number


def funder_mentions(programme: Programme) -> tuple[str, ...]:
    """What the funders ask to print on every paper that goes out."""
    return tuple(
        typo(each.mention) for each in programme.funders if each.mention and each.mention.strip()
    )


def programme_name(programme: Programme) -> str:
    """How people call the programme: « Nom du programme » of « Paramètres », else its own name."""
    return typo(find_parameter(programme.parameters, PROGRAMME_NAME) or programme.name)


def period_words(start: date, end: date) -> str:
    """`février 2026` for a whole month, else `du 1er février 2026 au 15 mars 2026`."""
    last = (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if start.day == 1 and end == last:
        return format_month(start)
    return f"du {format_long_date(start)} au {format_long_date(end)}"


def of_period(start: date, end: date) -> str:
    """`de février 2026`, `d’avril 2026`, or `du … au …`."""
    words = period_words(start, end)
    return words if words.startswith("du ") else with_de(words)


def in_period(start: date, end: date) -> str:
    """`en février 2026`, or `du … au …`."""
    words = period_words(start, end)
    return words if words.startswith("du ") else f"en {words}"


def _names(funders: tuple[str, ...], funder: Funder) -> bool:
    return any(is_funder(name, funder) for name in funders)
