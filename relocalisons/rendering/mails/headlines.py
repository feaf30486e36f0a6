"""Rendering: the first thing that a message asks, as its subject says it."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.model import FindingKind
from relocalisons.core.kernel.words.french import NBSP, THIN, format_long_date, shorten
from relocalisons.core.meetings.findings.wording import MeetingKind
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.objectives.administration import AdministrationKind
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.digests import DigestLine
from relocalisons.rendering.mails.context import said

_LONGEST = 62  # characters of a title: what follows it must still be seen
_ACRONYM = re.compile(r"\(([^()]{2,8})\)")


def headline_of(line: DigestLine, *, as_of: date, by: date) -> str:
    """« Votre certificat HVE a expiré : envoyez le nouveau avant le 10 mars ».

    `by` is the day until which the message asks for an answer. A date of the line that is still to
    come is the day that is said.
    """
    day = line.due if line.due is not None and line.due >= as_of else by
    say = _SAID.get(line.kind)
    if say is not None:
        return say(line, f"avant le {day_and_month(day)}")
    return f"{_titled(line)}{NBSP}: réponse attendue avant le {day_and_month(day)}"


def day_and_month(day: date) -> str:
    """`10 mars`: in a subject the weekday would push the rest off a phone's screen."""
    return format_long_date(day).rsplit(NBSP, 1)[0]


def _titled(line: DigestLine) -> str:
    """The title without its number; the number where there is no title."""
    number, _, title = said(line.label).partition(" – ")
    return shorten(title or number, limit=_LONGEST)


def _whole(line: DigestLine) -> str:
    return shorten(said(line.label), limit=_LONGEST)


def _named(line: DigestLine) -> str:
    """« HVE » of « Haute valeur environnementale (HVE) – EARL Les Jardins du Riou »."""
    name = said(line.label).partition(" – ")[0]
    short = _ACRONYM.search(name)
    return short[1] if short else f"« {shorten(name, limit=_LONGEST)} »"


def _object(line: DigestLine) -> str:
    return shorten(said(line.label).partition(" – ")[0], limit=_LONGEST)


_SAID: Mapping[FindingKind, Callable[[DigestLine, str], str]] = {
    PlanKind.ACTION_LATE: lambda line, when: (
        f"{_titled(line)}{NBSP}: où en êtes-vous{THIN}? Réponse {when}"
    ),
    PlanKind.ACTION_DUE_SOON: lambda line, when: f"{_titled(line)}{NBSP}: à finir {when}",
    PlanKind.ACTION_STALE: lambda line, when: (
        f"{_titled(line)}{NBSP}: toujours en cours{THIN}? Réponse {when}"
    ),
    PlanKind.DONE_WITHOUT_END: lambda line, when: (
        f"{_titled(line)}{NBSP}: notez quand elle a fini, {when}"
    ),
    DeliverableKind.DELIVERABLE_MISSING: lambda line, when: (
        f"{_titled(line)}{NBSP}: déposez le fichier {when}"
    ),
    DeliverableKind.DELIVERABLE_DUE_SOON: lambda line, when: (
        f"{_titled(line)}{NBSP}: à déposer {when}"
    ),
    DeliverableKind.DELIVERABLE_REFUSED: lambda line, when: (
        f"{_titled(line)}{NBSP}: à reprendre {when}"
    ),
    DeliverableKind.DONE_WITHOUT_FILE: lambda line, when: (
        f"{_titled(line)}{NBSP}: le fichier manque, déposez-le {when}"
    ),
    ProducerKind.CERTIFICATE_EXPIRED: lambda line, when: (
        f"Votre certificat {_named(line)} a expiré{NBSP}: envoyez le nouveau {when}"
    ),
    ProducerKind.CERTIFICATE_EXPIRING: lambda line, when: (
        f"Votre certificat {_named(line)} va expirer{NBSP}: envoyez le nouveau {when}"
    ),
    ProducerKind.LABEL_UNPROVEN: lambda line, when: (
        f"Il nous manque un certificat {_named(line)}{NBSP}: envoyez-le {when}"
    ),
    ProducerKind.CONTRACT_UNSIGNED: lambda line, when: (
        f"Contrat {_whole(line)}{NBSP}: à signer {when}"
    ),
    ProducerKind.CONTRACT_RENEWAL: lambda line, when: (
        f"Contrat {_whole(line)}{NBSP}: le renouvelez-vous{THIN}? Réponse {when}"
    ),
    AdministrationKind.ATTESTATION_EXPIRED: lambda line, when: (
        f"{_object(line)}{NBSP}: envoyez la nouvelle pièce {when}"
    ),
    AdministrationKind.ATTESTATION_EXPIRING: lambda line, when: (
        f"{_object(line)}{NBSP}: à renouveler {when}"
    ),
    MoneyKind.EXPENSE_UNPAID: lambda line, when: f"Dépense {_object(line)}{NBSP}: à payer {when}",
    MoneyKind.EVIDENCE_MISSING: lambda line, when: (
        f"Dépense {_object(line)}{NBSP}: envoyez les pièces qui manquent {when}"
    ),
    MoneyKind.TIMESHEET_MISSING: lambda line, when: f"{_object(line)}{NBSP}: à signer {when}",
    MoneyKind.ADVANCE_NOT_REPAID: lambda line, when: (
        f"{_object(line)}{NBSP}: où en est-elle{THIN}? Réponse {when}"
    ),
    MeetingKind.MEETING_ANSWERS_MISSING: lambda line, when: (
        f"{_titled(line)}{NBSP}: serez-vous là{THIN}? Réponse {when}"
    ),
    MeetingKind.DECISION_OVERDUE: lambda line, when: (
        f"{_titled(line)}{NBSP}: décision à suivre, réponse {when}"
    ),
}
