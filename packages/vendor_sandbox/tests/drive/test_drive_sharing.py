"""Drive v3 sharing, changes, drives, comments, batch and accounts through Google's own client."""

import base64
import json
import time

import pytest
import requests
from clients.checked_google import google_service
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.oauth2 import service_account
from googleapiclient.errors import HttpError

from vendor_sandbox.testing import seeds

FOLDER = "application/vnd.google-apps.folder"
IN_DRIVE = {
    "driveId": seeds.DRIVE_ID,
    "includeItemsFromAllDrives": True,
    "supportsAllDrives": True,
}


@pytest.fixture
def drive(sandbox):
    return google_service("drive", "v3", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)


@pytest.fixture
def owner(sandbox):
    bearer = "user:compte@exemple.fr"
    return google_service("drive", "v3", base_url=sandbox.base_url, bearer=bearer)


@pytest.fixture(scope="module")
def private_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def service_account_drive(sandbox, private_key, email, **options):
    information = {
        "type": "service_account",
        "client_email": email,
        "private_key": private_key,
        "token_uri": f"{sandbox.base_url}/token",
    }
    credentials = service_account.Credentials.from_service_account_info(
        information, scopes=["https://www.googleapis.com/auth/drive"], **options
    )
    return google_service("drive", "v3", base_url=sandbox.base_url, credentials=credentials)


def refusal(call):
    with pytest.raises(HttpError) as caught:
        call.execute()
    return caught.value.status_code, caught.value.error_details[0]["reason"]


def mails(sandbox):
    return requests.get(f"{sandbox.base_url}/sandbox/mail", timeout=10).json()["mails"]


def make(drive, name, parent=None, **body):
    body = {"name": name, **({"parents": [parent]} if parent else {}), **body}
    return drive.files().create(body=body, supportsAllDrives=True).execute()["id"]


def test_sharing_sends_a_mail_unless_told_otherwise_and_it_is_recorded(sandbox, owner):
    file_id = make(owner, "Partagé.txt")
    before = len(mails(sandbox))

    def share(email, **options):
        body = {"type": "user", "role": "reader", "emailAddress": email}
        return owner.permissions().create(fileId=file_id, body=body, **options).execute()

    quiet = share("un@exemple.fr", sendNotificationEmail=False)
    share("deux@exemple.fr", emailMessage="Pour relecture")

    assert quiet["role"] == "reader" and set(quiet) == {"kind", "id", "type", "role"}
    recorded = mails(sandbox)[: len(mails(sandbox)) - before]
    assert [(mail["kind"], mail["to"]) for mail in recorded] == [("google", ["deux@exemple.fr"])]


def test_the_list_of_permissions_names_the_owner_who_cannot_be_removed(owner):
    file_id = make(owner, "À moi.txt")
    body = {"type": "anyone", "role": "reader"}
    owner.permissions().create(fileId=file_id, body=body).execute()

    listed = owner.permissions().list(fileId=file_id).execute()["permissions"]
    roles = {each["role"]: each["id"] for each in listed}

    assert {each["type"] for each in listed} == {"user", "anyone"}
    assert "anyoneWithLink" in roles.values()
    removed = owner.permissions().delete(fileId=file_id, permissionId=roles["owner"])
    assert refusal(removed)[0] == 403
    owner.permissions().delete(fileId=file_id, permissionId="anyoneWithLink").execute()


def test_a_shared_file_is_found_by_its_new_reader_who_may_not_change_it(sandbox, owner):
    file_id = make(owner, "Prêté.txt")
    body = {"type": "user", "role": "reader", "emailAddress": "lecteur@exemple.fr"}
    owner.permissions().create(fileId=file_id, body=body, sendNotificationEmail=False).execute()
    bearer = "user:lecteur@exemple.fr"
    reader = google_service("drive", "v3", base_url=sandbox.base_url, bearer=bearer)

    found = reader.files().list(q="sharedWithMe").execute()["files"]

    assert [each["id"] for each in found] == [file_id]
    change = reader.files().update(fileId=file_id, body={"name": "Pris"})
    assert refusal(change) == (403, "insufficientFilePermissions")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"role": "reader", "emailAddress": "a@b.fr"}, 400),
        ({"type": "user", "emailAddress": "a@b.fr"}, 400),
        ({"type": "user", "role": "reader"}, 400),
        ({"type": "user", "role": "organizer", "emailAddress": "a@b.fr"}, 403),
        ({"type": "user", "role": "owner", "emailAddress": "a@b.fr"}, 403),
    ],
)
def test_unsound_permissions_are_refused(owner, body, status):
    file_id = make(owner, "Refus.txt")

    assert refusal(owner.permissions().create(fileId=file_id, body=body))[0] == status


