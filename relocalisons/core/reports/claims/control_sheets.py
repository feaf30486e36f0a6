"""Pure: the workbook of « Contrôle avant envoi »: every remark with its cells, and what to look up.

A remark names the cells that it judges, and leads to the first of them; what only the text of a
piece tells stands on a sheet of its own.
"""

from collections.abc import Sequence
from decimal import Decimal

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import CellRef, Programme
from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import NBSP, format_money, typo
from relocalisons.core.money.review.review import ClaimReview
from relocalisons.core.money.review.verdict import Remark, ReviewedLine, Verdict
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, AnnexValue, LinkedText

NOBODY = "à identifier"
HERS = "la coordination"
CONTROL = "Contrôle"
_ON_PIECE = "À vérifier sur pièce"


def told_lines(review: ClaimReview) -> list[ReviewedLine]:
    """The lines that are not kept whole, the one that a correction helps most first."""
    told = [line for line in review.lines if line.verdict > Verdict.UNVERIFIED]
    return sorted(
        told, key=lambda line: (line.asked - line.at_risk, -line.verdict, line.expense.subject)
    )


def control_sheet(
    review: ClaimReview, programme: Programme, *, intro: str, links: CellLinks
) -> AnnexSheet:
    """Every remark on every line, then those on the claim, with what decides and the cells."""
    rows: list[tuple[AnnexValue, ...]] = [
        (
            line.expense.number,
            who_settles(line, programme),
            say_verdict(line),
            typo(_capital(each.why)),
            typo(_capital(each.action)),
            typo(each.source),
            Decimal(line.at_risk - line.asked) / 100 if each is line.remarks[0] else None,
            _cells(cells_of(each, line), links),
        )
        for line in told_lines(review)
        for each in line.remarks
    ]
    rows += [
        (
            "demande", HERS, each.verdict.words, typo(_capital(each.why)),
            typo(_capital(each.action)), typo(each.source), None, _cells(each.cells, links),
        )
        for each in review.whole
    ]  # fmt: skip
    return AnnexSheet(
        title=CONTROL,
        intro=f"Contrôle avant envoi, pour la coordination seule. {intro}.",
        columns=(
            AnnexColumn(header="Pièce", width=14),
            AnnexColumn(header="Qui", width=28),
            AnnexColumn(header="Verdict", width=22),
            AnnexColumn(header="Pourquoi", width=60),
            AnnexColumn(header="À faire", width=50),
            AnnexColumn(header="Règle", width=50),
            AnnexColumn(header="En jeu (€)", width=14, kind="money"),
            AnnexColumn(header="Cellules", width=50),
        ),
        rows=tuple(rows),
    )


def check_sheets(
    review: ClaimReview, programme: Programme, *, intro: str, links: CellLinks
) -> tuple[AnnexSheet, ...]:
    """The sheet of what only a piece tells, line by line; none when nothing is left to look up."""
    rows: tuple[tuple[AnnexValue, ...], ...] = tuple(
        (
            line.expense.number,
            partner_name(programme, line.expense.partner, limit=40, unknown=NOBODY),
            typo(_capital(check.piece)),
            typo(_capital(check.what)),
            _cells((line.expense.row.place.cell("number"),), links),
        )
        for line in review.presented
        for check in line.checks
    )
    sheet = AnnexSheet(
        title=_ON_PIECE,
        intro=f"Ce que seul le texte d’une pièce dit, à lire avant l’envoi. {intro}.",
        columns=(
            AnnexColumn(header="Pièce", width=14),
            AnnexColumn(header="Structure", width=28),
            AnnexColumn(header="Où regarder", width=34),
            AnnexColumn(header="Quoi vérifier", width=60),
            AnnexColumn(header="Cellules", width=50),
        ),
        rows=rows,
    )
    return (sheet,) if rows else ()


def cells_of(remark: Remark, line: ReviewedLine) -> tuple[CellRef, ...]:
    """The cells that a remark judges: those of its line that stand there, then those elsewhere."""
    place = line.expense.row.place
    own = tuple(place.cell(each) for each in remark.columns if each in place.letters)
    return (*own, *remark.cells)


def who_settles(line: ReviewedLine, programme: Programme) -> str:
    """Who puts a line right: the coordination, or the partner that paid."""
    payer = partner_name(programme, line.expense.partner, limit=60, unknown=NOBODY)
    return f"{payer} (à voir par {HERS})" if all(each.is_hers for each in line.remarks) else payer


def say_verdict(line: ReviewedLine) -> str:
    """« réduite à 950,00 € »."""
    if line.verdict is not Verdict.REDUCED:
        return line.verdict.words
    return f"{line.verdict.words} à {format_money(Decimal(line.kept) / 100, cents=True)}"


def _cells(cells: Sequence[CellRef], links: CellLinks) -> AnnexValue:
    """« Suivi P02, Dépenses, E17 et F17 », a link to the first; nothing when there is none."""
    if not cells:
        return None
    places: dict[str, list[str]] = {}
    for each in cells:
        places.setdefault(f"{each.workbook}, {each.tab}", []).append(each.cell)
    said = [f"{place}{NBSP}: {', '.join(dict.fromkeys(found))}" for place, found in places.items()]
    return LinkedText(text=typo(" ; ".join(said)), url=links.to(cells[0]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
