"""Pure: prices to review, with what their formula gives that day, or the value that lacks."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.model import Audience, Finding, Programme, Severity
from relocalisons.core.kernel.wording import label_of, say_partner
from relocalisons.core.kernel.words.french import NBSP, count_days, format_long_date
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import RUNNING
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.prices.indicators import revised_price, say_lacking
from relocalisons.core.producers.rows import ContractSheet, contract_sheets
from relocalisons.core.sources.thresholds import PRICE_NOTICE, days_in_force


def find_reviews(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """The running contracts whose price is soon to be reviewed, or should have been."""
    return tuple(
        finding
        for sheet in contract_sheets(programme)
        if stage_of(sheet.contract) in RUNNING
        for finding in _review(sheet, programme, as_of=as_of)
    )


def _review(sheet: ContractSheet, programme: Programme, *, as_of: date) -> Iterator[Finding]:
    review = sheet.row.last_day("price_review")
    if review is None or (review - as_of).days > days_in_force(programme.parameters, PRICE_NOTICE):
        return
    late = (as_of - review).days
    when = (
        f"était prévue le {format_long_date(review)} ({count_days(late)} de retard)"
        if late > 0
        else f"est prévue le {format_long_date(review)}"
    )
    contract = sheet.contract
    label = label_of(contract.number, contract.crop)
    yield Finding(
        kind=ProducerKind.PRICE_REVIEW_DUE,
        subject=contract.number,
        partner=contract.producer,
        severity=Severity.WATCH if late > 0 else Severity.INFO,
        audience=Audience.COORDINATION,
        title=f"Contrat {label} ({say_partner(programme, contract.producer)}){NBSP}: la révision "
        f"du prix {when}.",
        action="Préparer la révision avec le producteur et l’acheteur selon la formule du contrat, "
        "puis noter la prochaine date.",
        label=label,
        evidence=(sheet.row.place.cell("price_review"),),
        due=review,
        detail=_given(sheet, programme, on=review),
    )


def _given(sheet: ContractSheet, programme: Programme, *, on: date) -> str:
    """What the formula gives with the values of « Paramètres », or which of them lacks."""
    revised = revised_price(sheet, programme.parameters, on=on)
    if revised is not None:
        return f"Par la formule{NBSP}: {revised.words}."
    return say_lacking(sheet, programme.parameters, on=on)
