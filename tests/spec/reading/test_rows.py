"""Rows are data, totals, notes, blanks or headers again; struck and doubled rows are told."""

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import ActionStatus, Cell, Merge
from relocalisons.core.reading.grid import IssueKind, TableReading, read_table

HEADERS = [
    "N° action", "Axe", "Intitulé", "Partenaire responsable", "Début prévu", "Fin prévue",
    "Avancement", "Statut",
]  # fmt: skip


def action(number: object, **cells: object) -> list[object]:
    """A row of a plan in good order, but for the cells given by column."""
    row = {
        "number": number, "work_stream": None, "title": "Former", "owner": "P07",
        "planned_start": "01/03/2026", "planned_end": "31/03/2026", "progress": "50 %",
        "status": "en cours",
    } | cells  # fmt: skip
    return list(row.values())


def read(*rows: list[object], **options: object) -> TableReading:
    """The plan of these rows under its header; the first data row is row 2."""
    return read_table([HEADERS, *rows], schema.ACTIONS, **options)  # type: ignore[arg-type]


def issues(reading: TableReading) -> list[tuple[str, int | None, str]]:
    """Kind, row and cell of each issue."""
    return [(issue.kind.value, issue.row, issue.cell) for issue in reading.issues]


@pytest.mark.parametrize(
    "row",
    [
        ["TOTAL", None, None, None, None, None, 0.5],
        [None, "Total", None, None, None, None, 0.5],
        ["Sous-total axe 2", None, None, None, None, None, 0.4],
        ["S/T axe 2", None, None, None, None, None, 0.4],
        [None, None, None, None, None, "Total général", 0.4],
    ],
)
def test_a_total_is_never_a_data_row(row: list[object]):
    reading = read(action("A1.1"), row, action("A1.2"))

    assert reading.frame["number"].tolist() == ["A1.1", "A1.2"]
    assert [kind for kind, _, _ in issues(reading)] == ["row_total"]


def test_an_action_about_totals_is_an_action():
    reading = read(action("A1.1", title="Total des volumes à contractualiser"))

    assert reading.frame.index.tolist() == [2]


def test_an_action_about_totals_is_an_action_even_when_its_number_stands_after():
    headers = [
        "Intitulé",
        "N° action",
        "Partenaire responsable",
        "Début prévu",
        "Avancement",
        "Statut",
    ]
    row = ["Total des volumes à contractualiser", "A1.1", "P07", "01/03/2026", 0, "à venir"]

    assert read_table([headers, row], schema.ACTIONS).frame["number"].tolist() == ["A1.1"]


@pytest.mark.parametrize(
    "row",
    [
        ["attention voir avec Paul"],
        [None, None, "Attention, dates à revoir avec la Région"],
        ["* avancement estimé"],
        ["Axe 2 – Structurer les filières"],
        [None, "Axe 2", "Structurer les filières"],
        [None, None, None, None, None, None, None, "à venir"],
        ["Légende :", "vert = fait"],
        [None, None, None, None, None, None, None, None, "hors tableau"],
    ],
)
def test_a_note_in_the_middle_is_no_data_row_and_is_told(row: list[object]):
    reading = read(action("A1.1"), row, action("A1.2"))

    assert reading.frame["number"].tolist() == ["A1.1", "A1.2"]
    assert [kind for kind, _, _ in issues(reading)] == ["row_note"]


def test_blank_rows_are_passed_over_however_many():
    blanks: list[list[object]] = [
        [],
        [None] * 8,
        ["", " ", "\u00a0"],
        [False] * 3,
        [Cell(None), Cell("")],
    ]

    reading = read(action("A1.1"), *blanks * 2_000, action("A1.2"))

    assert reading.frame.index.tolist() == [2, 10_003]
    assert reading.issues == ()


def test_the_header_repeated_at_a_page_break_is_no_data_row():
    reading = read(action("A1.1"), HEADERS, action("A1.2"))

    assert reading.frame["number"].tolist() == ["A1.1", "A1.2"]
    assert issues(reading) == [("row_header", 3, "A3")]


def test_a_row_without_number_that_says_something_is_data_with_a_missing_number():
    reading = read(action(None))

    assert issues(reading) == [("cell_missing", 2, "A2")]
    assert reading.issues[0].row_id is None
    assert reading.issues[0].fix == "La case «\u00a0N° action\u00a0» est vide\u00a0: remplissez-la."


def test_every_doubtful_cell_is_told_with_its_address_its_row_and_what_to_type():
    reading = read(
        action("A1.1", planned_end="S2 2026"),
        action("A1.2", progress="#REF!"),
        action("A1.3", planned_end="à définir"),
        action("A1.4", status="ok?", planned_start="31/09/2026"),
    )

    told = [(i.kind.value, i.column, i.cell, i.row_id, i.found) for i in reading.issues]
    assert told == [
        ("cell_ambiguous", "planned_end", "F2", "A1.1", "S2 2026"),
        ("cell_unreadable", "progress", "G3", "A1.2", "#REF!"),
        ("cell_missing", "planned_end", "F4", "A1.3", "à définir"),
        ("cell_unreadable", "planned_start", "E5", "A1.4", "31/09/2026"),
        ("cell_ambiguous", "status", "H5", "A1.4", "ok?"),
    ]
    assert all(issue.fix.endswith(".") for issue in reading.issues)
    assert reading.frame["progress"].tolist()[1] is None


