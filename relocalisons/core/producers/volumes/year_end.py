"""Pure: where a canteen's year will end at the rhythm of its days of service, and who can help.

The rhythm counts weekdays outside school holidays: a year is no twelve equal months for a canteen.
What is promised and has not come is laid beside what lacks, contract by contract.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from relocalisons.core.kernel.model import GrowingContract, Programme, first_day, last_day
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.egalim import CanteenYear
from relocalisons.core.producers.rows import settled_amount
from relocalisons.core.producers.volumes.school_breaks import SchoolCalendar, calendar_of
from relocalisons.core.producers.volumes.view import net_kilograms
from relocalisons.core.producers.volumes.volumes import in_kilograms, is_running

_EARLIEST = 30  # days of service: before, a rhythm says nothing
_WEEKDAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """A contract that brought proven bio, and what it still promises this year, in cents."""

    number: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """Shares of all purchases on 31 December, of the project alone; cents that lack of bio.

    `helpers`: contracts whose promises cover it, the largest first; `enough` whether they do.
    """

    durable: Decimal
    bio: Decimal
    lacking_bio: int
    helpers: tuple[Helper, ...]
    enough: bool


def project_year(programme: Programme, canteen: CanteenYear, *, as_of: date) -> YearEnd | None:
    """The end of the year in course; None for another year, an unknown total, or too early."""
    if canteen.year != as_of.year or not canteen.total or not canteen.count:
        return None
    days = _days_of_service(as_of.year, calendar_of(programme.parameters))
    gone = sum(day <= as_of for day in days)
    if gone < _EARLIEST or gone == len(days):
        return None
    rhythm = Decimal(len(days)) / gone
    target = canteen.targets.bio
    asked = int(target.amount * canteen.total) if target is not None else 0
    lacking = max(asked - int(canteen.all.bio * rhythm), 0)
    helpers: list[Helper] = []
    enough = False
    if lacking:
        able = sorted(_helpers(programme, canteen, as_of=as_of), key=lambda each: -each.cents)
        for each in able:
            helpers.append(each)
            # Against all that is still to come, not only what the rhythm will not bring.
            enough = sum(one.cents for one in helpers) >= asked - canteen.all.bio
            if enough:
                break
    return YearEnd(
        durable=canteen.all.durable * rhythm / canteen.total,
        bio=canteen.all.bio * rhythm / canteen.total,
        lacking_bio=lacking,
        helpers=tuple(helpers),
        enough=enough,
    )


def _days_of_service(year: int, calendar: SchoolCalendar) -> list[date]:
    first, after = date(year, 1, 1), date(year, 12, 31)
    days = (first + timedelta(days=step) for step in range((after - first).days + 1))
    return [day for day in days if day.weekday() < _WEEKDAYS and not calendar.is_closed(day)]


def _helpers(programme: Programme, canteen: CanteenYear, *, as_of: date) -> list[Helper]:
    found: list[Helper] = []
    for contract in programme.contracts:
        if not is_running(contract) or fold(contract.number) not in canteen.bio_by_contract:
            continue
        left, price = _left(contract, as_of=as_of), _price(contract, programme)
        if left is not None and price is not None and left > 0:
            found.append(Helper(number=contract.number, cents=int(left * price * 100)))
    return found


def _left(contract: GrowingContract, *, as_of: date) -> Decimal | None:
    """Kilograms promised until 31 December that have not come; None when in doubt."""
    if contract.commitments:
        left = Decimal(0)
        for each in contract.commitments:
            start, end = first_day(each.start), last_day(each.end)
            volume = in_kilograms(each.volume, unit=each.unit)
            if end is None or volume is None or start is None:
                return None
            if start > as_of and end.year == as_of.year:
                left += volume
        return left
    end, promised = last_day(contract.end), in_kilograms(contract.volume, unit=None)
    came = [net_kilograms(each) for each in contract.deliveries]
    if end is None or end.year != as_of.year or promised is None:
        return None
    known = [each for each in came if each is not None]
    return promised - sum(known, Decimal(0)) if len(known) == len(came) else None


def _price(contract: GrowingContract, programme: Programme) -> Decimal | None:
    """The middle price a kilogram of its deliveries."""
    prices: list[Decimal] = []
    for each in contract.deliveries:
        row = programme.row_at(each.place, table="deliveries")
        weight = in_kilograms(each.quantity, unit=each.unit)
        paid = settled_amount(row, "price") if row is not None else None
        if paid and weight and paid > 0 and weight > 0:
            prices.append(paid / weight)
    return median(prices) if prices else None
