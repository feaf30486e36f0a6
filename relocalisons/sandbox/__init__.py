"""Sandbox: answers as Google Drive, Google Sheets and SendGrid do, from a folder a person can open.

Map of the room::

    __main__ server application     process, socket, mounting of the routes
    errors wire clock               vendor-shaped errors, JSON on the wire, the controllable clock
    items tables index journal      what is remembered, and how it survives a kill -9 (recovery)
    folder places hand_edits        the folder a person sees, and what that person changes in it
    workspace files contents        one programme's world, and what happens to a file in it
    workbooks access                open spreadsheets; who may do what
    accounts scopes consent         tokens, identities, the OAuth consent page
    faults quotas counting control  failures on request, token buckets, request accounting
    drive/ sheets/ mail/ pages/     Drive v3, Sheets v4, SendGrid v3, the two pages for people
    seeding                         writes a workspace before any server runs

What it is for: proving offline that the clients of `tasks/` would work in production. What it does
not check: OAuth signatures, real delivery, Google's own rendering of documents, performance.
It imports nothing else of ours.
"""
