"""Pure: the kinds of findings on producers."""

from relocalisons.core.kernel.model import FindingKind, Trait


class ProducerKind(FindingKind):
    """What is told of growing contracts, harvests, certificates and visits."""

    CONTRACT_UNSIGNED = "contract_unsigned"  # soon to begin, or begun, without its signatures
    CLAUSE_TO_CHECK = "clause_to_check"
    PRICE_REVIEW_DUE = "price_review_due"
    CONTRACT_RENEWAL = "contract_renewal"
    VOLUME_SHORTFALL = "volume_shortfall"
    VOLUME_UNKNOWN = "volume_unknown", Trait.ABOUT_DOUBT | Trait.TO_PRECISE
    VOLUME_PROJECTED = "volume_projected"  # the season will probably end below its tolerance
    VOLUME_RISK = "volume_risk"  # noted during the last visit
    VOLUME_OVER = "volume_over"  # more delivered than the contract holds
    CERTIFICATE_EXPIRING = "certificate_expiring"
    CERTIFICATE_EXPIRED = "certificate_expired", Trait.KNOWN_DATE, "certificate_expiring"
    LABEL_UNPROVEN = "label_unproven"  # delivered under a label that no certificate covered
    LABEL_ENDING = "label_ending"  # it will soon count no more in EGalim, whatever the paper says
    PURCHASE_THRESHOLD = "purchase_threshold"  # the need of a public buyer reaches it, or nearly
    AWARD_GEOGRAPHIC = "award_geographic"  # a criterion that names a place
    VISIT_OVERDUE = "visit_overdue"
    VISIT_REPORT_MISSING = "visit_report_missing"
