"""Pure: the proposals of one mail set against each other: doubles, contradictions, what is left."""

from dataclasses import replace

from relocalisons.core.replies.besides import as_contact
from relocalisons.core.replies.model import Act, Proposal, Reply
from relocalisons.core.replies.words.delays import only_begun
from relocalisons.core.replies.words.hedges import denies_all, says_no, says_something
from relocalisons.core.replies.words.lines import named_lines
from relocalisons.core.replies.words.mail.sentences import respell
from relocalisons.core.replies.words.questions import asks_for_it, is_at_a_loss

# What may be said of one line, or of the person, in one mail without casting doubt on either.
_TOGETHER = (
    {Act.ATTEND_NO, Act.ATTEND_PROXY}, {Act.CONTACT_LEFT, Act.NEW_CONTACT},
    {Act.CALL_ME, Act.CONTACT_LEFT}, {Act.CALL_ME, Act.NEW_CONTACT},
    {Act.BLOCKED, Act.PROGRESS}, {Act.PROGRESS, Act.NEW_DATE},
    {Act.PROGRESS, Act.PROMISE}, {Act.QUESTION, Act.ATTEND_YES},
    {Act.ATTEND_NO, Act.OTHER_DATE}, {Act.QUESTION, Act.OTHER_DATE},
)  # fmt: skip
_DATED = (Act.NEW_DATE, Act.PROMISE, Act.OTHER_DATE)
_COMING = (Act.ATTEND_YES, Act.ATTEND_NO, Act.ATTEND_PROXY)
_LONGEST_SURE = 18  # words: a longer clause says more than its act


def go_together(one: Act, other: Act) -> bool:
    """Whether both may be told of one line: how far it is, and its day; a day, and a question."""
    dated = {one, other} & set(_DATED)
    return {one, other} in _TOGETHER or (bool(dated) and Act.QUESTION in (one, other))


def one_sentence(made: list[Proposal]) -> list[Proposal]:
    """The proposals of one sentence, of which the more telling of two on a line is kept.

    « maquette validée, livraison début novembre » is a date; « signée, en cours de visa » is
    under way.
    """
    kept: list[Proposal] = []
    for each in made:
        if not _is_told_better(each, made, kept):
            kept.append(each)
    return _one_day(kept)


def _is_told_better(each: Proposal, made: list[Proposal], kept: list[Proposal]) -> bool:
    """Whether another of the same sentence says it, or takes it back."""
    others = {other.act for other in made if other.ref == each.ref and other is not each}
    match each.act:
        case Act.DONE:
            return bool(others & {Act.PROGRESS, Act.WRONG_PERSON}) or _is_behind_a_day(each, kept)
        case Act.PROGRESS:
            begun = only_begun(respell(each.words)) and Act.BLOCKED not in others
            vague = each.percent is None and not begun
            return vague and bool(others & {*_DATED, Act.BLOCKED})
        case Act.WRONG_PERSON:
            nobody = not each.text and Act.BLOCKED in others
            return nobody or _is_successor(each, made)
        case Act.ATTEND_NO:
            return _is_only_why(each, made)
        case Act.NEW_DATE:
            return each.days is None and Act.BLOCKED in others
        case Act.OTHER:
            return bool(others)
        case Act.QUESTION:
            return _is_asked_otherwise(each, made, others)
        case Act.BLOCKED:
            return any(_is_for(each, other) for other in kept)
        case _:
            return False


def _is_behind_a_day(done: Proposal, kept: list[Proposal]) -> bool:
    """« il nous faut jusqu’au 24, le logiciel vient d’être changé »: the reason."""
    return done.doubt and any(
        other.act is Act.NEW_DATE and other.days and other.ref == done.ref for other in kept
    )


def _is_asked_otherwise(question: Proposal, made: list[Proposal], others: set[Act]) -> bool:
    text = respell(question.words)
    if question.doubt and others & {*_DATED, Act.BLOCKED}:
        return True
    if Act.BLOCKED in others and asks_for_it(text):
        return True
    return any(other.act is Act.CALL_ME for other in made) and not is_at_a_loss(text)


def _is_only_why(absence: Proposal, made: list[Proposal]) -> bool:
    """« je suis à Rome le 22, Paul me remplace » is one answer: the first is its reason.

    Who says that they do not come is taken at their word.
    """
    if says_no(respell(absence.words)):
        return False
    return any(
        other.ref == absence.ref and other.act in (Act.ATTEND_PROXY, Act.ATTEND_YES, Act.OTHER_DATE)
        for other in made
    )


