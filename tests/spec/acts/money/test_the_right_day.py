"""« aujourd’hui » is for what must be done within two weeks, however many euros hang on it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.acts import FUNDERS, NIGHT, PROGRAMME, of, seen
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding

from relocalisons.core.acts.acts import Act
from relocalisons.core.acts.aid.amounts import NO_DOUBT
from relocalisons.core.acts.at_stake import Reason
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.acts.overdue import shown_since
from relocalisons.core.acts.red import RedRule, state_of
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import say_act
from relocalisons.core.kernel.findings.gestures import Party, Verb

ZERO = Decimal(0)
COLUMNS = "Financeur | Type | Période du | Période au | Échéance | Envoyé le\n"
BIG = spent("1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 90000 | | FRA | payé | x | x")
SHEETS = """
    Partenaire | Salarié | Mois    | Heures/jours | Signé
    P01        | A. Roux | 11/2025 | 120 h        | non
"""


def night(*papers, expenses=BIG, funders=FUNDERS, settings="", as_of=NIGHT, **tables):
    """What a night of money makes, and where each act of a paper stands."""
    programme = money_programme(
        expenses,
        funders=funders,
        schedule=COLUMNS + "\n".join(papers),
        settings=settings,
        as_of=as_of,
        **tables,
    )
    made = of(*seen(*money_findings(programme)), programme=programme, as_of=as_of)
    return made, programme


def titles(made, programme, *, as_of=NIGHT) -> dict[str, When]:
    placed = place(made, programme=programme, as_of=as_of)
    return {plain(say_act(act, programme=programme)): when for when in When for act in placed[when]}


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def paper_of(made, funder="FRA") -> Act:
    return next(act for act in made.acts if act.key.counterpart == funder and act.paper)


def claim(deadline: str) -> str:
    return f"FRA | acompte 1 | 01/09/2025 | 31/12/2025 | {deadline} |"


@pytest.mark.parametrize(
    ("deadline", "when"),
    (
        ("20/03/2026", When.TODAY),
        ("08/04/2026", When.TODAY),  # fifteen working days
        ("09/04/2026", When.LATER),  # nothing is lost by this week
        ("28/04/2026", When.LATER),
    ),
)
def test_a_claim_is_of_today_from_fifteen_working_days_before_its_day(deadline, when):
    made, programme = night(
        claim(deadline),
        expenses=spent("1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 90000 | | FRA | payé | |"),
    )

    assert made.acts[0].euros > 50_000
    assert paper_of(made).key in [
        act.key for act in place(made, programme=programme, as_of=NIGHT)[when]
    ]


@pytest.mark.parametrize(
    ("deadline", "when"),
    (
        ("31/03/2026", When.TODAY),  # ten working days
        ("01/04/2026", When.LATER),
    ),
)
def test_a_report_is_of_today_from_ten_working_days_before_its_day(deadline, when):
    made, programme = night(f"PNA | intermédiaire | 01/09/2025 | 28/02/2026 | {deadline} |")

    assert titles(made, programme)["Envoyer au financeur : PNA – Rapport intermédiaire"] is when


def test_both_are_settings():
    typed = "\n".join(
        (
            "À faire : aujourd’hui, demande à rendre avant (jours ouvrés) | 3 | |",
            "À faire : aujourd’hui, à faire avant (jours ouvrés) | 2 | |",
            "À faire : cette semaine, à faire avant (jours) | 10 | |",
        )
    )
    made, programme = night(claim("26/03/2026"), settings=typed)

    assert paper_of(made).key in [
        act.key for act in place(made, programme=programme, as_of=NIGHT)[When.THIS_WEEK]
    ]


def test_long_before_a_claim_what_must_be_signed_first_is_shown():
    # Ten working days for a signature: by 31 March, of a claim of 15 April.
    pay = "2 | P01 | Salaires | 30/11/2025 | | 30/11/2025 | 4000 | salaire | FRA | payé | x | x"
    lacking = "1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 900 | | FRA | payé | |"
    made, programme = night(claim("15/04/2026"), expenses=spent(lacking, pay), timesheets=SHEETS)
    assert titles(made, programme) == {
        "Faire signer pour FRA – Acompte 1 : 1 signature": When.TODAY,
    }
    soon = date(2026, 3, 25)  # fifteen working days before its day: all of it
    made, programme = night(
        claim("15/04/2026"), expenses=spent(lacking, pay), timesheets=SHEETS, as_of=soon
    )
    assert list(titles(made, programme, as_of=soon)) == [
        "Préparer FRA – Acompte 1 : 1 signature, 2 pièces"
    ]


def test_what_is_far_is_not_red_whatever_it_weighs():
    lacking = spent("1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 90000 | | FRA | payé | |")
    rules = {}
    for deadline in ("20/03/2026", "15/05/2026"):
        made, programme = night(claim(deadline), expenses=lacking)
        mine = state_of(
            made, lambda one: one.finding.partner == "P01", programme=programme, as_of=NIGHT
        )
        rules[deadline] = mine.rule

    assert rules == {"20/03/2026": RedRule.MONEY, "15/05/2026": None}


def test_what_was_of_today_and_is_far_waits_for_her_no_more():
    made, programme = night(
        "PNA | intermédiaire | 01/09/2025 | 28/02/2026 | 16/04/2026 |", expenses=""
    )
    before = {one.finding.key: NIGHT - timedelta(days=20) for act in made.acts for one in act.told}

    assert before
    assert shown_since(made, (), before, programme=programme, as_of=NIGHT) == {}


def test_what_was_before_her_already_stays_before_what_is_new():
    partners = tuple(a_partner(f"P{n:02d}") for n in range(1, 9))
    programme = a_programme(partners=partners)
    calls = [finding(subject=f"A{n}", partner=f"P{n:02d}") for n in range(1, 9)]
    made = of(*seen(*calls), programme=programme)
    waits = replace(made, shown_since={calls[7].key: NIGHT - timedelta(days=3)})

    assert today(made, programme) == ["P01", "P02", "P03", "P04", "P05", "P06"]
    assert today(waits, programme) == ["P08", "P01", "P02", "P03", "P04", "P05"]


def test_but_not_before_what_weighs_more():
    late = [finding(subject="A1", partner="P01"), finding(subject="A2", partner="P02")]
    firm = replace(finding("meeting_not_called", "R-1", partner=None), due=NIGHT)
    made = of(*seen(*late, firm))
    made = replace(made, shown_since={late[1].key: NIGHT - timedelta(days=9)})

    assert today(made, PROGRAMME) == ["R-1", "P02", "P01"]


def today(made, programme) -> list[str]:
    placed = place(made, programme=programme, as_of=NIGHT)
    return [act.key.counterpart for act in placed[When.TODAY]]


# ---- titles ------------------------------------------------------------------------------------


def test_two_claims_of_one_funder_are_told_apart_by_their_day_and_their_period():
    made, programme = night(
        "FRA | demande de paiement | 01/10/2025 | 31/12/2025 | 20/03/2026 |",
        "FRA | demande de paiement | 01/01/2026 | 28/02/2026 | 03/04/2026 |",
        expenses=spent(
            "1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 900 | | FRA | payé | |",
            "2 | P01 | Achat | 05/02/2026 | | 05/02/2026 | 900 | | FRA | payé | |",
        ),
    )

    assert list(titles(made, programme)) == [
        "Préparer FRA – demande du 20 mars (dépenses du 1er octobre au 31 décembre 2025) : 1 pièce",
        "Préparer FRA – demande du 3 avril (dépenses du 1er janvier au 28 février) : 1 pièce",
    ]


def test_one_claim_of_a_funder_keeps_its_name():
    made, _ = night(claim("20/03/2026"))

    assert paper_of(made).paper == "FRA – Acompte 1"


def test_the_last_claim_of_a_grant_says_who_has_not_paid_or_proved():
    # Beside it « Décider avec FRA » says what nobody has committed.
    made, programme = night(
        expenses=spent("1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 900 | | FRA | payé | |"),
        of_p02=spent("2 | P02 | Achat | 05/11/2025 | | 05/11/2025 | 900 | | FRA | payé | |"),
        funders=FUNDERS.replace("31/08/2027", "08/04/2026"),
    )

    assert "Préparer FRA – dernière demande : 2 pièces (P01 et P02)" in titles(made, programme)


def test_the_title_of_a_paper_fits_on_two_lines_of_a_phone():
    act = replace(
        of(*seen(finding())).acts[0],
        key=ActKey(verb=Verb.SEND, party=Party.CLAIM, counterpart="PNA", occasion="x"),
        paper="PNA – Rapport intermédiaire",
        reasons=tuple(
            Reason(verb=verb, members=(), facts=12, euros=ZERO, doubt=NO_DOUBT, last_useful=None)
            for verb in (Verb.SIGN, Verb.ASK, Verb.JUSTIFY, Verb.FIX, Verb.DECIDE, Verb.WITHDRAW)
        ),
    )

    assert plain(say_act(act, programme=PROGRAMME)) == (
        "Préparer PNA – Rapport intermédiaire : 12 signatures, 12 pièces, 12 avances et 3 de plus"
    )
