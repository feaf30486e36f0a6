"""The operator's facts and secrets: environment + config/<programme>.toml → frozen `Settings`.

TOML holds facts, never secrets; secrets come from the environment (or from a file that the
environment names). pydantic stops in this module and in `tasks/run/run_requests.py`. Errors are in
English: the operator reads them.
"""

import os
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from relocalisons.errors import ConfigurationError

ROOT = Path(__file__).resolve().parent.parent
"""The project: `templates/` and `config/` stand beside the packages."""


VENDOR = "sendgrid"
"""Who carries mails unless the TOML says otherwise."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProgrammeFacts(_Frozen):
    """What never changes in two years."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_-]{1,40}$")
    name: str
    start: date
    end: date
    time_zone: str = "Europe/Paris"
    sandbox_only: bool = False  # refuse to run against the real services

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        ZoneInfo(value)
        return value


class GoogleFacts(_Frozen):
    """Where the shared material stands. `drive_id` is empty for « My Drive »."""

    drive_id: str = ""
    pilotage_id: str
    reports_folder: str = "05 Rapports"
    coordination_folder: str = "00 Coordination"  # to be shared with the coordination only
    sign_in: Literal["service_account", "oauth"] = "service_account"


class PersonFacts(_Frozen):
    """Somebody the service may write to whatever the safety holds."""

    name: str
    email: str
    phone: str = ""


class MailFacts(_Frozen):
    """Who writes, who decides, and one of the two switches (the other: RELOCALISONS_LIVE)."""

    live: bool = False
    redirect_to: str = ""
    vendor: str = VENDOR  # a module of tasks/mail/vendors
    vendor_options: Mapping[str, str] = Field(default_factory=dict[str, str])  # as it asks for them
    policy: Literal["hold_when_unsure", "two_phase"] = "hold_when_unsure"
    batch_size: int = Field(default=8, ge=1, le=10)  # two_phase: mails a scheduled-send batch
    unsubscribe_group: int = Field(default=0, ge=0)  # SendGrid's group of digests; 0: none
    webhook_public_key: str = ""  # of SendGrid's signed Event Webhook; empty: no events come
    sender_email: str
    sender_name: str
    coordinator: PersonFacts
    deputy: PersonFacts | None = None
    operator: PersonFacts | None = None
    decision_weekday: int = Field(default=3, ge=0, le=6)  # Thursday
    decision_hour: int = Field(default=12, ge=0, le=23)


class Secrets(_Frozen):
    """From the environment only; never printed. `mail_key`: RELOCALISONS_<VENDOR>_API_KEY."""

    google_key: SecretStr | None = None  # service account key, or authorised-user JSON
    google_client: SecretStr | None = None  # OAuth client, for `relocalisons login` only
    mail_key: SecretStr | None = None
    hmac_key: SecretStr | None = None


class Settings(_Frozen):
    """All that a run needs to know besides its request."""

    programme: ProgrammeFacts
    google: GoogleFacts
    mail: MailFacts
    store_url: str
    base_url: str = ""  # empty = Google and SendGrid; else the origin of a sandbox
    live_environment: bool = False
    story_time: datetime | None = None  # demo and tests: the instant the run believes in
    coordinator_away: bool = False  # set by each run, from « Paramètres »; never by a file
    state_dir: Path = Field(default_factory=lambda: state_dir(os.environ))  # ours alone
    secrets: Secrets = Secrets()

    @property
    def zone(self) -> ZoneInfo:
        """The programme's civil time zone."""
        return ZoneInfo(self.programme.time_zone)

    @property
    def in_charge(self) -> PersonFacts:
        """Who is asked, decides and is answered to: her deputy while the coordinator is away."""
        deputy = self.mail.deputy if self.coordinator_away else None
        return deputy or self.mail.coordinator

    @property
    def may_send(self) -> bool:
        """Whether both switches are on."""
        return self.mail.live and self.live_environment

    def hmac_key(self) -> bytes:
        """The key of digest keys and recipient hashes; refuses to run without one."""
        if self.secrets.hmac_key is None:
            raise ConfigurationError(
                "RELOCALISONS_HMAC_KEY is not set. Generate one with "
                "`python -c 'import secrets; print(secrets.token_hex(32))'` and keep it: "
                "reminders are recognised by it from week to week."
            )
        return self.secrets.hmac_key.get_secret_value().encode()


