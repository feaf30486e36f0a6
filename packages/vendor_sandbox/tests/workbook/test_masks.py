"""Field masks: what is given back, what changes, and that no text breaks them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook.answers.masks import leaves, parse_mask, select, updated
from vendor_sandbox.workbook.answers.schema import require_mask


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("a", [("a",)]),
        ("a.b", [("a", "b")]),
        ("a/b,c", [("a", "b"), ("c",)]),
        ("a(b,c(d))", [("a", "b"), ("a", "c", "d")]),
        ("a.b,a.c", [("a", "b"), ("a", "c")]),
        ("a.b,a", [("a",)]),
        ("a(*)", [("a",)]),
        ("*", []),
        ("row_data", [("rowData",)]),
    ],
)
def test_the_paths_that_a_mask_names(text, paths):
    assert list(leaves(parse_mask(text))) == paths


@pytest.mark.parametrize("text", ["", "a,", "a(", "a(b", "a)", "a..b", "a, b", "(a)", "a*", ",a"])
def test_what_is_no_mask_is_refused(text):
    with pytest.raises(ApiError) as refusal:
        parse_mask(text)

    assert (refusal.value.status, refusal.value.google_status) == (400, "INVALID_ARGUMENT")


def test_only_wanted_fields_are_given_back_in_lists_too():
    resource = {"sheets": [{"id": 1, "title": "a"}, {"title": "b"}], "url": "x"}

    assert select(resource, parse_mask("sheets.id")) == {"sheets": [{"id": 1}, {}]}


def test_nothing_that_matches_gives_an_empty_object():
    assert select({"a": 1}, parse_mask("namedRanges")) == {}


def test_an_unknown_field_of_a_message_is_refused():
    with pytest.raises(ApiError, match=r"Invalid field: sheets\.nothing"):
        require_mask(parse_mask("sheets.nothing"), "Spreadsheet")


def test_an_update_changes_only_named_leaves_and_clears_those_named_but_absent():
    old = {"textFormat": {"bold": True, "italic": True}, "numberFormat": {"type": "DATE"}}
    new = {"textFormat": {"bold": False}}

    found = updated(old, new, parse_mask("textFormat(bold,italic),numberFormat"))

    assert found == {"textFormat": {"bold": False}}
    assert old["textFormat"]["italic"] is True


def test_a_star_replaces_everything():
    assert updated({"a": 1}, {"b": 2}, parse_mask("*")) == {"b": 2}


@settings(max_examples=300)
@given(st.text(alphabet="ab.,/()*_ -é", max_size=20) | st.text(max_size=15))
def test_any_text_is_a_mask_or_a_refusal(text):
    try:
        mask = parse_mask(text)
    except ApiError as refusal:
        assert refusal.status == 400
    else:
        select({"a": [{"b": {"a": 1}}], "b": 2}, mask)


def test_deep_nesting_is_refused_and_not_followed():
    with pytest.raises(ApiError):
        parse_mask("a(" * 5000)
    with pytest.raises(ApiError):
        parse_mask("a." * 5000 + "a")
