"""The hostile replies of `tests/data/replies/hostile`, and those too large or nested to keep."""

import base64
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from relocalisons.core.replies.model import Ask, AskKind
from tasks.mail.inbound.ties import SentMail

FOLDER = Path(__file__).parents[2] / "data/replies/hostile"
REPLIES = "reponses.relocalisons.example"
PROVIDER = "mx.relocalisons.example"
RECEIVED = datetime(2026, 5, 13, 8, 0, tzinfo=UTC)
_SENT_AT = datetime(2026, 5, 12, 5, 2, tzinfo=UTC)
_SOW = Ask(
    ref="A1.2",
    kind=AskKind.WORK,
    title="Semer les deux hectares de pois chiche",
    due=date(2026, 5, 5),
)
_COPIL = Ask(ref="COPIL3", kind=AskKind.MEETING, title="COPIL n° 3", due=date(2026, 6, 4))
SENT = (
    SentMail(
        key="k4m2p7q9x3v5t6wz",
        person="Denis Vaillant",
        address="denis.vaillant@earl3c.example",
        sent_at=_SENT_AT,
        text="Bonjour Denis Vaillant,\n- A1.2 : Semer les deux hectares de pois chiche",
        asks=(_SOW, _COPIL),
    ),
    SentMail(
        key="b7n2c4d6f8g3h5jk",
        person="Colette Armand",
        address="mairie@pontcharrat.example",
        sent_at=_SENT_AT,
        text="Bonjour Colette Armand,",
        asks=(_COPIL,),
    ),
    SentMail(
        key="",
        person="Denis Vaillant",
        address="denis.vaillant@earl3c.example",
        sent_at=_SENT_AT - timedelta(days=3),
        text="Convocation",
        asks=(_COPIL,),
        uid="copil3-2026@relocalisons.example",
        sequence=1,
    ),
)


def expected() -> list[dict]:
    return json.loads((FOLDER / "expected.json").read_text("utf-8"))


def raw_of(file: str) -> bytes:
    """The mail as it came."""
    kept = FOLDER / file
    return kept.read_bytes() if kept.exists() else MADE[file[:3]]()


def mail(content: bytes, *, number: str = "0") -> bytes:
    """A mail of Denis Vaillant, signed by his domain, around what it holds."""
    passed = "spf=pass smtp.mailfrom=earl3c.example; dkim=pass header.d=earl3c.example"
    head = f"""Return-Path: <denis.vaillant@earl3c.example>
Authentication-Results: {PROVIDER}; {passed}
From: Denis Vaillant <denis.vaillant@earl3c.example>
To: r.k4m2p7q9x3v5t6wz@{REPLIES}
Subject: Re: Votre point
Date: Wed, 13 May 2026 08:00:00 +0200
Message-ID: <made-{number}@earl3c.example>
MIME-Version: 1.0
"""
    return head.replace("\n", "\r\n").encode() + content


def text(words: str) -> bytes:
    return b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + words.encode() + b"\r\n"


def mixed(*parts: bytes) -> bytes:
    body = b"".join(b"--cut\r\n" + part for part in parts)
    return b'Content-Type: multipart/mixed; boundary="cut"\r\n\r\n' + body + b"--cut--\r\n"


def attached(name: str, content: bytes) -> bytes:
    head = (
        f'Content-Disposition: attachment; filename="{name}"\r\nContent-Transfer-Encoding: base64'
    )
    return head.encode() + b"\r\n\r\n" + base64.encodebytes(content) + b"\r\n"


def zipped(name: str, content: bytes, *, times: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            archive.writestr(f"{number}{name}", content)
    return out.getvalue()


def _deep_divs() -> bytes:
    html = "<div>" * 20_000 + "Fait hier." + "</div>" * 20_000
    return mail(b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html.encode())


def _zip_bomb() -> bytes:
    bomb = zipped("zeros.txt", b"0" * 2_000_000)
    return mail(mixed(text("Ci-joint la preuve."), attached("preuve.zip", bomb)))


def _nested_zip() -> bytes:
    inner = zipped("zeros.txt", b"0" * 200_000)
    for _ in range(5):
        inner = zipped("inner.zip", inner, times=4)
    return mail(mixed(text("Toutes les photos."), attached("photos.zip", inner)))


def _sheet_bomb() -> bytes:
    rows = zipped("sheet1.xml", b"<row><c><v>0</v></c></row>" * 50_000)
    return mail(mixed(text("Mon tableau."), attached("tableau.xlsx", rows)))


def _forty_files() -> bytes:
    photos = [attached(f"photo{number:02d}.pdf", b"%PDF-1.4\n%%EOF\n") for number in range(40)]
    return mail(mixed(text("Photos du champ."), *photos))


def _mail_in_mail() -> bytes:
    nest = text("Oui, fond du puits.")
    for number in range(60):
        nest = b"Content-Type: message/rfc822\r\n\r\n" + mail(nest, number=str(number))
    return mail(nest)


def _long_line() -> bytes:
    words = "A1.2 : " + "très " * 60_000 + "en retard.\n" + ">" * 20_000 + " fin\n"
    return mail(text(words + "((((((((((" * 3000 + "\n" + "Le " * 3000 + "a écrit :\n"))


def _broken() -> bytes:
    return mail(
        b"X-Long: "
        + b"a" * 100_000
        + b'\r\nContent-Type: multipart/alternative; boundary="none"\r\n'
        b"\r\n--other\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n"
        b"+ADw-script+AD4- A1.2 : semis termin\xe9\r\n--other\r\n"
        b"Content-Type: text/html; charset=klingon\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n###\r\n"
    )


def _calendar(body: str) -> bytes:
    part = b"Content-Type: text/calendar; method=REPLY\r\n\r\n" + body.encode() + b"\r\n"
    return mail(mixed(text("Réponse par agenda."), part))


def _calendar_of_others() -> bytes:
    guests = "".join(
        f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:membre{number}@pontcharrat.example\n"
        for number in range(2000)
    )
    return _calendar(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{guests}END:VEVENT\nEND:VCALENDAR")


def _nested_calendar() -> bytes:
    return _calendar("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 3000 + "END:VEVENT\n" * 3000)


MADE = {
    "h13": _deep_divs,
    "h36": _zip_bomb,
    "h37": _nested_zip,
    "h39": _sheet_bomb,
    "h45": _forty_files,
    "h46": _mail_in_mail,
    "h51": _long_line,
    "h54": _broken,
    "h57": _calendar_of_others,
    "h59": _nested_calendar,
}
