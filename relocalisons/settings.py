"""The operator's facts and secrets: environment + config/<programme>.toml → frozen `Settings`.

TOML holds facts, never secrets; secrets come from the environment (or from a file that the
environment names). pydantic stops here, in `configuration/privacy.py` and `answers.py` and in
`tasks/run/run_requests.py`. Errors are in English: the operator reads them.
"""

import os
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StrictBool,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from relocalisons.configuration import problems, programmes, values, variables
from relocalisons.configuration.answers import AnswersFacts
from relocalisons.configuration.privacy import PrivacyFacts
from relocalisons.configuration.values import WrongValueError

ROOT = Path(__file__).resolve().parent.parent
"""The project: `templates/` and `config/` stand beside the packages."""

VENDOR = "sendgrid"
"""Who carries mails unless the TOML says otherwise."""

Address = Annotated[str, AfterValidator(values.one_address)]
MaybeAddress = Annotated[str, AfterValidator(values.address_or_none)]
FilledId = Annotated[str, AfterValidator(values.filled_id)]
IdAlone = Annotated[str, AfterValidator(values.id_alone)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# Each description and example is what an operator is told to write, and what docs/settings.md says.


class ProgrammeFacts(_Frozen):
    """What never changes in two years."""

    code: str = Field(
        pattern=r"^[a-z][a-z0-9_-]{1,40}$",
        description="2 to 41 small letters, digits, - or _, a letter first",
        examples=["val-de-sorgue"],
    )
    name: str = Field(
        pattern=r"\S", description="in titles of documents", examples=["Val de Sorgue"]
    )
    start: date = Field(description="the first day, without quotes", examples=[date(2025, 9, 1)])
    end: date = Field(
        description="the last day, after start, without quotes", examples=[date(2027, 8, 31)]
    )
    time_zone: Annotated[str, AfterValidator(values.time_zone)] = Field(
        default="Europe/Paris",
        description="the zone of all hours and schedules",
        examples=["Europe/Paris"],
    )
    sandbox_only: StrictBool = Field(
        default=False,
        description="true for an invented programme, which the real services never see; no quotes",
        examples=[False],
    )

    @field_validator("end")
    @classmethod
    def _after_start(cls, value: date, info: ValidationInfo) -> date:
        start = info.data.get("start")
        if start is not None and value <= start:
            raise WrongValueError(
                f"{value} is not after start ({start})", "write the last day of the programme"
            )
        return value


class GoogleFacts(_Frozen):
    """Where the shared material stands."""

    drive_id: FilledId = Field(
        default="",
        description="the end of the shared drive’s address; empty for « My Drive »",
        examples=["0AbC…"],
    )
    pilotage_id: IdAlone = Field(
        description="the id of « Pilotage », which `workspace_setup` says; empty until then",
        examples=["1AbC…"],
    )
    reports_folder: str = Field(
        default="05 Rapports",
        description="the folder of reports in the drive",
        examples=["05 Rapports"],
    )
    coordination_folder: str = Field(
        default="00 Coordination",
        description="a folder to be shared with the coordination only",
        examples=["00 Coordination"],
    )
    sign_in: Literal["service_account", "oauth"] = Field(
        default="service_account",
        description="oauth: the project’s own account, where there are no shared drives",
        examples=["service_account"],
    )


class PersonFacts(_Frozen):
    """Somebody the service may write to whatever the safety holds."""

    name: str = Field(description="first name and name", examples=["Camille Aubanel"])
    email: Address = Field(description="one address", examples=["camille@structure.fr"])
    phone: str = Field(
        default="", description="printed in mails; empty: none", examples=["04 90 00 00 00"]
    )


class MailFacts(_Frozen):
    """Who writes, who decides, and one of the two switches (the other: RELOCALISONS_LIVE)."""

    live: StrictBool = Field(
        default=False,
        description="true to really send, together with RELOCALISONS_LIVE=1; no quotes",
        examples=[False],
    )
    redirect_to: MaybeAddress = Field(
        default="",
        description='one address for everything, as a middle stage; "" for none',
        examples=["suivi@structure.fr"],
    )
    vendor: str = Field(
        default=VENDOR,
        description="who carries mails: a module of tasks/mail/vendors",
        examples=[VENDOR],
    )
    vendor_options: Mapping[str, str] = Field(
        default_factory=dict[str, str],
        description="what that vendor asks for besides its key; texts",
        examples=[{"region": "eu"}],
    )
    policy: Literal["hold_when_unsure", "two_phase"] = Field(
        default="hold_when_unsure",
        description="two_phase only after the live check of the runbook",
        examples=["hold_when_unsure"],
    )
    batch_size: int = Field(
        default=8, ge=1, le=10, description="1 to 10; two_phase: mails a batch", examples=[8]
    )
    unsubscribe_group: int = Field(
        default=0,
        ge=0,
        description="SendGrid’s number of the group of digests; 0: none",
        examples=[0],
    )
    webhook_public_key: str = Field(
        default="",
        description="of SendGrid’s « Signed Event Webhook »; empty: no events come",
        examples=["MFkw…"],
    )
    authentication_host: str = Field(
        default="",
        description="the mail server whose Authentication-Results tell who sent an answer; empty: "
        "every sender is « non vérifié »",
        examples=["mx.google.com"],
    )
    sender_email: Address = Field(
        description="one address that the mail vendor knows as yours",
        examples=["suivi@structure.fr"],
    )
    sender_name: str = Field(description="who mails are from", examples=["Suivi Val de Sorgue"])
    coordinator: PersonFacts
    deputy: PersonFacts | None = None
    operator: PersonFacts | None = None
    decision_weekday: int = Field(
        default=3, ge=0, le=6, description="0 = Monday … 6 = Sunday", examples=[3]
    )
    decision_hour: int = Field(default=12, ge=0, le=23, description="0 to 23", examples=[12])


class ProgrammeFile(_Frozen):
    """What `config/<programme>.toml` holds."""

    store_url: str = Field(
        default="",
        description="where what must survive a crash is kept: SQLite or PostgreSQL; needed here or "
        "in RELOCALISONS_STORE_URL",
        examples=[values.SQLITE],
    )
    programme: ProgrammeFacts
    google: GoogleFacts
    mail: MailFacts
    privacy: PrivacyFacts = PrivacyFacts()
    answers: AnswersFacts = AnswersFacts()


class Secrets(_Frozen):
    """From the environment only; never printed. `mail_key`: RELOCALISONS_<VENDOR>_API_KEY."""

    google_key: SecretStr | None = None  # service account key, or authorised-user JSON
    google_client: SecretStr | None = None  # OAuth client, for `relocalisons login` only
    mail_key: SecretStr | None = None
    hmac_key: SecretStr | None = None
    seal_key: SecretStr | None = None  # opens answers; of the worker alone


class Settings(_Frozen):
    """All that a run needs to know besides its request."""

    programme: ProgrammeFacts
    google: GoogleFacts
    mail: MailFacts
    privacy: PrivacyFacts = PrivacyFacts()
    answers: AnswersFacts = AnswersFacts()
    store_url: str
    base_url: str = ""  # empty = Google and SendGrid; else the origin of a sandbox
    live_environment: bool = False
    story_time: datetime | None = None  # demo and tests: the instant the run believes in
    coordinator_away: bool = False  # set by each run, from « Paramètres »; never by a file
    state_dir: Path = Field(default_factory=lambda: state_dir(os.environ))  # ours alone
    secrets: Secrets = Secrets()
    file: str = "the programme's TOML"  # as messages name it

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

    def pilotage_to_read(self) -> str:
        """The id of « Pilotage »; raises ConfigurationError while the file does not name it."""
        named = self.google.pilotage_id
        if not named or values.is_placeholder(named):
            programme = self.file.removesuffix(".toml")
            raise problems.problem(
                f"{self.file}, google.pilotage_id",
                "« Pilotage » was never named",
                "write the id that `relocalisons run workspace_setup --programme "
                f"{programme} --write` says",
            )
        return named

    def hmac_key(self) -> bytes:
        """The key of digest keys and recipient hashes; refuses to run without one."""
        if self.secrets.hmac_key is None:
            raise problems.problem(
                "RELOCALISONS_HMAC_KEY",
                "it is not set",
                f"make one with {variables.NEW_KEY} and keep it: reminders are recognised by it "
                "from week to week",
            )
        return self.secrets.hmac_key.get_secret_value().encode()


def load_settings(
    programme: str,
    *,
    environment: Mapping[str, str] | None = None,
    config_dir: Path | None = None,
) -> Settings:
    """Settings of `config/<programme>.toml` and the environment.

    Raises ConfigurationError, a line a mistake: what is wrong, where, and what to write.
    """
    env = os.environ if environment is None else environment
    directory = config_dir or Path(env.get("RELOCALISONS_CONFIG_DIR") or ROOT / "config")
    _refuse_path(programme)
    path = directory / f"{programme}.toml"
    facts = _read_toml(path)
    programmes.refuse_unknown_programmes(
        env, programme, known=(file.stem for file in directory.glob("*.toml"))
    )
    env = programmes.environment_of(env, programme)
    variables.refuse_misspelt(env, vendor=_vendor(facts))
    _refuse_real_services(facts, env, path=path)
    mail = facts.get("mail")
    if env.get("RELOCALISONS_WEBHOOK_KEY") and isinstance(mail, dict):
        mail["webhook_public_key"] = env["RELOCALISONS_WEBHOOK_KEY"]
    try:
        read = ProgrammeFile.model_validate(facts)
    except ValidationError as error:
        raise problems.refusal(error, ProgrammeFile, file=path.name) from error
    _refuse_another_code(read.programme, programme, file=path.name)
    return Settings(
        programme=read.programme,
        google=read.google,
        mail=read.mail,
        privacy=read.privacy,
        answers=read.answers,
        store_url=variables.store_of(env, read.store_url, file=path.name),
        base_url=variables.sandbox_of(env),
        live_environment=variables.is_live(env),
        story_time=variables.story_time(env),
        state_dir=state_dir(env),
        secrets=Secrets(
            google_key=_hidden(variables.secret_of(env, "RELOCALISONS_GOOGLE_KEY")),
            google_client=_hidden(variables.secret_of(env, "RELOCALISONS_GOOGLE_CLIENT")),
            mail_key=_hidden(variables.secret_of(env, variables.mail_key_name(read.mail.vendor))),
            hmac_key=_hidden(variables.key_of_reminders(env)),
            seal_key=_hidden(variables.secret_of(env, "RELOCALISONS_SEAL_KEY")),
        ),
        file=path.name,
    )


def _hidden(secret: str | None) -> SecretStr | None:
    return None if secret is None else SecretStr(secret)


def _refuse_path(programme: str) -> None:
    """A programme is a name: with a folder or an extension it would be looked for elsewhere."""
    name = Path(programme).name.removesuffix(".toml")
    if name != programme:
        raise problems.problem(
            f"--programme {programme}",
            "a programme is named without folder and « .toml »",
            f"write --programme {name}",
        )


def _refuse_another_code(facts: ProgrammeFacts, programme: str, *, file: str) -> None:
    """A programme has one name, that of its file: by it the store and the console know it.

    An invented one may bear the code of that which it imitates.
    """
    if facts.code != programme and not facts.sandbox_only:
        raise problems.problem(
            f"{file}, programme.code",
            f"the code is {values.as_toml(facts.code)}, and the file has another name",
            f"rename the file {facts.code}.toml, or before the first run write "
            f"code = {values.as_toml(programme)}",
        )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise problems.no_such_file(path) from error
    except OSError as error:
        raise problems.problem(
            f"{path.parent.name}/{path.name}",
            f"the file cannot be read ({error.strerror})",
            "give the service’s account the right to read it",
        ) from error
    try:
        text = content.decode("utf-8-sig")  # editors of Windows put a mark before the first line
    except UnicodeDecodeError as error:
        raise problems.not_utf8(path, content, error) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise problems.not_toml(path, text, error) from error


def _refuse_real_services(facts: Mapping[str, Any], env: Mapping[str, str], *, path: Path) -> None:
    """An invented programme must never reach real people, whatever the switches say."""
    programme = facts.get("programme")
    sandbox_only = isinstance(programme, Mapping) and programme.get("sandbox_only") is True
    if sandbox_only and not env.get("RELOCALISONS_BASE_URL"):
        raise problems.problem(
            "RELOCALISONS_BASE_URL",
            f"it is not set, and {path.name} is an invented programme",
            "set it to the address that `relocalisons sandbox --root DIR` prints",
        )


def _vendor(facts: Mapping[str, Any]) -> str:
    mail = facts.get("mail")
    return str(mail.get("vendor", VENDOR)) if isinstance(mail, Mapping) else VENDOR


def state_dir(env: Mapping[str, str]) -> Path:
    """Where the service may remember something when its store cannot: never a shared folder.

    systemd names it (`StateDirectory=`); else the XDG base directory of state, or its usual place.
    """
    if env.get("STATE_DIRECTORY"):
        return Path(env["STATE_DIRECTORY"].split(":")[0])
    base = env.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "relocalisons"
