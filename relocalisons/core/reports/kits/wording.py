"""Pure: the words of a dissemination: the text to paste, and where it is to be published.

A public link that nobody gave is asked for, never made up.
"""

import re
from dataclasses import dataclass

from relocalisons.core.communication.publications import Publication
from relocalisons.core.communication.words import is_open_to_all, is_public_address
from relocalisons.core.kernel.model import Deliverable, Funder, Programme, Row
from relocalisons.core.kernel.words.french import NBSP, join_words, quote, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.scope import programme_name

LONGEST_POST = 1300  # characters that LinkedIn shows well; its own limit is 3 000
TO_ADD = "[lien public de la publication]"
TO_SAY = "[deux phrases sur ce qu’il contient]"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PostText:
    """The text to paste, without a blank in it; `to_add` is what stands apart until it is known."""

    title: str  # what is still to be done with it
    paragraphs: tuple[str, ...]
    to_add: str

    @property
    def whole(self) -> tuple[str, ...]:
        """The text with what it lacks, for who sets it."""
        return (*self.paragraphs, *((self.to_add,) if self.to_add else ()))


def linkedin_post(
    programme: Programme,
    deliverable: Deliverable,
    row: Row,
    *,
    contents: Contents,
    funders: tuple[Funder, ...],
    publications: tuple[Publication, ...] = (),
    is_out: bool = False,
) -> PostText:
    """The text to paste: at most `LONGEST_POST` characters, paragraphs apart.

    `is_out`: everything is published, the text is for another time.
    """
    name = programme_name(programme)
    title = quote(typo(shorten(deliverable.title, limit=140)))
    owner = programme.partner(deliverable.owner)
    link = public_link(row, publications)
    made = (
        f"Réalisation{NBSP}: {typo(owner.name)}."
        if owner
        else "Une réalisation commune des partenaires du programme."
    )
    paragraphs = [
        f"Le programme {name} publie {title}.",
        *((contents.first,) if contents.signed else ()),
        made,
        *((f"À retrouver ici{NBSP}: {link}",) if link else ()),
    ]
    paragraphs += [
        f"{typo(funder.mention)}." if not funder.mention.endswith(".") else typo(funder.mention)
        for funder in funders
        if funder.mention
    ]
    tag = "".join(part.capitalize() for part in fold(name).split())
    paragraphs.append(" ".join(f"#{each}" for each in (tag, *TAGS)))
    blanks = [*(() if contents.signed else (TO_SAY,)), *(() if link else (TO_ADD,))]
    return PostText(
        title=_title_of_post(contents, has_link=link is not None, is_out=is_out),
        paragraphs=tuple(paragraphs),
        to_add=f"À ajouter avant de coller{NBSP}: {join_words(blanks)}." if blanks else "",
    )


def _title_of_post(contents: Contents, *, has_link: bool, is_out: bool) -> str:
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


def public_link(row: Row, publications: tuple[Publication, ...] = ()) -> str | None:
    """Where anybody may read it: as its line says, else where the log shows it as published.

    A link into a shared folder may be a proof that few can open: it is no public one.
    """
    noted = [row.text(column) or "" for column in ("website", "linkedin")]
    noted += [
        each.link or ""
        for each in publications
        if each.is_out and not each.link_doubtful and is_open_to_all(each.channel)
    ]
    return next((text for text in noted if is_public_address(text)), None)


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
