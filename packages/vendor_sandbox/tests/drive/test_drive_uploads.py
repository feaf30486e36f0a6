"""Drive v3 uploads, downloads, conversions and exports through Google's own client."""

import io
import json
import zipfile

import pytest
import requests
from clients.checked_google import google_service
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseDownload, MediaIoBaseUpload

from vendor_sandbox.testing import seeds

DOCUMENT = "application/vnd.google-apps.document"
PRESENTATION = "application/vnd.google-apps.presentation"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHUNK = 256 * 1024
TOKEN = {"Authorization": f"Bearer {seeds.COORDINATOR}"}


@pytest.fixture
def drive(sandbox):
    return google_service("drive", "v3", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)


def media(data, mime_type, *, resumable=False, chunk=CHUNK):
    return MediaIoBaseUpload(io.BytesIO(data), mime_type, chunksize=chunk, resumable=resumable)


def create(drive, body, upload, fields="id,name,mimeType,size,md5Checksum,headRevisionId"):
    body = {"parents": [seeds.DRIVE_ID], **body}
    return drive.files().create(body=body, media_body=upload, supportsAllDrives=True, fields=fields)


def refusal(call):
    with pytest.raises(HttpError) as caught:
        call.execute()
    return caught.value.status_code, caught.value.error_details[0]["reason"]


def downloaded(request, chunk=CHUNK):
    buffer = io.BytesIO()
    downloader = MediaIoBaseDownload(buffer, request, chunksize=chunk)
    done = False
    while not done:
        _, done = downloader.next_chunk()
    return buffer.getvalue()


def test_a_multipart_upload_comes_back_byte_for_byte(drive, workspace_root):
    data = b"%PDF-1.7\r\n--boundary\n\r\n\r\n" + bytes(range(256)) * 3

    made = create(drive, {"name": "Rapport été.pdf"}, media(data, "application/pdf")).execute()

    assert made["size"] == str(len(data)) and made["mimeType"] == "application/pdf"
    assert drive.files().get_media(fileId=made["id"], supportsAllDrives=True).execute() == data
    on_disk = workspace_root / "drive" / "Projet" / "Rapport été.pdf"
    assert on_disk.read_bytes() == data


@pytest.mark.parametrize("path", ["", f"/{seeds.PDF}"])
@pytest.mark.parametrize("kind", ["media", "multipart", "resumable"])
def test_v3_has_no_put_but_for_a_chunk(sandbox, path, kind):
    answer = requests.put(
        f"{sandbox.base_url}/upload/drive/v3/files{path}",
        params={"uploadType": kind, "supportsAllDrives": "true"},
        headers=TOKEN,
        data=b"x",
        timeout=10,
    )

    assert answer.status_code == 404
    assert answer.json()["error"]["errors"][0]["reason"] == "notFound"


@pytest.mark.parametrize("size", [0, 10, CHUNK, CHUNK * 2 + 1])
def test_a_resumable_upload_comes_back_byte_for_byte(drive, size):
    data = bytes(index % 251 for index in range(size))
    upload = media(data, "application/octet-stream", resumable=True)
    request = create(drive, {"name": f"gros-{size}.bin"}, upload)

    answer = None
    while answer is None:
        _, answer = request.next_chunk()

    assert answer["size"] == str(size)
    if size:
        request = drive.files().get_media(fileId=answer["id"], supportsAllDrives=True)
        assert downloaded(request) == data


