"""What no planned claim will ask says so; what was withdrawn stands in no row of a claim."""

import pytest
from support.money.build import money_findings
from support.money.co_funded import LACKING, NIGHT, SENT, claim_act, co_funded, paid, plain
from support.programme.acts import of
from support.reminders.planned import tracked

from relocalisons.core.acts.wording import say_act, say_why

SOUND = paid("D1", "P01", 1000)


def test_what_was_paid_after_the_last_claim_says_that_no_claim_is_planned():
    declared = paid("D1", "P01", 1000, claim="acompte 1")
    after = paid("D2", "P02", 900, pieces=LACKING, on="10/03/2026")
    programme = co_funded(declared, after, fdp=SENT)
    acts = of(*tracked(*money_findings(programme)), programme=programme, as_of=NIGHT).acts
    (act,) = (one for one in acts if one.key.occasion == "dernière demande")

    assert plain(say_why(act, as_of=NIGHT)).startswith(
        "720 € d’aide en jeu, plus aucune demande prévue (« Échéancier rapports »), "
        "justificatifs à rendre avant le 31 août 2028"
    )


def test_a_claim_that_holds_no_expense_has_nothing_to_ask():
    why = plain(say_why(claim_act(co_funded(SOUND), "FSE"), as_of=NIGHT))

    assert why.startswith("Rien à demander à ce jour. Dernier jour utile : 15 avril 2026")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("retirée", "Envoyer au financeur : FDP – Acompte 1"),
        ("annulée", "Envoyer au financeur : FDP – Acompte 1"),
        ("payé", "Envoyer FDP – Acompte 1 : 1 pièce"),
    ],
)
def test_what_was_withdrawn_is_not_in_the_row_of_its_claim_on_its_last_day(status, said):
    lacking = paid("D2", "P02", 900, pieces=LACKING).replace("| payé", f"| {status}")
    programme = co_funded(SOUND, lacking)

    assert plain(say_act(claim_act(programme), programme=programme)) == said


@pytest.mark.parametrize("status", ["à retirer", "retirée de la demande"])
def test_what_may_be_withdrawn_from_one_claim_only_is_not_asked_and_says_why(status):
    sound = paid("D2", "P02", 900).replace("| payé", f"| {status}")
    programme = co_funded(SOUND, sound)

    assert plain(say_why(claim_act(programme), as_of=NIGHT)).startswith(
        f"800 € demandés ; 720 € bloqués : « {status} » peut vouloir dire rejetée"
    )
