"""Pure: the decisions asked of a committee: question, facts, options and a recommendation.

Asked are the deviations beyond the alert threshold that the coordinator did not settle, and the
decisions that nobody answers for. Options and recommendations follow rules that are written here,
say so, and give way to her own words. No partner is named: only numbers and titles of the plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relocalisons.core.forecast import is_open
from relocalisons.core.french import (
    NBSP,
    count_days,
    count_of,
    format_date,
    format_long_date,
    join_words,
    shorten,
    typo,
)
from relocalisons.core.model import Programme
from relocalisons.core.names import fold
from relocalisons.core.reports.deliverables import DeliverableLine
from relocalisons.core.reports.measures import Measures, whole_percent
from relocalisons.core.reports.plan import ActionLine
from relocalisons.core.reports.rag import Rag
from relocalisons.core.reports.rows import table_rows, text_of
from relocalisons.core.reports.scope import label_of
from relocalisons.core.reports.sentences import name_some, percent, tonnes
from relocalisons.core.reports.volumes import VolumeState
from relocalisons.core.sheet_rows import Row

KINDS = ("late", "missing", "volumes", "slipping", "owner")
BY_RULE = "Proposition calculée d’après les feuilles, à confirmer par la coordination."
BY_HER = "Proposition de la coordination."


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to answer; `letter` is A, B or C."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A decision to take; every string is finished French.

    `weight` is what orders questions of one kind: days of lateness.
    """

    subject: str  # « A1.2 », « L04 », « décisions », « volumes »
    title: str  # the message of its slide
    question: str
    facts: tuple[str, ...]
    options: tuple[Option, ...]
    recommendation: str
    origin: str  # whose recommendation it is
    kind: str  # late | slipping | missing | volumes | owner
    weight: int
    holds: bool = False  # others wait for it, or a milestone depends on it


def build_questions(
    programme: Programme, measures: Measures, *, open_decisions: tuple[Row, ...] = ()
) -> tuple[Question, ...]:
    """Every question there is; whoever shows the first ones counts what is left out.

    The gravest of each kind come first, so that a committee with four slots does not spend them on
    four delays of the same sort; then the others, what holds somebody up before the rest.
    """
    waiting = _waiting_for(programme)
    causes = _causes(programme)
    found = [
        _late(line, waiting=waiting, causes=causes, as_of=measures.as_of)
        for line in measures.late
        if line.late_days > measures.delays.alert
    ]
    found += [
        _slipping(line, waiting=waiting, alert=measures.delays.alert)
        for line in measures.slipping
        if (line.gap or 0) > measures.delays.alert and line.forecast
    ]
    found += [_missing(line) for line in measures.missing if line.late_days > measures.delays.alert]
    found.sort(key=lambda each: (not each.holds, -each.weight, each.subject))
    found += [*_volumes(measures), *_without_owner(open_decisions)]
    own = _her_words(programme)
    return tuple(_in_her_words(each, own) for each in _one_of_each_first(found))


def _one_of_each_first(found: list[Question]) -> list[Question]:
    first: list[Question] = []
    for kind in KINDS:
        first += [each for each in found if each.kind == kind][:1]
    return [*first, *(each for each in found if each not in first)]


# --- actions --------------------------------------------------------------------------------


def _late(
    line: ActionLine,
    *,
    waiting: Mapping[str, tuple[str, ...]],
    causes: Mapping[str, str],
    as_of: date,
) -> Question:
    action, days = line.action, count_days(line.late_days)
    label = label_of(action.number, action.title)
    held = waiting.get(action.number, ())
    due = format_long_date(line.due) if line.due else ""
    facts = [f"Échéance en vigueur{NBSP}: {due}, dépassée de {days}."]
    if line.progress is not None and line.expected is not None:
        got, wanted = whole_percent(line.progress), whole_percent(line.expected)
        facts.append(f"Avancement déclaré{NBSP}: {percent(got)} pour {percent(wanted)} attendus.")
    else:
        facts.append("Avancement non mesurable, faute de cellules lisibles.")
    if causes.get(action.number):
        facts.append(f"Cause indiquée{NBSP}: {causes[action.number]}.")
    facts.append(_held_words(held))
    proposed = line.forecast if line.forecast and line.forecast > as_of else None
    to_date = (
        f"au {format_long_date(proposed)}, date annoncée dans le plan"
        if proposed
        else "à une date ferme donnée en séance"
    )
    options = _options(
        f"Reporter l’échéance {to_date}.",
        "Maintenir l’action sans nouveau délai, avec un appui et un point chaque semaine.",
        f"Réduire ou arrêter l’action{_funders(action.funders)}.",
    )
    if held or action.milestone:
        why = "un jalon en dépend" if action.milestone and not held else "d’autres l’attendent"
        advice = f"Option B{NBSP}: {why}, un report se transmettrait au reste du plan."
    elif proposed:
        advice = f"Option A{NBSP}: aucune autre action ouverte ne l’attend."
    else:
        advice = f"Option A, si une date ferme est donnée{NBSP}: aucune autre action ne l’attend."
    return Question(
        subject=action.number,
        title=f"{label} a {days} de retard",
        question=f"Quelle nouvelle échéance, ou quel appui, décider pour {label}\u202f?",
        facts=tuple(facts),
        options=options,
        recommendation=advice,
        origin=BY_RULE,
        kind="late",
        holds=bool(held or action.milestone),
        weight=line.late_days,
    )


