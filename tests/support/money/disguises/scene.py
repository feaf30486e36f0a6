"""A scene: what one irregularity, or its look-alike, adds to a small clean claim."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

START, END = date(2025, 9, 1), date(2026, 2, 28)
DONE_BY = date(2026, 2, 10)
AS_OF = date(2026, 3, 2)
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip

Cells = dict[str, object]


@dataclass
class Scene:
    """Lines and pieces that are added; `found` are the numbers that must be told of, all else not.

    `whole` is the kind of a remark on the claim as a whole, where no line bears it.
    """

    lines: list[Cells] = field(default_factory=list)
    pieces: list[Cells] = field(default_factory=list)
    sheets: list[Cells] = field(default_factory=list)
    rules: list[Cells] = field(default_factory=list)
    tables: dict[str, list[Cells]] = field(default_factory=dict)
    found: tuple[str, ...] = ("X-1",)
    whole: str = ""
    is_everywhere: bool = False  # its rule cuts clean lines too
    claims: tuple[str, ...] = ("REGION",)  # one line of a pair may wait in the other's claim


class Dice:
    """Names, sums, days and spellings, the same for one seed."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)

    def one(self, *choices: str) -> str:
        return self.random.choice(choices)

    def company(self) -> str:
        first = self.one("Atelier", "Ferronnerie", "Menuiserie", "Bureau", "Maison", "Imprimerie")
        last = self.one("Calade", "Garance", "Vermeil", "Sorbier", "Aubépine", "Roubine", "Tramier")
        return f"{self.one('SARL', 'SAS', 'EURL', '')} {first} {last}".strip()

    def person(self) -> str:
        first = self.one("Ines", "Bastien", "Oriane", "Tristan", "Maud", "Gaspard")
        return f"{first} {self.one('Chabert', 'Faucon', 'Lagier', 'Mistral', 'Peyron', 'Roux')}"

    def sum(self, least: int, most: int) -> int:
        return self.random.randrange(least, most, 10)

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.random.randrange((last - first).days + 1))

    def before(self) -> date:
        """A day before the request was filed."""
        return self.day(date(2025, 6, 2), date(2025, 8, 28))

    def said(self, day: date) -> str:
        """A day as somebody writes it."""
        month = _MONTHS[day.month - 1]
        first = "1er" if day.day == 1 else str(day.day)
        return self.one(
            f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d/%m/%y}",
            f"{first} {month} {day.year}",
        )  # fmt: skip

    def euros(self, amount: float) -> str:
        """A sum as somebody writes it."""
        whole, cents = f"{amount:,.2f}".split(".")
        spaced = whole.replace(",", " ")
        return self.one(
            f"{spaced},{cents} €", f"{spaced},{cents} €", f"{spaced},{cents}€",
            f"{spaced.replace(' ', '')},{cents} EUR", f"{spaced.replace(' ', '.')},{cents} €",
            f"{spaced.replace(' ', chr(0x202F))},{cents}{chr(0xA0)}€",
        )  # fmt: skip

    def spelled(self, text: str) -> str:
        """Words in another spelling: capitals, no accents, typographic signs, a first remark."""
        shape = self.random.randrange(6)
        if shape == 0:
            return text.upper()
        if shape == 1:
            return "".join(
                each for each in unicodedata.normalize("NFD", text)
                if not unicodedata.combining(each)
            )  # fmt: skip
        if shape == 2:
            return text.replace("'", "’").replace(" ", "  ", 1)
        if shape == 3:
            return f"{self.one('vu', 'classée', 'original au dossier', 'copie')} ; {text}"
        return text

    def turned(self, person: str) -> str:
        """Another spelling of somebody's name."""
        first, last = person.split()
        return self.one(f"{last.upper()} {first[0]}.", f"{last} {first}", f"{first[0]}. {last}")

    def renamed(self, company: str) -> str:
        """Another spelling of a supplier."""
        bare = " ".join(word for word in company.split() if not word.isupper())
        return self.one(bare.upper(), f"Sté {bare}", bare.replace(" ", ""), f"{bare} SAS")


def bill(dice: Dice, number: str = "X-1", **cells: object) -> Cells:
    """An invoice of P02 in order."""
    net = cells.pop("amount", None)
    net = dice.sum(300, 900) if net is None else net
    ordered = dice.day(date(2025, 9, 20), date(2025, 10, 30))
    billed = dice.day(date(2025, 11, 12), date(2025, 12, 10))
    return {
        "number": number, "partner": "P02", "budget_line": "Prestations externes",
        "supplier": dice.company(), "label": f"{dice.one('Étals', 'Bacs', 'Rayonnage', 'Pesage')} "
        f"{dice.random.randrange(2, 9)}", "amount": net, "vat": net / 5,
        "amount_with_vat": net * 6 / 5, "type": "facture", "committed_on": ordered,
        "invoice_date": billed, "paid_on": dice.day(date(2025, 12, 15), date(2026, 1, 20)),
        "funders": "REGION", "invoice": f"https://x.example/{number}",
        "proof_of_payment": f"https://x.example/{number}-p", **cells,
    }  # fmt: skip


def with_tax(net: float) -> Cells:
    return {"amount": net, "vat": net / 5, "amount_with_vat": net * 6 / 5}


def pay(dice: Dice, number: str = "X-1", **cells: object) -> Cells:
    """A month of pay of P02; `worked` is the sheet that goes with it."""
    return {
        "number": number, "partner": "P02", "budget_line": "Frais de personnel",
        "supplier": dice.person(), "label": "Salaire novembre 2025", "amount": 2000,
        "type": "salaire", "invoice_date": date(2025, 11, 30), "paid_on": date(2025, 11, 28),
        "funders": "REGION", "payslip": f"https://x.example/{number}-s",
        "proof_of_payment": f"https://x.example/{number}-p", **cells,
    }  # fmt: skip


def worked(line: Cells, **cells: object) -> Cells:
    return {
        "partner": "P02", "employee": line["supplier"], "month": "11/2025", "time": "100 h",
        "hourly": 20, "cost": 2000, "signed": "oui", "piece": line["number"], **cells,
    }  # fmt: skip


def trip(dice: Dice, number: str = "X-1", **cells: object) -> Cells:
    who = dice.person()
    km = dice.random.randrange(60, 200)
    return {
        "number": number, "partner": "P02", "budget_line": "Déplacements", "supplier": who,
        "label": f"{who} ; Nans – Apt aller-retour ; 12/01/2026 ; {km} km ; visite d’une cantine",
        "amount": km * 3 / 10, "type": "déplacement", "invoice_date": date(2026, 1, 12),
        "paid_on": date(2026, 1, 30), "funders": "REGION",
        "invoice": f"https://x.example/{number}",
        "proof_of_payment": f"https://x.example/{number}-p", **cells,
    }  # fmt: skip


def piece(nature: str, note: str = "", number: str = "X-1", **cells: object) -> Cells:
    return {"number": number, "nature": nature, "note": note, **cells}


TWO_QUOTES = "https://x.example/q1 ; https://x.example/q2"
ADEME = {
    "code": "ADEME", "name": "ADEME", "rate": "100 %", "amount": 500_000, "vat_base": "HT",
    "eligibility_start": START, "eligibility_end": END,
}  # fmt: skip


def twin(line: Cells, **cells: object) -> Cells:
    """The same line typed again under another number, with its own links."""
    return {**line, "number": "X-2", "invoice": "https://x.example/X-2",
            "proof_of_payment": "https://x.example/X-2-p", **cells}  # fmt: skip
