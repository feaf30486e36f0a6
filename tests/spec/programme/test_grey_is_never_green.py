"""What nobody can read any more is neither settled nor « rien à signaler »: it is said, with since
when.

Cases D1 to D5 of the coordination's own paper on what leaves, comes back or can no longer be said.
"""

from dataclasses import replace
from datetime import date

import pytest
from support.programme.nights import Nights, PlayedNight, unreachable
from support.programme.sheets import P01_ID, P02_ID, book, pilotage, tab

from relocalisons.core.kernel.model import Decision, FindingState, WorkbookGrid

LATE, SOON = "action_late:A1.4", "action_due_soon:A1.4"
UNREAD = [unreachable(P01_ID, "Suivi P01")]
SOURCES = f"""
    Plan d'action | P01 | {P01_ID} | Plan d'action
    Livrables     | P01 | {P01_ID} | Livrables
    Plan d'action | P02 | {P02_ID} | Plan d'action
"""
PLAN = """
N° action | Intitulé | Responsable | Début prévu | Fin prévue | Fin révisée | Avancement | Statut
A1.4      | Former   | P01         | 05/01/2026  | {end}      | {revised}   | 40 %       | {status}
"""
DELIVERABLES = """
    N°  | Titre           | Responsable | Échéance | Règle de nommage | Statut
    L04 | Guide des repas | P01         | {due}    | RELOC_L04_*.pdf  | à produire
"""


def march(day: int) -> date:
    return date(2026, 3, day)


def own(**more: str) -> WorkbookGrid:
    return pilotage(sources=SOURCES, **more)


def plan_of(
    *, end: str = "22/02/2026", status: str = "en cours", revised: str = "", due: str = "30/02/2026"
) -> WorkbookGrid:
    """The workbook of P01: one action, and a deliverable whose date is a doubt."""
    plan = PLAN.format(end=end, revised=revised, status=status)
    return book(
        P01_ID,
        tab("Plan d'action", plan, sheet_id=7),
        tab("Livrables", DELIVERABLES.format(due=due), sheet_id=8),
    )


QUIET = book(
    P02_ID,
    tab(
        "Plan d'action",
        """
        N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
        A2.1      | Livrer   | P02         | 05/01/2026  | 30/09/2026 | 40 %       | en cours
        """,
        sheet_id=9,
    ),
)


@pytest.fixture
def nights(tmp_path, monkeypatch) -> Nights:
    return Nights(tmp_path, monkeypatch)


@pytest.fixture
def blind(nights: Nights) -> Nights:
    """A1.4 found late on 2 March; the workbook of P01 unreadable since the 3rd."""
    nights.play(march(2), own(), plan_of(), QUIET)
    nights.play(march(3), own(), QUIET, problems=UNREAD)
    return nights


def still_blind(nights: Nights, day: int) -> PlayedNight:
    return nights.play(march(day), own(), QUIET, problems=UNREAD)


def test_d1_on_the_fourteenth_day_the_older_reading_still_stands_in_and_is_dated(blind):
    # The workbook of a night that found nothing to read is not in the snapshot at all.
    night = still_blind(blind, 16)

    assert night.state(LATE) == ("toujours ouvert (3e semaine), d’après la lecture du 02/03/2026")


def test_d1_on_the_fifteenth_day_it_can_no_longer_be_said_and_is_never_resolved(blind):
    still_blind(blind, 16)

    for day in (17, 18, 23):
        night = still_blind(blind, day)
        assert night.state(LATE) == (
            "○ ne peut plus être dit depuis le 17/03/2026 (dernière bonne lecture : 02/03/2026)"
        )
        assert "résolu" not in " ".join(night.dashboard)
        assert night.title.endswith("; 2 ne peuvent plus être dits")


def test_d1_the_change_is_told_once_and_is_no_progress(blind):
    still_blind(blind, 16)
    first, second = still_blind(blind, 17), still_blind(blind, 18)

    (heading,) = [line for line in first.dashboard if line.startswith("Ce qui a changé")]
    assert heading.startswith(
        "Ce qui a changé depuis le dernier passage : 2 ne peuvent plus être dits"
    )
    assert not any(line.startswith("○ ne peut plus être dit |") for line in second.dashboard)


def test_d2_back_and_still_late_it_is_open_with_its_first_day(blind):
    still_blind(blind, 17)

    night = blind.play(march(24), own(), plan_of(), QUIET)

    assert night.state(LATE) == "toujours ouvert (4e semaine)"
    assert night.by_key[LATE].first_seen == march(2)


