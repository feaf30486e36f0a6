"""Above one partner in five in red, « Tableau de bord » names the rule and what changes it."""

import pytest

from relocalisons.core.acts.red import RedRule, State, say_too_many
from relocalisons.core.sources.thresholds import BLOCKED_FOR, LEFT_FOR, TRIAGE
from relocalisons.core.views.rag import Rag

WELL = State(level=Rag.GOOD, reason="rien ne presse")


def red(rule: RedRule, count: int) -> list[State]:
    return [State(level=Rag.ALERT, reason="x", rule=rule)] * count


def said(*states: State, of: int) -> str:
    return say_too_many(states, of=of).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("count", "of"), [(0, 10), (2, 10), (4, 20), (0, 0)])
def test_one_in_five_or_fewer_is_rare_and_nothing_is_said(count, of):
    assert said(*red(RedRule.MONEY, count), WELL, of=of) == ""


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        (RedRule.LEFT, f"se règle dans « Paramètres », ligne « {LEFT_FOR.name} »."),
        (RedRule.BLOCKED, f"se règle dans « Paramètres », ligne « {BLOCKED_FOR.name} »."),
        (RedRule.MONEY, "commencez par les premières lignes de « À faire »."),
        (RedRule.FIRM, "écrivez « date accordée au … » sur l’acte."),
    ],
)
def test_the_rule_that_makes_most_of_them_red_is_named_with_what_changes_it(rule, end):
    other = RedRule.MONEY if rule is not RedRule.MONEY else RedRule.FIRM

    line = said(*red(other, 1), *red(rule, 3), WELL, of=10)

    assert line.startswith(f"4 sur 10 sont ■ ; la règle pour 3 : {rule.value} ;")
    assert line.endswith(end)


def test_the_rows_of_parametres_that_it_names_exist():
    assert {LEFT_FOR, BLOCKED_FOR} <= set(TRIAGE)
