"""A claim is proved from its archive alone, five years later, without the service or its store."""

import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from support.databases import new_database
from support.money.audited import Audited, audited, folders
from support.money.claims import END, FILE, LINK, START, claim_of, space_of, spent
from support.papers.report_workspace import AS_OF

from relocalisons.cli.verify import verify_archive
from relocalisons.core.kernel.model import Programme, Snapshot
from relocalisons.core.reports.proof.claim_proof import ClaimProof, prove_claim
from relocalisons.rendering.proof.archive import ArchiveParts, build_archive
from relocalisons.rendering.proof.verifier import main
from relocalisons.store.opening import open_store
from relocalisons.store.readings.snapshots import keep_snapshot, last_snapshot
from relocalisons.store.retention import apply_retention

CLOSED_AT = datetime(2026, 3, 2, 6, tzinfo=UTC)
LATER = CLOSED_AT + timedelta(days=5 * 365)
EXPENSES = (
    spent(amount=1234.55, funders="REGION 60 % ; ADEME 40 %"),
    spent(number="D-002", amount=333.33, supplier="Imprimerie Nord", label="Affiches",
          invoice_date=date(2026, 1, 6), paid_on=date(2026, 1, 21)),
)  # fmt: skip
SLIP = {
    "type": "salaire",
    "budget_line": "Frais de personnel",
    "funders": "REGION 60 % ; ADEME 40 %",
}
PAY = (
    spent(number="S-001", amount=2345.67, label="Salaire Léa Blanc", supplier="Léa Blanc",
          payslip=LINK.format(FILE.format("f")), **SLIP),
    spent(number="S-002", amount=1111.11, label="Salaire Léa Blanc", supplier="Léa Blanc",
          payslip=LINK.format(FILE.format("p")), **SLIP),
)  # fmt: skip
HOURS = [
    {"partner": "P02", "employee": "Léa Blanc", "month": date(2026, 1, 1), "time": "8 jours",
     "cost": 3456.78, "signed": "oui"}
]  # fmt: skip


def proof_of(programme: Programme, *, funder: str = "REGION") -> ClaimProof:
    return prove_claim(programme, funder=funder, period_start=START, period_end=END, as_of=AS_OF)


def archive_of(*expenses, folder: Path, parts: ArchiveParts | None = None, **tables) -> Path:
    proof = proof_of(space_of(*expenses, **tables).programme())
    given = parts or ArchiveParts(
        documents={"demande.pdf": b"%PDF"}, pieces={"001 facture.pdf": b"facture de Bureau Sillon"}
    )
    place = folder / "archive.zip"
    place.write_bytes(build_archive(proof, given, at=CLOSED_AT).data)
    return place


def verified(place: Path, *words: str) -> tuple[int, str]:
    said: list[str] = []
    code = main([str(place), *words], say=said.append)
    return code, "\n".join(said).replace("\u00a0", " ").replace("\u202f", " ")


def changed(place: Path, name: str, content: bytes) -> Path:
    """The same archive with another content of one file."""
    copy = place.with_name("changed.zip")
    with zipfile.ZipFile(place) as source, zipfile.ZipFile(copy, "w") as target:
        for each in source.namelist():
            target.writestr(each, content if each == name else source.read(each))
    return copy


def read(place: Path, name: str):
    with zipfile.ZipFile(place) as source:
        return json.loads(source.read(name))


# --- five years later ----------------------------------------------------------------------------


def test_a_figure_of_a_five_year_old_claim_is_proved_offline_when_the_store_is_wiped(tmp_path):
    programme = space_of(*EXPENSES).programme()
    book = next(iter(programme.tables["expenses"])).workbook
    reading = Snapshot(
        snapshot_id="r1", read_at=CLOSED_AT, workbooks=(book,), items=(), problems=()
    )
    newer = replace(reading, snapshot_id="r2", read_at=LATER, workbooks=())
    place = archive_of(*EXPENSES, folder=tmp_path)
    with new_database("sqlite", tmp_path) as address, open_store(address) as store:
        for each in (reading, newer):
            keep_snapshot(
                store, each, programme="relocalisons", run_id=None, page_token="1",
                full_reading_at=each.read_at,
            )  # fmt: skip
        gone = apply_retention(store, "relocalisons", at=LATER)
        assert gone.readings == 1, "its cells are nowhere in the store any more"
        assert last_snapshot(store, "relocalisons", before=LATER) is None
    (tmp_path / "store.db").unlink()
    alone = tmp_path / "alone"
    with zipfile.ZipFile(place) as archive:
        archive.extractall(alone)

    told = subprocess.run(
        [sys.executable, "-I", "-S", str(alone / "verifier.py"), str(alone), "aide", "demandée"],
        capture_output=True, text=True, timeout=60, cwd=alone, check=False,
    )  # fmt: skip

    assert told.returncode == 0, told.stdout + told.stderr
    assert "✓" in told.stdout
    assert "Aide demandée : 940.72 € [plus petit]" in told.stdout
    assert "onglet « Dépenses », cellule F2 (Montant HT €) : « 1234.55 »" in told.stdout
    assert "lu le 02/03/2026" in told.stdout


