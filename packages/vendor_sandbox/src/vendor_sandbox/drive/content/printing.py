"""Sandbox, Drive: PDF exports by a plain Typst rendering, not as Google would lay it out."""

import orjson

from vendor_sandbox.drive.content.blocks import Blocks

# The document comes in as JSON, so that nothing in it can be read as Typst markup.
_TEMPLATE = """
#let data = json(bytes(sys.inputs.document))
#set document(title: data.title, date: none)
#set page(paper: "a4", margin: 2cm, flipped: data.wide)
#set text(size: 10pt, lang: "fr")
#for block in data.blocks {
  if block.kind == "table" {
    let width = calc.max(1, ..block.rows.map(row => row.len()))
    table(
      columns: width,
      inset: 4pt,
      stroke: 0.4pt + luma(160),
      ..block.rows.map(row => {
        range(width).map(index => text(size: 8pt, row.at(index, default: "")))
      }).flatten()
    )
  } else if block.kind.starts-with("h") {
    heading(level: int(block.kind.slice(1)), block.text)
  } else if block.kind == "li" {
    list(block.text)
  } else {
    par(block.text)
  }
}
"""


def pdf_from_blocks(blocks: Blocks, *, title: str, wide: bool = False) -> bytes:
    """Return a PDF of the blocks, A4, landscape when `wide`."""
    import typst

    content = {
        "title": title,
        "wide": wide,
        "blocks": [
            {"kind": block.kind, "text": block.text, "rows": block.rows} for block in blocks
        ],
    }
    return typst.compile(
        _TEMPLATE.encode(),
        format="pdf",
        sys_inputs={"document": orjson.dumps(content).decode()},
        ignore_system_fonts=True,
    )
