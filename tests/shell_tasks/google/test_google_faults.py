"""What Google may answer to our two clients: waits are bounded, and the error says who must act."""

from collections.abc import Callable, Iterator

import pytest
import requests
from support.google.room import GoogleRoom, open_room

from relocalisons.errors import (
    SourceError,
    VendorUnavailableError,
    WorkbookUnreachableError,
)
from tasks.google.retrying import ATTEMPTS, TOTAL_WAIT
from tasks.google.sheets import edit_workbook
from vendor_sandbox.testing import seeds

ANY = "^/(drive|upload|v4)/"


def refusal(reason: str) -> dict[str, object]:
    """A 403 as Drive words it."""
    errors = [{"domain": "usageLimits", "reason": reason, "message": reason}]
    return {"error": {"code": 403, "message": reason, "errors": errors}}


@pytest.fixture(scope="module")
def one_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as room:
        yield room


@pytest.fixture
def room(one_room: GoogleRoom) -> GoogleRoom:
    requests.delete(f"{one_room.sandbox.base_url}/sandbox/faults", timeout=10)
    one_room.counts()
    one_room.slept.clear()
    return one_room


@pytest.fixture(params=["drive", "sheets"])
def read(request: pytest.FixtureRequest, room: GoogleRoom) -> Callable[[], object]:
    """One read by either client."""
    if request.param == "drive":
        return lambda: room.drive.item(seeds.PDF)
    return room.read


# --- reads ---


@pytest.mark.parametrize(
    ("rule", "waits"),
    [
        ({"status": 429, "headers": {"Retry-After": "7"}}, [7]),
        ({"status": 429, "headers": {"Retry-After": "3600"}}, [64]),
        ({"status": 429, "headers": {"Retry-After": "demain"}}, [pytest.approx(1.5, abs=0.5)]),
        ({"status": 503}, [pytest.approx(1.5, abs=0.5)]),
        ({"status": 500, "times": 2}, [pytest.approx(1.5, abs=0.5), pytest.approx(2.5, abs=0.5)]),
        ({"status": 200, "half": True, "body": "x" * 500}, [pytest.approx(1.5, abs=0.5)]),
    ],
)
def test_what_may_pass_is_waited_out(room, read, rule, waits):
    room.fault(path=ANY, **rule)

    read()

    assert room.slept == waits


def test_a_connection_that_is_cut_is_opened_again(room, read):
    room.fault(path=ANY, cut=True, times=3)

    read()

    assert sum(room.slept) < 10


def test_a_storm_ends_the_wait_within_its_bounds_and_says_so_in_french(room, read):
    room.fault(path=ANY, status=503, times=99)

    with pytest.raises(VendorUnavailableError, match="malgré plusieurs essais"):
        read()

    assert len(room.slept) == ATTEMPTS - 1
    assert sum(room.slept) <= TOTAL_WAIT


def test_a_long_retry_after_again_and_again_is_given_up(room, read):
    room.fault(path=ANY, status=429, headers={"Retry-After": "3600"}, times=99)

    with pytest.raises(VendorUnavailableError):
        read()

    assert sum(room.slept) <= TOTAL_WAIT


def test_a_quota_of_drive_comes_as_a_403_and_is_waited_out(room):
    room.fault(path=ANY, status=403, body=refusal("userRateLimitExceeded"))

    room.drive.item(seeds.PDF)

    assert len(room.slept) == 1


@pytest.mark.parametrize(
    ("rule", "family", "words"),
    [
        ({"status": 403, "body": refusal("forbidden")}, WorkbookUnreachableError, "accessible"),
        ({"status": 404}, WorkbookUnreachableError, "accessible"),
        ({"status": 400}, SourceError, "refuse"),
    ],
)
def test_what_a_person_must_fix_is_told_at_once(room, read, rule, family, words):
    room.fault(path=ANY, **rule)

    with pytest.raises(family, match=words):
        read()

    assert room.slept == []


def test_the_message_names_the_workbook(room):
    room.fault(path="^/v4/", status=404)

    with pytest.raises(WorkbookUnreachableError, match=r"« Suivi 2026 ».*« Éditeur »"):
        room.read()


# --- writes ---


def upload(room: GoogleRoom, key: str) -> object:
    return room.drive.create_file(
        f"{key}.pdf", b"%PDF-1.7", parent_id=seeds.ACTIONS, media_type="application/pdf",
        as_type=None, properties={"essai": key},
    )  # fmt: skip


def test_an_upload_that_was_refused_for_haste_is_sent_again(room):
    room.fault(path="^/upload/", status=429, headers={"Retry-After": "2"})

    upload(room, "pressé")

    assert room.slept == [2]
    assert len(room.drive.find_all("essai", "pressé")) == 1


def test_an_upload_whose_answer_was_an_error_is_not_repeated(room):
    room.fault(path="^/upload/", status=503, when="after")

    with pytest.raises(VendorUnavailableError):
        upload(room, "douteux")

    assert room.slept == []
    assert len(room.drive.find_all("essai", "douteux")) == 1, "it is there, whole, once"


def test_a_full_drive_says_what_to_do(room):
    room.fault(path="^/upload/", status=403, body=refusal("storageQuotaExceeded"))

    with pytest.raises(SourceError, match="Drive partagé"):
        upload(room, "plein")


def insert_row(room: GoogleRoom) -> None:
    """A blank row above « Semer »: done twice, it would show."""
    (tab,) = room.read().tabs
    rows = {"sheetId": tab.sheet_id, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    edit_workbook(
        room.sheets, seeds.SHEET, [{"insertDimension": {"range": rows}}], name="Suivi 2026"
    )


def place_of_semer(room: GoogleRoom) -> int:
    (tab,) = room.read().tabs
    return next(number for number, row in enumerate(tab.rows) if "Semer" in row)


def test_a_batch_that_was_refused_for_haste_is_sent_again_and_counts_once(room):
    before = place_of_semer(room)
    room.fault(method="POST", path="^/v4/", status=429, headers={"Retry-After": "2"})

    insert_row(room)

    assert room.slept == [2]
    assert place_of_semer(room) - before == 1


@pytest.mark.parametrize(
    "rule", [{"status": 503}, {"cut": True}, {"status": 200, "half": True, "body": "{" * 500}]
)
def test_a_batch_in_doubt_is_never_sent_twice(room, rule):
    before = place_of_semer(room)
    room.fault(method="POST", path="^/v4/", when="after", **rule)

    with pytest.raises(VendorUnavailableError):
        insert_row(room)

    assert room.slept == []
    assert place_of_semer(room) - before == 1
