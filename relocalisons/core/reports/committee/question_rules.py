"""Pure: a question to a committee, and the rules by which a deviation becomes one.

No partner is named: only numbers and titles of the plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.deliverables.view import DeliverableLine
from relocalisons.core.deliverables.words import THERE, read_deliverable_status
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_days,
    format_long_date,
    join_words,
    name_some,
    percent,
    quote,
    shorten,
    typo,
    whole_percent,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.plan.view import ActionLine
from relocalisons.core.programme.scope import quoted_label

BY_RULE = "Proposition calculée d’après les feuilles de suivi."
BY_HER = "Proposition de la coordination."
TO_DISCUSS = "À discuter."  # no rule carries a recommendation: nobody is told what to think


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to answer; `letter` is A, B or C, `effect` what the sheets say would follow."""

    letter: str
    text: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A decision to take; every string is finished French.

    `stake` is what orders them: what waits for the answer first, then for how long.
    """

    subject: str  # « A1.2 », « L04 », « décisions », « volumes »
    title: str  # the message of its slide
    topic: str  # what is decided, for an agenda: no delay, nobody to blame
    question: str
    facts: tuple[str, ...]
    options: tuple[Option, ...]
    recommendation: str
    origin: str  # whose recommendation it is; empty when there is none
    advised: str  # the letter of the option that is recommended; empty when the words are hers
    kind: str  # late | slipping | missing | volumes | owner | money
    stake: tuple[int, int]  # how many wait for it (a milestone counts as all), days
    why: str = ""  # the reason of the option that is recommended, where a rule carries it
    detail: str = ""  # what its topic stands for, beside it on an agenda: the crops of contracts
    gathers: tuple[str, ...] = ()  # the lines that it stands for, where it stands for several

    @property
    def proposal(self) -> str:
        """What is recommended, for a list without the options: `reporter l’échéance…`."""
        text = next((each.text for each in self.options if each.letter == self.advised), "")
        words = text or self.recommendation
        return words[:1].lower() + words[1:].rstrip(".") if text else words.rstrip(".")

    @property
    def advice(self) -> str:
        """« Proposition : option B, parce que… », or that it is to be discussed."""
        if not self.advised:
            return self.recommendation
        return f"Proposition{NBSP}: {self.recommendation[:1].lower()}{self.recommendation[1:]}"

    @property
    def proposed(self) -> str:
        """« Proposition : reporter l’échéance. », or that it is to be discussed."""
        if not self.origin:
            return TO_DISCUSS
        return f"Proposition{NBSP}: {self.proposal}."

    @property
    def reasoned(self) -> str:
        """The same with its reason, for a record that shows no options."""
        return f"{self.proposed.rstrip('.')}, parce que {self.why}." if self.why else self.proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the rest of the programme says of the lines that are asked about.

    `waiting`: key of action → numbers of the open actions that wait for it; `causes`: key → why,
    as its partner wrote; `funders`: folded code → name; `handed_in`: number → its « Statut »;
    `late`: number of action → days; `awaited`: key → numbers of the late ones it waits for.
    `titles`: folded number of an action or deliverable → its title; `ends`: folded code of a funder
    → the last day on which a payment is eligible.
    """

    waiting: Mapping[str, tuple[str, ...]]
    causes: Mapping[str, str]
    funders: Mapping[str, str]
    handed_in: Mapping[str, str] = field(default_factory=dict[str, str])
    late: Mapping[str, int] = field(default_factory=dict[str, int])
    awaited: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    ends: Mapping[str, date] = field(default_factory=dict[str, date])

    def called(self, number: str) -> str:
        """« A6.14 « Animer un atelier » »: who sits there knows no number by heart."""
        title = self.titles.get(fold(number), "")
        return quoted_label(number, shorten(title, limit=60)) if title else number


# --- actions --------------------------------------------------------------------------------


