"""Pure: the act that a finding belongs to, by what its kind declares and by its own facts.

The key never depends on the other findings of the night, nor on a date, a rank or a count: members
come and go, an act stays.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from relocalisons.core.acts.money_facts import LAST_CLAIM, MoneyFacts, gesture_of
from relocalisons.core.kernel.findings.gestures import (
    CALL,
    IN_MAILS,
    UNOWNED,
    Gesture,
    Party,
    Verb,
)
from relocalisons.core.kernel.model import Finding, Programme

ACT = "act"
HERSELF = "coordination"

NOBODY: Mapping[Party, str] = {
    Party.PARTNER: UNOWNED,
    Party.FUNDER: "lignes sans financeur",
    Party.CLAIM: "dépenses sans financeur",
}
"""What an act is for when its counterpart is not known, by the party that it should have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActKey:
    """Verb, with whom (a partner, a funder, a meeting, herself), and for what; may be for all."""

    verb: Verb
    party: Party
    counterpart: str
    occasion: str = ""

    def __str__(self) -> str:
        """« act:appeler:P14 », « act:envoyer:FRA:acompte 1/2025-12-31 »; as it is stored."""
        parts = (ACT, self.verb.value, self.counterpart, self.occasion)
        return ":".join(part for part in parts if part)


def act_of(finding: Finding, *, programme: Programme, money: MoneyFacts) -> ActKey | None:
    """The act of a finding on its own; None for housekeeping. A total function."""
    gesture = _asked(finding, money=money)
    if not gesture.is_act:
        return None
    if finding.waits_for:
        # Whatever waits for the same thing is done by filling it in, once.
        return ActKey(
            verb=Verb.FILL,
            party=Party.HERSELF,
            counterpart=HERSELF,
            occasion=finding.waits_for,
        )
    head, _, rest = finding.subject.partition("/")
    found: tuple[Party, str, str] | None = None
    nobody = programme.partner(finding.partner) is None
    if gesture.occasion == IN_MAILS.occasion and nobody:
        return _hers(CALL)  # no mail asks anybody for it
    if gesture.of_whom_it_names:
        return _of_whom_it_names(finding, gesture, programme=programme, money=money)
    match gesture.party:
        case Party.PARTNER if not nobody:
            found = Party.PARTNER, finding.partner or "", gesture.occasion
        case Party.MEETING:
            found = Party.MEETING, head, ""
        case Party.DEADLINE:
            found = Party.CLAIM, head, rest
        case Party.ACTION:
            found = Party.ACTION, finding.subject.rpartition("/")[2], ""
        case Party.FUNDER:
            funder = money.funder_named(finding.subject.split("/"))
            found = (Party.FUNDER, funder, gesture.occasion) if funder else None
        case Party.CLAIM:
            aid = money.aid_of(finding)
            found = (Party.CLAIM, aid.funder, aid.claim) if aid is not None else None
        case _:
            pass
    if found is None:
        return _hers(gesture)
    party, counterpart, occasion = found
    verb = Verb.SEND if party is Party.CLAIM else gesture.verb
    return ActKey(verb=verb, party=party, counterpart=counterpart, occasion=occasion)


def _of_whom_it_names(
    finding: Finding, gesture: Gesture, *, programme: Programme, money: MoneyFacts
) -> ActKey:
    """One act a person who is asked; somebody that no table names is named in the occasion."""
    known = (
        bool(money.funder_named((finding.asked,)))
        if gesture.party is Party.FUNDER
        else programme.partner(finding.asked) is not None
    )
    name = f"{gesture.occasion} – {finding.asked}" if finding.asked else gesture.occasion
    return ActKey(
        verb=gesture.verb,
        party=gesture.party if known else Party.HERSELF,
        counterpart=finding.asked if known else HERSELF,
        occasion=gesture.occasion if known else name,
    )


def _asked(finding: Finding, *, money: MoneyFacts) -> Gesture:
    """What it asks for, as the funder's papers stand: a call where its usual gesture has none."""
    gesture = gesture_of(finding, money=money)
    if gesture.called_of_milestone and finding.subject in money.milestones:
        return CALL
    if gesture.called_without_claim:
        aid = money.aid_of(finding)
        return CALL if aid is None or aid.claim == LAST_CLAIM else gesture
    return gesture


def in_time(finding: Finding, key: ActKey | None, *, too_late: Collection[str]) -> ActKey | None:
    """The act of a finding; what the next reminders would ask too late is a call."""
    if finding.key not in too_late or not in_mails(key) or not finding.partner:
        return key
    return ActKey(verb=Verb.CALL, party=Party.PARTNER, counterpart=finding.partner)


def in_mails(key: ActKey | None) -> bool:
    """Whether it is the act of what the mails of the week ask."""
    return key is not None and key.party is Party.HERSELF and key.occasion == IN_MAILS.occasion


def is_call_key(key: ActKey) -> bool:
    """Whether it is done on the telephone."""
    return key.verb is Verb.CALL and key.party is Party.PARTNER


def _hers(gesture: Gesture) -> ActKey:
    """A gesture of hers, or one whose counterpart nobody can tell: then she decides who it is."""
    lost = NOBODY.get(gesture.party)
    return ActKey(
        verb=gesture.verb if lost is None else Verb.DECIDE,
        party=Party.HERSELF,
        counterpart=HERSELF,
        occasion=lost or gesture.occasion,
    )
