"""A food plan exported from a platform of transitions: groups, header, legend, sub-actions."""

from make.book import Plan, d

WIDTH = 25
HEADER = [
    "Axe (x)",
    "Sous-axe (x.x)",
    "Titre de l'action *",
    "Titre de la sous-action",
    "Descriptif",
    "Indicateurs liés",
    "Structure pilote",
    "Partenaires",
    "Direction ou service pilote",
    "Personne pilote",
    "Élu·e référent·e",
    "Financeur 1",
    "Montant € HT",
    "Financeur 2",
    "Montant € HT",
    "Financeur 3",
    "Montant € HT",
    "Budget prévisionnel total € HT",
    "Statut",
    "Niveau de priorité",
    "Date de début",
    "Date de fin",
    "Action en amélioration continue (sans date de fin)",
    "Calendrier",
    "Date de saisie",
]
LEGEND = [
    "Champ texte",
    "Champ texte",
    "Champ texte obligatoire",
    "Champ texte",
    "Champ texte",
    "Champ texte",
    "Liste déroulante",
    "Liste libre",
    "Liste libre",
    "Liste libre",
    "Liste libre",
    "Champ texte",
    "Champ nombre",
    "Champ texte",
    "Champ nombre",
    "Champ texte",
    "Champ nombre",
    "Champ nombre",
    "Liste déroulante",
    "Liste déroulante",
    "Champ date",
    "Champ date",
    "Oui / Non",
    "Champ texte",
    "Champ date",
]
GROUPS = {1: "Présentation", 7: "Acteurs", 12: "Moyens", 19: "Modalités de mise en œuvre"}
AXES = {
    "1": "1. Préserver le foncier nourricier",
    "2": "2. Mieux manger à la cantine",
    "3": "3. Rendre l'alimentation accessible à tous",
}
SUB = {
    "1.1": "1.1 Connaître",
    "1.2": "1.2 Installer",
    "2.1": "2.1 Approvisionner",
    "2.2": "2.2 Former",
    "3.1": "3.1 Aider",
    "3.2": "3.2 Faire ensemble",
}
CCVS, CA, VILLE, BIO, CCAS = (
    "CC Val de Serre",
    "Chambre d'agriculture",
    "Ville d'Orsonne",
    "Agrobio Serre",
    "CCAS d'Orsonne",
)
# sub-axis, action, sub-action, lead, service, person, elected, first money, status, priority,
# start, end, without end, day typed
# fmt: off
ROWS = [
    ("1.1", "Dresser l'atlas du foncier agricole", None, CCVS, "Aménagement", "Lise Marchetti", "P. Roumier", ("État – PNA", 12000), "En cours", "Élevé", d("120126"), d("300926"), None),
    ("1.1", "Dresser l'atlas du foncier agricole", "Recenser les friches commune par commune", CCVS, "Aménagement", "Lise Marchetti", "P. Roumier", None, "Réalisé", "Élevé", d("120126"), d("300426"), None),
    ("1.1", "Dresser l'atlas du foncier agricole", "Rencontrer les propriétaires de plus de 2 ha", CA, "Foncier", "Yann Duquesnoy", None, None, "En cours", "Moyen", d("040526"), d("300926"), None),
    ("1.1", "Dresser l'atlas du foncier agricole", "Publier la carte en ligne", CCVS, "SIG", None, None, None, "À venir", "Bas", d("010926"), d("181226"), None),
    ("1.1", "Observer les ventes de terres avec la Safer", None, CA, "Foncier", "Yann Duquesnoy", "P. Roumier", ("Région", 4500), "En cours", "Moyen", d("010226"), None, "Oui"),
    ("1.2", "Ouvrir un espace-test maraîcher", None, BIO, None, "Fanny Lestrade", "M. Ancelin", ("FEADER", 86000), "En retard", "Élevé", d("150925"), d("300626"), None),
    ("1.2", "Ouvrir un espace-test maraîcher", "Forer et raccorder l'irrigation", VILLE, "Services techniques", "Karim Belhadj", None, ("Agence de l'eau", 31000), "Bloqué", "Élevé", d("020326"), d("150526"), None),
    ("1.2", "Ouvrir un espace-test maraîcher", "Recruter les deux premiers testeurs", BIO, None, "Fanny Lestrade", None, None, "À venir", "Moyen", d("010926"), d("311026"), None),
    ("1.2", "Accompagner les cédants de plus de 57 ans", None, CA, "Installation", "Solène Arnoux", None, ("Région", 9000), "En cours", "Moyen", d("050126"), d("311227"), None),
    ("1.2", "Créer une bourse aux locaux de stockage", None, CCVS, "Économie", None, "M. Ancelin", None, "À discuter", "Bas", None, d("310327"), None),
    ("2.1", "Constituer un groupement de commandes à six communes", None, VILLE, "Restauration", "Karim Belhadj", "C. Tournier", None, "Réalisé", "Élevé", d("011025"), d("270226"), None),
    ("2.1", "Tester la livraison mutualisée du mardi", None, CCVS, "Économie", "Lise Marchetti", "C. Tournier", ("ADEME", 18000), "En cours", "Élevé", d("020226"), d("030726"), None),
    ("2.1", "Tester la livraison mutualisée du mardi", "Louer un fourgon froid pour six mois", CCVS, "Moyens généraux", None, None, ("ADEME", 7200), "Réalisé", "Moyen", d("020226"), d("160226"), None),
    ("2.1", "Tester la livraison mutualisée du mardi", "Peser les retours et la casse", BIO, None, "Fanny Lestrade", None, None, "En cours", "Bas", d("020326"), d("190626"), None),
    ("2.1", "Équiper une légumerie de 300 kg par jour", None, VILLE, "Services techniques", "Karim Belhadj", "C. Tournier", ("DETR", 142000), "En pause", "Élevé", d("010926"), d("300927"), None),
    ("2.1", "Sécuriser 20 tonnes de légumineuses locales", None, CA, "Filières", "Yann Duquesnoy", None, None, "À venir", "Moyen", d("010926"), d("310827"), None),
    ("2.2", "Former les cuisiniers aux menus végétariens", None, VILLE, "Restauration", None, "C. Tournier", ("CNFPT", 3400), "Réalisé", "Moyen", d("100226"), d("100426"), None),
    ("2.2", "Former les cuisiniers aux menus végétariens", "Session d'automne à Hauteclaire", VILLE, "Restauration", None, None, ("CNFPT", 3400), "À venir", "Bas", d("191026"), d("201026"), None),
    ("2.2", "Mesurer le gaspillage dans huit écoles", None, CCVS, "Déchets", "Inès Quéré", None, ("ADEME", 11000), "En cours", "Moyen", d("090326"), d("111226"), None),
    ("2.2", "Faire visiter trois fermes aux agents de service", None, BIO, None, "Fanny Lestrade", None, None, "En retard", "Bas", d("040526"), d("120626"), None),
    ("3.1", "Ouvrir une épicerie sociale itinérante", None, CCAS, None, "Odile Perrichon", "S. Vauquelin", ("ARS", 27000), "En cours", "Élevé", d("120126"), d("301026"), None),
    ("3.1", "Ouvrir une épicerie sociale itinérante", "Aménager le camion", CCAS, None, "Odile Perrichon", None, ("Fondation Mailly", 15000), "Bloqué", "Élevé", d("020326"), d("290526"), None),
    ("3.1", "Ouvrir une épicerie sociale itinérante", "Tracer la tournée avec les mairies", CCVS, "Mobilité", "Inès Quéré", None, None, "En cours", "Moyen", d("060426"), d("260626"), None),
    ("3.1", "Distribuer des bons fruits et légumes", None, CCAS, None, "Odile Perrichon", "S. Vauquelin", ("ARS", 22000), "À discuter", "Moyen", None, None, None),
    ("3.1", "Glaner avec les vergers volontaires", None, "Les Glaneurs du Val", None, None, None, None, "En cours", None, d("010826"), None, "Oui"),
    ("3.2", "Animer le conseil local de l'alimentation", None, CCVS, "Économie", "Lise Marchetti", "S. Vauquelin", None, "En cours", "Élevé", d("150126"), None, "Oui"),
    ("3.2", "Monter un défi « familles à table »", None, BIO, None, "Fanny Lestrade", None, ("Région", 6800), "À venir", "Moyen", d("141026"), d("280527"), None),
    ("3.2", "Monter un défi « familles à table »", "Recruter 40 foyers", BIO, None, None, None, None, "À venir", None, d("141026"), d("301126"), None),
    ("3.2", "Éditer le guide des producteurs 2026", None, CA, "Communication", "Solène Arnoux", None, ("Région", 5200), "Réalisé", "Bas", d("020226"), d("290526"), None),
    ("3.2", "Planter un verger partagé par commune", None, CCVS, None, None, "P. Roumier", None, None, "Bas", None, d("280227"), None),
]
# fmt: on


