"""Pure: reports and payment claims that a funder expects, by « Échéancier rapports »."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.calendar.deadlines import say_fixed, working_days
from relocalisons.core.kernel.model import Audience, Finding, Row, Severity, last_day
from relocalisons.core.kernel.wording import quote_cell
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_days,
    count_of,
    format_long_date,
    format_money,
    quote,
    typo,
    whole_euros,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.repayments.returned import ReturnedPaper, returned_papers
from relocalisons.core.money.repayments.unnoted import (
    UnnotedClaim,
    maybe_sent,
    unnoted_claims,
)
from relocalisons.core.money.review.shares import AidTerms, aid_terms
from relocalisons.core.money.twice.waiting import waiting_lines
from relocalisons.core.money.words.reports import (
    ReportStatus,
    ReportType,
    has_sent_day,
    is_balance,
    may_have_left,
    name_report,
    read_report_type,
    read_row_status,
)
from relocalisons.core.reading.cells.said import Said
from relocalisons.core.sources.thresholds import (
    BALANCE_NOTICE,
    CLAIM_PLANNED_WITHIN,
    MONTHLY_NOTICE,
    REPORT_NOTICE,
    days_in_force,
)


def find_claims(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """What is due soon or late; then evidence to hand in before a funder's own deadline.

    A line whose deadline cannot be read judges nothing: its cell is asked about. One of which
    nobody can tell whether it was sent is a doubt of its own once its day has passed.
    """
    programme = books.programme
    rows = programme.rows("report_schedule")
    return (
        *(each for row in rows for each in _due(row, books=books, as_of=as_of)),
        *(_say_returned(each, books=books, as_of=as_of) for each in returned_papers(books)),
        *(each for funder in books.funders for each in _evidence(funder, books, as_of=as_of)),
        *_unnoted(books),
        *_unplanned(books, as_of=as_of),
    )


def _due(row: Row, *, books: Books, as_of: date) -> Iterator[Finding]:
    typed, kind = row.text("funder") or "", row.text("type") or ""
    deadline, said = last_day(row.reading("deadline")), row.said("type", read_report_type).value
    status = read_row_status(row)
    if status.value is ReportStatus.RETURNED:
        return
    settled = _is_settled(row, status)
    doubtful = row.is_doubtful("status") or status.doubtful
    unsure = settled and doubtful and not has_sent_day(row)
    if deadline is None or (settled and not (unsure and deadline < as_of)):
        return
    parameters = books.programme.parameters
    told_from = MONTHLY_NOTICE if said is ReportType.MONTHLY else REPORT_NOTICE
    notice = days_in_force(parameters, BALANCE_NOTICE if is_balance(kind) else told_from)
    days = (as_of - deadline).days
    if -days > notice:
        return
    funder = next((each for each in books.funders if _names(typed, each)), None)
    code = funder.code if funder else typed
    end = last_day(row.reading("period_end")) or deadline
    claim = said is ReportType.CLAIM
    whom = typo(funder.name if funder else typed)
    what = f"{name_report(kind)}, {whom}"
    when = say_fixed(deadline, told_on=as_of, calendar=working_days(books.programme))
    was = format_long_date(deadline, weekday=True)
    if unsure:
        yield _unsure(row, code=code, what=what, was=was, days=days, end=end, deadline=deadline)
        return
    late = f"était à rendre le {was}{NBSP}: {count_days(days)} de retard"
    yield Finding(
        kind=MoneyKind.CLAIM_DUE if claim else MoneyKind.REPORT_DUE,
        subject=f"{code}/{fold(kind)}/{end}",
        partner=None,
        severity=Severity.ALERT if days > 0 or (claim and -days <= 7) else Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{what} (période jusqu’au {format_long_date(end)})"
        + (f" {late}." if days > 0 else f" à rendre au plus tard le {when}."),
        action=f"Envoyer, puis noter la date dans {quote('Envoyé le')}{THIN}; si un délai a été "
        "obtenu, changer l’échéance.",
        label=f"{code} – {name_report(kind, end)}",
        evidence=(row.place.cell("deadline"), row.place.cell("status")),
        due=deadline,
        days=days,
    )


def _say_returned(paper: ReturnedPaper, *, books: Books, as_of: date) -> Finding:
    """Who asks, what, in the words of its row, and by which day; who pays waits for nothing else.

    A delay (« sous quinze jours ») counts from the day it was read: the act says which day it is.
    """
    row, day = paper.row, paper.fixed_day()
    funder = books.funder(paper.funder)
    code, name = typo(paper.funder), name_report(row.text("type") or "", paper.end)
    sent = row.last_day("sent_on")
    left = f", envoi du {format_long_date(sent)}" if sent else ""
    until = f", pour le {format_long_date(day)} au plus tard" if day else ""
    if day is None and paper.due(since=as_of) is None:
        until = f"{THIN}; aucun délai n’est noté, cela presse"
    more = (
        ""
        if row.plain("comment")
        else f" Noter ce qui est demandé, et pour quel jour, dans {quote('Commentaire')}."
    )
    return Finding(
        kind=MoneyKind.PAPER_RETURNED,
        subject=paper.subject,
        partner=None,
        severity=Severity.ALERT,
        audience=Audience.COORDINATION,
        title=f"{typo(funder.name) if funder else code} demande des compléments sur {name}{left}"
        f"{NBSP}: {quote_cell(paper.said, limit=200)}{until}.",
        action="Réunir ce que le financeur demande, le renvoyer, puis écrire "
        f"{quote('envoyé')} dans {quote('Statut')}.{more}",
        label=f"{code} – {name}",
        evidence=(row.place.cell("status"),),
        due=day,
        days=(as_of - day).days if day else None,
    )


def _unsure(
    row: Row, *, code: str, what: str, was: str, days: int, end: date, deadline: date
) -> Finding:
    """A date that has passed is not kept because nobody can read whether the paper left."""
    kind = row.text("type") or ""
    return Finding(
        kind=MoneyKind.REPORT_UNSURE,
        subject=f"{code}/{fold(kind)}/{end}",
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{what} (période jusqu’au {format_long_date(end)}) était à rendre le {was}, et "
        f"{quote_cell(row.text('status') or '')} ne dit pas si c’est parti.",
        action=f"Retrouver l’accusé et noter la date dans {quote('Envoyé le')}{THIN}; sinon, "
        "l’envoyer.",
        label=f"{code} – {name_report(kind, end)}",
        evidence=(row.place.cell("deadline"), row.place.cell("status")),
        due=deadline,
        days=days,
    )


def _unnoted(books: Books) -> Iterator[Finding]:
    aid = aid_terms(books)
    for claim in unnoted_claims(books, shares=aid.shares):
        yield _say_unnoted(claim, aid)


def _say_unnoted(claim: UnnotedClaim, aid: AidTerms) -> Finding:
    """No line says that it was in it, or some do that do not make up what was asked."""
    many = count_of(len(claim.lines), "dépense payée", "dépenses payées")
    code, first = typo(claim.funder.code), claim.lines[0].row
    parts = (dict(aid.shares(one)).get(claim.funder.code, Decimal(0)) for one in claim.lines)
    euros = format_money(whole_euros(sum(parts, Decimal(0))))
    if claim.noted:
        said = "la dit" if claim.noted == 1 else "la disent"
        what = f"{count_of(claim.noted, 'dépense')} {said} dans {quote('Déclaré dans')}, mais pas "
        what += f"{count_of(len(claim.lines), 'autre payée', 'autres payées')} jusque-là ({euros} "
        what += f"d’aide){NBSP}: la demande suivante ne les compte pas tant que ce n’est pas noté"
        rest = f"{THIN}; si les autres n’y étaient pas, noter {quote('Montant demandé')} dans "
        rest += f"{quote('Échéancier rapports')}, ou décider {quote('sans objet')} ici"
    else:
        what = f"aucune des {many} jusque-là ne dit qu’elle y était{NBSP}: la demande suivante les "
        what += "compterait encore"
        rest = ""
    return Finding(
        kind=MoneyKind.CLAIM_UNNOTED,
        subject=claim.subject,
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{claim.name}, {typo(claim.funder.name)}, est {claim.left}, et {what}.",
        action=f"Noter son nom dans {quote('Déclaré dans')} de {quote('Dépenses')}, sur chaque "
        f"ligne qu’elle portait{rest}.",
        label=f"{code} – {claim.name}",
        headline=f"{many} avant {code} – {claim.name}, {claim.left}",
        evidence=(claim.row.place.cell("sent_on"), first.place.cell("claim")),
        detail=f"Pièces{NBSP}: "
        + quote_cell(", ".join(one.number for one in claim.lines), limit=200),
    )


def _unplanned(books: Books, *, as_of: date) -> Iterator[Finding]:
    """Funders that were paid for and will be asked for nothing, as « Échéancier rapports » stands.

    A claim still to be sent, or of which nobody can tell, is enough to say nothing.
    """
    delay = timedelta(days=days_in_force(books.programme.parameters, CLAIM_PLANNED_WITHIN))
    rows = books.programme.rows("report_schedule")
    planned = [fold(row.plain("funder")) for row in rows if _may_be_a_claim_to_come(row)]
    aid = aid_terms(books)
    in_doubt = maybe_sent(books, shares=aid.shares)
    for funder in books.funders:
        if not {fold(funder.code), fold(funder.name)}.isdisjoint(planned):
            continue
        waiting = [
            (day, one)
            for one in _undeclared(books, funder.code)
            if (funder.code, one.subject) not in in_doubt
            and (day := one.day("paid_on")) is not None
            and day <= as_of
        ]
        euros = sum((dict(aid.shares(one)).get(funder.code, Decimal(0)) for _, one in waiting))
        first = min(waiting, key=lambda each: each[0], default=None)
        if first is None or first[0] > as_of - delay or not euros:
            continue
        code, since = typo(funder.code), format_long_date(first[0])
        yield Finding(
            kind=MoneyKind.CLAIM_UNPLANNED,
            subject=funder.code,
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"{typo(funder.name)}{NBSP}: {format_money(whole_euros(euros))} d’aide sur "
            f"{count_of(len(waiting), 'dépense payée', 'dépenses payées')} depuis le {since}, et "
            "aucune demande n’est prévue.",
            action=f"Ajouter la demande et son échéance dans {quote('Échéancier rapports')}"
            f"{THIN}; si ce financeur paie au vu d’un rapport, y noter {quote('Montant demandé')}, "
            f"ou décider {quote('sans objet')}.",
            label=f"{code} – Aucune demande prévue",
            headline=f"aucune demande prévue pour {format_money(whole_euros(euros))} de {code}",
            evidence=(first[1].row.place.cell("claim"),),
            days=(as_of - first[0]).days,
        )


def _may_be_a_claim_to_come(row: Row) -> bool:
    said = row.said("type", read_report_type)
    status = read_row_status(row)
    is_claim = said.value is ReportType.CLAIM or said.may_be(ReportType.CLAIM)
    is_claim = is_claim or row.decimal("requested") is not None  # a report that asks money
    return is_claim and not (_is_settled(row, status) and not status.doubtful)


def _undeclared(books: Books, funder: str) -> Iterator[Expense]:
    """What that funder pays a share of, was paid, and no claim has; of one on two lines, one."""
    waiting = waiting_lines(books.programme)
    for one in books.expenses:
        shares = one.key is not None and one.key.share(funder) > 0
        paid = one.day("paid_on") is not None and one.subject not in waiting
        if shares and paid and not one.is_refused and not is_in_a_claim(one, funder):
            yield one


def _evidence(funder: FunderRules, books: Books, *, as_of: date) -> Iterator[Finding]:
    """Paid and not declared while the last day for evidence comes near, and once it is past.

    Past it, the money is lost unless the funder grants more time: it is not silently forgotten.
    """
    last = funder.evidence_deadline
    notice = days_in_force(books.programme.parameters, REPORT_NOTICE)
    if last is None or (last - as_of).days > notice:
        return
    waiting = list(_undeclared(books, funder.code))
    if not waiting:
        return
    many = len(waiting) > 1
    said = f"{count_of(len(waiting), 'dépense payée', 'dépenses payées')} "
    said += f"{'ne sont' if many else 'n’est'} dans aucune demande"
    past = as_of > last
    limit = say_fixed(last, told_on=as_of, calendar=working_days(books.programme))
    yield Finding(
        kind=MoneyKind.CLAIM_DUE,
        subject=f"{funder.code}/justificatifs/{last}",
        partner=None,
        severity=Severity.ALERT,
        audience=Audience.COORDINATION,
        title=f"{typo(funder.name)}{NBSP}: les justificatifs "
        f"{_expected(last, limit=limit, past=past)}, et "
        f"{said}.",
        action="Demander tout de suite au financeur s’il les accepte encore."
        if past
        else "Déclarer ces dépenses, ou demander une prorogation avant cette date.",
        label=f"{funder.code} – Date limite des justificatifs",
        evidence=(
            funder.row.place.cell("evidence_deadline"),
            *(each.row.place.cell("claim") for each in waiting[:10]),
        ),
        due=last,
        days=(as_of - last).days,
        detail=f"Pièces{NBSP}: {quote_cell(', '.join(each.number for each in waiting), limit=200)}",
    )


def _expected(last: date, *, limit: str, past: bool) -> str:
    if past:
        return f"étaient attendus le {format_long_date(last)} au plus tard"
    return f"sont attendus au plus tard le {limit}"


def _names(typed: str, funder: FunderRules) -> bool:
    return fold(typed) in (fold(funder.code), fold(funder.name))


def _is_settled(row: Row, status: Said[ReportStatus]) -> bool:
    """Sent or not owed any more, or noted in a way that may mean it."""
    return may_have_left(row, status) or row.is_doubtful("status")
