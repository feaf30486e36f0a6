"""A cooperative grocery's board: each group repeats the header, sub-items have their own."""

from make.book import Doubt, Plan, d

HEADER = (
    "Élément",
    "Personne",
    "Statut",
    "Priorité",
    "Chronologie",
    "Dernière mise à jour",
    "Fichiers",
)
SUB_HEADER = ("Sous-éléments", "Nom", "Responsable", "Statut", "Date")
# fmt: off
GROUPS = {
    "Avant l'ouverture": [
        ("Signer le bail du 14 rue des Forges", "Maëlle Prigent", "Fait", "Haute", "2026-01-05 - 2026-01-30", []),
        ("Obtenir l'avis de la commission de sécurité", "Norbert Achard", "Fait", "Critique", "2026-02-02 - 2026-03-13", []),
        ("Aménager la boutique", "Norbert Achard", "En cours de réalisation", "Haute", "2026-03-16 - 2026-05-29", [
            ("Poncer le parquet", "Norbert Achard", "Fait", d("270326")),
            ("Monter les silos à vrac", "Zoé", "En cours de réalisation", d("240426")),
            ("Installer la chambre froide", "Froid Services", "Bloqué", d("150526")),
            ("Peindre l'enseigne", "Zoé", None, d("290526")),
        ]),
        ("Choisir le logiciel de caisse", "Ilan Cohen", "Fait", "Moyenne", "2026-02-09 - 2026-02-27", []),
        ("Recruter 200 coopérateurs", "Maëlle Prigent", "En cours de réalisation", "Critique", "2026-01-05 - 2026-08-31", []),
        ("Souscrire l'assurance", "Ilan Cohen", "Fait", "Moyenne", "2026-03-02 - 2026-03-06", []),
    ],
    "Fournisseurs": [
        ("Référencer 30 producteurs à moins de 80 km", "Zoé", "En cours de réalisation", "Haute", "2026-02-16 - 2026-06-26", []),
        ("Négocier les consignes avec la brasserie", "Zoé", "En attente", "Basse", "2026-04-06 - 2026-05-15", []),
        ("Organiser la tournée du jeudi", "Transports Lumen", "Pas commencé", "Haute", "2026-06-01 - 2026-06-19", []),
        ("Comparer trois grossistes bio", "Ilan Cohen", "Fait", "Moyenne", "2026-02-02 - 2026-02-20", []),
        ("Écrire la charte d'achat", "Maëlle Prigent", "Fait", "Moyenne", "2026-01-19 - 2026-02-13", []),
        ("Tester les légumes déclassés", "Zoé, Norbert Achard", "Pas commencé", "Basse", "2026-09-07 - 2026-10-30", []),
    ],
    "Vie de la coopérative": [
        ("Former les équipes du samedi", "Norbert Achard", "Pas commencé", "Haute", "2026-05-04 - 2026-05-30", []),
        ("Élire le comité d'éthique", "Maëlle Prigent", "Pas commencé", "Basse", "2026-11-02 - 2026-11-28", []),
        ("Tenir les comptes mensuels", "Ilan Cohen", "En cours de réalisation", "Haute", None, []),
        ("Rédiger le règlement intérieur", "Maëlle Prigent", "Bloqué", "Moyenne", "2026-02-23 - 2026-04-03", []),
        ("Préparer la fête d'ouverture", None, "Pas commencé", "Moyenne", "2026-06-13", []),
        ("Mesurer l'empreinte des emballages", "Lycée Branly", "À voir en réunion", "Basse", "2026-10-01 - 2026-12-18", []),
    ],
    "Financement": [
        ("Demander le prêt solidaire", "Ilan Cohen", "Fait", "Critique", "2026-01-12 - 2026-02-27", []),
        ("Boucler la campagne de titres participatifs", "Maëlle Prigent", "En cours de réalisation", "Critique", "2026-03-02 - 2026-05-31", []),
        ("Justifier la subvention de la métropole", "Ilan Cohen", "Pas commencé", "Haute", "2026-11-16 - 2026-12-31", []),
        ("Chercher un mécène pour le four à pain", "Zoé", "Abandonné", "Basse", "2026-02-02 - 2026-06-30", []),
    ],
}
# fmt: on


