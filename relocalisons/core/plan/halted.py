"""Pure: what is held up by the word of whoever does it: « bloqué », « en panne », « à l’arrêt »."""

from collections.abc import Mapping

from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import ActionStatus, Programme, RowPlace, once_a_programme
from relocalisons.core.kernel.readings import Reading
from relocalisons.core.kernel.wording import quote_cell

_STANDS_STILL = frozenset({ActionStatus.BLOCKED, ActionStatus.DROPPED})


@once_a_programme
def halted_actions(programme: Programme) -> Mapping[str, str]:
    """Key of an open action that its line says is held up → the words of its cell, quoted.

    A row that may be another line is asked about first.
    """
    unsure = {_row(one.place) for one in programme.unsure_lines}
    return {
        action.key: quote_cell(_typed(action.status.found))
        for action in programme.actions
        if is_open(action) is not False
        and _is_halted(action.status)
        and _row(action.place) not in unsure
    }


def _is_halted(status: Reading[ActionStatus]) -> bool:
    """Whether its words say so; « stoppé » and « arrêté » too, which may say that it is given up.

    Which of the two it is, only who wrote it can tell: that is what the call is for. « En attente »
    and « reporté » say that it is still to come as often as not, and are asked about as cells.
    """
    if status.value is not None:
        return status.value is ActionStatus.BLOCKED
    return frozenset(status.candidates) == _STANDS_STILL


def _row(place: RowPlace) -> tuple[str, int, int]:
    return place.file_id, place.sheet_id, place.row


def _typed(found: object) -> str:
    """What stands in the cell; a symbol or a number that a legend reads is said in words."""
    words = " ".join(found.split()) if isinstance(found, str) else ""
    return words if any(map(str.isalpha, words)) else "bloqué"
