"""Sandbox, Sheets: sorting."""

HANDLERS = {}
