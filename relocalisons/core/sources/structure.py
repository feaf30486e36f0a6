"""Pure: findings about tables that cannot be read: workbook, tab, columns, registry lines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from relocalisons.core.kernel.findings.gestures import Gesture, Scope, Verb, by_herself
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    FindingKind,
    Partner,
    Severity,
    SourceProblem,
    Trait,
)
from relocalisons.core.kernel.wording import contact_of
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    join_words,
    quote,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold

_OUT_OF_REACH = Trait.OUT_OF_REACH | Trait.UNREAD

_LOST = Gesture(verb=Verb.FIX, occasion="classeurs à rétablir", over=Scope.TAB)
_KEPT = by_herself(Verb.FIX, "sources et paramètres")


class SourceKind(FindingKind):
    """What is told of a workbook, a tab or a line of « Sources » and « Paramètres »."""

    SOURCE_UNREACHABLE = "source_unreachable", _LOST, _OUT_OF_REACH
    TAB_MISSING = "tab_missing", _LOST, _OUT_OF_REACH
    TAB_RENAMED = "tab_renamed", _KEPT  # read all the same: Google knows it by its id
    COLUMN_MISSING = "column_missing", replace(_LOST, over=Scope.NONE), _OUT_OF_REACH
    TABLE_EMPTIED = "table_emptied", _LOST, _OUT_OF_REACH
    # A line of « Sources » or « Paramètres » cannot be obeyed.
    SOURCE_INVALID = "source_invalid", _KEPT, Trait.UNREAD
    SUBJECT_EMPTIED = "subject_emptied", _KEPT, Trait.UNREAD  # all the tables of a subject in use
    # Several files look like one source: she says which counts.
    SOURCE_COPIES = "source_copies", _KEPT
    SOURCE_TRUNCATED = "source_truncated", _KEPT  # a file holds more than can be read of it


# Beside a line of « Sources » typed wrong, while the earlier one stands in for it.
EARLIER_SOURCE_HELD = (
    "En attendant, la source lue jusqu’ici reste en vigueur, pendant quatorze jours au plus."
)


def source_invalid(
    *, subject: str, tab: str, row: int | None, problem: str, evidence: CellRef
) -> Finding:
    """A line of « Sources » or « Paramètres » that cannot be obeyed; it is left out, and said."""
    where = f"ligne {row} de {quote(tab)}" if row else f"onglet {quote(tab)}"
    return Finding(
        kind=SourceKind.SOURCE_INVALID,
        subject=subject,
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"La consigne n’est pas suivie, {where}{NBSP}: {problem}.",
        action=f"Corriger cette ligne de {quote(tab)}."
        if row
        else f"Rétablir l’onglet {quote(tab)}.",
        label=f"{tab} – ligne {row}" if row else tab,
        evidence=(evidence,),
    )


def sources_compete(
    *,
    subject: str,
    partner: str | None,
    severity: Severity,
    in_force: str,
    others: str,
    several: bool,
    why: str,
    evidence: CellRef,
    advice: str = "",
) -> Finding:
    """Several files look like one source: one is in force, she says whether it is the right one.

    `in_force` and `others` name the files as people read them; `why` follows « est lu ».
    `several`: whether `others` are more than one.
    """
    return Finding(
        kind=SourceKind.SOURCE_COPIES,
        subject=subject,
        partner=partner,
        severity=severity,
        audience=Audience.COORDINATION,
        title=typo(
            f"Lequel fait foi ? {in_force} est lu {why} ; {others} "
            f"{'ne le sont pas' if several else 'ne l’est pas'}."
        ),
        action=advice
        or (
            "Si c’est le bon, mettre les autres à la corbeille ou répondre « sans objet » ; sinon, "
            "mettre le lien du bon dans « Sources »."
            if several
            else "Si c’est le bon, mettre l’autre à la corbeille ou répondre « sans objet » ; "
            "sinon, mettre le lien de l’autre dans « Sources »."
        ),
        label=in_force,
        evidence=(evidence,),
    )


def workbook_unreachable(
    *,
    subject: str,
    tables: Sequence[str],
    workbook: str,
    message: str,
    advice: str,
    place: CellRef,
    partner: Partner | None,
    stale_since: datetime | None,
) -> Finding:
    """A workbook that could not be read tonight, and the tables that are followed in it.

    `advice`: what to do with a file that is there and cannot be read as a table.
    """
    reason = f" ({typo(message).rstrip('.')})" if message.strip() else ""
    why = typo(message).strip()
    return Finding(
        kind=SourceKind.SOURCE_UNREACHABLE,
        subject=subject,
        partner=partner.code if partner else None,
        severity=Severity.ALERT,
        audience=Audience.COORDINATION,
        title=f"Le fichier {quote(typo(workbook))} ne se lit pas{NBSP}: {why[:1].lower()}{why[1:]}"
        if advice
        else f"Le classeur {quote(typo(workbook))} n’a pas pu être lu cette nuit{reason}.",
        action=(
            f"{typo(advice).rstrip('.')}{_or_ask(partner)}. "
            if advice
            else "Vérifier qu’il existe toujours et qu’il est partagé avec le service"
            f"{_or_ask(partner)}. "
        )
        + _in_force(tables, stale_since),
        label=typo(workbook),
        evidence=(place,),
    )


def shell_problem(problem: SourceProblem) -> Finding:
    """Something that could not be read and that no line of « Sources » explains."""
    known = {kind.value: kind for kind in SourceKind}
    book, message = quote(typo(problem.workbook)), typo(problem.message).strip()
    reason = f" ({message})" if message else ""
    return Finding(
        kind=known.get(problem.kind, SourceKind.SOURCE_UNREACHABLE),
        subject=f"pilotage/{problem.file_id or fold(problem.workbook)}"
        + (f"/{problem.tab}" if problem.tab else ""),
        partner=None,
        severity=Severity.ALERT,
        audience=Audience.COORDINATION,
        title=message
        if message.endswith(".")
        else f"{book} n’a pas pu être lu cette nuit{reason}.",
        action=typo(problem.advice)
        if problem.advice
        else "Retirer du fichier ce qui dépasse ; le reste est lu et suivi."
        if problem.kind == SourceKind.SOURCE_TRUNCATED.value
        else "Vérifier que le fichier existe toujours et qu’il est partagé avec le service.",
        label=typo(problem.workbook),
        evidence=(
            CellRef(
                file_id=problem.file_id,
                workbook=problem.workbook,
                tab=problem.tab or "",
                sheet_id=0,
            ),
        ),
    )


def tab_missing(
    *,
    subject: str,
    table_title: str,
    wanted: str,
    tabs: Sequence[str],
    renamed: str | None,
    place: CellRef,
    partner: Partner | None,
    stale_since: datetime | None,
    removed: bool = False,
) -> Finding:
    """A tab of the registry that its workbook no longer has, with the tabs it does have.

    `removed`: its lines were read there, and their tab is gone: its partner is asked for it.
    """
    found = join_words([quote(shorten(typo(title), limit=40)) for title in tabs[:12]])
    hint = (
        f"L’onglet {quote(typo(renamed))} semble être celui-ci, renommé{NBSP}: " if renamed else ""
    )
    order = (
        f"lui rendre son nom, ou écrire le nouveau nom dans {quote('Sources')}{_or_ask(partner)}."
    )
    return Finding(
        kind=SourceKind.TAB_MISSING,
        subject=subject,
        partner=partner.code if partner else None,
        severity=Severity.ALERT,
        audience=Audience.PARTNER if removed and partner else Audience.COORDINATION,
        title=f"L’onglet {quote(typo(wanted))} est introuvable dans le classeur "
        f"{quote(typo(place.workbook))}.",
        action=f"{hint}{order if hint else order[:1].upper() + order[1:]} "
        f"{_in_force((table_title,), stale_since)}",
        label=f"{typo(place.workbook)} – {typo(wanted)}",
        evidence=(place,),
        detail=f"Onglets présents{NBSP}: {found}." if tabs else "Le classeur n’a aucun onglet.",
        ask=f"Nous ne trouvons plus l’onglet {quote(typo(wanted))} dans votre classeur "
        f"{quote(typo(place.workbook))}. Rétablissez-le par "
        f"{quote('Fichier, Historique des versions')}, ou dites-nous dans quel onglet sont "
        "maintenant ces lignes."
        if removed and partner
        else "",
    )


def tab_renamed(*, subject: str, wanted: str, place: CellRef, partner: Partner | None) -> Finding:
    """A tab that « Sources » calls by the title it had; `place` is under the one it has now."""
    return Finding(
        kind=SourceKind.TAB_RENAMED,
        subject=subject,
        partner=partner.code if partner else None,
        severity=Severity.INFO,
        audience=Audience.COORDINATION,
        title=f"L’onglet {quote(typo(wanted))} du classeur {quote(typo(place.workbook))} s’appelle "
        f"maintenant {quote(typo(place.tab))}{NBSP}: il est suivi sous ce nom.",
        action=f"Écrire {quote(typo(place.tab))} dans {quote('Onglet')} de sa ligne de "
        f"{quote('Sources')}. Si ce n’est plus le bon onglet, y écrire le nom du bon.",
        label=f"{typo(place.workbook)} – {typo(wanted)}",
        evidence=(place,),
    )


def columns_missing(
    *,
    subject: str,
    table_title: str,
    headers: Sequence[str],
    advice: str,
    place: CellRef,
    partner: Partner | None,
    stale_since: datetime | None,
    stops: bool,
    guessed: bool = False,
) -> Finding:
    """Columns that cannot be found or told apart; no header row at all when `headers` is empty.

    `stops`: a needed one is missing, so that the whole table waits. `guessed`: they are there under
    other titles, and wait for her « oui ».
    """
    tab = f"l’onglet {quote(typo(place.tab))} du classeur {quote(typo(place.workbook))}"
    if headers and guessed:
        names = join_words([quote(typo(header)) for header in headers])
        verb = "est" if len(headers) == 1 else "sont"
        title = f"{names} {verb} à confirmer dans {tab}."
        order = (
            f"Dire {quote('oui')} à la correspondance proposée dans {quote('Sources')}, ou y "
            "écrire les bons titres."
        )
    elif headers:
        names = join_words([quote(typo(header)) for header in headers])
        what = f"la colonne {names}" if len(headers) == 1 else f"les colonnes {names}"
        verb = "Il manque" if stops else "On ne retrouve pas avec certitude"
        title = f"{verb} {what} dans {tab}."
        order = f"Rétablir {what}{_or_ask(partner)}."
    else:
        title = f"La ligne d’en-tête est introuvable dans {tab}."
        order = f"Rétablir la ligne d’en-tête du tableau{_or_ask(partner)}."
    waiting = (
        _in_force((table_title,), stale_since)
        if stops
        else "En attendant, rien n’est conclu des cellules en doute."
    )
    waits = guessed and stale_since is None  # it was never followed: nothing is lost
    return Finding(
        kind=SourceKind.COLUMN_MISSING,
        subject=subject,
        partner=partner.code if partner else None,
        severity=Severity.ALERT if stops and not waits else Severity.WATCH,
        audience=Audience.COORDINATION,
        title=title,
        action=f"{order} {waiting}",
        label=f"{typo(place.workbook)} – {typo(place.tab)}",
        evidence=(place,),
        detail=typo(advice),
    )


def table_emptied(
    *,
    subject: str,
    table_title: str,
    rows_before: int,
    place: CellRef,
    partner: Partner | None,
    stale_since: datetime | None,
) -> Finding:
    """A table that had rows in the last good reading and has none now: an event, not silence."""
    return Finding(
        kind=SourceKind.TABLE_EMPTIED,
        subject=subject,
        partner=partner.code if partner else None,
        severity=Severity.ALERT,
        audience=Audience.COORDINATION,
        title=f"L’onglet {quote(typo(place.tab))} du classeur {quote(typo(place.workbook))} est "
        f"vide{NBSP}: il contenait {count_of(rows_before, 'ligne')} à la dernière lecture.",
        action=f"Restaurer une version précédente du classeur{_or_ask(partner)}, ou confirmer "
        f"que ces lignes sont à oublier. {_in_force((table_title,), stale_since)}",
        label=f"{typo(place.workbook)} – {typo(place.tab)}",
        evidence=(place,),
    )


def _or_ask(partner: Partner | None) -> str:
    return f" (voir avec {contact_of(partner)})" if partner else ""


def _in_force(tables: Sequence[str], stale_since: datetime | None) -> str:
    names = join_words([quote(typo(title)) for title in tables])
    many = len(tables) > 1
    if stale_since is None:
        followed = "ne sont pas suivis" if many else "n’est pas suivi"
        return f"En attendant, {names} {followed}{NBSP}: rien n’en est conclu."
    followed = "sont suivis" if many else "est suivi"
    day = format_long_date(stale_since.date())
    return (
        f"En attendant, {names} {followed} d’après la lecture du {day} et aucun message n’en part."
    )
