"""A village third place: who, what, where, when; first names, vague days, coloured dots."""

from make.book import Doubt, Plan

# fmt: off
SECTIONS = {
    "LE BÂTIMENT": [
        ("Faire passer le diagnostiqueur amiante", "Josiane", "Ancienne cure", "fin mars 2026", "Devis déjà reçu", 900, "🟢"),
        ("Obtenir le permis d'aménager", "Mairie", "Mairie", "T2 2026", "Architecte-conseil", None, "🟢"),
        ("Casser la cloison et couler la dalle", "Sébastien", "Rez-de-chaussée", "juin-juillet 2026", "Chantier participatif", 6200, "🟡"),
        ("Mettre l'électricité aux normes", "Sébastien", "Tout l'étage", "avant le 15 septembre 2026", "Artisan local", 11800, "🟡"),
        ("Poser le poêle à granulés", "Josiane", "Grande salle", "S42 2026", None, 4300, "⬜"),
        ("Rendre l'entrée accessible", "Mairie", "Parvis", "2e semestre 2026", "Rampe en bois", 2700, "⬜"),
    ],
    "LES ACTIVITÉS": [
        ("Ouvrir le café associatif le vendredi", "Leïla", "Grande salle", "en continu", "Bénévoles", None, "🟡"),
        ("Prêter des outils", "Gaspard", "Atelier", "en continu", "Fichier d'emprunt", 350, "🟢"),
        ("Monter un atelier couture", "Leïla", "Étage", "12/10/2026", "Trois machines données", 120, "⬜"),
        ("Accueillir la permanence numérique", "Mairie", "Bureau 2", "rentrée 2026", "Conseiller du canton", 0, "🟡"),
        ("Installer la fibre pour quatre télétravailleurs", "Gaspard", "Bureau 1", "30 avril 2026", None, 780, "🔴"),
        ("Programmer six concerts", "Leïla et Gaspard", "Jardin", "15/05/2026 au 30/09/2026", "Chapeau", 2400, "🟡"),
    ],
    "LES SOUS ET LES GENS": [
        ("Déposer les statuts", "Josiane", "Sous-préfecture", "janvier 2026", None, None, "🟢"),
        ("Répondre à l'appel de la fondation", "Camille", "À distance", "20/03/2026", "Dossier en ligne", None, "🟢"),
        ("Trouver un expert-comptable bénévole", "Camille", None, "dès que possible", "Bouche-à-oreille", None, "🔴"),
        ("Embaucher une animatrice à mi-temps", "Josiane", "Bourg", "01/09/2026", "Contrat aidé", 14500, "🟡"),
        ("Lancer la collecte de 8 000 €", "Camille", "En ligne", "mi-mai 2026", "Plateforme solidaire", 200, "🟢"),
        ("Tenir l'assemblée générale", "Tout le monde", "Grande salle", "S12", "Repas partagé", 150, None),
    ],
}
# fmt: on


def third_place_who_what_when() -> Plan:
    """Eighteen actions, a legend line, text days only."""
    plan = Plan(
        "07_tiers_lieu_qui_quoi_quand.xlsx",
        "an office template « qui fait quoi » : questions as titles, first names, days as text, "
        "dots as status explained by a legend line",
        [
            ("ASSO", "Association La Cure", ["Josiane Thévenet", "Sébastien Imbert"]),
            ("MAI", "Mairie de Brévonnes", ["Didier Colson"]),
            ("REC", "Recyclerie du Plateau", ["Gaspard Weber", "Leïla Haddad"]),
            ("FR", "Foyer rural", ["Camille Aubert", "Camille Denis"]),
        ],
        {
            "Josiane": ("person", "ASSO"),
            "Sébastien": ("person", "ASSO"),
            "Gaspard": ("person", "REC"),
            "Leïla": ("person", "REC"),
            "Leïla et Gaspard": ("person", "REC"),
            "Camille": ("person", "FR"),
            "Mairie": ("organisation", "MAI"),
            "Tout le monde": ("person", None),
        },
        ends={
            "fin mars 2026": "2026-03-31",
            "T2 2026": "2026-06-30",
            "juin-juillet 2026": "2026-07-31",
            "avant le 15 septembre 2026": ("2026-09-15", "2026-09-14"),
            "S42 2026": ("2026-10-18", "2026-10-16"),
            "2e semestre 2026": "2026-12-31",
            "en continu": None,
            "12/10/2026": "2026-10-12",
            "30 avril 2026": "2026-04-30",
            "15/05/2026 au 30/09/2026": "2026-09-30",
            "janvier 2026": "2026-01-31",
            "20/03/2026": "2026-03-20",
            "01/09/2026": "2026-09-01",
            "mi-mai 2026": Doubt(
                "2026-05-15", "about the middle of the month", ("2026-05-20", "2026-05-31")
            ),
            "rentrée 2026": Doubt("2026-09-30", "no agreed last day", ("2026-09-01", "2026-09-15")),
            "dès que possible": Doubt(None, "no day is meant"),
            "S12": Doubt(
                "2026-03-22", "a week without its year", (None, "2026-03-20", "2027-03-28")
            ),
        },
        states={"🟢": "done", "🟡": "in_progress", "🔴": "blocked", "⬜": "planned"},
    )
    sheet = plan.sheet("Qui fait quoi")
    plan.never(sheet, sheet.banner("La Cure – notre plan d'action", 9, "title"), "title")
    plan.never(
        sheet,
        sheet.line("Légende : 🟢 fait  🟡 en cours  🔴 bloqué  ⬜ pas commencé", style="note"),
        "legend",
    )
    sheet.line(
        "Quoi ?",
        "Qui ?",
        "Où ?",
        "Quand ?",
        "Comment ?",
        "Combien ? (€)",
        "Pourquoi ?",
        "Durée",
        "Où en est-on ?",
        style="head",
    )
    plan.table(
        sheet,
        [3],
        {"title": "A", "owner_person": "B", "planned_end": "D", "comment": "E", "status": "I"},
        {"C": "Où ?", "F": "Combien ? (€)", "G": "Pourquoi ?", "H": "Durée"},
    )
    durations = ("2 jours", "1 mois", "une demi-journée", None)
    for section, rows in SECTIONS.items():
        plan.never(sheet, sheet.banner(section, 9), "section")
        for place, (what, who, where, when, how, cost, dot) in enumerate(rows):
            why = "Le lieu doit ouvrir à tous" if place == 0 else None
            row = sheet.line(what, who, where, when, how, cost, why, durations[place % 4], dot)
            plan.action(sheet, row, what, owners=(who,), end=when, status=dot, section=section)
    total = sum(line[5] or 0 for rows in SECTIONS.values() for line in rows)
    plan.never(sheet, sheet.line("Total", *[None] * 4, total, style="total"), "total")
    return plan
