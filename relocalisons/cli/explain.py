"""`relocalisons explain`: how an amount is made, row by row and cell by cell."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from relocalisons.core.money.explain import Asked


def explain(
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    funder: Annotated[str, typer.Option(help="Code of a funder.")] = "",
    partner: Annotated[str, typer.Option(help="Code of a partner.")] = "",
    line: Annotated[str, typer.Option(help="A line of « Budget », as it is typed there.")] = "",
    stage: Annotated[
        str,
        typer.Option(
            help="planned, committed, invoiced, paid, claimed, accepted or rejected; of repayments "
            "received, due, retained or repaid; all if empty."
        ),
    ] = "",
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="What was paid from that day, as in a report."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="What was paid until that day.")
    ] = None,
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Logical date.")
    ] = None,
) -> None:
    """Say how the amounts of the last reading are made: their rows, their cells, their sum.

    Nothing is read anew or written. Those of « Reversements » too; figures of a claim are proved by
    `verify` from its archive.
    """
    from relocalisons.core.money.explain import Asked

    asked = Asked(
        funder=funder,
        partner=partner,
        line=line,
        stage=stage,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    print("\n".join(explained(programme, asked, day=day.date() if day else None)))


def explained(programme: str, asked: "Asked", *, day: date | None) -> tuple[str, ...]:
    """The lines to print; ConfigurationError when nothing was read yet or nothing fits."""
    from relocalisons.core.kernel.run_kinds import RunKind
    from relocalisons.core.money.books import open_books
    from relocalisons.core.money.explain import explain_asked
    from relocalisons.core.money.parts import STAGES
    from relocalisons.core.money.repayments.explain import REPAID_WORDS, explain_repayments
    from relocalisons.core.money.repayments.positions import are_followed, measure_repayments
    from relocalisons.errors import ConfigurationError
    from relocalisons.store.readings.snapshots import last_snapshot
    from tasks.intake.follow_up_steps import understand_plan
    from tasks.run.programme_run import open_run
    from tasks.run.run_requests import NightRequest

    request = NightRequest(programme=programme, logical_date=day, dry_run=True)
    with open_run(request, kind=RunKind.PAPER_PREVIEW, scheduled=None, once_a_day=False) as run:
        snapshot = last_snapshot(run.store, run.code)
        if snapshot is None:
            raise ConfigurationError("Nothing was read yet: run daily_follow_up --write first.")
        books = open_books(understand_plan(run, snapshot))
        said = tuple(explain_asked(books, asked, as_of=run.as_of))
        if are_followed(books.programme):
            ledger = measure_repayments(books, as_of=run.as_of)
            said += tuple(explain_repayments(ledger, asked))
    if not said:
        raise ConfigurationError(
            f"No amount fits. Stages are {', '.join((*STAGES, *REPAID_WORDS))}; codes and "
            "lines are those of « Financeurs », « Partenaires » and « Budget »."
        )
    return said
