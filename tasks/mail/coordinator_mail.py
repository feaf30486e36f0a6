"""Mails to the coordinator, her deputy, the operator: past every safety hold, never a partner."""

from collections.abc import Callable, Mapping

from relocalisons.rendering.mails.context import RenderedMail
from relocalisons.settings import PersonFacts, Settings
from relocalisons.store.mails.notices import SendOutcome
from tasks.mail.mail import OutgoingMail, open_mail, send


def write_to_coordination(
    settings: Settings,
    mail: Callable[[str], RenderedMail],
    *,
    facts: Mapping[str, str],
    operator: bool = False,
) -> bool:
    """Send one mail to the coordinator (and deputy, and operator); True when one may have arrived.

    `mail` renders it for who reads a copy, by name; for nobody's name it is the coordinator's own.
    These are the addresses of the operator's TOML, the only ones besides « Pilotage ». With
    `mail.redirect_to` everything goes there. A refusal is returned, not raised: the run that tells
    something must not fail because telling failed.
    """
    client = open_mail(settings)
    outcomes: list[SendOutcome] = []
    for person in _people(settings, operator=operator):
        made = mail("" if person is settings.mail.coordinator else person.name)
        outgoing = OutgoingMail(
            to_address=settings.mail.redirect_to or person.email,
            to_name=person.name,
            subject=made.subject,
            text=made.text,
            html=made.html,
            facts={"programme": settings.programme.code, **facts},
        )
        outcomes.append(send(client, outgoing, settings=settings).outcome)
    # Any, not all: a deputy's dead address must not make the same news come back for ever.
    return any(outcome in (SendOutcome.ACCEPTED, SendOutcome.UNKNOWN) for outcome in outcomes)


def _people(settings: Settings, *, operator: bool) -> list[PersonFacts]:
    """Each address once, the coordinator's first: who has two of the roles needs no copy."""
    people = [settings.mail.coordinator, settings.mail.deputy]
    if operator:
        people.append(settings.mail.operator)
    by_address: dict[str, PersonFacts] = {}
    for person in people:
        if person is not None:
            by_address.setdefault(person.email.casefold(), person)
    return list(by_address.values())
