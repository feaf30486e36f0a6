"""What the store knows of the mails sent to each partner, as facts for the findings."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.core.kernel.model import Programme
from relocalisons.core.partners.mobilisation import MailFacts
from relocalisons.core.reminders.people import People
from relocalisons.store.mails.mail_history import mail_history
from relocalisons.store.mails.meeting_notices import first_invitations
from relocalisons.store.mails.recipients import silenced_recipients
from tasks.run.programme_run import ProgrammeRun


def mail_facts(run: ProgrammeRun, programme: Programme) -> MailFacts:
    """Addresses in force that refused a mail, and the days on which digests left, by partner.

    Empty without the key by which addresses are recognised: then no mail ever left either.
    """
    if run.settings.secrets.hmac_key is None:
        return MailFacts()
    return MailFacts(
        bounced=_bounced(run, programme),
        sent=_sent(run),
        convened=first_invitations(run.store, run.code, zone=run.settings.zone),
    )


def _bounced(run: ProgrammeRun, programme: Programme) -> Mapping[str, date]:
    refused = silenced_recipients(run.store, run.code, zone=run.settings.zone).bounced
    if not refused:
        return {}
    secret, people = run.settings.hmac_key(), People(programme)
    found: dict[str, date] = {}
    for partner in programme.partners:
        days = [
            refused[key]
            for person in people.everybody(partner)
            if person.email and (key := recipient_hash(secret, person.email)) in refused
        ]
        if days:
            found[partner.code] = max(days)
    return found


def _sent(run: ProgrammeRun) -> Mapping[str, tuple[date, ...]]:
    """A partner is the first part of the name of each of its people (`P07`, `P07/financier`)."""
    found: dict[str, list[date]] = {}
    for person, mails in mail_history(run.store, run.code).sent.items():
        days = found.setdefault(person.partition("/")[0], [])
        days.extend(one.left_at.astimezone(run.settings.zone).date() for one in mails)
    return {partner: tuple(sorted(set(days))) for partner, days in found.items()}
