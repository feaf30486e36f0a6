"""Pure: a paper of a funder in words: what it still lacks, for which expenses, by when."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.acts.acts import Act
from relocalisons.core.acts.aid.amounts import say_at_stake
from relocalisons.core.acts.aid.claims import has_left
from relocalisons.core.acts.aid.words import BEFORE, DELAYS, LONG, OTHER, SHORT
from relocalisons.core.acts.at_stake import Nearness, Reason, next_in_time
from relocalisons.core.acts.money_facts import LAST_CLAIM
from relocalisons.core.acts.titles.calls import short_label
from relocalisons.core.kernel.findings.gestures import Loss, Verb
from relocalisons.core.kernel.model import Finding
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    join_words,
    name_some,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order

_FOLLOW, _SEND, _COMPLETE = "Suivre", "Envoyer", "Compléter"
LONGEST = 110  # characters: of any title
_TWO_LINES = 90  # of a phone
_WITH_REASON = 5


def say_claim(act: Act) -> str:
    """« Préparer FRA – Acompte 1 : 12 pièces, 8 signatures »; « Envoyer … » with nothing else.

    Long before its day only what must be done so early: « Faire signer pour FRA – Acompte 1 : … ».
    """
    reasons = act.reasons
    early = act.nearness is Nearness.SOONER and any(each.soon for each in reasons)
    if early:
        reasons = tuple(each for each in reasons if each.soon)
    parts = [count_of(each.facts, *SHORT.get(each.verb, OTHER)) for each in reasons]
    if not parts and is_asked_back(act):
        return f"{_COMPLETE} {act.paper}{NBSP}: compléments demandés"
    if not parts:
        # Nothing is lost by what may have left: its trace is looked for first.
        owed = any(one.finding.kind.gesture.loss is not Loss.NOTHING for one in act.told)
        verb = "Envoyer au financeur" if owed else "Vérifier que c’est parti"
        return f"{verb}{NBSP}: {act.paper}"
    verb = f"{BEFORE.get(reasons[0].verb, 'Préparer')} pour" if early else _verb(act)
    head = f"{verb} {act.paper}{NBSP}: "
    whose = _whose(act)
    for shown in range(len(parts), 0, -1):
        rest = f" et {len(parts) - shown} de plus" if shown < len(parts) else ""
        said = f"{head}{', '.join(parts[:shown])}{rest}"
        if whose and len(f"{said}{whose}") <= _TWO_LINES:
            return f"{said}{whose}"
        if len(said) <= _TWO_LINES:
            return said
    return head + (parts[0] if len(parts) == 1 else f"{parts[0]} et {len(parts) - 1} de plus")


def _whose(act: Act) -> str:
    """« (P04 et P19) », of the last claim of a grant: beside it stands what nobody has committed,
    and this is of those who have, and have not paid or proved it.
    """
    if act.key.occasion != LAST_CLAIM:
        return ""
    owing = {
        one.finding.partner for each in act.reasons for one in each.members if one.finding.partner
    }
    return f" ({join_words(sorted(owing, key=natural_order))})" if owing else ""


def _verb(act: Act) -> str:
    """« Suivre » what has left; « Envoyer » what leaves with what is ready."""
    if is_asked_back(act):
        return _COMPLETE
    if has_left(act.key.occasion):
        return _FOLLOW
    return _SEND if act.to_send else "Préparer"


def is_asked_back(act: Act) -> bool:
    """Whether its funder has it and asks for more before it settles it."""
    return any(one.finding.kind.gesture.asked_back for one in act.told)


def name_paper(act: Act) -> str:
    """Its short name, the same from night to night: « Envoyer FRA – Acompte 1 »."""
    if is_asked_back(act):
        return f"{_COMPLETE} {act.paper}"
    return f"{_FOLLOW if has_left(act.key.occasion) else _SEND} {act.paper}"


def say_delays(act: Act, *, as_of: date) -> Iterator[str]:
    """Whose delay has passed, and whose comes next: of a claim there is still something to do."""
    past = [one for one in act.reasons if one.last_useful and one.last_useful < as_of]
    late = min(past, key=lambda one: one.last_useful or date.max, default=None)
    for one, verb in ((late, "a passé"), (next_in_time(act.reasons, as_of=as_of), "vient")):
        if one is not None and one.last_useful is not None:
            of = DELAYS.get(one.verb, "du reste")
            yield f"le délai {of} {verb} le {format_long_date(one.last_useful)}"


def _with_reason(finding: Finding) -> str:
    """« CO08 (même facture que CO01) »."""
    number, _, what = finding.label.partition(" – ")
    return typo(f"{number} ({what})" if what else number)


def say_reason(reason: Reason) -> str:
    """« 12 pièces à demander à 8 partenaires (13 736 €) avant le 18 mars 2026 : P01-25-004… »."""
    whom = [one.finding.partner for one in reason.members if one.finding.partner]
    partners = list(dict.fromkeys(whom))
    who = f" ({name_some(partners)})" if partners else ""
    said = say_at_stake(reason.euros, reason.doubt)
    euros = f", {said}" if said else ""
    by = f", avant le {format_long_date(reason.last_useful)}" if reason.last_useful else ""
    if reason.verb is Verb.WITHDRAW:  # what is wrong with each is in no title
        said_of = (_with_reason(one.finding) for one in reason.members)
        named = name_some(list(dict.fromkeys(said_of)), limit=_WITH_REASON)
    else:
        first = (short_label(one.finding, of=partners) for one in reason.members)
        named = name_some(list(dict.fromkeys(first)))
    many = count_of(reason.facts, *LONG.get(reason.verb, OTHER))
    return f"{many}{who}{euros}{by}{NBSP}: {named}"
