"""A raw mail taken apart: senders, words, files; it never raises, and tells what it left out."""

import email.errors
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.header import Header, decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from zoneinfo import ZoneInfo

from tasks.mail.inbound.characters import LONGEST_TEXT, one_line, says_the_same, shown
from tasks.mail.inbound.files import MailFile, sort_files
from tasks.mail.inbound.html_text import LARGEST, seen_text

LARGEST_MAIL = 32 * 1024 * 1024
MOST_PARTS = 200
MOST_CALENDARS = 3
_CALENDARS = ("text/calendar", "application/ics")  # some programs attach the same one as both
_PARIS = ZoneInfo("Europe/Paris")
_CHARSETS = re.compile(
    r"(?:utf-?(?:8|16(?:le|be)?)|us-?ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|(?:windows|cp)-?125\d|"
    r"macroman|mac-?roman|koi8-?r)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"<([^<>\s]+@[^<>\s]+)>\s*$")
_BROKEN = (email.errors.MessageError, ValueError, LookupError, TypeError, AttributeError)

CUT = "Le message est plus long que ce que nous lisons : la fin n’est pas reprise."
MANY = "Ce message a plus de parties que nous n’en lisons : les dernières ne sont pas reprises."
BROKEN = "Le message est mal formé : il est montré tel quel."
DIFFER = "La version texte et la version mise en forme de ce message ne disent pas la même chose."
UNSEEN = "Ce message contient des mots cachés, qui ne sont pas repris."
HIDDEN = (
    "Ce message contient des caractères invisibles ou qui en imitent d’autres : ils sont nommés."
)
INNER = "Un autre message est joint : il n’est pas lu."


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMail:
    """What a mail holds. `remarks` are told to her; `is_strange` puts all of it in doubt."""

    message_id: str
    senders: tuple[str, ...]  # addresses of From, in lower case
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    written: datetime | None
    headers: tuple[tuple[str, str], ...]
    text: str
    files: tuple[MailFile, ...] = ()
    calendars: tuple[bytes, ...] = ()
    remarks: tuple[str, ...] = ()
    is_strange: bool = False

    def header(self, name: str) -> str:
        """The first header of that name, the topmost one; empty without it."""
        return next((text for key, text in self.headers if key == name.casefold()), "")

    def day_in_paris(self, received: datetime) -> date:
        """The day that « demain » is counted from: that of the mail, unless it lies far away."""
        written = self.written
        if written is None or abs((received - written).days) > 10:
            written = received
        return written.astimezone(_PARIS).date()


def read_mail(raw: bytes, *, received: datetime) -> InboundMail:
    """Take a mail apart. Whatever it holds, something is returned and can be shown.

    One that no rule foresaw is shown as it came: it stops neither the night nor the other mails.
    """
    try:
        return _taken_apart(raw, received)
    except (*_BROKEN, RecursionError, OverflowError):
        text = shown(raw[:LONGEST_TEXT].decode("latin-1"))[0]
        return InboundMail(
            message_id="", senders=(), sender_name="", recipients=(), subject="", written=None,
            headers=(), text=text, remarks=(BROKEN,), is_strange=True,
        )  # fmt: skip


def _taken_apart(raw: bytes, received: datetime) -> InboundMail:
    remarks = [CUT] if len(raw) > LARGEST_MAIL else []
    try:
        message = BytesParser(policy=compat32).parsebytes(raw[:LARGEST_MAIL])
    except (*_BROKEN, RecursionError):
        message = Message()
        message.set_payload(raw[:LONGEST_TEXT].decode("latin-1"))
        remarks.append(BROKEN)
    text, files, calendars, found = _contents(message)
    remarks += found
    text, hidden = shown(text)
    if hidden:
        remarks.append(HIDDEN)
    if len(text) > LONGEST_TEXT:
        text, remarks = text[:LONGEST_TEXT], [*remarks, CUT]
    headers = tuple(_headers(message))
    senders = _addresses(message, "from")
    return InboundMail(
        message_id=one_line(str(message.get("Message-ID", ""))),
        senders=tuple(address for _, address in senders),
        sender_name=senders[0][0] if senders else "",
        recipients=tuple(
            address
            for name in ("to", "cc", "delivered-to", "x-original-to", "x-forwarded-to")
            for _, address in _addresses(message, name)
        ),
        subject=one_line(_decoded(message.get("Subject", ""))),
        written=_written(message),
        headers=headers,
        text=text,
        calendars=tuple(dict.fromkeys(calendars))[:MOST_CALENDARS],
        files=sort_files(files, came=received.astimezone(_PARIS).date()),
        remarks=tuple(dict.fromkeys(remarks)),
        is_strange=bool({BROKEN, DIFFER, UNSEEN, HIDDEN, MANY} & set(remarks)) or len(senders) > 1,
    )


def _contents(
    message: Message,
) -> tuple[str, list[tuple[str, bytes]], list[bytes], list[str]]:
    """The words that count, the files, the calendar parts, and what is told of the rest."""
    plain: list[str] = []
    rich: list[str] = []
    files: list[tuple[str, bytes]] = []
    calendars: list[bytes] = []
    remarks: list[str] = []
    for part in _parts(message):
        if part is None:
            remarks.append(MANY)
            continue
        kind, name = part.get_content_type(), _file_name(part)
        if kind == "message/rfc822":
            remarks.append(INNER)
        elif kind in _CALENDARS:
            calendars.append(_calendar(part))
        elif name or part.get_content_disposition() == "attachment":
            files.append((name, _payload(part)))
        elif kind == "text/html":
            rich.append(_text(part))
        elif part.get_content_maintype() == "text":
            plain.append(_text(part))
        elif part.get_content_maintype() == "multipart":
            plain.append(_text(part))
            remarks.append(BROKEN)
        else:
            files.append((name, _payload(part)))
    return _chosen(plain, rich, remarks), files, calendars, remarks


def _chosen(plain: list[str], rich: list[str], remarks: list[str]) -> str:
    """The plain words, else those seen of the HTML; she is told when they differ."""
    written = "\n".join(plain).strip()
    if not rich:
        return written
    html = "\n".join(rich)
    if len(html) > LARGEST:
        remarks.append(CUT)
    seen, unseen = seen_text(html)
    if unseen:
        remarks.append(UNSEEN)
    if written and not says_the_same(written, seen):
        remarks.append(DIFFER)
        return f"{written}\n\n[version mise en forme]\n> " + seen.replace("\n", "\n> ")
    return written or seen


def _parts(message: Message) -> Iterator[Message | None]:
    """The leaves of a mail in order, without those of a mail inside it; at most MOST_PARTS.

    Then None: what is left is not read, and told. The words of a leaf are not asked for here: a
    charset that is none (« idna ») would raise.
    """
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            inner = part.get_payload()
            waiting[:0] = [each for each in inner if isinstance(each, Message)]
        else:
            yield part
    if waiting:
        yield None


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _calendar(part: Message) -> bytes:
    """A calendar; its METHOD is that of its part where it has none of its own."""
    data, method = _payload(part), str(part.get_param("method") or "")
    if b"METHOD:" in data.upper() or not re.fullmatch(r"[A-Za-z]{1,20}", method):
        return data
    return re.sub(rb"(BEGIN:VCALENDAR)", rb"\1\r\nMETHOD:" + method.encode(), data, count=1)


def _text(part: Message) -> str:
    """UTF-8 when the bytes are, else the charset that the part names, else Windows’ own."""
    return _bytes_in(_payload(part), str(part.get_content_charset() or ""))


def _file_name(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except _BROKEN:
        return "?"


def _decoded(value: object) -> str:
    """A header in words; bytes without a charset are UTF-8 when they can be."""
    try:
        parts = decode_header(value if isinstance(value, Header) else str(value))
        return "".join(
            part if isinstance(part, str) else _bytes_in(part, charset or "")
            for part, charset in parts
        )
    except (*_BROKEN, IndexError):
        return str(value)


def _bytes_in(payload: bytes, charset: str) -> str:
    for name in ("utf-8", charset if _CHARSETS.fullmatch(charset) else ""):
        try:
            return payload.decode(name) if name else payload.decode("cp1252", "replace")
        except (UnicodeDecodeError, LookupError):
            continue
    return payload.decode("cp1252", "replace")


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    for name, value in message.items()[:MOST_PARTS]:
        words = value if isinstance(value, Header) else str(value)[:2000]
        yield name.casefold(), one_line(_decoded(words), limit=1000)


def _addresses(message: Message, name: str) -> list[tuple[str, str]]:
    """Names and addresses of a header: of an encoded name, the address stands outside of it."""
    found: list[tuple[str, str]] = []
    for value in message.get_all(name, [])[:5]:
        text = str(value)[:5000]
        pairs = [pair for pair in getaddresses([text]) if "@" in pair[1]]
        bare = _BRACKETED.search(text)
        if not pairs and bare:  # an encoded name with an @ in it is refused by the strict parser
            pairs = [(text[: bare.start()], bare[1])]
        for shown_name, address in pairs:
            found.append((one_line(_decoded(shown_name)), one_line(address).casefold()))
    return found


def _written(message: Message) -> datetime | None:
    try:
        written = parsedate_to_datetime(str(message.get("Date", "")))
    except (*_BROKEN, IndexError, OverflowError):
        return None
    return written if written.tzinfo else written.replace(tzinfo=UTC)
