"""Runs that fail, die, start late or twice: who is told, how often, and what is still done."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from prefect.client.orchestration import get_client
from prefect.flow_engine import run_flow
from prefect.settings import PREFECT_API_URL
from prefect.states import Scheduled
from support.theatre import TUESDAY, WEDNESDAY, Theatre, plain
from support.watcher import watcher

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from flows.partner_reminders import partner_reminders
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import (
    ProgrammeBusyError,
    VendorUnavailableError,
    WorkbookUnreachableError,
)
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.store.locks import programme_lock
from tasks.night.night import night, programme_flow
from tasks.run.run_requests import NightRequest

pytestmark = pytest.mark.flows

SEND_ALL = CoordinatorDay(on=TUESDAY, send_all="tout envoyer")
COORDINATOR, OPERATOR = "coordination@localizz.example", "exploitation@localizz.example"


def wait_until(done, *, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


def words_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return plain(body.get_content())


def _end_when_asked(theatre: Theatre, how: str) -> None:
    """Stop or kill the sandbox while it keeps the slow request waiting."""
    wait_until(theatre.injected)
    getattr(theatre.sandbox, how)()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second attempt: how long one waits between attempts is measured elsewhere."""
    monkeypatch.setattr("tasks.google.retrying.TOTAL_WAIT", 0.0)


# --- Google goes away in the middle of a run ---


@pytest.mark.parametrize(("how", "slowly"), [("stop", 0.5), ("kill", 30)])
def test_when_google_goes_away_in_mid_run_the_run_says_so_and_the_next_one_resumes(
    tuesday, impatient, how, slowly
):
    mails = tuesday.mails_but_of_the_day()
    before = tuesday.tab("Anomalies")
    for code in tuesday.sample.teams:
        tuesday.hands.type(tuesday.workbook(code), "Plan d'action", "Z1", "modifié")
    tuesday.at(WEDNESDAY)
    tuesday.fault(method="GET", path="^/v4/spreadsheets/", skip=2, delay=slowly)
    ending = threading.Thread(target=lambda: _end_when_asked(tuesday, how))
    ending.start()

    with pytest.raises(VendorUnavailableError) as stopped:
        tuesday.run(daily_follow_up, WEDNESDAY)
    ending.join()
    tuesday.restart()
    untouched = tuesday.tab("Anomalies")
    said = tuesday.run(daily_follow_up, WEDNESDAY)

    assert "ne répond pas" in str(stopped.value)
    assert "classeur « Suivi P" in plain(str(stopped.value))
    assert untouched == before
    assert f"relus sur {len(tuesday.sample.eve.workbooks) - 1}" in said
    assert tuesday.mails_but_of_the_day() == mails, "it was nobody's fault: no mail"


# --- a failure is told, once per cause ---


def hide_pilotage(theatre: Theatre) -> None:
    """Something was typed in it, so that it has to be read, and it cannot be."""
    theatre.hands.type(PILOTAGE, "Contacts", "Z9", f"{theatre.injected()}")
    theatre.fault(method="GET", path=f"^/v4/spreadsheets/{PILOTAGE}", times=9, status=403)


def test_a_failure_is_told_in_french_once_per_cause_and_anew_after_a_success(tuesday):
    told = []
    first = len(tuesday.mails())
    for day, hidden in ((4, True), (4, True), (4, False), (5, True)):
        before = len(tuesday.mails_but_of_the_day())
        tuesday.at(WEDNESDAY.replace(day=day))
        tuesday.mend()
        if hidden:
            hide_pilotage(tuesday)
            with pytest.raises(WorkbookUnreachableError):
                tuesday.run(daily_follow_up, WEDNESDAY.replace(day=day))
        else:
            tuesday.run(daily_follow_up, WEDNESDAY.replace(day=day))
        told.append(len(tuesday.mails_but_of_the_day()) - before)
    to_her, to_the_operator = tuesday.opened_mails()[first : first + 2]
    text = words_of(to_her)

    assert told == [2, 0, 0, 2], "to the coordinator and to the operator"
    assert (COORDINATOR in to_her["To"], OPERATOR in to_the_operator["To"]) == (True, True)
    assert "Suivi quotidien" in to_her["Subject"]
    assert "Le classeur « Pilotage » n’est plus accessible" in text
    assert "mercredi 4 mars à 6 h 30" in text
    assert "gardent leur contenu d’avant" in text
    assert "aucun message ne partira deux fois" in text
    assert "le prochain passage reprendra tout seul" in text


def test_a_run_that_ends_its_own_process_is_told_in_words_and_to_the_outside_watcher(
    tuesday, monkeypatch
):
    @programme_flow(description="S’arrête au milieu.")
    def access_check(request: NightRequest) -> str:
        with night(request, RunKind.ACCESS_CHECK, once_a_day=False):
            raise SystemExit(3)

    with watcher() as outside:
        monkeypatch.setenv("RELOCALISONS_PING_URL", outside.url)
        with pytest.raises(SystemExit):
            tuesday.run(access_check, TUESDAY)
        tuesday.run(mail_settlement, TUESDAY)
    to_her = words_of(tuesday.opened_mails()[-2])
    (first, second), (third, fourth) = outside.heard[:2], outside.heard[2:]

    assert "s’est arrêté de lui-même avant la fin (code 3)" in to_her
    assert "SystemExit" in to_her
    assert [first[0], second[0]] == ["sandbox-controle-des-acces/start", f"{first[0][:-6]}/fail"]
    assert first[1] == second[1] != third[1]
    assert fourth[0] == "sandbox-suivi-des-envois-et-decisions"


