"""Pure: the thresholds that « Paramètres » may change, with the values used when it says nothing.

A subject declares its thresholds here, so that a value that cannot be obeyed is told where it was
typed (`problem_of`) and the usual value stays in force.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.words.french import NBSP, THIN, format_number
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.readers import read_number
from relocalisons.core.sources.words import without_unit


class Unit(StrEnum):
    """What a threshold counts; the words are those of « Paramètres »."""

    DAYS = "jours"
    SHARE = "%"  # kept as a fraction, 0–1
    EUROS = "€"
    COUNT = "nombre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One number she may change: its name in « Paramètres », its usual value and its bounds."""

    name: str
    usual: Decimal
    unit: Unit = Unit.DAYS
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(3650)


def _days(name: str, usual: int) -> Threshold:
    return Threshold(name=name, usual=Decimal(usual))


def _share(name: str, percent: int) -> Threshold:
    return Threshold(name=name, usual=Decimal(percent) / 100, unit=Unit.SHARE, high=Decimal(1))


def _within(name: str, usual: int, *, high: Decimal, unit: Unit = Unit.DAYS) -> Threshold:
    """A number from 1 to `high`: none at all, or a very long time, is a slip of the finger."""
    return Threshold(name=name, usual=Decimal(usual), unit=unit, low=Decimal(1), high=high)


# Indicators. Quarterly measures are the programme's own rhythm. On the straight line from T0 to
# the target, 10 % behind is told; at a pace that leads to less than 60 % of the way, the target.
MEASURE_EVERY = _days("Indicateurs : mesure tous les (jours)", 92)
BEHIND_BY = _share("Indicateurs : retard toléré sur la trajectoire (%)", 10)
OUT_OF_REACH_BELOW = _share("Indicateurs : cible hors d’atteinte sous (%)", 60)
JUDGED_FROM = _share("Indicateurs : jugés à partir de (% de la durée)", 20)

# Money. 80 % of a transfer rule and « 10 % under » are domain rules; the quote threshold is that
# of most grants for shared services (two quotes above 2 000 €).
ELIGIBILITY_NOTICE = _days("Éligibilité : alerte avant la fin (jours)", 90)
PROOF_DELAY = _days("Preuve de paiement : délai (jours)", 30)
QUOTE_FROM = Threshold(
    name="Devis : exigé à partir de (€)",
    usual=Decimal(2000),
    unit=Unit.EUROS,
    high=Decimal(10_000_000),
)
# A professional may be paid in cash up to this sum (D112-3 CMF, to be checked).
CASH_MOST = Threshold(
    name="Espèces : paiement admis jusqu’à (€)",
    usual=Decimal(1000),
    unit=Unit.EUROS,
    high=Decimal(100_000),
)
TRANSFER_NOTICE = _share("Règle de transfert : alerte à partir de (%)", 80)
UNDERSPENDING = _share("Sous-consommation : tolérée jusqu’à (%)", 10)
FORECAST_FROM = _share("Sous-consommation : jugée à partir de (% de la durée)", 30)
ADVANCE_DELAY = _days("Avances : remboursement attendu sous (jours)", 90)
# What a funder paid is passed on within a month, as most reversal agreements ask.
REPAID_WITHIN = _days("Reversements : versés après encaissement sous (jours)", 30)
# A funder's instruction of a claim takes a month or two.
CLAIM_ANSWERED_WITHIN = _days("Demandes : réponse du financeur attendue sous (jours)", 60)
# Most conventions have a claim every three to six months.
CLAIM_PLANNED_WITHIN = _days("Demandes : à prévoir après paiement sous (jours)", 90)
REPORT_NOTICE = _days("Rapports et demandes : alerte avant l’échéance (jours)", 30)
# What closes a year or a grant gathers everybody's figures: two months of work.
BALANCE_NOTICE = _days("Soldes et bilans : alerte avant l’échéance (jours)", 60)
MONTHLY_NOTICE = _days("Notes mensuelles : alerte avant l’échéance (jours)", 10)

# Administration. The split 80/20 is that of the coordinator's post.
ATTESTATION_NOTICE = _days("Attestations : alerte avant la fin (jours)", 30)
FIELD_SHARE = _share("Temps de coordination : part contrats et visites (%)", 20)
FIELD_MARGIN = _share("Temps de coordination : écart toléré (points)", 5)

