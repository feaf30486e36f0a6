"""A claim leaves with what is ready; what another one has asked for already is of that one."""

from datetime import date

import pytest
from support.money.build import SPENT, money_findings, money_programme
from support.money.repayments import accepted, receipt, space_of
from support.programme.acts import FUNDERS, of, seen

from relocalisons.core.acts.wording import name_act, say_act

SCHEDULE = """
    Financeur | Type          | Période du | Période au | Échéance   | Statut | Envoyé le
    FRA       | acompte 1     | 01/09/2025 | 31/12/2025 | 20/03/2026 | {} |
    PNA       | intermédiaire | 01/09/2025 | 28/02/2026 | 24/03/2026 | {} |
"""
COLUMNS = f"{SPENT.strip()} | Déclaré dans\n"
COMPLETE, LACKING = "http://d.x/f | http://d.x/p", " | http://d.x/p"


def line(number, euros, pieces, *, funder="FRA", claim=""):
    paid = "05/11/2025"
    return (
        f"P01-25-00{number} | P01 | Achat | {paid} | | {paid} | {euros} | facture | {funder} "
        f"| payé | {pieces} | {claim}"
    )


def night(*lines, as_of=date(2026, 3, 17), claim="à faire", report="à faire"):
    programme = money_programme(
        COLUMNS + "\n".join(lines),
        funders=FUNDERS,
        schedule=SCHEDULE.format(claim, report),
        as_of=as_of,
    )
    acts = of(*seen(*money_findings(programme)), programme=programme, as_of=as_of)
    return {str(act.key): act for act in acts.acts}, programme


COMING = "act:envoyer:FRA:acompte 1/2025-12-31"
SENT = "act:envoyer:FRA:envoyée/demande n 1"


def test_a_piece_of_what_was_declared_before_keeps_no_other_claim():
    acts, programme = night(line(1, 400, LACKING), line(2, 900, LACKING, claim="Demande n° 1"))

    assert say_act(acts[COMING], programme=programme).endswith("FRA – Acompte 1\u00a0: 1 pièce")
    assert [one.finding.label[:10] for one in acts[SENT].told] == ["P01-25-002"]
    assert say_act(acts[SENT], programme=programme) == ("Suivre FRA – Demande n° 1\u00a0: 1 pièce")
    assert name_act(acts[SENT]) == "Suivre FRA – Demande n° 1"


def test_what_was_declared_has_no_date_of_its_own_and_keeps_its_euros():
    acts, _ = night(line(1, 900, LACKING, claim="Demande n° 1"))

    assert acts[SENT].last_useful is None
    assert acts[SENT].euros == 540  # 60 % of 900 €


def test_a_claim_that_came_back_is_prepared_with_what_it_lacks():
    acts, _ = night(line(1, 900, LACKING, claim="Acompte 1"), claim="retourné")

    assert SENT.replace("demande n 1", "acompte 1") not in acts
    assert [one.finding.label[:10] for one in acts[COMING].told if one.finding.partner] == [
        "P01-25-001"
    ]


def test_the_answer_that_a_funder_owes_is_of_the_claim_that_has_left():
    on = date(2026, 4, 1)
    lines = [accepted("1", "P02", None, claimed=400), accepted("2", "P02", 90, claimed=100)]
    programme = space_of(lines, [receipt(90, claim="D1")], as_of=on).programme()
    acts = of(*seen(*money_findings(programme)), programme=programme, as_of=on)
    act = next(one for one in acts.acts if str(one.key) == "act:envoyer:REGION:envoyée/d1")

    assert "1 réponse attendue" in say_act(act, programme=programme).replace("\u00a0", " ")
    assert act.cash == 240  # 60 % of what line 1 declares, 400 € and not its 5,000 €


@pytest.mark.parametrize(
    ("as_of", "verb"),
    [
        (date(2026, 3, 17), "Préparer"),
        (date(2026, 3, 19), "Envoyer"),  # due the next working day
        (date(2026, 4, 1), "Envoyer"),  # late: with what is ready
    ],
)
def test_from_the_day_before_its_date_a_claim_is_sent_as_it_stands(as_of, verb):
    acts, programme = night(line(1, 400, LACKING), line(2, 900, COMPLETE), as_of=as_of)

    assert say_act(acts[COMING], programme=programme).startswith(f"{verb} FRA – Acompte 1")


def test_a_claim_that_she_has_validated_is_sent_whatever_its_expenses_lack():
    piece = line(1, 400, LACKING)

    said = {
        status: say_act(acts[COMING], programme=programme).partition(" ")[0]
        for status in ("à faire", "validé")
        for acts, programme in [night(piece, claim=status)]
    }

    assert said == {"à faire": "Préparer", "validé": "Envoyer"}
