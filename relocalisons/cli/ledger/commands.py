"""`relocalisons ledger`: what became of each mail, why, and what a person may do about it."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated

import typer

from relocalisons.errors import ConfigurationError

if TYPE_CHECKING:
    from relocalisons.cli.ledger.room import Room

app = typer.Typer(
    name="ledger",
    help="Mails, why they left or not, and the few acts that a person may do. Shows no address.",
    no_args_is_help=True,
)

Programme = Annotated[str, typer.Option(help="Name of a TOML file in config/.")]
Reason = Annotated[str, typer.Option(help="Why; kept in the ledger. No name, no address.")]
By = Annotated[str, typer.Option(help="The role of who does it.")]
Key = Annotated[str, typer.Argument(help="The first characters of a mail's key.")]
Target = Annotated[str, typer.Argument(help="A mail's key, a partner's code, or « everything ».")]


@app.command(name="list")
def list_mails(
    programme: Programme,
    week: Annotated[str, typer.Option(help="ISO week, e.g. 2026-W10.")] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is settled; else what waits or is in doubt.")
    ] = False,
) -> None:
    """What waits, what is in doubt, what is stopped; in one line each, with what to do."""
    from relocalisons.cli.ledger.views import listed

    with _room(programme) as room:
        print(listed(room, week=week, everything=everything))


@app.command()
def why(key: Key, programme: Programme) -> None:
    """The whole story of one mail: decisions, calls, events, acts, and what may be done now."""
    from relocalisons.cli.ledger.views import story

    with _room(programme) as room:
        print(story(room, room.notice(key)))


@app.command()
def hold(target: Target, programme: Programme, reason: Reason, by: By = "operator") -> None:
    """Stop a mail, a partner's mails, or everything, from the next second on."""
    from relocalisons.store.mails.ledger import ActKind, stop

    with _room(programme) as room:
        subject = room.subject(target)
        stop(room.store, room.act(ActKind.HOLD, subject, reason, by), programme=room.code)
        print(f"Stopped: {room.name_of(subject)}. `ledger release {target}` lifts it.")


@app.command()
def release(target: Target, programme: Programme, reason: Reason, by: By = "operator") -> None:
    """Lift the stops on a mail, a partner, or everything; the coordinator still decides."""
    from relocalisons.store.mails.ledger import ActKind, lift

    with _room(programme) as room:
        subject = room.subject(target)
        act = room.act(ActKind.RELEASE, subject, reason, by)
        if not lift(room.store, act, programme=room.code):
            raise ConfigurationError(f"No stop is in force on {room.name_of(subject)}.")
        print(f"Released: {room.name_of(subject)}.")


@app.command()
def settle(
    key: Key,
    programme: Programme,
    reason: Reason,
    arrived: Annotated[
        bool, typer.Option("--arrived/--never-left", help="What was found out.", show_default=False)
    ],
    by: By = "operator",
) -> None:
    """Say what became of a mail in doubt, after asking the partner or SendGrid's activity."""
    from relocalisons.store.mails.ledger import ActKind, settle_doubt

    with _room(programme) as room:
        notice = room.notice(key)
        act = room.act(ActKind.SETTLE, notice.key, reason, by)
        if not settle_doubt(room.store, act, programme=room.code, arrived=arrived):
            raise ConfigurationError(
                f"This mail is {notice.state.value}: only « unsettled » and « silent » ones are in "
                "doubt. See `ledger why`."
            )
        print("Settled as arrived." if arrived else "Settled as never left; it is not sent again.")


@app.command()
def resend(key: Key, programme: Programme, reason: Reason, by: By = "operator") -> None:
    """Ask for a second sending: the mail waits for the coordinator's « envoyer à nouveau »."""
    from relocalisons.store.mails.ledger import ActKind, send_again

    with _room(programme) as room:
        notice = room.notice(key)
        room.refuse_past_week(notice)
        act = room.act(ActKind.RESEND, notice.key, reason, by)
        if not send_again(room.store, act, programme=room.code):
            raise ConfigurationError(
                f"This mail is {notice.state.value}, or its words were wiped by retention: it "
                "cannot be sent again."
            )
        print(
            "Held again. It leaves, a second time, once the coordinator writes « envoyer à "
            "nouveau » beside it in « Relances »; an « envoyer » that stands there does not count."
        )
    from tasks.night.next_settlement import plan_pass

    if plan_pass(programme) is None:
        print(
            "No settlement could be planned from here: the next one is that of 6:50, or "
            f"`relocalisons run mail_settlement --programme {programme} --write`."
        )


@app.command()
def restored(
    programme: Programme,
    mark: Annotated[int, typer.Option(help="The number that the refusal printed.")],
    reason: Reason,
    by: By = "operator",
) -> None:
    """Accept a store restored from a backup: what it believes unsent never leaves."""
    from relocalisons.store.mails.ledger import ActKind, declare_restored
    from relocalisons.store.mails.sending_mark import raise_mark

    with _room(programme) as room:
        act = room.act(ActKind.RESTORED, "*", f"{reason} (mark {mark})", by)
        lapsed = declare_restored(room.store, act, programme=room.code)
        raise_mark(room.store, room.code, to=mark, at=room.at)
        print(
            f"Lapsed: {lapsed}. These mails may have left before the backup was restored. "
            "Everything is stopped. Look at them with the coordinator (`ledger list --all`), then "
            "`ledger release everything --reason …`."
        )


def _room(programme: str) -> "AbstractContextManager[Room]":
    from relocalisons.cli.ledger.room import open_room

    return open_room(programme)
