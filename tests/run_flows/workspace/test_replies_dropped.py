"""Answers dropped in « Réponses reçues »: read once, their files put away, told to her by mail."""

import email
import email.policy
import logging
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from support.google.empty_drive import DRIVE, EmptyDrive, empty_drive
from support.mails.drawn import a_digest, a_line
from support.replies.hostile import attached, mixed, text

from flows.daily_follow_up import daily_follow_up
from flows.weekly_summary import weekly_summary
from flows.workspace_setup import workspace_setup
from relocalisons.core.kernel.keys import page_key, recipient_hash, reply_key
from relocalisons.core.reminders.digests import DigestGroup
from relocalisons.core.reminders.rules.release import to_document
from relocalisons.core.replies.answer_page import PageLine
from relocalisons.core.workspace.dropped_replies import FOLDER
from relocalisons.settings import load_settings
from relocalisons.store.mails.notices import NewNotice, store_notice
from relocalisons.store.moments import to_text
from relocalisons.store.opening import open_store
from relocalisons.store.replies.inbound import answered_since, keep_inbound, waiting_inbound
from relocalisons.store.replies.pages import AnswerPage, put_page
from relocalisons.store.schema import attempt, notice
from tasks.mail.answer_page.serving import TYPE
from tasks.mail.inbound.sealing import new_seal_keys, seal
from tasks.run.clock import clock_of
from tasks.run.run_requests import NightRequest, WorkspaceRequest

pytestmark = [pytest.mark.flows, pytest.mark.story]

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
THURSDAY, FRIDAY = date(2026, 3, 5), date(2026, 3, 6)
SUBJECT = "1 action à mettre à jour"


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[EmptyDrive]:
    with empty_drive(tmp_path) as made:
        made.set_time(MONDAY)
        workspace_setup(WorkspaceRequest(programme="vide", dry_run=False))
        made.use_pilotage(made.files()["Pilotage"]["id"])
        follow(made, MONDAY)
        yield made


def follow(drive: EmptyDrive, day: date, *, dry_run: bool = False) -> str:
    drive.set_time(day)
    said = daily_follow_up(NightRequest(programme="vide", logical_date=day, dry_run=dry_run))
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def write_to_luc() -> None:
    """A digest that left on Monday, to the contact of P02."""
    settings = load_settings("vide")
    line = a_line(DigestGroup.LATE, "A2.1", label="A2.1 – Former les cuisiniers")
    digest = a_digest((DigestGroup.LATE, (line,)), partner="P02", person="Luc Blanc")
    at = clock_of(settings)()
    new = NewNotice(
        key="digest-of-luc", programme=settings.programme.code, kind="digest", partner="P02",
        role="référent", iso_week="2026-W10", logical_date=MONDAY, subject=SUBJECT,
        recipient_hash=recipient_hash(settings.hmac_key(), "luc@ferme.example"),
        body={"digest": to_document(digest), "text": "A2.1 – Former les cuisiniers", "html": ""},
        items=(),
    )  # fmt: skip
    with open_store(settings.store_url) as store:
        store_notice(store, new, at=at)
        with store.begin() as connection:
            connection.execute(update(notice).filter_by(key=new.key).values(state="accepted"))
            connection.execute(
                insert(attempt).values(notice_key=new.key, number=1, started_at=to_text(at))
            )


def answer(words: str, *files: bytes, sender: str = "luc@ferme.example") -> bytes:
    head = (
        f"From: Luc Blanc <{sender}>\r\nTo: coordination@x.example\r\nSubject: Re: {SUBJECT}\r\n"
        "Date: Mon, 02 Mar 2026 20:00:00 +0100\r\nMessage-ID: <a@ferme.example>\r\n"
        "MIME-Version: 1.0\r\n"
    )
    return head.encode() + mixed(text(words), *files)


def cells(drive: EmptyDrive, tab: str) -> list[list[str]]:
    """What stands in a tab of « Pilotage », as shown."""
    sheets = drive.book(drive.files()["Pilotage"]["id"])["sheets"]
    sheet = next(one for one in sheets if one["properties"]["title"] == tab)
    return [
        [cell.get("formattedValue", "") for cell in row.get("values", [])]
        for row in sheet["data"][0].get("rowData", [])
    ]


