"""What the product says of a scene that stands among clean lines."""

from collections.abc import Sequence
from datetime import date

from support.money.disguises.scene import (
    AS_OF,
    DONE_BY,
    END,
    START,
    Cells,
    Dice,
    Scene,
    bill,
    pay,
    piece,
    trip,
    worked,
)
from support.papers.report_workspace import Workspace

from relocalisons.core.money.books import open_books
from relocalisons.core.money.review.review import ClaimReview, review_claim
from relocalisons.core.money.review.verdict import Verdict

_PARTNERS: Sequence[Cells] = (
    {"code": "P01", "name": "Ville de Nans", "role": "chef de file", "contracting": "oui"},
    {"code": "P02", "name": "GAEC du Petit Bois", "recovers_vat": "oui", "mandate": "01/09/2025"},
    {"code": "P03", "name": "Ferme du Lac", "recovers_vat": "oui", "mandate": "01/09/2025"},
)
_FUNDERS: Sequence[Cells] = tuple(
    {"code": code, "name": name, "rate": "100 %", "amount": 500_000, "vat_base": "HT",
     "eligibility_start": START, "eligibility_end": END}
    for code, name in (("REGION", "Région"), ("ADEME", "ADEME"))
)  # fmt: skip
_RULES: Sequence[Cells] = (
    {"rule": "Commencement : portée", "value": "ligne"},
    {"rule": "Commencement : à compter du", "value": "01/09/2025"},
    {"rule": "Exécution physique au", "value": f"{DONE_BY:%d/%m/%Y}"},
    {"rule": "Fonds européen", "value": "FEADER", "funder": "REGION"},
    {"rule": "2 devis au-dessus de € HT", "value": "1000"},
    {"rule": "Preuve du temps", "value": "fiche mensuelle signée"},
    {"rule": "Comptes exclus", "value": "67"},
)


def findings(scene: Scene, dice: Dice) -> tuple[list[str], list[str]]:
    """What a scene should have told and did not, and what was told of clean lines."""
    reviews = _reviews(scene, dice)
    told = {
        line.expense.number: [(each.kind, each.why) for each in line.remarks]
        for review in reviews
        for line in review.lines
        if line.verdict is not Verdict.KEPT
    }
    whole = {each.kind for each in reviews[0].whole}
    missed = [each for each in scene.found if not any(one in told for one in each.split("|"))]
    if scene.whole and scene.whole not in whole:
        missed.append(scene.whole)
    if scene.is_everywhere:
        return missed, []
    mine = {str(line["number"]) for line in scene.lines} if scene.found else set[str]()
    false = [f"{number} : {said}" for number, said in told.items() if number not in mine]
    # A claim cut as a whole may pass another of its limits.
    return missed, [*false, *(() if scene.whole else sorted(whole))]


def _reviews(scene: Scene, dice: Dice) -> list[ClaimReview]:
    lines, pieces, sheets = _clean(dice)
    for line in scene.lines:
        lines.insert(dice.random.randrange(len(lines) + 1), line)
    ruled = {(each["rule"], each.get("funder")) for each in scene.rules}
    space = Workspace(as_of=AS_OF)
    space.tables = {
        "partners": list(_PARTNERS), "funders": list(_FUNDERS), "expenses": lines,
        "grant_rules": [
            *(each for each in _RULES if (each["rule"], each.get("funder")) not in ruled),
            *scene.rules,
        ],
        "pieces": [*pieces, *scene.pieces], "timesheets": [*sheets, *scene.sheets],
        "report_schedule": [], **scene.tables,
    }  # fmt: skip
    books = open_books(space.programme())
    funders = [books.funder(code) for code in scene.claims]
    return [
        review_claim(books, funder, start=START, end=END, as_of=AS_OF)
        for funder in funders
        if funder is not None
    ]


def _clean(dice: Dice) -> tuple[list[Cells], list[Cells], list[Cells]]:
    """Lines that nothing is said of, so that a rule that says too much is seen."""
    dear = bill(dice, "C-1", amount=1800, quote="https://x.example/q1 ; https://x.example/q2",
                supplier="Coopérative Durance", label="Facture n° CD-3018")  # fmt: skip
    shared = bill(dice, "C-2", funders="REGION 50 % ; ADEME 20 %", supplier="Verger Ouvèze",
                  label="Facture n° VO-9417")  # fmt: skip
    month = pay(dice, "C-3", supplier="Solène Vidal", label="Salaire janvier 2026",
                invoice_date=date(2026, 1, 31), paid_on=date(2026, 1, 30))  # fmt: skip
    ride = trip(dice, "C-4", supplier="Solène Vidal", invoice_date=date(2026, 1, 20),
                label="Solène Vidal ; Brue – Gap ; 20/01/2026 ; 210 km ; essai d’une tournée",
                amount=63)  # fmt: skip
    pieces = [
        piece("devis", "retenu", "C-1", issuer="Coopérative Durance", day=date(2025, 9, 8)),
        piece("devis", "écarté", "C-1", issuer="Comptoir Buëch", day=date(2025, 9, 9)),
        piece("facture", "payée à réception", "C-2"),
        piece("état de frais", "carte grise jointe", "C-4"),
    ]
    return [dear, shared, month, ride], pieces, [worked(month, month="01/2026")]
