"""SendGrid v3 through its own client: sending, limits, batches, groups, the event webhook."""

import email
import http.server
import json
import threading
import time
from email import policy

import pytest
import requests
from python_http_client.exceptions import BadRequestsError, ForbiddenError, UnauthorizedError
from sendgrid import SendGridAPIClient
from sendgrid.helpers.eventwebhook import EventWebhook
from sendgrid.helpers.mail import Attachment, Mail

from vendor_sandbox.testing.forked import start_forked

WAIT = {"timeout": 10}


@pytest.fixture
def mailbox(tmp_path):
    """A sandbox of its own: what one test sends must not be in another's mailbox."""
    with start_forked(tmp_path) as running:
        yield running


def client(mailbox, key="SG.essai"):
    sendgrid = SendGridAPIClient(api_key=key, host=mailbox.base_url)
    sendgrid.client.timeout = 10
    return sendgrid


def mail(to="anne@ferme.example", **changes):
    body = {
        "personalizations": [{"to": [{"email": to, "name": "Anne Été"}]}],
        "from": {"email": "suivi@localizz.example", "name": "Suivi"},
        "subject": "Échéances de la semaine",
        "content": [
            {"type": "text/plain", "value": "Bonjour Anne,\nune échéance approche."},
            {"type": "text/html", "value": "<p>Bonjour Anne</p>"},
        ],
    }
    return {**body, **changes}


def post(mailbox, path, body=None, **options):
    url = mailbox.base_url + path
    return requests.post(url, json=body or {}, timeout=10, **options)


def get(mailbox, path):
    return requests.get(mailbox.base_url + path, timeout=10).json()


def states(mailbox):
    return [each["state"] for each in reversed(get(mailbox, "/sandbox/mail")["mails"])]


def now(mailbox):
    return int(get(mailbox, "/sandbox/clock")["timestamp"])


def advance(mailbox, seconds):
    post(mailbox, "/sandbox/clock", {"advance": seconds})


def send(mailbox, body):
    return client(mailbox).client.mail.send.post(request_body=body, **WAIT)


def errors(caught):
    return [(each["field"], each["message"]) for each in json.loads(caught.value.body)["errors"]]


def test_an_accepted_mail_is_a_202_with_an_id_and_a_file(mailbox, tmp_path):
    message = Mail(
        from_email="suivi@localizz.example",
        to_emails=["anne@ferme.example"],
        subject="Échéances",
        plain_text_content="Bonjour",
        html_content="<p>Bonjour</p>",
    )
    message.attachment = Attachment("QkVHSU4=", "rdv.ics", "text/calendar", "attachment")

    answer = client(mailbox).send(message)

    assert (answer.status_code, answer.body) == (202, b"")
    assert len(answer.headers["X-Message-Id"]) == 22
    (path,) = (tmp_path / "mail").glob("*.eml")
    written = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert written["Subject"] == "Échéances" and written["To"] == "anne@ferme.example"
    assert written.get_body(("plain",)).get_content().strip() == "Bonjour"
    assert [each.get_filename() for each in written.iter_attachments()] == ["rdv.ics"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"personalizations": []}, "personalizations"),
        ({"personalizations": [{"to": []}]}, "personalizations.0.to"),
        (
            {"personalizations": [{"to": [{"email": "pas une adresse"}]}]},
            "personalizations.0.to.0.email",
        ),
        (
            {"personalizations": [{"to": [{"email": "a@b.fr"}], "cc": [{"email": "A@b.fr"}]}]},
            "personalizations.0.cc",
        ),
        ({"personalizations": [{"to": [{"email": "a@b.fr"}]}] * 1001}, "personalizations"),
        (
            {"personalizations": [{"to": [{"email": f"a{n}@b.fr"} for n in range(1001)]}]},
            "personalizations",
        ),
        ({"from": {"email": ""}}, "from.email"),
        ({"subject": ""}, "subject"),
        ({"subject": "a\r\nBcc: x@y.fr"}, "subject"),
        ({"content": []}, "content"),
        ({"content": [{"type": "text/plain", "value": ""}]}, "content.0.value"),
        (
            {
                "content": [
                    {"type": "text/html", "value": "x"},
                    {"type": "text/plain", "value": "x"},
                ]
            },
            "content",
        ),
        ({"categories": [str(n) for n in range(11)]}, "categories"),
        ({"headers": {"Subject": "x"}}, "headers"),
        ({"headers": {"X-A": "x\r\nBcc: y@z.fr"}}, "headers.X-A"),
        ({"custom_args": {"a": "x" * 10_001}}, "custom_args"),
        ({"send_at": 4_000_000_000}, "send_at"),
        ({"batch_id": "inconnu"}, "batch_id"),
        ({"asm": {"group_id": "1"}}, "asm.group_id"),
        ({"attachments": [{"content": "é", "filename": "x"}]}, "attachments.0.content"),
        ({"sujet": "x"}, "sujet"),
    ],
)
def test_a_mail_that_breaks_a_documented_rule_is_refused_at_its_field(sandbox, changes, field):
    with pytest.raises(BadRequestsError) as caught:
        send(sandbox, mail(**changes))

    assert field in {each for each, _ in errors(caught)}


