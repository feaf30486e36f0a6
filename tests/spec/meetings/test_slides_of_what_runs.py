"""Slides of decisions that still run and of what is due: nothing left out, no code for a title."""

from datetime import date

from support.meetings.committees import DAY, meeting_of, workspace

from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.deck.deck import Slide, SlideTable
from relocalisons.core.reports.deck.named_topics import coming
from relocalisons.core.reports.meetings.pack import build_pack
from relocalisons.core.reports.shared.agenda import open_decisions
from relocalisons.core.reports.shared.measures import measure

AS_OF = date(2026, 4, 1)


def decision(number: str, due: date, status: str = "ouverte") -> dict[str, object]:
    return {
        "number": number, "meeting": "R-05", "decision": "Chiffrer la chambre froide",
        "owner": "P02", "due": due, "status": status,
    }  # fmt: skip


def slides(*decisions: dict[str, object]) -> tuple[Slide, ...]:
    space = workspace(late=0)
    space.tables["decisions"] = list(decisions)
    read = space.programme()
    made = build_pack(
        read, space.tracked(), meeting=meeting_of(read), day=DAY, meetings=read_meetings(read),
        as_of=AS_OF,
    ).deck  # fmt: skip
    assert made is not None
    return made.slides


def followed(found: tuple[Slide, ...]) -> tuple[Slide, SlideTable]:
    slide = next(each for each in found if each.section == "Suites des décisions")
    assert isinstance(slide.body, SlideTable)
    return slide, slide.body


def test_a_decision_of_uncertain_state_is_shown_and_counted_apart():
    late = [decision(f"D-2026-0{at:02d}", date(2026, 2, at)) for at in range(2, 12)]
    slide, table = followed(
        slides(*late, decision("D-2026-099", date(2026, 2, 1), status="faite ?"))
    )

    assert slide.title.replace("\u00a0", " ") == (
        "11 décisions précédentes sont en cours, dont 10 échues à la date de la séance et 1 au "
        "statut à préciser"
    )
    assert table.rows[0][0] == "D-2026-099"
    assert "faite ?" in str(table.rows[0][1]).replace("\u202f", " ")


def test_one_whose_day_has_not_come_stands_behind_those_that_are_overdue():
    doubtful = decision("D-2026-001", date(2026, 9, 1), status="faite ?")
    _, table = followed(
        slides(doubtful, *(decision(f"D-2026-00{at}", date(2026, 2, at)) for at in (2, 3)))
    )

    assert [row[0] for row in table.rows] == ["D-2026-002", "D-2026-003", "D-2026-001"]


def test_the_last_day_of_a_funder_is_a_day_and_a_decision_has_its_title():
    space = workspace(late=0)
    space.tables["decisions"] = [decision("D-2026-009", date(2026, 4, 19))]
    space.tables["funders"][0]["eligibility_end"] = date(2026, 4, 20)
    read = space.programme()
    measures = measure(read, space.tracked(), whole_programme(read), as_of=AS_OF)

    topic = coming(read, measures, on=DAY, decisions=open_decisions(read))
    said = [words.replace("\u00a0", " ") for words in topic.card.sentences]

    assert any(
        each.startswith("20/04/2026 : dernier jour de paiement éligible, Région") for each in said
    )
    assert "19/04/2026 : D-2026-009 « Chiffrer la chambre froide »." in said
