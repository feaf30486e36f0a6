"""A climate plan: merged groups over sub-columns, merged section rows, totals at the end."""

from make.book import Doubt, Plan, d

# fmt: off
SECTIONS = {
    "ORIENTATION A – Un habitat sobre": [
        ("A1", "Rénover les 14 écoles chauffées au fioul", "SDEB", "B. Kermadec", d("050126"), d("311227"), "En cours", 0.3, 2400000),
        ("A2", "Tenir la maison de l'habitat deux jours par semaine", "Agglo", "J. Lopez", d("020226"), d("311226"), "En cours", 0.5, 64000),
        ("A3", "Thermographier les toits du centre-bourg", "ALEC", "M. Thibaut", d("100126"), d("130326"), "Terminé", 1, 18500),
        ("A4", "Signer une charte avec les artisans du bâtiment", "CMA", "R. Azoulay", d("010426"), d("300626"), "En retard", 0.4, 3000),
        ("A5", "Créer un fonds d'avance pour les copropriétés", "Agglo", None, d("010926"), d("310327"), "Non démarré", 0, 250000),
        ("A6", "Isoler la piscine de Kerlann", "Agglo", "J. Lopez", d("150626"), d("301126"), "Suspendu", 0.1, 780000),
    ],
    "ORIENTATION B – Se déplacer autrement": [
        ("B1", "Poser 200 arceaux à vélos", "Agglo", "J. Lopez", d("020326"), d("290526"), "Terminé", 1, 41000),
        ("B2", "Lancer le covoiturage rémunéré vers la zone de Troyalac'h", "Agglo", "S. Le Goff", d("010126"), d("300926"), "En cours", 0.6, 90000),
        ("B3", "Étudier une halte ferroviaire", "Région", None, d("010126"), d("181226"), "En cours", 0.2, 55000),
        ("B4", "Équiper les communes de bornes lentes", "SDEB", "B. Kermadec", d("010526"), d("300427"), "En cours", 0.25, 310000),
        ("B5", "Tester un pédibus dans quatre écoles", "ALEC", "M. Thibaut", d("010926"), d("181226"), "Non démarré", 0, 6000),
        ("B6", "Faire un plan de mobilité de l'hôpital", "CH", "D. Hamon", d("020226"), "12/13/2026", "En cours", 0.15, 24000),
        ("B7", "Passer dix bus au biogaz", "Agglo", "S. Le Goff", d("010126"), d("310827"), "Bloqué", 0.05, 3900000),
    ],
    "ORIENTATION C – Produire une énergie locale": [
        ("C1", "Couvrir trois parkings d'ombrières", "SDEB", "B. Kermadec", d("010426"), d("300627"), "En cours", 0.35, 1850000),
        ("C2", "Accompagner la société citoyenne de l'Odet", "ALEC", "M. Thibaut", d("050126"), d("301026"), "En cours", 0.55, 15000),
        ("C3", "Réaliser le schéma directeur des réseaux de chaleur", "Agglo", "S. Le Goff", d("120126"), d("260626"), "Terminé", 1, 72000),
        ("C4", "Sonder le sous-sol du parc des expositions", "BRGM", None, d("010926"), d("311226"), "Non démarré", None, 130000),
        ("C5", "Former les élus aux projets éoliens", "ALEC", "M. Thibaut", d("160326"), d("170326"), "Terminé", 1, 2200),
        ("C6", "Planter 12 km de haies pour le bois-énergie", "Chambre d'agri.", "A. Postic", d("011126"), d("280227"), "Non démarré", 0, 96000),
        ("C7", "Méthaniser les boues de la station du Corniguel", "Agglo", None, d("010226"), None, "Abandonné", 0, None),
    ],
    "ORIENTATION D – S'adapter": [
        ("D1", "Cartographier les îlots de chaleur", "Agglo", "S. Le Goff", d("010426"), d("300926"), "En retard", 0.7, 38000),
        ("D2", "Désimperméabiliser cinq cours d'école", "Agglo", "J. Lopez", d("060726"), d("280826"), "En cours", 0.45, 620000),
        ("D3", "Écrire un plan canicule intercommunal", "CH", "D. Hamon", d("020226"), d("290526"), "Terminé", 1, None),
        ("D4", "Suivre le trait de côte à Beg-Meil", "BRGM", None, d("010126"), d("311227"), "En cours", 0.3, 84000),
        ("D5", "Réserver l'eau des toitures des gymnases", "Agglo", "J. Lopez", d("010926"), "31/06/2027", "Non démarré", 0, 150000),
        ("D6", "Observer les vergers avec le lycée agricole", "Chambre d'agri.", "A. Postic", d("020326"), d("301026"), "En cours", 0.5, 9000),
        ("D7", "Réviser le plan en fin de parcours", "Agglo", "S. Le Goff", d("010127"), d("301127"), "Non démarré", 0, 45000),
    ],
}
# fmt: on


