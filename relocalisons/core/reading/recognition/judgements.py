"""Pure: whether the contents of a column agree with a meaning, or forbid it."""

from dataclasses import dataclass

from relocalisons.core.kernel.model import Column, ColumnKind, Doubt
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.reading.cells.readers import read_emails, read_money, read_quantity
from relocalisons.core.reading.recognition.contents import Contents

_READ = (Doubt.CERTAIN, Doubt.ABOUT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well contents agree with a meaning (0–1), whether they forbid it, and what they are."""

    agreement: float
    vetoed: bool
    why: str


_NOTHING_SAID = 0.5
_HARDLY_FILLED, _HALF_FILLED = 0.25, 0.5
_LEAST = 0.5
_DOTTED = 0.8  # of the cells of a column, signs that tell a status by themselves


def judge(column: Column, contents: Contents, *, known: bool, is_weak: bool = False) -> Judgement:
    """What contents say of one meaning; `known`: its title is a word of it, not a guess.

    `is_weak`: that word means something else as often: a status or a date is then one by its cells.

    An empty column says nothing. Under a known title odd cells are doubts of their own, and only
    contents of another kind altogether forbid it.
    """
    if not contents.filled:
        why = f"vide sur {count_of(contents.rows, 'ligne')}" if contents.rows else "aucune ligne"
        return Judgement(_NOTHING_SAID, False, why)
    test = _TESTS.get(column.kind)
    if column.name in ("title", "decision", "risk", "label", "topic"):
        test = _judge_title
    if test is None:
        return Judgement(
            _NOTHING_SAID, False, count_of(contents.filled, "case remplie", "cases remplies")
        )
    # « Couleur » is no word of a status, but its signs and colours are what it promises.
    judged = test(contents, known=known or (is_weak and column.kind is ColumnKind.STATUS))
    is_told_by_cells = column.kind in (ColumnKind.STATUS, ColumnKind.DATE)
    if is_told_by_cells and is_weak and judged.agreement < _LEAST:
        return Judgement(judged.agreement, True, judged.why)
    return judged


def _judge_title(contents: Contents, *, known: bool) -> Judgement:
    share = contents.dates / contents.filled
    why = count_of(len(set(contents.comparable)), "texte différent", "textes différents")
    figures = max(contents.numbers, contents.money)
    vetoed = share > 0.3 or contents.links > 0.2 or figures > 0.6
    if not known:
        status = contents.statuses / contents.filled
        few = contents.letters < 0.8 or contents.length < 4 or contents.unique < 0.7
        vetoed = vetoed or few or status > 0.5
    elif contents.filled >= 8:
        vetoed = vetoed or contents.unique < 0.3
    if contents.filled < (_HARDLY_FILLED if known else _HALF_FILLED) * contents.rows:
        vetoed = True  # an axis merged downwards, a rare remark
    agreement = (contents.letters + contents.unique + min(contents.length / 20, 1)) / 3
    return Judgement(agreement, vetoed, why)


def _judge_id(contents: Contents, *, known: bool) -> Judgement:
    doubles = contents.filled - len(set(contents.comparable))
    vetoed = contents.ids < 0.7 or contents.money > 0.5
    vetoed = vetoed or doubles > (max(1, contents.filled // 10) if known else contents.filled // 10)
    why = count_of(len(set(contents.comparable)), "numéro différent", "numéros différents")
    if doubles > 1:
        why += f", {doubles} en double"
    return Judgement((contents.ids + contents.unique) / 2, vetoed, why)


def _judge_date(contents: Contents, *, known: bool) -> Judgement:
    dates = contents.dates + (contents.day_numbers if known else 0)
    share = dates / contents.filled
    why = f"{count_of(dates, 'date')} sur {contents.filled}"
    others = max(
        contents.statuses / contents.filled, contents.money, contents.marks, contents.links
    )
    if known:
        figures = contents.numbers - contents.day_numbers / contents.filled
        others = max(others, contents.durations, figures)
        return Judgement(share, share < 0.3 and others >= 0.7, why)
    return Judgement(share, share < 0.5 or others >= 0.7, why)


def _judge_status(contents: Contents, *, known: bool) -> Judgement:
    # A sign is a status under a title that says so.
    told = contents.statuses + (contents.signs if known else 0)
    share = told / contents.filled
    why = f"{count_of(told, 'statut')} sur {contents.filled}"
    different = len(set(contents.comparable))
    other = max(contents.numbers, contents.dates / contents.filled, contents.money)
    if known:
        return Judgement(share, other > 0.5 and share < 0.5, why)
    if contents.dots:
        share += contents.dots / contents.filled
        return Judgement(min(share, 1.0), share < _DOTTED, why)
    vetoed = share < 0.5 or different > max(8, contents.filled // 2)
    return Judgement(share, vetoed or contents.marks > 0.5 or other > 0.5, why)


def _judge_progress(contents: Contents, *, known: bool) -> Judgement:
    why = (
        f"{count_of(round(contents.shares * contents.filled), 'avancement')} sur {contents.filled}"
    )
    status = contents.statuses / contents.filled
    vetoed = contents.money > 0.3 or status >= 0.5 or contents.dates > 0.5 * contents.filled
    if not known:
        vetoed = vetoed or contents.shares < 0.7
    elif contents.marks < 0.5:
        # « état d'avancement » under which sentences stand is no figure.
        vetoed = vetoed or contents.shares < 0.3
    return Judgement(contents.shares, vetoed, why)


def _judge_owner(contents: Contents, *, known: bool) -> Judgement:
    status = contents.statuses / contents.filled
    vetoed = (
        contents.dates > 0.3 * contents.filled
        or contents.links > 0.5
        or contents.durations > 0.3
        or status >= 0.6
        or contents.numbers > 0.5
    )
    if not known:
        vetoed = vetoed or contents.words < 0.7 or contents.length > 80
    why = count_of(len(set(contents.comparable)), "nom différent", "noms différents")
    return Judgement(contents.words, vetoed, why)


def _judge_money(contents: Contents, *, known: bool) -> Judgement:
    read = sum(read_money(cell).doubt in _READ for cell in contents.cells) / contents.filled
    why = f"{count_of(round(read * contents.filled), 'montant')} sur {contents.filled}"
    vetoed = read < (0.1 if known else 0.4) or contents.dates > contents.filled / 2
    return Judgement(read, vetoed, why)


def _judge_number(contents: Contents, *, known: bool) -> Judgement:
    why = f"{count_of(round(contents.numbers * contents.filled), 'nombre')} sur {contents.filled}"
    return Judgement(contents.numbers, not known and contents.numbers < 0.5, why)


def _judge_quantity(contents: Contents, *, known: bool) -> Judgement:
    read = sum(read_quantity(cell).doubt in _READ for cell in contents.cells) / contents.filled
    why = f"{count_of(round(read * contents.filled), 'quantité')} sur {contents.filled}"
    return Judgement(read, not known and read < 0.5, why)


def _judge_email(contents: Contents, *, known: bool) -> Judgement:
    read = sum(read_emails(cell).doubt in _READ for cell in contents.cells) / contents.filled
    why = count_of(round(read * contents.filled), "adresse")
    return Judgement(read, not known and read < 0.5, why)


_TESTS = {
    ColumnKind.ID: _judge_id,
    ColumnKind.DATE: _judge_date,
    ColumnKind.STATUS: _judge_status,
    ColumnKind.PROGRESS: _judge_progress,
    ColumnKind.PERCENT: _judge_progress,
    ColumnKind.PARTNER: _judge_owner,
    ColumnKind.MONEY: _judge_money,
    ColumnKind.NUMBER: _judge_number,
    ColumnKind.QUANTITY: _judge_quantity,
    ColumnKind.EMAIL: _judge_email,
}
