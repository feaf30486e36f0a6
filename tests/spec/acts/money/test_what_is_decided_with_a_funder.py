"""What is decided with a funder: its title says what is at stake, and its day is the nearest.

By hand: FRA pays 60 % of what is without tax; a line may go 10 % above its first budget.
"""

from dataclasses import replace
from datetime import date

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.acts import NIGHT, SCHEDULE, keys, of, seen
from support.reminders.planned import finding

from relocalisons.core.acts.acts import Act, Acts
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.titles.decisions import say_unspent
from relocalisons.core.acts.wording import say_act, say_by, say_why
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Programme
from relocalisons.core.pilotage.to_do import build_to_do

WITH_FRA = "act:décider:FRA"
FUNDERS = """
    Code | Nom   | Montant € | Taux % | Éligibilité début | Éligibilité fin | Règle de transfert | Base HT/TTC
    FRA  | Fonds | 100000    | 60 %   | 01/09/2025 | 31/08/2027 | par poste ; 10 % ; budget initial ; au-delà : accord préalable | HT
"""  # noqa: E501
BUDGET = """
    Poste | Partenaire | Financeur | Budget initial € | Budget modifié €
    Achat | P01        | FRA       | 10000            | {}
"""
PAID = "25-001 | P01 | Achat | 05/11/2025 | | {} | {} | facture | FRA | payé"
FAR = finding("action_after_eligibility", "A3.23/FRA", due=date(2027, 9, 29))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def overrun_night(
    *, paid: str = "12000", on: str = "05/11/2025", amended: str = "", claim: str = "20/03/2026"
) -> tuple[Programme, Acts, Act]:
    programme = money_programme(
        spent(PAID.format(on, paid)),
        funders=FUNDERS,
        budget=BUDGET.format(amended),
        schedule=SCHEDULE.replace("20/03/2026", claim),
        as_of=NIGHT,
    )
    kinds = ("transfer_passed", "transfer_near")
    found = [one for one in money_findings(programme) if one.kind.value in kinds]
    made = of(*seen(*found, FAR), programme=programme)
    (act,) = (one for one in made.acts if str(one.key) == WITH_FRA)
    return programme, made, act


def when(made: Acts, act: Act, programme: Programme) -> When:
    placed = place(made, programme=programme, as_of=NIGHT)
    return next(part for part, acts in placed.items() if act in acts)


# ---- an overrun that is there already ------------------------------------------------------------


def test_an_overrun_that_the_next_claim_loses_is_said_with_its_euros_and_before_that_claim():
    programme, made, act = overrun_night()

    assert plain(say_act(act, programme=programme)) == (
        "Décider avec FRA : Achat, 1 000 € au-delà de ce qui est permis et 1 autre"
    )
    assert say_by(act, as_of=NIGHT) == "20/03/2026"
    assert plain(say_why(act, as_of=NIGHT)).startswith("1 000 € d’aide en jeu")
    assert when(made, act, programme) is When.TODAY


@pytest.mark.parametrize(
    ("given", "by"),
    (
        # Nothing of it is paid yet, or not in the period of that claim.
        ({"paid": "100", "amended": "12000"}, "20/03/2026"),
        ({"on": "05/02/2026"}, "20/03/2026"),
        ({"claim": "16/05/2026", "paid": "100", "amended": "12000"}, "15/05/2026"),  # 60 days
        ({"claim": "17/05/2026"}, ""),  # 61 days
    ),
)
def test_an_overrun_is_decided_this_week_whatever_the_far_day_of_what_else_is_to_be_decided(
    given, by
):
    programme, made, act = overrun_night(**given)

    assert say_by(act, as_of=NIGHT) == by
    assert act.told[0].finding.kind.value == "transfer_passed"
    assert "en jeu" not in say_why(act, as_of=NIGHT)
    assert ("dernier jour utile" in say_why(act, as_of=NIGHT).lower()) is bool(by)
    assert when(made, act, programme) is When.THIS_WEEK


def test_what_is_only_near_its_limit_keeps_the_day_of_the_others():
    programme, made, act = overrun_night(paid="10900")

    assert say_by(act, as_of=NIGHT) == "29/09/2027"
    assert when(made, act, programme) is When.LATER


# ---- a funder that ends unspent ------------------------------------------------------------------

