"""What she decided for several findings at once, said in the journal when it is first read."""

import hashlib
from collections.abc import Iterator

from relocalisons.core.acts.wording import name_act
from relocalisons.core.kernel.findings.gestures import Verb
from relocalisons.core.kernel.words.french import NBSP, count_of, quote
from relocalisons.core.proposals.offers import is_of_replies
from relocalisons.core.tables import ANOMALIES, TO_DO, TO_TIDY
from relocalisons.store.mails.alerts import claim_alert, end_alert
from relocalisons.store.readings.act_words import GroupDecision, group_decisions
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

_MOST = 8  # sentences of one night; the rest is counted


def say_words_read(
    run: ProgrammeRun, assessment: Assessment
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Each word once, with where it stands: those that decide, then those that are asked about.

    None in a rehearsal.
    """
    if run.dry_run:
        return (), ()
    followed: list[str] = []
    asked: list[str] = []
    for one in _new(run):
        where = f"{quote(_tab(one))}, {quote(_row(one, assessment))}"
        if not one.word.is_clear:
            asked.append(f"{where}{NBSP}: {one.word.message}")
        elif one.covered:
            shown = count_of(len(one.covered) + one.on_row, "constat montré", "constats montrés")
            followed.append(f"{where}{NBSP}: {quote(one.words)} vaut pour {shown}.")
    return _few(followed), _few(asked)


def _few(said: list[str]) -> tuple[str, ...]:
    if len(said) <= _MOST:
        return tuple(said)
    rest = count_of(len(said) - _MOST, "autre de vos mots", "autres de vos mots")
    return (*said[:_MOST], f"{rest} dans {quote(TO_DO.title)} et {quote(ANOMALIES.title)}.")


def _new(run: ProgrammeRun) -> Iterator[GroupDecision]:
    for one in group_decisions(run.store, run.code, zone=run.settings.zone):
        if is_of_replies(one.key):
            continue  # what it accepts is noted, or asked about, where answers are
        mark = hashlib.sha256(f"{one.key} {one.words} {one.at.isoformat()}".encode()).hexdigest()
        key = f"group:{mark[:40]}"
        if claim_alert(run.store, programme=run.code, key=key, at=run.clock()):
            end_alert(run.store, programme=run.code, key=key, told=True, at=run.clock())
            yield one


def _tab(one: GroupDecision) -> str:
    if one.on_row:
        return ANOMALIES.title
    return TO_TIDY.title if one.key.startswith(Verb.TIDY.value) else TO_DO.title


def _row(one: GroupDecision, assessment: Assessment) -> str:
    """As the row calls itself; its key where it is gone since."""
    if one.on_row:
        labels = {each.finding.key: each.finding.label for each in assessment.tracked}
        return labels.get(one.key) or one.key
    names = {str(act.key): name_act(act) for act in assessment.acts.acts}
    return names.get(one.key) or one.key.partition(":")[2]
