"""The domain values, by subject; `core.model` names them all.

readings.py   one cell and its doubt      sheets.py     workbooks, Drive items, addresses
programme.py  partners, actions, …        findings.py   findings and decisions
working_time.py  closures, rests of a profile
"""
