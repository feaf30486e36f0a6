"""Architecture: what the layout must keep for Prefect, packaging and readers (style §3)."""

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("flows", "tasks", "relocalisons")
SOURCES = (*PACKAGES, "packages/vendor_sandbox/src")
BY_SUBJECT = ("relocalisons", "tasks", "packages/vendor_sandbox/src/vendor_sandbox")
TESTS = ("tests", "packages/vendor_sandbox/tests")
# Flat by Prefect's entrypoints, one file a revision, and data with the scripts that made it.
APART = ("flows", "relocalisons/store/migrations", "tests/data")
MOST_MODULES = 15
ROOMS = {"cli", "configuration", "core", "deployment", "rendering", "sample", "store"}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def folders_of_modules() -> list[Path]:
    """The packages of the rooms that are laid out by subject, migrations apart."""
    return sorted(
        path.parent.relative_to(ROOT)
        for path in python_files(*BY_SUBJECT)
        if path.name == "__init__.py"
    )


def folders_of_files() -> list[Path]:
    """Every folder in which a module lies, tests too."""
    found = {path.parent.relative_to(ROOT) for path in python_files(*BY_SUBJECT, *TESTS)}
    return sorted(folder for folder in found if not folder.as_posix().startswith(APART))


def test_no_flow_file_shares_a_name_with_anything_importable():
    # Prefect loads flows/x.py under the bare name `x`, with flows/ first on sys.path.
    taken = set(sys.stdlib_module_names) | set(packages_distributions()) | set(PACKAGES)

    names = {path.stem for path in (ROOT / "flows").glob("*.py")} - {"__init__"}

    assert names
    assert not names & taken
    assert all("_" in name for name in names), "flow files have names of two words or more"


def test_flows_define_no_class_and_keep_no_state():
    for path in python_files("flows"):
        tree = ast.parse(path.read_text("utf-8"))
        allowed = (ast.Expr, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.If)
        strange = [type(node).__name__ for node in tree.body if not isinstance(node, allowed)]

        assert strange == [], f"{path.name}: {strange}"


def test_flows_read_as_a_table_of_contents():
    for path in python_files("flows"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 60, f"{path.name}:{node.name}"


def test_no_package_marker_stands_below_tests_or_config():
    for tests in ("tests", "packages/vendor_sandbox/tests"):
        assert list((ROOT / tests).rglob("test_*.py"))
        assert list((ROOT / tests).rglob("__init__.py")) == []
    assert list((ROOT / "config").rglob("*.py")) == []


def test_every_room_of_the_product_is_in_the_map():
    rooms = {path.parent.name for path in (ROOT / "relocalisons").glob("*/__init__.py")}

    assert rooms == ROOMS


@pytest.mark.parametrize("path", python_files(*SOURCES), ids=lambda path: path.stem)
def test_every_module_opens_with_a_sentence_and_stays_readable(path):
    text = path.read_text("utf-8")

    assert ast.get_docstring(ast.parse(text)), "no opening sentence"
    assert len(text.splitlines()) <= 400, "over the hard limit"


@pytest.mark.parametrize("folder", folders_of_files(), ids=str)
def test_no_folder_holds_more_modules_than_a_reader_keeps_in_mind(folder):
    modules = {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"}

    assert len(modules) <= MOST_MODULES, f"{folder}: {len(modules)}, make a room of some"


@pytest.mark.parametrize("folder", folders_of_modules(), ids=str)
def test_a_folder_says_what_lives_there_and_what_does_not(folder):
    marker = (ROOT / folder / "__init__.py").read_text("utf-8")
    lines = (ast.get_docstring(ast.parse(marker)) or "").splitlines()

    assert len([line for line in lines if line]) >= 3, folder


def test_the_walk_over_folders_found_them():
    rooms = {folder.as_posix() for folder in folders_of_modules()}
    folders = {folder.as_posix() for folder in folders_of_files()}

    assert len(rooms) > 100
    assert rooms >= {"relocalisons/core/kernel", "relocalisons/sample/money", "tasks/intake"}
    assert f"{BY_SUBJECT[-1]}/workbook/formulas" in rooms
    assert len(folders - rooms) > 50
    assert folders >= rooms | {"tests/spec/money", "tests/support/mails", f"{TESTS[-1]}/drive"}
    assert not any(
        (ROOT / folder).is_relative_to(ROOT / apart) for folder in folders for apart in APART
    )
    assert all((ROOT / apart).is_dir() for apart in APART)


def test_no_two_test_files_share_a_name():
    names = [path.name for path in python_files(*TESTS) if path.name.startswith("test_")]

    assert len(names) > 250
    assert sorted(set(names)) == sorted(names)


def test_no_drawer_has_a_name_that_says_nothing():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "tools"}

    assert not {path.stem for path in python_files(*SOURCES)} & drawers


def test_the_truth_owes_nothing_to_core():
    demo = ROOT / "relocalisons" / "sample" / "demo"
    modules = [path for path in python_files("relocalisons/sample") if path.parent != demo]

    assert demo.is_dir()
    assert len(modules) > 50
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            ours = [name for name in names if name.split(".")[0] in PACKAGES]
            assert all(name.startswith("relocalisons.sample") for name in ours), (
                f"{path.name} imports {ours}"
            )


def test_the_vocabulary_of_tables_is_consistent():
    from relocalisons.core.tables import TABLES

    assert len({table.name for table in TABLES}) == len(TABLES)
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names), table.name
