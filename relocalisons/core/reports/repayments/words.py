"""Pure: headings of both pages, and how cents are written."""

from datetime import date

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, format_long_date, format_money
from relocalisons.core.money.cents import euros
from relocalisons.core.programme.scope import programme_name
from relocalisons.core.views.view import Heading


def say(amount: int) -> str:
    """« 1 234,50 € » of cents; a dash where there is nothing."""
    return format_money(euros(amount), cents=True) if amount else "–"


def heading_of(
    programme: Programme, *, title: str, kicker: str, file_stem: str, as_of: date
) -> Heading:
    """The heading of a page of repayments."""
    name = programme_name(programme)
    stopped = f"Données arrêtées au {format_long_date(as_of)}"
    return Heading(
        title=f"{name}{NBSP}: {title}",
        kicker=kicker,
        subtitle=stopped,
        running=f"{name} · {kicker}",
        stopped=stopped,
        description=f"{name}{NBSP}: {title}, {stopped[0].lower()}{stopped[1:]}",
        file_stem=file_stem,
        as_of=as_of,
    )
