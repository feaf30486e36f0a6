"""Her « Décision » and « Note » survive whatever happens to the tab, the sheets and the night."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from support.pilotage.shared_tab import after_writing, lines_of, reordered, typed
from support.programme.build import a_partner, a_programme, an_action

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Action, FindingState, Partner, TabGrid
from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.store.opening import Store
from relocalisons.store.readings.decisions import record_decisions
from relocalisons.store.readings.findings import track_findings

FIRST = date(2026, 3, 3)
KEY = "action_late:A1"
NOTE = "accord par mail, à revoir au COTECH"


@dataclass(slots=True)
class Office:
    """Her tab, the store and the plan, night after night."""

    store: Store
    plan: tuple[Action, ...]
    partners: tuple[Partner, ...] = (a_partner("P01"), a_partner("P02"))
    tab: TabGrid | None = None
    tracked: tuple = ()
    digests: tuple = ()

    def night(self, on: date, *, crash: bool = False) -> dict[str, dict[str, str]]:
        """Read her words, keep them, find, write the tab unless the night dies before."""
        at = datetime.combine(on, time(6), tzinfo=UTC)
        record_decisions(self.store, read_decision_tab(self.tab).decisions, programme="p", at=at)
        programme = a_programme(as_of=on, actions=self.plan, partners=self.partners)
        findings = assess(programme, as_of=on, baseline={})
        self.tracked = track_findings(self.store, findings, programme="p", as_of=on)
        plan = plan_reminders(
            self.tracked, programme=programme, history=ReminderHistory(),
            policy=ReminderPolicy(), as_of=on,
        )  # fmt: skip
        self.digests = plan.digests
        if not crash:
            wanted = build_anomalies(self.tracked, programme=programme, links=CellLinks(), as_of=on)
            self.tab = after_writing(self.tab, wanted)
        return {} if self.tab is None else {line["Clé"]: line for line in lines_of(self.tab)}

    def dues(self) -> dict[str, date | None]:
        """What reminders count as due, by finding."""
        return {line.finding_key: line.due for digest in self.digests for line in digest.lines}


@pytest.fixture
def office(store: Store) -> Office:
    plan = (an_action("A1", end="2026-02-20"), an_action("A2", owner="P02", end="2026-02-26"))
    office = Office(store=store, plan=plan)
    office.night(FIRST)
    assert office.tab is not None
    office.tab = typed(office.tab, KEY, decision="date accordée au 10/03/2026", note=NOTE)
    return office


def decision_and_note(line: dict[str, str]) -> tuple[str, str]:
    return line["Décision"], line["Note"]


WORDS = ("date accordée au 10/03/2026", NOTE)


def test_two_nights_leave_them_where_they_are(office: Office):
    office.night(FIRST + timedelta(days=1))

    assert decision_and_note(office.night(FIRST + timedelta(days=2))[KEY]) == WORDS


def test_they_follow_their_row_in_a_sorted_tab(office: Office):
    assert office.tab is not None
    office.tab = reordered(office.tab)

    lines = office.night(FIRST + timedelta(days=1))

    assert decision_and_note(lines[KEY]) == WORDS
    assert decision_and_note(lines["action_late:A2"]) == ("", "")


def test_a_deleted_row_comes_back_with_them(office: Office):
    assert office.tab is not None
    office.night(FIRST + timedelta(days=1))
    office.tab = reordered(office.tab, without=KEY)

    lines = office.night(FIRST + timedelta(days=2))

    assert decision_and_note(lines[KEY]) == WORDS


def test_a_renamed_partner_changes_nothing(office: Office):
    office.partners = (a_partner("P01", "Ville de Grasse-les-Bains"), a_partner("P02"))

    lines = office.night(FIRST + timedelta(days=1))

    assert decision_and_note(lines[KEY]) == WORDS
    assert lines[KEY]["Partenaire"] == "P01 – Ville de Grasse-les-Bains"


def test_a_night_that_dies_between_reading_and_writing_loses_nothing(office: Office):
    office.night(FIRST + timedelta(days=1), crash=True)
    assert office.tab is not None
    office.tab = typed(office.tab, "action_late:A2", decision="à traiter", note="je l’appelle")

    lines = office.night(FIRST + timedelta(days=2))

    assert decision_and_note(lines[KEY]) == WORDS
    assert decision_and_note(lines["action_late:A2"]) == ("à traiter", "je l’appelle")


def test_a_tab_wiped_by_accident_comes_back_with_them(office: Office):
    office.night(FIRST + timedelta(days=1))
    office.tab = None

    assert decision_and_note(office.night(FIRST + timedelta(days=2))[KEY]) == WORDS


def test_a_granted_date_is_in_force_for_reminders_and_no_baseline(office: Office):
    office.night(FIRST + timedelta(days=1))

    assert office.dues()[KEY] == date(2026, 3, 10)
    late = next(one.finding for one in office.tracked if one.finding.key == KEY)
    assert (late.due, late.days) == (date(2026, 2, 20), 12)


def test_a_finding_that_gets_worse_returns_once_with_her_note(office: Office):
    assert office.tab is not None
    office.tab = typed(office.tab, KEY, decision="sans objet", note=NOTE)
    office.night(FIRST + timedelta(days=1))
    worse = replace(office.plan[0], planned_end=an_action(end="2026-01-20").planned_end)
    office.plan = (worse, office.plan[1])

    returned = office.night(FIRST + timedelta(days=2))
    states = {one.finding.key: one.state for one in office.tracked}
    assert states[KEY] is FindingState.WORSE
    assert decision_and_note(returned[KEY]) == ("sans objet", NOTE)
    assert waiting(office, FIRST + timedelta(days=2)) == 2

    office.night(FIRST + timedelta(days=3))
    assert waiting(office, FIRST + timedelta(days=3)) == 1


def waiting(office: Office, on: date) -> int:
    """How many findings « Anomalies » says she has to decide."""
    programme = a_programme(as_of=on, actions=office.plan, partners=office.partners)
    title = build_anomalies(office.tracked, programme=programme, links=CellLinks(), as_of=on).rows[
        0
    ][0]
    return int(str(title).split("dont ")[1].split(" ")[0])
