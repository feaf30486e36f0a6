"""Proves a claim's archive by itself: nothing changed, and every figure is made of its cells.

One file of Python's standard library (3.9 or newer), copied into each archive: it needs neither the
service nor its store, the Drive or a network.

    python3 verifier.py ARCHIVE.zip              checks everything
    python3 verifier.py ARCHIVE.zip aide         shows how the figures named so are made

ARCHIVE is the .zip, or the folder in which it was unzipped; by default the folder of this file.
Exit code: 0 all holds, 1 something does not, 2 nothing to verify there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

MANIFEST = "manifeste.json"
FORMAT = "relocalisons-archive 1"
CENT = Decimal("0.01")
DEEPEST = 6  # levels of a figure that are shown
_DAMAGED = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error)


class NotAnArchiveError(Exception):
    """There is no claim's archive at that place; the message is French."""


class Archive:
    """The files of an archive, zipped or not, by name."""

    def __init__(self, place: str) -> None:
        self._zip: zipfile.ZipFile | None = None
        self._folder = Path(place)
        if self._folder.is_dir():
            files = [each for each in self._folder.rglob("*") if each.is_file()]
            self.names = [each.relative_to(self._folder).as_posix() for each in files]
        else:
            try:
                self._zip = zipfile.ZipFile(place)
            except _DAMAGED as error:
                raise NotAnArchiveError(f"{place} ne s’ouvre pas : {error}") from error
            self.names = [each for each in self._zip.namelist() if not each.endswith("/")]
        if MANIFEST not in self.names:
            raise NotAnArchiveError(f"{place} n’a pas de {MANIFEST}.")

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None when it is not there, or the .zip is damaged in it."""
        try:
            if self._zip is None:
                return (self._folder / name).read_bytes()
            return self._zip.read(name)
        except (*_DAMAGED, KeyError, RuntimeError):
            return None

    def json(self, name: str) -> Any:
        """What a JSON file holds; None when it cannot be read."""
        try:
            return json.loads(self.read(name) or b"")
        except ValueError:
            return None


def head_of(manifest: dict[str, Any]) -> str:
    """What the chain begins with: everything of the manifest but its files and its seal."""
    head = {key: value for key, value in manifest.items() if key not in ("fichiers", "sceau")}
    text = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link_of(before: str, name: str, size: int, digest: str) -> str:
    """A link of the chain, from the one before it."""
    return hashlib.sha256(f"{before}\n{name}\n{size}\n{digest}".encode()).hexdigest()


def check_chain(archive: Archive) -> Iterator[str]:
    """What differs from the manifest, each by its name (French); nothing when all holds."""
    manifest = archive.json(MANIFEST)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        yield f"{MANIFEST} ne se lit pas, ou est d’un autre format : rien n’est prouvé."
        return
    try:
        entries = [
            (each["nom"], each["octets"], each["sha256"], each["maillon"])
            for each in manifest["fichiers"]
        ]
    except (KeyError, TypeError):
        yield f"{MANIFEST} ne liste plus les fichiers : rien n’est prouvé."
        return
    link, broken = head_of(manifest), False
    for name, size, digest, written in entries:
        link = link_of(link, name, size, digest)
        if link != written and not broken:
            broken = True
            yield f"{name} : sa ligne du manifeste, ou ce qui la précède, a été modifiée."
        content = archive.read(name)
        if name not in archive.names:
            yield f"{name} : le fichier manque."
        elif content is None:
            yield f"{name} : le fichier est abîmé, il ne s’ouvre plus."
        elif hashlib.sha256(content).hexdigest() != digest:
            yield (
                f"{name} : le contenu a été modifié ({len(content)} octets, {size} à l’origine)."
            )
    if link != manifest.get("sceau") and not broken:
        yield f"{MANIFEST} : le sceau n’est pas celui de la chaîne."
    listed = {name for name, *_ in entries} | {MANIFEST}
    for name, times in Counter(archive.names).items():
        if name not in listed:
            yield f"{name} : ce fichier n’est pas de l’archive."
        elif times > 1:
            yield f"{name} : le fichier y est {times} fois."


def near_cent(value: Decimal) -> Decimal:
    """To the nearest cent, a half away from zero."""
    return value.quantize(CENT, ROUND_HALF_UP)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """`total` over the weights in whole cents; odd cents to the largest remainders."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


