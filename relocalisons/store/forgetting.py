"""Store: the people who were forgotten, so that a backup from before is made to forget them too.

A list of names would be a list of people. What is kept are keyed digests of the words that named
them: without the programme's key nobody is recognised, with it a text is searched for them, one
group of words after the other. Erasure (article 17 of the GDPR) has to outlive a restore.
"""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import select

from relocalisons.core.kernel.keys import forgotten_digest
from relocalisons.errors import ConfigurationError
from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.private_files import make_private_folder, open_private
from relocalisons.store.retention import FORGOTTEN, forget_where
from relocalisons.store.schema import forgotten

A_RECIPIENT = 0  # instead of a number of words: the keyed hash by which mails know an address
# What is between two words of a text, of an address in brackets or of a page.
_WORD = re.compile(r"""[^\s"<>()\[\]{}«»,;:|/\\?&=]+""")
_AROUND = ".!?…'’"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """One thing that named somebody: its digest, and of how many words it is."""

    digest: str
    words: int


def digests_of(words: Iterable[str], hashes: Iterable[str], *, key: bytes) -> tuple[Forgotten, ...]:
    """What is remembered of the words and hashes that `forget` was given."""
    named = {
        Forgotten(digest=forgotten_digest(key, tokens), words=len(tokens))
        for word in words
        if (tokens := tuple(_bare(found[0]) for found in _WORD.finditer(word)))
    }
    known = {Forgotten(digest=one, words=A_RECIPIENT) for one in hashes}
    return tuple(sorted(named | known, key=lambda one: (one.words, one.digest)))


def remember_forgotten(
    store: Store, programme: str, people: Iterable[Forgotten], *, at: datetime
) -> None:
    """Add to the list of a programme; what it holds stays."""
    with store.begin() as connection:
        for one in people:
            line = {
                "programme": programme,
                "digest": one.digest,
                "words": one.words,
                "forgotten_at": to_text(at),
            }
            insert_once(connection, forgotten, line)


def forgotten_in(store: Store, programme: str) -> tuple[Forgotten, ...]:
    """The list of a programme."""
    query = (
        select(forgotten.c.digest, forgotten.c.words)
        .filter_by(programme=programme)
        .order_by(forgotten.c.words, forgotten.c.digest)
    )
    with store.begin() as connection:
        return tuple(
            Forgotten(digest=row.digest, words=row.words) for row in connection.execute(query)
        )


def list_elsewhere(path: Path, people: Iterable[Forgotten]) -> None:
    """Add to a list in a file of our own, one line each: a store that is lost has none."""
    make_private_folder(path.parent)
    with os.fdopen(open_private(path), "r+", encoding="ascii") as file:
        file.seek(0, os.SEEK_END)
        file.writelines(f"{one.words} {one.digest}\n" for one in people)


def listed_in(path: Path, *, must_be_there: bool = False) -> tuple[Forgotten, ...]:
    """What such a file holds; nothing when there is none, unless it `must_be_there`.

    Raises ConfigurationError for a file that is no such list.
    """
    if not path.exists() and not must_be_there:
        return ()
    try:
        lines = path.read_text("ascii").split("\n")
        pairs = [line.split(" ") for line in lines if line]
        return tuple(Forgotten(words=int(words), digest=digest) for words, digest in pairs)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"{path}: it is no list of people who were forgotten; name the file "
            "`forgotten-<programme>.txt` of the service."
        ) from error


def forget_again(
    store: Store, programme: str, people: Iterable[Forgotten], *, key: bytes, at: datetime
) -> int:
    """Take everybody of a list out of a store that was restored; how many rows changed.

    The list stays in it. Done again it changes nothing.
    """
    known = tuple(people)
    remember_forgotten(store, programme, known, at=at)
    if not known:
        return 0
    return forget_where(
        store,
        programme,
        clean=_without(known, key=key),
        hashes=[one.digest for one in known if one.words == A_RECIPIENT],
    )


def _without(people: Iterable[Forgotten], *, key: bytes) -> Callable[[str], str]:
    by_length: dict[int, set[str]] = {}
    for one in people:
        if one.words != A_RECIPIENT:
            by_length.setdefault(one.words, set()).add(one.digest)

    @lru_cache(maxsize=100_000)
    def is_one(tokens: tuple[str, ...]) -> bool:
        return forgotten_digest(key, tokens) in by_length[len(tokens)]

    def in_words(text: str) -> str:
        found = list(_WORD.finditer(text))
        pieces: list[str] = []
        at = position = 0
        while at < len(found):
            for length in sorted(by_length, reverse=True):
                group = found[at : at + length]
                if len(group) < length or not _is_phrase(text, group):
                    continue
                if is_one(tuple(_bare(each[0]) for each in group)):
                    first, last = _inside(group[0])[0], _inside(group[-1])[1]
                    pieces += [text[position:first], FORGOTTEN]
                    position, at = last, at + length - 1
                    break
            at += 1
        return "".join([*pieces, text[position:]])

    def clean(text: str) -> str:
        """JSON is searched string by string: an escape is no part of a word."""
        if text[:1] not in ("{", "["):
            return in_words(text)
        try:
            held = orjson.loads(text)
        except orjson.JSONDecodeError:
            return in_words(text)
        without = _walked(held, in_words)
        return text if without == held else orjson.dumps(without).decode()

    return clean


def _walked(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_walked(each, change) for each in value]
    if isinstance(value, dict):
        return {name: _walked(each, change) for name, each in value.items()}
    return value


def _inside(found: re.Match[str]) -> tuple[int, int]:
    """Where a word begins and ends, without the signs around it."""
    text = found[0]
    before = len(text) - len(text.lstrip(_AROUND))
    return found.start() + before, found.end() - (len(text) - len(text.rstrip(_AROUND)))


def _is_phrase(text: str, group: list[re.Match[str]]) -> bool:
    """Whether nothing but spaces stands between the words: « Jeanne, Brun » are two people."""
    return all(
        text[_inside(one)[1] : _inside(following)[0]].isspace()
        for one, following in pairwise(group)
    )


def _bare(word: str) -> str:
    return word.strip(_AROUND).casefold()
