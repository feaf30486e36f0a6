"""Pure: how much of a person a post pays for: a month of pay, or a fixed share that was accepted.

A pay slip tells the hours of its month, a work contract those of every month that it holds, a
mission letter the share (décret 2022-608, annex); all may stand beside another line of the person.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_money,
    format_month,
    format_percent,
    quote,
    typo,
    with_de,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.posts.papers import Paper, Papers, each_name, texts_of
from relocalisons.core.money.review.terms import rule_row
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.people import (
    charged_share,
    day_accepted,
    fixed_share,
    is_accepted,
    is_same_person,
    month_cost,
    names_person,
    whom_named,
)
from relocalisons.core.money.words.pieces import (
    PieceNature,
)


def fixed_names(review: Review) -> frozenset[str]:
    """Partners or persons with a fixed share of time, as « Quotité fixe » names them."""
    said = review.terms.value(GrantRule.FIXED_SHARE) or ""
    names = (each.partition("%")[0].rstrip(" 0123456789.,") for each in each_name(said))
    return frozenset(fold(name) for name in names if name.strip())


def has_fixed_share(expense: Expense, names: frozenset[str], papers: Papers) -> bool:
    """Whether a share stands for time sheets: by the rule, or by a letter beside the line."""
    named = any(names_person(name, *texts_of(expense)) for name in names)
    beside = any(
        each.nature is PieceNature.MISSION and each.number == fold(expense.number)
        for each in papers.papers
    )
    return named or beside or fold(expense.partner or "") in names


def judge_fixed_share(expense: Expense, review: Review, papers: Papers) -> Iterator[Remark]:
    """A share beyond the accepted one, a letter that nobody accepted, a funder that takes none."""
    day = expense.day("invoice_date")
    letters = _letters_of(expense, papers)
    month = day.replace(day=1) if day is not None else None
    held = [each for each in letters if month is None or each.holds(month)]
    if letters and not held:
        yield _of_letter(
            letters[0], Verdict.HELD,
            f"la lettre de mission ne vaut pas en {format_month(month)}"
            if month is not None
            else "la lettre de mission ne vaut pas ce mois",
            "joindre la lettre qui vaut ce mois",
        )  # fmt: skip
        return
    other = whom_named(held[-1].note) if held else None
    supplier = expense.row.text("supplier") or ""
    if (
        other is not None
        and not is_same_person(other, supplier)
        and not names_person(supplier, held[-1].words)
    ):
        yield _of_letter(
            held[-1], Verdict.HELD, f"la lettre de mission est celle {with_de(other)}",
            "joindre la lettre de cette personne",
        )  # fmt: skip
        return
    if held and is_accepted(held[-1].words) is False:
        yield _of_letter(
            held[-1], Verdict.HELD, "le financeur n’a pas accepté la lettre de mission",
            "joindre l’accord du financeur, ou des feuilles de temps signées",
        )  # fmt: skip
        return
    yield from _made_late(held, month)
    is_sure = bool(held) and is_accepted(held[-1].words) is True
    if not is_sure and not review.terms.takes_letters:
        yield Remark(
            verdict=Verdict.HELD, kind="fixed_share", why="ce financeur demande des feuilles de "
            "temps signées, et rien ne dit qu’il a accepté une quotité fixe",
            action="joindre son accord, ou faire signer la feuille de temps", columns=("type",),
            source=rule_row(GrantRule.TIME_PROOF),
        )  # fmt: skip
        return
    if held and not is_sure:
        yield _of_letter(
            held[-1], Verdict.UNVERIFIED, "rien ne dit que le financeur a accepté la quotité",
            "vérifier son accord dans la lettre de mission, et le noter",
        )  # fmt: skip
    yield from _beyond(expense, held, papers)


def _made_late(held: Sequence[Paper], month: date | None) -> Iterator[Remark]:
    """A letter signed once the month was over: nobody had that mission yet; an accord that came
    afterwards is to be read."""
    if month is None or not held:
        return
    end = last_day_of(month)
    made = [each.made for each in held if each.made is not None and each.made > end]
    if len(made) == len(held):
        yield _of_letter(
            held[-1], Verdict.HELD,
            f"la lettre de mission est du {format_long_date(made[-1])}, après le mois couvert",
            "joindre une lettre signée avant, ou des feuilles de temps de ce mois",
        )  # fmt: skip
        return
    told = (day_accepted(each.words) for each in held)
    accepted = [day for day in told if day is not None and day > end]
    if len(accepted) == len(held):
        yield _of_letter(
            held[-1], Verdict.UNVERIFIED,
            f"le financeur a accepté la quotité le {format_long_date(accepted[-1])}, après ce mois",
            "vérifier depuis quand son accord vaut",
        )  # fmt: skip


def last_day_of(month: date) -> date:
    """The last day of a month, given by any day of it."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def judge_pay_ceiling(expense: Expense, review: Review) -> Iterator[Remark]:
    """A month of pay above what the convention lets one cost."""
    net, rule = expense.amount(), GrantRule.MONTHLY_MOST
    most = review.terms.amount_on(rule, expense.day("invoice_date"))
    if expense.kind is ExpenseKind.SALARY and net is not None and most is not None and net > most:
        yield Remark(
            verdict=Verdict.REDUCED, kind="pay_ceiling", kept=cents(most),
            why=f"la convention limite un mois de salaire à {format_money(most, cents=True)}",
            action="corriger le salaire imputé", columns=("amount",), source=rule_row(rule),
        )  # fmt: skip


