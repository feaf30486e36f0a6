"""The questions in their order, with the usual answer of each."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from relocalisons.cli.init.facts import (
    Facts,
    code_of,
    optional,
    read_address,
    read_code,
    read_day,
    read_drive,
    read_end,
    read_name,
    read_zone,
)
from relocalisons.cli.init.programme_file import folder_of_programmes, require_free
from relocalisons.cli.init.questions import Questions

_SANDBOX = "sandbox"
_NOBODY = "coordination@programme.example"  # `.example` reaches nobody


def interview(questions: Questions, *, tried: bool) -> tuple[Facts, Path | None]:
    """The facts, and the folder of one's own files when they are to be tried on a sandbox.

    `tried`: it is known already, and then nobody's address is needed.
    """
    ask = questions.ask
    today = datetime.now(UTC).date()
    name = ask("name", "Name of the programme", read_name, usual="Essai" if tried else None)
    drive = ask(
        "drive",
        "Address of the shared drive (nothing: « My Drive »; « sandbox »: try here first)",
        lambda text: _SANDBOX if text.strip().casefold() == _SANDBOX else read_drive(text),
        usual="",
    )
    folder = None
    if drive == _SANDBOX:
        tried = True
        folder = ask("sandbox", "Folder of your own files", _read_folder)
    code = ask("code", "Its code, the name of its file", _code(tried=tried), usual=code_of(name))
    start = ask("start", "First day", read_day, usual=f"{date(today.year, 1, 1):%d/%m/%Y}")
    usual_end = f"{date(start.year + 2, start.month, 1):%d/%m/%Y}"
    end = ask("end", "Last day", partial(read_end, start=start), usual=usual_end)
    zone = ask("time-zone", "Time zone", read_zone, usual="Europe/Paris")
    coordinator = ask(
        "coordinator",
        "Coordinator, who decides what leaves",
        read_name,
        usual="Coordination" if tried else None,
    )
    address = ask(
        "coordinator-email",
        f"E-mail address of {coordinator}",
        read_address,
        usual=_NOBODY if tried else None,
    )
    operator_email = ask(
        "operator-email",
        "E-mail address of the operator, told of failures too (nothing: nobody else)",
        optional(read_address),
        usual="",
    )
    operator = ""
    if operator_email:
        operator = ask("operator", "Name of the operator", read_name, usual="Exploitation")
    facts = Facts(
        name=name,
        code=code,
        start=start,
        end=end,
        time_zone=zone,
        coordinator=coordinator,
        coordinator_email=address,
        operator=operator,
        operator_email=operator_email,
        drive="" if folder else drive,
    )
    return facts, folder


def _code(*, tried: bool) -> Callable[[str], str]:
    """A try stands in a folder of its own, and so takes the code that the real one will have."""
    if tried:
        return read_code
    return lambda text: require_free(read_code(text), folder=folder_of_programmes())


def _read_folder(text: str) -> Path:
    folder = Path(text.strip()).expanduser()
    if not text.strip() or not folder.is_dir():
        raise ValueError("an existing folder is expected, with the action plans of some partners")
    return folder
