"""The commands and their help; a command's own module is imported when it runs."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from relocalisons.cli.checkout import require_checkout
from relocalisons.cli.explain import explain
from relocalisons.cli.init.commands import init
from relocalisons.cli.ledger import commands as ledger
from relocalisons.cli.preview import preview
from relocalisons.cli.verify import verify
from relocalisons.errors import ConfigurationError, RelocalisonsError

_LOOPBACK = "127.0.0.1"
app = typer.Typer(
    name="relocalisons",
    help="Unattended follow-up of the Relocalisons programme.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_Also = Annotated[list[str] | None, typer.Option(help="Another word for them: name, telephone.")]

app.add_typer(ledger.app)
app.command()(explain)
app.command()(init)
app.command()(preview)
app.command()(verify)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder that receives everything.")] = Path("out/demo"),
    stay: Annotated[
        bool, typer.Option("--stay", help="Keep Prefect, the Drive and the mailbox up.")
    ] = False,
) -> None:
    """Play six nights of the sample story on a sandbox, through the real flows."""
    require_checkout("demo", "vendor_sandbox", "relocalisons.sample")
    from relocalisons.sample.demo.nights import play

    play(out.resolve(), stay=stay)


@app.command()
def sandbox(
    root: Annotated[Path, typer.Option(help="Folder that holds the state; it may be opened.")],
    port: Annotated[int, typer.Option(help="Port on loopback; 0 takes a free one.")] = 0,
    empty: Annotated[bool, typer.Option("--empty", help="Start from nothing.")] = False,
) -> None:
    """Answer as Google Drive, Google Sheets and SendGrid do, on loopback."""
    require_checkout("sandbox", "vendor_sandbox")
    from vendor_sandbox.server import serve
    from vendor_sandbox.storage.workspace import WorkspaceInUseError

    try:
        serve(root=root, port=port, empty=empty)  # says `ready http://127.0.0.1:N`, until Ctrl-C
    except (WorkspaceInUseError, OSError) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(code=1) from problem


@app.command()
def run(
    flow: Annotated[str, typer.Argument(help="For example daily_follow_up.")],
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Logical date.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Do a finished day again.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Really write and send; without it, a rehearsal.")
    ] = False,
    answers: Annotated[
        list[str] | None,
        typer.Option("--with", help="Another field of the flow's form, as name=value."),
    ] = None,
) -> None:
    """Run one flow from a terminal, as the schedule would."""
    from relocalisons.cli.run import run_flow

    run_flow(
        flow,
        programme=programme,
        day=day.date() if day else None,
        again=again,
        dry_run=not write,
        answers=answers or (),
    )


@app.command(name="try")
def try_file(
    file: Annotated[str, typer.Argument(help="A file; or, with --programme, a link or a name.")],
    programme: Annotated[
        str, typer.Option(help="Name of a TOML file in config/, for a file of its Drive.")
    ] = "",
    partner: Annotated[str, typer.Option(help="Code of the partner whose file it is.")] = "",
) -> None:
    """Print how a file would be read, on one page; nothing is kept. Exit code 1: not followable."""
    from relocalisons.cli.trial import print_trial

    raise typer.Exit(print_trial(file, programme=programme, partner=partner))


@app.command()
def release(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    partner: Annotated[
        list[str] | None,
        typer.Option(help="Partner code (P07) or person (P07/suppléant); repeat. Default: all."),
    ] = None,
    week: Annotated[str, typer.Option(help="ISO week, 2026-W10. Default: the present one.")] = "",
    naming_lines: Annotated[
        bool, typer.Option("--naming-lines", help="Also the lines that name another partner.")
    ] = False,
    count: Annotated[
        int, typer.Option(help="With --write: how many mails the rehearsal said would leave.")
    ] = 0,
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Logical date.")
    ] = None,
    write: Annotated[
        bool,
        typer.Option("--write", help="Really send, with --count; without it, a rehearsal."),
    ] = False,
) -> None:
    """Release and send reminders that wait for a decision, as the form in Prefect does."""
    from pydantic import ValidationError

    from flows.release_reminders import release_reminders
    from relocalisons.cli.run import call_flow
    from relocalisons.settings import load_settings
    from tasks.run.run_requests import ReleaseRequest

    try:
        request = ReleaseRequest(
            programme=programme,
            logical_date=day.date() if day else None,
            week=week,
            partners=" ".join(partner or ()),
            naming_lines=naming_lines,
            count=count,
            dry_run=not write,
        )
    except ValidationError as error:
        raise ConfigurationError(f"release refuses these answers: {error}.") from error
    load_settings(programme)
    call_flow(release_reminders, request)


@app.command()
def login(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    account: Annotated[
        str, typer.Option(help="Address that must consent; any other is refused.")
    ] = "",
    keep: Annotated[
        Path | None,
        typer.Option(
            help="File that receives the token, readable by you only. Default: the file that "
            "RELOCALISONS_GOOGLE_KEY_FILE names, else one under ~/.config/relocalisons."
        ),
    ] = None,
    show: Annotated[
        bool, typer.Option("--print", help="Print the secret on stdout, keep no file.")
    ] = False,
    headless: Annotated[
        bool, typer.Option("--headless", help="No browser here: paste the answer's address.")
    ] = False,
    browser: Annotated[
        bool, typer.Option(help="Open the page, or only print its address and wait.")
    ] = True,
) -> None:
    """Sign in as the project's own Google account (organisations without Shared Drives)."""
    from relocalisons.cli.login import log_in

    log_in(
        programme=programme,
        account=account,
        keep=keep,
        show=show,
        headless=headless,
        browser=browser,
    )


