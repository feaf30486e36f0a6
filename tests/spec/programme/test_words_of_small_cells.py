"""Cells of a few words, judged once per subject: what each says, and what says nothing.

Nothing is guessed: None is a word that its subject does not know.
"""

import pytest

from relocalisons.core.deliverables.words import DeliverableType, read_deliverable_type
from relocalisons.core.kernel.words.yes_no import is_no, is_off, is_on, is_yes
from relocalisons.core.meetings.words.committees import Gender, is_called_le, read_gender
from relocalisons.core.meetings.words.hours import hours_in
from relocalisons.core.money.words.budget_lines import ChartAccount, account_of_line
from relocalisons.core.money.words.funders import VatBase, read_vat_base, shares_typed
from relocalisons.core.objectives.words import (
    Mode,
    SlowProof,
    Way,
    is_agreement,
    is_money,
    is_rate,
    read_mode,
    read_slow_proof,
    read_way,
)
from relocalisons.core.partners.words import Subject, is_producer, is_telephone, subject_named
from relocalisons.core.producers.quality.words.labels import (
    LabelKind,
    is_third_version,
    labels_named,
)
from relocalisons.core.producers.visits.words import RiskLevel, read_risk
from relocalisons.core.producers.words import (
    FoodFamily,
    Origin,
    SupplyChain,
    read_days,
    read_family,
    read_origin,
    read_supply_chain,
)
from relocalisons.core.programme.rules.words import (
    Frequency,
    hours_said,
    is_clear_no,
    is_no_quiet_period,
    is_to_deputy,
    moment_said,
    period_said,
    read_frequency,
    suspended_until,
)
from relocalisons.core.reports.funder.words import ends_of_span, recommended_subject
from relocalisons.core.sources.words import (
    OpenName,
    is_own_book,
    read_open_name,
    says_copy,
    without_copy_mark,
    without_unit,
)

