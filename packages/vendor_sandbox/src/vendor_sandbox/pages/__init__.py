"""Vendor sandbox, pages: Drive, sheets, mailbox and consent for people, in French.

Here: what is shown, and the templates; pages are whole without scripts.
Not here: any change of a file: people change files in the folder or through the APIs.
"""
