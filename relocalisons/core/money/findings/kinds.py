"""Pure: the kinds of findings on money."""

from dataclasses import replace

from relocalisons.core.kernel.findings.gestures import (
    CALL,
    TIDY,
    Gesture,
    Lead,
    Loss,
    Party,
    Scope,
    Verb,
)
from relocalisons.core.kernel.model import FindingKind, Trait

_PIECE = Gesture(
    verb=Verb.ASK, party=Party.CLAIM, loss=Loss.PIECE, under=Scope.PIECE | Scope.PARTNER
)
_RESULT = Gesture(verb=Verb.DECIDE, party=Party.FUNDER, lead=Lead.OWN_PAPER)
_REJECTED = Gesture(verb=Verb.DECIDE, party=Party.CLAIM, loss=Loss.PIECE, over=Scope.PIECE)
_WITHDRAW = Gesture(
    verb=Verb.WITHDRAW,
    party=Party.CLAIM,
    loss=Loss.PIECE,
    lead=Lead.OWN_PAPER,
    over=Scope.PIECE | Scope.ROW,
)
_ADVANCE = Gesture(verb=Verb.JUSTIFY, party=Party.CLAIM, loss=Loss.PIECE, called_without_claim=True)
_REPAID = Gesture(verb=Verb.DECIDE, occasion="reversements")


class MoneyKind(FindingKind):
    """What is told of expenses, funders and their deadlines."""

    # Unpaid, and the end of eligibility is near or past.
    EXPENSE_UNPAID = (
        "expense_unpaid",
        replace(_PIECE, loss=Loss.UNPAID, lead=Lead.PAY),
        Trait.HARD | Trait.FINANCIAL,
    )
    # Invoiced or paid outside a funder's period.
    EXPENSE_INELIGIBLE = "expense_ineligible", _WITHDRAW, Trait.FINANCIAL
    # Ordered before what a funder counts, whose rule on that is not noted.
    COMMENCEMENT_UNSAID = (
        "commencement_unsaid",
        Gesture(verb=Verb.FILL, occasion="« Règles des financeurs »"),
        Trait.FINANCIAL,
    )
    # Put into a claim to come whose period does not hold its payment.
    EXPENSE_OUTSIDE_CLAIM = "expense_outside_claim", _WITHDRAW, Trait.FINANCIAL
    # Invoice, proof of payment, pay slip or quote.
    EVIDENCE_MISSING = "evidence_missing", _PIECE, Trait.FINANCIAL
    # A salary is declared for a month without it.
    TIMESHEET_MISSING = (
        "timesheet_missing",
        Gesture(verb=Verb.SIGN, party=Party.CLAIM, loss=Loss.SIGNATURE, lead=Lead.SIGN),
        Trait.FINANCIAL,
    )
    # Nobody can tell who pays which share.
    FUNDING_KEY_UNCLEAR = (
        "funding_key_unclear",
        replace(CALL, under=Scope.PIECE | Scope.PARTNER),
        Trait.FINANCIAL,
    )
    DOUBLE_FUNDING = "double_funding", _WITHDRAW, Trait.FINANCIAL  # more than 100 % across funders
    FUNDER_UNKNOWN = "funder_unknown", TIDY
    # Before or after tax: only the partner knows.
    VAT_UNKNOWN = "vat_unknown", CALL, Trait.FINANCIAL
    # Figures of one line contradict each other.
    AMOUNTS_DISAGREE = "amounts_disagree", _PIECE, Trait.FINANCIAL
    PAID_BEFORE_INVOICED = "paid_before_invoiced", _PIECE
    # A funder retained less than was declared.
    AMOUNT_REJECTED = "amount_rejected", _REJECTED, Trait.FINANCIAL
    TRANSFER_NEAR = "transfer_near", _RESULT, Trait.FINANCIAL
    TRANSFER_PASSED = (
        "transfer_passed",
        replace(_RESULT, loss=Loss.OVERRUN, of_the_week=True),
        Trait.FINANCIAL,
        "transfer_near",
    )
    TRANSFER_RULE_UNCLEAR = "transfer_rule_unclear", TIDY, Trait.FINANCIAL
    UNDERSPENDING = (
        "underspending",
        replace(_RESULT, loss=Loss.UNPAID, lead=Lead.ORDER, of_whom_is_uncommitted=True),
        Trait.FINANCIAL,
    )
    # Of a partner that left: nobody will spend it.
    BUDGET_LEFT_BEHIND = (
        "budget_left_behind",
        replace(_RESULT, loss=Loss.UNPAID, lead=Lead.ORDER),
        Trait.FINANCIAL,
    )
    REPORT_DUE = (
        "report_due",
        Gesture(verb=Verb.SEND, party=Party.DEADLINE, loss=Loss.REPORT, lead=Lead.OWN_PAPER),
        Trait.HARD,
    )
    # It has left, and the funder asks for more before it settles it.
    PAPER_RETURNED = (
        "paper_returned",
        Gesture(
            verb=Verb.SEND,
            party=Party.DEADLINE,
            loss=Loss.CLAIM,
            lead=Lead.OWN_PAPER,
            asked_back=True,
        ),
        Trait.HARD | Trait.FINANCIAL,
    )
    # Its day has passed, and its status does not say whether it left.
    REPORT_UNSURE = (
        "report_unsure",
        Gesture(verb=Verb.SEND, party=Party.DEADLINE, lead=Lead.OWN_PAPER, over=Scope.ROW),
    )
    CLAIM_DUE = (
        "claim_due",
        Gesture(verb=Verb.SEND, party=Party.DEADLINE, loss=Loss.CLAIM, lead=Lead.OWN_PAPER),
        Trait.HARD | Trait.FINANCIAL,
    )
    # The funder has answered a part of a claim that has left.
    CLAIM_UNANSWERED = (
        "claim_unanswered",
        Gesture(verb=Verb.CALL, party=Party.CLAIM, loss=Loss.CLAIM),
        Trait.FINANCIAL,
    )
    # It has left, and no expense says that it was in it: the next claim would ask for them again.
    CLAIM_UNNOTED = (
        "claim_unnoted",
        Gesture(verb=Verb.FILL, occasion="« Déclaré dans »", of_the_week=True),
        Trait.FINANCIAL,
    )
    # Paid long ago, in no claim, and « Échéancier rapports » has none to come of that funder.
    CLAIM_UNPLANNED = (
        "claim_unplanned",
        Gesture(verb=Verb.FILL, occasion="« Échéancier rapports »", of_the_week=True),
        Trait.FINANCIAL,
    )
    # Came from a funder, not passed on: the programme loses nothing by it.
    NOT_PAID_ON = "not_paid_on", replace(_REPAID, lead=Lead.PAY), Trait.FINANCIAL
    PAID_OVER_DUE = "paid_over_due", _REPAID, Trait.FINANCIAL
    RETAINED_UNSAID = "retained_unsaid", TIDY, Trait.FINANCIAL
    # Nothing says that it was justified: money to give back, or a balance withheld.
    ADVANCE_NOT_REPAID = "advance_not_repaid", _ADVANCE, Trait.FINANCIAL
    ACTION_AFTER_ELIGIBILITY = "action_after_eligibility", _RESULT
