"""Sandbox, Sheets: the refusals of the Sheets API, in Google's words."""

from vendor_sandbox.errors import ApiError


def invalid(message: str, *, violations: tuple[tuple[str, str], ...] = ()) -> ApiError:
    """Return a 400 INVALID_ARGUMENT; `violations` are (field, description) of a malformed body."""
    details = ()
    if violations:
        entries = [
            {"field": field, "description": text} if field else {"description": text}
            for field, text in violations
        ]
        kind = "type.googleapis.com/google.rpc.BadRequest"
        details = ({"@type": kind, "fieldViolations": entries},)
    return ApiError(400, message, "badRequest", "INVALID_ARGUMENT", details=details)


def malformed(field: str, description: str) -> ApiError:
    """Return the 400 of Google's front end about one field of a body or one parameter."""
    return invalid(description, violations=((field, description),))


def unparsable_range(text: str) -> ApiError:
    """Return the 400 for text that is no range of this spreadsheet."""
    return invalid(f"Unable to parse range: {text}")


def exceeds_grid(text: str, *, rows: int, columns: int) -> ApiError:
    """Return the 400 for a range that starts outside its tab."""
    return invalid(f"Range ({text}) exceeds grid limits. Max rows: {rows}, max columns: {columns}")


def no_sheet(sheet_id: int) -> ApiError:
    """Return the 400 for an id that is no tab's."""
    return invalid(f"No sheet with id: {sheet_id}")


def no_grid(sheet_id: int) -> ApiError:
    """Return the 400 for a range on a tab that does not exist."""
    return invalid(f"No grid with id: {sheet_id}")


def within(prefix: str, problem: ApiError) -> ApiError:
    """Return `problem` with the place in the body that it is about, as Google words it."""
    return ApiError(
        problem.status,
        f"Invalid {prefix}: {problem.message}",
        problem.reason,
        problem.google_status,
        details=problem.details,
    )
