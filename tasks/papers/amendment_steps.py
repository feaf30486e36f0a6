"""The steps of « Faire un avenant »: the tab in which she retains, then the amendment itself."""

from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.kernel.model import Programme, Snapshot
from relocalisons.core.kernel.words.french import count_of, format_long_date, quote
from relocalisons.core.pilotage.amendment_tab import build_amendment_tab
from relocalisons.core.programme.decisions.baseline import name_of
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.programme.decisions.own_tabs import AMENDMENT, own_tab
from relocalisons.core.reports.amendments.proposal import Proposal, amend, propose_amendment
from relocalisons.core.reports.amendments.words import Tick, is_same_name, read_tick
from relocalisons.errors import WorkbookUnreachableError
from relocalisons.rendering.documents.fingerprint import fingerprint_of_content
from relocalisons.store.readings.act_words import decided_by_acts
from relocalisons.store.readings.baselines import (
    baseline_in_force,
    freeze_baseline,
    kept_references,
)
from relocalisons.store.readings.decisions import decided_at, words_on_findings
from tasks.google.drive import DOCUMENT
from tasks.google.own_files import ensure_folder
from tasks.google.tabs.tabs import TabWrite, write_tabs
from tasks.intake.own_writes import note_tabs, remember_own_write
from tasks.night.console import TO_CORRECT
from tasks.night.run_artifacts import say
from tasks.papers.publication import Document, publish_and_remember
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.run_requests import AmendmentRequest
from tasks.run.steps import step

FOLDER = "Avenants"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What may move, with what she wrote beside it; `doubts` and `lost` are French sentences."""

    whole: Proposal
    retained: frozenset[str]
    doubts: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What became of it: established, shown, or why not; `name` empty when only prepared."""

    proposal: Proposal
    doubts: tuple[str, ...]
    name: str = ""
    in_force_on: date | None = None
    refused: str = ""
    said: tuple[str, ...] = ()


def propose(run: ProgrammeRun, programme: Programme, snapshot: Snapshot) -> Proposed:
    """What the next amendment may move, and her words of the tab « Avenant »."""
    whole = propose_amendment(
        programme,
        baseline_in_force(run.store, run.code, on=run.as_of),
        words=words_on_findings(run.store, run.code, zone=run.settings.zone),
        decided={
            **{key: at for key, (_, at) in decided_by_acts(run.store, run.code).items()},
            **decided_at(run.store, run.code),
        },
    )
    pilotage = snapshot.workbook(run.settings.google.pilotage_id)
    if pilotage is None:
        raise WorkbookUnreachableError("Le classeur « Pilotage » n’a pas été lu.")
    tab = own_tab(pilotage, AMENDMENT)
    read = read_decision_tab(tab) if tab is not None else None
    ticks = {one.key: one.decision for one in read.decisions} if read else {}
    here = {move.key for move in whole.moves}
    unclear = [
        f"{quote(text)} n’est pas compris ({quote(AMENDMENT)}, {read.cells.get(key, '')}) : "
        "écrivez « retenir » ou « laisser »."
        for key, text in ticks.items()
        if read is not None and key in here and read_tick(text) is Tick.UNCLEAR
    ]
    moved = [
        f"Vous aviez retenu {quote(key.partition(':')[2])}, qui a changé depuis : à revoir."
        for key, text in ticks.items()
        if key not in here and read_tick(text) is Tick.RETAINED
    ]
    return Proposed(
        whole=whole,
        retained=frozenset(k for k, text in ticks.items() if read_tick(text) is Tick.RETAINED),
        doubts=(*(each.message for each in (read.doubts if read else ())), *unclear, *moved),
        snapshot=snapshot,
    )


def establish_amendment(
    run: ProgrammeRun,
    google: Google,
    programme: Programme,
    proposed: Proposed,
    request: AmendmentRequest,
) -> Amendment:
    """Make the amendment of what she retained; in a rehearsal only say what it would move."""
    proposal = proposed.whole.retaining(proposed.retained)
    if not request.name:
        return Amendment(proposal=proposed.whole, doubts=proposed.doubts)
    on = request.in_force_on or run.as_of
    made = Amendment(proposal=proposal, doubts=proposed.doubts, name=request.name, in_force_on=on)
    refused = _refusal(run, made)
    if refused or run.dry_run:
        return replace(made, refused=refused)
    freeze_baseline(
        run.store,
        amend(proposal, name=request.name),
        programme=run.code,
        at=run.clock(),
        on=on,
        in_force=True,
        made_from=proposal.reference.name,
        moved=[move.line.name for move in proposal.moves],
    )
    return replace(made, said=(_publish(run, google, programme, made),))


