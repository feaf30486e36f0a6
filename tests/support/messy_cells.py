"""Messy French cells with their truth, from a seed; it knows nothing of the product's readers.

A notation is a function that writes a meaning as people type it. The truth of a cell comes from
the meaning it was written from, never from reading the cell again. `doubt` is one of `certain`,
`about`, `ambiguous`, `absent`, `unreadable`; `value` is None for the last three, a pair of days
for dates, a Decimal for amounts and progress, `(amount, unit)` or `(low, high, unit)` for
quantities, a word for statuses.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

NBSP, THIN = "\u00a0", "\u202f"
EPOCH = date(1899, 12, 30)
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True)
class Messy:
    """A raw cell, what it means, and the notation it was written in."""

    raw: object
    doubt: str
    value: object
    notation: str


Write = Callable[[Random], tuple[object, str, object]]


@dataclass(frozen=True)
class Notation:
    """A way of writing one kind of cell; `weight` is how often people do."""

    name: str
    write: Write
    weight: int = 10


# --- dates ------------------------------------------------------------------------------------


def a_day(rng: Random) -> date:
    """A day of the programme's span, or around it."""
    return date(2024, 1, 1) + timedelta(days=rng.randrange(1460))


def _day(name: str, form: Callable[[date, Random], object], weight: int = 10) -> Notation:
    def write(rng: Random) -> tuple[object, str, object]:
        day = a_day(rng)
        return form(day, rng), "certain", (day, day)

    return Notation(name, write, weight)


def _period(name: str, form: Callable[[Random], tuple[str, date, date]], weight: int = 3) -> Notation:
    def write(rng: Random) -> tuple[object, str, object]:
        text, first, last = form(rng)
        return text, "about", (first, last)

    return Notation(name, write, weight)


def _always(name: str, doubt: str, texts: Iterable[object], weight: int = 3) -> Notation:
    pool = tuple(texts)

    def write(rng: Random) -> tuple[object, str, object]:
        return rng.choice(pool), doubt, None

    return Notation(name, write, weight)


def _month(rng: Random) -> tuple[int, int, date, date]:
    year, month = rng.randrange(2024, 2028), rng.randrange(1, 13)
    return year, month, date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _whole_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, last = _month(rng)
    name = rng.choice((MONTHS[month - 1], MONTHS[month - 1].capitalize(), SHORT[month - 1]))
    return rng.choice((f"{name} {year}", f"{name}{NBSP}{year}", f"en {name} {year}")), first, last


def _short_year(rng: Random) -> tuple[str, date, date]:
    year, month, first, last = _month(rng)
    return f"{MONTHS[month - 1]} {year % 100}", first, last


def _numeric_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, last = _month(rng)
    return rng.choice((f"{month:02}/{year}", f"{month}/{year}", f"{year}-{month:02}")), first, last


def _end_of_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, last = _month(rng)
    name = MONTHS[month - 1]
    text = rng.choice((f"fin {name} {year}", f"Fin {name}{NBSP}{year}", f"d’ici fin {name} {year}"))
    return text, first.replace(day=21), last


def _start_of_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, _ = _month(rng)
    return f"début {MONTHS[month - 1]} {year}", first, first.replace(day=10)


def _middle_of_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, _ = _month(rng)
    text = rng.choice((f"mi-{MONTHS[month - 1]} {year}", f"mi {MONTHS[month - 1]} {year}"))
    return text, first.replace(day=10), first.replace(day=20)


def _quarter(rng: Random) -> tuple[str, date, date]:
    year, number = rng.randrange(2024, 2028), rng.randrange(1, 5)
    month = 3 * number
    rank = "1er" if number == 1 else f"{number}e"
    text = rng.choice(
        (f"T{number} {year}", f"courant T{number} {year}", f"{rank} trimestre {year}", f"Q{number} {year}")
    )
    return text, date(year, month - 2, 1), date(year, month, monthrange(year, month)[1])


