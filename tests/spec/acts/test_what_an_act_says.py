"""What a tired reader makes of an act: no name twice, no count that cannot be found again, what is
late is never said to be too late, and a partner reads its own share of what many owe.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.acts import NIGHT, PROGRAMME, of, seen
from support.reminders.planned import finding

from relocalisons.core.acts.red import state_of
from relocalisons.core.acts.titles.calls import say_matters
from relocalisons.core.acts.wording import say_act, say_detail, say_why
from relocalisons.core.kernel.model import Programme
from relocalisons.core.views.rag import Rag

FUNDERS = """
    Code | Nom            | Montant € | Taux % | Éligibilité début | Éligibilité fin | Base HT/TTC
    FRA  | Fonds régional | 100000    | 60 %   | 01/09/2025        | 31/08/2027      | HT
"""
SCHEDULE = """
    Financeur | Type      | Période du | Période au | Échéance   | Envoyé le
    FRA       | acompte 1 | 01/09/2025 | 31/12/2025 | 20/03/2026 |
"""
UNPROVEN = (
    "{} | {} | Achat | 05/11/2025 | | 05/11/2025 | {} | facture | FRA | payé | https://x.fr |"
)
TWICE = "{} | {} | Achat | 05/11/2025 | | 05/10/2025 | {} | facture | FRA | payé"


def claim_night(own: str, theirs: str) -> tuple[Programme, tuple]:
    programme = money_programme(
        spent(own), of_p02=spent(theirs), funders=FUNDERS, schedule=SCHEDULE, as_of=NIGHT
    )
    return programme, seen(*money_findings(programme))


# ---- a share of one's own ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("P01", "sa part : Préparer FRA – Acompte 1 : 1 pièce (6 000 € d’aide en jeu"),
        ("P02", "sa part : Préparer FRA – Acompte 1 : 1 pièce (1 200 € d’aide en jeu"),
    ],
)
def test_a_partner_reads_its_own_share_of_a_claim_that_many_owe_to(code, reason):
    programme, rows = claim_night(
        UNPROVEN.format(1, "P01", 10_000), UNPROVEN.format(2, "P02", 2_000)
    )
    acts = of(*rows, programme=programme)

    state = state_of(
        acts, lambda one: one.finding.partner == code, programme=programme, as_of=NIGHT
    )

    assert say_act(acts.acts[0], programme=programme).endswith(
        "2\u00a0pièces".replace("\u00a0", " ")
    )
    assert plainly(state.reason).startswith(reason)
    assert "à recevoir" not in state.reason  # the claim is hers, not one partner's


def test_an_expense_that_is_wrong_in_two_ways_is_one():
    programme, rows = claim_night(TWICE.format(1, "P01", 10_000), UNPROVEN.format(2, "P02", 2_000))
    act = of(*rows, programme=programme).acts[0]
    (asked,) = act.reasons

    assert (len(asked.members), asked.facts) == (3, 2)  # paid before its invoice, and unproven
    assert plainly(say_act(act, programme=programme)).endswith(": 2 pièces")
    assert plainly(say_detail(act)).startswith("2 pièces à demander (P01 et P02), 7 200 €")


# ---- late, and still to be done ---------------------------------------------------------------


def test_what_is_late_is_never_said_to_have_had_its_last_useful_day():
    late = finding(partner="P01", due=date(2026, 1, 12))
    (act,) = of(*seen(late)).acts
    milestone = replace(act, band=1, last_useful=date(2026, 1, 8))

    assert plainly(say_why(milestone, as_of=NIGHT)) == (
        "Jalon d’un financeur, en retard depuis le 12 janvier 2026"
    )


def test_what_should_have_begun_before_its_date_is_to_be_done_at_once():
    soon = finding("action_due_soon", partner="P01", due=date(2026, 3, 20))
    (act,) = of(*seen(soon)).acts
    pressing = replace(act, band=1, last_useful=date(2026, 3, 16))

    assert plainly(say_why(pressing, as_of=NIGHT)) == (
        "Jalon d’un financeur, échéance : 20 mars 2026, à faire sans attendre"
    )


@pytest.mark.parametrize(
    ("weight", "due", "said"),
    (
        (0, date(2026, 3, 20), "Date ferme toute proche, "),
        (0, date(2026, 3, 10), "Date ferme passée, "),
        (150, date(2026, 3, 20), ""),  # its euros alone put it there
    ),
)
def test_a_rank_that_its_date_makes_says_so_beside_it(weight, due, said):
    (act,) = of(*seen(finding(partner="P01", due=due))).acts
    lifted = replace(act, band=2, weight=Decimal(weight), due=due, last_useful=due, firm=True)

    why = say_why(lifted, as_of=NIGHT)

    assert ("ferme" in why) is bool(said)
    assert why.startswith(said)


def test_who_is_late_is_not_said_to_be_well_though_nothing_is_lost_by_it():
    late = finding(partner="P01", due=date(2026, 1, 12))
    coming = finding("action_due_soon", "A2", partner="P02", due=date(2026, 3, 20))
    acts = of(*seen(late, coming))

    def level(code: str) -> Rag:
        return state_of(
            acts, lambda one: one.finding.partner == code, programme=PROGRAMME, as_of=NIGHT
        ).level

    assert [level(code) for code in ("P01", "P02", "P03")] == [Rag.WATCH, Rag.GOOD, Rag.GOOD]


# ---- once -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "subject", "partner", "label", "title"),
    [
        ("visit_overdue", "P01/2026-02-24", "P01", "Partenaire 1", "Visiter Partenaire 1"),
        ("partner_left", "P01", "P01", "P01 (Partenaire 1)", "Décider : Partenaire 1 est parti."),
        (
            "coordinator_time", "temps", None, "Temps de coordination",
            "Décider : temps de coordination",
        ),
    ],
)  # fmt: skip
def test_a_title_names_nobody_twice(kind, subject, partner, label, title):
    one = finding(kind, subject, partner=partner)
    (act,) = of(*seen(replace(one, label=label, title="Partenaire 1 est parti."))).acts

    assert plainly(say_act(act, programme=PROGRAMME)) == title


def test_a_call_of_a_mail_counts_what_its_title_counts():
    """A contract that is told in two ways has one name: the rest is still the whole."""
    same = [finding(kind, "C-1") for kind in ("contract_unsigned", "volume_shortfall")]
    others = [finding(subject=f"A2.{number}") for number in range(1, 5)]
    (act,) = of(*seen(*same, *others)).acts

    assert plainly(say_act(act, programme=PROGRAMME)).endswith(": A2.1 et 5 autres")
    assert plainly(say_matters(act)).count("–") == 3
    assert plainly(say_matters(act)).endswith("et 3 autres")


def plainly(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")
