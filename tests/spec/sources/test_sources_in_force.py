"""Which file is in force when people keep their material as people do, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.programme.build import a_file, a_folder
from support.programme.sheets import P01_ID, PILOTAGE_ID, book, pilotage, tab

from relocalisons.core.kernel.model import DriveItem, Severity
from relocalisons.core.sources.siblings import SPREADSHEET, newer_neighbours
from relocalisons.core.sources.source_choice import (
    SourcesInForce,
    is_copy,
    looks_like,
    put_in_force,
)
from relocalisons.core.sources.sources import read_sources

FOLDER = "folder-of-p01-00000000000"
MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


def a_book(name: str, *, days_ago: int = 10, file_id: str = "", sheet: bool = False) -> DriveItem:
    return a_file(
        name,
        parent=FOLDER,
        file_id=file_id or f"file-{name}".replace(" ", "-"),
        mime_type=SPREADSHEET if sheet or "." not in name else "application/octet-stream",
        modified_time=MARCH - timedelta(days=days_ago),
    )


def in_force(*items: DriveItem, line: str) -> SourcesInForce:
    registry = read_sources(pilotage(sources=line))
    return put_in_force(registry.entries, items=(a_folder(FOLDER), *items))


def told(said: str) -> str:
    return said.replace("\u00a0", " ").replace("\u202f", " ")


NAMED = f"Plan d'action | P01 | {P01_ID} | Plan d'action"
DROPPED = f"Plan d'action | P01 | https://drive.google.com/drive/folders/{FOLDER} | Plan d'action"
EXPORTS = f"Livraisons | | https://drive.google.com/drive/folders/{FOLDER} | Livraisons"


def test_the_file_that_sources_names_is_in_force_whatever_lies_beside_it():
    own = a_book("Suivi P01", file_id=P01_ID, sheet=True, days_ago=30)
    other = a_book("Facture mars.xlsx", days_ago=1)

    chosen = in_force(own, other, line=NAMED)

    assert [entry.file_id for entry in chosen.entries] == [PILOTAGE_ID, P01_ID]
    assert chosen.findings == ()
    assert "que désigne « Sources »" in told(chosen.choices[0].reason)


@pytest.mark.parametrize(
    "name", ["Copie de Suivi P01", "Copy of Suivi P01.xlsx", "Suivi P01 (1).xlsx", "suivi p01.xlsx"]
)
def test_a_copy_is_never_taken_and_she_is_asked_which_counts(name):
    own = a_book("Suivi P01", file_id=P01_ID, sheet=True, days_ago=5)
    copy = a_book(name, days_ago=1)

    chosen = in_force(own, copy, line=NAMED)

    (asked,) = chosen.findings
    assert chosen.entries[-1].file_id == P01_ID
    assert asked.severity is Severity.WATCH, "somebody has typed in the copy since"
    assert told(asked.title).startswith("Lequel fait foi ? « Suivi P01 »")
    assert name in asked.title


def test_an_old_forgotten_copy_is_said_without_alarm():
    own = a_book("Suivi P01", file_id=P01_ID, sheet=True, days_ago=1)

    chosen = in_force(own, a_book("Copie de Suivi P01", days_ago=90, sheet=True), line=NAMED)

    assert [finding.severity for finding in chosen.findings] == [Severity.INFO]


def test_a_copy_of_the_workbook_that_everybody_shares_is_asked_about_once():
    lines = "\n".join(f"Plan d'action | {code} | {P01_ID} | Plan {code}" for code in ("P01", "P02"))
    shared = a_book("Suivi commun", file_id=P01_ID, sheet=True, days_ago=1)
    copies = (a_book("Copie de Suivi commun", days_ago=9), a_book("Suivi commun (2)", days_ago=8))

    (asked,) = in_force(shared, *copies, line=lines).findings

    assert (asked.subject, asked.partner) == (f"pilotage/{P01_ID}", None)
    assert "ne le sont pas" in asked.title


def test_without_a_google_account_the_newest_file_dropped_in_the_folder_is_in_force():
    february = a_book("Suivi février.xlsx", days_ago=30)
    march = a_book("Suivi mars.xlsx", days_ago=2)

    chosen = in_force(february, march, line=DROPPED)

    assert chosen.entries[-1].file_id == march.file_id
    assert "le plus récent du dossier" in told(chosen.choices[0].reason)
    assert chosen.choices[0].left_out == ("Suivi février.xlsx",)
    assert chosen.findings == ()


def test_a_copy_newer_than_the_file_in_force_is_left_and_asked():
    own = a_book("Suivi mars.xlsx", days_ago=9)
    copy = a_book("Copie de Suivi mars.xlsx", days_ago=1)

    chosen = in_force(own, copy, line=DROPPED)

    assert chosen.entries[-1].file_id == own.file_id
    assert len(chosen.findings) == 1


def test_two_files_of_the_same_moment_are_nobodys_choice_but_hers():
    one, two = a_book("Suivi A.xlsx", days_ago=2), a_book("Suivi B.xlsx", days_ago=2)

    chosen = in_force(one, two, line=DROPPED)

    assert [entry.table for entry in chosen.entries] == ["partners"]
    assert "rien ne dit lequel fait foi" in chosen.findings[0].title


def test_an_empty_folder_is_told_and_the_rest_goes_on():
    chosen = in_force(a_file("photo.png", parent=FOLDER), line=DROPPED)

    assert [entry.table for entry in chosen.entries] == ["partners"]
    assert "ne contient aucun classeur" in chosen.findings[0].title


def test_of_several_delivery_exports_the_newest_counts_and_she_is_told_what_does_not():
    old = a_book("livraisons-2026-02.csv", days_ago=30)
    new = a_book("livraisons-2026-03.csv", days_ago=1)

    chosen = in_force(old, new, line=EXPORTS)

    (asked,) = chosen.findings
    assert chosen.entries[-1].file_id == new.file_id
    assert "une ligne par fichier" in asked.action


def test_one_line_for_each_export_reads_them_all_and_asks_nothing():
    old = a_book("livraisons-2026-02.csv", days_ago=30, file_id="export-february-2026")
    new = a_book("livraisons-2026-03.csv", days_ago=1, file_id="export-march-2026")
    lines = "\n".join(
        f"Livraisons | | https://drive.google.com/file/d/{file.file_id}/view | Livraisons {n}"
        for n, file in enumerate((old, new))
    )

    chosen = in_force(old, new, line=lines)

    assert [entry.file_id for entry in chosen.entries[1:]] == [old.file_id, new.file_id]
    assert chosen.findings == ()


def test_the_coordinators_own_entry_for_a_partner_is_a_tab_like_any_other():
    """A partner followed by telephone: she types his lines in « Pilotage »."""
    line = "Plan d'action | P01 | Pilotage | Plan P01"

    chosen = in_force(a_book("Pilotage", file_id=PILOTAGE_ID, sheet=True), line=line)

    assert chosen.entries[-1].file_id == PILOTAGE_ID
    assert chosen.entries[-1].partner == "P01"
    assert chosen.findings == ()


def test_a_file_out_of_the_listing_stays_in_the_registry_for_reading_to_say_so():
    assert in_force(line=NAMED).entries[-1].file_id == P01_ID


PLAN = """
    N° | Action | Pilote | Échéance
    1  | Former | P01    | 30/06/2026
