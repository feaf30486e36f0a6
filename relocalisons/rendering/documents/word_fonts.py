"""Rendering: the house font inside a Word file, so that its pages break where ours do.

Word and LibreOffice read the font of a file that embeds it, obfuscated as ECMA-376 (part 1, 17.8.1)
says; Google Docs has Lato of its own. Its licence (OFL) allows it.
"""

from uuid import UUID

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from relocalisons.rendering.fonts import LATO

FAMILY = "Lato"
_KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
# How Word names a face, its file, and the key that obfuscates it: the same for ever.
_FACES = (
    ("embedRegular", "Lato-Regular.ttf", UUID("5f0d5c2e-6f7b-4a0e-9a55-0e6a3c1f7b21")),
    ("embedBold", "Lato-Bold.ttf", UUID("5f0d5c2e-6f7b-4a0e-9a55-0e6a3c1f7b22")),
)
_AFTER = ("writeProtection", "view", "zoom", "removePersonalInformation")  # in the settings


def embed_house_font(word: WordDocument) -> None:
    """Put regular and bold into the file, in its table of fonts and its settings."""
    package = word.part.package
    table = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(table.blob)
    font = OxmlElement("w:font", {qn("w:name"): FAMILY})
    for name, value in (("charset", "00"), ("family", "swiss"), ("pitch", "variable")):
        font.append(OxmlElement(f"w:{name}", {qn("w:val"): value}))
    for number, (face, file, key) in enumerate(_FACES, start=1):
        part = Part(
            PackURI(f"/word/fonts/font{number}.odttf"),
            _KIND,
            obfuscated((LATO / file).read_bytes(), key=key),
            package,
        )
        relation = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
        facts = {qn("r:id"): relation, qn("w:fontKey"): f"{{{str(key).upper()}}}"}
        font.append(OxmlElement(f"w:{face}", facts))
    fonts.append(font)
    table._blob = serialize_part_xml(fonts)
    settings = word.settings.element
    before = [qn(f"w:{each}") for each in _AFTER]
    first = [child for child in settings if child.tag in before]
    settings.insert(len(first), OxmlElement("w:embedTrueTypeFonts"))


def obfuscated(font: bytes, *, key: UUID) -> bytes:
    """The font with its first 32 bytes crossed with the key; once more gives it back."""
    mask = key.bytes[::-1] * 2
    return bytes(each ^ mask[at] for at, each in enumerate(font[:32])) + font[32:]
