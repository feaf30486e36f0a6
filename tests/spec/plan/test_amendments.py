"""An amendment moves the reference of exactly what it lists, and names every line left out."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest
from support.money.build import money_programme
from support.programme.build import a_deliverable, a_programme, actions, by_kind

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.forecast import measure_slippage
from relocalisons.core.kernel.model import Meaning, Understood
from relocalisons.core.programme.decisions.amended import with_amendments
from relocalisons.core.programme.decisions.baseline import Baseline
from relocalisons.core.reports.amendments.comparison import (
    compare_versions,
    version_of_plan,
    version_of_reference,
)
from relocalisons.core.reports.amendments.lines import promised_lines, reference_of
from relocalisons.core.reports.amendments.proposal import Proposal, amend, propose_amendment
from relocalisons.core.reports.amendments.words import (
    Asked,
    Tick,
    is_amendment_name,
    read_tick,
    versions_asked,
)

AS_OF = date(2026, 10, 20)
CONVENTION_ON = datetime(2026, 1, 5, tzinfo=UTC)
PLAN = """
    action | end        | revised    | status
    A1     | 2026-03-11 |            | under way
    A2     | 2026-06-30 | 2026-09-30 | under way
    A3     | 2026-12-31 |            | under way
    A4     | ??         |            | under way
    A5     | 2026-11-30 |            | dropped