def test_the_verifier_knows_nothing_of_ours_and_needs_nothing_installed():
    source = Path(sys.modules[main.__module__].__file__ or "").read_text("utf-8")
    imported = {
        line.split()[1].partition(".")[0]
        for line in source.splitlines()
        if line.startswith(("import ", "from "))
    }

    assert imported <= sys.stdlib_module_names | {"__future__"}
    assert "/" not in read.__module__


# --- what was changed is found and named --------------------------------------------------------


def test_a_changed_byte_of_a_piece_is_found_and_named(tmp_path):
    place = archive_of(*EXPENSES, folder=tmp_path)

    code, said = verified(changed(place, "pieces/001 facture.pdf", b"facture de Bureau Sillom"))

    assert code == 1
    assert "✗ pieces/001 facture.pdf : le contenu a été modifié" in said
    assert said.count("✗") == 1


def test_each_byte_of_the_zip_counts_or_is_named(tmp_path):
    """A byte of the packing alone may change nothing: then everything still holds."""
    place = archive_of(*EXPENSES, folder=tmp_path)
    whole = place.read_bytes()
    _, sound = verified(place)
    names = zipfile.ZipFile(place).namelist()
    silent = 0
    for at in range(0, len(whole), 997):
        broken = bytearray(whole)
        broken[at] ^= 0x20
        place.write_bytes(bytes(broken))
        code, said = verified(place)
        if code == 0:
            silent += 1
            assert said == sound, "what is said is what was sealed"
        else:
            assert code == 2 or "✗" in said
            assert code == 2 or any(name in said for name in (*names, "fichier"))
    assert silent < len(whole) / 997 / 2


@pytest.mark.parametrize(
    ("file", "find", "put", "told"),
    [
        ("cellules.json", '"1234.55"', '"9234.55"', "cellules.json : le contenu a été modifié"),
        (
            "chiffres.json",
            "1074.06",
            "1974.06",
            "dit 1974.06, et ce dont il est fait donne 1074.06",
        ),
        ("manifeste.json", "2026-02-28", "2026-03-31", "ou ce qui la précède, a été modifiée"),
        ("verifier.py", "def main", "def  main", "verifier.py : le contenu a été modifié"),
        ("decisions.json", "[]", '["x"]', "decisions.json : le contenu a été modifié"),
    ],
)
def test_what_is_changed_in_any_file_is_named(tmp_path, file, find, put, told):
    place = archive_of(*EXPENSES, folder=tmp_path)
    with zipfile.ZipFile(place) as source:
        text = source.read(file).decode()
    assert find in text

    code, said = verified(changed(place, file, text.replace(find, put).encode()))

    assert code == 1
    assert told in said


def test_a_file_taken_out_or_slipped_in_is_named(tmp_path):
    place = archive_of(*EXPENSES, folder=tmp_path)
    folder = tmp_path / "open"
    with zipfile.ZipFile(place) as archive:
        archive.extractall(folder)
    (folder / "pieces" / "001 facture.pdf").unlink()
    (folder / "pieces" / "002 facture.pdf").write_bytes(b"")

    code, said = verified(folder)

    assert code == 1
    assert "pieces/001 facture.pdf : le fichier manque" in said
    assert "pieces/002 facture.pdf : ce fichier n’est pas de l’archive" in said


def test_an_archive_made_again_whole_is_told_by_the_seal_noted_elsewhere(tmp_path):
    seal = read(archive_of(*EXPENSES, folder=tmp_path), "manifeste.json")["sceau"]
    forged = archive_of(spent(amount=2234.55), folder=tmp_path)

    assert verified(forged)[0] == 0, "the chain alone cannot tell"
    assert verify_archive(forged, figures=[], seal=seal) == 1


def test_what_is_no_archive_is_said(tmp_path):
    other = tmp_path / "autre.zip"
    other.write_bytes(b"PK")

    assert verified(other)[0] == 2
    assert verified(tmp_path)[0] == 2


def test_the_same_claim_at_the_same_instant_makes_the_same_archive(tmp_path):
    one = archive_of(*EXPENSES, folder=tmp_path).read_bytes()

    assert archive_of(*EXPENSES, folder=tmp_path).read_bytes() == one


