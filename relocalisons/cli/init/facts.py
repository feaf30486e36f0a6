"""The few facts of a programme: how each answer is read, and what is told of a wrong one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, available_timezones

from relocalisons.configuration.values import code_of, near_zones
from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import Doubt
from relocalisons.core.reading.cells import read_date, read_emails

MY_DRIVE = ""
_CODE = re.compile(r"[a-z][a-z0-9_-]{1,40}")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What `init` asks. `drive` is the id of the shared drive, empty for « My Drive »."""

    name: str
    code: str
    start: date
    end: date
    time_zone: str
    coordinator: str
    coordinator_email: str
    operator: str  # empty: nobody beside the coordinator
    operator_email: str
    drive: str = MY_DRIVE


def read_name(text: str) -> str:
    """A name of people or of a programme. Raises ValueError saying what is expected."""
    name = " ".join(text.split())
    if not name:
        raise ValueError("a name is expected")
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"at most {_LONGEST_NAME} characters: it stands in titles of documents")
    return name


def read_code(text: str) -> str:
    """The name of the programme's file. Raises ValueError with a code that would do."""
    code = text.strip()
    if not _CODE.fullmatch(code):
        raise ValueError(
            "2 to 41 small letters, digits, « - » or « _ », a letter first; "
            f"for example {code_of(text)}"
        )
    return code


def read_day(text: str) -> date:
    """One day, as people write it. Raises ValueError when it is none, or may be two."""
    found = read_date(text.strip())
    value = found.value
    if found.doubt is Doubt.CERTAIN and value is not None and value.earliest == value.latest:
        return value.latest
    raise ValueError("one day is expected, for example 01/09/2026 or 2026-09-01")


def read_end(text: str, *, start: date) -> date:
    """The last day. Raises ValueError when it is not after `start`."""
    end = read_day(text)
    if end <= start:
        raise ValueError(f"the last day comes after the first one ({start:%d/%m/%Y})")
    return end


def read_zone(text: str) -> str:
    """A time zone. Raises ValueError with the nearest ones."""
    zone = text.strip()
    if zone in available_timezones():
        return ZoneInfo(zone).key
    hint = " or ".join(near_zones(zone)) or "Europe/Paris or Indian/Reunion"
    raise ValueError(f"a time zone is written like {hint}")


def read_address(text: str) -> str:
    """One e-mail address. Raises ValueError for none, for two, and for what is no address."""
    found = read_emails(text.strip())
    if found.doubt is Doubt.CERTAIN and found.value and len(found.value) == 1:
        return str(found.value[0])
    raise ValueError("one e-mail address is expected, for example camille@structure.fr")


def read_drive(text: str) -> str:
    """The id of a shared drive, from its address; empty for « My Drive »."""
    if not text.strip():
        return MY_DRIVE
    found = drive_id(text.strip())
    if found is None:
        raise ValueError(
            "the address of the shared drive, as its page shows it "
            "(https://drive.google.com/drive/folders/0A…), or nothing for « My Drive »"
        )
    return found


def optional(read: Callable[[str], str]) -> Callable[[str], str]:
    """The same, where nothing is an answer too."""
    return lambda text: read(text) if text.strip() else ""
