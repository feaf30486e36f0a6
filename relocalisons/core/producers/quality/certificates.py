"""Pure: the certificates of the producers, and whether one of them covers a label on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.kernel.model import Doubt, Programme, Row, first_day, last_day
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.quality_labels import SHOWN, labels_in
from relocalisons.core.producers.quality.words import (
    CertificateStatus,
    LabelKind,
    is_third_version,
    read_certificate_status,
)
from relocalisons.core.producers.rows import producer_rows

# No certificate of the third HVE standard is valid after this day, whatever stands on the paper.
HVE_V3_UNTIL = date(2024, 12, 31)

# Days before the end at which a renewal is asked for.
_NOTICE = {
    LabelKind.HVE: 180,
    LabelKind.BIO: 90,
    LabelKind.LABEL_ROUGE: 90,
    LabelKind.AOC_AOP: 90,
    LabelKind.IGP: 90,
    LabelKind.STG: 90,
    LabelKind.GLOBALGAP: 60,
}
_USUAL_NOTICE = 30


class Proof(StrEnum):
    """What the certificates say of a label on a day."""

    PROVEN = "proven"
    UNPROVEN = "unproven"
    DOUBTFUL = "doubtful"  # a certificate that may cover it cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A line of « Engagements qualité » for one label.

    `since` is None when no day of issue is given. `until` is None when the end cannot be read.
    """

    producer: str
    kind: LabelKind
    label: str
    since: date | None
    until: date | None
    doubtful: bool
    row: Row
    is_hve_v3: bool = False

    @property
    def subject(self) -> str:
        """How finding keys call it: the same after a renewal, whatever the new number."""
        name = self.kind.value if self.kind is not LabelKind.OTHER else fold(self.label)
        return f"{self.producer}/{name}"

    @property
    def name(self) -> str:
        """What people call it."""
        return SHOWN[self.kind] if self.kind is not LabelKind.OTHER else self.label

    def covers(self, day: date) -> bool:
        """Whether it is certainly valid on a day."""
        if self.doubtful or self.until is None:
            return False
        return (self.since is None or self.since <= day) and day <= self.until


def read_certificates(programme: Programme) -> tuple[Certificate, ...]:
    """Every certificate of a known producer, one for each label that its line names."""
    found: list[Certificate] = []
    for each in producer_rows(programme, "certificates"):
        if each.producer is None:
            continue
        label = each.row.text("label") or ""
        since, until = each.row.reading("issued_on"), each.row.reading("valid_until")
        said = each.row.said("status", read_certificate_status)
        withdrawn = said.may_be(CertificateStatus.WITHDRAWN)  # « suspendu ? » too
        doubtful = (
            withdrawn
            or last_day(until) is None
            or since.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
        )
        is_v3 = is_third_version(
            " ".join((label, each.row.text("scope") or "", each.row.text("number") or ""))
        )
        found.extend(
            Certificate(
                producer=each.producer,
                kind=kind,
                label=label,
                since=first_day(since),
                until=_end(last_day(until), is_v3=is_v3 and kind is LabelKind.HVE),
                doubtful=doubtful,
                row=each.row,
                is_hve_v3=is_v3 and kind is LabelKind.HVE,
            )
            for kind in labels_in(label)
        )
    return tuple(found)


def _end(until: date | None, *, is_v3: bool) -> date | None:
    return min(until, HVE_V3_UNTIL) if until is not None and is_v3 else until


def latest_of_each(certificates: Iterable[Certificate]) -> tuple[Certificate, ...]:
    """Of each producer and label, the certificate that ends last; an old line is no finding.

    One that cannot be read leaves its label out: it may be the renewal.
    """
    latest: dict[str, Certificate] = {}
    unread: set[str] = set()
    for each in certificates:
        if each.doubtful or each.until is None:
            unread.add(each.subject)
            continue
        known = latest.get(each.subject)
        if known is None or known.until is None or each.until > known.until:
            latest[each.subject] = each
    return tuple(each for subject, each in latest.items() if subject not in unread)


def prove_label(
    certificates: Mapping[str, tuple[Certificate, ...]],
    *,
    producer: str,
    kind: LabelKind,
    day: date,
) -> Proof:
    """Whether a producer's label was covered on a day; `certificates` by producer."""
    own = [each for each in certificates.get(producer, ()) if each.kind is kind]
    if any(each.covers(day) for each in own):
        return Proof.PROVEN
    return Proof.DOUBTFUL if any(each.doubtful for each in own) else Proof.UNPROVEN


def grouped(certificates: Iterable[Certificate]) -> Mapping[str, tuple[Certificate, ...]]:
    """The certificates by producer."""
    by_code: dict[str, tuple[Certificate, ...]] = {}
    for each in certificates:
        by_code[each.producer] = (*by_code.get(each.producer, ()), each)
    return by_code


def notice_of(kind: LabelKind) -> int:
    """Days before the end at which a renewal is first asked for."""
    return _NOTICE.get(kind, _USUAL_NOTICE)
