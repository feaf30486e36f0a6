"""Her « oui » beside what answers propose: noted in tabs of hers, before the night concludes.

Only a new line, or a cell that was empty a moment before. Whatever stands there already is left as
it is, and so are all workbooks of partners.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.proposals.entries import Entry, plan_entry
from relocalisons.core.proposals.model import KeptProposal, ProposalState
from relocalisons.core.proposals.offers import accepted_by
from relocalisons.core.proposals.placing import CellWrite, Placed, place_entries
from relocalisons.core.reading.cells.serials import EPOCH
from relocalisons.store.readings.act_words import decided_by_acts
from relocalisons.store.replies.proposals import open_proposals, settle_proposals
from tasks.google.sheets import edit_workbook, read_again
from tasks.google.tabs.cells import plain_cell
from tasks.intake.follow_up_steps import keep_reading, read_programme, understand_plan
from tasks.intake.snapshots import Intake
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

_DATE = {"numberFormat": {"type": "DATE", "pattern": "dd/mm/yyyy"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """The reading as it stands after her words were noted, and French sentences for the summary."""

    intake: Intake
    said: tuple[str, ...] = ()


@step("Noter les réponses acceptées")
def note_accepted(run: ProgrammeRun, google: Google, intake: Intake) -> Noted:
    """Write what she accepted; a rehearsal says what it would write.

    A night that dies after the write finds the mark of each line there, and writes it no second
    time.
    """
    taken, closed = _her_words(run)
    settle_proposals(
        run.store, run.code, [e.key for e in closed], state=ProposalState.CLOSED, at=run.clock()
    )
    if not taken:
        return Noted(intake=intake)
    programme = understand_plan(run, intake.snapshot)
    planned = {each.mark: plan_entry(each, programme) for each in taken}
    entries = [entry for entry in planned.values() if entry is not None]
    pilotage = _as_it_stands(run, google, intake) if entries else None
    placed = place_entries(entries, pilotage) if pilotage is not None else Placed()
    if run.dry_run:
        count = count_of(len(placed.marks), "proposition acceptée", "propositions acceptées")
        return Noted(intake=intake, said=(f"{count} : rien n’est noté à blanc.",))
    if placed.writes and pilotage is not None:
        edit_workbook(google.sheets, pilotage.file_id, _requests(placed), name=pilotage.name)
    _settle(run, taken, planned, placed)
    if placed.writes:  # what she accepted counts from this night on
        intake = read_programme(run, google)
        keep_reading(run, intake)
    return Noted(intake=intake, said=tuple(_summary(placed)))


def _her_words(run: ProgrammeRun) -> tuple[list[KeptProposal], list[KeptProposal]]:
    """The open proposals that she accepts, and those that she wants no more of."""
    waiting = {each.key: each for each in open_proposals(run.store, run.code)}
    if not waiting:
        return [], []
    rows: dict[str, tuple[str, list[KeptProposal]]] = {}
    for key, (word, _) in decided_by_acts(run.store, run.code).items():
        if key in waiting:
            rows.setdefault(word.key, (word.decision, []))[1].append(waiting[key])
    taken: list[KeptProposal] = []
    closed: list[KeptProposal] = []
    for text, members in rows.values():
        accepted = accepted_by(text, members)
        taken += [each for each in members if each.key in accepted.taken]
        closed += [each for each in members if each.key in accepted.closed]
    taken.sort(key=lambda each: (each.came, each.reply, each.number))  # the last answer counts
    return taken, closed


def _as_it_stands(run: ProgrammeRun, google: Google, intake: Intake) -> WorkbookGrid | None:
    """« Pilotage » looked at once more."""
    known = intake.snapshot.workbook(run.settings.google.pilotage_id)
    return read_again(google.sheets, known, clock=run.clock) if known is not None else None


def _requests(placed: Placed) -> list[dict[str, Any]]:
    grown = [
        {"appendDimension": {"sheetId": sheet, "dimension": "ROWS", "length": rows}}
        for sheet, rows in placed.grown.items()
    ]
    return [*grown, *map(_request, placed.writes)]


def _request(write: CellWrite) -> dict[str, Any]:
    fields = "userEnteredValue"
    if isinstance(write.value, date):
        cell = {
            "userEnteredValue": {"numberValue": (write.value - EPOCH).days},
            "userEnteredFormat": _DATE,
        }
        fields = "userEnteredValue,userEnteredFormat.numberFormat"
    else:
        cell = plain_cell(write.value)
    return {
        "updateCells": {
            "start": {
                "sheetId": write.sheet_id,
                "rowIndex": write.row,
                "columnIndex": write.column,
            },
            "fields": fields,
            "rows": [{"values": [cell]}],
        }
    }


def _settle(
    run: ProgrammeRun,
    taken: Iterable[KeptProposal],
    planned: Mapping[str, Entry | None],
    placed: Placed,
) -> None:
    """What was written is done with; what has no place of its own too, by her word."""
    written = [e.key for e in taken if e.mark in placed.marks | placed.there]
    closed = [e.key for e in taken if planned[e.mark] is None]
    for keys, state in ((written, ProposalState.WRITTEN), (closed, ProposalState.CLOSED)):
        settle_proposals(run.store, run.code, keys, state=state, at=run.clock())


def _summary(placed: Placed) -> Iterable[str]:
    if placed.marks:
        count = count_of(len(placed.marks), "réponse acceptée notée", "réponses acceptées notées")
        yield f"{count} dans vos onglets."
    if placed.missed:
        count = count_of(len(placed.missed), "réponse acceptée", "réponses acceptées")
        yield (
            f"{count} sans place : l’onglet, la colonne ou la cellule n’est plus comme la nuit "
            "précédente. Rien n’est écrit, nouvel essai au prochain passage."
        )