"""
HELD = {"A1": date(2026, 3, 11), "A2": date(2026, 6, 30), "A3": date(2026, 12, 31)}
HELD |= {"A5": date(2026, 11, 30), "A9": date(2026, 5, 4)}


def convention(**more) -> Baseline:
    return Baseline(name="Convention", dates=HELD, decided_at=CONVENTION_ON, **more)


def the_plan():
    drawn = PLAN.replace("under way", "in_progress")
    return a_programme(actions=actions(drawn), as_of=AS_OF)


def granted(**ends: str) -> dict[str, Understood]:
    """`action_late:A1` → the day she granted."""
    return {
        f"action_late:{number}": Understood(meaning=Meaning.GRANTED, until=date.fromisoformat(day))
        for number, day in ends.items()
    }


def proposed(words=None, *, reference=None, on=datetime(2026, 9, 1, tzinfo=UTC)) -> Proposal:
    words = words or {}
    return propose_amendment(
        the_plan(),
        reference or convention(),
        words=words,
        decided=dict.fromkeys(words, on),
    )


def said(proposal: Proposal) -> dict[str, str]:
    """What is left out, by the number of its line."""
    return {one.label.split()[1]: one.why for one in proposal.left_out}


def test_a_date_she_granted_may_move_and_a_revised_one_that_she_did_not_is_named():
    proposal = proposed(granted(A1="2026-10-20"))

    assert [move.sentence for move in proposal.moves] == [
        "Action A1 – Former les cuisiniers : 11/03/2026 → 20/10/2026, +223 j (date accordée)"
    ]
    left = said(proposal)
    assert "date révisée au 30/09/2026, que vous n’avez pas accordée" in left["A2"]
    assert left["A4"] == "fin prévue à préciser, deux lectures possibles"
    assert left["A5"] == "action abandonnée"
    assert "n’est plus dans les tableaux" in left["A9"]
    assert proposal.unchanged == 1, "A3"


def test_what_she_does_not_retain_keeps_its_reference_and_is_named():
    proposal = proposed(granted(A1="2026-10-20", A3="2027-02-28"))
    (first, _) = proposal.moves

    kept = proposal.retaining({first.key})
    made = amend(kept, name="Avenant n° 1")

    assert said(kept)["A3"] == "non retenue"
    assert made.dates == {**HELD, "A1": date(2026, 10, 20)}


def test_another_date_granted_meanwhile_is_not_what_she_retained():
    (before,) = proposed(granted(A1="2026-10-20")).moves
    (after,) = proposed(granted(A1="2026-11-20")).moves

    assert before.key != after.key


def test_a_date_granted_before_the_reference_was_decided_is_part_of_its_story():
    words = granted(A1="2026-10-20")

    assert proposed(words, on=datetime(2026, 1, 4, tzinfo=UTC)).moves == ()


def test_a_grant_that_is_not_understood_moves_nothing_and_is_said():
    words = {"action_late:A1": Understood(meaning=Meaning.ASKED, message="Jusqu’à quelle date ?")}

    proposal = proposed(words)

    assert proposal.moves == ()
    assert said(proposal)["A1"] == "Jusqu’à quelle date ?"


# --- what becomes of the plan --------------------------------------------------------------------


def amended(**ends: str) -> Baseline:
    moved = {number: date.fromisoformat(day) for number, day in ends.items()}
    return Baseline(
        name="Avenant n° 1",
        dates={**HELD, **moved},
        amended={("actions", number): "Avenant n° 1" for number in moved},
        former={number: frozenset({HELD[number], day}) for number, day in moved.items()},
    )


def test_no_slip_is_left_of_what_the_amendment_moved_whatever_its_cell_says():
    """Frozen as « Avenant n° 1 », the old planned dates used to leave 223 days of slip."""
    reference = amended(A1="2026-10-20")
    programme = with_amendments(the_plan(), reference)

    slips = {
        slip.number: slip.calendar_days
        for slip in measure_slippage(
            programme.actions, baseline=reference, as_of=AS_OF, calendar=french_calendar()
        )
    }
    findings = by_kind(assess(programme, as_of=AS_OF, baseline=reference))

    assert (slips["A1"], slips["A2"]) == (0, 112)
    assert findings["action_late"] == ["A2"], "measured from what the amendment says"
    assert "baseline_overwritten" not in findings, "the cell still says the convention's end"


def test_late_again_after_the_amended_day_is_late_from_that_day_and_says_why():
    reference = amended(A1="2026-10-01")
    programme = with_amendments(the_plan(), reference)

    (late,) = (
        one
        for one in assess(programme, as_of=AS_OF, baseline=reference)
        if one.key == "action_late:A1"
    )

    assert late.days == 19
    assert "Date fixée par «\u00a0Avenant n° 1\u00a0»" in late.detail


@pytest.mark.parametrize(
    ("revised", "due"),
    [("2026-09-15", date(2026, 10, 20)), ("2026-12-01", date(2026, 12, 1))],
)
def test_a_revised_end_counts_only_where_it_is_later_than_the_amended_one(revised, due):
    drawn = f"""
        action | end        | revised
        A1     | 2026-03-11 | {revised}
    """
    programme = a_programme(actions=actions(drawn), as_of=AS_OF)

    (action,) = with_amendments(programme, amended(A1="2026-10-20")).actions

    told = action.revised_end.value or action.planned_end.value
    assert told is not None
    assert told.latest == due


def test_an_end_typed_over_after_the_amendment_is_told():
    drawn = """
        action | end
        A1     | 2027-01-15
    """
    reference = amended(A1="2026-10-20")
    programme = with_amendments(a_programme(actions=actions(drawn), as_of=AS_OF), reference)

    findings = by_kind(assess(programme, as_of=AS_OF, baseline=reference))

    assert findings["baseline_overwritten"] == ["A1"]


def test_an_amended_deliverable_is_due_on_its_new_day():
    given = a_deliverable("L1", due="2026-03-31", revised="2026-05-31")
    reference = Baseline(
        name="Avenant n° 1",
        deliverables={"L1": date(2026, 12, 15)},
        amended={("deliverables", "L1"): "Avenant n° 1"},
    )

    (deliverable,) = with_amendments(
        a_programme(deliverables=[given], as_of=AS_OF), reference
    ).deliverables

    assert deliverable.due.value is not None
    assert deliverable.due.value.latest == date(2026, 12, 15)
    assert not deliverable.revised_due.is_set


# --- targets and budget --------------------------------------------------------------------------

BUDGET = """
    Poste      | Partenaire | Financeur | Budget initial € | Budget modifié € | Avenant
    Personnel  | P01        | FRA       | 20000            | 18000            |
    Animation  | P01        | FRA       | 5000             | 7000             | Avenant n° 1
    Études     | P01        | FRA       | 3000             |                  |
    Transport  | P01        | FRA       | 1 000 ou 1 200   |                  |
