"""Sending for real: the first time waits for a person, the policy is the operator's, a restored
store sends nothing, and each doubt is told. A programme of its own, the vendors' own clients."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from support.databases import backup_of
from support.google.empty_drive import EmptyDrive, empty_drive
from support.mails.build import PROGRAMME, after, held, ready, states
from support.mails.sending_process import made_up_recipient
from typer.testing import CliRunner

from relocalisons.cli.application import app
from relocalisons.core.kernel.model import Decision
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.programme.decisions.decisions import Meaning, understand_reminder
from relocalisons.store.mails.events import SILENT_AFTER
from relocalisons.store.mails.holds import EVERYTHING, put_hold
from relocalisons.store.mails.notices import NoticeState, claim, notices_in
from relocalisons.store.mails.sending_mark import mark_of
from relocalisons.store.opening import Store, open_store
from relocalisons.store.readings.decisions import record_decisions
from tasks.mail.mail import OutgoingMail
from tasks.mail.mail_watch import FIRST_TIME, post_ready, watch_mail
from tasks.mail.run_mark import NAME, StoreRestoredError
from tasks.mail.sending import SendRefusal, SendSummary
from tasks.night.failure_notice import tell
from tasks.reminders.release_steps import waits_for_a_new_word
from tasks.reminders.settlement_steps import nothing_waits
from tasks.run.programme_run import ProgrammeRun, close_run, connect_google, open_run
from tasks.run.run_requests import NightRequest

TUESDAY = date(2026, 3, 3)
TO_US = ("coordination@localizz.example", "exploitation@localizz.example")
CODE = "relocalisons"
FILE = f"{CODE}.toml"
Configure = Callable[..., None]


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmptyDrive]:
    """A programme that may really write to people, as far as its TOML is concerned."""
    with empty_drive(tmp_path_factory.mktemp("real"), partners=None) as opened:
        # A real programme's file bears its code.
        path = (opened.config / "vide.toml").rename(opened.config / FILE)
        path.write_text(path.read_text("utf-8").replace("sandbox_only = true", ""), "utf-8")
        yield opened


@pytest.fixture
def drive(theatre: EmptyDrive, url: str) -> Iterator[EmptyDrive]:
    """At ten o'clock, with a store of its own, and no mark in the Drive yet."""
    os.environ["RELOCALISONS_STORE_URL"] = url
    theatre.set_time(TUESDAY, 9)
    if mark := theatre.files().get(NAME):
        theatre.call("DELETE", f"/drive/v3/files/{mark['id']}?supportsAllDrives=true")
    theatre.before = {one["id"] for one in theatre.call("GET", "/sandbox/mail")["mails"]}
    yield theatre
    theatre.call("DELETE", "/sandbox/faults")


@pytest.fixture
def configure(drive: EmptyDrive) -> Iterator[Configure]:
    """Set lines of `[mail]` in its TOML, for one test."""
    path = drive.config / FILE
    before = path.read_text("utf-8")

    def write(**lines: Any) -> None:
        text = path.read_text("utf-8")
        for name, value in lines.items():
            text = re.sub(rf"^{name} = .*\n", "", text, flags=re.MULTILINE)
            text = text.replace("[mail]\n", f'[mail]\n{name} = "{value}"\n', 1)
        path.write_text(text, "utf-8")

    yield write
    path.write_text(before, "utf-8")


def a_pass(
    *,
    prepare: Callable[..., OutgoingMail | SendRefusal] = made_up_recipient,
    when: Callable[[ProgrammeRun], None] = lambda _: None,
) -> SendSummary:
    """What a settlement does once her decisions are obeyed."""

    def settle(run: ProgrammeRun) -> SendSummary:
        watch_mail(run)
        google = connect_google(run)
        waiting = notices_in(run.store, run.code, (NoticeState.READY,))
        when(run)
        return post_ready(
            run,
            google,
            items=google.drive.list_items(),
            waiting=tuple(one.partner for one in waiting),
            prepare=prepare,
        )

    return in_a_run(settle)


def in_a_run(work: Callable[[ProgrammeRun], Any], *, dry_run: bool = False) -> Any:
    """What `work` gives in a settlement that ends well."""
    request = NightRequest(programme=CODE, logical_date=TUESDAY, dry_run=dry_run)
    kind = RunKind.MAIL_SETTLEMENT
    with open_run(request, kind=kind, scheduled=None, once_a_day=False) as run:
        result = work(run)
        close_run(run, state="finished", summary={})
        return result


