"""Pure: the tables of funders, report deadlines, budget, expenses, time and indicators."""

from relocalisons.core.kernel.definition import Subject, table

FUNDERS = table(
    "funders",
    "Financeurs",
    """
    code              | Code                       | id      | !?=          | N°
    name              | Nom                        | text    | !?=          | Financeur
    agreement         | N° convention              | text    |              | Convention
    amount            | Montant €                  | money   | + funder       | Montant
    rate              | Taux %                     | percent | funder       | Taux
    eligibility_start | Éligibilité début          | date    | !?=          | Début d'éligibilité
    eligibility_end   | Éligibilité fin            | date    | !?=          | Fin d'éligibilité
    evidence_deadline | Date limite justificatifs  | date    |              | Limite justificatifs
    transfer_rule     | Règle de transfert         | text    | funder       |
    vat_base          | Base HT/TTC                | choice  |              | Base
    logo              | Logo URL                   | url     |              | Logo
    mention           | Mention obligatoire        | text    |              | Mention
    contact           | Contact                    | email   | coordination |
    report_template   | Modèle de rapport URL      | url     |              | Modèle de rapport
    report_sections   | Sections du rapport        | text    |              | Sections
    report_indicators | Indicateurs demandés       | text    |              |
    report_columns    | Colonnes des dépenses      | text    |              |
    delay_scale       | Seuils de retard (jours)   | text    |              | Seuils de retard
    """,
    identity="code",
    label="name",
    subjects=[Subject.MONEY],
)

REPORT_SCHEDULE = table(
    "report_schedule",
    "Échéancier rapports",
    """
    funder        | Financeur          | id     | !?= |
    type          | Type               | choice | !?= |
    period_start  | Période du         | date   | !?= | Du
    period_end    | Période au         | date   | !?= | Au
    deadline      | Échéance           | date   | !?= | À rendre le
    status        | Statut             | choice |   |
    sent_on       | Envoyé le          | date   |   |
    receipt       | Accusé de réception | text  | k | AR
    link          | Lien               | url    |   |
    closed        | Données arrêtées   | yesno  |   |
    received      | Montant encaissé   | money  | r + coordination |
    requested     | Montant demandé    | money  | r + coordination | Aide demandée €
    comment       | Commentaire        | text   | r + coordination | Commentaires; Note; Notes; Remarque; Remarques; Observations; Pièces demandées
    signed_by     | Signé par          | text   | r coordination | Signataire
    delegated_until | Délégation jusqu'au | date | r coordination | Délégation valable jusqu'au; Pouvoir jusqu'au
    """,
    aliases=("Echéancier rapports", "Échéancier"),
    subjects=[Subject.MONEY],
)

BUDGET = table(
    "budget",
    "Budget",
    """
    budget_line | Poste            | text    | !?=      | Poste de dépense
    partner     | Partenaire       | partner | !?=      |
    funder      | Financeur        | id      | !?=      |
    initial     | Budget initial € | money   | !?= + funder | Budget initial
    amended     | Budget modifié € | money   | + funder | Budget modifié
    amendment   | Avenant          | text    |          | Avenant n°/date
    comment     | Commentaire      | text    | coordination |
    """,
    subjects=[Subject.MONEY],
)

EXPENSES = table(
    "expenses",
    "Dépenses",
    """
    number            | N° pièce          | id      | ?=     | Pièce
    partner           | Partenaire        | partner | ?=     |
    budget_line       | Poste             | text    | ?=     |
    action            | Action            | ids     |        |
    supplier          | Fournisseur       | text    | / funder |
    label             | Libellé           | text    | funder |
    invoice_date      | Date facture      | date    | /      | Date de facture
    amount            | Montant HT €      | money   | !?= funder | Montant HT; HT
    vat               | TVA €             | money   | funder | TVA
    amount_with_vat   | TTC €             | money   | funder | TTC; Montant TTC
    committed_on      | Engagé le         | date    |        |
    ordered_on        | Commandé le       | date    | r      | Devis signé le; Bon de commande du
    deposit_on        | Acompte versé le  | date    | r      | Acompte du
    done_on           | Réalisé le        | date    | r      | Service fait le
    purchase_kind     | Nature d'achat    | text    | r      | Famille d'achat
    consulted_on      | Consultation lancée le | date | r    |
    publicity         | Publicité         | url     | r      | Avis de publicité
    credit            | Avoir €           | money   | r + funder | Avoir
    paid_on           | Payé le           | date    | /      | Date de paiement
    debited_on        | Débité le         | date    | r      | Date de débit; Date de valeur
    job_aid           | Aide à l'emploi € | money   | r + funder | Aide à l'emploi; Aide déduite €
    payment_mode      | Mode              | text    |        |
    invoice           | Justificatif      | url     | funder | Facture
    proof_of_payment  | Preuve de paiement | url    | funder |
    type              | Type              | choice  |        |
    funders           | Financeur(s) et clé % | text |       | Financeur(s)
    claim             | Déclaré dans      | text    |        |
    status            | Statut            | choice  |        |
    claimed           | Montant déclaré   | money   | funder |
    accepted          | Montant retenu    | money   | funder |
    rejected          | Montant rejeté    | money   | funder |
    payslip           | Bulletin de paie  | url     | coordination |
    quote             | Devis             | url     | funder |
    """,
    identity="number",
    subjects=[Subject.MONEY],
)

