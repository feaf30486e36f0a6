"""An act on publications is one person who is asked, named, with what is really at stake."""

from datetime import date

import pytest
from support.programme.acts import of, seen
from support.programme.sheets import night, pilotage, tab, understood

from relocalisons.core.acts.wording import say_act, say_why
from relocalisons.core.communication.findings import find_communication

TUESDAY = date(2026, 3, 3)
PARTNERS = """
    Code | Structure     | Type        | Référent    | E-mail
    P03  | Studio Cigale | prestataire | Inès Ségura | i@x.fr
"""
HEAD = (
    "N° | Support | Sujet | Prestataire | Date prévue | Brief envoyé le | BAT reçu le | "
    "Accord financeur le | Date publiée | Logos vérifiés | Statut"
)
FUNDERS = """
    Code | Nom                | Montant € | Taux % | Éligibilité début | Éligibilité fin
    FED  | Fonds de la région | 200000    | 60 %   | 01/09/2025        | 31/08/2027
"""
TWO = f"{FUNDERS}    FRA | Fonds régional | 100000 | 60 % | 01/09/2025 | 31/08/2027\n"


def acts_of(*lines: str, funders: str = FUNDERS, european: str = ""):
    tabs = [tab("Communication", "\n".join([HEAD, *lines])), tab("Financeurs", funders)]
    if european:
        drawn = f"Financeur | Règle | Valeur\n{european} | Fonds européen | FEDER"
        tabs.append(tab("Règles des financeurs", drawn))
    programme = understood(night(pilotage(*tabs, partners=PARTNERS)), as_of=TUESDAY)
    found = find_communication(programme, as_of=TUESDAY)
    return programme, of(*seen(*found), programme=programme, as_of=TUESDAY)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


BRIEF = "{} | presse | Un verger | {} | 01/04/2026 |  |  |  |  |  | prévu"
AGREEMENT = "{} | presse | Un verger | {} | 09/03/2026 | 10/02/2026 | 20/02/2026 |  |  |  | prévu"
LATE = "{} | presse | Verger | {} | 02/03/2026 | 10/02/2026 | 20/02/2026 | 25/02/2026 |  |  | prévu"
OUT = "{} | presse | Un verger | {} | 20/01/2026 |  |  |  | 20/01/2026 |  | publié"


def test_each_person_who_is_asked_has_an_act_that_names_the_publications():
    programme, acts = acts_of(
        BRIEF.format("COM-1", "Studio Cigale"),
        BRIEF.format("COM-2", "Studio Cigale"),
        BRIEF.format("COM-3", "Imprimerie du Port"),
        LATE.format("COM-4", "Studio Cigale"),
        AGREEMENT.format("COM-5", "Studio Cigale"),
        OUT.format("COM-6", "Studio Cigale"),
    )

    assert sorted(plain(say_act(act, programme=programme)) for act in acts.acts) == [
        "Demander à FED les accords de parution : COM-5",
        "Demander à Studio Cigale les BAT et parutions : COM-4",
        "Envoyer : briefs – Imprimerie du Port (COM-3 – Un verger)",
        "Envoyer à Studio Cigale les briefs : COM-1 et COM-2",
        "Relire avec Studio Cigale les logos : COM-6",
    ]


def test_the_agreement_can_be_asked_until_two_days_before_the_publication():
    _, acts = acts_of(AGREEMENT.format("COM-5", "Studio Cigale"))
    (act,) = acts.acts

    # Due on 2 March by its lead time; out on Monday the 9th: Thursday the 5th leaves two days.
    assert act.last_useful == date(2026, 3, 5)


def test_several_funders_of_which_none_is_cited_are_asked_in_one_act_of_hers():
    programme, acts = acts_of(AGREEMENT.format("COM-5", "Studio Cigale"), funders=TWO)
    (act,) = acts.acts

    assert str(act.key) == "act:demander:coordination:accords de parution"
    assert "COM-5" in say_act(act, programme=programme)


@pytest.mark.parametrize(
    ("european", "euros"),
    (("", 0), ("FED", 6_000), ("FRA", 3_000)),  # 3 % of the grant of a European fund, at most
)
def test_what_is_at_stake_is_known_of_a_european_fund_only(european, euros):
    _, acts = acts_of(
        OUT.format("COM-6", "Studio Cigale"),
        OUT.format("COM-7", "Studio Cigale"),
        funders=TWO,
        european=european,
    )
    (act,) = acts.acts

    assert act.euros == euros  # once, however many publications
    assert ("d’aide en jeu" in say_why(act, as_of=TUESDAY)) == bool(euros)
