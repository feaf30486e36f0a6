"""Sample: what cannot be read in the tables of money, meetings, risks and the coordinator's own."""

from collections.abc import Mapping

from relocalisons.sample.engine.cells import (
    Row,
    Typed,
    ambiguous,
    broken,
    nothing,
    text,
    unreadable,
)
from relocalisons.sample.engine.events import PILOTAGE

Tables = Mapping[str, Mapping[str, tuple[Row, ...]]]


def _nobody(words: str) -> Typed:
    """A name that is in no list of partners."""
    return Typed(words, None, messy=True)


# table, owner of the workbook, place of the line, then its cells; the lines are not touched again.
_PLANTED: tuple[tuple[str, str, int, dict[str, Typed]], ...] = (
    ("funders", PILOTAGE, 2, {"contact": unreadable("voir Mme Roche")}),
    ("report_schedule", PILOTAGE, 34, {"deadline": nothing("à définir")}),
    ("report_schedule", PILOTAGE, 35, {"funder": _nobody("Fondation Durance")}),
    ("report_schedule", PILOTAGE, 32, {"funder": _nobody("le fonds régional")}),
    ("budget", PILOTAGE, 11, {"amended": broken("#REF!")}),
    ("expenses", "P02", 0, {"amount": ambiguous("1 250 ou 1 520")}),
    ("expenses", "P03", 0, {"paid_on": unreadable("31/11/2025")}),
    ("expenses", "P05", 0, {"partner": _nobody("le service des achats")}),
    ("expenses", "P14", 0, {"amount": broken("#N/A")}),
    ("timesheets", "P02", 0, {"month": unreadable("31/09/2025")}),
    ("timesheets", "P03", 1, {"cost": broken("#REF!")}),
    ("timesheets", "P15", 1, {"time": nothing("à compléter")}),
    ("indicators", PILOTAGE, 14, {"target": nothing("à définir")}),
    ("indicators", PILOTAGE, 11, {"owner": _nobody("tout le monde")}),
    ("advances", PILOTAGE, 1, {"funder": _nobody("la fondation")}),
    ("advances", PILOTAGE, 2, {"amount": ambiguous("(2 500)")}),
    ("attestations", PILOTAGE, 3, {"valid_until": unreadable("31/04/2026")}),
    ("attestations", PILOTAGE, 8, {"partner": _nobody("Ferme du Lac")}),
    ("certificates", "P11", 0, {"valid_until": unreadable("à renouveler")}),
    ("visits", "P12", 0, {"done_on": unreadable("30/02/2026")}),
    ("meetings", PILOTAGE, 9, {"quorum": unreadable("la moitié")}),
    ("attendance", PILOTAGE, 5, {"partner": _nobody("M. le maire")}),
    ("decisions", PILOTAGE, 3, {"owner": _nobody("tous les lycées")}),
    ("communication", PILOTAGE, 0, {"reach": unreadable("beaucoup")}),
    # Several cells of one column, of which people are told in one line.
    ("communication", PILOTAGE, 1, {"reach": unreadable("à compter"), "topic": nothing(None)}),
    ("communication", PILOTAGE, 2, {"topic": nothing("à définir"), "channel": nothing(None)}),
    ("communication", PILOTAGE, 3, {"channel": nothing("à définir")}),
    ("timesheets", "P05", 0, {"cost": broken("#REF!"), "employee": nothing(None)}),
    ("timesheets", "P05", 1, {"cost": broken("#N/A"), "employee": nothing(None)}),
    ("timesheets", "P14", 0, {"cost": broken("#REF!")}),
    ("timesheets", "P14", 1, {"cost": broken("#REF!")}),
    ("risks", PILOTAGE, 6, {"likelihood": unreadable("forte")}),
    ("risks", PILOTAGE, 9, {"review": unreadable("30/02/2026")}),
    ("contacts", PILOTAGE, 0, {"partner": _nobody("la DDT")}),
    ("contact_roles", PILOTAGE, 17, {"email": nothing("à compléter")}),
    ("committees", PILOTAGE, 6, {"email": unreadable("voir secrétariat")}),
    ("contributions", "P13", 1, {"action": nothing("-")}),
)

# Numbers typed twice: the second line is a copy of the first, begun and left there.
_TWICE = (
    ("expenses", "P06", 1, "label"),
    ("decisions", PILOTAGE, 1, "decision"),
    ("risks", PILOTAGE, 2, "risk"),
)


def plant_tables(tables: Tables) -> dict[str, dict[str, tuple[Row, ...]]]:
    """The same lines with unreadable, ambiguous and missing cells, unknown names and doubles."""
    changed = {table: dict(owners) for table, owners in tables.items()}
    for table, owner, at, cells in _PLANTED:
        lines = list(changed[table][owner])
        lines[at] = lines[at].with_cells(cells)
        changed[table][owner] = tuple(lines)
    for table, owner, at, column in _TWICE:
        lines = changed[table][owner]
        changed[table][owner] = (*lines, _copy(lines[at], column))
    return changed


def _copy(row: Row, column: str) -> Row:
    words = f"{row.cell(column).value} (suite)"
    return Row(uid=f"{row.uid}-copie", cells={**row.cells, column: text(words)})
