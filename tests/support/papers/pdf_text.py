"""The words of a PDF page, read from its content with the fonts' own character maps."""

import re

import pikepdf

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def page_text(page: pikepdf.Page) -> str:
    """All text of a page in the order of drawing; a line break between text objects."""
    maps = {name: characters(font) for name, font in page.Resources.Font.items()}
    said, current = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = maps.get(str(operands[0]), {})
        elif str(operator) in ("Tj", "TJ"):
            pieces = operands[0] if str(operator) == "TJ" else operands
            said.extend(
                decoded(bytes(piece), current)
                for piece in pieces
                if isinstance(piece, pikepdf.String)
            )
        elif str(operator) == "ET":
            said.append("\n")
    return "".join(said)


def decoded(codes: bytes, characters: dict[int, str]) -> str:
    pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
    return "".join(characters.get(int.from_bytes(pair, "big"), "") for pair in pairs)


def characters(font: pikepdf.Object) -> dict[int, str]:
    """Glyph code → text, from the ToUnicode map of a composite font."""
    cmap = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in _PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in _RANGE.findall(block):
            start = int(text, 16)
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(start + offset)
    return found
