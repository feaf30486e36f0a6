"""Pure: what a committee decides: the questions asked of it, the decisions that still run.

Asked are the deviations beyond the alert threshold that the coordinator did not settle, and the
decisions that nobody answers for. Recommendations follow written rules, say so, and give way to
her own words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import NBSP, date_or, quote, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.words.decisions import is_running, read_decision_status
from relocalisons.core.money.books import open_books
from relocalisons.core.programme.references import waited_for, waiting_actions
from relocalisons.core.reports.committee.ending_money import EndingMoney, ask_about_ending
from relocalisons.core.reports.committee.gathered_questions import (
    ask_about_orphans,
    ask_about_volumes,
)
from relocalisons.core.reports.committee.question_rules import (
    BY_HER,
    Question,
    Surroundings,
    ask_about_late,
    ask_about_missing,
    ask_about_slipping,
)
from relocalisons.core.reports.funder.words import recommended_subject
from relocalisons.core.reports.shared.measures import Measures


def build_questions(
    programme: Programme,
    measures: Measures,
    *,
    on: date,
    open_decisions: tuple[Row, ...] = (),
    ending: tuple[EndingMoney, ...] = (),
) -> tuple[Question, ...]:
    """Every question there is for a session on a day, by stake: what others wait for comes first.

    What its own new date settles before the session is no question for it. `ending` is the money
    about to be lost, for a committee that answers for it.
    """
    around = Surroundings(
        waiting=_waiting_for(programme),
        causes=_causes(programme),
        funders={fold(each.code): typo(each.name) for each in programme.funders},
        handed_in={
            fold(line.deliverable.number): line.deliverable.status or ""
            for line in measures.deliverables_in(DeliverableState.HANDED_IN)
        },
        late={line.action.number: line.late_days for line in measures.late},
        awaited=_awaited_late(programme, measures),
        titles={
            fold(each.number): each.title for each in (*programme.actions, *programme.deliverables)
        },
        ends={fold(each.code): each.end for each in open_books(programme).funders if each.end},
    )
    alert = measures.delays.alert
    found = [
        *(
            ask_about_late(line, around=around, on=on)
            for line in measures.late
            if line.late_days > alert
        ),
        *(
            ask_about_slipping(line, around=around, alert=alert, on=on)
            for line in measures.slipping
            if (line.gap or 0) > alert and line.forecast and line.forecast > on
        ),
        *(ask_about_missing(line) for line in measures.missing if line.late_days > alert),
    ]
    found += [*ask_about_volumes(measures), *ask_about_orphans(open_decisions)]
    found += [ask_about_ending(each, measures, on=on) for each in ending if each.is_asked(on)]
    found.sort(key=lambda each: (*(-part for part in each.stake), each.subject))
    own = _own_recommendations(programme)
    return tuple(_as_she_recommends(each, own) for each in found)


def _waiting_for(programme: Programme) -> Mapping[str, tuple[str, ...]]:
    """Key of action → the numbers of the open actions that wait for it."""
    found = {
        key: tuple(each.number for each in waiting if not each.struck and is_open(each))
        for key, waiting in waiting_actions(programme).items()
    }
    return {key: names for key, names in found.items() if names}


def _awaited_late(programme: Programme, measures: Measures) -> Mapping[str, tuple[str, ...]]:
    """Key of action → the numbers of the late actions that it waits for."""
    late = {line.action.key: line.action.number for line in measures.late}
    awaited = waited_for(programme)
    found = {
        action.key: tuple(late[key] for key in awaited[action.key] if key in late)
        for action in programme.actions
        if not action.struck and is_open(action)
    }
    return {key: names for key, names in found.items() if names}


def _causes(programme: Programme) -> Mapping[str, str]:
    return {
        row.lasting_key: typo(shorten(row.plain("delay_cause"), limit=80)).rstrip(".")
        for row in programme.rows("actions")
        if row.plain("delay_cause")
    }


def _own_recommendations(programme: Programme) -> Mapping[str, str]:
    """Subject → her own recommendation: « Commentaires », report COPIL, section
    « Recommandation A1.2 »."""
    words: dict[str, str] = {}
    for row in programme.rows("comments"):
        subject = recommended_subject(row.plain("report"), row.plain("section"))
        if subject is not None:
            words[subject] = typo(row.plain("text"))
    return words


def _as_she_recommends(question: Question, own: Mapping[str, str]) -> Question:
    text = own.get(fold(question.subject))
    return (
        replace(question, recommendation=text, origin=BY_HER, advised="", why="")
        if text
        else question
    )


NO_OWNER = "sans responsable"
_NUMBER = re.compile(r"^D-(?P<year>\d{4})-(?P<rank>\d+)$")


def overdue(rows: Iterable[Row], *, as_of: date) -> tuple[Row, ...]:
    """Those that run and whose due day has gone by, both for sure."""
    return tuple(
        row
        for row in rows
        if is_running(row.said("status", read_decision_status))
        and (due := row.last_day("due")) is not None
        and due < as_of
    )


def decision_cells(programme: Programme, row: Row, *, limit: int) -> tuple[str, str, str, str]:
    """Number, words, who answers for it and due day; one without owner says so.

    A status in doubt stands after the words, as it was typed.
    """
    words = typo(shorten(row.plain("decision"), limit=limit))
    if row.said("status", read_decision_status).doubtful:
        typed = quote(typo(shorten(row.typed("status"), limit=30)))
        words = f"{words} (statut{NBSP}: {typed})"
    return (
        row.plain("number") or "–",
        words,
        owner_of(programme, row),
        date_or(row.last_day("due"), "sans date"),
    )


def owner_of(programme: Programme, row: Row) -> str:
    """The name of who answers for a decision, or `sans responsable`."""
    code = row.plain("owner")
    return partner_name(
        programme, code, limit=46, unknown=typo(shorten(code, limit=46)) or NO_OWNER
    )


def next_numbers(programme: Programme, *, year: int, count: int) -> tuple[str, ...]:
    """The numbers that the next decisions of a year will bear: `D-2026-014`, …"""
    ranks = [
        (int(found["year"]), int(found["rank"]))
        for row in programme.rows("decisions")
        if (found := _NUMBER.match(row.plain("number")))
    ]
    last = max((rank for own, rank in ranks if own == year), default=0)
    if ranks and not last:  # numbering may run on over the years, as people do
        last = max(rank for _, rank in ranks)
    return tuple(f"D-{year}-{last + 1 + index:03d}" for index in range(count))
