"""A document tree from a template, and its PDF, DOCX and XLSX.

The strict subset of HTML, pagination, Typst, Word, the annex.
Which view becomes which document is in `papers`.
"""
