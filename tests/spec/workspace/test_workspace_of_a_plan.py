"""The workspace of a programme that only has a plan, and what each subject brings when it is on."""

import pytest
from support.programme.sheets import tab
from support.sample.foreign_words import words_of_others

from relocalisons.core import tables as schema
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.reading.grid import read_table
from relocalisons.core.workspace.plan import (
    PILOTAGE_TABLES,
    KnownSource,
    ListedPartner,
    columns_for,
    folders_for,
    missing_columns,
    tables_for,
    tables_to_make,
)
from relocalisons.core.workspace.tabs import look_of

TOWN = ListedPartner(code="P01", name="Ville", profile="collectivité")
GROWER = ListedPartner(code="P02", name="Ferme", profile="agriculteur")


def said_by(table, on) -> str:
    """Every word that a new tab shows: headers, notes and lists."""
    look = look_of(table, partners=["P01"], subjects=on)
    return "\n".join(
        "\n".join((look.title, column.header, column.note, *column.choices))
        for column in look.columns
    )


def test_pilotage_has_five_tabs_first_what_is_opened_daily_last_what_is_set_once():
    assert [table.title for table in tables_for(PILOTAGE_TABLES, ())] == [
        "Contacts", "Partenaires", "Dépendances", "Sources", "Paramètres",
    ]  # fmt: skip
    assert folders_for(()) == ("01 Partenaires",)


@pytest.mark.parametrize("partner", [TOWN, GROWER], ids=lambda one: one.profile)
def test_a_partners_workbook_of_ours_is_one_tab_of_eight_columns(partner):
    (plan,) = partner.tables(())

    look = look_of(plan, partners=["P01"], subjects=())

    assert plan is schema.ACTIONS
    assert len(look.columns) == 8
    assert read_table([[column.header for column in look.columns]], plan).issues == ()


@pytest.mark.parametrize("table", tables_for((*PILOTAGE_TABLES, schema.ACTIONS), ()))
def test_no_tab_of_theirs_names_what_nobody_asked_for(table):
    assert words_of_others(said_by(table, ())) == set()


@pytest.mark.parametrize(
    ("subject", "tab_title", "folder"),
    [
        (Subject.DELIVERABLES, None, "02 Livrables"),
        (Subject.OBJECTIVES, "Indicateurs", None),
        (Subject.MEETINGS, "Réunions", "03 COPIL"),
        (Subject.COMMUNICATION, "Communication", "06 Communication"),
        (Subject.MONEY, "Budget", "04 Financeurs"),
        (Subject.PRODUCERS, "Contrats de culture", "07 Producteurs"),
        (Subject.AGREEMENTS, "Attestations", None),
    ],
)
def test_a_subject_that_is_on_brings_its_tabs_and_its_folders(subject, tab_title, folder):
    titles = {table.title for table in tables_for(PILOTAGE_TABLES, {subject})}

    assert tab_title is None or tab_title in titles
    assert folder is None or folder in folders_for({subject})


def test_money_brings_its_tables_to_partners_and_its_columns_to_their_plan():
    assert {table.name for table in TOWN.tables({Subject.MONEY})} == {
        "actions", "expenses", "timesheets", "contributions",
    }  # fmt: skip
    plan = [column.name for column in columns_for(schema.ACTIONS, {Subject.MONEY})]
    assert "funders" in plan
    assert "deliverable" not in plan


def test_a_tab_made_before_a_subject_came_on_lacks_its_columns():
    partners = tab("Partenaires", "Code | Structure | Type | Référent | E-mail | Commentaire")

    missing = missing_columns(partners, schema.PARTNERS, on={Subject.MONEY})

    assert [column.name for column in missing] == ["planned_budget", "recovers_vat"]
    assert missing_columns(partners, schema.PARTNERS, on=()) == ()


def test_a_partner_with_a_plan_of_its_own_gets_none():
    own = KnownSource(table="actions", partner="p01", file_id="its-own-workbook")

    assert tables_to_make(TOWN, known=[own], on=(), own=None) == ()
    assert tables_to_make(GROWER, known=[own], on=(), own=None) == (schema.ACTIONS,)


def test_a_plan_of_everybody_leaves_nobody_another_one_to_fill_in():
    shared = KnownSource(table="actions", partner="", file_id="the-plan-of-all")

    assert tables_to_make(TOWN, known=[shared], on=(), own=None) == ()
    with_expenses = tables_to_make(TOWN, known=[shared], on={Subject.MONEY}, own=None)
    assert schema.ACTIONS not in with_expenses
    assert schema.EXPENSES in with_expenses


def test_the_workbook_that_we_made_keeps_its_tab():
    ours = KnownSource(table="actions", partner="P01", file_id="ours")

    assert tables_to_make(TOWN, known=[ours], on=(), own="ours") == (schema.ACTIONS,)
