"""Rendering: the weekly mail to the coordinator as finished strings, for its templates."""

from typing import Any

from relocalisons.core.kernel.words.french import (
    count_of,
    format_long_date,
    join_words,
    plural_word,
    quote,
)
from relocalisons.core.pilotage.reminder_tab import STATE_WORDS
from relocalisons.core.programme.standing import say_unseen
from relocalisons.core.reminders.week_review import MailOfWeek, WeekReview, say_mail
from relocalisons.rendering.mails.context import said

_MOST_ALIKE = 3  # mails of one fate that are told one by one, with their subject


def weekly_view(review: WeekReview) -> dict[str, Any]:
    """The strings of the mail, by the names that its templates use."""
    return {
        "week": review.as_of.isocalendar().week,
        "waits": _waits(review),
        "opening": said(_opening(review)),
        "figures": said(_figures(review)),
        "life": said(_life(review)),
        "failures": [said(sentence) for sentence in review.runs.failures],
        "mails": [
            {"title": said(title), "sentences": sentences}
            for title, sentences in _mails(review)
            if sentences
        ],
        "held": [said(sentence) for sentence in review.held],
        "unread": [said(sentence) for sentence in review.unread],
        "cells": said(_cells(review)),
        "alerts": [said(sentence) for sentence in review.alerts],
        "more_alerts": review.more_alerts,
    }


def _waits(review: WeekReview) -> list[str]:
    """What waits for her, most pressing first; three at most fit in a subject."""
    lost = [mail for mail in review.not_sent if mail.state in ("refused", "bounced", "dropped")]
    lapsed = sum(mail.state == "lapsed" for mail in review.mails)
    parts = [
        "envois suspendus" if review.suspended else "",
        _counted(len(review.urgent), "échéance ferme", "échéances fermes"),
        _counted(len(review.calls), "appel à passer", "appels à passer"),
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


def _opening(review: WeekReview) -> str:
    day = format_long_date(review.as_of)
    if review.all_well:
        return f"Rien ne vous attend : voici le bilan de la semaine, au {day}."
    if review.suspended:
        return (
            f"Voici le bilan de la semaine, au {day}. « Tout suspendre » est activé : aucun "
            "message ne part aux partenaires."
        )
    return f"Voici le bilan de la semaine, au {day}, et ce qui vous attend."


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
    return f"Cette semaine : {join_words(parts)}. {still}."


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


def _mails(review: WeekReview) -> list[tuple[str, list[str]]]:
    sent = review.sent
    waiting, unsure, kept = review.waiting, review.unsure, review.not_sent
    return [
        (f"{count_of(len(sent), 'message')} {plural_word(len(sent), 'parti')}", _by_subject(sent)),
        (f"{count_of(len(waiting), 'message')} encore en attente", _with_state(waiting)),
        (count_of(len(unsure), "envoi incertain", "envois incertains"), _with_state(unsure)),
        (
            f"{count_of(len(kept), 'message')} non {plural_word(len(kept), 'envoyé')} ou non "
            f"{plural_word(len(kept), 'remis', 'remis')}, et pourquoi",
            _with_state(kept),
        ),
    ]


def _by_subject(mails: tuple[MailOfWeek, ...]) -> list[str]:
    """« 2 actions à mettre à jour avant le 10 mars » : P03 (Anne Roux), P07 (Luc Blanc).

    What left needs nothing of her: a line a subject, or thirty of them would hide the rest.
    """
    found: dict[str, list[str]] = {}
    for mail in mails:
        found.setdefault(mail.subject, []).append(_who(mail))
    return [
        said(f"{quote(subject)} : {', '.join(dict.fromkeys(people))}")
        for subject, people in found.items()
    ]


def _who(mail: MailOfWeek) -> str:
    return f"{mail.partner} ({mail.person})" if mail.person else mail.partner


def _with_state(mails: tuple[MailOfWeek, ...]) -> list[str]:
    """« P07, Jeanne Brun : « … » – délai passé : non envoyé (pas de décision avant …) ».

    What many mails have in common is said once: a forgotten week would fill the screen.
    """
    found: dict[tuple[str, str], list[MailOfWeek]] = {}
    for mail in mails:
        found.setdefault((mail.state, mail.reason), []).append(mail)
    sentences: list[str] = []
    for (state, reason), alike in found.items():
        words = STATE_WORDS.get(state, state).lstrip("▲■✓ ")
        ending = f" – {words} ({reason})" if reason else f" – {words}"
        if len(alike) > _MOST_ALIKE:
            sentences.append(said(f"{', '.join(_who(mail) for mail in alike)}{ending}"))
        else:
            sentences += [said(f"{say_mail(mail)}{ending}") for mail in alike]
    return sentences


def _cells(review: WeekReview) -> str:
    if not review.cells:
        return ""
    return (
        f"{count_of(review.cells, 'cellule')} à préciser, "
        f"{plural_word(review.cells, 'demandée')} à leurs auteurs ou listées dans « Anomalies »."
    )
