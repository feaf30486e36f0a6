"""What a status column says; lateness is computed, never read."""

import pytest

from relocalisons.core.kernel.model import ActionStatus, Cell, Doubt
from relocalisons.core.reading.cells.readers import read_status

WORDS = {
    ActionStatus.PLANNED: (
        "à venir | A VENIR | à faire | prévu | Planifiée | pas commencé | non démarré "
        "| pas encore | Pas encore."
    ),
    ActionStatus.IN_PROGRESS: (
        "en cours | En cours  | ec | WIP | démarrée | commencé | en cours de rédaction "
        "| en cours (devis signé) | en cours (presque fini)"
    ),
    ActionStatus.DONE: (
        "fait | Fait | FAIT ! | faite | Fait le 12/03 | fait en mars | OK | ok | X | x | ✓ | ✔️ | "
        "✅ | oui | terminé | terminée | terminé(e) | Terminé·e·s | fini | réalisée | livré "
        "| 100 | 100 % | 1 | VRAI"
    ),
    ActionStatus.BLOCKED: (
        "bloqué | Bloquée | suspendu | bloqué (attente subvention) "
        "| bloqué (en attente) | suspendu jusqu’au 15/04 | Bloquée : pas de réponse de la Région "
        "| bloqué par la DDT | Suspendu à la décision du maire | HS | hors service | en panne"
    ),
    ActionStatus.DROPPED: (
        "annulé | Annulée | abandonné | supprimé | sans suite | caduque "
        "| abandonné (faute de candidats)"
    ),
}


@pytest.mark.parametrize(
    ("cell", "status"),
    [(word.strip(), status) for status, words in WORDS.items() for word in words.split("|")]
    + [(True, ActionStatus.DONE), (1, ActionStatus.DONE), (100, ActionStatus.DONE)],
)
def test_a_status_is_certain_in_any_of_its_words(cell: object, status: ActionStatus):
    reading = read_status(cell)

    assert (reading.doubt, reading.value) == (Doubt.CERTAIN, status)


@pytest.mark.parametrize("cell", ["en retard", "En retard", "retard"])
def test_late_only_says_that_it_is_not_finished(cell: str):
    reading = read_status(cell)

    assert (reading.doubt, reading.value) == (Doubt.AMBIGUOUS, None)
    assert reading.candidates == (ActionStatus.IN_PROGRESS, ActionStatus.PLANNED)
    assert "calculé" in reading.fix


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("50 %", ActionStatus.IN_PROGRESS),
        (0.5, ActionStatus.IN_PROGRESS),
        (0, ActionStatus.PLANNED),
        ("en cours de relecture par la DRAAF", ActionStatus.IN_PROGRESS),
        ("fait en partie", ActionStatus.IN_PROGRESS),
        ("Partiellement réalisée", ActionStatus.IN_PROGRESS),
        ("presque fini", ActionStatus.IN_PROGRESS),
        ("pas encore terminé", ActionStatus.IN_PROGRESS),
        ("termné", ActionStatus.DONE),
        ("temriné", ActionStatus.DONE),
        ("anulée", ActionStatus.DROPPED),
        ("four HS", ActionStatus.BLOCKED),
        ("la ligne est en panne", ActionStatus.BLOCKED),
    ],
)
def test_a_figure_or_a_slip_of_the_hand_is_about(cell: object, status: ActionStatus):
    reading = read_status(cell)

    assert (reading.doubt, reading.value) == (Doubt.ABOUT, status)