ENDING = """
    Code | Nom   | Montant € | Taux % | Éligibilité début | Éligibilité fin | Règle de transfert | Base HT/TTC
    AMA  | Aide  | 10000     | 80 %   | 01/09/2025        | 30/04/2026      | libre              | HT
"""  # noqa: E501
PEOPLE = """
    Code | Structure            | Type         | Référent  | E-mail | Téléphone      | Récupère la TVA | Convention signée le | Actif
    P01  | Ville de Grasse      | collectivité | Anne Roux | a@x.fr | 06 12 34 56 78 | non | 10/09/2025 |
    P02  | Légumerie du Plateau | plateforme   | Luc Blanc | l@x.fr |                | oui | 10/09/2025 | {}
"""  # noqa: E501
BUDGETS = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | AMA       | 4000
    Achat | P02        | AMA       | 6000
"""


def unspent_night(
    active: str = "", *, end: str = "30/04/2026", paid: str = ""
) -> tuple[Programme, Acts]:
    programme = money_programme(
        spent(paid),
        funders=ENDING.replace("30/04/2026", end),
        partners=PEOPLE.format(active),
        budget=BUDGETS,
        as_of=NIGHT,
    )
    found = [one for one in money_findings(programme) if one.kind.value == "underspending"]
    return programme, of(*seen(*found), programme=programme)


def test_a_funder_that_ends_unspent_says_in_its_title_what_is_lost_and_when():
    programme, made = unspent_night()
    (act,) = made.acts

    assert plain(say_act(act, programme=programme)) == (
        "Décider avec AMA : environ 10 000 € ne seront pas dépensés le 30 avril"
    )


def test_what_is_at_stake_of_it_is_the_aid_of_the_sum_that_its_title_names():
    paid = "K-01 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 1000 | | AMA | payé | |"
    programme, made = unspent_night(paid=paid)
    (act,) = made.acts

    # 198 of 242 days have gone: 1,000 € lead to 1,222 € of the 10,000 € that AMA gives
    assert "environ 8 778 € ne seront pas" in plain(say_act(act, programme=programme))
    assert plain(say_why(act, as_of=NIGHT)).startswith("8 778 € d’aide en jeu")


@pytest.mark.parametrize(
    ("end", "part"),
    [("30/04/2026", When.TODAY), ("07/05/2026", When.TODAY), ("11/05/2026", When.LATER)],
)
def test_what_partners_must_order_yet_is_of_today_from_three_weeks_before_they_no_longer_can(
    end, part
):
    programme, made = unspent_night(end=end)
    (act,) = made.acts

    assert when(made, act, programme) is part


def test_its_detail_begins_with_who_has_committed_nothing_how_much_and_their_number():
    programme, made = unspent_night()
    tab = build_to_do(made, programme=programme, links=CellLinks(), as_of=NIGHT)

    assert plain(str(tab.values[4][6])).startswith(
        "à appeler : Luc Blanc (P02, 6 000 € non engagés) et Anne Roux (P01, 4 000 € non engagés) "
        "06 12 34 56 78 • "
    )


def test_who_left_is_not_called():
    programme, made = unspent_night("non")

    said = plain(say_unspent(made.acts[0].told, programme=programme))
    assert said == "à appeler : Anne Roux (P01, 4 000 € non engagés) 06 12 34 56 78"


# ---- milestones that were put off ----------------------------------------------------------------


def test_the_milestones_of_one_funder_that_were_put_off_are_one_letter_of_this_week():
    programme = money_programme(funders=FUNDERS, as_of=NIGHT)
    late = [
        replace(
            finding("milestone_postponed", f"A6.{number}/FRA", partner="P01"),
            headline=f"A6.{number} (18 février → 29 septembre 2026)",
        )
        for number in (13, 14)
    ]
    made = of(*seen(*late), programme=programme)
    (act,) = made.acts

    assert keys(made) == ["act:demander:FRA:report de jalon"]
    assert plain(say_act(act, programme=programme)) == (
        "Demander à FRA 2 reports : A6.13 (18 février → 29 septembre 2026) et 1 autre"
    )
    assert when(made, act, programme) is When.THIS_WEEK


def test_a_date_that_she_notes_as_granted_puts_the_letter_to_sleep():
    programme = money_programme(funders=FUNDERS, as_of=NIGHT)
    late = finding("milestone_postponed", "A6.13/FRA", partner="P01")
    made = of(*seen(late, decision="date accordée au 29/09/2026"), programme=programme)

    assert when(made, made.acts[0], programme) is When.ASLEEP
