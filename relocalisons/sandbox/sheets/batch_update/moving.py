"""Sandbox, Sheets: moving."""

HANDLERS = {}
