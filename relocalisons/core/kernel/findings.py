"""Pure: a finding, its life, and what the coordinator decided about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.kernel.decisions import NOTHING_SAID, Understood
from relocalisons.core.kernel.definition import Audience
from relocalisons.core.kernel.sheets import CellRef


class Severity(StrEnum):
    """How bad it is; with a word, a symbol and a tint, never a colour alone."""

    INFO = "info"
    WATCH = "watch"  # ▲ À surveiller
    ALERT = "alert"  # ■ Alerte


class FindingKind(StrEnum):
    """What a finding is about; the value is part of its stable key and never changes."""

    ACTION_LATE = "action_late"
    ACTION_SLIPPING = "action_slipping"
    ACTION_DUE_SOON = "action_due_soon"
    DELIVERABLE_MISSING = "deliverable_missing"
    DELIVERABLE_DUE_SOON = "deliverable_due_soon"
    VOLUME_SHORTFALL = "volume_shortfall"
    VOLUME_UNKNOWN = "volume_unknown"
    CELL_UNREADABLE = "cell_unreadable"
    CELL_AMBIGUOUS = "cell_ambiguous"
    CELL_MISSING = "cell_missing"
    PARTNER_UNKNOWN = "partner_unknown"
    DUPLICATE_ID = "duplicate_id"
    ADDRESS_UNUSABLE = "address_unusable"
    SOURCE_UNREACHABLE = "source_unreachable"
    TAB_MISSING = "tab_missing"
    COLUMN_MISSING = "column_missing"
    TABLE_EMPTIED = "table_emptied"
    SOURCE_INVALID = "source_invalid"  # a line of « Sources » or « Paramètres » cannot be obeyed
    SOURCE_COPIES = "source_copies"  # several files look like one source: she says which counts
    SOURCE_TRUNCATED = "source_truncated"  # a file holds more than can be read of it
    WORKBOOK_LOCALE = "workbook_locale"  # its regional settings are not French
    ACTION_STALE = "action_stale"  # under way, and its line has not changed for long
    ACTION_BLOCKED = "action_blocked"  # waits for a late action of another partner
    THIRD_POSTPONEMENT = "third_postponement"
    BASELINE_OVERWRITTEN = "baseline_overwritten"
    RIPPLE = "ripple"  # a delay reaches a milestone or a deliverable of another partner
    DEPENDENCY_CYCLE = "dependency_cycle"
    DEPENDENCY_UNKNOWN = "dependency_unknown"  # names an action that is in no plan
    DONE_WITHOUT_END = "done_without_end"
    END_BEFORE_START = "end_before_start"
    DONE_BEFORE_PREDECESSOR = "done_before_predecessor"
    INDICATOR_NOT_MEASURED = "indicator_not_measured"
    INDICATOR_BEHIND = "indicator_behind"  # behind the straight line from T0 to the target
    INDICATOR_OUT_OF_REACH = "indicator_out_of_reach"
    INDICATOR_UNCLEAR = "indicator_unclear"  # T0, target, way or due date do not go together
    INDICATOR_PROOF_MISSING = "indicator_proof_missing"
    RISK_REVIEW_OVERDUE = "risk_review_overdue"
    EXPENSE_UNPAID = "expense_unpaid"  # unpaid, and the end of eligibility is near or past
    EXPENSE_INELIGIBLE = "expense_ineligible"  # invoiced or paid outside a funder's period
    EVIDENCE_MISSING = "evidence_missing"  # invoice, proof of payment, pay slip or quote
    TIMESHEET_MISSING = "timesheet_missing"  # a salary is declared for a month without it
    FUNDING_KEY_UNCLEAR = "funding_key_unclear"  # nobody can tell who pays which share
    DOUBLE_FUNDING = "double_funding"  # more than 100 % across funders
    FUNDER_UNKNOWN = "funder_unknown"
    VAT_UNKNOWN = "vat_unknown"  # before or after tax: only the partner knows
    AMOUNTS_DISAGREE = "amounts_disagree"  # figures of one line contradict each other
    PAID_BEFORE_INVOICED = "paid_before_invoiced"
    AMOUNT_REJECTED = "amount_rejected"  # a funder retained less than was declared
    TRANSFER_NEAR = "transfer_near"
    TRANSFER_PASSED = "transfer_passed"
    TRANSFER_RULE_UNCLEAR = "transfer_rule_unclear"
    UNDERSPENDING = "underspending"
    REPORT_DUE = "report_due"
    CLAIM_DUE = "claim_due"
    ADVANCE_NOT_REPAID = "advance_not_repaid"
    ACTION_AFTER_ELIGIBILITY = "action_after_eligibility"
    AGREEMENT_UNSIGNED = "agreement_unsigned"
    ATTESTATION_EXPIRED = "attestation_expired"
    ATTESTATION_EXPIRING = "attestation_expiring"
    COORDINATOR_TIME = "coordinator_time"  # her own 80/20
    CONTRACT_UNSIGNED = "contract_unsigned"  # soon to begin, or begun, without its signatures
    CLAUSE_TO_CHECK = "clause_to_check"
    PRICE_REVIEW_DUE = "price_review_due"
    CONTRACT_RENEWAL = "contract_renewal"
    VOLUME_PROJECTED = "volume_projected"  # the season will probably end below its tolerance
    VOLUME_RISK = "volume_risk"  # noted during the last visit
    VOLUME_OVER = "volume_over"  # more delivered than the contract holds
    CERTIFICATE_EXPIRING = "certificate_expiring"
    CERTIFICATE_EXPIRED = "certificate_expired"
    LABEL_UNPROVEN = "label_unproven"  # delivered under a label that no certificate covered
    VISIT_OVERDUE = "visit_overdue"
    VISIT_REPORT_MISSING = "visit_report_missing"
    ROW_DELETED = "row_deleted"  # in the frozen planning, in no plan any more
    ROW_STRUCK = "row_struck"  # crossed out, and nothing says what became of it
    DELIVERABLE_EMPTY = "deliverable_empty"  # its file is there, with nothing in it
    DELIVERABLE_FORMAT = "deliverable_format"  # well named, in another format than expected
    DELIVERABLE_NAME = "deliverable_name"  # a file of that format is there, under another name
    DELIVERABLE_VERSION = "deliverable_version"  # the sheet and the file tell two versions
    DELIVERABLE_CLOSED = "deliverable_closed"  # its readers cannot open the file
    DELIVERABLE_REFUSED = "deliverable_refused"  # its reviewer wants another version
    DELIVERABLE_UNVALIDATED = "deliverable_unvalidated"  # handed in, and reviewed by nobody
    DELIVERABLE_UNSHARED = "deliverable_unshared"  # validated, and not on its channels
    DELIVERABLE_UNCREDITED = "deliverable_uncredited"  # published without proof of the logos
    DONE_WITHOUT_FILE = "done_without_file"  # said to be handed in, and there is no file
    FILE_BEFORE_STATUS = "file_before_status"  # the file is there, the sheet says « à produire »
    MEETING_NOTICE_DUE = "meeting_notice_due"
    MEETING_NOT_CALLED = "meeting_not_called"
    MEETING_ANSWERS_MISSING = "meeting_answers_missing"
    MEETING_PROXY_MISSING = "meeting_proxy_missing"  # will not come, and nobody stands in
    MEETING_QUORUM_AT_RISK = "meeting_quorum_at_risk"
    MEETING_WITHOUT_QUORUM = "meeting_without_quorum"
    MEETING_UNCLEAR = "meeting_unclear"  # nothing says whether it was held, or with whom
    MEETING_MINUTES_MISSING = "meeting_minutes_missing"
    MEETING_RECORD_MISSING = "meeting_record_missing"  # no decision noted five days after it
    DECISION_OVERDUE = "decision_overdue"
    DECISION_WITHOUT_OWNER = "decision_without_owner"
    ATTENDANCE_FALLING = "attendance_falling"
    PUBLICATION_BRIEF_LATE = "publication_brief_late"
    PUBLICATION_PROOF_LATE = "publication_proof_late"
    PUBLICATION_AGREEMENT_LATE = "publication_agreement_late"
    PUBLICATION_LATE = "publication_late"
    PUBLICATION_LOGOS = "publication_logos"  # published, and nobody checked the logos
    PARTNER_SILENT = "partner_silent"
    SHEET_UNTOUCHED = "sheet_untouched"
    MAIL_BOUNCING = "mail_bouncing"
    CONTRIBUTION_MISSING = "contribution_missing"  # five lines awaited for a funder's report
    REMARK_UNPLACED = "remark_unplaced"  # her comment names no report or section
    REPORT_RULE_UNCLEAR = "report_rule_unclear"  # what a funder wants is not understood
    PRIVATE_REASON = "private_reason"  # somebody's health, family, job or ruin: hidden from others


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a good coordinator would write on her list.

    `title` is one French sentence with figures and dates; `action` says what to do. `due` is the
    date in force, `days` the lateness or slippage (calendar days, positive is late), `about`
    tells that a date was only « environ ». `key` = kind + subject and never changes. `ask` is what
    the partner concerned is asked, said to them; empty when the matter is not for their mail.
    """

    kind: FindingKind
    subject: str
    partner: str | None
    severity: Severity
    audience: Audience
    title: str
    action: str
    label: str  # short name of the subject for people: « A1.2 – Former les cuisiniers »
    evidence: tuple[CellRef, ...] = ()
    due: date | None = None
    days: int | None = None
    about: bool = False
    detail: str = ""
    ask: str = ""
    waits_for: str = ""  # what she must fill in before the usual action can be taken; mailed once

    @property
    def key(self) -> str:
        """The stable key by which store, tabs and mails know this finding."""
        return f"{self.kind.value}:{self.subject}"


