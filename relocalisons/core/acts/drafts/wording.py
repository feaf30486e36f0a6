"""Pure: the draft of a claim in words: what it asks, what is left out, and the first causes."""

from collections.abc import Iterator
from decimal import Decimal

from relocalisons.core.acts.drafts.claim_draft import Cause, ClaimDraft
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_money,
    name_some,
    quote,
    shorten,
    typo,
    whole_euros,
)

_ZERO = Decimal(0)
_NAMED = 2  # causes, and pieces of a cause: the rest is on her page
_LONGEST_CAUSE = 90
_HER_PAGE = quote("Contrôle avant envoi")


def say_draft(draft: ClaimDraft) -> str:
    """« 19 572 € demandés ; 13 761 € bloqués : un devis sur 2 exigés (D2 de P02, 4 000 €) … »."""
    return typo(f"{THIN}; ".join(_parts(draft)))


def _parts(draft: ClaimDraft) -> Iterator[str]:
    if draft.asked is None:
        yield f"montant demandé à préciser ({_HER_PAGE})"
    elif draft.elsewhere:
        twice = f"dont {_euros(draft.elsewhere)} qui attendent aussi {draft.earlier}"
        yield f"{_euros(draft.asked)} demandés, {twice}"
    elif not (draft.blocked or draft.capped):
        yield f"{_euros(draft.asked)} à recevoir" if draft.asked else "rien à demander à ce jour"
    elif draft.asked:
        yield f"{_euros(draft.asked)} demandés"
    else:
        yield "rien de demandé à ce jour"
    if draft.capped:
        yield f"{_euros(draft.capped)} de moins par {draft.cap}"
    if draft.blocked:
        whole = draft.rejected == draft.blocked
        some = f" bloqués, dont {_euros(draft.rejected)} rejetés" if draft.rejected else " bloqués"
        out = " rejetés" if whole else some
        shown, rest = draft.causes[:_NAMED], draft.causes[_NAMED:]
        first, *others = [_say_cause(one) for one in shown] or [f"voir {_HER_PAGE}"]
        yield f"{_euros(draft.blocked)}{out}{NBSP}: {first}"
        yield from others
        if rest:
            many = count_of(len(rest), "autre cause", "autres causes")
            yield f"{many} dans {_HER_PAGE} ({_euros(sum((one.euros for one in rest), _ZERO))})"


def _say_cause(cause: Cause) -> str:
    named = name_some(cause.pieces, limit=_NAMED)
    return f"{shorten(cause.why, limit=_LONGEST_CAUSE)} ({named}, {_euros(cause.euros)})"


def _euros(amount: Decimal) -> str:
    return format_money(whole_euros(amount))
