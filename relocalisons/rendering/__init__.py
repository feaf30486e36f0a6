"""View models become files and messages: no network, no clock; equal views give equal bytes.

Here: the Jinja environment, fonts, colours, logos, measures of text.
What a document says is decided in `core/reports`.
"""
