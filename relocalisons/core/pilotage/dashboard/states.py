"""Pure: what a row's state obeys besides its acts: a delay that is foreseen, a funder's papers.

Nothing is well where a delay is there or foreseen; of a funder whom no action names its papers tell
what comes next.
"""

from collections.abc import Iterable
from datetime import date

from relocalisons.core.acts.aid.claims import Claim, unsent_papers
from relocalisons.core.acts.red import State
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, THIN, format_long_date, quote
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.repayments.returned import returned_papers
from relocalisons.core.money.words.reports import name_report
from relocalisons.core.plan.view import ActionLine
from relocalisons.core.reports.sections.rag_forecast import (
    RagForecast,
    RagRating,
    foreseen_delay,
)
from relocalisons.core.views.rag import Rag, status
from relocalisons.core.views.ranges import Range

_SCHEDULE = quote("Échéancier rapports")
_MEASURED = f"mesuré par {_SCHEDULE} et {quote('Dépenses')}, aucune action ne le nomme"


def unless_delayed(
    state: State, lines: Iterable[ActionLine], *, rag_forecast: RagForecast
) -> State:
    """The state; « ▲ » and the first delay that is foreseen of the lines where nothing presses."""
    if state.level is not Rag.GOOD:
        return state
    said = next(
        (said for line in lines if (said := foreseen_delay(line, rag_forecast=rag_forecast))), ""
    )
    return State(level=Rag.WATCH, reason=said, brief=said) if said else state


def delayed_lines(lines: Iterable[ActionLine], *, rag_forecast: RagForecast) -> tuple[str, ...]:
    """The numbers of the actions of which a delay is foreseen."""
    return tuple(
        line.action.number for line in lines if foreseen_delay(line, rag_forecast=rag_forecast)
    )


def unless_wrong(state: State, *wrong: Range) -> State:
    """The state; « ▲ » without a reason where something is late or missing and nothing presses.

    How much is (`wrong`) has its count in the row.
    """
    fine = state.level is not Rag.GOOD or not any(each.most for each in wrong)
    return state if fine else State(level=Rag.WATCH, reason="")


def rate_by_papers(funder: str, *, programme: Programme, as_of: date) -> RagRating | None:
    """The state of a funder by its schedule and its expenses; None where it has neither.

    « rapport annuel le 30 juin 2026 (mesuré par « Échéancier rapports » et « Dépenses », …) ». With
    expenses still to be declared and no paper to come, she is told to note the next claim. What it
    asks of a paper that it has comes first.
    """
    books = open_books(programme)
    code = next((one.code for one in books.funders if one.code == funder), None)
    if code is None:
        return None
    back = next((one for one in returned_papers(books) if one.funder == code), None)
    if back is not None:
        name = name_report(back.row.text("type") or "", back.end)
        asks = f"demande des compléments sur {name[:1].lower()}{name[1:]}"
        return RagRating(status=status(Rag.WATCH), rule=f"{asks} ({_MEASURED})")
    papers = [one for one in unsent_papers(programme, books.funders) if one.funder == code]
    coming = min(papers, key=lambda one: (one.deadline, one.subject), default=None)
    if coming is not None:
        late = coming.deadline < as_of
        level = Rag.WATCH if late else Rag.GOOD
        said = f"{'attendu' if late else 'prochaine échéance'}{NBSP}: {_name(coming)}"
        return RagRating(status=status(level), rule=f"{said} ({_MEASURED})")
    open_ones = _to_declare(books, code)
    if open_ones is None:
        return None
    if not open_ones:
        return RagRating(
            status=status(Rag.GOOD), rule=f"rien n’est à rendre ni à déclarer ({_MEASURED})"
        )
    return RagRating(
        status=status(Rag.WATCH),
        rule=f"aucune demande n’est à venir dans {_SCHEDULE}{THIN}; y inscrire celle de ce qui "
        f"reste à déclarer ({_MEASURED})",
    )


def _name(paper: Claim) -> str:
    typed = paper.subject.partition("/")[0]
    name = name_report(typed, paper.end)
    return f"{name[:1].lower()}{name[1:]} le {format_long_date(paper.deadline)}"


def _to_declare(books: Books, funder: str) -> bool | None:
    """Whether an expense of that funder is in no claim yet; None where it has none at all."""
    mine = [one for one in books.expenses if one.key is not None and funder in one.key.shares]
    if not mine:
        return None
    return any(not one.is_refused and not is_in_a_claim(one, funder) for one in mine)
