"""Vendor sandbox, Drive resource: the JSON of a file for who asks, and what a body may set.

Here: fields and their masks, capabilities, sharing lists, metadata of a request.
Not here: deciding who may do what (`storage.access`).
"""
