"""Rendering: the weekly mail to the coordinator as finished strings, for its templates."""

from collections.abc import Iterator
from typing import Any

from relocalisons.core.kernel.words.french import (
    count_of,
    join_words,
    plural_word,
)
from relocalisons.core.pilotage.reminder_tab import STATE_WORDS
from relocalisons.core.reminders.week_review import MailOfWeek, WeekReview
from relocalisons.rendering.mails.context import said

_MOST_CODES = 8
_MOST_POINTS = 3  # named one by one; the rest are counted, « Relances » has them all
_MOST_NAMED = 3  # of more the first two and a count: the mail is one screen of a telephone
_FIRST_NAMED = 2


def weekly_view(review: WeekReview) -> dict[str, Any]:
    """The strings of the mail, by the names that its templates use: one screen of a phone.

    What was settled and what is new, by name; what was told during the week is not told again, and
    what stands unchanged is counted in one line.
    """
    return {
        "week": review.as_of.isocalendar().week,
        "waits": _waits(review),
        "figures": said(_figures(review)),
        "life": said(_life(review)),
        "points": [said(words) for words in _points(review)],
    }


def _points(review: WeekReview) -> Iterator[str]:
    """What waits, one line each, what the service itself could not do first."""
    if review.suspended:
        yield "« Tout suspendre » est activé : aucun message ne part aux partenaires."
    yield from _few(list(review.runs.failures), "autre passage en échec", "autres passages")
    firm = sum(not point.waits_for for point in review.urgent)
    if firm:
        yield f"{_firm(firm)}, par date dans « Relances »."
    yield from _stuck(review)
    yield from _named("Réglé", review.settled)
    yield from _named("Nouveau dans « À faire »", review.news)
    yield from _named("Ne se lit pas", review.lost)
    broken = [f"Promesse non tenue : {words}." for words in review.promises]
    yield from _few(broken, "autre promesse", "autres promesses")
    yield from _fates(review.unsure)
    yield from _fates(review.not_sent)
    if review.waiting:
        waits = plural_word(len(review.waiting), "attend", "attendent")
        yield f"{count_of(len(review.waiting), 'message')} {waits} encore, dans « Relances »."
    yield from _few(list(review.unread), "autre classeur à rétablir", "autres classeurs à rétablir")


def _stuck(review: WeekReview) -> Iterator[str]:
    """« G-08 et G-09 attendent toujours les membres de « GT » »: asked for once, then recalled."""
    found: dict[str, list[str]] = {}
    for point in review.urgent:
        if point.waits_for:
            found.setdefault(point.waits_for, []).append(point.label.partition(" – ")[0])
    for missing, names in found.items():
        waits = plural_word(len(names), "attend", "attendent")
        yield f"{join_words(names)} {waits} toujours {missing}."


def _named(what: str, names: tuple[str, ...]) -> Iterator[str]:
    """« Réglé : Forer (Karim Belhadj) ; Tracer (Lise Marchetti) »; of many, the first two."""
    if not names:
        return
    shown = names if len(names) <= _MOST_NAMED else names[:_FIRST_NAMED]
    rest = len(names) - len(shown)
    more = f" et {count_of(rest, 'autre')}" if rest else ""
    yield f"{what} : {' ; '.join(shown)}{more}."


def _firm(count: int) -> str:
    return f"{count_of(count, 'échéance ferme', 'échéances fermes')} à tenir"


def _few(sentences: list[str], singular: str, plural: str) -> Iterator[str]:
    yield from sentences[:_MOST_POINTS]
    rest = len(sentences) - _MOST_POINTS
    if rest > 0:
        yield f"Et {count_of(rest, singular, plural)}."


