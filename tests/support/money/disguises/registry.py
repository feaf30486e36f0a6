"""Where kinds of irregularity and their disguises are gathered."""

from collections.abc import Callable

from support.money.disguises.scene import Cells, Dice, Scene, bill, piece

Draw = Callable[[Dice], Scene]
KINDS: dict[str, dict[str, Draw]] = {}


def drawn(kind: str) -> Callable[[Draw], Draw]:
    """Add a disguise to a kind; its name is the first line of what it says."""

    def add(draw: Draw) -> Draw:
        said = " ".join((draw.__doc__ or "").split()).rstrip(".")
        KINDS.setdefault(kind, {})[said] = draw
        return draw

    return add


def noted(kind: str, nature: str, **notes: Callable[[Dice, Cells], str]) -> None:
    """Disguises that only a piece of an invoice tells, by name."""
    for name, note in notes.items():
        KINDS.setdefault(kind, {})[name.replace("_", " ")] = _told(nature, note)


def _told(nature: str, note: Callable[[Dice, Cells], str]) -> Draw:
    def draw(dice: Dice) -> Scene:
        line = bill(dice)
        return Scene(lines=[line], pieces=[piece(nature, dice.spelled(note(dice, line)))])

    return draw