# Reminders: an item enters a fortnight before its date; who left two digests without an answer is
# called; three weeks later a message to the deputy is proposed.
_TWO_MONTHS = Decimal(60)
UPCOMING_DAYS = _within("Relances : jours avant échéance", 14, high=_TWO_MONTHS)
CALL_AFTER = _within("Relances : sans réponse avant appel", 2, high=_TWO_MONTHS, unit=Unit.COUNT)
ESCALATE_AFTER = _within("Relances : jours avant message au suppléant", 21, high=_TWO_MONTHS)
# What one does in a week: seven things a message, three from the fields; fifteen at most, whatever
# is typed.
_BRAKE = Decimal(15)
LINES_A_MAIL = _within("Relances : demandes par message", 7, high=_BRAKE, unit=Unit.COUNT)
LINES_FOR_GROWERS = _within(
    "Relances : demandes par message aux producteurs", 3, high=_BRAKE, unit=Unit.COUNT
)

# Committees: notice proposed three weeks before, sent a fortnight before; decisions within five
# days, minutes within fifteen. Publications: days before the planned one.
NOTICE_PROPOSED = _days("Convocation : proposée avant la réunion (jours)", 21)
NOTICE_SENT = _days("Convocation : envoyée avant la réunion (jours)", 15)
ANSWERS_BEFORE = _days("Réponses : demandées avant la réunion (jours)", 7)
QUORUM_BEFORE = _days("Quorum : assuré avant la réunion (jours)", 3)
RECORD_WITHIN = _days("Décisions : notées après la réunion sous (jours)", 5)
MINUTES_WITHIN = _days("Compte rendu : attendu après la réunion sous (jours)", 15)
REVIEW_WITHIN = _days("Livrables : relecture sous (jours)", 15)
SHARING_WITHIN = _days("Livrables : diffusion après validation sous (jours)", 30)
BRIEF_BEFORE = _days("Communication : brief avant parution (jours)", 30)
PROOF_BEFORE = _days("Communication : BAT avant parution (jours)", 14)
AGREEMENT_BEFORE = _days("Communication : accord financeur avant parution (jours)", 7)
SILENT_AFTER = _days("Mobilisation : silence signalé après (jours)", 45)
UNTOUCHED_AFTER = _days("Mobilisation : feuille dormante après (jours)", 45)

# Growing contracts and visits; intervals between visits depend on the filière (`producer_rules`).
SIGNATURE_NOTICE = _days("Contrats : signature avant le début (jours)", 60)
PRICE_NOTICE = _days("Contrats : révision de prix annoncée avant (jours)", 30)
RENEWAL_NOTICE = _days("Contrats : reconduction annoncée avant (jours)", 30)
VISIT_REPORT_WITHIN = _days("Visites : compte rendu sous (jours)", 7)

