"""Pure: the keys by which a mail, a line of it and a recipient are recognised for ever.

Keys come from facts (programme, person, week, due date), never from the clock or the run: two
runs, a replay, a restored backup or a clock jump give the same key. They are HMACs, so that the
store can recognise an address without holding it.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import date


def digest_key(secret: bytes, *, programme: str, person: str, iso_week: str) -> str:
    """The key of the one digest of a person and an ISO week (`2026-W10`)."""
    return _keyed(secret, "digest", programme, person, iso_week)


def item_key(secret: bytes, *, finding_key: str, due: date | None, level: int) -> str:
    """The key of one line: a date granted or postponed gives another one, as wanted."""
    return _keyed(secret, "item", finding_key, due.isoformat() if due else "", str(level))


def meeting_key(secret: bytes, *, programme: str, meeting: str, person: str, sequence: int) -> str:
    """The key of one person's invitation to one version of a meeting: a change gives another."""
    return _keyed(secret, "meeting", programme, meeting, person, str(sequence))


def together_key(keys: Iterable[str]) -> str:
    """The row that stands for several equal mails: known by exactly these."""
    return f"ensemble-{hashlib.sha256('|'.join(sorted(keys)).encode()).hexdigest()[:40]}"


def recipient_hash(secret: bytes, address: str) -> str:
    """What the store knows of an address; case does not matter."""
    return _keyed(secret, "recipient", address.strip().casefold())


def domain_hash(secret: bytes, address: str) -> str:
    """What the store knows of the house of an address, the part after its @."""
    return _keyed(secret, "domain", address.strip().casefold().rpartition("@")[2])


def seat_key(secret: bytes, *, programme: str, seat: str) -> str:
    """How the store knows somebody invited who is no partner's contact; a seat holds a name."""
    return _keyed(secret, "seat", programme, seat)


def reply_key(secret: bytes, *, notice_key: str) -> str:
    """What an answer to a mail carries in its address: 80 bits, in letters that mails keep."""
    digest = bytes.fromhex(_keyed(secret, "reply", notice_key))
    return base64.b32encode(digest[:10]).decode().lower()


def page_key(secret: bytes, *, notice_key: str) -> str:
    """128 bits that nobody guesses, of the page on which a mail may be answered."""
    digest = bytes.fromhex(_keyed(secret, "page", notice_key))
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()


def forgotten_digest(secret: bytes, words: tuple[str, ...]) -> str:
    """What is remembered of words that named somebody who was forgotten; case does not matter."""
    return _keyed(secret, "forgotten", *(word.casefold() for word in words))


def _keyed(secret: bytes, *parts: str) -> str:
    # Each part is preceded by its length: ("ab", "c") and ("a", "bc") must differ.
    message = b"".join(f"{len(part)}:{part};".encode() for part in parts)
    return hmac.new(secret, message, hashlib.sha256).hexdigest()
