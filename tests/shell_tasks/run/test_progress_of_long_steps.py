"""How far a step is: nothing for five seconds, then every two, and nothing that fails stops it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from tasks.run.progress import in_sight


@dataclass
class Wall:
    """A board that keeps what was put on it."""

    shown: list[tuple[str, float]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def put_up(self, key: str, said: str, percent: float) -> UUID:
        self.keys.append(key)
        self.shown.append((said, percent))
        return uuid4()

    def change(self, shown: UUID, said: str, percent: float) -> None:
        self.shown.append((said, percent))


class Broken(Wall):
    def put_up(self, key: str, said: str, percent: float) -> UUID:
        super().put_up(key, said, percent)
        raise ConnectionError("no server")


def worked(count: int, *, seconds: float, board: Wall) -> list[int]:
    """What comes of `count` items that take so long each."""
    now = [0.0]

    def items() -> Iterator[int]:
        for item in in_sight(
            range(count), "Lecture des classeurs", board=board, clock=lambda: now[0]
        ):
            now[0] += seconds
            yield item

    return list(items())


def test_a_step_of_less_than_five_seconds_asks_prefect_for_nothing():
    wall = Wall()

    assert worked(24, seconds=0.2, board=wall) == list(range(24))
    assert wall.shown == []


def test_a_long_step_is_shown_from_its_fifth_second_on_and_to_its_end():
    wall = Wall()

    worked(8, seconds=1.0, board=wall)

    assert wall.keys == ["avancement-lecture-des-classeurs"]
    assert wall.shown == [
        ("Lecture des classeurs : 5 sur 8", 62.5),
        ("Lecture des classeurs : 7 sur 8", 87.5),
        ("Lecture des classeurs : 8 sur 8", 100.0),
    ]


def test_ten_times_the_items_are_not_ten_times_the_requests():
    few, many = Wall(), Wall()

    worked(20, seconds=1.0, board=few)
    worked(200, seconds=0.1, board=many)

    assert len(many.shown) == len(few.shown)


def test_a_last_item_alone_is_not_announced():
    wall = Wall()

    worked(1, seconds=60, board=wall)

    assert wall.shown == []


def test_what_cannot_be_shown_stops_nothing_and_is_not_tried_again():
    broken = Broken()

    assert worked(30, seconds=1.0, board=broken) == list(range(30))
    assert len(broken.shown) == 1


def test_outside_a_run_of_prefect_nothing_is_shown():
    assert list(in_sight("abc", "Essai")) == ["a", "b", "c"]
