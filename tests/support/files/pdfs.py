"""PDF files that tests make: a text set on pages, scans, and what no reader should be sent."""

import io
import zlib

import pikepdf
import typst

_SIGNS = "\\#*_@$<=/+-`~[]"


def a_pdf(text: str, *, blank_pages: int = 0) -> bytes:
    """The paragraphs of a text on pages of A4, then pages on which nothing is written."""
    escaped = "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in text)
    body = "\n\n".join(line for line in escaped.split("\n") if line.strip())
    page = "#pagebreak()\n#box(width: 5cm, height: 5cm, fill: gray)\n"
    made = typst.compile(
        f'#set text(font: "Lato", size: 11pt)\n{body}\n{page * blank_pages}'.encode()
    )
    assert isinstance(made, bytes)
    return made


def a_locked_pdf(text: str) -> bytes:
    """The same, under a password."""
    return _saved(
        pikepdf.open(io.BytesIO(a_pdf(text))), encryption=pikepdf.Encryption(user="x", owner="y")
    )


def many_pages(count: int) -> bytes:
    """So many empty pages."""
    made = pikepdf.new()
    for _ in range(count):
        made.add_blank_page()
    return _saved(made)


def a_bomb(megabytes: int) -> bytes:
    """A page whose drawing unpacks into so many megabytes."""
    made = pikepdf.new()
    made.add_blank_page()
    packed = zlib.compress(b"BT (a) Tj ET\n" * (megabytes * 80_000), 9)
    raw = pikepdf.Stream(made, b"")
    raw.write(packed, filter=pikepdf.Name.FlateDecode)
    made.pages[0].Contents = raw
    return _saved(made)


def _saved(pdf: pikepdf.Pdf, **said: object) -> bytes:
    target = io.BytesIO()
    pdf.save(target, compress_streams=False, **said)  # pyright: ignore[reportArgumentType]
    return target.getvalue()
