"""The committee's documents count the same contracts: report, slides and page of the chains."""

from datetime import date

import pytest
from support.meetings.committees import meeting_of, workspace

from relocalisons.core.kernel.model import Programme
from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.deck.deck import Chart
from relocalisons.core.reports.meetings.pack import build_pack
from relocalisons.core.reports.producers.supply_chains import measure_chains
from relocalisons.core.reports.shared.measures import measure

AS_OF = date(2026, 3, 2)

STAGES = {
    "as they are": (),
    "at every stage": ("prospect", "projet", "en signature", "Signé le 12/01", "EN CULTURE",
                       "en livraison", "clos", "rompu", "à voir", ""),
    "none of them runs": ("clos",) * 10,
}  # fmt: skip


def programme(stages: tuple[str, ...], *, doubtful: bool) -> Programme:
    space = workspace(late=5)
    for row, stage in zip(space.tables["contracts"], stages, strict=False):
        row["stage"] = stage
    if doubtful:
        space.tables["deliveries"][0]["quantity"] = "quelques caisses"
        space.tables["contracts"][1]["supply_chain"] = ""
    return space.programme()


@pytest.mark.parametrize("doubtful", [False, True], ids=["clear", "in doubt"])
@pytest.mark.parametrize("stages", STAGES.values(), ids=STAGES)
def test_the_chains_add_up_to_what_the_report_says(stages: tuple[str, ...], doubtful: bool):
    read = programme(stages, doubtful=doubtful)

    measures = measure(read, (), whole_programme(read), as_of=AS_OF)
    chains = measure_chains(read, as_of=AS_OF)

    assert sum(each.running for each in chains) == len(measures.volumes)
    assert sum(each.measured for each in chains) == len(measures.volumes_measured)
    assert sum(each.committed for each in chains) == measures.committed
    assert sum(each.delivered for each in chains) == measures.delivered
    assert sum(each.short for each in chains) == len(measures.volumes_in(VolumeState.SHORT))
    assert sum(each.unmeasured for each in chains) == len(measures.volumes_in(VolumeState.UNKNOWN))


def test_report_and_slides_say_the_same_sentence_of_the_volumes():
    read = programme((), doubtful=True)
    meeting = meeting_of(read)
    assert meeting.day is not None

    report = build_copil_report(
        read, (), period_start=date(2026, 2, 1), period_end=date(2026, 2, 28), as_of=AS_OF
    )
    deck = build_pack(
        read, (), meeting=meeting, day=meeting.day, meetings=read_meetings(read), as_of=AS_OF
    ).deck
    assert deck is not None
    slide = next(each for each in deck.slides if each.section == "Contrats de culture")

    assert isinstance(slide.body, Chart)
    (short,) = slide.body.sentences
    assert report.volumes.startswith(short)
    assert report.volumes in slide.notes
    assert report.volumes_picture is not None
    assert slide.title == report.volumes_picture.words.title
