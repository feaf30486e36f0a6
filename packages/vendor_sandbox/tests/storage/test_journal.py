"""The journal keeps what was acknowledged, and drops only what was half written."""

import asyncio
import errno
import os

import pytest

from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage.journal import Journal


def puts(journal, *, after=0):
    return [record["puts"] for record in journal.records(after=after)]


def test_records_come_back_in_order_above_a_number(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    numbers = [journal.append({"puts": [letter]}) for letter in "abc"]
    journal.close()

    again = Journal(tmp_path / "journal.jsonl")

    assert numbers == [1, 2, 3]
    assert puts(again, after=1) == [["b"], ["c"]]
    assert again.append({"puts": []}) == 4
    again.close()


def test_a_line_torn_by_a_kill_is_cut_off_and_the_lines_before_stay(tmp_path):
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)
    journal.append({"puts": ["entier"]})
    journal.close()
    with path.open("ab") as file:
        file.write(b'{"n":2,"puts":["cou')

    again = Journal(path)

    assert puts(again) == [["entier"]]
    assert again.append({"puts": ["suite"]}) == 2
    assert puts(again) == [["entier"], ["suite"]]
    again.close()


def test_a_full_disk_refuses_the_change_and_leaves_no_half_line(tmp_path, monkeypatch):
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append({"puts": ["avant"]})
    real_write = os.write

    def write_half_then_fail(descriptor, data):
        if data.startswith(b'{"n":2'):
            return real_write(descriptor, data[:5])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", write_half_then_fail)
    with pytest.raises(ApiError) as caught:
        journal.append({"puts": ["trop"]})
    monkeypatch.undo()

    assert caught.value.status == 503
    assert puts(journal) == [["avant"]]
    assert journal.append({"puts": ["après"]}) == 2
    journal.close()


def test_writers_that_wait_together_share_one_sync(tmp_path, monkeypatch):
    journal = Journal(tmp_path / "journal.jsonl")
    syncs = []
    monkeypatch.setattr(os, "fdatasync", syncs.append)

    async def write_and_wait(letter):
        journal.append({"puts": [letter]})
        await journal.wait_until_durable()

    async def fifty():
        await asyncio.gather(*(write_and_wait(str(number)) for number in range(50)))

    asyncio.run(fifty())

    assert 1 <= len(syncs) <= 3
    journal.close()


def test_a_cleared_journal_goes_on_with_its_numbers(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append({"puts": []})
    journal.clear()

    assert journal.append({"puts": ["suite"]}) == 2
    assert puts(journal, after=1) == [["suite"]]
    journal.close()
