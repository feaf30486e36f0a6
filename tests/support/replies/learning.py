"""Learns the weights of `core/replies/sense/weights.txt` from the replies of `tests/data/replies`.

    PYTHONPATH=tests python -m support.replies.learning [without NAME …]

A softmax over the features of a clause, its weights kept small; the same replies give the same
file.
Each truth is an example, so is a sentence that holds one truth alone, and one that holds none.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from support.replies.corpus import DATA, records, reply_of

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.replies import sense
from relocalisons.core.replies.model import Reply
from relocalisons.core.replies.reader import features_in, sentences_in

WEIGHTS = Path(str(sense.__file__)).parent / "weights.txt"
_AS: dict[str, str] = {"promise": "new_date", "other_date": "new_date"}
_LEAST_SEEN = 3  # left out of the files in turn, twice does no better and is a quarter longer
_STEPS = 400
_SCALE = 10


def corpora() -> list[str]:
    """The names of all files of replies."""
    return sorted({each.stem for each in DATA.iterdir() if each.suffix in (".jsonl", ".txt")})


def examples(name: str) -> Iterator[tuple[list[str], str]]:
    """The features of each clause of a file of which it is known what it says, and that."""
    for record in records(name):
        if record["class"] != "reply":
            continue
        reply = reply_of(record)
        told = [(fold(truth["words"]), truth["act"]) for truth in record["truth"]]
        for truth in record["truth"]:
            yield features_in(truth["words"], reply), _act(truth["act"])
        yield from _of_sentences(reply, told)


def _of_sentences(reply: Reply, told: list[tuple[str, str]]) -> Iterator[tuple[list[str], str]]:
    for words in sentences_in(reply):
        said = fold(words)
        inside = [act for truth, act in told if _meet(said, truth)]
        if not inside and not any(_touch(said, truth) for truth, _ in told):
            yield features_in(words, reply), "none"
        elif len(set(inside)) == 1 and all(truth != said for truth, _ in told):
            yield features_in(words, reply), _act(inside[0])


def _act(act: str) -> str:
    return _AS.get(act, act)


def _meet(said: str, truth: str) -> bool:
    one, other = set(said.split()), set(truth.split())
    least = max(2, 0.6 * min(len(one), len(other)))
    return truth in said or said in truth or len(one & other) >= least


def _touch(said: str, truth: str) -> bool:
    return len(set(said.split()) & set(truth.split())) >= 3


def learn(found: list[tuple[list[str], str]]) -> tuple[list[str], list[str], np.ndarray]:
    """Acts, features, and the weights of each feature; the last row is what an act starts from."""
    seen = Counter(feature for features, _ in found for feature in features)
    names = sorted(feature for feature, count in seen.items() if count >= _LEAST_SEEN)
    place = {feature: number for number, feature in enumerate(names)}
    acts = sorted({act for _, act in found})
    wanted = np.array([acts.index(act) for _, act in found])
    rows = [[*(place[e] for e in each if e in place), len(names)] for each, _ in found]
    column = np.concatenate(rows)
    row = np.repeat(np.arange(len(rows)), [len(each) for each in rows])
    starts = np.cumsum([0, *(len(each) for each in rows)])[:-1]
    order = np.argsort(column, kind="stable")
    of_feature = np.searchsorted(column[order], np.arange(len(names) + 1))
    weights = np.zeros((len(names) + 1, len(acts)), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        sums = np.add.reduceat(weights[column], starts)
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[np.arange(len(wanted)), wanted] -= 1
        slope = np.add.reduceat(shares[row[order]], of_feature)
        slope[:-1] += weights[:-1]
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = 0.1 * (1 - step / (_STEPS + 1))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
    return acts, names, weights


def written(acts: list[str], names: list[str], weights: np.ndarray) -> str:
    """The file: the acts, what each starts from, and a line a feature, in tenths."""
    tenths = np.rint(weights * _SCALE).astype(int)
    lines = [" ".join(acts), " ".join(map(str, tenths[-1]))]
    for name, row in zip(names, tenths[:-1], strict=True):
        if np.abs(row).max() > 0:
            lines.append(f"{name}\t{','.join(map(str, row))}")
    return "\n".join(lines) + "\n"


def main(without: list[str], target: Path = WEIGHTS) -> None:
    """Learn from all files but those that are left out, and write the weights."""
    found = [each for name in corpora() if name not in without for each in examples(name)]
    target.write_text(written(*learn(found)), "utf-8")
    print(f"{len(found)} examples, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[2:] if sys.argv[1:2] == ["without"] else [])
