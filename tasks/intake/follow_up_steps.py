"""The steps that most flows share: read, keep, assess, write the coordinator's tabs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from relocalisons.core.acts.acts import Offer, derive_acts
from relocalisons.core.acts.awake import with_last_days
from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.sight import Sight
from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import (
    DateInterval,
    DriveItem,
    Meaning,
    Programme,
    Snapshot,
    TrackedFinding,
    Understood,
    WorkbookGrid,
)
from relocalisons.core.programme.adoption import Proposal, propose_mappings
from relocalisons.core.programme.decisions.agreed_dates import (
    agreed_dates,
    makers_of,
    with_obeyed,
)
from relocalisons.core.programme.decisions.amended import with_amendments
from relocalisons.core.programme.decisions.decision_tabs import DecisionTab, read_decision_tab
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.core.programme.findings.private_reasons import cleared_words
from relocalisons.core.programme.programme import understand, unsound_files
from relocalisons.core.programme.registry import RegistryInForce, registry_in_force
from relocalisons.core.proposals.model import ProposalState
from relocalisons.core.proposals.offers import offers_of
from relocalisons.core.proposals.settled import ASKED_BEFORE, settled_by_sheets
from relocalisons.core.reports.claims.basis import settled_in
from relocalisons.core.sources.parameters import Parameters
from relocalisons.core.sources.source_choice import put_in_force
from relocalisons.core.sources.sources import SourceEntry, read_sources
from relocalisons.core.sources.structure import SourceKind
from relocalisons.core.tables import ANOMALIES, SOURCES
from relocalisons.errors import SourceError, WorkbookUnreachableError
from relocalisons.store.readings.act_words import words_on_acts
from relocalisons.store.readings.baselines import baseline_in_force
from relocalisons.store.readings.decisions import (
    decided_at,
    decisions_in_force,
    record_decisions,
    words_on_findings,
)
from relocalisons.store.readings.findings import settled_since, track_findings
from relocalisons.store.readings.lines import keep_lines, known_lines
from relocalisons.store.readings.snapshots import (
    keep_snapshot,
    last_snapshot,
    last_sound_readings,
    load_mark,
    mark_sound,
)
from relocalisons.store.readings.subjects import remember_subjects, remembered_subjects
from relocalisons.store.replies.proposals import open_proposals, settle_proposals
from tasks.google.sign_in import account_of
from tasks.intake.follow_up_tabs import record_group_words
from tasks.intake.past import (
    arrivals,
    departures,
    mail_facts,
    past_of_plans,
    school_holidays,
    told_as_gone,
)
from tasks.intake.relances_seen import note_relances
from tasks.intake.snapshots import DriveMark, Intake, take_snapshot
from tasks.intake.week_plan import acts_of_week
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step


@step("Lire les classeurs et le Drive")
def read_programme(run: ProgrammeRun, google: Google) -> Intake:
    """Read what moved since the last reading."""
    mark = load_mark(run.store, run.code)
    return take_snapshot(
        google.drive,
        google.sheets,
        pilotage_id=run.settings.pilotage_to_read(),
        previous=last_snapshot(run.store, run.code),
        mark=DriveMark(page_token=mark[0], full_reading_at=mark[1]) if mark else None,
        clock=run.clock,
        sources_of=lambda pilotage, items: _entries_to_read(run, pilotage, items),
        account=account_of(run.settings),
    )


def keep_reading(run: ProgrammeRun, intake: Intake) -> None:
    """Keep what was read before anything is concluded from it, with the coordinator's words."""
    keep_snapshot(
        run.store,
        intake.snapshot,
        programme=run.code,
        run_id=run.record.run_id,
        page_token=intake.mark.page_token,
        full_reading_at=intake.mark.full_reading_at,
    )
    pilotage = _pilotage(run, intake.snapshot)
    note_relances(run, pilotage)
    words = _decisions_of(pilotage)
    record_decisions(
        run.store, words.decisions, programme=run.code, at=run.clock(), silent=words.silent
    )
    record_group_words(run, pilotage)


def understand_plan(run: ProgrammeRun, snapshot: Snapshot, *, on: date | None = None) -> Programme:
    """The snapshot as a programme; pure but for the last sound snapshot, from the store.

    `on`: the day whose reference it is read with, that of the run by default.
    """
    words = words_on_findings(run.store, run.code, zone=run.settings.zone)
    registry = registry_of_night(run, snapshot)
    return _understand(run, snapshot, registry, on=on or run.as_of, words=words)