# --- every figure, made again --------------------------------------------------------------------


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_every_claim_of_the_audited_programmes_is_made_again_from_its_cells(folder, tmp_path):
    programme: Audited = audited(folder)
    claim = programme.claims[-1]
    place = tmp_path / "claim.zip"
    proof = programme.proof(claim)
    place.write_bytes(build_archive(proof, ArchiveParts(), at=CLOSED_AT).data)
    asked = programme.reviews[claim["Demande"]].aid.asked
    figures = {each.id: each.value for each in proof.figures}

    code, said = verified(place)

    assert code == 0, said
    assert figures.get("aide") == (None if asked is None else Decimal(asked) / 100)


def test_the_claim_and_its_archive_say_the_same(tmp_path):
    claim = claim_of(*EXPENSES)
    figures = read(archive_of(*EXPENSES, folder=tmp_path), "chiffres.json")
    values = {each["nom"]: each["valeur"] for each in figures}

    assert values["Aide demandée"].replace(".", ",") in claim.figures["Aide demandée"].replace(
        "\u202f", ""
    )
    assert values["Base des dépenses présentées"] == "1567.88"


def test_the_aid_of_one_line_is_explained_without_the_whole_claim(tmp_path):
    place = archive_of(*EXPENSES, folder=tmp_path)

    code, said = verified(place, "ligne 2", "aide demandée")

    assert code == 0
    assert "[réparti]" in said
    assert "« 333.33 »" in said
    assert "« 1234.55 »" not in said, "another line's cell"


# --- no more of people than the claim shows ------------------------------------------------------


def words_of(place: Path) -> str:
    with zipfile.ZipFile(place) as archive:
        return " ".join(
            archive.read(each).decode("utf-8", "replace") for each in archive.namelist()
        )


def test_where_salaries_stand_in_one_line_nobody_s_pay_or_name_is_in_the_archive(tmp_path):
    place = archive_of(*EXPENSES, *PAY, folder=tmp_path, timesheets=HOURS)

    words = words_of(place)
    code, said = verified(place, "frais de personnel, base")

    secrets = ("2345.67", "2345,67", "2\u202f345,67", "1111.11", "1111,11", "Blanc")
    assert [each for each in secrets if each in words] == []
    assert "3456.78" in words, "the sum, as the claim prints it"
    assert code == 0
    assert "montants sont montrés au contrôle" in said
    assert "cellule F4" in said, "where each of them stands"
    assert "cellule F5" in said


def test_a_salary_that_the_funder_asks_for_stands_as_initials_without_its_slip(tmp_path):
    rules = [{"rule": "Détail par salarié", "funder": "REGION", "value": "oui"}]
    place = archive_of(*PAY, folder=tmp_path, grant_rules=rules, timesheets=HOURS)

    words = words_of(place)

    assert "Blanc" not in words
    assert "L. B., Salaire, 01/2026, base présentée" in words
    assert "2345.67" in words
    assert "un bulletin de paie n’est pas copié" not in words, "told beside the pieces by the run"


def test_addresses_and_telephones_are_masked(tmp_path):
    place = archive_of(
        spent(label="Étude, contact jo@exemple.fr ou 06 12 34 56 78"), folder=tmp_path
    )
    words = words_of(place)

    assert "jo@exemple.fr" not in words
    assert "06 12 34" not in words


# --- how long ------------------------------------------------------------------------------------


def test_it_is_kept_until_the_funder_s_own_day():
    rules = [{"rule": "Conservation des pièces jusqu'au", "funder": "REGION",
              "value": "31/12/2033"}]  # fmt: skip

    proof = proof_of(space_of(*EXPENSES, grant_rules=rules).programme())

    assert proof.keep_until == date(2033, 12, 31)
    assert "Règles des financeurs" in proof.keep_why


def test_without_a_rule_the_longest_period_read_of_is_taken_and_said_to_be_checked():
    proof = proof_of(space_of(*EXPENSES).programme())

    assert proof.keep_until.year >= END.year + 10
    assert "à vérifier dans la convention" in proof.keep_why


def test_a_day_that_nobody_can_read_is_said_and_shortens_nothing():
    rules = [{"rule": "Conservation des pièces jusqu'au", "funder": "REGION", "value": "2033 ?"}]

    proof = proof_of(space_of(*EXPENSES, grant_rules=rules).programme())

    assert "« 2033 ? » n’est pas une date lisible" in proof.keep_why
    assert proof.keep_until.year >= END.year + 10


def test_unzipping_and_moving_it_changes_nothing(tmp_path):
    place = archive_of(*EXPENSES, folder=tmp_path)
    folder = tmp_path / "ailleurs"
    with zipfile.ZipFile(place) as archive:
        archive.extractall(folder)
    shutil.move(folder, tmp_path / "plus loin")

    assert verified(tmp_path / "plus loin")[0] == 0