"""
OTHER = PLAN.replace("Pilote", "Lieu")


def read_tonight(own: DriveItem, beside: DriveItem, *, content: str) -> SourcesInForce:
    """The choice when the file beside the named one holds that."""
    registry = read_sources(pilotage(sources=NAMED))
    books = (
        book(P01_ID, tab("Plan d'action", PLAN)),
        book(beside.file_id, tab("Feuille 1", "Suivi\n" + content.strip()), name=beside.name),
    )
    return put_in_force(registry.entries, items=(a_folder(FOLDER), own, beside), books=books)


@pytest.mark.parametrize(
    ("days_ago", "content", "asked"), [(1, PLAN, 1), (60, PLAN, 0), (1, OTHER, 0)]
)
def test_a_newer_file_with_the_same_columns_is_noticed_whatever_its_name(days_ago, content, asked):
    own = a_book("Suivi de l’hiver", file_id=P01_ID, sheet=True, days_ago=30)
    beside = a_book("Relance printemps.ods", days_ago=days_ago, file_id="file-of-spring-0000")

    chosen = read_tonight(own, beside, content=content)

    assert chosen.entries[-1].file_id == P01_ID, "it is never followed unasked"
    assert len(chosen.findings) == asked
    for finding in chosen.findings:
        assert "« Relance printemps.ods »" in told(finding.title)
        assert told(finding.action).startswith("S’il remplace le fichier lu (mêmes colonnes")
        assert finding.severity is Severity.WATCH


def test_only_workbooks_that_came_after_a_named_file_of_their_folder_are_looked_at():
    registry = read_sources(pilotage(sources=NAMED))
    own = a_book("Suivi P01", file_id=P01_ID, sheet=True, days_ago=30)
    new, old = a_book("Plan B.xls", days_ago=1), a_book("Plan C.xlsx", days_ago=40)
    ours = replace(a_book("Annexe.xlsx", days_ago=1), app_properties={"key": "claim"})
    elsewhere = replace(a_book("Plan D.xlsx", days_ago=1), parent_id="another-folder-0000000")
    items = (own, new, old, ours, elsewhere, a_book("Bilan.pdf", days_ago=1))

    assert newer_neighbours(registry.entries, items=items) == (new,)


def test_of_many_new_files_a_few_are_looked_at_each_night():
    registry = read_sources(pilotage(sources=NAMED))
    own = a_book("Suivi P01", file_id=P01_ID, sheet=True, days_ago=30)
    crowd = [a_book(f"Plan {n}.xlsx", days_ago=1) for n in range(20)]

    assert len(newer_neighbours(registry.entries, items=(own, *crowd))) == 5


def test_names_that_say_copy():
    assert is_copy("Copie de Suivi P01")
    assert is_copy("Suivi P01 - Copie.xlsx")
    assert is_copy("Suivi P01 (2).xlsx")
    assert not is_copy("Suivi P01 (mars).xlsx")
    assert not is_copy("Copieur – facture.xlsx")
    assert looks_like("Copie de Copie de Suivi P01 – Grasse", "Suivi P01 - Grasse.xlsx")
    assert not looks_like("Facture 12.xlsx", "Suivi P01 – Ville de Grasse")
