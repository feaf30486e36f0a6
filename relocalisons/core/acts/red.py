"""Pure: the one state and the one reason of a partner, an axis or a funder: its worst open act.

Red is rare by rule: money that is lost within days (never of what is too far for « aujourd’hui »),
a funder's date or the last useful day of a firm one that has passed, another partner who has waited
for more than ten working days, or a line of « aujourd’hui » that was left ten working days, neither
done nor answered. What is only to be put in order is never red, whatever its number. Green is as
rare: what is late, stands still or is an alert is open until it is settled, and « vu » settles
nothing: it only keeps red away.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from relocalisons.core.acts.acts import Act, Acts
from relocalisons.core.acts.aid.stake import Stake
from relocalisons.core.acts.at_stake import Nearness, nearness_of
from relocalisons.core.acts.awake import is_awake
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.acts.ranking import Weigher
from relocalisons.core.acts.wording import say_act, say_why
from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.findings.gestures import Loss, Verb
from relocalisons.core.kernel.model import Programme, Severity, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_long_date,
    plural_word,
    typo,
)
from relocalisons.core.plan.halted import halted_actions
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.rules.answers import told_as
from relocalisons.core.sources.thresholds import BLOCKED_FOR, LEFT_FOR, days_in_force
from relocalisons.core.views.rag import Rag

RED_BAND = 3
NOTHING_PRESSES = "rien ne presse"


_TOO_MANY = Fraction(1, 5)


class RedRule(StrEnum):
    """Which rule makes somebody red; the value says it in « … sont ■ ; la règle : … »."""

    MONEY = "de l’argent se perd dans les jours qui viennent"
    FIRM = "une date ferme est passée"
    BLOCKED = "un autre partenaire attend depuis trop longtemps"
    LEFT = "un acte est resté « aujourd’hui » sans suite"


# What she changes where a rule makes too many of them red.
_CHANGED_BY: Mapping[RedRule, str] = {
    RedRule.MONEY: "aucun réglage ne l’efface : commencez par les premières lignes de « À faire »",
    RedRule.FIRM: "si le financeur accorde un délai, écrivez « date accordée au … » sur l’acte",
    RedRule.BLOCKED: f"le délai se règle dans « Paramètres », ligne « {BLOCKED_FOR.name} »",
    RedRule.LEFT: f"le délai se règle dans « Paramètres », ligne « {LEFT_FOR.name} »",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How somebody stands, and the one reason: the act to do first; `rule`: what made it red.

    `brief`: the title of that act and its day alone, where « À faire » says the rest beside;
    `act`: its key, None where no act that is awake says it.
    """

    level: Rag
    reason: str
    rule: RedRule | None = None
    brief: str = ""
    act: ActKey | None = None


def say_too_many(states: Iterable[State], *, of: int) -> str:
    """Above one in five red: the rule that makes most of them so, and what changes that."""
    rules = [one.rule for one in states if one.rule is not None]
    if not of or Fraction(len(rules), of) <= _TOO_MANY:
        return ""
    rule = max(RedRule, key=rules.count)
    same = f" pour {rules.count(rule)}" if rules.count(rule) < len(rules) else ""
    are = plural_word(len(rules), "est", "sont")
    said = f"{len(rules)} sur {of} {are} ■ ; la règle{same} : {rule.value}"
    return typo(f"{said} ; {_CHANGED_BY[rule]}.")


