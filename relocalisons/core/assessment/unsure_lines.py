"""Pure: rows of which nobody knows whether they are a line known before: one question, and a wait.

Until it is answered nothing is concluded of either: what stood of the old line is out of sight,
nothing is told of the new one, and no mail or decision of one reaches the other.
"""

from collections.abc import Iterable

from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.kernel.model import Audience, Finding, Programme, Severity, UnsureLine
from relocalisons.core.kernel.wording import contact_of, label_of
from relocalisons.core.kernel.words.french import NBSP, THIN, format_long_date, quote, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.tables import BY_NAME

_LONGEST_NAME = 60


def find_unsure(programme: Programme) -> tuple[Finding, ...]:
    """One question for each line known before, with the cells of both."""
    rows: dict[str, list[UnsureLine]] = {}
    for one in programme.unsure_lines:
        rows.setdefault(subject_of(one), []).append(one)
    return tuple(_question(subject, found, programme) for subject, found in sorted(rows.items()))


def subject_of(one: UnsureLine) -> str:
    """How the question about a line is keyed."""
    return f"{one.known.owner}/{one.known.table}/{one.known.name}"


def is_about_unsure(finding: Finding, lines: Iterable[UnsureLine]) -> bool:
    """Whether a finding tells a row in doubt, or the line that it may be."""
    if finding.kind is LineKind.LINE_UNSURE:
        return False
    parts = {fold(part) for part in finding.subject.split("/")}
    return any(_is_about(finding, one, parts=parts) for one in lines)


def _is_about(finding: Finding, one: UnsureLine, *, parts: set[str]) -> bool:
    place = one.place
    for cell in finding.evidence:
        if (cell.file_id, cell.sheet_id) != (place.file_id, place.sheet_id):
            continue
        if cell.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(place.row):
            return True
        if fold(one.known.name) in parts or fold(one.name) in parts:
            return True
    return False


def _question(subject: str, rows: list[UnsureLine], programme: Programme) -> Finding:
    first, known = rows[0], rows[0].known
    partner = programme.partner(programme.names.code_of(first.owner))
    table = BY_NAME[known.table]
    column = table.label or table.identity or table.columns[0].name
    before = _called(known.number, known.title)
    now = " ou ".join(_called(one.key, one.title) for one in rows[:3])
    who = f"Demander à {contact_of(partner)}. " if partner else ""
    return Finding(
        kind=LineKind.LINE_UNSURE,
        subject=subject,
        partner=partner.code if partner else None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{quote(typo(table.title))} de {first.owner}{NBSP}: {now}, est-ce la ligne connue "
        f"sous {before}{THIN}?",
        action=typo(
            f"{who}Si c’est la même, lui rendre son numéro ou son intitulé d’avant, ne serait-ce "
            f"qu’un jour. Si c’en est une autre, répondre {quote('sans objet')} à cette question. "
            "En attendant, rien n’est dit, décidé ni écrit de l’une ni de l’autre."
        ),
        label=label_of(known.number or first.key, known.title),
        detail=f"Lue sous {before} pour la dernière fois le {format_long_date(known.seen.date())}.",
        evidence=tuple(one.place.cell(column) for one in rows),
    )


def _called(number: str, title: str) -> str:
    words = quote(typo(shorten(title, limit=_LONGEST_NAME))) if title else ""
    return " ".join(part for part in (number, words) if part) or "sans nom"
