"""What is found and right of mails by writers whom neither table has seen, limit by limit.

    PYTHONPATH=tests python -m support.replies.judging

The table of ADR 0071. What is sure by its rules is proposed whatever its trust. At the end the
table of acts is whole again.
"""

import math
from collections.abc import Collection, Iterator, Sequence

from support.replies import learning
from support.replies.corpus import records, reply_of
from support.replies.trusting import WRITERS, Row, learn, right_ones, rounded, rows_of

from relocalisons.core.replies.reader import read_reply
from relocalisons.core.replies.sense.learned import forget

HARDEST = ("portraits", "spoken", "written", "indirect")
LIMITS = (0.6, 0.8, 0.85, 0.9, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97)
_Z = 1.96  # of a 95 % interval
# The first files were learnt sentence by sentence: they tell nothing of unseen mail.
_LEARNT = ("open", "second", "third")

Judged = tuple[str, float, bool]  # the file, the trust, whether it is right


def left_out(found: Sequence[tuple[str, Row]]) -> Iterator[Judged]:
    """Each proposal with the trust that a table gives it which never saw its writer."""
    for names in WRITERS:
        table = rounded(learn([each for each in found if each[0] not in names]))
        for name, (features, right) in found:
            if name in names:
                summed = table[""] + sum(table.get(each, 0.0) for each in features)
                sure = "sure 1" in features
                yield name, 1.0 if sure else 1 / (1 + math.exp(-summed)), right


def curve(judged: Collection[Judged], said: int) -> Iterator[str]:
    """A line a limit: what is found, what is right, and between what it may well lie."""
    for limit in LIMITS:
        made = [right for _, trust, right in judged if trust >= limit]
        right, count = sum(made), len(made)
        low, high = interval(right, count)
        yield (
            f"{limit:.2f}  {right} of {said} found ({right / said:.1%}), "
            f"{right} of {count} right ({right / count:.1%}; {low:.1%} to {high:.1%})"
        )


def interval(right: int, count: int) -> tuple[float, float]:
    """Wilson's, at 95 %."""
    share, spread = right / count, _Z**2 / count
    middle = share + spread / 2
    half = _Z * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


def absences(name: str) -> Iterator[bool]:
    """Whether each proposal of a machine's answer is right."""
    for record in records(name):
        if record["class"] == "out_of_office":
            made = list(read_reply(reply_of(record)).proposals)
            right = right_ones(record, made)
            yield from (any(each is one for one in right) for each in made)


def main() -> None:
    """Read each writer with a table of acts without him, and print what comes of it."""
    found: list[tuple[str, Row]] = []
    machines: list[bool] = []
    for names in WRITERS:
        learning.main(list(names))
        forget()
        found += [(name, row) for name in names for row in rows_of(name)]
        machines += [each for name in names for each in absences(name)]
    learning.main([])
    report(list(left_out(found)))
    print(f"absences: {sum(machines)} of {len(machines)} right")


def report(judged: Sequence[Judged]) -> None:
    """The hardest four one by one and pooled, and the others."""
    names = sorted({name for name, _, _ in judged} - set(_LEARNT))
    hard = [name for name in names if name.startswith(HARDEST)]
    groups = {each: [name for name in hard if name.startswith(each)] for each in HARDEST}
    groups |= {"the hardest four": hard, "the others": [e for e in names if e not in hard]}
    for title, members in groups.items():
        said = sum(len(record["truth"]) for name in members for record in records(name))
        print(title, *curve([e for e in judged if e[0] in members], said), sep="\n  ")


if __name__ == "__main__":
    main()
