"""Pure: findings about funders' reports: contributions awaited, her words that find no place.

A partner is asked from thirty days before the deadline, for each line of « Contribution au bilan »
that its report needs and that is still empty.
"""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.calendar.deadlines import day_before, working_days
from relocalisons.core.kernel.definition import Audience
from relocalisons.core.kernel.findings.gestures import TIDY, Lead, Verb, by_herself
from relocalisons.core.kernel.model import Action, Finding, FindingKind, Programme, Severity
from relocalisons.core.kernel.wording import label_of, quote_cell, say_contact, say_partner
from relocalisons.core.kernel.words.french import NBSP, THIN, format_long_date, quote, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.scope import is_funder
from relocalisons.core.reports.funder.narratives import Contribution, belongs_to, contributions_of
from relocalisons.core.reports.funder.profile import (
    UnknownWord,
    profile_of,
    unplaced_remarks,
)
from relocalisons.core.reports.funder.schedule import DRAFT_DAYS, ReportLine, is_asked, read_lines


class FunderReportKind(FindingKind):
    """What a funder's report waits for."""

    # Five lines awaited for a funder's report.
    CONTRIBUTION_MISSING = (
        "contribution_missing",
        by_herself(Verb.ASK, "contributions au bilan", lead=Lead.MAIL),
    )
    REMARK_UNPLACED = "remark_unplaced", TIDY  # her comment names no report or section
    REPORT_RULE_UNCLEAR = "report_rule_unclear", TIDY  # what a funder wants is not understood


_COLUMNS = {
    "report_sections": "Sections du rapport",
    "report_columns": "Colonnes des dépenses",
    "delay_scale": "Seuils de retard (jours)",
}


def find_funder_reports(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Contributions awaited, remarks without a place, profile words that are not understood."""
    return (
        *_contributions(programme, as_of=as_of),
        *(_remark(one) for one in unplaced_remarks(programme)),
        *_profiles(programme),
    )


def _contributions(programme: Programme, *, as_of: date) -> Iterator[Finding]:
    lines = [line for line in read_lines(programme)[0] if is_asked(line, as_of=as_of)]
    if not lines:
        return
    actions = {fold(action.number): action for action in programme.actions}
    for one in contributions_of(programme):
        if one.is_filled or one.partner is None:
            continue
        for number in one.actions[:1]:
            action = actions.get(fold(number))
            asked = [line for line in lines if action and _needs(line, one, action)]
            if action is not None and asked:
                first = min(asked, key=lambda line: (line.deadline or date.max, line.key))
                yield _awaited(programme, one, action, line=first, as_of=as_of)


def _needs(line: ReportLine, one: Contribution, action: Action) -> bool:
    """Whether a report is about that action and that period."""
    paid_by = any(is_funder(name, line.funder) for name in action.funders)
    return paid_by and not action.struck and belongs_to(one, start=line.start, end=line.end)


def _awaited(
    programme: Programme, one: Contribution, action: Action, *, line: ReportLine, as_of: date
) -> Finding:
    deadline = line.deadline or as_of  # `is_asked` has seen that there is one
    due = day_before(deadline, days=DRAFT_DAYS, calendar=working_days(programme))
    label = label_of(action.number, action.title)
    figures = typo(one.row.plain("figures"))
    period = quote_cell(one.row.plain("period"))
    wanted = f" Chiffres demandés{NBSP}: {figures}." if figures else ""
    late = (as_of - due).days
    whose = one.row.absorbed or one.partner
    return Finding(
        kind=FunderReportKind.CONTRIBUTION_MISSING,
        subject=f"{whose}/{action.key}/{one.period.earliest if one.period else None}",
        partner=one.partner,
        severity=Severity.WATCH if late > 0 else Severity.INFO,
        audience=Audience.PARTNER,
        title=(
            f"{say_partner(programme, one.partner)}{NBSP}: contribution au bilan de {label} "
            f"({period}) pas encore écrite. Elle {'était' if late > 0 else 'est'} attendue pour le "
            f"{format_long_date(due)}{THIN}; rapport à rendre le {format_long_date(deadline)} "
            f"({line.funder.name})."
        ),
        action=f"Demander cinq lignes à {say_contact(programme, one.partner)}.{wanted}",
        label=label,
        evidence=(one.row.place.cell("text"),),
        due=due,
        days=late,
        ask=(
            f"Écrivez cinq lignes sur {label} pour le bilan ({period}), dans la colonne "
            f"«{NBSP}Texte{NBSP}».{wanted}"
        ),
    )


def _remark(one: UnknownWord) -> Finding:
    unknown = "aucun rapport connu" if one.column == "report" else "aucune section connue"
    guess = f" Peut-être {quote(one.closest)}." if one.closest else ""
    return Finding(
        kind=FunderReportKind.REMARK_UNPLACED,
        subject=one.row_key,
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=(
            f"Votre commentaire n’entre dans aucun rapport{NBSP}: {quote_cell(one.word)} ne nomme "
            f"{unknown}."
        ),
        action=f"Corriger le nom dans «{NBSP}Commentaires{NBSP}».{guess}",
        label=f"Commentaire, cellule {one.cell.cell}",
        evidence=(one.cell,),
    )


def _profiles(programme: Programme) -> Iterator[Finding]:
    for funder in programme.funders:
        for problem in profile_of(programme, funder).problems:
            yield _profile(funder.code, funder.name, problem)


def _profile(code: str, name: str, problem: UnknownWord) -> Finding:
    column = _COLUMNS[problem.column]
    guess = f" Peut-être {quote(problem.closest)}." if problem.closest else ""
    return Finding(
        kind=FunderReportKind.REPORT_RULE_UNCLEAR,
        subject=f"{code}/{problem.column}/{fold(problem.word)}",
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=(
            f"{name}{NBSP}: les rapports suivent l’usage, {quote_cell(problem.word)} n’est pas "
            f"compris dans «{NBSP}{column}{NBSP}»."
        ),
        action=f"Corriger la cellule {problem.cell.cell} de «{NBSP}Financeurs{NBSP}».{guess}",
        label=f"{code}, {column.lower()}",
        evidence=(problem.cell,),
    )
