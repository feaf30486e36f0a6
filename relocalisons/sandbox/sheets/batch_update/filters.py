"""Sandbox, Sheets: filters."""

HANDLERS = {}
