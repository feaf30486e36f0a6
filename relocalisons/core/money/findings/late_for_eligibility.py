"""Pure: actions that end after the expenses of their funders stop being eligible."""

from collections.abc import Iterator

from relocalisons.core.kernel.calendar.deadlines import say_fixed, working_days
from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.kernel.wording import label_of, say_contact, say_due, say_partner
from relocalisons.core.kernel.words.french import NBSP, count_days, format_long_date, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books
from relocalisons.core.money.findings.kinds import MoneyKind


def find_late_actions(books: Books) -> tuple[Finding, ...]:
    """Open actions due after the end of eligibility of a funder they name.

    An action one day late can be made up; a payment one day late is lost.
    """
    return tuple(_late(books))


def _late(books: Books) -> Iterator[Finding]:
    programme = books.programme
    calendar = working_days(programme)
    ends = {
        fold(name): funder
        for funder in books.funders
        for name in (funder.name, funder.code)
        if funder.end is not None
    }
    for action in programme.actions:
        due = action_due(action)
        if due is None or not is_open(action):
            continue
        for name in dict.fromkeys(action.funders):
            funder = ends.get(fold(name))
            if funder is None or funder.end is None or due.day <= funder.end:
                continue
            label = label_of(action.number, action.title)
            late = (due.day - funder.end).days
            yield Finding(
                kind=MoneyKind.ACTION_AFTER_ELIGIBILITY,
                subject=f"{action.key}/{funder.code}",
                partner=action.owner,
                severity=Severity.WATCH,
                audience=Audience.PARTNER if action.owner else Audience.COORDINATION,
                title=f"{label} ({say_partner(programme, action.owner)}) est prévue "
                f"{say_due(due, at='pour le')}, {count_days(late)} après la fin d’éligibilité "
                f"{funder.code} ({format_long_date(funder.end)}).",
                action=f"Voir avec {say_contact(programme, action.owner)} ce qui doit être payé "
                "avant cette date, ou demander une prorogation.",
                label=label,
                evidence=(
                    action.place.cell(due.column),
                    funder.row.place.cell("eligibility_end"),
                ),
                due=due.day,
                about=due.about,
                ask=f"Pensez-y{NBSP}: pour être remboursées ({typo(funder.name)}), les dépenses "
                f"de cette action doivent être payées au plus tard le "
                f"{say_fixed(funder.end, told_on=programme.as_of, calendar=calendar)}."
                if action.owner
                else "",
            )
