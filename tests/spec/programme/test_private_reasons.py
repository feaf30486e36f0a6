"""Somebody's illness, family, dismissal or ruin is « raison interne » in whatever leaves.

In `tests/data/private`, `reasons.csv` is the truth written before the code, by somebody who had not
seen it. `reasons_second.csv` and `reasons_third.csv` were written as it was: when the lists first
met them, 6 of 44 and 19 of 60 private sentences leaked (1 false alarm each), and the lists then
learnt them by category. They are regression data now and measure nothing any more (ADR 0020).
`more_reasons.csv` is ours.
"""

import csv
from datetime import date
from pathlib import Path

import pytest
from support.papers.report_workspace import sample_workspace
from support.programme.build import a_partner, actions
from support.reminders.planned import finding, plan, said, tracked

from relocalisons.core.kernel.discretion.discretion import discreet, hide_private
from relocalisons.core.kernel.discretion.words.reasons import topic_of
from relocalisons.core.kernel.model import (
    Audience,
    FindingState,
    Programme,
    Severity,
    TrackedFinding,
)
from relocalisons.core.programme.findings.private_reasons import cleared_words, find_private_reasons
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.policy import ReminderPolicy

TRUTH = ("reasons.csv", "reasons_second.csv", "reasons_third.csv")
EVERY = (*TRUTH, "more_reasons.csv")
DATA = Path(__file__).parents[2] / "data" / "private"
PRIVATE = "arrêt maladie, suppléance en cours"
HARMLESS = "maladie de la vigne, rendement réduit"


def sentences(name: str) -> list[tuple[str, bool]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader(lines, delimiter=";")
        return [(row["sentence"], row["private"] == "yes") for row in read]


@pytest.mark.parametrize("names", [TRUTH, ("more_reasons.csv",)], ids=("truth", "ours"))
def test_no_private_reason_leaks_and_a_growers_words_stay(names):
    judged = [
        (text, private, topic_of(text) is not None)
        for name in names
        for text, private in sentences(name)
    ]

    leaks = [text for text, private, hidden in judged if private and not hidden]
    false_alarms = [text for text, private, hidden in judged if hidden and not private]

    assert len(judged) > 300
    assert leaks == []
    assert len(false_alarms) <= 2, false_alarms


@pytest.mark.parametrize(
    ("innocent", "private"),
    [
        ("vu avc le maire", "AVC du maire"),
        ("point fait avc Paul", "Paul a fait un AVC"),
        ("atelier AT n° 3 programmé", "en AT depuis le 6"),
        ("LJ = lot jardin", "LJ prononcée vendredi"),
        ("avis du CLD favorable", "CLD accordé à l’agent"),
        ("offre AA du grossiste", "va aux AA le mardi"),
        ("sursis à statuer sur le hangar", "six mois avec sursis"),
        ("les brebis boivent moins", "il boit"),
        ("périodes d’essai des variétés", "période d’essai non concluante"),
    ],
)
def test_a_short_word_counts_only_where_its_context_settles_it(innocent, private):
    assert topic_of(innocent) is None
    assert topic_of(private) is not None


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(
    "typed",
    [str.upper, str.lower, lambda text: text.replace("’", "'"), lambda text: f"Retard : {text}."],
    ids=("capitals", "small letters", "straight apostrophes", "inside a sentence"),
)
def test_the_way_of_typing_changes_nothing(name, typed):
    for text, private in sentences(name):
        if private:
            assert topic_of(typed(text)) is not None, typed(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (PRIVATE, "raison interne"),
        (HARMLESS, HARMLESS),
        ("Reporté (arrêt maladie)", "Reporté (raison interne)"),
        ("Mme Roche (congé maternité)", "Mme Roche (raison interne)"),
        ("Cause : arrêt maladie de Paul", "Cause : raison interne"),
        ("A1.2 – Remplacer Mme Roche en congé maternité", "A1.2 – raison interne"),
        ("La case « arrêt maladie » ne se lit pas.", "La case « raison interne » ne se lit pas."),
        (
            "Semis faits. Julien est en arrêt maladie depuis le 12. Volumes tenus.",
            "Semis faits. Raison interne. Volumes tenus.",
        ),
        ("M. Faure hospitalisé, semis faits par un voisin", "Raison interne"),
        ("Cancer, traitement lourd ; volumes revus", "Raison interne ; volumes revus"),
        ("https://drive.example/arret-maladie.pdf", "https://drive.example/arret-maladie.pdf"),
        ("", ""),
    ],
)
def test_the_sentence_is_hidden_and_what_stands_beside_it_stays(typed, printed):
    assert hide_private(typed).replace("\u00a0", " ") == printed