# What is done first (`core/acts/ranking`): how surely the money of a fact is lost, what comes
# before a date, when a date that nobody moves weighs by itself. Guesses, to be set right by what
# funders really rejected.
LOST_UNBEGUN = _share("Priorités : perte si rien n’est commencé (%)", 80)
LOST_WITHOUT_PIECE = _share("Priorités : perte si une pièce manque (%)", 50)
LOST_WITHOUT_SIGNATURE = _share("Priorités : perte s’il ne manque qu’une signature (%)", 20)
LOST_BY_LATE_CLAIM = _share("Priorités : perte si une demande part en retard (%)", 10)
LOST_BY_LATE_REPORT = _share("Priorités : part de la convention pour un rapport en retard (%)", 1)
# Règlement (UE) 2021/1060, art. 50(3): at most; other funders say nothing that can be counted.
LOST_BY_PUBLICITY = _share("Priorités : réfaction d’un fonds européen sans publicité (%)", 3)
LOST_BY_LATE_NOTE = Threshold(
    name="Priorités : part de la convention pour une note mensuelle en retard (%)",
    usual=Decimal("0.001"),
    unit=Unit.SHARE,
    high=Decimal(1),
)
LOST_WHILE_BLOCKED = _share("Priorités : part d’une journée de partenaire bloqué (%)", 25)
LOST_UNPROVEN = _share("Priorités : part des livraisons sans certificat (%)", 20)
NEGLIGIBLE = Threshold(
    name="Priorités : perte qui ne change pas le rang (€)",
    usual=Decimal(100),
    unit=Unit.EUROS,
    high=Decimal(10_000),
)
LEAD_MAIL = _days("Priorités : jours ouvrés pour une réponse", 2)
LEAD_VISIT = _days("Priorités : jours ouvrés pour une visite", 5)
LEAD_PAY = _days("Priorités : jours ouvrés pour un paiement", 10)
LEAD_SIGN = _days("Priorités : jours ouvrés pour une signature", 10)
LEAD_CONVENE = _days("Priorités : jours ouvrés pour convoquer", 15)
LEAD_ORDER = _days("Priorités : jours ouvrés pour commander et payer", 20)
FIRM_WITHIN = _days("Priorités : date ferme proche (jours ouvrés)", 5)
# An overrun of the next claim, and a milestone that its partner has put off: written in time.
CLAIM_NEAR = _days("Priorités : demande de paiement proche (jours)", 60)
MILESTONE_NOTICE = _days("Jalons : report demandé au financeur avant (jours ouvrés)", 20)
# What must be done within about a fortnight is of today; the pieces of a claim take three weeks.
TODAY_WITHIN = _days("À faire : aujourd’hui, à faire avant (jours ouvrés)", 10)
CLAIM_WITHIN = _days("À faire : aujourd’hui, demande à rendre avant (jours ouvrés)", 15)
WEEK_WITHIN = _days("À faire : cette semaine, à faire avant (jours)", 7)
SHOWN_TODAY = _within("À faire : lignes par jour", 10, high=Decimal(30), unit=Unit.COUNT)
CALLS_A_DAY = _within("À faire : appels par jour", 6, high=Decimal(30), unit=Unit.COUNT)
BLOCKED_FOR = _days("Alerte : partenaire bloqué depuis (jours ouvrés)", 10)
# « vu » is no day: what still stands a fortnight later is asked again.
SEEN_FOR = _within("À faire : un « vu » dort au plus (jours)", 14, high=_TWO_MONTHS)
LEFT_FOR = _days("Alerte : acte laissé sans suite depuis (jours ouvrés)", 10)

TRIAGE: tuple[Threshold, ...] = (
    *(LOST_UNBEGUN, LOST_WITHOUT_PIECE, LOST_WITHOUT_SIGNATURE, LOST_BY_LATE_CLAIM),
    *(LOST_BY_LATE_REPORT, LOST_BY_PUBLICITY, LOST_BY_LATE_NOTE, LOST_WHILE_BLOCKED),
    *(LOST_UNPROVEN, NEGLIGIBLE),
    *(LEAD_MAIL, LEAD_VISIT, LEAD_PAY, LEAD_SIGN, LEAD_CONVENE, LEAD_ORDER, FIRM_WITHIN),
    *(
        CLAIM_NEAR,
        MILESTONE_NOTICE,
        TODAY_WITHIN,
        CLAIM_WITHIN,
        WEEK_WITHIN,
        SHOWN_TODAY,
        CALLS_A_DAY,
        SEEN_FOR,
        BLOCKED_FOR,
        LEFT_FOR,
    ),
)

