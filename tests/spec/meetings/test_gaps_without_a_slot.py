"""What is beyond the alert threshold and has no slot: counted, listed, and followed by whom."""

from collections import Counter
from datetime import date

import pytest
from support.meetings.committees import DAY, meeting_of, programme, workspace

from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reports.meetings.pack import Pack, build_pack
from relocalisons.core.reports.meetings.papers import dossier

AS_OF = date(2026, 3, 2)


def pack(*, late: int) -> Pack:
    read = programme(late=late)
    return build_pack(
        read, workspace(late=late).tracked(), meeting=meeting_of(read), day=DAY,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip


def test_the_dossier_counts_what_has_no_slot_and_its_annex_has_the_same_rows():
    made = pack(late=60)
    assert made.report is not None

    file = dossier(made, programme(), made.report)

    left = [each for each in made.questions if each not in file.asked]
    (sheet,) = [each for each in file.annex if each.title == "Autres écarts"]
    assert [row[0] for row in sheet.rows] == [each.subject for each in left]
    counted = Counter(str(row[1]) for row in sheet.rows)
    contracts = next(row for row in sheet.rows if row[1] == "contrats")
    assert file.others.replace("\u00a0", " ") == (
        f"{len(left)} autres écarts au-delà du seuil d’alerte ({counted['action']} actions, "
        f"{counted['livrable']} livrable et 1 ligne pour {len(str(contracts[3]).split(', '))} "
        "contrats) sont dans l’annexe XLSX, feuille « Autres écarts »."
    )
    assert sum(counted.values()) == len(left)
    assert file.expected == (), "nobody has answered: nobody is listed"


@pytest.mark.parametrize(
    ("day", "status", "follows"),
    [
        (date(2026, 5, 7), "prévue", True),
        (date(2026, 5, 7), "annulée", False),
        (date(2026, 3, 12), "tenue", False),  # none is planned after the session
    ],
)
def test_a_technical_committee_follows_them_only_where_one_is_to_come(day, status, follows):
    space = workspace(late=60)
    space.tables["meetings"].append(
        {"number": "R-09", "type": "COTECH", "date": day, "committee": "COTECH", "status": status}
    )
    read = space.programme()
    made = build_pack(
        read, space.tracked(), meeting=meeting_of(read), day=DAY, meetings=read_meetings(read),
        as_of=AS_OF,
    )  # fmt: skip
    assert made.report is not None

    said = dossier(made, read, made.report).others

    assert ("par le comité technique du 7\u00a0mai\u00a02026" in said) == follows
    assert ("comité technique" in said) == follows


def test_a_group_reads_the_crop_of_each_contract_that_it_decides_about():
    made = pack(late=60)
    question = next(each for each in made.questions if each.kind == "volumes")

    assert question.gathers
    assert all(number in question.topic for number in question.gathers)
    crops = {each.number: each.crop for each in programme(late=60).contracts}
    for number in question.gathers:
        assert f"{number}\u00a0{crops[number]}" in question.facts[0]
        assert str(crops[number]) in question.detail
