"""Pure: workbooks that read dates and numbers as another country types them."""

from collections.abc import Iterable, Mapping

from babel import Locale, UnknownLocaleError

from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    DateInterval,
    Finding,
    Partner,
    Severity,
    SourcedTable,
)
from relocalisons.core.kernel.wording import contact_of
from relocalisons.core.kernel.words.french import NBSP, count_of, plural_word, quote, typo
from relocalisons.core.programme.findings.data import ReadingKind

FRENCH = "fr"
_TURNED = 12  # a day up to the twelfth can also be a month
_SHOWN = 3


def find_foreign_workbooks(
    tables: Iterable[SourcedTable], *, partners: Mapping[str, Partner]
) -> tuple[Finding, ...]:
    """One finding a workbook whose regional settings are not French.

    In an American workbook « 03/04/2026 » becomes the fourth of March as it is typed; what was
    typed before stays right, and nothing in the cell tells which. So the days that could be
    turned round are counted and shown, and nothing is changed. A workbook of which no setting is
    known reads as French.
    """
    books: dict[str, list[SourcedTable]] = {}
    for table in tables:
        if table.workbook.locale.partition("_")[0].lower() != FRENCH:
            books.setdefault(table.workbook.file_id, []).append(table)
    return tuple(_foreign(found, partners=partners) for found in books.values())


def _foreign(tables: list[SourcedTable], *, partners: Mapping[str, Partner]) -> Finding:
    first = tables[0]
    book = first.workbook
    partner = partners.get(first.partner or "")
    turned = [place for table in tables for place in _could_be_turned(table)]
    shown = ", ".join(f"{place.cell} ({place.tab})" for place in turned[:_SHOWN])
    more = " …" if len(turned) > _SHOWN else ""
    what = (
        f"{count_of(len(turned), 'date')} {plural_word(len(turned), 'peut', 'peuvent')} avoir le "
        f"jour et le mois inversés{NBSP}: {shown}{more}."
        if turned
        else "Aucune de ses dates ne peut être inversée à ce jour."
    )
    ask = f" (voir avec {contact_of(partner)})" if partner else ""
    return Finding(
        kind=ReadingKind.WORKBOOK_LOCALE,
        subject=f"{first.owner}/{book.file_id}",
        partner=partner.code if partner else None,
        severity=Severity.ALERT if turned else Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"Le classeur {quote(typo(book.name))} est réglé pour {_language(book.locale)}"
        f"{NBSP}: une date tapée {quote('03/04/2026')} peut y devenir le 4{NBSP}mars.",
        action=typo(
            "Ouvrir le classeur, « Fichier », « Paramètres », « Paramètres régionaux » : choisir "
            f"« France », puis vérifier les dates tapées depuis{ask}."
        ),
        label=typo(book.name),
        evidence=tuple(turned[:_SHOWN]) or (first.place(1).cell(first.table.columns[0].name),),
        detail=what,
    )


def _could_be_turned(table: SourcedTable) -> list[CellRef]:
    """Cells that hold one day, whose day and month can change places and give another day."""
    return [
        row.place.cell(name)
        for row in table.rows
        if not row.struck
        for name, reading in row.readings.items()
        if isinstance(day := reading.value, DateInterval)
        and day.earliest == day.latest
        and day.latest.day <= _TURNED
        and day.latest.day != day.latest.month
        and _is_number(row.cells.get(name))
    ]


def _is_number(cell: object) -> bool:
    """Text stays as typed and is read day first; only what Sheets made a date can be turned."""
    value = getattr(cell, "value", cell)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _language(code: str) -> str:
    try:
        name = Locale.parse(code).get_display_name("fr")
    except (UnknownLocaleError, ValueError):
        name = None
    return quote(name or code)
