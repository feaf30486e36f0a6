"""Sandbox, SendGrid: what POST /v3/mail/send accepts, with SendGrid's own refusals.

Source: docs of twilio.com/docs/sendgrid/api-reference/mail-send (limits and messages).
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from typing import Any

from vendor_sandbox.errors import ApiError
from vendor_sandbox.mail.rules import ADDRESS, Rules

MOST_PERSONALIZATIONS = 1000
MOST_RECIPIENTS = 1000
MOST_CATEGORIES = 10
MOST_BYTES = 30 * 1024 * 1024

_TOP_FIELDS = frozenset(
    (
        "personalizations",
        "from",
        "reply_to",
        "reply_to_list",
        "subject",
        "content",
        "attachments",
        "template_id",
        "headers",
        "categories",
        "custom_args",
        "send_at",
        "batch_id",
        "asm",
        "ip_pool_name",
        "mail_settings",
        "tracking_settings",
        "sections",
    )
)
_PERSONAL_FIELDS = frozenset(
    (
        "from",
        "to",
        "cc",
        "bcc",
        "subject",
        "headers",
        "substitutions",
        "dynamic_template_data",
        "custom_args",
        "send_at",
    )
)


class InvalidMailError(ApiError):
    """A mail that SendGrid refuses, with one entry a mistake."""

    def __init__(self, entries: list[tuple[str, str | None]]) -> None:
        super().__init__(400, entries[0][0])
        self.entries = entries

    def sendgrid_json(self) -> dict[str, Any]:
        """Return all mistakes, as SendGrid lists them."""
        return {
            "errors": [
                {"message": message, "field": field, "help": None}
                for message, field in self.entries
            ]
        }


def require_valid_mail(
    body: Mapping[str, Any], *, now: float, is_batch: Callable[[str], bool]
) -> None:
    """Raise InvalidMailError when a body breaks a rule of mail/send."""
    check = _Check(body, now=now, is_batch=is_batch)
    check.everything()
    if check.entries:
        raise InvalidMailError(check.entries)


class _Check(Rules):
    def __init__(
        self, body: Mapping[str, Any], *, now: float, is_batch: Callable[[str], bool]
    ) -> None:
        super().__init__(now=now)
        self.body = body
        self.is_batch = is_batch

    def everything(self) -> None:
        for name in sorted(set(self.body) - _TOP_FIELDS):
            self.refuse(f"Bad Request: unknown parameter {name}.", name)
        self._personalizations()
        self._from()
        self._reply_to()
        self._subject()
        self._content()
        self._attachments()
        self.headers(self.body.get("headers"), "headers")
        self._categories()
        self.custom_args(self.body.get("custom_args"), "custom_args")
        self.schedule(self.body.get("send_at"), "send_at")
        self._batch()
        self._asm()
        self._settings()

    def _settings(self) -> None:
        for name in ("mail_settings", "tracking_settings"):
            found = self.body.get(name)
            self.require_object(found, name)
            for key, value in found.items() if isinstance(found, dict) else ():
                self.require_object(value, f"{name}.{key}")

    def _personalizations(self) -> None:
        found = self.body.get("personalizations")
        if not isinstance(found, list) or not found:
            self.refuse(
                "The personalizations field is required and must have at least one "
                "personalization.",
                "personalizations",
            )
            return
        if len(found) > MOST_PERSONALIZATIONS:
            self.refuse(
                f"The personalizations field is limited to {MOST_PERSONALIZATIONS} "
                "personalizations.",
                "personalizations",
            )
        total = 0
        for index, each in enumerate(found):
            where = f"personalizations.{index}"
            if not isinstance(each, dict):
                self.refuse("Invalid type. Expected: object.", where)
                continue
            total += self._one_personalization(each, where)
        if total > MOST_RECIPIENTS:
            self.refuse(
                f"The total number of recipients must be {MOST_RECIPIENTS} or less.",
                "personalizations",
            )

    def _one_personalization(self, each: Mapping[str, Any], where: str) -> int:
        for name in sorted(set(each) - _PERSONAL_FIELDS):
            self.refuse(f"Bad Request: unknown parameter {name}.", f"{where}.{name}")
        recipients = each.get("to")
        if not isinstance(recipients, list) or not recipients:
            self.refuse(
                "The to array is required for all personalization objects, and must have at "
                "least one email object with a valid email address.",
                f"{where}.to",
            )
        seen: set[str] = set()
        count = 0
        if each.get("from") is not None:
            self.address(each["from"], f"{where}.from")
        for name in ("substitutions", "dynamic_template_data"):
            self.require_object(each.get(name), f"{where}.{name}")
        for name in ("to", "cc", "bcc"):
            count += self.recipients(each.get(name), f"{where}.{name}", seen)
        self.headers(each.get("headers"), f"{where}.headers")
        self.custom_args(each.get("custom_args"), f"{where}.custom_args")
        self.schedule(each.get("send_at"), f"{where}.send_at")
        return count

    def _from(self) -> None:
        sender = self.body.get("from")
        email = sender.get("email") if isinstance(sender, dict) else None
        if not isinstance(email, str) or not ADDRESS.match(email):
            self.refuse("The from email does not contain a valid address.", "from.email")
        elif isinstance(sender, dict):
            self.address(sender, "from")

    def _reply_to(self) -> None:
        one, many = self.body.get("reply_to"), self.body.get("reply_to_list")
        if one is not None and many is not None:
            self.refuse("reply_to and reply_to_list are mutually exclusive.", "reply_to_list")
        if one is not None:
            self.address(one, "reply_to")
        if many is not None:
            self.recipients(many, "reply_to_list", set())
            if isinstance(many, list) and len(many) > 1000:
                self.refuse("The reply_to_list is limited to 1000 addresses.", "reply_to_list")

    def _subject(self) -> None:
        if self.body.get("template_id"):
            return
        subject = self.body.get("subject")
        found = self.body.get("personalizations")
        personalizations = found if isinstance(found, list) else []
        own = [each.get("subject") for each in personalizations if isinstance(each, dict)]
        if not subject and not (own and all(own)):
            self.refuse(
                "The subject is required. You can get around this requirement if you use a "
                "template with a subject defined or if every personalization has a subject "
                "defined.",
                "subject",
            )
        for each in (subject, *own):
            if each is not None and (not isinstance(each, str) or re.search(r"[\r\n]", each)):
                self.refuse("The subject must be a string without line breaks.", "subject")

    def _content(self) -> None:
        content = self.body.get("content")
        if content is None and self.body.get("template_id"):
            return
        if not isinstance(content, list) or not content:
            self.refuse(
                "Unless a valid template_id is provided, the content parameter is required. "
                "There must be at least one defined content block. We typically suggest both "
                "text/plain and text/html blocks are included, but only one block is required.",
                "content",
            )
            return
        types: list[str] = []
        for index, each in enumerate(content):
            value = each.get("value") if isinstance(each, dict) else None
            kind = each.get("type") if isinstance(each, dict) else None
            if not isinstance(kind, str) or "/" not in kind or re.search(r"[\r\n;,]", kind):
                self.refuse(
                    "The content type must be a valid MIME type without ; , or line breaks.",
                    f"content.{index}.type",
                )
                continue
            types.append(kind)
            if not isinstance(value, str) or not value:
                self.refuse(
                    "The content value must be a string at least one character in length.",
                    f"content.{index}.value",
                )
        if types != sorted(types, key=_content_order):
            self.refuse(
                "If present, text/plain must be first, followed by text/html, followed by any "
                "other content.",
                "content",
            )

    def _attachments(self) -> None:
        found = self.body.get("attachments")
        if found is None:
            return
        if not isinstance(found, list):
            self.refuse("Invalid type. Expected: array.", "attachments")
            return
        for index, each in enumerate(found):
            where = f"attachments.{index}"
            if not isinstance(each, dict):
                self.refuse("Invalid type. Expected: object.", where)
                continue
            content = each.get("content")
            if not isinstance(content, str) or not content or not _is_base64(content):
                self.refuse("The attachment content must be base64 encoded.", f"{where}.content")
            name = each.get("filename")
            if not isinstance(name, str) or not name or re.search(r"[\r\n]", name):
                self.refuse("The attachment filename is required.", f"{where}.filename")
            content_id = each.get("content_id")
            if content_id is not None and (
                not isinstance(content_id, str) or re.search(r"[\r\n;<>]", content_id)
            ):
                self.refuse("The attachment content_id must be a string.", f"{where}.content_id")
            kind = each.get("type")
            if kind is not None and (not isinstance(kind, str) or re.search(r"[\r\n;]", kind)):
                self.refuse("The attachment type must be a MIME type.", f"{where}.type")
            if each.get("disposition") not in (None, "attachment", "inline"):
                self.refuse(
                    "The attachment disposition is inline or attachment.", f"{where}.disposition"
                )

    def _categories(self) -> None:
        found = self.body.get("categories")
        if found is None:
            return
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            self.refuse("Categories must be an array of strings.", "categories")
            return
        if len(found) > MOST_CATEGORIES or any(len(each) > 255 for each in found):
            self.refuse(
                "A message has at most 10 categories of at most 255 characters.", "categories"
            )
        if len(set(found)) != len(found):
            self.refuse("Categories must be unique.", "categories")

    def _batch(self) -> None:
        batch_id = self.body.get("batch_id")
        known = isinstance(batch_id, str) and self.is_batch(batch_id)
        if batch_id is not None and not known:
            self.refuse("The batch_id parameter is not a valid batch id.", "batch_id")

    def _asm(self) -> None:
        asm = self.body.get("asm")
        if asm is None:
            return
        if not isinstance(asm, dict) or not isinstance(asm.get("group_id"), int):
            self.refuse("The asm.group_id is required and must be an integer.", "asm.group_id")
            return
        shown = asm.get("groups_to_display")
        if shown is not None and (not isinstance(shown, list) or len(shown) > 25):
            self.refuse(
                "The asm.groups_to_display may have at most 25 groups.", "asm.groups_to_display"
            )


def _content_order(kind: str) -> int:
    return {"text/plain": 0, "text/html": 1}.get(kind, 2)


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
