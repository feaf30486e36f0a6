"""Sample: the notations of people who keep a sheet by hand; none of them changes what is meant."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from relocalisons.sample.engine.cells import Doubt, Form, Row, Typed, meant
from relocalisons.sample.engine.days import month_end

NBSP = "\u00a0"
THIN = "\u202f"

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

# Columns whose date is a deadline: « fin mars 2026 » means its last day there, and only there.
DEADLINES = frozenset({"planned_end", "revised_end", "due", "revised_due"})

DONE_WORDS = ("Terminé", "terminée", "fait", "Fait", "OK", "fini", "✓", "100 %")
BUSY_WORDS = ("En cours", "EN COURS", "en cours ", "ec")


def another_date(rng: Random, day: date, *, is_deadline: bool = False) -> Typed:
    """The same day written as text; a month's name only when the day ends the month."""
    month = MONTHS[day.month - 1]
    if is_deadline and day == month_end(day) and rng.random() < 0.7:
        word = rng.choice((f"fin {month} {day.year}", f"{month} {day.year}", f"{day:%m/%Y}"))
        return meant(word, day, doubt=Doubt.ABOUT)
    first = "1er" if day.day == 1 else str(day.day)
    return meant(
        rng.choice(
            (
                f"{day:%d/%m/%Y}",
                f"{day.day}.{day.month}.{day.year}",
                f"{day:%d-%m-%Y}",
                f"{day:%Y-%m-%d}",
                f"{day:%d/%m/%y}",
                f"{first} {month} {day.year}",
                f"{day:%d/%m/%Y}" + NBSP,
            )
        ),
        day,
    )


def grouped(value: Decimal | int, *, space: str) -> str:
    """« 12 500 » or « 12 500,40 » with the given space between thousands."""
    whole, _, cents = f"{value:,.2f}".partition(".")
    text = whole.replace(",", space)
    return text if cents == "00" else f"{text},{cents}"


def another_amount(rng: Random, amount: Decimal) -> Typed:
    """The same euros as text: spaces of three kinds, cents, a sign, « HT »."""
    forms = [
        grouped(amount, space=NBSP) + NBSP + "€",
        grouped(amount, space=THIN) + " €",
        grouped(amount, space=" ") + " € HT",
        "€ " + grouped(amount, space=" "),
    ]
    if amount % 100 == 0 and amount >= 1000:
        thousands = f"{amount / 1000:f}".rstrip("0").rstrip(".").replace(".", ",")
        forms.append(f"{thousands} k€")
    return meant(rng.choice(forms), amount)


def another_weight(rng: Random, kilograms: Decimal) -> Typed:
    """The same weight with its unit in the cell."""
    forms = [
        f"{grouped(kilograms, space=NBSP)} kg",
        f"{grouped(kilograms, space=' ')}kg",
    ]
    for unit, size in (("t", 1000), (" t", 1000), (" T", 1000), ("q", 100)):
        inside = kilograms / size
        if inside >= 1 and inside * 10 == int(inside * 10):
            forms.append(f"{inside.normalize():f}{unit}".replace(".", ","))
    return meant(rng.choice(forms), kilograms)


def another_progress(rng: Random, fraction: Decimal) -> Typed:
    """The same progress as text."""
    points = int(fraction * 100)
    if rng.random() < 0.25 and 0 < points < 100:
        return meant(f"~{points} %", fraction, doubt=Doubt.ABOUT)
    return meant(rng.choice((f"{points} %", f"{points}%", f"{points}{NBSP}%")), fraction)


def another_status(rng: Random, status: str) -> Typed | None:
    """Another word for the same status; None when people have no other."""
    if status == "done":
        return meant(rng.choice(DONE_WORDS[:-1]), status)
    if status == "in_progress":
        return meant(rng.choice(BUSY_WORDS), status)
    return None


def sprinkle(row: Row, *, rng: Random, rate: float) -> Row:
    """The same line, some of whose cells are written in another way (probability `rate`)."""
    if not row.is_data:
        return row
    changed: dict[str, Typed] = {}
    for column, typed in row.cells.items():
        if typed.messy or not typed.is_set or rng.random() >= rate:
            continue
        other = _another(rng, column, typed, row.cells)
        if other is not None:
            changed[column] = other
    return row.with_cells(changed) if changed else row


def _another(rng: Random, column: str, typed: Typed, cells: Mapping[str, Typed]) -> Typed | None:
    meaning = typed.meaning
    if typed.form is Form.DATE and isinstance(meaning, date):
        return another_date(rng, meaning, is_deadline=column in DEADLINES)
    if typed.form is Form.MONEY and isinstance(meaning, Decimal) and meaning > 0:
        other = another_amount(rng, meaning)
        if column == "amount_with_vat":  # « HT » would say the contrary of its header
            return replace(other, value=str(other.value).replace("HT", "TTC"))
        return other
    if column == "progress" and isinstance(meaning, Decimal):
        return another_progress(rng, meaning)
    if column == "quantity" and isinstance(meaning, Decimal) and "unit" in cells:
        return another_weight(rng, meaning)
    if column == "status" and isinstance(meaning, str) and typed.value != meaning:
        return another_status(rng, meaning)
    if isinstance(typed.value, str) and column in ("title", "comment", "person", "contact"):
        return replace(typed, value=rng.choice((typed.value + " ", typed.value + NBSP)), messy=True)
    return None
