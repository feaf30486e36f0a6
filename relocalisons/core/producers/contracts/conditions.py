"""Pure: the conditions of delivery of a canteen, typed once on its line of « Partenaires »."""

from collections import Counter

from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.rows import ContractSheet


def buyer_row(programme: Programme, sheet: ContractSheet) -> Row | None:
    """The line of « Partenaires » of the buyer of a contract; None when it names nobody known."""
    code = sheet.contract.buyer
    rows = (row for row in programme.rows("partners") if code)
    return next((row for row in rows if fold(row.text("code") or "") == fold(code or "")), None)


def own_place(programme: Programme, sheet: ContractSheet) -> str | None:
    """Where the contract, else its canteen's line, says to deliver."""
    canteen = buyer_row(programme, sheet)
    own = sheet.row.text("delivery_place")
    return own or (canteen.text("delivery_place") if canteen is not None else None)


def usual_site(programme: Programme, sheet: ContractSheet) -> str | None:
    """Where this buyer was always delivered; None when there were several places, or none."""
    if sheet.contract.buyer is None:
        return None
    mine = {
        fold(each.number)
        for each in programme.contracts
        if each.buyer is not None and each.buyer == sheet.contract.buyer
    }
    sites = Counter(
        site
        for row in programme.rows("deliveries")
        if fold(row.text("contract") or "") in mine and (site := row.text("site"))
    )
    return next(iter(sites)) if len({fold(site) for site in sites}) == 1 else None
