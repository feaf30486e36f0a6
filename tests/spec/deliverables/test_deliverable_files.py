"""Files of deliverables: what is there, under which name, for whom, and what became of it."""

from datetime import UTC, date, datetime

import pytest
from support.programme.build import a_file, a_folder, by_kind
from support.programme.tables import drawn, programme_with

from relocalisons.core.deliverables.dissemination import find_dissemination
from relocalisons.core.deliverables.files import typed_version, version_of
from relocalisons.core.deliverables.files_findings import find_deliverable_files

TUESDAY = date(2026, 3, 3)
HEAD = (
    "number | title | owner | due | naming_rule | folder | status | version | confidentiality | "
    "validated_on | linkedin | project_drive | website | funders_to_cite | file_link"
)
ROOM = "dossier-du-livrable-04"


def line(status: str = "en rédaction", **cells: str) -> str:
    usual = {
        "number": "L04", "title": "Guide", "owner": "P01", "due": "30/06/2026",
        "naming_rule": "RELOC_L04_*_v*.pdf", "folder": ROOM, "status": status,
    }  # fmt: skip
    given = {**usual, **cells}
    return " | ".join(given.get(name.strip(), "") for name in HEAD.split("|"))


def programme(given: str, *items, others: str = ""):
    lines = [HEAD, given, *([others] if others else [])]
    return programme_with(drawn("deliverables", "\n".join(lines)), items=(a_folder(ROOM), *items))


def files(given: str, *items, others: str = "") -> dict[str, list[str]]:
    return by_kind(find_deliverable_files(programme(given, *items, others=others)))


def pdf(name: str = "RELOC_L04_Guide_v1.pdf", **given):
    return a_file(name, parent=ROOM, **given)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (pdf(), None),
        (pdf(size=0), "deliverable_empty"),
        (pdf("RELOC_L04_Guide_v1.docx"), "deliverable_format"),
        (
            pdf(
                "RELOC_L04_Guide_v1",
                mime_type="application/vnd.google-apps.document",
                size=None,
            ),
            "deliverable_format",
        ),
        (pdf("Guide final VF.pdf"), "deliverable_name"),
        (pdf("Notes.txt"), None),  # nobody took that for the guide
    ],
)
def test_a_file_that_is_not_the_expected_one_is_told_with_the_reason(item, kind):
    assert files(line(), item) == ({kind: ["L04"]} if kind else {})


def test_a_file_under_another_name_is_nobodys_in_a_folder_of_several_deliverables():
    other = line(number="L05", naming_rule="RELOC_L05_*_v*.pdf")

    assert files(line(), pdf("Guide final VF.pdf"), others=other) == {}


@pytest.mark.parametrize(
    ("status", "there", "kind"),
    [
        ("déposé", False, "done_without_file"),
        ("validé", False, "done_without_file"),
        ("déposé ?", False, None),
        ("à produire", False, None),
        ("à produire", True, "file_before_status"),
        ("en rédaction", True, None),
        ("refusé", False, None),
    ],
)
def test_the_sheet_and_the_drive_contradict_each_other(status, there, kind):
    items = (pdf(),) if there else (a_file("Autre chose.pdf"),)

    assert files(line(status), *items) == ({kind: ["L04"]} if kind else {})


def test_without_a_listing_of_the_drive_nothing_is_said():
    empty = programme_with(drawn("deliverables", f"{HEAD}\n{line('déposé')}"))

    assert find_deliverable_files(empty) == ()


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("RELOC_L04_Guide_v2.1.pdf", (2, 1)),
        ("RELOC_L04_Guide_v2.0.pdf", (2,)),
        ("RELOC_L04_Guide V3.pdf", (3,)),
        ("RELOC_L04_Guide.pdf", None),
        ("RELOC_L04_avenant.pdf", None),
    ],
)
def test_the_version_is_read_in_the_name(name, version):
    assert version_of(name) == version


@pytest.mark.parametrize(("cell", "told"), [("v1", False), ("2", True), ("finale", False)])
def test_the_version_of_the_sheet_is_compared_only_when_it_is_one(cell, told):
    assert ("deliverable_version" in files(line(version=cell), pdf())) is told
    assert typed_version("v2.0") == (2,)


def test_the_latest_of_several_versions_counts():
    found = files(line(version="v2"), pdf(), pdf("RELOC_L04_Guide_v2.pdf"))

    assert found == {}


@pytest.mark.parametrize(
    ("readers", "status", "rights", "told"),
    [
        ("public", "diffusé", ("members",), True),
        ("public", "diffusé", ("lead", "members", "anyoneWithLink"), False),
        ("public", "diffusé", None, False),  # the Drive does not tell
        ("public", "validé", ("lead", "members"), False),
        ("partenaires", "validé", ("lead",), True),  # its folder has more readers
        ("financeur", "validé", ("lead",), False),
        ("", "diffusé", ("lead",), False),
    ],
)
def test_a_file_that_its_readers_cannot_open_is_told(readers, status, rights, told):
    given = line(status, confidentiality=readers)
    room = a_folder(ROOM)
    folder = a_file(
        ROOM, file_id=ROOM, mime_type=room.mime_type, size=None, permission_ids=("lead", "members")
    )
    found = find_deliverable_files(
        programme_with(
            drawn("deliverables", f"{HEAD}\n{given}"),
            items=(folder, pdf(permission_ids=rights)),
        )
    )

    assert [finding.kind.value for finding in found] == (["deliverable_closed"] if told else [])


