"""`relocalisons check`: can the service read, write and send; nothing is changed."""

from contextlib import closing

from relocalisons.settings import load_settings


def check_programme(programme: str) -> int:
    """Print every check of a programme; 0 when all of it works, else 1."""
    from tasks.google.drive import Drive
    from tasks.google.sheets import open_sheets
    from tasks.google.sign_in import sign_in
    from tasks.run.clock import clock_of
    from tasks.run.programme_run import Google
    from tasks.workspace.access_check import Ground, check_access
    from tasks.workspace.access_summary import as_lines, exit_code

    settings = load_settings(programme)
    credentials = sign_in(settings)
    clock = clock_of(settings)
    drive = Drive(credentials, drive_id=settings.google.drive_id, base_url=settings.base_url)
    sheets = open_sheets(credentials, base_url=settings.base_url)
    with closing(drive), closing(sheets.http_client.session):
        ground = Ground(
            settings=settings,
            google=Google(drive=drive, sheets=sheets),
            clock=clock,
            as_of=clock().astimezone(settings.zone).date(),
        )
        checks = check_access(ground)
    print("\n".join(as_lines(checks)))
    return exit_code(checks)
