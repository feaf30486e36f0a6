"""Sample: the tabs of the workspace and the French headers of their columns."""

from dataclasses import dataclass

# A block a table: name, title of its tab, then `column: Header` (`*` = required; domain §2.2).
_NOTATION = """
[partners] Partenaires
code*: Code; name*: Structure; profile*: Type; siret: SIRET; contact*: Référent; email*: E-mail;
phone: Tél; deputy_contact: Suppléant; deputy_email: E-mail suppléant; role: Rôle projet;
area: Secteur; work_streams: Axe(s); planned_budget: Budget prévu €; recovers_vat: Récupère la TVA;
agreement_signed: Convention signée le; reminder_rhythm: Fréquence de relance;
channel: Canal préféré; active: Actif; comment: Commentaire
[actions] Plan d'action
number*: N° action; work_stream: Axe; title*: Intitulé; owner*: Partenaire responsable;
contributors: Contributeurs; planned_start*: Début prévu; planned_end*: Fin prévue;
revised_start: Début révisé; revised_end: Fin révisée; actual_start: Début réel;
actual_end: Fin réelle; progress*: Avancement; status*: Statut; predecessors: Prédécesseurs;
milestone: Jalon; deliverable: Livrable attendu; funders: Financeur(s);
delay_cause: Cause du retard; corrective: Action corrective; comment: Commentaire
[deliverables] Livrables
number*: N°; title*: Titre; action: Action; owner*: Responsable; due*: Échéance;
revised_due: Échéance révisée; type: Type; format: Format attendu; folder: Dossier Drive;
naming_rule*: Règle de nommage; file_link: Lien fichier; version: Version; status*: Statut;
reviewer: Relecteur; validated_by: Validé par; validated_on: Validé le;
confidentiality: Confidentialité; funders_to_cite: Financeurs à citer; linkedin: LinkedIn;
project_drive: Drive projet; event: Événement; website: Site
[funders] Financeurs
code*: Code; name*: Nom; agreement: N° convention; amount: Montant €; rate: Taux %;
eligibility_start*: Éligibilité début; eligibility_end*: Éligibilité fin;
evidence_deadline: Date limite justificatifs; transfer_rule: Règle de transfert;
vat_base: Base HT/TTC; logo: Logo URL; mention: Mention obligatoire; contact: Contact;
report_template: Modèle de rapport URL; report_sections: Sections du rapport;
report_indicators: Indicateurs demandés; report_columns: Colonnes des dépenses;
delay_scale: Seuils de retard (jours)
[report_schedule] Échéancier rapports
funder*: Financeur; type*: Type; period_start*: Période du; period_end*: Période au;
deadline*: Échéance; status: Statut; sent_on: Envoyé le; receipt: Accusé de réception;
link: Lien; closed: Données arrêtées
[budget] Budget
budget_line*: Poste; partner*: Partenaire; funder*: Financeur; initial*: Budget initial €;
amended: Budget modifié €; amendment: Avenant; comment: Commentaire
[expenses] Dépenses
number*: N° pièce; partner*: Partenaire; budget_line*: Poste; action: Action;
supplier: Fournisseur; label: Libellé; invoice_date: Date facture; amount*: Montant HT €;
vat: TVA €; amount_with_vat: TTC €; committed_on: Engagé le; paid_on: Payé le;
payment_mode: Mode; invoice: Justificatif; proof_of_payment: Preuve de paiement; type: Type;
funders: Financeur(s) et clé %; claim: Déclaré dans; status: Statut; claimed: Montant déclaré;
accepted: Montant retenu; rejected: Montant rejeté; payslip: Bulletin de paie; quote: Devis
[timesheets] Temps passé
partner*: Partenaire; employee*: Salarié; month*: Mois; action: Action; time*: Heures/jours;
cost: Coût chargé €; signed: Signé
[indicators] Indicateurs
code*: Code; title*: Intitulé; scope: Axe/financeur; type: Type; unit: Unité;
baseline_value: Référence (T0); target*: Cible; due: Échéance; direction: Sens; mode: Mode;
value: Valeur; measured_on: Date de mesure; source: Source; owner: Responsable; proof: Preuve
[advances] Avances
partner*: Partenaire; funder*: Financeur; amount*: Montant €; paid_on: Versée le;
repaid_on: Remboursée le
[contracts] Contrats de culture
number*: N° contrat; producer*: Producteur; buyer: Acheteur; supply_chain: Filière;
crop*: Culture/Variété; area: Surface; volume*: Volume total; tolerance: Tolérance %;
price: Prix; price_type: Type de prix; price_formula: Formule/indicateur;
price_review: Prochaine révision; start*: Début; end*: Fin; stage*: Étape; sent_on: Envoyé le;
producer_signed: Signé producteur le; buyer_signed: Signé acheteur le; link: Contrat (lien);
clause_1: Clause 1; clause_2: Clause 2; clause_3: Clause 3; clause_4: Clause 4;
clause_5: Clause 5; clause_6: Clause 6; clause_7: Clause 7; labels: Labels exigés;
renewal: Reconduction; notice_days: Préavis; comment: Commentaire
[commitments] Volumes engagés
contract*: Contrat; period: Période; period_start*: Du; period_end*: Au; volume*: Volume prévu;
low: Min; high: Max; unit: Unité
[deliveries] Livraisons
date*: Date; contract*: Contrat; producer: Producteur; product: Produit; quantity*: Quantité;
unit: Unité; price: Prix HT €; site: Site livré; canteen_siret: Cantine SIRET; origin: Origine;
labels: Label(s); delivery_note: Bon de livraison; rejected: Refus; family: Famille produits
[certificates] Engagements qualité
producer*: Producteur; label*: Engagement/Label; scope: Portée; body: Organisme certificateur;
number: N° certificat; issued_on: Délivré le; valid_until*: Valable jusqu'au; link: Lien;
next_audit: Prochain audit; findings: Non-conformités; status: Statut
[visits] Visites
producer*: Producteur; planned_on: Date prévue; done_on: Date réalisée; visitor: Visiteur;
purpose: Objet; crop_state: État cultures; volume_risk: Risque volume; points: Points d'action;
next_visit: Prochaine visite; report: CR/photos
[canteen_purchases] Achats cantines
canteen*: Cantine; siret*: SIRET; year*: Année; total*: Achats alimentaires € HT
[meetings] Réunions
number*: N°; type*: Type; date*: Date; hours: Heure; place: Lieu/visio;
notice_sent: Convocation envoyée; agenda: ODJ; slides: Support;
attendance_sheet: Émargement; minutes: CR; status: Statut;
committee: Instance; quorum: Quorum
[attendance] Présences
meeting*: Réunion; partner: Partenaire; person: Personne; presence: Présence; answer: Réponse
[decisions] Décisions
number*: N°; meeting: Réunion; decision*: Décision; owner: Responsable; due: Échéance;
status*: Statut; proof: Preuve
[communication] Communication
number*: N°; channel*: Support; topic*: Sujet; deliverable: Livrable lié;
contractor: Prestataire; planned_on*: Date prévue; published_on: Date publiée; link: Lien;
logos_checked: Logos vérifiés; reach: Portée (vues); status: Statut; brief_sent: Brief envoyé le;
proof_received: BAT reçu le; funder_agreed: Accord financeur le
[risks] Risques
number*: N°; risk*: Risque; work_stream: Axe; likelihood: Probabilité; severity: Gravité;
measure: Mesure; owner: Responsable; review: Revue
[sources] Sources
table*: Table; partner: Partenaire; workbook*: Classeur; tab*: Onglet;
header_row: Ligne d'en-tête; active: Actif; comment: Commentaire
[settings] Paramètres
name*: Paramètre; value*: Valeur; scope: Portée; until: Jusqu'au; comment: Commentaire
[contacts] Contacts
date*: Date; partner*: Partenaire; person: Personne; said: Ce qui a été dit;
promised: Promis pour le
[contact_roles] Interlocuteurs
partner*: Partenaire; subject*: Sujet; person*: Personne; email*: E-mail; phone: Tél
[committees] Instances
committee*: Instance; partner: Partenaire; person*: Personne; email: E-mail; role: Rôle
[comments] Commentaires
report*: Rapport; section*: Section; period: Période; text*: Texte
[attestations] Attestations
partner*: Partenaire; kind*: Nature; valid_until*: Valable jusqu'au; link: Lien
[dependencies] Dépendances
predecessor*: Prédécesseur; successor*: Successeur; lag: Délai (jours ouvrés); comment: Commentaire
[contributions] Contribution au bilan
period*: Période; action*: Action; figures: Chiffres demandés; text: Texte; proofs: Preuves
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHeaders:
    """One table: the usual title of its tab, its headers by column, and its required columns."""

    name: str
    title: str
    headers: dict[str, str]
    required: frozenset[str]


def _parse(block: str) -> TableHeaders:
    head, _, body = block.partition("\n")
    name, _, title = head.partition("] ")
    pairs = [
        (key.strip(), header.strip())
        for key, _, header in (
            entry.partition(": ") for entry in body.replace("\n", " ").split(";")
        )
        if key.strip()
    ]
    return TableHeaders(
        name=name,
        title=title.strip(),
        headers={key.rstrip("*"): header for key, header in pairs},
        required=frozenset(key.rstrip("*") for key, _ in pairs if key.endswith("*")),
    )


TABLES: dict[str, TableHeaders] = {
    table.name: table for table in map(_parse, _NOTATION.strip().removeprefix("[").split("\n["))
}

# Tabs of « Pilotage » that belong to the service; it fills them, nobody else does.
SERVICE_TABS = ("Tableau de bord", "Anomalies", "Relances", "Journal")
