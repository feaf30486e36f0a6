"""A LEADER group's table: first names, numbers restarted in each section, dots as status."""

from datetime import date

from make.book import Doubt, Plan, d

# fmt: off
SECTIONS = {
    "Mesure 1 – Circuits courts": [
        ("Cartographier les points de vente à la ferme", "Élodie", d("270226"), "🟢"),
        ("Monter le dossier de l'abattoir mobile", "Romain", d("290526"), "🟡"),
        ("Accompagner la conserverie de Saint-Avre", "Élodie", d("301026"), "🟡"),
        ("Rencontrer les grossistes du MIN", "Mathilde", d("170426"), "🔴"),
        ("Voter l'aide au moulin de la Brèche", "Romain", d("180626"), "🟢"),
        ("Renouveler la charte des marchés de pays", "Farid", d("151226"), "⬜"),
    ],
    "Mesure 2 – Tourisme de nature": [
        ("Réceptionner la passerelle himalayenne", "Mathilde", d("300626"), "🟢"),
        ("Payer le solde du gîte équestre", "Sabine", d("310726"), "🟡"),
        ("Lancer l'appel à projets « nuits étoilées »", "Élodie", d("010926"), "🟢"),
        ("Instruire les neuf candidatures", "Sabine", d("311026"), "🟡"),
        ("Contrôler la signalétique européenne sur site", "Farid", None, "⬜"),
        ("Arrêter le projet de tyrolienne", "Romain", d("310326"), "⚫"),
    ],
    "Mesure 3 – Services et mobilités": [
        ("Ouvrir trois lignes d'autostop organisé", "Antoine", d("310826"), "🟡"),
        ("Cofinancer la micro-crèche de Thénières", "Sabine", d("280926"), "🟡"),
        ("Évaluer le bus des aînés", "Antoine", d("301126"), "⬜"),
        ("Acheter un vélo-cargo par commune pilote", "Antoine", d("150526"), "🟢"),
        ("Recevoir les pièces manquantes du garage solidaire", "Farid", d("090326"), "🔴"),
    ],
    "Mesure 4 – Coopération": [
        ("Visiter le groupe de Galice", "Mathilde", "avril ou mai 2026", "🟢"),
        ("Signer l'accord avec les Abruzzes", "Romain", d("300926"), "🟡"),
        ("Accueillir la délégation portugaise", "Mathilde", d("091026"), "⬜"),
        ("Traduire le recueil de recettes", "Claire", d("181226"), "⬜"),
    ],
    "Mesure 5 – Animation": [
        ("Tenir quatre comités de programmation", "Romain", d("111226"), "🟡"),
        ("Saisir les dossiers sur la plateforme régionale", "Sabine", "au fil de l'eau", "🟡"),
        ("Préparer l'audit de l'agence de paiement", "Sabine", d("220526"), "🟢"),
        ("Mettre le site à jour", "Farid", "31/09/2026", "🟡"),
        ("Publier l'évaluation à mi-parcours", "Claire", d("310127"), "⬜"),
    ],
}
# fmt: on
UPDATES = (d("020326"), d("090326"), None)


def local_group_dots() -> Plan:
    """Twenty-six actions in an OpenDocument file."""
    names = {
        "Élodie": "GAL",
        "Romain": "GAL",
        "Sabine": "GAL",
        "Mathilde": "OTI",
        "Farid": "CCPB",
        "Antoine": "MOB",
        "Claire": None,
    }
    plan = Plan(
        "08_gal_leader_pastilles.ods",
        "OpenDocument; section rows merged; numbers restarted in each section; first names (one of "
        "them in two partners); dots as status with a legend below the table",
        [
            ("GAL", "GAL Brèche et Monts", ["Élodie Chassagne", "Romain Oudin", "Sabine Kopp"]),
            ("OTI", "Office de tourisme intercommunal", ["Mathilde Gros", "Claire Fayolle"]),
            ("CCPB", "CC du Pays de Brèche", ["Farid Amrouche", "Claire Boisset"]),
            ("MOB", "Mobil'Monts", ["Antoine Serve"]),
        ],
        {name: ("person", code) for name, code in names.items()},
        ends={
            "avril ou mai 2026": Doubt("2026-05-31", "one month or the other", ("2026-04-30",)),
            "au fil de l'eau": None,
            "31/09/2026": Doubt(None, "September has thirty days", ("2026-09-30", "2026-10-01")),
        },
        states={
            "🟢": "done",
            "🟡": "in_progress",
            "🔴": "blocked",
            "⬜": "planned",
            "⚫": "cancelled",
        },
    )
    plan.shared_names = {"Claire": ("OTI", "CCPB")}
    sheet = plan.sheet("Tableau de bord")
    plan.never(sheet, sheet.banner("GAL Brèche et Monts – feuille de route 2026", 7), "title")
    sheet.skip()
    sheet.line(
        "N°",
        "Action",
        "Qui suit ?",
        "Mise à jour",
        "Échéance",
        "Où en est-on",
        "Enveloppe (€)",
        style="head",
    )
    plan.table(
        sheet,
        [3],
        {"number": "A", "title": "B", "owner_person": "C", "planned_end": "E", "status": "F"},
        {"D": "Mise à jour", "G": "Enveloppe (€)"},
    )
    for section, rows in SECTIONS.items():
        plan.never(sheet, sheet.banner(section, 7), "section")
        for number, (title, who, end, dot) in enumerate(rows, start=1):
            day: date | str | None = end
            money = 1500 * (number * len(title) % 17) or None
            row = sheet.line(number, title, who, UPDATES[number % 3], day, dot, money)
            plan.action(
                sheet,
                row,
                title,
                owners=(who,),
                end=end,
                status=dot,
                section=section,
                number=str(number),
            )
    sheet.skip()
    for text in ("🟢 terminé   🟡 en cours   🔴 bloqué", "⬜ à venir   ⚫ abandonné"):
        plan.never(sheet, sheet.line(text, style="note"), "legend")
    plan.aside(
        "Contacts",
        "people, not actions",
        [
            ["Prénom", "Structure", "Téléphone"],
            ["Élodie", "GAL", "01 99 00 10 01"],
            ["Mathilde", "Office de tourisme", "01 99 00 10 02"],
            ["Farid", "CC", "01 99 00 10 03"],
        ],
    )
    return plan
