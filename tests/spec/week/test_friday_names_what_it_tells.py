"""Friday's mail and titles name the matter: tab and cell, whose answer, the first of several."""

from dataclasses import replace
from datetime import date

import pytest
from support.programme.acts import NIGHT, PROGRAMME, seen
from support.programme.build import a_partner
from support.reminders.from_sheets import finding, sheets

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.doubtful import UnreadableCell, say_unreadable_cells
from relocalisons.core.acts.wording import say_act
from relocalisons.core.kernel.model import CellRef
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.core.reminders.week_review import RunsOfWeek, review_week
from relocalisons.rendering.mails.one_screen import name

FRIDAY = date(2026, 5, 22)
TWO_LINES = 2 * 38 - len("Ne se lit pas : ")


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def cell(at: str, typed: str, *, tab="Échéancier rapports", book="Pilotage") -> UnreadableCell:
    return UnreadableCell(
        place=CellRef(file_id=book, workbook=book, tab=tab, sheet_id=0, cell=at),
        typed=typed, header="Statut", label="", gesture="faire écrire un mot de la liste",
    )  # fmt: skip


CELLS = (
    ((cell("F3", "en attente"),), ["Échéancier rapports, F3 « en attente »"]),
    (
        (cell("H6", "5 à 6000", tab="Dépenses", book="Suivi CAU – CAUE du massif"),),
        ["Suivi CAU, Dépenses, H6 « 5 à 6000 »"],
    ),
    (
        (cell("F3", "en attente"), cell("F4", "voir mail")),
        ["Échéancier rapports, F3 « en attente » et 1 autre"],
    ),
    (
        (cell("F3", "?"), cell("F3", "?", tab="Décisions")),
        ["Échéancier rapports, F3 « ? »", "Décisions, F3 « ? »"],
    ),
)


@pytest.mark.parametrize(("cells", "said"), CELLS)
def test_a_cell_that_cannot_be_read_is_named_with_its_tab(cells, said):
    assert [plain(words) for words, _ in say_unreadable_cells(cells)] == said


def test_it_fits_on_two_lines_of_a_phone_whatever_was_typed():
    long = cell(
        "AB117", "à voir avec la commission des finances de mardi prochain",
        tab="Plan d’action prévisionnel détaillé du groupement",
        book="Suivi P07 – Groupement de producteurs",
    )  # fmt: skip

    ((words, place),) = say_unreadable_cells((long,))

    assert len(words) <= TWO_LINES
    assert "AB117" in words
    assert place == long.place


def test_what_was_asked_of_many_and_is_settled_is_one_point():
    answers = [
        finding("meeting_answers_missing", f"C3/{code}", partner=code, label="C3 – COPIL du 8 mai")
        for code in ("P01", "P02")
    ]

    (told,) = review_week(
        as_of=FRIDAY, programme=sheets(), tracked=(), plan=ReminderPlan(digests=()), mails=(),
        runs=RunsOfWeek(days_read=5, days_expected=5), settled=answers, suspended=False,
    ).settled  # fmt: skip

    assert plain(told.words).startswith("C3 – COPIL du 8 mai (")
    assert " et " in told.words


def test_the_title_of_a_call_names_a_matter_and_not_the_partner_s_code():
    partner = a_partner("P01", "Commune de La Motte-d’Arvanne", contact="Gérard Blanc-Tailleur")
    programme = replace(PROGRAMME, partners=(partner,))
    matters = [
        replace(finding("agreement_unsigned", "P01"), label="P01 – Convention de partenariat"),
        replace(finding("agreement_unsigned", "P01b"), label="P01 – Assurance décennale"),
    ]
    (act, *_) = derive_acts(seen(*matters), programme=programme, as_of=NIGHT).acts

    title = plain(say_act(act, programme=programme))

    assert "sujets" not in title
    assert title.endswith("P01 – Convention de partenariat et 1 autre")


def test_what_she_reads_again_names_the_first_of_several():
    outputs = [
        replace(finding("deliverable_unvalidated", n), label=f"{n} – Fiches") for n in ("L1", "L2")
    ]
    (act, *_) = derive_acts(seen(*outputs), programme=PROGRAMME, as_of=NIGHT).acts

    assert plain(say_act(act, programme=PROGRAMME)).endswith("livrables (L1 et 1 autre)")


@pytest.mark.parametrize(
    ("label", "brief"),
    (
        ("6.4 – Marché de maîtrise d’œuvre mutualisé des trois communes", "6.4 ("),
        ("Suivi ALE – Agence locale de l’énergie – Plan d’action", "Suivi ALE – Plan d’action ("),
        # the code says whose paper it is, and is no number of it
        ("P01 – Feuille de temps de février 2026", "P01 – Feuille de temps de février 2026"),
    ),
)
def test_a_name_that_would_be_cut_is_said_in_few_words_and_whole(label, brief):
    gone = replace(finding("action_late", "A1"), label=label)
    (told,) = review_week(
        as_of=FRIDAY, programme=sheets(), tracked=(), plan=ReminderPlan(digests=()), mails=(),
        runs=RunsOfWeek(days_read=5, days_expected=5), settled=(gone,), suspended=False,
    ).settled  # fmt: skip

    assert plain(name(told, longest=200).words).startswith(label)
    assert plain(name(told, longest=40).words).startswith(brief)
    assert "…" not in name(told, longest=40).words
