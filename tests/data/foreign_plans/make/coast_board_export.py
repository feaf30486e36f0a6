"""A cross-Channel seafood project kept on an English task board and pasted in a sheet."""

from datetime import date

from make.book import Plan, d

# section, name, assignee, start, due, completed, parent, notes
# fmt: off
ROWS = [
    ("WP1 Coordination", "Sign the partnership agreement", "Harriet Cole", "050126", "300126", "280126", None, None),
    ("WP1 Coordination", "Kick-off meeting in Newhaven", "Harriet Cole", None, "120226", "120226", None, "Minutes in the drive"),
    ("WP1 Coordination", "First progress report to the joint secretariat", "Harriet Cole", "010626", "150726", None, None, "Template v3"),
    ("WP1 Coordination", "Collect timesheets from partners", "Gilles Fontaine", None, "300626", None, "First progress report to the joint secretariat", None),
    ("WP1 Coordination", "Draft the risk register", "Gilles Fontaine", "010326", "310326", "020426", None, None),
    ("WP1 Coordination", "Procure first level control", None, None, "290526", None, None, "Three quotes needed"),
    ("WP2 Landing sites", "Map 14 small landing sites", "Aoife Brennan", "020226", "300426", "270426", None, None),
    ("WP2 Landing sites", "Interview skippers under 12 metres", "Aoife Brennan", "160226", "290526", None, None, "32 of 60 done"),
    ("WP2 Landing sites", "Install ice machines at Port-Racine", "Gilles Fontaine", "010926", "301026", None, None, None),
    ("WP2 Landing sites", "Test reusable fish boxes", "Tomasz Wilk", "040526", "310726", None, None, None),
    ("WP2 Landing sites", "Order 500 boxes", "Tomasz Wilk", None, "150526", "190526", "Test reusable fish boxes", None),
    ("WP2 Landing sites", "Agree a washing point with the harbour", "Tomasz Wilk", None, "050626", None, "Test reusable fish boxes", None),
    ("WP3 School menus", "Recipe trials with four school kitchens", "Manon Le Bris", "090326", "260626", None, None, "Whiting, pouting, dogfish"),
    ("WP3 School menus", "Write allergen sheets", "Manon Le Bris", None, "220526", "200526", None, None),
    ("WP3 School menus", "Pilot: fish of the week in 20 schools", "Manon Le Bris", "070926", "181226", None, None, None),
    ("WP3 School menus", "Survey pupils before the pilot", "Priya Nair", "010626", "030726", None, None, None),
    ("WP3 School menus", "Survey pupils after the pilot", "Priya Nair", "110127", "120227", None, None, None),
    ("WP3 School menus", "Negotiate framework contract with caterers", None, "010426", None, None, None, "Waiting for legal"),
    ("WP4 Communication", "Launch the website", "Priya Nair", "020226", "310326", "300326", None, None),
    ("WP4 Communication", "Film three skippers at work", "Priya Nair", "010526", "280826", None, None, None),
    ("WP4 Communication", "Stand at the Seafood Festival", "Manon Le Bris", "031026", "041026", None, None, None),
    ("WP4 Communication", "Policy brief on short chains", "Aoife Brennan", "010227", "300427", None, None, None),
    ("WP4 Communication", "Closing conference", "Harriet Cole", None, "100627", None, None, "Venue: Dieppe or Hove"),
    ("WP4 Communication", "Translate leaflet", "Gilles", None, "170426", "170426", None, None),
]
# fmt: on
HEADER = [
    "Task ID",
    "Created At",
    "Completed At",
    "Last Modified",
    "Name",
    "Section/Column",
    "Assignee",
    "Assignee Email",
    "Start Date",
    "Due Date",
    "Tags",
    "Notes",
    "Projects",
    "Parent task",
    "Priority",
]


def coast_board_export() -> Plan:
    """Twenty-four tasks; done is said by the day of completion only."""
    persons = {
        "Harriet Cole": "SDC",
        "Gilles Fontaine": "CRPN",
        "Gilles": "CRPN",
        "Aoife Brennan": "UCP",
        "Tomasz Wilk": "SDC",
        "Manon Le Bris": "CRPN",
        "Priya Nair": "UCP",
    }
    plan = Plan(
        "06_coast_to_canteen_board.xlsx",
        "English export of a task board (Asana): a link and an empty row above, ids as 1.2E+15, "
        "four columns of days of which two are decoys, done = Completed At filled",
        [
            ("SDC", "South Downs Coast Council", ["Harriet Cole", "Tomasz Wilk"]),
            ("CRPN", "Comité régional des pêches", ["Gilles Fontaine", "Manon Le Bris"]),
            ("UCP", "University College Portsea", ["Aoife Brennan", "Priya Nair"]),
        ],
        {name: ("person", code) for name, code in persons.items()},
        states={
            "done": "done",
            "open": (None, "planned", "in_progress"),
        },
    )
    sheet = plan.sheet("Coast to Canteen")
    plan.never(sheet, sheet.line("https://boards.example.org/0/1207/list"), "link of the board")
    sheet.skip()
    sheet.line(*HEADER, style="head")
    plan.table(
        sheet,
        [3],
        {
            "number": "A",
            "actual_end": "C",
            "title": "E",
            "work_stream": "F",
            "owner_person": "G",
            "planned_start": "I",
            "planned_end": "J",
            "comment": "L",
            "status": "C",
        },
        {
            "B": "Created At",
            "D": "Last Modified",
            "H": "Assignee Email",
            "K": "Tags",
            "M": "Projects",
            "O": "Priority",
        },
    )
    for place, (section, name, who, start, due, done, parent, notes) in enumerate(ROWS):
        start_day: date | None = d(start) if start else None
        email = f"{who.split(' ')[0].lower()}@example.org" if who else None
        row = sheet.line(
            1207341150000000 + place * 7919,
            d("080126"),
            d(done) if done else None,
            d("201126"),
            name,
            section,
            who,
            email,
            start_day,
            d(due) if due else None,
            "interreg" if place % 3 == 0 else None,
            notes,
            "Coast to Canteen",
            parent,
            ("High", "Medium", "Low")[place % 3],
        )
        more = {"title_parent": parent} if parent else {}
        plan.action(
            sheet,
            row,
            name,
            owners=(who,),
            end=d(due) if due else None,
            status="done" if done else "open",
            section=section,
            actual_end=d(done).isoformat() if done else None,
            **more,
        )
        plan.actions[-1]["status_written"] = d(done).isoformat() if done else None
    return plan