# Offered where the subject is on; those of None to every programme.
BY_SUBJECT: Mapping[Subject | None, tuple[Threshold, ...]] = {
    None: (
        *(UPCOMING_DAYS, CALL_AFTER, ESCALATE_AFTER, LINES_A_MAIL, SILENT_AFTER, UNTOUCHED_AFTER),
    ),
    Subject.PRODUCERS: (
        LINES_FOR_GROWERS,
        SIGNATURE_NOTICE,
        PRICE_NOTICE,
        RENEWAL_NOTICE,
        VISIT_REPORT_WITHIN,
    ),
    Subject.MEETINGS: (
        *(NOTICE_PROPOSED, NOTICE_SENT, ANSWERS_BEFORE, QUORUM_BEFORE, RECORD_WITHIN),
        MINUTES_WITHIN,
    ),
    Subject.DELIVERABLES: (REVIEW_WITHIN, SHARING_WITHIN),
    Subject.COMMUNICATION: (BRIEF_BEFORE, PROOF_BEFORE, AGREEMENT_BEFORE),
    Subject.OBJECTIVES: (MEASURE_EVERY, BEHIND_BY, OUT_OF_REACH_BELOW, JUDGED_FROM),
    Subject.MONEY: (
        *(ELIGIBILITY_NOTICE, PROOF_DELAY, QUOTE_FROM, TRANSFER_NOTICE, UNDERSPENDING),
        *(FORECAST_FROM, ADVANCE_DELAY, REPORT_NOTICE, BALANCE_NOTICE, MONTHLY_NOTICE),
        *(FIELD_SHARE, FIELD_MARGIN),
    ),
    Subject.AGREEMENTS: (ATTESTATION_NOTICE,),
    Subject.REPAYMENTS: (REPAID_WITHIN, CLAIM_ANSWERED_WITHIN),
}
KNOWN: tuple[Threshold, ...] = (
    *(each for known in BY_SUBJECT.values() for each in known),
    *(CASH_MOST, CLAIM_PLANNED_WITHIN),
    *TRIAGE,  # obeyed where she types one; not offered: few will ever want to
)


def find_parameter(parameters: Mapping[str, str], name: str) -> str | None:
    """The value of a parameter, whatever the case, accents or punctuation of its name."""
    wanted = fold(name)
    return next((value for known, value in parameters.items() if fold(known) == wanted), None)


def value_in_force(parameters: Mapping[str, str], threshold: Threshold) -> Decimal:
    """What « Paramètres » says, else the usual value; a share is a fraction.

    `parameters` are those of the programme: name as typed → value.
    """
    words = find_parameter(parameters, threshold.name)
    found = None if words is None else read_threshold(words, threshold)
    return threshold.usual if found is None else found


def days_in_force(parameters: Mapping[str, str], threshold: Threshold) -> int:
    """The same, as a whole number of days or of things."""
    return int(value_in_force(parameters, threshold))


def problem_of(name: str, words: str) -> str | None:
    """Why a line of « Paramètres » cannot be obeyed as a threshold; None when it can.

    A name that is no threshold is none of our business here.
    """
    threshold = next((each for each in KNOWN if fold(each.name) == fold(name)), None)
    if threshold is None or read_threshold(words, threshold) is not None:
        return None
    usual = f"la valeur habituelle reste en vigueur ({_usual(threshold)})"
    return f"{_expected(threshold)}{THIN}; {usual}"


def read_threshold(words: str, threshold: Threshold) -> Decimal | None:
    """The value, or None when it is none or out of bounds.

    « 1 » as a share says neither 1 % nor the whole for sure: it is not taken.
    """
    text = without_unit(words)
    has_percent = text.endswith("%")
    if has_percent and threshold.unit is not Unit.SHARE:
        return None
    value = read_number(text.removesuffix("%").strip()).value
    if value is None:
        return None
    if threshold.unit is Unit.SHARE:
        if not has_percent and value == 1:
            return None
        value = value / 100 if has_percent or value > 1 else value
    elif threshold.unit is not Unit.EUROS and value != value.to_integral_value():
        return None
    return value if threshold.low <= value <= threshold.high else None


def _expected(threshold: Threshold) -> str:
    within = f", de {threshold.low} à {threshold.high}" if threshold.low > 0 else ""
    match threshold.unit:
        case Unit.DAYS:
            return f"un nombre entier de jours est attendu{within or ', par exemple 30'}"
        case Unit.SHARE:
            return "un pourcentage est attendu, par exemple 20\u202f%"
        case Unit.EUROS:
            return "un montant en euros est attendu, par exemple 2\u202f000\u00a0€"
        case Unit.COUNT:
            return f"un nombre entier est attendu{within or ', par exemple 2'}"


def _usual(threshold: Threshold) -> str:
    if threshold.unit is Unit.SHARE:
        return f"{format_number(threshold.usual * 100)}{THIN}%"
    unit = {Unit.DAYS: f"{NBSP}jours", Unit.EUROS: f"{NBSP}€"}.get(threshold.unit, "")
    return f"{format_number(threshold.usual)}{unit}"
