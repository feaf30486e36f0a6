"""A local health contract kept without any line of titles."""

from make.book import Doubt, Plan, d

# fmt: off
SECTIONS = {
    "ACCÈS AUX SOINS": [
        ("Créer un guichet d'accueil des internes", "CPTS Brenne-Anglin", d("270326"), "fait"),
        ("Salarier deux infirmières en pratique avancée", "CH du Blanc", d("300926"), "en cours"),
        ("Installer une cabine de téléconsultation à Martizay", "Commune de Martizay", d("150526"), "bloqué"),
        ("Organiser le transport à la demande vers les spécialistes", "CC Brenne", d("311226"), "en cours"),
        ("Renouveler le zonage des médecins", "ARS", d("300626"), "fait"),
        ("Ouvrir une consultation avancée de pédiatrie", "CH du Blanc", d("020726"), "pas commencé"),
    ],
    "SANTÉ MENTALE": [
        ("Former 60 secouristes en santé mentale", "UDAF", d("181226"), "en cours"),
        ("Relancer le conseil local de santé mentale", "CC Brenne", d("100426"), "fait"),
        ("Tenir une permanence pour les proches aidants", "Association Le Relais", d("301026"), "en cours"),
        ("Diffuser la carte des numéros d'écoute", "MSA", d("280226"), "fait"),
        ("Intervenir au lycée agricole sur le mal-être", "MSA", d("201126"), "pas commencé"),
    ],
    "PRÉVENTION ET ENVIRONNEMENT": [
        ("Dépister le radon dans 120 logements", "ARS", d("310327"), "en cours"),
        ("Planifier les vaccinations en établissement", "CPTS Brenne-Anglin", d("301126"), "pas commencé"),
        ("Distribuer des kits « perturbateurs endocriniens »", "PMI", None, "en cours"),
        ("Refaire le parcours santé de l'étang", "Commune de Mézières", d("290526"), "abandonné"),
        ("Animer les ateliers équilibre des seniors", "Association Le Relais", d("181226"), "en cours"),
        ("Contrôler l'eau des puits privés", "ARS", d("310726"), "vu avec Paul"),
        ("Former les cantinières aux allergènes", "CC Brenne", d("080726"), "fait"),
    ],
    "GOUVERNANCE": [
        ("Recruter la coordinatrice du contrat", "CC Brenne", d("150126"), "fait"),
        ("Réunir le comité technique du printemps", "CC Brenne", d("240426"), "fait"),
        ("Rendre le bilan annuel à l'agence", "CC Brenne", d("310127"), "pas commencé"),
        ("Évaluer le contrat à mi-parcours", None, d("300627"), None),
    ],
}
# fmt: on
NOTES = {
    "Installer une cabine de téléconsultation à Martizay": "fibre non raccordée",
    "Refaire le parcours santé de l'étang": "repris par la commune sur ses fonds",
    "Contrôler l'eau des puits privés": "liste des puits à compléter",
}


def health_without_titles() -> Plan:
    """Twenty-two actions under upper-case sections; no header row."""
    names = {
        "CPTS Brenne-Anglin": "CPTS",
        "CH du Blanc": "CHB",
        "CC Brenne": "CCB",
        "ARS": "ARS",
        "MSA": "MSA",
        "Association Le Relais": "REL",
        "UDAF": None,
        "PMI": None,
        "Commune de Martizay": None,
        "Commune de Mézières": None,
    }
    plan = Plan(
        "02_contrat_sante_sans_titres.xlsx",
        "no header row at all; a title line, upper-case sections, numbers going on, real dates",
        [
            ("CPTS", "CPTS Brenne-Anglin", ["Dr Hélène Castaing"]),
            ("CHB", "Centre hospitalier du Blanc", ["Marc Oudart"]),
            ("CCB", "Communauté de communes Brenne", ["Paul Guérineau"]),
            ("ARS", "Agence régionale de santé", ["Nadia Ferhat"]),
            ("MSA", "Mutualité sociale agricole", ["Brigitte Soulas"]),
            ("REL", "Association Le Relais", ["Tom Vasseur"]),
        ],
        {name: ("organisation", code) for name, code in names.items()},
        states={
            "fait": "done",
            "en cours": "in_progress",
            "pas commencé": "planned",
            "bloqué": "blocked",
            "abandonné": "cancelled",
            "vu avec Paul": Doubt(None, "says who was met, not where things stand"),
        },
    )
    sheet = plan.sheet("Feuil1")
    plan.never(sheet, sheet.line("Contrat local de santé – suivi 2026", style="title"), "title")
    sheet.skip()
    plan.table(
        sheet,
        None,
        {
            "number": "A",
            "title": "B",
            "owner_organisation": "C",
            "planned_end": "D",
            "status": "E",
            "comment": "F",
        },
        {},
    )
    number = 0
    for section, rows in SECTIONS.items():
        plan.never(sheet, sheet.line(None, section, style="bold"), "section")
        for title, owner, end, status in rows:
            number += 1
            row = sheet.line(number, title, owner, end, status, NOTES.get(title))
            plan.action(
                sheet,
                row,
                title,
                owners=(owner,),
                end=end,
                status=status,
                section=section,
                number=str(number),
            )
        sheet.skip()
    plan.never(
        sheet, sheet.line(None, "Imprimé pour le comité du 24/04/2026", style="note"), "footnote"
    )
    return plan
