"""Pure: the partners that a form offers, and those that somebody asked for in one.

A form of Prefect may hold a choice of ours, a code, a name, or several of them in one field.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relocalisons.core.kernel.model import Partner, PartnerNames
from relocalisons.core.kernel.words.french import join_words, quote, shorten
from relocalisons.core.kernel.words.names import natural_order

EVERYONE = "Tous"
AS_SOURCES_SAY = "Celui que dit « Sources »"
"""What a list of one choice offers for none: an empty choice cannot be clicked."""

DEPUTY = "suppléant"
MOST_LISTED = 40
_DASH = " – "
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersAsked:
    """The codes (or persons, « P07/suppléant ») that were meant; or, in French, who is unknown."""

    codes: tuple[str, ...] = ()
    unknown: str = ""


def choices_of(partners: Iterable[Partner], *, deputies: bool = False) -> tuple[str, ...]:
    """« P07 – Mairie de Grasse », in the order of codes; with `deputies` those persons too."""
    choices: list[str] = []
    for partner in sorted(partners, key=lambda each: natural_order(each.code)):
        name = shorten(partner.name, limit=_LONGEST)
        alone = not name or name == partner.code
        choices.append(partner.code if alone else f"{partner.code}{_DASH}{name}")
        if deputies and partner.deputy_contact:
            choices.append(f"{partner.code}/{DEPUTY}{_DASH}{partner.deputy_contact}")
    return tuple(dict.fromkeys(choices))


def said_by_choice(choice: str) -> str:
    """The code of a choice; any other text as it is; nothing for the choice of nobody."""
    said = choice.partition(_DASH)[0].strip()
    return "" if said in (EVERYONE, AS_SOURCES_SAY) else said


def partners_asked(
    text: str, *, partners: Sequence[Partner], names: PartnerNames | None
) -> PartnersAsked:
    """The partners that a field names, by code, whole name or synonym; empty: everybody.

    One name that nobody has leaves all of them out: half an order is not what was asked.
    """
    codes: list[str] = []
    unknown: list[str] = []
    for piece in _pieces(text, names):
        code = _code_of(piece, names)
        if code is None:
            unknown.append(piece)
        else:
            codes.append(code)
    if unknown:
        return PartnersAsked(unknown=_say_unknown(unknown, partners=partners, names=names))
    return PartnersAsked(codes=tuple(dict.fromkeys(codes)))


def _pieces(text: str, names: PartnerNames | None) -> Iterable[str]:
    """What stands between commas; between spaces too, unless together they name somebody."""
    for piece in re.split(r"[;,\n]", text):
        whole = said_by_choice(piece)
        if not whole:
            continue
        parts = whole.split()
        if len(parts) > 1 and _code_of(whole, names) is None and _any_code(parts, names):
            yield from parts
        else:
            yield whole


def _any_code(parts: Iterable[str], names: PartnerNames | None) -> bool:
    return any(_code_of(part, names) is not None or _numbered(part) for part in parts)


def _code_of(piece: str, names: PartnerNames | None) -> str | None:
    """« p07 » → P07, « P07/Suppléant » → P07/suppléant."""
    whose, slash, role = piece.partition("/")
    code = names.code_of(piece) if names else None
    if code is not None or not slash:
        return code
    code = names.code_of(whose) if names else None
    return f"{code}/{role.strip().casefold()}" if code is not None and role.strip() else code


def _numbered(code: str) -> tuple[str, int] | None:
    found = re.fullmatch(r"([a-z]+)[ .-]?0*(\d+)", code.partition("/")[0].casefold())
    return (found[1], int(found[2])) if found else None


def _say_unknown(
    unknown: Sequence[str], *, partners: Sequence[Partner], names: PartnerNames | None
) -> str:
    named = join_words([quote(shorten(piece, limit=_LONGEST)) for piece in unknown], last="ou")
    said = [f"Aucun partenaire n’a pour code ou pour nom {named} : rien n’a été fait."]
    if not partners:
        return f"{said[0]} Aucun partenaire n’est encore connu : remplissez « Partenaires »."
    near = [found for piece in unknown if (found := _nearest(piece, partners, names)) is not None]
    if near:
        meant = join_words(list(dict.fromkeys(map(_shown, near))), last="ou")
        said.append(f"Vouliez-vous dire {meant} ?")
    known = sorted(partners, key=lambda each: natural_order(each.code))
    listed = [_shown(each) for each in known[:MOST_LISTED]]
    if len(known) > MOST_LISTED:
        listed.append(f"{len(known) - MOST_LISTED} autres, dans « Partenaires »")
    return f"{' '.join(said)} Les partenaires : {join_words(listed)}."


def _nearest(piece: str, partners: Sequence[Partner], names: PartnerNames | None) -> Partner | None:
    """« P7 » means P07; a name is the one that it resembles."""
    number = _numbered(piece)
    if number is not None:
        return next((each for each in partners if _numbered(each.code) == number), None)
    return names.resolve(piece).suggestion if names else None


def _shown(partner: Partner) -> str:
    name = shorten(partner.name, limit=_LONGEST)
    return partner.code if not name or name == partner.code else f"{partner.code} ({name})"
