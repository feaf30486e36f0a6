"""Safety holds on addresses, compared by keyed hashes with the last one accepted a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from relocalisons.core.kernel.keys import domain_hash, recipient_hash
from relocalisons.core.kernel.model import Programme
from relocalisons.core.reminders.people import DEPUTY, GENERAL, Addressee, People, person_key
from relocalisons.core.reminders.rules.safety_holds import (
    SHARED_DOMAINS,
    AddressMarks,
    SafetyHold,
    safety_hold_on_address,
)
from relocalisons.store.mails.notices import Notice
from relocalisons.store.mails.safety_references import (
    SafetyReference,
    keep_references,
    last_written_to,
    safety_references,
)
from tasks.run.programme_run import ProgrammeRun

RECIPIENT = "recipient"
"""In the stored body of a mail: the person as references know them, and the hash of the domain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody to write to. `person` is how references know them, `who` how they are shown."""

    person: str
    code: str
    who: str
    tab: str  # where the address stands
    address: str

    @property
    def is_shared(self) -> bool:
        """Whether the domain is everybody's."""
        return self.address.strip().casefold().rpartition("@")[2] in SHARED_DOMAINS


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressComparison:
    """Safety holds by person, and the references as they are to be kept; nothing is written yet."""

    safety_holds: Mapping[str, SafetyHold] = field(default_factory=dict)
    references: Mapping[str, SafetyReference] = field(default_factory=dict)


def recipients_of(programme: Programme) -> tuple[Recipient, ...]:
    """Everybody at a partner who has one sure address."""
    people = People(programme)
    return tuple(
        recipient_of(person)
        for partner in programme.partners
        for person in people.everybody(partner)
        if person.email
    )


def recipient_of(person: Addressee) -> Recipient:
    """A partner's contact as somebody to write to; an address that is not sure is empty."""
    general = person.role in (GENERAL, DEPUTY)
    return Recipient(
        person=person.key,
        code=person.partner,
        who=person.partner if person.role == GENERAL else f"{person.partner} ({person.role})",
        tab="Partenaires" if general else "Interlocuteurs",
        address=person.email or "",
    )


def marks_of(run: ProgrammeRun, address: str) -> AddressMarks:
    """What the store knows of an address."""
    secret = run.settings.hmac_key()
    return AddressMarks(
        address=recipient_hash(secret, address), domain=domain_hash(secret, address)
    )


def compare_addresses(run: ProgrammeRun, recipients: Iterable[Recipient]) -> AddressComparison:
    """Each address against the one last accepted for that person.

    Of whom no mail left yet, the first address that was seen stands in. A safety hold keeps the day
    on which it was first put.
    """
    known, written = safety_references(run.store, run.code), last_written_to(run.store, run.code)
    safety_holds: dict[str, SafetyHold] = {}
    references: dict[str, SafetyReference] = {}
    for one in recipients:
        now = marks_of(run, one.address)
        kept = known.get(one.person, SafetyReference())
        if not kept.address_hash:
            left = written.get(one.person, now.address)
            domain = now.domain if left == now.address else ""
            kept = replace(kept, address_hash=left, domain_hash=domain)
        since = kept.braked_on or run.as_of
        safety_hold = safety_hold_on_address(
            now,
            accepted=AddressMarks(address=kept.address_hash, domain=kept.domain_hash),
            code=one.code,
            who=one.who,
            tab=one.tab,
            since=since,
            shared=one.is_shared,
        )
        if safety_hold is not None:
            safety_holds[one.person] = safety_hold
            kept = replace(kept, braked_on=since)
        references[one.person] = kept
    return AddressComparison(safety_holds=safety_holds, references=references)


def recipient_document(run: ProgrammeRun, person: str, address: str) -> dict[str, str]:
    """What a mail keeps of its recipient, so that leaving makes the address the accepted one."""
    return {"person": person, "domain": marks_of(run, address).domain}


def accept(run: ProgrammeRun, notice: Notice, *, snapshot_id: str) -> None:
    """A mail leaves by her decision: its address, and the reading that it follows, are accepted.

    An empty `snapshot_id` leaves the accepted reading as it was.
    """
    facts = (notice.body or {}).get(RECIPIENT, {})
    person = facts.get("person") or person_key(notice.partner, notice.role)
    kept = safety_references(run.store, run.code).get(person, SafetyReference())
    same = kept.address_hash == notice.recipient_hash
    domain = facts.get("domain", kept.domain_hash if same else "")
    now = SafetyReference(
        address_hash=notice.recipient_hash,
        domain_hash=domain,
        snapshot_id=snapshot_id or kept.snapshot_id,
    )
    keep_references(run.store, run.code, {person: now}, at=run.clock())
