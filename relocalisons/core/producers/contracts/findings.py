"""Pure: growing contracts to sign, to complete, to renew or to stop in time."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import say_fixed, working_days
from relocalisons.core.kernel.model import (
    Audience,
    Finding,
    FindingKind,
    Programme,
    Severity,
    first_day,
)
from relocalisons.core.kernel.wording import label_of, say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    format_long_date,
    join_words,
    quote,
)
from relocalisons.core.producers.contracts.life import CLAUSES, Term, clause_gaps, stage_of, term_of
from relocalisons.core.producers.contracts.words import BEFORE_SIGNATURE, RUNNING, Renewal, Stage
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.rows import ContractSheet, contract_sheets, is_empty
from relocalisons.core.producers.rules import Duty, clause_rule
from relocalisons.core.sources.thresholds import (
    RENEWAL_NOTICE,
    SIGNATURE_NOTICE,
    days_in_force,
)

LAWYER = "à vérifier par l’expert juridique"


def find_contracts(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """What the life of each growing contract asks for; a cell in doubt makes no finding."""
    found: list[Finding] = []
    for sheet in contract_sheets(programme):
        stage = stage_of(sheet.contract)
        if stage in (None, Stage.CLOSED, Stage.BROKEN):
            continue
        found.extend(_unsigned(sheet, stage, programme, as_of=as_of))
        if stage is not Stage.PROSPECT and stage is not Stage.INTENTION:
            found.extend(_clauses(sheet, programme))
        if stage in RUNNING:
            found.extend(_renewal(sheet, programme, as_of=as_of))
    return tuple(found)


def _unsigned(
    sheet: ContractSheet, stage: Stage, programme: Programme, *, as_of: date
) -> Iterator[Finding]:
    """Before its first day a contract bears two signatures, or it is no growing contract."""
    start = first_day(sheet.contract.start)
    if start is None or (start - as_of).days > days_in_force(
        programme.parameters, SIGNATURE_NOTICE
    ):
        return
    missing = [
        who
        for column, who in (("producer_signed", "du producteur"), ("buyer_signed", "de l’acheteur"))
        if is_empty(sheet.row, column)
    ]
    before = stage in BEFORE_SIGNATURE
    if not before and not missing:
        return
    began = start <= as_of
    when = f"{'a commencé' if began else 'commence'} le {format_long_date(start)}"
    state = (
        f"n’est pas signé (étape{NBSP}: {quote(stage.value)})"
        if before
        else f"est dit {quote(stage.value)} sans date de signature {join_words(missing)}"
    )
    theirs = stage is Stage.SIGNING and is_empty(sheet.row, "producer_signed")
    yield _about(
        ProducerKind.CONTRACT_UNSIGNED,
        sheet,
        severity=Severity.ALERT if began and before else Severity.WATCH,
        title=f"{_name(sheet, programme)} {when} et {state}.",
        action=(
            f"Faire signer le contrat par {say_contact(programme, sheet.contract.producer)} et par "
            "l’acheteur avant la plantation, ou reporter son début."
            if before
            else "Retrouver l’exemplaire signé et noter la date de chaque signature."
        ),
        columns=("stage", "start", "producer_signed", "buyer_signed"),
        due=start,
        ask=f"Votre contrat {_label(sheet)} {when} et nous n’avons pas votre signature. "
        f"Pouvez-vous le signer, ou nous dire ce qui reste à régler{THIN}?"
        if theirs
        else "",
    )


def _clauses(sheet: ContractSheet, programme: Programme) -> Iterator[Finding]:
    gaps = clause_gaps(sheet.row)
    if not gaps.numbers:
        return
    rule = clause_rule(programme, sheet.contract.supply_chain)
    names = [f"{quote(CLAUSES[number - 1][1])} (n°{NBSP}{number})" for number in gaps.numbers]
    status = {
        Duty.REQUIRED: f"clauses en principe obligatoires dans cette filière ({rule.source})",
        Duty.ADVISED: f"clauses recommandées dans cette filière ({rule.source})",
        Duty.UNKNOWN: f"le statut des clauses dans cette filière est à préciser ({rule.source})",
    }[rule.duty]
    many = len(names) > 1
    yield _about(
        ProducerKind.CLAUSE_TO_CHECK,
        sheet,
        severity=Severity.INFO if rule.duty is Duty.ADVISED else Severity.WATCH,
        title=f"{_name(sheet, programme)}{NBSP}: {'clauses' if many else 'clause'} "
        f"{join_words(names)} {LAWYER}.",
        action=f"Transmettre le contrat à l’expert juridique{THIN}; {status}.",
        columns=tuple(CLAUSES[number - 1][0] for number in gaps.numbers),
        detail=_gap_words(gaps.absent, "absente", "absentes")
        + _gap_words(gaps.to_review, "à revoir", "à revoir")
        + _gap_words(gaps.empty, "non renseignée", "non renseignées"),
    )


def _renewal(sheet: ContractSheet, programme: Programme, *, as_of: date) -> Iterator[Finding]:
    term = term_of(sheet)
    if term is None or (term.deadline - as_of).days > days_in_force(
        programme.parameters, RENEWAL_NOTICE
    ):
        return
    # Once its notice is past, a tacit renewal can no longer be stopped: nothing is left to do.
    if term.renewal == Renewal.TACIT and term.deadline < as_of:
        return
    yield _about(
        ProducerKind.CONTRACT_RENEWAL,
        sheet,
        severity=Severity.WATCH if term.deadline < as_of else Severity.INFO,
        title=f"{_name(sheet, programme)} "
        f"{_term_words(term, calendar=working_days(programme), as_of=as_of)}.",
        action=_term_action(term, programme, sheet),
        columns=("end", "renewal", "notice_days"),
        due=term.deadline,
        ask=f"Votre contrat {_label(sheet)} arrive à son terme le {format_long_date(term.end)}. "
        f"Souhaitez-vous le renouveler pour la prochaine saison{THIN}?"
        if term.renewal == Renewal.EXPRESS
        else "",
    )


def _limit(term: Term, *, calendar: WorkCalendar, as_of: date) -> str:
    """The last day of the notice; fixed by the contract, so told beside the working day before."""
    if term.deadline < as_of:
        return format_long_date(term.deadline)
    return say_fixed(term.deadline, told_on=as_of, calendar=calendar)


def _term_words(term: Term, *, calendar: WorkCalendar, as_of: date) -> str:
    ended = term.end < as_of
    ends = f"{'est arrivé' if ended else 'arrive'} à son terme le {format_long_date(term.end)}"
    if term.renewal == Renewal.TACIT and term.notice is None:
        return f"{ends} et se renouvelle seul{NBSP}: son préavis n’est pas précisé"
    if term.renewal == Renewal.TACIT:
        return (
            f"{ends} et se renouvelle seul, sauf refus au plus tard le "
            f"{_limit(term, calendar=calendar, as_of=as_of)}"
        )
    how = (
        "il se renouvelle par accord exprès"
        if term.renewal == Renewal.EXPRESS
        else "sa reconduction (tacite ou expresse) n’est pas précisée"
    )
    if term.notice is None:
        notice = ", préavis non précisé"
    elif term.deadline < as_of:
        notice = f", préavis dépassé depuis le {format_long_date(term.deadline)}"
    else:
        notice = f", préavis au plus tard le {_limit(term, calendar=calendar, as_of=as_of)}"
    return f"{ends}{NBSP}: {how}{notice}"


def _term_action(term: Term, programme: Programme, sheet: ContractSheet) -> str:
    contact = say_contact(programme, sheet.contract.producer)
    if term.renewal == Renewal.TACIT:
        return f"Décider avec {contact} de laisser courir le contrat, ou de le dénoncer à temps."
    if term.renewal == Renewal.EXPRESS:
        return f"Proposer le renouvellement à {contact} et à l’acheteur, ou clore le contrat."
    return f"Préciser la reconduction dans le contrat avec {contact}."


def _gap_words(numbers: tuple[int, ...], one: str, many: str) -> str:
    if not numbers:
        return ""
    listed = join_words([str(number) for number in numbers])
    if len(numbers) == 1:
        return f"Clause {one}{NBSP}: {listed}. "
    return f"Clauses {many}{NBSP}: {listed}. "


def _about(
    kind: FindingKind,
    sheet: ContractSheet,
    *,
    severity: Severity,
    title: str,
    action: str,
    columns: tuple[str, ...],
    due: date | None = None,
    detail: str = "",
    ask: str = "",
) -> Finding:
    contract = sheet.contract
    return Finding(
        kind=kind,
        subject=contract.number,
        partner=contract.producer,
        severity=severity,
        audience=Audience.PARTNER if ask and contract.producer else Audience.COORDINATION,
        title=title,
        action=action,
        label=_label(sheet),
        evidence=tuple(sheet.row.place.cell(column) for column in columns),
        due=due,
        detail=detail.strip(),
        ask=ask if contract.producer else "",
    )


def _label(sheet: ContractSheet) -> str:
    return label_of(sheet.contract.number, sheet.contract.crop)


def _name(sheet: ContractSheet, programme: Programme) -> str:
    return f"Contrat {_label(sheet)} ({say_partner(programme, sheet.contract.producer)})"
