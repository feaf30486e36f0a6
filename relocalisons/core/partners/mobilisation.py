"""Pure: silent partners, sleeping plans, mail that comes back; facts, for the coordinator alone.

No score: each sentence says what was seen last and when. A fact in doubt may be a recent one, and
then nobody is said to be silent.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.findings.gestures import CALL, Gesture, Party, Scope, Verb
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    FindingKind,
    Partner,
    Programme,
    Severity,
)
from relocalisons.core.kernel.wording import contact_of
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    count_of,
    format_long_date,
    join_words,
    quote,
    typo,
)
from relocalisons.core.partners.last_activity import LastActivity, last_activity
from relocalisons.core.sources.thresholds import SILENT_AFTER, UNTOUCHED_AFTER, days_in_force

_UNANSWERED = replace(CALL, under=Scope.PERSON | Scope.PARTNER)


class PartnerKind(FindingKind):
    """What is told of a partner that nobody hears of, or that has just come."""

    PARTNER_SILENT = "partner_silent", _UNANSWERED
    SHEET_UNTOUCHED = "sheet_untouched", _UNANSWERED
    MAIL_BOUNCING = "mail_bouncing", replace(CALL, over=Scope.PERSON, under=Scope.PARTNER)
    # While the programme runs, and not written to yet.
    PARTNER_JOINED = "partner_joined", Gesture(verb=Verb.SEND, party=Party.PARTNER)


ALERT_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """What became of the mails. `bounced`: partner code → day on which the address last refused.

    `sent`: partner code → days on which a digest left. `convened`: meeting number → day on which
    its first invitation left. `hers`: the addresses of the coordination and of the service.
    """

    bounced: Mapping[str, date] = field(default_factory=dict[str, date])
    sent: Mapping[str, tuple[date, ...]] = field(default_factory=dict[str, tuple[date, ...]])
    convened: Mapping[str, date] = field(default_factory=dict[str, date])
    hers: frozenset[str] = frozenset()


def find_mobilisation(
    programme: Programme,
    *,
    as_of: date,
    unchanged_since: Mapping[str, date],
    mails: MailFacts | None = None,
) -> tuple[Finding, ...]:
    """Active partners who give no sign, whose plan sleeps, or whose mail comes back.

    `unchanged_since`: action number → day on which its line last changed, as earlier readings tell;
    without it, and without a workbook of its own, nobody knows when a partner last wrote, and
    nothing is said.
    """
    known = mails or MailFacts()
    signs = last_activity(programme, as_of=as_of, unchanged_since=unchanged_since, hers=known.hers)
    opened = Counter(action.owner or "" for action in programme.actions if is_open(action))
    found: list[Finding] = []
    for partner in programme.partners:
        if not partner.active:
            continue
        own = signs.get(partner.code, LastActivity())
        silent = tuple(_silent(partner, own, programme, as_of=as_of, mails=known))
        # Of a silent partner it goes without saying that its sheet sleeps.
        found.extend(silent or _untouched(partner, own, programme, as_of=as_of, opened=opened))
        bounced = known.bounced.get(partner.code)
        if bounced is not None:
            found.append(_bouncing(partner, bounced))
    return tuple(found)


def _silent(
    partner: Partner,
    signs: LastActivity,
    programme: Programme,
    *,
    as_of: date,
    mails: MailFacts,
) -> Iterator[Finding]:
    last = signs.last
    if last is None or signs.edit is None or signs.in_doubt:
        return
    days = (as_of - last).days
    if days < days_in_force(programme.parameters, SILENT_AFTER):
        return
    facts = list(_facts(signs))
    ignored = sum(1 for day in mails.sent.get(partner.code, ()) if last < day <= as_of)
    if ignored:
        facts.append(f"{count_of(ignored, 'relance')} sans réponse")
    if partner.code in mails.bounced:
        facts.append("ses messages reviennent")
    yield _about(
        partner,
        programme,
        PartnerKind.PARTNER_SILENT,
        severity=Severity.ALERT if days >= ALERT_DAYS else Severity.WATCH,
        title=f"{_name(partner)} ne donne plus signe depuis le {format_long_date(last)} "
        f"({count_days(days)}).",
        action=f"Appeler {contact_of(partner)}.",
        days=days,
        detail=f"Derniers signes{NBSP}: {join_words(facts)}.",
    )


def _facts(signs: LastActivity) -> Iterator[str]:
    for day, words in (
        (signs.edit, "feuille modifiée le {}"),
        (signs.contact, "échange noté le {}"),
        (signs.answer, "réponse à l’invitation pour la réunion du {}"),
        (signs.meeting, "présence à la réunion du {}"),
    ):
        if day is not None:
            yield words.format(format_long_date(day))
    if signs.contact is None:
        yield "aucun échange noté"
    if signs.answer is None:
        yield "aucune réponse à une invitation"
    if signs.meeting is None:
        yield "aucune présence notée"


def _untouched(
    partner: Partner,
    signs: LastActivity,
    programme: Programme,
    *,
    as_of: date,
    opened: Mapping[str, int],
) -> Iterator[Finding]:
    """Its plan has open lines, and nothing in its sheet has moved for long."""
    edit = signs.edit
    waiting = opened.get(partner.code, 0)
    sleeping = days_in_force(programme.parameters, UNTOUCHED_AFTER)
    if edit is None or not waiting or (as_of - edit).days < sleeping:
        return
    days = (as_of - edit).days
    yield _about(
        partner,
        programme,
        PartnerKind.SHEET_UNTOUCHED,
        severity=Severity.WATCH,
        title=f"{_name(partner)}{NBSP}: sa feuille n’a pas bougé depuis le "
        f"{format_long_date(edit)} ({count_days(days)}), avec "
        f"{count_of(waiting, 'action ouverte', 'actions ouvertes')}.",
        action=f"Demander à {contact_of(partner)} de mettre sa feuille à jour, ou la remplir au "
        "téléphone.",
        days=days,
    )


def _bouncing(partner: Partner, on: date) -> Finding:
    return Finding(
        kind=PartnerKind.MAIL_BOUNCING,
        subject=partner.code,
        partner=partner.code,
        severity=Severity.ALERT,
        audience=Audience.COORDINATION,
        title=f"{_name(partner)}{NBSP}: les messages reviennent, adresse refusée le "
        f"{format_long_date(on)}.",
        action=f"Appeler {contact_of(partner)} et corriger l’adresse dans {quote('Partenaires')}.",
        label=_name(partner),
        evidence=(partner.place.cell("email"),),
    )


def _about(
    partner: Partner,
    programme: Programme,
    kind: FindingKind,
    *,
    severity: Severity,
    title: str,
    action: str,
    days: int,
    detail: str = "",
) -> Finding:
    return Finding(
        kind=kind,
        subject=partner.code,
        partner=partner.code,
        severity=severity,
        audience=Audience.COORDINATION,
        title=title,
        action=action,
        label=_name(partner),
        evidence=_tab_of(partner, programme),
        days=days,
        detail=detail,
    )


def _tab_of(partner: Partner, programme: Programme) -> tuple[CellRef, ...]:
    """The tab of its action plan, else its line of « Partenaires »."""
    for entry in programme.tables.get("actions", ()):
        if entry.partner == partner.code:
            return (entry.whole_tab,)
    return (partner.place.cell("code"),)


def _name(partner: Partner) -> str:
    return typo(partner.name) or partner.code
