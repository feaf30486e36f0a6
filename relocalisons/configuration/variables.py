"""The variables of the environment: what each is, and how it is read. A secret is never shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from relocalisons.configuration.problems import did_you_mean, problem
from relocalisons.configuration.programmes import PREFIX, as_written
from relocalisons.configuration.values import (
    WrongValueError,
    address_or_none,
    as_toml,
    store_address,
)
from relocalisons.errors import ConfigurationError

NEW_KEY = "`python3 -c 'import secrets; print(secrets.token_hex(32))'`"
ALARMS = "http://127.0.0.1:8026/alarms"
MISSED_AFTER = timedelta(hours=26)
"""A follow-up a day, and two hours for a long one or a restart."""
_SHORTEST_KEY = 32  # characters: 16 bytes in hex, as many as HMAC's security asks for
_FEWEST_DIFFERENT = 8
_ALIKE = 0.75  # how much a variable must resemble one of ours to be taken for a slip


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable.

    `is_secret`: it may also be given as `<name>_FILE`. `is_common`: it is of the whole service;
    any other may also be given for one programme alone, as `<name>__<PROGRAMME>`.
    """

    name: str
    says: str
    is_secret: bool = False
    is_common: bool = False


VARIABLES = (
    Variable(
        "RELOCALISONS_GOOGLE_KEY",
        "JSON of the service account, or of the authorised user that `relocalisons login` wrote",
        is_secret=True,
    ),
    Variable(
        "RELOCALISONS_GOOGLE_CLIENT",
        "JSON of the OAuth client, for `relocalisons login` only",
        is_secret=True,
    ),
    Variable(
        "RELOCALISONS_SENDGRID_API_KEY",
        "key of the mail vendor, restricted to Mail Send; `RELOCALISONS_<VENDOR>_API_KEY` when "
        "`mail.vendor` names another",
        is_secret=True,
    ),
    Variable(
        "RELOCALISONS_HMAC_KEY",
        "32 random bytes in hex, at least 32 characters; mails are recognised by it, keep it",
        is_secret=True,
    ),
    Variable(
        "RELOCALISONS_SEAL_KEY",
        "the private half of what the runbook’s command made: opens answers; of the worker alone",
        is_secret=True,
    ),
    Variable(
        "RELOCALISONS_PING_URL",
        "an outside watcher (Healthchecks): its address with the ping key, without a check’s name",
        is_secret=True,
        is_common=True,
    ),
    Variable(
        "RELOCALISONS_OPERATOR_EMAIL",
        "who is written to when a programme cannot be loaded or a service stops",
        is_common=True,
    ),
    Variable(
        "RELOCALISONS_OPERATOR_SENDER",
        "who those mails are from: an address that the mail vendor knows; else the operator’s own",
        is_common=True,
    ),
    Variable(
        "RELOCALISONS_ALARMS_URL",
        f"where Prefect’s server finds `relocalisons alarms`, for `deploy`; else {ALARMS}; "
        "« none »: no alarms",
    ),
    Variable(
        "RELOCALISONS_MISSED_AFTER",
        "hours without an ended follow-up after which that is told, for `deploy` and `alarms`; "
        "else 26",
        is_common=True,
    ),
    Variable("RELOCALISONS_LIVE", "1 to really send, together with `mail.live = true`; else 0"),
    Variable("RELOCALISONS_STORE_URL", "where the store is, instead of `store_url` in the file"),
    Variable("RELOCALISONS_WEBHOOK_KEY", "instead of `mail.webhook_public_key` in the file"),
    Variable(
        "RELOCALISONS_CONFIG_DIR",
        "folder of the programmes' files, instead of `config/`",
        is_common=True,
    ),
    Variable(
        "RELOCALISONS_PROGRAMME",
        "programme of the systemd units, and of `prefect deploy`",
        is_common=True,
    ),
    Variable(
        "RELOCALISONS_HOME",
        "folder of the project on the workers, when it is deployed",
        is_common=True,
    ),
    Variable("RELOCALISONS_BASE_URL", "address of a sandbox, which then answers for the vendors"),
    Variable("RELOCALISONS_STORY_TIME", "instant that a sandbox's run believes in, with its zone"),
)


def mail_key_name(vendor: str) -> str:
    """The variable that holds the key of a mail vendor."""
    return f"{PREFIX}{vendor.upper()}_API_KEY"


def refuse_misspelt(env: Mapping[str, str], *, vendor: str) -> None:
    """A variable that resembles one of ours and is none was meant, and would not be read."""
    key = mail_key_name(vendor)
    ours = [*(each.name for each in VARIABLES), key]
    ours += [f"{name}_FILE" for name in (*(each.name for each in VARIABLES if each.is_secret), key)]
    known = [name.removeprefix(PREFIX) for name in ours]
    common = [each.name for each in VARIABLES if each.is_common]
    for name in sorted(env):
        written = as_written(env, name)
        if written != name and name.removesuffix("_FILE") in common:
            raise problem(written, "it is of the whole service", f"write {name}")
        if name in ours or not name.startswith(PREFIX) or not env[name]:
            continue
        near = did_you_mean(name.removeprefix(PREFIX), known, cutoff=_ALIKE)
        if near:
            meant = f"{PREFIX}{near}{written.removeprefix(name)}"
            raise ConfigurationError(f"{written}: there is no such variable; did you mean {meant}?")


