"""Drive v3 through Google's own client: files, lists, masks, shared drives, identities."""

import re

import pytest
import requests
from clients.checked_google import google_service
from googleapiclient.errors import HttpError

from vendor_sandbox.testing import seeds

FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
EVERYWHERE = {
    "corpora": "drive",
    "driveId": seeds.DRIVE_ID,
    "includeItemsFromAllDrives": True,
    "supportsAllDrives": True,
}


@pytest.fixture
def drive(sandbox):
    return google_service("drive", "v3", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)


def as_(bearer, sandbox):
    return google_service("drive", "v3", base_url=sandbox.base_url, bearer=bearer)


def refusal(call):
    with pytest.raises(HttpError) as caught:
        call.execute()
    return caught.value.status_code, caught.value.error_details[0]


def test_a_file_is_described_by_four_fields_unless_more_are_asked(drive):
    plain = drive.files().get(fileId=seeds.PDF, supportsAllDrives=True).execute()
    asked = (
        drive.files()
        .get(fileId=seeds.PDF, supportsAllDrives=True, fields="size,parents,lastModifyingUser/me")
        .execute()
    )

    assert plain == {
        "kind": "drive#file",
        "id": seeds.PDF,
        "name": "Facture n° 1.pdf",
        "mimeType": "application/pdf",
    }
    assert asked == {
        "parents": [seeds.PROOFS],
        "lastModifyingUser": {"me": True},
        "size": "16",
    }


def test_every_field_of_every_kind_of_file_has_googles_shape(drive):
    for file_id in (seeds.PDF, seeds.SHEET, seeds.NOTE, seeds.ACTIONS, seeds.DRIVE_ID):
        whole = drive.files().get(fileId=file_id, supportsAllDrives=True, fields="*").execute()

        assert whole["driveId"] == seeds.DRIVE_ID
        assert "permissions" not in whole and "owners" not in whole
        assert ("md5Checksum" in whole) == (file_id == seeds.PDF)
        assert ("headRevisionId" in whole) == (file_id == seeds.PDF)


def test_an_unknown_field_is_refused_by_name(drive):
    call = drive.files().get(fileId=seeds.PDF, supportsAllDrives=True, fields="nom")

    status, detail = refusal(call)

    assert (status, detail["location"]) == (400, "fields")
    assert detail["message"] == "Invalid field selection nom"


def test_forgetting_supports_all_drives_hides_the_file(drive):
    status, detail = refusal(drive.files().get(fileId=seeds.PDF))

    assert (status, detail["reason"], detail["location"]) == (404, "notFound", "fileId")
    assert detail["message"] == f"File not found: {seeds.PDF}."


def test_a_list_without_the_shared_drive_flags_leaves_its_files_out(drive):
    without = drive.files().list().execute()["files"]
    with_flags = drive.files().list(**EVERYWHERE).execute()["files"]

    assert without == []
    assert {each["id"] for each in with_flags} == {
        seeds.ACTIONS,
        seeds.PROOFS,
        seeds.PDF,
        seeds.SHEET,
        seeds.NOTE,
    }


def test_corpora_and_drive_id_go_together(drive):
    missing = drive.files().list(
        corpora="drive", includeItemsFromAllDrives=True, supportsAllDrives=True
    )
    without_flag = drive.files().list(corpora="drive", driveId=seeds.DRIVE_ID)

    assert refusal(missing)[1]["reason"] == "teamDriveIdRequiresTeamDriveCorpora"
    assert refusal(without_flag)[0] == 403


@pytest.mark.parametrize(
    ("q", "found"),
    [
        (f"'{seeds.ACTIONS}' in parents", {"Justificatifs", "Suivi 2026"}),
        (f'parents in "{seeds.PROOFS}"', {"Facture n° 1.pdf"}),
        ("name contains 'fact'", {"Facture n° 1.pdf"}),
        ("name contains 'acture'", set()),
        ("name = 'Plan d\\'actions'", {"Plan d'actions"}),
        (
            f"mimeType='{SPREADSHEET}' or mimeType = \"application/pdf\"",
            {"Suivi 2026", "Facture n° 1.pdf"},
        ),
        (
            f"not mimeType = '{FOLDER}' and not name contains 'suivi'",
            {"Facture n° 1.pdf", "Note du COPIL"},
        ),
        ("modifiedTime > '2026-01-05T09:30:00' and trashed = false", set()),
        (
            "(modifiedTime <= '2026-01-05T10:30:00+01:00') and name contains 'Note'",
            {"Note du COPIL"},
        ),
        ("fullText contains 'bonjour'", {"Note du COPIL"}),
        ("'copil@region.example' in readers and name contains 'suivi'", {"Suivi 2026"}),
        ("'copil@region.example' in writers", set()),
    ],
)
def test_q_finds(drive, q, found):
    answer = drive.files().list(q=q, fields="files(name)", **EVERYWHERE).execute()

    assert {each["name"] for each in answer["files"]} == found


