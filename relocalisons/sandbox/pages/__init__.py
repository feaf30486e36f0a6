"""Sandbox, pages: the Drive and the mailbox for people, in French.

Pages are whole without scripts; one small script only marks a range of cells named in a link.
Map: `routes` mounts all; `drive_pages`, `sheet_pages` and `mail_pages` gather what is shown;
`layout` renders the templates beside it.
"""
