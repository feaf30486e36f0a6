"""Pure: what a report remembers for the next one, and what moved since the last one.

The memory holds JSON values only. What the last report did not keep is not compared: nothing is
said of it rather than something false.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.model import Action, Deliverable, GrowingContract
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    counted,
    format_long_date,
    format_money,
    join_words,
    name_some,
    percent,
    points,
    rest_words,
    tonnes,
)
from relocalisons.core.money.spending import Spending
from relocalisons.core.plan.view import ActionState
from relocalisons.core.producers.volumes.reconciliation import reconcile
from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.views.view import Memory

MAX_NAMED = 4
BY, KEY = "by", "key"  # under what a paper keeps lines; nothing in papers that kept numbers
FIRST_REPORT = "C’est le premier rapport de cette série, il n’y a pas encore de comparaison."


def shortened(changes: tuple[str, ...], *, rest: str) -> Iterator[tuple[str, ...]]:
    """The same with fewer and fewer named, two at least; `rest` says where the others are."""
    for kept in range(len(changes) - 1, 1, -1):
        left = len(changes) - kept
        more = rest_words(left, "autre changement", "autres changements", rest)
        yield (*changes[:kept], more)


def remember(measures: Measures, *, paid: Decimal | None = None) -> Memory:
    """What the next report will be compared with: lines under their lasting names."""
    return {
        "as_of": measures.as_of.isoformat(),
        BY: KEY,
        "progress": measures.progress,
        "late": [line.action.key for line in measures.late],
        "done": [line.action.key for line in measures.in_state(ActionState.DONE)],
        "missing": [line.deliverable.key for line in measures.missing],
        "handed_in": [
            line.deliverable.key for line in measures.deliverables_in(DeliverableState.HANDED_IN)
        ],
        "short": [line.contract.key for line in measures.volumes_in(VolumeState.SHORT)],
        "delivered_kg": str(measures.delivered),
        "paid": None if paid is None else str(paid),
    }


def changes_since(
    previous: Memory | None,
    measures: Measures,
    *,
    paid: Decimal | None = None,
    volumes_of: str = "",
) -> tuple[str, tuple[str, ...]]:
    """The title and the sentences of « ce qui a changé »; `volumes_of`: whose volumes they are."""
    day = as_day(previous.get("as_of")) if previous else None
    if previous is None or day is None:
        return "Ce qui a changé", (FIRST_REPORT,)
    title = f"Ce qui a changé depuis le {format_long_date(day)}"
    sentences = [
        _progress_change(previous, measures),
        _action_changes(previous, measures),
        _deliverable_changes(previous, measures),
        of_whom(volumes_of, _volume_changes(previous, measures)),
        _money_change(previous, paid),
    ]
    said = tuple(sentence for sentence in sentences if sentence)
    return title, said or ("Aucune des mesures suivies n’a changé.",)


ALL_PROGRAMME = "Pour tout le programme, "


def of_whom(volumes_of: str, said: str) -> str:
    """The sentence with whose volumes it tells, beside the actions of one funder."""
    return f"{volumes_of}{said[:1].lower()}{said[1:]}" if volumes_of and said else said


def period_facts(
    measures: Measures,
    *,
    start: date,
    end: date,
    period: str,
    paid: Decimal | None,
    volumes_of: str = "",
) -> tuple[str, ...]:
    """What happened in the period itself, from the dates that partners wrote."""
    ended = [
        line.action.number
        for line in measures.in_state(ActionState.DONE)
        if line.forecast is not None and start <= line.forecast <= end
    ]
    found = reconcile(measures.made, start=start, end=end)
    deliveries = sum(group.deliveries for group in found.groups.values())
    kilograms = Decimal(found.grams) / 1000
    apart = counted(
        found.doubtful,
        none="",
        one=f"{SEMICOLON} 1 autre ne peut pas être comptée",
        many=f"{SEMICOLON} {{n}} autres ne peuvent pas être comptées",
    )
    delivered = counted(
        deliveries,
        none=f"Aucune livraison lisible n’est datée {period}",
        one=f"1 livraison a été faite {period}, pour {tonnes(kilograms)}",
        many=f"{{n}} livraisons ont été faites {period}, pour {tonnes(kilograms)}",
    )
    spent = f"{format_money(paid)} ont été payés" if paid else "Aucune dépense n’a été payée"
    return (
        counted(
            len(ended),
            none=f"Aucune action n’a de fin réelle {period}.",
            one=f"1 action s’est terminée {period}{NBSP}: {join_words(ended)}.",
            many=f"{{n}} actions se sont terminées {period}{NBSP}: "
            f"{name_some(ended, limit=MAX_NAMED)}.",
        ),
        *(
            (of_whom(volumes_of, f"{delivered}{apart}."),)
            if measures.volumes or measures.made
            else ()
        ),
        *((f"{spent} {period}.",) if paid is not None else ()),
    )


def paid_together(
    previous: Memory | None,
    *,
    paid: Decimal | None,
    month: Decimal | None,
    later: Decimal = Decimal(0),
    period: str,
) -> tuple[str, ...]:
    """What was paid since the last paper and in the period in one sentence, where both are known.

    Two amounts for one month look like a mistake: some is `later`, what is older was typed since.
    """
    before = as_number(previous.get("paid")) if previous else None
    if before is None or paid is None or month is None:
        return ()
    grown = paid - before
    older = grown - month - later
    if month <= 0 or older < 0:
        return ()
    if month == grown:
        return (f"{format_money(month)} ont été payés {period}.",)
    parts = [
        f"{format_money(month)} payés {period}",
        *((f"{format_money(later)} payés depuis",) if later else ()),
        *((f"{format_money(older)} plus anciens, notés depuis",) if older else ()),
    ]
    return (f"Les dépenses payées augmentent de {format_money(grown)}, dont {join_words(parts)}.",)


def paid_outside(spending: Spending, *, start: date | None, end: date) -> tuple[str, ...]:
    """What the total of payments holds beside those of the period, so that both add up.

    `start` is None for a month: what was paid in earlier months is no surprise.
    """
    parts = [part for line in spending.lines for part in line.paid]
    early = [part for part in parts if start and part.on is not None and part.on < start]
    late = [part for part in parts if part.on is not None and part.on > end]
    undated = [part for part in parts if part.on is None]
    said = [
        f"{format_money(sum((each.amount for each in group), Decimal(0)))} {words}"
        for group, words in (
            (early, f"payés avant le {format_long_date(start)}" if start else ""),
            (late, f"payés après le {format_long_date(end)}"),
            (undated, "payés à une date qui ne se lit pas"),
        )
        if group
    ]
    if not said or not spending.is_measured:
        return ()
    if start is not None:
        return (f"Hors de la période, et d’aucun de ces montants{NBSP}: {join_words(said)}.",)
    return (f"Le total de {format_money(spending.paid)} compte aussi {join_words(said)}.",)


def _progress_change(previous: Memory, measures: Measures) -> str:
    before = previous.get("progress")
    if not isinstance(before, int) or measures.progress is None or before == measures.progress:
        return ""
    gap = measures.progress - before
    return (
        f"L’avancement moyen passe de {percent(before)} à {percent(measures.progress)} "
        f"({points(gap)})."
    )


def _action_changes(previous: Memory, measures: Measures) -> str:
    before = _names(previous, "late")
    if before is None:
        return ""
    called = {name_of(line.action, previous): line.action.number for line in measures.actions}
    now = [name_of(line.action, previous) for line in measures.late]
    # An action that left the paper, or that nobody can read any more, is not « no longer late ».
    seen = {
        name_of(line.action, previous) for line in measures.followed if line not in measures.unseen
    }
    left = [name for name in before if name not in now and name in seen]
    done = {name_of(line.action, previous) for line in measures.in_state(ActionState.DONE)}
    finished = _finished_words(len([name for name in left if name in done]), of=len(left))
    return _sentence(
        _moved(
            [called[name] for name in now if name not in before],
            "1 action passe en retard",
            "{n} actions passent en retard",
        ),
        _moved(
            [called[name] for name in left],
            "1 action n’est plus en retard",
            "{n} actions ne sont plus en retard",
        )
        + finished,
    )


def _finished_words(finished: int, *, of: int) -> str:
    """How many of those that left the list are done: « , dont 2 terminées »."""
    if finished == 0:
        return ""
    if finished == of:
        return {1: ", terminée", 2: ", toutes deux terminées"}.get(of, ", toutes terminées")
    return f", dont {count_of(finished, 'terminée')}"


def _deliverable_changes(previous: Memory, measures: Measures) -> str:
    before, missed = _names(previous, "handed_in"), _names(previous, "missing")
    if before is None or missed is None:
        return ""
    arrived = [
        line.deliverable.number
        for line in measures.deliverables_in(DeliverableState.HANDED_IN)
        if name_of(line.deliverable, previous) not in before
    ]
    newly = [
        line.deliverable.number
        for line in measures.missing
        if name_of(line.deliverable, previous) not in missed
    ]
    one, many = ("1", "{n}") if arrived else ("1 livrable", "{n} livrables")
    return _sentence(
        _moved(arrived, "1 livrable est déposé", "{n} livrables sont déposés"),
        _moved(newly, f"{one} manque désormais", f"{many} manquent désormais"),
    )


def _volume_changes(previous: Memory, measures: Measures) -> str:
    before, short = as_number(previous.get("delivered_kg")), _names(previous, "short")
    gap = measures.delivered - before if before is not None else Decimal(0)
    verb = "augmente" if gap > 0 else "diminue"
    now = [line.contract for line in measures.volumes_in(VolumeState.SHORT)]
    return _sentence(
        f"Le volume livré sous les contrats mesurés {verb} de {tonnes(abs(gap))}" if gap else "",
        _moved(
            [
                each.number
                for each in now
                if short is not None and name_of(each, previous) not in short
            ],
            "1 contrat passe sous sa tolérance",
            "{n} contrats passent sous leur tolérance",
        ),
    )


def _money_change(previous: Memory, paid: Decimal | None) -> str:
    before = as_number(previous.get("paid"))
    if before is None or paid is None or before == paid:
        return ""
    verb = "augmentent" if paid > before else "diminuent"
    return f"Les dépenses payées {verb} de {format_money(abs(paid - before))}."


def _moved(numbers: list[str], one: str, many: str) -> str:
    """« 3 actions passent en retard (A1.2, A1.3 et A2.1) »; empty without any."""
    names = f" ({name_some(numbers, limit=MAX_NAMED)})"
    return counted(len(numbers), one=f"{one}{names}", many=f"{many}{names}")


def _sentence(*parts: str) -> str:
    said = f"{SEMICOLON} ".join(part for part in parts if part)
    return f"{said}." if said else ""


def name_of(line: Action | Deliverable | GrowingContract, previous: Memory) -> str:
    """What an earlier paper knew a line by: its lasting name, its number in older ones."""
    return line.key if previous.get(BY) == KEY else line.number


def as_day(value: object) -> date | None:
    """A day that an earlier report kept; None when it kept something else."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _names(previous: Memory, key: str) -> list[str] | None:
    kept = as_list(previous.get(key))
    return [str(name) for name in kept] if kept is not None else None


def as_list(value: object) -> Sequence[Any] | None:
    """A list that an earlier report kept; None when it kept something else."""
    # What its members are, JSON does not say.
    return cast("Sequence[Any]", value) if isinstance(value, list | tuple) else None


def as_table(value: object) -> Mapping[str, Any] | None:
    """A table that an earlier report kept; None when it kept something else."""
    # The keys of JSON are texts.
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else None


def as_number(value: object) -> Decimal | None:
    """A number that an earlier report kept as text; None when it kept something else."""
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