def spread(given: str, *items, publications: str = "") -> dict[str, list[str]]:
    tables = [drawn("deliverables", f"{HEAD}\n{given}")]
    if publications:
        tables.append(drawn("communication", publications))
    whole = programme_with(*tables, items=(a_folder(ROOM), *items))
    return by_kind(find_dissemination(whole, as_of=TUESDAY))


@pytest.mark.parametrize(
    ("day", "status", "told"),
    [(15, "déposé", False), (14, "en relecture", True), (14, "validé", False)],
)
def test_a_file_that_waits_for_its_review_more_than_15_days_is_told(day, status, told):
    item = pdf(modified_time=datetime(2026, 2, day + 1, tzinfo=UTC))

    found = spread(line(status), item)

    assert found == ({"deliverable_unvalidated": ["L04"]} if told else {})


VALIDATED = {"validated_on": "15/01/2026"}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"confidentiality": "public"}, True),
        ({"confidentiality": "partenaires"}, True),
        ({"confidentiality": "financeur"}, False),
        ({"confidentiality": ""}, False),  # nobody said for whom it is
        ({"confidentiality": "partenaires", "project_drive": "20/01/2026"}, False),
        ({"confidentiality": "partenaires", "project_drive": "prévu en avril"}, True),
        ({"confidentiality": "partenaires", "project_drive": "20/04/2026"}, True),
        ({"confidentiality": "partenaires", "project_drive": "sans objet"}, False),
        ({"confidentiality": "partenaires", "validated_on": "15/02/2026"}, False),  # too recent
        ({"confidentiality": "partenaires", "validated_on": "31/02/2026"}, False),
    ],
)
def test_a_validated_deliverable_is_owed_to_the_channels_of_its_readers(cells, told):
    found = spread(line("validé", **{**VALIDATED, **cells}), pdf())

    assert found == ({"deliverable_unshared": ["L04"]} if told else {})


PUBLICATIONS = "number | channel | topic | deliverable | published_on | status"


@pytest.mark.parametrize(
    ("publication", "missing"),
    [
        ("K3 | LinkedIn | Guide | L04 | 16/01/2026 | publié", "« Drive projet » et « Site »"),
        ("K3 | page LinkedIn | Guide | L04 |  | publié", "« Drive projet » et « Site »"),
        ("K3 | site web | Guide | L04 | 16/01/2026 | publié", "« LinkedIn » et « Drive projet »"),
        # Perhaps it is out: nothing is concluded for that channel.
        ("K3 | LinkedIn | Guide | L04 |  | publié ?", "« Drive projet » et « Site »"),
        ("K3 | LinkedIn | Guide | L04 |  | prévu", "« LinkedIn », « Drive projet » et « Site »"),
        ("K3 | LinkedIn | Guide | L04 |  | annulé", "« LinkedIn », « Drive projet » et « Site »"),
        ("K3 | LinkedIn | Guide | L05 |  | publié", "« LinkedIn », « Drive projet » et « Site »"),
        ("K3 | visite | Guide | L04 |  | publié", "« LinkedIn », « Drive projet » et « Site »"),
    ],
)
def test_a_publication_that_names_a_deliverable_is_its_diffusion_on_that_channel(
    publication, missing
):
    given = line("validé", **VALIDATED, confidentiality="public")
    tables = [drawn("deliverables", f"{HEAD}\n{given}")]
    tables.append(drawn("communication", f"{PUBLICATIONS}\n{publication}"))
    whole = programme_with(*tables, items=(a_folder(ROOM), pdf()))

    (found,) = find_dissemination(whole, as_of=TUESDAY)

    said = found.title.replace("\u00a0", " ")
    assert said.endswith(f"n’est pas encore diffusé : rien dans {missing}.")


@pytest.mark.parametrize(
    ("logos", "link", "told"),
    [
        ("oui", "https://vu.example", False),
        ("oui", "", True),
        ("non", "https://vu.example", True),
        ("", "https://vu.example", True),
        ("oui ?", "", False),
    ],
)
def test_a_published_deliverable_needs_the_proof_that_its_funders_are_credited(logos, link, told):
    publications = (
        "number | channel | topic | deliverable | planned_on | published_on | link | "
        "logos_checked\n"
        f"COM-1 | presse | Le guide | L04 | 01/02/2026 | 02/02/2026 | {link} | {logos}"
    )

    found = spread(line(funders_to_cite="FRA ; PNA"), pdf(), publications=publications)

    assert found == ({"deliverable_uncredited": ["L04"]} if told else {})
