"""Agreements, attestations with their lives, and the coordinator's own 80/20."""

from datetime import date

import pytest
from support.money.build import money_findings, money_programme, one, told
from support.programme.sheets import P01_ID, book, night, pilotage, tab, understood

from relocalisons.core.kernel.model import Audience

PARTNERS = """
    Code | Structure | Type | Référent | E-mail | Convention signée le | Actif
    P01  | Ville     | c    | Anne     | a@x.fr | {signed}             | {active}
"""
FOLLOWED = "Activer : conventions | oui"


@pytest.mark.parametrize(
    ("signed", "active", "told_"),
    (
        ("10/09/2025", "oui", []),
        ("", "oui", ["P01"]),
        ("à signer", "oui", []),  # words, not a date: its cell is asked about
        ("31/09/2025", "oui", []),
        ("", "non", []),
    ),
)
def test_an_active_partner_signs_its_agreement(signed, active, told_):
    programme = money_programme(
        partners=PARTNERS.format(signed=signed, active=active), settings=FOLLOWED
    )

    assert told(money_findings(programme), "agreement_unsigned") == told_


def test_an_agreement_kept_among_the_attestations_is_signed():
    attestations = """
        Partenaire | Nature                    | Valable jusqu'au | Lien
        P01        | Convention de partenariat | 31/08/2027       | http://d.x/c
    """
    programme = money_programme(
        partners=PARTNERS.format(signed="", active="oui"),
        attestations=attestations,
        settings=FOLLOWED,
    )

    assert told(money_findings(programme), "agreement_unsigned") == []


# On 3 March 2026.
@pytest.mark.parametrize(
    ("kind", "until", "verdict"),
    (
        ("Assurance RC", "02/03/2026", "expired"),
        ("Assurance RC", "03/03/2026", "expiring"),
        ("Attestation URSSAF", "02/04/2026", "expiring"),  # 30 days
        ("Attestation URSSAF", "03/04/2026", ""),
        ("Certificat bio", "01/06/2026", "expiring"),  # 90 days
        ("Certificat bio", "02/06/2026", ""),
        ("HVE", "30/08/2026", "expiring"),  # 180 days
        ("HVE", "31/08/2026", ""),
        ("GLOBALG.A.P.", "02/05/2026", "expiring"),  # 60 days
        ("GLOBALG.A.P.", "03/05/2026", ""),
        ("Assurance RC", "31/02/2026", ""),
    ),
)
def test_an_attestation_is_told_ahead_by_the_life_of_its_kind(kind, until, verdict):
    attestations = f"Partenaire | Nature | Valable jusqu'au\nP01 | {kind} | {until}"

    findings = money_findings(money_programme(attestations=attestations))

    kinds = ("attestation_expired", "attestation_expiring")
    found = [each for each in findings if each.kind in kinds]
    assert [each.kind.value for each in found] == ([f"attestation_{verdict}"] if verdict else [])
    assert all(each.ask and each.due for each in found)


def test_the_latest_attestation_of_a_kind_counts_and_a_doubt_about_it_judges_none():
    attestations = """
        Partenaire | Nature       | Valable jusqu'au
        P01        | Assurance RC | 01/01/2026
        P01        | assurance rc | 01/01/2027
        P02        | Assurance RC | 01/01/2026
        P02        | Assurance RC | 31/04/2027
    """

    findings = money_findings(money_programme(attestations=attestations))

    assert told(findings, "attestation_expired") == []


SETTINGS = (
    "Temps de coordination : personne | Camille Aubanel\n"
    "Temps de coordination : actions contrats et visites | A2 ; A5.3"
)


def sheet(*lines: str) -> str:
    header = "Partenaire | Salarié | Mois | Action | Heures/jours | Signé\n"
    return header + "\n".join(f"P01 | {line} | oui" for line in lines)


# The post is 20 % of contracts and visits, give or take 5 points.
@pytest.mark.parametrize(
    ("lines", "told_"),
    (
        (("A1.1 | 80 jours", "A2.1 | 20 jours"), ""),
        (("A1.1 | 85 jours", "A2.1 | 15 jours"), ""),
        (("A1.1 | 86 jours", "A2.1 | 14 jours"), "14\u202f%"),
        (("A1.1 | 74 jours", "A5.3 | 26 jours"), "26\u202f%"),
        (("A1.1 | 86 jours", "A2.1 | 98 h"), "14\u202f%"),  # 98 hours are 14 days of 7
        (("A1.1 | 86 jours", "A2.1 | 14 jours", "| 2 jours"), ""),  # two days may be of the field
        (("A1.1 | 86 jours", "A2.1 | 4 jours", "A1.2; A2.1 | 2 jours"), "4\u202f%"),
        (("A1.1 | 86 jours", "A2.1 | beaucoup"), ""),  # nobody knows
        (("A1.1 | 5 jours",), ""),  # too few days to mean anything
        (("A20.1 | 86 jours", "A5.30 | 14 jours"), "0\u202f%"),  # A20 is not under A2
    ),
)
def test_the_coordinator_sees_when_her_time_leaves_the_split_of_her_post(lines, told_):
    timesheets = sheet(*(f"Camille Aubanel | 01/02/2026 | {line}" for line in lines))

    findings = money_findings(money_programme(timesheets=timesheets, settings=SETTINGS))

    found = [each for each in findings if each.kind == "coordinator_time"]
    assert len(found) == bool(told_)
    for each in found:
        assert told_ in each.title
        assert each.audience is Audience.COORDINATION
        assert "Aubanel" not in each.title


def test_without_any_line_of_hers_it_is_said_and_without_parameters_nothing_is():
    timesheets = sheet("Anne Roux | 01/02/2026 | A1.1 | 3 jours")

    asked = money_findings(money_programme(timesheets=timesheets, settings=SETTINGS))
    unasked = money_findings(money_programme(timesheets=timesheets))

    assert "aucune ligne" in one(asked, "coordinator_time").title
    assert told(unasked, "coordinator_time") == []


def test_the_dates_of_plan_and_money_meet_where_an_action_outlives_the_money():
    funders = """
        Code | Nom   | Éligibilité début | Éligibilité fin
        FRA  | Fonds | 01/09/2025        | 30/06/2026
    """
    plan = """
        N° action | Intitulé | Responsable | Début prévu | Fin prévue | Fin révisée | Avancement | Statut   | Financeur(s)
        A1        | Former   | P01         | 05/01/2026  | 30/06/2026 |             | 40 %       | en cours | FRA
        A2        | Équiper  | P01         | 05/01/2026  | 30/06/2026 | 01/07/2026  | 40 %       | en cours | FRA
        A3        | Publier  | P01         | 05/01/2026  | 31/08/2026 |             | 100 %      | terminé  | FRA
        A4        | Essaimer | P01         | 05/01/2026  | 31/08/2026 |             | 40 %       | en cours | PNA
        A5        | Bilan    | P01         | 05/01/2026  | 31/06/2026 |             | 40 %       | en cours | FRA
    """  # noqa: E501
    sources = f"Plan d'action | P01 | {P01_ID} | Plan d'action"
    snapshot = night(
        pilotage(tab("Financeurs", funders), sources=sources),
        book(P01_ID, tab("Plan d'action", plan)),
    )

    finding = one(
        money_findings(understood(snapshot, as_of=date(2026, 3, 3))), "action_after_eligibility"
    )

    assert finding.subject == "A2/FRA"
    assert "1\u00a0jour après" in finding.title
