"""Small builders of mails for the store, and the instants of a story."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic import SecretStr

from relocalisons.settings import (
    GoogleFacts,
    MailFacts,
    PersonFacts,
    ProgrammeFacts,
    Secrets,
    Settings,
)
from relocalisons.store.mails.notices import (
    NewItem,
    NewNotice,
    NoticeState,
    move,
    notices_in,
    store_notice,
)
from relocalisons.store.opening import Store
from tasks.mail.mail import OutgoingMail

PROGRAMME = "relocalisons"
TUESDAY = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)


def after(**length: float) -> datetime:
    """An instant of the story, after Tuesday 3 March 2026, 06:00 UTC."""
    return TUESDAY + timedelta(**length)


def a_notice(
    partner: str = "P01",
    *,
    week: str = "2026-W10",
    items: tuple[NewItem, ...] | None = None,
    recipient_hash: str = "hash-of-an-address",
    programme: str = PROGRAMME,
) -> NewNotice:
    return NewNotice(
        key=f"{programme}-{partner}-{week}",
        programme=programme,
        kind="digest",
        partner=partner,
        role="référent",
        recipient_hash=recipient_hash,
        iso_week=week,
        logical_date=date(2026, 3, 3),
        subject=f"Point de la semaine – {partner}",
        body={"text": "Bonjour,\n", "html": "<p>Bonjour,</p>", "blocks": []},
        items=(an_item(f"{partner}/{week}"),) if items is None else items,
    )


def an_item(
    key: str = "item", *, finding: str = "action_late:A1.2", due: date | None = None, level: int = 1
) -> NewItem:
    return NewItem(item_key=key, finding_key=finding, due=due, level=level)


def held(store: Store, *partners: str, week: str = "2026-W10", hashes: bool = False) -> list[str]:
    """Digests that wait for the coordinator; their keys. `hashes` ties each to its partner."""
    keys = []
    for partner in partners:
        recipient = f"hash-{partner}" if hashes else "hash-of-an-address"
        new = a_notice(partner, week=week, recipient_hash=recipient)
        store_notice(store, new, at=TUESDAY)
        keys.append(new.key)
    return keys


def ready(store: Store, *partners: str, week: str = "2026-W10", hashes: bool = False) -> list[str]:
    """Digests that she has approved; their keys."""
    keys = held(store, *partners, week=week, hashes=hashes)
    for key in keys:
        assert move(store, key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after(hours=2))
    return keys


def states(store: Store, programme: str = PROGRAMME) -> dict[str, str]:
    """Partner → state of its notice."""
    return {
        one.partner: one.state.value for one in notices_in(store, programme, tuple(NoticeState))
    }


def a_mail(**changes: Any) -> OutgoingMail:
    facts = {
        "to_address": "jeanne.brun@mairie.example",
        "to_name": "Jeanne Brun",
        "subject": "Relocalisons : 3 points cette semaine",
        "text": "Bonjour,\n",
        "html": "<p>Bonjour,</p>",
    }
    return OutgoingMail(**(facts | changes))


def mail_settings(base_url: str, *, key: str | None = "SG.secret-key", **mail: Any) -> Settings:
    """The settings of a programme whose SendGrid stands at `base_url`."""
    facts = {
        "live": True,
        "sender_email": "suivi@localizz.example",
        "sender_name": "Suivi Relocalisons",
        "coordinator": PersonFacts(name="Camille Aubanel", email="coordination@localizz.example"),
    }
    return Settings(
        programme=ProgrammeFacts(
            code=PROGRAMME, name="Relocalisons", start=date(2025, 9, 1), end=date(2027, 8, 31)
        ),
        google=GoogleFacts(drive_id="drive", pilotage_id="pilotage"),
        mail=MailFacts(**(facts | mail)),
        store_url="sqlite://",
        base_url=base_url,
        live_environment=True,
        secrets=Secrets(mail_key=SecretStr(key) if key else None, hmac_key=SecretStr("hmac-key")),
    )
