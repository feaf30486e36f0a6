"""Pure: a paper of a funder in words: what it still lacks, for which expenses, by when."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.acts.acts import Act
from relocalisons.core.acts.aid.amounts import say_at_stake
from relocalisons.core.acts.aid.claims import has_left
from relocalisons.core.acts.aid.words import DELAYS, LONG, OTHER, SHORT
from relocalisons.core.acts.at_stake import Reason, next_in_time
from relocalisons.core.acts.titles.calls import short_label
from relocalisons.core.kernel.findings.gestures import Loss
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    name_some,
)

_FOLLOW, _SEND = "Suivre", "Envoyer"
LONGEST = 110  # characters: two lines of a phone


def say_claim(act: Act) -> str:
    """« Préparer FRA – Acompte 1 : 12 pièces, 8 signatures »; « Envoyer … » with nothing else."""
    parts = [count_of(each.facts, *SHORT.get(each.verb, OTHER)) for each in act.reasons]
    if not parts:
        # Nothing is lost by what may have left: its trace is looked for first.
        owed = any(one.finding.kind.gesture.loss is not Loss.NOTHING for one in act.told)
        verb = "Envoyer au financeur" if owed else "Vérifier que c’est parti"
        return f"{verb}{NBSP}: {act.paper}"
    head = f"{_verb(act)} {act.paper}{NBSP}: "
    for shown in range(len(parts), 1, -1):
        rest = f" et {len(parts) - shown} de plus" if shown < len(parts) else ""
        said = f"{head}{', '.join(parts[:shown])}{rest}"
        if len(said) <= LONGEST:
            return said
    return head + ", ".join(parts)


def _verb(act: Act) -> str:
    """« Suivre » what has left; « Envoyer » what leaves with what is ready."""
    if has_left(act.key.occasion):
        return _FOLLOW
    return _SEND if act.to_send else "Préparer"


def name_paper(act: Act) -> str:
    """Its short name, the same from night to night: « Envoyer FRA – Acompte 1 »."""
    return f"{_FOLLOW if has_left(act.key.occasion) else _SEND} {act.paper}"


def say_delays(act: Act, *, as_of: date) -> Iterator[str]:
    """Whose delay has passed, and whose comes next: of a claim there is still something to do."""
    past = [one for one in act.reasons if one.last_useful and one.last_useful < as_of]
    late = min(past, key=lambda one: one.last_useful or date.max, default=None)
    for one, verb in ((late, "a passé"), (next_in_time(act.reasons, as_of=as_of), "vient")):
        if one is not None and one.last_useful is not None:
            of = DELAYS.get(one.verb, "du reste")
            yield f"le délai {of} {verb} le {format_long_date(one.last_useful)}"


def say_reason(reason: Reason) -> str:
    """« 12 pièces à demander à 8 partenaires (13 736 €) avant le 18 mars 2026 : P01-25-004… »."""
    whom = [one.finding.partner for one in reason.members if one.finding.partner]
    partners = list(dict.fromkeys(whom))
    who = f" ({name_some(partners)})" if partners else ""
    said = say_at_stake(reason.euros, reason.doubt)
    euros = f", {said}" if said else ""
    by = f", avant le {format_long_date(reason.last_useful)}" if reason.last_useful else ""
    first = [short_label(one.finding, of=partners) for one in reason.members]
    named = name_some(list(dict.fromkeys(first)))
    many = count_of(reason.facts, *LONG.get(reason.verb, OTHER))
    return f"{many}{who}{euros}{by}{NBSP}: {named}"
