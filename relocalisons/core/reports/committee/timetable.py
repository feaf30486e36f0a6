"""Pure: the timed agenda of a meeting: its open decisions, its red points, its questions."""

import re
from dataclasses import dataclass
from datetime import date, time

from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    format_long_date,
    join_words,
    name_some,
    shorten,
)
from relocalisons.core.meetings.hours import after, say_hour
from relocalisons.core.meetings.levels import Level
from relocalisons.core.reports.committee.session import Session
from relocalisons.core.views.ranges import NONE, Range

STEP = 5  # minutes: nobody announces 7 minutes
MAX_TITLE = 92  # characters: one line of a slide
SHORTEST_TITLE = 12  # of the plan's title inside it
_QUOTED = re.compile("«\u00a0(.+)\u00a0»")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the agenda. `hours` is empty while the meeting has no hour."""

    number: int
    title: str
    detail: str
    minutes: int
    hours: str  # « 14 h – 14 h 05 »
    decides: bool = False

    @property
    def length(self) -> str:
        """`10 min`."""
        return f"{self.minutes}{NBSP}min"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The whole agenda; `note` says what is not sure of it, or that it is too long."""

    items: tuple[Item, ...]
    minutes: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """What there is to talk about. `previous` is the day of the last meeting held."""

    previous: date | None = None
    open_decisions: int = 0
    overdue_decisions: int = 0  # on the day of the meeting
    doubtful_decisions: int = 0
    red_actions: int = 0
    late_actions: Range = NONE
    missing: Range = NONE
    coming: int = 0
    # What they decide and what that stands for, of those that get a slot.
    questions: tuple[tuple[str, str], ...] = ()
    more_questions: int = 0
    to_publish: tuple[str, ...] = ()  # numbers of deliverables
    sections_out: frozenset[str] = frozenset()  # of the report, as nobody follows their subject
    unknown: str = ""  # why nothing can be said of a group's own plan


@dataclass(frozen=True, slots=True)
class _Wish:
    title: str
    detail: str
    weight: int  # minutes it would take if there were time
    decides: bool = False


def build_timetable(session: Session, matters: Matters) -> Timetable:
    """The agenda of a session: every item has at least five minutes, and they fill the meeting."""
    wishes = _wishes(session, matters)
    lengths = _share(session.minutes, [wish.weight for wish in wishes])
    items: list[Item] = []
    clock = session.starts
    for number, (wish, minutes) in enumerate(zip(wishes, lengths, strict=True), start=1):
        items.append(
            Item(
                number=number,
                title=wish.title,
                detail=wish.detail,
                minutes=minutes,
                hours=_slot(clock, minutes),
                decides=wish.decides,
            )
        )
        clock = after(clock, minutes) if clock else None
    total = sum(lengths)
    return Timetable(items=tuple(items), minutes=total, note=_note(session, total))


def _wishes(session: Session, matters: Matters) -> list[_Wish]:
    steering, technical = session.level is Level.STEERING, session.level is Level.TECHNICAL
    day = format_long_date(matters.previous) if matters.previous else ""
    record = "Relevé de décisions" if steering else "Compte rendu"
    decisions, known, more = matters.open_decisions, not matters.unknown, matters.more_questions
    waiting = matters.to_publish
    to_publish = count_of(len(waiting), "livrable validé", "livrables validés")
    progress, length = _progress(matters), min(20, 5 + 2 * decisions)
    wishes = (
        (True, _opening(session)),
        (day, _Wish(f"{record} du {day}", "À approuver.", 5, decides=True)),
        (decisions, _Wish("Suites des décisions précédentes", _followed(matters), length)),
        (steering, _Wish(_titled(matters, "avancement", "livrables", "volumes"), progress, 20)),
        (
            steering and not {"depenses", "risques"} <= matters.sections_out,
            _Wish(
                _titled(matters, "depenses", "risques"),
                _detail(matters, depenses="consommation par financeur", risques="risques cotés"),
                10,
            ),
        ),
        (not steering, _Wish("Points à débloquer", matters.unknown or progress, 30)),
        (
            not steering and known,
            _Wish(
                "Échéances des 30 prochains jours", f"{count_of(matters.coming, 'échéance')}.", 15
            ),
        ),
        *(
            (True, _Wish(_short(topic), detail, 10, decides=True))
            for topic, detail in matters.questions
        ),
        (technical, _Wish("Points à porter au prochain COPIL", _to_bring(more), 10)),
        (
            steering and waiting,
            _Wish("Communication", f"{to_publish} à diffuser ({name_some(waiting)}).", 5),
        ),
        (True, _Wish("Questions diverses, prochaine réunion", "", 5)),
    )
    return [wish for is_wanted, wish in wishes if is_wanted]


