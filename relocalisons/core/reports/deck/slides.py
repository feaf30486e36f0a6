"""Pure: the deck of a steering committee: 8 to 15 slides, each full, each with one message."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    format_long_date,
    join_words,
)
from relocalisons.core.reports.committee.copil import CopilReport
from relocalisons.core.reports.committee.question_rules import Question
from relocalisons.core.reports.committee.session import Session
from relocalisons.core.reports.committee.timetable import Timetable
from relocalisons.core.reports.deck import named_topics, topics
from relocalisons.core.reports.deck.deck import (
    NO_TOPIC,
    Ask,
    Card,
    Cards,
    Cover,
    Deck,
    Slide,
    SlideColumn,
    SlideTable,
    Tiles,
    Topic,
)
from relocalisons.core.reports.shared.changes import FIRST_REPORT
from relocalisons.core.reports.shared.measures import Measures

FEWEST, MOST = 8, 15
MOST_ASKED, SURELY_ASKED = 5, 3
PLANNING, COMING = 2, 8  # places among the topics
CARDS_A_SLIDE = 4
NEXT = "Et maintenant"
CLOSING = "Ce qui a changé, et la suite"
LONGEST_MESSAGE = 90  # characters of a sentence that can stand as a title


def topics_of(
    programme: Programme,
    report: CopilReport,
    measures: Measures,
    *,
    decisions: tuple[Row, ...],
    on: date,
) -> tuple[Topic, ...]:
    """Every topic of a session (`on` its day), in the order in which it is spoken of.

    The place of one that nobody follows stays, empty.
    """
    out = report.sections_out
    return (
        named_topics.followed(programme, decisions, as_of=on),
        topics.rag_forecast(report, measures),
        topics.planning(report, measures),
        topics.late(measures),
        NO_TOPIC if "livrables" in out else topics.missing(measures),
        NO_TOPIC if "volumes" in out else topics.volumes(report, measures),
        NO_TOPIC if "depenses" in out else topics.budget(report),
        NO_TOPIC if "risques" in out else topics.risks(report),
        named_topics.coming(programme, measures, on=on, decisions=decisions),
    )


def make_room(
    found: tuple[Topic, ...], questions: tuple[Question, ...]
) -> tuple[tuple[Topic, ...], int]:
    """The topics, some of them as cards only, and how many questions get a slide of their own.

    The deck keeps to its limit; what comes next, then the chart of the plan, give way to decisions.
    """
    kept = list(found)
    for index in (COMING, PLANNING):
        if _room(kept) >= min(len(questions), SURELY_ASKED):
            break
        # The chart's message is that of « Retards »; what comes next keeps a card.
        kept[index] = NO_TOPIC if index == PLANNING else replace(kept[index], slide=None)
    return tuple(kept), min(len(questions), MOST_ASKED, _room(kept))


def _room(found: Sequence[Topic]) -> int:
    # Three opening slides and two of cards may stand.
    return MOST - 5 - sum(1 for topic in found if topic.slide is not None)


def build_deck(
    session: Session,
    *,
    report: CopilReport,
    found: tuple[Topic, ...],
    timetable: Timetable,
    asked: tuple[Question, ...],
    next_day: date | None,
) -> Deck:
    """The deck of a session; `found` and `asked` as `make_room` allows, `next_day` the one after.

    A topic with too little to fill a slide becomes a card; cards share slides.
    """
    cards = [topic.card for topic in found if topic.slide is None and topic is not NO_TOPIC]
    middle = [topic.slide for topic in found[:-1] if topic.slide is not None]
    tail = [topic.slide for topic in found[-1:] if topic.slide is not None]
    head = [_cover(session), _agenda(timetable, asked=len(asked)), _figures(report)]
    asks = [_ask(question) for question in asked]
    others = len(head) + len(middle) + len(asks) + len(tail)
    closing = _card_slides([*cards, *_closing_cards(report, next_day=next_day)], others)
    return Deck(
        title=session.title,
        running=f"{session.programme} · {session.short_title}",
        stopped=report.heading.stopped,
        description=f"Support de séance, {session.title}",
        file_stem=f"{session.day:%Y-%m-%d} {session.committee} Support",
        as_of=report.heading.as_of,
        slides=(*head, *middle, *asks, *tail, *closing),
    )


def _cover(session: Session) -> Slide:
    invited = count_of(len(session.attendees), "personne conviée", "personnes conviées")
    lines = (
        session.when[0].upper() + session.when[1:],
        session.where,
        *((f"{invited}.",) if session.attendees else ()),
    )
    return Slide(
        section="",
        title=f"{session.full_name} du {format_long_date(session.day)}",
        body=Cover(
            subtitle=session.programme,
            lines=lines,
            mentions=session.mentions,
        ),
        notes="Accueil, tour de table et émargement. Vérifier le quorum avant toute décision.",
    )


def _agenda(timetable: Timetable, *, asked: int) -> Slide:
    length = _length(timetable.minutes)
    approved = sum(item.decides for item in timetable.items) - asked
    minutes = " et un relevé à approuver" if approved > 0 else ""
    timed = all(item.hours for item in timetable.items)
    rows = tuple(
        (
            item.hours if timed else str(item.number),
            f"Décision{NBSP}: {item.title}" if item.decides else item.title,
            item.length,
        )
        for item in timetable.items
    )
    return Slide(
        section="Ordre du jour",
        title={
            0: f"{length} pour suivre l’avancement, sans décision à prendre sur un écart",
            1: f"1 décision à prendre{minutes} en {length}",
        }.get(asked, f"{asked} décisions à prendre{minutes} en {length}"),
        body=SlideTable(
            columns=(
                SlideColumn(header="Horaire" if timed else "N°", width=22 if timed else 7),
                SlideColumn(header="Point", width=88),
                SlideColumn(header="Durée", width=13, right=True),
            ),
            rows=rows,
        ),
        takeaway=timetable.note,
        notes="Annoncer la durée de chaque point et s’y tenir. Les décisions viennent avant les "
        "questions diverses.",
    )


def _figures(report: CopilReport) -> Slide:
    message, _, left_out = report.essentials[0].rstrip(".").partition(SEMICOLON)
    rest = left_out.strip()
    counted_apart = (f"{rest[0].upper()}{rest[1:]}.",) if rest else ()
    return Slide(
        section="Chiffres clés",
        title=message,
        body=Tiles(tiles=report.tiles, sentences=(*report.essentials[1:], *counted_apart)),
        notes="Chaque chiffre renvoie à sa cellule dans l’annexe « Sources » du dossier de séance. "
        + " ".join(report.changes[:3]),
    )


def _ask(question: Question) -> Slide:
    options = " ".join(f"{each.letter}. {each.text} {each.effect}" for each in question.options)
    return Slide(
        section="Décision",
        title=question.title,
        body=Ask(question=question),
        notes=f"{question.question} {options} {question.recommendation} {question.origin} Noter la "
        "décision, son responsable et son échéance dans le relevé.",
    )


def _closing_cards(report: CopilReport, *, next_day: date | None) -> tuple[Card, Card]:
    day = format_long_date(next_day, weekday=True) if next_day else "date à fixer en séance"
    told = tuple(each for each in report.changes if each != FIRST_REPORT) or report.changes
    return (
        Card(
            title=report.changes_title,
            sentences=told[:4] or ("Rien n’a changé depuis le dernier rapport.",),
        ),
        Card(
            title=NEXT,
            sentences=(
                "Relevé de décisions diffusé sous 5 jours, compte rendu sous 15 jours.",
                "Chaque responsable note la suite dans sa feuille ; les relances suivent.",
                f"Prochaine réunion{NBSP}: {day}.",
            ),
        ),
    )


def _card_slides(cards: Sequence[Card], others: int) -> list[Slide]:
    """As few slides as hold the cards, more when the deck would be too short."""
    fewest = -(-len(cards) // CARDS_A_SLIDE)
    most = max(len(cards) // 2, 1)
    count = min(max(fewest, FEWEST - others), most)
    size, rest = divmod(len(cards), count)
    slides: list[Slide] = []
    start = 0
    for index in range(count):
        end = start + size + (1 if index < rest else 0)
        slides.append(_card_slide(tuple(cards[start:end])))
        start = end
    return slides


def _card_slide(cards: tuple[Card, ...]) -> Slide:
    title, cards = _message_of(cards)
    titles = [card.title for card in cards]
    return Slide(
        section="En bref",
        title=title,
        body=Cards(cards=cards),
        notes=f"À parcourir en une minute{NBSP}: {', '.join(titles)}.",
    )


def _message_of(cards: tuple[Card, ...]) -> tuple[str, tuple[Card, ...]]:
    """The message of a slide of cards, said once, and the cards that are left under it."""
    head, *others = cards
    first, *rest = head.sentences
    if len(first) >= LONGEST_MESSAGE:
        told = [card.title for card in cards if card.title != NEXT]
        named = [told[0], *(title[:1].lower() + title[1:] for title in told[1:])]
        return join_words(named), cards
    if rest:
        return first.rstrip("."), (replace(head, sentences=tuple(rest)), *others)
    if len(others) > 1 and len(first) < LONGEST_MESSAGE // 2:
        return first.rstrip("."), tuple(others)
    if len(others) > 1:
        return CLOSING, cards
    second = others[0].title if others else ""
    if not second or second == NEXT:
        return head.title, cards
    return f"{head.title} et {second[0].lower()}{second[1:]}", cards


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return count_of(rest, "minute")
    return f"{hours}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")