def test_d2_back_and_done_it_is_resolved_that_day_and_not_before(blind):
    before = still_blind(blind, 17)

    night = blind.play(march(24), own(), plan_of(status="terminé"), QUIET)

    assert before.by_key[LATE].state is FindingState.OUT_OF_SIGHT
    assert night.state(LATE) == "✓ résolu"


@pytest.mark.parametrize("day", [3, 16, 17, 30])
def test_d3_a_partner_whose_plan_is_unreadable_is_never_told_as_having_nothing(nights, day):
    calm = plan_of(end="30/09/2026", due="30/09/2026")
    nights.play(march(2), own(), calm, QUIET)
    nights.play(march(3), own(), QUIET, problems=UNREAD)

    night = still_blind(nights, day)

    assert [one for one in night.reasons("P01") if "rien à signaler" in one] == []
    assert night.reasons("P01")[-1] == (
        "ne peut plus être dit depuis le 3 mars 2026 : « Suivi P01 » est illisible, à rétablir ou "
        "à partager de nouveau (« Anomalies » dit comment)"
    )
    assert night.reasons("P02") == ["rien à signaler cette semaine"]
    assert any("Ville de Grasse" in line and "illisible" in line for line in night.dashboard)


def test_d3_a_plan_without_its_required_column_is_unreadable_too(nights):
    broken = book(
        P01_ID, tab("Plan d'action", [["Numéro", "Sujet"], ["A1.4", "x"]], sheet_id=7),
        tab("Livrables", DELIVERABLES.format(due="30/09/2026"), sheet_id=8),
    )  # fmt: skip

    night = nights.play(march(3), own(), broken, QUIET)

    assert any("est illisible" in reason for reason in night.reasons("P01"))


def test_d4_one_table_of_two_the_other_lives_as_usual(nights):
    nights.play(march(2), own(), plan_of(), QUIET)
    (doubt,) = [
        key for key in nights.play(march(3), own(), plan_of(), QUIET).by_key if "cell" in key
    ]
    for day in (4, 17, 18):
        half = book(P01_ID, plan_of(status="en cours").tabs[0])
        night = nights.play(march(day), own(), half, QUIET)
    done = nights.play(march(19), own(), book(P01_ID, plan_of(status="terminé").tabs[0]), QUIET)

    assert night.state(LATE) == "toujours ouvert (3e semaine)"
    assert night.state(doubt) == (
        "○ ne peut plus être dit depuis le 18/03/2026 (dernière bonne lecture : 03/03/2026)"
    )
    assert done.state(LATE) == "✓ résolu", "its own table was read"
    assert not any("rien à signaler" in reason for reason in done.reasons("P01"))


def test_d5_late_after_due_soon_is_one_line_that_worsened(nights):
    soon = nights.play(march(2), own(), plan_of(end="10/03/2026", due="30/09/2026"), QUIET)
    late = nights.play(march(11), own(), plan_of(end="10/03/2026", due="30/09/2026"), QUIET)
    after = nights.play(march(12), own(), plan_of(end="10/03/2026", due="30/09/2026"), QUIET)

    assert soon.state(SOON) == "nouveau"
    assert (late.state(LATE), late.state(SOON)) == ("aggravé (2e semaine)", "")
    assert "1 jour de retard" in late.anomalies[LATE]["Constat"].replace("\u00a0", " ")
    assert [one for one in late.assessment.tracked if one.state is FindingState.RESOLVED] == []
    assert after.state(LATE) == "toujours ouvert (2e semaine)"


def test_d5_her_note_comes_back_with_the_line(nights):
    plan = plan_of(end="10/03/2026", due="30/09/2026")
    nights.play(march(2), own(), plan, QUIET)
    nights.decide(
        march(9), Decision(key=SOON, decision="date accordée au 30/03", note="vu avec Anne")
    )

    late = nights.play(march(11), own(), plan, QUIET)
    after = nights.play(march(12), own(), plan, QUIET)

    for night in (late, after):
        assert night.anomalies[LATE]["Décision"] == "date accordée au 30/03"
        assert night.anomalies[LATE]["Note"] == "vu avec Anne"


def test_a_date_that_became_unreadable_settles_nothing(nights):
    nights.play(march(2), own(), plan_of(due="30/09/2026"), QUIET)

    for cells in ({"revised": "30/02/2026"}, {"status": "ok ?"}):
        night = nights.play(march(3), own(), plan_of(due="30/09/2026", **cells), QUIET)
        assert night.state(LATE) == "○ ne peut plus être dit depuis le 03/03/2026", cells


