"""The listing tells who may open each file, without a request more."""

from support.google.room import open_room

from tasks.google.drive_rights import give_right
from vendor_sandbox.testing import seeds


def test_a_listing_brings_the_rights_of_every_file_in_the_same_request(tmp_path):
    with open_room(tmp_path) as room:
        before = {item.file_id: item.permission_ids for item in room.drive.list_items()}
        give_right(room.drive, seeds.SHEET, email="lectrice@mairie.example", role="reader")
        room.counts()

        after = {item.file_id: item.permission_ids for item in room.drive.list_items()}

        assert room.counts() == {"drive.read": 1}
        own, other = after.pop(seeds.SHEET) or (), before.pop(seeds.SHEET) or ()
        assert len(set(own) - set(other)) == 1
        assert after == before
        assert None not in after.values()
