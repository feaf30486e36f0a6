"""Pure: findings of one line that follow each other: « à échéance proche », then « en retard ».

Their kinds are names in the store and stay two; for people the line is one, which got worse or
better. Nobody is told that an action is settled because it became late.
"""

from collections.abc import Mapping

from relocalisons.core.kernel.model import Finding, FindingKind

# From the lightest to the gravest; their findings have the same subject.
_LADDERS = (
    (FindingKind.ACTION_DUE_SOON, FindingKind.ACTION_LATE),
    (FindingKind.DELIVERABLE_DUE_SOON, FindingKind.DELIVERABLE_MISSING),
    (FindingKind.ATTESTATION_EXPIRING, FindingKind.ATTESTATION_EXPIRED),
    (FindingKind.CERTIFICATE_EXPIRING, FindingKind.CERTIFICATE_EXPIRED),
    (FindingKind.MEETING_NOTICE_DUE, FindingKind.MEETING_NOT_CALLED),
    (FindingKind.TRANSFER_NEAR, FindingKind.TRANSFER_PASSED),
    (FindingKind.INDICATOR_BEHIND, FindingKind.INDICATOR_OUT_OF_REACH),
    (FindingKind.ROW_STRUCK, FindingKind.ROW_DELETED),
)
# Told beside another one, and swallowed when its line becomes late: what slips has not arrived.
_SWALLOWED: Mapping[FindingKind, tuple[FindingKind, ...]] = {
    FindingKind.ACTION_LATE: (FindingKind.ACTION_SLIPPING,),
}
_RUNG = {kind: (ladder, rung) for ladder in _LADDERS for rung, kind in enumerate(ladder)}


def same_line(finding: Finding) -> tuple[str, ...]:
    """The keys of the other findings that tell the same line, one at a time."""
    ladder, _ = _RUNG.get(finding.kind, ((), 0))
    return tuple(_key(kind, finding) for kind in ladder if kind is not finding.kind)


def swallowed_by(finding: Finding) -> tuple[str, ...]:
    """The keys of findings that stood beside this line and say nothing more once it is there."""
    return tuple(_key(kind, finding) for kind in _SWALLOWED.get(finding.kind, ()))


def is_graver(kind: FindingKind, than: FindingKind) -> bool:
    """Whether a kind stands above another one of its ladder."""
    ladder, rung = _RUNG[kind]
    return rung > ladder.index(than)


def _key(kind: FindingKind, finding: Finding) -> str:
    return f"{kind.value}:{finding.subject}"
