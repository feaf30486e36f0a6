"""Pure: the kinds of findings on money."""

from relocalisons.core.kernel.model import FindingKind, Trait


class MoneyKind(FindingKind):
    """What is told of expenses, funders and their deadlines."""

    # Unpaid, and the end of eligibility is near or past.
    EXPENSE_UNPAID = "expense_unpaid", Trait.HARD | Trait.FINANCIAL
    # Invoiced or paid outside a funder's period.
    EXPENSE_INELIGIBLE = "expense_ineligible", Trait.FINANCIAL
    # Invoice, proof of payment, pay slip or quote.
    EVIDENCE_MISSING = "evidence_missing", Trait.FINANCIAL
    # A salary is declared for a month without it.
    TIMESHEET_MISSING = "timesheet_missing", Trait.FINANCIAL
    # Nobody can tell who pays which share.
    FUNDING_KEY_UNCLEAR = "funding_key_unclear", Trait.FINANCIAL
    DOUBLE_FUNDING = "double_funding", Trait.FINANCIAL  # more than 100 % across funders
    FUNDER_UNKNOWN = "funder_unknown"
    VAT_UNKNOWN = "vat_unknown", Trait.FINANCIAL  # before or after tax: only the partner knows
    # Figures of one line contradict each other.
    AMOUNTS_DISAGREE = "amounts_disagree", Trait.FINANCIAL
    PAID_BEFORE_INVOICED = "paid_before_invoiced"
    AMOUNT_REJECTED = "amount_rejected", Trait.FINANCIAL  # a funder retained less than was declared
    TRANSFER_NEAR = "transfer_near", Trait.FINANCIAL
    TRANSFER_PASSED = "transfer_passed", Trait.FINANCIAL, "transfer_near"
    TRANSFER_RULE_UNCLEAR = "transfer_rule_unclear", Trait.FINANCIAL
    UNDERSPENDING = "underspending", Trait.FINANCIAL
    REPORT_DUE = "report_due", Trait.HARD
    CLAIM_DUE = "claim_due", Trait.HARD | Trait.FINANCIAL
    ADVANCE_NOT_REPAID = "advance_not_repaid", Trait.FINANCIAL
    ACTION_AFTER_ELIGIBILITY = "action_after_eligibility"
