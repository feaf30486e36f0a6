"""Pure: what a topic of the deck is: a slide when there is enough to fill one, a card otherwise."""

from dataclasses import dataclass

from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.reports.deck.deck import Card, Slide, SlideTable

MAX_ROWS = 7
ENOUGH = 3  # rows below which a table would leave its slide half empty
SHORT_TITLE = 74
IN_DOSSIER = "dans le dossier de séance."


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic both ways: `slide` is None when it would leave its slide half empty."""

    card: Card
    slide: Slide | None


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
    slide = Slide(section=section, title=title, body=table, notes=notes, takeaway=takeaway)
    return Topic(card=card, slide=slide)


def rows_left(count: int, noun: tuple[str, str]) -> str:
    """« 3 autres actions dans le dossier de séance. », empty when nothing is left out."""
    return f"{count_of(count, *noun)} {IN_DOSSIER}" if count > 0 else ""
