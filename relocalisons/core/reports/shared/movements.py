"""Pure: which lines left a paper or entered it since the last one of its kind, and why.

Told against the keys kept with the last published paper of that kind and audience: a total that
falls by two is said with the two names, also when two others came in. A line that cannot be read
any more has not left: it is counted, and said to be out of sight.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.discretion.discretion import INTERNAL
from relocalisons.core.kernel.model import Action, ActionStatus, Deliverable, Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    format_long_date,
    join_words,
    plural_word,
    quote,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold, natural_order
from relocalisons.core.reports.shared.changes import BY, KEY, as_table, name_of
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, Memory

MOST_NAMED = 10
MOST_TITLED = 3  # with their titles
_COMMITTEE = {"copil", "dossier"}  # both tell a committee of the whole programme
_OTHER_BELOW = 0.4  # of likeness: below, one number names two different things
_NOW: Memory = {BY: KEY}
_KEPT, _LEFT, _KIND, _SCOPE, _PAPER = "kept", "left", "kind", "scope", "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Which paper compares: its kind (« note », « dossier »…), its scope, and its own name.

    `name` follows « au » in the next paper (« COPIL du 12 février 2026 »); empty, the day does.
    """

    kind: str
    scope: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One line that left, entered or changed hands; `why` is a few French words."""

    number: str
    title: str
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Movements:
    """The sentences for the page, and every movement for the annex."""

    sentences: tuple[str, ...]
    lines: tuple[Movement, ...]

    def sheet(self, *, intro: str) -> tuple[AnnexSheet, ...]:
        """The sheet « Entrées et sorties »; none when nothing moved."""
        if not self.lines:
            return ()
        return (
            AnnexSheet(
                title="Entrées et sorties",
                intro=intro,
                columns=(
                    AnnexColumn(header="N°", width=9),
                    AnnexColumn(header="Intitulé", width=64),
                    AnnexColumn(header="Mouvement", width=18),
                    AnnexColumn(header="Pourquoi", width=44),
                ),
                rows=tuple((one.number, typo(one.title), one.what, one.why) for one in self.lines),
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noun:
    name: str
    of: tuple[str, str]  # « action suivie », « actions suivies »
    e: str  # « e » of the feminine


_NOUNS = (
    _Noun(name="actions", of=("action suivie", "actions suivies"), e="e"),
    _Noun(name="deliverables", of=("livrable suivi", "livrables suivis"), e=""),
)


def keep_lines(previous: Memory | None, measures: Measures, *, paper: Paper) -> dict[str, object]:
    """What the next paper of this kind compares with: its lines, and those that left before it."""
    now, same = _lines(measures, _NOW), _comparable(previous, paper=paper)
    # Names of a paper that kept numbers say nothing among lasting names.
    same = same and previous is not None and previous.get(BY) == KEY
    return {
        _KIND: paper.kind,
        _SCOPE: paper.scope,
        _PAPER: paper.name,
        BY: KEY,
        _KEPT: {
            name: {key: (line.title, line.owner, line.number) for key, line in lines.items()}
            for name, lines in now.items()
        },
        _LEFT: {
            name: {
                key: title
                for key, title in (_titles(previous, name) if same else {}).items()
                if key not in lines
            }
            for name, lines in now.items()
        },
    }


def movements_since(
    previous: Memory | None, measures: Measures, programme: Programme, *, paper: Paper
) -> Movements:
    """What left, entered, came back or changed hands; nothing for a first paper of its kind."""
    if previous is None or not _comparable(previous, paper=paper):
        return Movements(sentences=(), lines=())
    then = _said_then(previous)
    if previous.get(_SCOPE) != paper.scope:
        return Movements(
            sentences=(
                f"Le périmètre a changé depuis le rapport précédent ({paper.scope}, contre "
                f"{previous.get(_SCOPE)} {then}){NBSP}: les entrées et les sorties ne sont pas "
                "comparées.",
            ),
            lines=(),
        )
    sentences: list[str] = []
    lines: list[Movement] = []
    for noun in _NOUNS:
        found = _compare(noun, previous, measures, programme)
        lines += [*found.gone, *found.come, *found.back, *found.handed]
        sentences += _sentences(noun, found, then=then)
    return Movements(sentences=tuple(sentences), lines=tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    before: int
    now: int
    gone: tuple[Movement, ...]
    come: tuple[Movement, ...]
    back: tuple[Movement, ...]
    handed: tuple[Movement, ...]


def _compare(noun: _Noun, previous: Memory, measures: Measures, programme: Programme) -> _Compared:
    now = _lines(measures, previous)[noun.name]
    kept = _table(previous, _KEPT, noun.name)
    left = _titles(previous, noun.name)
    # A number may name something else today; a lasting name never does.
    lasting = previous.get(BY) == KEY
    doubtful = {name for name, line in now.items() if not (lasting and line.name)}
    other = {n for n in kept if n in doubtful and _is_other(kept[n][0], now[n])}
    out = [name for name in kept if name not in now or name in other]
    new = [name for name in now if name not in kept or name in other]
    back = [n for n in new if n in left and not (n in doubtful and _is_other(left[n], now[n]))]
    handed = [
        (line, kept[name][1])
        for name, line in now.items()
        if name in kept and name not in other
        if kept[name][1] and line.owner and kept[name][1] != line.owner
    ]
    whys = {n: _why(noun, n, programme, previous, taken=n in other) for n in out}
    return _Compared(
        before=len(kept),
        now=len(now),
        gone=_moved("sortie", ((_number(n, kept[n]), kept[n][0], whys[n]) for n in out)),
        come=_moved("entrée", (_told(now[n]) for n in new if n not in back)),
        back=_moved("de retour", (_told(now[n]) for n in back)),
        handed=_moved(
            "changement",
            ((line.number, line.title, f"passe de {one} à {line.owner}") for line, one in handed),
        ),
    )


def _told(line: Action | Deliverable) -> tuple[str, str, str]:
    return line.number, line.title, ""


def _number(name: str, facts: Sequence[Any]) -> str:
    """The number that a line bore in the paper that kept it."""
    return str(facts[2]) if len(facts) > 2 else name


def _moved(what: str, lines: Iterable[tuple[str, str, str]]) -> tuple[Movement, ...]:
    found = (Movement(number=n, title=title, what=what, why=why) for n, title, why in lines)
    return tuple(sorted(found, key=lambda one: natural_order(one.number)))


def _why(noun: _Noun, name: str, programme: Programme, previous: Memory, *, taken: bool) -> str:
    """Why a line is not counted any more, as its table shows it today."""
    if taken:
        return "son numéro désigne autre chose"
    group: Sequence[Action | Deliverable] = (
        programme.actions if noun.name == "actions" else programme.deliverables
    )
    line = next((one for one in group if name_of(one, previous) == name), None)
    if line is None:
        return (
            "plus dans le plan, sans motif noté" if noun.name == "actions" else "plus dans la liste"
        )
    if line.struck:
        return "retrait du plan" if noun.name == "actions" else "retrait de la liste"
    if line.left:
        return "partenaire parti"
    if isinstance(line, Action) and line.status.value is not ActionStatus.DROPPED:
        return "hors du périmètre"
    return f"abandonné{noun.e}" if isinstance(line, Action) else "abandonné ou hors du périmètre"


def _sentences(noun: _Noun, found: _Compared, *, then: str) -> list[str]:
    parts = (
        (found.gone, (f"est sorti{noun.e}", f"sont sorti{noun.e}s"), _by_reason),
        (found.back, ("est de retour", "sont de retour"), _names),
        (found.come, (f"est entré{noun.e}", f"sont entré{noun.e}s"), _names),
    )
    said = [
        f"{len(moved)} {plural_word(len(moved), *verb)} ({name(moved)})"
        for moved, verb, name in parts
        if moved
    ]
    handed = [f"{one.number} {one.why}." for one in found.handed[:MOST_NAMED]]
    if not said:
        return handed
    total = count_of(found.now, *noun.of)
    head = (
        f"{total}, contre {found.before} {then}{NBSP}: "
        if found.now != found.before
        else f"{total}, comme {then}, mais "
    )
    return [f"{head}{join_words(said)}.", *handed]


def _by_reason(gone: Sequence[Movement]) -> str:
    """« A1.20, A1.21 : retrait du plan ; A2.9 : plus dans le plan », ten numbers at most."""
    groups: dict[str, list[Movement]] = {}
    for one in gone[:MOST_NAMED]:
        groups.setdefault(one.why, []).append(one)
    named = len(gone) <= MOST_TITLED
    said = [
        f"{', '.join(_label(one) if named else one.number for one in lines)}{NBSP}: {why}"
        for why, lines in groups.items()
    ]
    return f"{SEMICOLON} ".join(said) + _more(gone)


def _label(one: Movement) -> str:
    """« A4.18 « Réduire le gaspillage » »: who reads of a line that left has no plan to look in."""
    return f"{one.number} {quote(typo(shorten(one.title, limit=60)))}" if one.title else one.number


def _names(moved: Sequence[Movement]) -> str:
    return ", ".join(one.number for one in moved[:MOST_NAMED]) + _more(moved)


def _more(moved: Sequence[Movement]) -> str:
    rest = len(moved) - MOST_NAMED
    return f" et {count_of(rest, 'autre')}, en annexe" if rest > 0 else ""


def _lines(
    measures: Measures, previous: Memory
) -> Mapping[str, Mapping[str, Action | Deliverable]]:
    """The lines that count, by the name under which a paper knows them; dropped ones do not."""
    return {
        "actions": {name_of(line.action, previous): line.action for line in measures.followed},
        "deliverables": {
            name_of(line.deliverable, previous): line.deliverable
            for line in measures.deliverables
            if line.state not in (DeliverableState.DROPPED, DeliverableState.LEFT)
        },
    }


def _comparable(previous: Memory | None, *, paper: Paper) -> bool:
    if previous is None or _KEPT not in previous:
        return False
    kinds = {str(previous.get(_KIND)), paper.kind}
    return len(kinds) == 1 or kinds <= _COMMITTEE


def _said_then(previous: Memory) -> str:
    """« au COPIL du 12 février 2026 », else « au 2 mars 2026 »."""
    name = previous.get(_PAPER)
    if isinstance(name, str) and name:
        return f"au {name}"
    return f"au {format_long_date(date.fromisoformat(str(previous['as_of'])))}"


def _table(previous: Memory | None, part: str, name: str) -> dict[str, Any]:
    """What an earlier paper kept; nothing where it did not, or kept it in another form."""
    held = as_table(previous.get(part)) if previous else None
    return dict(as_table(held.get(name)) or {}) if held else {}


def _titles(previous: Memory | None, name: str) -> dict[str, str]:
    """Every line that an earlier paper knew, those that had left it included, with its title."""
    kept = {number: facts[0] for number, facts in _table(previous, _KEPT, name).items()}
    return {**_table(previous, _LEFT, name), **kept}


def _is_other(title: str, line: Action | Deliverable) -> bool:
    """Whether a number names something else than it did: its words have nothing in common.

    A paper keeps a private title as it printed it: what it was then, nobody knows any more.
    """
    one, two = fold(title), fold(line.title)
    if fold(INTERNAL) in one:
        return False
    if not one or not two or set(one.split()) & {word for word in two.split() if len(word) > 3}:
        return False
    return SequenceMatcher(None, one, two).ratio() < _OTHER_BELOW
