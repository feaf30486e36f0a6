"""The answer page: a signed link shows one's own lines; GET never acts, POST only proposes."""

import asyncio
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from support.mails.build import PROGRAMME, after
from support.mails.drawn import a_digest, a_line

from relocalisons.core.reminders.digests import DigestGroup
from relocalisons.core.replies.answer_page import PageLine
from relocalisons.core.replies.model import Act
from relocalisons.errors import ConfigurationError
from relocalisons.rendering.mails.context import MailContext
from relocalisons.rendering.mails.mail import render_digest
from relocalisons.store.opening import Store
from relocalisons.store.replies.inbound import waiting_inbound
from relocalisons.store.replies.pages import AnswerPage, put_page
from relocalisons.store.retention import apply_retention, forget
from tasks.mail.answer_page import serving
from tasks.mail.answer_page.links import ROOM, Link, link_verifier, read_link, sign_link
from tasks.mail.answer_page.offered import page_lines
from tasks.mail.answer_page.reading import page_key_in, read_page_answer
from tasks.mail.answer_page.serving import PageKeys, create_answer_page
from tasks.mail.inbound.sealing import link_key, new_seal_keys, open_seal, public_link_key

SEAL, PRIVATE = new_seal_keys()
SIGNER = link_key(PRIVATE)
NOW = after(hours=5).replace(microsecond=0)
UNTIL = NOW + timedelta(days=14)
KEY = "a" * 26
OTHER = "b" * 26
TOKEN = sign_link(Link(KEY, UNTIL), key=SIGNER)
LINES = (
    PageLine(ref="A1.2", title="Semer <b>deux</b> hectares", due="pour le mardi 5 mai"),
    PageLine(ref="D7", title="Facture du traiteur"),
)
CHOSEN = {"choice-0": "done", "choice-1": "blocked", "by-1": "la banque"}


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ask(store: Store, clock: Clock):
    page = AnswerPage(
        key=KEY, programme=PROGRAMME, expires_at=UNTIL, recipient_hash="denis",
        coordinator="Claire Vasseur", lines=LINES,
    )  # fmt: skip
    put_page(store, page)
    put_page(store, replace(page, key=OTHER, lines=(PageLine(ref="B9", title="D’un autre"),)))
    keys = PageKeys(link=link_verifier(public_link_key(PRIVATE)), seal=SEAL, clock=clock)
    app = create_answer_page(store, keys=keys)

    def call(method: str = "GET", token: str = TOKEN, query: str = "", **how) -> httpx.Response:
        async def one() -> httpx.Response:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                return await client.request(method, f"{ROOM}{token}{query}", **how)

        return asyncio.run(one())

    return call


def send(ask, fields: dict[str, str], *, name: str = "", content: bytes = b"", **how):
    files = {"file": (name, content)}
    return ask("POST", data=fields, files=files, **how)


def kept(store: Store):
    return waiting_inbound(store, PROGRAMME, most=99)


def read(store: Store, mail):
    opened = open_seal(mail.sealed, private_key=PRIVATE, programme=PROGRAMME)
    head, _, body = opened.partition(b"\n")
    key = page_key_in(head.decode())
    return read_page_answer(store, key, body, came=date(2026, 3, 3))


def test_a_link_shows_its_own_lines_escaped_and_nothing_of_others(ask, store: Store):
    shown = ask()

    assert shown.status_code == 200
    assert "A1.2" in shown.text and "D7" in shown.text and "B9" not in shown.text
    assert "Semer &lt;b&gt;deux&lt;/b&gt; hectares" in shown.text
    assert "<script" not in shown.text and "Denis" not in shown.text
    assert kept(store) == ()


def test_nothing_is_loaded_kept_or_framed(ask):
    for answer in (ask(), ask(token="x"), ask(token="style.css")):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])
def test_no_method_but_post_acts_whatever_it_carries(ask, store: Store, method: str):
    ask(method, query="?choice-0=done&fait=1")

    assert kept(store) == ()