def test_hiding_twice_changes_nothing():
    for name in EVERY:
        for text, _ in sentences(name):
            once = hide_private(f"A1.2 – Former les cuisiniers : {text}")

            assert hide_private(once) == once
            assert topic_of(once) is None


def test_only_the_words_of_a_document_are_looked_at():
    figures = (1, 2.5, None, date(2026, 3, 3), PlanKind.ACTION_LATE, Audience.COPIL)

    assert discreet(figures) is figures
    assert discreet({"arrêt maladie": ("arrêt maladie", 3)}) == {
        "arrêt maladie": ("raison interne", 3)
    }


# --- she is asked --------------------------------------------------------------------------------


def programme_with_cause(cause: str, *, second: str = "") -> Programme:
    space = sample_workspace(actions=4, late=2)
    for row, words in zip(space.tables["actions"], (cause, second), strict=False):
        row["delay_cause"] = words
    return space.programme()


def decided(programme: Programme, decision: str, *, only: int | None = None):
    return tuple(
        TrackedFinding(
            finding=one, state=FindingState.OPEN, first_seen=programme.as_of,
            **said(decision if only in (None, at) else ""),
        )
        for at, one in enumerate(find_private_reasons(programme))
    )  # fmt: skip


def test_the_coordinator_is_asked_and_the_words_are_not_repeated():
    programme = programme_with_cause(PRIVATE, second=HARMLESS)

    (asked,) = find_private_reasons(programme)

    assert (asked.audience, asked.severity) == (Audience.COORDINATION, Severity.INFO)
    assert "(santé)" in asked.title
    assert "« raison interne »" in asked.title.replace("\u00a0", " ")
    assert "sans objet" in asked.action
    assert asked.evidence[0].cell
    assert "maladie" not in repr(asked)
    assert asked.ask == "", "a partner is not mailed about it"


def test_what_she_alone_reads_is_not_asked_about():
    space = sample_workspace(actions=4)
    space.tables["contacts"] = [
        {"date": date(2026, 2, 3), "partner": "P01", "person": "Anne", "said": PRIVATE}
    ]

    assert find_private_reasons(space.programme()) == ()


def test_sans_objet_lets_the_words_be_read():
    programme = programme_with_cause(PRIVATE)

    cleared = cleared_words(programme, decided(programme, "sans objet"))

    assert hide_private(PRIVATE, cleared=cleared) == PRIVATE
    assert hide_private(f"Cause : {PRIVATE}", cleared=cleared) == f"Cause : {PRIVATE}"
    assert hide_private("burn-out", cleared=cleared) == "raison interne"


@pytest.mark.parametrize("decision", ["", "à traiter", "peut-être"])
def test_no_other_word_of_hers_lets_them_be_read(decision):
    programme = programme_with_cause(PRIVATE)

    assert cleared_words(programme, decided(programme, decision)) == frozenset()


def test_the_same_words_in_a_cell_she_has_not_judged_stay_hidden_everywhere():
    programme = programme_with_cause(PRIVATE, second=PRIVATE)

    assert cleared_words(programme, decided(programme, "sans objet", only=0)) == frozenset()


def test_other_words_in_the_same_cell_are_another_question():
    (before,) = find_private_reasons(programme_with_cause(PRIVATE))
    (after,) = find_private_reasons(programme_with_cause("burn-out du référent"))

    assert before.key != after.key


# --- mails ---------------------------------------------------------------------------------------


def test_a_mail_says_nothing_private_to_whoever_reads_it():
    entry = finding("cell_unreadable", "P01/actions/A2.3/planned_end",
                    detail="« arrêt maladie de Paul » n’est pas une date.")  # fmt: skip
    known = actions("""
        action | owner | end        | predecessors | title
        A1.2   | P01   | 2026-02-03 |              | Remplacer Mme Roche en congé maternité
        A2.3   | P02   | 2026-05-01 | A1.2         | Attendre le retour de Paul, hospitalisé
    """)
    policy = ReminderPolicy(texts=(("", "Julien est en arrêt maladie, merci de votre patience."),))

    made = plan(
        *tracked(entry, finding()), actions=known, policy=policy,
        partners=(a_partner("P01", contact="Anne Roux en arrêt maladie"), a_partner("P02")),
    ).digests[0]  # fmt: skip

    said = " ".join(line.label + line.text for line in made.lines)
    assert "raison interne" in said.casefold()
    assert topic_of(said) is None, said
    assert made.opening == "", "the usual opening stands in for hers"
    assert made.person == "", "the greeting is « Bonjour, »"
