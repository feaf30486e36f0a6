"""Who is told what happens: the coordination, from the first day on, whatever holds other mails."""

import pytest
from mails import mail_settings
from scripted_sendgrid import Script

from relocalisons.rendering.mail_context import RenderedMail
from relocalisons.settings import PersonFacts
from tasks.coordinator_mail import write_to_coordination

PEOPLE = {
    "deputy": PersonFacts(name="Paul Hébert", email="suppleance@localizz.example"),
    "operator": PersonFacts(name="Exploitation", email="exploitation@localizz.example"),
}
MAIL = RenderedMail(subject="2 relances à valider", text="Bonjour,\n", html="<p>Bonjour,</p>")


def told(sendgrid: Script, *, operator: bool = False, **mail: object) -> list[str]:
    settings = mail_settings(sendgrid.url, **(PEOPLE | mail))
    assert write_to_coordination(settings, MAIL, facts={"kind": "x"}, operator=operator)
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


def test_nobody_unsubscribes_from_running_the_programme(sendgrid: Script):
    told(sendgrid, unsubscribe_group=7)

    assert all("asm" not in one and "headers" not in one for one in sendgrid.accepted)