def test_a_form_is_sealed_and_read_as_proposals(ask, store: Store):
    answer = send(
        ask, {**CHOSEN, "words": "à bientôt", "phone": "06 11 22 33 44"},
        name="photo.pdf", content=b"%PDF-1.7\r\n" + os.urandom(5000),
    )  # fmt: skip

    assert answer.status_code == 303
    assert "transmise" in ask(query="?fait=1").text
    (mail,) = kept(store)
    assert b"banque" not in mail.sealed
    said = read(store, mail)
    assert [(each.act, each.ref, each.text, each.doubt) for each in said.proposals] == [
        (Act.DONE, "A1.2", "", False),
        (Act.BLOCKED, "D7", "la banque", False),
    ]
    assert said.words == "à bientôt"
    assert [file.name for file in said.files] == ["reçu par mail 2026-03-03 1.pdf"]


def test_every_byte_of_a_file_arrives(ask, store: Store):
    content = b"%PDF-" + bytes(range(256)) * 40 + b"\r\n--\r\n\n\r"
    send(ask, {}, name="a.pdf", content=content)

    assert read(store, kept(store)[0]).files[0].content == content


CHOICES = {
    "a day without a choice": ({"day-0": "2026-06-12"}, [(Act.NEW_DATE, False)]),
    "a choice without its day": ({"choice-0": "new_date"}, [(Act.NEW_DATE, True)]),
    "a day that is none": ({"choice-0": "new_date", "day-0": "31/31"}, [(Act.NEW_DATE, True)]),
    "a reason without a choice": ({"by-1": "le maire"}, [(Act.BLOCKED, False)]),
    "blocked by nobody": ({"choice-1": "blocked"}, [(Act.BLOCKED, True)]),
    "done, with a day beside": ({"choice-0": "done", "day-0": "2026-06-12"}, [(Act.DONE, True)]),
    "a call": ({"choice-1": "call_me", "phone": "06"}, [(Act.CALL_ME, False)]),
    "words only": ({"words": "je passe demain"}, []),
    "a line that is not there": ({"choice-0": "done", "choice-7": "done"}, [(Act.DONE, False)]),
    "a choice that is none": ({"choice-0": "<script>", "words": "x"}, []),
}


@pytest.mark.parametrize("what", CHOICES)
def test_what_is_chosen_is_proposed(ask, store: Store, what: str):
    fields, proposed = CHOICES[what]
    send(ask, fields)

    said = read(store, kept(store)[0])
    assert [(each.act, each.doubt) for each in said.proposals] == proposed


def test_nothing_chosen_is_said_and_nothing_is_kept(ask, store: Store):
    answer = send(ask, {"choice-0": "nothing", "words": "  "})

    assert answer.headers["location"].endswith("?vide=1")
    assert "aucune réponse n’est choisie" in ask(query="?vide=1").text
    assert kept(store) == ()


def test_the_same_answer_twice_is_one_and_another_is_kept_beside_it(ask, store: Store):
    for fields in (CHOSEN, CHOSEN, {**CHOSEN, "by-1": "le notaire"}):
        send(ask, fields)

    assert len(kept(store)) == 2


FORGED = {
    "another page": OTHER + TOKEN[26:],
    "a later end": f"{KEY}.{int(UNTIL.timestamp()) + 9}.{TOKEN.rpartition('.')[2]}",
    "another signature": TOKEN[:-3] + ("AAA" if not TOKEN.endswith("AAA") else "BBB"),
    "another signer": sign_link(Link(KEY, UNTIL), key=link_key(new_seal_keys()[1])),
    "no page": sign_link(Link("c" * 26, UNTIL), key=SIGNER),
    "over": sign_link(Link(KEY, NOW - timedelta(seconds=1)), key=SIGNER),
    "nothing": "a",
}


@pytest.mark.parametrize("what", FORGED)
def test_a_link_that_is_not_ours_shows_one_page_and_takes_nothing(ask, store: Store, what: str):
    shown, sent = ask(token=FORGED[what]), send(ask, CHOSEN, token=FORGED[what])

    assert (shown.status_code, sent.status_code) == (404, 404)
    assert shown.text == sent.text == ask(token="b").text
    assert kept(store) == ()


def test_a_link_is_over_on_its_day(ask, clock: Clock):
    clock.now = UNTIL - timedelta(seconds=1)
    assert ask().status_code == 200
    clock.now = UNTIL
    assert ask().status_code == 404


