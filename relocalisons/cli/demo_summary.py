"""What the demo prints when it is over: read, found, held, sent, published, and where to look."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relocalisons.cli.demo import Night


def print_summary(
    out: Path, nights: Sequence["Night"], *, sandbox_url: str, setup: float, total: float
) -> None:
    """One paragraph a night in the flows' own words, then figures and paths."""
    for night in nights:
        print(f"\n── Nuit du {night.day:%d/%m/%Y}")
        print(f"   {night.edits} saisies de partenaires, {night.decisions} décisions de la "
              f"coordinatrice, {night.reads} lectures Google pour le suivi quotidien")  # fmt: skip
        for _, said in night.said:
            for line in said.splitlines():
                if line.strip():
                    print(f"   {line}")
    mails = sorted((out / "mail").glob("*.eml"))
    documents = sorted((out / "drive").rglob("05 Rapports/**/*.pdf"))
    print(f"\n── Résultat ({total:.0f} s en tout, dont {setup:.0f} s de démarrage)")
    reports = documents[0].parents[1] if documents else out / "drive"
    print(f"   {len(mails)} messages      {out / 'mail'}")
    print(f"   {len(documents)} PDF publiés   {reports}")
    print(f"   classeurs          {out / 'drive'}")
    print(f"   registre           {out / 'store.db'}")