"""
INDICATORS = """
    Code | Intitulé        | Cible | Unité | Échéance
    I1   | Repas locaux    | 4000  | repas | 31/12/2026
    I2   | Fermes visitées | 12    |       | 31/12/2026
"""


def test_targets_and_budget_lines_that_differ_may_move_with_what_is_missing_beside_them():
    programme = money_programme(budget=BUDGET, indicators=INDICATORS)
    reference = Baseline(
        name="Convention", targets={"pilotage/I1": Decimal(3000), "pilotage/I2": Decimal(12)}
    )

    proposal = propose_amendment(programme, reference, words={}, decided={})

    told = [move.sentence.replace("\u202f", " ").replace("\u00a0", " ") for move in proposal.moves]
    assert told == [
        "Indicateur I1 – Repas locaux : 3 000 → 4 000 (cible modifiée)",
        "Budget Personnel, Ville de Grasse, FRA : 20 000,00 € → 18 000,00 € (montant modifié dans "
        "« Budget » ; la colonne « Avenant » est vide)",
        "Budget Animation, Ville de Grasse, FRA : 5 000,00 € → 7 000,00 € (montant modifié dans "
        "« Budget »)",
    ]
    assert [one.sentence for one in proposal.left_out] == [
        "Budget Transport, Ville de Grasse, FRA : montant vide ou illisible"
    ]
    assert proposal.unchanged == 2, "I2 and Études"


def test_a_reference_holds_all_that_is_sure_and_gives_it_back():
    programme = money_programme(budget=BUDGET, indicators=INDICATORS)

    held = reference_of(promised_lines(programme), name="Convention")

    assert held.targets == {"pilotage/I1": Decimal(4000), "pilotage/I2": Decimal(12)}
    assert sorted(held.budget.values()) == [Decimal(3000), Decimal(7000), Decimal(18000)]


# --- her words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tick"),
    [
        ("retenir", Tick.RETAINED),
        ("Oui", Tick.RETAINED),
        ("x", Tick.RETAINED),
        ("", Tick.LEFT),
        ("laisser", Tick.LEFT),
        ("retenir ?", Tick.UNCLEAR),
        ("voir avec la Région", Tick.UNCLEAR),
    ],
)
def test_only_a_clear_word_retains(text, tick):
    assert read_tick(text) is tick


def test_an_amendment_is_known_by_its_name():
    assert is_amendment_name("Avenant n° 2")
    assert is_amendment_name(" avenant 2 ")
    assert not is_amendment_name("Planning d’avant l’avenant")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("référence initiale", Asked(name="Convention")),
        ("avenant 1", Asked(name="Avenant n° 1")),
        ("Avenant n°1", Asked(name="Avenant n° 1")),
        ("en vigueur", Asked(name="Avenant n° 1")),
        ("le 12/03/2026", Asked(day=date(2026, 3, 12))),
    ],
)
def test_any_reference_or_day_is_named_in_her_words(text, first):
    names = ("Convention", "Photo de mars", "Avenant n° 1")

    assert versions_asked(text, names=names, current="Avenant n° 1") == (first, Asked())


def test_two_versions_are_parted_by_a_semicolon_and_an_unknown_one_is_said():
    one, two = versions_asked("convention ; avenant 3", names=("Convention",), current="")

    assert one == Asked(name="Convention")
    assert "n’est ni une référence" in two.problem
    assert "Convention" in two.problem


def test_a_comparison_shows_the_largest_gap_first_and_names_what_is_not_compared():
    programme = the_plan()
    lines = promised_lines(programme)
    labels = MappingProxyType({line.name: line.label for line in lines})

    page = compare_versions(
        version_of_reference(convention()),
        version_of_plan(lines, title="plan du 20/10/2026"),
        labels=labels,
    )

    assert page.count == 1
    text = page.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Actions : 1 écart, 2 lignes inchangées, 3 lignes à part" in text
    assert "- A2 – Former les cuisiniers : 30/06/2026 → 30/09/2026 (+92 jours)" in text
    assert "- A4 – Former les cuisiniers : non comparée, fin prévue à préciser" in text
    assert "- A9 : 04/05/2026, seulement dans la première" in text