def _is_for(blocked: Proposal, other: Proposal) -> bool:
    """« glisse au 15, le monteur est malade » gives a reason for what was said first."""
    told = other.act is Act.ATTEND_NO or (other.act is Act.NEW_DATE and other.days is not None)
    lines = (blocked.ref, *blocked.may_be)
    return told and (other.ref in lines if other.ref else other.may_be == blocked.may_be)


def _is_successor(one: Proposal, made: list[Proposal]) -> bool:
    """« voyez avec ma remplaçante … » and her address: one left, and one is to be written to."""
    left = any(each.act is Act.CONTACT_LEFT for each in made)
    return left and any(each.act is Act.NEW_CONTACT and one.text in each.text for each in made)


def _one_day(made: list[Proposal]) -> list[Proposal]:
    """Two days for one line in one sentence: the last, in doubt."""
    dated = [each for each in made if each.act in _DATED]
    out: list[Proposal] = []
    for each in made:
        same = [other for other in dated if other.ref == each.ref and other.may_be == each.may_be]
        if each.act in _DATED and len(same) > 1:
            if each is same[-1]:
                out.append(replace(each, doubt=True))
        else:
            out.append(each)
    return out


def without_contradicted(proposals: list[Proposal], guesses: list[Proposal]) -> list[Proposal]:
    """What is only guessed of a line gives way to what a phrase says of it."""
    kept: list[Proposal] = []
    for each in proposals:
        guessed = any(each is one for one in guesses)
        firm = [other for other in proposals if not any(other is one for one in guesses)]
        if guessed and any(_meet(each, other) for other in firm):
            continue
        kept.append(each)
    return kept


def _meet(one: Proposal, other: Proposal) -> bool:
    """Whether they may be about the same line, or the same person."""
    mine = {one.ref, *one.may_be} if one.ref else set(one.may_be)
    return bool(mine & {other.ref, *other.may_be}) or (not mine and one.act is other.act)


def settle(proposals: list[Proposal], reply: Reply, left: list[str]) -> list[Proposal]:
    """One proposal an act and line; two that do not go together are both in doubt.

    So is all of a mail of which a sentence was not understood: it may take back the others.
    """
    kept: list[Proposal] = []
    for each in proposals:
        _add(kept, as_contact(each, kept) or each if each.act is Act.WRONG_PERSON else each)
    denied = {
        each.ref for each in kept if each.act is Act.OTHER and denies_all(respell(each.words))
    }
    kept = [each for each in kept if each.act is not Act.DONE or each.ref not in denied]
    kept = [each for each in kept if not _is_told(each, kept)]
    kept = _once(_last_word(kept))
    kept += [each for each in _unread(reply, left) if not any(o.ref == each.ref for o in kept)]
    kept = kept or _whole(reply, left)
    if any(says_something(respell(sentence)) for sentence in left):
        return [replace(each, doubt=True) for each in kept]
    return [replace(each, doubt=True) if _is_unsure(each, kept) else each for each in kept]


def _last_word(kept: list[Proposal]) -> list[Proposal]:
    """A line is done or it is not: what still lies ahead of it tells more, unless it is unsure."""
    lost = [
        each
        for each in kept
        if each.ref and any(other.ref == each.ref and _gives_way(each, other) for other in kept)
    ]
    refs = {each.ref for each in lost}
    return [
        replace(each, doubt=True) if each.ref in refs else each
        for each in kept
        if not any(each is one for one in lost)
    ]


def _once(kept: list[Proposal]) -> list[Proposal]:
    """The same day told twice of a line, a delay without a day beside what holds it up."""
    out: list[Proposal] = []
    for each in kept:
        others = [
            other for other in kept if other is not each and each.ref and other.ref == each.ref
        ]
        same = [o for o in out if o.ref == each.ref and each.ref and o.act in _DATED]
        if each.act in _DATED and any(other.days == each.days for other in same):
            continue
        dated = any(other.act in _DATED and other.days for other in others)
        if each.act in _DATED and each.days is None and dated:
            continue
        comes = any(other.act in _COMING for other in others)
        if each.doubt and comes and each.act in (Act.DONE, Act.PROMISE, Act.PROGRESS):
            continue
        told = any(other.act is Act.DONE for other in others)
        if each.act is Act.NEW_DATE and each.days is None and told:
            continue
        if each.act is Act.WRONG_PERSON and each.text and _is_followed(each, kept):
            continue
        if each.act is Act.ATTEND_NO and _is_only_why(each, others):
            continue
        out.append(each)
    return out


