"""What left a paper, came in or changed hands since the last one of its kind is said, by name.

Cases D6 to D12 of the coordination's own paper on what leaves, comes back or can no longer be said.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from support.programme.build import UNREADABLE, a_funder, a_programme, an_action
from support.programme.nights import Nights, said
from support.programme.sheets import P01_ID, P02_ID, book, one_partner, pilotage, tab, understood

from relocalisons.core.assessment.struck import find_struck
from relocalisons.core.kernel.model import Action, Decision
from relocalisons.core.reports.committee.copil import CopilReport, build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote
from relocalisons.core.reports.meetings.pack import DOSSIER
from relocalisons.core.views.view import Memory

FEBRUARY, MARCH, APRIL = date(2026, 2, 12), date(2026, 3, 12), date(2026, 4, 14)
LONG_NAMES = (
    "Former les cuisiniers", "Cartographier les producteurs", "Publier le guide",
    "Tester les menus", "Visiter la légumerie", "Rédiger la charte",
)  # fmt: skip


def plan(*, without: Iterable[str] = (), struck: Iterable[str] = (), **given: str) -> list[Action]:
    """138 actions of P04, FRA paying for those of axes 1 and 2."""
    numbers = [f"A{axis}.{rank}" for axis in (1, 2, 3) for rank in range(1, 47)]
    return [
        an_action(
            number, owner="P04", end="2026-09-30", struck=number in struck,
            title=f"{LONG_NAMES[place % 6]} {number}",
            funders="FRA" if number < "A3" else "PNA", **given,
        )
        for place, number in enumerate(numbers)
        if number not in without
    ]  # fmt: skip


def copil(actions: Iterable[Action], *, on: date, previous: Memory | None = None) -> CopilReport:
    programme = a_programme(as_of=on, actions=actions, funders=[a_funder("FRA"), a_funder("PNA")])
    return build_copil_report(
        programme, (), period_start=on.replace(day=1), period_end=on, as_of=on, previous=previous,
        paper=replace(DOSSIER, name=f"COPIL du {on.day} {MONTHS[on.month]} {on.year}"),
    )  # fmt: skip


MONTHS = {2: "février", 3: "mars", 4: "avril"}


def note(
    actions: Iterable[Action], *, on: date, funder: str = "FRA", previous: Memory | None = None
) -> FunderNote:
    programme = a_programme(as_of=on, actions=actions, funders=[a_funder("FRA"), a_funder("PNA")])
    return build_funder_note(
        programme, (), funder=funder, period_start=on.replace(day=1), period_end=on, as_of=on,
        previous=previous,
    )  # fmt: skip


def moves(report: CopilReport | FunderNote) -> list[str]:
    """The sentences that compare totals, or say that a line changed hands."""
    return [
        text for one in report.changes
        if (" suivi" in (text := said(one)) and ", co" in text) or " passe de " in said(one)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def february() -> Memory:
    return copil(plan(), on=FEBRUARY).memory


def test_d7_two_struck_actions_are_named_with_both_totals(february):
    march = copil(plan(struck=("A1.20", "A1.21")), on=MARCH, previous=february)

    assert "136 actions suivies" in said(march.heading.subtitle)
    assert moves(march) == [
        "136 actions suivies, contre 138 au COPIL du 12 février 2026 : 2 sont sorties "
        "(A1.20 « Cartographier les producteurs A1.20 », A1.21 « Publier le guide A1.21 » : "
        "retrait du plan)."
    ]
    (sheet,) = [one for one in march.annex if one.title == "Entrées et sorties"]
    assert [row[0] for row in sheet.rows] == ["A1.20", "A1.21"]


def test_d7_arrivals_that_make_up_for_departures_hide_nothing(february):
    new = [an_action(n, owner="P04", title=f"Ouvrir un quai {n}") for n in ("A4.7", "A4.8")]

    march = copil([*plan(struck=("A1.20", "A1.21")), *new], on=MARCH, previous=february)

    assert moves(march) == [
        "138 actions suivies, comme au COPIL du 12 février 2026, mais 2 sont sorties "
        "(A1.20 « Cartographier les producteurs A1.20 », A1.21 « Publier le guide A1.21 » : "
        "retrait du plan) et 2 sont entrées (A4.7, A4.8)."
    ]


def test_d7_without_any_change_there_is_no_sentence(february):
    assert moves(copil(plan(), on=MARCH, previous=february)) == []


def test_d8_a_funder_is_told_of_its_own_lines_against_its_own_last_paper():
    first = note(plan(), on=FEBRUARY)
    march = note(plan(struck=("A1.20", "A3.1"), without=("A2.9",)), on=MARCH, previous=first.memory)

    assert moves(first) == [], "the first paper of a kind compares with nothing"
    assert moves(march) == [
        "90 actions suivies, contre 92 au 12 février 2026 : 2 sont sorties (A1.20 « Cartographier "
        "les producteurs A1.20 » : retrait du plan ; A2.9 « Former les cuisiniers A2.9 » : plus "
        "dans le plan, sans motif noté)."
    ]


def test_d8_a_paper_of_another_kind_is_no_reference(february):
    assert moves(note(plan(without=("A2.9",)), on=MARCH, previous=february)) == []


def test_d8_another_scope_is_said_and_names_nobody():
    first = note(plan(), on=FEBRUARY)
    nobody = [replace(one, funders=()) for one in plan()]

    march = note(nobody, on=MARCH, previous=first.memory)

    (sentence,) = [said(one) for one in march.changes if "périmètre" in one]
    assert "ne sont pas comparées" in sentence
    assert moves(march) == []


def test_d10_a_line_taken_over_is_neither_entry_nor_exit(february):
    taken = [replace(one, owner="P09") if one.number == "A1.5" else one for one in plan()]

    assert moves(copil(taken, on=MARCH, previous=february)) == ["A1.5 passe de P04 à P09."]


def test_d11_a_line_that_comes_back_is_told_as_back(february):
    march = copil(plan(without=("A2.9",)), on=MARCH, previous=february)
    april = copil(plan(), on=APRIL, previous=march.memory)

    assert moves(april) == [
        "138 actions suivies, contre 137 au COPIL du 12 mars 2026 : 1 est de retour (A2.9)."
    ]


def test_d11_deleted_and_back_between_two_papers_says_nothing(february):
    assert moves(copil(plan(), on=APRIL, previous=february)) == []


def test_d11_the_same_number_for_something_else_is_another_line(february):
    reused = [
        replace(one, title="Ouvrir un quai") if one.number == "A2.9" else one for one in plan()
    ]

    assert moves(copil(reused, on=MARCH, previous=february)) == [
        "138 actions suivies, comme au COPIL du 12 février 2026, mais 1 est sortie (A2.9 "
        "« Former les cuisiniers A2.9 » : son numéro désigne autre chose) et 1 est entrée (A2.9)."
    ]


def test_d12_an_unreadable_plan_has_lost_no_line(february):
    blind = [
        replace(
            one, owner="P05", status=UNREADABLE, planned_end=UNREADABLE, last_read=date(2026, 2, 23)
        )
        if one.number in {f"A3.{n}" for n in range(1, 10)}
        else replace(one, owner="P04")
        for one in plan()
    ]  # fmt: skip
    whose = {one.number: one.owner for one in blind}
    known = copil([replace(one, owner=whose[one.number]) for one in plan()], on=FEBRUARY)

    march = copil(blind, on=MARCH, previous=known.memory)

    assert moves(march) == []
    assert (
        "138 actions suivies, dont 9 (P05) ne peuvent plus être dites depuis le 10 mars 2026 "
        "(dernière bonne lecture : 23 février 2026) ; retards et avancement sont donnés sans elles."
        in said(march.states)
    )
    late = march.tiles[1]
    assert (late.status.level.value, said(late.target)) == (
        "unknown", "sur 138 actions suivies, dont 9 non lisibles",
    )  # fmt: skip


def test_d12_more_than_ten_departures_are_counted_and_listed_in_the_annex(february):
    gone = [f"A3.{n}" for n in range(1, 13)]

    march = copil(plan(without=gone), on=MARCH, previous=february)

    (sentence,) = moves(march)
    assert sentence.endswith("A3.10 : plus dans le plan, sans motif noté et 2 autres, en annexe).")
    (sheet,) = [one for one in march.annex if one.title == "Entrées et sorties"]
    assert len(sheet.rows) == 12


# --- the line itself -----------------------------------------------------------------------

SOURCES = f"""
    Plan d'action | P01 | {P01_ID} | Plan d'action
    Plan d'action | P02 | {P02_ID} | Plan d'action
