"""Pure: the tables of growing contracts, volumes, deliveries, quality and visits."""

from relocalisons.core.kernel.definition import Subject, table

CONTRACTS = table(
    "contracts",
    "Contrats de culture",
    """
    number          | N° contrat         | id       | ?=  | Contrat; N°
    producer        | Producteur         | partner  | /?= | Productrice
    buyer           | Acheteur           | partner  |   |
    supply_chain    | Filière            | choice   |   |
    crop            | Culture/Variété    | text     | /?= | Culture; Produit; Variété
    area            | Surface            | quantity | + | Surface (ha)
    volume          | Volume total       | quantity | ?=+   | Volume
    tolerance       | Tolérance %        | percent  |   | Tolérance
    price           | Prix               | text     | coordination | Prix (€); Prix + unité
    price_type      | Type de prix       | choice   | coordination |
    price_formula   | Formule/indicateur | text     | coordination |
    price_review    | Prochaine révision | date     | partner |
    start           | Début              | date     | ?=  |
    end             | Fin                | date     | ?=  |
    stage           | Étape              | choice   | ?=  | Stade; Statut
    sent_on         | Envoyé le          | date     |   |
    producer_signed | Signé producteur le | date    |   |
    buyer_signed    | Signé acheteur le  | date     |   |
    link            | Contrat (lien)     | url      | partner | Lien
    clause_1        | Clause 1           | text     | partner |
    clause_2        | Clause 2           | text     | partner |
    clause_3        | Clause 3           | text     | partner |
    clause_4        | Clause 4           | text     | partner |
    clause_5        | Clause 5           | text     | partner |
    clause_6        | Clause 6           | text     | partner |
    clause_7        | Clause 7           | text     | partner |
    labels          | Labels exigés      | text     |   | Labels
    renewal         | Reconduction       | choice   |   |
    notice_days     | Préavis            | number   | + days | Préavis (jours)
    delivery_place  | Lieu de livraison  | text     | r |
    packaging       | Calibre et conditionnement | text | r | Conditionnement; Calibre
    payment_days    | Délai de paiement (jours) | text | r | Délai de paiement
    award_criterion | Critère d'attribution | text  | r | Critère d'attribution du marché
    award_weight    | Poids du critère % | percent  | r | Poids %; Poids du critère
    award_mark      | Note obtenue /10   | number   | r | Note obtenue; Note /10
    choice_reason   | Motif du choix     | text     | r coordination | Comment trouvé
    quotes          | Devis demandés     | text     | r coordination | Devis
    loss            | Perte signalée     | text     | r partner | Perte; Pertes
    comment         | Commentaire        | text     | partner |
    """,
    identity="number",
    aliases=("Contrats", "Contrats cultures"),
    subjects=[Subject.PRODUCERS],
)

COMMITMENTS = table(
    "commitments",
    "Volumes engagés",
    """
    contract     | Contrat      | id       | !?= | N° contrat
    period       | Période      | text     |   |
    period_start | Du           | date     | !?= | Début
    period_end   | Au           | date     | !?= | Fin
    volume       | Volume prévu | quantity | !?= + | Volume
    low          | Min          | quantity | + |
    high         | Max          | quantity | + |
    unit         | Unité        | text     |   |
    """,
    aliases=("Engagements de volumes",),
    subjects=[Subject.PRODUCERS],
)

DELIVERIES = table(
    "deliveries",
    "Livraisons",
    """
    date           | Date             | date     | !?= | Date de livraison; Livré le
    contract       | Contrat          | id       | ?=  | N° contrat
    producer       | Producteur       | partner  |   |
    product        | Produit          | text     |   |
    quantity       | Quantité         | quantity | !?= | Qté
    unit           | Unité            | text     |   |
    price          | Prix HT €        | money    | coordination | Prix HT
    site           | Site livré       | text     |   | Site
    canteen_siret  | Cantine SIRET    | text     |   |
    origin         | Origine          | text     |   |
    labels         | Label(s)         | text     |   | Labels
    delivery_note  | Bon de livraison | text     |   | BL
    rejected       | Refus            | quantity |   | Refus (quantité, motif)
    family         | Famille produits | text     |   | famille_produits
    plot           | Parcelle         | text     | r |
    """,
    aliases=("Livraison",),
    subjects=[Subject.PRODUCERS],
)

CERTIFICATES = table(
    "certificates",
    "Engagements qualité",
    """
    producer     | Producteur            | partner | !?= |
    label        | Engagement/Label      | text    | !?= | Label
    scope        | Portée                | text    |   | Portée (produits/parcelles)
    body         | Organisme certificateur | text  | k | OC
    number       | N° certificat         | text    |   |
    issued_on    | Délivré le            | date    |   |
    valid_until  | Valable jusqu'au      | date    | !?= | Valide jusqu'au
    link         | Lien                  | url     |   |
    next_audit   | Prochain audit        | date    | k |
    findings     | Non-conformités       | text    | partner |
    status       | Statut                | text    |   |
    """,
    aliases=("Certificats", "Qualité"),
    subjects=[Subject.PRODUCERS],
)

VISITS = table(
    "visits",
    "Visites",
    """
    producer     | Producteur       | partner | !?= |
    planned_on   | Date prévue      | date    |   |
    done_on      | Date réalisée    | date    |   |
    visitor      | Visiteur         | text    | k | Visiteuse
    purpose      | Objet            | text    |   |
    crop_state   | État cultures    | choice  |   | État des cultures
    volume_risk  | Risque volume    | text    | partner |
    points       | Points d'action  | text    | partner |
    next_visit   | Prochaine visite | date    |   |
    report       | CR/photos        | url     |   | CR
    """,
    subjects=[Subject.PRODUCERS],
)

CANTEEN_PURCHASES = table(
    "canteen_purchases",
    "Achats cantines",
    """
    canteen | Cantine             | text   | !?= |
    siret   | SIRET               | text   | !?= |
    year    | Année               | number | !?= |
    total   | Achats alimentaires € HT | money | !?= funder | Achats totaux € HT
    meat_fish | Dont viandes et poissons € HT | money | funder |
    kind    | Type d'acheteur | text |   | Type
    territory | Territoire | text |   |
    imported_on | Importé le | date |   | Importé dans ma cantine le
    """,
    subjects=[Subject.PRODUCERS],
)

# What canteens ask, whoever grows it; without it the calendar of a contract says what is asked.
CANTEEN_NEEDS = table(
    "canteen_needs",
    "Besoins des cantines",
    """
    canteen      | Cantine            | partner  | !  | Acheteur
    product      | Produit            | text     | !  | Culture; Denrée
    period_start | Du                 | date     | ?  | Début
    period_end   | Au                 | date     | ?  | Fin
    volume       | Quantité demandée  | quantity | !? + | Quantité; Besoin
    unit         | Unité              | text     |   |
    """,
    aliases=("Besoins cantines", "Demande des cantines"),
    subjects=[Subject.PRODUCERS],
)
