"""Pure: how each figure of a payment claim is made, from its cells to the aid that is asked.

What one person earns stands in it only where the claim itself shows it (ADR 0033): else the sum of
salaries is stated, with the places of its cells.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme, TrackedFinding
from relocalisons.core.kernel.wording import hide_contacts
from relocalisons.core.kernel.words.french import format_date, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.aid import Limit
from relocalisons.core.money.review.review import ClaimReview
from relocalisons.core.money.review.terms import terms_of
from relocalisons.core.money.review.verdict import Verdict
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.programme.scope import of_period
from relocalisons.core.reports.claims.basis import basis_of
from relocalisons.core.reports.claims.lines import ClaimLine, ClaimLines, Filed, nature_of
from relocalisons.core.reports.proof.account_proof import SHOWN_LATER, prove_account
from relocalisons.core.reports.proof.making import Figure, Ledger, ProofCell
from relocalisons.core.reports.shared.amounts import is_salary
from relocalisons.core.reports.shared.sources import Provenance

_SALARY_CENTS = "les centimes se répartissent salaire par salaire, montrés au contrôle"
_ITS_PART = "sa part de l’aide demandée, au centime"
USUAL_YEARS = 10  # the longest control period that was read of (a GAL's; docs/claim-folder.md)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPiece:
    """A piece of a presented line; `target` is its Drive id, empty when it is not copied."""

    name: str
    target: str
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimProof:
    """Everything of the archive that comes from the sheets; texts are French."""

    title: str
    programme: str
    funder: str
    start: date
    end: date
    as_of: date
    keep_until: date
    keep_why: str
    figures: tuple[Figure, ...]
    cells: tuple[ProofCell, ...]
    rules: tuple[Mapping[str, str], ...]
    pieces: tuple[ArchivedPiece, ...]
    subjects: frozenset[str]  # of the presented expenses, as findings call them
    files: frozenset[str]  # workbooks in which the cells stand


@for_others
def prove_claim(
    programme: Programme,
    *,
    funder: str,
    period_start: date,
    period_end: date,
    as_of: date,
    tracked: tuple[TrackedFinding, ...] = (),
    provenance: Provenance | None = None,
) -> ClaimProof:
    """The proof of the claim that is built from the same arguments."""
    basis = basis_of(
        programme,
        funder=funder,
        period_start=period_start,
        period_end=period_end,
        as_of=as_of,
        tracked=tracked,
    )
    books, rules, lines = basis.books, basis.rules, basis.lines
    ledger = Ledger(provenance=provenance or Provenance.of(programme))
    made = [_line(ledger, line, lines.review, books) for line in lines.lines]
    base = ledger.sum_of("base", "Base des dépenses présentées", [one for one, _, _ in made])
    _aid(ledger, lines, made, base=base)
    _by_poste(ledger, lines)
    prove_account(ledger, books, rules, end=period_end)
    until, why = keep_until(books, rules, end=period_end)
    return ClaimProof(
        title=f"{programme.name}, demande de paiement à {basis.payer.name} "
        f"{of_period(period_start, period_end)}",
        programme=programme.name,
        funder=rules.code,
        start=period_start,
        end=period_end,
        as_of=as_of,
        keep_until=until,
        keep_why=why,
        figures=tuple(ledger.figures.values()),
        cells=tuple(ledger.cells.values()),
        rules=tuple(_rules(books, rules, on=period_end)),
        pieces=tuple(_pieces(lines)),
        subjects=frozenset(one.subject for one in lines.expenses),
        files=frozenset(ledger.files),
    )


def keep_until(books: Books, rules: FunderRules, *, end: date) -> tuple[date, str]:
    """The day until which a claim is kept, and what says so (French)."""
    terms, rule = terms_of(books, rules, on=end), GrantRule.KEEP_UNTIL
    where = f"« Règles des financeurs », « {rule.value} »"
    said, typed = terms.day(rule), terms.value(rule)
    if said is not None:
        return said, where
    unread = f"« {hide_contacts(typed)} » n’est pas une date lisible ; " if typed else ""
    last = max(filter(None, (rules.evidence_deadline, rules.end, end)))
    day = last.replace(year=last.year + USUAL_YEARS, day=min(last.day, 28))
    return day + timedelta(days=last.day - day.day), (
        f"{unread}valeur usuelle, {USUAL_YEARS} ans après le {format_date(last)}, à vérifier dans "
        f"la convention et à écrire dans {where}"
    )


def _line(
    ledger: Ledger, line: ClaimLine, review: ClaimReview, books: Books
) -> tuple[str, str, str]:
    """The figures of a presented line: its base, its share by the key, and within the rate."""
    number = line.number
    called = _called(line)
    reviewed = {one.expense.subject: one for one in review.presented}
    parts = [reviewed[one.subject] for one in line.expenses]
    kept = Decimal(sum(one.kept for one in parts)) / 100
    key = Decimal(sum(one.part for one in parts)) / 100
    asked = Decimal(sum(one.asked for one in parts)) / 100
    if line.is_salaries:
        base = ledger.given(
            f"ligne-{number}-base", f"{called}, base présentée", kept, note=SHOWN_LATER,
            places=[str(one.row.place.cell("amount")) for one in line.expenses],
        )  # fmt: skip
    else:
        base = _base(ledger, line.expenses[0], number, called, kept, review, books)
    names = (f"ligne-{number}-cle", f"ligne-{number}-poids")
    said = (f"{called}, part de la clé", f"{called}, aide avant les plafonds")
    if line.is_salaries:
        part, weight = (
            ledger.given(id_, name, value, note=SHOWN_LATER, of=[base])
            for id_, name, value in zip(names, said, (key, asked), strict=True)
        )
        return base, part, weight
    of_base = review.terms.key_is_of_the_base or line.share is None
    part = ledger.add(
        Figure(
            id=names[0], name=said[0], value=key, way="somme" if of_base else "part", of=(base,),
            rate=None if of_base else line.share,
            seen=(ledger.cell(line.expenses[0].row, "funders"),),
        )
    )  # fmt: skip
    rate = review.terms.rate
    weight = ledger.add(
        Figure(
            id=names[1], name=said[1], value=asked, rate=rate,
            way="clé et taux" if rate is not None else "somme",
            of=(base, part) if rate is not None else (part,),
        )
    )  # fmt: skip
    return base, part, weight


def _base(
    ledger: Ledger,
    expense: Expense,
    number: int,
    called: str,
    kept: Decimal,
    review: ClaimReview,
    books: Books,
) -> str:
    """What is kept of an expense: its counted cells, or less with the remarks that cut it."""
    columns = books.counted_columns(expense, review.terms.funder)
    whole = ledger.cells_sum(
        f"ligne-{number}-cellules",
        f"{called}, montants lus",
        [(expense.row, column) for column in columns],
        seen=[ledger.cell(expense.row, column) for column in ("invoice_date", "paid_on")],
    )
    if ledger.figures[whole].value == kept:
        return ledger.sum_of(f"ligne-{number}-base", f"{called}, base présentée", [whole])
    line = next(one for one in review.presented if one.expense.subject == expense.subject)
    cuts = [each.why for each in line.remarks if each.verdict is Verdict.REDUCED]
    less = ledger.given(
        f"ligne-{number}-ecart",
        f"{called}, non retenu",
        ledger.figures[whole].value - kept,
        note=typo(" ; ".join(cuts) or "part de la clé dans l’assiette, ou avoir"),
    )
    return ledger.add(
        Figure(
            id=f"ligne-{number}-base",
            name=f"{called}, base présentée",
            value=kept,
            way="différence",
            of=(whole, less),
        )
    )


def _aid(ledger: Ledger, lines: ClaimLines, made: list[tuple[str, str, str]], *, base: str) -> None:
    aid = lines.review.aid
    over = ledger.figures[base].value - Decimal(aid.base) / 100
    counted = base
    if over:
        less = ledger.given(
            "depassement", "Dépassement de budget", over, note="au-delà des lignes de « Budget »"
        )
        counted = ledger.add(
            Figure(
                id="assiette", name="Assiette de l’aide", value=Decimal(aid.base) / 100,
                way="différence", of=(base, less),
            )
        )  # fmt: skip
    limits = [_limit(ledger, lines, made, limit, counted) for limit in aid.limits]
    if aid.asked is None:
        note = "montant à préciser" if aid.is_ahead else "taux à préciser"
        ledger.given("aide-avant", "Aide sans taux lisible", Decimal(0), note=note)
        return
    ledger.add(
        Figure(
            id="aide", name="Aide demandée", value=Decimal(aid.asked) / 100,
            way="plus petit", of=tuple(limits),
            note=f"décide : {aid.binding.value}" if aid.binding else "",
        )
    )  # fmt: skip
    weights = [weight for _, _, weight in made]
    for at, line in enumerate(lines.lines):
        if line.aid is None:
            continue
        if any(each.is_salaries for each in lines.lines):
            ledger.given(
                f"ligne-{line.number}-aide", f"{_called(line)}, aide demandée", line.aid,
                note=_SALARY_CENTS if line.is_salaries else _ITS_PART, of=(weights[at],),
            )  # fmt: skip
            continue
        ledger.add(
            Figure(
                id=f"ligne-{line.number}-aide", name=f"{_called(line)}, aide demandée",
                value=line.aid, way="réparti", of=("aide", "limite-lignes"), rank=at,
            )
        )  # fmt: skip


def _limit(
    ledger: Ledger,
    lines: ClaimLines,
    made: list[tuple[str, str, str]],
    limit: Limit,
    counted: str,
) -> str:
    aid, terms = lines.review.aid, lines.review.terms
    value = Decimal(aid.limits[limit]) / 100
    if limit is Limit.KEY:
        return ledger.sum_of("limite-cle", "Plafond : parts de la clé", [one for _, one, _ in made])
    if limit is Limit.LINES:
        parts = [one for _, _, one in made]
        return ledger.sum_of("limite-lignes", "Plafond : clé et taux, ligne par ligne", parts)
    if limit is Limit.RATE:
        return ledger.add(
            Figure(
                id="limite-taux", name="Plafond : base × taux de la convention", value=value,
                way="taux", of=(counted,), rate=terms.rate,
                seen=(ledger.cell(terms.funder.row, "rate"),),
            )
        )  # fmt: skip
    if limit is Limit.PUBLIC_AID:
        whole = ledger.figures[counted].value * terms.highest_aid
        top = ledger.add(
            Figure(
                id="aides-publiques", name="Aide publique la plus haute sur cette base",
                value=whole.quantize(Decimal("0.01"), "ROUND_FLOOR"), way="taux", of=(counted,),
                rate=terms.highest_aid,
            )
        )  # fmt: skip
        others = ledger.given(
            "autres-aides",
            "Autres aides sur les mêmes dépenses",
            Decimal(aid.others) / 100,
            note="parts des clés aux autres financeurs, et « Règles des financeurs »",
        )
        return ledger.add(
            Figure(
                id="limite-publique", name="Plafond : aides publiques et autofinancement",
                value=value, way="différence", of=(top, others),
            )
        )  # fmt: skip
    if limit is Limit.GRANT:
        grant = ledger.given(
            "subvention", "Subvention accordée", Decimal(aid.grant or 0) / 100,
            note="« Financeurs », ou la somme de son budget",
            seen=[ledger.cell(terms.funder.row, "amount")],
        )  # fmt: skip
        before = ledger.given(
            "deja-demande", "Déjà demandé, rejets déduits", Decimal(aid.before or 0) / 100,
            note="montants déclarés et rejetés des demandes précédentes",
        )  # fmt: skip
        return ledger.add(
            Figure(
                id="limite-subvention", name="Plafond : reste de la subvention", value=value,
                way="différence", of=(grant, before),
            )
        )  # fmt: skip
    if limit is Limit.COMMENCEMENT:
        return ledger.given(
            "limite-debut", f"Plafond : {limit.value}", value, note="aucune aide"
        )  # fmt: skip
    return ledger.given(
        f"limite-{limit.name.casefold()}", f"Plafond : {limit.value}", value,
        note="« Échéancier rapports » et « Règles des financeurs »",
    )  # fmt: skip


def _by_poste(ledger: Ledger, lines: ClaimLines) -> None:
    groups: dict[str, list[ClaimLine]] = {}
    for line in lines.lines:
        groups.setdefault(fold(line.budget_line), []).append(line)
    for at, group in enumerate(groups.values(), start=1):
        name = f"Poste {typo(group[0].budget_line)}"
        bases = [f"ligne-{line.number}-base" for line in group]
        ledger.sum_of(f"poste-{at}-base", f"{name}, base présentée", bases)
        if lines.aid is not None:
            aids = [f"ligne-{line.number}-aide" for line in group]
            ledger.sum_of(f"poste-{at}-aide", f"{name}, aide demandée", aids)


def _called(line: ClaimLine) -> str:
    """« Ligne 3, pièce P07-25-003, Étude »; of a salary its initials and month, never a name."""
    if line.is_salaries:
        return f"Ligne {line.number}, frais de personnel"
    supplier, label = nature_of(line)
    said = ", ".join(each for each in (supplier, label) if each)
    number = "" if line.initials else f", pièce {line.expenses[0].number}"
    return hide_contacts(f"Ligne {line.number}{number}, {said}")


def _pieces(lines: ClaimLines) -> Iterator[ArchivedPiece]:
    for line in lines.lines:
        if is_salary(line.expenses[0].row):
            yield ArchivedPiece(
                name=f"{line.number:03d} bulletins de paie",
                target="",
                why_not="un bulletin de paie n’est pas copié : il est montré au contrôle",
            )
            continue
        filed: Filed
        for filed in line.filed:
            yield ArchivedPiece(name=filed.name, target=filed.target)


def _rules(books: Books, rules: FunderRules, *, on: date) -> Iterator[Mapping[str, str]]:
    terms = terms_of(books, rules, on=on)
    for rule, value in terms.values.items():
        yield {"regle": rule.value, "valeur": hide_contacts(value)}