def state_of(
    acts: Acts,
    concerns: Callable[[TrackedFinding], bool],
    *,
    programme: Programme,
    as_of: date,
) -> State:
    """The state of whatever findings `concerns` picks; what she has decided does not press.

    The reason is their own part of the act: what others owe to the same claim is not theirs.
    """
    worst: _Worst | None = None
    for act in acts.acts:
        mine = [
            one
            for one in act.members
            if concerns(one) and one.finding.key not in act.hidden and is_awake(one, as_of=as_of)
        ]
        if not mine or acts.weigher is None:
            continue
        stakes = [acts.stakes[one.finding.key] for one in mine]
        left = _left_since(mine, acts, weigher=acts.weigher)
        rule = _rule_of(stakes, left, weigher=acts.weigher)
        each = _Worst(
            act=act,
            rule=rule,
            band=acts.weigher.band_of(stakes),
            wrong=any(
                _is_wrong(one, stake, programme=programme, as_of=as_of)
                for one, stake in zip(mine, stakes, strict=True)
            ),
            left_since=left,
        )
        if worst is None or each.rank > worst.rank:
            worst = each
    if worst is None or worst.rule is None:
        # What a funder asks of what it has is said though she has put it off: it pays nothing.
        said = _left_open(acts, concerns, programme=programme, as_of=as_of, asked_back=True)
        if said:
            return State(level=Rag.WATCH, reason=said, brief=said)
    if worst is None or not any(worst.rank):
        said = _left_open(acts, concerns, programme=programme, as_of=as_of)
        if said:
            return State(level=Rag.WATCH, reason=said, brief=said)
        return State(level=Rag.GOOD, reason=NOTHING_PRESSES, brief=NOTHING_PRESSES)
    left, part = worst.left_since, acts.part_of(worst.act, concerns)
    # Another figure than that of « À faire » says why it is another.
    own = "" if part is worst.act else f"sa part{NBSP}: "
    why = say_why(part, as_of=as_of)
    parts = (why, f"à faire depuis le {format_long_date(left)}" if left is not None else "")
    why = ", ".join(each for each in parts if each)
    said = f"{own}{say_act(part, programme=programme)}"
    return State(
        level=Rag.ALERT if worst.rule is not None else Rag.WATCH,
        reason=_because(said, why),
        rule=worst.rule,
        brief=_briefly(worst.act, programme=programme),
        act=worst.act.key,
    )


def _because(said: str, why: str) -> str:
    """« Signer (dès lundi ; 900 € en jeu) »: one pair of brackets where both have some."""
    if not why:
        return said
    return f"{said[:-1]}{NBSP}; {why})" if said.endswith(")") else f"{said} ({why})"


def state_of_partner(acts: Acts, code: str, *, programme: Programme, as_of: date) -> State:
    """The state of a partner: of the findings that are its own."""
    return state_of(acts, lambda one: one.finding.partner == code, programme=programme, as_of=as_of)


def state_of_funder(acts: Acts, code: str, *, programme: Programme, as_of: date) -> State:
    """The state of a funder: of what is done with it, whosever the findings are."""

    def is_its_own(one: TrackedFinding) -> bool:
        act = acts.home.get(one.finding.key)
        return act is not None and act.key.counterpart == code

    return state_of(acts, is_its_own, programme=programme, as_of=as_of)


def codes_in_red(acts: Acts, *, programme: Programme, as_of: date) -> tuple[str, ...]:
    """The partners, then the funders, that an act makes red, as « Tableau de bord » shows them."""
    by_code = (
        *((one.code, state_of_partner) for one in programme.partners),
        *((one.code, state_of_funder) for one in programme.funders),
    )
    return tuple(
        code
        for code, state in by_code
        if state(acts, code, programme=programme, as_of=as_of).level is Rag.ALERT
    )


def _briefly(act: Act, *, programme: Programme) -> str:
    """« Préparer AEL – Demande de paiement, 20 mai 2026 »: without what is missing of it."""
    title = say_act(act, programme=programme)
    paper = typo(act.paper)
    if paper and paper in title:
        title = title[: title.index(paper) + len(paper)]
    # What is decided with a funder says its day itself.
    if act.due is None or act.key.verb is Verb.DECIDE:
        return title
    return f"{title}, {format_long_date(act.due)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worst:
    act: Act
    rule: RedRule | None
    band: int
    wrong: bool  # nothing is known to be lost by it, and « conforme » would not be true
    left_since: date | None

    @property
    def rank(self) -> tuple[bool, int, bool]:
        return self.rule is not None, self.band, self.wrong


def _is_wrong(one: TrackedFinding, stake: Stake, *, programme: Programme, as_of: date) -> bool:
    """Whether it is late, stands still or is an alert, and so more than something to know."""
    finding = one.finding
    late = stake.due is not None and stake.due < as_of and finding.severity is not Severity.INFO
    return late or finding.severity is Severity.ALERT or _halted(one, programme=programme) != ""


