"""« Échéancier rapports » drives everything: drafts, closing, export, sending, second versions."""

from datetime import date

import pytest
from support.papers.report_workspace import sample_workspace

from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.reports.funder.schedule import (
    Made,
    ReportStep,
    is_asked,
    read_lines,
    report_step_of,
)

CALENDAR = french_calendar()
MONTHLY = {"funder": "REGION", "type": "mensuel", "period_start": date(2026, 2, 1),
           "period_end": date(2026, 2, 28), "deadline": date(2026, 3, 16)}  # fmt: skip
INTERIM = {**MONTHLY, "type": "intermédiaire", "period_start": date(2025, 9, 1),
           "deadline": date(2026, 3, 24)}  # fmt: skip
CLAIM = {**INTERIM, "type": "demande de paiement"}
NEW, DRAFTED = Made(), Made(drafted=True)


def line_of(row: dict[str, object], **cells: object):
    space = sample_workspace(actions=1, deliverables=0, contracts=0)
    space.tables["report_schedule"] = [{**row, **cells}]
    (line,), doubts = read_lines(space.programme())
    assert not doubts
    return line


def on(day: date, row: dict[str, object], made: Made = NEW, **cells: object) -> ReportStep:
    line = line_of(row, **cells)
    return report_step_of(line, as_of=day, calendar=CALENDAR, made={line.key: made})


@pytest.mark.parametrize(
    ("day", "made", "report_step"),
    [
        (date(2026, 2, 27), NEW, ReportStep.NOTHING),  # the period is not over
        (date(2026, 3, 1), NEW, ReportStep.NOTHING),  # a Sunday
        (date(2026, 3, 2), NEW, ReportStep.DRAFT),  # the first working day
        (date(2026, 3, 2), DRAFTED, ReportStep.DRAFT),  # « Refaire » the same day
        (date(2026, 3, 3), DRAFTED, ReportStep.NOTHING),
        (date(2026, 3, 4), NEW, ReportStep.DRAFT),  # the first run was missed
        (date(2027, 3, 4), NEW, ReportStep.NOTHING),  # a year later nobody digs it up
    ],
)
def test_the_monthly_note_is_drafted_on_the_first_working_day(day, made, report_step):
    assert on(day, MONTHLY, made) is report_step


@pytest.mark.parametrize("row", [INTERIM, CLAIM])
@pytest.mark.parametrize(
    ("day", "report_step"),
    [
        (date(2026, 3, 8), ReportStep.NOTHING),
        (date(2026, 3, 9), ReportStep.DRAFT),  # J-15
        (date(2026, 3, 20), ReportStep.DRAFT),  # and anew at each run
        (date(2026, 3, 27), ReportStep.DRAFT),  # late: still to be sent
    ],
)
def test_larger_reports_and_claims_stand_as_drafts_from_fifteen_days_before(row, day, report_step):
    assert on(day, row, DRAFTED) is report_step


def test_stopped_data_gives_one_last_generation_then_the_document_stands():
    day = date(2026, 3, 20)

    assert on(day, INTERIM, DRAFTED, closed="oui") is ReportStep.CLOSE
    assert on(day, INTERIM, Made(drafted=True, closed=True), closed="oui") is ReportStep.NOTHING


def test_an_approved_document_is_exported_once_and_a_sent_one_only_noted():
    day, exported = date(2026, 3, 20), Made(drafted=True, exported=True)

    assert on(day, INTERIM, DRAFTED, status="validé") is ReportStep.EXPORT
    assert on(day, INTERIM, exported, status="validé") is ReportStep.NOTHING
    assert on(day, INTERIM, DRAFTED, status="envoyé") is ReportStep.MARK_SENT
    assert on(day, INTERIM, Made(drafted=True, sent=True), status="envoyé") is ReportStep.NOTHING
    assert on(day, INTERIM, NEW, status="envoyé") is ReportStep.NOTHING


def test_a_second_version_has_a_key_of_its_own_and_is_made_at_any_time():
    first, second = line_of(MONTHLY), line_of(MONTHLY, status="v2")

    assert second.key == f"{first.key}:v2"
    assert on(date(2026, 3, 20), MONTHLY, NEW, status="v2") is ReportStep.DRAFT
    assert on(date(2026, 3, 20), MONTHLY, DRAFTED, status="v2") is ReportStep.NOTHING


@pytest.mark.parametrize(
    ("row", "day", "asked"),
    [
        (INTERIM, date(2026, 2, 21), False),
        (INTERIM, date(2026, 2, 22), True),  # J-30
        (INTERIM, date(2026, 3, 30), True),  # late: more than ever
        (MONTHLY, date(2026, 3, 2), False),
        (CLAIM, date(2026, 3, 2), False),
    ],
)
def test_partners_are_asked_for_their_words_from_thirty_days_before(row, day, asked):
    assert is_asked(line_of(row), as_of=day) is asked


@pytest.mark.parametrize("cells", [{"closed": "oui"}, {"status": "envoyé"}, {"status": "validé"}])
def test_nothing_is_asked_once_the_data_is_stopped_or_the_report_approved(cells):
    assert not is_asked(line_of(INTERIM, **cells), as_of=date(2026, 3, 20))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"funder": "EUROPE"}, "« EUROPE » n’est pas dans « Financeurs »"),
        ({"type": "rapport"}, "le type « rapport » n’est pas compris. Écrivez mensuel"),
        ({"period_end": "bientôt"}, "période illisible"),
    ],
)
def test_a_line_that_cannot_be_followed_is_told_and_stops_no_other(cells, words):
    space = sample_workspace(actions=1, deliverables=0, contracts=0)
    space.tables["report_schedule"] = [{**INTERIM, **cells}, dict(MONTHLY)]

    lines, doubts = read_lines(space.programme())

    assert len(lines) == 1
    assert len(doubts) == 1
    assert words in doubts[0].replace("\u00a0", " ")
