"""`relocalisons ledger`: the open store of a programme, and how its mails are named."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from relocalisons.core.reminders.digests import iso_week
from relocalisons.errors import ConfigurationError
from relocalisons.settings import Settings, load_settings
from relocalisons.store.mails.holds import EVERYTHING
from relocalisons.store.mails.ledger import Act, ActKind
from relocalisons.store.mails.notices import Notice, NoticeState, notices_in
from relocalisons.store.opening import Store, migrate, open_store
from tasks.run.clock import clock_of

SHOWN = 10  # characters of a key; enough for one programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A programme's store, and the instant of the command."""

    settings: Settings
    store: Store
    at: datetime

    @property
    def code(self) -> str:
        """The programme's code."""
        return self.settings.programme.code

    def notice(self, start: str) -> Notice:
        """The mail whose key begins so. Raises ConfigurationError for none or several."""
        found = [one for one in self.notices() if one.key.startswith(start)]
        if len(found) != 1:
            number = "No mail has" if not found else f"{len(found)} mails have"
            raise ConfigurationError(f"{number} a key that begins with {start!r}: `ledger list`.")
        return found[0]

    def notices(self) -> tuple[Notice, ...]:
        """Every mail of the programme."""
        return notices_in(self.store, self.code, tuple(NoticeState))

    def subject(self, target: str) -> str:
        """What a target names: everything, a partner known by its mails, or one mail."""
        if target in ("everything", EVERYTHING):
            return EVERYTHING
        partners = {one.partner.casefold(): one.partner for one in self.notices()}
        # A partner who was never written to may be stopped too: « P » and digits is a code.
        looks_like_code = target[:1].upper() == "P" and target[1:].isdigit()
        if target.casefold() in partners or looks_like_code:
            return partners.get(target.casefold(), target.upper())
        return self.notice(target).key

    def name_of(self, subject: str) -> str:
        """A subject as it is shown."""
        return "everything" if subject == EVERYTHING else subject[:SHOWN]

    def act(self, kind: ActKind, subject: str, reason: str, by: str) -> Act:
        """An act now. Raises ConfigurationError without a reason."""
        if not reason.strip():
            raise ConfigurationError("--reason is empty: say why, somebody will ask.")
        if "@" in by:
            raise ConfigurationError("--by is a role (operator, coordinator), never an address.")
        return Act(kind=kind, subject=subject, reason=reason.strip(), by=by.strip(), at=self.at)

    def refuse_past_week(self, notice: Notice) -> None:
        """A digest speaks of its week; what it said is told again by the next one."""
        if notice.iso_week != iso_week(self.at.astimezone(self.settings.zone).date()):
            raise ConfigurationError(
                f"This mail is of {notice.iso_week}, which is over: what is still open in it comes "
                "back in the next digest."
            )


@contextmanager
def open_room(programme: str) -> Iterator[Room]:
    """The store of a programme, at its newest revision."""
    settings = load_settings(programme)
    migrate(settings.store_url)
    with open_store(settings.store_url) as store:
        yield Room(settings=settings, store=store, at=clock_of(settings)())


def local(at: datetime, room: "Room") -> str:
    """An instant as the operator reads it, in the programme's time zone."""
    return f"{at.astimezone(room.settings.zone):%Y-%m-%d %H:%M}"
