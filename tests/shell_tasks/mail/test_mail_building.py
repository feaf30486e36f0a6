"""What is posted to SendGrid, and what is refused before any call."""

import base64

import pytest
from support.mails.build import a_mail, mail_settings

from relocalisons.configuration.answers import AnswersFacts
from relocalisons.core.kernel.keys import reply_key
from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.notices import SendOutcome
from tasks.mail.mail import EnclosedFile, open_mail, send
from vendor_sandbox.testing.scripted_sendgrid import Script


def post(sendgrid: Script, **changes):
    settings = mail_settings(sendgrid.url)
    return send(open_mail(settings), a_mail(**changes))


def test_a_mail_has_one_recipient_text_before_html_and_a_human_to_answer(sendgrid: Script):
    post(sendgrid)

    (sent,) = sendgrid.accepted
    assert sent["personalizations"] == [
        {"to": [{"email": "jeanne.brun@mairie.example", "name": "Jeanne Brun"}]}
    ]
    assert [part["type"] for part in sent["content"]] == ["text/plain", "text/html"]
    assert sent["from"] == {"email": "suivi@localizz.example", "name": "Suivi Relocalisons"}
    assert sent["reply_to"] == {
        "email": "coordination@localizz.example",
        "name": "Camille Aubanel",
    }


def test_where_answers_are_read_she_is_answered_to_and_the_key_of_the_mail_with_her(sendgrid):
    facts = AnswersFacts(domain="reponses.localizz.example")
    settings = mail_settings(sendgrid.url).model_copy(update={"answers": facts})
    key = reply_key(settings.hmac_key(), notice_key="of-a-mail")

    send(open_mail(settings), a_mail(facts={"notice_id": "of-a-mail"}))
    send(open_mail(settings), a_mail())

    sent, without = sendgrid.accepted
    assert [each["email"] for each in sent["reply_to_list"]] == [
        "coordination@localizz.example",
        f"r.{key}@reponses.localizz.example",
    ]
    assert sent["headers"]["References"] == f"<r.{key}@reponses.localizz.example>"
    assert len(key) == 16 and key.isalnum() and key == key.lower()
    assert without["reply_to"]["email"] == "coordination@localizz.example"


def test_no_tracking_and_no_foreign_footer(sendgrid: Script):
    post(sendgrid)

    assert sendgrid.accepted[0]["tracking_settings"] == {
        "click_tracking": {"enable": False, "enable_text": False},
        "open_tracking": {"enable": False},
        "subscription_tracking": {"enable": False},
    }


def test_ids_travel_with_the_mail_and_nothing_personal(sendgrid: Script):
    post(sendgrid, facts={"notice_id": "abc", "attempt": "2"})

    assert sendgrid.accepted[0]["custom_args"] == {"notice_id": "abc", "attempt": "2"}


def test_a_digest_can_be_unsubscribed_from_and_a_mail_to_the_coordinator_cannot(sendgrid: Script):
    post(sendgrid, unsubscribe="mailto:coordination@localizz.example?subject=stop%20P01")
    post(sendgrid)

    digest, other = sendgrid.accepted
    assert digest["headers"] == {
        "List-Unsubscribe": "<mailto:coordination@localizz.example?subject=stop%20P01>"
    }
    assert "headers" not in other


@pytest.mark.parametrize(
    "changes",
    [
        {"to_name": "Jeanne\r\nBcc: tous@ailleurs.example"},
        {"to_name": "Jeanne\u2028Brun"},
        {"to_name": "\u202enurb ennaej"},
        {"to_name": "Banque <banque@ailleurs.example>"},
        {"to_name": "president@ailleurs.example"},
        {"subject": "Relance\r\nBcc: tous@ailleurs.example"},
        {"subject": "Relance\nX: y"},
        {"subject": "Relance\x00"},
        {"to_address": "a@b.example\r\nBcc: c@d.example"},
        {"to_address": "a@b.example, c@d.example"},
        {"to_address": "a@b.example; c@d.example"},
        {"to_address": "a@b.example c@d.example"},
        {"to_address": "Jeanne Brun <a@b.example>"},
        {"to_address": "mailto:a@b.example"},
        {"to_address": "a(at)b.example"},
        {"to_address": "jeanne@mаirie.example"},  # a Cyrillic « а »
        {"to_address": "hélène@mairie.example"},
        {"to_address": "a@localhost"},
        {"to_address": "x" * 60 + "@" + ".".join(["y" * 60] * 5) + ".example"},
        {"to_address": ""},
        {"unsubscribe": "mailto:a@b.example\r\nBcc: c@d.example"},
    ],
    ids=lambda changes: next(iter(changes)) + "=" + repr(next(iter(changes.values())))[:40],
)
def test_a_header_that_could_lead_elsewhere_is_refused_before_any_call(sendgrid, changes):
    found = post(sendgrid, **changes)

    assert found.outcome is SendOutcome.REFUSED
    assert found.reason
    assert "@" not in found.reason
    assert sendgrid.calls == 0


@pytest.mark.parametrize(
    "name", ["Jeanne Brun", "Élodie d’Hérouville (suppléante)", "O’Connor, Anne", "", "李小龙"]
)
def test_names_of_people_are_accepted_as_they_are(sendgrid: Script, name: str):
    assert post(sendgrid, to_name=name).outcome is SendOutcome.ACCEPTED


def test_without_a_key_the_operator_is_told_which_variable_to_set():
    with pytest.raises(ConfigurationError, match="RELOCALISONS_SENDGRID_API_KEY"):
        open_mail(mail_settings("http://127.0.0.1:9", key=None))


def test_the_key_of_the_settings_is_used_never_one_found_in_the_environment(
    sendgrid: Script, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SENDGRID_API_KEY", "SG.somebody-else")

    post(sendgrid)

    assert sendgrid.headers[0]["authorization"] == "Bearer SG.secret-key"


def test_a_calendar_file_is_the_last_alternative_and_an_attachment(sendgrid: Script):
    calendar = EnclosedFile(
        name="invitation.ics", media_type="text/calendar", data=b"BEGIN:VCALENDAR\r\n"
    )
    form = EnclosedFile(name="Pouvoir.docx", media_type="application/x-form", data=b"PK\x03\x04")

    post(sendgrid, files=(calendar, form), facts={"notice_id": "abc"})

    (sent,) = sendgrid.accepted
    kinds = [part["type"] for part in sent["content"]]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert [(file["filename"], file["type"]) for file in sent["attachments"]] == [
        ("invitation.ics", "text/calendar"),
        ("Pouvoir.docx", "application/x-form"),
    ]
    assert base64.b64decode(sent["attachments"][1]["content"]) == b"PK\x03\x04"