def say_yes(drive: EmptyDrive, words: str) -> str:
    """She types « oui » on the row of « À faire » that says these words; what it says."""
    rows = cells(drive, "À faire")
    place = next(n for n, row in enumerate(rows, start=1) if words in " ".join(row))
    drive.type(drive.files()["Pilotage"]["id"], "À faire", f"B{place}", ["oui"])
    return " ".join(rows[place - 1]).replace("\u00a0", " ")


def told(drive: EmptyDrive) -> list[str]:
    mails = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted((drive.root / "mail").rglob("*.eml"))
    ]
    return [
        str(each.get_body(("plain",)).get_content()).replace("\u00a0", " ").replace("\u202f", " ")
        for each in mails
        if "ponse lue" in str(each["Subject"]) or "ponses lues" in str(each["Subject"])
    ]


@pytest.fixture
def logged(caplog) -> Iterator[pytest.LogCaptureFixture]:
    """All that loggers say, also those of Prefect that keep it to themselves."""
    known = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    alone = [each for each in known if not each.propagate]
    for each in alone:
        each.addHandler(caplog.handler)
    caplog.set_level(logging.INFO)
    yield caplog
    for each in alone:
        each.removeHandler(caplog.handler)


def friday(drive: EmptyDrive) -> str:
    """The mail of the week."""
    mails = (
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted((drive.root / "mail").rglob("*.eml"))
    )
    texts = [str(each.get_body(("plain",)).get_content()) for each in mails]
    found = next(text for text in texts if "bilan part chaque vendredi" in text)
    return found.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_answer_is_told_once_with_its_proposals_and_its_file_is_put_away(drive, logged):
    write_to_luc()
    folder = drive.call(
        "POST",
        "/drive/v3/files?supportsAllDrives=true",
        json={"name": FOLDER, "parents": [DRIVE], "mimeType": "application/vnd.google-apps.folder"},
    )["id"]
    mail = answer(
        "A2.1 : fait hier.", attached("photo.pdf", b"%PDF-1.7\n"), attached("x.zip", b"PK")
    )
    drive.drop("Re 1 action.eml", mail, mime="message/rfc822", parent=folder)
    drive.drop("abîmé.eml", b"\x00\xff", mime="message/rfc822", parent=folder)
    before = drive.files()

    tried = follow(drive, TUESDAY, dry_run=True)
    assert "2 réponses reçues lues ; rien n’est dit ni rangé à blanc." in tried
    assert (told(drive), drive.files()) == ([], before)
    said = follow(drive, TUESDAY)

    copies = len(told(drive))
    body = told(drive)[0]
    filed = drive.files().keys() - before.keys()
    assert "2 réponses reçues lues, à lire dans le mail qui vous en parle." in said
    assert "Luc Blanc (luc@ferme.example, P02) du 02/03/2026" in body
    assert "A2.1 : fait, le 01/03/2026 (« A2.1 : fait hier. »), à vérifier." in body
    assert "Expéditeur non vérifié." in body, "no mail server is trusted by these settings"
    assert "Pièce « x.zip » laissée dans le message" in body
    assert "reçu par mail 2026-03-02 1.pdf" in filed
    parent = drive.files()["reçu par mail 2026-03-02 1.pdf"]["parents"]
    assert parent == [before["P02 – Ferme des Restanques"]["id"]]
    assert "prefect.task_runs" in logged.text, "the flow and its tasks were heard"
    secret = ("luc@ferme", "Luc Blanc", "fait hier", "photo.pdf")
    assert [each for each in secret if each in logged.text] == []

    again = follow(drive, WEDNESDAY)

    assert "réponse" not in again
    assert len(told(drive)) == copies
    assert [name for name in drive.files() if name.startswith("reçu par mail")] == [
        "reçu par mail 2026-03-02 1.pdf"
    ]


