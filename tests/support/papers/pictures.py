"""The pages of one month that README and docs show, drawn from the papers that are printed today.

`PYTHONPATH=tests python -m support.papers.pictures docs/images` after a change of words or look.
Slides and Word files are shown as LibreOffice draws them (`soffice` and `pdftoppm`).
"""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from support.papers.month_pages import FIRST, papers, printing_days

from relocalisons.core.reports.deck.deck import Deck
from relocalisons.core.views.view import PaperView
from relocalisons.rendering.fonts import LATO
from relocalisons.rendering.papers.papers import draw_paper, on_one_page, render
from relocalisons.rendering.slides.deck import render_pptx
from relocalisons.sample.reports.word_templates import funder_template
from tasks.meetings.session_steps import due_sessions

GROUND = (138, 145, 152)
GAP = 15
COLOURS = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture: its file, the pages of one paper beside each other, and the width of each."""

    file: str
    stem: str
    pages: tuple[int, ...]
    width: int = 620


SHOWN = (
    Shown(file="pages/note-financeur", stem="2026-03 Note financeur FRA", pages=(0,)),
    Shown(file="pages/rapport-copil", stem="2026-03 Rapport COPIL", pages=(0,)),
    Shown(file="pages/dossier-decisions", stem="2026-04-16 COPIL Dossier de séance", pages=(1,)),
    Shown(file="pages/dossier-planning", stem="2026-04-16 COPIL Dossier de séance", pages=(3,)),
    Shown(file="pages/rapport-volumes", stem="2026-03 Rapport intermédiaire FDH", pages=(1,)),
    Shown(
        file="pages/fiche-producteur",
        stem="2026-04 Fiche P11 Coopérative Primeurs de la Plaine",
        pages=(0,),
    ),
    Shown(file="pages/releve", stem="2026-04-16 COPIL Relevé de décisions", pages=(0,)),
    Shown(file="pages/demande-de-paiement", stem="2026-03 Demande de paiement FRA", pages=(0,)),
    Shown(file="note-financeur", stem="2026-03 Note financeur FRA", pages=(0,), width=660),
    Shown(
        file="fiche-producteur",
        stem="2026-04 Fiche P11 Coopérative Primeurs de la Plaine",
        pages=(0,),
        width=700,
    ),
    Shown(
        file="rapport-intermediaire",
        stem="2026-03 Rapport intermédiaire FDH",
        pages=(0, 1, 3),
        width=536,
    ),
    Shown(
        file="demande-de-paiement",
        stem="2026-03 Demande de paiement FRA",
        pages=(0, 1, 2),
        width=536,
    ),
)
TWO_PAPERS = ("2026-04-16 COPIL Émargement", "L03 Kit de diffusion")
SLIDES = (2, 5, 6, 7, 8, 11)  # figures, late actions, deliverables, volumes, money, a decision
VOLUMES, DECISION = 7, 11
TEMPLATES_OF = ("FRA", "FDH")
# Slides and a funder’s Word file name their fonts without bearing them.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{folder}</dir>
<alias binding="same"><family>Source Sans Pro</family><prefer><family>Lato</family></prefer></alias>
</fontconfig>"""


def draw(folder: Path) -> None:
    """Write every picture below a folder."""
    views, deck = one_month()
    for each in SHOWN:
        drawn = draw_paper(on_one_page(views[each.stem].on_paper()), ppi=110)
        save(folder, each.file, [opened(drawn[at]) for at in each.pages], width=each.width)
    both = [
        opened(draw_paper(on_one_page(views[stem].on_paper()), ppi=110)[0]) for stem in TWO_PAPERS
    ]
    save(folder, "emargement-et-kit", both, width=644)
    slides = through_office(render_pptx(deck), "pptx")
    save(folder, "pages/diapositive-volumes", [slides[VOLUMES]], width=620)
    save(folder, "pages/diapositive-decision", [slides[DECISION]], width=620)
    save(folder, "support-copil", [slides[at] for at in SLIDES], width=388, columns=2, gap=3)
    notes = [
        through_office(
            render(
                views[f"2026-03 Note financeur {code}"],
                pdf=False,
                word_template=funder_template(code),
            ).docx,
            "docx",
        )[0]
        for code in TEMPLATES_OF
    ]
    save(folder, "gabarits-financeurs", notes, width=632)


def one_month() -> tuple[Mapping[str, PaperView], Deck]:
    """The papers of April by the name of their files, and the slides of its committee."""
    views: dict[str, PaperView] = {}
    decks: list[Deck] = []
    for run, assessment in printing_days():
        for _, view, _ in papers(run, assessment):
            views.setdefault(view.heading.file_stem, view)
        if run.as_of == FIRST:
            packs = due_sessions(run, assessment).packs
            decks = [pack.deck for pack in packs if pack.deck is not None]
    return views, decks[0]


def through_office(data: bytes, kind: str) -> list[Image.Image]:
    """The pages of a Word file or the slides of a deck, as LibreOffice shows them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"shown.{kind}").write_bytes(data)
        (folder / "fonts.conf").write_text(FONTS.format(folder=LATO), encoding="utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ("--headless", "--convert-to", "pdf", "--outdir", name, f"shown.{kind}")
        for command in (
            ("soffice", profile, *convert),
            ("pdftoppm", "-r", "110", "-png", "shown.pdf", "page"),
        ):
            subprocess.run(
                command,
                cwd=folder,
                env=environment,
                check=True,
                capture_output=True,
                timeout=300,
            )
        return [opened(path.read_bytes()) for path in sorted(folder.glob("page*.png"))]


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def save(
    folder: Path,
    file: str,
    pages: list[Image.Image],
    *,
    width: int,
    columns: int | None = None,
    gap: int = GAP,
) -> None:
    """One page as it is, several on a grey ground; few colours, so that they stay small."""
    small = [
        page.resize((width, round(page.height * width / page.width)), Image.Resampling.LANCZOS)
        for page in pages
    ]
    across = columns or len(small)
    down = -(-len(small) // across)
    edge = gap if len(small) > 1 else 0
    high = max(page.height for page in small)
    size = (across * (width + edge) + edge, down * (high + edge) + edge)
    sheet = Image.new("RGB", size, GROUND)
    for at, page in enumerate(small):
        sheet.paste(
            page,
            (edge + at % across * (width + edge), edge + at // across * (high + edge)),
        )
    path = folder / f"{file}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    # The usual way would spend the colours on greys and lose the tints of the states.
    few = sheet.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