def test_the_key_decides(mailbox):
    post(mailbox, "/sandbox/keys", {"key": "SG.lecture", "scopes": ["mail.batch.read"]})
    post(mailbox, "/sandbox/keys", {"key": "SG.morte", "revoked": True})

    with pytest.raises(ForbiddenError):
        client(mailbox, "SG.lecture").client.mail.send.post(request_body=mail(), **WAIT)
    with pytest.raises(UnauthorizedError):
        client(mailbox, "SG.morte").client.mail.send.post(request_body=mail(), **WAIT)
    anonymous = post(mailbox, "/v3/mail/send", mail())
    assert anonymous.status_code == 401
    assert anonymous.json()["errors"][0]["message"] == "authorization required"


def test_a_mail_that_is_too_large_is_a_413(mailbox):
    large = mail(content=[{"type": "text/plain", "value": "x" * (31 * 1024 * 1024)}])

    answer = post(mailbox, "/v3/mail/send", large, headers={"Authorization": "Bearer SG.x"})

    assert answer.status_code == 413 and "errors" in answer.json()


def test_sandbox_mode_validates_and_sends_nothing(mailbox):
    answer = send(mailbox, mail(mail_settings={"sandbox_mode": {"enable": True}}))

    assert answer.status_code == 200
    assert states(mailbox) == []


def batch(mailbox):
    answer = client(mailbox).client.mail.batch.post(**WAIT)
    assert answer.status_code == 201
    return json.loads(answer.body)["batch_id"]


def scheduled(mailbox):
    return client(mailbox).client.user.scheduled_sends


def test_a_scheduled_mail_leaves_at_its_time(mailbox):
    send(mailbox, mail(send_at=now(mailbox) + 3600))

    before = states(mailbox)
    advance(mailbox, 3601)

    assert (before, states(mailbox)) == (["scheduled"], ["sent"])


def test_a_cancelled_batch_is_discarded_at_its_time(mailbox):
    batch_id = batch(mailbox)
    send(mailbox, mail(send_at=now(mailbox) + 3600, batch_id=batch_id))
    body = {"batch_id": batch_id, "status": "cancel"}

    answer = scheduled(mailbox).post(request_body=body, **WAIT)
    advance(mailbox, 3601)

    assert answer.status_code == 201
    assert states(mailbox) == ["cancelled"]


def test_a_paused_batch_waits_and_leaves_when_resumed(mailbox):
    batch_id = batch(mailbox)
    body = {"batch_id": batch_id, "status": "pause"}
    scheduled(mailbox).post(request_body=body, **WAIT)
    send(mailbox, mail(send_at=now(mailbox) + 2400, batch_id=batch_id))
    advance(mailbox, 7200)
    held = states(mailbox)

    answer = scheduled(mailbox)._(batch_id).delete(**WAIT)

    assert answer.status_code == 204
    assert (held, states(mailbox)) == (["scheduled"], ["sent"])


def test_a_batch_paused_less_than_ten_minutes_before_leaves_all_the_same(mailbox):
    batch_id = batch(mailbox)
    send(mailbox, mail(send_at=now(mailbox) + 3600, batch_id=batch_id))
    advance(mailbox, 3600 - 500)
    body = {"batch_id": batch_id, "status": "pause"}
    scheduled(mailbox).post(request_body=body, **WAIT)

    advance(mailbox, 501)

    assert states(mailbox) == ["sent"]


def test_a_pause_ends_72_hours_after_the_time_and_the_mail_is_thrown_away(mailbox):
    batch_id = batch(mailbox)
    body = {"batch_id": batch_id, "status": "pause"}
    scheduled(mailbox).post(request_body=body, **WAIT)
    send(mailbox, mail(send_at=now(mailbox) + 3600, batch_id=batch_id))

    advance(mailbox, 3600 + 71 * 3600)
    held = states(mailbox)
    advance(mailbox, 3600)

    assert (held, states(mailbox)) == (["scheduled"], ["expired"])


def test_at_most_ten_batches_are_held_at_once(mailbox):
    ids = [batch(mailbox) for _ in range(11)]
    for each in ids[:10]:
        scheduled(mailbox).post(request_body={"batch_id": each, "status": "pause"}, **WAIT)

    with pytest.raises(BadRequestsError):
        scheduled(mailbox).post(request_body={"batch_id": ids[10], "status": "pause"}, **WAIT)
    scheduled(mailbox)._(ids[0]).delete(**WAIT)
    answer = scheduled(mailbox).post(request_body={"batch_id": ids[10], "status": "pause"}, **WAIT)

    assert answer.status_code == 201
    assert len(json.loads(scheduled(mailbox).get(**WAIT).body)) == 10


