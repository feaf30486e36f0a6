"""Four common changes are told file by file in CONTRIBUTING; their examples keep to the files."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# By heading: how many files it may touch, and what no other file of the product may name.
CHANGES = {
    "A column and a finding on it": (5, r"agreement_(un)?signed"),
    "A type of funder report": (5, r"payment_claim"),
    "A vendor of mails": (4, r"SendGridAPIClient|sendgrid\.helpers\.mail|vendors[./]sendgrid"),
    "A flow": (4, r"recent_changes"),
}
PRODUCT = ("relocalisons", "tasks", "flows", "templates", "config", "deploy", "prefect.yaml")


@cache
def told() -> dict[str, str]:
    """Each heading of the section, with what stands under it."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.split("\n## Four common changes\n")[1].split("\n## ")[0]
    heading, *parts = section.split("\n### ")
    assert heading
    return {part.split("\n")[0]: part for part in parts}


def files_of(change: str) -> list[str]:
    """The files of a change, in the order in which they are written."""
    return re.findall(r"^\d\. `([^`]+)`", told()[change], re.MULTILINE)


def examples_of(change: str) -> list[str]:
    """The names of its living example."""
    line = re.search(r"^Example: .*$", told()[change], re.MULTILINE)
    assert line is not None
    return re.findall(r"`([^`]+)`", line[0])


@cache
def product() -> dict[str, str]:
    """Every file of the product that is text, by its path and by what it says."""
    paths = [path for name in PRODUCT for path in (ROOT / name, *(ROOT / name).rglob("*"))]
    files = {path.relative_to(ROOT).as_posix(): path for path in paths if path.is_file()}
    return {
        name: f"{name}\n{path.read_text('utf-8')}"
        for name, path in files.items()
        if path.suffix in {".py", ".html", ".txt", ".toml", ".yaml", ".typ", ".service", ".example"}
    }


def test_the_section_tells_these_four_changes():
    assert set(told()) == set(CHANGES)
    assert len(product()) > 500


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_has_no_more_files_than_it_should_and_all_of_them_are_there(change):
    files, (most, _) = files_of(change), CHANGES[change]

    assert 3 <= len(files) <= most
    assert [name for name in files if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("change", CHANGES)
def test_the_example_stands_in_every_file_of_its_change(change):
    names = re.compile("|".join(map(re.escape, examples_of(change))), re.IGNORECASE)

    texts = {name: f"{name}\n{(ROOT / name).read_text('utf-8')}" for name in files_of(change)}

    assert [name for name, text in texts.items() if not names.search(text)] == []


@pytest.mark.parametrize("change", CHANGES)
def test_no_other_file_of_the_product_names_the_example(change):
    only = re.compile(CHANGES[change][1], re.IGNORECASE)

    named = {name for name, text in product().items() if only.search(text)}

    assert named
    assert named - set(files_of(change)) == set()


def test_the_map_of_the_readme_names_every_folder_of_tests():
    text = (ROOT / "README.md").read_text("utf-8")
    named = re.search(r"^tests/ +(.*)$", text, re.MULTILINE)
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/*.py")}

    assert named is not None
    patterns = [name.replace("*", r"\w+") for name in named[1].split(", ")]
    unnamed = {each for each in folders if not any(re.fullmatch(p, each) for p in patterns)}
    assert unnamed == {"support"}
