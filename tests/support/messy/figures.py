"""Messy amounts of euros and quantities with their truth, notation by notation."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from support.messy.notation import NBSP, THIN, Notation, always


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


def _comma_grouped(rng: Random) -> tuple[object, str, object]:
    text = f"{rng.randrange(1, 1000)},{rng.randrange(1000):03}"
    return rng.choice((f"€{text}", f"{text} €", f"€ {text}")), "ambiguous", None


def _english(rng: Random) -> tuple[object, str, object]:
    amount = Decimal(rng.randrange(1_000, 400_000)) + Decimal(rng.randrange(100)) / 100
    return f"{amount:,.2f}", "certain", amount


def _negative(rng: Random) -> tuple[object, str, object]:
    whole = rng.randrange(1, 5000)
    return (
        rng.choice((f"({whole})", f"−{whole}", f"-{whole} €", f"({whole} €)")),
        "certain",
        Decimal(-whole),
    )


def _about(rng: Random) -> tuple[object, str, object]:
    whole = rng.randrange(1, 900)
    return (
        rng.choice((f"~{whole}", f"≈ {whole} €", f"environ {whole}", f"env. {whole} €")),
        "about",
        Decimal(whole),
    )


def _between(rng: Random) -> tuple[object, str, object]:
    low = rng.randrange(100, 900)
    text = rng.choice(
        (f"Entre {low} et {low + 50}", f"{low} à {low + 50} €", f"{low} ?", f"> {low}")
    )
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
    Notation("comma and three digits", _comma_grouped, 5),
    always("beyond any budget", "unreadable", (99999999999999999, "99 999 999 999 999 €")),
    Notation("two amounts or a bound", _between, 5),
    always("no amount", "absent", ("", None, "-", "NC", "à définir", "néant", "–"), 10),
    always("error value in amount", "unreadable", ("#REF!", "#VALEUR!", "#DIV/0!", "####")),
    always("words in amount", "unreadable", ("voir devis", "gratuit", "12 34", "1,2,3", "$300")),
)


def _as_float(amount: Decimal) -> tuple[object, str, object]:
    return float(amount), "certain", amount


def _german(rng: Random) -> tuple[object, str, object]:
    amount = Decimal(rng.randrange(1_000, 400_000)) + Decimal(rng.randrange(100)) / 100
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,")), "certain", amount


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


def _cadastral(rng: Random) -> tuple[object, str, object]:
    hectares, ares = rng.randrange(1, 90), rng.randrange(100)
    text = rng.choice((f"{hectares} ha {ares:02}", f"{hectares}ha{ares:02}"))
    return text, "certain", (hectares + Decimal(ares) / 100, "ha")


def _range(rng: Random) -> tuple[object, str, object]:
    low = rng.randrange(2, 90)
    high = low + rng.randrange(1, 20)
    text = rng.choice((f"{low} à {high} t", f"{low}-{high} t", f"entre {low} et {high} t"))
    return text, "about", (Decimal(low), Decimal(high), "t")


def _about_tonnes(rng: Random) -> tuple[object, str, object]:
    amount = rng.randrange(2, 400)
    return (
        rng.choice((f"≈ {amount} t", f"~{amount}t", f"environ {amount} t")),
        "about",
        (Decimal(amount), "t"),
    )


def _reason(rng: Random) -> tuple[object, str, object]:
    amount = rng.randrange(2, 400)
    return (
        f"{amount} kg {rng.choice(('(calibre)', '- trop mûr', ': gel'))}",
        "about",
        (Decimal(amount), "kg"),
    )


def _hours(rng: Random) -> tuple[object, str, object]:
    hours, quarters = rng.randrange(1, 12), rng.randrange(1, 4)
    return f"{hours}h{15 * quarters}", "certain", (Decimal(hours) + Decimal(quarters) / 4, "h")


def _bare(rng: Random) -> tuple[object, str, object]:
    whole = rng.randrange(1, 9000)
    return whole, "certain", (Decimal(whole), None)


def _doubtful(rng: Random) -> tuple[object, str, object]:
    n = rng.randrange(2, 99)
    texts = (
        f"{n} t ?",
        f"{n} t max",
        f"{n} sacs de 25 kg",
        f"{n}.250 t",
        f"{n} t non livrées",
        f"{n} t/ha",
    )
    return rng.choice(texts), "ambiguous", None


QUANTITIES = (
    Notation("quantity", _quantity, 80),
    Notation("bare number", _bare, 30),
    Notation("surface", _surface),
    Notation("hectares and ares", _cadastral, 5),
    Notation("range", _range),
    Notation("about a quantity", _about_tonnes),
    Notation("quantity and reason", _reason, 5),
    Notation("hours and minutes", _hours, 5),
    Notation("doubtful quantity", _doubtful),
    always("no quantity", "absent", ("", None, "-", "néant", "RAS", "aucun"), 10),
    always(
        "error in quantity", "unreadable", ("#REF!", "#N/A", "300 €", "voir BL", "Chargement..."), 5
    ),
)
