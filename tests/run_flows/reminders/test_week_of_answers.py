"""A week of answers: by mail, link and agenda; her « oui », the night after, and Friday's mail.

`ANSWERS_PICTURES=FOLDER` keeps « À faire » as her telephone shows it, before and after her « oui »,
and the mail that tells her the answers (`docs/images/reponses-lues.png`).
"""

import re
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import pytest
from icalendar import Calendar
from support.pilotage.seen_on_phone import keep, keep_mail
from support.replies.hostile import mixed, text
from support.theatre import TUESDAY, WEDNESDAY, Theatre, plain

from flows.copil_pack import copil_pack
from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from flows.weekly_summary import weekly_summary
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.settings import ROOT, load_settings
from relocalisons.store.replies.inbound import keep_inbound
from tasks.mail.answer_page.serving import TYPE
from tasks.mail.inbound.sealing import new_seal_keys, public_link_key, seal

pytestmark = [pytest.mark.flows, pytest.mark.story]

THURSDAY, FRIDAY = date(2026, 3, 5), date(2026, 3, 6)
DOMAIN = "reponses.localizz.example"


@pytest.fixture
def theatre(whole_theatre: Theatre, tmp_path: Path, monkeypatch) -> Theatre:
    """All 23 partners, whose answers come to an address and a page of ours."""
    public, private = new_seal_keys()
    config = tmp_path / "config"
    config.mkdir()
    answers = f"""
[answers]
domain = "{DOMAIN}"
page_url = "https://{DOMAIN}"
seal_public_key = "{public}"
link_public_key = "{public_link_key(private)}"
"""
    text = (ROOT / "config" / "sandbox.toml").read_text("utf-8")
    (config / "sandbox.toml").write_text(text + answers, "utf-8")
    monkeypatch.setenv("RELOCALISONS_CONFIG_DIR", str(config))
    monkeypatch.setenv("RELOCALISONS_SEAL_KEY", private)
    return whole_theatre


def arrives(theatre: Theatre, post: bytes, *, at: datetime) -> None:
    """What the process that faces the Internet does with a post."""
    settings = load_settings("sandbox")
    sealed = seal(
        post, public_key=settings.answers.seal_public_key, programme=settings.programme.code
    )
    with theatre.store() as store:
        keep_inbound(store, settings.programme.code, body=post, sealed=sealed, at=at)


def answers_by_mail(theatre: Theatre, to: EmailMessage, *parts: bytes) -> None:
    """The person written to answers that mail; SendGrid saw their domain sign it."""
    address = parseaddr(str(to["To"]))[1]
    domain = address.rpartition("@")[2]
    ours = next(one for one in re.findall(r"r\.[a-z0-9]{16}@[\w.]+", str(to["Reply-To"])))
    raw = (
        f"From: Partenaire <{address}>\r\nTo: {ours}\r\nSubject: Re: {to['Subject']}\r\n"
        f"Date: Tue, 03 Mar 2026 18:00:00 +0100\r\nMessage-ID: <{ours}>\r\nMIME-Version: 1.0\r\n"
    ).encode() + mixed(*parts)
    fields = {
        b"email": raw, b"dkim": b"{@%s : pass}" % domain.encode(),
        b"envelope": b'{"to":["%s"]}' % ours.encode(),
    }  # fmt: skip
    body = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % field
        for field in fields.items()
    )
    at = datetime(2026, 3, 3, 18, tzinfo=UTC)
    arrives(theatre, b"multipart/form-data; boundary=b\n" + body + b"--b--\r\n", at=at)