def _fates(mails: tuple[MailOfWeek, ...]) -> Iterator[str]:
    """« P11 (2), P13 : pas cette fois »: those of one fate in one line, a few by name."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for mail in mails:
        codes = found.setdefault((mail.state, mail.reason), {})
        codes[mail.partner] = codes.get(mail.partner, 0) + 1
    for (state, reason), codes in found.items():
        words = STATE_WORDS.get(state, state).lstrip("▲■✓ ")
        named = [f"{code} ({count})" if count > 1 else code for code, count in codes.items()]
        rest = len(named) - _MOST_CODES
        who = ", ".join(named[:_MOST_CODES]) + (
            f" et {count_of(rest, 'autre')}" if rest > 0 else ""
        )
        yield f"{who} : {words}{f' ({reason})' if reason else ''}."


def _waits(review: WeekReview) -> list[str]:
    """What waits for her, most pressing first; three at most fit in a subject."""
    lost = [mail for mail in review.not_sent if mail.state in ("refused", "bounced", "dropped")]
    lapsed = sum(mail.state == "lapsed" for mail in review.mails)
    firm = sum(not point.waits_for for point in review.urgent)
    parts = [
        "envois suspendus" if review.suspended else "",
        _counted(firm, "échéance ferme", "échéances fermes"),
        _counted(len(review.urgent) - firm, "réunion à compléter", "réunions à compléter"),
        _counted(len(review.news), "ligne nouvelle", "lignes nouvelles"),
        _counted(len(review.settled), "point réglé", "points réglés"),
        _counted(len(review.waiting), "message en attente", "messages en attente"),
        _counted(len(review.unsure), "envoi incertain", "envois incertains"),
        _counted(len(lost), "message non remis", "messages non remis"),
        _counted(lapsed, "message non validé", "messages non validés"),
        _counted(len(review.unread), "classeur à rétablir", "classeurs à rétablir"),
        _counted(len(review.runs.failures), "passage en échec", "passages en échec"),
    ]
    found = [part for part in parts if part]
    missed = review.runs.days_read < review.runs.days_expected
    left = _counted(len(review.sent), "message parti", "messages partis")
    return found[:3] or ["suivi incomplet" if missed else left or "rien de nouveau"]


def _counted(count: int, singular: str, plural: str) -> str:
    return count_of(count, singular, plural) if count else ""


def _figures(review: WeekReview) -> str:
    """What left, and what was answered; what stands is counted, a few by name."""
    sent, many = len(review.sent), len(review.standing)
    parts: list[str] = []
    if sent:
        parts.append(f"Cette semaine : {count_of(sent, 'message')} {plural_word(sent, 'parti')}.")
    elif not (review.settled or review.news or many):
        parts.append("Cette semaine : aucun message parti, rien de nouveau.")
    if many:
        names = f" ({', '.join(review.standing)})" if many <= _MOST_POINTS else ""
        parts.append(f"Toujours dans « À faire » : {count_of(many, 'ligne')}{names}.")
    return f"{' '.join(parts)}{_answers(review)}".strip()


def _answers(review: WeekReview) -> str:
    """« 7 réponses, 5 appliquées. »; nothing where nobody answered."""
    answers = review.answers
    if not answers.read and not answers.waiting:
        return ""
    noted = count_of(answers.noted, "appliquée", "appliquées")
    wait = f", {count_of(answers.waiting, 'attend', 'attendent')} votre « oui »"
    return f" {count_of(answers.read, 'réponse')}, {noted}{wait if answers.waiting else ''}."


def _life(review: WeekReview) -> str:
    """That everything was read, in a quiet week; always when it was not."""
    runs = review.runs
    days = count_of(runs.days_expected, "jour")
    if runs.days_read >= runs.days_expected:
        if review.settled or review.news or review.sent or review.standing:
            return ""
        return f"Le service a lu le programme chaque jour ({runs.days_read} sur {days})."
    if not runs.days_read:
        return (
            f"Le service n’a terminé aucun suivi quotidien sur {days} : prévenez la personne "
            "chargée de l’exploitation."
        )
    return (
        f"Le service n’a lu le programme que {runs.days_read} sur {days} : prévenez la personne "
        "chargée de l’exploitation si cela se répète."
    )
