"""A day that is still to come is not read as the day of a deed, nor given to another line."""

from datetime import date

import pytest

from relocalisons.core.replies.model import Act, Ask, AskKind, Proposal, Reply
from relocalisons.core.replies.reader import found_in

WRITTEN = date(2026, 5, 12)  # a Tuesday


def ask(ref: str, title: str, due: date) -> Ask:
    return Ask(ref=ref, kind=AskKind.WORK, title=title, due=due)


PICKING = ask("A1", "Cueillette solidaire", date(2026, 5, 15))
SHEET = ask("L1", "Fiche ingrédients", date(2026, 5, 29))
TRIAL = ask("A2", "Essai de saucisse", date(2026, 5, 29))
FORUM = ask("A3", "Forum des repreneurs", date(2026, 5, 28))
TALKS = ask("A4", "Dix entretiens de producteurs", date(2026, 5, 27))
OVEN = ask("D1", "Facture du four", date(2026, 5, 29))
TRAYS = ask("D2", "Facture des bacs gastro", date(2026, 5, 29))
REPORT = ask("L2", "Bilan hydrique", date(2026, 5, 22))


def found(body: str, *asks: Ask) -> list[Proposal]:
    reply = Reply(body=body, written=WRITTEN, person="Odile Masson", sender="Odile Masson",
                  asks=asks)  # fmt: skip
    return [each for each, _ in found_in(reply)]


@pytest.mark.parametrize(
    ("body", "line", "act", "day"),
    [
        ("La cueillette est remise au samedi 16.", PICKING, Act.NEW_DATE, date(2026, 5, 16)),
        ("Cueillette remise au 23 mai", PICKING, Act.NEW_DATE, date(2026, 5, 23)),
        ("la fiche c'est mon mari il fait ça dimanche.", SHEET, Act.PROMISE, date(2026, 5, 17)),
        ("boyau reçu, essai vendredi.", TRIAL, Act.PROMISE, date(2026, 5, 15)),
        ("Pour les entretiens, laisse-moi au moins jusqu'au 8 juin.", TALKS, Act.NEW_DATE,
         date(2026, 6, 8)),
    ],
)  # fmt: skip
def test_the_day_is_told_as_one_to_come(body, line, act, day):
    (one,) = found(body, line, REPORT)

    assert (one.act, one.ref, one.days and one.days.latest) == (act, line.ref, day)


@pytest.mark.parametrize(
    "body", ["Le forum est maintenu au 28, la salle est louée.", "Je vous l'ai donnée ce jour-là."]
)
def test_no_day_of_a_deed_is_made_up(body):
    assert [each.days for each in found(body, FORUM) if each.act is Act.DONE] in ([], [None])


def test_the_second_is_the_second_line_even_when_its_words_resemble_the_first():
    body = "La première est partie ce matin, la seconde n'a jamais été reçue du fournisseur."

    assert [(each.act, each.ref) for each in found(body, OVEN, TRAYS)] == [
        (Act.DONE, "D1"), (Act.BLOCKED, "D2"),
    ]  # fmt: skip


def test_the_rest_is_what_no_part_of_the_sentence_named():
    body = "La cueillette est terminée, la fiche est chez l'imprimeur, le reste fin mai."

    dated = [each for each in found(body, PICKING, SHEET, REPORT) if each.days]
    assert {each.ref for each in dated} == {"L2"}
