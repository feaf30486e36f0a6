"""Pure: one invoice that stands on several lines, and is asked for more than once.

Which lines these are, `twice/waiting` tells: a claim holds them, and sums leave them out, for the
same reason.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_long_date,
    format_money,
    format_percent,
    join_words,
    typo,
)
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.twice.waiting import Double, bare_doubles, find_doubles

Lines = tuple[Expense, ...]


def find_double_funding(books: Books) -> tuple[Finding, ...]:
    """Lines that may be one invoice and whose shares make more than 100 % together.

    Two such lines may be two real invoices: it is a question for her, and names no partner to
    another. Lines whose key cannot be read are left out.
    """
    doubles, bare = find_doubles(books), bare_doubles(books)
    waiting = {each.line.subject for each in doubles}
    return tuple(_finding(each, waiting=waiting, bare=bare) for each in _together(doubles))


def _together(doubles: Iterable[Double]) -> tuple[Lines, ...]:
    """The lines of each expense, by subject: what one double shares with another is one group."""
    groups: list[dict[str, Expense]] = []
    for double in doubles:
        mine = {each.subject: each for each in (double.line, *double.earlier)}
        for group in [each for each in groups if not mine.keys().isdisjoint(each)]:
            groups.remove(group)
            mine |= group
        groups.append(mine)
    return tuple(tuple(group[subject] for subject in sorted(group)) for group in groups)


def _finding(lines: Lines, *, waiting: Collection[str], bare: Collection[str]) -> Finding:
    out = [each for each in lines if each.subject in waiting]
    kept = join_words([each.number for each in lines if each not in out])
    without = ", sans pièce" if all(each.subject in bare for each in out) else ""
    partners = {each.partner for each in lines}
    numbers = join_words([each.number for each in lines])
    total = sum((each.key.total for each in lines if each.key), Decimal(0))
    return Finding(
        kind=MoneyKind.DOUBLE_FUNDING,
        subject="+".join(each.subject for each in lines),
        partner=lines[0].partner if len(partners) == 1 else None,
        severity=Severity.ALERT,
        audience=Audience.COORDINATION,
        title=f"{_what(lines)} sur {count_of(len(lines), 'ligne')} ({numbers}){NBSP}: "
        f"{_which(lines)}, financée à {format_percent(total)} en tout.",
        action=f"Vérifier s’il s’agit d’une seule facture{THIN}; si oui, retirer "
        f"{join_words([each.number for each in out])} (même facture que {kept}{without}), ou "
        "partager la clé sans dépasser 100\u202f%. D’ici là, elle est comptée une fois.",
        label=f"{out[0].number} – même facture que {kept}",
        evidence=tuple(
            each.row.place.cell(column) for each in lines for column in ("number", "funders")
        ),
    )


def _what(lines: Lines) -> str:
    return "Même facture" if _are_alike(lines) else "Peut-être la même facture"


def _which(lines: Lines) -> str:
    """Supplier, amount and day where all lines say the same; else the amounts that differ."""
    first = lines[0]
    supplier = typo(first.row.text("supplier") or "fournisseur non précisé")
    day, net = first.day("invoice_date"), first.amount()
    if _are_alike(lines) and day is not None and net is not None:
        return f"{supplier}, {format_money(net)} HT du {format_long_date(day)}"
    nets = [format_money(net) for each in lines if (net := each.amount()) is not None]
    return f"{supplier}, {join_words(list(dict.fromkeys(nets)))} HT"


def _are_alike(lines: Lines) -> bool:
    return len({(each.day("invoice_date"), each.amount()) for each in lines}) == 1
