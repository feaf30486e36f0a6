"""Pure: what a funder wants in its reports, and the coordinator's own words in each of them.

Sections, indicators, columns and thresholds of delay are typed in « Financeurs »; an empty cell
means the usual content of that type of report. What cannot be understood is left out, said, and
the usual content stays in force. A line of « Commentaires » names a report, a section and a
period; what names no section of ours is not lost: it is said, with the closest name, and it waits.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from relocalisons.core.kernel.model import CellRef, Funder, Programme, Row
from relocalisons.core.kernel.words.french import format_month, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.programme.scope import period_words
from relocalisons.core.reports.shared.amounts import COLUMNS
from relocalisons.core.views.rag import USUAL_DELAYS, DelayScale

# id → title printed, other words by which people call it
SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "essentiel": ("L’essentiel", ("synthese", "resume")),
    "changements": ("Ce qui a changé", ("evolutions", "changements")),
    "decisions": ("Décisions attendues", ("decisions", "arbitrages")),
    "faits": ("Faits marquants", ("temps forts",)),
    "realisations": ("Réalisations par action", ("realisations", "actions", "contributions",
                                                 "bilan des actions")),
    "planning": ("Avancement et planning", ("planning", "avancement", "calendrier")),
    "ecarts": ("Écarts et raisons", ("ecarts", "retards", "difficultes")),
    "livrables": ("Livrables", ("productions",)),
    "indicateurs": ("Indicateurs", ("resultats", "indicateurs et cibles")),
    "volumes": ("Contrats de culture et volumes", ("volumes", "contrats", "contrats de culture")),
    "depenses": ("Dépenses", ("budget", "finances", "depenses et budget")),
    "diffusion": ("Diffusion et visibilité", ("diffusion", "communication", "visibilite",
                                              "publicite")),
    "risques": ("Risques et points de vigilance", ("risques", "points de vigilance")),
    "qualite": ("Qualité des données", ("donnees",)),
    "signature": ("Attestation et signatures", ("signature", "attestation", "signatures")),
    "corrections": ("Corrections depuis l’arrêté", ("corrections",)),
    "plan": ("Annexe. Plan d’action détaillé", ("plan d action", "plan", "annexe")),
    "sources": ("Annexe. Sources", ("sources", "origine des chiffres")),
}  # fmt: skip

# Page one must be enough by itself, and every figure must be traceable: nobody may drop these.
FIRST = ("essentiel", "changements", "decisions")
LAST = ("sources",)
# Shown when there is something to say, whatever the profile.
ALWAYS = ("faits", "corrections")

_MONTHLY = ("planning", "livrables", "indicateurs", "volumes", "depenses", "risques", "qualite",
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
        """The ids of a report's sections in order, the first and last ones always there."""
        usual = _MONTHLY if kind is ReportType.MONTHLY else _LONG
        chosen = [name for name in (self.sections or usual) if name not in (*FIRST, *LAST)]
        added = [name for name in ALWAYS if name not in chosen]
        return (*FIRST, *added, *chosen, *LAST)


def section_of(text: str) -> str | None:
    """The id of the section that people call so, or None."""
    words = fold(text)
    found = (
        name for name, (title, others) in SECTIONS.items() if words in (name, fold(title), *others)
    )
    return next(found, None)


def closest_section(text: str) -> str | None:
    """The title of the section that looks most like `text`, or None when none does."""
    titles = {fold(title): title for title, _ in SECTIONS.values()}
    others = {name: title for title, names in SECTIONS.values() for name in names}
    return _closest(text, titles) or _closest(text, others)


def _closest(text: str, titles: Mapping[str, str]) -> str | None:
    """What the spelling most like `text` stands for; None when none is like it."""
    near = get_close_matches(fold(text), titles, n=1, cutoff=0.6)
    return titles[near[0]] if near else None


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
    columns = _choices(row, "report_columns", find=_column_of, near=_closest_column, to=problems)
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


def _column_of(text: str) -> str | None:
    return next((name for name, (_, others) in COLUMNS.items() if fold(text) in others), None)


def _closest_column(text: str) -> str | None:
    return _closest(text, {other: title for title, others in COLUMNS.values() for other in others})


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;,\n]", text) if part.strip())


Remarks = Mapping[str, tuple[str, ...]]  # section id → her paragraphs

COPIL = "copil"
RECOMMENDATION = "recommandation"
# What a line may call each report, the first as she is advised to write it.
_CALLED = {
    **{kind.value: kind.names for kind in ReportType if kind.is_ours},
    COPIL: ("COPIL", "rapport copil", "rapport du copil", "comité de pilotage"),
}
_NAMES = {report: tuple(map(fold, names)) for report, names in _CALLED.items()}


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
        if not words or section is None or not _is_of_period(row, start=start, end=end):
            continue
        if _is_for(row.plain("report"), report, codes=[fold(funder)]):
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
        if report and not any(_is_for(report, kind, codes=funders) for kind in _NAMES):
            found.append(_unplaced(row, "report", report, closest=_closest_report(report)))
        elif section and section_of(section) is None and not is_recommendation(report, section):
            found.append(_unplaced(row, "section", section, closest=closest_section(section)))
    return tuple(found)


def is_recommendation(report: str, section: str) -> bool:
    """Whether a line is her own answer to a question of the committee: « Recommandation A1.2 »."""
    return fold(report) in _NAMES[COPIL] and fold(section).startswith(f"{RECOMMENDATION} ")


def _is_for(text: str, report: str, *, codes: Iterable[str]) -> bool:
    """Whether that is a name of the report, alone or with the (folded) code of a funder."""
    words, names = fold(text), _NAMES.get(report, ())
    own = {f"{name} {code}" for name in names for code in codes if code}
    return words in names or words in own


def _closest_report(text: str) -> str | None:
    return _closest(
        text, {name: _CALLED[report][0] for report, names in _NAMES.items() for name in names}
    )


def _unplaced(row: Row, column: str, word: str, *, closest: str | None) -> UnknownWord:
    return UnknownWord(
        column=column,
        word=word,
        closest=closest,
        cell=row.place.cell(column),
        row_key="/".join(fold(row.plain(name)) for name in ("report", "section", "period")),
    )


def _is_of_period(row: Row, *, start: date, end: date) -> bool:
    text = fold(row.plain("period"))
    if not text:
        return True
    names = {fold(period_words(start, end)), fold(f"{start:%Y-%m}"), fold(f"{end:%m/%Y}")}
    return text in names or text == fold(format_month(end))