@pytest.mark.parametrize(
    "q",
    [
        "name",
        "name =",
        "name = x",
        "name like 'x'",
        "nom = 'x'",
        "(name = 'x'",
        "name = 'x' and",
        "trashed = 'true'",
        "modifiedTime > 'hier'",
        "appProperties has { key='a' }",
        "name = 'x' name = 'y'",
        "name = 'x",
    ],
)
def test_a_malformed_q_is_invalid_at_q(drive, q):
    status, detail = refusal(drive.files().list(q=q, **EVERYWHERE))

    assert (status, detail["reason"], detail["location"]) == (400, "invalid", "q")


def test_a_parent_nobody_knows_is_not_found(drive):
    status, detail = refusal(drive.files().list(q="'1inconnu' in parents", **EVERYWHERE))

    assert (status, detail["message"]) == (404, "File not found: .")


def test_pages_follow_each_other_in_order_and_a_token_belongs_to_its_query(drive):
    names: list[str] = []
    call = drive.files().list(orderBy="folder,name", pageSize=2, **EVERYWHERE)
    token = None
    while call is not None:
        answer = call.execute()
        names += [each["name"] for each in answer["files"]]
        token = answer.get("nextPageToken", token)
        call = drive.files().list_next(call, answer)

    assert names == [
        "Justificatifs",
        "Plan d'actions",
        "Facture n° 1.pdf",
        "Note du COPIL",
        "Suivi 2026",
    ]
    other = drive.files().list(q="trashed=false", pageSize=2, pageToken=token, **EVERYWHERE)
    assert refusal(other)[1]["location"] == "pageToken"


@pytest.mark.parametrize("size", [0, 1001])
def test_a_page_size_out_of_range_is_refused(drive, size):
    assert refusal(drive.files().list(pageSize=size, **EVERYWHERE))[0] == 400


def test_a_new_file_gets_its_name_place_and_properties(drive):
    body = {
        "name": "Rapport",
        "mimeType": FOLDER,
        "parents": [seeds.DRIVE_ID],
        "appProperties": {"relocalisons_key": "rapport-2026-03"},
    }

    made = drive.files().create(body=body, supportsAllDrives=True, fields="*").execute()
    found = (
        drive.files()
        .list(
            q="appProperties has { key='relocalisons_key' and value='rapport-2026-03' }",
            **EVERYWHERE,
        )
        .execute()["files"]
    )

    assert made["version"] == "1" and made["driveId"] == seeds.DRIVE_ID
    assert [each["id"] for each in found] == [made["id"]]
    assert re.fullmatch(r"1[A-Za-z0-9_-]{32}", made["id"])


def test_an_update_merges_properties_and_moves_version_and_time(drive):
    body = {"name": "À classer", "parents": [seeds.DRIVE_ID], "appProperties": {"a": "1", "b": "2"}}
    fields = "id,name,version,modifiedTime,appProperties"
    made = drive.files().create(body=body, supportsAllDrives=True, fields=fields).execute()

    changed = (
        drive.files()
        .update(
            fileId=made["id"],
            body={"name": "Classé", "appProperties": {"a": None, "c": "3"}},
            supportsAllDrives=True,
            fields=fields,
        )
        .execute()
    )

    assert changed["name"] == "Classé"
    assert changed["appProperties"] == {"b": "2", "c": "3"}
    assert int(changed["version"]) > int(made["version"])
    assert changed["modifiedTime"] >= made["modifiedTime"]


