"""Rendering: the colours of every document, one meaning each, readable in grey and by everyone.

Text on its tint has a contrast of at least 6.4:1 (tested); a colour never speaks alone, a word and
a symbol always stand with it.
"""

INK = "#1C2733"
SOFT = "#5A6672"
PRIMARY = "#1F4E8C"
LIGHT = "#A9C0E2"
PALE = "#F1F5FA"
RULE = "#D3DAE2"
BASELINE = "#8E959C"
SLIP = "#B3121D"

# level → (text, tint)
STATUS = {
    "good": ("#0B5730", "#DFF2E5"),
    "watch": ("#7F3F00", "#FDEBD2"),
    "alert": ("#960D18", "#FADCDC"),
    "done": ("#36454F", "#E6EBF0"),
    "unknown": ("#4F4F4F", "#EDEDED"),
}

# level → bar of a chart
BAR = {
    "good": PRIMARY,
    "done": PRIMARY,
    "watch": "#B45309",
    "alert": "#B3121D",
    "unknown": "#8A8F94",
}
