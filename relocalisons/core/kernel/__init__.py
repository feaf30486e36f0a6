"""The values that every room exchanges: cells, readings, findings, programme, keys, links.

`model` names most of them; what a table and a column are is in `definition`.
No rule of a subject stands here, and nothing here reads a sheet.
"""
