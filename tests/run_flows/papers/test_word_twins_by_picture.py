"""Every kind of paper of a month looks like its Word twin: compared by pictures of the pages."""

import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from support.papers.month_pages import one_of_each_kind
from support.papers.twins import HAS_OFFICE, Page, differences, pages_of, word_as_pdf

KINDS = {
    "Note au financeur", "Rapport intermédiaire", "Demande de paiement", "contrôle avant envoi",
    "rapport du COPIL", "fiche producteur", "annexe EGalim", "projet de contrat",
    "note de gré à gré", "suivi des filières", "plan de saison", "plan de visites",
    "ordre-du-jour", "emargement", "releve", "dossier", "pouvoir", "kit", "brief",
}  # fmt: skip


@pytest.fixture
def environment() -> Iterator[None]:
    with patch.dict(os.environ):
        yield


@pytest.mark.story
@pytest.mark.skipif(not HAS_OFFICE, reason="soffice or pdftoppm is not installed")
def test_every_kind_of_paper_looks_like_its_word_twin(tmp_path: Path, environment: None):
    found = one_of_each_kind()
    assert set(found) == KINDS, "a kind that nobody compares"
    word = tmp_path / "word"
    word.mkdir()
    names = {kind: f"{number:02d}" for number, kind in enumerate(sorted(found))}
    for kind, files in found.items():
        (tmp_path / f"{names[kind]}.pdf").write_bytes(files.pdf)
        (tmp_path / f"{names[kind]}.docx").write_bytes(files.docx)

    word_as_pdf(sorted(tmp_path.glob("*.docx")), into=word)

    said = {
        kind: list(differences(pages_of(tmp_path / f"{name}.pdf"), pages_of(word / f"{name}.pdf")))
        for kind, name in names.items()
    }
    assert {kind: each for kind, each in said.items() if each} == {}


# --- the comparison itself sees what it is for ----------------------------------------------


def page(*columns: int, rows: int = 500) -> Page:
    """A white page whose text stands in those bands of 24, down to a row of 600."""
    drawn = np.full((600, 480), 255, dtype=np.uint8)
    for column in columns:
        drawn[40:rows:4, column * 20 : column * 20 + 14] = 0
    return drawn


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ([page(2, 3, 4, 12), page(2, 3, 4, 12)], ""),
        ([page(2, 3, 4, 12)], "of the ink"),
        ([page(2, 3, 4, 12), page(2, 3, 4, 12), page(2), page(2)], "pages"),
        ([page(2, 3, 4, 12, rows=120), page(2, 3, 4, 12)], "nearly empty"),
        ([page(2, 3), page(2, 3)], "of the ink"),  # half of it is not there
        ([page(2, 3, 4, 20), page(5, 6, 7, 20)], "elsewhere"),  # a table at another place
    ],
)
def test_what_a_reader_would_see_at_once_is_seen(word: list[Page], seen: str):
    printed = [page(2, 3, 4, 12), page(2, 3, 4, 12)]

    said = " ; ".join(differences(printed, word))

    assert seen in said
    assert bool(said) == bool(seen)
