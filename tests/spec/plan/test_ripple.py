"""What the service promises about delays that travel from one partner to another."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.programme.build import (
    a_deliverable,
    a_file,
    a_funder,
    a_partner,
    a_programme,
    a_report,
    actions,
    an_action,
    by_kind,
)
from support.programme.sheets import one_partner, tab, understood

from relocalisons.core.assessment.assessment import assess, forecast_chains
from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.kernel.model import Audience, Severity
from relocalisons.core.plan.findings.ripple import find_chains, say_coverage

TUESDAY = date(2026, 3, 3)
ELSEWHERE = (a_file("autre.pdf"),)  # the Drive was read, and holds something else

# Half of 30 working days is left on 3 March: A1.2 will end on 23 March, 26 working days late.
LATE = {
    "owner": "P02", "start": "2026-01-05", "end": "2026-02-13", "started": "2026-01-05",
    "progress": "0.5",
}  # fmt: skip


def chains(plan, *, as_of=TUESDAY, baseline=None, items=ELSEWHERE, **given):
    programme = a_programme(actions=plan, as_of=as_of, items=items, **given)
    return forecast_chains(programme, as_of=as_of, baseline=baseline or {})


def found(plan, **given):
    return find_chains(chains(plan, **given))


def ripples(plan, **given):
    return [each for each in found(plan, **given) if each.kind == "ripple"]


def test_a_ripple_says_who_moves_whom_by_how_much_and_what_margin_is_left():
    late = an_action("A1.2", **LATE, outputs="L4", funders="FRA")
    output = a_deliverable("L4", owner="P01", due="2026-03-05")

    (ripple,) = ripples(
        [late], deliverables=[output], funders=[a_funder("FRA")],
        report_deadlines=[a_report("mensuel", until="2026-03-10"), a_report(until="2026-03-27")],
    )  # fmt: skip

    assert ripple.title == (
        "Le retard de A1.2 (Chambre d’agriculture 06) décale L4 (Ville de Grasse) "
        "d’environ 18\u00a0jours, marge restante 4\u00a0jours."
    )
    assert ripple.detail == (
        "Prévision\u00a0: 23\u00a0mars\u00a02026 au lieu du 5\u00a0mars\u00a02026 "
        "(12\u00a0jours ouvrés). Reste avant la date du financeur FRA\u00a0: rapport "
        "intermédiaire FRA, 27\u00a0mars\u00a02026."
    )
    assert (ripple.key, ripple.days, ripple.about) == ("ripple:A1.2/L4", 18, True)


def test_a_ripple_is_for_the_coordination_alone_and_about_the_partner_who_is_late():
    late = an_action("A1.2", **LATE, outputs="L4")

    (ripple,) = ripples([late], deliverables=[a_deliverable("L4", due="2026-03-05")])

    assert ripple.audience is Audience.COORDINATION
    assert ripple.partner == "P02"
    assert "marge restante inconnue" in ripple.title


@pytest.mark.parametrize(
    ("until", "severity", "words"),
    [
        ("2026-03-27", Severity.WATCH, "marge restante 4\u00a0jours"),
        ("2026-03-20", Severity.ALERT, "marge dépassée de 3\u00a0jours"),
    ],
)
def test_a_funder_s_date_that_is_passed_is_an_alert(until, severity, words):
    late = an_action("A1.2", **LATE, outputs="L4", funders="FRA")

    (ripple,) = ripples(
        [late], deliverables=[a_deliverable("L4", due="2026-03-05")],
        funders=[a_funder("FRA", until=until)],
    )  # fmt: skip

    assert ripple.severity is severity
    assert words in ripple.title


def test_the_gap_between_two_actions_absorbs_the_delay_before_the_next_one_moves():
    plan = [
        an_action("A1", **LATE),
        an_action("A2", owner="P01", start="2026-03-05", end="2026-04-30", milestone="jalon",
                  predecessors="A1", status="planned"),
        an_action("A3", owner="P01", start="2026-03-24", end="2026-04-30", milestone="jalon",
                  predecessors="A1", status="planned"),
    ]  # fmt: skip

    (ripple,) = ripples(plan)

    # 26 working days of delay, 13 of gap: the 13th working day after 30 April is 22 May, because
    # the 1st, the 8th and the 14th are public holidays.
    assert (ripple.subject, ripple.days) == ("A1/A2", 22)


def test_a_planned_overlap_is_kept():
    """A2 was to start two weeks before A1 ended: it moves by the delay, not by the sequence."""
    plan = [
        an_action("A1", **LATE),
        an_action("A2", owner="P01", start="2026-02-02", end="2026-06-12", milestone="jalon",
                  predecessors="A1", status="blocked"),
    ]  # fmt: skip

    seen = chains(plan).forecast.actions["A2"]

    assert seen.inherited == 26


def test_the_chain_goes_on_through_other_actions_and_names_them():
    plan = [
        an_action("A1", **LATE),
        an_action("A2", owner="P02", start="2026-02-16", end="2026-03-13", predecessors="A1",
                  status="blocked"),
        an_action("A3", owner="P01", start="2026-03-16", end="2026-04-17", predecessors="A2",
                  status="planned", milestone="Jalon"),
    ]  # fmt: skip

    (ripple,) = ripples(plan)

    assert ripple.subject == "A1/A3"
    assert "Enchaînement\u00a0: A1 → A2 → A3." in ripple.detail


def test_a_successor_already_started_cannot_finish_before_what_it_waits_for():
    plan = [
        an_action("A1", **LATE),
        an_action("A2", owner="P01", start="2026-02-16", end="2026-03-13", started="2026-02-16",
                  progress="0.9", predecessors="A1", milestone="Jalon"),
    ]  # fmt: skip

    (ripple,) = ripples(plan)

    assert ripple.due == date(2026, 3, 13)
    assert ripple.days == 10  # 23 March


def test_a_delay_inside_one_partner_is_no_ripple_across_partners():
    late = an_action("A1.2", **{**LATE, "owner": "P01"}, outputs="L4")

    assert ripples([late], deliverables=[a_deliverable("L4", due="2026-03-05")]) == []


def test_a_date_already_put_off_by_its_owner_is_not_moved_again():
    late = an_action("A1.2", **LATE, outputs="L4")
    output = a_deliverable("L4", due="2026-03-05", revised="2026-03-31")

    assert ripples([late], deliverables=[output]) == []


def test_a_file_already_there_moves_no_more_and_an_unread_drive_tells_nothing():
    late = an_action("A1.2", **LATE, outputs="L4")
    output = [a_deliverable("L4", due="2026-03-05")]

    assert ripples([late], deliverables=output, items=(a_file("RELOC_L4_v1.pdf"),)) == []
    assert ripples([late], deliverables=output, items=()) == []


@pytest.mark.parametrize("doubt", ["??", "!!"])
@pytest.mark.parametrize("column", ["end", "revised", "status"])
def test_nothing_travels_from_a_cell_in_doubt_and_it_is_listed(column, doubt):
    late = an_action("A1.2", **{**LATE, "revised": "2026-02-20", column: doubt}, outputs="L4")

    seen = chains([late], deliverables=[a_deliverable("L4", due="2026-03-05")])

    assert [each for each in find_chains(seen) if each.kind == "ripple"] == []
    assert seen.forecast.unmeasured == ("A1.2",)


# --- who waits, circles, unknown predecessors -----------------------------------------------


def test_an_action_that_should_have_started_waits_for_the_late_one_of_another_partner():
    plan = actions("""
        action | owner | start      | end        | status      | predecessors
        A1     | P02   | 2026-01-05 | 2026-02-13 | in_progress |
        A2     | P01   | 2026-02-16 | 2026-06-30 | planned     | A1
        A3     | P01   | 2026-04-01 | 2026-06-30 | planned     | A1
        A4     | P01   | 2026-04-01 | 2026-06-30 | blocked     | A1
        A5     | P02   | 2026-02-16 | 2026-06-30 | planned     | A1
    """)

    blocked = [each for each in found(plan) if each.kind == "action_blocked"]

    assert [(each.subject, each.days) for each in blocked] == [("A2", 18), ("A4", 18)]
    assert "attend A1 (Chambre d’agriculture 06, 18\u00a0jours de retard)" in blocked[0].title
    assert blocked[0].audience is Audience.COORDINATION


def test_a_circle_is_named_once_and_its_actions_keep_their_own_dates():
    plan = actions("""
        action | owner | start      | end        | status  | predecessors
        A1     | P01   | 2026-03-09 | 2026-04-30 | planned | A3
        A2     | P02   | 2026-03-09 | 2026-04-30 | planned | A1
        A3     | P01   | 2026-03-09 | 2026-04-30 | planned | A2
        A4     | P01   | 2026-03-09 | 2026-04-30 | planned | A3
    """)

    findings = found(plan)

    assert by_kind(findings) == {"dependency_cycle": ["A1+A2+A3"]}
    assert "s’attendent l’une l’autre" in findings[0].title
    assert chains(plan).forecast.actions["A4"].finish == date(2026, 4, 30)


def test_an_action_that_waits_for_itself_is_said_as_such():
    (knot,) = found([an_action("A1", end="2026-06-30", predecessors="A1")])

    assert "A1 (Ville de Grasse) s’attend elle-même" in knot.title


def test_a_predecessor_of_no_plan_is_told_and_the_others_still_count():
    plan = [
        an_action("A1", **LATE),
        an_action("A2", owner="P01", start="2026-02-16", end="2026-06-30", status="planned",
                  predecessors="A1 A99"),
    ]  # fmt: skip

    assert by_kind(found(plan)) == {"action_blocked": ["A2"], "dependency_unknown": ["A2"]}


def test_the_cell_to_correct_is_named_with_its_tab_and_its_workbook():
    (unknown,) = found([an_action("A1", end="2026-06-30", predecessors="A99")])

    assert "I2 de l’onglet «\u00a0Plan d’action\u00a0» («\u00a0Suivi P01\u00a0»)" in unknown.action


# --- « Dépendances » ------------------------------------------------------------------------

PLAN = """
    N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut   | Jalon
    A1        | Former   | P01         | 05/01/2026  | 13/02/2026 | 40 %       | en cours |
    A2        | Livrer   | P02         | 16/02/2026  | 30/06/2026 | 0 %        | à venir  | Jalon
