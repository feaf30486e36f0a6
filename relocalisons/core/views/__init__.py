"""What a document is made of: colours that are words, charts as data, tabs as rows.

Strings here are finished French, figures are final.
How it looks on paper is `rendering`; what a report says is `reports`.
"""