def operator(*words: str) -> str:
    command = ["ledger", *words, "--programme", CODE]
    result = CliRunner().invoke(app, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def mails(drive: EmptyDrive) -> list[dict[str, Any]]:
    """What left, the first first; what waits in a batch has not left."""
    found = drive.call("GET", "/sandbox/mail")["mails"]
    mine = (one for one in found if one["state"] == "sent" and one["id"] not in drive.before)
    return sorted(mine, key=lambda one: (one["left_at"], one["id"]))


def sent_to(drive: EmptyDrive) -> list[str]:
    """Whom a mail left to, the coordination and the operator apart."""
    found = (one["to"][0] for one in mails(drive))
    return [who.partition("@")[0] for who in found if who not in TO_US]


def told(drive: EmptyDrive) -> list[str]:
    """The subjects of the mails to the coordination and the operator."""
    return [one["subject"] for one in mails(drive) if one["to"][0] in TO_US]


def confirm_once(store: Store) -> None:
    """A person has confirmed the first real sending of this programme long ago."""
    stop = {"programme": PROGRAMME, "scope": EVERYTHING, "reason": FIRST_TIME}
    put_hold(store, **stop, by="service", at=after(days=-30))
    operator("release", "everything", "--reason", "vérifié avec la coordination")


# --- the first time ---------------------------------------------------------------------------


def test_the_first_live_run_of_a_programme_is_held_told_once_and_leaves_once_confirmed(
    drive: EmptyDrive, configure: Configure, store: Store
):
    ready(store, "P01", "P02")

    first = a_pass()
    again = a_pass()
    before = sent_to(drive)
    operator("release", "everything", "--reason", "destinataires relus")
    confirmed = a_pass()

    assert "premier envoi réel" in first.stopped
    assert again.sent == ()
    assert before == []
    assert confirmed.sent == ("P01", "P02")
    assert sent_to(drive) == ["p01", "p02"]
    assert told(drive) == ["Premier envoi réel à confirmer\u00a0: 2\u00a0messages"] * 2


def test_what_went_to_one_address_only_does_not_count_as_a_first_sending(
    drive: EmptyDrive, configure: Configure, store: Store
):
    configure(redirect_to="essai@localizz.example")
    ready(store, "P01")
    rehearsed = a_pass()
    configure(redirect_to="")
    ready(store, "P02")

    first_real = a_pass()

    assert rehearsed.sent == ("P01",)
    assert first_real.sent == ()
    assert states(store)["P02"] == "ready"


# --- policies ---------------------------------------------------------------------------------


def test_the_policy_of_the_toml_is_the_one_that_sends(
    drive: EmptyDrive, configure: Configure, store: Store
):
    configure(policy="two_phase")
    confirm_once(store)
    ready(store, "P01", "P02")

    summary = a_pass()
    before = sent_to(drive)
    drive.call("POST", "/sandbox/clock", json={"advance": 41 * 60})

    assert summary.sent == ("P01", "P02")
    assert before == [], "in a paused batch they leave at their time only"
    assert sent_to(drive) == ["p01", "p02"]
    assert set(states(store).values()) == {"accepted"}


@pytest.mark.parametrize("policy", ["hold_when_unsure", "two_phase"])
def test_a_stop_that_the_operator_puts_in_mid_pass_keeps_the_rest_here(
    drive: EmptyDrive, configure: Configure, store: Store, policy: str
):
    configure(policy=policy)
    confirm_once(store)
    ready(store, "P01", "P02", "P03")

    def stop_at_the_second(notice: Any) -> OutgoingMail | SendRefusal:
        if notice.partner == "P02":
            operator("hold", "everything", "--reason", "mauvais texte")
        return made_up_recipient(notice)

    summary = a_pass(prepare=stop_at_the_second)
    drive.call("POST", "/sandbox/clock", json={"advance": 3 * 3600})

    # Alone, the second was already at the door; a batch leaves whole, or not at all.
    assert sent_to(drive) == (["p01", "p02"] if policy == "hold_when_unsure" else [])
    assert "mauvais texte" in summary.stopped
    assert states(store)["P03"] == "ready"


# --- a store restored from a backup -----------------------------------------------------------


@pytest.mark.parametrize("policy", ["hold_when_unsure", "two_phase"])
def test_a_restored_store_sends_nothing_says_why_and_the_operator_knows_what_to_do(
    drive: EmptyDrive, configure: Configure, store: Store, url: str, tmp_path: Path, policy: str
):
    configure(policy=policy)
    confirm_once(store)
    ready(store, "P01", "P02")
    store.close()

    with backup_of(url, tmp_path) as backup, open_store(backup) as restored:
        a_pass()
        os.environ["RELOCALISONS_STORE_URL"] = backup
        with pytest.raises(StoreRestoredError, match="ledger restored --mark 1") as refused:
            a_pass()
        failing = failure_told(drive, refused.value)
        believed = states(restored)
        said = operator("restored", "--mark", "1", "--reason", "disque remplacé")
        at_ease = a_pass(when=lambda run: ready(run.store, "P03"))
        drive.call("POST", "/sandbox/clock", json={"advance": 3600})

        assert believed == {"P01": "ready", "P02": "ready"}
        assert "ledger restored --mark 1" in failing
        assert "Lapsed: 2." in said
        assert states(restored) == {"P01": "lapsed", "P02": "lapsed", "P03": "ready"}
        assert at_ease.sent == (), "everything is stopped until a person lifts it"
        assert sent_to(drive) == ["p01", "p02"]
        operator("release", "everything", "--reason", "semaine suivante")
        assert a_pass().sent == ("P03",)


def failure_told(drive: EmptyDrive, error: Exception) -> str:
    """The words of the mail that the failed flow sends to the operator."""
    from relocalisons.settings import load_settings

    tell(load_settings(CODE), kind=RunKind.MAIL_SETTLEMENT, error=error, reference="essai")
    last = next(one for one in reversed(mails(drive)) if one["to"] == [TO_US[1]])
    (path,) = (drive.root / "mail").rglob(f"{last['name']}.eml")
    body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
    assert body is not None
    return body.get_content()


def test_the_mark_is_one_small_file_of_the_drive_that_a_copy_cannot_turn_back(
    drive: EmptyDrive, configure: Configure, store: Store
):
    confirm_once(store)
    for number in range(3):
        ready(store, f"P{number:02d}")
        a_pass()
    marks = [name for name in drive.files() if name == NAME]

    assert marks == [NAME]
    assert mark_of(store, PROGRAMME) == 3


def test_without_its_mark_in_the_drive_nothing_is_sent(
    drive: EmptyDrive, configure: Configure, store: Store, monkeypatch: pytest.MonkeyPatch
):
    """The mark is what makes a restored store harmless: no mark, no mail."""
    monkeypatch.setattr("tasks.google.retrying.TOTAL_WAIT", 0.0)
    confirm_once(store)
    ready(store, "P01")
    fault = {"method": "POST", "path": "^/upload/drive/v3/files", "times": 9, "status": 503}
    drive.call("POST", "/sandbox/faults", json=fault)

    with pytest.raises(Exception, match="Drive"):
        a_pass()

    assert sent_to(drive) == []
    assert states(store) == {"P01": "ready"}


# --- nothing to do ---------------------------------------------------------------------------


@pytest.mark.parametrize("policy", ["hold_when_unsure", "two_phase"])
def test_a_settlement_that_has_nothing_to_do_asks_nobody_anything(
    drive: EmptyDrive, configure: Configure, store: Store, policy: str
):
    """As it is on most of the 96 passes of a day, and all of the night's."""
    configure(policy=policy)
    confirm_once(store)
    ready(store, "P01", "P02")
    a_pass()
    drive.counted()

    idle = [in_a_run(nothing_waits) for _ in range(3)]
    requests = drive.counted()
    held(store, "P03")

    assert idle == [True] * 3
    assert requests == {}
    assert not in_a_run(nothing_waits), "what waits for her is looked after"


# --- doubts and silences ----------------------------------------------------------------------


def test_a_doubt_is_told_once_to_the_coordination_and_the_operator(
    drive: EmptyDrive, configure: Configure, store: Store
):
    (first, _) = ready(store, "P07", "P08")
    claim(store, first, at=after(hours=2))  # and the process died

    confirm_once(store)
    a_pass()
    a_pass()

    assert states(store) == {"P07": "unsettled", "P08": "accepted"}
    assert told(drive) == ["1\u00a0message à vérifier\u00a0: envoi incertain"] * 2


def test_a_second_sending_needs_a_new_word_of_hers(
    drive: EmptyDrive, configure: Configure, store: Store
):
    (key,) = ready(store, "P07")
    said = Decision(key=key, decision="envoyer", note="")
    record_decisions(store, [said], programme=PROGRAMME, at=after(hours=2))
    claim(store, key, at=after(hours=2))  # and the process died
    in_a_run(watch_mail)
    operator("resend", key, "--reason", "jamais reçu")

    def waiting(run: ProgrammeRun) -> frozenset[str]:
        return waits_for_a_new_word(run, notices_in(run.store, run.code, (NoticeState.HELD,)))

    first_time = in_a_run(waiting)
    said = Decision(key=key, decision="envoyer à nouveau", note="")
    record_decisions(store, [said], programme=PROGRAMME, at=after(hours=9))
    second_time = in_a_run(waiting)

    assert first_time == {key}
    assert understand_reminder("Envoyer à nouveau").meaning is Meaning.SEND
    assert second_time == frozenset()


@pytest.mark.parametrize("webhook", [True, False])
def test_a_silence_of_26_hours_is_only_asked_about_where_events_are_received(
    drive: EmptyDrive, configure: Configure, store: Store, webhook: bool
):
    confirm_once(store)
    ready(store, "P01")
    a_pass()
    if webhook:
        configure(webhook_public_key="key")
    later = datetime(2026, 3, 3, 9, tzinfo=UTC) + SILENT_AFTER + timedelta(hours=1)
    os.environ["RELOCALISONS_STORY_TIME"] = later.isoformat()

    a_pass()

    assert states(store) == {"P01": "silent" if webhook else "accepted"}
    assert len(told(drive)) == (2 if webhook else 0)
    assert sent_to(drive) == ["p01"]


def test_a_rehearsal_tells_and_sends_nothing(drive: EmptyDrive, configure: Configure, store: Store):
    (key, _) = ready(store, "P01", "P02")
    claim(store, key, at=after(hours=2))
    held(store, "P03")

    in_a_run(watch_mail, dry_run=True)

    assert mails(drive) == []
    assert states(store)["P01"] == "submitting"
