"""Whose address is whose: partners by their code, and those who see everything."""

from relocalisons.core.kernel.model import Programme
from relocalisons.core.partners.contact_roles import people_of
from relocalisons.settings import Settings
from tasks.google.sign_in import account_of


def who_is_who(settings: Settings, programme: Programme) -> dict[str, str]:
    """Address (lower case) → partner code, or the role of those who see everything."""
    people = people_of(programme)
    mail = settings.mail
    for person, role in (
        (mail.coordinator, "la coordination"),
        (mail.deputy, "la coordination"),
        (mail.operator, "l’exploitation"),
    ):
        if person is not None:
            people[person.email.lower()] = role
    account = account_of(settings)
    if account:
        people[account.lower()] = "le service"
    return people