def assess_programme(run: ProgrammeRun, snapshot: Snapshot) -> Assessment:
    """Findings of the day with their history and the coordinator's words."""
    registry = registry_of_night(run, snapshot)
    words = words_on_findings(run.store, run.code, zone=run.settings.zone)
    programme = _understand(run, snapshot, registry, on=run.as_of, words=words)
    begun = _begun(run, programme)
    unsound = unsound_files(programme)
    if registry.holds:
        unsound |= {run.settings.google.pilotage_id}
    mark_sound(run.store, snapshot.snapshot_id, except_for=unsound)
    baseline = baseline_in_force(run.store, run.code, on=run.as_of)
    pilotage = _pilotage(run, snapshot)
    history = past_of_plans(run, snapshot, registry, programme=programme)
    granted = agreed_dates(words, as_of=run.as_of)
    findings = assess(
        programme,
        as_of=run.as_of,
        baseline=baseline,
        history=history,
        school=school_holidays(programme),
        mails=mail_facts(run, programme),
        granted=granted,
        vanished=told_as_gone(run),
        joined=arrivals(run, snapshot, programme=programme),
        gone_since=departures(run, snapshot, programme=programme),
        decided=_decided(run),
    )
    tracked = track_findings(
        run.store,
        findings,
        programme=run.code,
        as_of=run.as_of,
        sight=Sight(programme=programme, found=findings),
        zone=run.settings.zone,
    )
    tracked = with_obeyed(tracked, granted, makers=makers_of(programme))
    tracked = _with_who_decided(run, tracked, registry.parameters)
    freed = cleared_words(programme, tracked)
    # The same programme where she cleared nothing: what was built of it is built already.
    cleared = programme if freed == programme.cleared else replace(programme, cleared=freed)
    # After what was told of them: a run that dies in between tells it again.
    keep_lines(run.store, run.code, programme.lines)
    offers = _offered(run, cleared, tracked)
    acts = derive_acts(tracked, programme=cleared, as_of=run.as_of, offers=offers)
    assessment = Assessment(
        programme=cleared,
        tracked=with_last_days(tracked, acts.stakes, acts.weigher),
        acts=acts,
        pilotage=pilotage,
        baseline=baseline,
        snapshot_id=snapshot.snapshot_id,
        read_at=snapshot.read_at,
        doubts=tuple(doubt.message for doubt in _decisions_of(pilotage).doubts),
        proposals=_proposals(programme, snapshot, registry),
        begun=begun,
        changed=history.unchanged_since,
    )
    return replace(assessment, acts=acts_of_week(run, assessment, offers=offers))


def _offered(
    run: ProgrammeRun, programme: Programme, tracked: tuple[TrackedFinding, ...]
) -> tuple[Offer, ...]:
    """What answers propose, and neither she has decided nor the sheets say since."""
    waiting = open_proposals(run.store, run.code)
    if not waiting:
        return ()
    since = min(each.came for each in waiting) - ASKED_BEFORE
    gone = settled_since(run.store, run.code, since=since, until=run.as_of)
    settled = settled_by_sheets(waiting, programme, tracked=tracked, gone=gone)
    if settled and not run.dry_run:
        settle_proposals(run.store, run.code, settled, state=ProposalState.CLOSED, at=run.clock())
    left = [each for each in waiting if each.key not in settled]
    return offers_of(left, programme=programme, words=words_on_acts(run.store, run.code))


def _begun(run: ProgrammeRun, programme: Programme) -> tuple[Subject, ...]:
    """The subjects that are new; the daily run remembers them once it has made their tabs."""
    known = remembered_subjects(run.store, run.code)
    still = {each: why for each, why in programme.subjects.items() if each in known}
    remember_subjects(run.store, still, programme=run.code, at=run.clock())
    return tuple(each for each in programme.subjects if each not in known)


def _with_who_decided(
    run: ProgrammeRun, tracked: tuple[TrackedFinding, ...], parameters: Parameters
) -> tuple[TrackedFinding, ...]:
    """What was decided while the coordinator was away counts as hers, and names her deputy."""
    deputy = run.settings.mail.deputy
    if deputy is None or not parameters.absences:
        return tracked
    days = {
        key: at.astimezone(run.settings.zone).date()
        for key, at in decided_at(run.store, run.code).items()
    }
    return tuple(
        replace(one, decided_by=deputy.name)
        if one.decision and (day := days.get(one.finding.key)) and parameters.is_away(day)
        else one
        for one in tracked
    )


