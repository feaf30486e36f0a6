"""Pure: two versions of the plan side by side: references, or the plan as it stood on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import (
    count_days,
    count_of,
    format_money,
    format_number,
    quote,
    signed,
    typo,
)
from relocalisons.core.programme.decisions.amended import ACTIONS, DELIVERABLES
from relocalisons.core.programme.decisions.baseline import Baseline
from relocalisons.core.reports.amendments.lines import (
    BUDGET,
    TABLES,
    Promise,
    PromisedLine,
    promised_in,
    say_promise,
)
from relocalisons.core.reports.shared.change_page import ChangePage

_ENDS = (ACTIONS, DELIVERABLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What the plan promised: `values` by table and key, `labels` and `unsure` where known.

    `title`: « Convention », « plan du 12/03/2026 ».
    """

    title: str
    values: Mapping[tuple[str, str], Promise]
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    unsure: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])


def version_of_reference(reference: Baseline) -> Version:
    """A reference that was frozen."""
    return Version(title=quote(reference.name), values=promised_in(reference))


def version_of_plan(lines: Iterable[PromisedLine], *, title: str) -> Version:
    """The plan as read: its ends are those in force, a revised one before the planned one."""
    lines = tuple(lines)
    values: dict[tuple[str, str], Promise] = {}
    for line in lines:
        value = line.revised if line.value is not None and line.revised else line.value
        if value is not None:
            values[line.name] = value
    return Version(
        title=title,
        values=values,
        labels={line.name: line.label for line in lines},
        unsure={line.name: line.why for line in lines if line.value is None},
    )


def compare_versions(
    before: Version, after: Version, *, labels: Mapping[tuple[str, str], str]
) -> ChangePage:
    """Every line that differs, the largest gap first; those of one side, those in doubt by name.

    `labels`: how lines are called today, for references, which hold none.
    """
    title = f"Comparaison : {before.title} et {after.title}"
    labels = {**labels, **before.labels, **after.labels}
    sections: list[str] = []
    count = tables = 0
    for table, said in TABLES.items():
        names = [n for n in {**before.values, **after.values, **after.unsure} if n[0] == table]
        if not names:
            continue
        moved, lines = _section(table, said, names, before=before, after=after, labels=labels)
        sections.append("\n".join(lines))
        count += moved
        tables += bool(moved)
    return ChangePage(
        title=typo(title),
        text="\n\n".join((typo(title), *(sections or ("Rien à comparer.",)))) + "\n",
        count=count,
        owners=tables,
    )


def _section(
    table: str,
    said: str,
    names: Sequence[tuple[str, str]],
    *,
    before: Version,
    after: Version,
    labels: Mapping[tuple[str, str], str],
) -> tuple[int, list[str]]:
    moved: list[tuple[Decimal, str]] = []
    apart: list[str] = []
    same = 0
    for name in names:
        one, two, label = before.values.get(name), after.values.get(name), labels.get(name, name[1])
        if name in after.unsure or (name in before.unsure and one is None):
            why = after.unsure.get(name) or before.unsure.get(name, "")
            apart.append(f"- {label} : non comparée, {why}")
        elif one is None:
            held = any(of == table for of, _ in before.values)
            why = "seulement dans la seconde" if held else "non retenue par la première"
            apart.append(f"- {label} : {say_promise(two, table=table)}, {why}")
        elif two is None:
            apart.append(f"- {label} : {say_promise(one, table=table)}, seulement dans la première")
        elif one == two:
            same += 1
        else:
            size, words = _gap(one, two, table=table)
            text = f"{say_promise(one, table=table)} → {say_promise(two, table=table)}"
            moved.append((size, f"- {label} : {text} ({words})"))
    moved.sort(key=lambda each: -abs(each[0]))
    head = f"{said}{'s' if table != BUDGET else ''} : {count_of(len(moved), 'écart')}, "
    head += count_of(same, "ligne inchangée", "lignes inchangées")
    if apart:
        head += f", {count_of(len(apart), 'ligne à part', 'lignes à part')}"
    if table == BUDGET and moved:
        total = sum((size for size, _ in moved), Decimal(0))
        head += f" ; au total {signed(format_money(abs(total), cents=True), total)}"
    return len(moved), [typo(head), *(typo(line) for _, line in moved), *map(typo, apart)]


def _gap(one: Promise, two: Promise, *, table: str) -> tuple[Decimal, str]:
    if isinstance(one, date) and isinstance(two, date):
        days = (two - one).days
        return Decimal(days), signed(count_days(abs(days)), days)
    if isinstance(one, Decimal) and isinstance(two, Decimal):
        gap = two - one
        said = format_money(abs(gap), cents=True) if table == BUDGET else format_number(abs(gap))
        return gap, signed(said, gap)
    raise ValueError(f"{table}: a day and an amount are not compared")
