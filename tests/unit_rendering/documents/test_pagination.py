"""Pages are filled: pictures shrink a little or wait, headings keep their text, nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from relocalisons.rendering.documents.pagination import SMALLEST_SCALE, Box, arrange, choose_layout

ROOM = 700.0


def text(height: float = 40.0) -> Box:
    return Box(kind="text", above=8, below=8, height=height)


def heading() -> Box:
    return Box(kind="heading", above=18, below=9, height=16)


def figure(height: float, words: float = 40.0) -> Box:
    return Box(kind="figure", above=12, below=12, height=height, words=words)


def table(rows: int, height: float = 20.0) -> Box:
    return Box(kind="table", above=10, below=12, caption=14, header=22, rows=(height,) * rows)


def placed(*boxes: Box, used: float = 0.0):
    return arrange([boxes], room=ROOM, first_used=used).sections[0]


def test_a_picture_that_fits_stays_where_it_is():
    assert [place.index for place in placed(text(), figure(300), table(5))] == [0, 1, 2]


def test_a_picture_that_nearly_fits_shrinks_to_end_the_page():
    first, second = placed(figure(300), text(), used=ROOM - 12 - 40 - 260)

    assert first.index == 0
    assert 300 * SMALLEST_SCALE <= (first.height or 0) < 260
    assert not second.new_page


def test_a_picture_that_does_not_fit_lets_the_table_behind_it_go_first():
    places = placed(text(), figure(300), table(20), text(), used=ROOM - 200)

    assert [place.index for place in places] == [0, 2, 1, 3]


def test_a_note_stays_with_its_table_when_a_picture_waits():
    note = Box(kind="note", above=6, below=8, height=10)

    places = placed(text(), figure(300), table(20), note, used=ROOM - 200)

    assert [place.index for place in places] == [0, 2, 3, 1]


def test_no_picture_slips_between_a_heading_and_its_text():
    places = placed(text(), figure(300), heading(), text(), table(20), used=ROOM - 200)

    order = [place.index for place in places]
    assert order.index(3) == order.index(2) + 1


def test_a_heading_is_not_left_at_the_foot_of_a_page():
    (first, second) = placed(heading(), table(6), used=ROOM - 80)

    assert first.new_page
    assert not second.new_page


def test_a_leftover_page_of_a_few_lines_is_saved_by_tighter_spaces():
    boxes = [[heading(), text(72), table(4)] for _ in range(3)]

    loose = arrange(boxes, room=ROOM, first_used=0)
    chosen = choose_layout(boxes, room=ROOM, first_used=0)

    assert (loose.pages, chosen.pages) == (2, 1)
    assert 0.8 < chosen.tightness < 1


boxes = st.one_of(
    st.builds(text, st.floats(10, 900)),
    st.just(heading()),
    st.builds(figure, st.floats(20, 600)),
    st.builds(table, st.integers(1, 60), st.floats(12, 60)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(boxes, max_size=8), max_size=5), st.floats(0, ROOM))
def test_every_block_comes_out_once_in_its_section_and_only_pictures_move(sections, used):
    layout = arrange(sections, room=ROOM, first_used=used)

    assert len(layout.sections) == len(sections)
    for given_boxes, places in zip(sections, layout.sections, strict=True):
        order = [place.index for place in places]
        assert sorted(order) == list(range(len(given_boxes)))
        still = [index for index in order if given_boxes[index].kind != "figure"]
        assert still == sorted(still)
        pictures = [index for index in order if given_boxes[index].kind == "figure"]
        assert pictures == sorted(pictures)
        for place in places:
            if place.height is not None:
                full = given_boxes[place.index].height
                assert full * SMALLEST_SCALE <= place.height <= full


def test_a_question_goes_to_the_next_page_with_its_options():
    asked = (heading(), text(16), text(60), table(3))

    cut = placed(*asked, used=ROOM - 180)  # heading and texts alone would fit

    assert [each.new_page for each in cut] == [True, False, False, False]
    assert not any(each.new_page for each in placed(*asked, used=ROOM - 320))


def test_a_table_that_stands_on_one_page_is_not_cut_where_nothing_is_lost():
    boxes = [[text(500), heading(), table(9, height=18)], [text(300)]]

    chosen = choose_layout(boxes, room=ROOM, first_used=0)

    assert chosen.sections[0][1].new_page
    assert chosen.orphans == 0


def test_a_long_table_begins_with_three_rows_where_that_spares_a_page_and_else_with_four():
    # 155 points are left: caption, header and three rows of 36 fit, a fourth does not.
    long = Box(kind="table", above=0, below=0, caption=14, header=22, rows=(36.0,) * 18)
    first = Box(kind="text", above=0, below=0, height=ROOM - 155)
    page_more = Box(kind="text", above=0, below=0, height=60)

    spared = choose_layout([[first], [long, page_more]], room=ROOM, first_used=0)
    equal = choose_layout([[first], [long, text(500)]], room=ROOM, first_used=0)

    assert (spared.pages, spared.sections[1][0].new_page) == (2, False)
    assert (equal.pages, equal.sections[1][0].new_page) == (3, True)
