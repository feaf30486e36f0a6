"""Command line: `relocalisons sandbox`, Google and SendGrid on loopback over a folder."""

from pathlib import Path

import typer


def sandbox(*, root: Path, port: int, empty: bool) -> None:
    """Serve Google Drive, Google Sheets and SendGrid on loopback over a plain folder.

    Prints `ready http://127.0.0.1:N` once it answers; ends with Ctrl-C or SIGTERM.
    """
    from vendor_sandbox.server import serve
    from vendor_sandbox.storage.workspace import WorkspaceInUseError

    try:
        serve(root=root, port=port, empty=empty)
    except (WorkspaceInUseError, OSError) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(code=1) from problem
