"""Pure: « qui a changé quoi » as a page of text, by partner, table and line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.kernel.words.french import count_of, format_long_date, plural_word, typo
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.sources.changes import Change, changes_by_owner

MOST_LINES = 400  # of one partner; a table pasted anew would fill the page with itself


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """The page. `count` differences of `owners` sources stand in `text`."""

    title: str
    text: str
    count: int
    owners: int


def write_change_page(
    changes: Iterable[Change],
    *,
    since: date,
    until: date,
    names: Mapping[str, str],
    people: Mapping[str, str],
) -> ChangePage:
    """Everything that changed from the last reading of `since` to that of `until`.

    `names`: partner code → name. `people`: address (lower case) → who it is; Drive names the last
    editor of a workbook, and nobody is shown by address.
    """
    grouped = changes_by_owner(changes)
    ordered = sorted(grouped, key=lambda code: (code != PILOTAGE, natural_order(code)))
    title = f"Qui a changé quoi du {format_long_date(since)} au {format_long_date(until)}"
    sections = [
        "\n".join(_section(code, grouped[code], names=names, people=people)) for code in ordered
    ] or ["Rien n’a changé dans les tableaux suivis."]
    return ChangePage(
        title=title,
        text="\n\n".join((title, *sections)).rstrip() + "\n",
        count=sum(map(len, grouped.values())),
        owners=len(grouped),
    )


def _section(
    code: str, changes: tuple[Change, ...], *, names: Mapping[str, str], people: Mapping[str, str]
) -> list[str]:
    name = "Pilotage" if code == PILOTAGE else typo(f"{code} – {names.get(code, '')}".rstrip(" –"))
    head = f"{name} : {count_of(len(changes), 'changement')}{_last_editor(changes, people=people)}"
    lines = [typo(f"- {change.sentence} [{change.place.cell}]") for change in changes[:MOST_LINES]]
    left = len(changes) - MOST_LINES
    if left > 0:
        lines.append(
            f"- … et {count_of(left, 'autre changement', 'autres changements')} "
            f"{plural_word(left, 'laissé')} de côté ici ; l’historique des versions du classeur "
            "les montre."
        )
    return [typo(head), *lines]


def _last_editor(changes: tuple[Change, ...], *, people: Mapping[str, str]) -> str:
    """« (dernière modification le 3 mars 2026 par P07) », as far as Drive tells."""
    dated = [(one.file_changed_at, one.last_editor or "") for one in changes if one.file_changed_at]
    if not dated:
        return ""
    at, editor = max(dated)
    who = people.get(editor.lower()) or ("une adresse absente de « Pilotage »" if editor else "")
    by = f" par {who}" if who else ""
    return f" (dernière modification le {format_long_date(at.date())}{by})"