SAID = [
    (read_vat_base, "TTC", VatBase.GROSS),
    (read_vat_base, "ht", VatBase.NET),
    (read_vat_base, "à préciser", None),
    (shares_typed, "FRA 60 % et PNA 40,5 % ; ", ("FRA 60 %", "PNA 40,5 %")),
    (account_of_line, "Prestations de conseil", ChartAccount.OTHER_SERVICES),
    (account_of_line, "Divers", ChartAccount.OTHER),
    (read_gender, "Équipe projet", Gender.FEMININE),
    (read_gender, "Comité de pilotage", Gender.MASCULINE),
    (read_gender, "Les Mardis", None),
    (is_called_le, "COPIL élargi", True),
    (is_called_le, "Assemblée", False),
    (hours_in, "de 9h30 à 12 h", ((9, 30), (12, 0))),
    (hours_in, "14 h ?", None),
    (hours_in, "14 h en salle B", None),
    (read_way, "À la hausse", None),
    (read_way, "Diminution", Way.DOWN),
    (read_mode, "dernière", Mode.LAST),
    (read_mode, None, None),
    (is_rate, "% des repas", True),
    (is_rate, "repas", False),
    (is_money, "k€", True),
    (is_money, "Euros HT", True),
    (is_money, "tonnes", False),
    (is_agreement, "Convention signée", True),
    (is_agreement, "Attestation d’assurance", False),
    (read_slow_proof, "Certificat AB", SlowProof.BIO),
    (read_slow_proof, "HVE niveau 3", SlowProof.HVE),
    (read_slow_proof, "Responsabilité civile", None),
    (subject_named, "Comptabilité", Subject.FINANCIAL),
    (subject_named, "Élu·e", Subject.ELECTED),
    (subject_named, "tout", None),
    (is_producer, "OP fruits", True),
    (is_producer, "collectivité", False),
    (is_telephone, "Tél. le matin", True),
    (is_telephone, "mail", False),
    (read_supply_chain, "Œufs", SupplyChain.EGGS),
    (read_supply_chain, "miel", None),
    (read_family, "Fruits et légumes", FoodFamily.FRUIT_AND_VEGETABLES),
    (read_family, "VIANDES_VOLAILLES", FoodFamily.MEAT),
    (read_family, "divers", None),
    (read_origin, "France, Var", Origin.FRANCE),
    (read_origin, "UE", Origin.EUROPE),
    (read_origin, "Maroc", None),
    (read_days, "60 jours", 60),
    (read_days, "deux mois", None),
    (labels_named, "AB et Label Rouge", {LabelKind.BIO, LabelKind.LABEL_ROUGE}),
    (labels_named, "en conversion bio", {LabelKind.CONVERSION}),
    (labels_named, "aucun", frozenset()),
    (is_third_version, "HVE, référentiel 3", True),
    (is_third_version, "HVE niveau 3", False),
    (read_frequency, "Tous les 15 jours", Frequency.FORTNIGHTLY),
    (read_frequency, "", Frequency.WEEKLY),
    (read_frequency, "parfois", None),
    (suspended_until, "suspendue jusqu’au 15/03/2026", "15/03/2026"),
    (suspended_until, "suspendue", None),
    (period_said, "du 15/06 au 15/09", ((6, 15), (9, 15))),
    (period_said, "l’été", None),
    (hours_said, "8 h – 19 h", (8, 19)),
    (hours_said, "le matin", None),
    (moment_said, "vendredi midi", (4, 12, 0)),
    (moment_said, "mercredi à 9 h 30", (2, 9, 30)),
    (moment_said, "lundi", None),
    (is_clear_no, "non", True),
    (is_clear_no, "peut-être", False),
    (is_no_quiet_period, "aucune", True),
    (is_to_deputy, "écrire au suppléant", True),
    (is_to_deputy, "oui", False),
    (read_deliverable_type, "Vidéo", DeliverableType.VIDEO),
    (read_deliverable_type, "affiche", None),
    (ends_of_span, "de septembre 2025 à février 2026", ("septembre 2025", "février 2026")),
    (read_open_name, "Tout suspendre jusqu’à mon retour", OpenName.SUSPEND),
    (read_open_name, "Pause P07", OpenName.PAUSE),
    (read_open_name, "Clauses légumes", OpenName.CLAUSES),
    (read_open_name, "Fermeture", None),
    (without_unit, "14 jours", "14"),
    (without_unit, "5 pts", "5"),
    (is_own_book, "Pilotage", True),
    (is_own_book, "Suivi P07", False),
    (says_copy, "Copie de Suivi P07", True),
    (says_copy, "Suivi P07 (mars)", False),
    (without_copy_mark, "Copie de Suivi P07 (2)", "Suivi P07"),
    (is_yes, "Oui", True),
    (is_no, "FAUX", True),
    (is_yes, "actif", False),
    (is_on, "Actif", True),
    (is_off, "inactif", True),
]  # fmt: skip


@pytest.mark.parametrize(("judge", "text", "said"), SAID)
def test_a_small_cell_says_what_its_subject_knows(judge, text, said):
    assert judge(text) == said


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Fort, grêle", RiskLevel.HIGH), ("pas très fort", RiskLevel.UNCLEAR),
        ("non négligeable", RiskLevel.UNCLEAR), ("15 % de pertes", RiskLevel.MEDIUM),
        ("RAS", RiskLevel.LOW), ("à voir", RiskLevel.UNCLEAR),
    ],
)  # fmt: skip
def test_the_first_word_that_is_a_level_names_the_risk_unless_it_is_turned(text, level):
    assert read_risk(text).level is level


def test_a_recommendation_names_its_subject_in_the_report_of_the_committee_only():
    assert recommended_subject("COPIL", "Recommandation A1.2") == "a1 2"
    assert recommended_subject("Note mensuelle", "Recommandation A1.2") is None
    assert recommended_subject("COPIL", "Indicateurs") is None
