"""Pure: what the values of a programme's file must be. Nothing here knows where a value stands."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

SQLITE = "sqlite:////var/lib/relocalisons/val.db"
POSTGRESQL = "postgresql+psycopg://"
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\".]{2,}")
_PLACEHOLDERS = ("REPLACE", "CHANGE-ME", "said-by-")
_FILE_ADDRESS = re.compile(r"https?://.*?/(?:d|folders)/([\w-]+)")
_LONGEST_SHOWN = 60


class WrongValueError(ValueError):
    """A value is refused: `what` is wrong with it and, unless the usual advice will do, `how`."""

    def __init__(self, what: str, how: str = "") -> None:
        super().__init__(f"{what}; {how}" if how else what)
        self.what, self.how = what, how


def as_toml(value: Any) -> str:
    """A value as a TOML file shows it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {as_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
        return json.dumps(text, ensure_ascii=False)
    return str(value)


def code_of(name: str) -> str:
    """A code made of a name: « Val de Sorgue 2026 » → val-de-sorgue-2026."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    code = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    code = code if code[:1].isalpha() else f"p-{code}"
    return code[:41].strip("-") if len(code) > 2 else "programme"


def near_zones(text: str) -> tuple[str, ...]:
    """The time zones whose city resembles what was written, at most two."""
    zones = sorted(available_timezones())
    cities = {_plain(zone.rpartition("/")[2]): zone for zone in zones if "/" in zone}
    words = {_plain(text), _plain(text.rpartition("/")[2]), _plain(text).rpartition(" ")[2]}
    near = [city for word in words for city in get_close_matches(word, cities, n=2, cutoff=0.75)]
    return tuple(dict.fromkeys(cities[city] for city in near))[:2]


def _plain(text: str) -> str:
    kept = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", " ", kept).strip()


def time_zone(text: str) -> str:
    """A time zone of IANA."""
    if text not in available_timezones():
        zones = near_zones(text) or ("Europe/Paris",)
        choices = " or ".join(as_toml(zone) for zone in zones)
        raise WrongValueError(f"{as_toml(text)} is no time zone", f"write time_zone = {choices}")
    return text


def one_address(text: str) -> str:
    """One e-mail address. A wrong one is not repeated: it may be somebody's."""
    if not _ADDRESS.fullmatch(text):
        raise WrongValueError("this is not one e-mail address")
    return text


def address_or_none(text: str) -> str:
    """The same, or nothing."""
    return one_address(text) if text else text


def is_placeholder(text: str) -> bool:
    """Whether it was left as a file that is copied has it."""
    return text.startswith(_PLACEHOLDERS)


def filled_id(text: str) -> str:
    """The id of a file or a drive; never its address, nor what stood there to be replaced."""
    if is_placeholder(text):
        raise WrongValueError(f"{as_toml(text)} was never filled in")
    return id_alone(text)


def id_alone(text: str) -> str:
    """The id of a file or a drive, not its address."""
    if found := _FILE_ADDRESS.match(text):
        raise WrongValueError("this is an address", f'write only its id, "{found[1]}"')
    if re.search(r"\s|/", text):
        raise WrongValueError(f"{as_toml(text)} is no id")
    return text


def store_address(url: str) -> str:
    """The address of a store that can be ours; an error never repeats it, it may hold a password.

    Opening it is another matter: the store itself says what is wrong then.
    """
    scheme, separator, rest = url.partition("://")
    if not separator:
        path = url if url.startswith("/") else f"/path/to/{url}"
        raise WrongValueError("a path is not enough", f"write sqlite:///{path}")
    if scheme.split("+")[0] == "sqlite":
        _sqlite_path(rest)
    elif scheme in ("postgres", "postgresql"):
        how = f"write {POSTGRESQL}… with the rest unchanged"
        raise WrongValueError("the driver is not named", how)
    elif f"{scheme}://" != POSTGRESQL:
        how = f"write sqlite:////path/to/store.db or {POSTGRESQL}user:password@host/database"
        raise WrongValueError(f"{scheme} is no store of ours", how)
    elif not _readable(url):
        raise WrongValueError(
            "the address is not readable",
            "write special characters of the password as %XX (/ is %2F, @ is %40, # is %23, : is "
            "%3A)",
        )
    return url


def _sqlite_path(rest: str) -> None:
    path = rest.removeprefix("/")
    if not path or path.startswith(":memory:"):
        raise WrongValueError(
            "this store forgets everything at the end of a run", f"write {SQLITE}"
        )
    if not path.startswith(("/", "file:")):
        raise WrongValueError(
            "the path is relative, so each folder would have a store of its own",
            f"write four slashes, as in {SQLITE}",
        )


def _readable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.port is not False and parts.netloc.count("@") <= 1
    except ValueError:
        return False
