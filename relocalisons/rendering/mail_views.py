"""Rendering: the digest of a partner as finished strings, for its templates."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from relocalisons.core.decisions import normalised
from relocalisons.core.french import (
    NBSP,
    THIN,
    count_of,
    format_day,
    format_long_date,
    join_words,
)
from relocalisons.core.reminders.digests import (
    Digest,
    DigestBlock,
    DigestGroup,
    DigestKind,
    DigestLine,
)
from relocalisons.core.reminders.lines import ACTIONS, DELIVERABLES
from relocalisons.rendering.mail_context import MailContext, one_line, reply_address, said

_DATE_IS_ENOUGH = (DigestGroup.THIS_WEEK, DigestGroup.UPCOMING)
_SHORT = 8  # lines that are read in a minute
_AT_A_DESK = ("financier", "communication")
_ANSWER_WITHIN = timedelta(days=7)  # the next digest
_UPCOMING = timedelta(days=14)

# Tone → beginnings of words of a profile as typed in « Partenaires ». The first tone that fits
# wins: a « chambre d’agriculture » is a chamber before it is a grower.
TONES: dict[str, tuple[str, ...]] = {
    "chamber": ("chambre", "consulaire", "cci", "cma"),
    "legal": ("jurid", "juriste", "avocat", "clinique du droit", "notaire"),
    "contractor": ("prestat", "agence", "bureau d etude", "fournisseur", "imprim"),
    "ngo": ("ong", "associat", "fondation", "reseau", "collectif", "civam"),
    "local_authority": ("collectiv", "commune", "mairie", "ville", "metropole", "departement",
                        "region", "agglo", "intercommunal", "cuisine centrale", "epci",
                        "syndicat mixte", "parc naturel"),
    "grower": ("agric", "producteur", "productrice", "maraich", "eleveu", "arboric", "exploitant",
               "exploitation", "cooperative", "gaec", "earl", "op fruits"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line, ready to print; empty strings are left out by the templates."""

    label: str
    number: str
    notes: tuple[str, ...]
    due: str
    status: str
    url: str
    url_text: str
    obstacle_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One part: its heading and its lines. `name` is the DigestGroup value."""

    name: str
    title: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """All strings of a digest."""

    subject: str
    preheader: str
    greeting: str
    tone: str
    is_long: bool
    situation: str
    settled: str
    thanks: str
    about_person: str
    opening: str
    answer_by: str
    as_of: str
    button_url: str
    blocks: tuple[BlockView, ...]
    partner: str
    example: str  # of an answer by return, in the text twin


def digest_view(digest: Digest, *, context: MailContext) -> DigestView:
    """The strings of a digest; no name of another partner comes from here."""
    answer_by = digest.as_of + _ANSWER_WITHIN
    blocks = tuple(_block(block, digest=digest, context=context) for block in digest.blocks)
    return DigestView(
        subject=_subject(digest),
        preheader=_preheader(blocks),
        greeting=_greeting(digest),
        tone=_tone(digest),
        is_long=len(digest_own(digest)) > _SHORT,
        situation=_situation(digest),
        settled=_settled(digest.settled),
        thanks=_thanks(digest),
        about_person=said(digest.about_person),
        opening=said(digest.opening),
        answer_by=format_day(answer_by),
        as_of=format_long_date(digest.as_of),
        button_url=context.links.to(digest.sheet) if digest.sheet else "",
        blocks=blocks,
        partner=said(digest.partner_name),
        example=_example(digest.lines[0]),
    )


def tone_of(profile: str) -> str:
    """The tone for a profile as typed; `neutral` when it is none of the known ones."""
    words = normalised(profile)
    for tone, beginnings in TONES.items():
        if any(words.startswith(start) or f" {start}" in words for start in beginnings):
            return tone
    return "neutral"


def _tone(digest: Digest) -> str:
    """That of the profile; but the accountant of a farm does not spend the day in the fields."""
    tone = tone_of(digest.profile)
    return "neutral" if tone == "grower" and digest.role in _AT_A_DESK else tone


def _subject(digest: Digest) -> str:
    pressing = (*_own(digest, DigestGroup.LATE), *_own(digest, DigestGroup.THIS_WEEK))
    upcoming, cells = _own(digest, DigestGroup.UPCOMING), _own(digest, DigestGroup.CELLS)
    others = _own(digest, DigestGroup.OTHER)
    day = _day_and_month(digest, _ANSWER_WITHIN)
    if digest.kind is DigestKind.ESCALATION:
        waiting = join_words(_counts(digest_own(digest)))
        return f"{waiting} en attente{NBSP}: pouvez-vous nous aider{THIN}?"
    if pressing:
        counted = _counts((*pressing, *others))
        if cells:
            counted.append(count_of(len(cells), "cellule"))
        return f"{join_words(counted)} à mettre à jour avant le {day}"
    if upcoming:
        until = format_long_date(_horizon(upcoming, digest=digest)).rsplit(NBSP, 1)[0]
        parts = [f"{count_of(len(upcoming), 'échéance')} d’ici au {until}"]
        parts += [f"{count_of(len(others), 'point')} à régler"] if others else []
        parts += [f"{count_of(len(cells), 'cellule')} à préciser"] if cells else []
        return join_words(parts)
    if others:
        more = f" et {count_of(len(cells), 'cellule')} à préciser" if cells else ""
        return f"{count_of(len(others), 'point')} à régler{more} avant le {day}"
    return f"{count_of(len(cells), 'cellule')} à préciser avant le {day}"


def _situation(digest: Digest) -> str:
    """One sentence that says at once how the week looks."""
    late, week = _own(digest, DigestGroup.LATE), len(_own(digest, DigestGroup.THIS_WEEK))
    upcoming, cells = len(_own(digest, DigestGroup.UPCOMING)), len(_own(digest, DigestGroup.CELLS))
    others = len(_own(digest, DigestGroup.OTHER))
    parts = [
        f"{join_words(_counts(late))} en retard" if late else "",
        f"{count_of(week, 'échéance')} cette semaine" if week else "",
        f"{count_of(upcoming, 'échéance')} {_when(digest)}" if upcoming else "",
        f"{count_of(others, 'point')} à régler" if others else "",
        f"{count_of(cells, 'cellule')} à préciser" if cells else "",
    ]
    what = join_words([part for part in parts if part])
    if late:
        return f"En résumé{NBSP}: {what}."
    if week or upcoming:
        return f"Rien n’est en retard. À venir{NBSP}: {what}."
    if others:
        return f"Aucune échéance ne presse{NBSP}: il reste {what}."
    them = "une cellule" if cells == 1 else count_of(cells, "cellule")
    return (
        f"Aucune échéance ne presse{NBSP}: il reste {them} que nous n’arrivons pas à lire "
        "avec certitude."
    )


def _when(digest: Digest) -> str:
    until = _horizon(_own(digest, DigestGroup.UPCOMING), digest=digest)
    far = until > digest.as_of + _UPCOMING
    return f"d’ici au {format_long_date(until)}" if far else "dans les deux semaines"


def _horizon(lines: tuple[DigestLine, ...], *, digest: Digest) -> date:
    """Two weeks ahead, or farther when a quiet period is told of before it begins."""
    return max([digest.as_of + _UPCOMING, *(line.due for line in lines if line.due)])


def _counts(lines: tuple[DigestLine, ...]) -> list[str]:
    """« 2 actions », « 1 livrable », « 1 point »: what is asked, by what it is."""
    deliverables = sum(1 for line in lines if line.kind in DELIVERABLES)
    actions = sum(1 for line in lines if line.kind in ACTIONS)
    points = len(lines) - deliverables - actions
    return [
        count_of(count, noun)
        for count, noun in ((actions, "action"), (deliverables, "livrable"), (points, "point"))
        if count
    ]


def digest_own(digest: Digest) -> tuple[DigestLine, ...]:
    """Every line counted once, whatever its part."""
    return tuple(line for line in digest.lines if not line.names_partner)


def _own(digest: Digest, group: DigestGroup) -> tuple[DigestLine, ...]:
    """The lines of a part, counted once: what names another partner only completes a line."""
    return tuple(
        line
        for block in digest.blocks
        if block.group is group
        for line in block.lines
        if not line.names_partner
    )


def _preheader(blocks: tuple[BlockView, ...]) -> str:
    first = blocks[0].lines[0]
    return f"{first.label}{NBSP}: {first.status}" if first.status else first.label


def _greeting(digest: Digest) -> str:
    person = said(digest.person)
    return f"Bonjour {person}," if person and person != said(digest.partner_name) else "Bonjour,"


def _settled(count: int) -> str:
    if not count:
        return ""
    verb = "ont été réglés" if count > 1 else "a été réglé"
    return f"Depuis la préparation de ce message, {count_of(count, 'point')} {verb}{NBSP}: merci."


def _thanks(digest: Digest) -> str:
    """What was settled since the last message, in half a line."""
    if not digest.thanked:
        return ""
    if digest.thanked == 1:
        return "Merci pour le point réglé depuis notre dernier message."
    points = count_of(digest.thanked, "point")
    return f"Merci pour les {points} réglés depuis notre dernier message."


def _example(line: DigestLine) -> str:
    """What an answer from a telephone may look like."""
    number = one_line(line.number)
    return f"{number}{NBSP}: plutôt le …" if line.due else f"{number}{NBSP}: …"


def _day_and_month(digest: Digest, ahead: timedelta) -> str:
    """`10 mars`: in a subject the weekday would push the rest off a phone's screen."""
    return format_long_date(digest.as_of + ahead).rsplit(NBSP, 1)[0]