def judge_shares(
    expenses: Iterable[Expense], papers: Papers
) -> dict[str, tuple[Remark, ...]]:  # fmt: skip
    """By subject, the lines whose fixed shares of one person and month make more than all of it.

    The first ones keep theirs (declared before, else the letter made first); a share is told by
    the label, the slip or the letter, whichever funder pays it.
    """
    groups: dict[tuple[str, date], list[tuple[Expense, Decimal]]] = {}
    for each in expenses:
        share, day = _share_of(each, papers), each.day("invoice_date")
        name = each.row.text("supplier")
        if share is None or day is None or not name:
            continue
        month = day.replace(day=1)
        same = ((who, on) for who, on in groups if on == month and is_same_person(who, name))
        groups.setdefault(next(same, (name, month)), []).append((each, share))
    found: dict[str, tuple[Remark, ...]] = {}
    for (_, month), group in groups.items():
        total, left = sum((share for _, share in group), Decimal(0)), Decimal(1)
        if total <= 1:
            continue
        for expense, share in sorted(group, key=lambda each: _rank(each[0], papers)):
            kept, left = min(share, left), left - min(share, left)
            if kept == share:
                continue
            net = expense.amount() or Decimal(0)
            found[expense.subject] = (
                Remark(
                    verdict=Verdict.REDUCED, kind="fixed_share", kept=cents(net * kept / share),
                    why=f"les quotités d’une même personne font {format_percent(total)} en "
                    f"{format_month(month)}, il en reste {format_percent(kept)}",
                    action="corriger les quotités entre projets", columns=("label",),
                    source=quote("Dépenses"),
                ),
            )  # fmt: skip
    return found


def _share_of(expense: Expense, papers: Papers) -> Decimal | None:
    """The share of somebody's month that a line pays, where its label, slip or letter tells it."""
    slips = (each for each in expense.pieces.notes if each.nature is PieceNature.PAYSLIP)
    letters = (each.words for each in _letters_of(expense, papers))
    told = (
        fixed_share(expense.row.text("label")),
        *(charged_share(each.text) for each in slips),
        *map(fixed_share, letters),
    )
    return next((each for each in told if each is not None), None)


def _rank(expense: Expense, papers: Papers) -> tuple[bool, date, str]:
    made = [each.made for each in _letters_of(expense, papers) if each.made is not None]
    return not expense.row.text("claim"), min(made, default=date.max), expense.subject


def _letters_of(expense: Expense, papers: Papers) -> list[Paper]:
    number = fold(expense.number)
    beside = [each for each in papers.papers if each.number == number]
    mine = [each for each in beside if each.nature is PieceNature.MISSION]
    if mine:
        return mine
    supplier = expense.row.text("supplier")
    return papers.letters(supplier) if supplier else []


def _beyond(expense: Expense, letters: Sequence[Paper], papers: Papers) -> Iterator[Remark]:
    net = expense.amount()
    told = [(share, each) for each in letters if (share := fixed_share(each.words)) is not None]
    by_rule = next(
        (share for name, share in papers.rule.items() if names_person(name, *texts_of(expense))),
        None,
    )
    accepted = told[-1][0] if told else by_rule
    slip = next(
        (
            each
            for each in papers.papers
            if each.nature is PieceNature.PAYSLIP and each.number == fold(expense.number)
        ),
        None,
    )
    words = slip.words if slip is not None else None
    charged = fixed_share(expense.row.text("label")) or charged_share(words)
    cost = month_cost(words)
    if accepted is None or not net or (charged is None and cost is None):
        return
    most = cost * accepted if cost is not None else net * accepted / (charged or accepted)
    if cents(most) >= cents(net):
        return
    said = f"{format_percent(charged)} sont imputés, " if charged is not None else ""
    yield Remark(
        verdict=Verdict.REDUCED, kind="fixed_share", kept=cents(most),
        why=f"{said}la quotité acceptée est de {format_percent(accepted)}, soit "
        f"{format_money(most, cents=True)}",
        action="corriger le montant, ou joindre l’accord sur la nouvelle quotité",
        columns=("amount",), cells=(told[-1][1].cell,) if told else (),
        source=quote("Lettre de mission") if told else rule_row(GrantRule.FIXED_SHARE),
    )  # fmt: skip


def _of_letter(letter: Paper, verdict: Verdict, why: str, action: str) -> Remark:
    return Remark(
        verdict=verdict, kind="fixed_share", why=typo(why), action=action, columns=("type",),
        cells=(letter.cell,), source=quote("Lettre de mission"),
    )  # fmt: skip
