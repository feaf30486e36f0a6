"""Pure: findings and her decisions → the lines that wait for each person, the others with why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.findings.gestures import Verb
from relocalisons.core.kernel.model import (
    CellRef,
    Finding,
    Partner,
    TrackedFinding,
    Trait,
)
from relocalisons.core.kernel.words.french import format_long_date, quote
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.rules.quiet import told_until
from relocalisons.core.programme.standing import say_unseen_since
from relocalisons.core.reminders.choosing import Weight
from relocalisons.core.reminders.digests import DigestLine, Skipped
from relocalisons.core.reminders.lines import blocking_lines, line_of, number_of
from relocalisons.core.reminders.people import Addressee
from relocalisons.core.reminders.reasons import (
    WeekFacts,
    why_hers_alone,
    why_promised,
    why_told_in_a_call,
    why_too_soon_after_arrival,
)
from relocalisons.core.reminders.rules.answers import AlreadyTold, told_as
from relocalisons.core.reminders.rules.by_voice import ALREADY_ASKED
from relocalisons.core.reminders.rules.row_marks import place_of_line

_ENOUGH = 2  # messages that asked for something without a date


@dataclass(slots=True, kw_only=True)
class Waiting:
    """Lines by partner code, each with its person in the order of their first line."""

    by_partner: dict[str, dict[str, tuple[Addressee, list[DigestLine]]]] = field(
        default_factory=dict[str, dict[str, tuple[Addressee, list[DigestLine]]]]
    )
    skipped: list[Skipped] = field(default_factory=list[Skipped])

    def of(self, partner: str) -> tuple[tuple[Addressee, tuple[DigestLine, ...]], ...]:
        """Who of this partner waits to be told what."""
        found = self.by_partner.get(partner, {})
        return tuple(
            (addressee, tuple(_asked_once(lines, skipped=self.skipped, partner=partner)))
            for addressee, lines in found.values()
        )

    def add(self, addressee: Addressee, lines: Iterable[DigestLine]) -> None:
        """Give lines to a person; two roles that share one address are one person."""
        people = self.by_partner.setdefault(addressee.partner, {})
        who = addressee.address or addressee.role
        people.setdefault(who, (addressee, []))[1].extend(lines)


def sort_by_person(tracked: Iterable[TrackedFinding], *, facts: WeekFacts) -> Waiting:
    """Every finding that is not settled either as a line of somebody, or skipped with why."""
    waiting = Waiting()
    for one in sorted(tracked, key=lambda each: natural_order(each.finding.key)):
        finding = one.finding
        if one.unseen_since is None and not one.is_open:
            continue
        line, reason = _line(one, facts=facts)
        partner = facts.programme.partner(finding.partner)
        if line is None or partner is None:
            waiting.skipped.append(
                Skipped(
                    partner=finding.partner or "",
                    reason=reason,
                    finding_key=finding.key,
                    label=finding.label,
                    doubted=one.unseen_since is not None
                    and one.last_read is None
                    and finding.kind.gesture.verb is Verb.CALL,
                )
            )
            continue
        addressee = facts.people.addressee(partner, finding.kind, subject=finding.subject)
        waiting.add(addressee, (line, *blocking_lines(line, programme=facts.programme)))
    return waiting


def _line(one: TrackedFinding, *, facts: WeekFacts) -> tuple[DigestLine | None, str]:
    """The line, or None with the reason why the partner is not told."""
    finding = one.finding
    if one.unseen_since is not None:
        return None, say_unseen_since(one.unseen_since, last_read=one.last_read)
    reason = (
        why_hers_alone(finding, facts=facts)
        or why_too_soon_after_arrival(finding, facts=facts)
        or _why_paused(finding, facts=facts)
        or why_promised(facts.promises.waits_for(finding.key))
        or why_told_in_a_call(one, facts=facts)
    )
    if reason:
        return None, reason
    decision = one.word
    due, granted = finding.due, False
    match decision.meaning:
        case Meaning.UNCLEAR:
            return None, f"décision à préciser dans {quote('Anomalies')}. {decision.message}"
        case Meaning.VOID:
            return None, "vous avez décidé que c’était sans objet"
        case Meaning.DONE if decision.until is not None and facts.as_of < decision.until:
            again = format_long_date(decision.until)
            return None, f"vous avez écrit {quote('fait')}, relu le {again}"
        case Meaning.SEEN if decision.until is None:
            return None, "vu, sans date de reprise"
        case Meaning.SEEN if decision.until is not None and facts.as_of < decision.until:
            return None, f"vu, à reparler le {format_long_date(decision.until)}"
        case Meaning.GRANTED:
            due, granted = decision.until, True
        case _:
            pass
    told = _times_told(finding, due=due, facts=facts)
    reason = _too_early(finding, due=due, granted=granted, told=told, facts=facts)
    if reason:
        return None, reason
    asked_late = not granted and _is_asked_late(finding, due=due, facts=facts)
    if asked_late or (finding.kind.has(Trait.TO_PRECISE) and granted):
        due = None
        told = _times_told(finding, due=due, facts=facts)
    already = _already(finding, due=due, facts=facts)
    if due is None and _was_said_enough(finding, already, facts=facts):
        times = already.digests if already else 0
        return None, f"{ALREADY_ASKED} {times} messages, sans date"
    place = _place(finding, facts=facts)
    return (
        line_of(
            finding,
            due=due,
            granted=granted,
            level=told + 1,
            as_of=facts.as_of,
            programme=facts.programme,
            place=place,
            mark=facts.marks.of(finding) if place is not None else "",
            already=already,
        ),
        "",
    )


def _was_said_enough(finding: Finding, already: AlreadyTold | None, *, facts: WeekFacts) -> bool:
    """Whether what presses nobody stood in two messages, the last one among them.

    It comes back in a message after one that left it out: nobody reads the same list every week.
    What a claim of the next day lacks is asked until it leaves.
    """
    weight = facts.weights.get(finding.key, Weight())
    known = already is not None and already.in_last and already.digests >= _ENOUGH
    return known and weight.band == 0 and not weight.keeps_a_claim(facts.as_of)


def _times_told(finding: Finding, *, due: date | None, facts: WeekFacts) -> int:
    """In how many digests it stood; of several cells, the one that stood in most."""
    keys = (finding.key, *finding.members)
    return max(facts.history.told.get((key, due), 0) for key in keys)


def _is_asked_late(finding: Finding, *, due: date | None, facts: WeekFacts) -> bool:
    """Whether a question is asked for the first time after its date: nobody is late with it.

    The notice of a contract is counted by us; an action, a decision or a certificate has a date
    that its owner knew.
    """
    passed = due is not None and due < facts.as_of
    return (
        passed
        and not finding.kind.has(Trait.KNOWN_DATE)
        and not _already(finding, due=due, facts=facts)
    )


def _already(finding: Finding, *, due: date | None, facts: WeekFacts) -> AlreadyTold | None:
    """What its reader was told of it: a message to somebody else is not one to them."""
    partner = facts.programme.partner(finding.partner)
    if partner is None:
        return None
    reader = facts.people.addressee(partner, finding.kind, subject=finding.subject)
    told = (
        facts.history.already.get((reader.key, told_as(key), due))
        for key in (finding.key, *finding.members)
    )
    return max(filter(None, told), key=lambda one: one.digests, default=None)


def _too_early(
    finding: Finding, *, due: date | None, granted: bool, told: int, facts: WeekFacts
) -> str:
    """Why a line waits for its date; empty when it enters the digest of today.

    What is due in a quiet period that begins before long is told before it begins.
    """
    if due is None:
        return ""
    if finding.kind.has(Trait.TO_PRECISE):
        early = granted and facts.as_of < due
        return f"date accordée au {format_long_date(due)}" if early else ""
    if due <= _horizon(facts.programme.partner(finding.partner), facts=facts):
        return ""
    if granted:
        return f"date accordée au {format_long_date(due)}"
    if finding.kind.has(Trait.DATED):
        return f"échéance encore lointaine, le {format_long_date(due)}"
    # Its finder has a lead time of its own (a certificate, an attestation): once, then at J-14.
    return f"déjà demandé, pour le {format_long_date(due)}" if told else ""


def _horizon(partner: Partner | None, *, facts: WeekFacts) -> date:
    days = facts.policy.upcoming_days
    if partner is None:
        return facts.as_of + timedelta(days=days)
    return told_until(
        facts.policy.quiet,
        code=partner.code,
        profile=partner.profile,
        as_of=facts.as_of,
        days=days,
    )


def _why_paused(finding: Finding, *, facts: WeekFacts) -> str:
    number = normalised(number_of(finding))
    for pause in facts.policy.line_pauses:
        if pause.number != number or pause.is_over(facts.as_of):
            continue
        if pause.partner in (None, finding.partner):
            end = f" jusqu’au {format_long_date(pause.until)}" if pause.until else ""
            return f"ligne en pause{end} dans {quote('Paramètres')}"
    return ""


def _place(finding: Finding, *, facts: WeekFacts) -> CellRef | None:
    """The cell to open; nobody but her is sent to « Pilotage »."""
    place = place_of_line(finding)
    return None if place is None or place.file_id in facts.coordination_files else place


def _asked_once(
    lines: list[DigestLine], *, skipped: list[Skipped], partner: str
) -> list[DigestLine]:
    """Without the volumes that depend on a cell already asked for by itself."""
    asked = {line.place for line in lines if line.kind is not ProducerKind.VOLUME_UNKNOWN}
    kept: list[DigestLine] = []
    for line in lines:
        if line.kind is ProducerKind.VOLUME_UNKNOWN and line.place and line.place in asked:
            reason = "déjà demandé par la cellule dont ce volume dépend"
            skipped.append(
                Skipped(
                    partner=partner, reason=reason, finding_key=line.finding_key, label=line.label
                )
            )
        else:
            kept.append(line)
    return kept
