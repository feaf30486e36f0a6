"""Lines of mails for tests of their words."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from support.mails.drawn import Shown, a_line

from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.words.french import NBSP, THIN
from relocalisons.core.producers.kinds import ProducerKind

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 3, 5, 12, tzinfo=PARIS)


def plain_spaces(text):
    return text.replace(NBSP, " ").replace(THIN, " ")


def many(group, count, **given):
    return (group, tuple(a_line(group, f"A{number}.1", **given) for number in range(1, count + 1)))


def deliverables(count):
    return tuple(
        a_line(number=f"L{number:02d}", kind=DeliverableKind.DELIVERABLE_MISSING)
        for number in range(1, count + 1)
    )


def certificate(**given):
    return a_line(
        number="HVE", label="Haute valeur environnementale (HVE) – EARL du Riou",
        kind=ProducerKind.CERTIFICATE_EXPIRED, finding_key="certificate_expired:P07/hve", **given,
    )  # fmt: skip


def a_certificate_wanted():
    return replace(certificate(due=None), kind=ProducerKind.LABEL_UNPROVEN)


def is_typeset(mail):
    for text in (Shown(mail.html).text, without_links(mail.text), mail.subject):
        assert not re.search(r" [;!?:»]", text), text
        assert "« " not in text
        assert "'" not in text
        assert not re.search(r"(?<![ \u00a0\u202f])[;!?](?=\s|$)", text)


def without_links(text):
    return "\n".join(line for line in text.splitlines() if "://" not in line)
