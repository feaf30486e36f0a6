"""Rendering: what a digest says of itself: its tone, its subject, how the week looks."""

from datetime import date

from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.deadlines import our_deadline
from relocalisons.core.kernel.model import Trait
from relocalisons.core.kernel.words.french import NBSP, THIN, count_of, join_words, shorten
from relocalisons.core.partners.words import Tone, tone_of
from relocalisons.core.reminders.digests import (
    ANSWER_WITHIN,
    Digest,
    DigestGroup,
    DigestKind,
    DigestLine,
)
from relocalisons.core.reminders.people import AT_A_DESK
from relocalisons.rendering.mails.headlines import day_and_month, headline_of

_LONGEST_HEADLINE = 130  # characters: a subject has 150, with how many more
_MOST_COUNTED = 50  # cells: a larger figure says how a sheet is kept, not what to do


def tone_for(digest: Digest) -> Tone:
    """That of the profile; but the accountant of a farm does not spend the day in the fields."""
    return tone_of(digest.profile, at_a_desk=digest.role in AT_A_DESK)


def subject_of(digest: Digest) -> str:
    """The first thing to do and by when, then how many more: what a telephone shows is enough."""
    if digest.welcome:
        return "Bienvenue parmi les partenaires"
    own = own_lines(digest)
    if digest.kind is DigestKind.ESCALATION:
        waiting = join_words(counts_of(own))
        return f"{waiting} en attente{NBSP}: pouvez-vous nous aider{THIN}?"
    first = first_line(digest)
    by = answer_day(digest)
    if first.kind.has(Trait.TO_PRECISE):
        counted = _count_cells(own)
        return f"Votre feuille{NBSP}: {counted} à compléter avant le {day_and_month(by)}"
    said = headline_of(first, as_of=digest.as_of, by=by)
    others = len({line.finding_key for line in own} - {first.finding_key})
    more = f" (et {count_of(others, 'autre')})" if others else ""
    return f"{shorten(said, limit=_LONGEST_HEADLINE)}{more}"


def first_line(digest: Digest) -> DigestLine:
    """What it asks first."""
    own = own_lines(digest) or digest.lines
    return min(own, key=lambda line: line.rank)


def topic_of(digest: Digest) -> str:
    """What it is about first, in a few words of hers."""
    if digest.welcome:
        return "bienvenue"
    if digest.kind is DigestKind.ESCALATION:
        return "à la suppléance"
    first = first_line(digest)
    if first.kind.has(Trait.TO_PRECISE) or not first.kind.gesture.is_act:
        return "feuilles à compléter"
    if any(first in block.lines for block in digest.blocks if block.group is DigestGroup.LATE):
        return "retards"
    if first.kind.has(Trait.FINANCIAL):
        return "pièces de dépenses"
    return "échéances proches" if first.due else "réponses et papiers"


def situation_of(digest: Digest) -> str:
    """One sentence that says at once how the week looks; empty where the lines say it."""
    if digest.welcome and not digest.lines:
        return "Rien ne vous est demandé aujourd’hui."
    late = _own(digest, DigestGroup.LATE)
    if late or digest.welcome:
        return ""
    if _own(digest, DigestGroup.THIS_WEEK) or _own(digest, DigestGroup.UPCOMING):
        return "Rien n’est en retard."
    return "Aucune échéance ne presse."


def _count_cells(lines: tuple[DigestLine, ...]) -> str:
    """« 5 cases », or « des cases » where a figure would only scare."""
    count = sum(line.size for line in lines)
    return count_of(count, "case") if count <= _MOST_COUNTED else "des cases"


def counts_of(lines: tuple[DigestLine, ...]) -> list[str]:
    """« 2 actions », « 1 livrable », « 1 point »: what is asked, by what it is."""
    dated = [line.kind for line in lines if line.kind.has(Trait.DATED)]
    deliverables = sum(isinstance(kind, DeliverableKind) for kind in dated)
    actions = len(dated) - deliverables
    points = len(lines) - deliverables - actions
    return [
        count_of(count, noun)
        for count, noun in ((actions, "action"), (deliverables, "livrable"), (points, "point"))
        if count
    ]


def own_lines(digest: Digest) -> tuple[DigestLine, ...]:
    """Every line counted once, whatever its part."""
    return digest.asked


def _own(digest: Digest, group: DigestGroup) -> tuple[DigestLine, ...]:
    """The lines of a part, counted once: what names another partner only completes a line."""
    return tuple(
        line
        for block in digest.blocks
        if block.group is group
        for line in block.lines
        if not line.names_partner
    )


def answer_day(digest: Digest) -> date:
    """Until when it asks for an answer; what an older version stored is asked by the same rule."""
    if digest.answer_by is not None:
        return digest.answer_by
    return our_deadline(digest.as_of + ANSWER_WITHIN, sent=digest.as_of, calendar=french_calendar())
