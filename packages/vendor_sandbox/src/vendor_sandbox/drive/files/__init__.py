"""Vendor sandbox, Drive files: get, list, create, update, copy, delete, up- and downloads.

Here: the methods of files, resumable sessions, and the one call of v2 that gspread still makes.
Not here: what becomes of a file in the folder (`storage.files`).
"""
