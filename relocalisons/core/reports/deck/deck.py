"""Pure: what a deck is made of: slides whose strings are finished and whose figures are drawn."""

from dataclasses import dataclass
from datetime import date

from relocalisons.core.reports.committee.question import Question
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
