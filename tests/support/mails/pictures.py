"""Every mail as a picture, at 600 and 360 px, light and dark, for those who look at them.

`PYTHONPATH=tests python -m support.mails.pictures FOLDER [NAME …]` after each change of words or
look; the best are kept in `docs/images`.
"""

import base64
import sys
import tempfile
from collections.abc import Collection
from functools import cache
from itertools import product
from pathlib import Path

import font_lato
from support.chromium import Page, open_chromium
from support.mails.gallery import gallery

FONTS = Path(font_lato.__file__).parent / "files"  # for Inter, which this machine may lack
WIDTHS = (600, 360)
TALLEST = 6000  # pixels


def draw(folder: Path, *, names: Collection[str] = ()) -> int:
    """Write `<mail>-<width>-<mode>.png` for each mail, or those named; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory() as profile, open_chromium(Path(profile)) as page:
        for name, mail in gallery():
            if names and name not in names:
                continue
            for width, dark in product(WIDTHS, (False, True)):
                form = f"{name}-{width}-{'dark' if dark else 'light'}.png"
                draw_one(page, mail.html, folder / form, width=width, dark=dark)
                count += 1
    return count


def draw_one(page: Page, html: str, path: Path, *, width: int, dark: bool) -> None:
    """One mail from its first to its last line."""
    html = html.replace("<head>", f"<head><style>{_faces()}html{{scrollbar-width:none}}</style>", 1)
    page.show(html, width=width, dark=dark)
    page.evaluate("document.fonts.ready.then(() => true)")
    tall = page.evaluate("document.querySelector('.outside').offsetHeight")
    page.show(html, width=width, height=min(tall, TALLEST), dark=dark)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.picture(path)


@cache
def _faces() -> str:
    faces = {400: "Lato-Regular.ttf", 600: "Lato-Bold.ttf", 700: "Lato-Bold.ttf"}
    return "".join(
        f"@font-face{{font-family:Inter;font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{base64.b64encode((FONTS / name).read_bytes()).decode()})}}"
        for weight, name in faces.items()
    )


if __name__ == "__main__":
    print(f"{draw(Path(sys.argv[1]), names=sys.argv[2:])} pictures in {sys.argv[1]}")