@pytest.mark.parametrize(
    ("cell", "candidates"),
    [
        ("ok?", "done in_progress"),
        ("OK ?", "done in_progress"),
        ("fait ?", "done in_progress"),
        ("fait (à confirmer)", "done in_progress"),
        ("fait / en cours", "done in_progress"),
        ("terminé mais à valider", "done in_progress"),
        ("en attente", "planned blocked"),
        ("mise en attente", "blocked planned"),
        ("en attente de validation", "in_progress blocked"),
        ("attente retour DDT", "in_progress blocked"),
        ("en attente du devis, fait", "done"),
        ("stand by", "blocked planned"),
        ("en pause jusqu’à la rentrée", "blocked planned"),
        ("en stand-by depuis mars", "blocked planned"),
        ("reporté", "planned blocked"),
        ("arrêté", "blocked dropped"),
        ("pas fait", "planned in_progress"),
        ("non", "planned in_progress"),
        ("à terminer", "planned in_progress"),
        ("terminer", "planned done"),
        ("fait le 20/03 ?", "done in_progress"),
        ("fait le 20/03 sauf le bilan", "done in_progress"),
        ("fait en 2 fois", "done in_progress"),
        ("fait 3/4", "done in_progress"),
        ("bloqué ?", "blocked in_progress"),
        ("bloqué (levé le 12/03)", "blocked"),
        ("bloqué (terminé)", "blocked done"),
        ("annulé (à confirmer)", "dropped in_progress"),
        ("en cours, four HS", "in_progress"),
        ("terminé, four en panne", "done"),
        (False, "planned in_progress"),
    ],
)
def test_an_unsure_status_keeps_all_its_readings(cell: object, candidates: str):
    reading = read_status(cell)

    assert (reading.doubt, reading.value) == (Doubt.AMBIGUOUS, None)
    assert " ".join(reading.candidates) == candidates


@pytest.mark.parametrize("cell", ["", None, "-", "?", "NC", "n/a"])
def test_no_status_is_absent(cell: object):
    assert read_status(cell).doubt is Doubt.ABSENT


@pytest.mark.parametrize(
    "cell",
    [
        "#REF!",
        "#N/A",
        "voir Paul",
        "n’est plus bloqué",
        "plus en panne",
        "pas bloqué par la DDT",
        "bloqué par la DDT, levé le 3 mars",
        "on verra avec Paul ?",
        "inachevé",
        "irréalisé",
        250,
        -1,
        Cell(46093, "dd/mm/yyyy"),
        [],
    ],
)
def test_other_words_are_unreadable_and_never_done(cell: object):
    assert read_status(cell).doubt is Doubt.UNREADABLE


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("Récolté ✔ (terminé)", ActionStatus.DONE),
        ("Ça pousse (en cours)", ActionStatus.IN_PROGRESS),
        ("À semer (prochains mois)", ActionStatus.PLANNED),
        ("à planter", ActionStatus.PLANNED),
        ("blocked (permit)", ActionStatus.BLOCKED),
    ],
)
def test_a_word_of_their_own_is_read_by_what_explains_it(cell: str, status: ActionStatus):
    reading = read_status(cell)

    assert (reading.value, reading.doubt) in ((status, Doubt.CERTAIN), (status, Doubt.ABOUT))


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("🟢 En cours", ActionStatus.IN_PROGRESS),
        ("✅ Fait", ActionStatus.DONE),
        ("1 - À faire", ActionStatus.PLANNED),
        ("3. Terminé", ActionStatus.DONE),
        ("Coincé", ActionStatus.BLOCKED),
        ("Déprogrammée", ActionStatus.DROPPED),
        ("laissé tomber", ActionStatus.DROPPED),
        ("Conventionnée", ActionStatus.IN_PROGRESS),
        ("En finalisation", ActionStatus.IN_PROGRESS),
        ("Initiée", ActionStatus.IN_PROGRESS),
        ("Non initiée", ActionStatus.PLANNED),
        ("En réflexion", ActionStatus.PLANNED),
        ("Finalisée", ActionStatus.DONE),
        ("Exécuté", ActionStatus.DONE),
        ("Won't fix", ActionStatus.DROPPED),
    ],
)
def test_a_sign_or_a_number_before_a_word_takes_nothing_away(cell: str, status: ActionStatus):
    assert read_status(cell).value is status


@pytest.mark.parametrize(
    "cell",
    [
        "presque (terminé)",
        "à finir",
        "à relancer",
        "à clôturer",
        "❌ fait",
        "livrable prêt (terminé ?)",
        "2 Fini",
        "chez le partenaire",
    ],
)
def test_what_explains_nothing_for_sure_is_asked(cell: str):
    assert read_status(cell).value is None
