"""What the demo prints when it is over: read, found, held, sent, published, and where to look."""

from collections.abc import Sequence
from pathlib import Path

from relocalisons.core.kernel.words.french import count_of
from relocalisons.sample.demo.night import Night


def print_summary(out: Path, nights: Sequence[Night], *, setup: float, total: float) -> None:
    """One paragraph a night in the flows' own words, then figures and paths."""
    for night in nights:
        print(f"\n── Nuit du {night.day:%d/%m/%Y}")
        people = f"{count_of(night.edits, 'saisie')} dans les feuilles"
        hers = count_of(night.decisions, "décision")
        reads = count_of(night.reads, "lecture")
        print(f"   {people}, {hers} de la coordinatrice, {reads} Google pour le suivi quotidien")
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