def test_a_service_account_owns_nothing_outside_a_shared_drive(sandbox, private_key):
    robot = service_account_drive(sandbox, private_key, seeds.SERVICE_ACCOUNT)

    inside = make(robot, "Dans le Drive partagé", seeds.DRIVE_ID)

    assert inside
    call = robot.files().create(body={"name": "Chez moi"})
    assert refusal(call) == (403, "storageQuotaExceeded")
    about = robot.about().get(fields="user,storageQuota").execute()
    assert about["user"]["emailAddress"] == seeds.SERVICE_ACCOUNT
    assert about["storageQuota"]["limit"] == "0"


def test_a_service_account_that_is_no_member_sees_nothing(sandbox, private_key):
    robot = service_account_drive(sandbox, private_key, "autre@projet.iam.gserviceaccount.com")

    call = robot.files().get(fileId=seeds.PDF, supportsAllDrives=True)

    assert refusal(call) == (404, "notFound")


def test_tokens_are_refused_for_another_person_and_for_a_clock_that_is_off(sandbox):
    def grant(claims):
        now = int(time.time())
        claims = {"iss": "robot@x.iam.gserviceaccount.com", "iat": now, "exp": now + 3600} | claims
        middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
        form = {
            "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "assertion": f"e30.{middle}.c2lnbmF0dXJl",
        }
        return requests.post(f"{sandbox.base_url}/token", data=form, timeout=10)

    assert grant({}).json()["token_type"] == "Bearer"
    assert grant({"sub": "patron@exemple.fr"}).json()["error"] == "unauthorized_client"
    assert grant({"iat": 1, "exp": 2}).json()["error"] == "invalid_grant"


def test_a_revoked_token_is_401_and_a_new_one_works(sandbox, private_key):
    robot = service_account_drive(sandbox, private_key, seeds.SERVICE_ACCOUNT)
    robot.files().get(fileId=seeds.PDF, supportsAllDrives=True).execute()
    requests.post(f"{sandbox.base_url}/sandbox/accounts", json={"revoke": "*"}, timeout=10)

    again = robot.files().get(fileId=seeds.PDF, supportsAllDrives=True).execute()

    assert again["id"] == seeds.PDF, "google-auth refreshes once on 401 and repeats the call"


def test_changes_say_each_file_once_with_its_latest_state(drive):
    start = drive.changes().getStartPageToken(**_only_drive()).execute()["startPageToken"]
    first = make(drive, "Suivi A.txt", seeds.DRIVE_ID)
    second = make(drive, "Suivi B.txt", seeds.DRIVE_ID)
    for name in ("Suivi A bis.txt", "Suivi A ter.txt"):
        drive.files().update(fileId=first, body={"name": name}, supportsAllDrives=True).execute()
    drive.files().delete(fileId=second, supportsAllDrives=True).execute()

    fields = "newStartPageToken,nextPageToken,changes(fileId,removed,file(name))"
    answer = drive.changes().list(pageToken=start, fields=fields, **IN_DRIVE).execute()

    assert answer["changes"] == [
        {"fileId": first, "removed": False, "file": {"name": "Suivi A ter.txt"}},
        {"fileId": second, "removed": True},
    ]
    assert "nextPageToken" not in answer
    quiet = drive.changes().list(pageToken=answer["newStartPageToken"], **IN_DRIVE).execute()
    assert quiet["changes"] == []


def _only_drive():
    return {"driveId": seeds.DRIVE_ID, "supportsAllDrives": True}


def test_changes_come_in_pages(drive):
    start = drive.changes().getStartPageToken(**_only_drive()).execute()["startPageToken"]
    made = [make(drive, f"Page {number}.txt", seeds.DRIVE_ID) for number in range(3)]

    seen, token = [], start
    while token:
        answer = drive.changes().list(pageToken=token, pageSize=2, **IN_DRIVE).execute()
        assert ("nextPageToken" in answer) != ("newStartPageToken" in answer)
        seen += [each["fileId"] for each in answer["changes"]]
        token = answer.get("nextPageToken")

    assert seen == made


