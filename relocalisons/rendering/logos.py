"""Rendering: the funders' logos as one strip for an attendance sheet, whatever their formats."""

import base64
import io
from collections.abc import Sequence

from relocalisons.rendering.documents.document import Picture

HEIGHT = 160  # pixels; the strip is printed about 16 mm high at most
GAP = 60
LARGEST = 4000 * 4000  # pixels: a picture beyond it is no logo
WIDTH = 174.0  # millimetres: printed as wide as the text
RATIO = 11  # of the strip's width to its height: logos are left on a wide white band


def readable_logo(data: bytes) -> bool:
    """Whether a file is a picture that can be shown: neither broken nor absurdly large."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > LARGEST:
                return False
            picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def strip_of(logos: Sequence[bytes]) -> Picture | None:
    """The readable logos side by side on white, all of one height; None without any."""
    from PIL import Image

    drawn: list[Image.Image] = []
    for data in logos:
        if not readable_logo(data):
            continue
        with Image.open(io.BytesIO(data)) as picture:
            full = picture.convert("RGBA")
        width = max(round(full.width * HEIGHT / full.height), 1)
        drawn.append(full.resize((min(width, HEIGHT * 6), HEIGHT)))
    if not drawn:
        return None
    total = sum(each.width for each in drawn) + GAP * (len(drawn) - 1)
    width = max(total, HEIGHT * RATIO)
    strip = Image.new("RGB", (width, HEIGHT), "white")
    at = 0
    for each in drawn:
        strip.paste(each, (at, 0), each)
        at += each.width + GAP
    target = io.BytesIO()
    strip.save(target, format="PNG", optimize=False)
    png = target.getvalue()
    return Picture(
        svg=_wrapped(png, width),
        width=WIDTH,
        height=WIDTH * HEIGHT / width,
        draw_png=lambda: png,
    )


def _wrapped(png: bytes, width: int) -> bytes:
    """The same picture as SVG, the form that the printed document takes."""
    content = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}">'
        f'<image width="{width}" height="{HEIGHT}" xlink:href="data:image/png;base64,{content}"/>'
        "</svg>"
    ).encode()
