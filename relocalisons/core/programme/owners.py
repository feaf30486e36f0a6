"""Pure: whose a line is: the partner that its owner names, else the partner of its source.

A person's name stays a person, who answers for that partner; that of another partner's contact, or
an organisation that is no partner, is a question, and the line is nobody's meanwhile. In
« Pilotage » no source says whose a line is.
"""

from dataclasses import dataclass

from relocalisons.core.kernel.model import Partner, PartnerNames, Row
from relocalisons.core.reading.cells.people import is_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The partner whose a line is, if that is known.

    `asked`: what is typed has to be settled; `suggestion` is the partner that it may mean.
    """

    code: str | None
    asked: bool = False
    suggestion: Partner | None = None


def owner_of(row: Row, *, names: PartnerNames) -> Owner:
    """Whose a line is, from its owner and from the source in which it stands."""
    text = row.text("owner")
    if not text:
        return Owner(code=row.partner)
    code = names.code_of(text)
    if code is not None:
        return Owner(code=code)
    mine, others = names.people_of(text, partner=row.partner)
    if row.partner is not None and mine and not others:
        return Owner(code=row.partner)
    if others:
        return Owner(code=None, asked=True, suggestion=others[0] if len(others) == 1 else None)
    if row.partner is not None and is_person(text):
        return Owner(code=row.partner)
    return Owner(code=None, asked=True, suggestion=names.resolve(text).suggestion)
