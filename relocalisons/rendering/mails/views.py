"""Rendering: the digest of a partner as finished strings, for its templates."""

from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.kernel.calendar.deadlines import say_day
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_day,
    format_long_date,
    shorten,
)
from relocalisons.core.programme.rules.words import greeting_of
from relocalisons.core.reminders.digests import Digest, DigestGroup, DigestLine
from relocalisons.rendering.mails.context import MailContext, one_line, reply_address, said
from relocalisons.rendering.mails.digest_sentences import (
    answer_day,
    first_line,
    own_lines,
    situation_of,
    subject_of,
    tone_for,
)

_LONGEST_LABEL = 80  # characters in a reply that is already written
_DATE_IS_ENOUGH = (DigestGroup.THIS_WEEK, DigestGroup.UPCOMING)
_SHORT = 8  # lines that are read in a minute
ASKED, CELLS = "asked", "cells"  # the two parts of a message


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
    group: str = ""  # the DigestGroup value


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One part: its heading and its lines, the most pressing first. `name`: ASKED or CELLS."""

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
    blocks = _blocks(digest, context=context)
    return DigestView(
        subject=subject_of(digest),
        preheader=_preheader(blocks),
        greeting=_greeting(digest),
        tone=tone_for(digest),
        is_long=len(own_lines(digest)) > _SHORT,
        situation=situation_of(digest),
        settled=_settled(digest.settled),
        thanks=_thanks(digest),
        about_person=said(digest.about_person),
        opening=said(digest.opening),
        answer_by=say_day(answer_day(digest), told_on=digest.as_of),
        as_of=format_long_date(digest.as_of),
        button_url=context.links.to(digest.sheet) if digest.sheet else "",
        blocks=blocks,
        partner=said(digest.partner_name),
        example=_example(first_line(digest)) if digest.lines else "",
    )


def _preheader(blocks: tuple[BlockView, ...]) -> str:
    if not blocks:
        return "Votre feuille de suivi, et comment nous nous écrirons."
    first = blocks[0].lines[0]
    return f"{first.label}{NBSP}: {first.status}" if first.status else first.label


def _greeting(digest: Digest) -> str:
    """« Bonjour Anne Roux, », or what she wrote in « Paramètres », with the name where it says."""
    person = said(digest.person)
    person = "" if person == said(digest.partner_name) else person
    words = greeting_of(said(digest.salutation), person=person)
    if words:
        return f"{words},"
    return f"Bonjour {person}," if person else "Bonjour,"


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


def _blocks(digest: Digest, *, context: MailContext) -> tuple[BlockView, ...]:
    """What is asked, the most pressing first, then the cells of the sheet."""
    found: dict[str, list[tuple[DigestGroup, DigestLine]]] = {ASKED: [], CELLS: []}
    for block in digest.blocks:
        name = CELLS if block.group is DigestGroup.CELLS else ASKED
        found[name] += [(block.group, line) for line in block.lines]
    return tuple(
        _block(name, lines, digest=digest, context=context)
        for name, lines in found.items()
        if lines
    )


def _block(
    name: str,
    lines: list[tuple[DigestGroup, DigestLine]],
    *,
    digest: Digest,
    context: MailContext,
) -> BlockView:
    views: list[LineView] = []
    last_key = None
    for group, line in sorted(lines, key=lambda found: found[1].rank):
        if line.names_partner and line.finding_key == last_key:
            # It completes the line above, which is about the same action.
            views[-1] = replace(views[-1], notes=_with_another(views[-1].notes, said(line.text)))
            continue
        views.append(_line(line, group=group, digest=digest, context=context))
        last_key = line.finding_key
    return BlockView(name=name, title=_title(name, lines, views=views), lines=tuple(views))


def _with_another(notes: tuple[str, ...], words: str) -> tuple[str, ...]:
    """The notes and one more; what begins alike is one sentence, and not said again."""
    head, mark, rest = words.partition(f"{NBSP}: ")
    if mark and notes and notes[-1].startswith(head + mark):
        return (*notes[:-1], f"{notes[-1].removesuffix('.')}{NBSP}; {rest}")
    return (*notes, words)


def _title(name: str, lines: list[tuple[DigestGroup, DigestLine]], *, views: list[LineView]) -> str:
    if name == CELLS:
        cells = sum(line.size for _, line in lines)
        return f"{count_of(cells, 'case')} de votre feuille à compléter"
    late = sum(view.group == DigestGroup.LATE for view in views)
    asked = count_of(len(views), "demande")
    if late < 1 or len(views) < 2:
        return asked
    return f"{asked}, {'toutes' if late == len(views) else f'dont {late}'} en retard"


def _line(
    line: DigestLine, *, group: DigestGroup, digest: Digest, context: MailContext
) -> LineView:
    about = f" (date{NBSP}approximative)" if line.about else ""
    cell = one_line(line.place.cell) if line.place else ""
    return LineView(
        label=said(line.label),
        number=one_line(line.number),
        notes=tuple(said(words) for words in (line.text, line.already_told) if words),
        due=f"{_day(line.due, digest=digest)}{about}" if line.due else "",
        status=line.status if group not in _DATE_IS_ENOUGH else "",
        url=context.links.to(line.place) if line.place else "",
        url_text=f"Ouvrir la cellule {cell}" if cell else "Ouvrir l’onglet",
        obstacle_url=_obstacle(line, context=context),
        group=group.value,
    )


def _day(day: date, *, digest: Digest) -> str:
    """The weekday helps for a date of this year; another year must be said."""
    return format_day(day) if day.year == digest.as_of.year else format_long_date(day)


def _obstacle(line: DigestLine, *, context: MailContext) -> str:
    label = shorten(said(line.label), limit=_LONGEST_LABEL)
    question = "Ce qui reste à éclaircir" if line.due is None else "Nouvelle date possible"
    return reply_address(
        context.coordinator_email,
        subject=f"{context.programme}{NBSP}: un empêchement pour {one_line(line.number)}",
        body=f"Bonjour,\n\n{label}\n\nCe qui bloque{NBSP}: \n{question}{NBSP}: \n\nMerci.",
    )
