"""Rows of « Relances » as the tests of its words and of its safety need them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from relocalisons.core.pilotage.reminder_tab import ReminderRow, build_reminder_tab

THURSDAY_NOON = datetime(2026, 3, 5, 12, tzinfo=ZoneInfo("Europe/Paris"))


def row(key="k1", **given):
    values = {
        "partner": "P01", "partner_name": "Ville de Grasse", "person": "Anne Roux",
        "subject": "2 actions à mettre à jour", "lines": 2, "state": "held",
        "preview_url": "https://drive.example/x",
    }  # fmt: skip
    return ReminderRow(key=key, **{**values, **given})


def relances(*rows, **given):
    return build_reminder_tab(rows, week="2026-W10", deadline=THURSDAY_NOON, **given)
