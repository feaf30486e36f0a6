"""What the service promises about the files that deliverables must leave in the Drive."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.programme.build import a_deliverable, a_file, a_folder, a_programme, by_kind

from relocalisons.core.deliverables.findings import find_deliverables
from relocalisons.core.kernel.drive_files import name_matcher
from relocalisons.core.kernel.model import Audience, Finding, Severity

TUESDAY = date(2026, 3, 3)
ELSEWHERE = a_file("Compte-rendu.docx", parent="other")
OVERDUE = "2026-02-20"


def found(deliverable, *items, as_of=TUESDAY) -> tuple[Finding, ...]:
    programme = a_programme(deliverables=[deliverable], items=[ELSEWHERE, *items], as_of=as_of)
    return find_deliverables(programme, as_of=as_of)


def test_a_deliverable_is_missing_from_the_day_after_its_due_date():
    (missing,) = found(a_deliverable("L04", due="2026-03-02"))

    assert (missing.kind, missing.subject, missing.days) == ("deliverable_missing", "L04", 1)
    assert by_kind(found(a_deliverable("L04", due="2026-03-03"))) == {
        "deliverable_due_soon": ["L04"]
    }


def test_a_deliverable_is_announced_fourteen_days_before_while_its_file_is_not_there():
    assert by_kind(found(a_deliverable(due="2026-03-17"))) == {"deliverable_due_soon": ["L04"]}
    assert found(a_deliverable(due="2026-03-18")) == ()
    assert found(a_deliverable(due="2026-03-10"), a_file("RELOC_L04_guide.pdf")) == ()


@pytest.mark.parametrize(
    ("name", "is_there"),
    [
        ("RELOC_L04_guide_v2.pdf", True),
        ("reloc_l04_GUIDE_v2.PDF", True),
        ("RELOC_L04_.pdf", True),
        ("RELOC_L04_guide_v2.docx", False),
        ("RELOC_L05_guide_v2.pdf", False),
        ("Copie de RELOC_L04_guide.pdf", False),
        ("RELOC_L04_guide.pdf.zip", False),
    ],
)
def test_a_file_counts_when_its_name_follows_the_rule_whatever_the_case(name, is_there):
    findings = found(a_deliverable(due=OVERDUE), a_file(name))

    assert (findings == ()) is is_there


def test_accents_typed_on_a_mac_are_the_same_accents():
    deliverable = a_deliverable(due=OVERDUE, rule="Guide_été_*.pdf")

    assert found(deliverable, a_file("Guide_e\u0301te\u0301_v1.pdf")) == ()


def test_an_empty_or_trashed_file_or_a_folder_of_that_name_does_not_count():
    deliverable = a_deliverable(due=OVERDUE)

    assert found(deliverable, a_file("RELOC_L04_a.pdf", size=0))
    assert found(deliverable, a_file("RELOC_L04_a.pdf", trashed=True))
    assert found(deliverable, a_folder("RELOC_L04_a.pdf"))
    assert found(deliverable, a_file("RELOC_L04_a.pdf", size=None)) == ()


def test_the_file_may_stand_in_a_sub_folder_but_not_in_another_folder():
    folder, below = a_folder("folder-L04-2026"), a_folder("below", parent="folder-L04-2026")
    link = "https://drive.google.com/drive/folders/folder-L04-2026?usp=sharing"
    deliverable = a_deliverable(due=OVERDUE, folder=link)

    inside = a_file("RELOC_L04_guide.pdf", parent="below")
    outside = a_file("RELOC_L04_guide.pdf", parent="other")

    assert found(deliverable, folder, below, inside) == ()
    assert found(deliverable, folder, below, outside)


def test_folders_that_contain_each_other_do_not_stop_the_night():
    first = a_folder("folder-first-1", parent="folder-second-2")
    second = a_folder("folder-second-2", parent="folder-first-1")
    deliverable = a_deliverable(due=OVERDUE, folder="folder-first-1")

    assert len(found(deliverable, first, second)) == 1


def test_a_link_to_a_file_of_the_drive_is_enough_whatever_its_name():
    linked = a_file("Guide final.pdf", file_id="file-guide-final")
    link = "https://drive.google.com/file/d/file-guide-final/view"

    assert found(a_deliverable(due=OVERDUE, link=link), linked) == ()
    assert found(a_deliverable(due=OVERDUE, link=link, rule=""), linked) == ()


def test_a_link_to_nothing_is_not_a_file():
    link = "https://drive.google.com/file/d/file-gone-forever/view"

    (missing,) = found(a_deliverable(due=OVERDUE, link=link, rule=""))

    assert missing.kind == "deliverable_missing"
    assert "Le lien donné ne mène à aucun fichier" in missing.detail


def test_without_rule_and_link_nothing_can_be_said():
    assert found(a_deliverable(due=OVERDUE, rule="")) == ()


@pytest.mark.parametrize("status", ["refusé", "Refusée", "abandonné", "annulé", "ANNULÉE"])
def test_a_refused_or_dropped_deliverable_is_not_awaited(status):
    kinds = by_kind(found(a_deliverable(due=OVERDUE, status=status)))

    assert "deliverable_missing" not in kinds


@pytest.mark.parametrize(("due", "revised", "said", "days"), [
    (OVERDUE, "", "il était attendu le", 1),
    (OVERDUE, "2026-06-30", "une nouvelle version est attendue le 30 juin 2026", None),
    ("??", "", "sans nouvelle échéance claire", None),
])  # fmt: skip
def test_a_refused_deliverable_is_owed_again_whatever_the_drive_holds(due, revised, said, days):
    refused = a_deliverable(due=due, revised=revised, status="refusé")

    (finding,) = find_deliverables(a_programme(deliverables=[refused], items=[]), as_of=TUESDAY)

    assert said in finding.title.replace("\u00a0", " ")
    assert (finding.days is not None) is (days is not None)
    assert (finding.audience, bool(finding.ask)) == (Audience.PARTNER, True)


@pytest.mark.parametrize("status", ["refusé ?", "validé", "abandonné", ""])
def test_only_a_clear_refusal_is_one(status):
    programme = a_programme(deliverables=[a_deliverable(due=OVERDUE, status=status)], items=[])

    assert find_deliverables(programme, as_of=TUESDAY) == ()


def test_a_deliverable_struck_through_is_not_awaited():
    assert found(a_deliverable(due=OVERDUE, struck=True)) == ()


def test_a_deliverable_called_validated_without_its_file_is_missing():
    assert by_kind(found(a_deliverable(due=OVERDUE, status="validé"))) == {
        "deliverable_missing": ["L04"]
    }


@pytest.mark.parametrize("doubt", ["??", "!!"])
def test_nothing_is_concluded_from_a_doubtful_due_date(doubt):
    assert found(a_deliverable(due=doubt)) == ()
    assert found(a_deliverable(due=OVERDUE, revised=doubt)) == ()


def test_a_drive_that_was_not_listed_is_not_an_empty_drive():
    programme = a_programme(deliverables=[a_deliverable(due=OVERDUE)], items=[])

    assert find_deliverables(programme, as_of=TUESDAY) == ()


def test_the_sentence_says_what_whose_since_when_and_what_to_do():
    (missing,) = found(a_deliverable("L04", due="2026-01-20"))

    assert missing.title == (
        "Le fichier de L04 – Guide des achats locaux (Ville de Grasse) n’est pas dans le "
        "Drive\u00a0: attendu le 20\u00a0janvier\u00a02026, 42\u00a0jours de retard au "
        "3\u00a0mars\u00a02026."
    )
    assert missing.action == (
        "Demander le fichier à Anne Roux (Ville de Grasse), ou une nouvelle date."
    )
    assert missing.severity is Severity.ALERT
    assert missing.detail.startswith("Nom attendu\u00a0: «\u00a0RELOC_L04_*.pdf\u00a0».")


@given(rule=st.text(max_size=30), name=st.text(max_size=30))
def test_any_naming_rule_can_be_tried_on_any_name(rule, name):
    name_matcher(rule).fullmatch(name)


@given(st.text(alphabet="ab.[?(", min_size=1, max_size=12))
def test_a_rule_without_star_means_that_very_name(name):
    assert name_matcher(name).fullmatch(name)


def test_many_stars_do_not_make_the_search_explode():
    assert name_matcher("*a" * 30 + "*b").fullmatch("a" * 5_000) is None
