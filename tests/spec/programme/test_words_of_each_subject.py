"""What people type in a status, judged once per subject.

The tables of `tests/data/words` were written by somebody who had not seen the code: each word with
the verdict of a sound coordinator, DOUBT where two meanings fit, UNKNOWN where nothing is said of
the subject, ABSENT where nothing is said at all.
"""

import csv
from pathlib import Path

import pytest

from relocalisons.core.deliverables.words import DeliverableStatus, read_deliverable_status
from relocalisons.core.meetings.words.decisions import DecisionStatus, read_decision_status
from relocalisons.core.meetings.words.meetings import MeetingStatus, read_meeting_status
from relocalisons.core.money.words.claims import ClaimStatus, read_claim_status
from relocalisons.core.money.words.reports import (
    ReportStatus,
    ReportType,
    read_report_status,
    read_report_type,
)
from relocalisons.core.producers.contracts.words import Stage, read_stage
from relocalisons.core.reading.cells.said import WordDoubt

TABLES = Path(__file__).parents[2] / "data" / "words"
READERS = {
    "meeting": read_meeting_status,
    "deliverable": read_deliverable_status,
    "decision": read_decision_status,
    "report": read_report_status,
    "report_type": read_report_type,
    "claim": read_claim_status,
    "contract": read_stage,
}
# Our own names, where they are finer than the verdicts of the tables or called otherwise.
VERDICTS = {
    MeetingStatus.MOVED: "POSTPONED",
    DeliverableStatus.TO_PRODUCE: "TO_DO",
    DeliverableStatus.DRAFTING: "IN_PROGRESS",
    DeliverableStatus.HANDED_IN: "DELIVERED",
    DeliverableStatus.IN_REVIEW: "DELIVERED",
    ReportStatus.APPROVED: "IN_PROGRESS",  # by her, not sent
    ReportStatus.RETURNED: "REFUSED_OR_TO_COMPLETE",
}
# Words of our own drop-downs, which the author of the tables had not seen: each has a meaning that
# the product offers, and a verdict of its own that the tables lack.
OURS = {
    # « refusé » has its own finding: another version is owed, whoever says when.
    ("deliverable", "refusé"): DeliverableStatus.REFUSED,
    ("deliverable", "refusé, à reprendre"): DeliverableStatus.REFUSED,
    # « validé » is her approval: the document as it stands becomes the one that is sent.
    ("report", "validé"): ReportStatus.APPROVED,
    ("claim", "validée"): ClaimStatus.APPROVED,
}


def rows() -> list[tuple[str, str, str]]:
    found = []
    for subject in READERS:
        with (TABLES / f"{subject}.csv").open(encoding="utf-8", newline="") as table:
            found += [
                (subject, row["text"], row["verdict"])
                for row in csv.DictReader(table, delimiter=";")
            ]
    return found


def verdict_of(subject: str, text: str) -> str:
    said = READERS[subject](text)
    if said.doubt is WordDoubt.UNKNOWN:
        return "UNKNOWN"
    if said.doubtful:
        return "DOUBT"
    return "ABSENT" if said.value is None else VERDICTS.get(said.value, said.value.name)


def test_the_tables_are_whole():
    assert len(rows()) > 650


@pytest.mark.parametrize(("subject", "text", "verdict"), rows())
def test_a_word_means_what_a_coordinator_means_by_it(subject, text, verdict):
    if (subject, text) in OURS:
        assert READERS[subject](text).value is OURS[subject, text]
    else:
        assert verdict_of(subject, text) == verdict


@pytest.mark.parametrize("reader", READERS.values())
@pytest.mark.parametrize("text", ["", "   ", None, "-", "\u00a0"])
def test_an_empty_cell_is_neither_a_word_nor_a_doubt(reader, text):
    said = reader(text)

    assert (said.value, said.doubtful, said.candidates) == (None, False, ())


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        *(("meeting", each) for each in MeetingStatus),
        *(("deliverable", each) for each in DeliverableStatus),
        *(("decision", each) for each in DecisionStatus),
        *(("report", each) for each in ReportStatus),
        *(("report_type", each) for each in ReportType),
        *(("claim", each) for each in ClaimStatus),
        *(("contract", each) for each in Stage),
    ],
)
def test_a_question_mark_or_a_maybe_takes_the_certainty_of_every_word(subject, value):
    reader = READERS[subject]
    sure = [text for name, text, _ in rows() if name == subject and reader(text).value is value]
    sure += [text for (name, text), own in OURS.items() if name == subject and own is value]

    for text in sure or ["v2"]:
        for doubted in (f"{text} ?", f"{text}?", f"peut-être {text}"):
            assert reader(doubted).value is None
            assert reader(doubted).doubtful


def test_a_doubt_keeps_what_it_may_mean_and_chooses_nothing():
    said = read_deliverable_status("Abandonné ?")

    assert said.value is None
    assert said.may_be(DeliverableStatus.DROPPED)
    assert not said.may_be(DeliverableStatus.VALIDATED)
    assert said.text == "Abandonné ?"
