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
