"""Postponements follow a line whose number changes, and stay away from the line that gets it."""

from datetime import date

from relocalisons.core.plan.schedule_history import LineFact, PlanReading, tell_history

FILE = "plan-of-p01"


def reading(day: str, *lines: str, file_id: str = FILE) -> PlanReading:
    """A reading of lines « 1 | Former | 2026-03-31 »."""
    on = date.fromisoformat(day)
    return PlanReading(read_on=on, changed_on=on, lines=tuple(map(fact, lines)), file_id=file_id)


def fact(line: str) -> LineFact:
    number, title, due = (part.strip() for part in line.split("|"))
    day = date.fromisoformat(due)
    return LineFact(number=number, title=title, planned=day, due=day, mark=f"{title}{due}")


BEFORE = ("1 | Former | 2026-03-31", "2 | Livrer | 2026-09-30", "3 | Planter | 2026-05-31")
SHIFTED = (
    "1 | Recruter | 2026-12-31",
    "2 | Former | 2026-03-31",
    "3 | Livrer | 2026-09-30",
    "4 | Planter | 2026-05-31",
)
NAMES = {(FILE, "1"): "P01·1", (FILE, "2"): "1", (FILE, "3"): "2", (FILE, "4"): "3"}


def test_numbers_that_shift_postpone_nothing():
    history = tell_history(
        [reading("2026-01-05", *BEFORE), reading("2026-02-02", *SHIFTED)], names=NAMES
    )

    assert history.postponed == {}
    assert history.unchanged_since["1"] == date(2026, 1, 5)
    assert history.unchanged_since["P01·1"] == date(2026, 2, 2)


def test_postponements_before_and_after_are_of_one_line():
    later = [line.replace("Former | 2026-03-31", "Former | 2026-04-30") for line in BEFORE]
    again = [line.replace("Former | 2026-03-31", "Former | 2026-06-30") for line in SHIFTED]
    moved = [line.replace("Former | 2026-03-31", "Former | 2026-04-30") for line in SHIFTED]
    readings = [
        reading("2026-01-05", *BEFORE),
        reading("2026-01-19", *later),
        reading("2026-02-02", *moved),
        reading("2026-02-16", *again),
    ]

    history = tell_history(readings, names=NAMES)

    assert [move.after for move in history.postponed["1"]] == [date(2026, 4, 30), date(2026, 6, 30)]
    assert set(history.postponed) == {"1"}


def test_a_line_that_goes_to_another_file_takes_its_past_along():
    moved = BEFORE[0].replace("2026-03-31", "2026-04-30")

    history = tell_history(
        [
            reading("2026-01-05", *BEFORE),
            reading("2026-02-02", *BEFORE[1:]),
            reading("2026-02-03", moved, file_id="other-plan"),
        ]
    )

    assert [move.before for move in history.postponed["1"]] == [date(2026, 3, 31)]