def grocery_board_groups() -> Plan:
    """Twenty-two items and four sub-items."""
    people = {
        "Maëlle Prigent": ("person", "COOP"),
        "Norbert Achard": ("person", "COOP"),
        "Ilan Cohen": ("person", "CIG"),
        "Zoé": ("person", "AMAP"),
        "Zoé, Norbert Achard": ("person", "AMAP"),
        "Froid Services": ("organisation", None),
        "Transports Lumen": ("organisation", "LUM"),
        "Lycée Branly": ("organisation", "BRA"),
    }
    plan = Plan(
        "12_epicerie_cooperative_groupes.xlsx",
        "a board exported in French: each group has a title row, the header again and a summary row; "
        "sub-items one column to the right under their own header; timelines in one cell",
        [
            ("COOP", "Épicerie coopérative Le Grand Panier", ["Maëlle Prigent", "Norbert Achard"]),
            ("CIG", "La Cigale – club d'investisseurs", ["Ilan Cohen"]),
            ("AMAP", "Réseau des AMAP", ["Zoé Rambaud"]),
            ("LUM", "Transports Lumen", ["Patrick Lumen"]),
            ("BRA", "Lycée Branly", ["Mme Ferrand"]),
        ],
        people,
        states={
            "Fait": "done",
            "En cours de réalisation": "in_progress",
            "Bloqué": "blocked",
            "Pas commencé": "planned",
            "Abandonné": "cancelled",
            "En attente": Doubt("paused", "waits: paused, or blocked", ("blocked", "planned")),
            "À voir en réunion": Doubt(
                None, "to be talked over, says nothing of where it stands", ("planned",)
            ),
        },
    )
    plan.shared_names = {"Zoé, Norbert Achard": ("COOP",)}
    spans = {line[4] for rows in GROUPS.values() for line in rows if line[4]}
    plan.ends = {span: span.split(" - ")[-1] for span in spans}
    sheet = plan.sheet("le-grand-panier")
    plan.never(sheet, sheet.line("Le Grand Panier – ouverture", style="title"), "title")
    plan.never(sheet, sheet.line("Tout ce qu'il faut faire d'ici juin", style="note"), "subtitle")
    columns = {"title": "A", "owner_person": "B", "status": "C", "period": "E"}
    decoys = {"D": "Priorité", "F": "Dernière mise à jour", "G": "Fichiers"}
    sub_columns = {"title": "B", "owner_person": "C", "status": "D", "planned_end": "E"}
    for group, rows in GROUPS.items():
        sheet.skip()
        plan.never(sheet, sheet.line(group, style="bold"), "title of a group")
        header = sheet.line(*HEADER, style="head")
        plan.table(sheet, [header], columns, decoys)
        plan.never(sheet, header, "header")
        for title, who, status, rank, span, under in rows:
            row = sheet.line(title, who, status, rank, span, d("090326"), None)
            plan.action(sheet, row, title, owners=(who,), end=span, status=status, section=group)
            if not under:
                continue
            header = sheet.line(*SUB_HEADER, style="head")
            plan.table(sheet, [header], sub_columns, {})
            plan.never(sheet, header, "header of the sub-items")
            for name, helper, state, day in under:
                row = sheet.line(None, name, helper, state, day)
                plan.action(
                    sheet,
                    row,
                    name,
                    owners=(helper,),
                    end=day,
                    status=state,
                    section=group,
                    title_parent=title,
                )
        first = min(line[4] for line in rows if line[4]).split(" - ")[0]
        last = max(line[4].split(" - ")[-1] for line in rows if line[4])
        row = sheet.line(None, None, None, None, f"{first} - {last}", style="total")
        plan.never(sheet, row, "summary of the group")
    return plan
