"""The canonical tables, one module a subject, one line a column, and all of them by their names.

The notation is explained in `kernel/definition`.
Where a sheet keeps a table is found by `reading` and `sources`; nothing is read here.
"""

from relocalisons.core.kernel.definition import Audience, Column, ColumnKind, TableSchema
from relocalisons.core.tables.coordination import (
    ANOMALIES,
    ATTESTATIONS,
    COMMENTS,
    COMMITTEES,
    CONTACT_ROLES,
    CONTACTS,
    CONTRIBUTIONS,
    DEPENDENCIES,
    REMINDERS,
    SETTINGS,
    SOURCES,
)
from relocalisons.core.tables.meetings import (
    ATTENDANCE,
    COMMUNICATION,
    DECISIONS,
    MEETINGS,
    RISKS,
)
from relocalisons.core.tables.money import (
    ADVANCES,
    BUDGET,
    EXPENSES,
    FUNDERS,
    INDICATORS,
    REPORT_SCHEDULE,
    TIMESHEETS,
)
from relocalisons.core.tables.plan import ACTIONS, DELIVERABLES, PARTNERS
from relocalisons.core.tables.producers import (
    CANTEEN_PURCHASES,
    CERTIFICATES,
    COMMITMENTS,
    CONTRACTS,
    DELIVERIES,
    VISITS,
)

TABLES: tuple[TableSchema, ...] = (
    PARTNERS,
    ACTIONS,
    DELIVERABLES,
    FUNDERS,
    REPORT_SCHEDULE,
    BUDGET,
    EXPENSES,
    TIMESHEETS,
    INDICATORS,
    ADVANCES,
    CONTRACTS,
    COMMITMENTS,
    DELIVERIES,
    CERTIFICATES,
    VISITS,
    CANTEEN_PURCHASES,
    MEETINGS,
    ATTENDANCE,
    DECISIONS,
    COMMUNICATION,
    RISKS,
    SOURCES,
    SETTINGS,
    CONTACTS,
    CONTACT_ROLES,
    COMMITTEES,
    COMMENTS,
    ATTESTATIONS,
    CONTRIBUTIONS,
    DEPENDENCIES,
    ANOMALIES,
    REMINDERS,
)

BY_NAME: dict[str, TableSchema] = {table.name: table for table in TABLES}

__all__ = [
    "ACTIONS",
    "ADVANCES",
    "ANOMALIES",
    "ATTENDANCE",
    "ATTESTATIONS",
    "BUDGET",
    "BY_NAME",
    "CANTEEN_PURCHASES",
    "CERTIFICATES",
    "COMMENTS",
    "COMMITMENTS",
    "COMMITTEES",
    "COMMUNICATION",
    "CONTACTS",
    "CONTACT_ROLES",
    "CONTRACTS",
    "CONTRIBUTIONS",
    "DECISIONS",
    "DELIVERABLES",
    "DELIVERIES",
    "DEPENDENCIES",
    "EXPENSES",
    "FUNDERS",
    "INDICATORS",
    "MEETINGS",
    "PARTNERS",
    "REMINDERS",
    "REPORT_SCHEDULE",
    "RISKS",
    "SETTINGS",
    "SOURCES",
    "TABLES",
    "TIMESHEETS",
    "VISITS",
    "Audience",
    "Column",
    "ColumnKind",
    "TableSchema",
]
