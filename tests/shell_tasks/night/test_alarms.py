"""What alarms of Prefect's server become: one mail, in French, to the right person, or nothing."""

import asyncio
import json
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import httpx
import pytest
from prefect.server.utilities.user_templates import render_user_template_sync
from support.mails.build import TUESDAY

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.deployment.automations import automations
from relocalisons.errors import SourceError
from relocalisons.settings import Settings, load_settings
from relocalisons.store.opening import Store
from relocalisons.store.runs import finish_run, start_run
from tasks.alarms.page import GIVEN_UP, SIGN, Waiting, create_page, sign_of
from tasks.alarms.server_watch import ServerWatch
from tasks.alarms.telling import Alarm, AlarmKind, read_alarm, tell_alarm
from tasks.night.console import ENDINGS
from tasks.night.failure_notice import tell
from vendor_sandbox.testing.scripted_sendgrid import Script, answer

CAMILLE, OPERATOR = "coordination@localizz.example", "exploitation@localizz.example"
KEEPER = "veille@structure.example"
DAILY = RunKind.DAILY_FOLLOW_UP
CRASHED = Alarm(
    kind=AlarmKind.FAILED,
    programme="sandbox",
    flow=DAILY.french,
    run_id="0b1c",
    run_name="Suivi quotidien – 3 mars 2026",
    state="Crashed",
    began=TUESDAY,
)
LATE = replace(CRASHED, kind=AlarmKind.LATE, state="Late")
MISSED = Alarm(kind=AlarmKind.MISSED, programme="sandbox", flow=DAILY.french)
AWAY, BACK = Alarm(kind=AlarmKind.WORKER_AWAY), Alarm(kind=AlarmKind.WORKER_BACK)


@pytest.fixture(autouse=True)
def settings(
    store: Store, url: str, sendgrid: Script, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Settings:
    for name, value in {
        "BASE_URL": sendgrid.url,
        "STORE_URL": url,
        "STORY_TIME": TUESDAY.isoformat(),
        "SENDGRID_API_KEY": "SG.sandbox",
        "OPERATOR_EMAIL": KEEPER,
    }.items():
        monkeypatch.setenv(f"RELOCALISONS_{name}", value)
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    return load_settings("sandbox")


def told(sendgrid: Script) -> list[tuple[str, str]]:
    """(to whom, subject), with plain spaces."""
    return [
        (
            mail["personalizations"][0]["to"][0]["email"],
            mail["subject"].replace("\u00a0", " "),
        )
        for mail in sendgrid.accepted
    ]


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setenv("RELOCALISONS_STORY_TIME", moment.isoformat())


# --- a run that failed ---


def test_a_run_that_told_its_failure_itself_is_not_told_again(settings, sendgrid):
    tell(
        settings, kind=DAILY, error=SourceError("« Sources » est vide."), reference="",
        run_id="0b1c",
    )  # fmt: skip
    before = told(sendgrid)

    assert tell_alarm(CRASHED)
    assert told(sendgrid) == before
    assert len(before) == 2


def test_nor_is_the_next_run_that_fails_for_the_same_reason(settings, sendgrid):
    for run in ("first", "second"):
        tell(settings, kind=DAILY, error=SourceError("Vide."), reference="", run_id=run)

    assert tell_alarm(replace(CRASHED, run_id="second", state="Failed"))
    assert len(told(sendgrid)) == 2


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("Crashed", "s’est arrêté en plein travail"),
        ("Failed", "a échoué sans pouvoir dire pourquoi"),
        ("TimedOut", "a échoué sans pouvoir dire pourquoi"),
    ],
)
def test_a_run_that_could_not_is_told_to_both_once(sendgrid, state, words):
    alarm = replace(CRASHED, state=state)

    assert all(tell_alarm(each) for each in (alarm, alarm, replace(alarm, run_id="next")))

    assert [who for who, _ in told(sendgrid)] == [CAMILLE, OPERATOR]
    assert "« Suivi quotidien » n’a pas abouti" in told(sendgrid)[0][1]
    text = sendgrid.accepted[0]["content"][0]["value"].replace("\u00a0", " ")
    assert words in text
    assert "mardi 3 mars à 7 h" in text


def test_a_mail_that_was_refused_is_tried_again(sendgrid):
    sendgrid.next(answer(400), answer(400))

    assert [tell_alarm(CRASHED), tell_alarm(CRASHED)] == [False, True]
    assert len(told(sendgrid)) == 2


@pytest.mark.parametrize(
    "alarm",
    [
        replace(CRASHED, dry_run=True),
        replace(CRASHED, flow="Somebody else’s"),
        replace(CRASHED, programme=""),
    ],
)
def test_rehearsals_and_runs_of_others_are_nobodys_news(sendgrid, alarm):
    assert tell_alarm(alarm)
    assert told(sendgrid) == []


