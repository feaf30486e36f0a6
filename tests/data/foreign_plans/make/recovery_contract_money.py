"""A recovery contract: an axis merged downward, thousands of euros, phases of works, two tabs."""

from make.book import Doubt, Plan

# fmt: off
AXES = {
    "Axe 1": ("AXE 1 – TRANSITION ÉCOLOGIQUE", {
        "1.1 Eau et rivières": [
            ("1-01", "Réhabiliter la station d'épuration de Vaulnois", "Syndicat des eaux", 4200, "Agence de l'eau", 1680, "DETR", 840, "2025-2027", "Travaux"),
            ("1-02", "Renaturer la Doulce sur 3 km", "PETR", 610, "Agence de l'eau", 427, None, None, "2026-2028", "Études"),
            ("1-03", "Compter les fuites du réseau d'Arcenay", "Syndicat des eaux", 95, "Département", 30, None, None, "2026", "Réceptionné"),
            ("1-04", "Protéger le captage des Essarts", "Commune d'Arcenay", 140, "Agence de l'eau", 98, "Région", 14, "T3 2025 – T2 2027", "En cours"),
        ],
        "1.2 Bâtiments": [
            ("1-05", "Refaire la toiture de l'école Prévert", "Commune de Vaulnois", 385, "DSIL", 154, "Région", 77, "2026", "Travaux"),
            ("1-06", "Changer la chaudière du gymnase intercommunal", "CC des Deux Rives", 260, "DSIL", 104, None, None, "2025-2026", "Livré"),
            ("1-07", "Auditer douze mairies", "PETR", 72, "ACTEE", 36, None, None, "2025", "Livré"),
            ("1-08", "Poser des panneaux sur la halle des sports", "CC des Deux Rives", 310, "Région", 62, None, None, "T4 2026", "Consultation des entreprises"),
            ("1-09", "Transformer l'ancienne trésorerie en logements", "Commune de Vaulnois", 890, "Fonds vert", 240, "DETR", 180, "2027-2028", "Idée"),
        ],
        "1.3 Mobilités": [
            ("1-10", "Relier les deux gares par une voie verte", "Département", 2750, "Région", 690, "FEDER", 825, "2026-2029", "Études"),
            ("1-11", "Aménager une aire de covoiturage à l'échangeur", "CC des Deux Rives", 180, "DETR", 72, None, None, "S1 2026", "Réceptionné"),
            ("1-12", "Louer 40 vélos à assistance", "PETR", 96, "ADEME", 48, None, None, "en continu", "En cours"),
        ],
    }),
    "Axe 2": ("AXE 2 – SERVICES ET COHÉSION", {
        "2.1 Santé": [
            ("2-01", "Construire la maison de santé d'Arcenay", "CC des Deux Rives", 2100, "DETR", 630, "Région", 400, "2025-2027", "Travaux"),
            ("2-02", "Loger les étudiants en médecine", "Commune d'Arcenay", 165, "Région", 50, None, None, "2026-2027", "En attente de financement"),
            ("2-03", "Financer un camion de dépistage", "Département", 220, "ARS", 110, None, None, "2026", "Abandonné"),
        ],
        "2.2 Commerces et lieux": [
            ("2-04", "Racheter les murs du dernier bar-tabac", "Commune de Corbeuil", 130, "Région", 40, "DETR", 39, "juin 2026", "Livré"),
            ("2-05", "Ouvrir un tiers-lieu dans l'ancienne poste", "Asso La Navette", 340, "ANCT", 100, "Fondation", 35, "2026-2027", "Travaux"),
            ("2-06", "Moderniser le marché couvert", "Commune de Vaulnois", 540, "FISAC", 90, "DSIL", 162, "T1 2027", "Études"),
            ("2-07", "Accueillir France services trois jours par semaine", "CC des Deux Rives", 60, "ANCT", 40, None, None, "permanent", "En cours"),
        ],
        "2.3 Culture et sport": [
            ("2-08", "Restaurer l'orgue de la collégiale", "Commune de Vaulnois", 275, "DRAC", 110, None, None, "2025-2026", "Travaux"),
            ("2-09", "Mettre en réseau neuf bibliothèques", "CC des Deux Rives", 88, "DRAC", 44, "Département", 18, "2026", "En cours"),
            ("2-10", "Construire un terrain de basket couvert", "Commune de Corbeuil", 410, "ANS", 82, None, None, "à définir", "Idée"),
            ("2-11", "Rouvrir la baignade de l'étang", "PETR", 150, None, None, None, None, "été 2027", "Études"),
            ("2-12", "Équiper la salle de cinéma en son", "Asso La Navette", 45, "CNC", 20, None, None, "30/09/2026", "Consultation des entreprises"),
        ],
    }),
}
# fmt: on


