"""Headers are found, not assumed: titles above, two rows, merges, renamed or double columns."""

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Cell, Merge, TabGrid
from relocalisons.core.kernel.sheets import column_letter
from relocalisons.core.reading.grid import IssueKind, TableReading, read_table
from relocalisons.core.reading.labels import header_key, vocabulary

HEADERS = [
    "N° action", "Axe", "Intitulé", "Partenaire responsable", "Début prévu", "Fin prévue",
    "Avancement", "Statut",
]  # fmt: skip
ROW = ["A1.1", "Axe 1", "Former", "P07", "01/03/2026", "31/03/2026", "50 %", "en cours"]


def kinds(reading: TableReading) -> list[str]:
    """The kinds of issues of a reading, in order."""
    return [issue.kind.value for issue in reading.issues]


def values(reading: TableReading, column: str) -> list[object]:
    """The values of a column."""
    return reading.frame[column].tolist()


def test_a_table_that_starts_at_the_first_row_is_read():
    reading = read_table([HEADERS, ROW], schema.ACTIONS)

    assert reading.header_row == 1
    assert values(reading, "title") == ["Former"]
    assert reading.frame.index.tolist() == [2]
    assert reading.issues == ()


def test_titles_notes_and_empty_rows_above_the_header_are_passed_over():
    grid = [
        ["Plan d’action — Chambre d’agriculture", None, "mise à jour : 12/03"],
        [],
        ["Merci de ne pas changer les titres des colonnes"],
        [None, None],
        HEADERS,
        ROW,
    ]

    reading = read_table(grid, schema.ACTIONS)

    assert reading.header_row == 5
    assert reading.frame.index.tolist() == [6]


@pytest.mark.parametrize(
    "header",
    [
        "Fin prévue", "FIN PREVUE", "  fin  prévue ", "Fin\nprévue", "Fin prevue *", "Fin prévu",
        "Fin prévue (jj/mm/aaaa)", "Fin prév.", "Date de fin", "Echéance", "échéance :",
    ],
)  # fmt: skip
def test_a_header_is_known_whatever_its_case_accents_spaces_line_breaks_or_alias(header: str):
    headers = [header if name == "Fin prévue" else name for name in HEADERS]

    reading = read_table([headers, ROW], schema.ACTIONS)

    assert reading.columns["planned_end"] == 5
    assert kinds(reading) == []


def test_columns_may_move_and_others_may_stand_between_them():
    grid = [
        ["Remarque libre", "Statut", "Avancement", "N°", "Couleur", "Intitulé", "Responsable",
         "Fin prévue", "Début prévu"],
        ["à voir", "en cours", "50 %", "A1.1", "bleu", "Former", "P07", "31/03/2026", "01/03/2026"],
    ]  # fmt: skip

    reading = read_table(grid, schema.ACTIONS)

    assert values(reading, "number") == ["A1.1"]
    assert values(reading, "owner") == ["P07"]
    assert reading.extra_headers == ("Remarque libre", "Couleur")
    assert reading.issues == ()


def test_two_header_rows_make_one_label_with_a_merge_or_without():
    top = ["", "", "", "Prévu", None, "Réel", None, "", ""]
    below = [
        "N°",
        "Intitulé",
        "Responsable",
        "Début",
        "Fin",
        "Début",
        "Fin",
        "Avancement",
        "Statut",
    ]
    row = ["A1", "Former", "P07", "1/3/2026", "31/3/2026", "2/3/2026", "", "50 %", "en cours"]
    merges = (Merge(1, 2, 3, 5), Merge(1, 2, 5, 7))

    for known in ((), merges):
        reading = read_table([["Plan d’action"], top, below, row], schema.ACTIONS, merges=known)

        assert reading.header_row == 3
        found = {
            name: reading.columns.get(name)
            for name in ("planned_start", "planned_end", "actual_start")
        }
        assert found == {"planned_start": 3, "planned_end": 4, "actual_start": 5}
        assert reading.columns["actual_end"] == 6


def test_the_same_label_under_two_unknown_headings_is_not_guessed():
    top = ["", "", "", "Version A", None, "Version B", None, "", ""]
    below = [
        "N°",
        "Intitulé",
        "Responsable",
        "Début",
        "Fin",
        "Début",
        "Fin",
        "Avancement",
        "Statut",
    ]

    days = ["01/03/2026", "31/03/2026", "02/03/2026", "15/04/2026"]

    reading = read_table([top, below, ["A1", "x", "P07", *days, "", ""]], schema.ACTIONS)

    assert "planned_start" not in reading.columns
    assert "planned_end" not in reading.columns
    assert reading.issues[0].kind in (IssueKind.COLUMN_MISSING, IssueKind.COLUMN_DUPLICATE)


def test_a_title_row_just_above_the_header_is_not_taken_for_a_second_header_row():
    reading = read_table([["Plan d’action 2026", None, "Statut"], HEADERS, ROW], schema.ACTIONS)

    assert (reading.header_row, len(reading.columns)) == (2, len(HEADERS))


