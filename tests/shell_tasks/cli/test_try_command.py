"""`relocalisons try` prints one page of a file: no account, no store, no Prefect."""

import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from relocalisons.cli.application import app
from relocalisons.errors import ConfigurationError

PLAN = (
    "N° action;Intitulé;Partenaire responsable;Début prévu;Fin prévue;Avancement;Statut\n"
    "A1;Ouvrir la légumerie;P01;05/01/2026;30/01/2026;40 %;en cours\n"
)


def tried(*words: str):
    return CliRunner().invoke(app, ["try", *words])


def test_a_plan_is_told_in_one_page_and_can_be_adopted(tmp_path: Path):
    path = tmp_path / "Plan.csv"
    path.write_text(PLAN, "utf-8")

    done = tried(str(path))

    assert done.exit_code == 0
    assert "Ouvrir la légumerie" in done.output
    assert "Rien n’a été gardé." in done.output
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_file_in_which_nothing_can_be_followed_ends_with_1(tmp_path: Path):
    (tmp_path / "note.csv").write_text("Bonjour\n", "utf-8")
    (tmp_path / "faux.xlsx").write_bytes(b"PK, mais ce n'est pas un classeur")

    note, broken = (tried(str(tmp_path / name)) for name in ("note.csv", "faux.xlsx"))

    assert (note.exit_code, broken.exit_code) == (1, 1)
    assert "Rien ne peut être suivi" in note.output
    assert "faux.xlsx" in broken.output


def test_what_is_no_file_is_a_mistake_of_the_command(tmp_path: Path):
    absent, folder = tried("absent.xlsx"), tried(str(tmp_path))

    assert isinstance(absent.exception, ConfigurationError)
    assert "--programme" in str(absent.exception)
    assert isinstance(folder.exception, ConfigurationError)


def test_it_asks_neither_prefect_nor_google_nor_a_store(tmp_path: Path):
    path = tmp_path / "Plan.csv"
    path.write_text(PLAN, "utf-8")
    told = (
        "import sys; from relocalisons.cli.trial import print_trial; "
        f"print_trial({str(path)!r}, programme='', partner=''); "
        "print(sorted({'prefect', 'sqlalchemy'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"
