"""Pure: the kinds of findings on producers."""

from dataclasses import replace

from relocalisons.core.kernel.findings.gestures import (
    CALL,
    IN_MAILS,
    TIDY,
    Gesture,
    Lead,
    Loss,
    Party,
    Verb,
    by_herself,
)
from relocalisons.core.kernel.model import FindingKind, Trait

_PROOF = replace(CALL, loss=Loss.UNPROVEN)
_BUYER = Gesture(verb=Verb.DECIDE, party=Party.PARTNER, occasion="marchés publics")
_VISIT = Gesture(verb=Verb.VISIT, party=Party.PARTNER, lead=Lead.VISIT)


class ProducerKind(FindingKind):
    """What is told of growing contracts, harvests, certificates and visits."""

    # Soon to begin, or begun, without its signatures.
    CONTRACT_UNSIGNED = "contract_unsigned", replace(CALL, lead=Lead.SIGN)
    CLAUSE_TO_CHECK = "clause_to_check", by_herself(Verb.SEND, "contrats à l’expert juridique")
    PRICE_REVIEW_DUE = "price_review_due", CALL
    CONTRACT_RENEWAL = "contract_renewal", replace(CALL, lead=Lead.SIGN)
    VOLUME_SHORTFALL = "volume_shortfall", CALL
    VOLUME_UNKNOWN = "volume_unknown", TIDY, Trait.ABOUT_DOUBT | Trait.TO_PRECISE
    VOLUME_PROJECTED = "volume_projected", CALL  # the season will probably end below its tolerance
    # Told to be lost, and nobody can read how much of it.
    LOSS_UNREAD = "loss_unread", CALL, Trait.ABOUT_DOUBT | Trait.TO_PRECISE
    SUPPLY_GAP = "supply_gap", CALL  # within four weeks less is expected than canteens ask
    VOLUME_RISK = "volume_risk", CALL  # noted during the last visit
    VOLUME_OVER = "volume_over", CALL  # more delivered than the contract holds
    # A price a kilogram that no other delivery of its contract comes near.
    PRICE_FAR = "price_far", TIDY, Trait.TO_PRECISE
    CERTIFICATE_EXPIRING = "certificate_expiring", IN_MAILS
    CERTIFICATE_EXPIRED = "certificate_expired", CALL, Trait.KNOWN_DATE, "certificate_expiring"
    LABEL_UNPROVEN = "label_unproven", _PROOF  # delivered under a label that no certificate covered
    # It will soon count no more in EGalim, whatever the paper says.
    LABEL_ENDING = "label_ending", by_herself(Verb.DECIDE, "labels qui ne compteront plus")
    # The need of a public buyer reaches it, or nearly.
    PURCHASE_THRESHOLD = "purchase_threshold", _BUYER
    AWARD_GEOGRAPHIC = "award_geographic", _BUYER  # a criterion that names a place
    VISIT_OVERDUE = "visit_overdue", _VISIT
    VISIT_REPORT_MISSING = "visit_report_missing", _VISIT
