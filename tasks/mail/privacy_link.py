"""The way to the notice of article 14 of the GDPR, in the first mail to each person.

« At the latest at the time of the first communication » (art. 14(3)(b)): a mail counts once it has
left; until then each mail prepared for that address leads there, for one of them may never leave.
"""

from dataclasses import dataclass, replace

from relocalisons.rendering.mails.context import MailContext
from relocalisons.store.mails.notices import Notice
from relocalisons.store.mails.recipients import told_of_privacy
from tasks.run.programme_run import ProgrammeRun

PRIVACY_URL = "privacy_url"  # in the body of a mail that leads to the notice


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyLink:
    """Where the notice is, empty when nowhere, and which addresses (hashes) were led there."""

    url: str
    told: frozenset[str]
    reaches_people: bool  # False while everything goes to one address of ours

    def url_for(self, recipient: str) -> str:
        """The address of the notice for somebody who was not led there; else nothing."""
        return "" if recipient in self.told else self.url

    def tells(self, recipient: str) -> bool:
        """Whether a mail to that address, once it has left, has told its person."""
        return bool(self.url_for(recipient)) and self.reaches_people


def privacy_link(run: ProgrammeRun) -> PrivacyLink:
    """For the mails that are prepared now."""
    url = run.settings.privacy.notice_url
    return PrivacyLink(
        url=url,
        told=told_of_privacy(run.store, run.code) if url else frozenset(),
        reaches_people=not run.settings.mail.redirect_to,
    )


def as_prepared(context: MailContext, notice: Notice) -> MailContext:
    """The context of a mail that is written again: it leads where it led when it was prepared."""
    return replace(context, privacy_url=str((notice.body or {}).get(PRIVACY_URL, "")))
