"""`relocalisons check`: can the service read, write and send; nothing is changed."""

from relocalisons.settings import load_settings


def check_programme(programme: str) -> int:
    """Print every check of a programme; 0 when all of it works, else 1."""
    from tasks.run.clock import clock_of
    from tasks.run.programme_run import open_google
    from tasks.workspace.access_check import Ground, check_access
    from tasks.workspace.access_summary import as_lines, exit_code

    settings = load_settings(programme)
    clock = clock_of(settings)
    today = clock().astimezone(settings.zone).date()
    with open_google(settings, reading_only=True) as google:
        checks = check_access(Ground(settings=settings, google=google, clock=clock, as_of=today))
    print("\n".join(as_lines(checks)))
    return exit_code(checks)
