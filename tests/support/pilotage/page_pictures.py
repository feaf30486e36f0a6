"""What README shows of « Pilotage », drawn from the pages of a demo that was played.

`PYTHONPATH=tests python -m support.pilotage.page_pictures out/demo docs/images` after a change of
what her tabs say or of how they look.
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image
from support.chromium import Page, open_chromium
from support.forks import start_sandbox

from relocalisons.sample.engine.ids import PILOTAGE

WIDTH, HEIGHT = 1010, 640
COLOURS = 128
NOBODY_LOOKS = 3600.0  # seconds until an .xlsx of the folder would follow
SHOWN = {"À faire": "a-faire"}
# The tab alone, and its cells as high as the screen.
_ALONE = """(title => {
  const section = [...document.querySelectorAll('section')]
    .find(one => one.querySelector('h2').textContent === title);
  if (!section) return false;
  document.body.replaceChildren(section);
  section.style.padding = '0 10px';
  section.querySelector('.cadre').style.maxHeight = (innerHeight - 60) + 'px';
  scrollTo(0, 0);
  return true;
})"""


def draw(page: Page, url: str, title: str, picture: Path) -> None:
    """A tab of the workbook at `url`, as wide as on a desk."""
    page.open("about:blank")
    page.open(url)
    page.wait_for("document.querySelectorAll('section').length > 1")
    page.wait_for(f"{_ALONE}({title!r})")
    page.picture(picture)
    with Image.open(picture) as drawn:
        few = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def main(played: Path, folder: Path) -> None:
    sandbox = start_sandbox(played, follow=NOBODY_LOOKS)
    try:
        url = f"{sandbox.base_url}/spreadsheets/d/{PILOTAGE}/edit"
        with (
            tempfile.TemporaryDirectory() as profile,
            open_chromium(Path(profile), width=WIDTH, height=HEIGHT) as page,
        ):
            page.resize(width=WIDTH, height=HEIGHT)
            for title, name in SHOWN.items():
                draw(page, url, title, folder / f"{name}.png")
    finally:
        sandbox.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
