"""Pure: supporting documents, timesheets and pay slips that an expense should have and lacks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from relocalisons.core.kernel.model import (
    Audience,
    Doubt,
    Finding,
    Row,
    Severity,
)
from relocalisons.core.kernel.wording import say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_month,
    join_words,
    quote,
    shorten,
    typo,
    with_de,
)
from relocalisons.core.money.books import Books
from relocalisons.core.money.evidence import (
    EvidenceRules,
    Piece,
    is_kept_whole,
    missing_pieces,
    months_paid,
)
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.expense_wording import about_expense, say_expense
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.pieces.documents import drive_names, note_instead
from relocalisons.core.money.twice.waiting import waiting_lines
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.sources.thresholds import (
    PROOF_DELAY,
    QUOTE_FROM,
    days_in_force,
    value_in_force,
)

_SAID = {
    Piece.INVOICE: "le justificatif",
    Piece.PROOF_OF_PAYMENT: "la preuve de paiement",
    Piece.PAYSLIP: "le bulletin de paie",
    Piece.QUOTE: "le devis",
    Piece.TYPE: "le type de dépense (facture, salaire, déplacement ou forfait)",
}

_LONGEST_NOTE = 60
Month = tuple[str, date]  # partner, first day of the month


def find_evidence(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """Expenses that lack a piece, then months of salary without a signed timesheet.

    Of an expense on two lines one is to be struck: no piece is asked for that one.
    """
    twice = waiting_lines(books.programme)
    delay = timedelta(days=days_in_force(books.programme.parameters, PROOF_DELAY))
    return (
        *(
            _missing(expense, pieces, books=books)
            for expense, pieces in _lacking(books, proof_delay=delay, as_of=as_of)
            if expense.subject not in twice
        ),
        *_timesheets(books, as_of=as_of),
    )


def lacking_expenses(books: Books, *, as_of: date) -> frozenset[str]:
    """The subjects of the expenses that lack a piece, also a proof that is not asked for yet."""
    lacking = _lacking(books, proof_delay=timedelta(0), as_of=as_of)
    return frozenset(expense.subject for expense, _ in lacking)


def without_lacking(
    resolved: Iterable[Finding], books: Books, *, as_of: date
) -> tuple[Finding, ...]:
    """Of what was resolved, what may be told as « réglé »: an expense is, with all its pieces."""
    lacking = lacking_expenses(books, as_of=as_of)
    kinds = (MoneyKind.EVIDENCE_MISSING, MoneyKind.EXPENSE_UNPAID)
    return tuple(
        one
        for one in resolved
        if one.kind not in kinds or "/".join(one.subject.split("/")[:2]) not in lacking
    )


def _lacking(
    books: Books, *, proof_delay: timedelta, as_of: date
) -> Iterator[tuple[Expense, tuple[Piece, ...]]]:
    parameters, files = books.programme.parameters, drive_names(books.programme)
    quote_from = value_in_force(parameters, QUOTE_FROM)
    rules = EvidenceRules(quote_from=quote_from, proof_delay=proof_delay)
    for expense in books.expenses:
        pieces = missing_pieces(expense, rules=rules, files=files, as_of=as_of)
        if pieces:
            yield expense, pieces


def _missing(expense: Expense, pieces: tuple[Piece, ...], *, books: Books) -> Finding:
    words = join_words([_SAID[piece] for piece in pieces])
    contact = say_contact(books.programme, expense.partner)
    if pieces == (Piece.TYPE,):
        return about_expense(
            expense,
            MoneyKind.EVIDENCE_MISSING,
            severity=Severity.WATCH,
            title=f"{say_expense(expense)}{NBSP}: sans type de dépense, personne ne sait quelles "
            "pièces sont exigées.",
            action=f"Demander à {contact} de préciser le type.",
            ask=f"Précisez {words}, pour que nous sachions quelles pièces garder.",
            columns=("type",),
            what="type à préciser",
        )
    instead = _instead(expense, pieces, books)
    return about_expense(
        expense,
        MoneyKind.EVIDENCE_MISSING,
        severity=Severity.WATCH,
        title=f"{say_expense(expense)}{NBSP}: il manque {words}{instead}.",
        action=f"Demander à {contact} de déposer {words} dans le Drive et d’en coller le lien.",
        ask=f"Déposez {words} dans votre dossier du Drive et collez-en le lien dans la ligne"
        f"{instead}.",
        columns=tuple(piece.value for piece in pieces),
        what="pièces manquantes",
    )


def _instead(expense: Expense, pieces: tuple[Piece, ...], books: Books) -> str:
    """« (la case dit « envoyé par mail à Hélène », pas dans le Drive) »; of pay, no word of it."""
    if expense.kind is ExpenseKind.SALARY:
        return ""
    files = drive_names(books.programme)
    notes = (note_instead(expense.row, each.value, files=files) for each in pieces)
    said = [quote(typo(shorten(each, limit=_LONGEST_NOTE))) for each in notes if each]
    if not said:
        return ""
    return f" (la case dit {join_words(list(dict.fromkeys(said)))}, pas dans le Drive)"


def _timesheets(books: Books, *, as_of: date) -> Iterator[Finding]:
    paid: defaultdict[Month, list[Expense]] = defaultdict(list)
    for expense in books.expenses:
        day = expense.day("invoice_date")
        if expense.kind is not ExpenseKind.SALARY or expense.is_refused or expense.is_planned:
            continue
        # What its funder has retained in whole lacks nothing any more.
        if expense.partner and day is not None and day <= as_of and not is_kept_whole(expense):
            for month in months_paid(expense):
                paid[expense.partner, month].append(expense)
    sheets, unsure = _sheets(books)
    for (partner, month), expenses in paid.items():
        rows = sheets.get((partner, month), [])
        if not rows and partner in unsure:
            if any(map(_may_be_signed, unsure[partner])):
                continue  # a line whose month cannot be read may be that one
            rows = unsure[partner]  # or it is not: whichever it is, it is not signed
        unsigned = [row for row in rows if not _may_be_signed(row)]
        if rows and not unsigned:
            continue
        yield _no_timesheet(partner, month, unsigned=unsigned, expenses=expenses, books=books)


def _sheets(books: Books) -> tuple[dict[Month, list[Row]], dict[str, list[Row]]]:
    """The lines of « Temps passé » by partner and month; by partner those of a month in doubt."""
    programme = books.programme
    found: dict[Month, list[Row]] = {}
    unsure: dict[str, list[Row]] = {}
    for row in programme.rows("timesheets"):
        partner, month = programme.whose(row), row.last_day("month")
        if partner is None:
            continue
        if month is not None:
            found.setdefault((partner, month.replace(day=1)), []).append(row)
        else:
            unsure.setdefault(partner, []).append(row)
    return found, unsure


def _may_be_signed(row: Row) -> bool:
    """Signed, or written in a way that only a person can tell."""
    doubt = row.reading("signed").doubt
    return row.says_yes("signed") or doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE)


def _no_timesheet(
    partner: str, month: date, *, unsigned: list[Row], expenses: list[Expense], books: Books
) -> Finding:
    name, contact = say_partner(books.programme, partner), say_contact(books.programme, partner)
    when = with_de(format_month(month))
    if unsigned:
        problem = "la feuille de temps n’est pas signée"
        ask = f"Faites signer la feuille de temps {when}, puis notez « oui » dans la case "
        ask += f"{quote('Signé')}."
        evidence = tuple(row.place.cell("signed") for row in unsigned)
    else:
        problem = f"aucune ligne n’est dans {quote('Temps passé')}"
        ask = f"Remplissez et faites signer la feuille de temps {when}{NBSP}: un salaire de ce "
        ask += "mois est dans vos dépenses du programme."
        evidence = tuple(each.row.place.cell("type") for each in expenses)
    return Finding(
        kind=MoneyKind.TIMESHEET_MISSING,
        subject=f"{books.programme.keyed_as(expenses[0].row)}/{month:%Y-%m}",
        partner=partner,
        severity=Severity.WATCH,
        audience=Audience.PARTNER,
        title=f"{name}{NBSP}: un salaire {when} est dans {quote('Dépenses')} et {problem}.",
        action=f"Demander à {contact} la feuille de temps signée {when}.",
        label=f"{partner} – Feuille de temps {when}",
        evidence=evidence,
        ask=typo(ask),
    )
