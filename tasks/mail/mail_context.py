"""Who writes our mails, and where their links lead."""

from relocalisons.rendering.mails.context import MailContext
from tasks.run.programme_run import ProgrammeRun


def mail_context(run: ProgrammeRun, reader: str = "") -> MailContext:
    """Who writes, and where links lead; `reader` gets a copy of a mail to the coordinator."""
    facts = run.settings.mail.coordinator
    pilotage = run.links.template.split("#", 1)[0]
    return MailContext(
        programme=run.settings.programme.name,
        coordinator=facts.name,
        coordinator_email=facts.email,
        coordinator_phone=facts.phone,
        links=run.links,
        pilotage_url=pilotage.format(file_id=run.settings.google.pilotage_id),
        reader=reader,
    )
