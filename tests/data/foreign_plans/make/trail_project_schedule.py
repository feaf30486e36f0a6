"""A long-distance trail planned with a scheduling program and saved as a French CSV."""

from datetime import date

from make.book import Plan, d

WEEK = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
# level, name, duration, start, end, predecessors, resources, % done, summary?
# fmt: off
ROWS = [
    (1, "GR de pays « Tour des Causses noirs »", "515 jours", "050126", "311227", "", "", 27, "whole project"),
    (2, "Phase 1 : Tracé", "105 jours", "050126", "290526", "", "", 92, "summary"),
    (3, "Relever l'existant sur 212 km", "30 jours", "050126", "130226", "", "Clémence", 100, ""),
    (3, "Négocier les passages en propriété privée", "60 jours", "160226", "080526", "3", "Bastien[50%]", 90, ""),
    (3, "Consulter les chasseurs et les éleveurs", "20 jours", "160226", "130326", "3", "Bastien[50%];Nour", 100, ""),
    (3, "Inscrire l'itinéraire au plan départemental", "15 jours", "110526", "290526", "4;5FD+2 j", "Département", 70, ""),
    (3, "Tracé approuvé en comité", "0 jour", "290526", "290526", "6", "", 0, "milestone"),
    (2, "Phase 2 : Travaux", "220 jours", "010626", "020427", "", "", 12, "summary"),
    (3, "Ouvrir 18 km de sentier à la main", "80 jours", "010626", "180926", "7", "Chantier d'insertion", 25, ""),
    (3, "Poser la passerelle de Rouvelle", "45 jours", "070926", "061126", "7FD+70 j", "Entreprise Valat", 0, ""),
    (3, "Drainer le chemin des Templiers", "10 jours", "150626", "260626", "7", "Chantier d'insertion[50%]", 100, ""),
    (3, "Baliser le tronçon nord", "25 jours", "210926", "231026", "9", "Clémence;Comité de randonnée", 0, ""),
    (3, "Baliser le tronçon sud", "25 jours", "261026", "271126", "12", "Comité de randonnée", 0, ""),
    (3, "Fabriquer 40 panneaux d'accueil", "60 jours", "071226", "260227", "13FD+5 j", "Atelier bois", 0, ""),
    (3, "Installer les tables de lecture du paysage", "20 jours", "080327", "020427", "14", "", 0, ""),
    (2, "Phase 3 : Hébergement et eau", "180 jours", "010426", "081226", "", "", 35, "summary"),
    (3, "Recenser les gîtes volontaires", "20 jours", "010426", "280426", "", "Nour", 100, ""),
    (3, "Signer la charte « marcheurs bienvenus »", "60 jours", "040526", "240726", "17", "Nour;Office de tourisme", 40, ""),
    (3, "Remettre en eau six fontaines", "90 jours", "010626", "021026", "", "Parc", 10, ""),
    (3, "Équiper deux bivouacs surveillés", "40 jours", "051026", "271126", "19", "Parc[50%]", 0, ""),
    (3, "Former les hébergeurs au tri", "2 jours", "071226", "081226", "18", "Clémence", 0, ""),
    (2, "Phase 4 : Faire connaître", "290 jours", "010926", "081027", "", "", 0, "summary"),
    (3, "Écrire le topoguide", "120 jours", "010926", "120227", "7", "Comité de randonnée[25%]", 5, ""),
    (3, "Photographier les quatre saisons", "200 jours?", "210926", "250627", "", "Prestataire à choisir", 0, ""),
    (3, "Ouvrir la page de réservation", "30 jours", "010327", "090427", "18", "Office de tourisme", 0, ""),
    (3, "Accueillir cinq journalistes", "5 jours", "170527", "210527", "25", "Office de tourisme", 0, ""),
    (3, "Imprimer 8 000 dépliants", "10 jours", "120427", "230427", "23", "Nour", 0, ""),
    (3, "Inaugurer le tour", "1 jour", "050627", "050627", "15;27", "Parc", 0, ""),
    (3, "Sonder les marcheurs du premier été", "75 jours", "010627", "100927", "28FD-4 j", "Clémence[20%]", 0, ""),
    (2, "Phase 5 : Conduite du projet", "515 jours", "050126", "311227", "", "", 40, "summary"),
    (3, "Réunir le comité de pilotage n° 1", "1 jour", "190226", "190226", "", "Parc", 100, ""),
    (3, "Réunir le comité de pilotage n° 2", "1 jour", "250626", "250626", "31", "Parc", 100, ""),
    (3, "Rendre le rapport intermédiaire à la Région", "10 jours", "011226", "141226", "", "Bastien", 0, ""),
    (3, "Vérifier les dépenses avec le comptable public", "15 jours", "111027", "291027", "33", "Bastien;Clémence", 0, ""),
    (3, "Solder la subvention", "20 jours", "021127", "291127", "34", "Bastien", 0, ""),
    (3, "Dossier de clôture déposé", "0 jour", "311227", "311227", "35", "", 0, "milestone"),
    (3, "Suivre l'entretien avec les communes", "", "", "", "", "Parc", 0, ""),
]
# fmt: on


