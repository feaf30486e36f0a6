"""The TOML of a programme: written once from its facts, checked, never written over."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from relocalisons.cli.init.facts import Facts
from relocalisons.errors import ConfigurationError
from relocalisons.settings import ROOT, Settings, load_settings

PILOTAGE_TO_COME = "said-by-workspace_setup"
_SANDBOX_TO_COME = "http://127.0.0.1"


def folder_of_programmes() -> Path:
    """Where the TOML of programmes stand."""
    return Path(os.environ.get("RELOCALISONS_CONFIG_DIR") or ROOT / "config")


def require_free(code: str, *, folder: Path) -> str:
    """The code itself. Raises ValueError when a programme of that code is there already."""
    if (folder / f"{code}.toml").exists():
        raise ValueError(
            f"{code}.toml is there already, and nothing is written over: edit it, or take another "
            "code"
        )
    return code


def write_programme(
    facts: Facts,
    *,
    folder: Path,
    store_url: str,
    pilotage_id: str = PILOTAGE_TO_COME,
    sandbox_only: bool = False,
) -> tuple[Path, Settings]:
    """Write `<code>.toml` and load it as a run would; the file, and the settings.

    Raises ConfigurationError when the file is there, cannot be written or cannot be loaded; what
    cannot be loaded does not stay.
    """
    path = folder / f"{facts.code}.toml"
    text = as_toml(facts, store_url=store_url, pilotage_id=pilotage_id, sandbox_only=sandbox_only)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise ConfigurationError(
            f"{path} is there already: nothing is written over. Edit it, or take another --code."
        ) from error
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        return path, load_settings(
            facts.code, environment=_environment(sandbox_only=sandbox_only), config_dir=folder
        )
    except ConfigurationError:
        path.unlink()
        raise


def set_pilotage(path: Path, pilotage_id: str) -> None:
    """Say which file « Pilotage » is, once it was made."""
    text = path.read_text("utf-8")
    path.write_text(text.replace(_quoted(PILOTAGE_TO_COME), _quoted(pilotage_id)), "utf-8")


def as_toml(facts: Facts, *, store_url: str, pilotage_id: str, sandbox_only: bool) -> str:
    """The file, each line with what an operator may want to know of it."""
    lines = [
        f"# The operator's facts of {_in_comment(facts.name)}, written by `relocalisons init`. No "
        "secret here.",
        "",
        f"store_url = {_quoted(store_url)}",
        "",
        "[programme]",
        f"code = {_quoted(facts.code)}",
        f"name = {_quoted(facts.name)}",
        f"start = {facts.start.isoformat()}",
        f"end = {facts.end.isoformat()}",
        f"time_zone = {_quoted(facts.time_zone)}",
    ]
    if sandbox_only:
        lines.append("sandbox_only = true  # a try: never the real services")
    lines += [
        "",
        "[google]",
        f'drive_id = {_quoted(facts.drive)}  # empty for « My Drive » with sign_in = "oauth"',
        f"pilotage_id = {_quoted(pilotage_id)}  # `relocalisons run workspace_setup` says it",
        f"sign_in = {_quoted('service_account' if facts.drive else 'oauth')}",
        "",
        "[mail]",
        "live = false  # no partner is mailed before this AND RELOCALISONS_LIVE=1",
        'redirect_to = ""  # middle stage: everything to this one address',
        f"sender_email = {_quoted(facts.coordinator_email)}  # an address that the mail vendor "
        "knows as yours",
        f"sender_name = {_quoted(f'Suivi {facts.name}')}",
        "decision_weekday = 3  # 0 = Monday … 3 = Thursday; « Paramètres » may say otherwise",
        "decision_hour = 12",
        "",
        "[mail.coordinator]",
        f"name = {_quoted(facts.coordinator)}",
        f"email = {_quoted(facts.coordinator_email)}",
    ]
    if facts.operator_email:
        lines += [
            "",
            "[mail.operator]",
            f"name = {_quoted(facts.operator or facts.operator_email)}",
            f"email = {_quoted(facts.operator_email)}",
        ]
    return "\n".join(lines) + "\n"


def _environment(*, sandbox_only: bool) -> Mapping[str, str]:
    """That of a run; the sandbox of a try is not up yet."""
    return {"RELOCALISONS_BASE_URL": _SANDBOX_TO_COME, **os.environ} if sandbox_only else os.environ


def _quoted(text: str) -> str:
    # A JSON string is a basic string of TOML, but for DEL, which TOML wants escaped too.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _in_comment(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
