"""Pure: what she accepted of an answer, said again to its partner where their own cell stands.

Nobody writes in a partner's workbook: the next reminder of that line says their own words, and its
link leads to the cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from relocalisons.core.kernel.words.french import NBSP, format_long_date, quote, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.proposals.model import KeptProposal
from relocalisons.core.reminders.digests import Digest, DigestLine, ReminderPlan
from relocalisons.core.replies.model import Act

_OF_A_CELL = (Act.DONE, Act.PROGRESS, Act.NEW_DATE, Act.PROMISE)
_LONGEST = 120


def with_their_words(plan: ReminderPlan, accepted: Iterable[KeptProposal]) -> ReminderPlan:
    """The plan, whose lines say what was answered of them; of several answers the last."""
    said = {
        (each.partner, fold(each.proposal.ref)): each
        for each in accepted
        if each.proposal.act in _OF_A_CELL and each.proposal.ref
    }
    if not said:
        return plan
    return replace(plan, digests=tuple(_digest(each, said) for each in plan.digests))


def _digest(digest: Digest, said: Mapping[tuple[str, str], KeptProposal]) -> Digest:
    blocks = tuple(
        replace(block, lines=tuple(_line(line, digest, said) for line in block.lines))
        for block in digest.blocks
    )
    return replace(digest, blocks=blocks)


def _line(
    line: DigestLine, digest: Digest, said: Mapping[tuple[str, str], KeptProposal]
) -> DigestLine:
    kept = said.get((digest.partner, fold(line.number)))
    if kept is None or line.names_partner:
        return line
    own = fold(kept.person) == fold(digest.person)
    who = "Vous nous avez écrit" if own else f"{kept.person or 'Votre structure'} nous a écrit"
    words = quote(shorten(typo(kept.proposal.words), limit=_LONGEST))
    text = (
        f"{who} le {format_long_date(kept.came)}{NBSP}: {words}. Il reste à le noter dans votre "
        "tableau."
    )
    return replace(line, text=f"{line.text} {text}".strip())