def test_two_columns_with_one_meaning_are_not_read_unless_one_is_empty_or_equal():
    headers = [
        "N° pièce",
        "Partenaire",
        "Poste",
        "Montant HT €",
        "Montant HT €",
        "Justificatif",
        "Payé le",
    ]

    different = read_table([headers, ["F1", "P07", "Conseil", 100, 200, "x", ""]], schema.EXPENSES)
    one_empty = read_table([headers, ["F1", "P07", "Conseil", None, 200, "x", ""]], schema.EXPENSES)
    equal = read_table([headers, ["F1", "P07", "Conseil", 100, 100, "x", ""]], schema.EXPENSES)
    spelt = read_table([headers, ["F1", "P07", "Conseil", "NC", "nc ", "x", ""]], schema.EXPENSES)

    assert "amount" not in different.columns
    assert [i.cell for i in different.issues if i.kind is IssueKind.COLUMN_DUPLICATE] == ["E1"]
    assert one_empty.columns["amount"] == 4
    assert equal.columns["amount"] == spelt.columns["amount"] == 3


def test_the_usual_header_is_preferred_to_an_alias():
    headers = ["N°", *HEADERS[1:], "N° action"]

    reading = read_table([headers, [*ROW, "A1.9"]], schema.ACTIONS)

    assert values(reading, "number") == ["A1.9"]
    assert reading.extra_headers == ("N°",)


def test_a_label_that_only_resembles_a_column_is_reported_and_never_applied():
    headers = [("Fin previsionelle" if name == "Fin prévue" else name) for name in HEADERS]
    headers = [("Responsabble" if name == "Partenaire responsable" else name) for name in headers]

    reading = read_table([headers, ROW], schema.ACTIONS)

    assert "owner" not in reading.columns
    assert values(reading, "owner") == [None]
    suggested = [issue for issue in reading.issues if issue.kind is IssueKind.COLUMN_SUGGESTED]
    assert [(issue.column, issue.cell) for issue in suggested] == [
        ("owner", "D1"),
        ("planned_end", "F1"),
    ]
    assert suggested[0].fix == (
        "La colonne D «\u00a0Responsabble\u00a0» ressemble à «\u00a0Partenaire responsable\u00a0» "
        "mais n’est pas lue\u00a0: si c’est bien elle, renommez-la «\u00a0Partenaire "
        "responsable\u00a0»."
    )


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("Déb. rév.", "revised_start"),
        ("Act.", None),
        ("Livr. att.", "deliverable"),
        ("X", None),
    ],
)
def test_an_abridged_label_is_suggested_when_it_can_only_be_one_column(
    label: str, column: str | None
):
    reading = read_table([[*HEADERS, label], ROW], schema.ACTIONS)

    suggested = [i.column for i in reading.issues if i.kind is IssueKind.COLUMN_SUGGESTED]
    assert suggested == ([column] if column else [])
    assert reading.extra_headers == (label,)


def test_a_needed_column_that_is_missing_is_said_with_the_titles_that_were_found():
    headers = [name for name in HEADERS if name != "Intitulé"]

    reading = read_table([headers, ["A1", 1, "P07", *ROW[4:]]], schema.ACTIONS)

    issue = reading.issues[0]
    assert (issue.kind, issue.column, issue.row) == (IssueKind.COLUMN_MISSING, "title", 1)
    assert "Fin prévue" in issue.found
    assert issue.fix == (
        "La colonne «\u00a0Intitulé\u00a0» manque dans le tableau «\u00a0Plan d’action\u00a0»"
        "\u00a0: ajoutez-la, ou redonnez ce titre à la colonne qui la remplace."
    )


@pytest.mark.parametrize(
    ("left", "said"),
    [("Début prévu", "12/03/2026"), ("Fin prévue", "fin mars 2026"), ("Statut", "fait")],
)
def test_a_plan_is_read_with_its_titles_and_one_date_or_a_status(left: str, said: str):
    reading = read_table([["Intitulé", left], ["Former les cuisiniers", said]], schema.ACTIONS)

    assert values(reading, "title") == ["Former les cuisiniers"]
    assert reading.verdict == "applied"


def test_a_plan_without_any_date_nor_status_is_refused_and_says_what_it_lacks():
    reading = read_table(
        [["N° action", "Intitulé", "Axe"], ["A1", "Former", "Axe 1"]], schema.ACTIONS
    )

    assert reading.verdict == "refused"
    assert kinds(reading) == ["column_missing"]
    assert "Début prévu" in reading.why


def test_aliases_of_the_coordinator_are_obeyed_by_column_or_by_header():
    headers = ["Code A", *HEADERS[1:]]

    for aliases in ({"number": ("Code A",)}, {"N° action": ["CODE a"]}):
        reading = read_table([headers, ROW], schema.ACTIONS, extra_aliases=aliases)

        assert values(reading, "number") == ["A1.1"]