def test_an_interrupted_upload_goes_on_after_a_status_question(sandbox):
    headers = {"Authorization": f"Bearer {seeds.COORDINATOR}"}
    data = bytes(CHUNK) + b"fin"
    begun = requests.post(
        f"{sandbox.base_url}/upload/drive/v3/files?uploadType=resumable&supportsAllDrives=true",
        json={"name": "coupé.bin", "parents": [seeds.DRIVE_ID]},
        headers={**headers, "X-Upload-Content-Length": str(len(data))},
        timeout=10,
    )
    place = begun.headers["Location"]

    def put(body, content_range):
        sent = {**headers, "Content-Range": content_range}
        return requests.put(place, data=body, headers=sent, timeout=10)

    nothing_yet = put(b"", f"bytes */{len(data)}")
    first = put(data[:CHUNK], f"bytes 0-{CHUNK - 1}/{len(data)}")
    asked = put(b"", f"bytes */{len(data)}")
    wrong_place = put(b"fin", f"bytes 5-7/{len(data)}")
    last = put(data[CHUNK:], f"bytes {CHUNK}-{len(data) - 1}/{len(data)}")
    repeated = put(data[CHUNK:], f"bytes {CHUNK}-{len(data) - 1}/{len(data)}")

    assert nothing_yet.status_code == 308 and "Range" not in nothing_yet.headers
    assert (first.status_code, first.headers["Range"]) == (308, f"bytes=0-{CHUNK - 1}")
    assert (asked.status_code, asked.headers["Range"]) == (308, f"bytes=0-{CHUNK - 1}")
    assert wrong_place.status_code == 400
    assert last.status_code == 200
    assert repeated.json()["id"] == last.json()["id"], "a repeated last chunk makes no second file"


def test_new_content_is_a_new_revision_of_the_same_file(drive):
    made = create(drive, {"name": "note.txt"}, media(b"un", "text/plain")).execute()
    upload = media(b"deux", "text/plain")

    changed = (
        drive.files()
        .update(
            fileId=made["id"],
            media_body=upload,
            supportsAllDrives=True,
            fields="id,headRevisionId,md5Checksum,size",
        )
        .execute()
    )
    revisions = drive.revisions().list(fileId=made["id"], fields="*").execute()["revisions"]

    assert changed["id"] == made["id"]
    assert changed["headRevisionId"] != made["headRevisionId"]
    assert [each["size"] for each in revisions] == ["2", "4"]
    first = drive.revisions().get_media(fileId=made["id"], revisionId=revisions[0]["id"])
    assert first.execute() == b"un"


def test_a_revision_is_kept_for_ever_and_the_last_one_cannot_be_deleted(drive):
    made = create(drive, {"name": "archive.txt"}, media(b"un", "text/plain")).execute()
    update = drive.files().update(
        fileId=made["id"], media_body=media(b"deux", "text/plain"), supportsAllDrives=True
    )
    update.execute()
    first, last = (
        drive.revisions().list(fileId=made["id"], fields="revisions(id)").execute()["revisions"]
    )

    kept = (
        drive.revisions()
        .update(
            fileId=made["id"],
            revisionId=first["id"],
            body={"keepForever": True},
            fields="keepForever",
        )
        .execute()
    )

    assert kept == {"keepForever": True}
    call = drive.revisions().delete(fileId=made["id"], revisionId=last["id"])
    assert refusal(call)[1] == "cannotDeleteOnlyRevision"


def test_a_file_of_an_empty_body_can_be_downloaded_in_chunks(drive):
    made = create(drive, {"name": "vide.txt"}, media(b"", "text/plain")).execute()

    request = drive.files().get_media(fileId=made["id"], supportsAllDrives=True)

    assert downloaded(request) == b""


def test_a_word_file_becomes_a_google_document_without_bytes_of_its_own(drive):
    word = seeds.docx_bytes("Relevé de décisions", "Prochaine réunion mardi")
    upload = media(word, DOCX)

    made = create(drive, {"name": "Relevé", "mimeType": DOCUMENT}, upload).execute()

    assert "size" not in made and "headRevisionId" not in made
    call = drive.files().get_media(fileId=made["id"], supportsAllDrives=True)
    assert refusal(call) == (403, "fileNotDownloadable")

    def export(mime_type):
        return drive.files().export(fileId=made["id"], mimeType=mime_type).execute()

    assert export(DOCX) == word
    text = export("text/plain").decode("utf-8-sig")
    assert text.splitlines() == ["Relevé de décisions", "Prochaine réunion mardi"]
    assert b"Relev\xc3\xa9" in export("text/html") and b"Prochaine" in export("text/markdown")
    assert export("application/pdf").startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("text/plain", "Ordre du jour\nBudget"),
        ("text/html", "<h1>Ordre du jour</h1><ul><li>Budget</li></ul>"),
        ("text/markdown", "# Ordre du jour\n\n* Budget\n"),
    ],
)
def test_text_becomes_a_google_document(drive, source, text):
    upload = media(text.encode(), source)

    made = create(drive, {"name": f"De {source}", "mimeType": DOCUMENT}, upload).execute()
    exported = drive.files().export(fileId=made["id"], mimeType="text/plain").execute()

    words = exported.decode("utf-8-sig").replace("* ", "").split("\r\n")
    assert words == ["Ordre du jour", "Budget", ""]


