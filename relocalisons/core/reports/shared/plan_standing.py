"""Pure: where the plan stands, in sentences; what nobody can read any more is part of the total."""

from datetime import timedelta

from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    format_long_date,
    join_words,
    plural_word,
)
from relocalisons.core.reminders.lines import natural_order
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.sentences import states_sentence, worst_delay_sentence
from relocalisons.core.sources.table_loader import STALE_FOR


def plan_sentences(measures: Measures) -> str:
    """How the actions spread over the states, the worst delay, and what can no longer be told."""
    said = (states_sentence(measures), worst_delay_sentence(measures), unseen_sentence(measures))
    return " ".join(sentence for sentence in said if sentence)


def unseen_sentence(measures: Measures) -> str:
    """« 138 actions suivies, dont 9 (P05) ne peuvent plus être dites depuis le … »; maybe empty."""
    unseen = [line.action for line in measures.unseen]
    days = [action.last_read for action in unseen if action.last_read is not None]
    if not days:
        return ""
    many = len(unseen)
    owners = sorted({action.owner for action in unseen if action.owner}, key=natural_order)
    whose = f" ({join_words(owners)})" if owners else ""
    since = format_long_date(min(days) + STALE_FOR + timedelta(days=1))
    return (
        f"{count_of(len(measures.followed), 'action suivie', 'actions suivies')}, dont "
        f"{many}{whose} "
        f"{plural_word(many, 'ne peut plus être dite', 'ne peuvent plus être dites')} depuis le "
        f"{since} (dernière bonne lecture{NBSP}: {format_long_date(min(days))}){SEMICOLON} retards "
        f"et avancement sont donnés sans {plural_word(many, 'elle', 'elles')}."
    )
