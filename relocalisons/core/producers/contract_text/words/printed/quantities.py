"""Pure: prices, weights, lengths and days as a text writes them, in one unit each."""

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from relocalisons.core.producers.contract_text.words.printed.figures import (
    FIGURE,
    MONTHS,
    number_said,
)
from relocalisons.core.producers.contract_text.words.printed.measures import (
    ANY_UNIT,
    HOLDER,
    WEIGHT,
    Measure,
    measure_of,
)

_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join((*MONTHS, *_ENGLISH_MONTHS))
_UNIT = ANY_UNIT
_MONEY = r"€|euros?|eur\b"
_PER = r"(?:/|\bl'|\b(?:le|la|les|par|du|au|pour|chaque|per|a la|de la|pour chaque|pour 1)\b) ?"
_PRICES = (
    # « 2,40 € la caisse de 2 kilos »
    re.compile(
        rf"(?P<amount>{FIGURE}) ?(?:{_MONEY})[^.;\d%]{{0,30}}?{_PER}{HOLDER} "
        rf"(?:de|a) (?P<held>{FIGURE}) ?(?P<unit>{WEIGHT})\b"
    ),
    # « 1,80 € HT le kilo », « 2 € 40 du kilo », « 85 € les 100 kg »
    re.compile(
        rf"(?P<amount>{FIGURE}) ?(?:{_MONEY})"
        rf"(?: ?(?:et )?(?P<cents>\d\d)(?: ?(?:centimes?|cts?))?\b)?"
        rf"[^.;\d%]{{0,60}}?{_PER}(?P<many>100 |1000 )?(?P<unit>{_UNIT})\b"
    ),
    re.compile(
        rf"(?P<hundredths>{FIGURE}) ?(?:centimes?|cts?)\b[^.;\d%]{{0,60}}?{_PER}(?P<unit>{_UNIT})\b"
    ),
    # « 31 centimes pièce », « 1,20 € HT kg »
    re.compile(
        rf"(?P<amount>{FIGURE}) ?(?:{_MONEY}) ?(?:ht )?"
        r"(?P<unit>piece|unite|kg|kilo|tonne|botte|barquette|litre)\b"
    ),
    re.compile(
        rf"(?P<hundredths>{FIGURE}) ?(?:centimes?|cts?) ?(?:ht )?(?P<unit>piece|unite|kilo)\b"
    ),
    # « 1,20 du kilo, en euros »
    re.compile(
        rf"(?P<amount>\d{{1,4}}[.,]\d\d) ?{_PER}(?P<unit>{_UNIT})\b[^.;\d%]{{0,20}}?(?:{_MONEY})"
    ),
    re.compile(  # « € 1,90 le kilogramme »
        rf"(?:\beur|(?<!\d )(?<!\d)€) ?(?P<amount>{FIGURE})[^.;\d%]{{0,40}}?"
        rf"{_PER}(?P<unit>{_UNIT})\b"
    ),
    # « €/kg : 1,80 » of a table, « le kilo est payé 1,80 € »
    re.compile(
        rf"(?:{_MONEY}) ?(?:ht)? ?/ ?(?P<unit>{_UNIT})\b"
        rf"[^.;\d%]{{0,40}}?(?P<amount>{FIGURE})(?! ?%)"
    ),
    re.compile(
        rf"\b(?:le |la |l'|du |au |par |chaque |1 )(?P<unit>{_UNIT})\b[^.;\d%]{{0,80}}?"
        rf"(?P<amount>{FIGURE}) ?(?:{_MONEY})(?: ?(?P<cents>\d\d)\b)?"
    ),
    re.compile(
        rf"\b(?:le |la |l'|du |au |par |chaque |1 )(?P<unit>{_UNIT})\b[^.;\d%]{{0,80}}?"
        rf"(?P<hundredths>{FIGURE}) ?(?:centimes?|cts?)\b"
    ),
)  # fmt: skip
AMOUNT = re.compile(rf"(?P<amount>{FIGURE}) ?(?:{_MONEY})")
OTHER_UNIT = re.compile(
    rf"(?:{FIGURE}) ?(?:{_MONEY})[^.;\d]{{0,30}}?{_PER}"
    r"(?:paniers?|colis|caisses?|plateaux?|cagettes?|sacs?|carcasses?)\b"
)
_VOLUMES = (
    # « 400 caisses de 5 kg » are 2 000 kg
    re.compile(rf"(?P<amount>{FIGURE}) {HOLDER} de (?P<held>{FIGURE}) ?(?P<unit>{WEIGHT})\b"),
    re.compile(rf"(?P<amount>{FIGURE}) ?(?P<unit>{_UNIT})\b"),
    # « Nombre de pièces : 30 000 », « 4 000 œufs par mois, soit 48 000 l'an »
    re.compile(
        rf"\b(?:combien|nombre|quantite) (?:de |d')(?P<unit>{_UNIT}) ?: ?(?P<amount>{FIGURE})"
    ),
    re.compile(
        rf"(?:{FIGURE}) ?(?P<unit>{_UNIT})\b[^.;]{{0,40}}?\bsoit (?P<amount>{FIGURE}) "
        r"(?=l'|par\b|pour\b|au\b|sur\b|en\b|dans\b)"
    ),
    re.compile(rf"\((?P<unit>{_UNIT})\)[^.;\d]{{0,20}}(?P<amount>{FIGURE})"),
)
_BETWEEN = re.compile(
    rf"\b(?:entre|de|minimum(?: de)?) (?P<low>{FIGURE}) ?(?P<first>{_UNIT})? ?"
    rf"(?:et|a|,|et au plus|maximum(?: de)?) (?P<high>{FIGURE}) ?(?P<unit>{_UNIT})\b"
)
_DIGIT = re.compile(r"\d")
_ONLY_UNIT = re.compile(rf"(?:en |\()?(?P<unit>{_UNIT})\)?")
_IS_SUM = re.compile(r"\b(?:total|ensemble|somme)\b")
_A_WEEK = re.compile(rf"(?P<amount>{FIGURE}) ?(?P<unit>{_UNIT}) (?:par|chaque|/|la|a la) ?semaine")
_WEEKS = re.compile(r"\b(\d{1,2}) semaines\b")

