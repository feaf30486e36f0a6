"""Pure: what is said of a claim as a whole: its deadline, its least amount, lines over budget."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from relocalisons.core.kernel.model import Row
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_money,
    format_percent,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.cents import cents, euros, share_within
from relocalisons.core.money.review.aid import Aid, Limit, declared_part
from relocalisons.core.money.review.signature import claim_line, judge_signature
from relocalisons.core.money.review.terms import rule_row
from relocalisons.core.money.review.verdict import Remark, Review, ReviewedLine, Verdict
from relocalisons.core.money.transfers import TransferUse, measure_transfers
from relocalisons.core.money.words.grant_rules import (
    GrantRule,
    read_advance_share,
    read_guaranteed_share,
)
from relocalisons.core.money.words.pieces import (
    PieceNature,
    is_lost,
    read_nature,
    read_validity,
)
from relocalisons.core.money.words.reports import is_advance
from relocalisons.core.money.words.transfer_rules import Scope

# By budget line (or partner), cents of base beyond what its transfer rule lets stand.
Overspent = Sequence[tuple[TransferUse, int]]


def judge_whole(review: Review, aid: Aid, over: Overspent) -> Iterator[Remark]:
    """The remarks that no single line bears; `over` is what `overspent` found."""
    terms = review.terms
    yield from judge_signature(review, asked=aid.asked)
    yield from _advances(review)
    last, line = terms.funder.evidence_deadline, claim_line(review)
    sent = line.last_day("sent_on") if line is not None else None
    if last is not None and (sent or review.as_of) > last:
        yield _remark(
            Verdict.REJECTED, "deadline",
            f"les justificatifs étaient attendus le {format_long_date(last)} au plus tard",
            "demander au financeur s’il les accepte encore",
            f"{quote('Financeurs')}, {quote('Date limite justificatifs')}",
        )  # fmt: skip
    least = terms.amount(GrantRule.LEAST_CLAIM)
    if least is not None and aid.asked is not None and 0 < aid.asked < cents(least):
        yield _remark(
            Verdict.REJECTED, "least_claim",
            f"l’aide demandée est sous l’acompte minimum de {format_money(least)}",
            "attendre d’autres dépenses, ou demander le solde",
            rule_row(GrantRule.LEAST_CLAIM),
        )  # fmt: skip
    if aid.asked is None and aid.is_ahead:
        yield _remark(
            Verdict.HELD, "advance", "le montant de l’avance manque ou ne peut pas être lu",
            f"remplir {quote('Montant demandé')}", quote("Échéancier rapports"),
        )  # fmt: skip
    elif aid.asked is None:
        yield _remark(
            Verdict.HELD, "rate", "le taux d’aide manque ou ne peut pas être lu",
            f"remplir {quote('Taux %')}", quote("Financeurs"),
        )  # fmt: skip
    elif aid.over_key and aid.binding is not None and _is_news(aid):
        lost = format_money(euros(aid.over_key), cents=True)
        yield _remark(
            Verdict.REDUCED, _KINDS[aid.binding],
            f"les clés de répartition demandent {lost} de plus que la règle « {aid.binding} »",
            "corriger les clés, ou garder l’aide ainsi limitée",
            f"{quote('Financeurs')} et {quote('Règles des financeurs')}",
        )  # fmt: skip
    yield from _asks_more(aid, line)
    for use, beyond in over:
        yield _remark(
            Verdict.REDUCED, "transfer",
            f"{typo(use.name)} dépasse de {format_money(euros(beyond), cents=True)} ce que "
            "la règle de transfert permet sans avenant",
            "demander un avenant, ou retirer des dépenses",
            f"{quote('Financeurs')}, {quote('Règle de transfert')}",
        )  # fmt: skip


def _asks_more(aid: Aid, line: Row | None) -> Iterator[Remark]:
    """« Montant demandé » above the aid that the rules make; an advance says it by its limits."""
    typed = line.decimal("requested") if line is not None else None
    if line is None or typed is None or aid.asked is None or aid.is_ahead:
        return
    if cents(typed) > aid.asked:
        limit = f", par la règle « {aid.binding} »" if aid.binding is not None else ""
        yield Remark(
            verdict=Verdict.REDUCED, kind="requested", columns=(), is_hers=True,
            why=f"{format_money(typed, cents=True)} sont inscrits comme demandés, et la demande "
            f"fait {format_money(euros(aid.asked), cents=True)}{limit}",
            action=f"corriger {quote('Montant demandé')}, ou ce qui est retenu",
            cells=(line.place.cell("requested"),), source=quote("Échéancier rapports"),
        )  # fmt: skip


def _advances(review: Review) -> Iterator[Remark]:
    """Advances asked beyond the share of the grant that the convention lets be paid ahead."""
    terms, said = review.terms, review.terms.value(GrantRule.ADVANCE)
    most, grant = read_advance_share(said), terms.grant
    rows, asked = _advance_rows(review), advances_asked(review)
    if not rows:
        return
    cells = tuple(row.place.cell("requested") for row in rows)
    if most is None:
        is_none = terms.is_settled(GrantRule.ADVANCE) and said is None
        yield Remark(
            verdict=Verdict.HELD if is_none else Verdict.UNVERIFIED, kind="advance", columns=(),
            is_hers=True, cells=cells,
            why="une avance est demandée, et la convention n’en prévoit pas"
            if is_none
            else "la part de la subvention qui peut être avancée n’est pas connue",
            action="retirer la demande d’avance"
            if is_none
            else "la lire dans la convention et l’écrire",
            source=rule_row(GrantRule.ADVANCE),
        )  # fmt: skip
        return
    if grant is None or not asked:
        return
    _, other = _guarantees(review)
    most = advance_share(review) or most
    allowed = euros(share_within(grant, most))
    if asked > allowed:
        yield Remark(
            verdict=Verdict.REDUCED, kind="advance", columns=(), is_hers=True,
            why=f"{format_money(asked, cents=True)} d’avance sont demandés, la convention permet "
            f"{format_money(allowed, cents=True)} ({format_percent(most)} de la subvention)"
            + (" ; la garantie notée n’est pas celle de cette convention" if other else ""),
            action="réduire l’avance demandée, ou joindre la garantie que la convention prévoit",
            source=rule_row(GrantRule.ADVANCE),
            cells=(*cells, *((other,) if other else ())),
        )  # fmt: skip


def _advance_rows(review: Review) -> list[Row]:
    names = {fold(review.terms.funder.code), fold(review.terms.funder.name)}
    return [
        row
        for row in review.books.programme.rows("report_schedule")
        if fold(row.plain("funder")) in names and is_advance(row.text("type"))
    ]


def advances_asked(review: Review) -> Decimal:
    """Euros of every advance that is noted for this funder."""
    amounts = (row.decimal("requested") for row in _advance_rows(review))
    return sum((each for each in amounts if each is not None), Decimal(0))


def advance_share(review: Review) -> Decimal | None:
    """The share of the grant that may be paid ahead: more of it where a guarantee holds."""
    said = review.terms.value(GrantRule.ADVANCE)
    guarantee, _ = _guarantees(review)
    more = read_guaranteed_share(said)
    return more if guarantee is not None and more is not None else read_advance_share(said)


def _guarantees(review: Review) -> tuple[CellRef | None, CellRef | None]:
    """A guarantee that names this convention and still holds, and one that does not."""
    number = fold(review.terms.funder.row.text("agreement") or "")
    mine = other = None
    for row in review.books.programme.rows("pieces"):
        said, cell = row.text("note"), row.place.cell("note")
        if read_nature(row.text("nature")) is not PieceNature.GUARANTEE:
            continue
        holds = not is_lost(row.typed("state")) and read_validity(said).holds(review.as_of)
        if number and holds and number in fold(said or ""):
            mine = cell
        else:
            other = cell
    return mine, None if mine else other


def _is_news(aid: Aid) -> bool:
    """Whether a limit takes something from the keys, and not a cent of rounding."""
    return Limit.KEY in aid.limits or aid.binding not in (Limit.LINES, Limit.RATE)


_KINDS = {
    Limit.KEY: "rate",
    Limit.LINES: "rate",
    Limit.RATE: "rate",
    Limit.PUBLIC_AID: "public_aid",
    Limit.GRANT: "ceiling",
    Limit.INSTALMENTS: "instalments",
    Limit.COMMENCEMENT: "commencement",
}


def overspent(review: Review, lines: Sequence[ReviewedLine]) -> Iterator[tuple[TransferUse, int]]:
    """By budget line (or partner), the cents of base beyond what its transfer rule lets stand."""
    funder = review.terms.funder
    uses = [
        use
        for use in measure_transfers(review.books, as_of=review.as_of)
        if use.funder.code == funder.code
    ]
    if not uses:
        return
    by_line = uses[0].rule.scope is Scope.LINE
    claimed: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        name = line.expense.line if by_line else line.expense.partner
        if line.is_presented and name:
            claimed[fold(name)] += line.part
    for one in review.books.expenses:
        name = one.line if by_line else one.partner
        told = declared_part(one, funder.code)
        if name and told is not None:
            claimed[fold(name)] += told.claimed - told.rejected
    for use in uses:
        over = claimed[fold(use.name)] - cents(use.allowed)
        if over > 0:
            yield use, over


def _remark(verdict: Verdict, kind: str, why: str, action: str, source: str) -> Remark:
    return Remark(
        verdict=verdict, kind=kind, why=why, action=action, columns=(), source=source, is_hers=True
    )  # fmt: skip
