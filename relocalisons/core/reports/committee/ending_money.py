"""Pure: the funders whose period ends soon with money unspent: what is not paid by then is lost.

A committee is told shares of a budget, and of an option one total at most (`option_totals`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_days,
    count_of,
    counted,
    format_long_date,
    most_percent,
    name_some,
    percent,
    plural_word,
    shorten,
    typo,
    whole_percent,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import open_books
from relocalisons.core.money.spending import Spending, measure_spending
from relocalisons.core.plan.view import ActionLine
from relocalisons.core.reports.committee.option_totals import given_up, still_to_pay
from relocalisons.core.reports.committee.question_rules import (
    FIRST_STAKE,
    TO_DISCUSS,
    Question,
    options,
)
from relocalisons.core.reports.shared.amounts import rate_spending
from relocalisons.core.reports.shared.measures import Measures, open_sum
from relocalisons.core.views.rag import Rag

LATE_SHARE = Decimal("0.75")  # of the period of eligibility
NO_LATER = timedelta(days=120)  # from the session: the next one would come too late
MAX_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingMoney:
    """A funder whose period ends while little is paid; `share` is « 12 à 29 % »."""

    code: str
    name: str
    end: date
    share: str
    most_left: int  # of the budget, at most, in whole percent
    to_pay: str  # what is ordered or invoiced and not paid: « au moins 420 € », or nothing
    given_up: str  # what giving up would lose: « jusqu’à 8 785 € », or nothing
    gone: int  # of the period, in whole percent
    unread: int  # expenses that may be of it and cannot be counted

    @property
    def sentence(self) -> str:
        """What the end of the period means, beside the chart of the budgets."""
        return (
            f"{self.name}{NBSP}: les dépenses payées après le {format_long_date(self.end)} "
            f"ne sont plus éligibles."
        )

    def is_asked(self, on: date) -> bool:
        """Whether the session of a day is the last one that can still do something about it."""
        return on <= self.end <= on + NO_LATER


def ending_money(
    programme: Programme, spent: tuple[Spending, ...] | None = None, *, as_of: date
) -> tuple[EndingMoney, ...]:
    """Every such funder, the first end first; `spent` where it was measured already."""
    if spent is None:
        spent = tuple(measure_spending(programme, each, as_of=as_of) for each in programme.funders)
    return tuple(sorted(_ending(programme, spent, as_of=as_of), key=lambda one: one.end))


def _ending(
    programme: Programme, spent: tuple[Spending, ...], *, as_of: date
) -> Iterator[EndingMoney]:
    books = open_books(programme)
    for funder, one in zip(programme.funders, spent, strict=True):
        rules = books.funder(funder.code)
        end = rules.end if rules is not None else None
        late = one.time_share is not None and one.time_share >= LATE_SHARE
        if end is None or end < as_of or not late or one.share is None or one.unread_budgets:
            continue
        if one.time_share is None or rate_spending(one.share, one.time_share) is not Rag.ALERT:
            continue
        lost = given_up(one, programme.names)
        yield EndingMoney(
            code=funder.code,
            name=typo(funder.name),
            end=end,
            share=open_sum(one.paid, one.unsure).share_of(one.budget),
            most_left=most_percent((lost.most or one.budget) / one.budget),
            to_pay=still_to_pay(one, programme.names, as_of=as_of).said,
            given_up=lost.said,
            gone=whole_percent(one.time_share),
            unread=one.left_out,
        )


def ask_about_ending(one: EndingMoney, measures: Measures, *, on: date) -> Question:
    """Pay by the last day, ask for a later one, or give the rest up: nobody is told which."""
    end, left = format_long_date(one.end), percent(one.most_left)
    name = shorten(one.name, limit=60)
    days = (one.end - on).days
    after = f"{count_days(days)} après la séance" if days else "le jour de la séance"
    return Question(
        subject=one.code,
        title=f"{name}{NBSP}: plus rien d’éligible après le {end}",
        topic=f"{name}, fin d’éligibilité le {end}",
        question=f"{name}{NBSP}: payer au plus tard le {end}, demander une prolongation ou "
        "renoncer à ce qui reste\u202f?",
        facts=(
            f"Dernier jour de paiement éligible{NBSP}: {end}, {after}.",
            f"Payé{NBSP}: {one.share} du budget de cette aide, pour {percent(one.gone)} du temps "
            f"écoulé{_unread_words(one)}.",
            *_open_words(one, measures),
        ),
        options=options(
            f"Payer au plus tard le {end} ce qui est commandé ou facturé{_sum_words(one.to_pay)}.",
            f"Demander une prolongation au financeur avant le {end}.",
            f"Renoncer à ce qui ne sera pas payé{_sum_words(one.given_up)}.",
            effects=(
                "Ce qui sera payé après n’est plus pris en charge.",
                f"Sans accord du financeur, le dernier jour reste le {end}.",
                f"Jusqu’à {left} du budget de cette aide ne seraient pas pris en charge.",
            ),
        ),
        recommendation=TO_DISCUSS,
        origin="",
        advised="",
        kind="money",
        stake=(FIRST_STAKE, -days),
    )


def _sum_words(said: str) -> str:
    return f"{NBSP}: {said}" if said else ""


def _unread_words(one: EndingMoney) -> str:
    return counted(
        one.unread,
        one=f"{SEMICOLON} 1 dépense, dont le montant, la date ou la clé est à préciser, fait "
        "l’écart",
        many=f"{SEMICOLON} {{n}} dépenses, dont le montant, la date ou la clé est à préciser, font "
        "l’écart",
    )


def _open_words(one: EndingMoney, measures: Measures) -> tuple[str, ...]:
    """The actions of this funder that are still open; none: nothing."""
    found = [line for line in measures.followed if _is_paid_by(line, one) and is_open(line.action)]
    if not found:
        return ()
    count = count_of(len(found), "action ouverte", "actions ouvertes")
    does = plural_word(len(found), "est financée", "sont financées")
    named = name_some([line.action.number for line in found], limit=MAX_NAMED)
    return (f"{count} {does} par cette aide{NBSP}: {named}.",)


def _is_paid_by(line: ActionLine, one: EndingMoney) -> bool:
    return fold(one.code) in {fold(each) for each in line.action.funders}
