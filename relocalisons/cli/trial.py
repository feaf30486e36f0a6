"""`relocalisons try`: one page that says how a file would be read; nothing is kept."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from relocalisons.core.sources.trial.page import TrialPage
from relocalisons.core.sources.trial.trial import trial_of
from relocalisons.errors import ConfigurationError, UnreadableWorkbookError
from relocalisons.rendering.trial_page import as_lines

_WIDTHS = (80, 110)  # characters: narrower is not legible, wider is not read


def print_trial(wanted: str, *, programme: str, partner: str) -> int:
    """Print the page of a file of this machine, or of the Drive of a programme.

    Gives 0 when it can be adopted, 1 when nothing in it can be followed.
    """
    try:
        page = _page(wanted, programme=programme, partner=partner)
    except UnreadableWorkbookError as error:
        print(error)
        return 1
    low, high = _WIDTHS
    width = min(max(shutil.get_terminal_size().columns, low), high)
    print("\n".join(as_lines(page, width=width)))
    return 0 if page.is_adoptable else 1


def _page(wanted: str, *, programme: str, partner: str) -> TrialPage:
    path = Path(wanted).expanduser()
    if path.is_file():
        return _of_this_machine(path, partner=partner)
    if path.is_dir():
        raise ConfigurationError(f"{wanted} is a folder: name one of its files.")
    if programme:
        return _of_the_drive(wanted, programme=programme, partner=partner)
    raise ConfigurationError(
        f"There is no file {wanted}. For a file of a Drive, give its link or name with --programme."
    )


def _of_this_machine(path: Path, *, partner: str) -> TrialPage:
    from tasks.intake.local_files import read_local

    now = datetime.now(UTC)
    read = read_local(path, at=now)
    return trial_of(
        read.book, as_of=now.date(), partner=partner.strip() or None, refused=read.refused
    )


def _of_the_drive(wanted: str, *, programme: str, partner: str) -> TrialPage:
    from relocalisons.settings import load_settings
    from tasks.intake.trial import try_file
    from tasks.run.clock import clock_of
    from tasks.run.programme_run import open_google

    settings = load_settings(programme)
    clock = clock_of(settings)
    today = clock().astimezone(settings.zone).date()
    with open_google(settings, reading_only=True) as google:
        pages = try_file(settings, google, wanted=wanted, partner=partner, as_of=today, clock=clock)
    return pages[0]
