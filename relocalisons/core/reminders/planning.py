"""Pure: findings, her decisions, her rules and the history → the plan of the week.

One digest per person and ISO week. Whatever is not sent is in the plan too, with its reason.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from relocalisons.core.decisions import Meaning, understand_finding
from relocalisons.core.french import NBSP, format_long_date, quote
from relocalisons.core.model import (
    CellRef,
    Finding,
    FindingKind,
    FindingState,
    Partner,
    Programme,
    TrackedFinding,
)
from relocalisons.core.reminders.digests import (
    CallEntry,
    Digest,
    DigestBlock,
    DigestGroup,
    DigestLine,
    ReminderPlan,
    Skipped,
)
from relocalisons.core.reminders.lines import (
    DATED,
    TO_PRECISE,
    blocking_lines,
    group_of,
    line_of,
    natural_order,
)
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.reasons import Desk, why_hers_alone, why_no_mail

_TALKING_POINTS = 3


def plan_reminders(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    history: ReminderHistory,
    policy: ReminderPolicy,
    as_of: date,
) -> ReminderPlan:
    """The digests, the calls and what is not sent, of one logical date.

    Only active partners with exactly one certain address get a digest; a partner reached by
    telephone, or who left several digests unanswered, goes to the call list instead. Whoever
    answers for two partners by one address gets one digest; the other partner is called.
    """
    desk = Desk(programme=programme, history=history, policy=policy, as_of=as_of)
    waiting, skipped = _sort_by_partner(tracked, desk=desk)
    digests: list[Digest] = []
    calls: list[CallEntry] = []
    for partner in sorted(programme.partners, key=lambda one: natural_order(one.code)):
        lines = waiting.get(partner.code, ())
        reason, call = why_no_mail(
            partner, lines, desk=desk, planned={digest.partner for digest in digests}
        )
        if call and lines:
            calls.append(_call(partner, lines, reason=reason))
        if reason:
            skipped.append(Skipped(partner=partner.code, reason=reason))
        else:
            digests.append(_digest(partner, lines, desk=desk))
    return ReminderPlan(digests=tuple(digests), call_list=tuple(calls), skipped=tuple(skipped))


def _sort_by_partner(
    tracked: Iterable[TrackedFinding], *, desk: Desk
) -> tuple[dict[str, tuple[DigestLine, ...]], list[Skipped]]:
    waiting: dict[str, list[DigestLine]] = {}
    skipped: list[Skipped] = []
    for one in sorted(tracked, key=lambda each: natural_order(each.finding.key)):
        finding = one.finding
        if one.state is FindingState.RESOLVED:
            continue
        line, reason = _line(one, desk=desk)
        if line is None:
            skipped.append(
                Skipped(
                    partner=finding.partner or "",
                    reason=reason,
                    finding_key=finding.key,
                    label=finding.label,
                )
            )
        else:
            told = waiting.setdefault(finding.partner or "", [])
            told += [line, *blocking_lines(line, programme=desk.programme)]
    asked = {
        code: tuple(_asked_once(lines, skipped=skipped, partner=code))
        for code, lines in sorted(waiting.items())
    }
    return asked, skipped


def _line(one: TrackedFinding, *, desk: Desk) -> tuple[DigestLine | None, str]:
    """The line, or None with the reason why the partner is not told."""
    finding = one.finding
    reason = why_hers_alone(finding, desk=desk)
    if reason:
        return None, reason
    decision = understand_finding(one.decision, since=one.first_seen, as_of=desk.as_of)
    due, granted = finding.due, False
    match decision.meaning:
        case Meaning.UNCLEAR:
            return None, f"décision à préciser dans {quote('Anomalies')}. {decision.message}"
        case Meaning.VOID:
            return None, "vous avez décidé que c’était sans objet"
        case Meaning.SEEN if decision.until is None:
            return None, "vu par téléphone, sans date de reprise"
        case Meaning.SEEN if decision.until is not None and desk.as_of < decision.until:
            return None, f"vu par téléphone, à reparler le {format_long_date(decision.until)}"
        case Meaning.GRANTED:
            due, granted = decision.until, True
    soon = desk.as_of + timedelta(days=desk.policy.upcoming_days)
    if finding.kind in DATED and due is not None and due > soon:
        known = "date accordée au" if granted else "échéance encore lointaine, le"
        return None, f"{known} {format_long_date(due)}"
    if finding.kind in TO_PRECISE and granted and due is not None:
        if desk.as_of < due:
            return None, f"date accordée au {format_long_date(due)}"
        due = None
    return (
        line_of(
            finding,
            due=due,
            granted=granted,
            level=desk.history.told.get((finding.key, due), 0) + 1,
            as_of=desk.as_of,
            programme=desk.programme,
            place=_place(finding, desk=desk),
        ),
        "",
    )


def _place(finding: Finding, *, desk: Desk) -> CellRef | None:
    """The cell to open: of a double, the second row is the one to change."""
    if not finding.evidence:
        return None
    place = finding.evidence[-1 if finding.kind is FindingKind.DUPLICATE_ID else 0]
    return None if place.file_id in desk.coordination_files else place


def _asked_once(
    lines: list[DigestLine], *, skipped: list[Skipped], partner: str
) -> list[DigestLine]:
    """Without the volumes that depend on a cell already asked for by itself."""
    asked = {line.place for line in lines if line.kind is not FindingKind.VOLUME_UNKNOWN}
    kept = []
    for line in lines:
        if line.kind is FindingKind.VOLUME_UNKNOWN and line.place and line.place in asked:
            reason = "déjà demandé par la cellule dont ce volume dépend"
            skipped.append(
                Skipped(
                    partner=partner, reason=reason, finding_key=line.finding_key, label=line.label
                )
            )
        else:
            kept.append(line)
    return kept


def _digest(partner: Partner, lines: tuple[DigestLine, ...], *, desk: Desk) -> Digest:
    groups: dict[DigestGroup, list[DigestLine]] = {group: [] for group in DigestGroup}
    for line in lines:
        groups[group_of(line, as_of=desk.as_of)].append(line)
    return Digest(
        partner=partner.code,
        partner_name=partner.name,
        profile=partner.profile,
        person=partner.contact or partner.name,
        as_of=desk.as_of,
        blocks=tuple(
            DigestBlock(group=group, lines=tuple(sorted(found, key=_reading_order)))
            for group, found in groups.items()
            if found
        ),
        sheet=_sheet(lines),
    )


def _reading_order(line: DigestLine) -> tuple[object, ...]:
    return (
        line.due or date.max,
        natural_order(line.number),
        line.kind.value,
        line.names_partner or "",
        line.finding_key,
    )


def _sheet(lines: tuple[DigestLine, ...]) -> CellRef | None:
    """The tab where most lines stand, the first one when several hold as many."""
    counts: dict[tuple[str, int], int] = {}
    first: dict[tuple[str, int], CellRef] = {}
    for line in lines:
        if line.place is not None:
            tab = (line.place.file_id, line.place.sheet_id)
            counts[tab] = counts.get(tab, 0) + 1
            first.setdefault(tab, line.place)
    if not counts:
        return None
    place = first[max(counts, key=lambda tab: counts[tab])]
    return CellRef(
        file_id=place.file_id, workbook=place.workbook, tab=place.tab, sheet_id=place.sheet_id
    )


def _call(partner: Partner, lines: tuple[DigestLine, ...], *, reason: str) -> CallEntry:
    own = [line for line in lines if not line.names_partner]
    urgent = sorted(own, key=_reading_order)[:_TALKING_POINTS]
    return CallEntry(
        partner=partner.code,
        partner_name=partner.name,
        person=partner.contact or partner.name,
        phone=partner.phone,
        reason=reason,
        points=tuple(f"{line.label}{NBSP}: {line.status}" for line in urgent),
        lines=len(own),
    )
