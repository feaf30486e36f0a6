"""Pure: whom a line is for: the general contact, the person for its subject, or the deputy."""

from collections.abc import Mapping
from dataclasses import dataclass

from relocalisons.core.kernel.model import FindingKind, Partner, Programme
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.partners.asked import DEPUTY
from relocalisons.core.partners.contact_roles import Contact, contacts_by_partner, subject_of
from relocalisons.core.partners.words import Subject
from relocalisons.core.programme.findings.addresses import has_usable_address

GENERAL = "référent"

_ROLES: Mapping[Subject, str] = {
    Subject.TECHNICAL: "technique",
    Subject.FINANCIAL: "financier",
    Subject.COMMUNICATION: "communication",
    Subject.ELECTED: "élu",
}

AT_A_DESK = (_ROLES[Subject.FINANCIAL], _ROLES[Subject.COMMUNICATION])


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One person of a partner. `email` is None unless exactly one address is certain."""

    partner: str
    role: str
    person: str
    email: str | None
    phone: str | None

    @property
    def key(self) -> str:
        """How the history knows this person."""
        return person_key(self.partner, self.role)

    @property
    def is_at_a_desk(self) -> bool:
        """Whether the role is one of the office, also on a farm."""
        return self.role in AT_A_DESK

    @property
    def address(self) -> str | None:
        """The address without regard to case."""
        return self.email.casefold() if self.email else None


def is_same_person(one: Addressee, other: Addressee) -> bool:
    """Whether two roles are one person: one certain address, or one name at one partner."""
    if one.address and one.address == other.address:
        return True
    same = one.role == other.role or (
        bool(fold(one.person)) and fold(one.person) == fold(other.person)
    )
    return one.partner == other.partner and same


def person_key(partner: str, role: str) -> str:
    """The general contact is known by the code alone, the others by `code/role`."""
    return partner if role == GENERAL else f"{partner}/{role}"


class People:
    """Who answers for what at every partner, read once for a whole plan."""

    def __init__(self, programme: Programme, *, to_deputy: frozenset[str] = frozenset()) -> None:
        self._contacts = contacts_by_partner(programme)
        self._to_deputy = to_deputy

    def addressee(self, partner: Partner, kind: FindingKind, *, subject: str) -> Addressee:
        """The person of this partner to whom a finding goes.

        Who can only be called is not replaced by somebody else; two roles that share one address
        are one person, the general contact first. During a pause that says so it is the deputy.
        """
        if partner.code in self._to_deputy:
            return deputy_of(partner) or general_contact(partner)
        about = subject_of(kind, subject=subject)
        contacts = self._contacts.get(partner.code, ())
        own = next((one for one in contacts if one.subject is about), None)
        general = general_contact(partner)
        if own is None:
            return general
        found = _of(own, role=_ROLES[about])
        return general if found.address and found.address == general.address else found

    def everybody(self, partner: Partner) -> tuple[Addressee, ...]:
        """Everybody of a partner who may be written to, the general contact first."""
        roles = tuple(
            _of(one, role=_ROLES[one.subject])
            for one in self._contacts.get(partner.code, ())
            if one.subject is not None
        )
        deputy = deputy_of(partner)
        return (general_contact(partner), *roles, *((deputy,) if deputy else ()))

    def known_as(self, partner: Partner, role: str) -> Addressee | None:
        """The person who has that role today; None when nobody has it any more."""
        return next((one for one in self.everybody(partner) if one.role == role), None)


def general_contact(partner: Partner) -> Addressee:
    """The « Référent » of « Partenaires »."""
    emails = partner.emails
    return Addressee(
        partner=partner.code,
        role=GENERAL,
        person=partner.contact or partner.name,
        email=emails.value[0] if emails.value and has_usable_address(emails) else None,
        phone=partner.phone,
    )


def partners_of_one_person(programme: Programme) -> Mapping[str, frozenset[str]]:
    """Each partner → it and those whose general contact has the same certain address."""
    of_address: dict[str, set[str]] = {}
    for partner in programme.partners:
        address = general_contact(partner).address or partner.code
        of_address.setdefault(address, set()).add(partner.code)
    return {code: frozenset(codes) for codes in of_address.values() for code in codes}


def deputy_of(partner: Partner) -> Addressee | None:
    """The « Suppléant » of « Partenaires », when one address of theirs is certain and another."""
    emails = partner.deputy_emails
    if emails is None or not emails.value or not has_usable_address(emails):
        return None
    deputy = Addressee(
        partner=partner.code,
        role=DEPUTY,
        person=partner.deputy_contact or partner.name,
        email=emails.value[0],
        phone=None,
    )
    return None if deputy.address == general_contact(partner).address else deputy


def _of(contact: Contact, *, role: str) -> Addressee:
    return Addressee(
        partner=contact.partner,
        role=role,
        person=contact.person,
        email=contact.email,
        phone=contact.phone,
    )
