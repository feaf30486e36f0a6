"""Who is told what happens: the coordination, from the first day on, whatever holds other mails."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support.mails.build import mail_settings

from relocalisons.rendering.mails.context import MailContext, RenderedMail
from relocalisons.rendering.mails.mail import render_failure
from relocalisons.rendering.mails.messages import FailureNotice
from relocalisons.settings import PersonFacts
from tasks.mail.coordination import write_to_coordination
from vendor_sandbox.testing.scripted_sendgrid import Script

PEOPLE = {
    "deputy": PersonFacts(name="Paul Hébert", email="suppleance@localizz.example"),
    "operator": PersonFacts(name="Exploitation", email="exploitation@localizz.example"),
}
CONTEXT = MailContext(
    programme="Relocalisons",
    coordinator="Camille Aubanel",
    coordinator_email="coordination@localizz.example",
)
NOTICE = FailureNotice(
    flow="Suivi quotidien",
    happened="Google n’a pas répondu.",
    since=datetime(2026, 3, 3, 5, 30, tzinfo=UTC),
)


def mail_for(reader: str) -> RenderedMail:
    return render_failure(NOTICE, context=replace(CONTEXT, reader=reader))


def told(sendgrid: Script, *, operator: bool = False, **mail: object) -> list[str]:
    settings = mail_settings(sendgrid.url, **(PEOPLE | mail))
    assert write_to_coordination(settings, mail_for, facts={"kind": "x"}, operator=operator)
    return [one["personalizations"][0]["to"][0]["email"] for one in sendgrid.accepted]


@pytest.mark.parametrize("live", [False, True])
def test_the_switch_of_real_sending_holds_partners_mails_and_not_hers(sendgrid: Script, live: bool):
    """Without it nobody would ask her to decide, and no failure would be told."""
    assert told(sendgrid, live=live) == [
        "coordination@localizz.example", "suppleance@localizz.example",
    ]  # fmt: skip


def test_what_the_operator_must_mend_is_told_to_the_operator_too(sendgrid: Script):
    assert "exploitation@localizz.example" in told(sendgrid, operator=True)


def test_in_the_middle_stage_everything_goes_to_one_address(sendgrid: Script):
    assert set(told(sendgrid, operator=True, redirect_to="essai@localizz.example")) == {
        "essai@localizz.example"
    }


def test_each_copy_greets_its_own_reader_and_says_whose_mail_it_is(sendgrid: Script):
    told(sendgrid, operator=True)

    bodies = [[part["value"] for part in one["content"]] for one in sendgrid.accepted]
    readers = ("Camille Aubanel", "Paul Hébert", "Exploitation")
    for reader, parts in zip(readers, bodies, strict=True):
        copied = reader != "Camille Aubanel"
        for words in parts:
            assert f"Bonjour {reader}," in words
            assert ("Copie du message adressé à Camille Aubanel" in words) is copied


def test_who_has_two_of_the_roles_is_written_to_once(sendgrid: Script):
    same = PersonFacts(name="Camille A.", email="Coordination@localizz.example")
    settings = mail_settings(sendgrid.url, **PEOPLE | {"operator": same})

    assert write_to_coordination(settings, mail_for, facts={"kind": "x"}, operator=True)

    assert len(sendgrid.accepted) == 2


def test_nobody_unsubscribes_from_running_the_programme(sendgrid: Script):
    told(sendgrid, unsubscribe_group=7)

    assert all("asm" not in one and "headers" not in one for one in sendgrid.accepted)