def _slipping(line: ActionLine, *, waiting: Mapping[str, tuple[str, ...]], alert: int) -> Question:
    action, gap = line.action, line.gap or 0
    label = label_of(action.number, action.title)
    held = waiting.get(action.number, ())
    new = format_long_date(line.forecast) if line.forecast else ""
    old = format_long_date(line.baseline) if line.baseline else ""
    facts = [
        f"Fin de référence{NBSP}: {old}{NBSP}; fin annoncée{NBSP}: {new}.".replace(
            f"{NBSP};", "\u202f;"
        ),
        f"Écart{NBSP}: {count_days(gap)}, au-delà du seuil d’alerte ({alert}{NBSP}jours).",
        _held_words(held),
    ]
    options = _options(
        f"Accepter le report au {new}.",
        f"Maintenir le {old} et demander un plan de rattrapage sous 15{NBSP}jours.",
        f"Réduire le contenu de l’action{_funders(action.funders)}.",
    )
    advice = (
        f"Option B{NBSP}: {join_words(list(held[:3]))} "
        f"{'attendent' if len(held) > 1 else 'attend'} cette action."
        if held
        else f"Option A{NBSP}: le report reste sans effet sur les autres actions ouvertes."
    )
    return Question(
        subject=action.number,
        title=f"{label} finirait {count_days(gap)} plus tard que prévu",
        question=f"Accepter le report de {label} au {new}\u202f?",
        facts=tuple(facts),
        options=options,
        recommendation=advice,
        origin=BY_RULE,
        kind="slipping",
        holds=bool(held),
        weight=gap,
    )


def _missing(line: DeliverableLine) -> Question:
    each, days = line.deliverable, count_days(line.late_days)
    label = label_of(each.number, each.title)
    cited = typo(each.funders_to_cite or "")
    facts = [
        f"Attendu le {format_long_date(line.due)}, absent du Drive depuis {days}."
        if line.due
        else f"Absent du Drive depuis {days}.",
        f"Statut déclaré{NBSP}: {typo(each.status)}." if each.status else "Aucun statut déclaré.",
        f"Financeurs à citer{NBSP}: {cited}." if cited else "Aucun financeur à citer.",
    ]
    options = _options(
        "Fixer une nouvelle date de remise, ferme.",
        "Confier le livrable, ou sa relecture, à un autre partenaire volontaire.",
        "Y renoncer, ou le remplacer, et en informer les financeurs concernés.",
    )
    advice = (
        f"Option A{NBSP}: des financeurs l’attendent."
        if cited
        else f"Option A, sinon B si la date ne peut pas être tenue{NBSP}: rien ne justifie "
        "encore d’y renoncer."
    )
    return Question(
        subject=each.number,
        title=f"{label} manque depuis {days}",
        question=f"Quelle suite donner à {label}\u202f?",
        facts=tuple(facts),
        options=options,
        recommendation=advice,
        origin=BY_RULE,
        kind="missing",
        weight=line.late_days,
    )


# --- volumes and decisions -------------------------------------------------------------------