def accepts_in_agenda(theatre: Theatre, to: EmailMessage) -> str:
    """The agenda answers its organiser; whose address that is."""
    (file,) = [f for f in to.iter_attachments() if f.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(file.get_payload(decode=True))
    (event,) = calendar.events
    reply = (
        f"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:{event['UID']}\r\n"
        f"SEQUENCE:0\r\nATTENDEE;PARTSTAT=ACCEPTED:{event['ATTENDEE']}\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    part = b"Content-Type: text/calendar; method=REPLY\r\n\r\n" + reply.encode()
    answers_by_mail(theatre, to, part)
    return str(event["ORGANIZER"])


def answers_on_page(theatre: Theatre, to: EmailMessage) -> None:
    """« fait » for the first line of that mail, on the page it leads to."""
    page = re.search(rf"https://{DOMAIN}/r/([a-z0-9]+)\.", body_of(to))
    assert page is not None
    said = b'{"fields":{"choice-0":"done"},"file":""}\n'
    post = f"{TYPE};page={page[1]}\n".encode() + said
    arrives(theatre, post, at=datetime(2026, 3, 3, 19, tzinfo=UTC))


def body_of(mail: EmailMessage) -> str:
    found = mail.get_body(("plain",))
    assert found is not None
    return found.get_content()


def says(theatre: Theatre, word: str, words: str) -> None:
    """On her phone, beside each row of « À faire » that begins so."""
    found = [row for row in theatre.tab("À faire") if row["Acte"].startswith(words)]
    assert found, [row["Acte"] for row in theatre.tab("À faire")]
    for row in found:
        theatre.write_beside("À faire", row["Clé"], Décision=word)


def picture(theatre: Theatre, name: str, profile: Path) -> None:
    """« À faire » at the answers, on her phone, if a picture is asked for."""
    keep(theatre.hands, PILOTAGE, "À faire", name, since="Oui ou non à ", profile=profile)


def night(theatre: Theatre, day: date) -> str:
    theatre.at(day)
    return theatre.run(daily_follow_up, day)


def test_answers_of_a_week_come_home_by_one_word_each(theatre: Theatre, tmp_path: Path):
    theatre.play_to_tuesday()
    theatre.at(TUESDAY, 7, 40)
    theatre.run(copil_pack, TUESDAY)
    waiting = theatre.tab("Relances")
    digests = [
        row for row in waiting if row["État"] == "▲ à valider" and row["Lignes"] not in ("", "0")
    ]
    invited = [row for row in waiting if row["Objet"].startswith("Convocation : COTECH")]
    for row in (*digests[:10], *invited):
        theatre.write_beside("Relances", row["Clé"], Décision="envoyer")
    before = len(theatre.opened_mails())
    theatre.at(TUESDAY, 11, 5)
    theatre.run(mail_settlement, TUESDAY)
    sent = theatre.opened_mails()[before:]
    calls = [mail for mail in sent if list(mail.iter_attachments())]
    letters = [mail for mail in sent if f"https://{DOMAIN}/r/" in body_of(mail)]
    found = {one: mail for mail in letters for one in re.findall(r"\bA\d+\.\d+\b", body_of(mail))}
    assert found, [body_of(mail)[:400] for mail in letters]
    number, written_to = next(iter(found.items()))
    # A letter may ask about contracts alone: one that is answered out of turn has an action.
    odd = next(mail for mail in found.values() if mail is not written_to)
    other = next(mail for mail in letters if mail is not written_to and mail is not odd)
    unread = next(one for one, mail in found.items() if mail is odd)

    organisers = {accepts_in_agenda(theatre, mail) for mail in calls}
    assert all(re.fullmatch(rf"mailto:r\.[a-z0-9]{{16}}@{DOMAIN}", one) for one in organisers)
    answers_by_mail(theatre, written_to, text(f"{number} : c’est fait depuis lundi."))
    answers_by_mail(
        theatre, odd, text(f"Pour {unread}, certains trouvent que c’est beaucoup de papier.")
    )
    answers_on_page(theatre, other)
    said = night(theatre, WEDNESDAY)

    assert f"{len(calls) + 3} réponses arrivées lues" in said
    lines = [line for mail in theatre.opened_mails() for line in plain(body_of(mail)).split("\n")]
    told = {line for line in lines if "c’est fait depuis lundi. »" in line}
    assert told and all(f"{number} : « " in one and "→ fait, le 02/03" in one for one in told), told
    read = [line for line in lines if "beaucoup de papier. »" in line]
    assert read and all(f"{unread} : « " in one and "→ à lire (" in one for one in read), lines
    keep_mail(theatre.opened_mails(), "réponses lues", "reponses-lues", profile=tmp_path / "mail")
    picture(theatre, "a-faire-reponses", tmp_path / "before")
    says(theatre, "oui", f"Noter {len(calls)} réponses pour COTECH")
    says(theatre, "oui", "Oui ou non à ")
    says(theatre, "lu", "Lire ")
    picture(theatre, "a-faire-oui", tmp_path / "after")
    said = night(theatre, THURSDAY)

    count = len(calls) + 2
    assert f"{count} réponses acceptées notées dans vos onglets." in said
    assert "n’est pas compris" not in said
    rows = [list(map(str, row)) for row in theatre.hands.rows(PILOTAGE, "Présences")]
    marked = [row for row in rows if any("oui (par réponse du 03/03/2026" in cell for cell in row)]
    assert len(marked) == len(calls)
    noted = [list(map(str, row)) for row in theatre.hands.rows(PILOTAGE, "Contacts")]
    assert sum(any("par réponse du" in cell for cell in row) for row in noted) == 2
    assert not [row for row in theatre.tab("À faire") if "réponse" in row["Clé"]]
    said = night(theatre, FRIDAY)
    theatre.at(FRIDAY, 16, 0)
    theatre.run(weekly_summary, FRIDAY)

    assert "acceptée" not in said, "a second night notes nothing twice"
    assert rows == [list(map(str, row)) for row in theatre.hands.rows(PILOTAGE, "Présences")]
    assert f"{count + 1} réponses, {count} appliquées." in plain(
        body_of(theatre.opened_mails()[-1])
    )
