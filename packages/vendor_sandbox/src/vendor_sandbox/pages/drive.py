"""Sandbox, pages: the tree of the Drive, one file, and downloads."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from vendor_sandbox.drive.content.blocks import Blocks
from vendor_sandbox.drive.content.documents import blocks_from_docx
from vendor_sandbox.drive.content.texts import slide_texts
from vendor_sandbox.errors import ApiError
from vendor_sandbox.pages.layout import icon, page
from vendor_sandbox.storage import hand_edits
from vendor_sandbox.storage.access import ancestry
from vendor_sandbox.storage.items import (
    DOCUMENT,
    DOCX,
    NATIVE_EXTENSIONS,
    PPTX,
    PRESENTATION,
    SPREADSHEET,
    XLSX,
    Item,
)
from vendor_sandbox.storage.workspace import Workspace

_NATIVE_TYPES = {SPREADSHEET: XLSX, DOCUMENT: DOCX, PRESENTATION: PPTX}
_LONGEST_TEXT = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A file in the tree, with what lies in it."""

    item: Item
    label: str
    href: str
    branches: tuple["Branch", ...]


def workspace_of(request: Request) -> Workspace:
    """Return the workspace, hand edits taken up."""
    workspace: Workspace = request.app.state.workspace
    hand_edits.take_up_all(workspace)
    return workspace


async def home(request: Request) -> Response:
    """Answer GET /."""
    workspace = workspace_of(request)
    mails = request.app.state.mail.all()
    files = [item for item in workspace.tables.items.values() if not item.is_folder]
    return page(
        "home.html",
        here="accueil",
        files=len(files),
        mails=len(mails),
        now=workspace.clock.text(),
        root=str(workspace.root),
    )


async def drive(request: Request) -> Response:
    """Answer GET /pages/drive: everything, folded."""
    workspace = workspace_of(request)
    roots = [item for item in workspace.tables.items.values() if item.is_root]
    roots.sort(key=lambda item: (not item.drive_id, _root_label(workspace, item)))
    trees = [_branch(workspace, item) for item in roots]
    trash = [item for item in workspace.tables.items.values() if item.trashed]
    return page("drive.html", here="drive", trees=trees, trash=trash)


def _root_label(workspace: Workspace, item: Item) -> str:
    if item.drive_id:
        return workspace.tables.drives[item.drive_id].name
    return f"Mon Drive de {item.owner}"


def href_of(item: Item) -> str:
    """Return the address of a file's page."""
    if item.mime_type == SPREADSHEET:
        return f"/spreadsheets/d/{quote(item.id)}/edit"
    return f"/pages/drive/file/{quote(item.id)}"


def _branch(workspace: Workspace, item: Item) -> Branch:
    children = [child for child in workspace.tables.children(item.id) if not child.trashed]
    children.sort(key=lambda child: (not child.is_folder, child.name.casefold()))
    return Branch(
        item=item,
        label=_root_label(workspace, item) if item.is_root else item.name,
        href=href_of(item),
        branches=tuple(_branch(workspace, child) for child in children),
    )


def item_in(request: Request, workspace: Workspace) -> Item:
    """Return the file in the path. Raises ApiError 404 when there is none."""
    item = workspace.tables.items.get(request.path_params["file_id"])
    if item is None:
        raise ApiError(404, "Ce fichier n’existe pas (ou plus).")
    return item


def trail_of(workspace: Workspace, item: Item) -> list[tuple[str, str]]:
    """Return the way from the root to a file, as labels and addresses."""
    way = list(ancestry(item, workspace.tables))
    return [
        (_root_label(workspace, each) if each.is_root else each.name, href_of(each))
        for each in reversed(way)
    ]


async def file(request: Request) -> Response:
    """Answer GET /pages/drive/file/{id}: a folder's list, a document's text, or a download."""
    workspace = workspace_of(request)
    item = item_in(request, workspace)
    if item.mime_type == SPREADSHEET:
        return RedirectResponse(href_of(item))
    if item.shortcut_target_id in workspace.tables.items:
        return RedirectResponse(href_of(workspace.tables.items[item.shortcut_target_id]))
    content = {"here": "drive", "item": item, "trail": trail_of(workspace, item)}
    if item.is_folder:
        branch = _branch(workspace, item)
        return page("folder.html", branch=branch, **content)
    shown = _shown(workspace, item)
    return page("file.html", has_bytes=bool(item.sha256), **shown, **content)


def _shown(workspace: Workspace, item: Item) -> dict[str, Any]:
    """Return how a file is shown: its blocks, its text, its picture, or nothing."""
    blocks: Blocks = ()
    text = ""
    if item.mime_type in {DOCUMENT, DOCX} and item.sha256:
        try:
            blocks = blocks_from_docx(workspace.content_of(item))
        except ApiError:
            text = "Ce document ne s’ouvre pas."
    elif item.mime_type in {PRESENTATION, PPTX} and item.sha256:
        text = "\n\n".join(slide_texts(workspace.content_of(item)))
    elif item.mime_type.startswith("text/") and item.sha256:
        text = workspace.content_of(item).decode("utf-8", "replace")[:_LONGEST_TEXT]
    inline = bool(item.sha256) and item.mime_type in {"image/png", "image/jpeg"}
    return {"blocks": blocks, "text": text, "is_picture": inline}


async def download(request: Request) -> Response:
    """Answer GET /pages/drive/download/{id}: the bytes, native files as Office files."""
    workspace = workspace_of(request)
    item = item_in(request, workspace)
    if item.mime_type == SPREADSHEET:
        data = workspace.workbook(item).to_xlsx()
    elif item.sha256:
        data = workspace.content_of(item)
    else:
        raise ApiError(404, "Ce fichier n’a pas de contenu à télécharger.")
    extension = NATIVE_EXTENSIONS.get(item.mime_type, "")
    name = item.name if item.name.endswith(extension) else item.name + extension
    kind = "inline" if request.query_params.get("voir") else "attachment"
    headers = {
        "content-disposition": f"{kind}; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "sandbox",
        "x-content-type-options": "nosniff",
    }
    media_type = _NATIVE_TYPES.get(item.mime_type, item.mime_type)
    return Response(data, media_type=media_type, headers=headers)


_COLOURS = {
    "dossier": "#5f6368",
    "feuille": "#137333",
    "document": "#1a56b0",
    "diapos": "#9a5b00",
    "pdf": "#b3261e",
}


async def type_icon(request: Request) -> Response:
    """Answer GET /pages/icon/{mime type}: a small square in the colour of the type."""
    colour = _COLOURS.get(icon(request.path_params["mime_type"]), "#5f6368")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">'
        f'<rect width="16" height="16" rx="3" fill="{colour}"/></svg>'
    )
    return Response(svg, media_type="image/svg+xml")
