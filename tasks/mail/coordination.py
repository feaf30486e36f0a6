"""Mails to the coordinator, her deputy, the operator: past every safety hold, never a partner.

Who writes them, and what is told once: claimed in the store by its key, then sent.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from relocalisons.rendering.mails.context import MailContext, RenderedMail
from relocalisons.settings import PersonFacts, Settings
from relocalisons.store.mails.alerts import claim_alert, end_alert
from relocalisons.store.mails.notices import SendOutcome
from tasks.mail.mail import OutgoingMail, open_mail, send
from tasks.run.programme_run import ProgrammeRun

T = TypeVar("T")


def context_without_links(settings: Settings, reader: str = "") -> MailContext:
    """Who writes, for a mail that leads to no page; `reader` gets a copy of the coordinator's."""
    facts, coordinator = settings.in_charge, settings.mail.coordinator
    return MailContext(
        programme=settings.programme.name,
        coordinator=facts.name,
        coordinator_email=facts.email,
        coordinator_phone=facts.phone,
        reader=reader,
        instead_of="" if facts is coordinator else coordinator.name,
    )


def mail_context(run: ProgrammeRun, reader: str = "", *, opens: str = "") -> MailContext:
    """Who writes, and where links lead; `reader` gets a copy of a mail to the coordinator.

    `opens`: the very row or tab of « Pilotage » that the mail is about.
    """
    pilotage = run.links.template.split("#", 1)[0]
    return replace(
        context_without_links(run.settings, reader),
        links=run.links,
        pilotage_url=opens or pilotage.format(file_id=run.settings.google.pilotage_id),
    )


def write_to_coordination(
    settings: Settings,
    mail: Callable[[str], RenderedMail],
    *,
    facts: Mapping[str, str],
    operator: bool = False,
) -> bool:
    """Send one mail to the coordinator (and deputy, and operator); True when one may have arrived.

    While the coordinator is away her deputy gets it in her place.

    `mail` renders it for who reads a copy, by name; for nobody's name it is the coordinator's own.
    These are the addresses of the operator's TOML, the only ones besides « Pilotage ». With
    `mail.redirect_to` everything goes there. A refusal is returned, not raised: the run that tells
    something must not fail because telling failed.
    """
    return _write(
        settings,
        _people(settings, operator=operator),
        lambda person: mail("" if person is settings.in_charge else person.name),
        facts=facts,
    )


def write_to_operator(
    settings: Settings, mail: Callable[[MailContext], RenderedMail], *, facts: Mapping[str, str]
) -> bool:
    """The same to the operator alone, for what only the machine's keeper can mend.

    Who coordinates gets it where the TOML names no operator.
    """
    who = settings.mail.operator or settings.in_charge
    context = replace(
        context_without_links(settings),
        coordinator=who.name,
        coordinator_email=who.email,
        coordinator_phone=who.phone,
        instead_of="",
    )
    return _write(settings, [who], lambda _: mail(context), facts=facts)


def _write(
    settings: Settings,
    people: Iterable[PersonFacts],
    mail: Callable[[PersonFacts], RenderedMail],
    *,
    facts: Mapping[str, str],
) -> bool:
    vendor = open_mail(settings)
    outcomes: list[SendOutcome] = []
    for person in people:
        made = mail(person)
        outgoing = OutgoingMail(
            to_address=settings.mail.redirect_to or person.email,
            to_name=person.name,
            subject=made.subject,
            text=made.text,
            html=made.html,
            facts={"programme": settings.programme.code, **facts},
        )
        outcomes.append(send(vendor, outgoing).outcome)
    # Any, not all: a deputy's dead address must not make the same news come back for ever.
    return any(outcome in (SendOutcome.ACCEPTED, SendOutcome.UNKNOWN) for outcome in outcomes)


def alert_new(
    run: ProgrammeRun,
    news: Mapping[str, T],
    mail: Callable[[tuple[T, ...], str], RenderedMail],
    *,
    kind: str,
    operator: bool = False,
) -> int:
    """One mail for the news whose key was not told before, however many; how many it tells.

    A key says what is told and when (`decision_request:2026-W10`). `mail` is only rendered when it
    leaves, for what is new and for each reader (`write_to_coordination`). With `operator` it goes
    to the operator too. Nothing leaves in a rehearsal.
    """
    if run.dry_run:
        return 0
    new = {
        key: one
        for key, one in news.items()
        if claim_alert(run.store, programme=run.code, key=key, at=run.clock())
    }
    if not new:
        return 0
    told = False
    try:
        told = write_to_coordination(
            run.settings,
            lambda reader: mail(tuple(new.values()), reader),
            facts={"kind": kind},
            operator=operator,
        )
    finally:
        for key in new:
            end_alert(run.store, programme=run.code, key=key, told=told, at=run.clock())
    return len(new) if told else 0


def alert_once(
    run: ProgrammeRun,
    key: str,
    mail: Callable[[str], RenderedMail],
    *,
    kind: str,
    operator: bool = False,
) -> bool:
    """The same for one thing; whether it was told."""
    return bool(
        alert_new(run, {key: key}, lambda _, reader: mail(reader), kind=kind, operator=operator)
    )


def _people(settings: Settings, *, operator: bool) -> list[PersonFacts]:
    """Each address once, who is in charge first: who has two of the roles needs no copy."""
    people: list[PersonFacts | None] = [settings.in_charge]
    if not settings.coordinator_away:
        people.append(settings.mail.deputy)
    if operator:
        people.append(settings.mail.operator)
    by_address: dict[str, PersonFacts] = {}
    for person in people:
        if person is not None:
            by_address.setdefault(person.email.casefold(), person)
    return list(by_address.values())
