"""Pure: the words of a dissemination: the text to paste, and where it is to be published.

A public link that nobody gave is asked for, never made up.
"""

from relocalisons.core.deliverables.words import DeliverableType, read_deliverable_type
from relocalisons.core.kernel.model import Deliverable, Funder, Programme, Row
from relocalisons.core.kernel.words.french import NBSP, join_words, quote, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.scope import programme_name

LONGEST_POST = 1300  # characters that LinkedIn shows well; its own limit is 3 000
TO_ADD = "[lien public à ajouter]"
TAGS = ("RestaurationCollective", "AlimentationLocale", "CircuitsCourts")
_KINDS = {
    DeliverableType.GUIDE: "Un nouveau guide",
    DeliverableType.TOOL: "Un nouvel outil",
    DeliverableType.REPORT: "Un nouveau rapport",
    DeliverableType.CONTRACT: "Un nouveau contrat type",
    DeliverableType.VIDEO: "Une nouvelle vidéo",
    DeliverableType.MATERIAL: "Un nouveau support",
}
_PLACES = {
    "LinkedIn": "sur LinkedIn",
    "Drive projet": "dans le Drive projet",
    "Site": "sur le site",
}


def linkedin_post(
    programme: Programme, deliverable: Deliverable, row: Row, *, funders: tuple[Funder, ...]
) -> tuple[str, ...]:
    """The text to paste: at most `LONGEST_POST` characters, paragraphs apart."""
    name = programme_name(programme)
    title = quote(typo(shorten(deliverable.title, limit=140)))
    known = read_deliverable_type(row.text("type"))
    kind = _KINDS[known] if known else "Un nouveau document"
    owner = programme.partner(deliverable.owner)
    made = (
        f"Réalisation{NBSP}: {typo(owner.name)}."
        if owner
        else "Une réalisation commune des partenaires du programme."
    )
    paragraphs = [
        f"{kind} du programme {name}{NBSP}: {title}.",
        made,
        "À lire, à utiliser et à partager avec celles et ceux qui cuisinent, achètent et "
        f"produisent près de chez nous{NBSP}: {public_link(row) or TO_ADD}",
    ]
    paragraphs += [
        f"{typo(funder.mention)}." if not funder.mention.endswith(".") else typo(funder.mention)
        for funder in funders
        if funder.mention
    ]
    tag = "".join(part.capitalize() for part in fold(name).split())
    paragraphs.append(" ".join(f"#{each}" for each in (tag, *TAGS)))
    return tuple(paragraphs)


def public_link(row: Row) -> str | None:
    """Where anybody may read it, as the sheet says."""
    for column in ("website", "linkedin"):
        text = row.text(column) or ""
        if text.startswith("http"):
            return text
    return None


def where_words(channels: tuple[str, ...]) -> str:
    """« sur LinkedIn, dans le Drive projet et sur le site »."""
    return join_words([_PLACES.get(channel, f"sur {channel}") for channel in channels])
