"""A cycling plan drawn as a timeline: no day anywhere, crosses under months."""

from calendar import monthrange
from datetime import date

from make.book import Plan

MONTHS = (
    "Janv.",
    "Févr.",
    "Mars",
    "Avr.",
    "Mai",
    "Juin",
    "Juil.",
    "Août",
    "Sept.",
    "Oct.",
    "Nov.",
    "Déc.",
)
# theme, title, owner, first and last month counted from January 2026, state
# fmt: off
ROWS = [
    ("Infrastructures", "Piste du boulevard Foch", "Ville de Lanvern", 3, 9, "en cours"),
    ("Infrastructures", "Chaucidou de la route de Kerbrat", "Ville de Lanvern", 5, 6, "fait"),
    ("Infrastructures", "Passage sous la voie ferrée", "SNCF Réseau", 10, 18, "à faire"),
    ("Infrastructures", "Marquage des carrefours à feux", "Agglo", 4, 5, "fait"),
    ("Infrastructures", "Couture cyclable entre les trois zones d'activités", "Agglo", 7, 16, "en retard"),
    ("Stationnement", "Box fermés à la gare", "Région", 6, 11, "en cours"),
    ("Stationnement", "Arceaux devant les vingt commerces", "Ville de Lanvern", 2, 3, "fait"),
    ("Stationnement", "Abris des collèges", "Département", 9, 12, "à faire"),
    ("Services", "Location longue durée de 80 vélos", "Agglo", 1, 12, "en cours"),
    ("Services", "Atelier d'autoréparation itinérant", "Vélo Pays", 3, 12, "en cours"),
    ("Services", "Vélo-école pour adultes", "Vélo Pays", 4, 6, "fait"),
    ("Services", "Prime au vélo-cargo", "Agglo", 9, 15, "à faire"),
    ("Culture vélo", "Savoir rouler en CM2", "Éducation nationale", 4, 6, "en cours"),
    ("Culture vélo", "Défi « mai à vélo »", "Vélo Pays", 5, 5, "fait"),
    ("Culture vélo", "Compteur public place Terre-au-Duc", "Agglo", 11, 11, "abandonné"),
    ("Culture vélo", "Enquête baromètre", "Vélo Pays", 13, 14, "à faire"),
]
# fmt: on


def cycling_plan_months() -> Plan:
    """Sixteen actions in an OpenDocument file; the end is the last marked month's last day."""
    codes = {
        "Ville de Lanvern": "LAN",
        "Agglo": "AGG",
        "Région": "REG",
        "Vélo Pays": "VEL",
        "Département": "DEP",
        "SNCF Réseau": None,
        "Éducation nationale": None,
    }
    plan = Plan(
        "11_schema_velo_mois.ods",
        "a timeline: years over eighteen month columns, crosses and squares; no column of days; a "
        "two-line header; a legend below",
        [
            ("LAN", "Ville de Lanvern", ["Tanguy Moal"]),
            ("AGG", "Agglo Lanvern-Océan", ["Nathalie Riou"]),
            ("REG", "Région", ["Paul-Henri Sarr"]),
            ("VEL", "Association Vélo Pays", ["Gwenn Tallec"]),
            ("DEP", "Conseil départemental", ["Louise Even"]),
        ],
        {name: ("organisation", code) for name, code in codes.items()},
        states={
            "fait": "done",
            "en cours": "in_progress",
            "à faire": "planned",
            "en retard": "late",
            "abandonné": "cancelled",
        },
    )
    sheet = plan.sheet("Planning")
    plan.never(sheet, sheet.line("Schéma directeur cyclable – planning", style="title"), "title")
    years = [None] * 5 + ["2026"] + [None] * 11 + ["2027"] + [None] * 5
    sheet.line(*years, style="head")
    sheet.merge(2, 6, 17)
    sheet.merge(2, 18, 23)
    sheet.line(
        "N°", "Thème", "Opération", "Maître d'ouvrage", "État", *MONTHS, *MONTHS[:6], style="head"
    )
    plan.table(
        sheet,
        [2, 3],
        {
            "number": "A",
            "work_stream": "B",
            "title": "C",
            "owner_organisation": "D",
            "status": "E",
            "months": "F:W",
        },
        {},
    )
    theme = ""
    for number, (subject, title, owner, first, last, state) in enumerate(ROWS, start=1):
        marks = [
            ("■" if place == last else "x") if first <= place <= last else None
            for place in range(1, 19)
        ]
        shown = subject if subject != theme else None
        theme = subject
        row = sheet.line(f"V{number:02}", shown, title, owner, state, *marks)
        year, month = (2026, last) if last <= 12 else (2027, last - 12)
        end = date(year, month, monthrange(year, month)[1])
        plan.action(
            sheet,
            row,
            title,
            owners=(owner,),
            end=end,
            status=state,
            section=subject,
            number=f"V{number:02}",
        )
        plan.actions[-1]["end_written"] = f"last mark under {MONTHS[month - 1]} {year}"
    sheet.skip()
    plan.never(
        sheet, sheet.line(None, None, "x = en cours   ■ = mise en service", style="note"), "legend"
    )
    return plan
