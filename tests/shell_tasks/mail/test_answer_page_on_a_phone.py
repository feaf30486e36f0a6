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
# With its style, without which everything is small.
DRAWN = "document.readyState === 'complete' && document.querySelectorAll('fieldset').length === 2"
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


# What has the keyboard: its name as a screen reader says it, and the ring that shows it.
FOCUSED = """
    (() => {
        const one = document.activeElement, style = getComputedStyle(one);
        const group = one.closest('fieldset');
        const said = (one.labels && one.labels[0] ? one.labels[0] : one).innerText;
        return [said.trim().replace(/\\s/g, ' '),
                group ? group.querySelector('legend strong').innerText : '',
                style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
    })()
"""
# Every pair of ink and ground that is shown, as WCAG counts it: 4.5 at least.
PALE = """
    (() => {
        const part = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
        const light = c => { const [r, g, b] = c.match(/[0-9.]+/g).map(Number);
                             return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
        const ground = one => { for (; one; one = one.parentElement) {
            const c = getComputedStyle(one).backgroundColor;
            if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
        return [...document.querySelectorAll('body *')].filter(one =>
            [...one.childNodes].some(each => each.nodeType === 3 && each.textContent.trim())
        ).map(one => [light(getComputedStyle(one).color), light(ground(one)), one.innerText])
         .filter(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5)
         .map(each => each[2]);
    })()
"""


def test_a_keyboard_alone_answers_at_twice_the_size(store: Store, address: str, tmp_path: Path):
    with open_chromium(tmp_path / "chromium") as page:
        page.resize(width=195, height=1800)  # a telephone of 390 px whose text is twice as large
        page.open(address)
        page.wait_for(DRAWN)
        keep(page, "page-reponse-200")
        wide = page.evaluate("document.documentElement.scrollWidth")
        cut = page.evaluate(
            "[...document.querySelectorAll('label, legend, p, h1, button')]"
            ".filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"
        )
        pale = page.evaluate(PALE)
        page.evaluate("document.querySelector('button').click()")
        page.wait_for("location.search === '?vide=1'")
        pale += page.evaluate(PALE)
        keep(page, "page-reponse-200-vide")
        page.press("Tab")
        first = page.evaluate(FOCUSED)
        page.press("Enter", text="\r")
        led = page.wait_for("location.hash === '#choix-0' && document.activeElement.id") or ""
        told = page.evaluate("document.querySelector('fieldset').getAttribute('aria-describedby')")
        page.press("ArrowDown")
        walked = [page.evaluate(FOCUSED)]
        while walked[-1][0] != "Envoyer" and len(walked) < 30:
            page.press("Tab")
            walked.append(page.evaluate(FOCUSED))
            if walked[-1][0].startswith("Autre chose"):
                page.type_here("merci")
        keep(page, "page-reponse-200-clavier")
        page.press("Enter", text="\r")
        page.wait_for("location.search === '?fait=1'")

    assert (wide <= 195, cut, pale) == (True, [], [])
    assert (first, led, told) == (["Choisir une réponse", "", True], "choix-0", "erreur")
    names = list(dict.fromkeys((line, name) for name, line, _ in walked))  # a day has three fields
    of_a_line = ("Si nouvelle date, laquelle ?", "Si bloqué, par qui ou par quoi ?")
    assert names == [
        ("A1.2", "C’est fait"), *(("A1.2", name) for name in of_a_line),
        ("D7", "Rien à dire"), *(("D7", name) for name in of_a_line),
        ("", "Votre téléphone, si vous voulez être appelé :"), ("", "Autre chose à dire :"),
        ("", "Un fichier (10 Mo au plus) : pdf, photo, tableur ou texte"), ("", "Envoyer"),
    ]  # fmt: skip
    assert [name for name, _, ring in walked if not ring] == []
    (mail,) = waiting_inbound(store, PROGRAMME, most=9)
    opened = open_seal(mail.sealed, private_key=PRIVATE, programme=PROGRAMME)
    said = read_page_answer(store, KEY, opened.partition(b"\n")[2], came=mail.received_at.date())
    assert [(each.act.value, each.ref) for each in said.proposals] == [("done", "A1.2")]
    assert said.words == "merci"


def test_a_grower_answers_with_a_thumb(store: Store, address: str, tmp_path: Path):
    with open_chromium(tmp_path / "chromium") as page:
        page.resize(width=390, height=1500)
        page.open(address)
        page.wait_for(DRAWN)
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


# A file of 12 MB as a hand chooses it; scripts of the page stay forbidden.
CHOOSE = """
    (() => {
        const held = new DataTransfer();
        held.items.add(new File([new Uint8Array(12 * 1024 * 1024)], 'facture.pdf'));
        document.querySelector('input[type=file]').files = held.files;
    })()
"""


def test_a_file_that_is_refused_leaves_what_was_typed(store: Store, address: str, tmp_path: Path):
    with open_chromium(tmp_path / "chromium") as page:
        page.resize(width=390, height=1500)
        page.open(address)
        page.wait_for(DRAWN)
        page.evaluate("document.querySelector('input[name=choice-1][value=blocked]').click()")
        page.type_into("#by-1", "la banque")
        page.type_into("#words", "à bientôt <b>vous</b>")
        page.evaluate(CHOOSE)
        page.evaluate("document.querySelector('button').click()")
        page.wait_for("document.querySelector('[role=alert]') !== null")
        refused = page.evaluate("document.querySelector('[role=alert]').innerText")
        chosen = page.evaluate("document.querySelector('input[name=choice-1]:checked').value")
        typed = page.evaluate(
            "[document.querySelector('#by-1').value, document.querySelector('#words').value, "
            "document.querySelector('input[type=file]').files.length]"
        )
        wide = page.evaluate("document.documentElement.scrollWidth")
        keep(page, "page-reponse-fichier-refuse")

    assert "fichier" in refused
    assert (chosen, typed) == ("blocked", ["la banque", "à bientôt <b>vous</b>", 0])
    assert wide <= 390
    assert waiting_inbound(store, PROGRAMME, most=9) == ()