def _semester(rng: Random) -> tuple[str, date, date]:
    year, number = rng.randrange(2024, 2028), rng.randrange(1, 3)
    rank = "1er" if number == 1 else rng.choice(("2e", "2ème", "second"))
    first, last = (date(year, 1, 1), date(year, 6, 30))
    if number == 2:
        first, last = date(year, 7, 1), date(year, 12, 31)
    return rng.choice((f"{rank} semestre {year}", f"semestre {number} {year}")), first, last


def _week(rng: Random) -> tuple[str, date, date]:
    year, week = rng.randrange(2024, 2028), rng.randrange(3, 52)
    monday = date.fromisocalendar(year, week, 1)
    text = rng.choice(
        (f"S{week} {year}", f"sem. {week} {year}", f"semaine {week} {year}", f"{year}-W{week:02}")
    )
    return text, monday, monday + timedelta(days=6)


def _season(rng: Random) -> tuple[str, date, date]:
    year = rng.randrange(2024, 2028)
    name, first, last = rng.choice(
        (("printemps", (3, 20), (6, 20)), ("été", (6, 21), (9, 22)), ("automne", (9, 23), (12, 20)))
    )
    return f"{name} {year}", date(year, *first), date(year, *last)


def _impossible(rng: Random) -> tuple[object, str, object]:
    year = rng.randrange(2024, 2028)
    day, month = rng.choice(((30, 2), (31, 4), (31, 6), (31, 9), (31, 11), (32, 1), (0, 5)))
    text = rng.choice((f"{day:02}/{month:02}/{year}", f"{day}.{month}.{year}"))
    return text, "unreadable", None


def _american(rng: Random) -> tuple[object, str, object]:
    day = a_day(rng)
    day = day.replace(day=rng.randrange(13, 28))
    return f"{day.month:02}/{day.day}/{day.year}", "about", (day, day)


def _wrong_weekday(rng: Random) -> tuple[object, str, object]:
    day = a_day(rng)
    other = WEEKDAYS[(day.weekday() + rng.randrange(1, 7)) % 7]
    return f"{other} {day.day} {MONTHS[day.month - 1]} {day.year}", "ambiguous", None


def _two_dates(rng: Random) -> tuple[object, str, object]:
    first = a_day(rng)
    second = first + timedelta(days=rng.randrange(5, 90))
    text = rng.choice(
        (
            f"{first:%d/%m/%Y} -> {second:%d/%m/%Y}",
            f"{first:%d/%m/%Y} → {second:%d/%m/%Y}",
            f"{first:%d/%m} (reporté au {second:%d/%m})",
            f"{first:%d/%m/%Y} ou {second:%d/%m/%Y}",
        )
    )
    return text, "ambiguous", None


def _done_on(rng: Random) -> tuple[object, str, object]:
    day = a_day(rng)
    word = rng.choice(("Fait le", "fait le", "livré le", "réalisé le", "vers le", "reporté au"))
    return f"{word} {day:%d/%m/%Y}", "about", (day, day)


def _asked(rng: Random) -> tuple[object, str, object]:
    return f"{a_day(rng):%d/%m/%Y}{rng.choice((' ?', '?', ' (à confirmer)'))}", "ambiguous", None


def _commented(rng: Random) -> tuple[object, str, object]:
    word = rng.choice(("(voir mail)", "- COPIL annulé", "sauf avis contraire"))
    return f"{a_day(rng):%d/%m/%Y} {word}", "ambiguous", None