@pytest.mark.parametrize("kind", ["properties", "appProperties"])
def test_a_file_has_thirty_properties_of_a_kind_and_no_more(drive, kind):
    thirty = {f"p{number}": "x" for number in range(30)}
    body = {"name": "Étiquettes", "parents": [seeds.DRIVE_ID], kind: thirty}
    made = drive.files().create(body=body, supportsAllDrives=True, fields=f"id,{kind}").execute()
    write = {"fileId": made["id"], "supportsAllDrives": True, "fields": kind}

    status, entry = refusal(drive.files().update(body={kind: {"p30": "x"}}, **write))
    swapped = drive.files().update(body={kind: {"p30": "x", "p0": None}}, **write).execute()

    assert made[kind] == thirty
    assert status == 403 and entry["reason"] == "propertyLimitExceeded"
    assert len(swapped[kind]) == 30 and "p30" in swapped[kind]


def test_what_only_google_sets_cannot_be_written(drive):
    read_only = drive.files().update(
        fileId=seeds.PDF, body={"md5Checksum": "0"}, supportsAllDrives=True
    )
    parents = drive.files().update(
        fileId=seeds.PDF, body={"parents": [seeds.DRIVE_ID]}, supportsAllDrives=True
    )

    assert refusal(read_only)[1]["reason"] == "fieldNotWritable"
    assert refusal(parents)[1]["reason"] == "fieldNotWritable"


def test_a_move_in_a_shared_drive_needs_both_parents_and_never_makes_a_circle(drive):
    body = {"name": "Voyageur", "parents": [seeds.PROOFS]}
    made = drive.files().create(body=body, supportsAllDrives=True).execute()
    arguments = {"fileId": made["id"], "supportsAllDrives": True, "fields": "parents"}

    only_added = drive.files().update(addParents=seeds.ACTIONS, **arguments)
    moved = drive.files().update(addParents=seeds.ACTIONS, removeParents=seeds.PROOFS, **arguments)
    circle = drive.files().update(
        fileId=seeds.ACTIONS,
        addParents=seeds.PROOFS,
        removeParents=seeds.DRIVE_ID,
        supportsAllDrives=True,
    )

    assert refusal(only_added)[1]["reason"] == "teamDrivesParentLimit"
    assert moved.execute() == {"parents": [seeds.ACTIONS]}
    assert refusal(circle)[1]["reason"] == "cyclicFolderStructure"


def test_a_parent_that_the_owner_adds_in_my_drive_takes_the_place_of_the_old_one(sandbox):
    owner = google_service("drive", "v3", base_url=sandbox.base_url, bearer="user:ada@exemple.fr")
    guest = google_service("drive", "v3", base_url=sandbox.base_url, bearer="user:bob@exemple.fr")
    folder = owner.files().create(body={"name": "Mon dossier", "mimeType": FOLDER}).execute()["id"]
    file_id = owner.files().create(body={"name": "À ranger"}).execute()["id"]
    share = {"type": "user", "role": "writer", "emailAddress": "bob@exemple.fr"}
    for each in (folder, file_id):
        owner.permissions().create(fileId=each, body=share, sendNotificationEmail=False).execute()
    to_folder = {"fileId": file_id, "addParents": folder, "fields": "parents"}

    refused = refusal(guest.files().update(**to_folder))
    moved = owner.files().update(**to_folder).execute()
    again = owner.files().update(**to_folder).execute()
    two = refusal(owner.files().update(**to_folder | {"addParents": f"{folder},root"}))

    assert refused[0] == 403 and refused[1]["reason"] == "cannotAddParent"
    assert refused[1]["message"] == "Increasing the number of parents is not allowed"
    assert moved == again == {"parents": [folder]}
    assert two[1]["reason"] == "cannotAddParent"


def test_the_bin_holds_what_lies_in_a_binned_folder_and_gives_it_back(drive):
    folder = {"name": "Vieux dossier", "mimeType": FOLDER, "parents": [seeds.DRIVE_ID]}
    folder_id = drive.files().create(body=folder, supportsAllDrives=True).execute()["id"]
    body = {"name": "dedans.txt", "parents": [folder_id]}
    inside = drive.files().create(body=body, supportsAllDrives=True).execute()["id"]
    fields = "trashed,explicitlyTrashed"

    def bin_folder(trashed):
        drive.files().update(
            fileId=folder_id, body={"trashed": trashed}, supportsAllDrives=True
        ).execute()
        return drive.files().get(fileId=inside, supportsAllDrives=True, fields=fields).execute()

    assert bin_folder(True) == {"trashed": True, "explicitlyTrashed": False}
    listed = drive.files().list(q="name = 'dedans.txt'", **EVERYWHERE).execute()["files"]
    assert len(listed) == 1, "binned files are listed unless trashed=false is said"
    assert bin_folder(False) == {"trashed": False, "explicitlyTrashed": False}


