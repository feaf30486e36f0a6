"""Pure: parts of « Tableau de bord » on the plan as a whole: chains, météo, chances, trend."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relocalisons.core.acts.acts import Act, Acts
from relocalisons.core.acts.red import state_of_funder
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Finding, Programme, TrackedFinding
from relocalisons.core.kernel.wording import label_of
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_date,
    format_percent,
    quote,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.pilotage.anomalies import partner_cell
from relocalisons.core.pilotage.dashboard.findings import (
    RAG_TINTS,
    REASON,
    Line,
    Part,
    Tells,
    first_lines,
)
from relocalisons.core.pilotage.dashboard.held_up import HeldUp, held_up_rows
from relocalisons.core.pilotage.dashboard.states import rate_by_papers
from relocalisons.core.plan.critical_plan import CriticalPlan, criticise
from relocalisons.core.plan.findings.ripple import Chains, say_coverage
from relocalisons.core.plan.milestone_odds import MilestoneOdds, say_basis
from relocalisons.core.programme.decisions.own_tabs import MONEY
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.programme.standing import in_force, say_unseen
from relocalisons.core.reports.sections.rag_forecast import (
    NOTHING_TO_MEASURE,
    RagForecast,
    RagRating,
    rate_funder,
)
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.tables import TO_DO
from relocalisons.core.views.own_tab import (
    SEVERITY_TINTS,
    SEVERITY_WORDS,
    CellValue,
    Tint,
    link,
    link_to_cell,
    plain,
)
from relocalisons.core.views.rag import Rag, status

_LISTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendWeek:
    """How many findings stood open at the end of a week, and how many came and went in it.

    `unseen`: how many more could not be told at the end of it; `decided`: how many more slept by
    her word.
    """

    last_day: date
    open: int
    alerts: int
    new: int
    resolved: int
    unseen: int = 0
    decided: int = 0


def chains_part(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    rag_forecast: RagForecast,
    links: CellLinks,
    held: Sequence[HeldUp],
) -> Part:
    """What a delay drags along at other partners', the worst first, and how much is seen.

    Forecasts of milestones and deliverables, then whatever else waits for what stands still.
    """
    open_ones = [one.finding for one in in_force(tracked) if one.finding.kind is PlanKind.RIPPLE]
    open_ones.sort(key=lambda one: (-(one.days or 0), natural_order(one.key)))
    lines = [
        (SEVERITY_TINTS[one.severity], _chain_row(one, programme=programme, links=links))
        for one in open_ones
    ]
    told = frozenset(one.subject for one in open_ones)
    chains = rag_forecast.chains
    waiting = held_up_rows(held, told=told, chains=chains, links=links)
    # What only waits is a row of this page alone: « Anomalies » tells it of what it waits for.
    where = "" if waiting else f", dans {quote('Anomalies')}"
    lines += waiting
    links_read = chains.links
    # Where no line says what it waits for, there is no chain to speak of.
    linked = bool(links_read.links or links_read.doubtful)
    critical = say_critical(criticise(chains), linked=_pairs(chains)) if linked else ""
    foot = [(Tint.NONE, ("", plain(critical)))] if critical else []
    return Part(
        heading="Ce qu’un retard entraîne chez les autres (prévision)",
        columns=("Gravité", "Effet", "Jours", "Constat", "À voir avec", "Lien"),
        lines=(*first_lines(lines, _LISTED, "autre effet", "autres effets", where=where), *foot),
        tells=Tells.FORECASTS,
        every=tuple(lines),
        note=say_coverage(programme, links_read) if linked else "",
    )


def _pairs(chains: Chains) -> frozenset[tuple[str, str]]:
    return frozenset((link.predecessor, link.successor) for link in chains.links.sound)


def say_critical(plan: CriticalPlan, *, linked: Collection[tuple[str, str]]) -> str:
    """The chain of actions that decides the end of the programme.

    Empty without at least two that wait for each other (`linked`): one that ends last by itself is
    no chain; and when nothing can be measured.
    """
    on_it = frozenset(plan.critical)
    of_a_chain = {one for pair in linked if on_it.issuperset(pair) for one in pair}
    chain = [number for number in plan.critical if number in of_a_chain]
    if plan.end is None or not chain:
        return ""
    shown = " → ".join(chain[:_LISTED])
    more = " → …" if len(chain) > _LISTED else ""
    return (
        f"Chemin critique{NBSP}: {shown}{more}, fin prévue de la dernière action le "
        f"{format_date(plan.end)}."
    )


def funders_part(
    measures: Measures,
    *,
    programme: Programme,
    rag_forecast: RagForecast,
    acts: Acts,
    as_of: date,
    to_do: Collection[Act] = (),
    opens: Mapping[str, str] | None = None,
    paid: Mapping[str, str] | None = None,
) -> Part:
    """One row a funder: what has to be done first for it, else how what it pays for goes.

    Then what is paid of what it gives (`paid`: code → words). What « À faire » has a row for
    (`to_do`) is counted, and opened (`opens`: key → address). A funder with no action of its own
    still has a date and money to lose: its papers tell.
    """
    rated = [
        (
            funder,
            rate_funder(funder, measures.actions, measures.deliverables, rag_forecast=rag_forecast),
        )
        for funder in programme.funders
    ]
    lines: list[Line] = []
    for funder, rating in rated:
        state = state_of_funder(acts, funder.code, programme=programme, as_of=as_of)
        opened: CellValue = ""
        rows = [act for act in to_do if act.key.counterpart == funder.code]
        if any(act.key == state.act for act in rows):
            many = f"{count_of(len(rows), 'ligne')} dans {quote(TO_DO.title)}"
            rating = RagRating(status=status(state.level), rule=many)
            opened = _open((opens or {}).get(str(state.act), ""))
        elif state.level is not Rag.GOOD:
            rating = RagRating(status=status(state.level), rule=state.brief)
        elif rating.rule == NOTHING_TO_MEASURE:
            rating = rate_by_papers(funder.code, programme=programme, as_of=as_of) or rating
        money = (paid or {}).get(funder.code, "")
        said = f"{rating.rule}. {money[0].upper()}{money[1:]}" if money else rating.rule
        lines.append(rated_line(rating, f"{funder.code} – {funder.name}", opened, said))
    amounts = f"Tous les montants, par poste et par partenaire{NBSP}: onglet {quote(MONEY)}."
    return Part(
        heading="Par financeur",
        columns=("État", "Financeur", "", REASON),
        lines=tuple(lines),
        tells=Tells.STATES,
        note=amounts if paid else "",
    )


def _open(address: str) -> CellValue:
    """« Ouvrir A5 »: the row is in the words, which tell whether the cell must be written again."""
    row = address.partition("range=")[2].partition(":")[0]
    return link(address, f"Ouvrir {row}".strip()) if address else ""


def odds_part(odds: Sequence[MilestoneOdds], *, programme: Programme) -> Part:
    """The chances of milestones that count for a funder, the least likely first."""
    known = sorted(
        (one for one in odds if one.chance is not None and one.limit is not None),
        key=lambda one: (one.chance or 0.0, natural_order(one.number)),
    )[:_LISTED]
    labels = {each.key: each.title for each in (*programme.actions, *programme.deliverables)}
    rows: list[tuple[CellValue, ...]] = [
        (
            format_percent(round(one.chance or 0.0, 2)),
            plain(label_of(one.number, labels.get(one.number))),
            format_date(one.limit.day) if one.limit else "",
            plain(
                f"une fois sur deux avant le {format_date(one.p50)}, quatre fois sur cinq avant "
                f"le {format_date(one.p80)} ({one.limit.what if one.limit else ''})"
            ),
        )
        for one in known
    ]
    if rows:
        rows.append(("", plain(say_basis(odds, programme))))
    return Part(
        heading="Chances de tenir les dates des financeurs (tirages, pour la coordination)",
        columns=("Chances", "Jalon", "Avant le", "Prévision"),
        lines=tuple((Tint.NONE, row) for row in rows),
    )


def trend_part(trend: Sequence[TrendWeek]) -> Part:
    """This week beside the one before it, in one row; left out while there is only one."""
    columns = ("Sens", "Alertes", "Constats", "Détail")
    if len(trend) < 2:
        return Part(heading=_TREND, columns=columns, lines=())
    *_, before, latest = sorted(trend, key=lambda week: week.last_day)
    # What nobody can tell any more is no progress: it counts on both sides.
    change = latest.open + latest.unseen - before.open - before.unseen
    arrow = "↑" if change > 0 else "↓" if change < 0 else "→"
    moved = f"{count_of(latest.new, 'nouveau', 'nouveaux')}, {count_of(latest.resolved, 'résolu')}"
    if latest.decided:
        moved += f", {count_of(latest.decided, 'décidé')} à part"
    if latest.unseen:
        moved += f", {say_unseen(latest.unseen)}"
    detail = f"{before.open} au {format_date(before.last_day)}{NBSP}; {moved}"
    alerts = count_of(latest.alerts, "alerte")
    return Part(
        heading=_TREND,
        columns=columns,
        lines=((Tint.NONE, (arrow, alerts, latest.open, detail)),),
    )


_TREND = "Depuis la semaine dernière"


def _chain_row(
    finding: Finding, *, programme: Programme, links: CellLinks
) -> tuple[CellValue, ...]:
    return (
        SEVERITY_WORDS[finding.severity],
        plain(finding.label),
        finding.days or 0,
        plain(f"{finding.title} {finding.detail}".strip()),  # both dates: given and forecast
        partner_cell(programme, finding.partner),
        link_to_cell(next(iter(finding.evidence), None), links=links),
    )


def rated_line(rating: RagRating, *cells: CellValue) -> Line:
    """The state in colour and words, then the other cells; texts are from people."""
    said = (plain(cell) if isinstance(cell, str) else cell for cell in cells)
    return RAG_TINTS[rating.level], (rating.status.text, *said)
