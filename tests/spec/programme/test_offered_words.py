"""Whatever a drop-down of the workspace offers is understood by those who read the column."""

from importlib import import_module

import pytest
from support.programme.build import a_contract
from support.programme.sheets import TUESDAY, pilotage

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.meetings.words.meetings import read_meeting_status, read_presence
from relocalisons.core.money.words.reports import ReportStatus, read_report_status
from relocalisons.core.partners.words import Subject, subject_named
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import Stage
from relocalisons.core.reading.cells.readers import make_reader
from relocalisons.core.reading.cells.said import Vocabulary
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.tables import BY_NAME
from relocalisons.core.workspace.choices import CHOICES, choices_of


def offered(table: str, column: str) -> tuple[str, ...]:
    return CHOICES[(table, column)]


def _vocabulary(name: str) -> Vocabulary:
    module, constant = name.rsplit(".", 1)
    return getattr(import_module(f"relocalisons.core.{module}"), constant)


def test_every_list_is_of_a_column_that_exists():
    for table, column in CHOICES:
        assert BY_NAME[table].column(column)


@pytest.mark.parametrize("word", offered("contracts", "stage"))
def test_a_stage_of_a_contract_is_one_of_its_life(word):
    assert stage_of(a_contract(stage=word)) is Stage(word)


@pytest.mark.parametrize("word", offered("meetings", "status"))
def test_a_status_of_a_meeting_is_clear(word):
    assert not read_meeting_status(word).doubtful
    assert read_meeting_status(word).value is not None


OFFERED_OR_ADVISED = sorted(
    {
        (vocabulary, word)
        for vocabulary, words in (
            ("deliverables.words.DELIVERABLE_STATUS", offered("deliverables", "status")),
            ("deliverables.words.READERS", offered("deliverables", "confidentiality")),
            ("meetings.words.decisions.DECISION_STATUS", offered("decisions", "status")),
            ("money.words.reports.REPORT_TYPE", offered("report_schedule", "type")),
            ("money.words.reports.REPORT_STATUS", offered("report_schedule", "status")),
            ("money.words.claims.CLAIM_STATUS", offered("report_schedule", "status")),
            ("producers.contracts.words.STAGE", offered("contracts", "stage")),
            ("producers.contracts.words.PRICE_TYPE", offered("contracts", "price_type")),
            ("producers.contracts.words.RENEWAL", offered("contracts", "renewal")),
            ("communication.words.PUBLICATION_STATUS", offered("communication", "status")),
            ("money.words.expenses.EXPENSE_KIND", offered("expenses", "type")),
            ("money.words.expenses.EXPENSE_STATUS", offered("expenses", "status")),
            ("meetings.words.meetings.MEETING_STATUS", offered("meetings", "status")),
        )
        for word in (*words, *_vocabulary(vocabulary).offered)
    }
)


@pytest.mark.parametrize(("vocabulary", "word"), OFFERED_OR_ADVISED)
def test_a_word_of_a_drop_down_or_of_our_advice_is_clear(vocabulary, word):
    said = _vocabulary(vocabulary).read(word)

    assert not said.doubtful
    assert said.value is not None


@pytest.mark.parametrize("word", offered("attendance", "presence"))
def test_a_presence_is_clear(word):
    assert read_presence(word).value is not None


@pytest.mark.parametrize("word", offered("contact_roles", "subject"))
def test_a_subject_has_a_contact(word):
    assert subject_named(word) in tuple(Subject)


def test_a_report_sent_or_accepted_is_not_begun_again():
    states = {word: read_report_status(word).value for word in offered("report_schedule", "status")}

    assert states == {
        "à faire": ReportStatus.TO_DO, "en préparation": ReportStatus.IN_PROGRESS,
        "validé": ReportStatus.APPROVED, "envoyé": ReportStatus.SENT,
        "pièces demandées": ReportStatus.RETURNED,
        "accepté": ReportStatus.ACCEPTED, "v2": ReportStatus.SECOND,
    }  # fmt: skip


def test_the_names_of_parameters_are_offered_and_each_of_them_is_known():
    """A name picked from the list has no slip of the finger: none is told as unknown."""
    table = BY_NAME["settings"]
    names = choices_of(table, table.column("name"))

    assert names[0] == "Tout suspendre"
    assert len(set(names)) == len(names) > 40
    for finding in read_parameters(
        pilotage(settings="\n".join(f"{name} | x | |" for name in names)), as_of=TUESDAY
    ).findings:
        assert "paramètre connu" not in finding.title


@pytest.mark.parametrize("column", ["status", "progress"])
def test_the_words_of_an_action_are_read_for_sure(column):
    kind = {"status": ColumnKind.STATUS, "progress": ColumnKind.PROGRESS}[column]

    for reading in make_reader(kind).read_column(offered("actions", column)):
        assert reading.value is not None