class FindingState(StrEnum):
    """Where a finding is in its life, night after night; the value is stored and never changes."""

    NEW = "new"
    OPEN = "open"
    WORSE = "worse"
    BETTER = "better"
    RESOLVED = "resolved"  # today's reading shows that its cause is gone
    OUT_OF_SIGHT = "out_of_sight"  # nothing that can be read today says whether it still stands
    DEPARTED = "departed"  # its line left the table: the finding of that line goes on
    SUCCEEDED = "succeeded"  # stored, never shown: a graver or lighter one tells its line now


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the coordinator wrote beside a finding or a reminder; texts exactly as typed."""

    key: str
    decision: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedFinding:
    """A finding with its history and the coordinator's words.

    `decision` and `note` are shown as she typed them; `word` is what she decided, understood once.
    `unseen_since` is the first day on which it could not be told any more, `last_read` the day of
    the last good reading where one is known; both None unless it is out of sight.
    """

    finding: Finding
    state: FindingState
    first_seen: date
    decision: str = ""
    note: str = ""
    word: Understood = NOTHING_SAID
    unseen_since: date | None = None
    last_read: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is known to stand today: what nobody can tell is not open, nor resolved."""
        return self.state in _OPEN


_OPEN = (FindingState.NEW, FindingState.OPEN, FindingState.WORSE, FindingState.BETTER)
