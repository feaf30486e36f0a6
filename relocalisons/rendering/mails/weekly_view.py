"""Rendering: the weekly mail to the coordinator as finished strings, for its templates."""

from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import wrap
from typing import Any

from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    join_words,
    name_some,
    plural_word,
    quote,
)
from relocalisons.core.pilotage.reminder_tab import STATE_WORDS
from relocalisons.core.programme.decisions.own_tabs import FULL_STATE, JOURNAL
from relocalisons.core.reminders.urgent import (
    FIRM_ROW,
    firm_of,
    more_dates,
    named_dates,
    say_next,
    say_stuck,
)
from relocalisons.core.reminders.week_review import MailOfWeek, Opens, Told, WeekReview
from relocalisons.core.tables import REMINDERS, TO_DO
from relocalisons.rendering.mails.context import one_line, said
from relocalisons.rendering.mails.one_screen import (
    Sentence,
    fit,
    full_stop,
    listed,
    name,
    sentence,
)

_MOST_CODES = 8
_MOST_NAMED = 3  # of more the first two and a count: the mail is one screen of a telephone
_FIRST_NAMED = 2
# Lines of a phone of 390 by 844 pixels that the title and what is said have between them: the
# button and the foot take the others.
_LINES = 26.25
_A_LINE = 41  # characters
_A_TITLE = 31
_A_CELL = 60  # with its tab, whole: a cell without its tab is found by nobody
_AROUND = 0.6  # of a line, about a paragraph


def weekly_view(review: WeekReview, *, above: Sequence[str] = ()) -> dict[str, Any]:
    """The strings of the mail, by the names that its templates use: one screen of a phone.

    What was settled and what is new, by name; what was told during the week is not told again, and
    what stands unchanged is counted in one line. `above`: what this mail says before.
    """
    figures, life = _figures(review), said(_life(review))
    waits = _waits(review)
    head = (f"{figures.words} {life}", *above)
    taken = sum(len(wrap(words, _A_LINE)) + _AROUND for words in head if words.strip())
    taken += len(wrap(f"Semaine 10 : {join_words(waits)}", _A_TITLE))
    left = Told(words=quote(TO_DO.title), url=review.opens.tabs.get(TO_DO.title, ""))
    return {
        "week": review.as_of.isocalendar().week,
        "waits": waits,
        "figures": figures,
        "life": life,
        "points": list(fit(partial(_points, review), lines=_LINES - taken, rest=left)),
    }


def _points(review: WeekReview, longest: int) -> Iterator[Sentence]:
    """What waits, one line each, what the service itself could not do first."""
    reminders = Told(words=quote(REMINDERS.title), url=review.opens.tabs.get(REMINDERS.title, ""))
    if review.suspended:
        switch = Told(words="« Tout suspendre »", url=review.suspended_at)
        words = " est activé : aucun message ne part."
        yield sentence(switch, words, topic="envois suspendus")
    journal = review.opens.tabs.get(JOURNAL, "")
    failures = tuple(Told(words=words, url=journal) for words in review.runs.failures)
    yield from _named("En échec", failures, longest=longest)
    yield from _firm(review)
    yield from _stuck(review)
    yield from _named("Réglé", review.settled, longest=longest)
    yield from _named("Nouveau dans « À faire »", review.news, longest=longest)
    yield from _named("Ne se lit pas", review.lost, longest=_A_CELL)
    yield from _named("Promis et tenu", review.kept, longest=longest)
    yield from _promises(review.promises)
    yield from _fates(review.unsure, "envois incertains", opens=review.opens)
    yield from _fates(review.not_sent, "messages non partis", opens=review.opens)
    if review.waiting:
        waits = plural_word(len(review.waiting), "attend", "attendent")
        many = count_of(len(review.waiting), "message")
        yield sentence(f"{many} {waits} encore, dans ", reminders, ".", topic="messages en attente")
    yield from _unread(review.unread)


def _firm(review: WeekReview) -> Iterator[Sentence]:
    """« Échéances fermes : 20 mai – AEL, demande de paiement ; 29 mai – … »: their row opens."""
    url = review.opens.row(FIRM_ROW, tab=REMINDERS.title)
    dates = named_dates(review.urgent, as_of=review.as_of)
    named = [Told(words=words, url=url) for words in dates]
    if named:
        what = plural_word(len(named), "Échéance ferme", "Échéances fermes")
        more = more_dates(review.urgent, as_of=review.as_of)
        said = (*listed(named, between=" ; "), f" {more}." if more else ".")
        yield sentence(f"{what} : ", *said, topic="échéances fermes")


def _stuck(review: WeekReview) -> Iterator[Sentence]:
    """« G-08 et G-09 attendent toujours les membres de « GT » »: asked for once, then recalled."""
    found: dict[str, list[Told]] = {}
    url = review.opens.row(FIRM_ROW, tab=REMINDERS.title)
    for point in review.urgent:
        if point.waits_for:
            number = Told(words=point.label.partition(" – ")[0], url=url)
            found.setdefault(point.waits_for, []).append(number)
    for missing, names in found.items():
        waits = plural_word(len(names), "attend", "attendent")
        words = f" {waits} toujours {one_line(missing)}."
        yield sentence(*listed(names, last=" et "), words, topic="réunions à compléter")


