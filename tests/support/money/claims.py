"""A claim of one funder from a few expenses, written as people type them."""

from datetime import date

from support.papers.report_workspace import AS_OF, Workspace, sample_workspace

from relocalisons.core.reports.claims.claim import PaymentClaim, build_payment_claim

START, END = date(2025, 9, 1), date(2026, 2, 28)
LINK = "https://drive.google.com/file/d/{}/view"
FILE = "1{:0>32}"


def spent(**cells: object) -> dict[str, object]:
    """An invoice of the Région alone, paid in January, with its pieces."""
    return {
        "number": "D-001", "partner": "P02", "budget_line": "Prestations externes",
        "supplier": "Bureau Sillon", "label": "Étude", "amount": 1000, "type": "facture",
        "invoice_date": date(2026, 1, 5), "paid_on": date(2026, 1, 20), "funders": "REGION",
        "invoice": LINK.format(FILE.format("f")), "proof_of_payment": LINK.format(FILE.format("p")),
        **cells,
    }  # fmt: skip


def claim_of(*expenses: dict[str, object], **tables: list[dict[str, object]]) -> PaymentClaim:
    space = space_of(*expenses, **tables)
    return build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )


def space_of(*expenses: dict[str, object], **tables: list[dict[str, object]]) -> Workspace:
    space = sample_workspace(actions=1, deliverables=0, contracts=0)
    space.tables["expenses"] = list(expenses)
    space.tables["funders"][0]["vat_base"] = "HT"
    space.tables.update(tables)
    space.files = [FILE.format("f"), FILE.format("p")]
    return space


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def presented(claim: PaymentClaim) -> list[tuple[str, str]]:
    return [(row[1], plain(row[-1])) for row in claim.statement.rows[:-1]]


def held(claim: PaymentClaim) -> list[tuple[str, str, str]]:
    """Number, verdict and first thing to do of each line of her page."""
    return [
        (row[0], plain(row[2]), plain(row[4]).split(". ")[0].removesuffix("."))
        for row in claim.control.verdicts.rows
    ]


def aid(claim: PaymentClaim) -> dict[str, str]:
    """The account of the aid that is asked."""
    return {name: plain(amount) for name, amount in claim.aid.rows}
