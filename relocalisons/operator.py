"""Who runs the service and who watches it, from the environment alone.

For what must be told when a programme's file cannot be read, or before one is.
"""

import os
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from pydantic import SecretStr

from relocalisons.configuration import programmes, values, variables
from relocalisons.settings import (
    ROOT,
    VENDOR,
    GoogleFacts,
    MailFacts,
    PersonFacts,
    ProgrammeFacts,
    Secrets,
    Settings,
    state_dir,
)

NAME = "Exploitation"
_INVENTED = re.compile(rb"""^[^#\n]*\bsandbox_only["']?\s*=\s*true\b""", re.MULTILINE)
_SANDBOX = "sandbox"  # the programme that the project brings, whatever became of its file
_NEVER = date(1970, 1, 1)


def watcher_address(environment: Mapping[str, str] | None = None) -> str:
    """Below which address an outside watcher is told of runs; empty for none.

    Raises ConfigurationError when it is none, or its file cannot be read.
    """
    return variables.watcher_of(os.environ if environment is None else environment)


def alarms_address(environment: Mapping[str, str] | None = None) -> str:
    """Where Prefect's server finds the page of alarms; empty where there is none.

    Raises ConfigurationError when it is no address.
    """
    return variables.alarms_of(os.environ if environment is None else environment)


def missed_after(environment: Mapping[str, str] | None = None) -> timedelta:
    """For how long a programme may be without a follow-up before that is told.

    Raises ConfigurationError when it is no number of hours.
    """
    return variables.missed_after_of(os.environ if environment is None else environment)


def operator_settings(
    programme: str = "", *, environment: Mapping[str, str] | None = None
) -> Settings | None:
    """Settings with which the operator alone can be written to; None where nobody may be.

    `programme` is the one that could not be loaded; empty: the service as a whole. An invented
    programme reaches a sandbox or nobody: its file says so even where the rest of it is wrong.
    Raises ConfigurationError when the environment itself is wrong.
    """
    env = os.environ if environment is None else environment
    env = programmes.environment_of(env, programme) if programme else env
    operator, sender = variables.operator_of(env)
    base_url = variables.sandbox_of(env)
    if not operator or (not base_url and is_invented(programme, env)):
        return None
    key = variables.secret_of(env, f"RELOCALISONS_{VENDOR.upper()}_API_KEY")
    who = PersonFacts(name=NAME, email=operator)
    return Settings(
        programme=ProgrammeFacts(
            code=values.code_of(programme or "relocalisons"),
            name=programme or "Relocalisons",
            start=_NEVER,
            end=date.max,
        ),
        google=GoogleFacts(pilotage_id=""),
        mail=MailFacts(sender_email=sender, sender_name="Relocalisons", coordinator=who),
        store_url="",
        base_url=base_url,
        state_dir=state_dir(env),
        secrets=Secrets(mail_key=SecretStr(key) if key else None),
        file=f"{programme}.toml",
    )


def is_invented(programme: str, environment: Mapping[str, str]) -> bool:
    """Whether a programme is known to be one that the real services never see."""
    if not programme:
        return False
    folder = Path(environment.get("RELOCALISONS_CONFIG_DIR") or ROOT / "config")
    try:
        # A name with a folder in it is another mistake, and no file of ours.
        written = (folder / f"{Path(programme).name}.toml").read_bytes()
    except OSError:
        return programme == _SANDBOX
    return _INVENTED.search(written) is not None
