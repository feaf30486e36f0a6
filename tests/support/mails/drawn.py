"""Small builders of digests and of what a mail shows, for the tests of rendered mails."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from relocalisons.core.kernel.model import CellRef
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.digests import Digest, DigestBlock, DigestGroup, DigestLine
from relocalisons.rendering.mails.context import MailContext

TUESDAY = date(2026, 3, 3)
CONTEXT = MailContext(
    programme="Relocalisons",
    coordinator="Camille Aubanel",
    coordinator_email="coordination@localizz.example",
    coordinator_phone="04 91 00 00 01",
    pilotage_url="https://docs.google.com/spreadsheets/d/pilotage/edit#gid=12",
)

_KINDS = {
    DigestGroup.LATE: (PlanKind.ACTION_LATE, date(2026, 2, 3), "28\u00a0jours de retard"),
    DigestGroup.THIS_WEEK: (PlanKind.ACTION_DUE_SOON, date(2026, 3, 6), ""),
    DigestGroup.UPCOMING: (PlanKind.ACTION_DUE_SOON, date(2026, 3, 12), ""),
    DigestGroup.OTHER: (PlanKind.ACTION_STALE, None, "à faire"),
    DigestGroup.CELLS: (ReadingKind.CELL_UNREADABLE, None, "à préciser"),
}
SHEET = CellRef(file_id="1AbC_d-E", workbook="Suivi P01", tab="Plan d'action", sheet_id=3)


def a_line(group=DigestGroup.LATE, number="A1.2", **given) -> DigestLine:
    kind, due, status = _KINDS[group]
    values = {
        "finding_key": f"{kind.value}:{number}", "kind": kind, "number": number,
        "label": f"{number} – Former les cuisiniers", "text": "", "status": status, "due": due,
        "about": False, "level": 1, "place": replace(SHEET, cell="G14"), "names_partner": None,
    }  # fmt: skip
    return DigestLine(**{**values, **given})


def a_digest(*lines_by_group, **given) -> Digest:
    """A digest of `(group, lines)` pairs; one late line when none is given."""
    pairs = lines_by_group or ((DigestGroup.LATE, (a_line(),)),)
    values = {
        "partner": "P01", "partner_name": "Ville de Grasse", "profile": "collectivité",
        "person": "Anne Roux", "as_of": TUESDAY, "sheet": SHEET,
        "blocks": tuple(DigestBlock(group=group, lines=tuple(lines)) for group, lines in pairs),
    }  # fmt: skip
    return Digest(**{**values, **given})


class Shown(HTMLParser):
    """What a mail program sees of an HTML mail: tags, attributes, links and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._hidden = 0
        self.feed(html)
        self.text = " ".join(self.text.split(" "))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._hidden += tag in ("style", "title")

    def handle_endtag(self, tag):
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data):
        if not self._hidden:
            self.text += data

    @property
    def links(self) -> list[str]:
        return [attributes["href"] for _, attributes in self.tags if "href" in attributes]

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]
