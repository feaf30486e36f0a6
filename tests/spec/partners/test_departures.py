"""« Actif = non »: a partner has left; its points close with one sentence, its lines are kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from support.programme.sheets import (
    P01_ID,
    P02_ID,
    PILOTAGE_ID,
    book,
    night,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.departures import DepartureKind, gone_since
from relocalisons.core.assessment.lives import Life, Past, live
from relocalisons.core.assessment.sight import Sight
from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import (
    Audience,
    DriveItem,
    Finding,
    FindingState,
    Programme,
    Snapshot,
    TrackedFinding,
    WorkbookGrid,
)
from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reports.shared.measures import measure
from relocalisons.core.reports.shared.quality import plan_sentences
from relocalisons.core.views.own_tab import CellLinks

DAY = date(2026, 3, 3)
PLAN_1 = """
  N°   | Libellé  | Pilote | Début      | Fin        | Fin réelle | Avancement | Statut  | Dépend de
  A1.1 | Former   | P01    | 05/01/2026 | 13/02/2026 |            | 40 %       | en cours|
  A1.2 | Équiper  | P01    | 05/01/2026 | 27/03/2026 |            | 0 %        | en cours|
  A1.3 | Recenser | P01    | 05/01/2026 | 30/01/2026 | 29/01/2026 | 100 %      | terminé |
"""
PLAN_2 = """
  N°   | Libellé  | Pilote | Début      | Fin        | Fin réelle | Avancement | Statut  | Dépend de
  A2.1 | Livrer   | P02    | 02/03/2026 | 24/04/2026 |            | 0 %        | en cours| A1.1
  A2.2 | Peser    | P02    | 05/01/2026 | 20/02/2026 |            | 0 %        | en cours| A1.3
"""
DELIVERABLES = """
    N°  | Titre           | Responsable | Échéance   | Règle de nommage | Statut
    L04 | Guide des repas | P01         | 20/02/2026 | RELOC_L04_*.pdf  | à produire
    L05 | Carte           | P01         | 20/02/2026 | RELOC_L05_*.pdf  | à produire
    L06 | Affiche         | P02         | 20/02/2026 | RELOC_L06_*.pdf  | à produire
