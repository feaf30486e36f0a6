"""A small town's project: every day is a text, every status a word of the trade."""

from make.book import Doubt, Plan

# fmt: off
SECTIONS = {
    "Axe 1 : De la réhabilitation à la restructuration de l'habitat": [
        ("Lancer l'OPAH-RU sur 120 logements", "Service habitat", "2025-2029", "Suivi-animation", "logements rénovés"),
        ("Acquérir l'îlot de la rue Basse", "EPF", "fin mars 2026", "Acte signé", "m² maîtrisés"),
        ("Démolir les deux immeubles en péril", "Ville de Saint-Maurin", "T2 2026", "Travaux", None),
        ("Reconstruire huit logements avec ascenseur", "Bailleur Colline", "2026-2028", "Permis déposé", "logements livrés"),
        ("Verser une prime à la sortie de vacance", "Service habitat", "en continu", "En place", "dossiers"),
    ],
    "Axe 2 : Favoriser un commerce équilibré": [
        ("Racheter trois vitrines", "SEM Centre", "T3 2025 – T2 2027", "Négociation", "vitrines"),
        ("Installer un manager de centre-ville", "CC du Maurinois", "janvier 2026", "En poste", None),
        ("Organiser la boutique à l'essai", "Union des commerçants", "15/03/2026 au 30/06/2026", "Clos", "porteurs accueillis"),
        ("Réécrire le règlement des terrasses", "Ville de Saint-Maurin", "30 avril 2026", "Voté", None),
        ("Déplacer le marché du samedi", "Ville de Saint-Maurin", "sept. 2026", "Concertation", "étals"),
        ("Former les commerçants à la vente en ligne", "CCI", "S12 2026", "Clos", "stagiaires"),
    ],
    "Axe 3 : Développer l'accessibilité et la mobilité": [
        ("Passer le bourg à 30 km/h", "Ville de Saint-Maurin", "01/07/2026", "Arrêté pris", None),
        ("Créer un parking relais de 60 places", "CC du Maurinois", "décembre 2026", "APD", "places"),
        ("Refaire l'avenue de la Gare", "Département", "2027", "DCE en cours", "mètres"),
        ("Jalonner les parcours piétons", "Service habitat", "d'ici fin juin 2026", "Posé", None),
        ("Acheter une navette électrique", "CC du Maurinois", "1er trimestre 2027", "Commande passée", "passagers"),
    ],
    "Axe 4 : Mettre en valeur le patrimoine et les espaces": [
        ("Restaurer les remparts, tranche 2", "Ville de Saint-Maurin", "été 2027", "APS", None),
        ("Planter quarante arbres place d'Armes", "Ville de Saint-Maurin", "novembre 2026", "Commande passée", "arbres"),
        ("Éclairer la collégiale", "SDE", "14/07/2026", "Réceptionné", None),
        ("Ouvrir les jardins de l'hospice", "Hospice", "mai-juin 2026", "Travaux", "visiteurs"),
        ("Réviser le site patrimonial remarquable", "CC du Maurinois", "2025-2027", "Enquête publique", None),
        ("Enterrer les réseaux de la rue Haute", "SDE", "T1 2027", "À programmer", "mètres"),
    ],
    "Axe 5 : Fournir l'accès aux équipements et services": [
        ("Transformer l'ancien tribunal en médiathèque", "Ville de Saint-Maurin", "fin 2027", "Concours d'architectes", None),
        ("Étendre la maison de santé", "CC du Maurinois", "31/12/2026", "Travaux", "praticiens"),
        ("Ouvrir un accueil de jour", "Hospice", "à préciser", "Gelé", None),
        ("Réunir les associations dans l'ancienne école", "Ville de Saint-Maurin", "octobre 2026", "Levée des réserves", "associations"),
        ("Équiper la salle des fêtes en chauffage", "SDE", "15 nov. 2026", "Réceptionné", None),
        ("Tester un guichet unique le samedi", "CC du Maurinois", "du 05/01/2026 au 27/06/2026", "Bilan fait", "visites"),
    ],
}
# fmt: on


