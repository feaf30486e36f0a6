"""A run that was taken and never began, as when its server dies meanwhile, is made crashed."""

from datetime import UTC, datetime, timedelta

import pytest
from prefect.client.orchestration import get_client
from prefect.states import Pending, Running, Scheduled

from flows.access_check import access_check
from tasks.alarms.server_watch import end_lost_runs

pytestmark = pytest.mark.flows


def test_only_what_waits_to_begin_since_a_quarter_of_an_hour_is_made_crashed():
    request = {"request": {"programme": "sandbox", "dry_run": False}}
    with get_client(sync_client=True) as client:
        runs = {
            state.name: client.create_flow_run(access_check, parameters=request, state=state).id
            for state in (Pending(), Pending(name="Submitting"), Running(), Scheduled())
        }

        def names() -> dict[str, str]:
            return {name: client.read_flow_run(run).state.name for name, run in runs.items()}

        end_lost_runs(datetime.now(UTC) + timedelta(minutes=10))
        early = names()
        end_lost_runs(datetime.now(UTC) + timedelta(minutes=16))
        late = names()
        for run in runs.values():
            client.delete_flow_run(run)

    assert early == {name: name for name in runs}
    assert late == {"Pending": "Crashed", "Submitting": "Crashed", "Running": "Running",
                    "Scheduled": "Scheduled"}  # fmt: skip
