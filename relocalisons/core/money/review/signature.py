"""Pure: who signs a claim, and whether that person may on the day it leaves.

The signatory and the delegation are of the claim's line in « Échéancier rapports », the legal
representative of the lead's line in « Partenaires »; what nobody noted is not verified.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from relocalisons.core.kernel.model import Row
from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_money,
    quote,
    typo,
    with_de,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.cents import cents, euros
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.lead import lead_of, partner_rows
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.controls.mandates import delegated_up_to, representatives
from relocalisons.core.money.words.people import is_same_person, without_titles
from relocalisons.core.money.words.reports import ReportType, is_advance, read_report_type
from relocalisons.core.programme.scope import codes_by_name

_SCHEDULE = quote("Échéancier rapports")
_PARTNERS = quote("Partenaires")
TO_NOTE = "qui signe la demande, et jusqu’à quand cette personne le peut"


def judge_signature(review: Review, *, asked: int | None) -> Iterator[Remark]:
    """A signatory whose right to sign is not shown, has ended, or stops below what is asked."""
    line = claim_line(review)
    signatory = line.typed("signed_by") if line is not None else ""
    if line is None or not signatory:
        return
    lead = lead_of(review.books.programme)
    mine = partner_rows(review.books.programme).get(lead or "")
    day = line.last_day("sent_on") or review.as_of
    if mine is not None and _is_one_person(mine.typed("representative"), signatory, day):
        yield from _mandate(mine, signatory, day)
        return
    yield from _delegation(line, signatory, day, is_known=_names_one(mine))
    if mine is not None:
        yield from _ceiling(mine, line, signatory, asked)


def is_signatory_noted(review: Review) -> bool:
    """Whether the claim's line says who signs it."""
    line = claim_line(review)
    return line is not None and bool(line.typed("signed_by"))


def claim_line(review: Review) -> Row | None:
    """The line of « Échéancier rapports » that this claim answers: its funder, its last day."""
    funder = review.terms.funder
    names = {fold(funder.code), fold(funder.name)}
    rows = [
        row
        for row in review.books.programme.rows("report_schedule")
        if fold(row.plain("funder")) in names
        and row.said("type", read_report_type).value is ReportType.CLAIM
        and row.last_day("period_end") == review.end
    ]
    # Its very period first; an advance only where no claim has the same.
    return min(
        rows,
        key=lambda row: (
            row.last_day("period_start") != review.start, is_advance(row.text("type"))
        ),
        default=None,
    )  # fmt: skip


def first_claim(
    expense: Expense, review: Review, funders: Sequence[str]
) -> tuple[str, date | None]:
    """Of several funders that may pay one expense, whose claim was sent first, and on which day.

    Of claims that are not sent the one that is due first, else the first funder of the key.
    """
    paid = expense.day("paid_on")
    names = codes_by_name(each for each in review.books.funders if each.code in funders)
    ranked: list[tuple[bool, date, int, str, date | None]] = []
    for row in review.books.programme.rows("report_schedule"):
        code = names.get(fold(row.plain("funder")))
        start, end = row.last_day("period_start"), row.last_day("period_end")
        if code is None or row.said("type", read_report_type).value is not ReportType.CLAIM:
            continue
        if is_advance(row.text("type")) or (paid and start and end and not start <= paid <= end):
            continue
        sent = row.last_day("sent_on")
        sent = sent if sent is not None and sent <= review.as_of else None
        day = sent or row.last_day("deadline") or date.max
        ranked.append((sent is None, day, funders.index(code), code, sent))
    if not ranked:
        return funders[0], None
    first = min(ranked, key=lambda each: each[:3])
    return first[3], first[4]


def _is_one_person(representative: str, signatory: str, day: date) -> bool:
    """« Mme Anne Blanc, maire » is Anne Blanc; a function alone is nobody else."""
    for each in representatives(representative, day):
        if fold(each) == fold(signatory):
            return True
        if len(each.split()) > 1 and fold(each.split(",")[0]) == fold(signatory.split(",")[0]):
            return True
        names = without_titles(each), without_titles(signatory)
        both = all(len(name.split()) > 1 for name in names)
        if both and is_same_person(*names):
            return True
    return False


def _names_one(mine: Row | None) -> bool:
    return mine is not None and bool(mine.typed("representative"))


def _mandate(mine: Row, signatory: str, day: date) -> Iterator[Remark]:
    end = mine.last_day("representative_until")
    if mine.is_doubtful("representative_until") or (end is not None and end < day):
        yield _remark(
            Verdict.HELD,
            f"le mandat {with_de(typo(signatory))} a pris fin le {format_long_date(end)}"
            if end is not None
            else f"la fin de mandat {with_de(typo(signatory))} ne peut pas être lue",
            "faire signer par le représentant en fonction, ou noter son nouveau mandat",
            f"{_PARTNERS}, {quote('Mandat du représentant jusqu’au')}",
            mine, "representative_until",
        )  # fmt: skip


def _delegation(line: Row, signatory: str, day: date, *, is_known: bool) -> Iterator[Remark]:
    end, name = line.last_day("delegated_until"), typo(signatory)
    source = f"{_SCHEDULE}, {quote('Délégation jusqu’au')}"
    if end is not None and end >= day:
        return
    if end is not None:
        why = f"la délégation {with_de(name)} a pris fin le {format_long_date(end)}, avant l’envoi"
    elif line.is_doubtful("delegated_until"):
        why = f"la fin de la délégation {with_de(name)} ne peut pas être lue"
    elif is_known:
        why = f"{name} n’est pas le représentant légal, et aucune délégation n’est notée"
    else:
        yield _remark(
            Verdict.UNVERIFIED, f"rien ne dit que {name} peut signer",
            "noter le représentant légal du chef de file, ou la délégation",
            f"{_PARTNERS}, {quote('Représentant légal')}", line, "signed_by",
        )  # fmt: skip
        return
    yield _remark(
        Verdict.HELD, why, "faire signer par le représentant légal, ou renouveler la délégation",
        source, line, "delegated_until",
    )  # fmt: skip


def _ceiling(mine: Row, line: Row, signatory: str, asked: int | None) -> Iterator[Remark]:
    """A delegation that holds up to a sum, and a claim beyond it."""
    most = delegated_up_to(mine.typed("representative"), signatory)
    typed = line.decimal("requested")
    sums = [each for each in (asked, None if typed is None else cents(typed)) if each is not None]
    if most is None or not sums or max(sums) <= cents(most):
        return
    yield _remark(
        Verdict.HELD,
        f"la délégation {with_de(typo(signatory))} s’arrête à {format_money(most, cents=True)}, "
        f"la demande fait {format_money(euros(max(sums)), cents=True)}",
        "faire signer par le représentant légal",
        f"{_PARTNERS}, {quote('Représentant légal')}", mine, "representative",
    )  # fmt: skip


def _remark(
    verdict: Verdict, why: str, action: str, source: str, row: Row, column: str
) -> Remark:  # fmt: skip
    return Remark(
        verdict=verdict, kind="signature", why=why, action=action, columns=(), source=source,
        is_hers=True, cells=(row.place.cell(column),),
    )  # fmt: skip
