"""Pure: safety holds: a change too large to be what people meant holds the mails, and says so.

Nothing here sends or holds: it tells, from two readings and some counts, what a careful person
would stop at. Mails to the coordination pass these safety holds; mails to partners do not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    format_percent,
    join_words,
    plural_word,
    quote,
    typo,
)
from relocalisons.core.sources.changes import Change, ChangeKind
from relocalisons.core.tables import BY_NAME

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


# Addresses of these are given to anybody: there another address is another person.
SHARED_DOMAINS = frozenset({
    "aliceadsl.fr", "aol.com", "bbox.fr", "cegetel.net", "club-internet.fr", "free.fr",
    "gmail.com", "gmx.fr", "hotmail.com", "hotmail.fr", "icloud.com", "laposte.net",
    "libertysurf.fr", "live.com", "live.fr", "me.com", "msn.com", "neuf.fr", "nordnet.fr",
    "numericable.fr", "orange.fr", "outlook.com", "outlook.fr", "proton.me", "protonmail.com",
    "sfr.fr", "voila.fr", "wanadoo.fr", "yahoo.com", "yahoo.fr", "ymail.com",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyHold:
    """Why mails wait. `owner` is the partner whose source it is, None for everybody's mails.

    `short` is what « 1 message retenu : … » says of it.
    """

    owner: str | None
    reason: str  # French, a complete sentence
    what_to_do: str  # French, a complete sentence
    short: str = ""

    @property
    def sentence(self) -> str:
        """What she is told."""
        return f"{self.reason} {self.what_to_do}"

    def on_its_row(self, *, again: bool = False) -> str:
        """The same beside the mail, with the only word that sends it.

        `again`: her « envoyer » stands there already, from before the safety hold.
        """
        word = quote("envoyer à nouveau" if again else "envoyer")
        return f"{self.sentence} Seul {word} sur cette ligne le fait partir."


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressMarks:
    """An address as the store knows it: keyed hashes; an empty `domain` is one not known."""

    address: str
    domain: str


def safety_holds_on_changes(
    changes: Iterable[Change], *, rows_before: Mapping[tuple[str, str], int], since: date
) -> tuple[SafetyHold, ...]:
    """A source of which many lines went or moved at once.

    `rows_before`: (owner, canonical table) → data rows of the earlier reading, that of `since`.
    Tables of fewer than five lines, and tables that are not in it, hold nothing.
    """
    gone: dict[tuple[str, str], set[str]] = {}
    moved: dict[tuple[str, str], set[str]] = {}
    for change in changes:
        where = change.owner, change.table
        if change.kind in (ChangeKind.REMOVED, ChangeKind.STRUCK):
            gone.setdefault(where, set()).add(change.row)
        elif change.kind is ChangeKind.EDITED and change.column in _DATES.get(change.table, ()):
            moved.setdefault(where, set()).add(change.row)
    safety_holds: list[SafetyHold] = []
    for where, count in rows_before.items():
        if count < SMALL_TABLE:
            continue
        lost, shifted = len(gone.get(where, ())), len(moved.get(where, ()))
        if lost / count > GONE_SHARE:
            safety_holds.append(_gone(*where, lost=lost, count=count, since=since))
        elif shifted / count >= DATES_SHARE:
            safety_holds.append(_moved(*where, shifted=shifted, count=count, since=since))
    return tuple(safety_holds)


def safety_hold_on_address(
    now: AddressMarks,
    *,
    accepted: AddressMarks,
    code: str,
    who: str,
    tab: str,
    since: date,
    shared: bool = False,
) -> SafetyHold | None:
    """An address that is not the one last accepted for that person.

    A corrected letter before the @ is a correction; another house is to be confirmed, and another
    address where the domain is everybody's (`shared`). An accepted domain that is not known makes
    any other address a doubt. `who` is how the person is shown, `tab` where the address stands.
    """
    if now.address == accepted.address:
        return None
    if now.domain == accepted.domain and not shared:
        return None
    another = (
        "a changé"
        if now.domain == accepted.domain or not accepted.domain
        else ("n’a plus le même domaine")
    )
    return SafetyHold(
        owner=code,
        reason=f"L’adresse de {who} {another} depuis le dernier message accepté{NBSP}: retenu "
        f"depuis le {format_long_date(since)}.",
        what_to_do=f"Vérifier la nouvelle adresse de {who} dans {quote(tab)}.",
        short="adresse changée",
    )


def together(safety_holds: Iterable[SafetyHold]) -> SafetyHold | None:
    """Several safety holds on one mail as one: one word answers them all, so each is told."""
    found = tuple(dict.fromkeys(safety_holds))
    if len(found) < 2:
        return next(iter(found), None)
    return SafetyHold(
        owner=found[0].owner,
        reason=" ".join(one.reason for one in found),
        what_to_do=" ".join(dict.fromkeys(one.what_to_do for one in found)),
        short=join_words(list(dict.fromkeys(one.short for one in found))),
    )


def safety_hold_on_lost_tabs(tabs: Iterable[str]) -> SafetyHold | None:
    """Tabs of « Pilotage » that say who is who are gone or empty: nobody can be written to."""
    lost = [quote(tab) for tab in tabs]
    if not lost:
        return None
    return SafetyHold(
        owner=None,
        reason=f"{join_words(lost)} de « Pilotage » ne "
        f"{plural_word(len(lost), 'se lit', 'se lisent')} plus : aucun message n’est préparé.",
        what_to_do="Rétablir « Pilotage » (« Fichier », « Historique des versions »), puis "
        "relancer « Préparer les relances ».",
        short="onglets de « Pilotage » perdus",
    )


def safety_hold_on_volume(planned: int, *, usual: int | None) -> SafetyHold | None:
    """More mails than usual in one week; `usual` is the usual number, None before there is one."""
    if usual is None or planned <= max(USUAL_AT_LEAST, round(usual * USUAL_TIMES)):
        return None
    return SafetyHold(
        owner=None,
        reason=f"{count_of(planned, 'message')} {plural_word(planned, 'serait', 'seraient')} "
        f"{plural_word(planned, 'préparé')} cette semaine, contre {usual} d’habitude.",
        what_to_do="Regarder « Relances » : si ce nombre est normal, valider ligne par ligne.",
        short="plus de messages que d’habitude",
    )


def _gone(owner: str, table: str, *, lost: int, count: int, since: date) -> SafetyHold:
    title = quote(typo(BY_NAME[table].title))
    return SafetyHold(
        owner=_whose(owner),
        reason=f"{count_of(lost, 'ligne')} sur {count} ({format_percent(lost / count)}) "
        f"{plural_word(lost, 'a disparu', 'ont disparu')} de {title} {_of(owner)} depuis le "
        f"{format_long_date(since)}.",
        what_to_do=f"Vérifier {_with(owner)} : si c’est voulu, valider les messages ; sinon, "
        "restaurer le classeur (« Fichier », « Historique des versions »).",
        short="lignes disparues",
    )


def _moved(owner: str, table: str, *, shifted: int, count: int, since: date) -> SafetyHold:
    title = quote(typo(BY_NAME[table].title))
    return SafetyHold(
        owner=_whose(owner),
        reason=f"Les dates de {count_of(shifted, 'ligne')} sur {count} de {title} {_of(owner)} ont "
        f"toutes changé depuis le {format_long_date(since)} : colonne triée seule, ou collage "
        "décalé ?",
        what_to_do=f"Vérifier {_with(owner)} avant de valider les messages qui citent ces dates.",
        short="dates déplacées ensemble",
    )


def _whose(owner: str) -> str | None:
    """« Pilotage » is everybody's."""
    return None if owner == PILOTAGE else owner


def _of(owner: str) -> str:
    return "de « Pilotage »" if owner == PILOTAGE else f"de {owner}"


def _with(owner: str) -> str:
    return "dans « Pilotage »" if owner == PILOTAGE else f"avec {owner}"
