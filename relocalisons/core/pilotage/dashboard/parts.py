"""Pure: the parts of « Tableau de bord », each a heading, its columns and its rows."""

from collections.abc import Sequence
from datetime import date, datetime

from relocalisons.core.acts.acts import Acts
from relocalisons.core.acts.awake import is_awake
from relocalisons.core.acts.red import (
    State,
    say_too_many,
    state_of,
    state_of_partner,
)
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import (
    Partner,
    Programme,
    TrackedFinding,
    UnreadTable,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_moment,
    join_words,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.pilotage.dashboard.figures import action_counts, listed
from relocalisons.core.pilotage.dashboard.findings import RAG_TINTS, REASON, Line, Part, Tells
from relocalisons.core.pilotage.dashboard.held_up import (
    HeldUp,
    say_holding_up,
    say_own_held_up,
)
from relocalisons.core.pilotage.dashboard.states import unless_delayed, unless_wrong
from relocalisons.core.plan.view import ActionState
from relocalisons.core.programme.standing import lost_tabs_of, say_cannot, say_unreadable
from relocalisons.core.reports.sections.rag_forecast import RagForecast
from relocalisons.core.reports.shared.measures import Measures, late_range
from relocalisons.core.reports.shared.tables import NO_STREAM, by_stream
from relocalisons.core.tables import BY_NAME
from relocalisons.core.views.own_tab import (
    CellValue,
    Tint,
    plain,
)
from relocalisons.core.views.rag import Rag, status


def streams_part(
    measures: Measures, *, programme: Programme, acts: Acts, rag_forecast: RagForecast, as_of: date
) -> Part:
    """One row a work stream: one state and one reason, as of a partner, then its counts.

    Grey where more of its actions are unknown than known and nothing presses; those of which
    nothing presses share a row. The committee's report compares its progress with what was
    expected, and the note says so.
    None where no line names one: « Sans axe » alone says what « Où en est le programme » says. Nor
    that of the lines without one where these are most: « À ranger » says it once.
    """
    streams = by_stream(measures.followed)
    if len(streams.get(NO_STREAM, ())) * 2 > len(measures.followed):
        del streams[NO_STREAM]
    lines: list[Line] = []
    fine: dict[str, str] = {}
    for name in sorted(streams, key=natural_order):
        keys = frozenset(line.action.key for line in streams[name])
        state = state_of(
            acts,
            lambda one, keys=keys: not keys.isdisjoint(one.finding.subject.split("/")),
            programme=programme,
            as_of=as_of,
        )
        state = unless_delayed(state, streams[name], rag_forecast=rag_forecast)
        unknown = sum(line.state is ActionState.UNKNOWN for line in streams[name])
        blind = state.level is Rag.GOOD and unknown * 2 > len(streams[name])
        state = state if blind else unless_wrong(state, late_range(streams[name]))
        level = Rag.UNKNOWN if blind else state.level
        if level is Rag.GOOD:
            fine[name] = f"{name} ({len(streams[name])})"
            continue
        reason = "" if blind else f"{state.reason[:1].upper()}{state.reason[1:]}"
        said = (reason, listed(*action_counts(streams[name])))
        row = (plain(name), len(streams[name]), plain(". ".join(part for part in said if part)))
        lines.append((RAG_TINTS[level], (status(level).text, *row)))
    # Where no meeting is followed nobody reads the other report.
    note = _STREAMS_ELSEWHERE if streams and programme.follows(Subject.MEETINGS) else ""
    return Part(
        heading="Par axe",
        columns=("État", "Axe", "Actions", REASON),
        lines=(*lines, *_fine_row(tuple(fine.values()))),
        note=note,
        tells=Tells.STATES,
        fine=tuple(map(plain, fine)),
    )


def _fine_row(names: Sequence[str]) -> tuple[Line, ...]:
    """Those of whom nothing presses share one row, below the others; « Conforme » says it."""
    if not names:
        return ()
    said = plain(typo(join_words(list(names))))
    return ((RAG_TINTS[Rag.GOOD], (status(Rag.GOOD).text, said)),)


_STREAMS_ELSEWHERE = typo(
    "L’état dit ce qui presse aujourd’hui ; celui du rapport du COPIL compare l’avancement à ce "
    "qui était attendu."
)


def partners_part(
    tracked: tuple[TrackedFinding, ...],
    measures: Measures,
    *,
    programme: Programme,
    acts: Acts,
    rag_forecast: RagForecast,
    as_of: date,
    held: Sequence[HeldUp] = (),
) -> Part:
    """One row a partner with something open or out of sight: one state, and the one reason for it.

    Those of whom nothing presses share a row. `held`: what waits for somebody else's line; what it
    moves has its row above. Hers alone to see.
    """
    lines: list[Line] = []
    states: list[State] = []
    fine: list[str] = []
    well: list[str] = []  # those too of whom nothing is open, and who have no place on the page
    grey = status(Rag.UNKNOWN, "Illisible").text
    for partner in sorted(programme.partners, key=lambda each: natural_order(each.code)):
        theirs = [one for one in tracked if one.finding.partner == partner.code]
        mine = [one for one in theirs if one.is_open]
        unseen = sum(one.unseen_since is not None for one in theirs)
        blind = say_unreadable(tracked, programme=programme, partner=partner.code)
        waits = say_own_held_up(held, partner=partner.code, programme=programme)
        holds = say_holding_up(held, partner=partner.code, programme=programme)
        if not (mine or unseen or blind or waits or holds):
            well.append(_called(partner))
        if mine or unseen or blind or waits or holds:
            hidden = f"{count_of(unseen, 'constat')} {say_cannot(unseen)}" if unseen else ""
            state = state_of_partner(acts, partner.code, programme=programme, as_of=as_of)
            apart = ", ".join(filter(None, (hidden, blind)))
            # Whatever she has noted, this page says above who waits for a line of theirs.
            if (waits or holds) and state.level is Rag.GOOD:
                state = State(level=Rag.WATCH, reason=holds or waits, brief=holds or waits)
            its_lines = measures.of_owner(partner.code)
            state = unless_delayed(state, its_lines.actions, rag_forecast=rag_forecast)
            state = unless_wrong(state, its_lines.late_range, its_lines.missing_range)
            # What nobody can read is grey, never green; what presses all the same is said.
            known = bool(mine or waits or holds) and not (apart and state.level is Rag.GOOD)
            states += [state] * known
            waiting = sum(is_awake(one, as_of=as_of) for one in mine)
            counts = _counts(mine, its_lines, waiting=waiting)
            if known and state.level is Rag.GOOD and not counts:
                fine.append(typo(partner.code))
                well.append(_called(partner))
                continue
            row = _partner_row(
                partner,
                counts,
                reason=state.reason if known else "",
                apart=apart,
                waiting=waiting,
            )
            shown = status(state.level).text if known else grey
            lines.append((RAG_TINTS[state.level] if known else Tint.GREY, (shown, *row)))
    return Part(
        heading="Par partenaire",
        columns=("État", "Partenaire", "Constats", REASON),
        lines=(*lines, *_fine_row(fine)),
        tells=Tells.STATES,
        fine=tuple(well),
        note=say_too_many(states, of=len(programme.partners)),
    )


def unread_part(programme: Programme) -> Part:
    """The workbooks that cannot be read: an older reading is still used, or says too little."""
    lines = (*programme.actions, *programme.deliverables, *programme.contracts)
    names = {line.place.file_id: line.place.workbook for line in lines}
    lost: dict[str, list[UnreadTable]] = {}
    for one in programme.unread:
        lost.setdefault(one.file_id, []).append(one)
    rows = tuple(
        (
            status(Rag.UNKNOWN, "Illisible").text,
            plain(tables[0].workbook),
            "",
            plain(_unread_words(tables)),
        )
        for tables in sorted(lost.values(), key=lambda each: natural_order(each[0].workbook))
    )
    rows += tuple(
        (
            status(Rag.UNKNOWN, "Ancien").text,
            plain(names.get(file_id, file_id)),
            "",
            _stale_words(lost_tabs_of(file_id, programme=programme), moment),
        )
        for file_id, moment in sorted(programme.stale.items(), key=lambda item: item[1])
    )
    return Part(
        heading="Classeurs que le service n’a pas pu lire",
        columns=("État", "Classeur", "", "Détail"),
        lines=tuple((Tint.GREY, row) for row in rows),
        tells=Tells.STATES,
    )


def _stale_words(tabs: tuple[str, ...], moment: datetime) -> str:
    """Since when the workbook, or what of it, is followed by an older reading."""
    one = f"l’onglet {quote(typo(tabs[0]))} ne se lit plus, " if len(tabs) == 1 else ""
    many = f"{join_words([quote(typo(tab)) for tab in tabs])} ne se lisent plus, " if tabs else ""
    read = "dernière lecture" if tabs else "dernière lecture complète"
    return f"{one or many}{read} le {format_moment(moment)}{NBSP}; aucun message n’en part"


def _unread_words(tables: list[UnreadTable]) -> str:
    """Which tables of one workbook, and since when: nothing is concluded of them."""
    titles = list(dict.fromkeys(quote(typo(BY_NAME[one.table].title)) for one in tables))
    days = [one.last_read for one in tables if one.last_read is not None]
    read = f"dernière bonne lecture le {format_moment(min(days))}" if days else "jamais lu"
    return f"{join_words(titles)} {say_cannot(len(titles))} ({read}){THIN}; aucun message n’en part"


def _counts(mine: Sequence[TrackedFinding], measures: Measures, *, waiting: int) -> str:
    """What of theirs is late or missing, and how much she has decided on already."""
    decided = len(mine) - waiting
    late, missing = measures.late_range, measures.missing_range
    parts = (
        late.counting("action en retard", "actions en retard") if late.most else "",
        missing.counting("livrable manquant", "livrables manquants") if missing.most else "",
        f"{count_of(decided, 'décidé')} à part" if decided else "",
    )
    return ", ".join(filter(None, parts))


def _called(partner: Partner) -> str:
    return plain(f"{partner.code} – {typo(partner.name)}")


def _partner_row(
    partner: Partner, counts: str, *, reason: str, apart: str, waiting: int
) -> tuple[CellValue, ...]:
    said = ", ".join(filter(None, (counts, apart)))
    reason = f"{reason[:1].upper()}{reason[1:]}"
    return (
        _called(partner),
        waiting,
        plain(". ".join(filter(None, (reason, said)))),
    )
