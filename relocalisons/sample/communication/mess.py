"""Sample: publications held up at each step of their chain, and logos that nobody checked."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from relocalisons.sample.deliverables.lines import Fate, PlannedDeliverable
from relocalisons.sample.engine.cells import Row, Typed, day, text
from relocalisons.sample.engine.events import PILOTAGE, CellsTyped, Event

# number, channel, topic, planned day; the brief left, the proof is awaited.
_PROOF_AWAITED = (
    ("COM-31", "vidéo", "Une journée à la légumerie", date(2026, 3, 12)),
    ("COM-32", "presse", "Dix communes écrivent leur menu", date(2026, 3, 30)),
    ("COM-33", "newsletter", "Lettre aux cuisines centrales", date(2026, 4, 13)),
)
# The proof came, the funder has not agreed yet.
_AGREEMENT_AWAITED = (
    ("COM-34", "LinkedIn", "Un verger, trois collèges", date(2026, 3, 8)),
    ("COM-35", "site", "Le calendrier des légumes", date(2026, 3, 14)),
    ("COM-36", "LinkedIn", "Trois cuisines racontent", date(2026, 3, 20)),
    ("COM-37", "presse", "Le printemps des contrats", date(2026, 4, 6)),
)
_OUT = date(2026, 1, 20)


def plant_publications(
    tables: Mapping[str, Mapping[str, tuple[Row, ...]]], planned: Iterable[PlannedDeliverable]
) -> dict[str, dict[str, tuple[Row, ...]]]:
    """The same tables, with these publications at the end of « Communication »."""
    done = [each for each in planned if each.fate is Fate.DONE]
    waiting = [
        _row(*each, brief_sent=_before(each[3], 35), contractor="Studio Cigale")
        for each in _PROOF_AWAITED
    ]
    waiting += [
        _row(*each, brief_sent=_before(each[3], 33), proof_received=_before(each[3], 16))
        for each in _AGREEMENT_AWAITED
    ]
    out = [
        _out("COM-38", "LinkedIn", "Le lancement en images", logos=None),
        _out("COM-39", "presse", "Un repas, six producteurs", logos="non"),
        _out(
            "COM-40",
            "site",
            f"En ligne : {_about(done[0])}",
            logos=None,
            deliverable=done[0].number,
        ),
        _out(
            "COM-41",
            "LinkedIn",
            f"À lire : {_about(done[1])}",
            logos="oui",
            link="",
            deliverable=done[1].number,
        ),
        _out("COM-42", "presse", "Les chiffres de l’automne", logos="oui"),
        _out(
            "COM-43",
            "site",
            _about(done[2]),
            logos="non",
            deliverable=done[2].number,
        ),
        _out("COM-44", "newsletter", "Les vœux du programme", logos=None),
    ]
    changed = {table: dict(owners) for table, owners in tables.items()}
    rows = (*changed["communication"][PILOTAGE], *waiting, *out)
    changed["communication"][PILOTAGE] = rows
    return changed


def _about(planned: PlannedDeliverable) -> str:
    """Its title without the place or the programme: « Carte des acteurs alimentaires »."""
    return planned.title.title.partition(" du ")[0]


def publication_sequel() -> tuple[Event, ...]:
    """Some of them come out in time, once the funder has agreed."""
    events: list[Event] = []
    for code, on in (("COM-35", date(2026, 3, 13)), ("COM-36", date(2026, 3, 19))):
        cells = {
            "funder_agreed": day(on - timedelta(days=1)),
            "published_on": day(on),
            "link": text(f"https://relocalisons.example/{code}"),
            "logos_checked": text("oui"),
            "status": text("publié"),
        }
        events.append(
            CellsTyped(
                on=on,
                owner=PILOTAGE,
                table="communication",
                uid=f"publication/{code}",
                cells=cells,
            )
        )
    return tuple(events)


def _before(planned: date, days: int) -> Typed:
    return day(planned - timedelta(days=days))


def _row(code: str, channel: str, topic: str, planned: date, **cells: Typed | str) -> Row:
    own = {name: text(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}
    usual = {
        "number": text(code),
        "channel": text(channel),
        "topic": text(topic),
        "contractor": text("Studio Cigale"),
        "planned_on": day(planned),
        "status": text("prévu"),
    }
    return Row(uid=f"publication/{code}", cells={**usual, **own})


def _out(
    code: str,
    channel: str,
    topic: str,
    *,
    logos: str | None,
    link: str = "https://relocalisons.example/vu",
    deliverable: str = "",
) -> Row:
    return _row(
        code,
        channel,
        topic,
        _OUT,
        published_on=day(_OUT),
        link=text(link),
        logos_checked=text(logos),
        deliverable=text(deliverable),
        status=text("publié"),
    )
