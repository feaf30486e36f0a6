"""A city contract: days as bare numbers, a second table below with other columns, then money."""

from make.book import Doubt, Plan, Serial, d

# fmt: off
FIRST = [
    ("ÉDUCATION", [
        ("Ouvrir l'aide aux devoirs quai Nord", "Léo Lagrange", "050126", "030726", "Terminé", "1"),
        ("Financer vingt départs en colonie", "CAF", "010426", "310826", "En cours", "1"),
        ("Installer une micro-folie au collège Braque", "Ville", "010926", "181226", "À lancer", "2"),
        ("Soutenir les parents d'enfants de moins de trois ans", "CAF", "120126", "311226", "En cours", "1"),
        ("Repérer les décrocheurs avec la mission locale", "Mission locale", "020226", "260626", "En cours", "1"),
    ]),
    ("EMPLOI", [
        ("Tenir un job-dating trimestriel au pied des tours", "Mission locale", "160326", "141226", "En cours", "1"),
        ("Réserver 5 % d'heures d'insertion sur les chantiers", "Métropole", "010126", "311227", "En cours", "1"),
        ("Parrainer 30 jeunes diplômés", "Club d'entreprises", "020326", "301026", "En retard", "2"),
        ("Ouvrir une couveuse d'activités", "ADIE", "010926", "300627", "À lancer", "2"),
        ("Former douze femmes au métier de conductrice de bus", "Métropole", "110526", "131126", "En cours", "1"),
        ("Distribuer 40 bons pour le permis", "Mission locale", None, "300926", "Suspendu", "3"),
    ]),
    ("CADRE DE VIE", [
        ("Reprendre l'éclairage de l'allée des Tilleuls", "Ville", "020326", "300426", "Terminé", "1"),
        ("Signer l'avenant d'abattement de taxe foncière", "Habitat Estuaire", "010226", "310326", "Terminé", "1"),
        ("Créer un jardin en pied d'immeuble", "Léo Lagrange", "160326", "290526", "En retard", "3"),
        ("Enlever les épaves en moins de sept jours", "Habitat Estuaire", "010126", "311226", "En cours", "2"),
        ("Réparer les ascenseurs de la tour F", "Habitat Estuaire", "120126", "270226", "Terminé", "1"),
        ("Concerter sur la place du marché", "Ville", "010926", "271126", "À lancer", "2"),
        ("Poser trois points d'apport volontaire", "Métropole", "040526", "120626", "Bloqué", "3"),
    ]),
    ("SANTÉ", [
        ("Recruter un médiateur santé", "Ville", "020226", "300426", "En retard", "1"),
        ("Tenir les journées bucco-dentaires", "CPAM", "091126", "131126", "À lancer", "2"),
        ("Rouvrir la permanence d'écoute psychologique", "Léo Lagrange", "050126", None, "En cours", "1"),
        ("Distribuer 300 paniers frais", "Épicerie Vivre", "010426", "301226", "En cours", "2"),
    ]),
]
# fmt: on
# fmt: off
SECOND = [
    ("120626", "Léo Lagrange", "Fête des voisins de la tour F", "Fait", 1200),
    ("140726", "Ville", "Bal populaire du quai Nord", "Fait", 3800),
    ("310826", "Club d'entreprises", "Collecte de fournitures scolaires", "Fait", None),
    ("260926", "Habitat Estuaire", "Grand ménage de rentrée", "En préparation", 900),
    ("171026", "Épicerie Vivre", "Disco-soupe", "En préparation", 450),
    ("211126", "CAF", "Salon des familles", "À caler", 2600),
    ("191226", "Léo Lagrange", "Goûter de Noël", "À caler", 700),
    ("300127", "Ville", "Vœux aux habitants", "À caler", 1500),
    ("280227", "ADIE", "Soirée des créateurs", "Annulé", 1100),
]
# fmt: on


