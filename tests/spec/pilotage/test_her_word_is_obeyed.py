"""« vu », « sans objet », « date accordée »: obeyed alike in colours, lists, counts and mails."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from support.programme.build import a_funder, a_partner, a_programme, actions
from support.reminders.planned import said

from relocalisons.core.acts.acts import Act, Acts, derive_acts
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import FindingState, TrackedFinding
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state
from relocalisons.core.pilotage.dashboard.waiting import ATTENTION
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.shared.measures import measure

NIGHT = date(2026, 3, 17)
NAMES = {"P01": "Ville", "P02": "Chambre"}
LEFT = date(2026, 2, 2)
PLAN = """
    action | owner | end        | work_stream
    A1     | P01   | 2026-01-20 | Axe 1
    A2     | P02   | 2026-01-20 | Axe 2
"""
WORDS = ("", "à traiter", "vu", "fait", "sans objet", "date accordée au 12/06/2026")
SLEEPS = frozenset({"vu", "fait", "sans objet", "date accordée au 12/06/2026"})
NOT_LATE = frozenset({"sans objet", "date accordée au 12/06/2026"})


class Morning:
    """The dashboard of a plan of two late actions, the first of which she decided today."""

    def __init__(self, word: str) -> None:
        plan = actions(PLAN)
        partners = (a_partner("P01", "Ville"), a_partner("P02", "Chambre"))
        self.programme = a_programme(
            partners=partners, actions=plan, funders=[a_funder()], as_of=NIGHT
        )
        found = assess(self.programme, as_of=NIGHT, baseline={})
        self.tracked = tuple(
            TrackedFinding(
                finding=one, state=FindingState.OPEN, first_seen=LEFT,
                **(said(word, read_on=NIGHT) if one.partner == "P01" else {}),
            )
            for one in found
        )  # fmt: skip
        days = {one.key: LEFT for one in found}
        acts = derive_acts(self.tracked, programme=self.programme, as_of=NIGHT)
        self.acts: Acts = replace(acts, shown_since=days)
        tab = build_full_state(
            self.tracked, programme=self.programme, links=CellLinks(), as_of=NIGHT,
            read_at=datetime(2026, 3, 17, 6, tzinfo=UTC), acts=self.acts,
        )  # fmt: skip
        self.rows = [[str(cell).replace("\u00a0", " ") for cell in row] for row in tab.values]

    @property
    def calls(self) -> tuple[int, str]:
        """How many lines are of today, and the partner whom the first names."""
        ((_, line, *_),) = self.part("À faire aujourd’hui")
        (first,) = (code for code, name in NAMES.items() if name in line)
        return int(line.partition(" ")[0]), first

    @property
    def placed(self) -> Mapping[When, Sequence[Act]]:
        """Its acts by when they are to be done."""
        return place(self.acts, programme=self.programme, as_of=NIGHT)

    def part(self, heading: str) -> list[list[str]]:
        """The rows of a part, without its heading and its columns."""
        at = next((n for n, row in enumerate(self.rows) if row[0].startswith(heading)), None)
        if at is None:
            return []
        end = next((n for n in range(at, len(self.rows)) if not any(self.rows[n])), len(self.rows))
        return self.rows[at + 1 : end]

    def row_of(self, heading: str, name: str) -> list[str]:
        return next(row for row in self.part(heading) if row[1].startswith(name))


@pytest.mark.parametrize("word", WORDS)
def test_colours_lists_and_what_is_to_do_obey_the_same_word(word: str):
    morning, sleeps = Morning(word), word in SLEEPS

    red = {
        "Par partenaire": morning.row_of("Par partenaire", "P01"),
        "Par axe": morning.row_of("Par axe", "Axe 1"),
    }
    assert {name: row[0].startswith("■") for name, row in red.items()} == dict.fromkeys(
        red, not sleeps
    )
    assert morning.row_of("Par partenaire", "P01")[2] == ("0" if sleeps else "1")
    assert morning.calls == ((1, "P02") if sleeps else (2, "P01"))
    assert morning.part(ATTENTION) == [], "no finding of these lines is told twice"
    asleep = [act.key.counterpart for act in morning.placed[When.ASLEEP]]
    assert asleep == (["P01"] if sleeps else [])


@pytest.mark.parametrize("word", WORDS)
def test_of_whom_she_said_nothing_stays_as_it_was(word: str):
    morning = Morning(word)

    assert morning.row_of("Par partenaire", "P02")[0].startswith("■")
    assert morning.row_of("Par axe", "Axe 2")[0].startswith("■")
    assert "P02" in {act.key.counterpart for act in morning.placed[When.TODAY]}


@pytest.mark.parametrize("word", WORDS)
def test_what_is_void_or_has_another_date_is_counted_as_late_by_nobody(word: str):
    morning = Morning(word)
    counted = measure(
        morning.programme, morning.tracked, whole_programme(morning.programme), as_of=NIGHT
    )
    late = 1 if word in NOT_LATE else 2

    assert counted.late_range.sure == late
    assert f"{late} en retard" in morning.row_of("Où en est le programme", "Actions")[1]
    assert ("en retard" in morning.row_of("Par axe", "Axe 1")[1]) is (late == 2)


def test_done_is_trusted_one_night_and_a_granted_date_until_its_day():
    for word, day in (("fait", NIGHT + timedelta(days=1)),
                      ("date accordée au 12/06/2026", date(2026, 6, 12))):  # fmt: skip
        made = derive_acts(Morning(word).tracked, programme=Morning(word).programme, as_of=day)

        assert all(act.awake for act in made.acts), word
