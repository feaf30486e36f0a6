"""Pure: the topics of the deck that name partners; none of their rows carries a status."""

from datetime import date, timedelta

from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    counted,
    format_date,
    format_long_date,
    name_some,
    quote,
    shorten,
    typo,
)
from relocalisons.core.meetings.words.decisions import read_decision_status
from relocalisons.core.reports.committee.questions import NO_OWNER, decision_cells, overdue
from relocalisons.core.reports.deck.deck import (
    MAX_ROWS,
    SHORT_TITLE,
    SlideColumn,
    SlideTable,
    Topic,
    rows_left,
    topic_of,
)
from relocalisons.core.reports.shared.agenda import (
    COMING_DAYS,
    FUNDING,
    Coming,
    coming_ends,
    coming_lines,
    plan_row,
)
from relocalisons.core.reports.shared.measures import Measures

NO_BREAK = "\u2011"  # a hyphen that keeps a number on its line


def followed(programme: Programme, rows: tuple[Row, ...], *, as_of: date) -> Topic:
    """The decisions that still run; owners are named, without any colour."""
    late_ones = overdue(rows, as_of=as_of)
    orphans = [row for row in rows if not row.plain("owner")]
    title = counted(
        len(rows),
        none="Aucune décision précédente n’est en cours",
        one="1 décision précédente est en cours",
        many="{n} décisions précédentes sont en cours",
    )
    unsure = [row for row in rows if row.said("status", read_decision_status).doubtful]
    apart = [
        *([f"{count_of(len(late_ones), 'échue')} à la date de la séance"] if late_ones else []),
        *([f"{len(unsure)}{NBSP}au statut à préciser"] if unsure else []),
    ]
    if apart:
        title += f", dont {' et '.join(apart)}"
    takeaway = ""
    if orphans:
        verb = "est sans responsable" if len(orphans) == 1 else "sont sans responsable"
        numbers = name_some([row.plain("number") or "sans numéro" for row in orphans], limit=4)
        takeaway = f"{numbers} {verb}{NBSP}: à désigner en séance."
    elif rows:
        cells = decision_cells(programme, rows[0], limit=SHORT_TITLE)
        takeaway = f"La première attendue{NBSP}: {cells[0]}, {cells[3]}."
    # Those that are overdue first, or may be: each line of them is gone through.
    first = [row for row in rows if row in late_ones or (row in unsure and _is_past(row, as_of))]
    overdue_first = (*first, *(row for row in rows if row not in first))
    left = overdue_first[MAX_ROWS:]
    late_left = [row.plain("number") or "sans numéro" for row in left if row in late_ones]
    named = name_some(late_left, limit=4).replace("-", NO_BREAK)
    rest = f", dont {count_of(len(late_left), 'échue')} ({named})," if late_left else ""
    table = SlideTable(
        columns=(
            SlideColumn(header="N°", width=18),
            SlideColumn(header="Décision", width=60),
            SlideColumn(header="Responsable", width=34),
            SlideColumn(header="Échéance", width=16),
        ),
        rows=tuple(
            decision_cells(programme, row, limit=SHORT_TITLE) for row in overdue_first[:MAX_ROWS]
        ),
        note=rows_left(len(left), (f"autre décision{rest}", f"autres décisions{rest}")),
    )
    return topic_of(
        "Suites des décisions",
        title,
        sentences=(f"{title}.", *((takeaway,) if takeaway else ())),
        table=table,
        takeaway=takeaway,
        notes=f"Pour chaque ligne{NBSP}: faite, ou nouvelle échéance. Une décision "
        f"« {NO_OWNER} » reçoit un nom avant de passer à la suite.",
    )


def _is_past(row: Row, as_of: date) -> bool:
    return (due := row.last_day("due")) is not None and due < as_of


def coming(
    programme: Programme, measures: Measures, *, on: date, decisions: tuple[Row, ...] = ()
) -> Topic:
    """What is due from the session (`on`) to thirty days after the figures, without any colour.

    Lines of the plan, decisions that run, and the last days of eligibility.
    """
    rows = coming_rows(programme, measures, on=on, decisions=decisions)
    until = measures.as_of + timedelta(days=COMING_DAYS)
    span = f"du {format_long_date(on)} au {format_long_date(until)}"
    if on > until:
        span = f"à partir du {format_long_date(on)}"
    title = counted(
        len(rows),
        none=f"Aucune échéance {span}",
        one=f"1 échéance {span}",
        many=f"{{n}} échéances {span}",
    )
    table = SlideTable(
        columns=(
            SlideColumn(header="Date", width=15),
            SlideColumn(header="N°", width=16),
            SlideColumn(header="Nature", width=15),
            SlideColumn(header="Intitulé", width=50),
            SlideColumn(header="Responsable", width=35),
        ),
        rows=tuple(row for row in rows[:MAX_ROWS]),
        note=rows_left(len(rows) - MAX_ROWS, ("autre échéance", "autres échéances")),
    )
    return topic_of(
        "Prochaines échéances",
        title,
        sentences=(
            f"{title}.",
            *(f"{row[0]}{NBSP}: {_due_words(row)}." for row in rows[:4]),
        ),
        table=table,
        takeaway=f"La première{NBSP}: {_due_words(rows[0])}, le {rows[0][0]}." if rows else "",
        notes="Demander si quelqu’un sait déjà qu’une de ces dates ne sera pas tenue.",
    )


def _due_words(row: tuple[str, ...]) -> str:
    """« A6.14 « Animer un atelier » »; a funder's last day is a day, not the title of a code."""
    _, number, kind, title, _ = row
    if kind == FUNDING:
        return f"{title[:1].lower()}{title[1:]}"
    return f"{number} {quote(title)}"


def coming_rows(
    programme: Programme, measures: Measures, *, on: date, decisions: tuple[Row, ...] = ()
) -> tuple[tuple[str, ...], ...]:
    """Everything due from that day to thirty days after the figures, by date."""
    until = measures.as_of + timedelta(days=COMING_DAYS)
    found: list[Coming] = [
        Coming(
            due_on=day,
            cells_after=(
                number,
                kind,
                typo(shorten(plan_row(line).title, limit=SHORT_TITLE)),
                partner_name(
                    programme, plan_row(line).owner, limit=44, unknown=plan_row(line).owner or "–"
                ),
            ),
        )
        for day, number, kind, line in coming_lines(measures)
        if day >= on
    ]
    found += coming_ends(programme, start=on, end=until)
    found += [
        Coming(due_on=due, cells_after=(cells[0], "Décision", cells[1], cells[2]))
        for row in decisions
        if (due := row.last_day("due")) is not None and on <= due <= until
        for cells in (decision_cells(programme, row, limit=SHORT_TITLE),)
    ]
    found.sort(key=lambda one: (one.due_on, one.cells_after[0]))
    return tuple((format_date(one.due_on), *one.cells_after) for one in found)
