"""Pure: brakes: a change too large to be what people meant holds the mails, and says so.

Nothing here sends or holds: it tells, from two readings and some counts, what a careful person
would stop at. Mails to the coordination pass these brakes; mails to partners do not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relocalisons.core.changes import Change, ChangeKind
from relocalisons.core.french import (
    count_of,
    format_percent,
    join_words,
    plural_word,
    quote,
    typo,
)
from relocalisons.core.schema import BY_NAME
from relocalisons.core.sources import PILOTAGE

# A table of fewer lines changes a lot by nature.
SMALL_TABLE = 5
GONE_SHARE = 0.3  # of its lines removed or struck at once
DATES_SHARE = 0.6  # of its lines whose dates all moved at once: a sort of one column, a paste
USUAL_TIMES = 2.0  # how many times the usual number of mails is still usual
USUAL_AT_LEAST = 5

_DATES: Mapping[str, frozenset[str]] = {
    "actions": frozenset({"planned_start", "planned_end", "revised_end"}),
    "deliverables": frozenset({"due", "revised_due"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brake:
    """Why mails wait. `owner` is the partner whose source it is, None for everybody's mails."""

    owner: str | None
    reason: str  # French, a complete sentence
    what_to_do: str


def brakes_on_changes(
    changes: Iterable[Change], *, rows_before: Mapping[tuple[str, str], int]
) -> tuple[Brake, ...]:
    """A source of which many lines went or moved at once.

    `rows_before`: (owner, canonical table) → data rows of the earlier reading. Tables of fewer
    than five lines, and tables that are not in it, brake nothing.
    """
    gone: dict[tuple[str, str], set[str]] = {}
    moved: dict[tuple[str, str], set[str]] = {}
    for change in changes:
        where = change.owner, change.table
        if change.kind in (ChangeKind.REMOVED, ChangeKind.STRUCK):
            gone.setdefault(where, set()).add(change.row)
        elif change.kind is ChangeKind.EDITED and change.column in _DATES.get(change.table, ()):
            moved.setdefault(where, set()).add(change.row)
    brakes: list[Brake] = []
    for where, count in rows_before.items():
        if count < SMALL_TABLE:
            continue
        lost, shifted = len(gone.get(where, ())), len(moved.get(where, ()))
        if lost / count > GONE_SHARE:
            brakes.append(_gone(*where, lost=lost, count=count))
        elif shifted / count > DATES_SHARE:
            brakes.append(_moved(*where, shifted=shifted, count=count))
    return tuple(brakes)


def brakes_on_addresses(changes: Iterable[Change]) -> tuple[Brake, ...]:
    """Addresses of « Partenaires » or « Interlocuteurs » that moved to another domain.

    A corrected letter before the @ is a correction; another house is to be confirmed. `Change.row`
    of « Partenaires » is the partner's code; a line of « Interlocuteurs » brakes nobody but is
    never written to before « Partenaires » names it.
    """
    return tuple(
        Brake(
            owner=change.row,
            reason=f"L’adresse de {change.row} passe d’un domaine à un autre depuis la dernière "
            "relance.",
            what_to_do=f"Vérifier la nouvelle adresse de {change.row} dans « Partenaires » avant "
            "de valider.",
        )
        for change in changes
        if change.table == "partners"
        and change.column in ("email", "deputy_email")
        and change.before
        and change.after
        and _domain(change.before) != _domain(change.after)
    )


def brake_on_lost_tabs(tabs: Iterable[str]) -> Brake | None:
    """Tabs of « Pilotage » that say who is who are gone or empty: nobody can be written to."""
    lost = [quote(tab) for tab in tabs]
    if not lost:
        return None
    return Brake(
        owner=None,
        reason=f"{join_words(lost)} de « Pilotage » ne "
        f"{plural_word(len(lost), 'se lit', 'se lisent')} plus : aucun message n’est préparé.",
        what_to_do="Rétablir « Pilotage » (« Fichier », « Historique des versions »), puis "
        "relancer « Préparer les relances ».",
    )


def brake_for(partner: str, brakes: Iterable[Brake]) -> Brake | None:
    """The first brake on this partner's mails; one on everybody's counts for each."""
    return next((brake for brake in brakes if brake.owner in (None, partner)), None)


def _domain(address: str) -> str:
    return address.strip().casefold().rpartition("@")[2]


def brake_on_volume(planned: int, *, usual: int | None) -> Brake | None:
    """More mails than usual in one week; `usual` is the usual number, None before there is one."""
    if usual is None or planned <= max(USUAL_AT_LEAST, round(usual * USUAL_TIMES)):
        return None
    return Brake(
        owner=None,
        reason=f"{count_of(planned, 'message')} {plural_word(planned, 'serait', 'seraient')} "
        f"{plural_word(planned, 'préparé')} cette semaine, contre {usual} d’habitude.",
        what_to_do="Regarder « Relances » : si ce nombre est normal, valider comme d’ordinaire.",
    )


def _gone(owner: str, table: str, *, lost: int, count: int) -> Brake:
    title = quote(typo(BY_NAME[table].title))
    return Brake(
        owner=_whose(owner),
        reason=f"{count_of(lost, 'ligne')} sur {count} ({format_percent(lost / count)}) "
        f"{plural_word(lost, 'a disparu', 'ont disparu')} de {title} {_of(owner)} depuis la "
        "dernière relance.",
        what_to_do=f"Vérifier {_with(owner)} : si c’est voulu, valider les messages ; sinon, "
        "restaurer le classeur (« Fichier », « Historique des versions »).",
    )


def _moved(owner: str, table: str, *, shifted: int, count: int) -> Brake:
    title = quote(typo(BY_NAME[table].title))
    return Brake(
        owner=_whose(owner),
        reason=f"Les dates de {count_of(shifted, 'ligne')} sur {count} de {title} {_of(owner)} ont "
        "toutes changé depuis la dernière relance : colonne triée seule, ou collage décalé ?",
        what_to_do=f"Vérifier {_with(owner)} avant de valider les messages qui citent ces dates.",
    )


def _whose(owner: str) -> str | None:
    """« Pilotage » is everybody's."""
    return None if owner == PILOTAGE else owner


def _of(owner: str) -> str:
    return "de « Pilotage »" if owner == PILOTAGE else f"de {owner}"


def _with(owner: str) -> str:
    return "dans « Pilotage »" if owner == PILOTAGE else f"avec {owner}"
