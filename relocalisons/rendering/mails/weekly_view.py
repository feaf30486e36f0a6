"""Rendering: the weekly mail to the coordinator as finished strings, for its templates."""

from collections.abc import Iterator
from typing import Any

from relocalisons.core.kernel.words.french import (
    count_of,
    join_words,
    name_some,
    plural_word,
)
from relocalisons.core.pilotage.reminder_tab import STATE_WORDS
from relocalisons.core.programme.standing import say_cannot, say_unseen
from relocalisons.core.reminders.week_review import MailOfWeek, WeekReview
from relocalisons.rendering.mails.context import said

_MOST_CODES = 8
_MOST_POINTS = 3  # named one by one; the rest are counted, « Relances » has them all


def weekly_view(review: WeekReview) -> dict[str, Any]:
    """The strings of the mail, by the names that its templates use: one screen of a phone.

    It says what waits in one line each. What was told during the week is counted, not told again.
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
        yield f"{_firm(firm)}, dans « À faire »."
    if stuck := [point.label for point in review.urgent if point.waits_for]:
        waits = "attend toujours" if len(stuck) == 1 else "attendent toujours"
        yield f"{join_words(stuck)} {waits} ce qui vous a été demandé."
    if review.today:
        yield from (f"À faire : {act}." for act in review.today[:_MOST_POINTS])
        rest = len(review.today) - _MOST_POINTS
        if rest > 0:
            yield f"Et {count_of(rest, 'autre ligne', 'autres lignes')} d’« aujourd’hui »."
    if review.awaited:
        answers = plural_word(len(review.awaited), "Réponse attendue", "Réponses attendues")
        yield f"{answers} à un message parti : {name_some(review.awaited)}."
    if review.calls:
        yield f"{count_of(len(review.calls), 'appel')} à passer, dans « Relances »."
    broken = [f"Promesse non tenue : {words}." for words in review.promises]
    yield from _few(broken, "autre promesse", "autres promesses")
    yield from _fates(review.unsure)
    yield from _fates(review.not_sent)
    if review.waiting:
        waits = plural_word(len(review.waiting), "attend", "attendent")
        yield f"{count_of(len(review.waiting), 'message')} {waits} encore, dans « Relances »."
    yield from _few(list(review.unread), "autre classeur à rétablir", "autres classeurs à rétablir")
    if review.lost:
        cannot = say_cannot(len(review.lost))
        yield f"{cannot[:1].upper()}{cannot[1:]} : {name_some(review.lost)}."
    if review.cells:
        yield f"{count_of(review.cells, 'case')} à préciser, {_asked(review.cells)} aux auteurs."


def _firm(count: int) -> str:
    return f"{count_of(count, 'échéance ferme', 'échéances fermes')} à tenir"


def _asked(count: int) -> str:
    return plural_word(count, "demandée")


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
        _counted(len(review.today), "ligne à faire", "lignes à faire"),
        _counted(len(review.calls), "appel à passer", "appels à passer"),
        _counted(len(review.awaited), "réponse attendue", "réponses attendues"),
        _counted(len(review.waiting), "message en attente", "messages en attente"),
        _counted(len(review.unsure), "envoi incertain", "envois incertains"),
        _counted(len(lost), "message non remis", "messages non remis"),
        _counted(lapsed, "message non validé", "messages non validés"),
        _counted(len(review.unread), "classeur à rétablir", "classeurs à rétablir"),
        _counted(len(review.runs.failures), "passage en échec", "passages en échec"),
    ]
    found = [part for part in parts if part]
    return found[:3] or ["suivi incomplet"]


def _counted(count: int, singular: str, plural: str) -> str:
    return count_of(count, singular, plural) if count else ""


def _figures(review: WeekReview) -> str:
    sent, settled, new = len(review.sent), review.settled, review.new
    parts = [
        f"{_some(sent, 'message')} {plural_word(sent, 'parti')}",
        f"{_some(settled, 'point')} {plural_word(settled, 'réglé')}",
        f"{_some(new, 'constat')} {plural_word(new, 'nouveau', 'nouveaux')}",
    ]
    left = review.open
    still = (
        f"{count_of(left, 'constat')} {plural_word(left, 'reste', 'restent')} "
        f"{plural_word(left, 'ouvert')}"
        if left
        else "Aucun constat ne reste ouvert"
    )
    if review.unseen:
        still += f"{', ' if left else ', mais '}{say_unseen(review.unseen)}"
    return f"Cette semaine : {join_words(parts)}. {still}.{_answers(review)}"


def _answers(review: WeekReview) -> str:
    """« 7 réponses, 5 appliquées. »; nothing where nobody answered."""
    answers = review.answers
    if not answers.read and not answers.waiting:
        return ""
    noted = count_of(answers.noted, "appliquée", "appliquées")
    wait = f", {count_of(answers.waiting, 'attend', 'attendent')} votre « oui »"
    return f" {count_of(answers.read, 'réponse')}, {noted}{wait if answers.waiting else ''}."


def _some(count: int, noun: str) -> str:
    return count_of(count, noun) if count else f"aucun {noun}"


def _life(review: WeekReview) -> str:
    runs = review.runs
    days = count_of(runs.days_expected, "jour")
    if runs.days_read >= runs.days_expected:
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