def test_a_date_that_somebody_moved_settles_it(nights):
    nights.play(march(2), own(), plan_of(due="30/09/2026"), QUIET)

    night = nights.play(march(3), own(), plan_of(due="30/09/2026", revised="30/09/2026"), QUIET)

    assert night.state(LATE) == "✓ résolu"


def test_a_tab_that_is_back_is_settled_although_another_is_still_gone(nights):
    nights.play(march(2), own(), plan_of(), QUIET)
    gone = book(P01_ID, tab("Notes", [["rien"]]))
    lost = nights.play(march(3), own(), gone, QUIET)
    half = nights.play(march(4), own(), book(P01_ID, plan_of().tabs[0]), QUIET)

    assert lost.state("tab_missing:P01/actions") == "nouveau"
    assert half.state("tab_missing:P01/actions") == "✓ résolu"
    assert half.state("tab_missing:P01/deliverables") == "toujours ouvert"


def test_an_erased_table_stays_told_when_no_reading_is_left_to_compare_with(nights):
    headers = PLAN.strip().splitlines()[0]
    empty = book(P01_ID, tab("Plan d'action", headers, sheet_id=7), plan_of().tabs[1])
    nights.play(march(2), own(), plan_of(), QUIET)
    for day in (3, 16, 17, 18):
        night = nights.play(march(day), own(), empty, QUIET)
        assert night.state("table_emptied:P01/actions") != "✓ résolu", day

    assert night.state("table_emptied:P01/actions") == "toujours ouvert (3e semaine)"
    assert night.state("row_deleted:A1.4") == "toujours ouvert"
    back = nights.play(march(19), own(), plan_of(), QUIET)
    assert back.state("table_emptied:P01/actions") == "✓ résolu"
    assert back.by_key[LATE].first_seen == march(2)


def test_a_line_erased_from_sources_settles_nothing_of_its_partner(nights):
    nights.play(march(2), own(), plan_of(), QUIET)

    night = nights.play(
        march(3), pilotage(sources=f"Plan d'action | P02 | {P02_ID} | Plan d'action"), QUIET
    )

    assert night.state(LATE) == "○ ne peut plus être dit depuis le 03/03/2026"


def test_what_she_wrote_beside_a_line_follows_its_decision_of_today(nights):
    """Of two words about one line, the later one counts, and the earlier one decides no more."""
    plan = plan_of(end="10/03/2026", due="30/09/2026")
    nights.play(march(2), own(), plan, QUIET)
    nights.decide(march(3), Decision(key=LATE, decision="", note="appelé en février"))
    nights.decide(march(9), Decision(key=SOON, decision="à traiter", note=""))

    late = nights.play(march(11), own(), plan, QUIET)

    assert late.anomalies[LATE]["Décision"] == "à traiter"


def test_a_lost_tab_makes_nothing_old_but_what_it_holds(nights):
    nights.play(march(2), own(), plan_of(), QUIET)

    night = nights.play(march(3), own(), book(P01_ID, plan_of().tabs[1]), QUIET)

    asked = {line.finding_key for one in night.plan.digests for line in one.lines}
    assert asked == {"cell_unreadable:P01/deliverables/L04/due", "tab_missing:P01/actions"}
    assert night.reasons("P01")[0] == (
        "données trop anciennes (onglet « Plan d’action » de « Suivi P01 » lu le 02/03/2026 à "
        "06 h 30)"
    )
    assert not any("illisible" in one for one in night.reasons("P01"))


def test_a_partner_of_whom_only_a_tab_is_lost_is_asked_for_that_tab(nights):
    calm = plan_of(due="30/09/2026")
    nights.play(march(2), own(), calm, QUIET)

    night = nights.play(march(3), own(), book(P01_ID, calm.tabs[1]), QUIET)

    ((line,),) = (digest.lines for digest in night.plan.digests)
    assert line.finding_key == "tab_missing:P01/actions"


def test_a_partner_who_put_a_tab_away_under_another_name_is_told_to_have_that_tab(nights):
    calm = plan_of(due="30/09/2026")
    nights.play(march(2), own(), calm, QUIET)
    renamed = replace(calm.tabs[0], title="Chantiers 2025", hidden=True)

    night = nights.play(march(3), own(), book(P01_ID, renamed, calm.tabs[1]), QUIET)

    assert night.plan.digests == ()
    assert night.reasons("P01")[-1] == (
        "l’onglet « Plan d’action » de « Suivi P01 » ne se lit plus depuis le 3 mars 2026, à "
        "rétablir (« Anomalies » dit comment)"
    )
