"""`relocalisons preview`: any mail as it would be written today, into files."""

from datetime import date
from pathlib import Path

from relocalisons.core.kernel.run_kinds import RunKind


def write_previews(
    message: str, *, programme: str, partner: str, day: date | None, out: Path
) -> tuple[Path, ...]:
    """Write `<message>-<partner>.eml`, `.html` and `.txt` for each mail; the files, printed too."""
    from tasks.reminders.preview import preview
    from tasks.run.programme_run import open_run
    from tasks.run.run_requests import NightRequest

    request = NightRequest(programme=programme, logical_date=day, dry_run=True)
    kind = RunKind.PARTNER_REMINDERS
    with open_run(request, kind=kind, scheduled=None, once_a_day=False) as run:
        made = preview(run, message, partner=partner)
    out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for number, one in enumerate(made):
        parts = [message, partner.upper(), str(number + 1) if number else ""]
        stem = "-".join(part for part in parts if part)
        for suffix, content in (
            (".eml", one.eml),
            (".html", one.mail.html.encode()),
            (".txt", one.mail.text.encode()),
        ):
            path = out / f"{stem}{suffix}"
            path.write_bytes(content)
            files.append(path)
        print(f"{one.to}: {one.mail.subject}")
    print("\n".join(str(path) for path in files))
    return tuple(files)