def food_plan_export() -> Plan:
    """Thirty actions of which eleven are sub-actions, no identifier."""
    plan = Plan(
        "01_plan_alimentaire_export.xlsx",
        "export of a transitions platform: groups row 1, header row 2, legend row 3, example row 4; "
        "a sub-action repeats its action's title; three pairs of funder and amount; no id",
        [
            ("CCVS", CCVS, ["Lise Marchetti", "Inès Quéré"]),
            ("CA", "Chambre d'agriculture de la Serre", ["Yann Duquesnoy", "Solène Arnoux"]),
            ("VORS", VILLE, ["Karim Belhadj"]),
            ("AGRO", BIO, ["Fanny Lestrade"]),
            ("CCAS", CCAS, ["Odile Perrichon"]),
        ],
        {
            CCVS: ("organisation", "CCVS"),
            CA: ("organisation", "CA"),
            VILLE: ("organisation", "VORS"),
            BIO: ("organisation", "AGRO"),
            CCAS: ("organisation", "CCAS"),
            "Les Glaneurs du Val": ("organisation", None),
            "Lise Marchetti": ("person", "CCVS"),
            "Inès Quéré": ("person", "CCVS"),
            "Yann Duquesnoy": ("person", "CA"),
            "Solène Arnoux": ("person", "CA"),
            "Karim Belhadj": ("person", "VORS"),
            "Fanny Lestrade": ("person", "AGRO"),
            "Odile Perrichon": ("person", "CCAS"),
        },
        states={
            "En cours": "in_progress",
            "Réalisé": "done",
            "À venir": "planned",
            "En retard": "late",
            "Bloqué": "blocked",
            "En pause": "paused",
            "À discuter": ("planned", None),
        },
    )
    plan.aside(
        "Mode d'emploi",
        "help",
        [
            ["Comment remplir ce fichier"],
            ["1. Ne modifiez pas la ligne des titres de colonnes."],
            ["2. Une sous-action reprend le titre de son action."],
            ["3. La date de fin reste vide si l'action est en amélioration continue."],
        ],
    )
    sheet = plan.sheet("Plan d'action")
    groups = [GROUPS.get(column) for column in range(1, WIDTH + 1)]
    sheet.line(*groups, style="head")
    for first, last in ((1, 6), (7, 11), (12, 18), (19, 25)):
        sheet.merge(1, first, last)
    sheet.line(*HEADER, style="head")
    plan.table(
        sheet,
        [1, 2],
        {
            "work_stream": "A",
            "title": "C",
            "title_of_sub_action": "D",
            "comment": "E",
            "owner_organisation": "G",
            "contributors": "H",
            "owner_person": "J",
            "status": "S",
            "planned_start": "U",
            "planned_end": "V",
        },
        {
            "F": "Indicateurs liés",
            "K": "Élu·e référent·e",
            "L": "Financeur 1",
            "M": "Montant € HT",
            "T": "Niveau de priorité",
            "Y": "Date de saisie",
        },
    )
    plan.never(sheet, sheet.line(*LEGEND, style="note"), "legend")
    example = ["Exemple : Axe 1", None, "Exemple : Planter des haies", None, "Texte libre"]
    example += [None] * 13 + ["À venir", None, d("010124"), d("311224")]
    plan.never(sheet, sheet.line(*example, style="note"), "example")
    for sub, title, under, lead, service, person, elected, money, status, rank, *days in ROWS:
        start, end, ongoing = days
        funds = [*money, None, None, None, None, money[1]] if money else [None] * 7
        text = "Voir la fiche détaillée." if money and money[1] > 20000 else None
        row = sheet.line(
            AXES[sub[0]],
            SUB[sub],
            title,
            under,
            text,
            "Nombre de bénéficiaires" if rank else None,
            lead,
            "Région Serre, associations" if rank == "Élevé" else None,
            service,
            person,
            elected,
            *funds,
            status,
            rank,
            start,
            end,
            ongoing,
            "Selon convention" if rank == "Bas" else None,
            d("101125"),
        )
        more = {"title_parent": title} if under else {}
        if end is None and ongoing:
            more["end_why"] = "ticked as without an end"
        plan.action(
            sheet,
            row,
            under or title,
            owners=(lead, person),
            end=end,
            status=status,
            section=AXES[sub[0]],
            sub_section=SUB[sub],
            **more,
        )
    plan.aside(
        "Listes",
        "drop-down lists",
        [
            ["Statuts", "Priorités", "Structures"],
            ["À venir", "Élevé", CCVS],
            ["À discuter", "Moyen", CA],
            ["En cours", "Bas", VILLE],
            ["Réalisé", None, BIO],
            ["En retard", None, CCAS],
            ["En pause"],
            ["Bloqué"],
        ],
    )
    return plan