def test_an_ending_shared_by_two_columns_settles_for_neither():
    headers = [
        "N°",
        "Intitulé",
        "Responsable",
        "Début prévu",
        "Fin prévue",
        "Avancement",
        "Statut",
        "Clos",
    ]
    aliases = {"comment": ["Closes"], "corrective": ["Close"]}

    reading = read_table([headers], schema.ACTIONS, extra_aliases=aliases)

    assert reading.extra_headers == ("Clos",)


def test_the_header_row_may_be_given_and_is_then_the_only_one_looked_at():
    old = ["N° action", "Intitulé", "Statut", "Avancement", "Fin prévue", "Début prévu"]
    grid = [old, ["vieux"], HEADERS, ROW]

    assert read_table(grid, schema.ACTIONS, header_row=3).header_row == 3
    assert read_table(grid, schema.ACTIONS, header_row=2).header_row is None
    assert read_table(grid, schema.ACTIONS, header_row=99).header_row is None


@pytest.mark.parametrize("grid", [[], [[]], [[None, ""]], [[Cell(None)]]])
def test_an_emptied_tab_says_so(grid: list[list[object]]):
    reading = read_table(grid, schema.ACTIONS)

    assert (reading.header_row, len(reading.frame)) == (None, 0)
    assert reading.frame.columns.tolist() == [column.name for column in schema.ACTIONS.columns]
    assert kinds(reading) == ["header_missing"]
    assert reading.issues[0].fix.startswith("L’onglet est vide")


def test_a_tab_of_something_else_has_no_header():
    grid = [["Aide"], ["Comment remplir ce classeur", "Statut"], ["1.", "Ouvrir"], ["2.", "Écrire"]]

    reading = read_table(grid, schema.ACTIONS)

    assert kinds(reading) == ["header_missing"]
    assert "n’a pas été trouvée" in reading.issues[0].fix


def test_a_wide_public_plan_with_two_header_rows_and_help_columns_is_read():
    top = (
        ["Identification"]
        + [""] * 4
        + ["Calendrier", "", "", ""]
        + ["Budget"]
        + [""] * 6
        + ["Suivi"]
        + [""] * 20
    )
    below = [
        "Réf", "Axe", "Action", "Pilote", "Partenaires associés", "Début prévu", "Fin prévue",
        "Début réel",
        "Fin réelle", "Montant € HT", "Montant € TTC", "Subvention", "Montant € HT", "Taux",
        "Reste", "Année",
        "% avancement", "État", "Validé",
    ]  # fmt: skip
    below += [f"Indicateur {n}" for n in range(1, 19)]
    row = ["1.1", "Axe 1", "Créer une légumerie", "Ville", "", 46023, "fin 2026", "", "",
    "Entre 200 et 500",
           "", "", "", "", "", "", "0,25", "en cours", "FAUX"]  # fmt: skip

    reading = read_table([["PLAN D’ACTIONS"], top, below, row], schema.ACTIONS)

    assert len(below) == 37
    assert reading.header_row == 3
    assert values(reading, "title") == ["Créer une légumerie"]
    assert values(reading, "progress") == [reading.readings[4]["progress"].value]
    assert str(values(reading, "progress")[0]) == "0.25"


def test_a_unit_in_the_header_counts_for_bare_amounts():
    headers = [
        "N° contrat",
        "Producteur",
        "Culture",
        "Surface (ha)",
        "Volume (t)",
        "Début",
        "Fin",
        "Étape",
    ]
    row = ["C1", "P12", "Carotte", 2.5, "800 kg", "01/03/2026", "30/09/2026", "signé"]

    reading = read_table([headers, row], schema.CONTRACTS)

    area, volume = values(reading, "area")[0], values(reading, "volume")[0]
    assert (str(area.amount), area.unit) == ("2.5", "ha")
    assert (str(volume.amount), volume.unit) == ("800", "kg")


def test_a_tab_grid_brings_its_own_merges_and_hidden_rows():
    rows = (tuple(HEADERS), tuple(ROW), ("A1.2", None, *ROW[2:]), ("A1.3", None, *ROW[2:]))
    tab = TabGrid(
        sheet_id=1,
        title="Plan d’action",
        rows=rows,
        merges=(Merge(1, 3, 1, 2),),
        hidden_rows=frozenset({3}),
    )

    reading = read_table(tab, schema.ACTIONS)

    assert values(reading, "work_stream") == ["Axe 1", "Axe 1", None]
    assert reading.hidden == frozenset({4})


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_every_canonical_table_is_found_by_its_own_headers(table: schema.TableSchema):
    headers = [column.header for column in table.columns]

    reading = read_table([[table.title], headers], table)

    assert reading.columns == {column.name: at for at, column in enumerate(table.columns)}
    assert reading.header_row == 2


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_no_alias_of_a_table_belongs_to_two_of_its_columns(table: schema.TableSchema):
    words = vocabulary(table, {})

    for column in table.columns:
        for alias in (column.header, *column.aliases):
            assert words.exact[header_key(alias)][0] == column.name


def test_letters_go_on_after_z():
    assert [column_letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
