"""Pure: why a finding stays with the coordinator, and why a partner gets no mail this week."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from relocalisons.core.decisions import normalised
from relocalisons.core.findings.data import has_usable_address
from relocalisons.core.french import format_long_date, format_moment, quote
from relocalisons.core.model import Audience, Finding, FindingKind, Partner, Programme
from relocalisons.core.reminders.digests import DigestLine, iso_week
from relocalisons.core.reminders.lines import DATED, TO_PRECISE
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy

_BY_TELEPHONE = ("telephone", "tel", "appel", "portable", "mobile")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What lies on her desk when she decides: the same for every partner."""

    programme: Programme
    history: ReminderHistory
    policy: ReminderPolicy
    as_of: date

    @property
    def coordination_files(self) -> frozenset[str]:
        """« Pilotage » is hers: no partner is sent to its cells."""
        return frozenset(partner.place.file_id for partner in self.programme.partners)


def why_hers_alone(finding: Finding, *, desk: Desk) -> str:
    """Why a finding stays with the coordinator whatever the decisions; empty when it does not."""
    if finding.partner is None or desk.programme.partner(finding.partner) is None:
        return "responsable inconnu, à préciser dans la feuille"
    if finding.kind is FindingKind.ACTION_SLIPPING:
        return "date révisée par le partenaire lui-même, à voir ensemble plutôt que relancer"
    if finding.kind is FindingKind.VOLUME_SHORTFALL:
        return "écart de volume, à évoquer de vive voix avec le producteur"
    if finding.kind not in (*DATED, *TO_PRECISE) or finding.audience is Audience.COORDINATION:
        return "constat réservé à la coordination"
    first = finding.evidence[0] if finding.evidence else None
    if finding.kind in TO_PRECISE and first and first.file_id in desk.coordination_files:
        return f"cellule de {quote(first.workbook)}, à corriger par la coordination"
    stale = [place for place in finding.evidence if place.file_id in desk.programme.stale]
    if stale:
        moment = desk.programme.stale[stale[0].file_id]
        read = f"{quote(stale[0].workbook)} lu le {format_moment(moment)}"
        return f"données trop anciennes ({read})"
    return ""


def why_no_mail(
    partner: Partner, lines: tuple[DigestLine, ...], *, desk: Desk, planned: AbstractSet[str]
) -> tuple[str, bool]:
    """Why this partner gets no digest (empty when it gets one), and whether to telephone.

    `planned` holds the codes of the partners that get a digest in the same plan.
    """
    if not partner.active:
        return f"partenaire inactif dans {quote('Partenaires')}", False
    if not lines:
        return "rien à signaler cette semaine", False
    if _has_mail_this_week(partner.code, desk=desk):
        return "un message est déjà préparé ou envoyé cette semaine", False
    stopped = _why_stopped(partner, desk=desk)
    if stopped:
        return stopped, False
    reason = _why_to_call(partner, desk=desk, planned=planned)
    return reason, bool(reason)


def _why_stopped(partner: Partner, *, desk: Desk) -> str:
    if desk.policy.suspended:
        return f"{quote('Tout suspendre')} est activé dans {quote('Paramètres')}"
    if partner.code not in desk.policy.pauses:
        return ""
    until = desk.policy.pauses[partner.code]
    if until is None:
        return "partenaire en pause"
    return f"partenaire en pause jusqu’au {format_long_date(until)}" if desk.as_of <= until else ""


def _why_to_call(partner: Partner, *, desk: Desk, planned: AbstractSet[str]) -> str:
    if _prefers_telephone(partner):
        return "préfère le téléphone"
    if not has_usable_address(partner.emails):
        return f"pas d’adresse e-mail sûre (à corriger dans {quote('Partenaires')})"
    unanswered = desk.history.unanswered.get(partner.code, 0)
    if unanswered >= desk.policy.call_after:
        return f"{unanswered} messages sans réponse, un appel sera plus utile"
    for other in desk.programme.partners:
        mailed = other.code in planned or _has_mail_this_week(other.code, desk=desk)
        if mailed and other.code != partner.code and _address(other) == _address(partner):
            return f"même adresse que {other.code}, à qui part déjà le message de la semaine"
    return ""


def _has_mail_this_week(code: str, *, desk: Desk) -> bool:
    return iso_week(desk.as_of) in desk.history.weeks.get(code, frozenset())


def _address(partner: Partner) -> str | None:
    """The one sure address, without regard to case; None when there is none."""
    if not has_usable_address(partner.emails):
        return None
    return (partner.emails.value or ("",))[0].casefold()


def _prefers_telephone(partner: Partner) -> bool:
    return normalised(partner.channel).startswith(_BY_TELEPHONE)
