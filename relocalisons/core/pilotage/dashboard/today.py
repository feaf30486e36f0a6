"""Pure: « À faire aujourd’hui »: what cannot wait for tomorrow, and where it is done.

She reads it on a phone between two meetings: the mails to decide, how many lines the tab « À
faire » beside has and the first of them, the promises that no call tells (ADR 0075).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from relocalisons.core.acts.acts import Act, Acts
from relocalisons.core.acts.asking import is_promise_line
from relocalisons.core.acts.awake import is_awake
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import say_act, say_why
from relocalisons.core.kernel.model import Programme, Severity, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    join_words,
    name_some,
    plural_word,
    quote,
    say_moment,
    shorten,
    typo,
)
from relocalisons.core.pilotage.dashboard.findings import Part, Tells
from relocalisons.core.programme.standing import say_cannot
from relocalisons.core.tables import TO_DO
from relocalisons.core.views.own_tab import CellValue, Tint, link, plain

_LONGEST = 200  # characters
_IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d{3}\b|€)")
_EACH = 5  # promises; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorInbox:
    """What waits for her beside the findings.

    `waiting` counts the reminders to decide before `deadline` (programme's time zone, None when
    there are none), `invitations` those to meetings. `tabs` maps a tab title of « Pilotage » to
    its address, `rows` the key of a row of « À faire » to what opens that very row.
    """

    waiting: int = 0
    deadline: datetime | None = None
    invitations: int = 0
    tabs: Mapping[str, str] = field(default_factory=dict[str, str])
    rows: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    tint: Tint
    verb: str
    what: str
    tab: str = ""
    row: str = ""  # the key of its row there


def today_part(
    tracked: tuple[TrackedFinding, ...],
    acts: Acts,
    *,
    programme: Programme,
    inbox: CoordinatorInbox,
    as_of: date,
    delayed: Sequence[str] = (),
    due: str = "",
    presses: bool = False,
    told: Collection[str] = (),
) -> Part:
    """The first part of the tab; « tout va bien » when nothing waits for her and all is read.

    Not even « rien ne presse » where a delay is foreseen (`delayed`: of which actions), where
    something ends (`due`: today or the working day after it, which is no task of hers yet) or where
    another line of the page says that something `presses`. `told`: the keys of the acts that a page
    of this week has named already: they have their row in « À faire ».
    """
    placed = place(acts, programme=programme, as_of=as_of)
    week = len(placed[When.THIS_WEEK])
    tasks = [
        *_mails(inbox),
        *_acts(placed, programme=programme, as_of=as_of, told=told),
        *_promises(acts, told=told),
    ] or [
        _nothing(
            tracked,
            programme=programme,
            as_of=as_of,
            delayed=delayed,
            presses=_not_today(week) if presses or due or week or _promise_lines(acts) else None,
        )
    ]
    if due:
        tasks.append(_Task(tint=Tint.NONE, verb="À finir", what=due))
    return Part(
        heading="À faire aujourd’hui",
        columns=(),
        lines=tuple((task.tint, _row(task, inbox=inbox)) for task in tasks),
        tells=Tells.TODAY,
    )


def named_today(acts: Acts, *, programme: Programme, as_of: date) -> tuple[str, ...]:
    """The keys of the acts that the part names: the first of today, and promises."""
    today = place(acts, programme=programme, as_of=as_of)[When.TODAY]
    return tuple(str(act.key) for act in (*today[:1], *_promise_lines(acts)[:_EACH]))


def _not_today(week: int) -> _Task:
    """No reassurance: a row of the page, or a line of the week, says that something presses."""
    lines = f"{THIN}; {count_of(week, 'ligne')} cette semaine" if week else ""
    return _Task(
        tint=Tint.NONE,
        verb="○ Rien",
        what=f"Aucune ligne d’« À faire » n’est pour aujourd’hui{lines}.",
        tab=TO_DO.title,
    )


def _nothing(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    as_of: date,
    delayed: Sequence[str],
    presses: _Task | None,
) -> _Task:
    """Nothing presses, unless `presses` says what does; « tout va bien » only where nothing waits
    and everything could be read.
    """
    unseen = sum(one.unseen_since is not None for one in tracked)
    waiting = any(
        one.finding.severity is not Severity.INFO and is_awake(one, as_of=as_of) for one in tracked
    )
    # How many is said once, where the page counts what waits.
    looked_at = f"ce qui reste se regarde quand vous pourrez, dans {quote('Anomalies')}"
    if delayed and not (unseen or programme.unread or programme.stale):
        verb = plural_word(len(delayed), "risque", "risquent")
        whose = plural_word(len(delayed), "sa", "leur")
        what = f"{count_of(len(delayed), 'action')} {verb} de finir après {whose} référence{NBSP}: "
        what += name_some([typo(number) for number in delayed])
        return _Task(
            tint=Tint.WATCH,
            verb="▲ Retard prévu",
            what=f"{what}{f' ; {looked_at}' if waiting else ''}.",
            tab="Anomalies" if waiting else "",
        )
    if presses is not None and not (unseen or programme.unread or programme.stale):
        return presses
    if waiting and not (unseen or programme.unread or programme.stale):
        return _Task(
            tint=Tint.FINE,
            verb="● Rien",
            what=f"Rien ne presse{NBSP}: {looked_at}.",
            tab="Anomalies",
        )
    if not (unseen or programme.unread or programme.stale):
        return _Task(
            tint=Tint.FINE, verb="● Rien", what="Tout va bien : rien n’attend votre décision."
        )
    apart = f", et {count_of(unseen, 'constat')} {say_cannot(unseen)}" if unseen else ""
    what = f"rien n’attend votre décision, mais tout n’a pas pu être lu{apart}"
    return _Task(tint=Tint.GREY, verb="○ Rien", what=what[0].upper() + what[1:] + ".")


def _row(task: _Task, *, inbox: CoordinatorInbox) -> tuple[CellValue, ...]:
    address = inbox.rows.get(task.row) or inbox.tabs.get(task.tab, "")
    # The row is in the words: what is shown tells whether the cell must be written again.
    place = address.partition("range=")[2].partition(":")[0]
    opened = link(address, f"Ouvrir {place}".strip()) if address else ""
    # Beyond this the text would run under the link.
    what = _IN_A_NUMBER.sub(NBSP, shorten(task.what, limit=_LONGEST))  # « 26 702 € » in one line
    return (task.verb, plain(what), "", "", "", opened)


def _mails(inbox: CoordinatorInbox) -> Iterator[_Task]:
    before = f" à valider avant {say_moment(inbox.deadline)}" if inbox.deadline else ""
    waiting = [
        *((f"{count_of(inbox.waiting, 'relance')}{before}",) if inbox.waiting and before else ()),
        *(
            (f"{count_of(inbox.invitations, 'convocation')} à valider",)
            if inbox.invitations
            else ()
        ),
    ]
    if waiting:
        yield _Task(
            tint=Tint.WATCH,
            verb="▲ Décider",
            what=f"{join_words(waiting)}, dans {quote('Relances')}",
            tab="Relances",
        )


def _acts(
    placed: Mapping[When, Sequence[Act]],
    *,
    programme: Programme,
    as_of: date,
    told: Collection[str],
) -> Iterator[_Task]:
    """How many lines « À faire » has, and the first of today: the tab itself is beside."""
    if not placed[When.TODAY]:
        return
    first, *others = placed[When.TODAY]
    after = ((When.THIS_WEEK, "cette semaine"), (When.LATER, "plus tard"))
    counts = [f"{len(others) + 1} aujourd’hui"]
    counts += [f"{len(placed[when])} {words}" for when, words in after if placed[when]]
    why, said = say_why(first, as_of=as_of), say_act(first, programme=programme)
    lead = "D’abord" if others else "C’est"
    named = f". {lead}{NBSP}: {said}{f'. {why}' if why else ''}"
    yield _Task(
        tint=Tint.WATCH,
        verb="▲ À faire",
        what=f"{', '.join(counts)}, dans {quote(TO_DO.title)}"
        f"{'' if str(first.key) in told else named}",
        tab=TO_DO.title,
        row=str(first.key),
    )


def _promise_lines(acts: Acts) -> list[Act]:
    return [act for act in acts.acts if is_promise_line(act)]


def _promises(acts: Acts, *, told: Collection[str]) -> Iterator[_Task]:
    """What a partner had promised, without a line to name it, and that no call tells.

    In « À faire » it is of the week: no line above has it.
    """
    lines = [act for act in _promise_lines(acts) if str(act.key) not in told]
    for act in lines[:_EACH]:
        yield _Task(
            tint=Tint.WATCH,
            verb="▲ Promesse",
            what=act.offers[0].point,
            tab=TO_DO.title,
            row=str(act.key),
        )
    if rest := lines[_EACH:]:
        others = count_of(len(rest), "autre promesse", "autres promesses")
        yield _Task(tint=Tint.WATCH, verb="", what=f"et {others}")