def _volumes(measures: Measures) -> tuple[Question, ...]:
    short = [
        line
        for line in measures.volumes_in(VolumeState.SHORT)
        if line.status.level is Rag.ALERT and line.committed is not None
    ]
    if not short:
        return ()
    measured = len(measures.volumes_measured)
    lacking = sum(
        ((line.committed or Decimal(0)) - (line.delivered or Decimal(0)) for line in short),
        Decimal(0),
    )
    many = len(short) * 2 > measured
    numbers = name_some([line.contract.number for line in short], limit=4)
    count = count_of(len(short), "contrat")
    verb = "est loin de son engagement" if len(short) == 1 else "sont loin de leur engagement"
    return (
        Question(
            subject="volumes",
            title=f"{count} sur {measured} {verb}",
            question="Quelle solution d’approvisionnement pour les contrats loin de "
            "l’engagement\u202f?",
            facts=(
                f"Contrats concernés{NBSP}: {numbers}.",
                f"Volume manquant à ce jour{NBSP}: {tonnes(lacking)}.",
                f"Contrats mesurés{NBSP}: {measured}.",
            ),
            options=_options(
                "Chercher des volumes complémentaires auprès d’autres producteurs.",
                "Réviser les engagements de la prochaine période.",
                "Adapter les menus et les commandes des cuisines.",
            ),
            recommendation=f"Option B{NBSP}: plus de la moitié des contrats mesurés sont touchés."
            if many
            else f"Option A{NBSP}: les autres contrats tiennent, l’écart reste local.",
            origin=BY_RULE,
            kind="volumes",
            weight=0,
        ),
    )


def _without_owner(rows: tuple[Row, ...]) -> tuple[Question, ...]:
    """Decisions that nobody answers for; one whose owner cannot be read is among them."""
    orphans = [row for row in rows if not text_of(row, "owner")]
    if not orphans:
        return ()
    numbers = [text_of(row, "number") or "sans numéro" for row in orphans]
    one = len(orphans) == 1
    what = "1 décision n’a" if one else f"{len(orphans)} décisions n’ont"
    named = "elle" if one else "elles"
    return (
        Question(
            subject="décisions",
            title=f"{what} pas de responsable{NBSP}: {name_some(numbers, limit=3)}",
            question=f"Qui répond de {name_some(numbers, limit=3)}, et pour quand\u202f?",
            facts=tuple(
                f"{text_of(row, 'number') or 'Sans numéro'}{NBSP}: "
                f"{typo(shorten(text_of(row, 'decision'), limit=90))}"
                for row in orphans[:3]
            ),
            options=_options(
                "Désigner en séance un responsable et une échéance.",
                "Confier à la coordination jusqu’à la prochaine réunion.",
                f"Clore, si {named} n’{'a' if one else 'ont'} plus d’objet.",
            ),
            recommendation=f"Option A{NBSP}: une décision sans responsable n’est relancée "
            "auprès de personne.",
            origin=BY_RULE,
            kind="owner",
            weight=0,
        ),
    )


# --- words ----------------------------------------------------------------------------------


def _options(*texts: str) -> tuple[Option, ...]:
    return tuple(
        Option(letter=letter, text=text) for letter, text in zip("ABC", texts, strict=True)
    )


def _held_words(held: tuple[str, ...]) -> str:
    if not held:
        return "Aucune autre action ouverte ne l’attend d’après le plan."
    verb = "l’attend" if len(held) == 1 else "l’attendent"
    return f"{name_some(held, limit=4)} {verb} d’après le plan."


def _funders(funders: tuple[str, ...]) -> str:
    if not funders:
        return ", et le noter au relevé"
    return f", et en informer {join_words([typo(each) for each in funders])}"


def _waiting_for(programme: Programme) -> Mapping[str, tuple[str, ...]]:
    """Action number → the open actions that name it among their predecessors."""
    waiting: dict[str, list[str]] = {}
    for action in programme.actions:
        if action.struck or not is_open(action):
            continue
        for number in action.predecessors.value or ():
            waiting.setdefault(number, []).append(action.number)
    return {number: tuple(followers) for number, followers in waiting.items()}


def _causes(programme: Programme) -> Mapping[str, str]:
    return {
        text_of(row, "number"): typo(shorten(text_of(row, "delay_cause"), limit=80)).rstrip(".")
        for row in table_rows(programme, "actions")
        if text_of(row, "delay_cause")
    }


def _her_words(programme: Programme) -> Mapping[str, str]:
    """Subject → her own recommendation: « Commentaires », report COPIL, section
    « Recommandation A1.2 »."""
    words: dict[str, str] = {}
    for row in table_rows(programme, "comments"):
        section = fold(text_of(row, "section"))
        if fold(text_of(row, "report")) == "copil" and section.startswith("recommandation "):
            words[section.removeprefix("recommandation ")] = typo(text_of(row, "text"))
    return words


def _in_her_words(question: Question, own: Mapping[str, str]) -> Question:
    text = own.get(fold(question.subject))
    return replace(question, recommendation=text, origin=BY_HER) if text else question


def due_words(day: date | None) -> str:
    """A due date of a table, or that there is none."""
    return format_date(day) if day else "sans date"
