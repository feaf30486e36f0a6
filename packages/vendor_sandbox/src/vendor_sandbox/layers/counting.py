"""Sandbox: counts requests by family and route, so that tests can assert how few were made."""

import re
from collections import Counter
from dataclasses import dataclass, field

# Families are those of Google's quotas: what counts together there counts together here.
_READS_BY_POST = re.compile(r":(batchGetByDataFilter|getByDataFilter)$")
_DRIVE_ID = re.compile(r"(/(?:files|drives|permissions|revisions|comments|replies)/)([^/:]+)")
_NOT_IDS = {"generateIds", "trash", "generateCseToken"}


def family_of(method: str, path: str) -> str:
    """Return the quota family of a request, such as `sheets.read` or `mail.send`."""
    if path.startswith("/v4/"):
        is_read = method == "GET" or _READS_BY_POST.search(path)
        return "sheets.read" if is_read else "sheets.write"
    if path.startswith("/upload/"):
        return "drive.upload"
    if path.startswith("/batch"):
        return "drive.batch"
    if path.startswith("/drive/"):
        return "drive.read" if method == "GET" else "drive.write"
    if path == "/v3/mail/send":
        return "mail.send"
    if path.startswith("/v3/"):
        return "mail.read" if method == "GET" else "mail.write"
    if path in {"/token", "/oauth2/v4/token"}:
        return "oauth.token"
    if path.startswith("/sandbox/"):
        return "sandbox"
    return "pages"


def route_of(method: str, path: str) -> str:
    """Return a request's route with its ids and ranges blanked out."""
    if path.startswith("/v4/spreadsheets/"):
        rest = path.removeprefix("/v4/spreadsheets/")
        file_id, slash, tail = rest.partition("/")
        _, colon, verb = file_id.partition(":")
        blanked = "{id}" + (colon + verb if colon else "") + slash + _blank_range(tail)
        return f"{method} /v4/spreadsheets/{blanked}"
    return f"{method} {_DRIVE_ID.sub(_blank_id, path)}"


def _blank_id(match: re.Match[str]) -> str:
    return match[0] if match[2] in _NOT_IDS else match[1] + "{id}"


def _blank_range(tail: str) -> str:
    if not tail.startswith("values/"):
        return tail
    verb = re.search(r":(append|clear|batchUpdate|batchGet)$", tail)
    return "values/{range}" + (verb[0] if verb else "")


@dataclass(slots=True)
class RequestCounts:
    """How many requests arrived since the last reset; `/sandbox/…` requests are not counted."""

    by_family: Counter[str] = field(default_factory=Counter)
    by_route: Counter[str] = field(default_factory=Counter)

    def arrived(self, method: str, path: str) -> None:
        """Count one request."""
        family = family_of(method, path)
        if family != "sandbox":
            self.by_family[family] += 1
            self.by_route[route_of(method, path)] += 1

    def reset(self) -> None:
        """Start again from nothing."""
        self.by_family.clear()
        self.by_route.clear()

    def to_json(self) -> dict[str, object]:
        """Return the counts."""
        return {
            "total": self.by_family.total(),
            "by_family": dict(self.by_family),
            "by_route": dict(self.by_route),
        }