def _halted(one: TrackedFinding, *, programme: Programme) -> str:
    """The words by which the line of an action says that it stands still."""
    kind = one.finding.kind  # not what is only due soon: its mail asks of the same line
    about = isinstance(kind, PlanKind) and kind.gesture.loss is Loss.BLOCKED
    return halted_actions(programme).get(one.finding.subject, "") if about else ""


# A day that she granted stands for the one of the sheet: it is late again once that has passed.
_SETTLED = frozenset({Meaning.VOID, Meaning.DONE, Meaning.GRANTED})


def _left_open(
    acts: Acts,
    concerns: Callable[[TrackedFinding], bool],
    *,
    programme: Programme,
    as_of: date,
    asked_back: bool = False,
) -> str:
    """What she has put to sleep and nobody settled, in words: the gravest; empty where nothing is.

    `asked_back`: of what a funder asks of a paper that it has, and is asleep, alone.
    « T2 – Démolition du seuil : noté « bloqué », vu le 12 mai 2026 ».
    """
    weigher = acts.weigher
    found: list[tuple[int, int, TrackedFinding, Stake]] = []
    for act in acts.acts if weigher is not None else ():
        for one in act.members:
            settled = not one.is_open or one.word.meaning in _SETTLED
            if settled or one.finding.key in act.hidden or not concerns(one):
                continue
            back = one.finding.kind.gesture.asked_back
            if asked_back and (not back or is_awake(one, as_of=as_of)):
                continue
            stake = acts.stakes[one.finding.key]
            band = weigher.band_of((stake,)) if weigher is not None else 0
            wrong = _is_wrong(one, stake, programme=programme, as_of=as_of)
            if band or wrong:
                found.append((band, one.finding.days or 0, one, stake))
    if not found:
        return ""
    *_, one, stake = max(found, key=lambda each: each[:2])
    halted = _halted(one, programme=programme)
    late = stake.due is not None and stake.due < as_of
    parts = (
        f"noté {halted}" if halted else "",
        "compléments demandés" if one.finding.kind.gesture.asked_back else "",
        f"{'en retard depuis' if late else 'pour'} le {format_long_date(stake.due)}"
        if stake.due is not None
        else "",
        _decided(one),
    )
    what = ", ".join(part for part in parts if part)
    return typo(f"{one.finding.label}{NBSP}: {what}")


def _decided(one: TrackedFinding) -> str:
    """« vu le 12 mai 2026 », « appelé le 12 mai 2026 », « à reparler le 10 juin 2026 »."""
    if one.word.meaning is Meaning.CALLED and one.word.seen_on is not None:
        return f"appelé le {format_long_date(one.word.seen_on)}"
    if one.word.until is not None:
        return f"à reparler le {format_long_date(one.word.until)}"
    seen = one.word.seen_on
    return f"vu le {format_long_date(seen)}" if seen is not None else "vu"


def _left_since(mine: list[TrackedFinding], acts: Acts, *, weigher: Weigher) -> date | None:
    """The day since which one of them stands in « aujourd’hui », where that is too long ago."""
    days = [
        day for one in mine if (day := acts.shown_since.get(told_as(one.finding.key))) is not None
    ]
    allowed = days_in_force(weigher.programme.parameters, LEFT_FOR)
    return min((day for day in days if weigher.late_days(day) >= allowed), default=None)


def _rule_of(stakes: list[Stake], left: date | None, *, weigher: Weigher) -> RedRule | None:
    """The first of the rules that holds; None where nothing is red."""
    near = [one for one in stakes if nearness_of((one,), weigher) is not Nearness.AHEAD]
    if weigher.band_of(near) >= RED_BAND:
        return RedRule.MONEY
    blocked = days_in_force(weigher.programme.parameters, BLOCKED_FOR)
    dated = [(stake, stake.due) for stake in stakes if stake.due is not None]
    if any(stake.firm and due < weigher.as_of for stake, due in dated):
        return RedRule.FIRM
    if any(stake.blocks and weigher.late_days(due) > blocked for stake, due in dated):
        return RedRule.BLOCKED
    return RedRule.LEFT if left is not None else None