def secret_of(env: Mapping[str, str], name: str) -> str | None:
    """The variable, or the content of the file that `<name>_FILE` names."""
    if env.get(name):
        return _without_quotes(env[name], where=as_written(env, name))
    file, where = env.get(f"{name}_FILE"), as_written(env, f"{name}_FILE")
    if not file:
        return None
    try:
        text = Path(file).read_text("utf-8-sig").strip()
    except OSError as error:
        how = "name a file that the service’s account may read"
        raise problem(where, f"{file} cannot be read ({error.strerror})", how) from error
    except UnicodeDecodeError as error:
        raise problem(where, f"{file} is not in UTF-8", "save it again as UTF-8") from error
    if not text:
        raise problem(where, f"{file} is empty", "put the secret in it, and nothing else")
    return _without_quotes(text, where=where)


def _without_quotes(text: str, *, where: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        raise problem(where, "the quotes are part of the value", "write it without them")
    return text


def key_of_reminders(env: Mapping[str, str]) -> str | None:
    """The key by which mails are recognised; refused when it could be guessed."""
    key = secret_of(env, "RELOCALISONS_HMAC_KEY")
    if key is None:
        return None
    different = len(set(key))
    if len(key) >= _SHORTEST_KEY and different >= _FEWEST_DIFFERENT:
        return key
    count = f"{len(key)} characters"
    counted = count if len(key) < _SHORTEST_KEY else f"{count}, {different} different"
    raise problem(
        as_written(env, "RELOCALISONS_HMAC_KEY"),
        f"the key is too easy to guess ({counted})",
        f"make one with {NEW_KEY} and keep it",
    )


def is_live(env: Mapping[str, str]) -> bool:
    """The second switch of real sending."""
    text = env.get("RELOCALISONS_LIVE", "").strip()
    if text not in ("", "0", "1"):
        what = f"{as_toml(text)} is not understood"
        raise problem(
            as_written(env, "RELOCALISONS_LIVE"), what, "write 1 to really send, 0 not to"
        )
    return text == "1"


def watcher_of(env: Mapping[str, str]) -> str:
    """The address below which an outside watcher is told of each run; empty for none."""
    where = "RELOCALISONS_PING_URL"
    text = (secret_of(env, where) or "").strip().rstrip("/")
    if text and not text.startswith(("http://", "https://")):  # never shown: it holds a key
        how = "write it like https://hc-ping.com/PING-KEY"
        raise problem(where, "this is no address", how)
    return text


def alarms_of(env: Mapping[str, str]) -> str:
    """The page that Prefect's automations call; empty for none."""
    where = "RELOCALISONS_ALARMS_URL"
    text = env.get(where, "").strip() or ALARMS
    if text == "none":
        return ""
    if not text.startswith(("http://", "https://")):
        raise problem(where, f"{as_toml(text)} is no address", f"write it like {ALARMS}, or none")
    return text


def missed_after_of(env: Mapping[str, str]) -> timedelta:
    """For how long a programme may be without a follow-up before that is told."""
    where, text = "RELOCALISONS_MISSED_AFTER", env.get("RELOCALISONS_MISSED_AFTER", "").strip()
    if not text:
        return MISSED_AFTER
    try:
        found = timedelta(hours=float(text))
    except (ValueError, OverflowError):
        found = timedelta()
    if found <= timedelta():
        raise problem(where, f"{as_toml(text)} is no number of hours", "write it like 26")
    return found


def operator_of(env: Mapping[str, str]) -> tuple[str, str]:
    """(operator, sender) of the mails that no programme's file says; empty for nobody."""
    found = []
    for name in ("RELOCALISONS_OPERATOR_EMAIL", "RELOCALISONS_OPERATOR_SENDER"):
        text = env.get(name, "").strip()
        try:
            found.append(address_or_none(text))
        except WrongValueError as error:
            raise problem(name, error.what, "write one address, or none") from error
    operator, sender = found
    return operator, sender or operator


def sandbox_of(env: Mapping[str, str]) -> str:
    """The address of a sandbox; empty for the real services."""
    text = env.get("RELOCALISONS_BASE_URL", "").strip().rstrip("/")
    if text and not text.startswith(("http://", "https://")):
        how = f"write http://{text}"
        where = as_written(env, "RELOCALISONS_BASE_URL")
        raise problem(where, f"{as_toml(text)} is no address", how)
    return text


def story_time(env: Mapping[str, str]) -> datetime | None:
    """The made-up clock, accepted only with a sandbox: production has one clock."""
    where, text = as_written(env, "RELOCALISONS_STORY_TIME"), env.get("RELOCALISONS_STORY_TIME")
    if not text:
        return None
    if not env.get("RELOCALISONS_BASE_URL"):
        what = "a made-up clock is for a sandbox only"
        raise problem(where, what, "unset it, or set RELOCALISONS_BASE_URL")
    how = "write it like 2026-03-03T06:30:00+01:00"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise problem(where, f"{as_toml(text)} is no instant", how) from error
    if moment.tzinfo is None:
        raise problem(where, f"{as_toml(text)} says no time zone", how)
    return moment


def store_of(env: Mapping[str, str], written: object, *, file: str) -> str:
    """Where the store is: the variable, else what the file says."""
    named = env.get("RELOCALISONS_STORE_URL")
    where = as_written(env, "RELOCALISONS_STORE_URL") if named else f"{file}, store_url"
    url = named or written
    if not isinstance(url, str) or not url:
        raise problem(
            f"{file}, store_url",
            "the key is missing",
            'write store_url = "sqlite:////var/lib/relocalisons/val.db" above the first section, '
            "or set RELOCALISONS_STORE_URL",
        )
    try:
        return store_address(url)
    except WrongValueError as error:
        raise problem(where, error.what, error.how) from error