def test_answers_that_came_by_themselves_are_opened_and_told_once(drive, monkeypatch):
    write_to_luc()
    public, private = new_seal_keys()
    settings = load_settings("vide")
    key = reply_key(settings.hmac_key(), notice_key="digest-of-luc")

    def arrive(sender: str, *, seen: bytes, words: str = "A2.1 : fait hier.") -> None:
        mail = answer(words, attached("photo.pdf", b"%PDF-1.7\n"), sender=sender)
        fields = {b"email": mail, b"dkim": seen, b"envelope": b'{"to":["r.%s@x.example"]}'}
        body = b"".join(
            b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % field
            for field in {**fields, b"envelope": fields[b"envelope"] % key.encode()}.items()
        )
        post = b"multipart/form-data; boundary=b\n" + body + b"--b--\r\n"
        sealed = seal(post, public_key=public, programme=settings.programme.code)
        with open_store(settings.store_url) as store:
            keep_inbound(
                store, settings.programme.code, body=post, sealed=sealed, at=clock_of(settings)()
            )

    arrive("luc@ferme.example", seen=b"{@ferme.example : pass}")
    page = page_key(settings.hmac_key(), notice_key="digest-of-luc")
    said = b'{"fields":{"choice-0":"new_date","day-0":"2026-03-20"},"file":""}\n'
    post = f"{TYPE};page={page}\n".encode() + said
    with open_store(settings.store_url) as store:
        now = clock_of(settings)()
        put_page(
            store,
            AnswerPage(
                key=page, programme=settings.programme.code, expires_at=now + timedelta(days=9),
                recipient_hash="luc", coordinator="Claire", lines=(PageLine(ref="A2.1", title=""),),
            ),
        )  # fmt: skip
        sealed = seal(post, public_key=public, programme=settings.programme.code)
        keep_inbound(store, settings.programme.code, body=said, sealed=sealed, at=now)
    arrive("autre@ailleurs.example", seen=b"none", words="A2.1 : fait ce matin.")

    assert "3 réponses attendent : la clé RELOCALISONS_SEAL_KEY manque" in follow(drive, TUESDAY)
    monkeypatch.setenv("RELOCALISONS_SEAL_KEY", private)
    said = follow(drive, WEDNESDAY)

    (body, *_) = told(drive)
    assert "3 réponses arrivées lues, à lire dans le mail qui vous en parle." in said
    assert "A2.1 : fait, le 01/03/2026 (« A2.1 : fait hier. »)." in body, "seen, and sure"
    assert "Luc Blanc, P02, sur sa page de réponse, le 02/03/2026" in body
    assert "A2.1 : nouvelle date, le 20/03/2026 (« nouvelle date »)." in body
    assert "Reçu par le lien personnel d’un message" in body
    assert "Ce message ne vient pas de l’adresse à laquelle nous avions écrit." in body
    assert "Pièce « photo.pdf » laissée dans le message : pas de dossier." in body
    assert sum(name.startswith("reçu par mail") for name in drive.files()) == 1
    with open_store(settings.store_url) as store:
        assert waiting_inbound(store, settings.programme.code, most=9) == ()
        since = clock_of(settings)() - timedelta(days=7)
        known = answered_since(store, settings.programme.code, since=since)
    assert set(known) == {recipient_hash(settings.hmac_key(), "luc@ferme.example"), "luc"}

    row = say_yes(drive, "nouvelle date, le 20/03/2026")
    assert "Oui ou non à Luc Blanc (P02) : A2.1 nouvelle date, le 20/03/2026" in row
    said = follow(drive, THURSDAY)

    noted = cells(drive, "Contacts")
    (line,) = [row for row in noted if any("par réponse du 02/03/2026" in cell for cell in row)]
    assert "1 réponse acceptée notée dans vos onglets." in said
    assert line[:3] == ["02/03/2026", "P02", "Luc Blanc"]
    assert "20/03/2026" in line[4]
    assert "nouvelle date, le 20/03/2026" not in str(cells(drive, "À faire"))
    said = follow(drive, FRIDAY)
    weekly_summary(NightRequest(programme="vide", logical_date=FRIDAY, dry_run=False))

    assert "acceptée" not in said
    assert cells(drive, "Contacts") == noted, "a second night writes nothing twice"
    assert "3 réponses, 1 appliquée, 2 attendent votre « oui »." in friday(drive)
