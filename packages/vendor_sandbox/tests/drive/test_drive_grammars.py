"""`q`, `fields`, `orderBy` keys and multipart bodies: right answers, and never a crash."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vendor_sandbox.drive.multipart import parse_multipart
from vendor_sandbox.drive.resource.fields import parse_fields, require_known, select
from vendor_sandbox.drive.search.matching import has_words
from vendor_sandbox.drive.search.query import (
    Both,
    Compare,
    Either,
    Has,
    Member,
    Not,
    has_full_text,
    parse_query,
)
from vendor_sandbox.errors import ApiError


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("name = 'x'", Compare("name", "=", "x")),
        ("name='l\\'été \\\\'", Compare("name", "=", "l'été \\")),
        ('name="Don\'t"', Compare("name", "=", "Don't")),
        ("trashed=false", Compare("trashed", "=", False)),
        ("'a' in parents", Member("a", "parents")),
        ('parents in "a"', Member("a", "parents")),
        ("sharedWithMe", Compare("sharedWithMe", "=", True)),
        (
            "modifiedTime > '2026-01-05T10:00:00+01:00'",
            Compare("modifiedTime", ">", "2026-01-05T09:00:00.000Z"),
        ),
        (
            "properties has { value='v' and key='k' }",
            Has("properties", "k", "v"),
        ),
        (
            "not (name='a' or name='b') and trashed!=true",
            Both(
                (
                    Not(Either((Compare("name", "=", "a"), Compare("name", "=", "b")))),
                    Compare("trashed", "!=", True),
                )
            ),
        ),
        (
            "name='a' or name='b' and name='c'",
            Either(
                (
                    Compare("name", "=", "a"),
                    Both((Compare("name", "=", "b"), Compare("name", "=", "c"))),
                )
            ),
        ),
    ],
)
def test_q_is_read_as_google_reads_it(text, query):
    assert parse_query(text) == query


def test_full_text_is_found_wherever_it_stands():
    assert has_full_text(parse_query("not (trashed=true or fullText contains 'x')"))
    assert not has_full_text(parse_query("name contains 'fullText'"))


_SYMBOLS = ("(", ")", "{", "}", "=", "!=", "<", "'x'", '"y"', "'2026-01-01'")
_NAMES = ("name", "in", "has", "parents", "contains", "trashed", "modifiedTime", "properties")
_WORDS = st.sampled_from(("and", "or", "not", "true", *_NAMES, *_SYMBOLS))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=30).map(" ".join)))
@example("(" * 5000)
@example("not " * 5000 + "trashed=true")
@example("name = '" + "\\" * 3001)
def test_any_q_is_parsed_or_refused(text):
    try:
        parse_query(text)
    except ApiError as refusal:
        assert (refusal.status, refusal.location) == (400, "q")


@pytest.mark.parametrize(
    ("fields", "selected"),
    [
        ("a", {"a": 1}),
        ("b/c", {"b": [{"c": 2}, {}]}),
        ("b(c,d),a", {"a": 1, "b": [{"c": 2, "d": 3}, {"d": 4}]}),
        ("*", {"a": 1, "b": [{"c": 2, "d": 3}, {"d": 4}]}),
        ("b/*", {"b": [{"c": 2, "d": 3}, {"d": 4}]}),
        ("b/c, b", {"b": [{"c": 2, "d": 3}, {"d": 4}]}),
    ],
)
def test_fields_select_inside_objects_and_lists(fields, selected):
    resource = {"a": 1, "b": [{"c": 2, "d": 3}, {"d": 4}]}

    assert select(resource, parse_fields(fields)) == selected


def test_a_field_that_a_resource_never_has_is_refused_with_its_path():
    with pytest.raises(ApiError) as caught:
        require_known(parse_fields("files(id,nom)"), {"files": {"id": None}})

    assert caught.value.message == "Invalid field selection files/nom"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab/.(),* _é\x00", max_size=60))
@example("a(" * 3000)
@example("a/" * 3000 + "a")
def test_any_fields_are_parsed_or_refused(text):
    try:
        parse_fields(text)
    except ApiError as refusal:
        assert (refusal.status, refusal.location) == (400, "fields")


@pytest.mark.parametrize(
    ("name", "wanted", "found"),
    [
        ("HelloWorld", "hello", True),
        ("HelloWorld", "world", False),
        ("Suivi_2026 – Été.xlsx", "été", True),
        ("Suivi_2026", "2026", True),
        ("Plan d'action 2026", "plan 2026", True),
        ("Plan d'action 2026", '"action plan"', False),
        ("Plan d'action 2026", '"d\'action 2026"', True),
    ],
)
def test_contains_matches_the_beginnings_of_words(name, wanted, found):
    assert has_words(name, wanted) is found


@settings(max_examples=200, deadline=None)
@given(
    contents=st.lists(st.binary(max_size=60), min_size=1, max_size=4),
    end=st.sampled_from([b"\n", b"\r\n"]),
)
def test_the_parts_of_a_multipart_body_come_back_byte_for_byte(contents, end):
    head = b"Content-Type: text/plain" + end + end
    body = b"".join(b"--limite" + end + head + each + end for each in contents)
    if b"--limite" in b"".join(contents):
        return

    parts = parse_multipart(body + b"--limite--", "multipart/related; boundary=limite")

    assert [part.body for part in parts] == contents
    assert {part.content_type for part in parts} == {"text/plain"}


@settings(max_examples=200, deadline=None)
@given(body=st.binary(max_size=200), content_type=st.text(max_size=60))
def test_any_multipart_body_is_parsed_or_refused(body, content_type):
    for kind in (content_type, "multipart/related; boundary=b"):
        try:
            parse_multipart(b"--b\n" + body, kind)
        except ApiError as refusal:
            assert refusal.status == 400