def _block(block: DigestBlock, *, digest: Digest, context: MailContext) -> BlockView:
    views: list[LineView] = []
    last_key = None
    for line in block.lines:
        if line.names_partner and line.finding_key == last_key:
            # It completes the line above, which is about the same action.
            views[-1] = replace(views[-1], notes=(*views[-1].notes, said(line.text)))
            continue
        views.append(_line(line, group=block.group, digest=digest, context=context))
        last_key = line.finding_key
    return BlockView(
        name=block.group.value,
        title=_title(block, count=len(views), digest=digest),
        lines=tuple(views),
    )


def _title(block: DigestBlock, *, count: int, digest: Digest) -> str:
    own = tuple(line for line in block.lines if not line.names_partner) or block.lines
    match block.group:
        case DigestGroup.LATE:
            return f"{join_words(_counts(own))} en retard au {format_day(digest.as_of)}"
        case DigestGroup.THIS_WEEK:
            return f"{count_of(count, 'échéance')} cette semaine"
        case DigestGroup.UPCOMING:
            until = format_day(_horizon(own, digest=digest))
            return f"{count_of(count, 'échéance')} d’ici au {until}"
        case DigestGroup.OTHER:
            return f"{count_of(count, 'point')} à régler"
        case DigestGroup.CELLS:
            return f"{count_of(count, 'cellule')} à préciser"