LONG_DATE = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)? ({_MONTH})(?: (\d{{4}}))?\b")
SHORT_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)\b")
ISO_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
MONTH_DATE = re.compile(rf"(?<!\d )(?<!\der )\b({_MONTH}) (\d{{4}})\b")
TERM = re.compile(
    r"\b(?P<count>\d{1,2}(?:,5)?) ?(?P<unit>ans?|annees?|mois|exercices?|campagnes?|saisons?|"
    r"recoltes?|years?|months?)\b"
)
_MONTHS_A_UNIT = {"moi": 1, "month": 1}  # without their last s
SEASONS = re.compile(
    r"\b(?:campagnes?|saisons?|recoltes?|annees?|exercices?)(?: culturales?| agricoles?)? "
    r"(?P<first>20\d\d)\b(?P<rest>(?:[^.;\d]{1,12}20\d\d)*)"
)
AHEAD = re.compile(
    r"\b(?P<count>\d{1,3}) ?(?P<unit>mois|semaines?|jours?|ans?|months?|weeks?|days?)\b"
)
_DAYS = {"m": 30, "s": 7, "w": 7, "j": 1, "d": 1, "a": 365}


def prices_in(said: str, measure: Measure | None = None) -> list[Decimal]:
    """The prices of a text in euros a kilogram or a piece: of one measure, or all of them."""
    return [price for _, (counted, price) in prices_at(said) if measure in (None, counted)]


@lru_cache(maxsize=2048)  # a sentence is asked for its prices by several clauses
def prices_at(said: str) -> tuple[tuple[tuple[int, int], tuple[Measure, Decimal]], ...]:
    """The prices of a text with the place that each takes and what it is counted in."""
    if not _DIGIT.search(said):
        return ()
    found: list[tuple[tuple[int, int], tuple[Measure, Decimal]]] = []
    taken = bytearray(len(said))
    for pattern in _PRICES:
        for match in pattern.finditer(said):
            start, end = match.span()
            price = None if any(taken[start:end]) else _price(match.groupdict())
            if price is not None:
                found.append(((start, end), price))
                taken[start:end] = b"\1" * (end - start)
    return tuple(sorted(found))


def volumes_at(said: str, measure: Measure = Measure.KILOGRAM) -> list[tuple[int, Decimal]]:
    """The volumes of a text in one measure with their places; those of a price are none."""
    if not _DIGIT.search(said):
        return []
    letters = list(said)
    for (start, end), _ in prices_at(said):
        letters[start:end] = "_" * (end - start)
    said = "".join(letters)
    return [
        (match.start(), amount)
        for pattern in _VOLUMES
        for match in pattern.finditer(said)
        for counted, amount in [_volume(match.groupdict())]
        if counted is measure
    ]


def bounds_in(said: str) -> Iterator[tuple[Decimal, Decimal]]:
    """« entre 9 et 11 tonnes »: the two weights, in kilograms."""
    for match in _BETWEEN.finditer(said):
        low = _amount(match["low"], match["first"] or match["unit"])
        yield low, _amount(match["high"], match["unit"])


