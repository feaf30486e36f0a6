"""Sample: three invented funders, and a budget that adds up by funder and by partner."""

from dataclasses import dataclass
from datetime import date

from relocalisons.sample.cells import Row, Typed, day, money, percent, text
from relocalisons.sample.structures import CONTRACTOR, GROWER, STRUCTURES, WITHDRAWN

LINES = (
    "Personnel",
    "Prestations externes",
    "Déplacements",
    "Équipement",
    "Communication",
    "Frais de structure",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A funder and what its agreement says."""

    code: str
    name: str
    agreement: str
    rate: float
    end: date
    rule: str
    mention: str


GRANTS = (
    Grant(
        code="FRA",
        name="Fonds régional Alimentation",
        agreement="FRA-2025-0117",
        rate=0.6,
        end=date(2027, 8, 31),
        rule="par poste ; 10 % ; budget initial ; au-delà : accord préalable",
        mention="Action soutenue par le Fonds régional Alimentation",
    ),
    Grant(
        code="PNA",
        name="Programme national des approvisionnements",
        agreement="PNA-AAP-25-083",
        rate=0.7,
        end=date(2027, 6, 30),
        rule="par partenaire ; 20 % ; budget initial ; au-delà : avenant",
        mention="Projet financé par le Programme national des approvisionnements",
    ),
    Grant(
        code="FDH",
        name="Fondation Durance-Horizon",
        agreement="FDH/2025/41",
        rate=0.5,
        end=date(2027, 8, 31),
        rule="libre, sur information",
        mention="Avec le soutien de la Fondation Durance-Horizon",
    ),
)

# Shares of a partner's budget: by line, then by funder.
_SHARES = {
    GROWER: {"Équipement": 50, "Prestations externes": 20, "Personnel": 20, "Déplacements": 10},
    CONTRACTOR: {"Communication": 80, "Personnel": 20},
}
_USUAL = {
    "Personnel": 55,
    "Prestations externes": 18,
    "Déplacements": 7,
    "Équipement": 10,
    "Frais de structure": 10,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """What a funder gives to a partner for a kind of spending, in euros."""

    partner: str
    line: str
    funder: str
    amount: int


def budget_lines() -> tuple[BudgetLine, ...]:
    """The whole budget; its sums by partner are the budgets of « Partenaires »."""
    lines = []
    for index, structure in enumerate(STRUCTURES):
        shares = _SHARES.get(structure.profile, _USUAL)
        if structure.code == WITHDRAWN:
            shares = {"Prestations externes": 100}
        funders = _funders_of(index)
        amounts = {line: structure.budget * share // 100 for line, share in shares.items()}
        first = next(iter(amounts))
        amounts[first] += structure.budget - sum(amounts.values())
        for line, amount in amounts.items():
            half = amount * 60 // 100 if len(funders) == 2 else amount
            parts = (half, amount - half) if len(funders) == 2 else (amount,)
            for funder, part in zip(funders, parts, strict=True):
                lines.append(
                    BudgetLine(partner=structure.code, line=line, funder=funder, amount=part)
                )
    return tuple(lines)


def funders_of(partner: str) -> tuple[str, ...]:
    """The one or two funders who pay for a partner; with two, the first pays 60 %."""
    codes = [each.code for each in STRUCTURES]
    return _funders_of(codes.index(partner))


def _funders_of(index: int) -> tuple[str, ...]:
    return (("FRA", "PNA"), ("FRA",), ("PNA", "FDH"), ("PNA",), ("FRA", "FDH"))[index % 5]


def budget_rows() -> tuple[Row, ...]:
    """The lines of « Budget »; one was changed by an amendment, without changing the whole."""
    rows = []
    for each in budget_lines():
        amended, amendment = each.amount, None
        if each.partner == "P13" and each.line in ("Équipement", "Prestations externes"):
            step = 1500 if each.line == "Équipement" else -1500
            amended, amendment = each.amount + step, "Avenant n° 1 du 15/01/2026"
        cells = {
            "budget_line": text(each.line),
            "partner": Typed(each.partner, each.partner),
            "funder": text(each.funder),
            "initial": money(each.amount),
            "amended": money(amended),
            "amendment": text(amendment),
        }
        rows.append(Row(uid=f"{each.partner}/{each.line}/{each.funder}", cells=cells))
    return tuple(rows)


def granted(funder: str) -> int:
    """What a funder gives in all, in euros."""
    return sum(each.amount for each in budget_lines() if each.funder == funder)


def funder_rows() -> tuple[Row, ...]:
    """The lines of « Financeurs »."""
    rows = []
    for grant in GRANTS:
        code = grant.code.lower()
        cells = {
            "code": text(grant.code),
            "name": text(grant.name),
            "agreement": text(grant.agreement),
            "amount": money(granted(grant.code)),
            "rate": percent(grant.rate),
            "eligibility_start": day(date(2025, 9, 1)),
            "eligibility_end": day(grant.end),
            "evidence_deadline": day(date(grant.end.year, 12, 31)),
            "transfer_rule": text(grant.rule),
            "vat_base": text("HT"),
            "logo": text(f"https://{code}.example/logo.png"),
            "mention": text(grant.mention),
            "contact": text(f"suivi@{code}.example"),
        }
        rows.append(Row(uid=grant.code, cells=cells))
    return tuple(rows)


def advance_rows() -> tuple[Row, ...]:
    """The lines of « Avances »: money paid ahead to small structures, some given back."""
    facts = (
        ("P07", "FRA", 4000, date(2025, 11, 14), None),
        ("P08", "FDH", 5000, date(2025, 11, 14), date(2026, 2, 13)),
        ("P09", "PNA", 3000, date(2025, 12, 5), None),
        ("P16", "FRA", 6000, date(2025, 12, 5), None),
    )
    return tuple(
        Row(
            uid=f"advance/{index}",
            cells={
                "partner": Typed(partner, partner),
                "funder": text(funder),
                "amount": money(amount),
                "paid_on": day(paid),
                "repaid_on": day(repaid),
            },
        )
        for index, (partner, funder, amount, paid, repaid) in enumerate(facts)
    )