def test_a_rehearsal_that_fails_is_told_to_nobody(tuesday):
    mails = tuesday.mails()
    hide_pilotage(tuesday)

    with pytest.raises(WorkbookUnreachableError):
        tuesday.run(partner_reminders, WEDNESDAY, dry_run=True)

    assert tuesday.mails() == mails


def test_a_run_that_cannot_have_the_lock_gives_up_and_says_so(tuesday, monkeypatch):
    monkeypatch.setattr("tasks.run.programme_run.LOCK_PATIENCE", 0.1)

    with (
        tuesday.store() as store,
        programme_lock(store, "relocalisons", patience=1),
        pytest.raises(ProgrammeBusyError) as refused,
    ):
        tuesday.run(mail_settlement, TUESDAY)

    assert "en cours" in str(refused.value)
    assert "Rien à faire" in words_of(tuesday.opened_mails()[-1])


# --- a process that is killed ---


@pytest.mark.story  # `faults/test_mail_kill` kills it at every point, without the flow around it
def test_a_settlement_killed_while_sending_leaves_one_doubt_and_no_mail_twice(tuesday):
    first = len(tuesday.mails())
    tuesday.at(TUESDAY, 11, 0)
    tuesday.teller.decide(SEND_ALL, pilotage_id=PILOTAGE)
    # The fourth mail is accepted; the process dies before it learns so.
    tuesday.fault(path="^/v3/mail/send", skip=3, when="after", delay=60)
    process = start_settlement()
    wait_until(tuesday.injected, seconds=60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    sent_before = addressees(tuesday)

    tuesday.at(TUESDAY, 11, 20)
    tuesday.run(mail_settlement, TUESDAY)
    shown = [row for row in tuesday.tab("Relances") if "incertain" in row["État"]]

    sent = addressees(tuesday)
    digests = [who for who in sent if who not in (COORDINATOR, OPERATOR)]
    told = tuesday.opened_mails()[first + 4]
    tuesday.sandbox.kill()  # it still keeps the dead one's request waiting

    assert len(sent_before) - first == 4, "four digests"
    assert len(digests) == len(set(digests)) >= 15
    assert len(shown) == 1
    assert "arrêté pendant l’envoi" in " ".join(shown[0].values())
    assert COORDINATOR in told["To"]
    assert "s’est arrêté en plein travail" in words_of(told)


def start_settlement() -> subprocess.Popen[bytes]:
    """The flow in a process of its own, on the Prefect server of these tests."""
    code = (
        "from flows.mail_settlement import mail_settlement as flow\n"
        "from tasks.run.run_requests import NightRequest\n"
        f"flow(NightRequest(programme='sandbox', logical_date='{TUESDAY}', dry_run=False))\n"
    )
    environment = {**os.environ, "PREFECT_API_URL": PREFECT_API_URL.value()}
    return subprocess.Popen([sys.executable, "-c", code], env=environment)


def addressees(theatre: Theatre) -> list[str]:
    return [mail["To"].addresses[0].addr_spec for mail in theatre.opened_mails()]


# --- two at once ---


def in_two_threads(play) -> list[str]:
    said: list[str] = []
    threads = [threading.Thread(target=lambda: said.append(play())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_of_two_triggers_of_one_night_one_works_and_the_other_finds_it_done(tuesday):
    tuesday.at(WEDNESDAY)

    said = in_two_threads(lambda: tuesday.run(daily_follow_up, WEDNESDAY))

    assert sorted("déjà fait" in words for words in said) == [False, True]


@pytest.mark.story
def test_two_settlements_at_once_send_each_mail_once(tuesday):
    first = len(tuesday.mails())
    tuesday.at(TUESDAY, 11, 0)
    tuesday.teller.decide(SEND_ALL, pilotage_id=PILOTAGE)

    in_two_threads(lambda: tuesday.run(mail_settlement, TUESDAY))

    who = addressees(tuesday)[first:]
    assert len(who) == len(set(who)) >= 15


# --- a run that starts late ---


def start_late(flow, *, hours: float, dry_run: bool = False) -> str:
    """A run that a schedule planned some hours ago and that a worker picks up now."""
    request = {"programme": "sandbox", "logical_date": None, "dry_run": dry_run}
    planned = datetime.now(UTC) - timedelta(hours=hours)
    with get_client(sync_client=True) as client:
        made = client.create_flow_run(
            flow, parameters={"request": request}, state=Scheduled(scheduled_time=planned)
        )
    parameters = {"request": NightRequest.model_validate(request)}
    return plain(run_flow(flow, flow_run=made, parameters=parameters))


@pytest.fixture
def today(tuesday: Theatre) -> Theatre:
    """The machine's own clock: a schedule and a story have nothing to say to each other."""
    del os.environ["RELOCALISONS_STORY_TIME"]
    return tuesday


def test_late_reminders_past_their_deadline_are_not_prepared_and_that_is_told(today):
    today.teller.count_requests()

    said = start_late(partner_reminders, hours=9 * 24)
    requests_made = today.teller.count_requests()
    mail = today.opened_mails()[-2]

    assert "aucune relance n’est préparée" in said
    assert requests_made == 0
    assert COORDINATOR in mail["To"]
    assert "9 jours de retard" in plain(mail["Subject"])
    assert "aucune relance n’est préparée" in words_of(mail)


def test_a_late_run_is_told_once_a_day_and_never_in_a_rehearsal(today):
    counts = []
    first = len(today.mails())
    for hours, dry_run in ((11, False), (13, True), (13, False), (13.25, False)):
        start_late(mail_settlement, hours=hours, dry_run=dry_run)
        counts.append(len(today.mails()) - first)

    assert counts == [0, 0, 2, 2], "one for her, one for the operator, then silence"
