"""View models → files and messages: no network, no clock.

environment.py  the Jinja environment and its French filters    mail.py        the mails
mail_views.py   digests, decisions, failures → finished strings mail_context.py what all mails share
mail_messages.py  what the mails to the coordinator say         digest_sentences.py tone, subject

reports.py      a report → PDF, DOCX, XLSX, fingerprint         pages.py      template → tree
document.py     the document tree and its rules                 subset.py     the strict parser
typst_pdf.py    tree → PDF/A-3a + UA-1 (templates/house.typ)    typst_tree.py tree → its JSON
pagination.py   which block on which page                       charts.py     the pictures
word.py         tree → DOCX in a gabarit (word_xml.py)          gabarits.py   house gabarit, check
annex.py        sheets → XLSX                                   archive.py    equal zips
fonts.py        the two families and what they print            palette.py    the colours
"""
