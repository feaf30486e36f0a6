"""Pure: what a deck is made of: slides with finished strings; topics, which fill one or a card."""

from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.reports.committee.question_rules import Question
from relocalisons.core.views.rag import Status
from relocalisons.core.views.view import Bullets, Gantt, Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first slide: when and where, who invites, and what funders ask to print."""

    subtitle: str
    lines: tuple[str, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideColumn:
    """A column of a slide's table: its header, its share of the width and how it is set."""

    header: str
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideTable:
    """At most eight rows; a status, when there is one, stands in the last column."""

    columns: tuple[SlideColumn, ...]
    rows: tuple[tuple[str | Status, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Four figures and the sentences that go with them."""

    tiles: tuple[Tile, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture with the sentences beside it."""

    view: Gantt | Bullets
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A small topic: a title and at most four sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Two to four small topics on one slide."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A decision slide."""

    question: Question


Body = Cover | SlideTable | Tiles | Chart | Cards | Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One message: the title says it, the body shows it, the notes help whoever speaks.

    `takeaway` is one sentence under the body; empty on covers, cards and decision slides.
    """

    section: str
    title: str
    body: Body
    notes: str
    takeaway: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The whole deck and the words at the foot of its slides."""

    title: str
    running: str
    stopped: str
    description: str
    file_stem: str
    as_of: date
    slides: tuple[Slide, ...]


MAX_ROWS = 7
ENOUGH = 3  # rows below which a table would leave its slide half empty
SHORT_TITLE = 74
IN_DOSSIER = "dans le dossier de séance et son annexe."


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic both ways: `slide` is None when it would leave its slide half empty."""

    card: Card
    slide: Slide | None


# The place of a topic that nobody follows: neither a slide nor a card.
NO_TOPIC = Topic(card=Card(title="", sentences=()), slide=None)


def topic_of(
    section: str,
    title: str,
    *,
    sentences: tuple[str, ...],
    table: SlideTable,
    takeaway: str,
    notes: str,
) -> Topic:
    """A topic that is a table: its slide, unless there are too few rows for one."""
    card = Card(title=section, sentences=sentences)
    if len(table.rows) < ENOUGH:
        return Topic(card=card, slide=None)
    return Topic(
        card=card,
        slide=Slide(section=section, title=title, body=table, notes=notes, takeaway=takeaway),
    )


def rows_left(count: int, noun: tuple[str, str]) -> str:
    """« 3 autres actions dans le dossier de séance. », empty when nothing is left out."""
    return f"{count_of(count, *noun)} {IN_DOSSIER}" if count > 0 else ""
