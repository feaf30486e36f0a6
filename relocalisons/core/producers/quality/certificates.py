"""Pure: the certificates of the producers, and what one of them says of a product on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.kernel.model import Doubt, Programme, Row, first_day, last_day
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.quality_labels import SHOWN, labels_in
from relocalisons.core.producers.quality.words.foods import Product
from relocalisons.core.producers.quality.words.labels import (
    CertificateStatus,
    LabelKind,
    is_third_version,
    read_certificate_status,
)
from relocalisons.core.producers.quality.words.papers import (
    Stop,
    conversion_start_said,
    is_stopped_undated,
    stops_said,
)
from relocalisons.core.producers.quality.words.scopes import Covered, Scope, covers, read_scope
from relocalisons.core.producers.rows import producer_rows
from relocalisons.core.sources.laws.egalim_rules import HVE_V3_UNTIL

# Days before the end at which a renewal is asked for.
_NOTICE = {
    LabelKind.HVE: 180,
    LabelKind.BIO: 90,
    LabelKind.CONVERSION: 90,
    LabelKind.LABEL_ROUGE: 90,
    LabelKind.AOC_AOP: 90,
    LabelKind.IGP: 90,
    LabelKind.STG: 90,
    LabelKind.GLOBALGAP: 60,
}
_USUAL_NOTICE = 30


class Proof(StrEnum):
    """What a certificate says of a product on a day, what decides most first.

    The first is a proof; a suspension and a product outside the scope are certain refusals; the
    rest is a doubt that a paper may lift.
    """

    PROVEN = "proven"
    UNREADABLE = "unreadable"  # its dates or its status
    SCOPE_UNKNOWN = "scope_unknown"  # no scope, or one that does not tell of this product
    SUSPENDED = "suspended"
    ENDED = "ended"
    THIRD_VERSION = "third_version"  # of the HVE standard, worth nothing after 2024
    NOT_BEGUN = "not_begun"
    OUT_OF_SCOPE = "out_of_scope"
    NO_PAPER = "no_paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A line of « Engagements qualité » for one label.

    `since` is None when no day of issue is given. `until` is None when the end cannot be read.
    `stops`: days of a suspension or after a withdrawal. `doubtful`: a date or the status is.
    `conversion_since`: the start of the conversion, as said in « Statut » or « Portée ».
    """

    producer: str
    kind: LabelKind
    label: str
    since: date | None
    until: date | None
    doubtful: bool
    row: Row
    scope: Scope
    stops: tuple[Stop, ...] = ()
    conversion_since: date | None = None
    is_hve_v3: bool = False

    @property
    def subject(self) -> str:
        """How finding keys call it: the same after a renewal, whatever the new number."""
        name = self.kind.value if self.kind is not LabelKind.OTHER else fold(self.label)
        return f"{self.producer}/{name}"

    @property
    def name(self) -> str:
        """What people call it."""
        named = self.kind not in (LabelKind.OTHER, LabelKind.NO_CATEGORY)
        return SHOWN[self.kind] if named else self.label

    def says(
        self, product: Product, *, day: date, plot: str | None, conversion: bool = False
    ) -> Proof:
        """What it says of a product on a day, its scope first."""
        inside = covers(self.scope, product, plot=plot, conversion=conversion)
        if inside is Covered.NO:
            return Proof.OUT_OF_SCOPE
        if any(each.holds(day) for each in self.stops):
            return Proof.SUSPENDED
        if self.doubtful or self.until is None:
            return Proof.UNREADABLE
        if day > self.until:
            return Proof.THIRD_VERSION if self.is_hve_v3 else Proof.ENDED
        if self.since is not None and day < self.since:
            return Proof.NOT_BEGUN
        return Proof.SCOPE_UNKNOWN if inside is Covered.UNKNOWN else Proof.PROVEN


def read_certificates(programme: Programme) -> tuple[Certificate, ...]:
    """Every certificate of a known producer, one for each label that its line names."""
    found: list[Certificate] = []
    for each in producer_rows(programme, "certificates"):
        if each.producer is None:
            continue
        found.extend(_certificates(each.row, producer=each.producer))
    return tuple(found)


def _certificates(row: Row, *, producer: str) -> Iterable[Certificate]:
    label, scope = row.text("label") or "", row.text("scope") or ""
    status, remarks = row.text("status"), row.text("findings")
    since, until = row.reading("issued_on"), row.reading("valid_until")
    stops = (*stops_said(status), *stops_said(remarks))
    withdrawn = not stops and (
        row.said("status", read_certificate_status).may_be(CertificateStatus.WITHDRAWN)
        or is_stopped_undated(status)
        or is_stopped_undated(remarks)
    )
    unread = last_day(until) is None or since.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
    is_v3 = is_third_version(" ".join((label, scope, row.text("number") or "")))
    kinds = labels_in(label)
    starts = (conversion_start_said(text) for text in (status, scope, label))
    for kind in kinds:
        third = is_v3 and kind is LabelKind.HVE
        yield Certificate(
            producer=producer,
            kind=kind,
            label=label,
            since=first_day(since),
            until=_end(last_day(until), is_v3=third),
            doubtful=withdrawn or unread,
            row=row,
            scope=read_scope(scope, label=label),
            stops=stops,
            conversion_since=next(filter(None, starts), None),
            is_hve_v3=third,
        )


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
    certificates: Iterable[Certificate],
    *,
    kinds: tuple[LabelKind, ...],
    product: Product,
    plot: str | None,
    day: date,
) -> tuple[Proof, Certificate | None]:
    """What a producer's own certificates say of a label, the one that decides most."""
    conversion = LabelKind.CONVERSION in kinds
    order = tuple(Proof)
    found: tuple[Proof, Certificate | None] = (Proof.NO_PAPER, None)
    for each in certificates:
        if each.kind not in kinds:
            continue
        said = each.says(product, day=day, plot=plot, conversion=conversion)
        if said is Proof.PROVEN:
            return said, each  # no other one decides more
        if found[1] is None or order.index(said) < order.index(found[0]):
            found = said, each
    return found


def grouped(certificates: Iterable[Certificate]) -> Mapping[str, tuple[Certificate, ...]]:
    """The certificates by producer."""
    by_code: dict[str, tuple[Certificate, ...]] = {}
    for each in certificates:
        by_code[each.producer] = (*by_code.get(each.producer, ()), each)
    return by_code


def notice_of(kind: LabelKind) -> int:
    """Days before the end at which a renewal is first asked for."""
    return _NOTICE.get(kind, _USUAL_NOTICE)
