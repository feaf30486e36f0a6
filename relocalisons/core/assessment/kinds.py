"""Pure: every kind of findings that the subjects declare, by the name under which it is stored."""

from collections.abc import Iterable, Mapping

from relocalisons.core.assessment.departures import DepartureKind
from relocalisons.core.assessment.funder_reports import FunderReportKind
from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.communication.findings import CommunicationKind
from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.model import FindingKind
from relocalisons.core.meetings.findings.wording import MeetingKind
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.objectives.administration import AdministrationKind
from relocalisons.core.objectives.coordinator_time import CoordinatorTimeKind
from relocalisons.core.objectives.indicators import IndicatorKind
from relocalisons.core.objectives.risks import RiskKind
from relocalisons.core.partners.mobilisation import PartnerKind
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.sources.structure import SourceKind

_DECLARED: tuple[Iterable[FindingKind], ...] = (
    *(SourceKind, ReadingKind, PlanKind, DeliverableKind, MeetingKind, CommunicationKind),
    *(PartnerKind, ProducerKind, MoneyKind, IndicatorKind, RiskKind, AdministrationKind),
    *(CoordinatorTimeKind, FunderReportKind, LineKind, DepartureKind),
)
KINDS: Mapping[str, FindingKind] = {kind.value: kind for kinds in _DECLARED for kind in kinds}
