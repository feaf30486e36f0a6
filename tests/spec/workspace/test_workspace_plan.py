"""What a workspace should have, and what of it is missing."""

import pytest
from support.programme.build import a_file, a_folder
from support.programme.sheets import book, tab

from relocalisons.core import tables as schema
from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import SourcedTable
from relocalisons.core.programme.decisions.own_tabs import made_ids
from relocalisons.core.reading.grid import read_table
from relocalisons.core.workspace.plan import (
    KEY,
    PARTNER_TABLES,
    PILOTAGE_TABLES,
    KnownSource,
    ListedPartner,
    SourceLine,
    columns_for,
    find_made,
    listed_partners,
    missing_sources,
    missing_tables,
    renamed_tabs,
    tab_of,
)
from relocalisons.core.workspace.tabs import NumberPattern, look_of

TABLES = (*PILOTAGE_TABLES, *PARTNER_TABLES)
LIST = """
    Code | Structure       | Type        | Référent  | E-mail                    | Compte Google | Actif
    P01  | Ville de Grasse | collectivité | Anne Roux | anne@grasse.example      |               |
    P02  | Ferme du Loup   | agriculteur | Luc Blanc | luc@a.example, l@b.example | non           |
    p01  | Doublon         | ONG         | Léa Vidal | lea@x.example             |               |
         | Sans code       | ONG         | Zoé Olive | zoe@x.example             |               |
    P05  | Partie          | ONG         | Ugo Fabre | ugo@x.example             |               | non
"""  # noqa: E501


def partners():
    grid = tab("Partenaires", LIST)
    own = book("liste-0-p00-00000", grid, name="Liste")
    table = schema.PARTNERS
    read = SourcedTable(table=table, workbook=own, tab=grid, reading=read_table(grid, table))
    return listed_partners(read.rows)


def test_a_list_gives_each_partner_once_and_says_what_it_left():
    listed, problems = partners()

    assert [(p.code, p.no_account, p.active) for p in listed] == [
        ("P01", False, True), ("P02", True, True), ("P05", False, False),
    ]  # fmt: skip
    assert [problem.partition(" : ")[2] for problem in problems] == ["pas de code, ligne laissée."]


def test_growers_keep_deliveries_certificates_and_visits_too():
    grower = ListedPartner(code="P02", name="Ferme", profile="Agriculteur·rice")
    town = ListedPartner(code="P01", name="Ville", profile="collectivité")

    assert schema.DELIVERIES in grower.tables()
    assert schema.DELIVERIES not in town.tables()


def test_what_we_made_is_known_by_its_key_whatever_its_name_and_place():
    ours = a_file("Renommé", parent="ailleurs", app_properties={KEY: "workbook/P01"})
    items = (ours, a_folder("x"))

    found = find_made(items, key="workbook/P01", name="Suivi P01", parent_id="f", folder=False)
    assert found is ours


def test_a_folder_of_that_name_is_taken_over_and_two_of_them_are_nobodys():
    one = a_folder("01 Partenaires", parent="root")
    two = a_folder("01  partenaires", parent="root")

    def find(*items):
        return find_made(items, key="k", name="01 Partenaires", parent_id="root", folder=True)

    assert find(one) is one
    assert find(one, two) is None


def test_a_tab_that_holds_anything_is_left_alone():
    plan = tab("Suivi des actions", "A | B\n1 | 2")
    own = book("classeur-0-p01-000", plan, tab("Livrables", ""), name="Suivi P01")

    missing = missing_tables(own, (schema.ACTIONS, schema.DELIVERABLES, schema.EXPENSES))

    assert [(table.name, blank is not None) for table, blank in missing] == [
        ("deliverables", True), ("expenses", False),
    ]  # fmt: skip


def test_a_table_that_a_partner_keeps_elsewhere_is_not_registered_twice():
    known = (KnownSource(table="actions", partner="p01", file_id="their-own-workbook"),)
    lines = [
        SourceLine(table=table, partner="P01", file_id="ours")
        for table in (schema.ACTIONS, schema.DELIVERABLES)
    ]

    assert [line.table.name for line in missing_sources(known, lines)] == ["deliverables"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_headers_of_a_new_tab_are_read_back_without_a_doubt(table):
    look = look_of(table, partners=["P01"])

    reading = read_table([[column.header for column in look.columns]], table)

    assert set(reading.columns) == {column.name for column in columns_for(table)}
    assert reading.issues == ()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_column_of_a_new_tab_explains_itself_and_has_the_format_of_its_kind(table):
    for column, look in zip(
        columns_for(table), look_of(table, partners=["P01"]).columns, strict=True
    ):
        assert look.note
        assert ("À remplir sur chaque ligne" in look.note) is column.asked
        assert (look.pattern is NumberPattern.DATE) is (column.kind is ColumnKind.DATE)


def test_a_tab_of_our_making_that_somebody_renamed_is_not_made_again_and_it_is_said():
    made = next(made_ids(schema.RISKS.title))
    plan = tab("Nos risques", "N° | Risque | Probabilité\n1 | Gel | forte", sheet_id=made)
    own = book("liste-0-p00-00000", plan, name="Pilotage")

    assert tab_of(own, schema.RISKS) is plan
    assert missing_tables(own, (schema.RISKS,)) == ()
    (said,) = renamed_tabs(own, (schema.RISKS,))
    assert "«\u00a0Nos risques\u00a0»" in said


def test_a_tab_of_our_making_that_holds_something_else_now_is_theirs():
    made = next(made_ids(schema.RISKS.title))
    own = book(
        "liste-0-p00-00000", tab("Brouillon", "rappeler Ana", sheet_id=made), name="Pilotage"
    )

    assert tab_of(own, schema.RISKS) is None
    assert missing_tables(own, (schema.RISKS,)) == ((schema.RISKS, None),)
    assert renamed_tabs(own, (schema.RISKS,)) == ()
