"""After an upgrade that changes what papers are known by: recognised, not uploaded again."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import docx
import pytest
import requests
from support.google.room import ROBOT, STARTED, GoogleRoom, open_room

from tasks.google.drive import DOCUMENT, DOCX, PDF
from tasks.google.own_files import FINGERPRINT
from tasks.papers.publication import Document, LastPublication, Publication, Published, is_ours
from tasks.papers.publication import publish as publish_one
from vendor_sandbox.testing import seeds

OLD, NEW = "0123456789abcdef" * 4, "p1-" + "5" * 60
NEXT_DAY = STARTED + timedelta(days=1)


@dataclass
class Upgraded:
    """A drive in which the older service has published, and what its store remembers."""

    room: GoogleRoom
    name: str

    def publish(self, document: Document, last: LastPublication | None = None) -> Published:
        return publish_one(
            self.room.drive, document, folder_id=seeds.ACTIONS, last=last, account=ROBOT
        )

    def document(self, data: bytes, *, media_type: str = PDF, fingerprint: str = NEW) -> Document:
        kind = "doc" if media_type == DOCX else "pdf"
        return Document(
            key=f"essai:{self.name}:{kind}", name=f"{self.name}.{kind}", data=data,
            media_type=media_type, as_type=DOCUMENT if media_type == DOCX else None,
            fingerprint=fingerprint,
        )  # fmt: skip

    def stands(self, document: Document) -> LastPublication:
        """Published by the older service, a day ago."""
        made = self.publish(replace(document, fingerprint=OLD))
        return LastPublication(fingerprint=OLD, at=made.item.modified_time)

    def upgrade(self) -> None:
        self.room.at(NEXT_DAY)
        self.room.counts()

    def uploads(self) -> int:
        """Uploads and other writes since the upgrade, apart from the one that marks a file."""
        return self.room.counts().get("drive.write", 0)


@pytest.fixture(scope="module")
def one_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as room:
        yield room


@pytest.fixture
def upgraded(one_room: GoogleRoom, request: pytest.FixtureRequest) -> Upgraded:
    requests.delete(f"{one_room.sandbox.base_url}/sandbox/faults", timeout=10)
    one_room.at(STARTED)
    return Upgraded(one_room, request.node.name)


def word(sentence: str, *, read: str = "02/03/2026 à 06 h 30") -> bytes:
    file = docx.Document()
    file.add_paragraph(sentence)
    table = file.add_table(rows=2, cols=2)
    texts = ["Classeur", "Lu le", "Suivi P01", read]
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], texts, strict=True):
        cell.text = text
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def moved(upgraded: Upgraded, published: Published) -> bool:
    """Whether a file was written to since the upgrade."""
    return upgraded.room.drive.item(published.item.file_id).modified_time >= NEXT_DAY


def test_the_bytes_that_we_would_send_are_recognised(upgraded):
    paper = upgraded.document(b"%PDF-1.7 un")
    last = upgraded.stands(paper)
    upgraded.upgrade()
    upgraded.room.fault(path="^/upload/", status=500, times=99)

    done = upgraded.publish(paper, last)

    assert (done.outcome, done.recognised) == (Publication.UNCHANGED, True)
    assert done.item.app_properties[FINGERPRINT] == NEW
    assert not moved(upgraded, done), "no content was sent"
    assert is_ours(done, last=last, account=ROBOT), "the store learns its new fingerprint"


def test_once_recognised_a_paper_costs_what_it_always_did(upgraded):
    paper = upgraded.document(b"%PDF-1.7 un")
    last = upgraded.stands(paper)
    upgraded.publish(paper, last)
    upgraded.upgrade()

    again = upgraded.publish(paper, replace(last, fingerprint=NEW))
    revised = upgraded.publish(
        replace(paper, data=b"%PDF-1.7 deux", fingerprint="p1-" + "6" * 60),
        replace(last, fingerprint=NEW),
    )

    assert (again.outcome, again.recognised) == (Publication.UNCHANGED, False)
    assert revised.outcome is Publication.REVISED


def test_a_google_document_is_recognised_by_its_words_whenever_they_were_read(upgraded):
    last = upgraded.stands(upgraded.document(word("Trois actions."), media_type=DOCX))
    upgraded.upgrade()
    later = upgraded.document(word("Trois actions.", read="03/03/2026 à 06 h 30"), media_type=DOCX)

    done = upgraded.publish(later, last)

    assert (done.outcome, done.recognised) == (Publication.UNCHANGED, True)
    assert not moved(upgraded, done)


def test_other_words_are_a_new_revision(upgraded):
    last = upgraded.stands(upgraded.document(word("Trois actions."), media_type=DOCX))
    upgraded.upgrade()

    done = upgraded.publish(upgraded.document(word("Quatre actions."), media_type=DOCX), last)

    assert done.outcome is Publication.REVISED
    assert done.message.endswith("est mis à jour.")


@pytest.mark.parametrize("known", ["first", "after its twin"])
def test_a_pdf_that_was_read_at_another_moment_is_what_its_twin_is(upgraded, known):
    sheet = upgraded.document(word("Trois actions."), media_type=DOCX)
    paper = replace(upgraded.document(b"%PDF-1.7 06 h 30"), twin=sheet)
    last, of_sheet = upgraded.stands(paper), upgraded.stands(sheet)
    upgraded.upgrade()
    later = replace(paper, data=b"%PDF-1.7 07 h 15")

    if known == "after its twin":
        upgraded.publish(sheet, of_sheet)
    done = upgraded.publish(later, last)

    assert (done.outcome, done.recognised) == (Publication.UNCHANGED, True)
    assert not moved(upgraded, done)


def test_a_twin_that_somebody_edited_tells_nothing_of_the_pdf(upgraded):
    sheet = upgraded.document(word("Trois actions."), media_type=DOCX)
    paper = replace(upgraded.document(b"%PDF-1.7 06 h 30"), twin=sheet)
    last, of_sheet = upgraded.stands(paper), upgraded.stands(sheet)
    upgraded.upgrade()
    found = upgraded.room.drive.find("relocalisons_key", sheet.key)
    assert found is not None
    upgraded.room.hands.replace_content(found.file_id, word("Corrigé par Anne."), media_type=DOCX)

    done = upgraded.publish(replace(paper, data=b"%PDF-1.7 07 h 15"), last)
    kept = upgraded.publish(sheet, of_sheet)

    assert done.outcome is Publication.REVISED
    assert kept.outcome is Publication.LEFT_ALONE


def test_what_cannot_be_compared_is_revised_and_said(upgraded):
    last = upgraded.stands(upgraded.document(b"%PDF-1.7 un"))
    upgraded.upgrade()

    done = upgraded.publish(upgraded.document(b"%PDF-1.7 deux"), last)

    assert done.outcome is Publication.REVISED
    assert "l’édition d’avant la mise à jour du service ne se compare pas" in done.message


@pytest.mark.parametrize("words", ["Trois actions.", "Corrigé par Anne."])
def test_a_file_that_somebody_edited_is_neither_marked_nor_written_over(upgraded, words):
    paper = upgraded.document(word("Trois actions."), media_type=DOCX)
    last = upgraded.stands(paper)
    upgraded.upgrade()
    found = upgraded.room.drive.find("relocalisons_key", paper.key)
    assert found is not None
    upgraded.room.hands.replace_content(found.file_id, word(words), media_type=DOCX)
    upgraded.room.counts()

    done = upgraded.publish(paper, last)

    assert done.outcome is Publication.LEFT_ALONE
    assert done.item.app_properties[FINGERPRINT] == OLD
    assert upgraded.uploads() == 0


def test_a_file_of_which_the_store_knows_nothing_is_left_alone(upgraded):
    paper = upgraded.document(b"%PDF-1.7 un")
    upgraded.stands(paper)
    upgraded.upgrade()

    assert upgraded.publish(paper, last=None).outcome is Publication.LEFT_ALONE


def test_what_she_types_while_we_mark_her_file_stays_hers(upgraded):
    paper = upgraded.document(b"%PDF-1.7 un")
    last = upgraded.stands(paper)
    upgraded.upgrade()
    marked = upgraded.publish(paper, last)
    upgraded.room.hands.replace_content(marked.item.file_id, b"%PDF-1.7 Anne")

    # The store keeps the moment of the upload, not that of the mark.
    later = LastPublication(fingerprint=NEW, at=last.at)
    done = upgraded.publish(replace(paper, data=b"%PDF-1.7 deux", fingerprint="p1-6"), later)

    assert done.outcome is Publication.LEFT_ALONE


def test_a_content_fingerprint_has_no_scheme_and_is_compared_as_ever(upgraded):
    text = upgraded.document(b"%PDF-1.7 un", fingerprint="1" * 64)
    last = upgraded.stands(text)
    upgraded.upgrade()

    assert upgraded.publish(text, last).outcome is Publication.REVISED
