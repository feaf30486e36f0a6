"""Pure: what the rules proposed, weighed by what was learnt; a second reader beside the first.

Where both agree nothing changes. Where the second is against, a proposal that was sure is in
doubt, and one that was in doubt gives way: to what the second is sure of, or to the text alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act, AskKind, Proposal, Reply
from relocalisons.core.replies.placing import Place, place_act
from relocalisons.core.replies.sense.features import features_of
from relocalisons.core.replies.sense.learned import likely_acts
from relocalisons.core.replies.settling import go_together
from relocalisons.core.replies.words.contacts import has_successor, who_left
from relocalisons.core.replies.words.delays import day_ahead, is_put_off
from relocalisons.core.replies.words.done import day_behind
from relocalisons.core.replies.words.hedges import asks, says_no, says_the_same
from relocalisons.core.replies.words.lines import Named
from relocalisons.core.replies.words.mail.sentences import respell
from relocalisons.core.replies.words.names import (
    emails_in,
    office_in,
    people_in,
    phone_in,
    relation_in,
)
from relocalisons.core.replies.words.progress import figure_in
from relocalisons.core.replies.words.questions import is_at_a_loss, wants_to_know
from relocalisons.core.replies.words.silence import limit_of

_LEAST = 0.05  # below, a proposal in doubt is not made
_LEAST_BESIDE = 0.2  # below, a second act of the same line is not told beside the first
_LEAST_OTHER = 0.25  # below, words that say no act are told as text alone
_TURNS = 0.55  # above, another act takes the place of what it contradicts
_SURE = 0.5  # above, the second reader speaks for itself
_UNSURE_LEFT = 0.5  # who left: people say it of a file as well
_UNSURE = 0.3  # below, what was sure is in doubt
_COMING = (Act.ATTEND_YES, Act.ATTEND_NO, Act.ATTEND_PROXY)
_DATED = (Act.NEW_DATE, Act.PROMISE)
_BRIEF = 5  # words: « étude oui » leaves nothing to weigh
_PLAIN = (Act.PAUSE, Act.STOP_MAILS, Act.CALL_ME, Act.ATTEND_PROXY)
_NAMING = (Act.ATTEND_PROXY, Act.NEW_CONTACT, Act.WRONG_PERSON)
_KIN = {Act.PROMISE: Act.NEW_DATE, Act.OTHER_DATE: Act.NEW_DATE}


def likely(clause: Clause, reply: Reply, named: Named) -> dict[Act | None, float]:
    """How likely each act is; None: that the clause tells nothing."""
    told = likely_acts(features_of(clause, reply, named))
    return {(None if act == "none" else Act(act)): share for act, share in told.items()}


def share_of(act: Act, shares: dict[Act | None, float]) -> float:
    """The share of an act, a promise being a date; another day is often put as a question."""
    asked = shares.get(Act.QUESTION, 0.0) if act is Act.OTHER_DATE else 0.0
    return shares.get(_KIN.get(act, act), 0.0) + asked


def weighed(
    proposal: Proposal, shares: dict[Act | None, float], clause: Clause, reply: Reply
) -> list[Proposal]:
    """A proposal as it is left when both have read."""
    if _speaks_for_itself(proposal):
        return [proposal]
    share = share_of(proposal.act, shares)
    if not proposal.doubt:
        least = _UNSURE_LEFT if proposal.act is Act.CONTACT_LEFT else _UNSURE
        return [replace(proposal, doubt=share < least)]
    if share >= _LEAST:
        return [proposal]
    best = max(shares, key=shares.__getitem__)
    if best is None or shares[best] < _TURNS:
        return []
    refs = (proposal.ref,) if proposal.ref else proposal.may_be
    return guessed(best, clause, Place(refs=refs, carried=not refs), reply)


def _speaks_for_itself(proposal: Proposal) -> bool:
    """An address, a question with its mark, a successor: no weight says more."""
    if len(proposal.words.split()) <= _BRIEF and proposal.doubt:
        return True
    if proposal.act in _PLAIN:
        return proposal.doubt
    if proposal.act is Act.NEW_CONTACT:
        return bool(emails_in(proposal.text) or phone_in(proposal.text))
    if proposal.act is Act.QUESTION:
        return asks(proposal.words) or is_at_a_loss(respell(proposal.words))
    if proposal.act is Act.PROGRESS and proposal.percent is not None:
        return not proposal.doubt
    text = respell(proposal.words)
    if proposal.act is Act.ATTEND_NO:
        return not proposal.doubt and says_no(text)
    if proposal.act is Act.CONTACT_LEFT:
        return bool(has_successor(text) or emails_in(text))
    return says_the_same(text)


def best_of(shares: dict[Act | None, float]) -> Act | None:
    """What the second reader is sure of, if anything."""
    best = max(shares, key=shares.__getitem__)
    return best if best is not None and shares[best] >= _SURE else None


def guessed(act: Act, clause: Clause, place: Place, reply: Reply) -> list[Proposal]:
    """A proposal of the second reader, in doubt, with the day or name that its act asks for."""
    kinds = {ask.kind for ask in reply.asks if not place.refs or ask.ref in place.refs}
    if act in _COMING and kinds == {AskKind.WORK}:
        return []
    if act is Act.QUESTION and not (asks(clause.words) or wants_to_know(clause.text)):
        return []
    text = _text(act, clause)
    if act in _NAMING and not text and act is not Act.WRONG_PERSON:
        return []
    days, shift = None, 0
    if act in _DATED:
        day = day_ahead(clause)
        days, shift = (day.days, day.shift) if day else (None, 0)
        if day is None and not is_put_off(clause.text):
            act = Act.PROMISE
    elif act is Act.DONE:
        day = day_behind(clause, 0)
        days = day.days if day else None
    elif act is Act.PAUSE:
        days = limit_of(clause)
    percent = figure_in(clause.text) if act is Act.PROGRESS else None
    found = Found(act=act, days=days, shift=shift, percent=percent, text=text, doubt=True)
    return [
        replace(each, doubt=True)
        for each in place_act(found, clause.words.strip(" ,;:–-"), place, reply)
    ]


def _text(act: Act, clause: Clause) -> str:
    people = [
        name for name, whole in people_in(clause.words) if whole and name not in clause.person
    ]
    name = people[0] if people else relation_in(clause.words)
    if not name and act in (Act.WRONG_PERSON, Act.NEW_CONTACT):
        name = office_in(clause.words)
    if act is Act.CALL_ME:
        return phone_in(clause.words)
    if act is Act.NEW_CONTACT:
        mails = emails_in(clause.words)
        return (f"{name} <{mails[0]}>" if name else mails[0]) if mails else name
    if act is Act.CONTACT_LEFT:
        return who_left(clause)
    if act is Act.BLOCKED:
        return clause.words.strip(" .!,")
    return name if act in _NAMING else ""


class SecondReader:
    """What was learnt, asked about the words of one mail."""

    def __init__(
        self,
        reply: Reply,
        clause: Callable[..., Clause],
        named: Callable[[Clause], Named],
        place: Callable[[Named, Named], Place],
    ) -> None:
        self.reply = reply
        self._clause, self._named, self._place = clause, named, place

    def features(self, words: str) -> list[str]:
        """The features of some words of the mail."""
        clause = self._clause(words, "")
        return features_of(clause, self.reply, self._named(clause))

    def weighed(self, made: list[Proposal], sentence: str) -> list[Proposal]:
        """What it leaves of what was made of a sentence, or finds where nothing was."""
        out: list[Proposal] = []
        for each in made:
            clause, _, shares = self.read(each.words)
            twin = any(
                other is not each
                and other.words == each.words
                and other.ref == each.ref
                and go_together(each.act, other.act)
                for other in made
            )
            out += [each] if twin and each.doubt else weighed(each, shares, clause, self.reply)
        if made:
            return out
        clause = self._clause(sentence, "", alone=True)
        named = self._named(clause)
        best = best_of(likely(clause, self.reply, named))
        return guessed(best, clause, self._place(named, named), self.reply) if best else []

    def is_worth(self, proposal: Proposal) -> bool:
        """Whether words that say no act may well be hers to read beside their line."""
        if proposal.act is not Act.OTHER:
            return True
        _, named, shares = self.read(proposal.words)
        return share_of(Act.OTHER, shares) >= _LEAST_OTHER / (2 if named.refs else 1)

    def is_likely_beside(self, proposal: Proposal, others: Sequence[Proposal]) -> bool:
        """Whether a second act of a line that is told already is likely enough to be told too."""
        apart = any(
            each is not proposal
            and each.ref == proposal.ref
            and not go_together(proposal.act, each.act)
            for each in others
        )
        if not (proposal.doubt and proposal.ref and apart) or proposal.act is Act.QUESTION:
            return True
        return share_of(proposal.act, self.read(proposal.words)[2]) >= _LEAST_BESIDE

    def read(self, words: str) -> tuple[Clause, Named, dict[Act | None, float]]:
        """Some words of the mail, the lines that they name, and how likely each act is."""
        clause = self._clause(words, "")
        named = self._named(clause)
        return clause, named, likely(clause, self.reply, named)
