"""Pure: which action a number typed in a cell means: one of its own plan first, else of them all.

Each partner may number its plan from 1: « dépend de 3 » means the 3 beside it. Where nothing is
beside it and several plans have that number, nothing is chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from relocalisons.core.kernel.model import Action, Programme, RowPlace, once_a_programme
from relocalisons.core.kernel.words.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionNumbers:
    """Keys of actions by folded number, in each tab, in each file and in all plans."""

    tabs: Mapping[tuple[str, int, str], tuple[str, ...]] = field(repr=False)
    files: Mapping[tuple[str, str], tuple[str, ...]] = field(repr=False)
    plans: Mapping[str, tuple[str, ...]] = field(repr=False)

    def meant(self, typed: str, *, near: RowPlace | None = None) -> tuple[str, ...]:
        """The keys that a number may mean: one when it is sure, none when nobody has it."""
        number = fold(typed)
        if near is not None:
            beside = self.tabs.get((near.file_id, near.sheet_id, number), ())
            beside = beside or self.files.get((near.file_id, number), ())
            if beside:
                return beside
        return self.plans.get(number, ())

    def one_meant(self, typed: str | None, *, near: RowPlace | None = None) -> str:
        """The key that a number surely means; empty for none, or several."""
        keys = self.meant(typed, near=near) if typed else ()
        return keys[0] if len(keys) == 1 else ""


@once_a_programme
def action_numbers(programme: Programme) -> ActionNumbers:
    """The numbers of all actions of a programme."""
    return numbers_of(programme.actions)


@once_a_programme
def actions_by_key(programme: Programme) -> Mapping[str, Action]:
    """Every action by its key, the first of those that share one."""
    return {action.key: action for action in reversed(programme.actions)}


@once_a_programme
def waited_for(programme: Programme) -> Mapping[str, tuple[str, ...]]:
    """By the key of an action, those that it surely waits for: as its line says, or her tab.

    A link of « Dépendances » counts as one of « Prédécesseurs »: most plans have no such column.
    """
    numbers = action_numbers(programme)
    found: dict[str, dict[str, None]] = {
        action.key: {
            key: None
            for typed in action.predecessors.value or ()
            if (key := numbers.one_meant(typed, near=action.place))
        }
        for action in programme.actions
    }
    for row in programme.rows("dependencies"):
        before, after = (numbers.one_meant(row.text(at)) for at in ("predecessor", "successor"))
        if before and after:
            found[after][before] = None
    return {key: tuple(keys) for key, keys in found.items()}


@once_a_programme
def waiting_actions(programme: Programme) -> Mapping[str, tuple[Action, ...]]:
    """By the key of an action, those that surely wait for it, in the order of the plans."""
    awaited = waited_for(programme)
    found: dict[str, list[Action]] = {}
    for action in programme.actions:
        for key in awaited[action.key]:
            found.setdefault(key, []).append(action)
    return {key: tuple(actions) for key, actions in found.items()}


def numbers_of(actions: Iterable[Action]) -> ActionNumbers:
    """The numbers of these actions."""
    tabs: dict[tuple[str, int, str], tuple[str, ...]] = {}
    files: dict[tuple[str, str], tuple[str, ...]] = {}
    plans: dict[str, tuple[str, ...]] = {}
    for action in actions:
        number, place = fold(action.number), action.place
        tab, file = (place.file_id, place.sheet_id, number), (place.file_id, number)
        tabs[tab] = (*tabs.get(tab, ()), action.key)
        files[file] = (*files.get(file, ()), action.key)
        plans[number] = (*plans.get(number, ()), action.key)
    return ActionNumbers(tabs=tabs, files=files, plans=plans)
