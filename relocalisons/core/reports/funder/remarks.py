"""Pure: the coordinator's own words of « Commentaires », carried into every generation.

A line names a report, a section and a period. What names no section of ours is not lost: it is
said, with the closest name, and it waits in her tab.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from relocalisons.core.kernel.model import CellRef, Programme
from relocalisons.core.kernel.words.french import format_month, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.programme.rows import table_rows, text_of
from relocalisons.core.programme.scope import period_words
from relocalisons.core.reading.sheet_rows import Row
from relocalisons.core.reports.funder.profile import closest_section, section_of

Remarks = Mapping[str, tuple[str, ...]]  # section id → her paragraphs

COPIL = "copil"
RECOMMENDATION = "recommandation"
_NAMES: dict[str, tuple[str, ...]] = {
    ReportType.MONTHLY.value: ("note mensuelle", "note", "note au financeur", "rapport mensuel"),
    ReportType.INTERIM.value: ("rapport intermediaire", "intermediaire", "bilan intermediaire"),
    ReportType.ANNUAL.value: ("rapport annuel", "annuel", "bilan annuel"),
    ReportType.FINAL.value: ("rapport final", "final", "bilan final"),
    ReportType.CLAIM.value: ("demande de paiement", "demande"),
    COPIL: ("copil", "rapport copil", "rapport du copil", "comite de pilotage"),
}
# What she is advised to write, accents included.
_SHOWN = {
    ReportType.MONTHLY.value: "Note mensuelle",
    ReportType.INTERIM.value: "Rapport intermédiaire",
    ReportType.ANNUAL.value: "Rapport annuel",
    ReportType.FINAL.value: "Rapport final",
    ReportType.CLAIM.value: "Demande de paiement",
    COPIL: "COPIL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedRemark:
    """A line of « Commentaires » that no report can take; `closest` is what it may mean."""

    column: str  # report | section
    word: str
    closest: str | None
    cell: CellRef
    row_key: str


def remarks_of(
    programme: Programme, report: str, *, start: date, end: date, funder: str = ""
) -> Remarks:
    """Her paragraphs for one report (a `ReportType` value, or `copil`), by section.

    A line without period goes into every period; one that names a funder after the report's name
    (« Note mensuelle FRA ») goes to that funder alone.
    """
    kept: dict[str, list[str]] = {}
    for row in table_rows(programme, "comments"):
        words = text_of(row, "text")
        section = section_of(text_of(row, "section"))
        if not words or section is None or not _is_of_period(row, start=start, end=end):
            continue
        if _is_for(text_of(row, "report"), report, funder=funder):
            kept.setdefault(section, []).extend(_paragraphs(words))
    return {section: tuple(lines) for section, lines in kept.items()}


def unplaced_remarks(programme: Programme) -> tuple[UnplacedRemark, ...]:
    """The lines whose report or section has no name that we know, in the order of the tab."""
    funders = [fold(one.code) for one in programme.funders]
    found: list[UnplacedRemark] = []
    for row in table_rows(programme, "comments"):
        report, section = text_of(row, "report"), text_of(row, "section")
        if report and _named(report, funders=funders) is None:
            found.append(_unplaced(row, "report", report, closest=_closest_report(report)))
        elif section and section_of(section) is None and not is_recommendation(report, section):
            found.append(_unplaced(row, "section", section, closest=closest_section(section)))
    return tuple(found)


def is_recommendation(report: str, section: str) -> bool:
    """Whether a line is her own answer to a question of the committee: « Recommandation A1.2 »."""
    return fold(report) in _NAMES[COPIL] and fold(section).startswith(f"{RECOMMENDATION} ")


def _is_for(text: str, report: str, *, funder: str) -> bool:
    words = fold(text)
    names = _NAMES.get(report, ())
    code = fold(funder)
    return words in names or (bool(code) and any(words == f"{name} {code}" for name in names))


def _named(text: str, *, funders: list[str]) -> str | None:
    words = fold(text)
    for report, names in _NAMES.items():
        for name in names:
            if words == name or any(words == f"{name} {code}" for code in funders):
                return report
    return None


def _closest_report(text: str) -> str | None:
    known = {name: report for report, names in _NAMES.items() for name in names}
    near = get_close_matches(fold(text), known, n=1, cutoff=0.6)
    return _SHOWN[known[near[0]]] if near else None


def _unplaced(row: Row, column: str, word: str, *, closest: str | None) -> UnplacedRemark:
    return UnplacedRemark(
        column=column,
        word=word,
        closest=closest,
        cell=row.place.cell(column),
        row_key="/".join(fold(text_of(row, name)) for name in ("report", "section", "period")),
    )


def _is_of_period(row: Row, *, start: date, end: date) -> bool:
    text = fold(text_of(row, "period"))
    if not text:
        return True
    names = {fold(period_words(start, end)), fold(f"{start:%Y-%m}"), fold(f"{end:%m/%Y}")}
    return text in names or text == fold(format_month(end))


def _paragraphs(text: str) -> list[str]:
    return [typo(part.strip()) for part in re.split(r"\n{2,}", text) if part.strip()]
