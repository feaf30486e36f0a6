"""A settlement in a process of its own, that can be killed at any of its points.

It runs the product's own loop on a real store against a real socket; only the recipients are
made up, one per partner.
"""

import os
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess

from support.forks import forks
from support.mails.build import PROGRAMME, after, held, mail_settings

from relocalisons.store.locks import programme_lock
from relocalisons.store.mails.notices import Notice, settle_crashed
from relocalisons.store.opening import Store, open_store
from tasks.mail.mail import OutgoingMail, open_mail, send
from tasks.mail.scheduled_sends import ScheduledSends
from tasks.mail.sending import SendSummary, release_and_send
from tasks.mail.two_phase import send_in_two_phases

POINTS = ("locked", "opened", "claimed", "answered", "settled")
BATCH_POINTS = (
    *("locked", "opened", "named", "kept", "paused there", "paused"),
    *("claimed", "answered", "settled", "decided", "resumed there", "released"),
)
DOUBT_POINTS = ("giving up", "cancelled there", "cancelled")
CRASHED = "arrêt pendant l’envoi"


def settle_once(
    store: Store,
    sendgrid_url: str,
    *,
    at_point: Callable[[str], None] = lambda _: None,
    timeout: float = 5,
    hours: float = 3,
    size: int = 0,
) -> SendSummary:
    """What `mail_settlement` does to the store once her decisions are obeyed.

    `size` is that of a batch of the two-phase policy; 0 is « hold when unsure ».
    """
    at_point("opened")
    settle_crashed(store, PROGRAMME, at=after(hours=hours), reason=CRASHED)
    settings = mail_settings(sendgrid_url)
    client = open_mail(settings)
    client.client.timeout = timeout
    if size:
        return send_in_two_phases(
            store,
            programme=PROGRAMME,
            prepare=made_up_recipient,
            post=lambda mail: send(client, mail),
            control=ScheduledSends(client.client, trust_its_clock=True, sleep=lambda _: None),
            clock=lambda: after(hours=hours),
            size=size,
            at_point=at_point,
        )
    return release_and_send(
        store,
        programme=PROGRAMME,
        prepare=made_up_recipient,
        post=lambda mail: send(client, mail),
        clock=lambda: after(hours=hours),
        at_point=at_point,
    )


def made_up_recipient(notice: Notice) -> OutgoingMail:
    body = notice.body or {}
    return OutgoingMail(
        to_address=f"{notice.partner.lower()}@partenaire.example",
        to_name=f"Personne {notice.partner}",
        subject=notice.subject,
        text=body["text"],
        html=body["html"],
    )


def start_settlement(
    url: str,
    sendgrid_url: str,
    *,
    die_at: tuple[str, int] | None = None,
    lock: bool = True,
    hours: float = 3,
    size: int = 0,
) -> BaseProcess:
    """A settlement in another process. `die_at` is (point, how many times it is passed before)."""
    process = forks().Process(
        target=_settle, args=(url, sendgrid_url, die_at, lock, hours, size), daemon=True
    )
    process.start()
    return process


def start_planning(url: str, partners: tuple[str, ...], *, die_after: int) -> BaseProcess:
    """A process that keeps one digest after the other, and dies once `die_after` are kept."""
    process = forks().Process(target=_plan, args=(url, partners, die_after), daemon=True)
    process.start()
    return process


def start_lock_holder(url: str, ready: str) -> BaseProcess:
    """A process that takes the programme's lock, says so by a file, and keeps it until killed."""
    process = forks().Process(target=_hold_lock, args=(url, ready), daemon=True)
    process.start()
    return process


def _settle(
    url: str,
    sendgrid_url: str,
    die_at: tuple[str, int] | None,
    lock: bool,
    hours: float,
    size: int,
) -> None:
    def at_point(name: str) -> None:
        nonlocal left
        if die_at is None or name != die_at[0]:
            return
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    left = die_at[1] if die_at else 0
    with open_store(url) as store:
        if not lock:
            settle_once(store, sendgrid_url, at_point=at_point, hours=hours, size=size)
            return
        with programme_lock(store, PROGRAMME, patience=60):
            at_point("locked")
            settle_once(store, sendgrid_url, at_point=at_point, hours=hours, size=size)


def _plan(url: str, partners: tuple[str, ...], die_after: int) -> None:
    with open_store(url) as store:
        for number, partner in enumerate(partners):
            if number == die_after:
                os.kill(os.getpid(), signal.SIGKILL)
            held(store, partner)


def _hold_lock(url: str, ready: str) -> None:
    with open_store(url) as store, programme_lock(store, PROGRAMME, patience=5):
        with open(ready, "w") as file:  # noqa: PTH123 - nothing but a signal to the test
            file.write("locked")
        signal.pause()