def load_settings(
    programme: str,
    *,
    environment: Mapping[str, str] | None = None,
    config_dir: Path | None = None,
) -> Settings:
    """Settings of `config/<programme>.toml` and the environment.

    Raises ConfigurationError naming the file or the variable, and what to write.
    """
    env = os.environ if environment is None else environment
    directory = config_dir or Path(env.get("RELOCALISONS_CONFIG_DIR") or ROOT / "config")
    path = directory / f"{programme}.toml"
    facts = _read_toml(path)
    _refuse_real_services(facts, env, path=path)
    if env.get("RELOCALISONS_WEBHOOK_KEY") and isinstance(facts.get("mail"), dict):
        facts["mail"]["webhook_public_key"] = env["RELOCALISONS_WEBHOOK_KEY"]
    try:
        return Settings(
            **{**facts, "store_url": _store_url(facts, env)},
            base_url=env.get("RELOCALISONS_BASE_URL", "").rstrip("/"),
            live_environment=env.get("RELOCALISONS_LIVE") == "1",
            story_time=_story_time(env),
            state_dir=state_dir(env),
            secrets=Secrets(
                google_key=_secret(env, "RELOCALISONS_GOOGLE_KEY"),
                google_client=_secret(env, "RELOCALISONS_GOOGLE_CLIENT"),
                mail_key=_secret(env, f"RELOCALISONS_{_vendor(facts).upper()}_API_KEY"),
                hmac_key=_secret(env, "RELOCALISONS_HMAC_KEY"),
            ),
        )
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, item['loc'])) or 'file'}: {item['msg']}"
            for item in error.errors(include_url=False, include_input=False)
        )
        raise ConfigurationError(f"{path.name} is not valid. {problems}.") from error


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        found = ", ".join(sorted(other.stem for other in path.parent.glob("*.toml"))) or "none"
        raise ConfigurationError(
            f"There is no {path.name} in {path.parent.name}/ (programmes found: {found}). "
            "Copy relocalisons.toml under the new name and fill it in."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path.name} is not valid TOML: {error}.") from error


def _refuse_real_services(facts: Mapping[str, Any], env: Mapping[str, str], *, path: Path) -> None:
    """An invented programme must never reach real people, whatever the switches say."""
    programme = facts.get("programme")
    sandbox_only = isinstance(programme, Mapping) and programme.get("sandbox_only") is True
    if sandbox_only and not env.get("RELOCALISONS_BASE_URL"):
        raise ConfigurationError(
            f"{path.name} is an invented programme: set RELOCALISONS_BASE_URL to a sandbox "
            "(`relocalisons sandbox --root DIR --port 0` prints its address)."
        )


def _vendor(facts: Mapping[str, Any]) -> str:
    mail = facts.get("mail")
    return str(mail.get("vendor", VENDOR)) if isinstance(mail, Mapping) else VENDOR


def _store_url(facts: Mapping[str, Any], env: Mapping[str, str]) -> str:
    url = env.get("RELOCALISONS_STORE_URL") or facts.get("store_url")
    if not url:
        raise ConfigurationError(
            "No store: set store_url in the programme's TOML, or RELOCALISONS_STORE_URL "
            "(sqlite:////var/lib/relocalisons/store.db or postgresql+psycopg://…)."
        )
    return str(url)


def state_dir(env: Mapping[str, str]) -> Path:
    """Where the service may remember something when its store cannot: never a shared folder.

    systemd names it (`StateDirectory=`); else the XDG base directory of state, or its usual place.
    """
    if env.get("STATE_DIRECTORY"):
        return Path(env["STATE_DIRECTORY"].split(":")[0])
    base = env.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "relocalisons"


def _secret(env: Mapping[str, str], name: str) -> SecretStr | None:
    """The variable, or the content of the file that `<name>_FILE` names."""
    if env.get(name):
        return SecretStr(env[name])
    file = env.get(f"{name}_FILE")
    if not file:
        return None
    try:
        return SecretStr(Path(file).read_text("utf-8").strip())
    except OSError as error:
        raise ConfigurationError(f"{name}_FILE cannot be read: {error.strerror}.") from error


def _story_time(env: Mapping[str, str]) -> datetime | None:
    """RELOCALISONS_STORY_TIME, accepted only with a sandbox: production has one clock."""
    text = env.get("RELOCALISONS_STORY_TIME")
    if not text:
        return None
    if not env.get("RELOCALISONS_BASE_URL"):
        raise ConfigurationError(
            "RELOCALISONS_STORY_TIME needs RELOCALISONS_BASE_URL: a made-up clock is for the "
            "sandbox only."
        )
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ConfigurationError("RELOCALISONS_STORY_TIME needs a time zone, e.g. +01:00.")
    return moment