def _named(what: str, names: tuple[Told, ...], *, longest: int) -> Iterator[Sentence]:
    """« Réglé : Forer (Karim Belhadj) ; Tracer (Lise Marchetti) »; of many, the first two."""
    if not names:
        return
    most = _MOST_NAMED if len(names) <= _MOST_NAMED else _FIRST_NAMED
    shown = [name(one, longest=longest) for one in names[:most]]
    rest = len(names) - len(shown)
    more = f" et {count_of(rest, 'autre')}." if rest else ""
    topic = f"{what[:1].lower()}{what[1:]}".partition(" dans ")[0]
    yield sentence(
        f"{what} : ", *listed(shown, between=" ; "), more or full_stop(shown), topic=topic
    )


def _promises(promises: tuple[Told, ...]) -> Iterator[Sentence]:
    """In the words in which they were given: half of a promise is another one."""
    if not promises:
        return
    what = plural_word(len(promises), "Promesse non tenue", "Promesses non tenues")
    said = [
        *promises[:_FIRST_NAMED],
        *(
            Told(words=one.words.partition(f"{NBSP}:")[0], url=one.url)
            for one in promises[_FIRST_NAMED:]
        ),
    ]
    yield sentence(
        f"{what} : ", *listed(said, between=" ; "), ".", topic=f"{what[:1].lower()}{what[1:]}"
    )


def _unread(books: tuple[Told, ...]) -> Iterator[Sentence]:
    """What is wrong with the first workbook, in its own words; the others are counted."""
    if not books:
        return
    rest = len(books) - 1
    more = count_of(rest, "autre classeur à rétablir", "autres classeurs à rétablir")
    yield sentence(books[0], f" Et {more}." if rest else "", topic="classeurs à rétablir")


def _fates(mails: tuple[MailOfWeek, ...], topic: str, *, opens: Opens) -> Iterator[Sentence]:
    """« P11 (2), P13 : pas cette fois »: those of one fate in one line, a few by name."""
    found: dict[tuple[str, str], dict[str, list[MailOfWeek]]] = {}
    for mail in mails:
        alike = found.setdefault((mail.state, mail.reason), {})
        alike.setdefault(mail.partner, []).append(mail)
    for (state, reason), codes in found.items():
        words = STATE_WORDS.get(state, state).lstrip("▲■✓ ")
        named = [
            Told(
                words=f"{code} ({len(alike)})" if len(alike) > 1 else code,
                url=opens.row(alike[0].key, tab=REMINDERS.title),
            )
            for code, alike in codes.items()
        ]
        rest = len(named) - _MOST_CODES
        more = f" et {count_of(rest, 'autre')}" if rest > 0 else ""
        why = f" ({one_line(reason)})" if reason else ""
        said = f"{more}{NBSP}: {words}{why}."
        yield sentence(*listed(named[:_MOST_CODES]), said, topic=topic)


def _waits(review: WeekReview) -> list[str]:
    """What waits for her, most pressing first; three at most fit in a subject."""
    lost = [mail for mail in review.not_sent if mail.state in ("refused", "bounced", "dropped")]
    lapsed = sum(mail.state == "lapsed" for mail in review.mails)
    parts = [
        "envois suspendus" if review.suspended else "",
        *say_next(review.urgent, as_of=review.as_of),
        *say_stuck(review.urgent),
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
    if review.has_only_alerts:
        return [f"rien à décider, {_alerts(review)}"]
    return found[:3] or ["suivi incomplet" if missed else left or "rien de nouveau"]


def _alerts(review: WeekReview) -> str:
    """« 3 alertes ouvertes, P02 et FRA ■ »: by a finding, or by an act that was left."""
    open_ones = _counted(review.alerts, "alerte ouverte", "alertes ouvertes")
    red = f"{name_some(review.red)}{NBSP}■" if review.red else ""
    return ", ".join(filter(None, (open_ones, red)))


def _counted(count: int, singular: str, plural: str) -> str:
    return count_of(count, singular, plural) if count else ""


def _figures(review: WeekReview) -> Sentence:
    """What left, and what was answered; what stands is counted, a few by name."""
    sent, many = len(review.sent), len(review.standing)
    # These have their own sentence, with their dates.
    apart = ", hors échéances" if firm_of(review.urgent) else ""
    pieces: list[str | Told] = []
    if sent:
        pieces.append(f"Cette semaine : {count_of(sent, 'message')} {plural_word(sent, 'parti')}.")
    elif not (review.settled or review.news or many):
        pieces.append("Cette semaine : aucun message parti, rien de nouveau.")
    if many:
        shown = [name(one) for one in review.standing] if many <= _MOST_NAMED else []
        url = "" if shown else review.opens.tabs.get(TO_DO.title, "")
        pieces += [
            f"{' ' if pieces else ''}Toujours dans « À faire »{apart} : ",
            Told(words=count_of(many, "ligne"), url=url),
            *(" (", *listed(shown), ")") * bool(shown),
            ".",
        ]
    elif review.has_only_alerts:
        url = review.opens.tabs.get(FULL_STATE, "")
        pieces += [
            f"{' ' if pieces else ''}Rien à décider ; ",
            Told(words=_alerts(review), url=url),
            f", dans {quote(FULL_STATE)}.",
        ]
    if review.is_quiet and review.seen:
        seen = count_of(review.seen, "point vu reste ouvert", "points vus restent ouverts")
        pieces.append(f"{' ' if pieces else ''}{seen}.")
    return sentence(*pieces, _answers(review) if pieces else _answers(review).strip())


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
        return f"Le service n’a terminé aucun suivi quotidien sur {days} : prévenez qui l’exploite."
    return (
        f"Le service n’a lu le programme que {runs.days_read} sur {days} : prévenez qui "
        "l’exploite si cela se répète."
    )
