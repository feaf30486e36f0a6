"""Sandbox, Drive: the grammar of `q`, by recursive descent.

query  := and ("or" and)*          and := not ("and" not)*
not    := "not" not | "(" query ")" | term
term   := name operator value | value "in" name | name "in" value | name "has" "{" … "}" | name
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from vendor_sandbox.clock import format_time, parse_time
from vendor_sandbox.errors import ApiError

_LONGEST = 20_000
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Compare:
    """`term operator value`; times are in Google's text form, which sorts as text."""

    term: str
    operator: str
    value: str | bool


@dataclass(frozen=True, slots=True)
class Member:
    """`'value' in collection`."""

    value: str
    collection: str


@dataclass(frozen=True, slots=True)
class Has:
    """`properties has { key='…' and value='…' }`."""

    term: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """What does not fit its part."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class Both:
    """What fits all parts."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """What fits at least one part."""

    parts: tuple["Query", ...]


Query = Compare | Member | Has | Not | Both | Either

_EQUALITY = frozenset({"=", "!="})
_ORDER = frozenset({"=", "!=", "<", "<=", ">", ">="})
_CONTAINS = frozenset({"contains", "=", "!="})
_TIMES = frozenset(
    {"createdTime", "modifiedTime", "viewedByMeTime", "sharedWithMeTime", "trashedTime"}
)
_FLAGS = frozenset({"trashed", "starred", "sharedWithMe", "hidden"})
_COLLECTIONS = frozenset({"parents", "owners", "writers", "readers"})
_PROPERTIES = frozenset({"properties", "appProperties"})
VISIBILITIES = frozenset(
    {"anyoneCanFind", "anyoneWithLink", "domainCanFind", "domainWithLink", "limited"}
)

# Which operators a term takes: developers.google.com/workspace/drive/api/guides/ref-search-terms.
_OPERATORS: Mapping[str, frozenset[str]] = {
    "name": _CONTAINS,
    "title": _CONTAINS,
    "fullText": frozenset({"contains"}),
    "mimeType": _CONTAINS,
    "visibility": _EQUALITY,
    "shortcutDetails.targetId": _EQUALITY,
    "id": _EQUALITY,
    **dict.fromkeys(_TIMES, _ORDER),
    **dict.fromkeys(_FLAGS, _EQUALITY),
}

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<operator><=|>=|!=|=|<|>)
      | (?P<bracket>[(){}])
      | (?P<word>[A-Za-z_][A-Za-z0-9_.]*)
    )""",
    re.VERBOSE | re.DOTALL,
)


class _Malformed(Exception):
    """The text does not fit the grammar."""


@dataclass(slots=True)
class _Token:
    kind: str
    value: str


@lru_cache(maxsize=256)
def parse_query(text: str) -> Query:
    """Return the query in `q`. Raises ApiError 400 `invalid`, located at `q`, for anything else."""
    try:
        if len(text) > _LONGEST:
            raise _Malformed
        parser = _Parser(_tokens(text))
        query = parser.query(0)
        if parser.peek() is not None:
            raise _Malformed
    except _Malformed as problem:
        raise ApiError(400, "Invalid Value", "invalid", location="q") from problem
    return query


def has_full_text(query: Query) -> bool:
    """Tell whether results come by relevance, which forbids another order."""
    match query:
        case Compare(term="fullText"):
            return True
        case Not(part=part):
            return has_full_text(part)
        case Both(parts=parts) | Either(parts=parts):
            return any(map(has_full_text, parts))
        case _:
            return False


def needs_index(query: Query) -> bool:
    """Tell whether the search index answers: by name, text or property, not by place alone."""
    match query:
        case Has() | Compare(term="name" | "fullText"):
            return True
        case Not(part=part):
            return needs_index(part)
        case Both(parts=parts) | Either(parts=parts):
            return any(map(needs_index, parts))
        case _:
            return False


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise _Malformed
        value = match[match.lastgroup]
        if match.lastgroup == "text":
            value = re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)
        tokens.append(_Token(match.lastgroup, value))
        position = match.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.position = 0

    def peek(self) -> _Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self, kind: str, *values: str) -> str:
        token = self.peek()
        if token is None or token.kind != kind or (values and token.value not in values):
            raise _Malformed
        self.position += 1
        return token.value

    def next_is(self, kind: str, *values: str) -> bool:
        token = self.peek()
        return token is not None and token.kind == kind and (not values or token.value in values)

    def query(self, depth: int) -> Query:
        if depth > _DEEPEST:
            raise _Malformed
        parts = [self.both(depth)]
        while self.next_is("word", "or"):
            self.position += 1
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def both(self, depth: int) -> Query:
        parts = [self.negation(depth)]
        while self.next_is("word", "and"):
            self.position += 1
            parts.append(self.negation(depth))
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def negation(self, depth: int) -> Query:
        if self.next_is("word", "not"):
            self.position += 1
            if depth > _DEEPEST:
                raise _Malformed
            return Not(self.negation(depth + 1))
        if self.next_is("bracket", "("):
            self.position += 1
            inner = self.query(depth + 1)
            self.take("bracket", ")")
            return inner
        return self.term()

    def term(self) -> Query:
        if self.next_is("text"):
            value = self.take("text")
            self.take("word", "in")
            return self._member(value, self.take("word"))
        name = self.take("word")
        if self.next_is("word", "in"):
            # Clients also write `parents in "id"`, and Google takes it (seen in recordings).
            self.position += 1
            return self._member(self.take("text"), name)
        if name in _PROPERTIES:
            return self._has(name)
        if name == "sharedWithMe" and not self.next_is("operator"):
            return Compare(name, "=", True)
        return self._comparison(name)

    def _member(self, value: str, collection: str) -> Query:
        if collection not in _COLLECTIONS:
            raise _Malformed
        return Member(value, collection)

    def _has(self, name: str) -> Query:
        self.take("word", "has")
        self.take("bracket", "{")
        found: dict[str, str] = {}
        for position in range(2):
            if position:
                self.take("word", "and")
            part = self.take("word", "key", "value")
            self.take("operator", "=")
            found[part] = self.take("text")
        self.take("bracket", "}")
        if len(found) != 2:
            raise _Malformed
        return Has(name, found["key"], found["value"])

    def _comparison(self, name: str) -> Query:
        allowed = _OPERATORS.get(name)
        if allowed is None:
            raise _Malformed
        by_word = self.next_is("word", "contains")
        operator = self.take("word") if by_word else self.take("operator")
        if operator not in allowed:
            raise _Malformed
        if name in _FLAGS:
            return Compare(name, operator, self.take("word", "true", "false") == "true")
        value = self.take("text")
        if name in _TIMES:
            value = _as_time(value)
        if name == "visibility" and value not in VISIBILITIES:
            raise _Malformed
        return Compare("name" if name == "title" else name, operator, value)


def _as_time(text: str) -> str:
    try:
        return format_time(parse_time(text))
    except (ValueError, OverflowError) as problem:
        raise _Malformed from problem
