"""Google Drive: listing, changes, folders, whole files and who may open them."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload

from relocalisons.core.kernel.model import DriveItem
from relocalisons.errors import SourceError
from tasks.google.drive_client import DriveClient, pages

FOLDER = "application/vnd.google-apps.folder"
DOCUMENT = "application/vnd.google-apps.document"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
SHORTCUT = "application/vnd.google-apps.shortcut"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

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


class Drive(DriveClient):
    """The project's drive: each call that we make has its name here."""

    # --- reading ---

    def account(self) -> str:
        """The address under which we are signed in."""
        return self._call(self._client.about().get(fields="user(emailAddress)"))["user"][
            "emailAddress"
        ]

    def quota(self) -> int | None:
        """Bytes that the account may own; None without a limit."""
        about = self._call(self._client.about().get(fields="storageQuota(limit)"))
        limit = about.get("storageQuota", {}).get("limit")
        return int(limit) if limit is not None else None

    def start_token(self) -> str:
        """The page token of now, for `changes_since`."""
        changes = self._client.changes()
        answer = self._call(changes.getStartPageToken(supportsAllDrives=True, **self._drive()))
        return answer["startPageToken"]

    def changes_since(self, token: str) -> Changes:
        """What moved since `token`; a refused token raises SourceError (list anew then)."""
        items: dict[str, DriveItem] = {}
        removed: set[str] = set()
        while True:
            answer = self._call(
                self._client.changes().list(
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

    def list_items(self) -> tuple[DriveItem, ...]:
        """Every file and folder that is not in the bin, one request per thousand."""
        return self._listed("trashed = false")

    def children(self, folder_id: str) -> tuple[DriveItem, ...]:
        """What a folder holds, the oldest first; unlike a search it knows what was just made."""
        return self._listed(
            f"'{_quoted(folder_id)}' in parents and trashed = false", orderBy="createdTime"
        )

    def _listed(self, query: str, **order: str) -> tuple[DriveItem, ...]:
        return tuple(
            drive_item(file)
            for answer in pages(lambda token: self._found(query, pageToken=token, **order))
            for file in answer.get("files", ())
        )

    def _found(self, query: str, **how: Any) -> Any:
        """One page of the files that a query finds."""
        scope = {"corpora": "drive", **self._drive()} if self.drive_id else {}
        fields = f"nextPageToken,files({FIELDS})"
        how = {"pageSize": PAGE, "includeItemsFromAllDrives": True, "fields": fields, **how}
        return self._file("list", q=query, **scope, **how)

    def item(self, file_id: str) -> DriveItem:
        """One file as it is now."""
        return drive_item(self._file("get", fileId=file_id, fields=FIELDS))

    def capabilities(self, file_id: str) -> Mapping[str, bool]:
        """What we may do with a file or folder, by Drive's names (`canEdit`, `canAddChildren`)."""
        answer = self._file(
            "get",
            fileId=file_id,
            fields="capabilities(canEdit,canAddChildren,canTrashChildren,canDownload,canShare)",
        )
        return answer.get("capabilities", {})

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
        carries = f"appProperties has {{ key='{_quoted(key)}' and value='{_quoted(value)}' }}"
        answer = self._found(f"{carries} and trashed = false", orderBy="createdTime", pageSize=10)
        return tuple(drive_item(file) for file in answer.get("files", ()))

    def download(self, file_id: str, *, largest: int) -> bytes:
        """The content of an uploaded file. Raises SourceError when it is beyond `largest` bytes."""
        data = self._file("get_media", fileId=file_id)
        if len(data) > largest:
            raise SourceError(f"Le fichier dépasse {largest // 1024 // 1024} Mo : il n’est pas lu.")
        return data

    def export(self, file_id: str, *, media_type: str) -> bytes:
        """A Google document or presentation as a file of that type."""
        return self._call(self._files.export(fileId=file_id, mimeType=media_type))

    # --- writing ---

    def create_folder(
        self, name: str, *, parent_id: str, properties: Mapping[str, str]
    ) -> DriveItem:
        """A new folder in `parent_id` (the drive's own id is its root)."""
        body = _body(name, parent_id=parent_id, properties=properties)
        return self._made_under_an_id({**body, "mimeType": FOLDER})

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
        body = _body(name, parent_id=parent_id, properties=properties)
        media = _media(data, media_type)
        if not as_type:
            return self._made_under_an_id(body, media_body=media, safe=False)
        return self._made({**body, "mimeType": as_type}, media_body=media)

    def create_native(
        self, name: str, *, parent_id: str, mime_type: str, properties: Mapping[str, str]
    ) -> DriveItem:
        """A new and empty Google file (a spreadsheet, a document)."""
        body = _body(name, parent_id=parent_id, properties=properties)
        return self._made({**body, "mimeType": mime_type})

    def create_shortcut(
        self, name: str, *, target: str, parent_id: str, properties: Mapping[str, str]
    ) -> DriveItem:
        """A shortcut to the file `target`. A creation in doubt is not repeated."""
        body = _body(name, parent_id=parent_id, properties=properties)
        details = {"mimeType": SHORTCUT, "shortcutDetails": {"targetId": target}}
        return self._made({**body, **details})

    def _made(self, body: Mapping[str, Any], **media: Any) -> DriveItem:
        return drive_item(self._file("create", body=body, fields=FIELDS, safe=False, **media))

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
        request = self._files.create(
            body={**body, "id": file_id}, fields=FIELDS, supportsAllDrives=True, **media
        )

        def made() -> Any:
            try:
                return request.execute()
            except HttpError as error:
                if error.resp.status != CONFLICT:
                    raise
            get = self._files.get(fileId=file_id, fields=FIELDS, supportsAllDrives=True)
            return get.execute()

        return drive_item(self._done(made, safe=safe))

    def trash(self, file_id: str) -> None:
        """Put a file of ours in the bin, from which a person can take it back."""
        self._file("update", fileId=file_id, body={"trashed": True}, fields="id")

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
        return drive_item(self._file("update", fileId=file_id, body=body, fields=FIELDS, **media))

    # --- sharing ---

    def permissions(self, file_id: str, *, fields: str) -> tuple[Mapping[str, Any], ...]:
        """The lines of a sharing list, as Drive has them."""
        permissions = self._client.permissions()
        asked = {"fileId": file_id, "fields": fields, "pageSize": 100, "supportsAllDrives": True}
        answers = pages(lambda token: self._call(permissions.list(pageToken=token, **asked)))
        return tuple(line for answer in answers for line in answer.get("permissions", ()))

    def permit(self, file_id: str, *, email: str, role: str) -> None:
        """Let one person in; Google sends nothing to anybody."""
        self._call(
            self._client.permissions().create(
                fileId=file_id,
                body={"type": "user", "role": role, "emailAddress": email},
                sendNotificationEmail=False,  # the default would write to partners
                fields="id",
                supportsAllDrives=True,
            )
        )

    def _drive(self) -> dict[str, str]:
        return {"driveId": self.drive_id} if self.drive_id else {}


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


def _body(name: str, *, parent_id: str, properties: Mapping[str, str]) -> dict[str, Any]:
    return {"name": name, "parents": [parent_id], "appProperties": dict(properties)}


def _media(data: bytes, media_type: str) -> MediaIoBaseUpload:
    return MediaIoBaseUpload(io.BytesIO(data), mimetype=media_type, resumable=False)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
