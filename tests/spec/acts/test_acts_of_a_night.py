"""From findings to acts: each finding in one act or in « À ranger »."""

import random
from dataclasses import replace

import pytest
from support.programme.acts import NIGHT, PROGRAMME, any_findings, keys, of, on_row, seen
from support.reminders.planned import finding

from relocalisons.core.acts.acts import Offer
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.acts.wording import say_act
from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.findings.gestures import Party, Verb
from relocalisons.core.kernel.model import FindingState

# ---- one home --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(20))
def test_each_open_finding_is_in_exactly_one_act_or_to_be_put_in_order(seed):
    open_ones = seen(*any_findings(seed))
    over = seen(finding(subject="A9.9"), state=FindingState.RESOLVED)

    made = of(*open_ones, *over)

    homes = [key for act in made.acts for key in act.member_keys]
    homes += [one.finding.key for shelf in made.shelves for one in shelf.members]
    assert sorted(homes) == sorted(one.finding.key for one in open_ones)
    assert all(act.told for act in made.acts)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rows_changes_nothing(seed):
    rows = list(seen(*any_findings(seed)))
    before = of(*rows)
    random.Random(seed).shuffle(rows)

    assert of(*rows) == before


@pytest.mark.parametrize("seed", range(10))
def test_an_act_keeps_its_key_when_members_come_and_go(seed):
    rows = seen(*any_findings(seed))
    whole = of(*rows)
    for act in whole.acts:
        kept = [one for one in act.told if one is not act.told[0]]
        others = [one for one in rows if one not in act.members]
        if kept:
            assert str(act.key) in keys(of(*kept, *others))


def test_no_kind_has_to_be_listed_elsewhere_to_have_a_home():
    for kind in KINDS.values():
        made = of(*seen(finding(kind.value, "X/Y")))
        assert len(made.acts) + len(made.shelves) == 1
        assert bool(made.acts) is kind.gesture.is_act


def test_housekeeping_is_by_partner_and_column():
    cells = [
        finding("cell_unreadable", f"{who}/actions/A{n}/status", partner=who)
        for who, n in (("P01", 1), ("P01", 2), ("P02", 1))
    ]
    made = of(*seen(*cells))

    assert made.acts == ()
    assert [(one.partner, one.column, len(one.members)) for one in made.shelves] == [
        ("P01", "Plan d'action – Statut", 2),
        ("P02", "Plan d'action – Statut", 1),
    ]


def test_a_lateness_does_not_depend_on_who_answers_for_it():
    made = of(*seen(finding(partner="P99"), finding(subject="A2", partner=None)))

    assert keys(made) == ["act:décider:coordination:lignes sans responsable"]


# ---- hiding ----------------------------------------------------------------------------------

LATE = finding("action_late", "A1.2")
EMPTY = finding("cell_missing", "P01/actions/A1.2/progress")


def test_a_late_action_is_one_line_with_its_empty_cell():
    made = of(*seen(on_row(LATE, 5), on_row(EMPTY, 5)))

    (act,) = made.acts
    assert made.shelves == ()
    assert act.hidden == {EMPTY.key}
    assert [one.finding.key for one in act.told] == [LATE.key]


@pytest.mark.parametrize(
    ("late", "cell"),
    (
        (on_row(LATE, 5), on_row(EMPTY, 6)),  # of another line
        (on_row(LATE, 5), on_row(EMPTY, 5, sheet="Suivi P02")),
        (on_row(LATE, 5, sheet=""), on_row(EMPTY, 5, sheet="")),  # of no known file
        (replace(LATE, evidence=()), replace(EMPTY, evidence=())),  # of no known line
    ),
)
def test_what_is_not_known_to_be_the_same_hides_nothing(late, cell):
    made = of(*seen(late, cell))

    assert [act.hidden for act in made.acts] == [frozenset()]
    assert len(made.shelves) == 1


@pytest.mark.parametrize(("partner", "hides"), (("P01", True), ("P99", False), (None, False)))
def test_an_unknown_partner_hides_nothing(partner, hides):
    left = replace(finding("partner_left", "P01", partner=partner), evidence=())
    silent = replace(finding("partner_silent", "P01", partner=partner), evidence=())
    made = of(*seen(left, silent))

    assert any(act.hidden for act in made.acts) is hides


def test_a_cell_never_hides_a_delay():
    tidy = [kind for kind in KINDS.values() if not kind.gesture.is_act]

    assert all(not kind.gesture.over for kind in tidy)


def test_an_act_may_come_from_elsewhere_than_a_finding():
    key = ActKey(verb=Verb.REVIEW, party=Party.PARTNER, counterpart="P02", occasion="réponse")
    offer = Offer(member="reply:7", act=key, title="Lire la réponse de la légumerie.", due=NIGHT)
    made = of(*seen(finding()), offers=(offer,))

    assert made.home["reply:7"].key == key
    assert say_act(made.home["reply:7"], programme=PROGRAMME) == "Lire la réponse de la légumerie."
