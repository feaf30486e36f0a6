"""`relocalisons init`: the command, its flags and what it says at the end."""

import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relocalisons.cli.checkout import require_checkout

if TYPE_CHECKING:
    from relocalisons.cli.init.facts import Facts

_SANDBOX = "sandbox"
_GOOGLE_KEY = "RELOCALISONS_GOOGLE_KEY"


def init(
    name: Annotated[str | None, typer.Option(help="Name of the programme.")] = None,
    code: Annotated[str | None, typer.Option(help="Name of its file in config/.")] = None,
    start: Annotated[str | None, typer.Option(help="First day, 01/09/2026.")] = None,
    end: Annotated[str | None, typer.Option(help="Last day.")] = None,
    time_zone: Annotated[str | None, typer.Option(help="Default: Europe/Paris.")] = None,
    coordinator: Annotated[str | None, typer.Option(help="Who decides what leaves.")] = None,
    coordinator_email: Annotated[str | None, typer.Option(help="Her e-mail address.")] = None,
    operator: Annotated[str | None, typer.Option(help="Who is told of failures too.")] = None,
    operator_email: Annotated[str | None, typer.Option(help="That e-mail address.")] = None,
    drive: Annotated[
        str | None,
        typer.Option(help="Address of the shared drive; empty: « My Drive »; or « sandbox »."),
    ] = None,
    sandbox: Annotated[
        Path | None,
        typer.Option(help="Folder of one's own files: try them here, without any account."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="With --sandbox: folder of the try. Default: out/CODE.")
    ] = None,
    stay: Annotated[
        bool, typer.Option(help="With --sandbox: keep the pages up until Ctrl-C.")
    ] = True,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing: the usual answer where no flag says one.")
    ] = False,
) -> None:
    """Ask the facts of a programme, write its TOML, check it; or try it on one's own files."""
    from relocalisons.cli.init.interview import interview
    from relocalisons.cli.init.questions import Questions

    given = {
        "name": name, "code": code, "start": start, "end": end, "time-zone": time_zone,
        "coordinator": coordinator, "coordinator-email": coordinator_email,
        "operator": operator, "operator-email": operator_email,
        "drive": _SANDBOX if sandbox else drive,
        "sandbox": str(sandbox) if sandbox else None,
    }  # fmt: skip
    questions = Questions(given, unattended=yes)
    facts, folder = interview(questions, tried=sandbox is not None)
    if folder is None:
        _write(facts)
        return
    require_checkout("init --sandbox", "vendor_sandbox", "relocalisons.sample")
    from relocalisons.cli.init.sandbox_try import try_programme

    place = out or Path("out") / facts.code
    try_programme(facts, folder, place.resolve(), stay=stay)


def _write(facts: "Facts") -> None:
    from relocalisons.cli.check import check_programme
    from relocalisons.cli.init.programme_file import folder_of_programmes, write_programme
    from relocalisons.cli.secret_files import usual_secret, write_secret
    from relocalisons.settings import state_dir

    store = state_dir(os.environ) / f"{facts.code}.db"
    path, _ = write_programme(
        facts, folder=folder_of_programmes(), store_url=f"sqlite:///{store.absolute()}"
    )
    print(f"Written and loaded: {path}")
    key = usual_secret(f"{facts.code}.hmac")
    if not key.exists():
        write_secret(key, secrets.token_hex(32))
    print(f"Made, readable by you only: {key}")
    os.environ.setdefault("RELOCALISONS_HMAC_KEY_FILE", str(key))
    if os.environ.get(_GOOGLE_KEY) or os.environ.get(f"{_GOOGLE_KEY}_FILE"):
        sys.exit(check_programme(facts.code))
    print("\nLeft to do, in this order (README, « Point it at the real services »):")
    print(f"  export RELOCALISONS_HMAC_KEY_FILE={key}")
    if facts.drive:
        print(f"  export {_GOOGLE_KEY}_FILE=…   the JSON key of the service account")
    else:
        print(f"  relocalisons login --programme {facts.code}")
    print(f"  relocalisons run workspace_setup --programme {facts.code} --write")
    print(f"  relocalisons check --programme {facts.code}")
