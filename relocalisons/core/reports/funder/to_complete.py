"""Pure: what a draft still lacks before it can be sent, in sentences; contributions apart."""

from datetime import date

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, join_words, shorten, typo
from relocalisons.core.money.spending import Spending
from relocalisons.core.programme.rows import day_of, table_rows, text_of
from relocalisons.core.reports.sections.indicators import IndicatorLine
from relocalisons.core.reports.shared.sentences import counted

MAX_NAMED = 8


def to_complete(
    programme: Programme,
    spending: Spending,
    indicators: tuple[IndicatorLine, ...],
    *,
    start: date,
    end: date,
) -> tuple[str, ...]:
    """Sentences about indicators, payments and publications; empty when nothing is missing."""
    said = (
        _old_indicators(indicators, start=start),
        _unproved(spending),
        _unread(spending),
        _unlinked(programme, start=start, end=end),
    )
    return tuple(sentence for sentence in said if sentence)


def _old_indicators(indicators: tuple[IndicatorLine, ...], *, start: date) -> str:
    """Indicators without a measure in the period."""
    old = [
        line.code or typo(shorten(line.title, limit=40))
        for line in indicators
        if line.cell is None or line.measured_on is None or line.measured_on < start
    ]
    names = join_words(old[:MAX_NAMED])
    return counted(
        len(old),
        none="",
        one=f"1 indicateur n’a pas de mesure dans la période{NBSP}: {names}.",
        many=f"{{n}} indicateurs n’ont pas de mesure dans la période{NBSP}: {names}"
        f"{'…' if len(old) > MAX_NAMED else '.'}",
    )


def _unproved(spending: Spending) -> str:
    parts = [part for line in spending.lines for part in line.paid]
    number = len([part for part in parts if not text_of(part.row, "proof_of_payment")])
    return counted(
        number,
        none="",
        one="1 dépense payée n’a pas de preuve de paiement.",
        many="{n} dépenses payées n’ont pas de preuve de paiement.",
    )


def _unread(spending: Spending) -> str:
    return counted(
        spending.left_out,
        none="",
        one="1 dépense a un montant, une date ou une clé à préciser, elle n’est pas comptée.",
        many="{n} dépenses ont un montant, une date ou une clé à préciser, elles ne sont pas "
        "comptées.",
    )


def _unlinked(programme: Programme, *, start: date, end: date) -> str:
    number = len(
        [
            row
            for row in table_rows(programme, "communication")
            if (day := day_of(row, "published_on")) is not None
            and start <= day <= end
            and not text_of(row, "link")
        ]
    )
    return counted(
        number,
        none="",
        one="1 publication de la période n’a pas de lien qui la prouve.",
        many="{n} publications de la période n’ont pas de lien qui les prouve.",
    )
