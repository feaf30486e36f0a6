"""A workbook that somebody dropped and that « Sources » does not name is new; others are not."""

from datetime import UTC, date, datetime

from support.programme.sheets import book, tab

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.workspace.new_files import folder_partner, new_files
from relocalisons.core.workspace.offered_lines import offered_lines

FOLDER = "application/vnd.google-apps.folder"
SHEET = "application/vnd.google-apps.spreadsheet"
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def item(name: str, parent: str = "root", mime: str = "application/octet-stream", **key: str):
    return DriveItem(
        file_id=name, name=name, mime_type=mime, parent_id=parent, modified_time=NOW, version="1",
        app_properties=key,
    )  # fmt: skip


PARTNERS = item("01 Partenaires", mime=FOLDER)
P07 = item("P07 – Ferme", "01 Partenaires", FOLDER, relocalisons_key="partner/P07")
REPORTS = item("05 Rapports", mime=FOLDER)


def found(
    *items: DriveItem,
    named: tuple[str, ...] = (),
    before: tuple[str, ...] | None = (),
    tried: tuple[str, ...] = (),
) -> list[str]:
    every = (PARTNERS, P07, REPORTS, *items)
    return [each.name for each in new_files(every, named=named, before=before, tried=tried)]


def test_a_workbook_at_the_root_or_in_a_partners_folder_is_new_until_sources_names_it():
    dropped = (item("Plan.xlsx"), item("Suivi", P07.name, SHEET))

    assert found(*dropped) == ["Plan.xlsx", "Suivi"]
    assert found(*dropped, named=("Suivi",)) == ["Plan.xlsx"]


def test_what_stands_elsewhere_or_is_no_workbook_is_something_else():
    assert found(item("Livrable.xlsx", "05 Rapports"), item("Note.pdf"), item("Photo.jpg")) == []


def test_the_services_own_files_and_the_list_of_partners_are_not_new():
    ours = item("Suivi P07", P07.name, SHEET, relocalisons_key="workbook/P07")

    assert found(ours, item("Liste des partenaires.csv")) == []


def test_a_copy_and_what_looks_like_the_file_in_force_beside_it_are_asked_about_elsewhere():
    assert (
        found(
            item("Plan de la ferme v1.xlsx", P07.name),
            item("Plan de la ferme v2.xlsx", P07.name),
            item("Copie de Plan de la ferme v1.xlsx", P07.name),
            named=("Plan de la ferme v1.xlsx",),
        )
        == []
    )


def test_the_folder_says_whose_it_is():
    inside, outside = item("Plan.xlsx", P07.name), item("Autre.xlsx")

    assert folder_partner(inside, (PARTNERS, P07)) == "P07"
    assert folder_partner(outside, (PARTNERS, P07)) is None


def test_what_was_there_at_the_last_reading_is_new_no_more():
    assert found(item("Plan.xlsx"), item("Budget.xlsx"), before=("Plan.xlsx",)) == ["Budget.xlsx"]


def test_at_the_first_reading_what_lies_in_a_partners_own_folder_is_new_and_nothing_else():
    assert found(item("Suivi.xlsx", P07.name), item("Budget.xlsx"), before=None) == ["Suivi.xlsx"]


def test_what_had_no_turn_in_a_partners_own_folder_is_new_until_it_was_tried():
    waiting, done = item("Suivi.xlsx", P07.name), item("Plan.xlsx", P07.name)
    there = (waiting.file_id, done.file_id)

    assert found(waiting, done, before=there, tried=("Plan.xlsx",)) == ["Suivi.xlsx"]


def test_what_cannot_wait_for_another_night_has_its_turn_first():
    assert found(item("A.xlsx", P07.name), item("B.xlsx")) == ["B.xlsx", "A.xlsx"]


def test_the_lines_of_sources_that_are_offered_name_the_tab_whose_it_is_and_the_columns():
    own = """
        Réf. tâche | Tâche à mener | Qui | Démarre le | Date butoir | Où en est-on | Réalisé
        A2.1       | Former        | P01 | 05/01/2026 | 13/02/2026  | en cours     | 40 %
    """

    (line,) = offered_lines(
        book("f", tab("Suivi", own), name="Mon plan"),
        link="https://…",
        partner="P07",
        as_of=date(2026, 3, 2),
    )

    assert (line["table"], line["partner"], line["tab"]) == ("Plan d'action", "P07", "Suivi")
    assert (line["active"], "confirmed" in line) == ("proposé", False)
    assert "« oui » dans « Correspondance confirmée »" in str(line["comment"])


def test_nothing_is_offered_of_a_file_in_which_nothing_is_recognised():
    aide = book("f", tab("Aide", "Mode d’emploi"), name="Aide")

    assert list(offered_lines(aide, link="x", partner=None, as_of=date(2026, 3, 2))) == []
