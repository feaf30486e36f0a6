"""Sandbox, pages: the addresses and who answers them."""

from starlette.routing import Route

from vendor_sandbox.pages import drive as drive_pages
from vendor_sandbox.pages import mail as mail_pages
from vendor_sandbox.pages import sheets as sheet_pages

_MAIL = "/pages/mail/{mail_id}"

routes = [
    Route("/", drive_pages.home),
    Route("/pages/drive", drive_pages.drive),
    Route("/pages/drive/file/{file_id}", drive_pages.file),
    Route("/pages/drive/download/{file_id}", drive_pages.download),
    Route("/pages/icon/{mime_type:path}", drive_pages.type_icon),
    Route("/pages/cellules.js", sheet_pages.mark_range_script),
    Route("/spreadsheets/d/{file_id}/edit", sheet_pages.spreadsheet),
    Route("/spreadsheets/d/{file_id}", sheet_pages.spreadsheet),
    Route("/pages/mail", mail_pages.mailbox),
    Route(_MAIL, mail_pages.one_mail),
    Route(_MAIL + "/html", mail_pages.html_body),
    Route(_MAIL + "/source", mail_pages.source),
    Route(_MAIL + "/pieces/{number:int}", mail_pages.attachment),
    Route(_MAIL + "/unsubscribe", mail_pages.unsubscribe, methods=["GET", "POST"]),
]
