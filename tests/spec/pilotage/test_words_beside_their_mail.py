"""« Relances » with « Décision » and « Note » in B and C: what she sorts or inserts as we write.

Her word belongs with the mail that she saw beside it; each table is what a write of ours found.
"""

from dataclasses import replace

from support.pilotage.shared_tab import done

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.pilotage.tab_check import (
    landed_texts,
    moved_words,
    overwritten_words,
    words_by_key,
)
from relocalisons.core.pilotage.tab_rewrite import keys_of, plan_rewrite
from relocalisons.core.views.own_tab import OwnTab

HEADER = ("Partenaire", "Décision", "Note", "Objet", "Aperçu", "État", "Clé")


def wanted(keys: str) -> OwnTab:
    rows = tuple((f"P-{key}", "", "", f"Mail {key}", "Lire", f"état {key}", key) for key in keys)
    return OwnTab(
        title="Relances", rows=(HEADER, *rows), widths=(1,) * 7, settled=frozenset({0, 3, 4})
    )


def shown(mail: str, decision: str, key: str, *, note: str = "") -> tuple[str, ...]:
    """A row that shows a mail above the key of maybe another."""
    return (f"P-{mail}", decision, note, f"Mail {mail}", "Lire", f"état {mail}", key)


def tab_of(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> TabGrid:
    return TabGrid(sheet_id=7, title="Relances", rows=(header, *rows))


def left_beside(tab: TabGrid, to_be: OwnTab) -> list[tuple[str, str, str]]:
    """Subject, decision and key of each row after our write."""
    header, *rows = done(plan_rewrite(tab, to_be), tab)
    columns = [header.index(name) for name in ("Objet", "Décision", "Clé")]
    said = [tuple(str(row[one] or "") for one in columns) for row in rows]
    return sorted((subject, decision, key) for subject, decision, key in said)


def test_a_word_under_the_key_of_a_copy_that_says_the_same_stays_with_the_mail_it_shows():
    tab = tab_of(shown("b", "", "a"), shown("a", "non", "b"), shown("b", "non", "b"))

    assert left_beside(tab, wanted("ab")) == [("Mail a", "non", "a"), ("Mail b", "non", "b")]


def test_a_word_of_last_week_is_not_for_the_mail_of_this_week_that_says_the_same():
    last_week = shown("a", "envoyer", "v", note="à relire")  # « v » is gone, and said « Mail a »
    tab = tab_of(last_week, shown("b", "non", "b"))

    assert left_beside(tab, wanted("ab")) == [("Mail a", "", "a"), ("Mail b", "non", "b")]


def test_a_word_on_a_row_whose_key_gets_its_words_from_elsewhere_becomes_a_row_of_hers():
    tab = tab_of(shown("b", "oui", "b"), shown("b", "non", "a"), shown("a", "appel", ""))

    assert left_beside(tab, wanted("ab")) == [
        ("Mail a", "appel", "a"),
        ("Mail b", "non", ""),
        ("Mail b", "oui", "b"),
    ]


def test_a_mail_is_told_where_a_text_of_ours_landed_on_a_part_of_what_says_it():
    header = (*HEADER[:4], "Mon avis", *HEADER[4:])  # inserted while we wrote « État »
    rows = [
        ("P-b", "non", "", "Mail b", "", "état a", "état b", "a"),
        ("P-a", "oui", "", "Mail a", "", "état b", "état a", "b"),
    ]

    assert left_beside(tab_of(*rows, header=header), wanted("ab")) == [
        ("Mail a", "oui", "a"),
        ("Mail b", "non", "b"),
    ]


def test_a_copy_that_she_sorted_above_its_mail_is_no_text_of_ours():
    """Its word is also the state that we write there."""
    mail, copy = shown("a", "", "a", note="vu"), shown("a", "état a", "a", note="copie")
    before, after, to_be = tab_of(mail, copy), tab_of(copy, mail), wanted("a")

    moved = moved_words(words_by_key(before), words_by_key(after), wanted=keys_of(to_be))

    assert moved
    assert overwritten_words(moved, landed_texts(before, after, to_be, given={})) == {}


def test_a_text_of_ours_over_her_words_is_told_whatever_the_row_it_was_for():
    """She put a column before hers and sorted: « Objet » of a landed on the note of b."""
    header = ("Partenaire", "Avis", *HEADER[1:])
    before = tab_of(shown("a", "", "a"), shown("b", "oui", "b", note="vu"))
    after = tab_of(
        ("P-b", "", "oui", "Mail a", "Mail b", "Lire", "état b", "b"),
        ("P-a", "", "", "Mail b", "Mail a", "Lire", "état a", "a"),
        header=header,
    )
    to_be = replace(wanted("ab"), settled=frozenset[int]())

    moved = moved_words(words_by_key(before), words_by_key(after), wanted=keys_of(to_be))

    lost = overwritten_words(moved, landed_texts(before, after, to_be, given={}))
    assert lost == {"a": ("", ""), "b": ("oui", "vu")}
