"""The funders' logos out of the Drive: a few small downloads, for the attendance sheets only."""

from dataclasses import dataclass

from relocalisons.core.communication.logos import logo_files
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import with_de
from relocalisons.errors import SourceError
from relocalisons.rendering.documents.document import Picture
from relocalisons.rendering.logos import readable_logo, strip_of
from tasks.run.programme_run import Google

LARGEST = 3 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Logos:
    """The strip to print and whose logos it shows; `said` names those that could not be shown."""

    strip: Picture | None = None
    names: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def fetch_logos(google: Google, programme: Programme) -> Logos:
    """Read the logos; one that is missing or unreadable is said and never stops a meeting."""
    shown: list[tuple[str, bytes]] = []
    known = dict.fromkeys((funder.code for funder in programme.funders), "aucun fichier")
    for funder, item in logo_files(programme):
        try:
            data = google.drive.download(item.file_id, largest=LARGEST)
        except SourceError as error:
            known[funder.code] = str(error)
            continue
        if readable_logo(data):
            shown.append((funder.name, data))
            del known[funder.code]
        else:
            known[funder.code] = f"« {item.name} » n’est pas une image lisible"
    return Logos(
        strip=strip_of([data for _, data in shown]),
        names=tuple(name for name, _ in shown),
        said=tuple(
            f"Logo {with_de(code)} absent de la feuille d’émargement : {why} (dossier « Logos des "
            "financeurs »)."
            for code, why in known.items()
        ),
    )
