"""Sandbox, Sheets: searching."""

HANDLERS = {}
