"""What the demo prints when it is over: read, found, held, sent, published, and where to look."""

from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from pathlib import Path

from relocalisons.core.kernel.words.french import count_of
from relocalisons.sample.demo.night import Night

PILOTAGE_FILE = Path("drive", "Relocalisons", "Pilotage.xlsx")
# What is worth opening: its newest file under that folder, and what a reader finds in it.
_PAPERS = (
    ("05 Rapports", "* Note financeur FRA.pdf", "la note d’une page au financeur"),
    ("03 COPIL", "* Dossier de séance.pdf", "ce qu’un comité lit avant de se réunir"),
    ("05 Rapports", "* Demande de paiement *.pdf", "la demande, dépense par dépense"),
)


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
    print(f"   {count_of(len(mails), 'message')}, {len(documents)} PDF dans « 05 Rapports »")
    print(f"   les classeurs : {out / 'drive'} ; le registre : {out / 'store.db'}")
    print("\n── À ouvrir d’abord")
    for path, words in _worth_opening(out, mails):
        print(f"   {path}\n      {words}")


def _worth_opening(out: Path, mails: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    yield out / PILOTAGE_FILE, "« À faire », dix lignes pour aujourd’hui, et « Tableau de bord »"
    if mail := next((path for path in mails if _is_reminder(path)), None):
        yield mail, "une relance à un partenaire"
    for folder, pattern, words in _PAPERS:
        found = sorted((out / "drive").rglob(f"{folder}/**/{pattern}"), key=lambda path: path.name)
        if found:
            yield found[-1], words


def _is_reminder(path: Path) -> bool:
    subject = message_from_bytes(path.read_bytes(), policy=policy.default)["subject"] or ""
    return "avant le" in subject and "coordination" not in path.name