def ask_about_late(line: ActionLine, *, around: Surroundings, on: date) -> Question:
    """A late action: another date, support without another date, or less.

    A date that will have gone by on the day of the session (`on`) is proposed to nobody.
    """
    action, days = line.action, count_days(line.late_days)
    label = quoted_label(action.number, action.title)
    held = around.waiting.get(action.key, ())
    due = format_long_date(line.due) if line.due else ""
    cause = around.causes.get(action.key)
    progress = "Avancement non mesurable, faute de cellules lisibles."
    if line.progress is not None and line.expected is not None:
        got, wanted = whole_percent(line.progress), whole_percent(line.expected)
        progress = f"Avancement déclaré{NBSP}: {percent(got)} pour {percent(wanted)} attendus."
    there = _all_there(line, around)
    facts = (
        f"Échéance en vigueur{NBSP}: {due}, dépassée de {days}{_gap_words(line)}.",
        progress,
        *((f"{there}.",) if there else ()),
        *((f"Cause notée dans le plan{NBSP}: {quote(cause)}.",) if cause else ()),
        _held_words(held, milestone=bool(action.milestone), around=around),
        *_behind_words(action.key, around),
    )
    proposed = line.announced if line.announced and line.announced > on else None
    to_date = (
        f"au {format_long_date(proposed)}, date annoncée dans le plan"
        if proposed
        else "à une date ferme donnée en séance"
    )
    letter, advice = "", TO_DISCUSS
    if there:
        pass  # whether it is over is for who knows what is left to do
    elif held:
        letter = "B"
        advice = (
            f"Option B, parce que {_waits(held, around, limit=3)}{NBSP}: un report se "
            "transmettrait."
        )
    elif proposed and not action.milestone:
        letter, advice = "A", f"Option A{NBSP}: aucune autre action ouverte ne l’attend."
    return Question(
        subject=action.key,
        title=f"{label} a {days} de retard",
        topic=f"Clore ou reporter {label}" if there else f"Échéance ou appui pour {label}",
        question=f"Clore {label}, ou lui donner une échéance\u202f?"
        if there
        else f"Quelle nouvelle échéance, ou quel appui, décider pour {label}\u202f?",
        facts=facts,
        options=options(
            f"Reporter l’échéance {to_date}.",
            "Demander une date ferme sous 15\u00a0jours, avec un appui et un point chaque semaine.",
            "Clore l’action."
            if there
            else f"Réduire ou arrêter l’action{_funders(action.funders, around)}.",
            effects=(
                f"{_effect_of_later(line, held, until=proposed)}"
                f"{_outlived(line, around, until=proposed)}",
                f"D’ici là, le retard continue de se compter depuis le {due}.",
                _effect_of_less(line, around),
            ),
        ),
        recommendation=advice,
        origin=BY_RULE if letter else "",
        advised=letter,
        kind="late",
        stake=(_waiting(line, held), line.late_days),
        why=_waits(held, around, limit=3) if letter == "B" else "",
    )


