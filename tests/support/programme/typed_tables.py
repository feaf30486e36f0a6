"""Whatever people type: tables of any content, and what no sentence may show of it."""

import re
from datetime import date

from hypothesis import strategies as st
from support.programme.sheets import P01_ID, tab

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.kernel.definition import Column, ColumnKind, TableSchema
from relocalisons.core.kernel.model import Cell, Programme
from relocalisons.core.tables import ACTIONS, COMMITMENTS, CONTRACTS, DELIVERABLES, DELIVERIES

TUESDAY = date(2026, 3, 3)
HOLE = re.compile(r"\b(None|nan|NaN|Infinity|Traceback|Decimal|datetime)\b")

TYPED = st.sampled_from(
    [
        None, "", " ", "-", "TBD", "#REF!", "Chargement...", "12/03/2026", "31/02/2026", "fin mars",
        "S2 2026", "15/03", "ok?", "fait", "en cours", "annulé", "50 %", "~50", "1.234", "12 t",
        "8 à 10 t", "300 caisses", "P01", "Ville de Grasse", "CA06", "A1; A2", "A1", "a@x.example",
        "=1+1", "<b>x</b>", "🥕", "signé", "en livraison", 0, 1, -3, 46093, 0.5, 1e18, True, "C1",
        Cell(46093, "dd/mm/yyyy"), Cell(0.4, "0%"), Cell("A2", struck=True), Cell(None),
        "voir avec Paul, 06 12 34 56 78, avant l'été " * 9,
    ]
)  # fmt: skip
SERIAL = Cell(46000, "dd/mm/yyyy")  # 9 December 2025
ANYTHING = st.one_of(
    TYPED,
    st.text(max_size=12).filter(lambda text: not HOLE.search(text)),
    st.integers(-(10**6), 10**6),
    st.floats(-1e6, 1e6, allow_nan=False),
)


USUAL: dict[ColumnKind, tuple[object, ...]] = {
    ColumnKind.ID: ("A1", "A2", "a1", "L1", "C1", "C2"),
    ColumnKind.IDS: (None, "A1", "A2; A1", "A9"),
    ColumnKind.PARTNER: ("P01", "P02", "Ville de Grasse", "CA06"),
    ColumnKind.DATE: (*[None] * 4, "12/02/2026", "fin mars 2026", "10/03/2026", SERIAL, SERIAL),
    ColumnKind.EMAIL: (None, "a@x.example"),
    ColumnKind.NUMBER: (None, 3),
    ColumnKind.MONEY: (None, "12 500 €"),
    ColumnKind.URL: (None,),
    ColumnKind.YESNO: (None, "oui"),
    ColumnKind.STATUS: ("en cours", "à venir", "fait", "ok?", "annulé"),
    ColumnKind.CHOICE: ("signé", "en livraison", "en rédaction", "refusé"),
    ColumnKind.QUANTITY: (None, "12 t", "900 kg", "8 à 10 t", "300 caisses", 40),
    ColumnKind.PROGRESS: ("50 %", 0.4, "fait"),
    ColumnKind.PERCENT: (None, "10 %", "S/O"),
}  # fmt: skip


def cells_of(column: Column):
    """Mostly what people type in such a column, sometimes anything."""
    usual = st.sampled_from(USUAL.get(column.kind, (None, "Texte", "Un autre texte")))
    return st.integers(0, 11).flatmap(lambda chance: ANYTHING if chance == 11 else usual)


def filled(table: TableSchema):
    """A tab of that table: usual headers, sometimes one lost or misspelt, any cells."""
    headers = [column.header for column in table.columns]
    lost = st.sampled_from([*headers, *[""] * 3 * len(headers)])
    line = st.tuples(*(cells_of(column) for column in table.columns))
    return st.tuples(
        lost, st.sampled_from(["", "Divers", "Fin"]), st.lists(line, min_size=1, max_size=4)
    ).map(
        lambda drawn: tab(
            table.title,
            [[drawn[1] if name == drawn[0] else name for name in headers], *drawn[2]],
        )
    )


WORKBOOKS = st.tuples(filled(ACTIONS), filled(DELIVERABLES), filled(DELIVERIES))
OWN = st.tuples(filled(CONTRACTS), filled(COMMITMENTS))
SOURCES = "\n".join(
    f"{title} | P01 | {P01_ID} | {title}" for title in ("Plan d'action", "Livrables", "Livraisons")
)


def check_sentences(programme: Programme) -> None:
    for finding in assess(programme, as_of=TUESDAY, baseline={"A1": date(2026, 1, 1)}):
        said = (finding.title, finding.action, finding.label, finding.detail)
        assert not any(HOLE.search(sentence) for sentence in said), said
        assert finding.title.endswith((".", "?"))
        assert finding.action.endswith((".", "?"))
        # A row that is gone has no cell left to show.
        assert finding.evidence or finding.kind is LineKind.ROW_DELETED
        assert len(finding.title) < 600
