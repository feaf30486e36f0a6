"""What « Contrôle des accès » says: a table in Prefect, sentences in a terminal, one error."""

from collections.abc import Iterable, Sequence

from relocalisons.core.kernel.words.french import count_of, format_long_date
from relocalisons.core.workspace.access import SYMBOLS, AccessCheck, CheckState, worst
from relocalisons.errors import AccessRefusedError
from tasks.night.run_artifacts import show
from tasks.run.programme_run import ProgrammeRun, close_run

_WORDS = {
    CheckState.PASSED: "bon",
    CheckState.WARNING: "à regarder",
    CheckState.FAILED: "à corriger",
}


def tell_access(run: ProgrammeRun, checks: Sequence[AccessCheck]) -> str:
    """Close the run with its table; raises AccessRefusedError when something will not work.

    The error is what makes the run fail, and so what has the coordination told, once per cause.
    """
    title = f"{run.kind.french} du {format_long_date(run.as_of)}"
    markdown = as_markdown(checks, title=title)
    show(run, markdown, title=title)
    broken = [check for check in checks if check.state is CheckState.FAILED]
    if broken:
        raise AccessRefusedError(" ".join(f"{one.said} {one.fix}" for one in broken))
    close_run(
        run,
        state="finished",
        summary={
            "done": [_count(checks)],
            "left_out": [one.said for one in checks if one.state is CheckState.WARNING],
        },
    )
    return markdown


def as_markdown(checks: Iterable[AccessCheck], *, title: str) -> str:
    """The checks as a table, those to mend first."""
    order = list(CheckState)[::-1]
    rows = sorted(checks, key=lambda check: order.index(check.state))
    lines = [
        f"## {title}",
        f"- {_count(rows)}",
        "",
        "| État | Contrôle | Constat | Que faire |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {SYMBOLS[check.state]} {_WORDS[check.state]} | {_flat(check.name)} "
        f"| {_flat(check.said)} | {_flat(check.fix)} |"
        for check in rows
    ]
    return "\n".join(lines)


def as_lines(checks: Iterable[AccessCheck]) -> list[str]:
    """The checks for a terminal."""
    lines: list[str] = []
    for check in checks:
        lines.append(f"{SYMBOLS[check.state]} {check.name} : {check.said}")
        if check.fix:
            lines.append(f"    → {check.fix}")
    return lines


def exit_code(checks: Iterable[AccessCheck]) -> int:
    """0 when everything works, 1 when something will not."""
    return 1 if worst(checks) is CheckState.FAILED else 0


def _count(checks: Iterable[AccessCheck]) -> str:
    states = [check.state for check in checks]
    failed, unsure = states.count(CheckState.FAILED), states.count(CheckState.WARNING)
    return (
        f"{count_of(len(states), 'contrôle')} : {failed} à corriger, {unsure} à regarder, "
        f"{states.count(CheckState.PASSED)} bons."
    )


def _flat(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")
