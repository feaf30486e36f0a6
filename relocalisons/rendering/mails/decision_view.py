"""Rendering: the mail about the week's messages as finished strings, on two screens of a phone."""

from collections.abc import Iterable
from typing import Any

from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    plural_word,
    quote,
    say_moment,
)
from relocalisons.core.reminders.reasons import ONLY_CELLS
from relocalisons.rendering.mails.context import one_line, said
from relocalisons.rendering.mails.messages import ActLine, DecisionRequest, WaitingMail

_MOST_NAMES = 12  # people named beside one reason
_NAMES_IN_ALL = 28  # so that the mail fits two screens of a phone, however many reasons
_MOST_TOGETHER = 4  # of those who stand on one row, which names them all
_MOST_CODES = 5
_MOST_REASONS = 3
_MOST_UNASKED = 3  # of one reason: « Relances » has them all
_LONGEST_CALL = 50  # characters of what to say: one line of a phone
_LEAST = 12  # of these for what it is about, however long its state
# How reasons begin that are no news: who is up to date, who is asked for cells next month, and whom
# she took out herself.
_NO_NEWS = ("rien à signaler", ONLY_CELLS, "partenaire inactif")


def request_view(request: DecisionRequest) -> dict[str, Any]:
    """The strings of the mail, by the names that its templates use."""
    groups = _groups(request.mails)
    return {
        "count": len(request.mails),
        "decision_reminder": request.decision_reminder,
        "deadline": say_moment(request.deadline),
        "url": request.url,
        # One reason is said in the sentence that asks; several each have their line.
        "alone": groups[0] if len(groups) == 1 else None,
        "groups": groups if len(groups) > 1 else [],
        "safety_holds": [said(words) for words in request.safety_holds],
        "unusual": [said(words) for words in _unusual(request.mails)],
        "acts": [act_view(one) for one in request.acts],
        "more_acts": request.more_acts,
        "firm_dates": [{"words": said(words), "url": url} for words, url in request.firm_dates],
        "more_dates": said(request.more_dates),
        "skipped": _reasons(request),
    }


def act_view(act: ActLine) -> dict[str, Any]:
    """An act in one or two lines."""
    return {"title": said(act.title), "why": said(act.why), "late": act.late, "url": act.url}


def _groups(mails: Iterable[WaitingMail]) -> list[dict[str, Any]]:
    """Who, by name, and how many things, one group a reason, the largest first.

    Those who stand on one row are named there: here the first few, and that it is one row.
    """
    found: dict[tuple[str, str], list[WaitingMail]] = {}
    for mail in mails:
        found.setdefault((mail.why or "messages", mail.row), []).append(mail)
    ordered = sorted(found.items(), key=lambda group: -len(group[1]))
    most = min(_MOST_NAMES, max(_NAMES_IN_ALL // max(len(ordered), 1), 1))
    return [
        {
            "title": said(f"{why.capitalize()} ({len(alike)}{', une ligne' if row else ''}) :"),
            "why": said(f"{why}{' sur une ligne' if row else ''}"),
            **_people(alike, most=min(most, _MOST_TOGETHER) if row else most),
        }
        for (why, row), alike in ordered
    ]


def _people(mails: list[WaitingMail], *, most: int) -> dict[str, Any]:
    """The names with the addresses of their rows, and how many are left out."""
    rest = len(mails) - most
    return {
        "people": [{"who": said(_who(mail)), "url": mail.url} for mail in mails[:most]],
        "rest": count_of(rest, "autre") if rest > 0 else "",
    }


def _who(mail: WaitingMail) -> str:
    """« Jeanne Vernet (3) »: of whom how many things are asked."""
    role = f"/{mail.role}" if mail.role else ""
    who = mail.person or f"{mail.partner}{role}"
    return f"{who} ({mail.lines})" if mail.lines > 1 else who


def _named(names: list[str], *, most: int) -> str:
    rest = len(names) - most
    more = f" et {count_of(rest, 'autre')}" if rest > 0 else ""
    return f"{', '.join(names[:most])}{more}"


def _unusual(mails: tuple[WaitingMail, ...]) -> Iterable[str]:
    """What « tout envoyer » does not do: mails and lines that want a word of their own."""
    alone = list(dict.fromkeys(mail.partner for mail in mails if mail.alone))
    naming = [mail for mail in mails if mail.naming_lines]
    lines = sum(mail.naming_lines for mail in naming)
    codes = list(dict.fromkeys(mail.partner for mail in naming))
    parts = [
        f"{count_of(sum(mail.alone for mail in mails), 'message')} "
        f"({_named(alone, most=_MOST_CODES)})"
        if alone
        else "",
        f"{count_of(lines, 'ligne')} qui {plural_word(lines, 'nomme', 'nomment')} un autre "
        f"partenaire ({_named(codes, most=_MOST_CODES)})"
        if lines
        else "",
    ]
    told = [part for part in parts if part]
    if told:
        yield (
            f"« tout envoyer » ne suffit pas{NBSP}: {' et '.join(told)} "
            f"{'veulent' if len(told) > 1 or lines > 1 or len(alone) > 1 else 'veut'} "
            "votre propre « envoyer »."
        )


def _reasons(request: DecisionRequest) -> list[str]:
    """« P04, P11 : partenaire en pause… », the most frequent first."""
    called = {(entry.partner, entry.role) for entry in request.call_list}
    people: dict[str, list[str]] = {}
    for entry in request.skipped:
        if entry.reason.startswith(_NO_NEWS):
            continue
        if entry.finding_key is None and (entry.partner, entry.role) not in called:
            who = f"{entry.partner} ({entry.role})" if entry.role else entry.partner
            people.setdefault(entry.reason, []).append(one_line(who))
    whole = sorted(people.items(), key=lambda item: (-len(item[1]), item[0]))
    told = [
        said(f"{_named(names, most=_MOST_UNASKED)}{NBSP}: {reason}")
        for reason, names in whole[:_MOST_REASONS]
    ]
    rest = sum(len(names) for _, names in whole[_MOST_REASONS:])
    if rest:
        told.append(
            said(
                f"{count_of(rest, 'autre personne', 'autres personnes')}{NBSP}: raisons en bas de "
                f"{quote('Relances')}"
            )
        )
    return told
