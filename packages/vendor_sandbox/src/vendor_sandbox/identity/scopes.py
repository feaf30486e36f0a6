"""Sandbox: which OAuth scopes each family of calls needs, as the discovery documents list them."""

from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage.items import Identity

_AUTH = "https://www.googleapis.com/auth/"
_DRIVE_WRITE = frozenset({"drive", "drive.file"})
_DRIVE_CONTENT = _DRIVE_WRITE | {"drive.readonly"}
_DRIVE_METADATA = _DRIVE_CONTENT | {"drive.metadata", "drive.metadata.readonly"}
_SHEETS_WRITE = _DRIVE_WRITE | {"spreadsheets"}
_SHEETS_READ = _DRIVE_CONTENT | {"spreadsheets", "spreadsheets.readonly"}
_READS_BY_POST = ("DataFilter",)


def scopes_for(method: str, path: str, *, media: bool) -> frozenset[str]:
    """Return the scopes of which a call needs one, without Google's prefix."""
    if path.startswith("/v4/"):
        is_read = method == "GET" or path.endswith(_READS_BY_POST)
        return _SHEETS_READ if is_read else _SHEETS_WRITE
    if method != "GET":
        is_metadata = method == "PATCH" and path.startswith("/drive/")
        return _DRIVE_WRITE | {"drive.metadata"} if is_metadata else _DRIVE_WRITE
    if media or path.endswith("/export") or "/comments" in path:
        return _DRIVE_CONTENT
    return _DRIVE_METADATA


def require_scope(identity: Identity, method: str, path: str, *, media: bool) -> None:
    """Raise ApiError 403 when a token was made for less than this call.

    What `drive.file` narrows further, the files an application made itself, is not modelled.
    """
    if identity.scopes is None or not path.startswith(("/v4/", "/drive/", "/upload/")):
        return
    held = {scope.removeprefix(_AUTH) for scope in identity.scopes}
    if held & scopes_for(method, path, media=media):
        return
    service = "sheets" if path.startswith("/v4/") else "drive"
    raise ApiError(
        403,
        "Request had insufficient authentication scopes.",
        "insufficientPermissions",
        "PERMISSION_DENIED",
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
                "metadata": {"service": f"{service}.googleapis.com"},
            }
        ],
    )
