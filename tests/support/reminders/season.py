"""Twelve weeks of reminders in memory: plans, what she sends, what people answer, what is said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from support.programme.build import a_programme, an_action
from support.reminders.planned import said

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import (
    Action,
    FindingState,
    Partner,
    TrackedFinding,
    WorkingTime,
)
from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.reminders.digests import Digest, DigestKind, ReminderPlan, iso_week
from relocalisons.core.reminders.people import person_key
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, policy_in_force
from relocalisons.core.reminders.rules.answers import SentDigest, count_settled, find_unanswered
from relocalisons.core.reminders.rules.row_marks import RowMarks

Sent = list[SentDigest]


@dataclass
class Season:
    """A programme whose partners answer, or not; `week` plays one Tuesday."""

    partners: tuple[Partner, ...]
    working_time: WorkingTime  # harvests, as « Paramètres » says them
    actions: dict[str, dict[str, Any]]
    decisions: dict[str, tuple[str, date]] = field(default_factory=dict)  # key → words, when
    bounced: dict[str, date] = field(default_factory=dict)
    unsubscribed: dict[str, date] = field(default_factory=dict)
    talked: dict[str, date] = field(default_factory=dict)
    tables: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)  # of « Pilotage »
    hers: list[str] = field(default_factory=list)  # hard deadlines on her list, each Tuesday
    sent: dict[str, Sent] = field(default_factory=dict)
    weeks: dict[str, set[str]] = field(default_factory=dict)
    told: dict[tuple[str, date | None], int] = field(default_factory=dict)
    log: dict[str, list[str]] = field(default_factory=dict)  # partner → one sentence a week
    digests: list[Digest] = field(default_factory=list)

    def week(self, tuesday: date, *, approves: Callable[[Digest], bool] = lambda _: True) -> None:
        """Plan, let her send what she approves, note for each partner what happened and why."""
        plan = self.plan(tuesday)
        for digest in plan.digests:
            person = person_key(digest.partner, digest.role)
            self.weeks.setdefault(person, set()).add(iso_week(tuesday))
            if not approves(digest):
                self._note(digest.partner, tuesday, "non validé")
                continue
            self._send(person, digest, tuesday)
        for point in plan.urgent:
            self.hers.append(f"{_short(tuesday)} – {point.label} : {point.status}")
        for call in plan.call_list:
            self._note(call.partner, tuesday, f"à appeler ({call.reason})")
        for one in plan.skipped:
            called = any(call.partner == one.partner for call in plan.call_list)
            if one.finding_key is None and not called:
                self._note(one.partner, tuesday, f"rien ({one.reason})")

    def plan(self, day: date) -> ReminderPlan:
        """What the service proposes on a day."""
        programme = replace(
            a_programme(as_of=day, partners=self.partners, actions=self.plan_of_actions()),
            working_time=self.working_time,
            tables=self.tables,
        )
        findings = assess(programme, as_of=day, baseline={})
        keys = frozenset(finding.key for finding in findings)
        decided = {
            key: datetime.combine(on, time(12), tzinfo=UTC)
            for key, (_, on) in self.decisions.items()
        }
        sent = {person: tuple(mails) for person, mails in self.sent.items()}
        unanswered = find_unanswered(
            sent,
            open_keys=keys,
            decided=decided,
            last_contact=self.talked,
            marks=RowMarks(programme).by_subject(findings),
            as_of=day,
        )
        history = ReminderHistory(
            weeks={person: frozenset(weeks) for person, weeks in self.weeks.items()},
            told=self.told,
            unanswered=unanswered,
            last_sent={person: mails[-1].left_at.date() for person, mails in sent.items()},
            settled=count_settled(sent, open_keys=keys, decided_keys=frozenset(decided)),
            bounced=self.bounced,
            unsubscribed=self.unsubscribed,
        )
        return plan_reminders(
            tuple(
                TrackedFinding(
                    finding=finding,
                    state=FindingState.OPEN,
                    first_seen=day - timedelta(days=7),
                    **said(typed, read_on=on),
                )
                for finding in findings
                for typed, on in [self.decisions.get(finding.key, ("", day))]
            ),
            programme=programme,
            history=history,
            policy=policy_in_force(programme),
            as_of=day,
        )

    def plan_of_actions(self) -> Iterable[Action]:
        """The sheets as they stand."""
        return [an_action(number, **said) for number, said in self.actions.items()]

    def answer(self, partner: str) -> None:
        """The partner notes in the sheet that all that was ever asked is done."""
        for digest in self.digests:
            for line in digest.lines if digest.partner == partner else ():
                done = {"status": "done", "progress": "1", "ended": "2026-06-01"}
                self.actions[line.number] |= done

    def _send(self, person: str, digest: Digest, day: date) -> None:
        at = datetime.combine(day, time(10), tzinfo=UTC)
        keys = frozenset(line.finding_key for line in digest.lines)
        marks = {line.finding_key: line.mark for line in digest.lines if line.mark}
        dates = {line.finding_key: line.due for line in digest.lines}
        mail = SentDigest(left_at=at, keys=keys, dates=dates, marks=marks)
        self.sent.setdefault(person, []).append(mail)
        for line in digest.lines:
            known = (line.finding_key, line.due)
            self.told[known] = self.told.get(known, 0) + 1
        self.digests.append(digest)
        numbers = ", ".join(dict.fromkeys(line.number for line in digest.lines))
        thanks = f", merci pour {digest.thanked}" if digest.thanked else ""
        whom = f"message au suppléant {digest.person}" if (
            digest.kind is DigestKind.ESCALATION
        ) else "message"  # fmt: skip
        self._note(digest.partner, day, f"{whom} : {numbers}{thanks}")

    def _note(self, partner: str, day: date, words: str) -> None:
        self.log.setdefault(partner, []).append(f"{_short(day)} – {' '.join(words.split())}")


def _short(day: date) -> str:
    return " ".join(format_long_date(day).split()[:2])
