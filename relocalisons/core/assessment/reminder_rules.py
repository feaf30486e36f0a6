"""Pure: lines of « Paramètres » and « Partenaires » about reminders that cannot be obeyed."""

from collections.abc import Iterator

from relocalisons.core.kernel.model import Finding, Programme
from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.kernel.words.french import THIN, quote, typo
from relocalisons.core.partners.contact_roles import unclear_subjects
from relocalisons.core.programme.rules.rhythm import read_rhythm
from relocalisons.core.programme.rules.rules import read_rules
from relocalisons.core.sources.structure import source_invalid


def find_unclear_rules(programme: Programme) -> tuple[Finding, ...]:
    """One finding a line: she believes that it is obeyed."""
    return (*_settings(programme), *_rhythms(programme), *_subjects(programme))


def _settings(programme: Programme) -> Iterator[Finding]:
    for found in read_rules(programme).problems:
        row = found.row
        yield source_invalid(
            subject=f"{PILOTAGE}/{row.table.name}/{row.lasting_key}",
            tab=row.table.title,
            row=row.number,
            problem=found.problem,
            evidence=row.place.cell("name"),
        )


def _subjects(programme: Programme) -> Iterator[Finding]:
    for row in unclear_subjects(programme):
        typed = quote(typo((row.text("subject") or "")[:40]))
        yield source_invalid(
            subject=f"{PILOTAGE}/{row.table.name}/{row.lasting_key}",
            tab=row.table.title,
            row=row.number,
            problem=f"le sujet {typed} n’est pas connu (technique, financier, communication, élu)"
            f"{THIN}; en attendant, cette personne ne reçoit rien",
            evidence=row.place.cell("subject"),
        )


def _rhythms(programme: Programme) -> Iterator[Finding]:
    for row in programme.rows("partners"):
        problem = read_rhythm(row.text("reminder_rhythm"), as_of=programme.as_of).problem
        if problem:
            yield source_invalid(
                subject=f"{PILOTAGE}/{row.table.name}/{row.lasting_key}/reminder_rhythm",
                tab=row.table.title,
                row=row.number,
                problem=f"{problem} (hebdo, quinzaine, mensuelle, suspendue jusqu’au …) ; personne "
                "n’y est relancé en attendant",
                evidence=row.place.cell("reminder_rhythm"),
            )
