"""Pure: the words by which people call a report, its sections, its columns and its period.

They are typed in « Financeurs » and in « Commentaires ».
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from relocalisons.core.kernel.words.french import format_month
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.programme.scope import period_words
from relocalisons.core.reports.shared.amounts import COLUMNS

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


COPIL = "copil"
RECOMMENDATION = "recommandation"
# What a line may call each report, the first as she is advised to write it.
_CALLED = {
    **{kind.value: kind.names for kind in ReportType if kind.is_ours},
    COPIL: ("COPIL", "rapport copil", "rapport du copil", "comité de pilotage"),
}
_NAMES = {report: tuple(map(fold, names)) for report, names in _CALLED.items()}
REPORTS = tuple(_NAMES)
# « de … à … », « du … au … », « … – … »
_OPENING = re.compile(r"^\s*(?:de|du|d’|d')\s*", re.IGNORECASE)
_SPAN = re.compile(r"\s+(?:à|au|–|→|-)\s+")


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


def column_of(text: str) -> str | None:
    """The id of the column of amounts that people call so, or None."""
    return next((name for name, (_, others) in COLUMNS.items() if fold(text) in others), None)


def closest_column(text: str) -> str | None:
    """The title of the column that looks most like `text`, or None when none does."""
    return _closest(text, {other: title for title, others in COLUMNS.values() for other in others})


def is_recommendation(report: str, section: str) -> bool:
    """Whether a line is her own answer to a question of the committee: « Recommandation A1.2 »."""
    return fold(report) in _NAMES[COPIL] and fold(section).startswith(f"{RECOMMENDATION} ")


def is_report(text: str, report: str, *, codes: Iterable[str]) -> bool:
    """Whether that is a name of the report, alone or with the (folded) code of a funder."""
    words, names = fold(text), _NAMES.get(report, ())
    own = {f"{name} {code}" for name in names for code in codes if code}
    return words in names or words in own


def closest_report(text: str) -> str | None:
    """The name, as she is advised to write it, of the report that looks most like `text`."""
    return _closest(
        text, {name: _CALLED[report][0] for report, names in _NAMES.items() for name in names}
    )


def recommended_subject(report: str, section: str) -> str | None:
    """« a1 2 » of « Recommandation A1.2 », folded; None when a line is no recommendation."""
    if not is_recommendation(report, section):
        return None
    return fold(section).removeprefix(RECOMMENDATION).strip()


def is_period(text: str, *, start: date, end: date) -> bool:
    """Whether a text names that period; an empty one is for every period."""
    said = fold(text)
    names = {fold(period_words(start, end)), fold(f"{start:%Y-%m}"), fold(f"{end:%m/%Y}")}
    return not said or said in names or said == fold(format_month(end))


def ends_of_span(text: str) -> tuple[str, ...]:
    """The two ends of « de septembre 2025 à février 2026 »; the text alone when it has no ends."""
    return tuple(_SPAN.split(_OPENING.sub("", text)))


def _closest(text: str, titles: Mapping[str, str]) -> str | None:
    """What the spelling most like `text` stands for; None when none is like it."""
    near = get_close_matches(fold(text), titles, n=1, cutoff=0.6)
    return titles[near[0]] if near else None
