"""Pure: the lines that an amendment may move, those left out and why, and the reference it makes.

A date moves when she granted it after the reference in force was decided; a target or an amount
when its cell differs. Nothing moves that she did not retain.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.model import Meaning, Programme, Understood
from relocalisons.core.kernel.words.french import format_date, quote
from relocalisons.core.programme.decisions.amended import ACTIONS, DELIVERABLES
from relocalisons.core.programme.decisions.baseline import Baseline, name_of
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reports.amendments.lines import (
    BUDGET,
    TABLES,
    Promise,
    PromisedLine,
    promised_in,
    promised_lines,
    reference_of,
    say_promise,
)

NOT_RETAINED = "non retenue"
_TABLE_OF: Mapping[str, str] = {
    kind.value: table
    for kinds, table in ((PlanKind, ACTIONS), (DeliverableKind, DELIVERABLES))
    for kind in kinds
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What she wrote beside a finding on a line: a day, or None when it is not sure which."""

    until: date | None
    said: str  # what is wrong, when `until` is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A line that an amendment may move, from `before` (None: not in the reference) to `after`."""

    line: PromisedLine
    before: Promise | None
    after: Promise
    why: str

    @property
    def key(self) -> str:
        """How the tab « Avenant » knows it: another end is another row, without her word."""
        return f"{self.line.table}:{self.line.key}@{self.after}"

    @property
    def sentence(self) -> str:
        """« Action A1.2 – Former : 31/03/2026 → 12/06/2026 (date accordée) »."""
        table = self.line.table
        gap = ""
        if isinstance(self.before, date) and isinstance(self.after, date):
            gap = f", {(self.after - self.before).days:+d} j".replace("-", "−")
        note = f" ; {self.line.note}" if self.line.note else ""
        return (
            f"{TABLES[table]} {self.line.label} : {say_promise(self.before, table=table)} → "
            f"{say_promise(self.after, table=table)}{gap} ({self.why}{note})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line that the amendment does not move although something differs or is not sure."""

    label: str
    why: str

    @property
    def sentence(self) -> str:
        """« Action A1.2 – Former : fin prévue illisible »."""
        return f"{self.label} : {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What may move, what cannot, and how many lines are as the reference has them."""

    reference: Baseline
    moves: tuple[Move, ...]
    left_out: tuple[LeftOut, ...]
    unchanged: int

    def retaining(self, keys: Collection[str]) -> "Proposal":
        """The same with only these moves; the others are left out by name."""
        kept = tuple(move for move in self.moves if move.key in keys)
        rest = tuple(
            LeftOut(label=f"{TABLES[move.line.table]} {move.line.label}", why=NOT_RETAINED)
            for move in self.moves
            if move.key not in keys
        )
        return replace(self, moves=kept, left_out=(*rest, *self.left_out))


def propose_amendment(
    programme: Programme,
    reference: Baseline,
    *,
    words: Mapping[str, Understood],
    decided: Mapping[str, datetime],
) -> Proposal:
    """What an amendment of the reference in force may move today.

    `words`: finding key → what she decided; `decided`: when those words were first read. A date
    granted before the reference was decided is part of its story.
    """
    held = promised_in(reference)
    granted = _granted(words, decided, since=reference.decided_at)
    moves: list[Move] = []
    left_out: list[LeftOut] = []
    unchanged = 0
    lines = promised_lines(programme)
    for line in lines:
        found = _judge(line, held.get(line.name), granted.get(line.name), reference)
        if isinstance(found, Move):
            moves.append(found)
        elif isinstance(found, LeftOut):
            left_out.append(found)
        else:
            unchanged += 1
    left_out += _gone(held, {line.name for line in lines})
    return Proposal(
        reference=reference, moves=tuple(moves), left_out=tuple(left_out), unchanged=unchanged
    )


def amend(proposal: Proposal, *, name: str) -> Baseline:
    """The reference in force with the moves of a proposal, and nothing else moved."""
    moved = {move.line.name: replace(move.line, value=move.after) for move in proposal.moves}
    new = reference_of(moved.values(), name=name)
    old = proposal.reference
    return replace(
        old,
        name=name,
        dates={**old.dates, **new.dates},
        deliverables={**old.deliverables, **new.deliverables},
        targets={**old.targets, **new.targets},
        budget={**old.budget, **new.budget},
    )


def _judge(
    line: PromisedLine, before: Promise | None, grant: Grant | None, reference: Baseline
) -> Move | LeftOut | None:
    label = f"{TABLES[line.table]} {line.label}"
    if grant is not None and grant.until is None:
        return LeftOut(label=label, why=grant.said)
    if line.table in (ACTIONS, DELIVERABLES):
        return _judge_end(line, before, grant, label)
    if line.value is None:
        return LeftOut(label=label, why=line.why)
    if before is None and line.table == BUDGET and not reference.budget:
        before = line.initial
    if before == line.value:
        return None
    why = "montant modifié dans « Budget »" if line.table == BUDGET else "cible modifiée"
    return Move(line=line, before=before, after=line.value, why=_new(before, reference) or why)


def _judge_end(
    line: PromisedLine, before: Promise | None, grant: Grant | None, label: str
) -> Move | LeftOut | None:
    reference = before if before is not None else line.value
    if grant is not None and grant.until is not None:
        if grant.until == before:
            return None
        return Move(line=line, before=reference, after=grant.until, why="date accordée")
    if line.value is None:
        return LeftOut(label=label, why=line.why)
    if line.revised is not None and line.revised != reference:
        day = format_date(line.revised)
        return LeftOut(
            label=label,
            why=f"date révisée au {day}, que vous n’avez pas accordée ; pour la retenir, écrivez "
            f"{quote(f'date accordée au {day}')} dans {quote('Anomalies')}",
        )
    if before is None:
        return Move(line=line, before=None, after=line.value, why="absente de la référence")
    if line.value != before:
        return LeftOut(
            label=label,
            why=f"date prévue remplacée par le {format_date(_day(line.value))} dans le tableau, "
            "sans date accordée",
        )
    return None


def _granted(
    words: Mapping[str, Understood], decided: Mapping[str, datetime], *, since: datetime | None
) -> Mapping[tuple[str, str], Grant]:
    """By table and key of line: the end she granted since, the latest when there are several."""
    found: dict[tuple[str, str], Grant] = {}
    for key, word in words.items():
        line = _line_of(key)
        at = decided.get(key)
        if line is None or (since is not None and at is not None and at <= since):
            continue
        if word.meaning is Meaning.ASKED:
            found.setdefault(line, Grant(until=None, said=word.message))
        elif word.meaning is Meaning.GRANTED and word.until is not None:
            other = found.get(line)
            latest = max(word.until, (other.until if other else None) or word.until)
            found[line] = Grant(until=latest, said="")
    return found


def _line_of(key: str) -> tuple[str, str] | None:
    """The line of an action or a deliverable that a finding is about."""
    kind, _, subject = key.partition(":")
    found = _TABLE_OF.get(kind)
    return (found, subject) if found else None


def _gone(
    held: Mapping[tuple[str, str], Promise], here: Collection[tuple[str, str]]
) -> Iterator[LeftOut]:
    for name, value in held.items():
        if name not in here:
            yield LeftOut(
                label=f"{TABLES[name[0]]} {name[1]}",
                why="n’est plus dans les tableaux, sa référence reste "
                f"({say_promise(value, table=name[0])})",
            )


def _new(before: Promise | None, reference: Baseline) -> str:
    return "" if before is not None or not name_of(reference) else "absente de la référence"


def _day(value: Promise | None) -> date:
    if not isinstance(value, date):
        raise ValueError("an end is a day")
    return value
