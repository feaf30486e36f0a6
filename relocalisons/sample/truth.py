"""Sample: what must be found on a given evening, from what its author knows and nothing else."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from relocalisons.sample.communication.truth import publication_entries
from relocalisons.sample.deliverables.missing_truth import awaited_deliverables, deliverable_entries
from relocalisons.sample.deliverables.truth import file_entries
from relocalisons.sample.drive.truth import copy_entries
from relocalisons.sample.engine.days import DEMO_NIGHTS
from relocalisons.sample.engine.entries import TruthEntry
from relocalisons.sample.meetings.truth import meeting_entries
from relocalisons.sample.money.truth import money_entries
from relocalisons.sample.objectives.truth import administration_entries, objective_entries
from relocalisons.sample.partners.truth import departure_entries, mobilisation_entries
from relocalisons.sample.plan.actions_truth import action_entries
from relocalisons.sample.plan.past_truth import frozen_ends, past_of
from relocalisons.sample.plan.truth import schedule_entries
from relocalisons.sample.producers.canteens import need_entries
from relocalisons.sample.producers.truth import producer_entries
from relocalisons.sample.producers.volumes_truth import volume_entries
from relocalisons.sample.programme import SampleProgramme
from relocalisons.sample.reading.cells_truth import address_entries, cell_entries, identity_entries
from relocalisons.sample.reading.private_truth import private_entries
from relocalisons.sample.reading.struck_truth import struck_entries
from relocalisons.sample.reports.truth import report_entries
from relocalisons.sample.story import workspace_at

# What breaks the reading itself: an evening that had them would have nothing else to judge. And the
# partner who left had finished its lines: nobody waits for one; nobody joins during the story.
NOT_PLANTED = frozenset(
    {
        *("source_unreachable", "tab_missing", "column_missing", "table_emptied"),
        *("source_invalid", "source_truncated", "workbook_locale", "tab_renamed"),
        *("line_without_holder", "subject_emptied", "partner_joined"),
        *("line_unsure", "dates_without_state"),
        "label_ending",  # at the end of 2026; the story ends before
        *("purchase_threshold", "award_geographic"),  # no canteen of the story buys that much
        "loss_unread",  # no field is lost
        "expense_outside_claim",  # what it puts into a claim was paid in its period
        "claim_unnoted",  # its coordinator notes what a claim carried
        "paper_returned",  # its funders ask for nothing more of what they have
        # How sheets of other projects are kept: those of the sample are filled in line by line.
        *("column_empty", "column_doubtful", "titles_alone", "names_unknown"),
        "name_on_lines",
        "address_unusable",  # four partners have none, and are one line
    }
)
# On some nights only: who is held up is late in the end; the group that meets badly has too few
# who may still come; few lines that slip are milestones.
SOMETIMES = frozenset({"action_halted", "meeting_quorum_at_risk", "milestone_postponed"})
# One group that meets badly, one press plan and one silent partner are enough to tell the story:
# planted once or twice. Whatever kind is not named here is planted three times every night.
RARE = frozenset(
    {
        *("meeting_notice_due", "meeting_not_called", "meeting_answers_missing"),
        "meeting_quorum_out_of_reach",
        *("meeting_without_quorum", "meeting_unclear"),
        *("meeting_minutes_missing", "meeting_record_missing", "attendance_falling"),
        *("publication_brief_late", "publication_proof_late", "publication_agreement_late"),
        *("publication_late", "partner_silent", "sheet_untouched", "mail_bouncing"),
        *("indicator_behind", "indicator_out_of_reach", "transfer_passed"),
        *("transfer_rule_unclear", "underspending", "claim_due", "report_due", "report_unsure"),
        *("vat_unknown", "wait_is_over"),
        *("advance_not_repaid", "coordinator_time", "source_copies", "deliverable_refused"),
        *("row_struck", "private_reason", "partner_left", "addresses_unusable"),
        *("claim_unanswered", "claim_unplanned"),
        *("not_paid_on", "paid_over_due", "retained_unsaid", "budget_left_behind"),
        "supply_gap",  # one canteen asks what nobody grows
        "price_far",  # one delivery was paid ten times its crop's price
    }
)


def truth_at(
    sample: SampleProgramme, on: date, *, one_workbook: bool = False
) -> tuple[TruthEntry, ...]:
    """The exact set of findings of that evening, sorted; the planning was frozen on the eve.

    What earlier evenings tell (sleeping lines, postponements) supposes that each of them was read.
    `one_workbook`: everybody's tabs are in one file, and nobody can tell who edited it last.
    """
    workspace = workspace_at(sample, on)
    frozen = frozen_ends(sample)
    awaited = dict(awaited_deliverables(workspace))
    past = past_of(sample, on)
    entries = (
        *action_entries(workspace, on, frozen=frozen),
        *schedule_entries(sample, workspace, on, reference=frozen, missing=awaited, past=past),
        *file_entries(workspace, on),
        *meeting_entries(workspace, on),
        *publication_entries(workspace, on),
        *mobilisation_entries(workspace, on, changed=past[1], one_workbook=one_workbook),
        *struck_entries(workspace),
        *deliverable_entries(workspace, on),
        *volume_entries(workspace, on),
        *producer_entries(workspace, on, frozen=frozen),
        *need_entries(on),
        *report_entries(workspace, on),
        *copy_entries(workspace, one_workbook=one_workbook),
        *cell_entries(workspace),
        *identity_entries(workspace),
        *address_entries(workspace),
        *objective_entries(workspace, on),
        *administration_entries(workspace, on),
        *private_entries(workspace),
    )
    departures = tuple(departure_entries(workspace))
    gone = {each.partner for each in departures}
    standing = (each for each in entries if each.partner not in gone)  # their money goes on
    found = (*standing, *departures, *money_entries(workspace, on))
    return tuple(sorted(found, key=lambda each: (each.kind, each.subject)))


def write_truth(sample: SampleProgramme, path: Path) -> None:
    """Write the truth of every demo night as JSON: `{seed, nights: {date: [finding…]}}`."""
    nights = {
        night.isoformat(): [asdict(entry) for entry in truth_at(sample, night)]
        for night in DEMO_NIGHTS
    }
    words = json.dumps({"seed": sample.seed, "nights": nights}, ensure_ascii=False, indent=1)
    path.write_text(words + "\n", encoding="utf-8")
