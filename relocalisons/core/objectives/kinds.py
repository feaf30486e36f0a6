"""Pure: the kinds of findings on objectives."""

from relocalisons.core.kernel.model import FindingKind, Trait


class ObjectiveKind(FindingKind):
    """What is told of indicators, risks, papers to renew and the coordinator's own time."""

    INDICATOR_NOT_MEASURED = "indicator_not_measured"
    INDICATOR_BEHIND = "indicator_behind"  # behind the straight line from T0 to the target
    INDICATOR_OUT_OF_REACH = "indicator_out_of_reach", Trait.NONE, "indicator_behind"
    # T0, target, way or due date do not go together.
    INDICATOR_UNCLEAR = "indicator_unclear", Trait.ABOUT_DOUBT
    INDICATOR_PROOF_MISSING = "indicator_proof_missing"
    RISK_REVIEW_OVERDUE = "risk_review_overdue"
    AGREEMENT_UNSIGNED = "agreement_unsigned"
    ATTESTATION_EXPIRED = "attestation_expired", Trait.KNOWN_DATE, "attestation_expiring"
    ATTESTATION_EXPIRING = "attestation_expiring"
    COORDINATOR_TIME = "coordinator_time"  # her own 80/20
