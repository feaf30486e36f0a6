"""Sandbox, Sheets: naming."""

HANDLERS = {}