TIMESHEETS = table(
    "timesheets",
    "Temps passé",
    """
    partner  | Partenaire      | partner | !?= |
    employee | Salarié         | text    | !?= funder | Salariée
    month    | Mois            | date    | !?= |
    action   | Action          | ids     |   |
    time     | Heures/jours    | quantity | !?= + | Heures; Jours
    cost     | Coût chargé €   | money   | coordination | Coût chargé
    signed   | Signé           | yesno   |   |
    hourly   | Taux horaire €  | money   | r coordination | Taux horaire
    piece    | N° pièce        | id      | r |
    """,
    subjects=[Subject.MONEY],
)

GRANT_RULES = table(
    "grant_rules",
    "Règles des financeurs",
    """
    rule   | Règle          | text | !?= |
    funder | Financeur      | id   | =   |
    value  | Valeur         | text | !?  |
    start  | En vigueur du  | date |     |
    end    | En vigueur au  | date |     |
    source | Source         | text | k   |
    """,
    subjects=[Subject.MONEY],
)

# What each piece says, for those who keep such a list: a rule then reads it there.
PIECES = table(
    "pieces",
    "Pièces",
    """
    number  | N° pièce      | id     | !?= | Pièce
    partner | Partenaire    | partner | r = |
    nature  | Nature        | choice | !?= | Nature de la pièce
    day     | Date          | date   | =   | Date de la pièce
    issuer  | Émetteur      | text   | coordination |
    siret   | SIRET         | text   |     | SIREN
    amount  | Montant HT €  | money  | coordination | Montant €; Montant
    link    | Lien          | url    | coordination |
    state   | État du lien  | choice |     | Lisible
    note    | Remarque      | text   | coordination | Remarques; Commentaire
    """,
    subjects=[Subject.MONEY],
)

INDICATORS = table(
    "indicators",
    "Indicateurs",
    """
    code            | Code           | id      | ?=  |
    title           | Intitulé       | text    | !?= |
    scope           | Axe/financeur  | text    |   | Axe
    type            | Type           | choice  |   |
    unit            | Unité          | text    |   |
    baseline_value  | Référence (T0) | number  |   | Référence; T0
    target          | Cible          | number  | ?=  |
    due             | Échéance       | date    |   |
    direction       | Sens           | choice  |   |
    mode            | Mode           | choice  |   |
    value           | Valeur         | number  |   |
    measured_on     | Date de mesure | date    |   | Mesuré le
    source          | Source         | text    | k |
    owner           | Responsable    | partner |   |
    proof           | Preuve         | url     |   |
    """,
    identity="code",
    label="title",
    subjects=[Subject.OBJECTIVES],
)

ADVANCES = table(
    "advances",
    "Avances",
    """
    partner   | Partenaire   | partner | !?= |
    funder    | Financeur    | id      | !?= |
    amount    | Montant €    | money   | !?= + funder | Montant
    paid_on   | Versée le    | date    |   |
    repaid_on | Remboursée le | date   |   |
    """,
    subjects=[Subject.MONEY],
)

RECEIPTS = table(
    "receipts",
    "Encaissements",
    """
    funder  | Financeur    | id     | !?= |
    kind    | Type         | choice |     |
    amount  | Montant €    | money  | !?= + coordination | Montant
    on      | Encaissé le  | date   | =   | Reçu le
    claim   | Demande      | text   |     | Déclaré dans; N° demande
    comment | Commentaire  | text   | coordination |
    """,
    subjects=[Subject.REPAYMENTS],
)

PAYOUTS = table(
    "payouts",
    "Versements aux partenaires",
    """
    partner | Partenaire  | partner | !?= |
    funder  | Financeur   | id      | !?= |
    kind    | Type        | choice  |     |
    amount  | Montant €   | money   | !?= + partner | Montant
    on      | Date        | date    | =   | Versé le; Retenu le
    reason  | Motif       | text    | partner |
    comment | Commentaire | text    | coordination |
    """,
    aliases=("Reversements", "Versements partenaires"),
    subjects=[Subject.REPAYMENTS],
)
