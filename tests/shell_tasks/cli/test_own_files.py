"""One's own files become the drive of a try: whose each is, and the lines of « Sources »."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from relocalisons.cli.init.own_files import OwnFiles, lines_of_sources, own_files, seeds_of
from relocalisons.errors import ConfigurationError

NOW = datetime(2026, 3, 2, tzinfo=UTC)
PLAN = (
    "N° action;Intitulé;Partenaire responsable;Début prévu;Fin prévue;Avancement;Statut\n"
    "A1;Former;;05/01/2026;30/06/2026;40 %;en cours\n"
)


def dropped(folder: Path, **files: str) -> OwnFiles:
    """The folder with these files (`/` is written `__`)."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_name(path.name.replace("_csv", ".csv").replace("_pdf", ".pdf"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return own_files(folder, at=NOW)


def plain(said: str) -> str:
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def whose(own: OwnFiles) -> dict[str, str | None]:
    return {each.path.name: each.partner for each in own.files}


def names(own: OwnFiles) -> dict[str, object]:
    return {code: cells.get("name") for code, cells in own.partners.items()}


def test_each_sub_folder_is_a_partner_and_so_is_each_workbook_that_lies_in_none(tmp_path):
    own = dropped(
        tmp_path, Chambre__plan_csv=PLAN, Chambre__preuves__note_pdf="%PDF", Ferme_csv=PLAN
    )

    assert names(own) == {"P01": "Chambre", "P02": "Ferme"}
    assert whose(own) == {"plan.csv": "P01", "note.pdf": "P01", "Ferme.csv": "P02"}


def test_with_a_list_of_partners_a_file_is_of_whom_its_name_or_folder_says(tmp_path):
    listed = (
        "Code;Structure;Type;Référent;E-mail\nP07;Ferme du Loup;agriculteur;Luc;luc@f.example\n"
    )
    (tmp_path / "Liste des partenaires.csv").write_text(listed, "utf-8")

    own = dropped(tmp_path, Plan_P07_csv=PLAN, ferme_du_loup__suivi_csv=PLAN, Autre_csv=PLAN)

    assert names(own) == {"P07": "Ferme du Loup"}
    assert whose(own)["Plan_P07.csv"] == "P07"
    assert whose(own)["suivi.csv"] == "P07"
    assert own.nobodys == ("Autre.csv",)


def test_the_files_and_their_folders_are_laid_out_as_they_are(tmp_path):
    own = dropped(tmp_path, Chambre__plan_csv=PLAN, Chambre__preuves__note_pdf="%PDF")

    seeds = {each.name: each for each in seeds_of(own, drive_id="0A", by="a@b.example", at=NOW)}

    assert seeds["Chambre"].parent_id == "0A"
    assert seeds["preuves"].parent_id == seeds["Chambre"].file_id
    assert seeds["plan.csv"].content == PLAN.encode()
    assert seeds["note.pdf"].mime_type == "application/pdf"


def test_each_table_that_is_recognised_is_a_line_of_sources(tmp_path):
    own = dropped(tmp_path, Ferme_csv=PLAN)

    lines, told = lines_of_sources(own, at=NOW)

    (line,) = lines
    assert (line["table"], line["partner"], line["tab"]) == ("Plan d'action", "P01", "Ferme")
    assert own.files[0].file_id in str(line["workbook"])
    assert [plain(each) for each in told] == ["Ferme.csv : « Plan d’action » (1 ligne)"]


def test_a_file_that_is_no_table_is_told_and_the_others_go_on(tmp_path):
    (tmp_path / "Faux.xlsx").write_bytes(b"PK, mais ceci n'est pas un classeur")
    own = dropped(tmp_path, Ferme_csv=PLAN)

    lines, told = lines_of_sources(own, at=NOW)

    assert [line["tab"] for line in lines] == ["Ferme"]
    assert "Faux.xlsx" in told[0]


def test_copies_hidden_files_and_locks_are_left_alone(tmp_path):
    for name in (".cache.csv", "~$Ferme.xlsx"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "Copie de Ferme.csv").write_text(PLAN, "utf-8")

    own = dropped(tmp_path, Ferme_csv=PLAN)

    assert whose(own) == {"Copie de Ferme.csv": None, "Ferme.csv": "P01"}
    assert len(lines_of_sources(own, at=NOW)[0]) == 1


@pytest.mark.parametrize("name", ["vide", "absent"])
def test_a_folder_with_nothing_to_follow_is_refused_with_what_to_put_there(tmp_path, name):
    (tmp_path / "vide").mkdir()

    with pytest.raises(ConfigurationError, match=r"not a folder|action plans of some partners"):
        own_files(tmp_path / name, at=NOW)
