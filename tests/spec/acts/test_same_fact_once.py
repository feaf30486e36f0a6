"""A subject that is late, empty and blocking is one line; what it holds up is told there."""

from dataclasses import replace
from datetime import date

import pytest
from support.programme.sheets import one_partner, tab, understood
from support.reminders.planned import said, tracked

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.acts.wording import say_act, say_why
from relocalisons.core.assessment.assessment import assess

NIGHT = date(2026, 3, 17)
HEAD = "N° | Action | Responsable | Début prévu | Fin prévue | Avancement | Statut | Dépend de\n"
LATE = "A1 | Forer le puits | P01 | 01/10/2025 | {} | {} | en cours |\n"
WAITS = "{} | Irriguer | {} | 10/02/2026 | 30/06/2026 | 0 % | à venir | A1\n"
PASSED, TO_COME = "03/02/2026", "30/06/2026"


def acts_of(*lines: str) -> Acts:
    sheet = one_partner(tab("Plan d'action", HEAD + "".join(lines), sheet_id=1))
    programme = understood(sheet, as_of=NIGHT)
    found = assess(programme, as_of=NIGHT, baseline={})
    return derive_acts(tracked(*found), programme=programme, as_of=NIGHT)


def told(acts: Acts) -> list[str]:
    return [one.finding.key for act in acts.acts for one in act.told]


def test_late_empty_and_blocking_is_one_line_of_one_call():
    acts = acts_of(LATE.format(PASSED, ""), WAITS.format("A2", "P02"), WAITS.format("A3", "P02"))

    (act,) = acts.acts
    assert told(acts) == ["action_late:A1"]
    assert act.hidden == {
        "cell_missing:P01/actions/A1/progress", "action_blocked:A2", "action_blocked:A3",
    }  # fmt: skip
    why = say_why(act, as_of=NIGHT).replace("\u00a0", " ")
    assert why.startswith("A2 (30 juin) et A3 (30 juin) attendent")
    assert why.endswith("3 autres points se règlent avec")
    assert acts.shelves == ()


def test_it_is_the_call_of_whoever_holds_it_up():
    acts = acts_of(LATE.format(PASSED, "40 %"), WAITS.format("A2", "P02"))

    assert [str(act.key) for act in acts.acts] == ["act:appeler:P01"]
    title = say_act(acts.acts[0], programme=acts.weigher.programme)  # type: ignore[union-attr]
    assert title.replace("\u00a0", " ").endswith(": A1 – Forer le puits")


@pytest.mark.parametrize("line", (WAITS.format("A2", "P01"), LATE.format(TO_COME, "40 %")))
def test_what_holds_nobody_else_up_hides_nobody(line: str):
    acts = acts_of(LATE.format(PASSED, "40 %").replace("A1", "A9"), line)

    assert [act.hidden for act in acts.acts] == [frozenset()]


@pytest.mark.parametrize(("word", "awake"), [("vu", False), ("", True)])
def test_her_word_on_its_own_row_puts_what_it_hides_to_sleep_with_it(word: str, awake: bool):
    acts = acts_of(LATE.format(PASSED, ""), WAITS.format("A2", "P02"))
    entries = [
        replace(one, **said(word, read_on=NIGHT)) if one.finding.key == "action_late:A1" else one
        for one in acts.acts[0].members
    ]

    (act,) = derive_acts(
        entries,
        programme=acts.weigher.programme,
        as_of=NIGHT,  # type: ignore[union-attr]
    ).acts

    assert act.awake is awake


def test_her_word_on_the_call_decides_what_it_holds_up_too():
    acts = acts_of(LATE.format(PASSED, "40 %"), WAITS.format("A2", "P02"))

    assert set(acts.acts[0].member_keys) == {"action_late:A1", "action_blocked:A2"}
