"""What Prefect's pages show of a run: a French name, a French state, a page beside a failure."""

from itertools import count

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from support.theatre import TUESDAY, WEDNESDAY, Theatre

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from flows.partner_reminders import partner_reminders
from relocalisons.errors import ConfigurationError, WorkbookUnreachableError
from relocalisons.sample.engine.ids import PILOTAGE
from tasks.run.progress import in_sight
from tasks.run.run_requests import NightRequest

pytestmark = pytest.mark.flows


# A settlement that is only planned has no start.
BEGUN = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[
    StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.RUNNING,
])))  # fmt: skip


def last_run() -> FlowRun:
    with get_client(sync_client=True) as client:
        (run,) = client.read_flow_runs(
            flow_run_filter=BEGUN, limit=1, sort=FlowRunSort.START_TIME_DESC
        )
    return run


def pages_of(run: FlowRun) -> dict[str, str]:
    """The artifacts of a run, by key."""
    mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
    with get_client(sync_client=True) as client:
        return {one.key: str(one.data) for one in client.read_artifacts(artifact_filter=mine)}


def test_a_settlement_that_finds_no_mail_has_nothing_to_do(theatre: Theatre):
    theatre.at(TUESDAY, 9, 5)
    said = theatre.run(mail_settlement, TUESDAY)
    run = last_run()

    assert run.name == "Suivi des envois et décisions – 3 mars 2026, 9 h 05"
    assert (run.state_type, run.state_name) == ("COMPLETED", "Rien à faire")
    assert "Aucun message n’attend" in said, "the flow still answers with its words"
    assert set(pages_of(run)) == {"suivi-des-envois-et-decisions"}


def test_reminders_that_wait_for_her_are_to_be_decided(tuesday: Theatre):
    tuesday.run(partner_reminders, TUESDAY, dry_run=True)
    rehearsed = last_run()
    tuesday.run(daily_follow_up, TUESDAY)
    replayed = last_run()

    assert rehearsed.name == "Préparer les relances – 3 mars 2026 (à blanc)"
    assert (rehearsed.state_type, rehearsed.state_name) == ("COMPLETED", "À décider")
    assert replayed.name == "Suivi quotidien – 3 mars 2026"
    assert replayed.state_name == "Rien à faire", "that day was done"


@pytest.mark.story
def test_a_page_links_the_tabs_that_were_written_and_a_rehearsal_links_none(tuesday: Theatre):
    tuesday.at(WEDNESDAY, 6, 30)
    rehearsed = tuesday.run(daily_follow_up, WEDNESDAY, dry_run=True)
    empty = pages_of(last_run())["suivi-quotidien"]
    said = tuesday.run(daily_follow_up, WEDNESDAY)
    page = pages_of(last_run())["suivi-quotidien"].replace("\u00a0", " ")

    board = f"{tuesday.sandbox.base_url}/spreadsheets/d/{PILOTAGE}/edit#gid="
    assert "**Ouvrir**" not in empty + rehearsed
    assert f"- [Onglet « Tableau de bord »](<{board}" in page
    assert "**Ouvrir**" not in said, "a terminal has its own way to them"


def test_how_far_a_step_is_stands_beside_its_run():
    @flow
    def long_step() -> None:
        clock = count(step=3).__next__
        assert list(in_sight("abc", "Lecture des classeurs", clock=clock)) == ["a", "b", "c"]

    long_step()
    with get_client(sync_client=True) as client:
        (shown,) = client.read_artifacts(
            artifact_filter=ArtifactFilter(
                flow_run_id=ArtifactFilterFlowRunId(any_=[last_run().id])
            )
        )

    assert (shown.key, shown.type) == ("avancement-lecture-des-classeurs", "progress")
    assert shown.description == "Lecture des classeurs : 3 sur 3"
    assert shown.data == 100.0


def test_a_failure_has_a_page_of_its_own_even_in_a_rehearsal(tuesday: Theatre):
    tuesday.hands.type(PILOTAGE, "Contacts", "Z9", f"{tuesday.injected()}")
    tuesday.fault(method="GET", path=f"^/v4/spreadsheets/{PILOTAGE}", times=9, status=403)
    with pytest.raises(WorkbookUnreachableError):
        tuesday.run(daily_follow_up, WEDNESDAY, dry_run=True)
    run = last_run()
    page = pages_of(run)["echec-suivi-quotidien"]

    assert (run.state_type, run.state_name) == ("FAILED", "Failed"), "alarms know it by that name"
    for title in ("Ce qui s’est passé", "Depuis", "Ce qui n’est pas fait", "À faire"):
        assert f"**{title}**" in page
    assert "« Pilotage » n’est plus accessible" in page.replace("\u00a0", " ")
    assert "Ce qui fonctionne encore" in page


def test_a_programme_that_cannot_be_loaded_has_its_page_too():
    """Nobody can be mailed then: the page and the operator's logs are all there is."""
    request = NightRequest(programme="absent", logical_date=TUESDAY, dry_run=False)
    with pytest.raises(ConfigurationError):
        mail_settlement(request)
    run = last_run()
    page = pages_of(run)["echec-suivi-des-envois-et-decisions"]

    assert run.name.startswith("Suivi des envois et décisions – 3 mars 2026")
    assert run.state_name == "Failed"
    assert "absent.toml" in page
    assert "Les messages validés attendent ; aucun ne partira deux fois." in page
