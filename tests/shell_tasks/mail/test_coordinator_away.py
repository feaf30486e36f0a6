"""While the coordinator is away her deputy gets her mails and decides; then she is back."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.mails.build import PROGRAMME, a_mail, mail_settings
from support.programme.sheets import NIGHT, night, pilotage

from relocalisons.core.kernel.calendar.punctuality import choose_run_day
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.rendering.mails.context import RenderedMail
from relocalisons.rendering.mails.mail import render_failure
from relocalisons.rendering.mails.messages import FailureNotice
from relocalisons.settings import PersonFacts, Settings
from relocalisons.store.opening import Store
from relocalisons.store.readings.snapshots import keep_snapshot
from relocalisons.store.runs import start_run
from tasks.mail.coordination import alert_once, context_without_links, write_to_coordination
from tasks.mail.mail import open_mail, send
from tasks.reminders.release_steps import Said, ledger_reason
from tasks.run.programme_run import ProgrammeRun, with_who_is_in_charge
from vendor_sandbox.testing.scripted_sendgrid import Script

DEPUTY = PersonFacts(name="Paul Hébert", email="suppleance@localizz.example")
NOTICE = FailureNotice(
    flow="Suivi quotidien",
    happened="Google n’a pas répondu.",
    since=datetime(2026, 7, 14, 5, 30, tzinfo=UTC),
)
BEFORE, DURING, AFTER = date(2026, 7, 12), date(2026, 7, 14), date(2026, 8, 3)


def settings_on(
    day: date, store: Store, sendgrid: Script, *, deputy: PersonFacts | None = DEPUTY
) -> Settings:
    """The settings of a run of that day, after « Pilotage » was read with her line."""
    line = "Je suis absente | du 13/07/2026 au 31/07/2026 | |"
    own = replace(pilotage(settings=line), file_id="pilotage")
    keep_snapshot(
        store, night(own), programme=PROGRAMME, run_id=None, page_token="1", full_reading_at=NIGHT
    )
    return with_who_is_in_charge(mail_settings(sendgrid.url, deputy=deputy), store, on=day)


def run_of(settings: Settings, store: Store, day: date) -> ProgrammeRun:
    at = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    kind = RunKind.DAILY_FOLLOW_UP
    record = start_run(
        store, programme=PROGRAMME, kind=kind.value, logical_date=day, at=at, once=True
    )
    return ProgrammeRun(
        kind=kind,
        settings=settings,
        store=store,
        clock=lambda: at,
        record=record,
        dry_run=False,
        closing=ExitStack(),
        day=choose_run_day(kind, asked=day, scheduled=at, started=at, decision_deadline=at),
        planned=at,
        started=at,
    )


def failure(settings: Settings, reader: str) -> RenderedMail:
    return render_failure(NOTICE, context=context_without_links(settings, reader))


def told(settings: Settings, sendgrid: Script) -> list[str]:
    assert write_to_coordination(
        settings, lambda reader: failure(settings, reader), facts={"kind": "x"}
    )
    return [one["personalizations"][0]["to"][0]["email"] for one in sendgrid.accepted]


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_before_and_after_she_gets_her_mails_and_the_deputy_a_copy(
    day: date, store: Store, sendgrid: Script
):
    settings = settings_on(day, store, sendgrid)

    assert told(settings, sendgrid) == ["coordination@localizz.example", DEPUTY.email]


def test_during_it_the_deputy_alone_gets_them_and_is_told_to_decide(store: Store, sendgrid: Script):
    settings = settings_on(DURING, store, sendgrid)

    assert told(settings, sendgrid) == [DEPUTY.email]
    for part in sendgrid.accepted[0]["content"]:
        assert "Bonjour Paul Hébert," in part["value"]
        assert "en l’absence de Camille Aubanel" in part["value"].replace("\n", " ")
        assert "c’est vous qui décidez" in part["value"].replace("\n", " ")
        assert "Copie du message" not in part["value"]


def test_partners_answer_whoever_is_there(store: Store, sendgrid: Script):
    for day in (DURING, AFTER):
        send(open_mail(settings_on(day, store, sendgrid)), a_mail())

    assert [one["reply_to"]["email"] for one in sendgrid.accepted] == [
        DEPUTY.email,
        "coordination@localizz.example",
    ]


def test_without_a_deputy_nothing_changes(store: Store, sendgrid: Script):
    settings = settings_on(DURING, store, sendgrid, deputy=None)

    assert told(settings, sendgrid) == ["coordination@localizz.example"]


def test_what_was_asked_of_the_deputy_is_not_asked_again_when_she_is_back(
    store: Store, sendgrid: Script
):
    for day in (DURING, AFTER):
        settings = settings_on(day, store, sendgrid)
        alert_once(
            run_of(settings, store, day),
            "decision_request:2026-W29",
            lambda reader, settings=settings: failure(settings, reader),
            kind="decision_request",
        )

    assert [one["personalizations"][0]["to"][0]["email"] for one in sendgrid.accepted] == [
        DEPUTY.email
    ]


def test_a_decision_counts_as_hers_and_says_who_took_it(store: Store, sendgrid: Script):
    reasons: list[str] = []
    for day in (DURING, AFTER):
        run = run_of(settings_on(day, store, sendgrid), store, day)
        said = Said(where="« Relances », cellule G7", words="envoyer", at=run.clock())
        reasons.append(ledger_reason(run, said))

    during, after = reasons
    assert "par Paul Hébert en l’absence de Camille Aubanel" in during
    assert "Paul Hébert" not in after