def climate_two_line_header() -> Plan:
    """Twenty-seven actions with amounts, percentages and a total."""
    names = {
        "SDEB": "SDEB",
        "Agglo": "AGG",
        "ALEC": "ALEC",
        "CMA": "CMA",
        "CH": "CH",
        "Chambre d'agri.": "CAGR",
        "Région": None,
        "BRGM": None,
    }
    persons = {
        "B. Kermadec": "SDEB",
        "J. Lopez": "AGG",
        "S. Le Goff": "AGG",
        "M. Thibaut": "ALEC",
        "R. Azoulay": "CMA",
        "D. Hamon": "CH",
        "A. Postic": "CAGR",
    }
    plan = Plan(
        "03_pcaet_deux_lignes.xlsx",
        "two-line header, merged groups over sub-columns; merged section rows; total rows",
        [
            ("SDEB", "Syndicat d'énergie de la Baie", ["Bruno Kermadec"]),
            ("AGG", "Agglo de la Baie", ["Julia Lopez", "Sylvain Le Goff"]),
            ("ALEC", "Agence locale de l'énergie et du climat", ["Maud Thibaut"]),
            ("CMA", "Chambre de métiers et de l'artisanat", ["Rachel Azoulay"]),
            ("CH", "Centre hospitalier de la Baie", ["Denis Hamon"]),
            ("CAGR", "Chambre d'agriculture de la Baie", ["Anne Postic"]),
        ],
        {name: ("organisation", code) for name, code in names.items()}
        | {name: ("person", code) for name, code in persons.items()},
        ends={
            "12/13/2026": Doubt(None, "no thirteenth month; may be month first", ("2026-12-13",)),
            "31/06/2027": Doubt(None, "June has thirty days", ("2027-06-30", "2027-07-01")),
        },
        states={
            "En cours": "in_progress",
            "Terminé": "done",
            "En retard": "late",
            "Non démarré": "planned",
            "Suspendu": "paused",
            "Bloqué": "blocked",
            "Abandonné": "cancelled",
        },
    )
    sheet = plan.sheet("PCAET – suivi")
    plan.never(sheet, sheet.banner("PCAET 2024-2030 : programme d'actions", 12, "title"), "title")
    plan.never(sheet, sheet.line("Comité de suivi du 12 mars", style="note"), "date of a meeting")
    sheet.skip()
    sheet.line(
        "Action",
        None,
        "Pilotage",
        None,
        None,
        "Calendrier",
        None,
        "Suivi",
        None,
        None,
        None,
        "Budget",
        style="head",
    )
    for first, last in ((1, 2), (3, 5), (6, 7), (8, 11)):
        sheet.merge(4, first, last)
    sheet.line(
        "N°",
        "Intitulé",
        "Structure",
        "Référent technique",
        "Élu référent",
        "Début",
        "Fin",
        "État",
        "Avancement",
        "Mise à jour",
        "Indicateurs",
        "Montant (€)",
        style="head",
    )
    plan.table(
        sheet,
        [4, 5],
        {
            "number": "A",
            "title": "B",
            "owner_organisation": "C",
            "owner_person": "D",
            "planned_start": "F",
            "planned_end": "G",
            "status": "H",
            "progress": "I",
        },
        {"E": "Élu référent", "J": "Mise à jour", "K": "Indicateurs", "L": "Montant (€)"},
    )
    elected = {"A": "Mme Prigent", "B": "M. Cornec", "C": "M. Cornec", "D": "Mme Prigent"}
    grand = 0
    for section, rows in SECTIONS.items():
        plan.never(sheet, sheet.banner(section, 12), "section")
        total = 0
        for number, title, body, person, start, end, status, share, money in rows:
            total += money or 0
            row = sheet.line(
                number,
                title,
                body,
                person,
                elected[number[0]],
                start,
                end,
                status,
                share,
                d("120326"),
                "tCO2 évitées" if number[0] in "AB" else "MWh",
                money,
            )
            if share is not None:
                sheet.cells[row, 9] = (share, "percent")
            plan.action(
                sheet,
                row,
                title,
                owners=(body, person),
                end=end,
                status=status,
                section=section,
                number=number,
                progress=share,
            )
        grand += total
        cells = ["Sous-total"] + [None] * 10 + [total]
        plan.never(sheet, sheet.line(*cells, style="total"), "subtotal")
    plan.never(sheet, sheet.line(*["TOTAL GÉNÉRAL"], *[None] * 10, grand, style="total"), "total")
    plan.aside(
        "Listes",
        "drop-down lists",
        [
            ["États", "Structures"],
            ["Non démarré", "Agglo"],
            ["En cours", "SDEB"],
            ["Terminé", "ALEC"],
            ["En retard", "CMA"],
            ["Suspendu", "CH"],
            ["Bloqué", "BRGM"],
        ],
        hidden=True,
    )
    return plan
