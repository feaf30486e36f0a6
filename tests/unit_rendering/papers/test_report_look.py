"""The look that a test can hold: contrasts, full pages, whole labels, fonts that fit the words."""

import io
import re
from datetime import date
from functools import cache

import matplotlib.image
import numpy as np
import pytest
from support.papers.report_workspace import AS_OF, Workspace, sample_workspace

from relocalisons.core.kernel.model import Programme, TrackedFinding
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.claims.claim import build_payment_claim
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote
from relocalisons.core.views.rag import SYMBOLS, Rag
from relocalisons.core.views.view import BulletRow, Bullets, PictureWords
from relocalisons.rendering.charts.charts import draw_bullets
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.fonts import REPLACEMENT, covered_characters, printable
from relocalisons.rendering.palette import BAR, INK, PALE, PRIMARY, SOFT, STATUS
from relocalisons.rendering.papers.papers import draw_paper, pictures_of

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}
LONG_PERIOD = {**PERIOD, "period_start": date(2025, 9, 1)}
HEAD, FOOT = 57 / 842, 54 / 842  # shares of the page, as the house style has them


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("level", STATUS)
def test_a_status_is_readable_on_its_tint_and_on_white(level):
    text, tint = STATUS[level]

    assert contrast(text, tint) >= 6.4
    assert contrast(text, "#FFFFFF") >= 6.4


def test_words_are_readable_on_their_grounds():
    assert contrast(INK, "#FFFFFF") >= 7
    assert contrast(SOFT, "#FFFFFF") >= 4.5
    assert contrast(SOFT, PALE) >= 4.5
    assert contrast(PRIMARY, "#FFFFFF") >= 4.5
    assert all(contrast(colour, "#FFFFFF") >= 3 for colour in BAR.values())


def test_our_fonts_print_every_character_of_our_words():
    words = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATES.rglob("*.html"))
        if path.name not in ("body.html", "_base.html")
    )
    signs = "".join(SYMBOLS.values()) + "\u202f\u00a0\u2212’«»…–·•€°±≥≤"

    assert set(words + signs) - {"\n"} <= covered_characters()


def test_what_no_font_of_ours_has_becomes_a_square_and_controls_disappear():
    assert printable("漢 a\u200d\u0007\ue000b\ufe0f\nc") == f"{REPLACEMENT} ab c"
    assert printable("e\u0301") == "é"


def filled(page: bytes) -> float:
    """How far down the text of a page goes, as a share of the room for text."""
    pixels = matplotlib.image.imread(io.BytesIO(page))[..., :3]
    height = pixels.shape[0]
    room = pixels[int(height * HEAD) : int(height * (1 - FOOT)) - 2]
    inked = np.flatnonzero((room < 0.97).any(axis=(1, 2)))
    return (inked[-1] + 1) / room.shape[0] if inked.size else 0.0


@cache
def spaces() -> dict[str, Workspace]:
    nothing = sample_workspace(actions=0, deliverables=0, contracts=0)
    nothing.tables = {name: nothing.tables[name] for name in ("partners", "funders")}
    nothing.files = []
    return {
        "nothing": nothing,
        "no lateness": sample_workspace(late=0, actions=25),
        "5 late": sample_workspace(late=5, doubts=3),
        "60 late": sample_workspace(late=60, actions=140, deliverables=45, contracts=30, doubts=6),
        "long names": sample_workspace(
            late=20, actions=60, deliverables=30, contracts=14, long_names=True, doubts=4
        ),
    }


def interim_after(
    note: FunderNote, programme: Programme, tracked: tuple[TrackedFinding, ...]
) -> FunderNote:
    """A large report with everything that earlier notes bring: sparklines, states of then."""
    days = (date(2025, 12, 1), date(2026, 1, 5), date(2026, 2, 2))
    past = tuple({**note.memory, "as_of": day.isoformat()} for day in days)
    return build_funder_note(
        programme, tracked, funder="REGION", kind=ReportType.INTERIM, previous=past[-1],
        history=past, **LONG_PERIOD,
    )  # fmt: skip


# By file, so that all that is asked of one of them comes in a row, with its pictures drawn once.
@pytest.fixture(scope="module", params=spaces())
def space(request) -> Workspace:
    return spaces()[request.param]


@pytest.fixture(scope="module")
def note(space: Workspace) -> FunderNote:
    return build_funder_note(space.programme(), space.tracked(), funder="REGION", **PERIOD)


@pytest.fixture(scope="module")
def interim(space: Workspace, note: FunderNote) -> FunderNote:
    return interim_after(note, space.programme(), space.tracked())


def test_no_page_but_the_last_is_left_half_empty(space, note, interim):
    programme, tracked = space.programme(), space.tracked()
    for view in (
        note,
        build_copil_report(programme, tracked, **PERIOD),
        interim,
        build_payment_claim(programme, funder="REGION", **LONG_PERIOD),
    ):
        pages = [filled(page) for page in draw_paper(view, ppi=30)]

        assert all(share >= 0.66 for share in pages[:-1]), [round(share, 2) for share in pages]
        assert pages[-1] >= 0.08


@pytest.mark.parametrize("words", ["", " !", " !!", " depuis", " depuis mars"])
def test_no_label_of_a_chart_is_clipped_by_the_edge_of_the_picture(words: str):
    rows = tuple(
        BulletRow(
            label=f"CC-{index:02d} {'Carotte de plein champ des coteaux ' * 3}",
            done=float(index * 900),
            expected=float(index * 1000),
            mark=float(index * 900),
            text=f"{90} % (−{index * 1000} t){words}",  # and where the scale then ends
            level=Rag.ALERT,
        )
        for index in range(1, 9)
    )
    view = Bullets(
        words=PictureWords(title="t", subtitle="s", source="x", alt="a"),
        unit="t", rows=rows, done_word="Livré", expected_word="Engagé", mark_word="Seuil",
    )  # fmt: skip

    pixels = matplotlib.image.imread(io.BytesIO(draw_bullets(view).png))[..., :3]

    for edge in (pixels[:, -1], pixels[0], pixels[-1]):
        # The axis line is pale; a cut letter would be dark.
        assert edge.min() > 0.6


def test_no_picture_of_a_report_has_anything_cut_by_its_edge(interim):
    for name, picture in pictures_of(interim).items():
        pixels = matplotlib.image.imread(io.BytesIO(picture.png))[..., :3]
        for edge in (pixels[:, -1], pixels[0], pixels[-1]):
            # Axes and bars may touch an edge; ink that is nearly black is a cut letter.
            assert edge.max(axis=-1).min() > 0.45, name


def test_equal_views_draw_equal_pictures():
    view = build_funder_note(
        sample_workspace().programme(), sample_workspace().tracked(), funder="REGION", **PERIOD
    ).volumes_picture
    assert view is not None

    assert draw_bullets(view) == draw_bullets(view)
    assert not re.search(rb"<dc:date>", draw_bullets(view).svg)
