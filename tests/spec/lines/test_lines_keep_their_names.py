"""A line has a lasting name, born once: keys follow it whatever its number and title become."""

from dataclasses import replace
from datetime import timedelta

from support.programme.sheets import (
    P01_ID,
    TUESDAY,
    book,
    later,
    night,
    one_partner,
    pilotage,
    tab,
)

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.unsure_lines import find_unsure
from relocalisons.core.kernel.model import KnownLines, Programme, Snapshot
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources

HEADERS = "N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut\n"
PLAN = (
    "1 | Former les cuisiniers | P01 | 05/01/2026 | 13/02/2026 | 40 % | en cours",
    "2 | Équiper la légumerie  | P01 | 12/01/2026 | 20/02/2026 | 0 %  | à venir",
    "3 | Livrer les écoles     | P01 | 19/01/2026 | 27/02/2026 | 10 % | en cours",
)
FIRST = "1 | Recruter un chef      | P01 | 02/01/2026 | 30/06/2026 | 0 %  | à venir"
OTHER = "Planter des haies | P01 | 01/06/2026 | 30/09/2026 | 90 % | suspendu"


def plan(*lines: str) -> Snapshot:
    return one_partner(tab("Plan d'action", HEADERS + "\n".join(lines), sheet_id=7))


class Nights:
    """Nights one after the other, each of which remembers the lines of the one before."""

    def __init__(self) -> None:
        self.known = KnownLines()
        self.day = 0

    def read(self, snapshot: Snapshot, *, apart: frozenset[str] = frozenset()) -> Programme:
        """One night more."""
        self.day += 1
        return self.again(later(snapshot, days=self.day), apart=apart)

    def again(self, moved: Snapshot, *, apart: frozenset[str] = frozenset()) -> Programme:
        """A reading as it is, at its own moment."""
        own = moved.workbooks[0]
        registry = read_sources(own)
        known = replace(self.known, apart=apart)
        programme = understand(
            moved,
            sources=registry.entries,
            registry_findings=registry.findings,
            parameters=read_parameters(own, as_of=TUESDAY),
            code="relocalisons",
            name="Relocalisons",
            as_of=TUESDAY,
            known=known,
        )
        self.known = KnownLines(lines=programme.lines, books=(*self.known.books, *moved.workbooks))
        return programme


def names(programme: Programme) -> dict[str, str]:
    """What its actions are called for ever, by the first word of their title."""
    return {action.title.split()[0]: action.key for action in programme.actions}


def shown(programme: Programme) -> dict[str, str]:
    """The numbers that people see."""
    return {action.title.split()[0]: action.number for action in programme.actions}


def shifted(*lines: str) -> tuple[str, ...]:
    return tuple(f"{place} | {line.split(' | ', 1)[1]}" for place, line in enumerate(lines, 1))


def test_a_line_is_first_called_by_its_number():
    assert names(Nights().read(plan(*PLAN))) == {"Former": "1", "Équiper": "2", "Livrer": "3"}


def test_a_first_line_that_shifts_every_number_moves_no_name():
    nights = Nights()
    nights.read(plan(*PLAN))

    programme = nights.read(plan(*shifted(FIRST, *PLAN)))

    assert shown(programme) == {"Recruter": "1", "Former": "2", "Équiper": "3", "Livrer": "4"}
    assert names(programme) == {"Recruter": "P01·1", "Former": "1", "Équiper": "2", "Livrer": "3"}
    assert programme.gone_lines == ()


def test_findings_of_a_renumbered_line_keep_their_keys_and_say_its_number_of_today():
    nights = Nights()
    nights.read(plan(*PLAN))
    programme = nights.read(plan(*shifted(FIRST, *PLAN)))

    late = [
        one for one in assess(programme, as_of=TUESDAY, baseline={}) if one.key == "action_late:2"
    ]

    assert [one.label for one in late] == ["3 – Équiper la légumerie"]


def test_a_name_survives_a_new_title_a_new_place_and_a_new_number_one_night_after_the_other():
    nights = Nights()
    nights.read(plan(*PLAN))
    nights.read(plan(PLAN[2], PLAN[0], PLAN[1]))
    nights.read(
        plan(PLAN[2], PLAN[0], PLAN[1].replace("Équiper la légumerie ", "Acheter la cuisine"))
    )

    programme = nights.read(
        plan(
            PLAN[2], PLAN[0], PLAN[1].replace("2 | Équiper la légumerie ", "9 | Acheter la cuisine")
        )
    )

    assert names(programme) == {"Livrer": "3", "Former": "1", "Acheter": "2"}


def test_a_name_is_nobody_elses_ever_after():
    nights = Nights()
    nights.read(plan(*PLAN))
    nights.read(plan(*PLAN[:2]))

    programme = nights.read(plan(*PLAN[:2], f"3 | {OTHER}"))

    assert names(programme)["Planter"] == "P01·3"


def test_a_line_that_comes_back_has_its_name_again():
    nights = Nights()
    nights.read(plan(*PLAN))
    gone = nights.read(plan(*PLAN[:2]))
    back = nights.read(plan(*PLAN))

    assert [one.name for one in gone.gone_lines] == ["3"]
    assert (names(back)["Livrer"], back.gone_lines) == ("3", ())


def test_doing_a_night_again_gives_the_same_names():
    nights = Nights()
    nights.read(plan(*PLAN))
    second = later(plan(*shifted(FIRST, *PLAN)), days=2)

    once, twice = nights.again(second), nights.again(second)

    assert names(once) == names(twice)
    assert set(once.lines) == set(twice.lines)


