"""Who waits for what another line has obtained since is told of it, once it is sure."""

from datetime import date

import pytest
from support.programme.sheets import one_partner, tab, understood

from relocalisons.core.plan.findings.waits import find_waits_that_are_over

DAY = date(2026, 3, 17)
HEADER = "N° action | Intitulé | Responsable | Fin prévue | Fin réelle | Statut | Commentaire"
DONE = "A9 | Obtenir l'agrément sanitaire | P01 | 15/02/2026 | 18/02/2026 | terminé |"


def told(comment: str, *others: str, status: str = "bloqué"):
    waits = f"A1 | Former | P01 | 30/06/2026 | | {status} | {comment}"
    plan = tab("Plan d'action", "\n".join((HEADER, waits, *others)), sheet_id=7)
    return find_waits_that_are_over(understood(one_partner(plan), as_of=DAY))


@pytest.mark.parametrize(
    "comment",
    (
        "bloqué : attente de l’agrément sanitaire",
        "En attente des agréments sanitaires. Voir avec Anne",
        "on attend toujours l'agrément sanitaire",
    ),
)
def test_it_is_told_with_the_line_that_obtained_it_and_since_when(comment):
    (one,) = told(comment, DONE)

    assert one.key == "wait_is_over:A1/A9"
    assert one.title.replace("\u00a0", " ") == (
        "A1 – Former (Ville de Grasse) attend encore A9 – Obtenir l’agrément sanitaire, terminée "
        "depuis le 18 février 2026."
    )
    assert [cell.cell for cell in one.evidence] == ["G2", "F3"]


@pytest.mark.parametrize(
    ("comment", "others"),
    (
        ("attente de l’agrément sanitaire", ()),  # of no line
        ("attente de l’agrément sanitaire", (DONE.replace("terminé", "en cours"),)),
        ("attente de l’agrément sanitaire", (DONE.replace("terminé", "terminé ?"),)),
        # Two lines may be meant: nothing is chosen, not even among those that are done.
        ("attente de l’agrément sanitaire", (DONE, DONE.replace("A9", "A8"))),
        ("attente de l’agrément", (DONE,)),  # one word names no line
        ("l’agrément sanitaire est passé", (DONE,)),
        ("attente de l’agrément bancaire", (DONE,)),
    ),
)
def test_nothing_is_told_where_it_is_not_sure(comment, others):
    assert told(comment, *(each.replace("18/02/2026", "") for each in others)) == ()


def test_a_line_that_is_over_waits_for_nothing():
    assert told("attente de l’agrément sanitaire", DONE, status="terminé") == ()


@pytest.mark.parametrize(
    "status",
    ("En attente de l’agrément sanitaire", "attente agrément sanitaire", "en attente de A9",
     "bloqué : attend l'action A9"),
)  # fmt: skip
def test_a_status_says_what_it_waits_for_too_by_words_or_by_number(status):
    (one,) = told("", DONE, status=status)

    assert one.subject == "A1/A9"
    assert [cell.cell for cell in one.evidence] == ["F2", "F3"]


@pytest.mark.parametrize(
    "status", ("en attente", "en attente de A99", "en attente de A9 et A8", "en attente du devis")
)
def test_a_status_that_names_no_line_for_sure_tells_of_none(status):
    assert told("", DONE, status=status) == ()
