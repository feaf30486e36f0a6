"""Sample: the usual tab of every table, as each subject declares it beside its lines."""

from collections.abc import Mapping

from relocalisons.sample.communication.lines import COMMUNICATION
from relocalisons.sample.coordination import (
    ATTESTATIONS,
    COMMENTS,
    COMMITTEES,
    CONTACT_ROLES,
    CONTACTS,
    DEPENDENCIES,
    SETTINGS,
    SOURCES,
)
from relocalisons.sample.deliverables.lines import DELIVERABLES
from relocalisons.sample.engine.headers import TableHeaders
from relocalisons.sample.meetings.lines import ATTENDANCE, DECISIONS, MEETINGS, RISKS
from relocalisons.sample.money.budget import ADVANCES, BUDGET, FUNDERS
from relocalisons.sample.money.lines import EXPENSES, TIMESHEETS
from relocalisons.sample.money.repayments import PAYOUTS, RECEIPTS
from relocalisons.sample.objectives.lines import INDICATORS
from relocalisons.sample.partners.lines import PARTNERS
from relocalisons.sample.plan.lines import ACTIONS
from relocalisons.sample.producers.canteens import CANTEEN_NEEDS, CANTEEN_PURCHASES
from relocalisons.sample.producers.contracts import COMMITMENTS, CONTRACTS
from relocalisons.sample.producers.deliveries import DELIVERIES
from relocalisons.sample.producers.quality import CERTIFICATES, VISITS
from relocalisons.sample.reports.contributions import CONTRIBUTIONS
from relocalisons.sample.reports.lines import REPORT_SCHEDULE

_DECLARED: tuple[TableHeaders, ...] = (
    *(PARTNERS, ACTIONS, DELIVERABLES, FUNDERS, REPORT_SCHEDULE, BUDGET, EXPENSES, TIMESHEETS),
    *(RECEIPTS, PAYOUTS),
    *(INDICATORS, ADVANCES, CONTRACTS, COMMITMENTS, DELIVERIES, CERTIFICATES, VISITS),
    *(CANTEEN_PURCHASES, MEETINGS, ATTENDANCE, DECISIONS, COMMUNICATION, RISKS, SOURCES, SETTINGS),
    *(CONTACTS, CONTACT_ROLES, COMMITTEES, COMMENTS, ATTESTATIONS, DEPENDENCIES, CONTRIBUTIONS),
    CANTEEN_NEEDS,
)
TABLES: Mapping[str, TableHeaders] = {declared.name: declared for declared in _DECLARED}