def test_a_programme_that_cannot_be_loaded_is_told_to_the_operator(sendgrid):
    assert tell_alarm(replace(CRASHED, programme="nowhere"))

    assert [who for who, _ in told(sendgrid)] == [KEEPER]


# --- a run that nobody takes, a day without any ---


def test_late_runs_are_told_to_the_operator_once_a_day(sendgrid, monkeypatch):
    for run in ("first", "second"):
        tell_alarm(replace(LATE, run_id=run))
    at(monkeypatch, TUESDAY + timedelta(days=1))
    tell_alarm(LATE)

    assert [who for who, _ in told(sendgrid)] == [OPERATOR, OPERATOR]
    assert told(sendgrid)[0][1] == "« Suivi quotidien » n’a pas commencé mardi 3 mars"


def test_a_day_without_a_follow_up_is_told_once_until_there_is_one(settings, store, sendgrid):
    assert all(tell_alarm(MISSED) for _ in range(3))

    assert [who for who, _ in told(sendgrid)] == [CAMILLE, OPERATOR]
    assert "« Suivi quotidien » n’a pas lieu" in told(sendgrid)[0][1]


@pytest.mark.parametrize(("hours", "mails"), [(1, 0), (25, 0), (27, 2), (24 * 6, 2)])
def test_only_the_store_knows_whether_one_is_missing(
    settings, store, sendgrid, monkeypatch, hours, mails
):
    code = settings.programme.code
    run = start_run(
        store, programme=code, kind=DAILY.value, logical_date=TUESDAY.date(), at=TUESDAY
    )
    finish_run(store, run.run_id, state="finished", at=TUESDAY, summary={})
    at(monkeypatch, TUESDAY + timedelta(hours=hours))

    tell_alarm(MISSED)

    assert len(told(sendgrid)) == mails


# --- what concerns every programme ---


def test_a_worker_that_is_away_is_told_once_and_anew_when_it_was_back(sendgrid):
    for alarm in (AWAY, AWAY, BACK, BACK, AWAY):
        assert tell_alarm(alarm)

    assert [who for who, _ in told(sendgrid)] == [KEEPER, KEEPER]
    assert "« Exécution des passages » est arrêtée" in told(sendgrid)[0][1]