def _ordinal(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


DATES = (
    _day("dd/mm/yyyy", lambda d, _: f"{d:%d/%m/%Y}", 60),
    _day("d/m/yyyy", lambda d, _: f"{d.day}/{d.month}/{d.year}", 20),
    _day("dd/mm/yy", lambda d, _: f"{d:%d/%m/%y}", 15),
    _day("d.m.yyyy", lambda d, _: f"{d.day}.{d.month}.{d.year}"),
    _day("dd-mm-yyyy", lambda d, _: f"{d:%d-%m-%Y}"),
    _day("ISO", lambda d, _: f"{d:%Y-%m-%d}"),
    _day("ISO with time", lambda d, _: f"{d:%Y-%m-%d}T08:30:00"),
    _day("with hour", lambda d, _: f"{d:%d/%m/%Y} à 14h30", 4),
    _day("spaces around signs", lambda d, _: f"{d:%d} / {d:%m} / {d:%Y}", 4),
    _day("no-break space after", lambda d, _: f"{d:%d/%m/%Y}{NBSP}", 4),
    _day("serial number", lambda d, _: (d - EPOCH).days, 40),
    _day("serial with time", lambda d, _: (d - EPOCH).days + 0.5, 4),
    _day("month in letters", lambda d, _: f"{_ordinal(d)} {MONTHS[d.month - 1]} {d.year}", 15),
    _day("short month", lambda d, _: f"{d.day} {SHORT[d.month - 1]} {d.year}"),
    _day("capitals", lambda d, _: f"{d.day} {MONTHS[d.month - 1].upper()} {d.year}", 4),
    _day("without accents", lambda d, _: f"{d.day} {_plain(MONTHS[d.month - 1])} {d:%y}", 4),
    _day("right weekday", lambda d, _: f"{WEEKDAYS[d.weekday()]} {d:%d/%m/%Y}"),
    _day("with le", lambda d, _: f"le {_ordinal(d)} {MONTHS[d.month - 1]} {d.year}", 4),
    _period("month", _whole_month, 10),
    _period("month, short year", _short_year),
    _period("numeric month", _numeric_month),
    _period("end of month", _end_of_month, 10),
    _period("start of month", _start_of_month),
    _period("middle of month", _middle_of_month),
    _period("quarter", _quarter),
    _period("semester", _semester),
    _period("week", _week),
    _period("season", _season),
    Notation("done on", _done_on, 5),
    Notation("month first", _american, 4),
    Notation("impossible", _impossible, 5),
    Notation("wrong weekday", _wrong_weekday, 3),
    Notation("two dates", _two_dates, 5),
    Notation("unconfirmed date", _asked, 3),
    Notation("date and words", _commented, 3),
    _always("S1 or S2", "ambiguous", (f"S{n} {y}" for n in (1, 2) for y in range(2024, 2028))),
    _always("no year", "ambiguous", ("15/03", "fin mars", "S14", "printemps", "12 mars", "courant T2")),
    _always("no date", "absent", ("à définir", "TBD", "-", "NC", "?", "dès que possible", "n/a")),
    _always("empty", "absent", ("", None, "  ", NBSP), 10),
    _always("error value", "unreadable", ("#REF!", "#N/A", "#VALEUR!", "#DIV/0!", "Loading...")),
    _always("words", "unreadable", ("voir avec Paul", "après la réunion", "oui", "cf. CR")),
)


def _plain(word: str) -> str:
    return word.replace("é", "e").replace("û", "u")


# --- numbers ----------------------------------------------------------------------------------


def _grouped(value: Decimal, space: str, sign: str = ",") -> str:
    whole, _, cents = f"{abs(value):f}".partition(".")
    groups = f"{int(whole):,}".replace(",", space)
    text = f"{groups}{sign}{cents}" if cents else groups
    return f"-{text}" if value < 0 else text


def _amount(rng: Random) -> Decimal:
    cents = rng.choice((0, 0, rng.randrange(1, 100)))
    return Decimal(rng.randrange(1, 400_000)) + Decimal(cents) / 100


def _money(name: str, form: Callable[[Decimal], object], weight: int = 10) -> Notation:
    def write(rng: Random) -> tuple[object, str, object]:
        amount = _amount(rng)
        return form(amount), "certain", amount

    return Notation(name, write, weight)


def _thousands(rng: Random) -> tuple[object, str, object]:
    tenths = rng.randrange(1, 5000)
    text = f"{Decimal(tenths) / 10:f}".replace(".", ",")
    return f"{text}{rng.choice((' k€', 'k€', 'k', ' K€'))}", "certain", Decimal(tenths * 100)


def _dotted(rng: Random) -> tuple[object, str, object]:
    text = f"{rng.randrange(1, 1000)}.{rng.randrange(1000):03}"
    return text + rng.choice(("", " €", "€")), "ambiguous", None


def _english(rng: Random) -> tuple[object, str, object]:
    amount = Decimal(rng.randrange(1_000, 400_000)) + Decimal(rng.randrange(100)) / 100
    return f"{amount:,.2f}", "certain", amount


def _negative(rng: Random) -> tuple[object, str, object]:
    whole = rng.randrange(1, 5000)
    return rng.choice((f"({whole})", f"−{whole}", f"-{whole} €", f"({whole} €)")), "certain", Decimal(-whole)


def _about(rng: Random) -> tuple[object, str, object]:
    whole = rng.randrange(1, 900)
    return rng.choice((f"~{whole}", f"≈ {whole} €", f"environ {whole}", f"env. {whole} €")), "about", Decimal(whole)


def _between(rng: Random) -> tuple[object, str, object]:
    low = rng.randrange(100, 900)
    text = rng.choice((f"Entre {low} et {low + 50}", f"{low} à {low + 50} €", f"{low} ?", f"> {low}"))
    return text, "ambiguous", None


AMOUNTS = (
    Notation("float", lambda rng: _as_float(_amount(rng)), 60),
    _money("plain text", lambda a: f"{a:f}".replace(".", ","), 15),
    _money("space", lambda a: _grouped(a, " "), 15),
    _money("no-break space, euro", lambda a: _grouped(a, NBSP) + NBSP + "€", 20),
    _money("thin space, euro", lambda a: _grouped(a, THIN) + NBSP + "€", 20),
    _money("euro before", lambda a: "€ " + _grouped(a, " ")),
    _money("HT", lambda a: _grouped(a, " ") + " € HT"),
    _money("euros", lambda a: _grouped(a, " ") + " euros", 5),
    _money("EUR", lambda a: _grouped(a, NBSP) + " EUR", 5),
    Notation("German grouping", lambda rng: _german(rng), 5),
    Notation("English grouping", _english, 5),
    Notation("thousands", _thousands),
    Notation("negative", _negative, 5),
    Notation("about", _about, 5),
    Notation("dot and three digits", _dotted, 5),
    Notation("two amounts or a bound", _between, 5),
    _always("no amount", "absent", ("", None, "-", "NC", "à définir", "néant", "–"), 10),
    _always("error value in amount", "unreadable", ("#REF!", "#VALEUR!", "#DIV/0!", "####")),
    _always("words in amount", "unreadable", ("voir devis", "gratuit", "12 34", "1,2,3", "$300")),
)


def _as_float(amount: Decimal) -> tuple[object, str, object]:
    return float(amount), "certain", amount


def _german(rng: Random) -> tuple[object, str, object]:
    amount = Decimal(rng.randrange(1_000, 400_000)) + Decimal(rng.randrange(100)) / 100
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,")), "certain", amount


# --- quantities -------------------------------------------------------------------------------

UNITS = (
    ("t", "t"), (" t", "t"), ("T", "t"), (" tonnes", "t"), ("kg", "kg"), (f"{NBSP}kg", "kg"),
    (" Kg", "kg"), ("q", "q"), (" quintaux", "q"), (" caisses", "caisse"), (" bottes", "botte"),
    (" palettes", "palette"), (" sacs", "sac"), (" pièces", "pièce"), (" repas", "repas"),
    (" jours", "jour"), ("j", "jour"), (" heures", "h"), (" ha", "ha"), ("", None),
)  # fmt: skip


def _quantity(rng: Random) -> tuple[object, str, object]:
    amount = Decimal(rng.randrange(2, 4000)) / rng.choice((1, 1, 10))
    word, unit = rng.choice(UNITS)
    return _grouped(amount, rng.choice((" ", NBSP, THIN, ""))) + word, "certain", (amount, unit)


def _surface(rng: Random) -> tuple[object, str, object]:
    ares = rng.randrange(1, 900)
    text = rng.choice((f"{ares} ares", f"{ares} a", f"{ares * 100}m2", f"{ares * 100} m²"))
    return text, "certain", (Decimal(ares) / 100, "ha")


def _range(rng: Random) -> tuple[object, str, object]:
    low = rng.randrange(2, 90)
    high = low + rng.randrange(1, 20)
    text = rng.choice((f"{low} à {high} t", f"{low}-{high} t", f"entre {low} et {high} t"))
    return text, "about", (Decimal(low), Decimal(high), "t")


def _about_tonnes(rng: Random) -> tuple[object, str, object]:
    amount = rng.randrange(2, 400)
    return rng.choice((f"≈ {amount} t", f"~{amount}t", f"environ {amount} t")), "about", (Decimal(amount), "t")


def _reason(rng: Random) -> tuple[object, str, object]:
    amount = rng.randrange(2, 400)
    return f"{amount} kg {rng.choice(('(calibre)', '- trop mûr', ': gel'))}", "about", (Decimal(amount), "kg")


def _hours(rng: Random) -> tuple[object, str, object]:
    hours, quarters = rng.randrange(1, 12), rng.randrange(1, 4)
    return f"{hours}h{15 * quarters}", "certain", (Decimal(hours) + Decimal(quarters) / 4, "h")


def _bare(rng: Random) -> tuple[object, str, object]:
    whole = rng.randrange(1, 9000)
    return whole, "certain", (Decimal(whole), None)


def _doubtful(rng: Random) -> tuple[object, str, object]:
    n = rng.randrange(2, 99)
    texts = (f"{n} t ?", f"{n} t max", f"{n} sacs de 25 kg", f"{n}.250 t", f"{n} t non livrées", f"{n} t/ha")
    return rng.choice(texts), "ambiguous", None


QUANTITIES = (
    Notation("quantity", _quantity, 80),
    Notation("bare number", _bare, 30),
    Notation("surface", _surface),
    Notation("range", _range),
    Notation("about a quantity", _about_tonnes),
    Notation("quantity and reason", _reason, 5),
    Notation("hours and minutes", _hours, 5),
    Notation("doubtful quantity", _doubtful),
    _always("no quantity", "absent", ("", None, "-", "néant", "RAS", "aucun"), 10),
    _always("error in quantity", "unreadable", ("#REF!", "#N/A", "300 €", "voir BL", "Chargement..."), 5),
)


# --- progress and status ----------------------------------------------------------------------


def _percent(name: str, form: Callable[[int, Random], object], doubt: str = "certain", weight: int = 10) -> Notation:
    def write(rng: Random) -> tuple[object, str, object]:
        points = rng.randrange(2, 101)
        return form(points, rng), doubt, Decimal(points) / 100

    return Notation(name, write, weight)


def _part(rng: Random) -> tuple[object, str, object]:
    text, value = rng.choice(
        (("moitié", "0.5"), ("1/2", "0.5"), ("3/4", "0.75"), ("1/4", "0.25"), ("à moitié", "0.5"))
    )
    return text, "about", Decimal(value)


def _done(rng: Random) -> tuple[object, str, object]:
    return rng.choice(("fait", "OK", "x", "X", "✓", "✅", "terminé", "fini", "oui", True, 1, "1")), "certain", Decimal(1)


PROGRESS = (
    _percent("percent", lambda p, _: f"{p} %", weight=30),
    _percent("percent, tight", lambda p, _: f"{p}%", weight=20),
    _percent("percent, no-break", lambda p, rng: f"{p}{rng.choice((NBSP, THIN))}%", weight=20),
    _percent("points", lambda p, _: p, weight=20),
    _percent("fraction", lambda p, _: p / 100, weight=40),
    _percent("fraction as text", lambda p, _: f"{p / 100:.2f}".replace(".", ",")),
    _percent("status and percent", lambda p, _: f"en cours ({min(p, 99)} %)" if p < 100 else "100 %"),
    _percent("about percent", lambda p, rng: rng.choice((f"~{p}", f"environ {p} %", f"~{p} %")), "about"),
    Notation("part", _part, 5),
    Notation("done as progress", _done, 15),
    _always("unsure progress", "ambiguous", ("ok?", "fait ?", "50 % ?", "50-60 %", False, "> 50 %", "7/12")),
    _always("no progress", "absent", ("", None, "-", "?", "NC", "à définir"), 10),
    _always("unreadable progress", "unreadable", ("#REF!", "bien avancé", "150 %", -5, "en cours", "#DIV/0!")),
)

_STATUS_WORDS = {
    "planned": ("à venir", "A venir", "à faire", "prévu", "Planifiée", "pas commencé", "non démarré"),
    "in_progress": ("en cours", "En cours ", "EC", "WIP", "démarré", "en cours de rédaction", "commencée"),
    "done": (
        "fait", "Fait", "FAIT", "OK", "ok", "x", "X", "✓", "✅", "terminé", "Terminée", "terminé(e)",
        "fini", "oui", "100", "1", "VRAI", "réalisée", "livré", "clôturé", "Fait le 12/03", True, 1,
    ),
    "blocked": ("bloqué", "Bloquée", "en pause", "suspendu", "stand-by"),
    "dropped": ("annulé", "Annulée", "abandonné", "supprimé", "sans suite"),
}  # fmt: skip


def _status(rng: Random) -> tuple[object, str, object]:
    status = rng.choice(tuple(_STATUS_WORDS))
    return rng.choice(_STATUS_WORDS[status]), "certain", status


def _late(rng: Random) -> tuple[object, str, object]:
    return rng.choice(("en retard", "En retard", "50 %", 0.5, "en cours (devis signé)")), "about", "in_progress"


STATUSES = (
    Notation("status", _status, 80),
    Notation("late or percent as status", _late),
    _always("misspelt or unsure status", "ambiguous", ("ok?", "fait ?", "en attente", "pas fait", "non", False)),
    _always("no status", "absent", ("", None, "-", "?", "NC"), 10),
    _always("unreadable status", "unreadable", ("#REF!", "#N/A", "voir Paul", "inachevé", 250)),
)

KINDS = {
    "date": DATES,
    "money": AMOUNTS,
    "quantity": QUANTITIES,
    "progress": PROGRESS,
    "status": STATUSES,
}


def notation_count() -> int:
    """How many notations there are in all."""
    return sum(map(len, KINDS.values()))


def draw_cells(kind: str, count: int, *, seed: int) -> tuple[Messy, ...]:
    """`count` cells of a kind, drawn by weight; the first ones cover every notation."""
    rng = Random(f"{seed}:{kind}")
    notations = KINDS[kind]
    weights = [notation.weight for notation in notations]
    drawn = [*notations, *rng.choices(notations, weights, k=max(count - len(notations), 0))][:count]
    return tuple(Messy(*notation.write(rng), notation.name) for notation in drawn)


def draw_column(kind: str, rows: int, *, distinct: int, seed: int) -> list[Messy]:
    """A column of `rows` cells that repeats at most `distinct` different ones."""
    pool = draw_cells(kind, distinct, seed=seed)
    rng = Random(f"{seed}:{kind}:column")
    return [*pool, *rng.choices(pool, k=rows - len(pool))] if rows > len(pool) else list(pool[:rows])
