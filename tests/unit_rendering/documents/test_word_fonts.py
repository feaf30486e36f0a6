"""The house font goes with the Word file: regular and bold, as ECMA-376 obfuscates them."""

import io
from zipfile import ZipFile

import pytest

from relocalisons.rendering.documents.word_fonts import _FACES, obfuscated
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.fonts import LATO


@pytest.mark.parametrize("template", ["house.docx", "contrat_de_culture.docx"])
def test_a_template_holds_both_faces_and_says_their_keys(template):
    with ZipFile(io.BytesIO((TEMPLATES / "office" / template).read_bytes())) as file:
        table, settings = (
            file.read(f"word/{name}.xml").decode() for name in ("fontTable", "settings")
        )
        for number, (face, source, key) in enumerate(_FACES, start=1):
            held = file.read(f"word/fonts/font{number}.odttf")
            assert obfuscated(held, key=key) == (LATO / source).read_bytes()
            assert f"w:{face}" in table
            assert f"{{{str(key).upper()}}}" in table
    assert "<w:embedTrueTypeFonts/>" in settings


def test_only_the_first_32_bytes_are_crossed():
    key = _FACES[0][2]
    font = bytes(range(64))

    assert obfuscated(font, key=key)[32:] == font[32:]
    assert obfuscated(font, key=key)[:16] == bytes(
        each ^ mask for each, mask in zip(font, key.bytes[::-1], strict=False)
    )
