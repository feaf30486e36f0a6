"""Pure: « Où en est le programme »: how many of each subject, and how actions are counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from relocalisons.core.deliverables.view import DeliverableLine, DeliverableState
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import (
    Programme,
    TrackedFinding,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    counted,
    name_some,
    typo,
)
from relocalisons.core.pilotage.dashboard.findings import RAG_TINTS, Part, Tells
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.reports.sections.rag_forecast import RagForecast, RagRating, rate_group
from relocalisons.core.reports.shared.measures import Measures, count_states, late_range
from relocalisons.core.views.rag import Rag, Status, status

# More than one in five is an alert for the whole; less than that is worth watching.
_ONE_IN = 5


def figures_part(
    measures: Measures,
    *,
    programme: Programme,
    rag_forecast: RagForecast,
    tracked: Iterable[TrackedFinding] = (),
) -> Part:
    """One row a subject that is on: how many, how many are well, late, and unknown.

    Actions and deliverables have the météo of the other parts, by the same rule, so that the whole
    never says better than its streams do. Nor do contracts say better than what `tracked` foresees
    of their season.
    """
    actions, deliverables, volumes = measures.followed, measures.deliverables, measures.volumes
    dropped = len(measures.in_state(ActionState.DROPPED))
    plan = rate_group(measures.followed, rag_forecast=rag_forecast)
    outputs = rate_group((), deliverables, rag_forecast=rag_forecast)
    unknown_files = measures.deliverables_in(DeliverableState.UNKNOWN)
    short = measures.volumes_in(VolumeState.SHORT)
    ending_short = _ending_short(measures, tracked)
    unknown_volumes = measures.volumes_in(VolumeState.UNKNOWN)
    rows: list[tuple[Subject | None, tuple[Status, str, int, str]]] = [
        (
            None,
            (
                plan.status,
                "Actions",
                len(actions),
                _by_rule(
                    plan,
                    *action_counts(actions),
                    count_of(dropped, "abandonnée et non comptée", "abandonnées et non comptées"),
                ),
            ),
        ),
        (
            Subject.DELIVERABLES,
            (
                outputs.status,
                "Livrables",
                len(deliverables),
                _by_rule(
                    outputs,
                    f"{len(measures.deliverables_in(DeliverableState.HANDED_IN))} déposés",
                    _missing(measures),
                    _unknown(sum(not line.doubts for line in unknown_files)),
                    *_other_states(deliverables),
                ),
            ),
        ),
        (
            Subject.PRODUCERS,
            (
                _not_better(
                    _level(bad=len(short), unknown=len(unknown_volumes), of=len(volumes)),
                    foreseen=ending_short,
                ),
                "Contrats de culture en cours",
                len(volumes),
                listed(
                    f"{len(measures.volumes_in(VolumeState.KEPT))} dans l’engagement",
                    f"{len(short)} en dessous",
                    _foreseen(ending_short),
                    _unknown(len(unknown_volumes)),
                ),
            ),
        ),
    ]
    return Part(
        heading="Où en est le programme",
        columns=("Météo", "Sujet", "Nombre", "Détail"),
        lines=tuple(
            (RAG_TINTS[level.level], (level.text, *rest))
            for subject, (level, *rest) in rows
            if subject is None or programme.follows(subject)
        ),
        tells=Tells.STATES,
    )


# With what is handed in, missing and unknown they make the whole.
_OTHER_STATES: Mapping[DeliverableState, tuple[str, str]] = {
    DeliverableState.TO_COME: ("à venir", "à venir"),
    DeliverableState.GRANTED: ("à date accordée", "à date accordée"),
    DeliverableState.REFUSED: ("refusé", "refusés"),
    DeliverableState.SET_ASIDE: ("mis à part", "mis à part"),
    DeliverableState.DROPPED: ("abandonné", "abandonnés"),
    DeliverableState.LEFT: ("d’un partenaire sorti", "de partenaires sortis"),
}


def _missing(measures: Measures) -> str:
    """How many, and which: « 3 manquants (L02, L07 et L11) »."""
    numbers = [line.deliverable.number for line in measures.deliverables_in(_MISSING)]
    named = typo(name_some(numbers, limit=_NAMED)) if numbers else ""
    return measures.missing_range.counting("manquant", named=named)


_MISSING = DeliverableState.MISSING
_NAMED = 8


def _other_states(lines: Sequence[DeliverableLine]) -> Iterator[str]:
    states = Counter(line.state for line in lines)
    for state, (one, many) in _OTHER_STATES.items():
        if states[state]:
            yield count_of(states[state], one, many)


def action_counts(lines: Sequence[ActionLine]) -> tuple[str, ...]:
    """How many are done, late, slipping and unknown, counted as on every paper."""
    count = count_states(lines)
    return (
        count_of(count.done, "terminée"),
        late_range(lines).counting("en retard", "en retard"),
        count_of(count.slipping, "glissement"),
        _unknown(count.unknown),
        counted(
            count.unseen,
            one="1 qui ne peut plus être dite",
            many="{n} qui ne peuvent plus être dites",
        ),
    )


_FROM_NONE = f"0{NBSP}à"  # « 0 à 2 » counts something


def listed(*parts: str) -> str:
    """The parts that count something."""
    return ", ".join(
        part for part in parts if part and (not part.startswith("0") or part.startswith(_FROM_NONE))
    )


def _by_rule(rating: RagRating, *parts: str) -> str:
    """What is counted, and the rule that decided the level."""
    # « 42 non mesurables – 42 sur 48 non mesurables »: the rule has said it.
    detail = listed(*(part for part in parts if not _is_said(part, rating.rule)))
    return f"{detail} – {rating.rule}" if detail else rating.rule


def _is_said(part: str, rule: str) -> bool:
    return part.endswith(_UNKNOWN) and rule.endswith(_UNKNOWN)


_UNKNOWN = ("non mesurable", "non mesurables")


def _unknown(count: int) -> str:
    return count_of(count, *_UNKNOWN)


def _ending_short(measures: Measures, tracked: Iterable[TrackedFinding]) -> tuple[str, ...]:
    """The contracts that keep their engagement so far, and will lack some of it in the end."""
    foreseen = {
        one.finding.subject
        for one in tracked
        if one.is_open and one.finding.kind is ProducerKind.VOLUME_PROJECTED
    }
    lines = measures.volumes_in(VolumeState.KEPT, VolumeState.NOT_DUE)
    return tuple(line.contract.number for line in lines if line.contract.number in foreseen)


def _foreseen(numbers: Sequence[str]) -> str:
    """« 1 qui finira en dessous (CC-01) »."""
    ends = count_of(len(numbers), "qui finira en dessous", "qui finiront en dessous")
    return f"{ends} ({typo(name_some(list(numbers), limit=_NAMED))})" if numbers else ""


def _not_better(said: Status, *, foreseen: Sequence[str]) -> Status:
    """What is well so far is to be watched where its end is foreseen not to be."""
    return status(Rag.WATCH) if foreseen and said.level is Rag.GOOD else said


def _level(*, bad: int, unknown: int, of: int) -> Status:
    """Half of what cannot be measured is grey: grey is never green."""
    if not of or unknown * 2 > of:
        return status(Rag.UNKNOWN)
    if bad:
        return status(Rag.ALERT if bad * _ONE_IN > of else Rag.WATCH)
    return status(Rag.GOOD)
