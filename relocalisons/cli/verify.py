"""`relocalisons verify`: the verifier of an archive, run from this installation and not from it."""

from pathlib import Path
from typing import Annotated

import typer


def verify(
    archive: Annotated[Path, typer.Argument(help="The .zip of a claim, or its folder.")],
    figure: Annotated[
        list[str] | None, typer.Argument(help="Words of a figure's name: how it is made.")
    ] = None,
    seal: Annotated[str, typer.Option(help="The seal noted elsewhere, to compare.")] = "",
) -> None:
    """Prove a claim from its archive alone, without store or network. Exit code 1: it differs."""
    raise typer.Exit(verify_archive(archive, figures=figure or [], seal=seal))


def verify_archive(archive: Path, *, figures: list[str], seal: str) -> int:
    """Verify an archive and print what is found, in French; the exit code."""
    from relocalisons.rendering.proof.verifier import main

    asked = [str(archive), *figures]
    return main([*asked, "--sceau", seal] if seal else asked)