def shown(digits: str) -> str:
    """Return a day as the program shows it: `lun. 05/01/26`."""
    if not digits:
        return ""
    day: date = d(digits)
    return f"{WEEK[day.weekday()]} {day:%d/%m/%y}"


def trail_project_schedule() -> Plan:
    """Twenty-nine tasks, two milestones, six summary rows."""
    people = {
        "Clémence": ("person", "PNC"),
        "Bastien": ("person", "PNC"),
        "Nour": ("person", "OTC"),
        "Parc": ("organisation", "PNC"),
        "Office de tourisme": ("organisation", "OTC"),
        "Comité de randonnée": ("organisation", "CDR"),
        "Département": ("organisation", "DEP"),
        "Chantier d'insertion": ("organisation", "INS"),
        "Atelier bois": ("organisation", None),
        "Entreprise Valat": ("organisation", None),
        "Prestataire à choisir": ("organisation", None),
    }
    plan = Plan(
        "05_tour_des_causses_planning.csv",
        "MS Project saved as French CSV: semicolons, cp1252, summary rows by outline level, "
        "« lun. 05/01/26 », resources with shares, quoted lists",
        [
            ("PNC", "Parc naturel des Causses noirs", ["Clémence Vayssettes", "Bastien Cros"]),
            ("OTC", "Office de tourisme des Causses", ["Nour El Amrani"]),
            ("CDR", "Comité départemental de la randonnée", ["Jacques Molinier"]),
            ("DEP", "Département", ["Estelle Pagès"]),
            ("INS", "Chantier d'insertion Les Muretins", ["David Roques"]),
        ],
        people,
        states={
            "100": "done",
            "0": ("planned", None),
            "some": "in_progress",
        },
    )
    sheet = plan.sheet("planning")
    sheet.line(
        "N°",
        "Niveau hiérarchique",
        "Mode Tâche",
        "Nom",
        "Durée",
        "Début",
        "Fin",
        "Prédécesseurs",
        "Noms ressources",
        "% achevé",
    )
    plan.table(
        sheet,
        [1],
        {
            "number": "A",
            "title": "D",
            "planned_start": "F",
            "planned_end": "G",
            "predecessors": "H",
            "owner_person": "I",
            "progress": "J",
        },
        {"B": "Niveau hiérarchique", "C": "Mode Tâche", "E": "Durée"},
    )
    section = None
    for number, line in enumerate(ROWS, start=1):
        level, name, duration, start, end, before, who, done, kind = line
        row = sheet.line(
            number,
            level,
            "Planifiée automatiquement" if end else "Planifiée manuellement",
            name,
            duration,
            shown(start),
            shown(end),
            before,
            who,
            f"{done}%",
        )
        if kind in {"summary", "whole project"}:
            section = name if kind == "summary" else None
            plan.never(sheet, row, f"{kind} row: its days are its children's")
            continue
        if kind == "milestone":
            plan.perhaps(sheet, row, f"milestone on {d(end).isoformat()}, in « {section} »")
            continue
        names = [part.split("[")[0] for part in who.split(";") if part]
        plan.action(
            sheet,
            row,
            name,
            owners=tuple(names),
            end=d(end) if end else None,
            status={100: "100", 0: "0"}.get(done, "some"),
            section=section,
            number=str(number),
            progress=done / 100,
            owner_written=who or None,
        )
        record = plan.actions[-1]
        record["status_written"] = f"{done}%"
        if end:
            record["end_written"] = shown(end)
    return plan