def _titled(matters: Matters, *sections: str) -> str:
    """« Avancement, livrables et volumes », of what somebody follows."""
    names = [{"depenses": "budget"}.get(each, each) for each in _followed_of(matters, sections)]
    said = join_words(names)
    return said[:1].upper() + said[1:]


def _detail(matters: Matters, **said: str) -> str:
    words = ", ".join(said[each] for each in _followed_of(matters, tuple(said)))
    return f"{words[:1].upper()}{words[1:]}."


def _followed_of(matters: Matters, sections: tuple[str, ...]) -> list[str]:
    return [each for each in sections if each not in matters.sections_out]


def _short(title: str) -> str:
    """A question on one line: the plan's own title is cut, never what stands around it."""
    excess, quoted = len(title) - MAX_TITLE, _QUOTED.search(title)
    if excess <= 0:
        return title
    if quoted is None or len(quoted[1]) - excess < SHORTEST_TITLE:
        return shorten(title, limit=MAX_TITLE)
    kept = shorten(quoted[1], limit=len(quoted[1]) - excess)
    return f"{title[: quoted.start(1)]}{kept}{title[quoted.end(1) :]}"


def _opening(session: Session) -> _Wish:
    if session.level is Level.GROUP:
        return _Wish("Tour de table", "Émargement.", 10)
    detail = "Émargement et vérification du quorum." if session.quorum else "Émargement."
    return _Wish("Accueil", detail, 5)


def _to_bring(more: int) -> str:
    if not more:
        return "Liste arrêtée en séance."
    count = count_of(more, "autre écart", "autres écarts")
    return f"{count} au-delà du seuil d’alerte\u202f; liste arrêtée en séance."


def _followed(matters: Matters) -> str:
    count = count_of(matters.open_decisions, "décision en cours", "décisions en cours")
    late = count_of(matters.overdue_decisions, "échue") if matters.overdue_decisions else ""
    doubt = (
        f"{matters.doubtful_decisions} au statut à préciser" if matters.doubtful_decisions else ""
    )
    if not late and not doubt:
        return f"{count}, aucune échue."
    then = f"{late} à la date de la séance" if late else ""
    return f"{count}, dont {' et '.join(filter(None, (then, doubt)))}."


def _progress(matters: Matters) -> str:
    outputs = "livrables" not in matters.sections_out
    if not matters.late_actions.most and not matters.missing.most:
        return f"Aucune action en retard{', aucun livrable manquant' if outputs else ''}."
    late = count_of(matters.late_actions.sure, "action en retard", "actions en retard")
    red = f", dont {matters.red_actions} en alerte" if matters.red_actions else ""
    missing = count_of(matters.missing.sure, "livrable manquant", "livrables manquants")
    said = [
        ", ".join(filter(None, (f"{late}{red}", matters.late_actions.beside))),
        *([", ".join(filter(None, (missing, matters.missing.beside)))] if outputs else []),
    ]
    return f"{f'{SEMICOLON} '.join(said)}."


def _share(total: int, weights: list[int]) -> list[int]:
    """Multiples of five in proportion to the weights, their sum the whole meeting if it can be."""
    steps = max(total // STEP, len(weights))
    spare = steps - len(weights)
    extra = [weight - STEP for weight in weights]
    wanted = sum(extra)
    if not wanted:
        lengths = [1] * len(weights)
        lengths[-1] += spare
        return [length * STEP for length in lengths]
    exact = [spare * each / wanted for each in extra]
    lengths = [int(each) for each in exact]
    by_rest = sorted(range(len(exact)), key=lambda n: (lengths[n] - exact[n], n))
    for index in by_rest[: spare - sum(lengths)]:
        lengths[index] += 1
    return [(length + 1) * STEP for length in lengths]


def _slot(start: time | None, minutes: int) -> str:
    return f"{say_hour(start)} – {say_hour(after(start, minutes))}" if start is not None else ""


def _note(session: Session, total: int) -> str:
    over = total - session.minutes
    notes = (
        (over > 0, f"L’ordre du jour dépasse de {over}{NBSP}min la durée prévue."),
        (
            not session.length_stated,
            f"Durée indicative de {session.minutes}{NBSP}min, faute d’heure de fin.",
        ),
        (
            session.starts is None,
            "Les horaires seront donnés quand l’heure de la réunion sera connue.",
        ),
    )
    return " ".join(words for is_so, words in notes if is_so)
