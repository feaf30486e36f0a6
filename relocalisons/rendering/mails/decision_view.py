"""Rendering: the mail about the week's messages as finished strings, on two screens of a phone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_day,
    join_words,
    plural_word,
    quote,
    say_moment,
    shorten,
)
from relocalisons.core.reminders.digests import CallEntry
from relocalisons.core.reminders.reasons import NO_ADDRESS, is_news
from relocalisons.rendering.mails.context import one_line, phone_address, said
from relocalisons.rendering.mails.messages import ActLine, DecisionRequest, WaitingMail

_MOST_NAMES = 12  # people named beside one reason
_NAMES_IN_ALL = 28  # so that the mail fits two screens of a phone, however many reasons
_MOST_TOGETHER = 4  # of those who stand on one row, which names them all
_MOST_CODES = 5
_MOST_REASONS = 3
_LONGEST_CALL = 50  # characters of what to say: one line of a phone
_LEAST = 12  # of these for what it is about, however long its state
# How reasons begin that are no news: who is up to date, and whom she took out herself.
_NO_NEWS = ("rien à signaler", "partenaire inactif")


def request_view(request: DecisionRequest) -> dict[str, Any]:
    """The strings of the mail, by the names that its templates use."""
    today = [one for one in request.call_list if _is_today(one, as_of=request.as_of)]
    later = [one for one in request.call_list if one not in today]
    return {
        "count": len(request.mails),
        "decision_reminder": request.decision_reminder,
        "deadline": say_moment(request.deadline),
        "url": request.url,
        "groups": _groups(request.mails),
        "safety_holds": [said(words) for words in request.safety_holds],
        "unusual": [said(words) for words in _unusual(request.mails)],
        "acts": [act_view(replace(one, why="")) for one in request.acts],
        "more_acts": request.more_acts,
        "calls": [
            call_view(one, url=request.call_urls.get((one.partner, one.role), "")) for one in today
        ],
        "call_count": len(request.call_list),
        "later": said(_later(later)),
        "skipped": _reasons(request),
    }


def act_view(act: ActLine) -> dict[str, Any]:
    """An act in one or two lines."""
    return {"title": said(act.title), "why": said(act.why), "late": act.late, "url": act.url}


def call_view(entry: CallEntry, *, url: str = "") -> dict[str, str]:
    """Who and about how many things, the number, and what to say first, in one line."""
    person = f"{entry.person} ({entry.role})" if entry.role else entry.person
    count = f" ({entry.lines})" if entry.lines > 1 else ""
    return {
        "who": said(f"{person}, {entry.partner}{count}"),
        "url": url,
        "phone": one_line(entry.phone),
        "phone_url": phone_address(one_line(entry.phone)),
        "say": said(say_call(entry)),
    }


def say_call(entry: CallEntry) -> str:
    """« A5.10 – Obtenir la HVE : 74 jours de retard »: the gravest thing, in one line.

    Who is called for want of an address is asked for it first.
    """
    what, _, status = (entry.points[0] if entry.points else "").rpartition(f"{NBSP}: ")
    first = "Son e-mail, puis " if entry.reason.startswith(NO_ADDRESS) else ""
    if not what:
        return f"{first}{status}"
    name = what.partition(" – ")[0] if first else what
    room = max(_LONGEST_CALL - len(first) - len(status) - len(f"{NBSP}: "), _LEAST)
    return f"{first}{shorten(name, limit=room)}{NBSP}: {status}"


def _is_today(entry: CallEntry, *, as_of: date | None) -> bool:
    return entry.on is None or as_of is None or entry.on <= as_of


def _later(calls: Iterable[CallEntry]) -> str:
    """« Les autres appels : mercredi 4 mars, Anne Roux (P02), … »."""
    days: dict[date, list[str]] = {}
    for one in calls:
        if one.on is not None:
            days.setdefault(one.on, []).append(f"{one.person} ({one.partner})")
    if not days:
        return ""
    told = [f"{format_day(day)}, {join_words(names)}" for day, names in days.items()]
    return f"Ensuite{NBSP}: {f'{THIN}; '.join(told)}."


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
    return f"{who} ({mail.lines})" if mail.lines else who


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
    """« P04, P11 : partenaire en pause… », the most frequent first; lines left out are counted."""
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
        said(f"{_named(names, most=_MOST_CODES)}{NBSP}: {reason}")
        for reason, names in whole[:_MOST_REASONS]
    ]
    rest = sum(len(names) for _, names in whole[_MOST_REASONS:])
    lines = sum(entry.finding_key is not None and is_news(entry) for entry in request.skipped)
    counted = [
        count_of(rest, "autre personne", "autres personnes") if rest else "",
        f"{count_of(lines, 'constat')} hors des messages" if lines else "",
    ]
    if any(counted):
        what = join_words([part for part in counted if part])
        told.append(said(f"{what}{NBSP}: raisons en bas de {quote('Relances')}"))
    return told
