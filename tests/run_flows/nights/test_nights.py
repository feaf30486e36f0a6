"""Whole nights, as the coordinator meets them."""

from datetime import timedelta

import pytest
from support.theatre import MONDAY, TUESDAY, WEDNESDAY, plain

from flows.copil_pack import copil_pack
from flows.daily_follow_up import daily_follow_up
from flows.funder_reports import funder_reports
from flows.mail_settlement import mail_settlement
from flows.partner_reminders import partner_reminders
from relocalisons.sample.decisions import CoordinatorDay, RowRule
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.story import edits_between

pytestmark = pytest.mark.flows

WRITES = {"sheets.write", "drive.write", "drive.upload", "mail.send"}

TO_HER = 2  # mails to the coordinator on a Tuesday before she decides


@pytest.mark.story
def test_a_night_reads_few_times_cold_and_hardly_at_all_when_nothing_moved(whole_theatre):
    whole_theatre.at(MONDAY)
    whole_theatre.teller.count_requests()

    whole_theatre.run(daily_follow_up, MONDAY)
    cold = whole_theatre.teller.count_requests()
    whole_theatre.at(TUESDAY)
    whole_theatre.run(daily_follow_up, TUESDAY)
    quiet = whole_theatre.teller.count_requests()

    print(f"Google reads: cold {cold}, nothing changed {quiet}")
    assert cold <= 30
    assert quiet <= 3


@pytest.mark.story
def test_a_night_after_three_edited_workbooks_reads_those_and_hers(whole_tuesday):
    edits = edits_between(whole_tuesday.sample, after=MONDAY - timedelta(days=60), until=TUESDAY)
    books = list(dict.fromkeys(edit.file_id for edit in edits if edit.file_id and edit.cell))[:3]
    whole_tuesday.teller.play(
        next(edit for edit in edits if edit.file_id == book and edit.cell) for book in books
    )
    whole_tuesday.teller.count_requests()

    whole_tuesday.at(WEDNESDAY)
    whole_tuesday.run(daily_follow_up, WEDNESDAY)
    changed = whole_tuesday.teller.count_requests()

    print(f"Google reads: {len(books)} workbooks changed {changed}")
    assert len(books) == 3
    assert changed <= 6
    today = [
        plain(" ".join(map(str, row)))
        for row in whole_tuesday.hands.rows(PILOTAGE, "Tableau de bord")[:20]
    ]
    assert any("relances à valider avant jeudi 5 mars à 12 h" in line for line in today)
    assert any(line.startswith("▲ À faire ") for line in today)


def test_reminders_wait_for_her_and_leave_once_when_she_says_so(tuesday):
    before = tuesday.mails()
    tuesday.run(mail_settlement, TUESDAY)
    undecided = tuesday.mails()

    tuesday.at(TUESDAY, 11, 0)
    tuesday.teller.decide(CoordinatorDay(on=TUESDAY, send_all="tout envoyer"), pilotage_id=PILOTAGE)
    tuesday.run(mail_settlement, TUESDAY)
    after = tuesday.mails()
    tuesday.run(mail_settlement, TUESDAY)

    assert len(before) == TO_HER, "the morning's hard deadlines, then the request to decide"
    assert undecided == before
    assert len(after) >= len(tuesday.sample.teams)
    assert tuesday.mails() == after, "a second settlement sends nothing twice"


def test_a_partner_she_will_call_gets_no_mail(tuesday):
    day = CoordinatorDay(on=TUESDAY, rules=(RowRule(tab="Relances", decision="j’appelle"),))
    tuesday.teller.decide(day, pilotage_id=PILOTAGE)

    tuesday.run(mail_settlement, TUESDAY)

    assert len(tuesday.mails()) == TO_HER


def test_undecided_reminders_lapse_on_thursday_noon(tuesday):
    tuesday.at(TUESDAY + timedelta(days=2), 12, 5)

    said = tuesday.run(mail_settlement, TUESDAY + timedelta(days=2))

    assert "à temps" in said
    assert len(tuesday.mails()) == TO_HER


@pytest.mark.story
def test_the_first_working_day_publishes_notes_and_report_once(whole_theatre):
    whole_theatre.at(MONDAY)
    notes = whole_theatre.run(funder_reports, MONDAY)
    report = whole_theatre.run(copil_pack, MONDAY)
    pdfs = list((whole_theatre.root / "drive").rglob("05 Rapports/**/*.pdf"))
    again = whole_theatre.run(funder_reports, MONDAY)

    assert notes.count("est créé") == 6
    assert "« 2026-02 Rapport COPIL.pdf » est créé" in report
    assert "« 2026-02 Rapport COPIL » est créé" in report
    assert len(pdfs) == 4
    assert all(path.read_bytes().startswith(b"%PDF-") for path in pdfs)
    assert "déjà fait" in again


def test_a_story_played_twice_replays_no_day_and_sends_no_mail_twice(tuesday):
    tuesday.at(TUESDAY, 11, 0)
    tuesday.teller.decide(CoordinatorDay(on=TUESDAY, send_all="tout envoyer"), pilotage_id=PILOTAGE)
    tuesday.run(mail_settlement, TUESDAY)
    mails = tuesday.mails()
    tuesday.teller.counted()

    said = []
    for flow, day in (
        (daily_follow_up, MONDAY),
        (daily_follow_up, TUESDAY),
        (partner_reminders, TUESDAY),
    ):
        tuesday.at(day)
        said.append(tuesday.run(flow, day))
    tuesday.at(TUESDAY, 11, 5)
    settled = tuesday.run(mail_settlement, TUESDAY)

    assert ["déjà fait" in words for words in said] == [True, True, True]
    assert "Aucun message n’attend" in settled
    assert tuesday.teller.counted() == {}
    assert tuesday.mails() == mails


@pytest.mark.story
def test_a_rehearsal_writes_nothing_anywhere(theatre):
    theatre.at(TUESDAY)
    theatre.teller.count_requests()

    said = theatre.run(daily_follow_up, TUESDAY, dry_run=True)
    reminders = theatre.run(partner_reminders, TUESDAY, dry_run=True)
    answer = theatre.teller.counted()
    real = theatre.run(daily_follow_up, TUESDAY)

    assert "à blanc" in said
    assert "votre décision" in reminders
    assert not WRITES & set(answer)
    assert "déjà fait" not in real