def test_an_about_cell_and_an_empty_optional_one_make_no_issue():
    reading = read(action("A1.1", planned_end="fin mars 2026", progress="~50 %"))

    assert reading.issues == ()
    assert reading.readings[2]["revised_end"].doubt == "absent"


def test_any_text_will_do_in_a_text_column_but_an_error_value():
    reading = read(action("A1.1", title="à définir avec Paul ?"), action("A1.2", owner="#N/A"))

    assert issues(reading) == [("cell_unreadable", 3, "D3")]


def test_a_struck_row_is_marked_and_makes_no_issue():
    struck = [
        Cell(value, struck=True) for value in action("A1.1", planned_end="S2 2026", status="?")
    ]

    reading = read(struck, action("A1.2"))

    assert reading.struck == frozenset({2})
    assert reading.issues == ()


def test_an_identity_struck_through_strikes_its_row():
    reading = read(action(Cell("A1.1", struck=True), progress="ok?"))

    assert reading.struck == frozenset({2})
    assert reading.issues == ()


def test_one_value_struck_through_no_longer_holds():
    reading = read(action("A1.1", planned_end=Cell("31/03/2026", struck=True)))

    assert reading.struck == frozenset()
    assert reading.frame["planned_end"].tolist() == [None]
    assert issues(reading) == [("cell_ambiguous", 2, "F2")]
    assert "est barré" in reading.issues[0].fix


@pytest.mark.parametrize("status", ["annulé", "Abandonnée", "supprimé"])
def test_an_action_given_up_makes_no_issue(status: str):
    reading = read(action("A1.1", status=status, progress="#REF!", planned_end=None))

    assert reading.issues == ()
    assert reading.frame["status"].tolist() == [ActionStatus.DROPPED]


def test_of_two_rows_with_one_number_the_first_is_kept_and_both_are_named():
    reading = read(action("A1.1"), action("A1.2"), action("a1.1 ", title="Former (phase 2)"))

    assert reading.frame["title"].tolist() == ["Former", "Former"]
    issue = reading.issues[0]
    assert (issue.kind, issue.row, issue.cell, issue.row_id) == (
        IssueKind.DUPLICATE_ID,
        4,
        "A4",
        "A1.1",
    )
    assert issue.fix == (
        "Le numéro «\u00a0A1.1\u00a0» est déjà celui de la ligne 2, seule prise en compte\u00a0: "
        "donnez un autre numéro à la ligne 4, ou supprimez-la."
    )
    assert sorted(reading.readings) == [2, 3, 4]


def test_a_struck_row_gives_way_to_the_one_that_replaces_it():
    old = [Cell(value, struck=True) for value in action("A1.1", title="Ancienne version")]

    reading = read(old, action("A1.1", title="Nouvelle version"))

    assert reading.frame["title"].tolist() == ["Nouvelle version"]
    assert [kind for kind, _, _ in issues(reading)] == ["row_struck_duplicate"]


def test_a_merged_group_cell_fills_its_rows_and_no_other_column_is_filled():
    rows = [
        action("A1.1", work_stream="Axe 1", title="Former"),
        action("A1.2", title=None),
        action("A2.1", work_stream="Axe 2"),
        action("A2.2"),
    ]
    merges = (Merge(1, 3, 1, 2), Merge(2, 4, 1, 2), Merge(1, 3, 2, 3), Merge(40, 90, 1, 2))

    reading = read(*rows, merges=merges)

    assert reading.frame["work_stream"].tolist() == ["Axe 1", "Axe 1", "Axe 2", None]
    assert reading.frame["title"].tolist() == ["Former", None, "Former", "Former"]


def test_hidden_rows_are_read_and_marked():
    reading = read(action("A1.1"), action("A1.2"), hidden_rows=frozenset({2, 500}))

    assert reading.frame["number"].tolist() == ["A1.1", "A1.2"]
    assert reading.hidden == frozenset({3})


def test_short_rows_are_read_as_if_their_last_cells_were_empty():
    reading = read(action("A1.1")[:4])

    assert [kind for kind, _, _ in issues(reading)] == ["cell_missing"] * 4


def test_deliveries_have_no_number_and_are_read_all_the_same():
    headers = ["Date", "Contrat", "Quantité", "Unité", "Refus"]
    rows = [
        ["12/03/2026", "C1", "1 200", "kg", "50 kg (calibre)"],
        ["19/03/2026", "C1", "8 à 10 t", "", ""],
        ["TOTAL", "", 1200, "kg", ""],
        ["", "", "", "", "livraison suivante reportée"],
    ]

    reading = read_table([headers, *rows], schema.DELIVERIES)

    assert reading.frame.index.tolist() == [2, 3]
    assert [issue.kind.value for issue in reading.issues] == ["row_total", "row_note"]
