"""What a paper says in colour it also says in words, signs and patterns; grey print keeps it."""

import io

import matplotlib.image
import numpy as np
import pytest

from relocalisons.core.views.rag import SYMBOLS, Rag, Status
from relocalisons.core.views.view import BulletRow, Bullets, PictureWords
from relocalisons.rendering.charts.charts import draw_bullets
from relocalisons.rendering.environment import TEMPLATES


def bar(level: Rag) -> Bullets:
    row = BulletRow(
        label="CC-01 Carottes", done=900.0, expected=1000.0, mark=None, text="90 %", level=level
    )
    return Bullets(
        words=PictureWords(title="t", subtitle="s", source="x", alt="a"),
        unit="t", rows=(row,), done_word="Livré", expected_word="Engagé", mark_word="Seuil",
    )  # fmt: skip


def in_grey(level: Rag) -> np.ndarray:
    pixels = matplotlib.image.imread(io.BytesIO(draw_bullets(bar(level)).png))[..., :3]
    return pixels @ np.array([0.2126, 0.7152, 0.0722])


def changes(level: Rag) -> int:
    """How often grey changes along the bar: the words beside it change as often in all."""
    plain = in_grey(Rag.GOOD)
    middle = int(np.argmax((plain < 0.5).sum(axis=1)))  # the line with the most dark ink: the bar
    lines = in_grey(level)[middle - 3 : middle + 4]
    return int((np.abs(np.diff(lines, axis=1)) > 0.12).sum(axis=1).max())


@pytest.mark.parametrize("level", [Rag.WATCH, Rag.ALERT])
def test_a_bar_that_asks_for_a_look_has_a_pattern_that_grey_print_keeps(level):
    assert changes(level) > 3 * changes(Rag.GOOD)


@pytest.mark.parametrize("level", Rag)
def test_a_status_begins_with_its_sign_and_says_its_word(level):
    said = Status(level=level, word="En retard").text

    assert said.startswith(SYMBOLS[level])
    assert said.endswith("En\u00a0retard") or said.endswith("En retard")


def test_a_tint_is_given_in_one_place_and_only_to_the_words_of_a_status():
    tinted = {
        path.relative_to(TEMPLATES).as_posix(): line.strip()
        for path in sorted(TEMPLATES.rglob("*.html"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "data-rag" in line
    }

    assert list(tinted) == ["papers/_parts.html"]
    assert "{{ status.text }}" in tinted["papers/_parts.html"]
