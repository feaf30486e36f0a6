"""Words of which nothing is understood stand « à lire » beside the line that they are about."""

from datetime import date

import pytest

from relocalisons.core.replies.model import Act, Ask, AskKind, Reply
from relocalisons.core.replies.reader import read_reply

PLAN = Ask(ref="A1.2", kind=AskKind.WORK, title="Plan de fumure", due=date(2026, 5, 22))
BILL = Ask(ref="D7", kind=AskKind.WORK, title="Facture du traiteur", due=date(2026, 5, 29))


def beside(body: str, *asks: Ask, subject: str = "") -> list[tuple[str | None, str]]:
    read = read_reply(
        Reply(
            body=body, written=date(2026, 5, 13), person="Odile Masson", sender="Odile Masson",
            asks=asks, subject=subject,
        )
    )  # fmt: skip
    assert all(each.act is Act.OTHER and each.doubt for each in read.to_read)
    # Likely to be hers to read, or left: both are told « à lire » beside the line.
    likely = [each for each in read.proposals if each.act is Act.OTHER and each.ref]
    return [(each.ref, each.words) for each in (*likely, *read.to_read)]


SAID = {
    # Of the line that it names, of the one before it, or of the only one.
    "Que dire de la facture du traiteur et de sa vanille.": [
        ("D7", "Que dire de la facture du traiteur et de sa vanille.")
    ],
    "Le plan de fumure est terminé depuis lundi. Quelle histoire avec ce voisin.": [
        ("A1.2", "Quelle histoire avec ce voisin.")
    ],
    # Of no line: in her mail alone.
    "Quelle histoire avec ce voisin.": [],
    # Thanks, a signature and what was understood are nothing to read.
    "Le plan de fumure est terminé. Merci beaucoup.": [],
    "Le plan de fumure est terminé.\nOdile Masson": [],
    "Le plan de fumure est terminé.": [],
}


@pytest.mark.parametrize("body", SAID)
def test_what_is_not_understood_stands_beside_its_line(body):
    assert beside(body, PLAN, BILL) == SAID[body]


def test_what_answers_the_only_line_stands_beside_it():
    assert beside("Quelle histoire avec ce voisin.", PLAN) == [
        ("A1.2", "Quelle histoire avec ce voisin.")
    ]


def test_several_sentences_of_one_line_are_one_quote():
    [(ref, words)] = beside("Quelle histoire avec ce voisin. Son âne chante mieux que lui.", PLAN)

    assert (ref, words) == (
        "A1.2",
        "Quelle histoire avec ce voisin. Son âne chante mieux que lui.",
    )


def test_a_machine_leaves_nothing_to_read_beside_a_line():
    absent = "Réponse automatique : absente du bureau"

    assert beside("Le plan de fumure attendra le voisin et son âne.", PLAN, subject=absent) == []


@pytest.mark.parametrize(
    ("body", "words", "day"),
    [
        (
            "La facture du traiteur arrive mardi, la pluie nous a retardés.",
            "La facture du traiteur arrive mardi, la pluie nous a retardés.",
            date(2026, 5, 19),
        ),
        (
            "Que dire de la facture du traiteur jusqu'au 30 juin.",
            "Que dire de la facture du traiteur jusqu'au 30 juin.",
            date(2026, 6, 30),
        ),
        ("Que dire de la facture du traiteur, vue le 9 avril.", None, None),
        ("Que dire de la facture du traiteur, le 20 mai ou le 3 juin.", None, None),
    ],
)
def test_words_to_read_have_the_one_day_to_come_that_they_name(body, words, day):
    read = read_reply(
        Reply(
            body=body, written=date(2026, 5, 13), person="Odile Masson", sender="Odile Masson",
            asks=(PLAN, BILL),
        )
    )  # fmt: skip

    [one] = (each for each in (*read.proposals, *read.to_read) if each.ref == "D7")
    assert words is None or one.words == words
    assert (one.days.latest if one.days else None) == day


def test_what_is_typed_behind_a_line_of_ours_is_quoted_as_typed():
    ask = Ask(ref="CA4", kind=AskKind.WORK, title="Payé le")
    sent = "CA4 : Payé le (pour le 19 mai)"

    def own(body: str) -> str:
        return read_reply(
            Reply(
                body=body, written=date(2026, 5, 13), person="Odile Masson",
                sender="Odile Masson", asks=(ask,), sent_text=sent,
            )
        ).own  # fmt: skip

    # Their own words begin as our line does; behind a copy of our line only theirs are left.
    assert own("CA4 : payé le 9 avril, relevé déposé à Été") == (
        "CA4 : payé le 9 avril, relevé déposé à Été"
    )
    assert own(f"{sent} : Relevé déposé à Été") == "CA4 : Relevé déposé à Été"
