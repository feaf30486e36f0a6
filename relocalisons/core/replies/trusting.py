"""Pure: how likely a proposal is right, by how it was come by; what is unlikely is not made.

A table of features (`trust.txt`), each worth some tenths, learnt from the replies of which a person
told the truth, each file read with a table of acts that was learnt without it (ADR 0071).
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from relocalisons.core.replies.clause import Clause, Found, Short
from relocalisons.core.replies.finding import find_acts
from relocalisons.core.replies.model import Act, AskKind, Proposal, Reply
from relocalisons.core.replies.placing import OF_THE_PERSON
from relocalisons.core.replies.sense.checking import checked
from relocalisons.core.replies.sense.constructions import read_construction
from relocalisons.core.replies.sense.deciding import read_sense
from relocalisons.core.replies.sense.learned import is_known
from relocalisons.core.replies.surroundings import Surroundings, features_around, step
from relocalisons.core.replies.weighing import SecondReader, share_of
from relocalisons.core.replies.words.hedges import is_hedged, is_negated, turns
from relocalisons.core.replies.words.lines import Named

LEAST = 0.95  # below, a proposal is not made: its words are quoted beside their line
_LEAST_SURE = 0.97  # below, what was sure is in doubt
_FILE = "trust.txt"
_SCALE = 10.0
_KIN: dict[str, str] = {"promise": "new_date", "other_date": "new_date"}
_SHORT: dict[str, tuple[Act, ...]] = {
    Short.YES: (Act.ATTEND_YES, Act.DONE),
    Short.NO: (Act.ATTEND_NO, Act.OTHER),
}
_SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96)
_FEW_SHARES = (0.1, 0.35, 0.65, 0.9)
_RIVALS = (0.05, 0.15, 0.3, 0.5, 0.7)
_LENGTHS = (3, 6, 10, 15, 20, 30)
_FEW_LENGTHS = (5, 12, 20)
_KNOWN = (0.5, 0.7, 0.85, 1)
_SENTENCES = (2, 3, 5, 8)
_WIDE = (1, 3, 8, 15)  # days


@cache
def _weights() -> dict[str, float]:
    """What each feature is worth; the first line is what every proposal starts from."""
    text = files("relocalisons.core.replies").joinpath(_FILE).read_text("utf-8")
    told = (line.rpartition("\t") for line in text.splitlines())
    return {feature: int(tenths) / _SCALE for feature, _, tenths in told}


def likelihood(features: Sequence[str]) -> float:
    """The share of proposals like this one that were right."""
    table = _weights()
    summed = table[""] + sum(table.get(each, 0.0) for each in features)
    return 1 / (1 + math.exp(-summed))


def trusted(
    found: Sequence[tuple[Proposal, Sequence[str]]],
) -> tuple[list[Proposal], list[Proposal]]:
    """What is likely enough, from how it was found, to be proposed, and what is left as words."""
    proposals = [each for each, _ in found]
    made: list[Proposal] = []
    left: list[Proposal] = []
    for each, features in found:
        share = likelihood(features)
        if each.doubt and share < LEAST:
            left.append(each)
        else:
            doubt = each.doubt or share < _LEAST_SURE or _may_be_for_a_line(each, proposals)
            made.append(replace(each, doubt=doubt))
    return made, left


def _may_be_for_a_line(one: Proposal, proposals: Sequence[Proposal]) -> bool:
    """« rapprochez-vous de Mme Aubanel »: for one line or for all, if nobody is said to leave."""
    if one.act is not Act.NEW_CONTACT:
        return False
    return not any(each.act is Act.CONTACT_LEFT for each in proposals)


def trust_features(
    one: Proposal, proposals: Sequence[Proposal], second: SecondReader, *, sentences: Sequence[str]
) -> list[str]:
    """How a proposal was come by, and what stands beside it."""
    clause, named, shares = second.read(one.words)
    others = [each for each in proposals if each is not one]
    found = [
        *_of_readers(one, clause, named, second.reply, shares),
        *_of_words(one, clause, second.features(one.words)),
        f"act {one.act}", f"sure {not one.doubt:d}", f"line {_line(one, named, second.reply)}",
        f"asks {min(len(second.reply.asks), 4)}", f"others {min(len(others), 4)}",
        f"sentences {step(len(sentences), _SENTENCES)}",
        f"days {one.days is not None:d}", f"act {one.act} days {one.days is not None:d}",
        f"act {one.act} text {bool(one.text):d}",
    ]  # fmt: skip
    if one.days is not None:
        found.append(f"wide {step((one.days.latest - one.days.earliest).days, _WIDE)}")
    for each in others:
        if each.ref == one.ref and one.act not in OF_THE_PERSON:
            found += [f"beside {each.act}", f"act {one.act} beside {each.act}"]
    around = Surroundings(
        one=one, found=proposals, clause=clause, named=named, reply=second.reply,
        sentences=sentences,
    )  # fmt: skip
    return sorted({*found, *features_around(around)})


def _line(one: Proposal, named: Named, reply: Reply) -> str:
    if one.act in OF_THE_PERSON:
        return "person"
    if one.ref is None:
        return "several"
    if one.ref in named.refs:
        return "named"
    return "only" if len(reply.asks) == 1 else "carried"


def _of_readers(
    one: Proposal, clause: Clause, named: Named, reply: Reply, shares: dict[Act | None, float]
) -> list[str]:
    """What each reader says of the words alone, and how sure the learnt one is."""
    kinds = {ask.kind for ask in reply.asks if not named.refs or ask.ref in named.refs}
    asked = {
        "named": bool(named.refs) or len(reply.asks) == 1,
        "presence": kinds != {AskKind.WORK},
        "work": kinds != {AskKind.MEETING},
    }
    said = [_agreement(one, find(clause, **asked)) for find in (_built, _phrases, _verbs)]
    share, none = share_of(one.act, shares), shares.get(None, 0.0)
    rival = max(each for act, each in shares.items() if act is not one.act)
    best = max(shares, key=shares.__getitem__)
    learnt = "none" if best is None else "agrees" if _kin(best) == _kin(one.act) else "against"
    return [
        *(f"{name} {each}" for name, each in zip(("built", "phrase", "verb"), said, strict=True)),
        f"readers {' '.join((*said, learnt))}", f"learnt {learnt}",
        f"share {step(share, _SHARES)}", f"act {one.act} share {step(share, _FEW_SHARES)}",
        f"none {step(none, _RIVALS)}", f"rival {step(rival, _RIVALS)}",
    ]  # fmt: skip


def _built(clause: Clause, **asked: bool) -> list[Found]:
    return read_construction(clause, **asked) or []


def _phrases(clause: Clause, **asked: bool) -> list[Found]:
    return checked(find_acts(clause, **asked), clause)


def _verbs(clause: Clause, **asked: bool) -> list[Found]:
    return checked(read_sense(clause, **asked), clause)


def _agreement(one: Proposal, found: list[Found]) -> str:
    if not found:
        return "silent"
    for each in found:
        if _kin(each.act) == _kin(one.act) or one.act in _SHORT.get(each.act, ()):
            return "agrees"
    return "against"


def _kin(act: str) -> str:
    return _KIN.get(act, act)


def _of_words(one: Proposal, clause: Clause, features: list[str]) -> list[str]:
    """Its length, its shades, and how much of it the learnt reader knows."""
    stems = [each for each in features if each.startswith("w ")]
    known = sum(map(is_known, stems)) / max(1, len(stems))
    length = len(clause.text.split())
    return [
        f"known {step(known, _KNOWN)}", f"long {step(length, _LENGTHS)}",
        f"act {one.act} long {step(length, _FEW_LENGTHS)}", f"asks for {'?' in one.words:d}",
        f"hedged {is_hedged(clause.text):d}", f"denied {is_negated(clause.text):d}",
        f"turns {turns(clause.text):d}",
        *(each for each in features if not each.startswith(("w ", "v "))),
    ]  # fmt: skip
