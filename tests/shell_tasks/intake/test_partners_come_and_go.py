"""The day on which a partner came or left is found in the store, and kept from night to night."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from support.mails.build import PROGRAMME, mail_settings
from support.programme.sheets import PILOTAGE_ID, night, pilotage, understood

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.calendar.punctuality import choose_run_day
from relocalisons.core.kernel.model import Programme, Snapshot
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.partners.mobilisation import MailFacts
from relocalisons.store.opening import Store
from relocalisons.store.readings.findings import track_findings
from relocalisons.store.readings.snapshots import keep_snapshot, mark_sound
from relocalisons.store.runs import start_run
from tasks.intake.past import arrivals, departures
from tasks.run.programme_run import ProgrammeRun

MONDAY = date(2026, 3, 2)
HEADER = "Code | Structure | Type | Référent | E-mail | Actif\n"
ONE = "P01 | Ville de Grasse | collectivité | Anne Roux | anne@grasse.example | oui\n"
TWO = "P02 | Ferme des Prés | agriculteur | Luc Blanc | luc@pres.example | {active}\n"


def run_on(store: Store, day: date) -> ProgrammeRun:
    at = datetime(day.year, day.month, day.day, 5, 30, tzinfo=UTC)
    kind = RunKind.DAILY_FOLLOW_UP
    settings = mail_settings("http://127.0.0.1:1")
    google = settings.google.model_copy(update={"pilotage_id": PILOTAGE_ID})
    return ProgrammeRun(
        kind=kind,
        settings=settings.model_copy(update={"google": google}),
        store=store,
        clock=lambda: at,
        record=start_run(
            store, programme=PROGRAMME, kind=kind.value, logical_date=day, at=at, once=False
        ),
        dry_run=False,
        closing=ExitStack(),
        day=choose_run_day(kind, asked=day, scheduled=at, started=at, decision_deadline=at),
        planned=at,
        started=at,
    )


def read(partners: str, day: date) -> tuple[Snapshot, Programme]:
    at = datetime(day.year, day.month, day.day, 5, 30, tzinfo=UTC)
    own = replace(pilotage(partners=HEADER + partners), read_at=at)
    snapshot = replace(night(own, read_at=at), snapshot_id=f"s{day:%m%d}")
    return snapshot, understood(snapshot, as_of=day)


def days_told(
    store: Store, *nights: str, of: Callable[..., object], again: bool = False
) -> list[object]:
    """What `of` finds on each night from Monday on; `again` asks a second time that day."""
    found: list[object] = []
    for at, partners in enumerate(nights):
        day = MONDAY + timedelta(days=at)
        snapshot, programme = read(partners, day)
        keep_snapshot(
            store, snapshot, programme=PROGRAMME, run_id=None, page_token="1",
            full_reading_at=snapshot.read_at,
        )  # fmt: skip
        for _ in range(2 if again else 1):
            run = run_on(store, day)
            told = of(run, snapshot, programme=programme)
            mark_sound(store, snapshot.snapshot_id)
            track_findings(
                store,
                assess(
                    programme,
                    as_of=day,
                    baseline={},
                    gone_since=departures(run, snapshot, programme=programme),
                    joined=arrivals(run, snapshot, programme=programme),
                    mails=MailFacts(sent={"P01": (date(2026, 2, 24),)}),
                ),
                programme=PROGRAMME,
                as_of=day,
            )
        found.append(told)
    return found


@pytest.mark.parametrize("again", [False, True])
def test_a_partner_left_on_the_first_night_that_read_it_as_gone(store: Store, again: bool):
    here, gone = ONE + TWO.format(active="oui"), ONE + TWO.format(active="non")

    told = days_told(store, here, gone, gone, gone, of=departures, again=again)

    tuesday = {"P02": MONDAY + timedelta(days=1)}
    assert told == [{}, tuesday, tuesday, tuesday]


def test_one_that_was_gone_from_the_first_night_has_no_day(store: Store):
    gone = ONE + TWO.format(active="non")

    assert days_told(store, gone, gone, of=departures) == [{}, {}]


def test_one_that_came_back_and_left_again_left_on_its_last_day(store: Store):
    here, gone = ONE + TWO.format(active="oui"), ONE + TWO.format(active="non")

    told = days_told(store, here, gone, here, gone, of=departures)

    assert told[-1] == {"P02": MONDAY + timedelta(days=3)}


@pytest.mark.parametrize("again", [False, True])
def test_a_partner_joined_on_the_first_night_that_read_it(store: Store, again: bool):
    both = ONE + TWO.format(active="oui")

    told = days_told(store, ONE, both, both, of=arrivals, again=again)

    tuesday = {"P02": MONDAY + timedelta(days=1)}
    assert told == [{}, tuesday, tuesday]


def test_those_of_the_first_night_were_there(store: Store):
    both = ONE + TWO.format(active="oui")

    assert days_told(store, both, both, of=arrivals) == [{}, {}]