"""
HANDED_IN = DriveItem(
    file_id="file-l05",
    name="RELOC_L05_carte.pdf",
    mime_type="application/pdf",
    parent_id=None,
    modified_time=datetime(2026, 2, 18, tzinfo=UTC),
    version="1",
    size=9_000,
)


def programme(active: str = "non") -> Programme:
    return understood(sheets(active), as_of=DAY)


def sheets(active: str, *, struck: bool = False) -> Snapshot:
    cells = ("P01", "Ville de Grasse", "collectivité", "Anne Roux", "anne@grasse.example", active)
    line = " | ".join(f"~{cell}~" if struck else cell for cell in cells)
    partners = f"""
        Code | Structure                | Type         | Référent  | E-mail             | Actif
        {line}
        P02  | Chambre d'agriculture 06 | chambre      | Luc Blanc | luc@ca06.example    | oui
    """
    sources = f"""
        Plan d'action | P01 | {P01_ID} | Plan d'action
        Livrables     | P01 | {P01_ID} | Livrables
        Plan d'action | P02 | {P02_ID} | Plan d'action
    """
    return night(
        pilotage(sources=sources, partners=partners),
        book(P01_ID, tab("Plan d'action", PLAN_1), tab("Livrables", DELIVERABLES)),
        book(P02_ID, tab("Plan d'action", PLAN_2)),
        items=(HANDED_IN,),
    )


def found(of: Programme, *, since: date | None = DAY, as_of: date = DAY) -> tuple[Finding, ...]:
    gone = {"P01": since} if since else {}
    return assess(of, as_of=as_of, baseline={}, gone_since=gone)


def keys(findings: Sequence[Finding]) -> set[str]:
    return {one.key for one in findings}


def past(findings: Sequence[Finding], *, on: date) -> dict[str, Past]:
    return {
        one.key: Past(
            finding=one,
            state=FindingState.OPEN,
            days=one.days,
            severity=one.severity,
            first_seen=on,
            last_told=on,
        )
        for one in findings
    }


def lives(before: dict[str, Past], of: Programme, *, as_of: date = DAY) -> dict[str, Life]:
    today = found(of, as_of=as_of)
    told = live(today, before, sight=Sight(programme=of, found=today), as_of=as_of)
    return {one.finding.key: one for one in told}


def test_one_sentence_says_that_the_partner_left_when_and_how_many_lines_closed():
    told = [one for one in found(programme()) if one.kind is DepartureKind.PARTNER_LEFT]

    assert [one.title.replace("\u00a0", " ") for one in told] == [
        "P01 (Ville de Grasse) a quitté le programme le 3 mars 2026 : 3 lignes closes."
    ]
    (left,) = told
    assert "A1.1, A1.2 et L04" in left.detail
    assert left.audience is Audience.COORDINATION
    assert left.evidence[0].tab == "Partenaires"


def test_no_day_is_invented_for_a_partner_who_had_left_before_the_first_reading():
    (left,) = (
        one for one in found(programme(), since=None) if one.kind is DepartureKind.PARTNER_LEFT
    )

    assert left.title.replace("\u00a0", " ") == (
        "P01 (Ville de Grasse) a quitté le programme : 3 lignes closes."
    )


def test_its_day_is_the_first_on_which_it_was_read_as_gone():
    yesterday, gone = (each.workbook(PILOTAGE_ID) for each in (sheets("oui"), sheets("non")))
    assert yesterday
    assert gone
    read = programme()

    first = gone_since(read, told=(), earlier=(yesterday,), as_of=DAY)
    later = gone_since(read, told=found(read), earlier=(gone,), as_of=DAY + timedelta(days=1))
    unknown = gone_since(read, told=(), earlier=(gone,), as_of=DAY)
    still_unknown = gone_since(read, told=found(read, since=None), earlier=(yesterday,), as_of=DAY)

    assert first == later == {"P01": DAY}
    assert unknown == {"P01": None}
    assert still_unknown == {}


def test_one_that_earlier_readings_had_gone_is_told_of_only_for_the_lines_that_it_leaves():
    """An upgrade over readings of a version that told of no departure has no old news."""
    gone = sheets("non").workbook(PILOTAGE_ID)
    assert gone
    with_lines = programme()
    without = replace(
        with_lines,
        actions=tuple(one for one in with_lines.actions if one.owner != "P01"),
        deliverables=(),
    )

    def told(of: Programme, *earlier: WorkbookGrid) -> list[str]:
        since = gone_since(of, told=(), earlier=earlier, as_of=DAY)
        found = assess(of, as_of=DAY, baseline={}, gone_since=since)
        return [one.key for one in found if one.kind is DepartureKind.PARTNER_LEFT]

    assert told(without, gone) == []
    assert told(with_lines, gone) == told(without) == ["partner_left:P01"]


def test_nothing_else_is_told_of_it_while_others_stay():
    assert {one.key for one in found(programme("oui"))} >= {
        "action_late:A1.1",
        "deliverable_missing:L04",
        "action_late:A2.2",
        "deliverable_missing:L06",
    }

    told = found(programme())

    about = {one.kind for one in told if one.partner == "P01"}
    assert about == {DepartureKind.PARTNER_LEFT}
    assert {"action_late:A2.2", "deliverable_missing:L06"} <= keys(told)


def test_what_waited_for_its_lines_is_a_question_to_the_coordination():
    told = [one for one in found(programme()) if one.kind is DepartureKind.LINE_WITHOUT_HOLDER]

    (asked,) = told
    assert asked.subject == "A2.1/A1.1"
    assert asked.audience is Audience.COORDINATION
    assert not asked.ask
    assert "A2.1 – Livrer" in asked.title
    assert "A1.1 – Former" in asked.title
    assert asked.title.endswith("qui la reprend\u202f?")


def test_its_lines_are_kept_neither_open_nor_done():
    read = programme()

    own = {one.number: one for one in read.actions if one.owner == "P01"}
    assert list(own) == ["A1.1", "A1.2", "A1.3"]
    assert [one.left for one in own.values()] == [True, True, False]
    assert [is_open(one) for one in own.values()] == [False, False, False]


def test_its_points_close_with_it_and_are_not_said_to_be_solved():
    before = past(found(programme("oui")), on=DAY - timedelta(days=7))

    after = lives(before, programme())

    assert after["action_late:A1.1"].state is FindingState.DEPARTED
    assert after["deliverable_missing:L04"].state is FindingState.DEPARTED
    assert after["action_late:A2.2"].state is FindingState.OPEN


def test_back_to_yes_reopens_them_with_their_first_day():
    first = DAY - timedelta(days=7)
    before = past(found(programme("oui")), on=first)
    closed = {
        key: Past(
            finding=one.finding,
            state=one.state,
            days=one.finding.days,
            severity=one.finding.severity,
            first_seen=one.first_seen,
            last_told=DAY,
        )
        for key, one in lives(before, programme()).items()
    }

    again = lives(closed, programme("oui"), as_of=DAY + timedelta(days=1))

    assert again["action_late:A1.1"].state is FindingState.OPEN
    assert again["action_late:A1.1"].first_seen == first
    assert again["partner_left:P01"].state is FindingState.RESOLVED


def tracked(before: dict[str, Past], of: Programme) -> tuple[TrackedFinding, ...]:
    return tuple(
        TrackedFinding(finding=one.finding, state=one.state, first_seen=one.first_seen)
        for one in lives(before, of).values()
    )


def test_anomalies_says_why_they_are_closed():
    before = past(found(programme("oui")), on=DAY - timedelta(days=7))
    read = programme()

    own = build_anomalies(tracked(before, read), programme=read, links=CellLinks(), as_of=DAY)

    states = {row[-1]: str(row[4]) for row in own.rows}
    assert states["action_late:A1.1"] == "○ clos, le partenaire est parti"


def test_nobody_of_it_is_written_to_or_called():
    read = programme()
    plan = plan_reminders(
        tracked({}, read),
        programme=read,
        history=ReminderHistory(),
        policy=ReminderPolicy(),
        as_of=DAY,
    )

    assert "P01" not in {one.partner for one in (*plan.digests, *plan.call_list)}
    assert "P02" in {one.partner for one in plan.digests}


def test_reports_count_its_lines_apart():
    read = programme()
    measures = measure(read, tracked({}, read), whole_programme(read), as_of=DAY)

    assert [line.action.number for line in measures.followed] == ["A1.3", "A2.1", "A2.2"]
    assert [line.action.number for line in measures.late] == ["A2.2"]
    assert [line.action.number for line in measures.left_actions] == ["A1.1", "A1.2"]
    assert [line.deliverable.number for line in measures.left_deliverables] == ["L04"]
    assert {line.status.word for line in measures.left_actions} == {"Partenaire parti"}
    assert (
        "Ne sont plus comptées 3\u00a0lignes de partenaires partis (A1.1, A1.2 et L04)."
        in plan_sentences(measures)
    )


def test_a_line_of_the_list_that_is_struck_says_that_the_partner_left():
    struck = understood(sheets("oui", struck=True), as_of=DAY)

    assert keys(found(struck)) == keys(found(programme()))
    (left,) = [one for one in found(struck) if one.kind is DepartureKind.PARTNER_LEFT]
    assert "ôter la rature de sa ligne dans" in left.action