"""


def added(lines):
    tabs = tab("Dépendances", "Prédécesseur | Successeur | Délai (jours ouvrés)\n" + lines)
    programme = understood(one_partner(tab("Plan d'action", PLAN), own=[tabs]))
    return find_chains(forecast_chains(programme, as_of=TUESDAY, baseline={}))


def test_a_plan_with_blank_predecessors_is_useful_once_she_adds_a_link():
    assert by_kind(added("")) == {}
    assert by_kind(added("A1 | A2 |")) == {"ripple": ["A1/A2"], "action_blocked": ["A2"]}


def test_a_line_of_hers_about_an_unknown_action_is_told_with_its_place():
    (unknown,) = added("A1 | A77 |")

    assert unknown.key.startswith("dependency_unknown:pilotage/dependencies/~")
    assert unknown.title.startswith("Ligne 2 cite")
    assert "cite «\u00a0A77\u00a0» dans «\u00a0Dépendances\u00a0»" in unknown.title


def test_what_the_chains_do_not_see_is_said():
    seen = chains(actions("action | end | predecessors\nA1 | 2026-06-30 |\nA2 | 2026-06-30 | A1"
                          "\nA3 | 2026-06-30 |"))  # fmt: skip

    assert say_coverage(seen.programme, seen.links).startswith("2 actions sur 3 sont reliées")


# --- whatever people type -------------------------------------------------------------------

MARKS = st.sampled_from(
    ["", "??", "!!", "~2026-02-28", "2026-01-15", "2026-03-04", "1990-01-01", "2045-12-31",
     "2199-01-01"]
)  # fmt: skip
ROWS = st.fixed_dictionaries(
    {
        "start": MARKS,
        "end": MARKS,
        "revised": MARKS,
        "started": MARKS,
        "ended": MARKS,
        "status": st.sampled_from(["", "??", "planned", "in_progress", "done", "blocked"]),
        "owner": st.sampled_from(["P01", "P02", "?", "P77"]),
        "progress": st.sampled_from(["", "??", "0", "0.5", "1", "7"]),
        "predecessors": st.sampled_from(["", "A0", "A1 A2", "A3", "Z9", "A0 A0"]),
        "outputs": st.sampled_from(["", "L1", "L1 L2"]),
        "milestone": st.sampled_from(["", "Jalon"]),
        "funders": st.sampled_from(["", "FRA"]),
    }
)


@given(st.lists(ROWS, max_size=5), MARKS, MARKS)
@settings(max_examples=150, deadline=None)
def test_no_plan_makes_an_error_or_a_sentence_with_a_hole(rows, due, limit):
    plan = [an_action(f"A{number}", **row) for number, row in enumerate(rows)]
    programme = a_programme(
        actions=plan,
        partners=[a_partner("P01"), a_partner("P02", "Chambre d'agriculture 06")],
        deliverables=[a_deliverable("L1", due=due), a_deliverable("L2", due=limit, revised=due)],
        items=ELSEWHERE,
        funders=[a_funder("FRA", until=limit)],
        report_deadlines=[a_report(until=due)],
    )

    for finding in assess(programme, as_of=TUESDAY, baseline={"A0": TUESDAY}):
        said = f"{finding.title} {finding.action} {finding.detail} {finding.label}"
        assert "None" not in said
        assert "nan" not in said.lower().split()
        assert finding.title.endswith(".")
        # A row that is gone has no cell left to show.
        assert finding.evidence or finding.kind is LineKind.ROW_DELETED