@app.command()
def check(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
) -> None:
    """Check rights, clock, tabs, templates, sender and store; exit code 1 when one fails."""
    from relocalisons.cli.check import check_programme

    raise typer.Exit(check_programme(programme))


@app.command()
def deploy(
    programmes: Annotated[
        list[str] | None, typer.Argument(help="Names of TOML files in config/.")
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option(help="Take a programme off the server: deployments, planned runs, queue."),
    ] = None,
    reset: Annotated[
        bool, typer.Option("--reset", help="Also undo what was typed in the console.")
    ] = False,
) -> None:
    """Bring Prefect's server to what programmes need: pool, deployments, forms; what is gone goes.

    Needs no secret. A second time, nothing is doubled; what was typed in the console is kept and
    said. Programmes that are not named stay as they are.
    """
    from relocalisons.cli.deploy import deploy as deploy_programmes

    deploy_programmes(programmes or (), remove=remove or (), reset=reset)


@app.command()
def webhook(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = _LOOPBACK,
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8025,
) -> None:
    """Receive what SendGrid tells of each mail (signed Event Webhook); a process of its own."""
    from relocalisons.cli.service.webhook import serve_webhook

    serve_webhook(programme, host=host, port=port)


@app.command()
def alarms(
    host: Annotated[str, typer.Option(help="Address to listen on, not a public one.")] = _LOOPBACK,
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8026,
    patience: Annotated[
        float, typer.Option(help="Seconds that a run is left to tell its own failure.")
    ] = 60,
    lost: Annotated[float, typer.Option(help="Seconds after which a silent run is ended.")] = 900,
    silence: Annotated[
        float, typer.Option(help="Seconds without an answer after which the server is away.")
    ] = 180,
) -> None:
    """Tell, by mail, what Prefect's server notices of runs, and that it is away; a process."""
    from relocalisons.cli.service.alarms import serve_alarms

    serve_alarms(host=host, port=port, patience=patience, silence=silence, lost=lost)


@app.command()
def backup(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    to: Annotated[Path, typer.Option(help="Folder that receives the folder of the backup.")],
    keep: Annotated[int, typer.Option(help="How many of this programme stay; 0: all.")] = 0,
) -> None:
    """Copy the store and the programme's file, without any secret; runs may go on."""
    from relocalisons.cli.service.backup import back_up
    from tasks.run.clock import machine_time

    typer.echo(back_up(programme, to=to.resolve(), keep=keep, at=machine_time()))


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="A folder that `backup` made.")],
) -> None:
    """Bring a backup back into an empty store; nothing is written over."""
    from relocalisons.cli.service.backup import restore as bring_back

    programme, rows, left = bring_back(folder.resolve())
    typer.echo(f"{programme}: {sum(rows.values())} rows of {len(rows)} tables are back.")
    for sentence in left:
        typer.echo(sentence)


@app.command(name="tell-stop")
def tell_stop(
    unit: Annotated[str, typer.Argument(help="The unit of systemd that failed.")],
) -> None:
    """Tell the operator of the environment that a unit failed; for `OnFailure=`."""
    from relocalisons.cli.service.alarms import tell_stopped

    raise typer.Exit(0 if tell_stopped(unit) else 1)


@app.command()
def retention(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
) -> None:
    """Wipe bodies, readings and events that are older than their time; for a daily timer."""
    from relocalisons.cli.personal import wipe

    wipe(programme)


@app.command()
def forget(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    address: Annotated[str, typer.Option(help="E-mail address of the person.")],
    reason: Annotated[str, typer.Option(help="Why; kept. No name, no address.")],
    also: _Also = None,
) -> None:
    """Take a person out of the store: mails, readings, decisions, findings."""
    from relocalisons.cli.personal import forget_person

    forget_person(programme, address=address, also=also or [], reason=reason)


@app.command(name="forget-again")
def forget_again(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    lists: Annotated[
        list[Path] | None,
        typer.Option("--list", help="Another `forgotten-….txt`, of the machine that was lost."),
    ] = None,
) -> None:
    """After a backup was restored: take out of it everybody who was forgotten since."""
    from relocalisons.cli.personal import forget_again_in

    forget_again_in(programme, lists=lists or [])


@app.command(name="export")
def export_command(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    address: Annotated[str, typer.Option(help="E-mail address of the person.")],
    also: _Also = None,
) -> None:
    """Print what the store holds of a person, as JSON."""
    from relocalisons.cli.personal import export_person

    export_person(programme, address=address, also=also or [])


@app.command()
def privacy(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    out: Annotated[Path, typer.Option(help="Folder that receives the files.")] = Path("out/rgpd"),
) -> None:
    """Write the papers of the GDPR (notice, register, processors) from the programme's file."""
    from relocalisons.cli.personal import write_privacy_papers

    write_privacy_papers(programme, out=out.resolve())


@app.command()
def bench(
    rows: Annotated[str, typer.Option(help="Some rows only: network,cells")] = "",
    quick: Annotated[
        bool, typer.Option(help="Small sizes: compares results, tells no time.")
    ] = False,
) -> None:
    """Measure what is promised beside what people would use instead, in one table."""
    from relocalisons.cli.bench import run_benchmarks

    raise typer.Exit(run_benchmarks(rows=rows, quick=quick))


def run_application() -> int:
    """Run a command; an error of ours is one sentence and an exit code, never a traceback.

    A mistake in the command itself is shown by typer with the usage, which leaves by SystemExit.
    What a command writes (previews, reports of the demo, a store) is for its own account only.
    """
    os.umask(0o077)
    try:
        app()
    except RelocalisonsError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2
    return 0
