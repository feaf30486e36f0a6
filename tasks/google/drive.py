"""Google Drive through googleapiclient: listing, changes, folders and whole files.

The discovery document that ships with the client is rewritten for a sandbox, because
`client_options` leaves uploads and batches on Google's own hosts. Every call on a shared drive
says `supportsAllDrives`; without it Google answers 404.
"""

import io
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import google_auth_httplib2
import googleapiclient.discovery_cache
from google.auth.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload, build_http

from relocalisons.core.kernel.model import DriveItem
from relocalisons.errors import SourceError
from tasks.google.refusals import drive_translated, drive_waiting
from tasks.google.retrying import repeat

FOLDER = "application/vnd.google-apps.folder"
DOCUMENT = "application/vnd.google-apps.document"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

TIMEOUT = 60  # seconds
CONFLICT = 409
PAGE = 1000
FIELDS = (
    "id,name,mimeType,parents,modifiedTime,version,size,md5Checksum,webViewLink,trashed,"
    "appProperties,lastModifyingUser(emailAddress),permissionIds"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What moved since a page token: items as they are now, ids that are gone, the next token."""

    items: tuple[DriveItem, ...]
    removed: frozenset[str]
    next_token: str


class Drive:
    """The project's drive. Not thread-safe: httplib2 is not; open one per thread.

    Credentials may be shared between clients of one thread. `sleep` waits between two attempts.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        drive_id: str,
        base_url: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.drive_id = drive_id
        self._sleep = sleep
        http = build_http()  # not httplib2.Http(): that one follows 308 and breaks uploads
        http.timeout = TIMEOUT
        authorised = google_auth_httplib2.AuthorizedHttp(
            credentials, http=http, max_refresh_attempts=1
        )
        self._files = build_from_document(_discovery(base_url), http=authorised)
        self._ids: list[str] = []  # generated, not used yet

    def close(self) -> None:
        """Give the connections back."""
        self._files.close()

    # --- reading ---

    def start_token(self) -> str:
        """The page token of now, for `changes_since`."""
        answer = self._call(
            self._files.changes().getStartPageToken(supportsAllDrives=True, **self._drive())
        )
        return answer["startPageToken"]

    def list_items(self) -> tuple[DriveItem, ...]:
        """Every file and folder that is not in the bin, one request per thousand."""
        return self._listed("trashed = false")

    def children(self, folder_id: str) -> tuple[DriveItem, ...]:
        """What a folder holds, the oldest first; unlike a search it knows what was just made."""
        return self._listed(
            f"'{_quoted(folder_id)}' in parents and trashed = false", orderBy="createdTime"
        )

    def _listed(self, query: str, **order: str) -> tuple[DriveItem, ...]:
        scope = {"corpora": "drive", "driveId": self.drive_id} if self.drive_id else {}
        found: list[DriveItem] = []
        token: str | None = None
        while True:
            answer = self._call(
                self._files.files().list(
                    q=query,
                    pageSize=PAGE,
                    pageToken=token,
                    fields=f"nextPageToken,files({FIELDS})",
                    supportsAllDrives=True,
                    includeItemsFromAllDrives=True,
                    **scope,
                    **order,
                )
            )
            found += [drive_item(file) for file in answer.get("files", ())]
            token = answer.get("nextPageToken")
            if not token:
                return tuple(found)

    def changes_since(self, token: str) -> Changes:
        """What moved since `token`; a refused token raises SourceError (list anew then)."""
        items: dict[str, DriveItem] = {}
        removed: set[str] = set()
        while True:
            answer = self._call(
                self._files.changes().list(
                    pageToken=token,
                    pageSize=PAGE,
                    includeRemoved=True,
                    fields="nextPageToken,newStartPageToken,"
                    f"changes(fileId,removed,file({FIELDS}))",
                    supportsAllDrives=True,
                    includeItemsFromAllDrives=True,
                    **self._drive(),
                )
            )
            for change in answer.get("changes", ()):
                file = change.get("file")
                if change.get("removed") or file is None or file.get("trashed"):
                    removed.add(change["fileId"])
                    items.pop(change["fileId"], None)
                else:
                    removed.discard(change["fileId"])
                    items[change["fileId"]] = drive_item(file)
            if "newStartPageToken" in answer:
                return Changes(
                    items=tuple(items.values()),
                    removed=frozenset(removed),
                    next_token=answer["newStartPageToken"],
                )
            token = answer["nextPageToken"]

    def item(self, file_id: str) -> DriveItem:
        """One file as it is now."""
        return drive_item(
            self._call(
                self._files.files().get(fileId=file_id, fields=FIELDS, supportsAllDrives=True)
            )
        )

    def find(self, key: str, value: str, *, parent_id: str = "") -> DriveItem | None:
        """The oldest file carrying an appProperty, or None. Drive has no unique keys.

        Drive's index lags minutes behind: with the `parent_id` in which the file would stand, one
        that an earlier run has just made there is found too.
        """
        found = self.find_all(key, value)
        if not found and parent_id:
            there = self.children(parent_id)
            found = tuple(one for one in there if one.app_properties.get(key) == value)
        return found[0] if found else None

    def find_all(self, key: str, value: str) -> tuple[DriveItem, ...]:
        """The files carrying an appProperty, the oldest first (ten at most)."""
        scope = {"corpora": "drive", "driveId": self.drive_id} if self.drive_id else {}
        answer = self._call(
            self._files.files().list(
                q=f"appProperties has {{ key='{_quoted(key)}' and value='{_quoted(value)}' }} "
                "and trashed = false",
                orderBy="createdTime",
                pageSize=10,
                fields=f"files({FIELDS})",
                supportsAllDrives=True,
                includeItemsFromAllDrives=True,
                **scope,
            )
        )
        return tuple(drive_item(file) for file in answer.get("files", ()))

    def download(self, file_id: str, *, largest: int) -> bytes:
        """The content of an uploaded file. Raises SourceError when it is beyond `largest` bytes."""
        request = self._files.files().get_media(fileId=file_id, supportsAllDrives=True)
        data = self._call(request)
        if len(data) > largest:
            raise SourceError(f"Le fichier dépasse {largest // 1024 // 1024} Mo : il n’est pas lu.")
        return data

    def export(self, file_id: str, *, media_type: str) -> bytes:
        """A Google document or presentation as a file of that type."""
        return self._call(self._files.files().export(fileId=file_id, mimeType=media_type))

    # --- writing ---

    def create_folder(
        self, name: str, *, parent_id: str, properties: Mapping[str, str]
    ) -> DriveItem:
        """A new folder in `parent_id` (the drive's own id is its root)."""
        body = {
            "name": name,
            "mimeType": FOLDER,
            "parents": [parent_id],
            "appProperties": dict(properties),
        }
        return self._made_under_an_id(body)

    def create_file(
        self,
        name: str,
        data: bytes,
        *,
        parent_id: str,
        media_type: str,
        as_type: str | None,
        properties: Mapping[str, str],
    ) -> DriveItem:
        """A new file in one multipart request: it is there whole, or not at all.

        One that Drive converts (`as_type`) may have been made twice: see `publication.only_one`.
        """
        body: dict[str, Any] = {
            "name": name,
            "parents": [parent_id],
            "appProperties": dict(properties),
        }
        if not as_type:
            return self._made_under_an_id(body, media_body=_media(data, media_type), safe=False)
        body["mimeType"] = as_type
        return drive_item(
            self._call(
                self._files.files().create(
                    body=body,
                    media_body=_media(data, media_type),
                    fields=FIELDS,
                    supportsAllDrives=True,
                ),
                safe=False,
            )
        )

    def _made_under_an_id(
        self, body: Mapping[str, Any], *, safe: bool = True, **media: Any
    ) -> DriveItem:
        """A folder, or a file that Drive does not convert, made once whatever is sent twice.

        httplib2 sends a POST again by itself when its connection is cut before the answer,
        whatever it is told: under an id of `files.generateIds` the second is refused with 409.
        Google's own formats take no such id (but folders do), nor do uploads that become one.
        https://developers.google.com/workspace/drive/api/guides/create-file#generate_ids
        """
        file_id = self._new_id()
        files = self._files.files()
        request = files.create(
            body={**body, "id": file_id}, fields=FIELDS, supportsAllDrives=True, **media
        )

        def made() -> Any:
            try:
                return request.execute()
            except HttpError as error:
                if error.resp.status != CONFLICT:
                    raise
            get = files.get(fileId=file_id, fields=FIELDS, supportsAllDrives=True)
            return get.execute()

        return drive_item(self._done(made, safe=safe))

    def _new_id(self) -> str:
        """An id that no file has; one request for ten of them."""
        if not self._ids:
            answer = self._call(self._files.files().generateIds(count=10, fields="ids"))
            self._ids = list(answer["ids"])
        return self._ids.pop()

    def create_native(
        self, name: str, *, parent_id: str, mime_type: str, properties: Mapping[str, str]
    ) -> DriveItem:
        """A new and empty Google file (a spreadsheet, a document)."""
        body = {
            "name": name,
            "mimeType": mime_type,
            "parents": [parent_id],
            "appProperties": dict(properties),
        }
        return drive_item(
            self.execute(
                lambda client: client.files().create(
                    body=body, fields=FIELDS, supportsAllDrives=True
                ),
                safe=False,
            )
        )

    def trash(self, file_id: str) -> None:
        """Put a file of ours in the bin, from which a person can take it back."""
        self._call(
            self._files.files().update(
                fileId=file_id, body={"trashed": True}, fields="id", supportsAllDrives=True
            )
        )

    def mark(self, file_id: str, *, properties: Mapping[str, str]) -> DriveItem:
        """Other appProperties for a file of ours: neither its content nor its time moves."""
        return self._updated(file_id, {"appProperties": dict(properties)})

    def rename(self, file_id: str, name: str, *, properties: Mapping[str, str]) -> DriveItem:
        """Another name for a file or folder of ours: links stay valid."""
        return self._updated(file_id, {"name": name, "appProperties": dict(properties)})

    def replace_file(
        self,
        file_id: str,
        data: bytes,
        *,
        name: str,
        media_type: str,
        properties: Mapping[str, str],
    ) -> DriveItem:
        """A new revision of the same file, which may bear another name: links stay valid."""
        body = {"name": name, "appProperties": dict(properties)}
        return self._updated(file_id, body, media_body=_media(data, media_type))

    def _updated(self, file_id: str, body: Mapping[str, Any], **media: Any) -> DriveItem:
        request = self._files.files().update(
            fileId=file_id, body=body, fields=FIELDS, supportsAllDrives=True, **media
        )
        return drive_item(self._call(request))

    def execute(self, build: Callable[[Any], Any], *, safe: bool = True) -> Any:
        """Run a rarer request, built from the client by another module of this room."""
        return self._call(build(self._files), safe=safe)

    def _drive(self) -> dict[str, str]:
        return {"driveId": self.drive_id} if self.drive_id else {}

    def _call(self, request: Any, *, safe: bool = True) -> Any:
        """Execute; `safe` says that repeating after a doubt (5xx, cut) does no harm."""
        return self._done(request.execute, safe=safe)

    def _done(self, attempt: Callable[[], Any], *, safe: bool) -> Any:
        wait_for = drive_waiting(safe=safe)
        return drive_translated(lambda: repeat(attempt, wait_for=wait_for, sleep=self._sleep))


def drive_item(file: Mapping[str, Any]) -> DriveItem:
    """A Drive file resource as a domain value; `size` stays None for native files."""
    return DriveItem(
        file_id=file["id"],
        name=file["name"],
        mime_type=file["mimeType"],
        parent_id=(file.get("parents") or [None])[0],
        modified_time=datetime.fromisoformat(file["modifiedTime"].replace("Z", "+00:00")),
        version=str(file.get("version", "")),
        size=int(file["size"]) if "size" in file else None,
        md5=file.get("md5Checksum"),
        web_link=file.get("webViewLink", ""),
        trashed=bool(file.get("trashed")),
        app_properties=dict(file.get("appProperties", {})),
        last_modifying_user=file.get("lastModifyingUser", {}).get("emailAddress"),
        permission_ids=tuple(file["permissionIds"]) if "permissionIds" in file else None,
    )


def _discovery(base_url: str) -> dict[str, Any]:
    folder = Path(googleapiclient.discovery_cache.__file__).parent / "documents"
    document = json.loads((folder / "drive.v3.json").read_text("utf-8"))
    if base_url:
        document["rootUrl"] = f"{base_url}/"
        document["baseUrl"] = f"{base_url}/{document['servicePath']}"
        document.pop("mtlsRootUrl", None)
    return document


def _media(data: bytes, media_type: str) -> MediaIoBaseUpload:
    return MediaIoBaseUpload(io.BytesIO(data), mimetype=media_type, resumable=False)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
