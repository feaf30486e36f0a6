"""Pure: what a funder wants in its reports, and the coordinator's own words in each of them.

Sections, indicators, columns and thresholds of delay are typed in « Financeurs »; an empty cell
means the usual content of that type of report. What cannot be understood is left out, said, and
the usual content stays in force. A line of « Commentaires » names a report, a section and a
period; what names no section of ours is not lost: it is said, with the closest name, and it waits.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.kernel.model import CellRef, Funder, Programme, Row
from relocalisons.core.kernel.words.french import typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.funder.words import (
    REPORTS,
    closest_column,
    closest_report,
    closest_section,
    column_of,
    is_period,
    is_recommendation,
    is_report,
    section_of,
)
from relocalisons.core.reports.shared.amounts import COLUMNS
from relocalisons.core.views.rag import USUAL_DELAYS, DelayScale

# Page one must be enough by itself, and every figure must be traceable: nobody may drop these.
FIRST = ("essentiel", "changements", "decisions")
LAST = ("sources",)
# Shown when there is something to say, whatever the profile.
ALWAYS = ("faits", "corrections")
# An instructor sends back a report without them.
ALWAYS_IN_REPORTS = (*ALWAYS, "ecarts")

# Of a note that a funder has poured into its own Word file: its tags decide what stands there.
_IN_ITS_FILE = ("planning", "livrables", "indicateurs", "volumes", "depenses", "risques", "qualite",
                "plan")  # fmt: skip
_LONG = ("realisations", "planning", "ecarts", "livrables", "indicateurs", "volumes", "depenses",
         "diffusion", "risques", "qualite", "signature", "plan")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownWord:
    """A word of « Financeurs » or « Commentaires » that is not understood; what it may mean.

    `row_key` tells the lines of « Commentaires » apart; empty for « Financeurs », whose lines have
    a code.
    """

    column: str
    word: str
    closest: str | None
    cell: CellRef
    row_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderProfile:
    """What one funder wants; empty tuples mean the usual content."""

    sections: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    columns: tuple[str, ...] = tuple(COLUMNS)
    delays: DelayScale = USUAL_DELAYS
    template: str = ""  # address of the funder's own Word file
    problems: tuple[UnknownWord, ...] = field(default=())

    def sections_of(self, kind: ReportType) -> tuple[str, ...]:
        """The ids of a report's sections in order, the first and last ones always there.

        A monthly note is page one alone, unless the funder has its own Word file: its annex holds
        the rest, and the sections that a funder names are those of its larger reports.
        """
        monthly = kind is ReportType.MONTHLY
        if monthly and not self.template:
            first, last = FIRST[:-1], FIRST[-1:]
            return (*first, *ALWAYS, *last)
        usual = _IN_ITS_FILE if monthly else _LONG
        chosen = [name for name in (self.sections or usual) if name not in (*FIRST, *LAST)]
        always = ALWAYS if monthly else ALWAYS_IN_REPORTS
        added = [name for name in always if name not in chosen]
        signed = () if monthly or "signature" in chosen else ("signature",)
        return (*FIRST, *added, *chosen, *signed, *LAST)


def funder_row(programme: Programme, code: str) -> Row | None:
    """The line of « Financeurs » of that code, or None."""
    rows = programme.rows("funders")
    return next((row for row in rows if fold(row.plain("code")) == fold(code)), None)


def profile_of(programme: Programme, funder: Funder) -> FunderProfile:
    """What « Financeurs » says of that funder's reports."""
    row = funder_row(programme, funder.code)
    if row is None:
        return FunderProfile()
    problems: list[UnknownWord] = []
    sections = _choices(row, "report_sections", find=section_of, near=closest_section, to=problems)
    columns = _choices(row, "report_columns", find=column_of, near=closest_column, to=problems)
    return FunderProfile(
        sections=sections,
        indicators=_words(row.plain("report_indicators")),
        columns=columns or tuple(COLUMNS),
        delays=_delays(row, to=problems),
        template=row.plain("report_template"),
        problems=tuple(problems),
    )


def _choices(
    row: Row,
    column: str,
    *,
    find: Callable[[str], str | None],
    near: Callable[[str], str | None],
    to: list[UnknownWord],
) -> tuple[str, ...]:
    found: list[str] = []
    for word in _words(row.plain(column)):
        name = find(word)
        if name is None:
            to.append(
                UnknownWord(
                    column=column, word=word, closest=near(word), cell=row.place.cell(column)
                )
            )
        elif name not in found:
            found.append(name)
    return tuple(found)


def _delays(row: Row, *, to: list[UnknownWord]) -> DelayScale:
    text = row.plain("delay_scale")
    if not text:
        return USUAL_DELAYS
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 2 and numbers[0] < numbers[1] <= 365:
        return DelayScale(watch=numbers[0], alert=numbers[1])
    to.append(
        UnknownWord(
            column="delay_scale", word=text, closest="7 ; 30", cell=row.place.cell("delay_scale")
        )
    )
    return USUAL_DELAYS


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;,\n]", text) if part.strip())


Remarks = Mapping[str, tuple[str, ...]]  # section id → her paragraphs


def remarks_of(
    programme: Programme, report: str, *, start: date, end: date, funder: str = ""
) -> Remarks:
    """Her paragraphs for one report (a `ReportType` value, or `copil`), by section.

    A line without period goes into every period; one that names a funder after the report's name
    (« Note mensuelle FRA ») goes to that funder alone.
    """
    kept: dict[str, list[str]] = {}
    for row in programme.rows("comments"):
        words = row.plain("text")
        section = section_of(row.plain("section"))
        if not words or section is None or not is_period(row.plain("period"), start=start, end=end):
            continue
        if is_report(row.plain("report"), report, codes=[fold(funder)]):
            kept.setdefault(section, []).extend(
                typo(part.strip()) for part in re.split(r"\n{2,}", words) if part.strip()
            )
    return {section: tuple(lines) for section, lines in kept.items()}


def unplaced_remarks(programme: Programme) -> tuple[UnknownWord, ...]:
    """The lines whose report or section has no name that we know, in the order of the tab."""
    funders = [fold(one.code) for one in programme.funders]
    found: list[UnknownWord] = []
    for row in programme.rows("comments"):
        report, section = row.plain("report"), row.plain("section")
        if report and not any(is_report(report, kind, codes=funders) for kind in REPORTS):
            found.append(_unplaced(row, "report", report, closest=closest_report(report)))
        elif section and section_of(section) is None and not is_recommendation(report, section):
            found.append(_unplaced(row, "section", section, closest=closest_section(section)))
    return tuple(found)


def _unplaced(row: Row, column: str, word: str, *, closest: str | None) -> UnknownWord:
    return UnknownWord(
        column=column,
        word=word,
        closest=closest,
        cell=row.place.cell(column),
        row_key="/".join(fold(row.plain(name)) for name in ("report", "section", "period")),
    )
