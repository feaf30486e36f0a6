"""Whatever a drop-down of the workspace offers is understood by those who read the column."""

import pytest
from build import a_contract
from build_sheets import TUESDAY, pilotage

from relocalisons.core.contact_roles import Subject, subject_named
from relocalisons.core.contract_life import stage_of
from relocalisons.core.contract_words import Stage
from relocalisons.core.meeting_words import read_meeting_status, read_presence
from relocalisons.core.reading.cells import make_reader
from relocalisons.core.report_words import ReportStatus, read_report_status
from relocalisons.core.schema import BY_NAME
from relocalisons.core.sources import read_parameters
from relocalisons.core.tables.definition import ColumnKind
from relocalisons.core.workspace_choices import CHOICES, choices_of


def offered(table: str, column: str) -> tuple[str, ...]:
    return CHOICES[(table, column)]


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
