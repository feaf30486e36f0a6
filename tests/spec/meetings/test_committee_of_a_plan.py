"""The committee of a project that has a plan and meetings: its papers speak of these alone."""

from datetime import date
from functools import cache

from support.papers.produced_words import words_of
from support.papers.slides import overflows, slides_of
from support.programme.sheets import tab, understood
from support.sample.action_plan_only import snapshot_on
from support.sample.foreign_words import words_of_others

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import FindingState, TrackedFinding
from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.meetings.pack import Pack, build_pack
from relocalisons.core.reports.meetings.papers import agenda_paper, dossier
from relocalisons.rendering.papers.papers import render
from relocalisons.rendering.slides.deck import render_pptx

AS_OF = date(2026, 3, 2)
MEETINGS = """
    N° | Type  | Date       | Statut      | Instance
    R1 | COPIL | 12/03/2026 | à convoquer | COPIL
"""
MEMBERS = """
    Instance | Partenaire | Personne    | Rôle
    COPIL    | H01        | Maud Perrin | membre
"""
OWN = (tab("Réunions", MEETINGS), tab("Instances", MEMBERS))
ITS_OWN = {"copil", "comité de pilotage"}


@cache
def seen():
    programme = understood(snapshot_on(AS_OF, own=OWN), as_of=AS_OF)
    tracked = tuple(
        TrackedFinding(finding=one, state=FindingState.NEW, first_seen=AS_OF)
        for one in assess(programme, as_of=AS_OF, baseline={})
    )
    return programme, tracked


def pack() -> Pack:
    programme, tracked = seen()
    meetings = read_meetings(programme)
    (meeting,) = meetings
    assert meeting.day is not None
    return build_pack(
        programme, tracked, meeting=meeting, day=meeting.day, meetings=meetings, as_of=AS_OF
    )


def words(name: str, content: bytes | None) -> set[str]:
    assert content is not None
    return words_of_others(words_of(name, content)) - ITS_OWN


def test_the_monthly_report_has_the_sections_of_what_is_followed():
    programme, tracked = seen()
    report = build_copil_report(
        programme, tracked, period_start=date(2026, 2, 1), period_end=date(2026, 2, 28), as_of=AS_OF
    )

    made = render(report)

    assert [tile.label for tile in report.tiles] == ["Avancement du plan", "Actions en retard"]
    assert words("rapport.docx", made.docx) == set()
    assert words("rapport.pdf", made.pdf) == set()


def test_the_agenda_the_dossier_and_the_slides_too():
    programme, _ = seen()
    made = pack()
    assert made.report is not None
    assert made.deck is not None

    agenda = render(agenda_paper(made, programme), pdf=False)
    whole = render(dossier(made, programme, made.report), pdf=False)

    assert words("agenda.docx", agenda.docx) == set()
    assert words("dossier.docx", whole.docx) == set()
    support = render_pptx(made.deck)
    assert words("support.pptx", support) == set()
    assert [problem for slide in slides_of(support) for problem in overflows(slide)] == []
