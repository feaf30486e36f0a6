"""Whose words: what a mail program repeats, what we sent and what is signed is no answer."""

from datetime import date

import pytest

from relocalisons.core.replies.model import Ask, AskKind, Reply
from relocalisons.core.replies.reader import read_reply

ASK = Ask(ref="A1.2", kind=AskKind.WORK, title="Plan de fumure", due=date(2026, 5, 22))
SENT = """Bonjour Odile Masson,

- A1.2 : Plan de fumure (pour le 22 mai 2026)

Il suffit de répondre : « c'est fait » ou « plutôt le … ».
Pour ne plus rien recevoir, répondez « stop ».

Claire Vasseur, coordination"""
MARKED = "\n".join(f"> {line}" for line in SENT.splitlines())


def read(body):
    return read_reply(
        Reply(
            body=body, written=date(2026, 5, 13), person="Odile Masson", sender="Odile Masson",
            asks=(ASK,), sent_text=SENT,
        )
    )  # fmt: skip


HEADER = "Le mar. 12 mai 2026 à 07:02, Claire (Relocalisons)"
OUTLOOK = (
    "De : Relocalisons <r@x.example>\nEnvoyé : mardi 12 mai 2026 07:02\nÀ : Odile\nObjet : Point"
)
ENGLISH = "From: Relocalisons <r@x.example>\nSent: Tuesday, May 12, 2026 7:02 AM\nTo: Odile"
FREE = 'De: "Relocalisons" <r@x.example>\nEnvoyé: Mardi 12 Mai 2026'
QUOTED = {
    "Gmail": f"{HEADER} <r@x.example> a écrit :\n\n{MARKED}",
    "Gmail, on two lines": f"{HEADER}\n<r@x.example> a écrit :\n{MARKED}",
    "Outlook": f"________________________________\n{OUTLOOK}\n\n{SENT}",
    "Outlook in English": f"{ENGLISH}\n\n{SENT}",
    "Free": f"----- Mail original -----\n{FREE}\n\n{SENT}",
    "without any mark": SENT,
}


@pytest.mark.parametrize("quote", QUOTED.values(), ids=QUOTED)
def test_what_we_sent_is_never_an_answer(quote):
    read_one = read(f"Le plan de fumure est terminé.\n\n{quote}\n")

    assert read_one.own == "Le plan de fumure est terminé."
    assert [each.act.value for each in read_one.proposals] == ["done"]
    assert read(quote).proposals == ()


TRAPS = {
    "a header that somebody typed": ("De : la banque\nÀ : nous\nA1.2 : fait", "De : la banque"),
    "a sentence about a mail": (
        "Le 4 mai, Paul a écrit au maire.\nA1.2 : fait",
        "a écrit au maire",
    ),
}


@pytest.mark.parametrize(("body", "kept"), TRAPS.values(), ids=TRAPS)
def test_a_sentence_like_a_header_stays_an_answer(body, kept):
    read_one = read(body)

    assert kept in read_one.own
    assert any("A1.2 : fait" in each.words for each in (*read_one.proposals, *read_one.to_read))


def test_an_answer_between_our_lines_is_of_the_line_above():
    body = "> - A1.2 : Plan de fumure (pour le 22 mai 2026)\nreporté au 12 juin\n"

    assert [(e.ref, e.act.value) for e in read(body).proposals] == [("A1.2", "new_date")]


def test_an_answer_typed_behind_our_line_is_of_that_line():
    body = f"{QUOTED['Outlook']}".replace("(pour le 22 mai 2026)", "(pour le 22 mai 2026) : fait")

    assert [(e.ref, e.act.value) for e in read(body).proposals] == [("A1.2", "done")]


SIGNATURES = {
    "after two dashes": "-- \nOdile Masson\nMairie. Répondez STOP pour ne plus recevoir la lettre.",
    "after a formula": "Cordialement,\nOdile\nAbsente le mercredi, portes ouvertes le 14 mars",
    "after the name": "Odile MASSON | Mairie\nAbsente le vendredi, appelez-moi au 06 11 22 33 44",
    "of a telephone": "Envoyé de mon iPhone",
}


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES)
def test_a_signature_says_nothing(signature):
    read_one = read(f"Le plan de fumure est terminé.\n\n{signature}")

    assert [each.act.value for each in read_one.proposals] == ["done"]


def test_words_between_quotes_are_another_persons():
    read_one = read("Vous écriviez « plan de fumure terminé le 4 mai » mais je n'ai rien reçu.")

    assert "done" not in {each.act.value for each in read_one.proposals}
