"""Pure: what a claim says of a line that may be the same expense as an earlier one."""

from collections.abc import Collection

from relocalisons.core.kernel.words.french import join_words, quote
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.verdict import Remark, Verdict
from relocalisons.core.money.twice.waiting import find_doubles, is_accepted, links

DOUBLE = "double"  # the kind of the remark on what may be one expense on two lines


def judge_doubles(
    books: Books, *, accepted: Collection[str], european: Collection[str] = ()
) -> dict[str, tuple[Remark, ...]]:
    """By subject, the remark on a line that may be the same expense as an earlier one.

    `accepted`: as of `find_doubles`.
    `european`: the codes of European funds, of which one expense may have one at most.
    """
    doubles = find_doubles(books, accepted=accepted)
    found = {each.line.subject: (_remark(list(each.earlier)),) for each in doubles}
    for first, second in links(books.programme):
        if second.subject in found or is_accepted(first, second, accepted):
            continue
        funds = {
            code for each in (first, second) if each.key for code in each.key.shares
        }.intersection(european)
        if len(funds) > 1:
            found[second.subject] = (_two_funds(first),)
    return found


def _two_funds(first: Expense) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind="two_european_funds",
        why=f"la même facture que {first.number} est présentée à un autre fonds européen",
        action="ne garder qu’un fonds européen pour cette facture", columns=("funders",),
        source="règlement (UE) 2021/1060, art. 63(9) – à vérifier", is_hers=True,
    )  # fmt: skip


def _remark(others: list[Expense]) -> Remark:
    numbers = join_words([each.number for each in others])
    declared = [each for each in others if each.row.text("claim") and is_in_a_claim(each)]
    said = f"peut être la même dépense que {numbers}"
    if declared:
        said += f", déjà déclarée dans {quote(declared[0].row.plain('claim'))}"
    return Remark(
        verdict=Verdict.HELD, kind=DOUBLE, why=said,
        action=f"vérifier que ce n’est pas la même facture que {numbers}",
        columns=("number", "supplier", "invoice_date", "amount"),
        source=f"une dépense n’est demandée qu’une fois ({quote('Dépenses')})", is_hers=True,
    )  # fmt: skip
