"""What the service promises when a workbook, a tab or a column is not there any more."""

from dataclasses import replace
from datetime import date

import pytest
from support.programme.build import by_kind
from support.programme.sheets import (
    BOTH,
    DELIVERABLES,
    P01_ID,
    PLAN,
    TUESDAY,
    YESTERDAY,
    book,
    later,
    night,
    one_partner,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.model import Audience, Severity, SourceProblem
from relocalisons.core.programme.programme import unsound_files


def test_a_tab_that_is_gone_is_told_with_the_tabs_found_and_the_others_are_read():
    snapshot = night(
        pilotage(sources=BOTH),
        book(P01_ID, tab("Suivi 2026", PLAN), tab("Livrables", DELIVERABLES)),
    )

    programme = understood(snapshot)

    (told,) = programme.findings
    assert (told.kind, told.subject) == ("tab_missing", "P01/actions")
    assert told.title == (
        "L’onglet «\u00a0Plan d’action\u00a0» est introuvable dans le classeur "
        "«\u00a0Suivi P01\u00a0»."
    )
    assert told.detail == (
        "Onglets présents\u00a0: «\u00a0Suivi 2026\u00a0» et «\u00a0Livrables\u00a0»."
    )
    assert "rien n’en est conclu" in told.action
    assert (told.severity, told.audience) == (Severity.ALERT, Audience.COORDINATION)
    assert [each.number for each in programme.deliverables] == ["L04"]


def test_the_last_good_reading_of_a_tab_stays_in_force_with_its_date():
    snapshot = night(pilotage(sources=BOTH), book(P01_ID, tab("Livrables", DELIVERABLES)))

    programme = understood(snapshot, previous=YESTERDAY)

    assert [each.number for each in programme.actions] == ["A1.1"]
    assert programme.stale == {P01_ID: later(YESTERDAY, days=0).workbooks[1].read_at}
    assert "d’après la lecture du 2\u00a0mars\u00a02026" in programme.findings[0].action


def test_a_reading_older_than_two_weeks_says_too_little_to_stay_in_force():
    snapshot = night(pilotage(sources=BOTH), book(P01_ID, tab("Livrables", DELIVERABLES)))

    programme = understood(snapshot, previous=later(YESTERDAY, days=-14))

    (action,) = programme.actions  # it is not forgotten, and nothing is known of it
    assert (action.number, action.last_read) == ("A1.1", date(2026, 2, 16))
    assert (is_open(action), action_due(action)) == (None, None)
    assert programme.tables.get("actions") is None
    assert [(one.table, one.partner) for one in programme.unread] == [("actions", "P01")]
    assert programme.stale == {}


@pytest.mark.parametrize("title", ["PLAN D’ACTION", "plan d'action ", "Plan d'actions"])
def test_a_usual_spelling_of_the_title_is_the_same_tab(title):
    snapshot = night(
        pilotage(sources=BOTH), book(P01_ID, tab(title, PLAN), tab("Livrables", DELIVERABLES))
    )

    programme = understood(snapshot)

    assert programme.findings == ()
    assert len(programme.actions) == 1


def test_a_needed_column_that_is_gone_stops_its_table_only():
    plan = PLAN.replace("Intitulé", "Météo").replace("Former", "1")
    snapshot = one_partner(tab("Plan d'action", plan), tab("Livrables", DELIVERABLES))

    programme = understood(snapshot)

    (told,) = programme.findings
    assert (told.kind, told.subject) == ("column_missing", "P01/actions")
    assert "la colonne «\u00a0Intitulé\u00a0»" in told.title
    assert programme.actions == ()
    assert len(programme.deliverables) == 1


def test_a_filled_column_that_loses_its_title_leaves_yesterdays_reading_in_force():
    without_its_end = PLAN.replace("Fin prévue", "Comité")
    snapshot = night(
        pilotage(sources=BOTH),
        book(P01_ID, tab("Plan d'action", without_its_end), tab("Livrables", DELIVERABLES)),
    )

    programme = understood(snapshot, previous=YESTERDAY)

    (told,) = programme.findings
    assert (told.kind, told.subject) == ("column_missing", "P01/actions")
    assert "la colonne «\u00a0Fin prévue\u00a0»" in told.title
    assert programme.actions[0].planned_end.is_set, "a late line does not turn green"
    assert P01_ID in programme.stale


def test_a_column_that_a_plan_never_had_is_not_missed():
    never = one_partner(
        tab("Plan d'action", PLAN.replace("Avancement", "Météo")), tab("Livrables", DELIVERABLES)
    )

    programme = understood(never, previous=later(never, days=-1))

    assert "column_missing" not in by_kind(programme.findings)


def test_a_postponed_date_under_an_unknown_header_does_not_make_an_action_late():
    plan = PLAN.replace("| Avancement", "| Fin revisee le | Avancement").replace(
        "| 40 %", "| 30/06/2026 | 40 %"
    )

    programme = understood(one_partner(tab("Plan d'action", plan)))

    (action,) = programme.actions
    assert not action.revised_end.is_set
    assert action.revised_end.doubt == "ambiguous"
    assert by_kind(programme.findings) == {"column_missing": ["P01/actions"]}


def test_a_tab_without_header_is_told():
    snapshot = one_partner(tab("Plan d'action", [["notes de réunion"], ["appeler Paul"]]))

    (told,) = understood(snapshot).findings

    assert (told.kind, told.subject) == ("column_missing", "P01/actions")
    assert told.title.startswith("La ligne d’en-tête est introuvable")


def test_a_table_that_lost_all_its_rows_is_an_event_and_its_last_rows_stay_in_force():
    only_headers = "\n".join(PLAN.strip().splitlines()[:1])
    snapshot = one_partner(tab("Plan d'action", only_headers), tab("Livrables", DELIVERABLES))

    programme = understood(snapshot, previous=YESTERDAY)

    assert by_kind(programme.findings) == {"table_emptied": ["P01/actions"]}
    assert "il contenait 1\u00a0ligne" in programme.findings[0].title
    assert len(programme.actions) == 1
    assert P01_ID in programme.stale


def test_an_erased_table_is_told_until_the_last_good_reading_is_two_weeks_old():
    only_headers = "\n".join(PLAN.strip().splitlines()[:1])
    erased = one_partner(tab("Plan d'action", only_headers), tab("Livrables", DELIVERABLES))

    on_day_14 = understood(later(erased, days=13), previous=YESTERDAY)
    on_day_15 = understood(later(erased, days=14), previous=YESTERDAY)

    assert by_kind(on_day_14.findings) == {"table_emptied": ["P01/actions"]}
    assert unsound_files(on_day_14)
    assert on_day_15.findings == ()
    assert not unsound_files(on_day_15)


def test_a_table_that_never_had_rows_is_simply_empty():
    only_headers = "\n".join(PLAN.strip().splitlines()[:1])
    snapshot = one_partner(tab("Plan d'action", only_headers))

    assert understood(snapshot).findings == ()
    assert understood(snapshot, previous=later(snapshot, days=-1)).findings == ()


def test_a_workbook_out_of_reach_is_told_once_for_all_its_tables():
    problem = SourceProblem(
        kind="source_unreachable",
        file_id=P01_ID,
        workbook="Suivi P01",
        tab=None,
        message="Le classeur n’est plus partagé avec le service.",
    )
    snapshot = night(pilotage(sources=BOTH), problems=[problem])

    programme = understood(snapshot)

    (told,) = programme.findings
    assert (told.kind, told.subject) == ("source_unreachable", f"P01/{P01_ID}")
    assert "n’est plus partagé avec le service" in told.title
    assert (
        "«\u00a0Plan d’action\u00a0» et «\u00a0Livrables\u00a0» ne sont pas suivis" in told.action
    )


ONLY = f"Plan d'action | P01 | {P01_ID} | "


@pytest.mark.parametrize(
    ("name", "line", "found"),
    [
        ("Suivi.xlsx", ONLY, True),
        ("Suivi.csv", ONLY, True),
        ("Suivi.csv", ONLY + "Feuille 1", True),  # a .csv has no tabs to name
        ("Suivi.xlsx", ONLY + "Feuille 1", False),  # hers may have been deleted
    ],
)
def test_the_only_tab_of_a_file_is_found_without_being_named(name, line, found):
    hidden = replace(tab("Listes", "P01\nP02"), hidden=True)
    only = book(P01_ID, tab("Export du 3 mars", PLAN), tab("Vide", ""), hidden, name=name)

    programme = understood(night(pilotage(sources=line), only))

    assert [each.number for each in programme.actions] == (["A1.1"] if found else [])
    assert bool(by_kind(programme.findings).get("tab_missing")) is not found


def test_of_two_tabs_none_is_taken_without_being_named():
    two = book(P01_ID, tab("Export", PLAN), tab("Autre", PLAN), name="Suivi.xlsx")

    programme = understood(night(pilotage(sources=ONLY), two))

    assert programme.actions == ()


def test_a_file_that_is_there_and_is_no_table_is_told_with_what_to_do():
    problem = SourceProblem(
        kind="source_unreachable",
        file_id=P01_ID,
        workbook="Plan.docx",
        tab=None,
        message="Le plan est un tableau dans un document Word : « Action » et « Échéance ».",
        advice="Copier ce tableau dans un Google Sheet.",
    )

    (told,) = understood(night(pilotage(sources=BOTH), problems=[problem])).findings

    assert told.title == (
        "Le fichier «\u00a0Plan.docx\u00a0» ne se lit pas\u00a0: le plan est un tableau dans un "
        "document Word\u00a0: «\u00a0Action\u00a0» et «\u00a0Échéance\u00a0»."
    )
    assert told.action.startswith("Copier ce tableau dans un Google Sheet (voir avec ")
    assert "Vérifier qu’il existe" not in told.action


def test_an_older_copy_put_in_the_snapshot_by_the_night_is_used_and_dated():
    problem = SourceProblem(
        kind="source_unreachable", file_id=P01_ID, workbook="Suivi P01", tab=None, message=""
    )
    old = YESTERDAY.workbooks[1]
    snapshot = night(YESTERDAY.workbooks[0], old, problems=[problem])

    programme = understood(snapshot)

    assert len(programme.actions) == 1
    assert programme.stale == {P01_ID: old.read_at}
    assert by_kind(programme.findings) == {"source_unreachable": [f"P01/{P01_ID}"]}


def test_a_source_whose_link_leads_nowhere_is_told():
    programme = understood(night(pilotage(sources=BOTH)))

    assert {each.kind for each in programme.findings} == {"source_unreachable"}


def test_a_problem_outside_the_registry_is_told_as_it_is():
    problem = SourceProblem(
        kind="source_unreachable",
        file_id="drive",
        workbook="Drive",
        tab=None,
        message="La liste du Drive n’a pas pu être lue.",
    )

    (told,) = understood(night(pilotage(), problems=[problem])).findings

    assert told.title == "La liste du Drive n’a pas pu être lue."
    assert told.evidence[0].file_id == "drive"


def test_two_columns_with_one_meaning_are_neither_read_nor_taken_for_empty():
    plan = PLAN.replace("| Avancement", "| Fin reportée | Nouvelle échéance | Avancement").replace(
        "| 40 %", "| 30/06/2026 | 30/09/2026 | 40 %"
    )

    programme = understood(one_partner(tab("Plan d'action", plan)))

    assert by_kind(programme.findings) == {"column_missing": ["P01/actions"]}
    assert "«\u00a0Fin révisée\u00a0»" in programme.findings[0].title
    assert programme.findings[0].severity is Severity.WATCH
    assert not programme.actions[0].revised_end.is_set
    assert by_kind(assess(programme, as_of=TUESDAY, baseline={})).keys() == {"column_missing"}


def test_a_column_claimed_twice_leaves_its_cells_in_doubt():
    plan = PLAN.replace("Fin prévue", "Échéance | Date de fin").replace(
        "| 40 %", "| 30/06/2026 | 40 %"
    )

    programme = understood(one_partner(tab("Plan d'action", plan)))

    assert by_kind(programme.findings) == {"column_missing": ["P01/actions"]}
    assert programme.findings[0].severity is Severity.WATCH
    (action,) = programme.actions
    assert action.planned_end.doubt == "ambiguous"


def test_a_reading_that_was_already_broken_does_not_stand_in():
    broken = one_partner(tab("Plan d'action", [["notes"]]), tab("Livrables", DELIVERABLES))

    programme = understood(broken, previous=later(broken, days=-1))

    assert by_kind(programme.findings) == {"column_missing": ["P01/actions"]}
    assert programme.actions == ()
    assert programme.stale == {}


def test_a_workbook_absent_from_the_last_reading_too_does_not_stand_in():
    snapshot = night(pilotage(sources=BOTH))

    programme = understood(snapshot, previous=later(snapshot, days=-1))

    assert programme.stale == {}
    assert {each.kind for each in programme.findings} == {"source_unreachable"}


def test_what_a_file_holds_beyond_what_can_be_read_is_told_and_the_rest_is_followed():
    whole = one_partner(tab("Plan d'action", PLAN, sheet_id=5))
    beyond = SourceProblem(
        file_id=P01_ID, workbook="Suivi P01", kind="source_truncated", tab="Photos",
        message="L’onglet « Photos » dépasse 20 000 lignes : la suite n’est pas lue.",
    )  # fmt: skip

    programme = understood(replace(whole, problems=(beyond,)))

    (told,) = programme.findings
    assert (told.kind, told.subject) == ("source_truncated", f"pilotage/{P01_ID}/Photos")
    assert "la suite n’est pas lue" in told.title
    assert "le reste est lu et suivi" in told.action
    assert [each.number for each in programme.actions] == ["A1.1"]
