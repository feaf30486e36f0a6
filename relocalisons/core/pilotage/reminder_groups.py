"""Pure: the row of « Relances » that stands for several equal mails, with their readers by name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from relocalisons.core.kernel.model import Decision
from relocalisons.core.kernel.words.french import THIN, count_of, join_words
from relocalisons.core.pilotage.reminder_tab import STATE_WORDS, ReminderRow
from relocalisons.core.programme.decisions.member_words import Member, understand_members

_MOST_NAMED = 6  # people beside one state


def gather(
    key: str,
    rows: Iterable[tuple[Member, ReminderRow]],
    *,
    said: Decision | None,
) -> ReminderRow:
    """One row for the mails of `rows`, which differ by their reader only; at least two.

    It names everybody it was written for, whatever became of each since: what she approves is what
    she was shown. It waits while one of them does.
    """
    rows = tuple(rows)
    first = rows[0][1]
    states = Counter(row.state.casefold() for _, row in rows)
    state = "held" if states["held"] else max(states, key=lambda one: (states[one], one))
    others = [
        f"{STATE_WORDS.get(other, other)}{THIN}: {_named(rows, state=other)}"
        for other in states
        if other != state
    ]
    alike = [row for _, row in rows if row.state.casefold() == state]
    word = said or Decision(key=key, decision="", note="")
    meant = understand_members(word.decision, word.note, [member for member, _ in rows])
    late = Counter(row.late for _, row in rows if row.late)
    return replace(
        first,
        key=key,
        partner=count_of(len(rows), "personne"),
        partner_name="",
        code=next((row.code for _, row in reversed(rows) if row.code), ""),
        person=", ".join(member.shown for member, _ in rows),
        lines=0,
        state=state,
        reason="\n".join((*dict.fromkeys(row.reason for row in alike if row.reason), *others)),
        stopped=next((row.stopped for _, row in rows if row.stopped), ""),
        decision=word.decision,
        note=word.note,
        doubt=meant.message,
        alone=False,
        late="\n".join(late),
        mails=len(rows),
        waiting=states["held"],
    )


def _named(rows: Iterable[tuple[Member, ReminderRow]], *, state: str) -> str:
    """« Anne Roux (P01) et Jean Petit (P03) », or how many they are."""
    found = [member.shown for member, row in rows if row.state.casefold() == state]
    if len(found) > _MOST_NAMED:
        return count_of(len(found), "personne")
    return join_words(found)
