"""Sample: three invented funders, and a budget that adds up by funder and by partner."""

from dataclasses import dataclass
from datetime import date

from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed, day, money, percent, text
from relocalisons.sample.engine.events import PILOTAGE, CellsTyped, Event
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.structures import CONTRACTOR, GROWER, STRUCTURES, WITHDRAWN

LINES = (
    "Personnel",
    "Prestations externes",
    "Déplacements",
    "Équipement",
    "Communication",
    "Frais de structure",
)


FUNDERS = usual_tab(
    "funders",
    "Financeurs",
    """
    code*: Code; name*: Nom; agreement: N° convention; amount: Montant €; rate: Taux %;
    eligibility_start*: Éligibilité début; eligibility_end*: Éligibilité fin;
    evidence_deadline: Date limite justificatifs; transfer_rule: Règle de transfert;
    vat_base: Base HT/TTC; logo: Logo URL; mention: Mention obligatoire; contact: Contact;
    report_template: Modèle de rapport URL; report_sections: Sections du rapport;
    report_indicators: Indicateurs demandés; report_columns: Colonnes des dépenses;
    delay_scale: Seuils de retard (jours)
    """,
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
    sections: str = ""  # what its reports hold, when it has its own order
    indicators: str = ""
    columns: str = ""
    delays: str = ""
    has_template: bool = False


GRANTS = (
    Grant(
        code="FRA",
        name="Fonds régional Alimentation",
        agreement="FRA-2025-0117",
        rate=0.8,  # above its 72 % of the budget: the rest is borne by the structures it pays alone
        end=date(2027, 8, 31),
        rule="par poste ; 10 % ; budget initial ; au-delà : accord préalable",
        mention="Action soutenue par le Fonds régional Alimentation",
        delays="dès que cela dérape",
        has_template=True,
    ),
    Grant(
        code="PNA",
        name="Programme national des approvisionnements",
        agreement="PNA-AAP-25-083",
        rate=0.7,
        end=date(2027, 6, 30),
        rule="par partenaire ; 20 % ; budget initial ; au-delà : avenant",
        mention="Projet financé par le Programme national des approvisionnements",
        delays="15 ; 45",
        columns="prévu ; engagé ; facturée ; payé ; éligible",
    ),
    Grant(
        code="FDH",
        name="Fondation Durance-Horizon",
        agreement="FDH/2025/41",
        rate=0.5,
        end=date(2027, 8, 31),
        rule="libre, sur information",
        mention="Avec le soutien de la Fondation Durance-Horizon",
        sections="indicateurs ; volumes ; réalisations ; dépenses ; planing ; diffusion ; risques",
        indicators="I07; I08; I09; I11",
        columns="prévu ; payé",
        has_template=True,
    ),
)

# A small grant to begin with, which ends in the middle of the story; no monthly note.
STARTER = Grant(
    code="AMA",
    name="Aide métropolitaine d’amorçage",
    agreement="AMA-2025-009",
    rate=0.8,
    end=date(2026, 4, 30),
    rule="selon le règlement financier en vigueur",
    mention="Avec l’aide de la métropole",
)
_STARTED = {"P04": "Équipement", "P18": "Équipement", "P19": "Équipement"}

# Amounts moved between lines without any amendment yet: (partner, line, funder) → euros.
_MOVED = {
    ("P02", "Déplacements", "FRA"): 3600,  # beyond 10 % of the line
    ("P01", "Personnel", "FRA"): -3600,
    ("P21", "Communication", "FRA"): 1900,  # close to 10 %
    ("P21", "Personnel", "FRA"): -1900,
    ("P17", "Frais de structure", "FRA"): 3000,  # close to 10 %
    ("P02", "Personnel", "FRA"): -3000,
    ("P12", "Équipement", "FRA"): 8000,  # beyond 10 %, until an amendment grants it
    ("P17", "Personnel", "FRA"): -8000,
    ("P13", "Personnel", "PNA"): 9500,  # beyond 20 % of the partner
    ("P14", "Personnel", "PNA"): -11800,
    ("P18", "Personnel", "PNA"): 2300,  # close to 20 %
    ("P09", "Équipement", "PNA"): 2200,  # close to 20 %
    ("P04", "Personnel", "PNA"): -2200,
}
GRANTED_LATER = "P12/Équipement/FRA"

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


BUDGET = usual_tab(
    "budget",
    "Budget",
    """
    budget_line*: Poste; partner*: Partenaire; funder*: Financeur; initial*: Budget initial €;
    amended: Budget modifié €; amendment: Avenant; comment: Commentaire
    """,
)


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
    for structure in STRUCTURES:
        shares = _SHARES.get(structure.profile, _USUAL)
        if structure.code == WITHDRAWN:
            shares = {"Prestations externes": 100}
        amounts = {line: structure.budget * share // 100 for line, share in shares.items()}
        first = next(iter(amounts))
        amounts[first] += structure.budget - sum(amounts.values())
        for line, amount in amounts.items():
            funders = funders_of(structure.code, line)
            half = amount * 60 // 100 if len(funders) == 2 else amount
            parts = (half, amount - half) if len(funders) == 2 else (amount,)
            for funder, part in zip(funders, parts, strict=True):
                lines.append(
                    BudgetLine(partner=structure.code, line=line, funder=funder, amount=part)
                )
    return tuple(lines)


def funders_of(partner: str, line: str) -> tuple[str, ...]:
    """The one or two funders who pay for a partner's line; with two, the first pays 60 %."""
    if _STARTED.get(partner) == line:
        return (STARTER.code,)
    codes = [each.code for each in STRUCTURES]
    return _funders_of(codes.index(partner))


def _funders_of(index: int) -> tuple[str, ...]:
    return (("FRA", "PNA"), ("FRA",), ("PNA", "FDH"), ("PNA",), ("FRA", "FDH"))[index % 5]


def budget_rows() -> tuple[Row, ...]:
    """The lines of « Budget »; one was changed by an amendment, without changing the whole."""
    rows = []
    for each in budget_lines():
        moved = _MOVED.get((each.partner, each.line, each.funder), 0)
        amended, amendment = each.amount + moved, None
        if each.partner == "P13" and each.line in ("Équipement", "Prestations externes"):
            step = 1500 if each.line == "Équipement" else -1500
            amended, amendment = amended + step, "Avenant n° 1 du 15/01/2026"
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
    for grant in (*GRANTS, STARTER):
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
            "vat_base": text("TTC" if grant is STARTER else "HT"),
            "logo": text(f"https://{code}.example/logo.png"),
            "mention": text(grant.mention),
            "contact": text(f"suivi@{code}.example"),
            "report_sections": text(grant.sections),
            "report_indicators": text(grant.indicators),
            "report_columns": text(grant.columns),
            "delay_scale": text(grant.delays),
        }
        if grant.has_template:
            key = f"funder-file/Modèle de rapport {grant.code}.docx"
            cells["report_template"] = text(ids.file_url(ids.file_id(key)))
        rows.append(Row(uid=grant.code, cells=cells))
    return tuple(rows)


ADVANCES = usual_tab(
    "advances",
    "Avances",
    """
    partner*: Partenaire; funder*: Financeur; amount*: Montant €; paid_on: Versée le;
    repaid_on: Remboursée le
    """,
)


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


def amendment_events() -> tuple[Event, ...]:
    """The amendment that grants what had already moved to the equipment line."""
    cells = {"amendment": text("Avenant n° 2 du 12/03/2026")}
    return (
        CellsTyped(
            on=date(2026, 3, 13), owner=PILOTAGE, table="budget", uid=GRANTED_LATER, cells=cells
        ),
    )
