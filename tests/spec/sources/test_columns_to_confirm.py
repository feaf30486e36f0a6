"""Columns that are guessed wait for her word, and are told as such everywhere."""

from support.programme.sheets import P01_ID, TUESDAY, book, later, night, pilotage, tab, understood

from relocalisons.core.kernel.model import Severity
from relocalisons.core.sources.trial.trial import trial_of

GUESSED = """
    Ce que nous visons    | Zig    | Butées indicatives | Zag
    Former les cuisiniers | Ville  | 30/06/2026         | en cours
    Équiper la légumerie  | CCVL   | 31/07/2026         | à venir
    Informer les familles | Ville  | 31/08/2026         | à venir
    Publier la charte     | CCVL   | 30/09/2026         | terminé
"""
KNOWN = GUESSED.replace("Ce que nous visons", "Action").replace("Butées indicatives", "Échéance")
LINE = f"Plan d'action | P01 | {P01_ID} | Plan d'action\n"


def shot(plan: str):
    return night(pilotage(sources=LINE), book(P01_ID, tab("Plan d'action", plan, sheet_id=7)))


def told(programme):
    return next(each for each in programme.findings if each.kind.value == "column_missing")


def test_a_plan_that_was_never_followed_is_to_be_confirmed_and_nothing_is_missing():
    finding = told(understood(shot(GUESSED)))

    assert "sont à confirmer dans l’onglet" in finding.title
    assert finding.severity is Severity.WATCH
    assert "oui" in finding.action


def test_one_that_was_followed_is_an_alert():
    finding = told(understood(shot(GUESSED), previous=later(shot(KNOWN), days=-1)))

    assert "à confirmer" in finding.title
    assert finding.severity is Severity.ALERT


def test_to_try_the_file_says_the_same_of_the_same_columns():
    (table,) = trial_of(book(P01_ID, tab("Suivi", GUESSED)), as_of=TUESDAY).tables

    waiting = [each.meaning for each in table.columns if each.sureness == "à confirmer"]
    finding = told(understood(shot(GUESSED)))
    assert waiting
    assert all(name in finding.title for name in waiting)


def test_a_sure_column_says_what_its_cells_are_and_no_more():
    (table,) = trial_of(book(P01_ID, tab("Suivi", KNOWN)), as_of=TUESDAY).tables

    reasons = {each.meaning: each.why for each in table.columns if each.sureness == "sûr"}
    assert reasons["Fin prévue"].replace("\u00a0", " ") == "4 dates sur 4"
