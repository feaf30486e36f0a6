"""Sandbox, SendGrid: the rules that several parts of a mail/send body share."""

import re
from typing import Any

LONGEST_CUSTOM_ARGS = 10_000
HORIZON_SECONDS = 72 * 3600

ADDRESS = re.compile(r"^[^\s@,;<>\"()\[\]\\]{1,64}@[^\s@,;<>\"()\[\]\\]+\.[^\s@,;<>\"()\[\]\\.]+$")
# "You may not overwrite the following reserved headers."
_RESERVED_HEADERS = frozenset(
    (
        "x-sg-id",
        "x-sg-eid",
        "received",
        "dkim-signature",
        "content-type",
        "content-transfer-encoding",
        "to",
        "from",
        "subject",
        "reply-to",
        "cc",
        "bcc",
    )
)


class Rules:
    """Checks that gather mistakes; `now` is the present, in seconds since 1970."""

    def __init__(self, *, now: float) -> None:
        self.now = now
        self.entries: list[tuple[str, str | None]] = []

    def refuse(self, message: str, field: str | None) -> None:
        """Note one mistake, at one field or at none."""
        self.entries.append((message, field))

    def require_object(self, found: Any, where: str) -> None:
        """Refuse what is neither absent nor an object."""
        if found is not None and not isinstance(found, dict):
            self.refuse("Invalid type. Expected: object.", where)

    def recipients(self, found: Any, where: str, seen: set[str]) -> int:
        """Check a list of people, each named once in `seen`, and return how many there are."""
        if found is None:
            return 0
        if not isinstance(found, list):
            self.refuse("Invalid type. Expected: array.", where)
            return 0
        for index, each in enumerate(found):
            if not self.address(each, f"{where}.{index}"):
                continue
            email = each["email"].lower()
            if email in seen:
                self.refuse(
                    "Each email address in the personalization block should be unique between "
                    "to, cc, and bcc. We found the first duplicate instance of "
                    f"[{each['email']}] in the {where} field.",
                    where,
                )
            seen.add(email)
        return len(found)

    def address(self, found: Any, where: str) -> bool:
        """Tell whether a person has a sound address; refuse otherwise."""
        email = found.get("email") if isinstance(found, dict) else None
        name = found.get("name") if isinstance(found, dict) else None
        is_address = isinstance(email, str) and len(email) <= 320 and ADDRESS.match(email)
        if not is_address:
            self.refuse("Does not contain a valid address.", f"{where}.email")
            return False
        if name is not None and (not isinstance(name, str) or re.search(r"[\r\n]", name)):
            self.refuse("The name parameter must be a string without line breaks.", where)
            return False
        return True

    def headers(self, found: Any, where: str) -> None:
        """Refuse reserved headers, and values with line breaks."""
        if found is None:
            return
        if not isinstance(found, dict):
            self.refuse("Invalid type. Expected: object.", where)
            return
        for name, value in found.items():
            if name.lower() in _RESERVED_HEADERS:
                self.refuse(f"The header {name} is reserved and cannot be set.", where)
            if not isinstance(value, str) or re.search(r"[\r\n]", name + str(value)):
                self.refuse("Headers must be strings without line breaks.", f"{where}.{name}")

    def custom_args(self, found: Any, where: str) -> None:
        """Refuse custom arguments that are no strings, or too long together."""
        if found is None:
            return
        if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
            self.refuse("Custom arguments must be an object of strings.", where)
            return
        size = sum(len(key.encode()) + len(value.encode()) for key, value in found.items())
        if size > LONGEST_CUSTOM_ARGS:
            self.refuse("The combined custom arguments must be less than 10,000 bytes.", where)

    def schedule(self, found: Any, where: str) -> None:
        """Refuse a time that is none, or too far ahead."""
        if found is None:
            return
        if not isinstance(found, int) or isinstance(found, bool):
            self.refuse("The send_at parameter must be a unix timestamp.", where)
        elif found > self.now + HORIZON_SECONDS:
            self.refuse("The send_at parameter must be within 72 hours.", where)
