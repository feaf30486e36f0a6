"""Vendor sandbox, .xlsx: bytes read straight from the zip, and written with XlsxWriter.

Here: styles, content, rules both ways; the sidecar holds what an .xlsx cannot carry.
Not here: when a file is written (`storage.workbooks`).
"""