def test_a_pause_becomes_a_cancellation_and_unknown_batches_are_refused(mailbox):
    batch_id = batch(mailbox)
    scheduled(mailbox).post(request_body={"batch_id": batch_id, "status": "pause"}, **WAIT)

    changed = scheduled(mailbox)._(batch_id).patch(request_body={"status": "cancel"}, **WAIT)

    assert changed.status_code == 204
    shown = json.loads(scheduled(mailbox)._(batch_id).get(**WAIT).body)
    assert shown == [{"batch_id": batch_id, "status": "cancel"}]
    with pytest.raises(BadRequestsError):
        scheduled(mailbox).post(request_body={"batch_id": "x", "status": "pause"}, **WAIT)
    with pytest.raises(BadRequestsError):
        client(mailbox).client.mail.batch._("x").get(**WAIT)


def test_who_unsubscribed_from_a_group_gets_no_more_of_it(mailbox):
    group = {"name": "Relances", "description": "Relances hebdomadaires"}
    made = client(mailbox).client.asm.groups.post(request_body=group, **WAIT)
    group_id = json.loads(made.body)["id"]
    digest = mail(
        asm={"group_id": group_id},
        content=[{"type": "text/plain", "value": "<%asm_group_unsubscribe_raw_url%>"}],
    )
    send(mailbox, digest)
    raw = requests.get(f"{mailbox.base_url}/sandbox/mail/000001?raw=1", timeout=10).content
    link = email.message_from_bytes(raw, policy=policy.default).get_content().strip()

    assert "Me désinscrire" in requests.get(link, timeout=10).text
    assert "ne recevra plus" in requests.post(link, timeout=10).text
    send(mailbox, digest)
    send(mailbox, mail())

    assert states(mailbox) == ["sent", "dropped", "sent"]
    listed = client(mailbox).client.asm.groups._(str(group_id)).suppressions.get(**WAIT)
    assert json.loads(listed.body) == ["anne@ferme.example"]


def test_an_address_that_bounced_is_dropped_until_it_is_taken_off_the_list(mailbox):
    send(mailbox, mail())
    post(mailbox, "/sandbox/mail/000001/events", {"event": "bounce", "reason": "550 inconnu"})
    send(mailbox, mail())
    bounces = client(mailbox).client.suppression.bounces
    bounces._("anne@ferme.example").delete(**WAIT)
    send(mailbox, mail())

    assert states(mailbox) == ["sent", "dropped", "sent"]


@pytest.fixture
def receiver():
    """A webhook that refuses its first call and keeps all of them."""
    calls = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            calls.append((dict(self.headers), body))
            self.send_response(500 if len(calls) == 1 else 200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/evenements", calls
    server.shutdown()
    server.server_close()
    thread.join()


def wait_for(condition, seconds=60):
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.05)


def test_events_are_signed_repeated_until_taken_and_doubled_on_request(mailbox, receiver):
    url, calls = receiver
    settings = {"url": url, "duplicates": 2, "shuffle": True, "retry_seconds": 0.1}
    key = post(mailbox, "/sandbox/webhook", settings).json()["public_key"]

    send(mailbox, mail(custom_args={"notice": "n-17"}, categories=["relance"]))
    wait_for(lambda: get(mailbox, "/sandbox/webhook")["waiting"] == 0)

    webhook = EventWebhook(key)
    for headers, body in calls:
        assert webhook.verify_signature(
            body.decode(),
            headers["X-Twilio-Email-Event-Webhook-Signature"],
            headers["X-Twilio-Email-Event-Webhook-Timestamp"],
        )
    events = json.loads(calls[-1][1])
    assert len(events) == 6 and len({each["sg_event_id"] for each in events}) == 2
    assert {each["event"] for each in events} == {"processed", "delivered"}
    assert all(each["notice"] == "n-17" for each in events)
    assert all(each["category"] == ["relance"] for each in events)


def test_mails_and_batches_survive_a_kill(tmp_path):
    running = start_forked(tmp_path)
    batch_id = batch(running)
    scheduled(running).post(request_body={"batch_id": batch_id, "status": "pause"}, **WAIT)
    send(running, mail(send_at=now(running) + 3600, batch_id=batch_id))
    send(running, mail())
    running.kill()

    with start_forked(tmp_path) as again:
        assert states(again) == ["scheduled", "sent"]
        shown = json.loads(scheduled(again)._(batch_id).get(**WAIT).body)
        assert shown == [{"batch_id": batch_id, "status": "pause"}]
        assert len(list((tmp_path / "mail").rglob("*.eml"))) == 2
