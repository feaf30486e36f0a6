"""Nights on which sheets are broken: each is named, the rest goes on, nothing wrong leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from support.sample.village import cut_to
from support.theatre import TUESDAY, WEDNESDAY, Theatre, open_theatre, the_sample

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from relocalisons.errors import SourceError
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.engine.ids import PILOTAGE, workbook_id
from relocalisons.sample.layout import lay_out

pytestmark = pytest.mark.flows

PLAN = "Plan d'action"
SEND_ALL = CoordinatorDay(on=TUESDAY, send_all="tout envoyer")

Told = dict[str, dict[str, str]]  # « Anomalies » by « Clé »


def anomalies(theatre: Theatre) -> Told:
    return {row["Clé"]: row for row in theatre.tab("Anomalies")}


def open_keys(told: Told, *kinds: str) -> set[str]:
    return {
        key
        for key, row in told.items()
        if key.split(":")[0] in kinds and "résolu" not in row["État"]
    }


@dataclass(frozen=True)
class Night:
    """A night and the one before: what the run said, « Anomalies » before and after."""

    said: str
    before: Told
    told: Told
    mails: int  # that left because of it
    decided: str  # the key of a line beside which she wrote


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    """Eight of nine partners break eight things in one day, each in their own way."""
    nine = cut_to(the_sample(), [f"P{number:02}" for number in range(1, 10)])
    root = tmp_path_factory.mktemp("broken") / "workspace"
    lay_out(nine, root, on=date(2026, 3, 1))
    with open_theatre(root, sample=nine) as theatre:
        theatre.play_to_tuesday()
        hands, workbook = theatre.hands, theatre.workbook
        before, mails = anomalies(theatre), len(theatre.mails_but_of_the_day())
        decided = min(open_keys(before, "action_late"))
        theatre.write_beside("Anomalies", decided, Décision="à traiter", Note="vu avec Rachid")
        hands.rename_tab(workbook("P01"), PLAN, "Plan 2026")
        hands.empty_tab(workbook("P02"), PLAN)
        hands.type(workbook("P03"), PLAN, "I3", "Comité")
        hands.delete_file(workbook("P04"))
        hands.paste_blank_rows(workbook("P05"), PLAN, 10_000)
        hands.empty_workbook(workbook("P06"))
        hands.empty_tab(workbook("P07"), "Livraisons", "A2:Z60")
        hands.type(workbook("P08"), PLAN, "G6", "=#REF!")
        hands.type(PILOTAGE, "Partenaires", "F10", "accueil@bastide.example ; a@bastide.example")
        theatre.at(WEDNESDAY)
        said = theatre.run(daily_follow_up, WEDNESDAY)
        yield Night(
            said, before, anomalies(theatre), len(theatre.mails_but_of_the_day()) - mails, decided
        )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("tab_renamed:P01/actions", ("« Plan d’action »", "« Suivi P01 – Localizz »", "Plan 2026")),
        ("column_missing:P02/actions", ("est vide", "« Plan d’action »", "« Suivi P02 –")),
        ("column_missing:P03/actions", ("« Fin prévue »", "« Plan d’action »", "« Suivi P03 –")),
        (f"source_unreachable:P04/{workbook_id('P04')}", ("« Suivi P04 –", "supprimé", "partagé")),
        ("column_missing:P06/deliverables", ("est vide", "« Livrables »", "« Suivi P06 –")),
        ("table_emptied:P07/deliveries", ("« Livraisons »", "lignes à la", "« Suivi P07 –")),
        ("cell_unreadable:P08/actions/A2.12/planned_end", ("#REF!", "Fin prévue", "G6")),
    ],
)  # fmt: skip
def test_each_broken_thing_is_told_with_its_workbook_its_tab_and_its_cell(broken, key, words):
    row = broken.told[key]

    told = " ".join((row["Sujet"], row["Constat"], row["Que faire"], row["Lien"]))

    assert key not in broken.before
    assert [word for word in words if word not in told] == []


def test_one_more_address_that_cannot_be_used_joins_the_line_of_the_others_and_is_said(broken):
    row = broken.told["addresses_unusable:pilotage/partners/email"]

    assert row["État"].startswith("aggravé")
    assert "P09 (F10)" in row["Constat"]
    assert "aucun message ne peut partir à" in broken.said


def test_the_run_ends_and_says_in_french_what_could_not_be_read(broken):
    assert "**À savoir**" in broken.said
    for words in ("« Suivi P02 –", "« Suivi P03 –", "« Suivi P04 –"):
        assert words in broken.said
    assert "Même souci pour 4 autres tableaux de ce classeur" in broken.said  # P06, erased whole


def test_the_last_good_reading_stands_in_so_that_nothing_looks_settled(broken):
    kinds = ("action_late", "action_slipping", "deliverable_missing", "volume_shortfall")

    assert open_keys(broken.before, *kinds) - open_keys(broken.told, *kinds) == set()
    assert "lecture du 2 mars 2026" in broken.told["column_missing:P03/actions"]["Que faire"]


def test_blank_lines_pasted_by_thousands_are_not_lines(broken):
    assert not [key for key in broken.told if "P05" in key and key not in broken.before]


def test_her_words_stay_beside_their_line(broken):
    row = broken.told[broken.decided]

    assert (row["Décision"], row["Note"]) == ("à traiter", "vu avec Rachid")


def test_nothing_leaves_because_sheets_are_broken(broken):
    assert broken.mails == 0


# --- what happens to her own workbook ---


@pytest.mark.story
def test_an_erased_pilotage_settles_nothing_and_gives_her_words_back(tuesday):
    before, mails = anomalies(tuesday), tuesday.mails_but_of_the_day()
    decided = min(open_keys(before, "action_late"))
    tuesday.write_beside("Anomalies", decided, Décision="à traiter", Note="vu avec Rachid")
    tuesday.run(mail_settlement, TUESDAY)

    tuesday.hands.empty_workbook(PILOTAGE)
    tuesday.at(WEDNESDAY)
    said = tuesday.run(daily_follow_up, WEDNESDAY)
    tuesday.run(mail_settlement, WEDNESDAY)
    told = anomalies(tuesday)

    kinds = ("action_late", "deliverable_missing", "volume_shortfall")
    assert open_keys(before, *kinds) - open_keys(told, *kinds) == set()
    assert "column_missing:pilotage/sources" in told
    assert "classeur « Pilotage »" in said
    assert (told[decided]["Décision"], told[decided]["Note"]) == ("à traiter", "vu avec Rachid")
    assert len(tuesday.tab("Relances")) > 10, "the digests that wait are shown again"
    assert tuesday.mails_but_of_the_day() == mails


@pytest.mark.story
def test_tout_suspendre_outlives_the_tab_in_which_it_was_written(tuesday):
    mails = tuesday.mails_but_of_the_day()
    rows = tuesday.hands.rows(PILOTAGE, "Paramètres")
    line = next(n for n, row in enumerate(rows, start=1) if row[:1] == ["Tout suspendre"])
    tuesday.hands.type(PILOTAGE, "Paramètres", f"B{line}", "oui")
    tuesday.run(mail_settlement, TUESDAY)

    tuesday.hands.delete_tab(PILOTAGE, "Paramètres")
    tuesday.teller.decide(SEND_ALL, pilotage_id=PILOTAGE)
    tuesday.at(TUESDAY, 11, 0)
    said = tuesday.run(mail_settlement, TUESDAY)

    assert "« Tout suspendre » est activé" in said
    assert tuesday.mails_but_of_the_day() == mails


def test_without_any_older_reading_an_empty_registry_stops_the_run(theatre):
    theatre.at(TUESDAY)
    theatre.hands.empty_tab(PILOTAGE, "Sources")

    with pytest.raises(SourceError) as stopped:
        theatre.run(daily_follow_up, TUESDAY)

    assert "« Sources » du classeur « Pilotage »" in str(stopped.value)
    assert "cellule A2" in str(stopped.value)
    assert theatre.hands.rows(PILOTAGE, "Anomalies") == []