@step("Écrire l’onglet « Avenant »")
def prepare_amendment(
    run: ProgrammeRun, google: Google, programme: Programme, proposed: Proposed, made: Amendment
) -> Amendment:
    """The tab as it stands now: what may still move after what was just established."""
    pilotage = proposed.snapshot.workbook(run.settings.google.pilotage_id)
    if run.dry_run or made.refused or pilotage is None:
        return made
    left = proposed.whole
    if made.name:
        done = {move.key for move in made.proposal.moves}
        rest = tuple(move for move in left.moves if move.key not in done)
        left = replace(left, moves=rest, reference=amend(made.proposal, name=made.name))
    tab = build_amendment_tab(left, programme=programme, as_of=run.as_of)
    written = write_tabs(
        google.sheets, pilotage, (TabWrite(tab=tab, shared=True),), clock=run.clock
    )
    remember_own_write(run, written.after)
    note_tabs(run, written)
    return replace(made, said=(*made.said, written.made, *written.said))


def tell_amendment(run: ProgrammeRun, made: Amendment) -> str:
    """What moves, then the name of every line that does not, with the reason."""
    proposal = made.proposal
    if made.refused:
        return say(run, done=(), left_out=(made.refused, *made.doubts), state=TO_CORRECT)
    moves = [f"{move.sentence}." for move in proposal.moves]
    before = name_of(proposal.reference) or "les dates prévues"
    same = count_of(proposal.unchanged, "ligne inchangée", "lignes inchangées")
    number = count_of(len(moves), "ligne")
    if not made.name:
        head = (
            f"Par rapport à « {before} », {number} à retenir ou non : écrivez « retenir » dans "
            f"« {AMENDMENT} », puis relancez avec le nom de l’avenant. {same}."
        )
    else:
        verb = "déplacerait" if run.dry_run else "déplace"
        day = format_long_date(made.in_force_on or run.as_of)
        head = f"« {made.name} » {verb} {number} de « {before} » à compter du {day}. {same}."
    left_out = [f"{one.sentence}." for one in proposal.left_out]
    return say(run, done=(head, *moves, *made.said), left_out=(*made.doubts, *left_out))


def _refusal(run: ProgrammeRun, made: Amendment) -> str:
    if not name_of(made.proposal.reference):
        return "Aucun planning n’est figé : un avenant modifie une référence. Figez-la d’abord."
    if any(is_same_name(kept.name, made.name) for kept in kept_references(run.store, run.code)):
        return (
            f"« {made.name} » existe déjà : un avenant ne se refait pas. Donnez-lui un autre nom."
        )
    if not made.proposal.moves:
        return (
            f"Aucune ligne n’est retenue dans « {AMENDMENT} » : « {made.name} » n’est pas établi. "
            "Lancez d’abord sans nom, puis écrivez « retenir »."
        )
    return ""


def _publish(run: ProgrammeRun, google: Google, programme: Programme, made: Amendment) -> str:
    """The act as a page in the coordination's folder, for who signs it."""
    proposal, day = made.proposal, format_long_date(made.in_force_on or run.as_of)
    title = f"{made.name} – ce qui change"
    text = "\n".join(
        (
            title,
            "",
            f"En vigueur à compter du {day}, établi le {format_long_date(run.as_of)} sur la "
            f"référence « {name_of(proposal.reference)} ». Les autres lignes y restent.",
            "",
            "Ce qui change",
            *(f"- {move.sentence}" for move in proposal.moves),
            "",
            "Ce qui ne change pas, bien que différent ou incertain",
            *([f"- {one.sentence}" for one in proposal.left_out] or ["- rien"]),
            "",
        )
    )
    data = text.encode()
    document = Document(
        key=f"{run.code}:amendment:{made.name.casefold()}",
        name=title,
        data=data,
        media_type="text/plain",
        as_type=DOCUMENT,
        fingerprint=fingerprint_of_content(data),
    )
    folder = ensure_folder(
        google.drive, (run.settings.google.coordination_folder, FOLDER), items=programme.items
    )
    done = publish_and_remember(run, google, document, folder_id=folder)
    return f"L’acte est dans le Drive : {done.item.web_link}"
