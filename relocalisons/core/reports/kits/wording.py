"""Pure: the words of a dissemination: the text to paste, and where it is to be published.

A public link that nobody gave is asked for, never made up.
"""

import re
from dataclasses import dataclass

from relocalisons.core.kernel.model import Deliverable, Funder, Programme, Row
from relocalisons.core.kernel.words.french import NBSP, join_words, quote, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.scope import programme_name

LONGEST_POST = 1300  # characters that LinkedIn shows well; its own limit is 3 000
TO_ADD = "[lien public à ajouter]"
TO_SAY = "[deux phrases sur ce qu’il contient, à ajouter]"
TAGS = ("RestaurationCollective", "AlimentationLocale", "CircuitsCourts")
DRIVE = "Drive projet"
# What is laid out for each channel outside; the file itself is what the Drive shows.
VISUALS = {
    "LinkedIn": "Un visuel carré (1080 × 1080) et un visuel paysage (1200 × 627) pour LinkedIn.",
    "Site": "Une vignette pour le site, avec son texte de remplacement.",
}
_END = re.compile(r"(?<=[.!?])\s")
_PLACES = {
    "LinkedIn": "sur LinkedIn",
    "Drive projet": "dans le Drive projet",
    "Site": "sur le site",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in a deliverable, in its maker's words; `signed` by whom, empty when nobody said."""

    said: str
    signed: str = ""

    @property
    def first(self) -> str:
        """Their first sentence: the rest is for those who work with it."""
        sentence = _END.split(self.said, maxsplit=1)[0]
        return f"{sentence.rstrip('.')}."

    @property
    def told(self) -> str:
        """The words as a quotation, signed."""
        return f"{quote(self.said.rstrip('.'))} ({self.signed})." if self.signed else self.said

    @property
    def words(self) -> str:
        """The same for who publishes: her makers read it again first."""
        if not self.signed:
            return self.said
        read = f"({self.signed}, « Contribution au bilan », à relire avec la structure)"
        return f"{quote(self.said.rstrip('.'))} {read}."


def linkedin_post(
    programme: Programme,
    deliverable: Deliverable,
    row: Row,
    *,
    contents: Contents,
    funders: tuple[Funder, ...],
) -> tuple[str, ...]:
    """The text to paste: at most `LONGEST_POST` characters, paragraphs apart."""
    name = programme_name(programme)
    title = quote(typo(shorten(deliverable.title, limit=140)))
    owner = programme.partner(deliverable.owner)
    made = (
        f"Réalisation{NBSP}: {typo(owner.name)}."
        if owner
        else "Une réalisation commune des partenaires du programme."
    )
    paragraphs = [
        f"Le programme {name} publie {title}.",
        contents.first if contents.signed else TO_SAY,
        made,
        f"À retrouver ici{NBSP}: {public_link(row) or TO_ADD}",
    ]
    paragraphs += [
        f"{typo(funder.mention)}." if not funder.mention.endswith(".") else typo(funder.mention)
        for funder in funders
        if funder.mention
    ]
    tag = "".join(part.capitalize() for part in fold(name).split())
    paragraphs.append(" ".join(f"#{each}" for each in (tag, *TAGS)))
    return tuple(paragraphs)


def title_of_post(contents: Contents, *, has_link: bool, is_out: bool = False) -> str:
    """What is still to be done with the text; words of its makers are read again with them."""
    steps = [
        *((f"à faire relire ({contents.signed})",) if contents.signed else ()),
        *(("à compléter",) if not (has_link and contents.signed) else ()),
        "puis à coller",
    ]
    if is_out:
        return "Texte type, pour une nouvelle parution"
    return f"Texte {', '.join(steps)}"


def title_of_brief(contents: Contents) -> str:
    """The same for who makes the visuals: the makers read it before it is set."""
    if not contents.signed:
        return "Texte de la publication, à compléter"
    return f"Texte de la publication, à faire relire ({contents.signed}) avant composition"


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


def logos_to_ask(unknown: tuple[str, ...]) -> str:
    """What is asked of funders that « Financeurs » does not know; empty when it knows all."""
    if not unknown:
        return ""
    absent = "absent" if len(unknown) == 1 else "absents"
    return (
        f"{join_words(list(unknown))}{NBSP}: à citer d’après « Livrables », mais {absent} de "
        "« Financeurs ». Mention et logo à demander."
    )
