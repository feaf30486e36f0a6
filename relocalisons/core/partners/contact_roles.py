"""Pure: « Interlocuteurs »: whom to write to, or call, at a partner about a given subject."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from relocalisons.core.kernel.model import (
    CellRef,
    Doubt,
    FindingKind,
    Programme,
    Reading,
    Row,
    Trait,
)
from relocalisons.core.partners.words import Subject, subject_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One person of a partner. `email` is None unless exactly one address is certain."""

    partner: str
    person: str
    email: str | None
    phone: str | None
    subject: Subject | None  # None: the partner's general contact, of « Partenaires »
    place: CellRef


_SUBJECT_OF: Mapping[str, Subject] = {
    "expenses": Subject.FINANCIAL,
    "timesheets": Subject.FINANCIAL,
    "budget": Subject.FINANCIAL,
    "advances": Subject.FINANCIAL,
    "pieces": Subject.FINANCIAL,
    "receipts": Subject.FINANCIAL,
    "payouts": Subject.FINANCIAL,
    "communication": Subject.COMMUNICATION,
}


def subject_of(kind: FindingKind, *, subject: str) -> Subject:
    """What a finding is about: its kind says it, else the table that its subject names.

    Everything else is technical. An elected person is never written to by default: she is asked
    for by the coordinator.
    """
    if kind.has(Trait.FINANCIAL):
        return Subject.FINANCIAL
    if kind.has(Trait.COMMUNICATION):
        return Subject.COMMUNICATION
    parts = subject.split("/")
    table = parts[1] if len(parts) > 1 else ""
    return _SUBJECT_OF.get(table, Subject.TECHNICAL)


def contacts_by_partner(programme: Programme) -> dict[str, tuple[Contact, ...]]:
    """« Interlocuteurs », by partner code, in the order of the tab; without general contacts."""
    found: dict[str, tuple[Contact, ...]] = {}
    for each in _roles(programme):
        found[each.partner] = (*found.get(each.partner, ()), each)
    return found


def people_of(programme: Programme) -> dict[str, str]:
    """Address (lower case) → partner code, of « Partenaires », « Interlocuteurs », « Instances ».

    This is the allow-list: partners' own workbooks add nobody. An address in doubt is left out; one
    that two partners share is the first one's.
    """
    people: dict[str, str] = {}
    for partner in programme.partners:
        for reading in (partner.emails, partner.deputy_emails):
            for email in _addresses(reading):
                people.setdefault(email.lower(), partner.code)
    for contact in _roles(programme):
        if contact.email:
            people.setdefault(contact.email.lower(), contact.partner)
    for row in (row for each in programme.tables.get("committees", ()) for row in each.rows):
        code = programme.names.code_of(row.text("partner"))
        for email in _addresses(row.reading("email")):
            people.setdefault(email.lower(), code or "instance")
    return people


def _roles(programme: Programme) -> Iterator[Contact]:
    for row in programme.rows("contact_roles"):
        code = programme.names.code_of(row.text("partner"))
        subject = subject_named(row.text("subject"))
        if code is None or subject is None:
            continue
        addresses = _addresses(row.reading("email"))
        yield Contact(
            partner=code,
            person=row.text("person") or "",
            email=addresses[0] if len(addresses) == 1 else None,
            phone=row.text("phone"),
            subject=subject,
            place=row.place.cell("email"),
        )


def unclear_subjects(programme: Programme) -> Iterator[Row]:
    """Lines of « Interlocuteurs » whose subject is none of those known; nobody follows them."""
    for row in programme.rows("contact_roles"):
        typed = row.text("subject")
        if typed and subject_named(typed) is None:
            yield row


def _addresses(reading: Reading[tuple[str, ...]] | None) -> tuple[str, ...]:
    if reading is None or reading.doubt is not Doubt.CERTAIN or reading.value is None:
        return ()
    return tuple(reading.value)
