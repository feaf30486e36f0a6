"""Who was forgotten stays forgotten: a backup from before is made to forget them too."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from support.databases import backup_of
from support.mails.build import PROGRAMME, a_notice, after
from support.mails.personal_data import ADDRESS, NAME, mail, reading

from relocalisons.errors import ConfigurationError
from relocalisons.store.forgetting import (
    digests_of,
    forget_again,
    forgotten_in,
    list_elsewhere,
    listed_in,
    remember_forgotten,
)
from relocalisons.store.mails.notices import NoticeState, notices_in, store_notice
from relocalisons.store.opening import Store, open_store
from relocalisons.store.retention import FORGOTTEN, forget, known_of
from relocalisons.store.schema import forgotten

KEY = b"a key of thirty-two bytes or more"
WORDS, HASHES = (ADDRESS, NAME, "04 90 11 22 33"), ("hash-of-jeanne",)


def test_a_backup_from_before_forgets_them_too(store: Store, url: str, tmp_path: Path):
    mail(store, address="hash-of-jeanne")
    mail(store, "P02", address="hash-of-another")
    reading(store, "one")
    store.close()  # PostgreSQL copies a database that nobody is connected to
    with backup_of(url, tmp_path) as restored:
        forget(store, PROGRAMME, words=WORDS, hashes=HASHES)
        remember_forgotten(store, PROGRAMME, digests_of(WORDS, HASHES, key=KEY), at=after(days=1))
        people = forgotten_in(store, PROGRAMME)
        with open_store(restored) as older:
            assert known_of(older, PROGRAMME, words=WORDS, hashes=HASHES)["mails"]

            first = forget_again(older, PROGRAMME, people, key=KEY, at=after(days=2))
            again = forget_again(older, PROGRAMME, people, key=KEY, at=after(days=3))

            found = known_of(older, PROGRAMME, words=WORDS, hashes=HASHES)
            kept = notices_in(older, PROGRAMME, tuple(NoticeState))
            assert forgotten_in(older, PROGRAMME) == people
    assert first >= 3
    assert again == 0
    assert (found["mails"], found["cells"]) == ([], [])
    assert [(one.recipient_hash, one.body is None) for one in kept] == [
        ("", True),
        ("hash-of-another", False),
    ]


@pytest.mark.parametrize(
    ("before", "after_it"),
    [
        (f"Bonjour {NAME},\nmerci.", f"Bonjour {FORGOTTEN},\nmerci."),
        (f"Merci\n{NAME.upper()}.", f"Merci\n{FORGOTTEN}."),
        (f"<p>{ADDRESS}</p>", f"<p>{FORGOTTEN}</p>"),
        (f"mailto:{ADDRESS.upper()}?subject=x", f"mailto:{FORGOTTEN}?subject=x"),
        ("appeler le 04 90 11 22 33 !", f"appeler le {FORGOTTEN} !"),
        ("Jeanne Brunet, Jeanne, Brun", "Jeanne Brunet, Jeanne, Brun"),
    ],
)
def test_a_person_is_found_among_other_words_and_nobody_else_is(
    store: Store, before: str, after_it: str
):
    store_notice(store, replace(a_notice("P03"), body={"text": before}), at=after())

    forget_again(store, PROGRAMME, digests_of(WORDS, (), key=KEY), key=KEY, at=after())

    (kept,) = notices_in(store, PROGRAMME, tuple(NoticeState))
    assert kept.body is not None
    assert kept.body["text"] == after_it


def test_the_list_tells_nobody_who_they_were(store: Store, tmp_path: Path):
    people = digests_of(WORDS, ["ab" * 32], key=KEY)
    remember_forgotten(store, PROGRAMME, people, at=after())
    file = tmp_path / "state" / "forgotten-relocalisons.txt"

    list_elsewhere(file, people)
    list_elsewhere(file, people)

    with store.begin() as connection:
        told = str(connection.execute(select(forgotten)).all())
    told += file.read_text()
    assert not [word for word in (*NAME.split(), ADDRESS, "11 22") if word.casefold() in told]
    assert set(listed_in(file)) == set(people)
    assert file.stat().st_mode & 0o077 == 0
    assert not {*digests_of(WORDS, (), key=KEY + b"!")} & {*people}
    assert forgotten_in(store, "autre") == ()


@pytest.mark.parametrize("content", ["x", "1 2 3", "é"])
def test_another_file_is_no_list(tmp_path: Path, content: str):
    other = tmp_path / "autre.txt"
    other.write_text(content, "utf-8")

    with pytest.raises(ConfigurationError, match="no list"):
        listed_in(other)
    with pytest.raises(ConfigurationError, match="no list"):
        listed_in(tmp_path / "absent.txt", must_be_there=True)
    assert listed_in(tmp_path / "absent.txt") == ()
