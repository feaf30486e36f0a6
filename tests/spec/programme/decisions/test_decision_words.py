"""What the service promises about the coordinator's words in « Décision »."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relocalisons.core.programme.decisions.decisions import (
    FINDING_CHOICES,
    REMINDER_CHOICES,
    Meaning,
    understand_finding,
    understand_reminder,
    understand_send_all,
)

FIRST_READ = date(2026, 2, 10)


def of_finding(text, *, read_on=FIRST_READ):
    return understand_finding(text, read_on=read_on)


@pytest.mark.parametrize("typed", ["envoyé", "Envoyée", "déjà envoyé", "tout envoyé"])
def test_what_may_say_that_she_wrote_herself_is_asked_about_and_sends_nothing(typed):
    assert understand_reminder(typed).meaning is Meaning.UNCLEAR
    assert understand_send_all(typed).meaning is not Meaning.SEND


@pytest.mark.parametrize(
    "typed",
    ["envoyer", "Envoyer", " ENVOYER ", "envoyez", "envoyer.", "envoer", "envoyyer",
     "ok envoyer", "à envoyer"],
)  # fmt: skip
def test_envoyer_is_understood_as_a_phone_types_it(typed):
    assert understand_reminder(typed).meaning is Meaning.SEND


@pytest.mark.parametrize(
    "typed",
    ["envoyer ?", "envoyer sauf A2.3", "renvoyer", "envoler", "oui", "ok", "x", "VRAI",
     "tout envoyer", "envoyer lundi", "demander à Paul avant d'envoyer", "ne pas envoyer sans moi"],
)  # fmt: skip
def test_what_is_not_clearly_envoyer_sends_nothing_and_says_so(typed):
    word = understand_reminder(typed)

    assert word.meaning is Meaning.UNCLEAR
    assert "n’est pas compris" in word.message
    assert "Rien n’est envoyé" in word.message


@pytest.mark.parametrize("typed", ["pas cette fois", "Pas cette fois-ci", "non", "ne pas envoyer"])
def test_pas_cette_fois_is_understood(typed):
    assert understand_reminder(typed).meaning is Meaning.NOT_THIS_TIME


@pytest.mark.parametrize(
    "typed", ["j'appelle", "J’APPELLE", "jappelle", "j'apelle", "je l'appelle"]
)
def test_j_appelle_is_understood_with_any_apostrophe(typed):
    assert understand_reminder(typed).meaning is Meaning.I_CALL


@pytest.mark.parametrize("typed", ["", "   ", None])
def test_an_empty_cell_is_no_decision(typed):
    assert understand_reminder(typed).meaning is Meaning.NOTHING
    assert of_finding(typed).meaning is Meaning.NOTHING
    assert understand_send_all(typed).meaning is Meaning.NOTHING


def test_every_offered_choice_but_the_unfinished_ones_is_understood():
    reminders = [understand_reminder(choice).meaning for choice in REMINDER_CHOICES]
    findings = [of_finding(choice).meaning for choice in FINDING_CHOICES]

    assert reminders == [Meaning.SEND, Meaning.NOT_THIS_TIME, Meaning.I_CALL]
    # The two choices that end with « … » want a date: picked and left so, they ask for it.
    assert findings == [
        Meaning.TO_DO, Meaning.SEEN, Meaning.DONE, Meaning.ASKED, Meaning.ASKED, Meaning.VOID,
        Meaning.SHARED,
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["tout envoyer", "Tout envoyer.", "envoyer tout", "tout envoyr"])
def test_tout_envoyer_is_understood(typed):
    assert understand_send_all(typed).meaning is Meaning.SEND


@pytest.mark.parametrize(
    "typed", ["envoyer", "oui", "tout va bien", "tout envoyer sauf P03", "ne rien envoyer"]
)
def test_only_tout_envoyer_sends_everything(typed):
    assert understand_send_all(typed).meaning is Meaning.UNCLEAR


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("date accordée au 12/04/2026", date(2026, 4, 12)),
        ("date accordée au 12/04", date(2026, 4, 12)),
        ("DATE ACCORDEE AU 12 AVRIL", date(2026, 4, 12)),
        ("accordé jusqu'au 12 avril 2026", date(2026, 4, 12)),
        ("report accordé : 01/06/26", date(2026, 6, 1)),
        ("date accordée au 2026-04-12", date(2026, 4, 12)),
    ],
)
def test_a_granted_date_is_read(typed, until):
    word = of_finding(typed)

    assert (word.meaning, word.until) == (Meaning.GRANTED, until)


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("vu par téléphone, reparler le 20/03", date(2026, 3, 20)),
        ("vu par tel reparler le 20/03/2026", date(2026, 3, 20)),
        ("Vu au téléphone, en reparler le vendredi 20 mars", date(2026, 3, 20)),
        ("vu par téléphone le 02/03, reparler le 20/03", date(2026, 3, 20)),
        ("vu par tél., à rappeler fin mars", date(2026, 3, 31)),
        ("à rappeler le 20/03", date(2026, 3, 20)),
        ("vu par téléphone", None),
        ("vu par téléphone le 02/03", None),
    ],
)
def test_when_to_talk_again_is_read_and_not_confused_with_when_she_saw_them(typed, until):
    word = of_finding(typed)

    assert (word.meaning, word.until) == (Meaning.SEEN, until)


@pytest.mark.parametrize(
    "typed",
    ["ok", "12/04/2026", "vu par téléphone : ok", "sans objet ?", "voir avec Paul", "rappeler"],
)
def test_a_doubtful_word_is_kept_as_a_doubt_with_a_sentence_for_her(typed):
    word = of_finding(typed)

    assert word.meaning is Meaning.UNCLEAR
    assert word.until is None
    assert word.message.endswith((".", "»."))


@pytest.mark.parametrize(
    "typed",
    ["date accordée au 30/02", "date accordée au plus vite", "date accordée au",
     "date accordée au 12 ou 15/04", "vu par téléphone, reparler le", "date accordée au 05/01"],
)  # fmt: skip
def test_a_doubtful_date_grants_nothing_and_is_asked_about(typed):
    word = of_finding(typed)

    assert word.meaning is Meaning.ASKED
    assert not word.is_clear
    assert word.message.endswith((".", "»."))


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_whatever_makes_the_reading_fail(typed):
    for word in (understand_reminder(typed), understand_send_all(typed), of_finding(typed)):
        assert word.is_clear or word.message


@given(st.text(alphabet="envoyr tuapscfi'?!A2.3", max_size=25))
@settings(max_examples=300, deadline=None)
def test_a_question_or_an_exception_never_sends(typed):
    word = understand_reminder(typed)

    if word.meaning is Meaning.SEND:
        assert "?" not in typed
        assert "pas" not in typed
        assert "2" not in typed
