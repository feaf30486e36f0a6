"""Rendering: the house master of decks as built by us; anybody may restyle it in PowerPoint.

`python -m relocalisons.rendering.slides.masters templates/office` writes it again; a test holds
the committed file to this module. Decks use its layout « Titre seul » and the theme's fonts.
"""

import io
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from relocalisons.errors import OfficeTemplateError
from relocalisons.rendering.archive import normalise_archive
from relocalisons.rendering.palette import BAR, INK, LIGHT, PALE, PRIMARY, SLIP, SOFT

HOUSE_MASTER = "office/house.pptx"
LAYOUT = "Title Only"
BUILT_ON = date(2026, 1, 1)
WIDTH, HEIGHT = 960.0, 540.0  # points: 16 by 9
MARGIN = 44.0
TITLE_TOP, TITLE_HEIGHT = 38.0, 68.0

_THEME = {
    "dk2": INK, "lt2": PALE, "accent1": PRIMARY, "accent2": LIGHT, "accent3": BAR["watch"],
    "accent4": SLIP, "accent5": SOFT, "accent6": BAR["unknown"], "hlink": PRIMARY,
    "folHlink": PRIMARY,
}  # fmt: skip


def build_house_master() -> bytes:
    """The deck without slides that every deck starts from: 16:9, Lato, one layout."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name != LAYOUT:
            deck.slide_layouts.remove(layout)
    master = deck.slide_master
    for owner in (master, deck.slide_layouts[0]):
        placeholders: Any = owner.placeholders
        for shape in list(placeholders):
            if shape.placeholder_format.type is not None and shape.placeholder_format.idx in (0, 1):
                _place(shape)
            else:  # date, footer and number: decks write their own foot
                shape._element.getparent().remove(shape._element)
    _style_title(master)
    _restyle_theme(master.part)
    properties = deck.core_properties
    properties.title, properties.author = "Masque de la maison", "Relocalisons"
    properties.language, properties.last_modified_by = "fr-FR", "Relocalisons"
    target = io.BytesIO()
    deck.save(target)
    return normalise_archive(target.getvalue(), dated=BUILT_ON)


def open_master(data: bytes) -> Any:
    """The presentation of a master; OfficeTemplateError, in French, when it is none."""
    try:
        deck = Presentation(io.BytesIO(data))
        names = [layout.name for layout in deck.slide_layouts]
    except Exception as error:  # python-pptx lets zip, XML and key errors through alike
        raise OfficeTemplateError(
            "Le masque de présentation n’est pas un fichier PowerPoint (.pptx) lisible."
        ) from error
    if not names:
        raise OfficeTemplateError(
            "Le masque de présentation n’a aucune disposition de diapositive."
        )
    return deck


def layout_of(deck: Any) -> Any:
    """The layout with a title and nothing else, by name; else the first one."""
    known = {layout.name: layout for layout in deck.slide_layouts}
    return known.get(LAYOUT) or known.get("Titre seul") or deck.slide_layouts[0]


def _place(shape: Any) -> None:
    shape.left, shape.width = Pt(MARGIN), Pt(WIDTH - 2 * MARGIN)
    if shape.placeholder_format.idx == 0:
        shape.top, shape.height = Pt(TITLE_TOP), Pt(TITLE_HEIGHT)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    else:
        shape.top, shape.height = Pt(116), Pt(380)


def _style_title(master: Any) -> None:
    """The title style of the master: left, bold, ink."""
    style = master._element.find(".//{*}titleStyle/{*}lvl1pPr")
    style.set("algn", "l")
    run = style.find("{*}defRPr")
    run.set("sz", "2600")
    run.set("b", "1")
    fill = run.find("{*}solidFill")
    if fill is not None:
        for child in list(fill):
            fill.remove(child)
        colour = fill.makeelement(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr",
            {"val": str(RGBColor.from_string(INK[1:]))},
        )
        fill.append(colour)


def _restyle_theme(part: Any) -> None:
    theme = next(rel.target_part for rel in part.rels.values() if rel.reltype.endswith("/theme"))
    text = theme.blob.decode()
    text = re.sub(r'(<a:(?:major|minor)Font><a:latin typeface=")[^"]*', r"\g<1>Lato", text)
    for name, colour in _THEME.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>',
            text,
        )
    theme._blob = text.encode()


if __name__ == "__main__":
    Path(sys.argv[1], "house.pptx").write_bytes(build_house_master())
