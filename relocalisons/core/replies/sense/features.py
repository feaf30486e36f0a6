"""Pure: what of a clause counts for its act: its verbs, its turns, its days, its words cut short.

No sentence and no order of words: a feature is one of them, or what a verb and its tense make.
"""

from dataclasses import dataclass

from relocalisons.core.reading.cells.dates.relative import FoundDate, find_dates
from relocalisons.core.replies.clause import Clause
from relocalisons.core.replies.model import Reply
from relocalisons.core.replies.sense.kinds import Predicate
from relocalisons.core.replies.sense.words.idioms import idioms_in
from relocalisons.core.replies.sense.words.predicates import find_predicates
from relocalisons.core.replies.sense.words.stems import cues_in, stems_in
from relocalisons.core.replies.words.lines import Named


@dataclass(frozen=True, slots=True)
class _Days:
    """Whether the clause says a day that lies ahead, behind, or that was asked for."""

    ahead: bool
    behind: bool
    asked: bool


def features_of(clause: Clause, reply: Reply, lines: Named) -> list[str]:
    """The features of a clause of a reply, and of the lines that it names."""
    kinds = {ask.kind.value for ask in reply.asks}
    named = {ask.kind.value for ask in reply.asks if ask.ref in lines.refs}
    ahead = find_dates(clause.text, written=clause.written)
    days = _days(clause, ahead)
    verbs = find_predicates(clause.text, clause.words)
    found = [f"w {stem}" for stem in stems_in(clause.text, clause.titles, ahead)]
    for verb in verbs:
        found += _of_verb(verb, days)
    found += [f"turn {idiom.value}" for idiom in idioms_in(clause.text)]
    found += [f"cue {cue} {days.ahead:d}" for cue in cues_in(clause.text)]
    found += [
        f"ahead {days.ahead:d}", f"behind {days.behind:d}", f"asked {days.asked:d}",
        f"days {days.ahead:d}{days.behind:d}", "kinds " + "+".join(sorted(kinds)),
        "named " + ("+".join(sorted(named)) or "none"), f"file {bool(clause.attachments):d}",
        f"verbs {min(len(verbs), 3)}", f"long {min(len(clause.text.split()) // 4, 5)}",
        f"ask {'?' in clause.words:d}",
    ]  # fmt: skip
    return sorted(set(found))


def _days(clause: Clause, ahead: tuple[FoundDate, ...]) -> _Days:
    behind = find_dates(clause.text, written=clause.written, past=True)
    return _Days(
        any((each.last and each.last >= clause.written) or each.shift for each in ahead),
        any(each.last and each.last <= clause.written for each in behind),
        any(each.last in clause.dues for each in ahead),
    )


def _of_verb(verb: Predicate, days: _Days) -> list[str]:
    kind, tense = verb.kind.value, verb.tense.value
    found = [
        f"k {kind}", f"k {kind} {tense}", f"k {kind} {tense} {verb.denial.value}",
        f"k {kind} {tense} {verb.who.value}", f"t {tense} {verb.denial.value}",
        f"k {kind} {tense} {days.ahead:d}{days.behind:d}", f"v {verb.verb}",
        f"v {verb.verb} {tense}",
    ]  # fmt: skip
    if verb.supposed:
        found.append(f"k {kind} supposed")
    if verb.able:
        found.append(f"able {verb.denial.value}")
    if verb.to_me:
        found.append(f"k {kind} to me")
    if verb.to_you:
        found.append(f"k {kind} to you")
    return found