def _proposals(
    programme: Programme, snapshot: Snapshot, registry: RegistryInForce
) -> tuple[Proposal, ...]:
    """Looked for only when a table lacks a column: reading every sheet again takes a while."""
    if not any(finding.kind is SourceKind.COLUMN_MISSING for finding in programme.findings):
        return ()
    return propose_mappings(snapshot, registry.sources.entries, partners=programme.names.spellings)


def _entries_to_read(
    run: ProgrammeRun, pilotage: WorkbookGrid, items: tuple[DriveItem, ...]
) -> tuple[SourceEntry, ...]:
    """The tables to read tonight; where « Sources » was erased or spoilt, as last soundly read."""
    sources = read_sources(pilotage)
    if not sources.refused and any(entry.place is not None for entry in sources.entries):
        return put_in_force(sources.entries, items=items).entries
    alone = Snapshot(
        snapshot_id="", read_at=pilotage.read_at, workbooks=(pilotage,), items=items, problems=()
    )
    return registry_of_night(run, alone).sources.entries


def registry_of_night(run: ProgrammeRun, snapshot: Snapshot) -> RegistryInForce:
    """« Sources » and « Paramètres » in force for a snapshot.

    Raises SourceError when it names nobody: then everything would look settled.
    """
    pilotage = _pilotage(run, snapshot)
    registry = registry_in_force(
        snapshot,
        pilotage_id=pilotage.file_id,
        previous=_last_sound(run, snapshot),
        as_of=run.as_of,
        lasts=DateInterval(run.settings.programme.start, run.settings.programme.end),
    )
    if not registry.follows_somebody:
        raise SourceError(
            f"L’onglet « {SOURCES.title} » du classeur « {pilotage.name} » ne désigne plus aucun "
            "tableau à suivre (cellule A2). Rétablissez ses lignes par « Fichier, Historique des "
            "versions » : en attendant, rien n’est conclu, écrit ni envoyé."
        )
    return registry


def _understand(
    run: ProgrammeRun,
    snapshot: Snapshot,
    registry: RegistryInForce,
    *,
    on: date,
    words: Mapping[str, Understood],
) -> Programme:
    programme = understand(
        snapshot,
        sources=registry.sources.entries,
        registry_findings=registry.sources.findings,
        parameters=registry.parameters,
        code=run.code,
        name=run.settings.programme.name,
        as_of=run.as_of,
        previous=_last_sound(run, snapshot),
        remembered=remembered_subjects(run.store, run.code),
        known=replace(known_lines(run.store, run.code), apart=_said_apart(run)),
        decided=_decided(run),
    )
    programme = with_amendments(programme, baseline_in_force(run.store, run.code, on=on))
    # Moments are read by people: in their own time, not in UTC.
    zone = run.settings.zone
    return replace(
        programme,
        settled=settled_in(words),
        stale={key: at.astimezone(zone) for key, at in programme.stale.items()},
        unread=tuple(
            replace(one, last_read=one.last_read.astimezone(zone) if one.last_read else None)
            for one in programme.unread
        ),
    )


def _decided(run: ProgrammeRun) -> frozenset[str]:
    """The findings beside which she wrote something: each keeps its own line."""
    words = decisions_in_force(run.store, run.code)
    return frozenset(key for key, said in words.items() if said.decision or said.note)


def _said_apart(run: ProgrammeRun) -> frozenset[str]:
    """The lines of which she said that a row in doubt is another one."""
    words = words_on_findings(run.store, run.code, zone=run.settings.zone)
    asked = f"{LineKind.LINE_UNSURE.value}:"
    return frozenset(
        key.removeprefix(asked)
        for key, word in words.items()
        if key.startswith(asked) and word.meaning is Meaning.VOID
    )


def _last_sound(run: ProgrammeRun, snapshot: Snapshot) -> Snapshot | None:
    return last_sound_readings(run.store, run.code, before=snapshot.read_at)


def _pilotage(run: ProgrammeRun, snapshot: Snapshot) -> WorkbookGrid:
    pilotage = snapshot.workbook(run.settings.google.pilotage_id)
    if pilotage is None:
        raise WorkbookUnreachableError("Le classeur « Pilotage » n’a pas été lu.")
    return pilotage


def _decisions_of(pilotage: WorkbookGrid) -> DecisionTab:
    return read_decision_tab(own_tab(pilotage, ANOMALIES.title))
