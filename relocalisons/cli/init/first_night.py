"""The first night of a programme tried on a sandbox, through the real flows.

Imported once the environment is that of the try: Prefect reads its own when it is imported.
"""

from datetime import datetime
from pathlib import Path

from flows.daily_follow_up import daily_follow_up
from flows.workspace_setup import workspace_setup
from relocalisons.cli.init.own_files import OwnFiles, lines_of_sources
from relocalisons.cli.init.programme_file import set_pilotage
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.tables import PARTNERS, SOURCES
from relocalisons.core.workspace.access import CheckState
from relocalisons.settings import load_settings
from tasks.google.sheets import edit_workbook
from tasks.intake.dropped_files import read_file
from tasks.run.clock import clock_of
from tasks.run.programme_run import open_google
from tasks.run.run_requests import NightRequest, WorkspaceRequest
from tasks.workspace.access_check import Ground, check_access
from tasks.workspace.access_summary import as_lines
from tasks.workspace.setup import append_lines


def play_first_night(code: str, own: OwnFiles, *, toml: Path, at: datetime) -> str:
    """Build « Pilotage », name the files in « Sources », check, follow; the id of « Pilotage »."""
    workspace_setup(WorkspaceRequest(programme=code, dry_run=False, partner_list=""))
    pilotage_id = _pilotage_of(code)
    set_pilotage(toml, pilotage_id)
    for sentence in _fill(code, own, pilotage_id, at=at):
        print(f"  {sentence}")
    for line in _checked(code):
        print(line)
    print(daily_follow_up(NightRequest(programme=code, dry_run=False)))
    return pilotage_id


def _pilotage_of(code: str) -> str:
    with open_google(load_settings(code), reading_only=True) as google:
        made = [item for item in google.drive.list_items() if item.name == "Pilotage"]
    return made[0].file_id


def _fill(code: str, own: OwnFiles, pilotage_id: str, *, at: datetime) -> list[str]:
    """The lines of « Partenaires » and « Sources » as she would type them; a sentence a file."""
    lines, told = lines_of_sources(own, at=at)
    with open_google(load_settings(code)) as google:
        item = google.drive.item(pilotage_id)
        book = read_file(google.drive, google.sheets, item, clock=lambda: at).book
        requests = [
            *append_lines(book, PARTNERS, list(own.partners.values())),
            *append_lines(book, SOURCES, lines),
        ]
        edit_workbook(google.sheets, pilotage_id, requests, name=book.name)
    return told


def _checked(code: str) -> list[str]:
    """What « Contrôle des accès » says; what is fine is counted."""
    settings = load_settings(code)
    clock = clock_of(settings)
    today = clock().astimezone(settings.zone).date()
    with open_google(settings, reading_only=True) as google:
        ground = Ground(settings=settings, google=google, clock=clock, as_of=today)
        checks = check_access(ground)
    unseen = [check for check in checks if check.state is not CheckState.PASSED]
    return [f"✓ {count_of(len(checks) - len(unseen), 'contrôle')} sans remarque", *as_lines(unseen)]