def _is_followed(one: Proposal, kept: list[Proposal]) -> bool:
    """Who left has a successor, whom to write to: no second person for the line."""
    left = any(each.act is Act.CONTACT_LEFT for each in kept)
    name = one.text.split()[-1]
    return left and any(each.act is Act.NEW_CONTACT and name in each.text for each in kept)


def _gives_way(one: Proposal, other: Proposal) -> bool:
    if one.act is Act.DONE:
        ahead = other.act in _DATED and other.days is not None and one.days is None
        return (ahead or other.act in (Act.BLOCKED, Act.PROGRESS)) and one.doubt
    if other.act is Act.DONE:
        vague = one.act in _DATED and one.days is None
        unsure = one.doubt and not other.doubt
        return vague or (unsure and one.act in (Act.BLOCKED, Act.PROGRESS, Act.QUESTION))
    return False


def _add(kept: list[Proposal], each: Proposal) -> None:
    for place, other in enumerate(kept):
        if not _is_same(each, other):
            continue
        if each.percent and not other.percent:
            kept[place] = each
        elif each.days and other.days and each.days != other.days:
            kept[place] = replace(each, doubt=True)
        elif each.text and not other.text and each.act is Act.NEW_CONTACT:
            kept[place] = each
        elif each.act is Act.ATTEND_YES:
            kept[place] = replace(other, doubt=each.doubt and other.doubt)
        elif each.days and not other.days:
            kept[place] = replace(each, doubt=each.doubt or other.doubt)
        elif other.doubt and not each.doubt:
            kept[place] = replace(each, days=each.days or other.days)
        elif each.act is Act.BLOCKED and _tells_more(each, other):
            kept[place] = replace(each, doubt=each.doubt or other.doubt)
        return
    kept.append(each)


def _tells_more(each: Proposal, other: Proposal) -> bool:
    """Whom it waits for is more than many words."""
    told = (each.text != each.words.strip(" .!,"), other.text != other.words.strip(" .!,"))
    return told[0] if told[0] != told[1] else len(each.words) > len(other.words)


def _is_same(one: Proposal, other: Proposal) -> bool:
    if (one.act, one.ref, one.may_be) != (other.act, other.ref, other.may_be):
        return False
    return not one.text or not other.text or one.text == other.text or one.act is Act.BLOCKED


def _is_told(each: Proposal, kept: list[Proposal]) -> bool:
    """A vague proposal of which a line is told elsewhere, a loose word beside an act."""
    if each.act is Act.STOP_MAILS:
        return any(other.act is Act.PAUSE for other in kept)
    if each.act is Act.OTHER and each.may_be:
        return any(other.ref in each.may_be for other in kept)
    if each.may_be:
        return any(
            other.ref in each.may_be
            and other.act is each.act
            and (each.days is None or each.days == other.days)
            for other in kept
        )
    if each.act is Act.OTHER:
        return any(other.ref == each.ref and other is not each for other in kept)
    return False


def _is_unsure(one: Proposal, kept: list[Proposal]) -> bool:
    """What stands beside it, or its length, asks for a look.

    A proxy tells the absence: one cell holds one answer, so the absence alone is not sure.
    Whom to write to is as sure as that somebody left.
    """
    if one.act is Act.NEW_CONTACT and any(
        other.act is Act.CONTACT_LEFT and other.doubt for other in kept
    ):
        return True
    if one.act is Act.ATTEND_NO and any(
        other.act is Act.ATTEND_PROXY and other.ref == one.ref for other in kept
    ):
        return True
    if len(one.words.split()) > _LONGEST_SURE:
        return True
    return any(
        other is not one
        and (one.ref == other.ref or one.ref in other.may_be)
        and (one.act is other.act or {one.act, other.act} not in _TOGETHER)
        for other in kept
    )


def _unread(reply: Reply, left: list[str]) -> list[Proposal]:
    """A sentence that names one line and says nothing we know: hers to read, beside that line."""
    found: list[Proposal] = []
    for sentence in left:
        named = named_lines(respell(sentence), reply.asks)
        if len(named.refs) == 1 and not any(each.ref == named.refs[0] for each in found):
            found.append(Proposal(act=Act.OTHER, words=sentence, ref=named.refs[0], doubt=True))
    return found


def _whole(reply: Reply, left: list[str]) -> list[Proposal]:
    """A mail in which nothing was understood, and that is more than thanks."""
    told = [sentence for sentence in left if says_something(respell(sentence))]
    if not told or not reply.asks:
        return []
    refs = tuple(ask.ref for ask in reply.asks)
    one = refs[0] if len(refs) == 1 else None
    return [
        Proposal(
            act=Act.OTHER, words=max(told, key=len), ref=one, may_be=() if one else refs, doubt=True
        )
    ]
