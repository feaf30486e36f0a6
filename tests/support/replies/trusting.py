"""Learns `core/replies/trust.txt`: how likely a proposal is right, by how it was come by.

    PYTHONPATH=tests python -m support.replies.trusting [without NAME …]

Each writer's files are read with a table of acts that was learnt without them, else what is
proposed of them would look better than what is proposed of unseen mail. After it the table of acts
is whole again, but for what is left out. A few minutes.
"""

import sys
from collections import Counter

import numpy as np
from support.replies import learning
from support.replies.corpus import fits, records, reply_of

from relocalisons.core import replies
from relocalisons.core.replies.model import Proposal
from relocalisons.core.replies.reader import found_in
from relocalisons.core.replies.sense.learned import forget

TRUST = learning.Path(str(replies.__file__)).parent / "trust.txt"
WRITERS = (
    ("growers", "town_halls", "firms", "month"),
    ("turns_a", "turns_b", "turns_c", "turns_d"),
    ("judged_2", "judged_3", "judged_4", "judged_5"),
    ("judged_6",),
    ("portraits_a", "portraits_b", "portraits_c", "portraits_d", "portraits_e"),
    ("spoken",),
    ("written",),
    ("indirect",),
    ("open", "second", "third"),
)
# Nothing but the table was learnt from the first: as unseen mail is. The last were learnt sentence
# by sentence: what is still wrong in them tells more than what is right.
_COUNTS = {
    "spoken": 2.0, "written": 2.0, "indirect": 2.0, "open": 0.5, "second": 0.5, "third": 0.5,
}  # fmt: skip
_LEAST_SEEN = 8
_SMALL = 25.0  # how small the weights are kept
_STEPS = 400
_SCALE = 10

Row = tuple[list[str], bool]


def rows_of(name: str) -> list[Row]:
    """How each proposal of a file was come by, and whether a person says the same."""
    rows: list[Row] = []
    for record in records(name):
        if record["class"] == "reply":
            found = found_in(reply_of(record))
            right = right_ones(record, [each for each, _ in found])
            rows += [(how, any(each is one for one in right)) for each, how in found]
    return rows


def right_ones(record: dict, found: list[Proposal]) -> list[Proposal]:
    """The proposals that fit a truth, each truth matched once."""
    left, right = list(found), []
    for truth in record["truth"]:
        fitting = [each for each in left if fits(truth, each)]
        if fitting:
            best = min(fitting, key=lambda each: each.act.value != truth["act"])
            left = [each for each in left if each is not best]
            right.append(best)
    return right


def collect(without: list[str]) -> list[tuple[str, Row]]:
    """The rows of all writers, each read with a table of acts that had not seen that writer."""
    found: list[tuple[str, Row]] = []
    for names in WRITERS:
        told = [name for name in names if name not in without]
        if told:
            learning.main([*without, *names])
            forget()
            found += [(name, row) for name in told for row in rows_of(name)]
    return found


def learn(found: list[tuple[str, Row]]) -> dict[str, float]:
    """What each feature is worth; the empty one is what all start from."""
    seen = Counter(feature for _, (features, _) in found for feature in features)
    names = sorted(feature for feature, count in seen.items() if count >= _LEAST_SEEN)
    place = {feature: number for number, feature in enumerate(names)}
    rows = [[*(place[e] for e in each if e in place), len(names)] for _, (each, _) in found]
    column = np.concatenate(rows)
    lengths = [len(each) for each in rows]
    row = np.repeat(np.arange(len(rows)), lengths)
    starts = np.cumsum([0, *lengths])[:-1]
    right = np.array([right for _, (_, right) in found], dtype=float)
    times = np.array([_COUNTS.get(name, 1.0) for name, _ in found])
    weights = np.zeros(len(names) + 1)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        sums = np.add.reduceat(weights[column], starts)
        missed = (1 / (1 + np.exp(-sums)) - right) * times
        slope = np.bincount(column, weights=missed[row], minlength=len(weights))
        slope[:-1] += _SMALL * weights[:-1]
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = 0.1 * (1 - step / (_STEPS + 1))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
    return dict(zip([*names, ""], weights.tolist(), strict=True))


def rounded(weights: dict[str, float]) -> dict[str, float]:
    """The weights as the file will tell them."""
    return {feature: round(each * _SCALE) / _SCALE for feature, each in weights.items()}


def written(weights: dict[str, float]) -> str:
    """The file: a line a feature, in tenths."""
    tenths = {feature: round(weight * _SCALE) for feature, weight in sorted(weights.items())}
    return "".join(f"{name}\t{each}\n" for name, each in tenths.items() if each or not name)


def main(without: list[str]) -> None:
    """Learn from all writers but the files that are left out, and write both tables."""
    found = collect(without)
    TRUST.write_text(written(learn(found)), "utf-8")
    learning.main(without)
    print(f"{len(found)} proposals, {TRUST.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[2:] if sys.argv[1:2] == ["without"] else [])
