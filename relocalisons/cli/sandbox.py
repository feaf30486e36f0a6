"""Command line: `relocalisons sandbox`, Google and SendGrid on loopback over a folder."""

from pathlib import Path
from typing import Annotated

import typer


def sandbox(
    root: Annotated[Path, typer.Option(help="Folder that holds the state; it may be opened.")],
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0 takes a free one.")] = 8899,
    empty: Annotated[bool, typer.Option("--empty", help="Start from nothing.")] = False,
) -> None:
    """Serve Google Drive, Google Sheets and SendGrid on loopback over a plain folder.

    Prints `ready http://127.0.0.1:N` once it answers; ends with Ctrl-C or SIGTERM.
    """
    from relocalisons.sandbox.server import serve
    from relocalisons.sandbox.workspace import WorkspaceInUseError

    try:
        serve(root=root, port=port, empty=empty)
    except (WorkspaceInUseError, OSError) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(code=1) from problem
