"""The steps of references: freezing one, putting one back in force, comparing two versions."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import (
    count_of,
    format_date,
    format_long_date,
    quote,
)
from relocalisons.core.programme.decisions.baseline import baseline_names, name_of
from relocalisons.core.reports.amendments.comparison import (
    Version,
    compare_versions,
    version_of_plan,
    version_of_reference,
)
from relocalisons.core.reports.amendments.lines import (
    TABLES,
    PromisedLine,
    promised_lines,
    reference_of,
)
from relocalisons.core.reports.amendments.words import Asked, is_amendment_name, versions_asked
from relocalisons.core.reports.shared.change_page import ChangePage
from relocalisons.store.readings.baselines import (
    baseline_in_force,
    freeze_baseline,
    kept_reference,
    kept_references,
    put_in_force,
)
from relocalisons.store.readings.snapshots import last_snapshot
from tasks.intake.follow_up_steps import understand_plan
from tasks.night.console import TO_CORRECT
from tasks.night.run_artifacts import say
from tasks.run.programme_run import ProgrammeRun


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenReference:
    """What became of a freeze; `refused` (French) says why nothing was frozen."""

    name: str
    lines: tuple[PromisedLine, ...] = ()
    is_new: bool = False
    in_force: str = ""  # the reference in force afterwards
    is_in_force: bool = False  # it is this one
    refused: str = ""


def freeze_reference(
    run: ProgrammeRun, programme: Programme, name: str, *, in_force: bool
) -> FrozenReference:
    """Freeze what the plan promises today; nothing in a rehearsal but the words of it.

    Without a name, the usual one of such a programme; where it is taken, that of the day.
    """
    if is_amendment_name(name):
        return FrozenReference(
            name=name,
            refused=f"{quote(name)} est un avenant : le figer ici garderait toutes les dates "
            "d’aujourd’hui, et non celles que vous avez accordées. Lancez « Faire un avenant ».",
        )
    lines, at = promised_lines(programme), run.clock()
    known = {kept.name for kept in kept_references(run.store, run.code)}
    names = (name,) if name else baseline_names(programme, as_of=run.as_of)
    chosen = next((each for each in names if each not in known), names[-1])
    is_new = chosen not in known
    if run.dry_run:
        return FrozenReference(name=chosen, lines=lines, is_new=is_new)
    if is_new:
        freeze_baseline(
            run.store,
            reference_of(lines, name=chosen),
            programme=run.code,
            at=at,
            on=run.as_of,
            in_force=in_force,
        )
    elif in_force:
        put_in_force(run.store, programme=run.code, name=chosen, on=run.as_of, at=at)
    now = baseline_in_force(run.store, run.code, on=run.as_of)
    return FrozenReference(
        name=chosen,
        lines=lines,
        is_new=is_new,
        in_force=name_of(now),
        is_in_force=in_force and not is_new,
    )


def tell_reference(run: ProgrammeRun, frozen: FrozenReference) -> str:
    """What was frozen, which reference is in force, and the name of every line left out."""
    if frozen.refused:
        return say(run, done=(), left_out=(frozen.refused,), state=TO_CORRECT)
    rule = f"La référence en vigueur est {quote(frozen.in_force)}." if frozen.in_force else ""
    if not frozen.is_new:
        said = (
            "c’est la référence"
            if frozen.is_in_force
            else "il reste tel quel. Choisissez un autre nom"
        )
        reason = f"« {frozen.name} » existe déjà : {said}."
        return say(run, done=(rule,) if rule else (), left_out=(reason,))
    kept = [line for line in frozen.lines if line.value is not None]
    counts = [
        count_of(number, said.lower())
        if said != TABLES["budget"]
        else count_of(number, "ligne de budget", "lignes de budget")
        for table, said in TABLES.items()
        if (number := sum(line.table == table for line in kept))
    ]
    what = "serait figé" if run.dry_run else "est figé"
    return say(
        run,
        done=(f"« {frozen.name} » {what} : {', '.join(counts) or 'aucune ligne'}.", rule),
        left_out=[
            f"{TABLES[line.table]} {line.label}, laissé de côté : {line.why}."
            for line in frozen.lines
            if line.value is None
        ],
    )


def compare_on_demand(run: ProgrammeRun, programme: Programme, text: str) -> ChangePage | str:
    """The page of « Comparer avec », or why there is none (French)."""
    names = tuple(kept.name for kept in kept_references(run.store, run.code))
    current = name_of(baseline_in_force(run.store, run.code, on=run.as_of))
    asked = versions_asked(text, names=names, current=current)
    found = [_version(run, programme, one) for one in asked]
    for one in found:
        if isinstance(one, str):
            return one
    before, after = (one for one in found if isinstance(one, Version))
    labelled = {line.name: line.label for line in promised_lines(programme)}
    return compare_versions(before, after, labels=labelled)


def _version(run: ProgrammeRun, programme: Programme, asked: Asked) -> Version | str:
    if asked.problem:
        return asked.problem
    if asked.name:
        reference = kept_reference(run.store, run.code, asked.name)
        return version_of_reference(reference) if reference is not None else asked.problem
    if asked.day is None or asked.day >= run.as_of:
        return version_of_plan(promised_lines(programme), title=f"plan du {format_date(run.as_of)}")
    return _plan_on(run, asked.day)


def _plan_on(run: ProgrammeRun, day: date) -> Version | str:
    """The plan as it was last read by the end of a day, its lines under their names of today."""
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=run.settings.zone)
    snapshot = last_snapshot(run.store, run.code, before=end)
    if snapshot is None:
        return (
            f"Aucune lecture n’est gardée au {format_long_date(day)} : choisir une date plus "
            "récente, ou une référence."
        )
    lines = promised_lines(understand_plan(run, snapshot, on=day))
    return version_of_plan(lines, title=f"plan du {format_date(day)}")