def recovery_contract_money() -> Plan:
    """Twenty-four projects over two tabs of which the third is about money only."""
    owners = {
        "Syndicat des eaux": "SYE",
        "PETR": "PETR",
        "CC des Deux Rives": "CC2R",
        "Département": "DEP",
        "Asso La Navette": "NAV",
        "Commune d'Arcenay": None,
        "Commune de Vaulnois": None,
        "Commune de Corbeuil": None,
    }
    plan = Plan(
        "04_contrat_relance_k_euros.xlsx",
        "one tab an axis; the orientation merged downward; two-line header with a financing plan in "
        "k€; periods as text; phases of works as status; subtotals; a tab of money only",
        [
            ("SYE", "Syndicat des eaux de la Doulce", ["Gérard Poncet"]),
            ("PETR", "PETR du Haut-Bocage", ["Amandine Rey"]),
            ("CC2R", "CC des Deux Rives", ["Loïc Barrault"]),
            ("DEP", "Conseil départemental", ["Valérie Simonet"]),
            ("NAV", "Association La Navette", ["Hugo Petitjean"]),
        ],
        {name: ("organisation", code) for name, code in owners.items()},
        ends={
            "2025-2027": "2027-12-31",
            "2026-2028": "2028-12-31",
            "2026": "2026-12-31",
            "T3 2025 – T2 2027": "2027-06-30",
            "2025-2026": "2026-12-31",
            "2025": "2025-12-31",
            "T4 2026": "2026-12-31",
            "2027-2028": "2028-12-31",
            "2026-2029": "2029-12-31",
            "S1 2026": Doubt(
                "2026-06-30", "first half-year, as nobody counts works in weeks", ("2026-01-04",)
            ),
            "en continu": None,
            "2026-2027": "2027-12-31",
            "juin 2026": "2026-06-30",
            "T1 2027": "2027-03-31",
            "permanent": None,
            "à définir": Doubt(None, "not yet fixed"),
            "été 2027": Doubt(
                "2027-09-22",
                "a season has no agreed last day",
                ("2027-08-31", "2027-09-21", "2027-09-23", "2027-09-30"),
            ),
            "30/09/2026": "2026-09-30",
        },
        states={
            "Travaux": "in_progress",
            "Études": "in_progress",
            "Réceptionné": "done",
            "En cours": "in_progress",
            "Livré": "done",
            "Abandonné": "cancelled",
            "Consultation des entreprises": "in_progress",
            "Idée": ("planned", None),
            "En attente de financement": Doubt(
                "blocked", "waits for money: blocked, or paused", ("paused", "planned")
            ),
        },
    )
    plan.aside(
        "Lisez-moi",
        "help",
        [
            ["Contrat de relance du Haut-Bocage"],
            ["Un onglet par axe. Montants en milliers d'euros HT."],
            ["Contact : secrétariat du PETR"],
        ],
    )
    money_rows = []
    for tab, (banner, orientations) in AXES.items():
        sheet = plan.sheet(tab)
        plan.never(sheet, sheet.banner(banner, 11, "title"), "title")
        sheet.line(
            "Orientation",
            "N° fiche",
            "Intitulé du projet",
            "Maître d'ouvrage",
            "Coût total (k€)",
            "Plan de financement",
            None,
            None,
            None,
            "Calendrier prévisionnel",
            "État d'avancement",
            style="head",
        )
        sheet.merge(2, 6, 9)
        sheet.line(
            None,
            None,
            None,
            None,
            None,
            "Financeur 1",
            "Montant (k€)",
            "Financeur 2",
            "Montant (k€)",
            style="head",
        )
        for column in (1, 2, 3, 4, 5, 10, 11):
            sheet.merge(2, column, column, 3)
        plan.table(
            sheet,
            [2, 3],
            {
                "work_stream": "A",
                "number": "B",
                "title": "C",
                "owner_organisation": "D",
                "period": "J",
                "status": "K",
            },
            {
                "E": "Coût total (k€)",
                "F": "Financeur 1",
                "G": "Montant (k€)",
                "H": "Financeur 2",
                "I": "Montant (k€)",
            },
        )
        whole = 0
        for orientation, rows in orientations.items():
            first = sheet.last + 1
            cost = sum(line[3] for line in rows)
            whole += cost
            for number, title, owner, *money, period, status in rows:
                written = int(period) if period.isdigit() else period
                row = sheet.line(
                    orientation if sheet.last + 1 == first else None,
                    number,
                    title,
                    owner,
                    *money,
                    written,
                    status,
                )
                plan.action(
                    sheet,
                    row,
                    title,
                    owners=(owner,),
                    end=period,
                    status=status,
                    section=orientation,
                    number=number,
                )
            sheet.merge(first, 1, 1, sheet.last)
            row = sheet.line(None, None, f"Sous-total {orientation[:3]}", None, cost, style="total")
            plan.never(sheet, row, "subtotal")
            money_rows.append([orientation, cost, round(cost * 0.4)])
        plan.never(
            sheet, sheet.line(f"TOTAL {tab.upper()}", *[None] * 3, whole, style="total"), "total"
        )
    plan.aside(
        "Maquette financière",
        "money by orientation",
        [
            ["Orientation", "Coût (k€)", "Aides demandées (k€)"],
            *money_rows,
        ],
    )
    return plan
