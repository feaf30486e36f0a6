"""The answer page in a real Chromium, 390 px wide, scripts forbidden. `pytest -m browser`.

`PAGE_PICTURES=FOLDER` keeps what was seen.
"""

import os
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from support.chromium import Page, open_chromium
from support.mails.build import PROGRAMME

from relocalisons.core.replies.answer_page import PageLine
from relocalisons.store.opening import Store
from relocalisons.store.replies.inbound import waiting_inbound
from relocalisons.store.replies.pages import AnswerPage, put_page
from tasks.mail.answer_page.links import ROOM, Link, link_verifier, sign_link
from tasks.mail.answer_page.reading import read_page_answer
from tasks.mail.answer_page.serving import PageKeys, create_answer_page
from tasks.mail.inbound.sealing import link_key, new_seal_keys, open_seal, public_link_key

pytestmark = pytest.mark.browser

SEAL, PRIVATE = new_seal_keys()
KEY = "a" * 26
LINES = (
    PageLine(ref="A1.2", title="Semer les deux hectares de pois chiche", due="pour le mardi 5 mai"),
    PageLine(ref="D7", title="Facture du traiteur de la journée des cantines du Val de Sorgue"),
)
SMALL = """
    [...document.querySelectorAll('.pick, input:not([type=radio]), textarea, button')]
        .filter(one => one.getBoundingClientRect().height < 44).length
"""
UNNAMED = """
    [...document.querySelectorAll('input, textarea')]
        .filter(one => !one.labels.length || !one.labels[0].innerText.trim()).length
"""


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    until = datetime.now(UTC) + timedelta(days=3)
    put_page(
        store,
        AnswerPage(
            key=KEY, programme=PROGRAMME, expires_at=until, recipient_hash="denis",
            coordinator="Claire Vasseur", lines=LINES,
        ),
    )  # fmt: skip
    keys = PageKeys(
        link=link_verifier(public_link_key(PRIVATE)), seal=SEAL, clock=lambda: datetime.now(UTC)
    )
    server = uvicorn.Server(
        uvicorn.Config(create_answer_page(store, keys=keys), port=0, log_level="error")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}{ROOM}{sign_link(Link(KEY, until), key=link_key(PRIVATE))}"
    finally:
        server.should_exit = True
        thread.join(10)


def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("PAGE_PICTURES"):
        page.picture(Path(folder) / f"{name}.png")


def test_a_grower_answers_with_a_thumb(store: Store, address: str, tmp_path: Path):
    with open_chromium(tmp_path / "chromium") as page:
        page.resize(width=390, height=1500)
        page.open(address)
        page.wait_for("document.querySelectorAll('fieldset').length === 2")
        keep(page, "page-reponse")
        wide = page.evaluate("document.documentElement.scrollWidth")
        small, unnamed = page.evaluate(SMALL), page.evaluate(UNNAMED)
        facts = page.evaluate(
            "[document.documentElement.lang, document.scripts.length, "
            "document.querySelectorAll('legend').length, document.title]"
        )
        styled = page.evaluate("getComputedStyle(document.querySelector('button')).minHeight")

        page.evaluate("document.querySelector('button').click()")
        page.wait_for("location.search === '?vide=1'")
        refused = page.evaluate("document.querySelector('[role=alert]').innerText")
        keep(page, "page-reponse-vide")

        page.evaluate("document.querySelector('input[name=choice-0][value=done]').click()")
        page.evaluate("document.querySelector('input[name=choice-1][value=blocked]').click()")
        page.type_into("#by-1", "la banque")
        page.type_into("#words", "à bientôt")
        page.evaluate("document.querySelector('button').click()")
        page.wait_for("location.search === '?fait=1'")
        receipt = page.evaluate("document.querySelector('[role=status]').innerText")
        keep(page, "page-reponse-recue")

    assert wide <= 390
    assert (small, unnamed, styled) == (0, 0, "52px")
    assert facts == ["fr", 0, 2, "Répondre à Claire Vasseur"]
    assert "aucune réponse n’est choisie" in refused
    assert "Claire Vasseur la lira" in receipt
    (mail,) = waiting_inbound(store, PROGRAMME, most=9)
    opened = open_seal(mail.sealed, private_key=PRIVATE, programme=PROGRAMME)
    said = read_page_answer(store, KEY, opened.partition(b"\n")[2], came=mail.received_at.date())
    assert [(each.act.value, each.ref) for each in said.proposals] == [
        ("done", "A1.2"),
        ("blocked", "D7"),
    ]
    assert said.words == "à bientôt"