def test_changes_of_a_shared_drive_are_hidden_without_the_flags(drive):
    make(drive, "Discret.txt", seeds.DRIVE_ID)

    answer = drive.changes().list(pageToken="1").execute()

    assert all("driveId" not in each for each in answer["changes"]) and answer["changes"] == []
    call = drive.changes().list(pageToken="1", driveId=seeds.DRIVE_ID)
    assert refusal(call)[0] == 404


def test_a_hand_edit_a_drop_and_a_removal_in_the_folder_become_changes(drive, workspace_root):
    folder = workspace_root / "drive" / "Projet"
    kept = make(drive, "main.txt", seeds.DRIVE_ID)
    lost = make(drive, "perdu.txt", seeds.DRIVE_ID)
    start = drive.changes().getStartPageToken(**_only_drive()).execute()["startPageToken"]

    (folder / "main.txt").write_text("modifié à la main", encoding="utf-8")
    (folder / "déposé.csv").write_text("a;b\n", encoding="utf-8")
    (folder / "~$verrou.xlsx").write_text("", encoding="utf-8")
    (folder / "perdu.txt").unlink()
    fields = "changes(fileId,file(name,trashed,size,mimeType,lastModifyingUser/displayName))"
    changes = drive.changes().list(pageToken=start, fields=fields, **IN_DRIVE).execute()["changes"]

    found = {each["file"]["name"]: each for each in changes}
    assert set(found) == {"main.txt", "déposé.csv", "perdu.txt"}
    assert found["main.txt"]["fileId"] == kept and found["main.txt"]["file"]["size"] == "19"
    assert found["déposé.csv"]["file"]["mimeType"] == "text/csv"
    assert found["perdu.txt"]["fileId"] == lost and found["perdu.txt"]["file"]["trashed"]
    by = found["main.txt"]["file"]["lastModifyingUser"]["displayName"]
    assert by == "Dossier"