def small_town_text_days() -> Plan:
    """Twenty-eight actions, numbers restarted in each axis."""
    codes = {
        "Service habitat": "CCM",
        "CC du Maurinois": "CCM",
        "Ville de Saint-Maurin": "VSM",
        "EPF": "EPF",
        "Bailleur Colline": "COL",
        "SEM Centre": "SEM",
        "SDE": "SDE",
        "Hospice": "HOS",
        "Union des commerçants": "UC",
        "CCI": None,
        "Département": None,
    }
    running = (
        "Suivi-animation",
        "Travaux",
        "Négociation",
        "Concertation",
        "APD",
        "APS",
        "DCE en cours",
        "Enquête publique",
        "Concours d'architectes",
        "Commande passée",
        "Levée des réserves",
    )
    plan = Plan(
        "10_petite_ville_dates_en_texte.xlsx",
        "every day a text (quarters, months, weeks, years, ranges); status in words of the trade; "
        "numbers restarted in each axis; help and list tabs before and after",
        [
            ("VSM", "Ville de Saint-Maurin", ["Corinne Delmas"]),
            ("CCM", "CC du Maurinois", ["Éric Tastet", "Service habitat"]),
            ("EPF", "Établissement public foncier", ["Aude Rigal"]),
            ("COL", "Bailleur Colline", ["Franck Noël"]),
            ("SEM", "SEM Centre", ["Pauline Garric"]),
            ("SDE", "Syndicat d'énergie", ["Michel Bru"]),
            ("HOS", "Hospice Saint-Roch", ["Dr Aline Vergne"]),
            ("UC", "Union des commerçants", ["Kévin Pons"]),
        ],
        {name: ("organisation", code) for name, code in codes.items()},
        ends={
            "2025-2029": "2029-12-31",
            "fin mars 2026": "2026-03-31",
            "T2 2026": "2026-06-30",
            "2026-2028": "2028-12-31",
            "en continu": None,
            "T3 2025 – T2 2027": "2027-06-30",
            "janvier 2026": "2026-01-31",
            "15/03/2026 au 30/06/2026": "2026-06-30",
            "30 avril 2026": "2026-04-30",
            "sept. 2026": "2026-09-30",
            "S12 2026": ("2026-03-22", "2026-03-20"),
            "01/07/2026": "2026-07-01",
            "décembre 2026": "2026-12-31",
            "2027": "2027-12-31",
            "d'ici fin juin 2026": "2026-06-30",
            "1er trimestre 2027": "2027-03-31",
            "été 2027": Doubt(
                "2027-09-22",
                "a season has no agreed last day",
                ("2027-08-31", "2027-09-21", "2027-09-23", "2027-09-30"),
            ),
            "novembre 2026": "2026-11-30",
            "14/07/2026": "2026-07-14",
            "mai-juin 2026": "2026-06-30",
            "2025-2027": "2027-12-31",
            "T1 2027": "2027-03-31",
            "fin 2027": "2027-12-31",
            "31/12/2026": "2026-12-31",
            "à préciser": Doubt(None, "not yet fixed"),
            "octobre 2026": "2026-10-31",
            "15 nov. 2026": "2026-11-15",
            "du 05/01/2026 au 27/06/2026": "2026-06-27",
        },
        states=dict.fromkeys(running, "in_progress")
        | dict.fromkeys(("Clos", "Posé", "Réceptionné", "Voté"), "done")
        | {
            "Acte signé": Doubt("done", "an act of sale signed ends an acquisition", (None,)),
            "Permis déposé": "in_progress",
            "En place": Doubt("in_progress", "stands, and goes on", ("done", None)),
            "En poste": Doubt("done", "the person is at work: installed", ("in_progress", None)),
            "Arrêté pris": Doubt("done", "the decree ends this action", ("in_progress", None)),
            "Bilan fait": Doubt("done", "the test and its account are over", (None,)),
            "À programmer": "planned",
            "Gelé": Doubt("paused", "frozen: paused, or blocked", ("blocked",)),
        },
    )
    plan.aside(
        "Mode d'emploi",
        "help",
        [
            ["Plan d'action de l'opération de revitalisation"],
            ["Chaque service complète ses lignes avant le 10 du mois."],
            ["Ne rien écrire dans les onglets gris."],
        ],
    )
    sheet = plan.sheet("Fiches actions")
    sheet.skip()
    plan.never(
        sheet, sheet.line(None, "Programme de revitalisation – 2025-2030", style="title"), "title"
    )
    sheet.skip()
    sheet.line(
        "N°",
        "Fiche action",
        "Maîtrise d'ouvrage",
        "Date de la réunion",
        "Calendrier",
        "Stade d'avancement",
        "Indicateurs",
        "Mise à jour",
        style="head",
    )
    plan.table(
        sheet,
        [4],
        {"number": "A", "title": "B", "owner_organisation": "C", "period": "E", "status": "F"},
        {"D": "Date de la réunion", "G": "Indicateurs", "H": "Mise à jour"},
    )
    met = ("12/01/2026", "février", None, "03/03/2026")
    for section, rows in SECTIONS.items():
        plan.never(sheet, sheet.banner(section, 8), "section")
        for number, (title, owner, when, status, measure) in enumerate(rows, start=1):
            row = sheet.line(
                str(number), title, owner, met[number % 4], when, status, measure, "mars 2026"
            )
            plan.action(
                sheet,
                row,
                title,
                owners=(owner,),
                end=when,
                status=status,
                section=section,
                number=str(number),
            )
    plan.aside(
        "Listes",
        "drop-down lists",
        [
            ["Stades", "Maîtres d'ouvrage"],
            ["APS", "Ville de Saint-Maurin"],
            ["APD", "SDE"],
            ["Travaux", "Hospice"],
            ["Réceptionné", "CCI"],
            ["Clos", "EPF"],
        ],
    )
    return plan