def ask_about_slipping(line: ActionLine, *, around: Surroundings, alert: int, on: date) -> Question:
    """An action that will end after its reference: accept the new date, or hold the old one.

    The old one is held only where it is still ahead on the day of the session (`on`).
    """
    action, gap = line.action, line.gap or 0
    label = quoted_label(action.number, action.title)
    held = around.waiting.get(action.key, ())
    new = format_long_date(line.forecast) if line.forecast else ""
    old = format_long_date(line.baseline) if line.baseline else ""
    hold = f"Maintenir le {old} et demander" if line.baseline and line.baseline > on else "Demander"
    return Question(
        subject=action.key,
        title=f"{label} finirait {count_days(gap)} plus tard que prévu",
        topic=f"Nouvelle échéance de {label}",
        question=f"Accepter le report de {label} au {new}\u202f?",
        facts=(
            f"Fin de référence{NBSP}: {old}{SEMICOLON} fin annoncée{NBSP}: {new}.",
            f"Écart{NBSP}: {count_days(gap)}, au-delà du seuil d’alerte ({alert}{NBSP}jours).",
            _held_words(held, milestone=bool(action.milestone), around=around),
            *_behind_words(action.key, around),
        ),
        options=options(
            f"Accepter le report au {new}.",
            f"{hold} un plan de rattrapage sous 15{NBSP}jours.",
            f"Réduire le contenu de l’action{_funders(action.funders, around)}.",
            effects=(
                f"{_effect_of_later(line, held, until=line.forecast)}"
                f"{_outlived(line, around, until=line.forecast)}",
                f"La fin annoncée reste le {new} jusqu’à ce plan.",
                _effect_of_less(line, around),
            ),
        ),
        recommendation=f"Option B, parce que {_waits(held, around, limit=3)}."
        if held
        else f"Option A{NBSP}: le report reste sans effet sur les autres actions ouvertes.",
        origin=BY_RULE,
        advised="B" if held else "A",
        kind="slipping",
        stake=(_waiting(line, held), gap),
        why=_waits(held, around, limit=3) if held else "",
    )


def ask_about_missing(line: DeliverableLine) -> Question:
    """A deliverable that is not in the Drive: another date, another hand, or none."""
    each, days = line.deliverable, count_days(line.late_days)
    label = quoted_label(each.number, each.title)
    cited = typo(each.funders_to_cite or "")
    facts = (
        f"Attendu le {format_long_date(line.due)}, absent du Drive depuis {days}."
        if line.due
        else f"Absent du Drive depuis {days}.",
        _status_words(each.status),
        f"Financeurs à citer{NBSP}: {cited}." if cited else "Aucun financeur à citer.",
    )
    return Question(
        subject=each.key,
        title=f"{label} manque depuis {days}",
        topic=f"Suite à donner à {label}",
        question=f"Quelle suite donner à {label}\u202f?",
        facts=facts,
        options=options(
            "Fixer une nouvelle date de remise, ferme.",
            "Confier le livrable, ou sa relecture, à un autre partenaire volontaire.",
            "Y renoncer, ou le remplacer, et en informer les financeurs concernés.",
            effects=(
                "La remise est relancée à la nouvelle date.",
                "Le responsable change dans « Livrables ».",
                f"À convenir avec {cited}." if cited else "Aucun financeur n’est à prévenir.",
            ),
        ),
        recommendation=TO_DISCUSS,
        origin="",
        advised="",
        kind="missing",
        stake=(1 if cited else 0, line.late_days),
    )


def _waiting(line: ActionLine, held: tuple[str, ...]) -> int:
    """How many wait for an action; a milestone stands for everything after it."""
    return _MILESTONE + len(held) if line.action.milestone else len(held)


_TITLED = 1  # more would be a list of titles: numbers alone
_MILESTONE = 100
FIRST_STAKE = 10 * _MILESTONE  # what is lost for good on a known day comes before all else
# --- words ----------------------------------------------------------------------------------


def options(*texts: str, effects: tuple[str, str, str]) -> tuple[Option, ...]:
    """A, B and C, each with what would follow."""
    return tuple(
        Option(letter="ABC"[place], text=text, effect=effects[place])
        for place, text in enumerate(texts)
    )


def _effect_of_later(line: ActionLine, held: tuple[str, ...], *, until: date | None) -> str:
    """Who would wait, as the plan says; nothing that it does not say."""
    if held:
        wait = "attendrait" if len(held) == 1 else "attendraient"
        day = f" jusqu’au {format_long_date(until)}" if until else " cette nouvelle date"
        return f"{name_some(held, limit=4)} {wait}{day}."
    if line.action.milestone:
        return "Le jalon passe à cette date\u202f; aucune autre action ouverte ne l’attend."
    return "Aucune autre action ouverte n’attend celle-ci."