def _line(
    line: DigestLine, *, group: DigestGroup, digest: Digest, context: MailContext
) -> LineView:
    about = f" (date{NBSP}approximative)" if line.about else ""
    cell = one_line(line.place.cell) if line.place else ""
    return LineView(
        label=said(line.label),
        number=one_line(line.number),
        notes=(said(line.text),) if line.text else (),
        due=f"{_day(line.due, digest=digest)}{about}" if line.due else "",
        status=line.status if group not in _DATE_IS_ENOUGH else "",
        url=context.links.to(line.place) if line.place else "",
        url_text=f"Ouvrir la cellule {cell}" if cell else "Ouvrir l’onglet",
        obstacle_url=_obstacle(line, context=context),
    )


def _day(day: date, *, digest: Digest) -> str:
    """The weekday helps for a date of this year; another year must be said."""
    return format_day(day) if day.year == digest.as_of.year else format_long_date(day)


def _obstacle(line: DigestLine, *, context: MailContext) -> str:
    label = said(line.label)
    question = "Ce qui reste à éclaircir" if line.due is None else "Nouvelle date possible"
    return reply_address(
        context.coordinator_email,
        subject=f"{context.programme}{NBSP}: un empêchement pour {one_line(line.number)}",
        body=f"Bonjour,\n\n{label}\n\nCe qui bloque{NBSP}: \n{question}{NBSP}: \n\nMerci.",
    )