def test_a_deleted_file_is_gone_with_an_empty_204(drive):
    body = {"name": "Éphémère", "parents": [seeds.DRIVE_ID]}
    made = drive.files().create(body=body, supportsAllDrives=True).execute()

    answer = drive.files().delete(fileId=made["id"], supportsAllDrives=True).execute()

    assert answer == ""
    assert refusal(drive.files().get(fileId=made["id"], supportsAllDrives=True))[0] == 404


def test_a_copy_is_named_after_its_source_and_lies_beside_it(drive):
    copied = (
        drive.files()
        .copy(fileId=seeds.PDF, body={"name": None}, supportsAllDrives=True, fields="name,parents")
        .execute()
    )

    assert copied == {"name": "Copy of Facture n° 1.pdf", "parents": [seeds.PROOFS]}


def test_a_shortcut_names_its_target(drive):
    body = {
        "name": "Raccourci",
        "mimeType": "application/vnd.google-apps.shortcut",
        "parents": [seeds.DRIVE_ID],
        "shortcutDetails": {"targetId": seeds.PDF},
    }

    made = (
        drive.files()
        .create(body=body, supportsAllDrives=True, fields="shortcutDetails,size,id")
        .execute()
    )

    assert made["shortcutDetails"] == {"targetId": seeds.PDF, "targetMimeType": "application/pdf"}
    assert "size" not in made


def test_ids_given_in_advance_work_once_and_not_for_documents(drive):
    one, two = drive.files().generateIds(count=2).execute()["ids"]
    body = {"id": one, "name": "prévu.txt", "parents": [seeds.DRIVE_ID]}
    native = {"id": two, "name": "prévu", "mimeType": SPREADSHEET, "parents": [seeds.DRIVE_ID]}

    made = drive.files().create(body=body, supportsAllDrives=True).execute()

    assert made["id"] == one
    assert refusal(drive.files().create(body=body, supportsAllDrives=True))[0] == 409
    assert refusal(drive.files().create(body=native, supportsAllDrives=True))[0] == 400


def test_roles_decide_who_changes_moves_and_deletes(sandbox):
    contributor, reader = as_(seeds.CONTRIBUTOR, sandbox), as_(seeds.READER, sandbox)
    stranger = as_(seeds.STRANGER, sandbox)
    target = {"fileId": seeds.PDF, "supportsAllDrives": True}

    renamed = contributor.files().update(body={"description": "vu"}, **target).execute()

    assert renamed["id"] == seeds.PDF
    for call in (
        reader.files().update(body={"name": "non"}, **target),
        contributor.files().update(body={"trashed": True}, **target),
        contributor.files().delete(**target),
    ):
        assert refusal(call)[1]["reason"] == "insufficientFilePermissions"
    assert refusal(stranger.files().get(**target))[0] == 404
    made_by_reader = reader.files().create(
        body={"name": "x", "parents": [seeds.PROOFS]}, supportsAllDrives=True
    )
    assert refusal(made_by_reader)[1]["reason"] == "insufficientParentPermissions"


def test_the_index_can_lag_for_names_and_properties_and_not_for_folders_and_ids(sandbox, drive):
    def found(query: str) -> list[str]:
        answer = drive.files().list(q=query, supportsAllDrives=True, includeItemsFromAllDrives=True)
        return [file["id"] for file in answer.execute()["files"]]

    settings = f"{sandbox.base_url}/sandbox/settings"
    requests.post(settings, json={"index_lag": 120}, timeout=10).raise_for_status()
    body = {"name": "neuf.txt", "parents": [seeds.ACTIONS], "appProperties": {"k": "neuf"}}
    made = drive.files().create(body=body, supportsAllDrives=True).execute()["id"]
    queries = ("name = 'neuf.txt'", "appProperties has { key='k' and value='neuf' }")

    young = [made in found(query) for query in queries]
    in_its_folder = made in found(f"'{seeds.ACTIONS}' in parents")
    by_id = drive.files().get(fileId=made, supportsAllDrives=True).execute()["id"]
    requests.post(f"{sandbox.base_url}/sandbox/clock", json={"advance": 121}, timeout=10)
    old = [made in found(query) for query in queries]
    requests.post(settings, json={"index_lag": 0}, timeout=10).raise_for_status()

    assert (young, in_its_folder, by_id, old) == ([False] * 2, True, made, [True] * 2)
