"""« Essayer un fichier » tells a file of the Drive on one page and keeps nothing of it."""

import pytest
from support.theatre import TUESDAY, Theatre, plain

from flows.file_trial import file_trial
from relocalisons.cli.trial import print_trial
from relocalisons.store.readings.snapshots import last_snapshot
from tasks.run.run_requests import TrialRequest

pytestmark = pytest.mark.flows


def tried(theatre: Theatre, file: str) -> str:
    request = TrialRequest(programme="sandbox", logical_date=TUESDAY, dry_run=False, file=file)
    return plain(file_trial(request))


def test_a_file_named_by_its_link_or_its_name_is_told_and_nothing_is_kept_of_it(theatre):
    theatre.at(TUESDAY, 9)
    book = theatre.sample.eve.workbooks["P01"]

    by_link = tried(theatre, f"https://docs.google.com/spreadsheets/d/{book.file_id}/edit")
    by_name = tried(theatre, book.name)

    assert by_link == by_name
    assert by_link.startswith("## Essayer un fichier du 3 mars 2026")
    assert "Plan d’action, onglet" in by_link
    assert "Déjà dans « Sources »" in by_link
    with theatre.store() as store:
        assert last_snapshot(store, "relocalisons") is None
    assert not theatre.mails()


def test_the_command_prints_the_same_page_of_a_link_without_prefect_or_store(theatre, capsys):
    (theatre.root / "store.db").unlink()
    theatre.at(TUESDAY, 9)
    book = theatre.sample.eve.workbooks["P01"]

    code = print_trial(book.name, programme="sandbox", partner="")

    said = plain(capsys.readouterr().out)
    assert code == 0
    assert "Plan d’action, onglet" in said
    assert "Déjà dans « Sources »" in said
    assert not (theatre.root / "store.db").exists()


def test_a_name_that_no_file_has_is_refused_with_the_nearest_ones(theatre):
    theatre.at(TUESDAY, 9)

    said = tried(theatre, theatre.sample.eve.workbooks["P01"].name[:-3])

    assert said.startswith("## Essayer un fichier : demande à corriger")
    assert "Les plus proches" in said
    assert not theatre.mails(), "whoever asked reads why"


def test_a_partner_that_nobody_is_called_is_told_with_those_that_there_are(theatre):
    theatre.at(TUESDAY, 9)
    request = TrialRequest(programme="sandbox", logical_date=TUESDAY, dry_run=False, partner="P99")

    said = plain(file_trial(request))

    assert "Aucun partenaire n’a pour code ou pour nom « P99 » : rien n’a été fait." in said
    assert "Les partenaires : P01 (" in said