class Figures:
    """The figures of an archive and the cells they are made of."""

    def __init__(self, archive: Archive) -> None:
        figures, cells = (archive.json(f"{each}.json") for each in ("chiffres", "cellules"))
        self.figures: dict[str, dict[str, Any]] = {each["id"]: each for each in figures or ()}
        self.cells: dict[str, dict[str, str]] = {each["id"]: each for each in cells or ()}
        self._parts: dict[tuple[str, str], list[int]] = {}

    def value(self, name: str) -> Decimal:
        """What a figure says."""
        return Decimal(self.figures[name]["valeur"])

    def again(self, figure: dict[str, Any]) -> Decimal | None:
        """The figure made again from what it is made of; None when it is only stated."""
        how, of = figure["calcul"], figure["de"]
        if how == "cellules":
            return sum((Decimal(self.cells[each]["lu"]) for each in of), Decimal(0))
        if how == "somme":
            return sum(map(self.value, of), Decimal(0))
        if how == "plus petit":
            return min(map(self.value, of))
        if how == "différence":
            first, *others = map(self.value, of)
            return max(first - sum(others, Decimal(0)), Decimal(0))
        if how == "taux":
            return (self.value(of[0]) * Decimal(figure["taux"])).quantize(CENT, ROUND_FLOOR)
        if how == "part":
            return near_cent(self.value(of[0]) * Decimal(figure["taux"]))
        if how == "clé et taux":
            base, part = map(self.value, of)
            within = near_cent(base * Decimal(figure["taux"]))
            return max(part, within) if base < 0 else min(part, within)
        if how == "réparti":
            return Decimal(self._spread(*of)[figure["rang"]]) / 100
        return None

    def _spread(self, total: str, summed: str) -> list[int]:
        """A figure over the parts of a sum; made once, whatever the number of lines."""
        if (total, summed) not in self._parts:
            weights = [int(self.value(each) * 100) for each in self.figures[summed]["de"]]
            self._parts[total, summed] = spread(int(self.value(total) * 100), weights)
        return self._parts[total, summed]

    def wrong(self) -> Iterator[str]:
        """Figures that are not what they are made of (French)."""
        for figure in self.figures.values():
            try:
                made = self.again(figure)
                said = Decimal(figure["valeur"])
            except (KeyError, ArithmeticError, ValueError, IndexError, TypeError) as error:
                yield f"{figure.get('nom', '?')} : ne se refait pas ({error!r})."
                continue
            # The parts of a key are rounded together: the odd cent may go to another funder.
            free = CENT if figure["calcul"] == "part" else Decimal(0)
            if made is not None and abs(made - said) > free:
                yield f"{figure['nom']} : dit {said}, et ce dont il est fait donne {made}."

    def stated(self) -> list[dict[str, Any]]:
        """Those that the archive states without what they could be made of again."""
        return [each for each in self.figures.values() if each["calcul"] == "donné"]

    def find(self, words: str) -> list[dict[str, Any]]:
        """The figures whose name holds all these words."""
        wanted = words.casefold().split()
        return [
            each
            for each in self.figures.values()
            if all(word in each["nom"].casefold() for word in wanted)
        ]

    def explain(self, figure: dict[str, Any], depth: int = 0) -> Iterator[str]:
        """How a figure is made, down to its cells (French lines)."""
        margin = "  " * depth
        note = f" – {figure['note']}" if figure.get("note") else ""
        rate = f" × {figure['taux']}" if "taux" in figure else ""
        yield f"{margin}{figure['nom']} : {figure['valeur']} € [{figure['calcul']}{rate}]{note}"
        below = (*figure["de"], *figure.get("vu", ()))
        if figure["calcul"] == "réparti":  # the whole claim stands under what is spread
            for each in figure["de"]:
                yield f"{margin}  {self.figures[each]['nom']} : {self.figures[each]['valeur']} €"
            below = (self.figures[figure["de"][1]]["de"][figure["rang"]],)
        for each in below:
            if each in self.cells:
                yield f"{margin}  {say_cell(self.cells[each])}"
            elif depth < DEEPEST:
                yield from self.explain(self.figures[each], depth + 1)
        for place in figure.get("places", ()):
            yield f"{margin}  {place}"


def say_cell(cell: dict[str, str]) -> str:
    """Where a cell stands, what was read there and when."""
    return (
        f"{cell['classeur']}, onglet « {cell['onglet']} », cellule {cell['cellule']} "
        f"({cell['colonne']}) : « {cell['brut']} », compris {cell['lu']}, lu le {cell['lu_le']}"
    )


def main(arguments: Sequence[str] | None = None, say: Callable[[str], object] = print) -> int:
    """Verify, then show the figures asked for; the exit code."""
    parser = argparse.ArgumentParser(description="Vérifie l’archive d’une demande de paiement.")
    parser.add_argument("archive", nargs="?", default=str(Path(__file__).resolve().parent))
    parser.add_argument("chiffre", nargs="*", help="mots du nom d’un chiffre à expliquer")
    parser.add_argument("--sceau", default="", help="le sceau noté ailleurs, à comparer")
    asked = parser.parse_args(arguments)
    try:
        archive = Archive(asked.archive)
    except NotAnArchiveError as error:
        say(str(error))
        return 2
    problems = list(check_chain(archive))
    manifest = archive.json(MANIFEST)
    manifest = manifest if isinstance(manifest, dict) else {}
    seal = manifest.get("sceau", "")
    if asked.sceau and asked.sceau.strip().lower() != seal:
        problems.append("Le sceau noté ailleurs n’est pas celui de cette archive.")
    figures = Figures(archive)
    problems += figures.wrong()
    say(f"{manifest.get('titre', '?')}, données arrêtées le {manifest.get('arrete_le', '?')}")
    say(f"Sceau : {seal}")
    for each in problems:
        say(f"✗ {each}")
    if not problems:
        _say_sound(manifest, figures, say)
    words = " ".join(asked.chiffre)
    found = figures.find(words) if words else []
    if words and not found:
        say(f"Aucun chiffre ne s’appelle ainsi : {words}")
    for figure in found:
        say("")
        for line in figures.explain(figure):
            say(line)
    return 1 if problems or (words and not found) else 0


def _say_sound(manifest: dict[str, Any], figures: Figures, say: Callable[[str], object]) -> None:
    number, stated = len(figures.figures), figures.stated()
    say(f"✓ {len(manifest['fichiers'])} fichiers inchangés.")
    say(f"✓ {number} chiffres, dont {number - len(stated)} refaits depuis leurs cellules.")
    for each in stated:
        say(f"  donné, non refait ici : {each['nom']} ({each.get('note', '')})")


if __name__ == "__main__":
    sys.exit(main())
