"""Pure: partners that left (« Actif » says no): their points close with one sentence.

Their lines stay in the plans and are counted apart; who waited for one of them is asked about.
Money goes on: what a partner spent before it left is still declared, proved and paid.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from relocalisons.core.deliverables.findings import has_file, is_expected
from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.findings.gestures import Gesture, Party, Scope, Verb
from relocalisons.core.kernel.model import (
    Action,
    Audience,
    CellRef,
    Deliverable,
    Finding,
    FindingKind,
    Partner,
    Programme,
    Severity,
    WorkbookGrid,
)
from relocalisons.core.kernel.wording import label_of, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    counted,
    format_long_date,
    join_words,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.plan.links import PlanLinks
from relocalisons.core.programme.entities import partner_of
from relocalisons.core.sources.sources import read_own
from relocalisons.core.tables import PARTNERS

_LEFT = Gesture(verb=Verb.DECIDE, party=Party.PARTNER, over=Scope.PARTNER)


class DepartureKind(FindingKind):
    """What is told when a partner leaves the programme."""

    PARTNER_LEFT = "partner_left", _LEFT
    # Somebody waits for a line that nobody holds now.
    LINE_WITHOUT_HOLDER = "line_without_holder", replace(_LEFT, over=Scope.NONE)


def find_departures(
    programme: Programme, *, links: PlanLinks, since: Mapping[str, date | None]
) -> tuple[Finding, ...]:
    """A sentence for each partner that left, and a question for each line that waits for one.

    `since`: partner code → the day on which it was first read as gone, as of `gone_since`. One
    that is not in it had left before the first reading, and gets no day. One without a day was
    gone already in a reading that told nothing of it: where it leaves no line, that is no news.
    """
    standing = {row.identity for row in programme.rows(PARTNERS.name)}
    return (
        *(
            _left(
                partner,
                since=since.get(partner.code),
                numbers=numbers,
                struck=partner.code not in standing,
            )
            for partner in programme.partners
            if not partner.active
            for numbers in (_numbers_left(partner, programme),)
            if numbers or partner.code not in since or since[partner.code]
        ),
        *_waiting_actions(programme, links),
        *_waiting_deliverables(programme),
    )


def gone_since(
    programme: Programme,
    *,
    told: Iterable[Finding],
    earlier: Iterable[WorkbookGrid],
    as_of: date,
) -> Mapping[str, date | None]:
    """Partner code → the day on which it was first read as gone, where an earlier reading had it.

    None where each of them had it gone already and nothing was told: a version that did not know
    departures made them. `told`: the sentences that stood before this day, which keep theirs;
    `earlier`: « Pilotage » in readings before this day.
    """
    known = {one.subject: one.due for one in told if one.kind is DepartureKind.PARTNER_LEFT}
    read = tuple(each for pilotage in earlier for each in _partners_in(pilotage))
    active = {code for code, is_active in read if is_active}
    before = {code for code, _ in read}
    days: dict[str, date | None] = {}
    for each in programme.partners:
        if each.active:
            continue
        if each.code in known:
            if day := known[each.code]:
                days[each.code] = day
        elif each.code in before:
            days[each.code] = as_of if each.code in active else None
    return days


def _partners_in(pilotage: WorkbookGrid) -> Iterator[tuple[str, bool]]:
    table = read_own(pilotage, PARTNERS)
    for row in table.rows if table else ():
        if row.identity:
            yield row.identity, partner_of(row).active


def without_the_departed(programme: Programme, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that still stand once a partner has left."""
    return (one for one in found if not closes_with_its_partner(one, programme=programme))


def closes_with_its_partner(finding: Finding, *, programme: Programme) -> bool:
    """Whether its partner has left, and it with them."""
    partner = programme.partner(finding.partner)
    if partner is None or partner.active:
        return False
    return not isinstance(finding.kind, DepartureKind | MoneyKind)


def _left(
    partner: Partner, *, since: date | None, numbers: tuple[str, ...], struck: bool
) -> Finding:
    name = f"{partner.code} ({typo(partner.name)})" if partner.name else partner.code
    day = f" le {format_long_date(since)}" if since else ""
    closed = counted(
        len(numbers),
        none="aucune ligne n’était ouverte",
        one="1 ligne close",
        many=f"{{n}}{NBSP}lignes closes",
    )
    back = f"remettre {quote('oui')} dans {quote('Actif')}"
    back = f"ôter la rature de sa ligne dans {quote(PARTNERS.title)}" if struck else back
    kept = f"Restent dans les plans, comptées à part{NBSP}: {join_words(numbers)}." * bool(numbers)
    return Finding(
        kind=DepartureKind.PARTNER_LEFT,
        subject=partner.code,
        partner=partner.code,
        severity=Severity.INFO,
        audience=Audience.COORDINATION,
        title=f"{name} a quitté le programme{day}{NBSP}: {closed}.",
        action=f"Rien à faire si c’est voulu{THIN}; sinon, {back}, et ses points rouvrent.",
        label=name,
        evidence=(partner.place.cell("active"),),
        due=since,
        detail=kept,
    )


def _numbers_left(partner: Partner, programme: Programme) -> tuple[str, ...]:
    """Its actions and deliverables that were still to be done."""
    return (
        *(each.key for each in programme.actions if each.owner == partner.code and each.left),
        *(
            each.key
            for each in programme.deliverables
            if each.owner == partner.code and _was_awaited(each, programme)
        ),
    )


def _was_awaited(deliverable: Deliverable, programme: Programme) -> bool:
    if not deliverable.left or not is_expected(replace(deliverable, left=False)):
        return False
    return not has_file(deliverable, tree=programme.drive)


def _waiting_actions(programme: Programme, links: PlanLinks) -> Iterator[Finding]:
    actions = {each.key: each for each in programme.actions}
    for key, action in actions.items():
        if not is_open(action):
            continue
        for link in links.awaited.get(key, ()):
            before = actions[link.predecessor]
            if before.left:
                yield _question(
                    programme,
                    number=action.number,
                    label=label_of(action.number, action.title),
                    owner=action.owner,
                    before=before,
                    evidence=link.place or action.place.cell("number"),
                )


def _waiting_deliverables(programme: Programme) -> Iterator[Finding]:
    """Deliverables of others that an action of somebody who left was to produce."""
    makers = {
        fold(number): action
        for action in programme.actions
        if action.left
        for number in action.deliverables
    }
    for each in programme.deliverables:
        maker = makers.get(fold(each.number))
        if maker is None or not is_expected(each) or has_file(each, tree=programme.drive):
            continue
        yield _question(
            programme,
            number=each.number,
            label=label_of(each.number, each.title),
            owner=each.owner,
            before=maker,
            evidence=each.place.cell("number"),
        )


def _question(
    programme: Programme,
    *,
    number: str,
    label: str,
    owner: str | None,
    before: Action,
    evidence: CellRef,
) -> Finding:
    return Finding(
        kind=DepartureKind.LINE_WITHOUT_HOLDER,
        subject=f"{number}/{before.key}",
        partner=owner,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=(
            f"{label} ({say_partner(programme, owner)}) attend "
            f"{label_of(before.number, before.title)}, de {say_partner(programme, before.owner)}, "
            f"qui a quitté le programme{NBSP}: qui la reprend{THIN}?"
        ),
        action=f"Donner {before.number} à un autre partenaire ({quote('Partenaire responsable')}), "
        f"ou ôter {before.number} de ce que {number} attend.",
        label=label,
        evidence=(evidence,),
    )