def test_a_server_that_is_silent_for_minutes_is_told_once_and_anew_when_it_was_back(sendgrid):
    now = [TUESDAY]
    looks: list[datetime] = []
    server = SimpleNamespace(up=None)

    def listen() -> None:
        class Health(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        server.up = HTTPServer(("127.0.0.1", server.port), Health)
        server.port = server.up.server_port
        Thread(target=server.up.serve_forever, args=(0.01,), daemon=True).start()

    def close() -> None:
        server.up.shutdown()
        server.up.server_close()

    server.port = 0
    listen()
    watch = ServerWatch(
        f"http://127.0.0.1:{server.port}/api",
        clock=lambda: now[0],
        every=timedelta(minutes=1),
        silent=timedelta(minutes=3),
        runs=lambda now, _: looks.append(now),
    )
    counts = []
    for up, minutes in ((True, 2), (False, 3), (False, 9), (True, 2), (False, 4), (False, 1)):
        if up is not (server.up is not None):
            listen() if up else close()
            server.up = server.up if up else None
        for _ in range(minutes * 6):
            now[0] += timedelta(seconds=10)
            watch()
        counts.append(len(told(sendgrid)))
    if server.up is not None:
        close()

    assert counts == [0, 0, 1, 1, 2, 2], "a restart of three minutes is no news"
    assert {who for who, _ in told(sendgrid)} == {KEEPER}
    assert len(looks) == 4, "while it answers, its runs are looked at once a minute"


# --- the page that automations call ---


def said_of(alarm: Alarm) -> dict[str, object]:
    return {
        "alarm": alarm.kind.value,
        "programme": alarm.programme,
        "flow": alarm.flow,
        "run_id": alarm.run_id,
        "run_name": alarm.run_name,
        "state": alarm.state,
        "dry_run": alarm.dry_run,
        "began": alarm.began.isoformat() if alarm.began else "None",
    }


@pytest.mark.parametrize("alarm", [CRASHED, LATE, MISSED, AWAY, BACK])
def test_an_alarm_is_read_as_it_was_said(alarm):
    assert read_alarm(json.loads(json.dumps(said_of(alarm)))) == alarm


def test_an_alarm_is_kept_until_it_is_told_whatever_stops(tmp_path, sendgrid, monkeypatch):
    now = [TUESDAY]
    waiting = Waiting(tmp_path / "state" / "alarms", lambda: now[0], timedelta(seconds=60))
    waiting.keep(said_of(CRASHED))
    (kept,) = waiting.folder.iterdir()
    tried: dict[str, datetime] = {}
    waiting.tell_ripe(tried)
    early = told(sendgrid)

    now[0] += timedelta(minutes=2)
    with monkeypatch.context() as away:
        away.setenv("RELOCALISONS_STORE_URL", "sqlite:////nowhere/store.db")
        waiting.tell_ripe(tried)
    in_trouble = (told(sendgrid), kept.exists())
    Waiting(waiting.folder, lambda: now[0], timedelta(seconds=60)).tell_ripe({})  # another process

    assert early == []
    assert in_trouble == ([], True)
    assert len(told(sendgrid)) == 2
    assert list(waiting.folder.iterdir()) == []
    assert (kept.parent.stat().st_mode & 0o777) == 0o700


def test_what_cannot_be_told_for_a_day_is_given_up_and_rubbish_at_once(tmp_path, monkeypatch):
    now = [TUESDAY]
    monkeypatch.setenv("RELOCALISONS_STORE_URL", "sqlite:////nowhere/store.db")
    waiting = Waiting(tmp_path / "state" / "alarms", lambda: now[0], timedelta(seconds=60))
    waiting.keep(said_of(CRASHED))
    (waiting.folder / "rubbish.json").write_text("{")
    tried: dict[str, datetime] = {}
    lengths = []
    for passed in (timedelta(minutes=2), GIVEN_UP - timedelta(hours=1), timedelta(hours=2)):
        now[0] += passed
        waiting.tell_ripe(tried)
        lengths.append(len(list(waiting.folder.iterdir())))

    assert lengths == [1, 1, 0]


def test_the_page_takes_alarms_of_prefect_only(tmp_path):
    waiting = Waiting(tmp_path / "state" / "alarms", lambda: TUESDAY, timedelta(seconds=60))
    sign = sign_of("coordination:un-mot-de-passe")
    page = create_page(waiting, sign=sign)
    large = said_of(CRASHED) | {"run_name": "x" * 70_000}
    posts = (
        (said_of(CRASHED), {}),
        (said_of(CRASHED), {SIGN: sign_of("another")}),
        ({"alarm": "invented"}, {SIGN: sign}),
        ([], {SIGN: sign}),
        (said_of(CRASHED) | {"began": "2026-03-03T06:30:00"}, {SIGN: sign}),
        (large, {SIGN: sign}),
        (said_of(CRASHED), {SIGN: sign}),
    )

    async def visit() -> tuple[list[int], int]:
        transport = httpx.ASGITransport(app=page)
        async with (
            page.router.lifespan_context(page),
            httpx.AsyncClient(transport=transport, base_url="http://here") as client,
        ):
            said = [
                (await client.post("/alarms", json=content, headers=headers)).status_code
                for content, headers in posts
            ]
            return said, (await client.get("/health")).status_code

    statuses, healthy = asyncio.run(visit())

    assert statuses == [403, 403, 400, 400, 400, 413, 202]
    assert healthy == 200
    assert len(list(waiting.folder.iterdir())) == 1


# --- the automations that call it ---


def alarms_of(*programmes: str):
    return {
        one.name.removeprefix("Relocalisons : "): one
        for one in automations(programmes, page="0b1c0000-0000-4000-8000-000000000000")
    }


def test_whatever_waits_for_an_end_knows_every_name_of_an_end():
    waits = [one for one in alarms_of("val").values() if one.trigger.posture.value == "Proactive"]

    assert len(waits) == 3
    for one in waits:
        for name in ("Completed", "Failed", "Crashed", "Cancelled", "TimedOut", *ENDINGS):
            assert f"prefect.flow-run.{name}" in one.trigger.expect, one.name


def test_a_programme_more_is_one_automation_more():
    assert alarms_of("val", "vaux", "val").keys() - alarms_of("val").keys() == {
        "vaux, suivi quotidien manqué"
    }


@pytest.mark.parametrize("name", list(alarms_of("val")))
def test_what_it_sends_is_an_alarm_whatever_the_run_is_called(name):
    run = SimpleNamespace(
        id="0b1c",
        name="un « nom » avec \"guillemets\", <balises> & 'apostrophes'",
        state=SimpleNamespace(name="Crashed"),
        start_time=None,
        expected_start_time=TUESDAY,
        parameters={"request": {"programme": "val"}},  # as the form itself: a rehearsal
    )
    for action in alarms_of("val")[name].actions:
        if action.type != "call-webhook":
            assert (action.type, action.state.value) == ("change-flow-run-state", "CRASHED")
            continue
        filled = render_user_template_sync(
            action.payload, {"flow_run": run, "flow": SimpleNamespace(name=DAILY.french)}
        )
        alarm = read_alarm(json.loads(filled))
        if alarm.run_id:
            assert (alarm.run_name, alarm.began, alarm.dry_run) == (run.name, TUESDAY, True)
        if alarm.programme:
            assert (alarm.programme, alarm.run_kind) == ("val", DAILY)
