"""Pure: plans that say dates and no state: what has gone by is asked once, never guessed late."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.model import (
    Action,
    Audience,
    Doubt,
    Finding,
    Programme,
    Severity,
    SourcedTable,
)
from relocalisons.core.kernel.wording import contact_of, say_tab
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_date,
    name_some,
    plural_word,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.programme.plan_kinds import PlanKind

_SHARE = 0.5  # of the lines without a state, from which the sheet is kept without one
_NAMED = 8


def find_past_dates(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """One question a plan of which hardly any line says its state, and of which dates have passed.

    A line with an actual end, struck through or wholly done is no question.
    """
    by_tab: dict[tuple[str, int], list[Action]] = {}
    for action in programme.actions:
        place = action.place
        by_tab.setdefault((place.file_id, place.sheet_id), []).append(action)
    return tuple(
        finding
        for table in programme.tables.get("actions", ())
        for lines in (by_tab.get((table.workbook.file_id, table.tab.sheet_id), []),)
        for finding in _asked(table, lines, programme=programme, as_of=as_of)
    )


def _asked(
    table: SourcedTable, lines: list[Action], *, programme: Programme, as_of: date
) -> Iterator[Finding]:
    silent = [action for action in lines if action.status.doubt is Doubt.ABSENT]
    if len(silent) < _SHARE * len(lines):
        return
    passed = [
        (due.day, action)
        for action in silent
        if is_open(action) is None
        and action.progress.value != 1
        and (due := action_due(action)) is not None
        and due.day < as_of
    ]
    if not passed:
        return
    passed.sort(key=lambda pair: (pair[0], natural_order(pair[1].number)))
    count = len(passed)
    partner = programme.partner(table.partner)
    first = passed[0][1].place
    named = [
        f"{action.number or typo(action.title)} ({format_date(day)})" for day, action in passed
    ]
    has_column = "status" in table.reading.columns
    where = say_tab(first.cell("planned_end"))
    if has_column:
        order, of = f"remplir la colonne {quote('Statut')} de {where}", "de "
    else:
        order, of = f"ajouter une colonne {quote('Statut')} à {where}", "d’"
    asked = f"demander à {contact_of(partner)} {of}{order}" if partner else order
    yield Finding(
        kind=PlanKind.DATES_WITHOUT_STATE,
        subject=f"{table.owner}/{table.table.name}/status",
        partner=partner.code if partner else None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{quote(typo(table.tab.title))}{NBSP}: "
        f"{count_of(count, 'date passée', 'dates passées')}, aucun état{NBSP}: "
        f"{plural_word(count, 'terminée', 'terminées')} ou en retard{THIN}?",
        action=f"{asked[0].upper()}{asked[1:]}{THIN}; en attendant, rien n’y est dit en retard.",
        label=f"{typo(table.tab.title)} – Statut",
        evidence=(first.cell("planned_end"),),
        detail=f"{name_some(named, limit=_NAMED)}.",
    )
