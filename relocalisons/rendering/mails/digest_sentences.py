"""Rendering: what a digest says of itself: its tone, its subject, the week in one sentence."""

from datetime import date, timedelta

from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.deadlines import our_deadline
from relocalisons.core.kernel.model import Trait
from relocalisons.core.kernel.words.french import NBSP, THIN, count_of, format_long_date, join_words
from relocalisons.core.partners.words import Tone, read_tone
from relocalisons.core.reminders.digests import (
    ANSWER_WITHIN,
    Digest,
    DigestGroup,
    DigestKind,
    DigestLine,
)

_UPCOMING = timedelta(days=14)
_MOST_COUNTED = 50  # cells: a larger figure says how a sheet is kept, not what to do
_AT_A_DESK = ("financier", "communication")


def tone_for(digest: Digest) -> Tone:
    """That of the profile; but the accountant of a farm does not spend the day in the fields."""
    tone = read_tone(digest.profile)
    return Tone.NEUTRAL if tone is Tone.GROWER and digest.role in _AT_A_DESK else tone


def subject_of(digest: Digest) -> str:
    """How many things of which kind, and until when: what a telephone shows of it is enough."""
    if digest.welcome:
        return "Bienvenue parmi les partenaires"
    pressing = (*_own(digest, DigestGroup.LATE), *_own(digest, DigestGroup.THIS_WEEK))
    upcoming, cells = _own(digest, DigestGroup.UPCOMING), _own(digest, DigestGroup.CELLS)
    others = _own(digest, DigestGroup.OTHER)
    day = _day_and_month(answer_day(digest))
    if digest.kind is DigestKind.ESCALATION:
        waiting = join_words(counts_of(own_lines(digest)))
        return f"{waiting} en attente{NBSP}: pouvez-vous nous aider{THIN}?"
    if pressing:
        counted = counts_of((*pressing, *others))
        if cells:
            counted.append(_count_cells(cells))
        return f"{join_words(counted)} à mettre à jour d’ici au {day}"
    if upcoming:
        until = format_long_date(horizon_of(upcoming, digest=digest)).rsplit(NBSP, 1)[0]
        parts = [f"{count_of(len(upcoming), 'échéance')} d’ici au {until}"]
        parts += [f"{count_of(len(others), 'point')} à régler"] if others else []
        parts += [f"{_count_cells(cells)} à préciser"] if cells else []
        return join_words(parts)
    if others:
        more = f" et {_count_cells(cells)} à préciser" if cells else ""
        return f"{count_of(len(others), 'point')} à régler{more} d’ici au {day}"
    said = _count_cells(cells)
    return f"{said[0].upper()}{said[1:]} à préciser d’ici au {day}"


def situation_of(digest: Digest) -> str:
    """One sentence that says at once how the week looks."""
    if digest.welcome and not digest.lines:
        return "Rien ne vous est demandé aujourd’hui."
    late, week = _own(digest, DigestGroup.LATE), len(_own(digest, DigestGroup.THIS_WEEK))
    upcoming, cells = len(_own(digest, DigestGroup.UPCOMING)), _own(digest, DigestGroup.CELLS)
    others = len(_own(digest, DigestGroup.OTHER))
    parts = [
        f"{join_words(counts_of(late))} en retard" if late else "",
        f"{count_of(week, 'échéance')} cette semaine" if week else "",
        f"{count_of(upcoming, 'échéance')} {_when(digest)}" if upcoming else "",
        f"{count_of(others, 'point')} à régler" if others else "",
        f"{_count_cells(cells)} à préciser" if cells else "",
    ]
    what = join_words([part for part in parts if part])
    if late:
        return f"En résumé{NBSP}: {what}."
    if digest.welcome:
        return f"Ce qui vient{NBSP}: {what}."
    if week or upcoming:
        return f"Rien n’est en retard. À venir{NBSP}: {what}."
    if others:
        left = "un point à régler" if others == 1 and not cells else what
        return f"Aucune échéance ne presse{NBSP}: il reste {left}."
    them = "une cellule" if sum(line.size for line in cells) == 1 else _count_cells(cells)
    return (
        f"Aucune échéance ne presse{NBSP}: il reste {them} que nous n’arrivons pas à lire "
        "avec certitude."
    )


def _count_cells(lines: tuple[DigestLine, ...]) -> str:
    """« 5 cellules », or « des cellules » where a figure would only scare."""
    count = sum(line.size for line in lines)
    return count_of(count, "cellule") if count <= _MOST_COUNTED else "des cellules"


def _when(digest: Digest) -> str:
    until = horizon_of(_own(digest, DigestGroup.UPCOMING), digest=digest)
    far = until > digest.as_of + _UPCOMING
    return f"d’ici au {format_long_date(until)}" if far else "dans les deux semaines"


def horizon_of(lines: tuple[DigestLine, ...], *, digest: Digest) -> date:
    """Two weeks ahead, or farther when a quiet period is told of before it begins."""
    return max([digest.as_of + _UPCOMING, *(line.due for line in lines if line.due)])


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


def answer_day(digest: Digest) -> date:
    """Until when it asks for an answer; what an older version stored is asked by the same rule."""
    if digest.answer_by is not None:
        return digest.answer_by
    return our_deadline(digest.as_of + ANSWER_WITHIN, sent=digest.as_of, calendar=french_calendar())


def _day_and_month(day: date) -> str:
    """`10 mars`: in a subject the weekday would push the rest off a phone's screen."""
    return format_long_date(day).rsplit(NBSP, 1)[0]
