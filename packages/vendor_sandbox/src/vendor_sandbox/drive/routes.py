"""Sandbox, Drive: the addresses and who answers them."""

from starlette.routing import Route

from vendor_sandbox.drive import about, batch, changes, comments, drives, permissions, revisions
from vendor_sandbox.drive.files import legacy, reading, uploads, writing

_FILES = "/drive/v3/files"
_FILE = _FILES + "/{file_id}"
_COMMENTS = _FILE + "/comments"
_PERMISSIONS = _FILE + "/permissions"
_REVISIONS = _FILE + "/revisions"
_DRIVES = "/drive/v3/drives"

routes = [
    Route("/drive/v3/about", about.about),
    Route("/drive/v3/changes/startPageToken", changes.start_page_token),
    Route("/drive/v3/changes", changes.list_changes),
    Route(_FILES + "/generateIds", reading.generate_ids),
    Route(_FILES + "/trash", writing.empty_trash, methods=["DELETE"]),
    Route(_FILES, reading.list_files),
    Route(_FILES, writing.create_file, methods=["POST"]),
    Route(_FILE, reading.get_file),
    Route(_FILE, writing.update_file, methods=["PATCH"]),
    Route(_FILE, writing.delete_file, methods=["DELETE"]),
    Route(_FILE + "/copy", writing.copy_file, methods=["POST"]),
    Route(_FILE + "/export", reading.export_file),
    Route(_PERMISSIONS, permissions.list_permissions),
    Route(_PERMISSIONS, permissions.create_permission, methods=["POST"]),
    Route(_PERMISSIONS + "/{permission_id}", permissions.get_permission),
    Route(_PERMISSIONS + "/{permission_id}", permissions.update_permission, methods=["PATCH"]),
    Route(_PERMISSIONS + "/{permission_id}", permissions.delete_permission, methods=["DELETE"]),
    Route(_REVISIONS, revisions.list_revisions),
    Route(_REVISIONS + "/{revision_id}", revisions.get_revision),
    Route(_REVISIONS + "/{revision_id}", revisions.update_revision, methods=["PATCH"]),
    Route(_REVISIONS + "/{revision_id}", revisions.delete_revision, methods=["DELETE"]),
    Route(_COMMENTS, comments.list_comments),
    Route(_COMMENTS, comments.create_comment, methods=["POST"]),
    Route(_COMMENTS + "/{comment_id}", comments.one_comment, methods=["GET", "PATCH", "DELETE"]),
    Route(_COMMENTS + "/{comment_id}/replies", comments.replies, methods=["GET", "POST"]),
    Route(
        _COMMENTS + "/{comment_id}/replies/{reply_id}",
        comments.one_reply,
        methods=["GET", "PATCH", "DELETE"],
    ),
    Route(_DRIVES, drives.list_drives),
    Route(_DRIVES, drives.create_drive, methods=["POST"]),
    Route(_DRIVES + "/{drive_id}", drives.get_drive),
    Route(_DRIVES + "/{drive_id}", drives.update_drive, methods=["PATCH"]),
    Route(_DRIVES + "/{drive_id}", drives.delete_drive, methods=["DELETE"]),
    Route(_DRIVES + "/{drive_id}/hide", drives.hide_drive, methods=["POST"]),
    Route(_DRIVES + "/{drive_id}/unhide", drives.hide_drive, methods=["POST"]),
    Route("/upload" + _FILES, uploads.upload, methods=["POST", "PUT"]),
    Route("/upload" + _FILE, uploads.upload, methods=["PATCH", "PUT"]),
    Route("/upload/drive/v2/files/{file_id}", legacy.update_v2, methods=["PUT"]),
    Route("/batch", batch.batch, methods=["POST"]),
    Route("/batch/drive/v3", batch.batch, methods=["POST"]),
]