def test_a_store_restored_to_an_earlier_night_gives_the_same_names_again():
    readings = [
        plan(*PLAN),
        plan(*shifted(FIRST, *PLAN)),
        plan(*shifted(FIRST, *PLAN), f"5 | {OTHER}"),
    ]
    nights = Nights()
    first = [nights.read(one) for one in readings]
    restored = Nights()
    restored.known = KnownLines(lines=first[0].lines, books=later(readings[0], days=1).workbooks)
    restored.day = 1

    again = [restored.read(one) for one in readings[1:]]

    assert [names(one) for one in again] == [names(one) for one in first[1:]]


def test_a_number_given_to_another_line_is_one_question_that_names_both_cells():
    nights = Nights()
    nights.read(plan(*PLAN))

    programme = nights.read(plan(*PLAN[:2], f"3 | {OTHER}"))

    (asked,) = find_unsure(programme)
    assert (asked.key, asked.partner) == ("line_unsure:P01/actions/3", "P01")
    assert "3 «\u00a0Planter des haies\u00a0»" in asked.title
    assert "3 «\u00a0Livrer les écoles\u00a0»" in asked.title
    assert [place.cell for place in asked.evidence] == ["B4"]
    assert programme.gone_lines == ()


def test_nothing_is_told_of_either_line_until_she_answers():
    nights = Nights()
    nights.read(plan(*PLAN))
    nights.read(plan(*PLAN[:2], f"3 | {OTHER}"))

    programme = nights.read(plan(*PLAN[:2], f"3 | {OTHER}"))

    told = [one.key for one in assess(programme, as_of=TUESDAY, baseline={})]
    assert "line_unsure:P01/actions/3" in told
    assert not [key for key in told if key.endswith(":3")]


def test_her_word_that_it_is_another_line_ends_the_question():
    nights = Nights()
    nights.read(plan(*PLAN))
    nights.read(plan(*PLAN[:2], f"3 | {OTHER}"))

    programme = nights.read(plan(*PLAN[:2], f"3 | {OTHER}"), apart=frozenset({"P01/actions/3"}))

    assert find_unsure(programme) == ()
    assert names(programme)["Planter"] == "P01·3"
    assert [one.name for one in programme.gone_lines] == ["3"]


def test_a_title_column_that_we_learn_to_read_changes_no_line():
    odd = HEADERS.replace("Intitulé", "Ce qu'on fait")
    lines = "\n".join(PLAN)

    def snapshot(settings: str) -> Snapshot:
        return one_partner(tab("Plan d'action", odd + lines, sheet_id=7), settings=settings)

    nights = Nights()
    nights.read(snapshot("Alias | actions.intitulé | Ce qu'on fait |"))
    programme = nights.read(snapshot("Alias | actions.intitulé | Ce qu'on fait |"))

    assert (programme.gone_lines, programme.unsure_lines) == ((), ())


def test_a_line_moved_to_another_file_of_its_partner_keeps_its_name():
    other = "drive-file-of-p01-00000000000"
    sources = f"Plan d'action | P01 | {P01_ID} | Plan\nPlan d'action | P01 | {other} | Suite"

    def two(first: tuple[str, ...], second: tuple[str, ...]) -> Snapshot:
        return night(
            pilotage(sources=sources),
            book(P01_ID, tab("Plan", HEADERS + "\n".join(first), sheet_id=7)),
            book(other, tab("Suite", HEADERS + "\n".join(second), sheet_id=8)),
        )

    nights = Nights()
    nights.read(two(PLAN, (f"8 | {OTHER}",)))

    programme = nights.read(two(PLAN[:2], (f"8 | {OTHER}", PLAN[2].replace("3 |", "9 |"))))

    assert names(programme)["Livrer"] == "3"
    assert programme.gone_lines == ()


def test_a_line_gone_was_last_seen_when_its_workbook_was_last_found_untouched():
    """A workbook that does not move is not read again: its last reading may be a week old."""
    nights = Nights()
    first = nights.read(plan(*PLAN))
    (read_at,) = {one.seen for one in first.lines}
    yesterday = read_at + timedelta(days=6)
    nights.known = replace(nights.known, stood={(P01_ID, read_at): yesterday})
    nights.day = 7

    programme = nights.read(plan(*PLAN[:2]))

    assert [(one.name, one.seen) for one in programme.gone_lines] == [("3", yesterday)]


def test_a_line_gone_is_told_for_a_week_only():
    nights = Nights()
    nights.read(plan(*PLAN))
    nights.read(plan(*PLAN[:2]))
    nights.day += 8

    assert nights.read(plan(*PLAN[:2])).gone_lines == ()


def test_a_line_that_another_partner_takes_over_keeps_its_name():
    other = "drive-file-of-p02-00000000000"
    sources = f"Plan d'action | P01 | {P01_ID} | Plan\nPlan d'action | P02 | {other} | Suite"

    def two(first: tuple[str, ...], second: tuple[str, ...]) -> Snapshot:
        return night(
            pilotage(sources=sources),
            book(P01_ID, tab("Plan", HEADERS + "\n".join(first), sheet_id=7)),
            book(other, tab("Suite", HEADERS + "\n".join(second), sheet_id=8)),
        )

    nights = Nights()
    nights.read(two(PLAN, (f"8 | {OTHER}",)))

    programme = nights.read(two(PLAN[:2], (f"8 | {OTHER}", PLAN[2])))

    assert names(programme)["Livrer"] == "3"
    assert programme.gone_lines == ()