def tabled_total(rows: Iterable[str], measure: Measure) -> Decimal | None:
    """The sum of a column headed by a unit alone: « Mois | Tonnes », then month by month."""
    column, unit, total = -1, "", Decimal(0)
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        heads = [place for place, cell in enumerate(cells) if _ONLY_UNIT.fullmatch(cell)]
        if len(cells) > 1 and heads:
            column = heads[0]
            unit = _ONLY_UNIT.sub(r"\g<unit>", cells[column])
            total = Decimal(0)
        elif 0 <= column < len(cells) and not _IS_SUM.search(cells[0]):
            total += number_said(cells[column]) or Decimal(0)
    counted = measure_of(unit) if unit else None
    return total * counted[1] if counted and counted[0] is measure and total else None


def weekly_totals(said: str) -> list[Decimal]:
    """« 200 kg par semaine pendant 30 semaines »: 6 000 kg."""
    weeks = [int(count) for count in _WEEKS.findall(said)]
    return [
        _amount(match["amount"], match["unit"]) * count
        for match in _A_WEEK.finditer(said)
        for count in weeks
    ]


def terms_in(said: str) -> list[int]:
    """Lengths in months; « campagnes 2026, 2027 et 2028 » are three years."""
    found = [
        round(float(match["count"].replace(",", ".")) * _months_in(match["unit"]))
        for match in TERM.finditer(said)
    ]
    for match in SEASONS.finditer(said):
        years = [int(match["first"]), *(int(year) for year in re.findall(r"20\d\d", match["rest"]))]
        if len(years) > 1 and max(years) > min(years):
            found.append((max(years) - min(years) + 1) * 12)
    return found


def _months_in(unit: str) -> int:
    return _MONTHS_A_UNIT.get(unit.rstrip("s"), 12)


def ahead_in(said: str) -> list[tuple[int, str, int]]:
    """« trois mois »: the count and its unit as they are shown, and the days of it."""
    return [
        (int(match["count"]), match["unit"], int(match["count"]) * _DAYS[match["unit"][0]])
        for match in AHEAD.finditer(said)
    ]


def days_in(said: str) -> list[date]:
    """Days with their year, in order; of « septembre 2026 » its first and its last day."""
    found: list[date | None] = []
    later = ""  # « du 1er avril au 30 novembre 2026 »: both are of that year
    for day, month, said_year in reversed(LONG_DATE.findall(said)):
        later = said_year or later
        found.append(_day(int(later), month_number(month), int(day)) if later else None)
    for day, month, year in SHORT_DATE.findall(said):
        found.append(_day(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)))
    found += [_day(int(year), int(month), int(day)) for year, month, day in ISO_DATE.findall(said)]
    for month, year in MONTH_DATE.findall(said):
        number = month_number(month)
        found += [
            _day(int(year), number, 1),
            _day(int(year), number, calendar.monthrange(int(year), number)[1]),
        ]
    return sorted(each for each in found if each is not None)


def yearless_in(said: str) -> set[tuple[int, int]]:
    """Month and day of the dates that have no year."""
    return {
        (month_number(month), int(day)) for day, month, year in LONG_DATE.findall(said) if not year
    }


def last_day_of(start: date, months: int) -> date:
    """The last day of a term of so many months that begins on `start`."""
    later = start.month - 1 + months
    year, month = start.year + later // 12, later % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date.fromordinal(date(year, month, min(start.day, last)).toordinal() - 1)


def month_number(name: str) -> int:
    """The number of a folded month."""
    return (MONTHS if name in MONTHS else _ENGLISH_MONTHS).index(name) + 1


def _price(found: dict[str, str | None]) -> tuple[Measure, Decimal] | None:
    said = found.get("amount") or found.get("hundredths") or ""
    amount = number_said(said)
    if amount is None:
        return None
    if found.get("hundredths"):
        amount /= 100
    cents = found.get("cents")
    if cents and "," not in said and "." not in said:
        amount += Decimal(int(cents)) / 100
    measure, factor = measure_of(found["unit"] or "")
    held = number_said(found.get("held") or "1") or Decimal(1)
    return measure, amount / (factor * held * int((found.get("many") or "1").strip()))


def _volume(found: dict[str, str | None]) -> tuple[Measure, Decimal]:
    held = number_said(found.get("held") or "1") or Decimal(1)
    measure, _ = measure_of(found["unit"] or "")
    return measure, _amount(found["amount"] or "", found["unit"] or "") * held


def _amount(amount: str, unit: str) -> Decimal:
    return (number_said(amount) or Decimal(0)) * measure_of(unit)[1]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
