"""What stands after our write is compared with what it should have left: what is lost comes back.

`found` is the tab as the answer to our write shows it: she did something in the instant before.
"""

from support.pilotage.shared_tab import done

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.pilotage.tab_check import compare, should_stand
from relocalisons.core.pilotage.tab_rewrite import Lost, plan_rewrite
from relocalisons.core.views.own_tab import OwnTab

HEADER = ("Objet", "Décision", "Note", "État", "Clé")
WANTED = OwnTab(
    title="Relances",
    rows=(HEADER, *((f"Mail {key}", "", "", f"état {key}", key) for key in "ab")),
    widths=(1,) * 5,
    settled=frozenset({0}),
)
A, B = ("Mail a", "", "", "état a", "a"), ("Mail b", "", "", "état b", "b")
MINE = ("ma ligne", "", "", "", "")


def tab_of(*rows: tuple[str, ...]) -> TabGrid:
    return TabGrid(sheet_id=7, title="Relances", rows=(HEADER, *rows))


def lost(before: TabGrid, found: TabGrid) -> Lost | None:
    should = should_stand(plan_rewrite(before, WANTED), before, lost=None)
    return compare(should, found, WANTED)[1]


def put_back(tab: TabGrid, what: Lost | None) -> list[list[object]]:
    return [list(map(str, row)) for row in done(plan_rewrite(tab, WANTED, lost=what), tab)[1:]]


def test_a_row_with_her_words_and_a_row_of_hers_that_are_gone_come_back():
    said = ("Mail a", "envoyer", "vu", "état a", "a")

    what = lost(tab_of(said, MINE, B), tab_of(B))

    assert what == Lost(words={"a": ("envoyer", "vu")}, rows=(MINE,))
    assert put_back(tab_of(B), what) == [list(said), list(MINE), list(B)]


def test_a_row_of_hers_whose_words_get_their_row_again_by_this_write_is_not_lost():
    """A text of ours without its key, which a sort of all but « Clé » has left behind."""
    before = tab_of(("Mail b", "", "", "état a", "a"), ("Mail a", "non", "", "état a", ""))
    plan = plan_rewrite(before, WANTED)

    left = tab_of(*(tuple(map(str, row)) for row in done(plan, before)[1:]))

    assert ["Mail a", "non", "", "état a", "a"] in [list(row) for row in left.rows]
    assert lost(before, left) is None


def test_a_row_of_hers_that_this_write_clears_of_a_text_of_ours_is_not_lost():
    before = tab_of(A, B, ("ma ligne", "", "", "état a", ""))

    assert lost(before, tab_of(A, B, MINE)) is None


def test_a_word_that_she_wipes_or_writes_on_a_row_of_hers_meanwhile_is_left_as_she_has_it():
    before = tab_of(A, B, ("ma ligne", "non", "", "", ""))

    assert lost(before, tab_of(A, B, MINE)) is None
    assert lost(before, tab_of(A, ("ma ligne", "oui", "demain", "", ""), B)) is None


def test_a_row_of_hers_is_lost_where_a_text_of_ours_stands_over_hers():
    """She sorted: « état a » was written by its number where her own line is by now."""
    mine = ("ma ligne", "", "", "à revoir", "")
    before = tab_of(("Mail a", "", "", "", "a"), B, mine)
    found = tab_of(("ma ligne", "", "", "état a", ""), B, ("Mail a", "", "", "", "a"))

    assert lost(before, found) == Lost(rows=(mine,))