@pytest.mark.parametrize(
    ("name", "mime_type"),
    [
        ("plan.ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("plan.xls", "application/vnd.ms-excel"),
        ("plan.tsv", "text/tab-separated-values"),
        ("plan.doc", "application/msword"),
    ],
)
def test_a_file_dropped_in_the_folder_has_the_type_that_drive_gives_it(
    drive, workspace_root, name, mime_type
):
    (workspace_root / "drive" / "Projet" / name).write_bytes(b"whatever")
    found = drive.files().list(q=f"name = '{name}'", corpora="drive", **IN_DRIVE).execute()["files"]

    assert [each["mimeType"] for each in found] == [mime_type]


def test_a_file_renamed_or_moved_by_hand_stays_the_same_file(drive, workspace_root):
    folder = workspace_root / "drive" / "Projet"
    body = {"name": "Rangement", "mimeType": FOLDER, "parents": [seeds.DRIVE_ID]}
    drive.files().create(body=body, supportsAllDrives=True).execute()
    file_id = make(drive, "nom d’avant.txt", seeds.DRIVE_ID)

    (folder / "nom d’avant.txt").rename(folder / "Rangement" / "nom d’après.txt")
    drive.files().list(corpora="drive", **IN_DRIVE).execute()
    moved = drive.files().get(fileId=file_id, supportsAllDrives=True).execute()

    assert moved["name"] == "nom d’après.txt"


def test_shared_drives_are_made_once_shared_and_deleted_when_empty(drive):
    made = drive.drives().create(requestId="r-1", body={"name": "Annexe"}).execute()
    twice = drive.drives().create(requestId="r-1", body={"name": "Annexe"})

    assert refusal(twice)[0] == 409
    names = {each["name"] for each in drive.drives().list().execute()["drives"]}
    assert names == {"Projet", "Annexe"}
    body = {"type": "user", "role": "fileOrganizer", "emailAddress": seeds.SERVICE_ACCOUNT}
    drive.permissions().create(
        fileId=made["id"], body=body, supportsAllDrives=True, sendNotificationEmail=False
    ).execute()
    inside = make(drive, "dedans.txt", made["id"])
    assert refusal(drive.drives().delete(driveId=made["id"]))[0] == 403
    drive.files().delete(fileId=inside, supportsAllDrives=True).execute()
    drive.drives().delete(driveId=made["id"]).execute()


def test_comments_and_replies_are_listed_and_resolved(drive):
    file_id = make(drive, "Commenté.txt", seeds.DRIVE_ID)
    said = (
        drive.comments()
        .create(fileId=file_id, body={"content": "À revoir"}, fields="id,resolved")
        .execute()
    )
    drive.replies().create(
        fileId=file_id, commentId=said["id"], body={"action": "resolve"}, fields="id"
    ).execute()

    fields = "comments(content,resolved,replies/action)"
    listed = drive.comments().list(fileId=file_id, fields=fields).execute()

    assert listed == {
        "comments": [{"content": "À revoir", "resolved": True, "replies": [{"action": "resolve"}]}]
    }
    assert refusal(drive.comments().list(fileId=file_id))[0] == 400


def test_a_batch_answers_each_call_by_itself(drive):
    answers = {}
    batch = drive.new_batch_http_request(
        callback=lambda name, answer, problem: answers.update({name: problem or answer})
    )
    batch.add(drive.files().get(fileId=seeds.PDF, supportsAllDrives=True), request_id="pdf")
    batch.add(drive.files().get(fileId=seeds.PDF), request_id="sans drapeau")
    body = {"name": "Par lot.txt", "parents": [seeds.DRIVE_ID]}
    batch.add(drive.files().create(body=body, supportsAllDrives=True), request_id="nouveau")

    batch.execute()

    assert answers["pdf"]["id"] == seeds.PDF
    assert answers["sans drapeau"].status_code == 404
    assert answers["nouveau"]["name"] == "Par lot.txt"


def test_media_in_a_batch_are_a_302_to_where_they_are(drive, sandbox):
    token = {"Authorization": f"Bearer {seeds.COORDINATOR}"}
    problems = {}
    batch = drive.new_batch_http_request(
        callback=lambda name, answer, problem: problems.update({name: problem})
    )
    pdf, sheet = {"fileId": seeds.PDF, "supportsAllDrives": True}, {"fileId": seeds.SHEET}
    batch.add(drive.files().get_media(**pdf), request_id="octets")
    batch.add(drive.files().export(**sheet, mimeType="text/csv"), request_id="export")
    batch.add(drive.files().get_media(fileId="inconnu"), request_id="inconnu")

    batch.execute()

    content = drive.files().get_media(**pdf).execute()
    for name in ("octets", "export"):
        assert problems[name].status_code == 302 and problems[name].reason == "Unknown Error."
        where = problems[name].resp["location"]
        assert where.startswith(sandbox.base_url)
        found = requests.get(where, headers=token, timeout=10)
        assert found.status_code == 200 and (name == "export" or found.content == content)
    assert problems["inconnu"].status_code == 404


def test_a_batch_of_more_than_a_hundred_calls_is_refused(drive):
    batch = drive.new_batch_http_request()
    for _ in range(101):
        batch.add(drive.files().get(fileId=seeds.PDF, supportsAllDrives=True))

    with pytest.raises(HttpError) as caught:
        batch.execute()
    assert caught.value.status_code == 400


def test_about_needs_its_fields_said(drive):
    assert refusal(drive.about().get())[0] == 400
    assert drive.about().get(fields="user/me").execute() == {"user": {"me": True}}


def test_a_file_changes_hands_when_its_pending_owner_accepts(sandbox, owner):
    file_id = make(owner, "À donner.txt")
    body = {"type": "user", "role": "writer", "emailAddress": "suivante@exemple.fr"}
    line = owner.permissions().create(fileId=file_id, body=body, sendNotificationEmail=False)
    permission_id = line.execute()["id"]
    offer = {"role": "writer", "pendingOwner": True}
    bearer = "user:suivante@exemple.fr"
    next_owner = google_service("drive", "v3", base_url=sandbox.base_url, bearer=bearer)

    def accept():
        return next_owner.permissions().update(
            fileId=file_id,
            permissionId=permission_id,
            body={"role": "owner"},
            transferOwnership=True,
        )

    assert refusal(accept())[0] == 403
    owner.permissions().update(fileId=file_id, permissionId=permission_id, body=offer).execute()
    accept().execute()

    owners = owner.files().get(fileId=file_id, fields="owners/emailAddress").execute()
    assert owners == {"owners": [{"emailAddress": "suivante@exemple.fr"}]}


def test_a_share_that_has_expired_gives_nothing(sandbox, owner):
    file_id = make(owner, "Éphémère.txt")
    body = {
        "type": "user",
        "role": "reader",
        "emailAddress": "passage@exemple.fr",
        "expirationTime": "2020-01-01T00:00:00Z",
    }
    owner.permissions().create(fileId=file_id, body=body, sendNotificationEmail=False).execute()
    bearer = "user:passage@exemple.fr"
    visitor = google_service("drive", "v3", base_url=sandbox.base_url, bearer=bearer)

    assert refusal(visitor.files().get(fileId=file_id))[0] == 404