def test_a_blank_document_and_a_blank_presentation_can_be_exported(drive):
    for mime_type, office in (
        (DOCUMENT, "word/document.xml"),
        (PRESENTATION, "ppt/presentation.xml"),
    ):
        body = {"name": "Vierge", "mimeType": mime_type, "parents": [seeds.DRIVE_ID]}
        made = drive.files().create(body=body, supportsAllDrives=True).execute()
        target = DOCX if mime_type == DOCUMENT else DOCX.replace("wordprocessing", "presentation")
        target = target.replace(
            "ml.document", "ml.document" if mime_type == DOCUMENT else "ml.presentation"
        )

        data = drive.files().export(fileId=made["id"], mimeType=target).execute()

        assert office in zipfile.ZipFile(io.BytesIO(data)).namelist()
        pdf = drive.files().export(fileId=made["id"], mimeType="application/pdf").execute()
        assert pdf.startswith(b"%PDF-")


def test_pairs_of_formats_that_do_not_convert_are_refused(drive):
    picture = create(drive, {"name": "x", "mimeType": DOCUMENT}, media(b"\x89PNG", "image/png"))
    damaged = create(drive, {"name": "x", "mimeType": DOCUMENT}, media(b"PK", DOCX))
    export_pdf = drive.files().export(fileId=seeds.PDF, mimeType="text/plain")
    export_odd = drive.files().export(fileId=seeds.NOTE, mimeType="video/mp4")
    unserved = drive.files().export(
        fileId=seeds.NOTE, mimeType="application/vnd.oasis.opendocument.text"
    )

    assert refusal(picture)[0] == 400
    assert refusal(damaged)[0] == 400
    assert refusal(export_pdf) == (403, "fileNotExportable")
    assert refusal(export_odd)[0] == 400
    assert refusal(unserved)[0] == 501


def test_lines_of_a_multipart_body_may_end_with_lf_or_crlf(sandbox):
    metadata = json.dumps({"name": "lignes.txt", "parents": [seeds.DRIVE_ID]})
    for end in ("\n", "\r\n"):
        body = end.join(
            [
                "--b",
                "Content-Type: application/json",
                "",
                metadata,
                "--b",
                "Content-Type: text/plain",
                "",
                "ligne 1",
                "--b--",
            ]
        )
        answer = requests.post(
            f"{sandbox.base_url}/upload/drive/v3/files"
            "?uploadType=multipart&supportsAllDrives=true&fields=size",
            data=body,
            headers={"Content-Type": "multipart/related; boundary=b", **TOKEN},
            timeout=10,
        )

        assert answer.json() == {"size": "7"}


def test_the_same_name_twice_is_legal_and_gets_two_files_on_disk(drive, workspace_root):
    for data in (b"un", b"deux"):
        create(drive, {"name": "double.txt"}, media(data, "text/plain")).execute()

    folder = workspace_root / "drive" / "Projet"
    assert (folder / "double.txt").read_bytes() == b"un"
    assert (folder / "double (2).txt").read_bytes() == b"deux"


def test_a_name_full_of_tricks_stays_inside_the_folder(drive, workspace_root):
    name = "../../x/‮CON\x00" + "é" * 300 + ".txt"

    made = create(drive, {"name": name}, media(b"ici", "text/plain"), fields="name").execute()

    assert made["name"] == name
    files = [path for path in workspace_root.rglob("*") if path.is_file()]
    assert all(path.is_relative_to(workspace_root) for path in files)
    assert not (workspace_root.parent / "x").exists()