@pytest.mark.parametrize(
    ("limit", "most", "status", "why"),
    [
        ("MOST_AN_HOUR", 0, 429, "trop d’envois dans l’heure"),
        ("LARGEST", 50, 413, "le fichier fait plus de 10 Mo"),
        ("MEMORY", 50, 503, "trop de fichiers arrivent en ce moment"),
    ],
)
def test_a_form_that_is_not_taken_says_why_and_is_not_kept(
    ask, store: Store, monkeypatch, limit: str, most: int, status: int, why: str
):
    monkeypatch.setattr(serving, limit, most)
    refused = send(ask, {"words": "x" * 500})

    assert refused.status_code == status
    assert "Rien n’a été envoyé" in refused.text and why in refused.text
    assert ("choisissez un autre fichier" in refused.text) is (limit == "LARGEST")
    assert not kept(store)


def test_a_refused_file_leaves_what_was_typed(ask, store: Store, monkeypatch):
    monkeypatch.setattr(serving, "LARGEST", 5000)
    typed = {
        **CHOSEN, "choice-1": "new_date", "day-1": "2026-05-20", "by-1": '"><b>banque',
        "words": "deux </textarea><script>mots", "phone": "06 11 22 33 44",
    }  # fmt: skip
    shown = send(ask, typed, name="photo.jpg", content=b"\xff" * 9000)

    assert shown.status_code == 413
    assert "gardé ci-dessous, sans le fichier." in shown.text
    assert 'name="choice-0" value="done" checked' in shown.text
    assert 'name="choice-1" value="new_date" checked' in shown.text
    assert shown.text.count(" checked") == len(LINES)
    assert 'value="2026-05-20"' in shown.text
    assert 'value="06 11 22 33 44"' in shown.text
    assert "deux &lt;/textarea&gt;&lt;script&gt;mots</textarea>" in shown.text
    assert "&gt;&lt;b&gt;banque" in shown.text
    assert "<script" not in shown.text
    assert "photo.jpg" not in shown.text
    assert not kept(store)
    assert "gardé ci-dessous" not in ask().text


def test_a_page_goes_with_its_person_and_with_its_time(ask, store: Store):
    assert forget(store, PROGRAMME, words=["denis@ferme.example"], hashes=["denis"]) == 2
    assert ask().status_code == 404
    apply_retention(store, PROGRAMME, at=UNTIL + timedelta(days=61))


def test_a_token_says_no_more_than_a_page_and_a_day():
    link = read_link(TOKEN, key=link_verifier(public_link_key(PRIVATE)), now=NOW)

    assert link == Link(KEY, UNTIL.astimezone(UTC))
    assert len(ROOM + TOKEN) < 150
    with pytest.raises(ConfigurationError):
        link_verifier("AAAA")


def test_two_things_asked_of_one_number_stand_in_one_place_of_the_page():
    lines = (
        a_line(number="A1", label="A1 – Planter", due=date(2026, 5, 20)),
        a_line(number="A2", label="A2 – Semer"),
        a_line(number="A1", label="A1 – Fin révisée", due=date(2026, 5, 12)),
    )

    first, second = page_lines(lines)

    assert (first.ref, first.title) == ("A1", "Planter\u202f; Fin révisée")
    assert first.due == "pour le mardi\u00a012\u00a0mai"
    assert second.title == "Semer"


def test_a_digest_leads_to_its_page_in_both_forms_and_to_nothing_without_one():
    digest = a_digest((DigestGroup.LATE, (a_line(DigestGroup.LATE, "A2.1"),)))
    context = MailContext(programme="P", coordinator="C", coordinator_email="c@pat.example")

    mail = render_digest(
        digest, context=replace(context, answer_url=f"https://x.example/r/{TOKEN}")
    )
    without = render_digest(digest, context=context)

    assert f"https://x.example/r/{TOKEN}" in mail.text
    assert "« fait », « nouvelle date », « bloqué par … », « appelez-moi »" in mail.text.replace(
        "\u00a0", " "
    )
    assert f'href="https://x.example/r/{TOKEN}"' in mail.html
    assert "/r/" not in without.text + without.html
