"""Pure: what a call is about, by name: its subjects, and its title in one line of a phone."""

from collections.abc import Iterator

from relocalisons.core.acts.acts import Act, is_call
from relocalisons.core.kernel.model import Finding, Programme, TrackedFinding
from relocalisons.core.kernel.wording import number_in, say_contact
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    format_short_date,
    join_words,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import is_said_in
from relocalisons.core.plan.funder_dates import milestone_day
from relocalisons.core.programme.references import actions_by_key

_POINTS = 3
_LONGEST_LABEL = 40
_LONGEST_TITLE = 90  # characters: read on a phone without opening its detail


def say_call(act: Act, *, programme: Programme) -> str:
    """« Appeler Yolande Chabaud : A2.15 (jalon PNA du 12 mars) et 9 autres ».

    The most telling of its titles that is short enough; without the partner's name where none is.
    """
    verb = "Joindre autrement" if act.called is not None and act.called.instead else "Appeler"
    who = say_contact(programme, act.key.counterpart)
    about = matters_of(act)
    rest = "" if is_said_in(about, who) else f"{NBSP}: {about}"
    whole, partner = f"{verb} {who}{rest}", programme.partner(act.key.counterpart)
    titles = [*(f"{verb} {each}" for each in _titles(act, who, programme=programme)), whole]
    if subjects_of(act) > 1 and partner is not None and partner.contact:
        titles.append(f"{verb} {typo(partner.contact)}{rest}")
    return next((each for each in titles if len(typo(each)) <= _LONGEST_TITLE), whole)


def say_call_briefly(act: Act, *, programme: Programme) -> str:
    """« Appeler Denis Maréchal : L07 et 1 autre »: who and what, without the partner's name."""
    partner = programme.partner(act.key.counterpart)
    if not is_call(act) or not act.told or partner is None or not partner.contact:
        return ""
    first = short_label(told_first(act)[0].finding, of=[act.key.counterpart])
    rest = subjects_of(act) - 1
    more = f" et {count_of(rest, 'autre')}" if rest else ""
    return typo(f"Appeler {partner.contact}{NBSP}: {first}{more}")


def _titles(act: Act, who: str, *, programme: Programme) -> Iterator[str]:
    many = subjects_of(act)
    if many < 2 or not act.told:
        return
    told = told_first(act)
    first, said = told[0].finding, ""
    for one in told:
        if said := _milestone(one.finding, act, programme=programme):
            first = one.finding
            break
    name = _of_claim(act) or short_label(first, of=[act.key.counterpart])
    said = "" if _of_claim(act) else said
    rest = f"{name} et {count_of(many - 1, 'autre')}"
    if said:
        partner = programme.partner(act.key.counterpart)
        alone = typo(partner.contact) if partner is not None and partner.contact else who
        rest_said = f"{name} ({said}) et {count_of(many - 1, 'autre')}"
        yield f"{who}{NBSP}: {rest_said}"
        yield f"{alone}{NBSP}: {rest_said}"
    yield f"{who}{NBSP}: {rest}"


def _of_claim(act: Act) -> str:
    """« K-02 », of a call that a claim of these days is the reason for: what is said first."""
    if act.called is None or not act.called.of_claim:
        return ""
    keys = act.called.aloud
    said = (point for key, point in act.called.points if key in keys)
    label = next(said, "").rpartition(f"{NBSP}: ")[0]
    number = number_in(label, but=[act.key.counterpart]) or label
    return shorten(typo(f"dépense {number}" if number.isdigit() else number), limit=_LONGEST_LABEL)


def told_first(act: Act) -> tuple[TrackedFinding, ...]:
    """What it tells of; of a call, what it is made for although a mail asks it too comes first."""
    aloud = act.called.aloud if act.called is not None else frozenset[str]()
    return tuple(sorted(act.told, key=lambda one: one.finding.key not in aloud))


def _milestone(finding: Finding, act: Act, *, programme: Programme) -> str:
    """« jalon PNA du 12 mars », of the one that comes first; empty of anything else."""
    action = actions_by_key(programme).get(finding.subject)
    if action is None or not action.milestone or finding.due is None:
        return ""
    day = milestone_day(action, finding.due)
    if day != act.milestone:
        return ""
    whose = f"{join_words([typo(one) for one in action.funders])} " if action.funders else ""
    this_year = day.year == programme.as_of.year
    said = format_short_date(day) if this_year else format_long_date(day)
    return f"jalon {whose}du {said}"


def matters_of(act: Act) -> str:
    """The one thing to speak of, by its name; the first of several, and how many others."""
    many = subjects_of(act)
    label = act.told[0].finding.label if act.told else ""
    if not label:
        return count_of(many, "sujet")
    if many == 1:
        return label
    short = short_label(told_first(act)[0].finding, of=[act.key.counterpart])
    return f"{short} et {count_of(many - 1, 'autre')}"


def subjects_of(act: Act) -> int:
    """How many things it is about: what its title counts."""
    return len(act.told) + len(act.offers) + len(spoken_of(act))


def say_matters(act: Act) -> str:
    """What a call with several subjects is about, by name; empty where its title says it.

    The names and the « autres » are as many as the title counts: two subjects of one name are two.
    """
    if not is_call(act) or not act.members:
        return ""
    points = [point.rpartition(f"{NBSP}: ")[0] or point for point in spoken_of(act)]
    names = [*(one.finding.label for one in act.told if one.finding.label), *points]
    if len(names) < 2:
        return ""
    shown = list(dict.fromkeys(names))[:_POINTS]
    rest = subjects_of(act) - len(shown)
    return f"{', '.join(shown)} et {count_of(rest, 'autre')}" if rest else join_words(shown)


def spoken_of(act: Act) -> list[str]:
    """What the call says beside its own matters."""
    return [point for _, point in act.called.points] if act.called is not None else []


def short_label(finding: Finding, *, of: list[str]) -> str:
    """« P01-25-004 »: the number of the line where it has one, else what it is about."""
    label = finding.label
    number = label.partition(" – ")[0]
    if number.startswith("ligne ") and finding.evidence:  # a line without number, by its tab
        return shorten(typo(f"{finding.evidence[0].tab}, {number}"), limit=_LONGEST_LABEL)
    return shorten(typo(label if number in of else number), limit=_LONGEST_LABEL)
