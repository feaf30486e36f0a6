"""Pure: « Contrôle avant envoi », the coordinator's own page beside a payment claim.

What the claim leaves out, cuts or could not check, ranked by what a correction brings back; then
how the aid is made. It never goes to the funder.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    counted,
    format_money,
    format_number,
    format_percent,
    join_words,
    name_some,
    quote,
    typo,
)
from relocalisons.core.money.cents import cents
from relocalisons.core.money.review.aid import Aid, Limit
from relocalisons.core.money.review.doubles import DOUBLE
from relocalisons.core.money.review.review import ClaimReview
from relocalisons.core.money.review.signature import TO_NOTE
from relocalisons.core.money.review.verdict import Remark, ReviewedLine, Verdict
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.reports.claims.beneficiary import Beneficiary
from relocalisons.core.reports.claims.control_sheets import (
    CONTROL,
    check_sheets,
    control_sheet,
    say_verdict,
    told_lines,
    who_settles,
)
from relocalisons.core.views.rag import Rag, status
from relocalisons.core.views.view import (
    Heading,
    PaperView,
    PlainTable,
    Tile,
)

_SHOWN = 11  # two pages, read in one sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimControl(PaperView):
    """Her page: what to settle before the claim leaves, and how its aid is made."""

    template = "money/claim_control"
    tiles: tuple[Tile, ...]
    sentences: tuple[str, ...]
    whole: PlainTable
    verdicts: PlainTable
    making: PlainTable
    unchecked: tuple[str, ...]


def build_claim_control(
    programme: Programme,
    review: ClaimReview,
    *,
    heading: Heading,
    payee: Beneficiary,
    links: CellLinks | None = None,
    also: tuple[str, ...] = (),
) -> ClaimControl:
    """The page of a claim that was reviewed; `heading` is the claim's with its own title.

    `also`: what else nobody could check, or has still to write.
    """
    links = links or CellLinks()
    return ClaimControl(
        heading=heading,
        tiles=_tiles(review),
        sentences=_sentences(review),
        whole=PlainTable(
            caption="Remarques qui ne portent sur aucune pièce",
            columns=("Verdict", "Pourquoi", "À faire"),
            rows=(
                *(
                    (each.verdict.words, typo(_capital(f"{each.why}.")), typo(_to_do(each)))
                    for each in review.whole
                ),
                *payee.to_settle,
            ),
        ),
        verdicts=_verdicts(review, programme),
        making=making_of(
            review.aid,
            is_capped=any(
                review.terms.is_settled(rule)
                for rule in (GrantRule.OWN_SHARE, GrantRule.PUBLIC_AID)
            ),
        ),
        unchecked=(*_unchecked(review), *also),
        annex=(
            control_sheet(review, programme, intro=heading.stopped, links=links),
            *check_sheets(review, programme, intro=heading.stopped, links=links),
        ),
        memory={},
    )


def making_of(aid: Aid, *, is_capped: bool = True) -> PlainTable:
    """How the aid is made: each limit with its amount, the smallest is kept.

    Without `is_capped` no rule says how much other aid may be: only the base is a limit.
    """
    words = {
        Limit.KEY: "Parts de ce financeur dans les clés de répartition",
        Limit.LINES: "Les mêmes, sans dépasser le taux ligne par ligne",
        Limit.RATE: f"Base × taux de la convention ({format_percent(aid.rate)})"
        if aid.rate is not None
        else "",
        Limit.PUBLIC_AID: "Ce que laissent les autres aides et l’autofinancement exigé"
        if is_capped
        else "Ce que les autres aides laissent de la base, faute de règle d’autofinancement et de "
        "cumul",
        Limit.GRANT: "Ce qui reste de la subvention",
        Limit.INSTALMENTS: "Ce qui peut être demandé avant le solde, avances déduites",
        Limit.ASKED_AHEAD: "Avance inscrite dans « Échéancier rapports »",
        Limit.ADVANCE: "Part de la subvention que la convention laisse avancer",
        Limit.COMMENCEMENT: "Opération commencée avant la demande",
    }
    rows = [
        (words[limit], _cents(amount), "montant retenu" if limit is aid.binding else "")
        for limit, amount in aid.limits.items()
    ]
    missing = "montant à préciser" if aid.is_ahead else "taux à préciser"
    asked = _cents(aid.asked) if aid.asked is not None else missing
    return PlainTable(
        caption="Calcul de l’aide demandée, en euros",
        columns=("Montant", "Euros", ""),
        rows=(
            *(() if aid.is_ahead else (("Base présentée", _cents(aid.base), ""),)),
            *rows,
            ("Aide demandée, le plus petit de ces montants", asked, ""),
        ),
    )


def _tiles(review: ClaimReview) -> tuple[Tile, ...]:
    to_settle = [line for line in review.lines if line.verdict is Verdict.HELD]
    out = [line for line in review.lines if line.verdict is Verdict.REJECTED]
    aid = review.aid
    return (
        Tile(
            label="Aide demandée",
            value="–" if aid.asked is None else _euros(aid.asked),
            target="avance, avant toute dépense" if aid.is_ahead else f"base {_euros(aid.base)}",
            gap="",
            status=status(Rag.UNKNOWN, "Montant à préciser" if aid.is_ahead else "Taux à préciser")
            if aid.asked is None
            else status(Rag.WATCH, "Plafonnée")
            if aid.over_key
            else status(Rag.GOOD, "Dans les règles connues"),
        ),
        _lines_tile("À régler", to_settle, Rag.WATCH, "Avant l’envoi"),
        _lines_tile("Rejetées", out, Rag.WATCH, "À retirer ou prouver"),
        Tile(
            label="En jeu",
            value=_euros(review.at_risk),
            target=f"d’aide non demandés, dont {_euros(_rejected(review))} rejetés{_twice(review)}",
            gap="",
            status=status(Rag.WATCH, "À regarder")
            if review.at_risk
            else status(Rag.GOOD, "Rien en jeu"),
        ),
    )


def _rejected(review: ClaimReview) -> int:
    """Cents of aid of what is out of the claim: no correction may bring it back."""
    out = (line for line in review.lines if line.verdict is Verdict.REJECTED)
    return sum(line.at_risk - line.asked for line in out)


def _twice(review: ClaimReview) -> str:
    """Of what may be one expense on two lines: no correction brings it back either."""
    lines = (line for line in review.lines if any(each.kind == DOUBLE for each in line.remarks))
    cents_twice = sum(line.at_risk - line.asked for line in lines)
    return f" et {_euros(cents_twice)} peut-être en double" if cents_twice else ""


def _lines_tile(label: str, lines: list[ReviewedLine], level: Rag, words: str) -> Tile:
    return Tile(
        label=label,
        value=format_number(len(lines)),
        target=f"{_euros(sum(line.at_risk - line.asked for line in lines))} d’aide",
        gap="",
        status=status(level, words) if lines else status(Rag.GOOD, "Aucune"),
    )


def _sentences(review: ClaimReview) -> tuple[str, ...]:
    presented = review.presented
    return (
        counted(
            len(review.lines),
            none="Aucune dépense nouvelle n’a été payée dans cette période.",
            one=f"1 dépense a été examinée, {len(presented)} est dans la demande."
            if len(presented)
            else "1 dépense a été examinée, elle n’est pas dans la demande.",
            many=f"{{n}} dépenses ont été examinées, {len(presented)} sont dans la demande.",
        ),
    )


def _verdicts(review: ClaimReview, programme: Programme) -> PlainTable:
    """The lines with the most at stake, each with its remarks; all are in the annex."""
    groups = _alike(told_lines(review), programme)
    left = [line for group in groups[_SHOWN:] for line in group]
    risk = sum(line.at_risk - line.asked for line in left)
    return PlainTable(
        caption="Ce qui n’est pas retenu en entier, du plus gros enjeu au plus petit",
        columns=("Pièce", "Qui", "Verdict", "Pourquoi", "À faire", "En jeu"),
        rows=tuple(_row(group, programme) for group in groups[:_SHOWN]),
        note=counted(
            len(left),
            one=f"1 autre dépense, pour {_euros(risk)}, est dans la feuille « {CONTROL} ».",
            many=f"{{n}} autres dépenses, pour {_euros(risk)}, sont dans la feuille « {CONTROL} ».",
        ),
    )


def _alike(lines: list[ReviewedLine], programme: Programme) -> list[list[ReviewedLine]]:
    """One group for what one partner puts right once; the most at stake first.

    Pay of a month above the time of that month reduces several lines by one cause.
    """
    groups: dict[tuple[object, ...], list[ReviewedLine]] = {}
    for line in lines:
        cause = (who_settles(line, programme), *(each.why for each in _told(line)))
        groups.setdefault((line.verdict, *cause), []).append(line)
    return sorted(groups.values(), key=lambda group: sum(one.asked - one.at_risk for one in group))


def _told(line: ReviewedLine) -> tuple[Remark, ...]:
    """What is said of a line; of one that is held back, what could not be checked too.

    Else it would still be held once the first reason is settled.
    """
    first, *others = sorted(line.remarks, key=lambda each: -each.verdict)
    least = Verdict.UNVERIFIED if line.verdict is Verdict.HELD else Verdict.UNVERIFIED + 1
    return (first, *(each for each in others if each.verdict >= least))


def _row(group: list[ReviewedLine], programme: Programme) -> tuple[str, ...]:
    line, told = group[0], _told(group[0])
    verdict = say_verdict(line)
    if len(group) > 1:
        kept = f" à {_cents(sum(one.kept for one in group))}"
        reduced = line.verdict is Verdict.REDUCED
        verdict = f"{line.verdict.words}{kept if reduced else ''}, {count_of(len(group), 'pièce')}"
    return (
        ", ".join(one.expense.number for one in group),
        who_settles(line, programme),
        verdict,
        _whys(group, told),
        typo(" ".join(dict.fromkeys(f"{_capital(each.action)}." for each in told))),
        _cents(sum(one.at_risk - one.asked for one in group)),
    )


def _whys(group: list[ReviewedLine], told: tuple[Remark, ...]) -> str:
    """Why; where pay of a whole team is cut, what of it is in these pieces, and what is kept."""
    said = " ".join(dict.fromkeys(f"{_capital(each.why)}." for each in told))
    kept = _cents(sum(one.kept for one in group))
    if group[0].verdict is Verdict.REDUCED and said.count("salaires") and kept not in said:
        pay = sum(cents(one.expense.amount() or Decimal(0)) for one in group)
        these = "cette pièce" if len(group) == 1 else f"ces {len(group)} pièces"
        said += f" Pour {these}{NBSP}: {kept} sur {_cents(pay)}."
    return typo(said)


def _to_do(remark: Remark) -> str:
    return _capital(f"{remark.action} ({remark.source}).")


_OTHERS = (
    *(GrantRule.TWO_QUOTES, GrantRule.THREE_QUOTES, GrantRule.LEAST_CLAIM, GrantRule.OTHER_AID),
    *(GrantRule.PAID_HOURS, GrantRule.DAY_HOURS, GrantRule.FILED_ON, GrantRule.EXECUTION_START),
    GrantRule.KEY_MEANS,
)


def _unchecked(review: ClaimReview) -> tuple[str, ...]:
    """The rules that nobody wrote, in one line each: what was not checked for want of them."""
    terms = review.terms
    rules = (
        (GrantRule.OWN_SHARE, "l’autofinancement"),
        (GrantRule.PUBLIC_AID, "le cumul des aides publiques"),
        (GrantRule.COMMENCEMENT, "le début anticipé"),
        (GrantRule.EXECUTION_END, "la fin de réalisation"),
        (GrantRule.FLAT_RATE, "les frais forfaitaires"),
        (GrantRule.ACTIONS, "l’action financée"),
        (GrantRule.PARTNERS, "le reversement aux partenaires"),
    )
    missing = (
        (terms.grant is None, "Montant €", "le plafond de la subvention"),
        (terms.funder.start is None, "Éligibilité début", "le début d’éligibilité"),
        (terms.funder.end is None, "Éligibilité fin", "la fin d’éligibilité"),
        (review.aid.before is None, "Montant déclaré", "ce qui a déjà été demandé"),
        (not review.is_signatory_noted, "Signé par", TO_NOTE),
        *(
            (not terms.is_settled(rule) or terms.is_unreadable(rule), rule.value, what)
            for rule, what in rules
        ),
        *((terms.is_unreadable(rule), rule.value, "une règle") for rule in _OTHERS),
    )
    lines: dict[str, list[str]] = {}
    for line in review.lines:
        for each in line.remarks:
            if each.verdict is Verdict.UNVERIFIED and line.verdict < Verdict.HELD:
                lines.setdefault(f"{_capital(each.why)}{NBSP}: {each.action}", []).append(
                    line.expense.number
                )
    checks: dict[str, list[str]] = {}
    for line in review.lines:
        for check in line.checks if line.is_presented else ():
            checks.setdefault(f"Dans {check.piece}, vérifier {check.what}", []).append(
                line.expense.number
            )
    return (
        *(f"{said} ({name_some(numbers)})." for said, numbers in checks.items()),
        *(f"{said} ({name_some(numbers)})." for said, numbers in lines.items()),
        *(
            f"{quote(name)} n’est pas une règle connue de {quote('Règles des financeurs')}{NBSP}: "
            "elle n’est pas contrôlée."
            for name in review.unknown_rules
        ),
        *_unwritten(missing),
    )


def _unwritten(missing: Iterable[tuple[bool, str, str]]) -> Iterator[str]:
    """One line for all the rules that nobody wrote, with the cell of each."""
    said = [f"{what} ({quote(cell)})" for absent, cell, what in missing if absent]
    if said:
        yield f"Règle vide ou illisible, donc non contrôlée{NBSP}: {join_words(said)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _euros(amount: int) -> str:
    return format_money(Decimal(amount) / 100)


def _cents(amount: int) -> str:
    return format_money(Decimal(amount) / 100, cents=True)
