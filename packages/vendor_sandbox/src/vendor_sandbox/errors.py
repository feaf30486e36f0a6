"""Sandbox: errors in the shapes that Google Drive, Google Sheets and SendGrid really use."""

from collections.abc import Mapping, Sequence
from typing import Any

# google.rpc.Code names by HTTP status, as Google's API front end maps them.
_STATUS_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ALREADY_EXISTS",
    412: "FAILED_PRECONDITION",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}

_REASONS = {
    400: "badRequest",
    401: "authError",
    403: "forbidden",
    404: "notFound",
    409: "conflict",
    412: "conditionNotMet",
    413: "uploadTooLarge",
    429: "rateLimitExceeded",
    500: "internalError",
    501: "notImplemented",
    503: "backendError",
}


class ApiError(Exception):
    """A refusal to be sent to the client.

    `reason`, `domain` and `location` are Drive's words; `google_status` and `details` are Sheets';
    `field` is SendGrid's. What is left out follows from the HTTP status.
    """

    def __init__(
        self,
        status: int,
        message: str,
        reason: str | None = None,
        google_status: str | None = None,
        location: str | None = None,
        location_type: str | None = None,
        *,
        domain: str = "global",
        details: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.reason = reason or _REASONS.get(status, "badRequest")
        self.google_status = google_status or _STATUS_NAMES.get(status, "UNKNOWN")
        self.location = location
        self.location_type = location_type or ("parameter" if location else None)
        self.domain = domain
        self.details = tuple(details)
        self.headers = dict(headers or {})
        self.field = field

    def drive_json(self) -> dict[str, Any]:
        """Return Drive's body: one entry in `errors`, by which clients tell it from Sheets."""
        entry: dict[str, Any] = {
            "domain": self.domain,
            "reason": self.reason,
            "message": self.message,
        }
        if self.location:
            entry["locationType"] = self.location_type
            entry["location"] = self.location
        return {"error": {"errors": [entry], "code": self.status, "message": self.message}}

    def sheets_json(self) -> dict[str, Any]:
        """Return Sheets' body: a google.rpc.Status."""
        error: dict[str, Any] = {
            "code": self.status,
            "message": self.message,
            "status": self.google_status,
        }
        if self.details:
            error["details"] = [dict(detail) for detail in self.details]
        return {"error": error}

    def sendgrid_json(self) -> dict[str, Any]:
        """Return SendGrid's body: a list of messages, each about one field or none."""
        return {"errors": [{"message": self.message, "field": self.field, "help": None}]}


def file_not_found(file_id: str, *, location: str = "fileId") -> ApiError:
    """Return Drive's 404, which also hides what exists but is not shared with the caller."""
    return ApiError(404, f"File not found: {file_id}.", "notFound", location=location)


def spreadsheet_not_found() -> ApiError:
    """Return Sheets' 404."""
    return ApiError(404, "Requested entity was not found.", "notFound", "NOT_FOUND")


def insufficient_permissions() -> ApiError:
    """Return Drive's 403 for someone who may see a file but not do this to it."""
    return ApiError(
        403,
        "The user does not have sufficient permissions for this file.",
        "insufficientFilePermissions",
    )


def caller_has_no_permission() -> ApiError:
    """Return Sheets' 403."""
    return ApiError(403, "The caller does not have permission", "forbidden", "PERMISSION_DENIED")


def invalid_parameter(name: str, message: str, *, reason: str = "invalidParameter") -> ApiError:
    """Return Drive's 400 about one query parameter."""
    return ApiError(400, message, reason, location=name)


def field_not_writable(message: str | None = None) -> ApiError:
    """Return Drive's 403 for a body that sets what only Google sets."""
    return ApiError(
        403,
        message or "The resource body includes fields which are not directly writable.",
        "fieldNotWritable",
    )