"""
HEADER = "N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut"
A1_2 = "A1.2 | Équiper la légumerie | P01 | 05/01/2026 | 22/02/2026 | 40 % | {status}"
A1_3 = "A1.3 | Tester les menus | P01 | 05/01/2026 | 30/09/2026 | 40 % | en cours"
KEY, LATE = "row_struck:A1.2", "action_late:A1.2"
GONE = "row_deleted:A1.2"


def sheet(*lines: str):
    return book(P01_ID, tab("Plan d'action", "\n".join((HEADER, *lines)), sheet_id=7))


def struck(line: str) -> str:
    return " | ".join(f"~{part.strip()}~" for part in line.split("|"))


def lines_of(*lines: str):
    return understood(one_partner(tab("Plan d'action", "\n".join((HEADER, *lines)), sheet_id=7)))


WITH = A1_2.format(status="en cours")


@pytest.fixture
def nights(tmp_path, monkeypatch) -> Nights:
    return Nights(tmp_path, monkeypatch)


def test_d6_a_struck_line_is_asked_about_until_it_is_settled(nights):
    own = pilotage(sources=f"Plan d'action | P01 | {P01_ID} | Plan d'action")
    nights.play(date(2026, 3, 2), own, sheet(WITH, A1_3))
    first = nights.play(date(2026, 3, 6), own, sheet(struck(WITH), A1_3))
    later = nights.play(date(2026, 3, 16), own, sheet(struck(WITH), A1_3))
    back = nights.play(date(2026, 3, 17), own, sheet(WITH, A1_3))

    assert first.state(KEY) == "nouveau"
    assert said(first.anomalies[KEY]["Constat"]).startswith(
        "La ligne A1.2 (« Équiper la légumerie ») est barrée dans « Plan d’action » "
        "(« Suivi P01 ») : abandonnée, ou barrée par erreur ?"
    )
    assert first.state(LATE) == "○ sorti avec sa ligne", "nobody settled it"
    assert later.state(KEY) == "toujours ouvert (2e semaine)"
    assert later.state(LATE) == "", "it left once"
    assert back.state(KEY) == "✓ résolu"
    assert back.state(LATE) == "toujours ouvert (3e semaine)", "its lateness never stopped"


@pytest.mark.parametrize("status", ["abandonné", "terminé"])
def test_d6_a_status_that_says_what_became_of_it_settles_it(status):
    assert find_struck(lines_of(struck(A1_2.format(status=status)), A1_3)) == ()


def test_d6_a_doubt_about_it_settles_nothing():
    (one,) = find_struck(lines_of(struck(A1_2.format(status="abandonné ?")), A1_3))

    assert one.key == KEY


def test_d6_a_line_replaced_by_another_of_its_number_is_not_lost():
    assert find_struck(lines_of(struck(WITH), WITH)) == ()


def test_d9_a_deleted_line_takes_its_findings_with_it_and_stays_a_question(nights):
    own = pilotage(sources=f"Plan d'action | P01 | {P01_ID} | Plan d'action")
    nights.play(date(2026, 3, 9), own, sheet(WITH, A1_3))
    night = nights.play(date(2026, 3, 10), own, sheet(A1_3))
    after = nights.play(date(2026, 3, 11), own, sheet(A1_3))

    assert night.state(GONE) == "nouveau"
    assert "Lue pour la dernière fois le 9 mars 2026" in said(night.anomalies[GONE]["Constat"])
    assert (night.state(LATE), after.state(LATE)) == ("○ sorti avec sa ligne", "")
    assert after.state(GONE) == "toujours ouvert"


def test_d9_her_word_sets_it_aside_without_forgetting_it(nights):
    own = pilotage(sources=f"Plan d'action | P01 | {P01_ID} | Plan d'action")
    nights.play(date(2026, 3, 9), own, sheet(WITH, A1_3))
    nights.play(date(2026, 3, 10), own, sheet(A1_3))
    nights.decide(date(2026, 3, 10), Decision(key=GONE, decision="sans objet", note=""))

    night = nights.play(date(2026, 3, 11), own, sheet(A1_3))

    assert "sans objet" in night.anomalies[GONE]["État"]
    assert "toutes décidées" in night.title


def test_d11_the_line_that_is_back_closes_the_question_with_its_absence(nights):
    own = pilotage(sources=f"Plan d'action | P01 | {P01_ID} | Plan d'action")
    nights.play(date(2026, 3, 9), own, sheet(WITH, A1_3))
    nights.play(date(2026, 3, 10), own, sheet(A1_3))
    night = nights.play(date(2026, 4, 1), own, sheet(WITH, A1_3))

    assert night.state(GONE) == ("✓ résolu : ligne revenue, absente du 10/03/2026 au 31/03/2026")
    assert night.by_key[LATE].first_seen == date(2026, 3, 9)


def test_d11_the_same_number_beside_another_title_is_asked_about(nights):
    own = pilotage(sources=f"Plan d'action | P01 | {P01_ID} | Plan d'action")
    other = WITH.replace("Équiper la légumerie", "Ouvrir un quai")
    nights.play(date(2026, 3, 9), own, sheet(WITH, A1_3))
    nights.play(date(2026, 3, 10), own, sheet(A1_3))
    for day in (11, 12):
        night = nights.play(date(2026, 3, day), own, sheet(other, A1_3))

        assert said(night.anomalies[GONE]["Constat"]).endswith(
            "Ce numéro désigne maintenant « Ouvrir un quai » : est-ce la même ?"
        )


def test_d10_a_line_moved_or_taken_over_is_the_same_line(nights):
    own = pilotage(sources=SOURCES)
    other = book(
        P02_ID, tab("Plan d'action", f"{HEADER}\n{A1_3.replace('A1.3', 'A2.1')}", sheet_id=9)
    )
    taken = book(
        P02_ID,
        tab("Plan d'action", f"{HEADER}\n{A1_3.replace('A1.3', 'A2.1')}\n{WITH}", sheet_id=9),
    )
    nights.play(date(2026, 3, 9), own, sheet(WITH, A1_3), other)
    sorted_ = nights.play(date(2026, 3, 10), own, sheet(A1_3, WITH), other)
    moved = nights.play(date(2026, 3, 11), own, sheet(A1_3), taken)

    for night in (sorted_, moved):
        assert GONE not in night.by_key
        assert night.state(LATE).startswith(("toujours ouvert", "aggravé"))
        assert night.by_key[LATE].first_seen == date(2026, 3, 9)


def test_a_line_numbered_anew_and_reworded_has_neither_left_nor_come():
    """Its lasting name says that it is the same: « 9 – Repas » was « A2.9 – Tester les menus »."""
    before = [replace(an_action("A2.9", title="Tester les menus", owner="P04"), name="A2.9")]
    now = [replace(an_action("9", title="Repas pilotes au lycée", owner="P04"), name="A2.9")]

    february = copil(before, on=FEBRUARY)
    march = copil(now, on=MARCH, previous=february.memory)

    assert not [each for each in march.changes if "sorti" in each or "entré" in each]


def test_two_lines_that_exchange_numbers_have_not_left():
    before = [
        replace(an_action(number, title=title, owner="P04"), name=number)
        for number, title in (("1", "Former les cuisiniers"), ("2", "Planter des haies"))
    ]
    now = [replace(before[0], number="2"), replace(before[1], number="1")]

    march = copil(now, on=MARCH, previous=copil(before, on=FEBRUARY).memory)

    assert not [each for each in march.changes if "sorti" in each or "entré" in each]
