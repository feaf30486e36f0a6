"""What is planted for few eyes is in nothing that partners, funders, committee or public get."""

from datetime import date
from pathlib import Path

import pikepdf
import pytest
from support.papers.produced_words import words_of, words_of_mail
from support.theatre import MONDAY, TUESDAY, Theatre

from flows.copil_pack import copil_pack
from flows.funder_reports import funder_reports
from flows.mail_settlement import mail_settlement
from flows.producer_follow_up import producer_follow_up
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.engine.people import COORDINATOR_EMAIL
from relocalisons.sample.reading.markers import MARKERS
from tasks.run.run_requests import ProducerRequest

pytestmark = pytest.mark.story


@pytest.fixture
def tuesday(whole_tuesday: Theatre) -> Theatre:
    """All 23 partners."""
    return whole_tuesday


# Her own papers: drafts of contracts with their prices, sheets for her visits.
HERS = "00 Coordination"
APRIL = date(2026, 4, 1)  # a fortnight before the COPIL: its whole pack is made


def produced_files(theatre: Theatre, *, before: frozenset[Path]) -> list[Path]:
    drive = theatre.root / "drive"
    return [path for path in sorted(drive.rglob("*")) if path.is_file() and path not in before]


def attached_to(path: Path) -> int:
    with pikepdf.open(path) as document:
        return len(document.attachments)


def found_in(words: str) -> list[str]:
    return [marker for marker in MARKERS if marker in words]


def test_no_marker_is_in_any_document_or_mail_for_others(tuesday):
    before = frozenset(path for path in (tuesday.root / "drive").rglob("*") if path.is_file())
    tuesday.at(MONDAY, 9, 0)
    tuesday.run(funder_reports, MONDAY)
    tuesday.at(TUESDAY, 9, 0)
    request = ProducerRequest(programme="sandbox", logical_date=TUESDAY, dry_run=False)
    producer_follow_up(request)
    tuesday.at(TUESDAY, 11, 0)
    tuesday.teller.decide(CoordinatorDay(on=TUESDAY, send_all="tout envoyer"), pilotage_id=PILOTAGE)
    tuesday.run(mail_settlement, TUESDAY)
    tuesday.at(APRIL, 7, 40)
    tuesday.run(copil_pack, APRIL)

    files = produced_files(tuesday, before=before)
    others = [path for path in files if HERS not in path.parts]
    mails = [mail for mail in tuesday.opened_mails() if COORDINATOR_EMAIL not in str(mail["To"])]
    said = {path.name: words_of(path.name, path.read_bytes()) for path in others}
    said |= {
        f"mail {number} {mail['To']}": words_of_mail(mail) for number, mail in enumerate(mails)
    }

    kinds = sorted({path.suffix for path in others})
    print(
        f"{len(others)} files of kinds {kinds} and {len(mails)} mails searched for {len(MARKERS)}"
    )
    annexes = sum(attached_to(path) for path in others if path.suffix == ".pdf")
    assert {".docx", ".pdf", ".pptx"} <= set(kinds)
    assert annexes >= 4, "the workbooks inside the PDF are searched too"
    assert len(mails) >= 15
    assert all(said.values()), "a file of which nothing was read proves nothing"
    assert {name: found_in(words) for name, words in said.items() if found_in(words)} == {}


def test_the_search_finds_what_is_there(tuesday):
    """The workbooks themselves hold every marker: the search above is not blind."""
    workbooks = [path for path in (tuesday.root / "drive").rglob("*.xlsx") if "Suivi" in path.name]
    workbooks += list((tuesday.root / "drive").rglob("Pilotage*.xlsx"))

    words = " ".join(words_of(path.name, path.read_bytes()) for path in workbooks)

    planted = {"RELOC-MARK", "987,65", "9876.54", "8642.75", "06 39 98 77 66", "06 39 98 11 22"}
    assert planted <= set(found_in(words))
