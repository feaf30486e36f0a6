"""The pages for people: whole without scripts, in French, accessible, and nothing runs in them."""

from html.parser import HTMLParser

import pytest
import requests

from vendor_sandbox.testing import seeds

EVIL = "<script>alert(1)</script>"


class Outline(HTMLParser):
    """What an accessibility check looks at in a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.language = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "html":
            self.language = attrs.get("lang", "")

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def filled(sandbox):
    """Mails, a scheduled one among them, and a file with a hostile name."""
    mail = {
        "personalizations": [{"to": [{"email": "anne@ferme.example"}]}],
        "from": {"email": "suivi@localizz.example", "name": EVIL},
        "subject": f"Échéances {EVIL}",
        "content": [
            {"type": "text/plain", "value": f"Bonjour {EVIL}"},
            {"type": "text/html", "value": f'<p>Bonjour</p><img src="cid:logo">{EVIL}'},
        ],
        "attachments": [
            {
                "content": "iVBORw0KGgo=",
                "filename": "logo.png",
                "type": "image/png",
                "disposition": "inline",
                "content_id": "logo",
            }
        ],
    }
    headers = {"Authorization": "Bearer SG.x"}
    url = f"{sandbox.base_url}/v3/mail/send"
    assert requests.post(url, json=mail, headers=headers, timeout=10).status_code == 202
    body = {"name": EVIL, "parents": [seeds.DRIVE_ID]}
    requests.post(
        f"{sandbox.base_url}/drive/v3/files?supportsAllDrives=true", json=body, timeout=10
    )
    return sandbox


PAGES = [
    "/",
    "/pages/drive",
    f"/pages/drive/file/{seeds.ACTIONS}",
    f"/pages/drive/file/{seeds.PDF}",
    f"/pages/drive/file/{seeds.NOTE}",
    f"/spreadsheets/d/{seeds.SHEET}/edit",
    "/pages/mail",
    "/pages/mail/000001",
    "/pages/mail/000001/unsubscribe",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_french_has_landmarks_and_says_where_one_is(filled, path):
    answer = requests.get(filled.base_url + path, timeout=10)
    page = Outline(answer.text)

    assert answer.status_code == 200
    assert page.language == "fr"
    assert len(page.all("main")) == len(page.all("h1")) == len(page.all("title")) == 1
    assert page.all("nav") and all(each.get("aria-label") for each in page.all("nav"))
    assert len(page.ids) == len(set(page.ids)), "no id stands twice"
    assert all(each.get("alt") for each in page.all("img"))
    assert all(each.get("scope") for each in page.all("th"))
    assert all(each.get("title") for each in page.all("iframe"))
    labelled = {each.get("for") for each in page.all("label")}
    assert all(each.get("id") in labelled for each in page.all("input"))


@pytest.mark.parametrize("path", PAGES)
def test_what_others_typed_is_shown_and_never_run(filled, path):
    answer = requests.get(filled.base_url + path, timeout=10)

    assert EVIL not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy


def test_the_html_of_a_mail_is_shown_sealed_with_its_pictures(filled):
    answer = requests.get(f"{filled.base_url}/pages/mail/000001/html", timeout=10)

    assert "data:image/png;base64,iVBORw0KGgo=" in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")


def test_a_document_is_shown_as_text_and_downloaded_as_word(filled):
    page = requests.get(f"{filled.base_url}/pages/drive/file/{seeds.NOTE}", timeout=10)
    file = requests.get(f"{filled.base_url}/pages/drive/download/{seeds.NOTE}", timeout=10)

    assert "Bonjour à tous" in page.text
    assert file.content.startswith(b"PK")
    assert "Note%20du%20COPIL.docx" in file.headers["Content-Disposition"]


def test_a_sheet_is_a_table_whose_cells_links_can_reach(filled):
    answer = requests.get(f"{filled.base_url}/spreadsheets/d/{seeds.SHEET}/edit", timeout=10)
    page = Outline(answer.text)

    cells = [each for each in page.ids if each.startswith("gid=") and "&range=" in each]
    assert len(cells) == 4 and cells[0].endswith("&range=A1")
    assert "31/03/2026" in answer.text and "Échéance" in answer.text


def test_what_does_not_exist_is_a_page_that_says_so(filled):
    answer = requests.get(f"{filled.base_url}/pages/drive/file/rien", timeout=10)

    assert answer.status_code == 404 and "Introuvable" in answer.text
