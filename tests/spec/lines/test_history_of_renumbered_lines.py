"""Postponements follow a line whose number changes, and stay away from the line that gets it."""

from dataclasses import replace
from datetime import date

from relocalisons.core.plan.schedule_history import LineFact, PlanReading, tell_history

FILE = "plan-of-p01"


def reading(day: str, *lines: str, file_id: str = FILE) -> PlanReading:
    """A reading of lines « 1 | Former | 2026-03-31 »."""
    on = date.fromisoformat(day)
    facts = tuple(fact(line, row) for row, line in enumerate(lines, start=2))
    return PlanReading(read_on=on, changed_on=on, lines=facts, file_id=file_id)


def fact(line: str, row: int) -> LineFact:
    number, title, due = (part.strip() for part in line.split("|"))
    day = date.fromisoformat(due)
    return LineFact(
        number=number, title=title, planned=day, due=day, mark=f"{title}{due}", sheet_id=7, row=row
    )


BEFORE = ("1 | Former | 2026-03-31", "2 | Livrer | 2026-09-30", "3 | Planter | 2026-05-31")
SHIFTED = (
    "1 | Recruter | 2026-12-31",
    "2 | Former | 2026-03-31",
    "3 | Livrer | 2026-09-30",
    "4 | Planter | 2026-05-31",
)
NAMES = {(FILE, 7, 2): "P01·1", (FILE, 7, 3): "1", (FILE, 7, 4): "2", (FILE, 7, 5): "3"}


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


def test_a_line_without_number_has_its_past_under_its_lasting_name():
    first = ("| Former | 2026-03-31", "| Livrer | 2026-09-30")
    sorted_since = reading("2026-02-02", "| Livrer | 2026-09-30", "| Former | 2026-03-31")
    livrer, former = sorted_since.lines
    put_off = replace(former, due=date(2026, 4, 30), mark="put off")

    history = tell_history(
        [reading("2026-01-05", *first), replace(sorted_since, lines=(livrer, put_off))],
        names={(FILE, 7, 2): "P01~livrer", (FILE, 7, 3): "P01~former"},
    )

    assert [move.after for move in history.postponed["P01~former"]] == [date(2026, 4, 30)]
    assert set(history.postponed) == {"P01~former"}


def test_two_partners_who_call_their_lines_alike_have_two_pasts():
    """« 1 – Lancement » stands in many plans: one's later date postpones nothing else."""
    early, late = "1 | Lancement | 2026-03-31", "1 | Lancement | 2026-06-30"

    history = tell_history(
        [reading("2026-01-05", early), reading("2026-01-06", late, file_id="plan-of-p02")],
        names={(FILE, 7, 2): "1", ("plan-of-p02", 7, 2): "P02·1"},
    )

    assert history.postponed == {}
    assert history.unchanged_since == {"1": date(2026, 1, 5), "P02·1": date(2026, 1, 6)}


def test_what_stands_nowhere_today_gives_its_past_to_no_line_of_that_number():
    history = tell_history(
        [
            reading("2026-01-05", "1 | Former | 2026-03-31"),
            reading("2026-01-12", "1 | Former | 2026-05-31"),
            reading("2026-02-02", "1 | Livrer des légumes | 2026-09-30"),
        ],
        names={(FILE, 7, 2): "P01·1"},
    )

    assert history.postponed == {}
