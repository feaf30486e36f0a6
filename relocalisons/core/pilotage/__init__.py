"""The service's own tabs in « Pilotage », and the care for her words in them.

A rewrite never touches what she typed; a row is known by its key.
Requests to Sheets are made in `tasks/pilotage`.
"""
