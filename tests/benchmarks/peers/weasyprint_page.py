"""WeasyPrint on the same document tree, with the same workbook inside; of the group `bench`.

The tree becomes plain HTML with the same tables, pictures and widths, printed as PDF/A-3a with
tags, which WeasyPrint declares alone: it cannot claim PDF/UA-1 in the same file.
"""

import base64
import html
from collections.abc import Callable, Mapping

from relocalisons.rendering.documents.document import (
    Block,
    BulletList,
    Document,
    Figure,
    Flag,
    Heading,
    Inline,
    Paragraph,
    Picture,
    Table,
)
from relocalisons.rendering.palette import INK, PALE, PRIMARY, RULE, STATUS

_STYLE = f"""
@page {{ size: A4; margin: 20mm 18mm; @bottom-right {{ content: counter(page); }} }}
body {{ font-family: Lato, "DejaVu Sans"; font-size: 9.6pt; color: {INK}; }}
h1, h2 {{ color: {PRIMARY}; }}
table {{ width: 100%; border-collapse: collapse; font-size: 8.5pt; }}
th {{ background: {PALE}; text-align: left; }}
td, th {{ border-bottom: 0.5pt solid {RULE}; padding: 3pt 5pt; vertical-align: top; }}
img {{ width: 100%; }}
"""


def step(
    document: Document, pictures: Mapping[str, Picture], *, annex: bytes
) -> Callable[[], bytes]:
    """A function that prints the tree; ImportError or OSError when it, or what it needs, lacks."""
    from weasyprint import HTML, Attachment

    page = _page(document, pictures=pictures)

    def print_it() -> bytes:
        inside = Attachment(string=annex, name="annexe.xlsx", relationship="Supplement")
        pdf = HTML(string=page).write_pdf(
            pdf_variant="pdf/a-3a", pdf_tags=True, attachments=[inside]
        )
        if pdf is None:
            raise RuntimeError("WeasyPrint gave no PDF")
        return pdf

    return print_it


def _page(document: Document, *, pictures: Mapping[str, Picture]) -> str:
    body = "".join(
        _block(block, pictures=pictures)
        for section in document.sections
        for block in section.blocks
    )
    return (
        f'<html lang="fr"><head><title>{html.escape(document.title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{html.escape(document.title)}</h1>"
        f"<p>{html.escape(document.subtitle)}</p>{body}</body></html>"
    )


def _block(block: Block, *, pictures: Mapping[str, Picture]) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_inline(block.content)}</h{block.level}>"
        case Paragraph():
            return f"<p>{_inline(block.content)}</p>"
        case BulletList():
            return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in block.items)}</ul>"
        case Table():
            return _table(block)
        case Figure():
            data = base64.b64encode(pictures[block.source].svg).decode()
            source = f"data:image/svg+xml;base64,{data}"
            return (
                f"<figure><figcaption>{_inline(block.title)}</figcaption>"
                f'<img src="{source}" alt="{html.escape(block.alt)}"></figure>'
            )


def _table(table: Table) -> str:
    total = sum(column.width for column in table.columns)
    columns = "".join(
        f'<col style="width:{100 * one.width / total:.1f}%">' for one in table.columns
    )
    head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in table.header)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    return (
        f"<table><caption>{_inline(table.caption)}</caption><colgroup>{columns}</colgroup>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _inline(content: tuple[Inline, ...]) -> str:
    return "".join(_run(part) for part in content)


def _run(part: Inline) -> str:
    words = html.escape(part.text)
    if isinstance(part, Flag):
        ink, tint = STATUS[part.level]
        return f'<b style="color:{ink};background:{tint}">{words}</b>'
    return f"<b>{words}</b>" if part.bold else words