def city_contract_serials() -> Plan:
    """Twenty-two actions, then nine in a second table, then a table of money."""
    codes = {
        "Léo Lagrange": "LEO",
        "CAF": "CAF",
        "Ville": "VIL",
        "Mission locale": "ML",
        "Métropole": "MET",
        "Habitat Estuaire": "HAB",
        "Épicerie Vivre": "EPI",
        "ADIE": "ADIE",
        "Club d'entreprises": None,
        "CPAM": None,
    }
    plan = Plan(
        "09_contrat_de_ville_jours_nus.xlsx",
        "days kept as bare numbers without format; a second table lower in the same tab with its own "
        "header and order of columns; a third table, of money only",
        [
            ("LEO", "Centre social Léo Lagrange", ["Samira Benali"]),
            ("CAF", "Caisse d'allocations familiales", ["Pierre Hautot"]),
            ("VIL", "Ville de Port-Estuaire", ["Jeanne Lemoine"]),
            ("ML", "Mission locale de l'Estuaire", ["Idriss Koné"]),
            ("MET", "Métropole de l'Estuaire", ["Laure Vidal"]),
            ("HAB", "Habitat Estuaire", ["Gilbert Masson"]),
            ("EPI", "Épicerie Vivre", ["Rose Talbot"]),
            ("ADIE", "ADIE", ["Yves Carpentier"]),
        ],
        {name: ("organisation", code) for name, code in codes.items()},
        states={
            "Terminé": "done",
            "En cours": "in_progress",
            "À lancer": "planned",
            "En retard": "late",
            "Suspendu": "paused",
            "Bloqué": "blocked",
            "Fait": "done",
            "En préparation": Doubt("in_progress", "its preparation goes on", ("planned",)),
            "À caler": "planned",
            "Annulé": "cancelled",
        },
    )
    sheet = plan.sheet("Programmation 2026")
    sheet.line(
        "N°",
        "Pilier",
        "Intitulé de l'action",
        "Porteur",
        "Début",
        "Fin",
        "Statut",
        "Priorité",
        "Date de saisie",
        "Montant demandé (€)",
        style="head",
    )
    plan.table(
        sheet,
        [1],
        {
            "number": "A",
            "work_stream": "B",
            "title": "C",
            "owner_organisation": "D",
            "planned_start": "E",
            "planned_end": "F",
            "status": "G",
        },
        {"H": "Priorité", "I": "Date de saisie", "J": "Montant demandé (€)"},
    )
    number = 0
    for pillar, rows in FIRST:
        for title, owner, start, end, status, rank in rows:
            number += 1
            last = Serial(d(end)) if end else None
            row = sheet.line(
                number,
                pillar,
                title,
                owner,
                Serial(d(start)) if start else None,
                last,
                status,
                int(rank),
                Serial(d("151225")),
                1000 + number * 350,
            )
            plan.action(
                sheet,
                row,
                title,
                owners=(owner,),
                end=last,
                status=status,
                section=pillar,
                number=str(number),
            )
    plan.never(sheet, sheet.line(None, None, "TOTAL", *[None] * 6, 110550, style="total"), "total")
    sheet.skip(2)
    banner = "Temps forts hors convention"
    plan.never(sheet, sheet.line(banner, style="title"), "title of the second table")
    header = sheet.line("Échéance", "Responsable", "Opération", "Suivi", "Coût (€)", style="head")
    plan.table(
        sheet,
        [header],
        {"planned_end": "A", "owner_organisation": "B", "title": "C", "status": "D"},
        {"E": "Coût (€)"},
    )
    plan.never(sheet, header, "header of the second table")
    for end, owner, title, status, cost in SECOND:
        last = Serial(d(end))
        row = sheet.line(last, owner, title, status, cost)
        plan.action(sheet, row, title, owners=(owner,), end=last, status=status, section=banner)
    sheet.skip(2)
    plan.never(sheet, sheet.line("Récapitulatif par financeur", style="title"), "title of money")
    row = sheet.line("Financeur", "Demandé (€)", "Accordé (€)", "Taux", style="head")
    plan.never(sheet, row, "header of a table of money")
    for funder, asked, given in (
        ("État – politique de la ville", 61000, 52000),
        ("Métropole", 28000, 28000),
        ("CAF", 15000, 12500),
        ("Bailleurs", 6550, 6550),
    ):
        row = sheet.line(funder, asked, given, round(given / asked, 2))
        plan.never(sheet, row, "money by funder")
    return plan
