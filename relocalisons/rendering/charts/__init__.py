"""Charts as SVG and PNG by matplotlib, without title: the document prints title and message.

Bands, bars, Gantt, curves, and where labels may stand.
What they show is a view of `core/views`.
"""
