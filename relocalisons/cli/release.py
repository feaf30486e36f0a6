"""`relocalisons release`: the twin of the flow « Envoyer les relances validées »."""

from collections.abc import Iterable
from datetime import date


def release(
    *,
    programme: str,
    week: str,
    partners: Iterable[str],
    naming_lines: bool,
    count: int,
    day: date | None,
    dry_run: bool,
) -> str:
    """Release held mails and send them, by the flow itself; what it says, printed too.

    `count` is the number that the rehearsal gave: with another one nothing is sent.
    """
    from pydantic import ValidationError

    from flows.release_reminders import release_reminders
    from relocalisons.errors import ConfigurationError
    from tasks.run.run_requests import ReleaseRequest

    try:
        request = ReleaseRequest(
            programme=programme,
            logical_date=day,
            week=week,
            partners=" ".join(partners),
            naming_lines=naming_lines,
            count=count,
            dry_run=dry_run,
        )
    except ValidationError as error:
        raise ConfigurationError(f"release refuses these answers: {error}.") from error
    said = release_reminders(request)
    print(said)
    return said