def _outlived(line: ActionLine, around: Surroundings, *, until: date | None) -> str:
    """The funders of an action whose eligibility ends before the date it would be put off to."""
    past = [
        f"{around.funders.get(fold(each), typo(each))} (le {format_long_date(end)})"
        for each in line.action.funders
        if until is not None and (end := around.ends.get(fold(each))) is not None and end < until
    ]
    if not past:
        return ""
    return (
        " Ce qui en serait payé après la fin d’éligibilité ne serait plus pris en charge"
        f"{NBSP}: {join_words(past)}."
    )


def _all_there(line: ActionLine, around: Surroundings) -> str:
    """« L27 est dans le Drive (statut au plan : « déposé ») », when all that an action owes is."""
    awaited = tuple(line.action.deliverables)
    if not awaited or any(fold(number) not in around.handed_in for number in awaited):
        return ""
    named = [f"{number} ({_said_of(around.handed_in[fold(number)])})" for number in awaited]
    if len(awaited) == 1:
        said = _said_of(around.handed_in[fold(awaited[0])])
        return f"{around.called(awaited[0])} est dans le Drive ({said})"
    return f"{name_some(named, limit=4)} sont dans le Drive"


def _said_of(status: str) -> str:
    said = quote(typo(shorten(status, limit=24))) if status else "non noté"
    return f"statut au plan{NBSP}: {said}"


def _effect_of_less(line: ActionLine, around: Surroundings) -> str:
    awaited = tuple(line.action.deliverables)
    if there := _all_there(line, around):
        return f"{there}\u202f; l’action sort du suivi."
    if not awaited:
        return "Aucun livrable n’en est attendu d’après le plan."
    if len(awaited) == 1:
        return f"{around.called(awaited[0])}, attendu de l’action, est à revoir."
    return f"Les livrables {name_some(awaited, limit=4)}, attendus de l’action, sont à revoir."


def _waits(held: tuple[str, ...], around: Surroundings, *, limit: int) -> str:
    wait = "attend" if len(held) == 1 else "attendent"
    named = [around.called(each) if len(held) <= _TITLED else each for each in held]
    return f"{name_some(named, limit=limit)} {wait} cette action"


def _gap_words(line: ActionLine) -> str:
    """The reference where it is another day: the delay itself is counted once."""
    if line.baseline is None or line.baseline == line.due:
        return ""
    return f" (référence{NBSP}: {format_long_date(line.baseline)})"


def _status_words(status: str | None) -> str:
    if not status:
        return "Aucun statut déclaré."
    said = f"Statut déclaré{NBSP}: {typo(status)}"
    supposed = read_deliverable_status(status).value in THERE
    return f"{said}, mais aucun fichier n’a été vu." if supposed else f"{said}."


def _held_words(held: tuple[str, ...], *, milestone: bool, around: Surroundings) -> str:
    if held:
        if len(held) == 1 and held[0] in around.late:
            days = count_days(around.late[held[0]])
            return (
                f"{_waits(held, around, limit=4)} d’après le plan, et a elle-même {days} de retard."
            )
        late = [f"{each} a {count_days(around.late[each])}" for each in held if each in around.late]
        so = f"{SEMICOLON} {join_words(late)} de retard" if late else ""
        return f"{_waits(held, around, limit=4)} d’après le plan{so}."
    if milestone:
        return "Jalon du plan\u202f; aucune autre action ouverte ne l’attend."
    return "Aucune autre action ouverte ne l’attend d’après le plan."


def _behind_words(key: str, around: Surroundings) -> tuple[str, ...]:
    """What keeps an action back, where that is late itself."""
    late = [
        f"{number}, en retard de {count_days(around.late[number])}"
        for number in around.awaited.get(key, ())
    ]
    return (f"Elle attend {name_some(late)}.",) if late else ()


def _funders(funders: tuple[str, ...], around: Surroundings) -> str:
    if not funders:
        return ", et le noter au relevé"
    names = [around.funders.get(fold(each), typo(each)) for each in funders]
    return f"{SEMICOLON} à informer{NBSP}: {join_words(names)}"
