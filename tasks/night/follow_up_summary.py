"""What « Suivi quotidien » says when it ends: what was read, found and written."""

from collections.abc import Iterable, Sequence

from relocalisons.core.acts.awake import is_awake
from relocalisons.core.kernel.model import (
    CellRef,
    Finding,
    FindingState,
    Severity,
    TrackedFinding,
    Trait,
)
from relocalisons.core.kernel.words.french import count_of, join_words, plural_word
from relocalisons.core.programme.standing import say_unseen
from tasks.google.tabs.tabs import TabsWritten
from tasks.intake.snapshots import Intake
from tasks.night.run_artifacts import say
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

MOST_TROUBLES = 8  # sentences about reading in one summary; « Anomalies » has them all


def tell_follow_up(
    run: ProgrammeRun,
    intake: Intake,
    assessment: "Assessment",
    written: TabsWritten,
    *,
    dropped: Sequence[str] = (),
    begun: Sequence[str] = (),
    followed: Sequence[str] = (),
    asked: Sequence[str] = (),
) -> str:
    """What was read, found and written.

    `dropped`: a sentence on each file dropped since; `begun`: on the subjects that came on;
    `followed`, `asked`: on her words for several findings, obeyed or not understood.
    """
    found = assessment.open_findings
    new = sum(1 for one in found if one.state is FindingState.NEW)
    alerts = sum(1 for one in found if one.finding.severity is Severity.ALERT)
    resolved = sum(1 for one in assessment.tracked if one.state is FindingState.RESOLVED)
    unseen = len(assessment.unseen_findings)
    decided = sum(not is_awake(one, as_of=run.as_of) for one in found)
    settled = f", dont {count_of(decided, 'décidé')}" if decided else ""
    apart = f", {say_unseen(unseen)}" if unseen else ""
    done = [
        _reading(intake, pilotage=run.settings.google.pilotage_id),
        f"{count_of(len(found), 'constat')}{settled} ({count_of(alerts, 'alerte')}, "
        f"{count_of(new, 'nouveau', 'nouveaux')}, {count_of(resolved, 'résolu')}{apart}).",
    ]
    if written.written:
        done.append(
            f"Onglets mis à jour : {join_words([f'« {tab} »' for tab in written.written])}."
        )
    gathered = [one.gathers for one in found if one.gathers]
    if gathered:
        lines = count_of(len(gathered), "ligne")
        done.append(
            f"{sum(gathered)} constats déjà connus tiennent désormais en {lines}, une par colonne."
        )
    done += [*followed, *begun, written.made, *dropped]
    left_out = (*_troubles(found), *assessment.doubts, *asked, *written.said)
    return say(run, done=done, left_out=left_out)


def _troubles(found: Sequence[TrackedFinding]) -> list[str]:
    """Tables out of reach, then the new cells in doubt: workbook, tab and cell of each."""
    out_of_reach = _by_workbook(one.finding for one in found if one.finding.kind.has(Trait.UNREAD))
    new_cells = [
        f"{one.finding.title} ({_place(one.finding.evidence[0])})"
        for one in found
        if one.finding.kind.has(Trait.NIGHT_SUMMARY)
        and (one.state is FindingState.NEW or _has_grown(one))
        and one.finding.evidence
    ]
    said = list(dict.fromkeys((*out_of_reach, *new_cells)))
    if len(said) <= MOST_TROUBLES:
        return said
    rest = count_of(len(said) - MOST_TROUBLES, "autre problème", "autres problèmes")
    return [*said[:MOST_TROUBLES], f"{rest} de lecture, dans « Anomalies »."]


def _has_grown(one: TrackedFinding) -> bool:
    """Whether another cell has joined those of a line."""
    return one.state is FindingState.WORSE and one.finding.kind.has(Trait.TOGETHER)


def _by_workbook(problems: Iterable[Finding]) -> list[str]:
    """One sentence a workbook: an erased one would fill the summary with its tabs."""
    by_file: dict[str, list[str]] = {}
    for one in problems:
        file_id = one.evidence[0].file_id if one.evidence else one.key
        titles = by_file.setdefault(file_id, [])
        if one.title not in titles:
            titles.append(one.title)
    return [
        f"{first} Même souci pour {count_of(len(rest), 'autre tableau', 'autres tableaux')} de ce "
        "classeur."
        if rest
        else first
        for first, *rest in by_file.values()
    ]


def _place(place: CellRef) -> str:
    return f"« {place.workbook} », onglet « {place.tab} », cellule {place.cell}"


def _reading(intake: Intake, *, pilotage: str) -> str:
    """How many workbooks were read; « Pilotage » is hers, and counted apart."""
    books = [book.name for book in intake.snapshot.workbooks if book.file_id != pilotage]
    own = intake.snapshot.workbook(pilotage)
    hers_read = own is not None and own.name in intake.read
    if intake.full:
        others = f" et {count_of(len(books), 'classeur')} lus" if books else " lu"
        return f"« Pilotage »{others} en entier."
    read = len(intake.read) - hers_read
    if books and not read:
        hers = "« Pilotage » relu ; a" if hers_read else "A"
        return f"{hers}ucun des classeurs de partenaires n’a bougé."
    hers = " et « Pilotage »" if hers_read else ""
    again = plural_word(read + hers_read, "relu", "relus")
    return (
        f"{count_of(read, 'classeur')}{hers} {again} sur {len(books)}, les autres n’ont pas bougé."
    )
