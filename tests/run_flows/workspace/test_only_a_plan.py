"""A project with an action plan and nothing else: a folder, two runs, and a first dashboard."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.google.empty_drive import EmptyDrive, empty_drive
from support.papers.produced_words import words_of
from support.sample.action_plan_only import (
    FIRST_NIGHT,
    PLAN_NAME,
    partner_lines,
    plan_lines,
    plan_rows,
)
from support.sample.foreign_words import words_of_others

from flows.copil_pack import copil_pack
from flows.daily_follow_up import daily_follow_up
from flows.funder_reports import funder_reports
from flows.partner_reminders import partner_reminders
from flows.producer_follow_up import producer_follow_up
from flows.weekly_summary import weekly_summary
from flows.workspace_setup import workspace_setup
from tasks.run.run_requests import NightRequest, ProducerRequest, WorkspaceRequest

pytestmark = pytest.mark.flows


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[EmptyDrive]:
    with empty_drive(tmp_path, partners=partner_lines()) as made:
        made.set_time(FIRST_NIGHT)
        made.drop(f"{PLAN_NAME}.csv", as_csv(plan_rows()), mime="text/csv")
        yield made


def as_csv(rows: list[list[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(["" if c is None else c for c in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def set_up(drive: EmptyDrive, **asked: Any) -> str:
    said = workspace_setup(WorkspaceRequest(programme="vide", dry_run=False, **asked))
    drive.use_pilotage(drive.files()["Pilotage"]["id"])
    return plain(said)


def night(flow: Any, day: date, *, form: Any = NightRequest, **asked: Any) -> str:
    return plain(flow(form(programme="vide", logical_date=day, dry_run=False, **asked)))


def plain(said: str) -> str:
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def tabs(drive: EmptyDrive, name: str = "Pilotage") -> dict[str, list[list[str]]]:
    """Every tab of a workbook: what its cells show, its notes and its lists."""
    book = drive.book(drive.files()[name]["id"])
    return {
        sheet["properties"]["title"]: [
            [_shown(cell) for cell in row.get("values", ())]
            for row in sheet["data"][0].get("rowData", ())
        ]
        for sheet in book["sheets"]
    }


def _shown(cell: dict[str, Any]) -> str:
    rule = cell.get("dataValidation", {}).get("condition", {}).get("values", ())
    words = [cell.get("formattedValue", ""), cell.get("note", "")]
    said = (*words, *(value["userEnteredValue"] for value in rule))
    return "\n".join(word for word in said if word)


def everything_shown(drive: EmptyDrive) -> dict[str, str]:
    """What people see: names in the Drive, cells of « Pilotage », mails; by where it stands."""
    mails = {
        path.name: words_of(path.name, path.read_bytes())
        for path in (drive.root / "mail").rglob("*.eml")
    }
    cells = {
        title: "\n".join("\n".join(row) for row in rows) for title, rows in tabs(drive).items()
    }
    return {"Drive": "\n".join(drive.files()), **cells, **mails}


def strange(drive: EmptyDrive) -> dict[str, set[str]]:
    """Words of subjects that nobody turned on, by where they stand."""
    found = {where: words_of_others(text) for where, text in everything_shown(drive).items()}
    return {where: words for where, words in found.items() if words}


def test_two_runs_lead_from_a_folder_with_a_list_and_a_plan_to_a_first_dashboard(drive):
    said = set_up(drive, plan=PLAN_NAME)
    first = night(daily_follow_up, FIRST_NIGHT)

    assert not [name for name in drive.files() if name.startswith("Suivi ")]
    assert "classeur « Pilotage »" in said
    assert "À savoir" not in first, first
    rows = tabs(drive)["État complet"]
    followed = next(row for row in rows if any(cell.startswith("Actions\n") for cell in row))
    assert str(len(plan_lines())) in followed
    assert strange(drive) == {}


def test_a_subject_ticked_later_brings_its_tabs_columns_and_folders(drive):
    set_up(drive)
    before = drive.files()
    before_tabs = tabs(drive)

    said = set_up(drive, money=True)

    after = tabs(drive)
    assert set(drive.files()) - set(before) == {"04 Financeurs", "05 Rapports"}
    assert {"Financeurs", "Budget", "Échéancier rapports"} <= set(after) - set(before_tabs)
    headers = [cell.split("\n")[0] for cell in after["Partenaires"][0]]
    assert "Récupère la TVA" in headers
    assert headers[-1] == "Commentaire"
    assert [cell.split("\n")[0] for cell in after["Partenaires"][1]][:2] == [
        "H01",
        "Fédération des haies",
    ]
    settings = {row[0].split("\n")[0]: row[1].split("\n")[0] for row in after["Paramètres"] if row}
    assert settings["Activer : argent"] == "oui"
    workbook = tabs(drive, "Suivi H01 – Fédération des haies")
    assert {"Plan d'action", "Dépenses", "Temps passé"} <= set(workbook)
    assert "Créé" in said
    assert "Rien à créer" in set_up(drive)
    assert "Rien à créer" in set_up(drive, money=True)


@pytest.mark.story
def test_a_subject_that_she_turns_on_gets_its_tabs_columns_and_folders_on_the_next_night(drive):
    set_up(drive, plan=PLAN_NAME)
    night(daily_follow_up, FIRST_NIGHT)
    her_book = drive.files()["Pilotage"]["id"]
    before, before_tabs = drive.files(), tabs(drive)
    used = len([row for row in before_tabs["Paramètres"] if any(row)])
    drive.type(her_book, "Paramètres", f"A{used + 1}", ["Activer : argent", "oui"])
    drive.type(her_book, "Partenaires", "A2", ["H01", "La Fédération des haies"])
    tuesday, wednesday = (FIRST_NIGHT + timedelta(days=days) for days in (1, 2))
    drive.set_time(tuesday)

    said = night(daily_follow_up, tuesday)

    after = tabs(drive)
    assert {"04 Financeurs", "05 Rapports"} <= set(drive.files()) - set(before)
    assert {"Financeurs", "Budget", "Échéancier rapports"} <= set(after) - set(before_tabs)
    headers = [cell.split("\n")[0] for cell in after["Partenaires"][0]]
    assert "Récupère la TVA" in headers
    assert after["Partenaires"][1][1].split("\n")[0] == "La Fédération des haies"
    assert "Budget" in after["Sources"][1][0]
    assert "Sujet suivi à partir d’aujourd’hui : argent. Créé : " in said
    drive.set_time(wednesday)
    assert "suivi à partir" not in night(daily_follow_up, wednesday)
    assert set(tabs(drive)) == set(after)


def test_what_a_partner_types_in_its_own_workbook_is_its_own(drive):
    set_up(drive)
    own = drive.files()["Suivi H02 – Commune de Valserre"]["id"]
    drive.type(
        own, "Plan d'action", "A2", ["1", "Planter", "05/01/2026", "13/02/2026", "", "", "en cours"]
    )

    night(daily_follow_up, FIRST_NIGHT)

    late = next(row for row in tabs(drive)["Anomalies"] if "action_late:1" in row)
    assert "H02 – Commune de Valserre" in [plain(cell) for cell in late]


@pytest.mark.story
def test_eight_weeks_of_a_plan_never_speak_of_anything_else(drive):
    set_up(drive, plan=PLAN_NAME)
    for week in range(8):
        monday = FIRST_NIGHT + timedelta(days=7 * week)
        for day in (monday + timedelta(days=at) for at in range(5)):
            drive.set_time(day)
            night(daily_follow_up, day)
            if day.weekday() == 0 or day.day < 4:
                night(copil_pack, day)
                night(funder_reports, day)
                night(producer_follow_up, day, form=ProducerRequest)
            if day.weekday() == 1:
                night(partner_reminders, day)
        drive.set_time(monday + timedelta(days=4), 14)
        night(weekly_summary, monday + timedelta(days=4))
        assert strange(drive) == {}, monday


@pytest.mark.story
def test_at_ten_times_the_rows_the_nights_that_follow_tell_nothing_again(drive):
    head, *body = plan_rows()
    words = ("En retard", "en pause", "fait ?", "en cours", None, "terminé")
    rows = [head]
    for lot in range(10):
        for at, row in enumerate(body):
            number, part, title, *rest, _, _, _ = row
            said = words[(at + lot) % len(words)]
            rows.append([f"{lot}.{number}", part, f"{title}, lot {lot}", *rest, None, said, None])
    drive.drop("Grand plan.csv", as_csv(rows), mime="text/csv")
    set_up(drive, plan="Grand plan")
    first = night(daily_follow_up, FIRST_NIGHT)
    told = len(tabs(drive)["Anomalies"])

    for later in (1, 2):
        drive.set_time(FIRST_NIGHT + timedelta(days=later))
        said = night(daily_follow_up, FIRST_NIGHT + timedelta(days=later))

        assert "0 nouveau" in said, said
        assert len(tabs(drive)["Anomalies"]) == told
    assert "nouveaux" in first
    assert told <= 30  # ten times the rows are not ten times the lines
