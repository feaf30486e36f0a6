"""Pure: what could not be measured or read, in grey and in words: a hole is never a zero."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.model import (
    FindingKind,
    Programme,
    TrackedFinding,
    Trait,
    UnreadTable,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    counted,
    format_date,
    format_long_date,
    format_number,
    join_words,
    plural_word,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.money.spending import Spending
from relocalisons.core.plan.view import ActionState
from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.sentences import states_sentence, worst_delay_sentence
from relocalisons.core.sources.table_loader import STALE_FOR
from relocalisons.core.views.rag import Rag, status
from relocalisons.core.views.view import StateLine, StateTable

CELL_KINDS = (
    (ReadingKind.CELL_UNREADABLE, "illisible", "illisibles"),
    (ReadingKind.CELL_AMBIGUOUS, "à deux lectures possibles", "à deux lectures possibles"),
    (ReadingKind.CELL_MISSING, "obligatoire et vide", "obligatoires et vides"),
    (ReadingKind.PARTNER_UNKNOWN, "nommant un partenaire inconnu", "nommant un partenaire inconnu"),
    (ReadingKind.DUPLICATE_ID, "portant un numéro en double", "portant un numéro en double"),
)


def holes_table(
    measures: Measures,
    spending: tuple[Spending, ...],
    *,
    sections_out: Collection[str] = (),
) -> StateTable:
    """One row a measure: what it counts, what it leaves out, and what that changes.

    None of the sections that nobody follows.
    """
    followed, measured = len(measures.followed), len(measures.measured)
    unknown = len(measures.in_state(ActionState.UNKNOWN))
    unseen = len(measures.deliverables_in(DeliverableState.UNKNOWN))
    doubtful = len(measures.volumes_in(VolumeState.UNKNOWN))
    lines = [
        _hole("Avancement", measured, followed - measured, "action", "Hors de la moyenne"),
        _hole("Calendrier", followed - unknown, unknown, "action", "Ni en retard ni à l’heure"),
    ]
    if "livrables" not in sections_out:
        known = len(measures.deliverables) - unseen
        lines.append(_hole("Livrables", known, unseen, "livrable", "Ni déposé ni manquant"))
    if "volumes" not in sections_out:
        known = len(measures.volumes) - doubtful
        lines.append(
            _hole("Volumes", known, doubtful, "contrat", "Hors des totaux engagé et livré")
        )
    if spending:
        paid = sum(len(line.paid) for one in spending for line in one.lines)
        left = sum(one.left_out + one.unread_budgets for one in spending)
        lines.append(_hole("Dépenses", paid, left, "ligne", "Hors des montants payés"))
    return StateTable(
        caption="Ce que chaque mesure prend en compte",
        columns=("Mesure", "Pris en compte", "Laissé de côté", "Effet", "État"),
        lines=tuple(lines),
    )


def quality_sentences(programme: Programme, tracked: tuple[TrackedFinding, ...]) -> tuple[str, ...]:
    """What is to be made precise in the workbooks, and which of them could not be read.

    Only what stands today is counted: a cell that was put right is to be made precise no more.
    """
    count: Counter[FindingKind] = Counter()
    for entry in (one.finding for one in tracked if one.is_open):
        # How a whole column is kept is no cell to be made precise.
        cells = () if entry.kind.has(Trait.COLUMN) else entry.members
        count.update([ReadingKind(key.partition(":")[0]) for key in cells] or [entry.kind])
    broken = sum(many for kind, many in count.items() if kind.has(Trait.UNREAD))
    kept = f"{SEMICOLON} leur dernière bonne lecture reste en vigueur quand elle existe."
    sentences = (
        _cells_sentence(count),
        counted(
            broken,
            one=f"1 onglet ou classeur n’a pas pu être lu comme prévu{kept}",
            many=f"{{n}} onglets ou classeurs n’ont pas pu être lus comme prévu{kept}",
        ),
        _stale_sentence(list(programme.stale.values())),
        _unread_sentence(programme.unread),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _unread_sentence(unread: Iterable[UnreadTable]) -> str:
    """Tables without any reading in force: what they hold is in no figure, and not at zero."""
    tables = {(one.file_id, one.table): one.last_read for one in unread}
    days = [day for day in tables.values() if day is not None]
    since = f" (plus ancienne bonne lecture{NBSP}: {format_date(min(days).date())})" if days else ""
    return counted(
        len(tables),
        none="",
        one=f"Ce que contenait 1 tableau ne peut plus être dit{since}{SEMICOLON} aucun chiffre ne "
        "le compte.",
        many=f"Ce que contenaient {{n}} tableaux ne peut plus être dit{since}{SEMICOLON} aucun "
        "chiffre ne les compte.",
    )


def _cells_sentence(count: Counter[FindingKind]) -> str:
    total = sum(count[kind] for kind, _, _ in CELL_KINDS)
    if total == 0:
        return "Aucune cellule des tableaux suivis n’est à préciser."
    parts = [
        f"{format_number(count[kind])}{NBSP}{one if count[kind] == 1 else many}"
        for kind, one, many in CELL_KINDS
        if count[kind]
    ]
    are = "est" if total == 1 else "sont"
    them = "elle compte comme inconnue" if total == 1 else "elles comptent comme inconnues"
    return (
        f"{count_of(total, 'cellule')} {are} à préciser dans les classeurs{NBSP}: "
        f"{join_words(parts)}{SEMICOLON} {them}, jamais comme zéro."
    )


def _stale_sentence(readings: list[datetime]) -> str:
    oldest = format_date(min(readings).date()) if readings else ""
    return counted(
        len(readings),
        none="",
        one=f"1 classeur est repris de sa dernière bonne lecture, du {oldest}.",
        many=f"{{n}} classeurs sont repris de leur dernière bonne lecture, la plus ancienne du "
        f"{oldest}.",
    )


def _hole(measure: str, kept: int, left: int, noun: str, effect: str) -> StateLine:
    complete = left == 0
    if kept == 0 and left == 0:
        return StateLine(
            cells=(measure, "–", "–", "Rien à mesurer"), status=status(Rag.UNKNOWN, "Sans objet")
        )
    return StateLine(
        cells=(
            measure,
            count_of(kept, noun),
            count_of(left, noun) if left else "–",
            "–" if complete else effect,
        ),
        status=status(Rag.GOOD, "Complet") if complete else status(Rag.UNKNOWN, "Partiel"),
    )


def plan_sentences(measures: Measures) -> str:
    """How actions spread over the states, the worst delay, what left and what nobody can tell."""
    said = (
        states_sentence(measures),
        worst_delay_sentence(measures),
        departures_sentence(measures),
        unseen_sentence(measures),
    )
    return " ".join(sentence for sentence in said if sentence)


def departures_sentence(measures: Measures) -> str:
    """« Ne sont plus comptées 7 lignes de partenaires partis (A1.2, …) »; maybe empty."""
    numbers = [line.action.number for line in measures.left_actions]
    numbers += [line.deliverable.number for line in measures.left_deliverables]
    if not numbers:
        return ""
    named = sorted(numbers, key=natural_order)
    shown = named if len(named) <= _NAMED else [*named[:_NAMED], "d’autres"]
    are = plural_word(len(numbers), "N’est plus comptée", "Ne sont plus comptées")
    lines = count_of(len(numbers), "ligne")
    who = plural_word(len(numbers), "d’un partenaire parti", "de partenaires partis")
    return f"{are} {lines} {who} ({join_words(shown)})."


_NAMED = 10


def unseen_sentence(measures: Measures) -> str:
    """« 138 actions suivies, dont 9 (P05) ne peuvent plus être dites depuis le … »; maybe empty."""
    unseen = [line.action for line in measures.unseen]
    days = [action.last_read for action in unseen if action.last_read is not None]
    if not days:
        return ""
    many = len(unseen)
    owners = sorted({action.owner for action in unseen if action.owner}, key=natural_order)
    whose = f" ({join_words(owners)})" if owners else ""
    since = format_long_date(min(days) + STALE_FOR + timedelta(days=1))
    return (
        f"{count_of(len(measures.followed), 'action suivie', 'actions suivies')}, dont "
        f"{many}{whose} "
        f"{plural_word(many, 'ne peut plus être dite', 'ne peuvent plus être dites')} depuis le "
        f"{since} (dernière bonne lecture{NBSP}: {format_long_date(min(days))}){SEMICOLON} retards "
        f"et avancement sont donnés sans {plural_word(many, 'elle', 'elles')}."
    )
