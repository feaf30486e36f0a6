"""The mails that no night of the demo happens to write, put in the mailbox as previews."""

from datetime import date

SHOWN = (
    ("escalation", "P03"),
    ("second_call", ""),
    ("failure", ""),
    ("late_run", ""),
    ("doubt", ""),
    ("first_sending", ""),
)


def show_other_mails(programme: str, *, day: date) -> int:
    """Send each to the coordinator's box with « Aperçu » before its subject; how many."""
    from relocalisons.core.kernel.run_kinds import RunKind
    from tasks.mail.mail import OutgoingMail, open_mail, send
    from tasks.reminders.preview import assess_last_reading, preview
    from tasks.run.programme_run import open_run
    from tasks.run.run_requests import NightRequest

    request = NightRequest(programme=programme, logical_date=day, dry_run=True)
    kind = RunKind.PARTNER_REMINDERS
    with open_run(request, kind=kind, scheduled=None, once_a_day=False) as run:
        said = assess_last_reading(run)
        made = [
            one
            for message, code in SHOWN
            for one in preview(run, message, partner=code, assessment=said)
        ]
        settings = run.settings
    vendor = open_mail(settings)
    for one in made:
        send(
            vendor,
            OutgoingMail(
                to_address=settings.mail.coordinator.email,
                to_name=settings.mail.coordinator.name,
                subject=f"Aperçu : {one.mail.subject}",
                text=one.mail.text,
                html=one.mail.html,
                facts={"programme": programme, "kind": "preview"},
            ),
        )
    return len(made)
