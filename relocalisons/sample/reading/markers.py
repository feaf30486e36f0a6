"""Sample: words and figures that no document for others may hold; tests look for them."""

from collections.abc import Mapping

from relocalisons.sample.engine.cells import Row, Typed, money, text
from relocalisons.sample.engine.events import PILOTAGE

PRICE = "987,65 €/kg"
SALARY = 9876.54
PHONE = "06 39 98 77 66"
ROLE_PHONE = "06 39 98 11 22"  # of somebody who answers for money in a structure
DELIVERY = 8642.75  # what a canteen paid for one delivery; a float that files write as it is

# table, owner, place of the line, column, what stands there
_PLANTED: tuple[tuple[str, str, int, str, Typed], ...] = (
    ("contracts", PILOTAGE, 4, "price", text(f"{PRICE} RELOC-MARK-PRIX")),
    ("contracts", PILOTAGE, 4, "price_formula", text("RELOC-MARK-FORMULE x 0,83")),
    ("contracts", PILOTAGE, 5, "comment", text("RELOC-MARK-CONTRAT : négocie encore")),
    ("partners", PILOTAGE, 2, "comment", text("RELOC-MARK-ANNUAIRE : note de confiance 2/10")),
    ("partners", PILOTAGE, 4, "phone", text(PHONE)),
    ("budget", PILOTAGE, 0, "comment", text("RELOC-MARK-BUDGET : à ne pas montrer")),
    ("contacts", PILOTAGE, 1, "said", text("RELOC-MARK-CONTACT : envisage de partir")),
    ("actions", "P02", 0, "comment", text("RELOC-MARK-ACTION : désaccord avec la mairie")),
    ("timesheets", "P20", 0, "cost", money(SALARY)),
    ("contact_roles", PILOTAGE, 6, "phone", text(ROLE_PHONE)),
    ("deliveries", "P09", 3, "price", money(DELIVERY)),
)

# What to look for in texts; figures as French documents and as files write them.
MARKERS = (
    "RELOC-MARK",
    "987,65",
    "987.65",
    PHONE,
    PHONE.replace(" ", ""),
    "9876.54",
    "9876,54",
    "9 876,54",
    ROLE_PHONE,
    ROLE_PHONE.replace(" ", ""),
    "8642.75",
    "8642,75",
    "8 642,75",
)


def plant_markers(
    tables: Mapping[str, Mapping[str, tuple[Row, ...]]],
) -> dict[str, dict[str, tuple[Row, ...]]]:
    """The same tables with these words and figures, where only some may read them."""
    changed = {table: dict(owners) for table, owners in tables.items()}
    for table, owner, at, column, typed in _PLANTED:
        lines = list(changed[table][owner])
        lines[at] = lines[at].with_cells({column: typed})
        changed[table][owner] = tuple(lines)
    return changed
