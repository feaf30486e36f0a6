"""Google's quotas among many runs: a bucket per Cloud project and one per account, on the server.

Google counts 300 readings of Sheets a minute and project, 60 a minute and account, and a service
account is one account. A run paces itself below the second (`tasks/google/sheets.Pace`); what runs
spend together is known to nobody but Prefect, whose limits decay: a bucket that refills.
https://developers.google.com/workspace/sheets/api/limits
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate
from prefect.exceptions import ObjectNotFound

from relocalisons.errors import RelocalisonsError
from relocalisons.settings import load_settings
from tasks.google.sign_in import account_of

PER_PROJECT, PER_ACCOUNT = 300, 60  # readings of Sheets a minute
PROJECT = "google-lectures-projet"
UNKNOWN = "inconnu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A limit of Prefect's: how much at once, and how much comes back a second."""

    name: str
    size: int

    @property
    def refill(self) -> float:
        """Readings a second."""
        return self.size / 60


def buckets_of(programme: str) -> tuple[Bucket, Bucket]:
    """What the readings of a programme are taken from; no address stands in a name.

    A programme whose settings cannot be read starts all the same: its own run says what is wrong.
    """
    try:
        account = account_of(load_settings(programme))
    except RelocalisonsError:
        account = None
    who = hashlib.sha256(account.encode()).hexdigest()[:12] if account else UNKNOWN
    return (
        Bucket(name=PROJECT, size=PER_PROJECT),
        Bucket(name=f"google-lectures-compte-{who}", size=PER_ACCOUNT),
    )


def ensure_buckets(client: SyncPrefectClient, buckets: Iterable[Bucket]) -> None:
    """Make the limits that the server does not know; one that was changed there stays so."""
    for bucket in dict.fromkeys(buckets):
        try:
            client.read_global_concurrency_limit_by_name(bucket.name)
        except ObjectNotFound:
            client.create_global_concurrency_limit(
                GlobalConcurrencyLimitCreate(
                    name=bucket.name, limit=bucket.size, slot_decay_per_second=bucket.refill
                )
            )
