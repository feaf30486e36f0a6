"""Sample: when each action was planned, where it stands, and how it moves during the story."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import cycle
from random import Random

from relocalisons.sample.engine.days import PROGRAMME_START, between, month_end
from relocalisons.sample.engine.structures import STRUCTURES, WITHDRAWN
from relocalisons.sample.plan.titles import ACTION_TITLES, ActionTitle


class Course(StrEnum):
    """How an action goes, seen from the demo nights of March."""

    DONE = "done"  # before the story
    FINISHED = "finished"  # during January and February
    LATE = "late"  # due before March, never done in the story
    CAUGHT_UP = "caught_up"  # late on the first nights, done in March
    MID_MARCH = "mid_march"  # due in mid-March
    END_MARCH = "end_march"
    APRIL = "april"  # due in the first half of April
    SLIPPING = "slipping"  # put off by more than a week
    RUNNING = "running"
    QUIET = "quiet"  # under way, nobody touches its line: the mess is planted there
    BLOCKED = "blocked"
    DROPPED = "dropped"
    FUTURE = "future"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """An action with its dates as they stand on the eve of the story."""

    title: ActionTitle
    course: Course
    start: date
    end: date
    revised_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None
    progress: int = 0  # percent
    predecessors: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """« A2.3 »."""
        return self.title.number


_FIRST = (Course.LATE, Course.MID_MARCH, Course.CAUGHT_UP, Course.LATE, Course.MID_MARCH)
_SECOND = (Course.SLIPPING, Course.END_MARCH, Course.APRIL, Course.SLIPPING, Course.RUNNING)
_THIRD = (Course.QUIET, Course.QUIET, Course.QUIET, Course.BLOCKED, Course.QUIET)
_FOURTH = (Course.DROPPED, Course.RUNNING, Course.APRIL, Course.END_MARCH)


def plan_actions(seed: int) -> tuple[PlannedAction, ...]:
    """Every action with its course and dates, in order of number.

    Each active partner has, on the first Tuesday of March, at least one action late or due.
    """
    rng = Random(f"{seed}:plan")
    codes = [each.code for each in STRUCTURES if each.code != WITHDRAWN]
    rng.shuffle(codes)
    slots = [cycle(courses) for courses in (_FIRST, _SECOND, _THIRD, _FOURTH)]
    courses: dict[str, Course] = {}
    for code in codes:
        own = _own_actions(code)
        done = max(1, len(own) // 3)
        current = 4 if len(own) >= 9 else 3 if len(own) >= 5 else 2
        for index, title in enumerate(own):
            if index < done:
                courses[title.number] = Course.DONE if rng.random() < 0.6 else Course.FINISHED
            elif index < done + current:
                courses[title.number] = next(slots[index - done])
            else:
                courses[title.number] = Course.FUTURE
    for title in _own_actions(WITHDRAWN):
        courses[title.number] = Course.DONE if title.rank < 0.3 else Course.DROPPED
    planned = [_date_action(rng, title, courses[title.number]) for title in ACTION_TITLES]
    return tuple(_link(rng, action, planned) for action in planned)


def _own_actions(code: str) -> list[ActionTitle]:
    own = [title for title in ACTION_TITLES if title.owner == code]
    return sorted(own, key=lambda title: (title.rank, title.number))


_ENDS = {
    Course.DONE: (date(2025, 10, 6), date(2025, 12, 31)),
    Course.FINISHED: (date(2025, 12, 15), date(2026, 2, 20)),
    Course.LATE: (date(2025, 12, 12), date(2026, 2, 20)),
    Course.CAUGHT_UP: (date(2026, 1, 20), date(2026, 2, 24)),
    Course.MID_MARCH: (date(2026, 3, 12), date(2026, 3, 16)),
    Course.END_MARCH: (date(2026, 3, 24), date(2026, 3, 31)),
    Course.APRIL: (date(2026, 4, 3), date(2026, 4, 14)),
    Course.SLIPPING: (date(2026, 1, 31), date(2026, 4, 10)),
    Course.RUNNING: (date(2026, 5, 15), date(2026, 12, 18)),
    Course.QUIET: (date(2026, 1, 30), date(2026, 3, 20)),
    Course.BLOCKED: (date(2026, 2, 2), date(2026, 4, 30)),
    Course.DROPPED: (date(2026, 1, 15), date(2026, 6, 30)),
    Course.FUTURE: (date(2026, 6, 15), date(2027, 7, 31)),
}


def _date_action(rng: Random, title: ActionTitle, course: Course) -> PlannedAction:
    first, last = _ENDS[course]
    end = between(rng, first, last)
    if course is Course.FUTURE:
        # Later numbers of a work stream come later, so that the plan reads like one.
        reach = (last - first).days
        end = first + timedelta(days=round(reach * max(0.0, title.rank - 0.4) / 0.6))
    if rng.random() < 0.45 and first <= month_end(end) <= last:
        end = month_end(end)
    start = max(PROGRAMME_START, end - timedelta(days=rng.randint(45, 150)))
    action = PlannedAction(title=title, course=course, start=start, end=end)
    if course is Course.FUTURE or course is Course.DROPPED:
        return action
    begun = min(start + timedelta(days=rng.randint(-4, 20)), date(2025, 12, 19))
    action = replace(action, actual_start=max(PROGRAMME_START, begun))
    if course is Course.DONE:
        finished = min(end + timedelta(days=rng.randint(-12, 15)), date(2025, 12, 31))
        return replace(action, progress=100, actual_end=max(finished, begun))
    action = replace(action, progress=rng.randrange(20, 75, 5))
    if course is Course.SLIPPING:
        revised = between(rng, date(2026, 5, 15), date(2026, 9, 30))
        return replace(action, revised_end=revised)
    if course is Course.LATE and rng.random() < 0.4:
        return replace(action, revised_end=end + timedelta(days=rng.randint(3, 8)))
    return action


def _link(rng: Random, action: PlannedAction, planned: list[PlannedAction]) -> PlannedAction:
    """Give an action what it waits for; only earlier ends, so the plan has no circle."""
    if rng.random() < 0.25:
        return action
    stream = action.title.work_stream
    near = [
        other
        for other in planned
        if other.end < action.end
        and other.end >= action.start - timedelta(days=120)
        and other.course is not Course.DROPPED
    ]
    same = [
        other
        for other in near
        if other.title.work_stream == stream and other.title.rank < action.title.rank
    ]
    elsewhere = [other for other in near if other.title.owner != action.title.owner]
    chosen: list[str] = []
    if same:
        chosen.append(rng.choice(same).number)
    if elsewhere and rng.random() < 0.5:
        chosen.append(rng.choice(elsewhere).number)
    return replace(action, predecessors=tuple(dict.fromkeys(chosen)))
