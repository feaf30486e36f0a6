"""Rendering: the archive that proves a claim: a .zip whose files are chained by their digests."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from relocalisons.core.kernel.words.french import format_long_date, format_money
from relocalisons.core.reports.proof.claim_proof import ClaimProof
from relocalisons.core.reports.proof.making import Figure, ProofCell
from relocalisons.rendering.environment import make_environment
from relocalisons.rendering.proof import verifier

# The earliest moment that a zip entry can bear: the same content makes the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READ_ME = (
    "Cette archive prouve les chiffres d’une demande de paiement, sans le service qui l’a faite.\n"
    "\n"
    "chiffres.html   chaque chiffre, comment il est fait, et de quelles cellules\n"
    "demande/        les documents de la demande\n"
    "pieces/         les pièces justificatives, numérotées comme dans la demande\n"
    "*.json          les mêmes faits, pour un contrôle par machine\n"
    "manifeste.json  l’empreinte de chaque fichier, enchaînée à la précédente\n"
    "verifier.py     le vérificateur : python3 verifier.py, ou python3 verifier.py ARCHIVE.zip\n"
    "\n"
    "Le sceau (dernière empreinte) prouve que rien n’a changé depuis qu’il a été noté ailleurs.\n"
    "Ce n’est ni une signature, ni un horodatage qualifié.\n"
)
_WAYS = {
    "cellules": "somme des cellules",
    "somme": "somme",
    "plus petit": "le plus petit de",
    "différence": "différence, jamais sous zéro",
    "taux": "taux, arrondi au centime inférieur",
    "part": "part de la clé, au centime le plus proche",
    "clé et taux": "le plus petit de la part de la clé et de la base × taux",
    "réparti": "réparti au centime selon",
    "donné": "donné, sans être refait ici",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveParts:
    """What comes from the store and the Drive; JSON values, and bytes by name."""

    documents: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    pieces: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    missing: Sequence[Mapping[str, str]] = ()  # pieces that are not copied, and why
    readings: Sequence[Mapping[str, str]] = ()
    decisions: Sequence[Mapping[str, str]] = ()
    mails: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeArchive:
    """The .zip, and the last link of its chain."""

    data: bytes
    seal: str


def build_archive(proof: ClaimProof, parts: ArchiveParts, *, at: datetime) -> MadeArchive:
    """The archive of a claim at an aware instant; the same input makes the same .zip."""
    files: dict[str, bytes] = {
        "LISEZ-MOI.txt": _READ_ME.encode(),
        "verifier.py": Path(verifier.__file__).read_bytes(),
        "chiffres.html": figures_page(proof).encode(),
        "chiffres.json": _json([figure.as_json() for figure in proof.figures]),
        "cellules.json": _json([cell.as_json() for cell in proof.cells]),
        "regles.json": _json(list(proof.rules)),
        "lectures.json": _json(list(parts.readings)),
        "decisions.json": _json(list(parts.decisions)),
        "courriers.json": _json(list(parts.mails)),
        "pieces.json": _json(
            [*({"piece": name, "copie": "oui"} for name in parts.pieces), *parts.missing]
        ),
        **{f"demande/{name}": data for name, data in parts.documents.items()},
        **{f"pieces/{name}": data for name, data in parts.pieces.items()},
    }
    manifest: dict[str, Any] = {
        "format": verifier.FORMAT,
        "titre": proof.title,
        "programme": proof.programme,
        "financeur": proof.funder,
        "periode": [proof.start.isoformat(), proof.end.isoformat()],
        "arrete_le": proof.as_of.isoformat(),
        "faite_le": at.isoformat(timespec="seconds"),
        "conserver_jusqu_au": proof.keep_until.isoformat(),
        "conserver_selon": proof.keep_why,
    }
    link, chain = verifier.head_of(manifest), []
    for name in sorted(files):
        size, digest = len(files[name]), hashlib.sha256(files[name]).hexdigest()
        link = verifier.link_of(link, name, size, digest)
        chain.append({"nom": name, "octets": size, "sha256": digest, "maillon": link})
    manifest |= {"fichiers": chain, "sceau": link}
    return MadeArchive(data=_zip({verifier.MANIFEST: _json(manifest), **files}), seal=link)


def figures_page(proof: ClaimProof) -> str:
    """The page that leads from each figure to its cells, in any browser, without a network."""
    template = make_environment().get_template("money/claim_figures.html")
    cells = {cell.id: cell for cell in proof.cells}
    names = {figure.id: figure for figure in proof.figures}
    return template.render(
        title=proof.title,
        stopped=f"Données arrêtées au {format_long_date(proof.as_of)}",
        kept=f"À conserver jusqu’au {format_long_date(proof.keep_until)} ({proof.keep_why})",
        figures=[_figure(figure, names=names, cells=cells) for figure in proof.figures],
    )


def _figure(
    figure: Figure, *, names: Mapping[str, Figure], cells: Mapping[str, ProofCell]
) -> dict[str, Any]:
    rate = "" if figure.rate is None else f" × {figure.rate}".replace(".", ",")
    return {
        "id": figure.id,
        "name": figure.name,
        "value": _euros(figure.value),
        "way": f"{_WAYS[figure.way]}{rate}",
        "note": figure.note,
        "of": [(names[one].id, names[one].name, _euros(names[one].value)) for one in figure.of
               if one in names],
        "cells": [_cell(cells[one]) for one in (*figure.of, *figure.seen) if one in cells],
        "places": figure.places,
    }  # fmt: skip


def _cell(cell: ProofCell) -> tuple[str, str, str, str]:
    where = f"{cell.workbook}, onglet « {cell.tab} », {cell.cell}"
    return where, cell.heading, cell.typed, cell.read_at


def _euros(value: Decimal) -> str:
    return format_money(value, cents=True)


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as output:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            output.writestr(entry, content)
    return target.getvalue()
