"""Pure: what partners wrote in « Contribution au bilan », and what a draft still lacks.

A contribution belongs to the report that holds at least half of its own period. Texts stand by
action, signed by structure.
"""

import re
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import Action, ActionStatus, DateInterval, Programme, Row
from relocalisons.core.kernel.wording import hide_contacts
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    counted,
    join_words,
    name_some,
    quote,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold, natural_order
from relocalisons.core.money.spending import Spending
from relocalisons.core.programme.scope import quoted_label
from relocalisons.core.reading.cells.readers import read_date
from relocalisons.core.reports.funder.words import ends_of_span
from relocalisons.core.reports.sections.indicators import IndicatorLine
from relocalisons.core.views.view import AnnexColumn, AnnexSheet

_LINKS = re.compile(r"https?://[^\s;,]+")
MAX_WORDS = 900  # characters: five lines, and a little more
SHEET = "Réalisations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """What one structure writes about one action."""

    action: str  # `A1.2 « Former les cuisiniers »`
    text: str
    signature: str  # the structure's name
    figures: str  # the figures that were asked, once answered; empty before
    proofs: tuple[str, ...]  # links as typed
    note: str  # the signature, the figures and the number of proofs, in one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A line of « Contribution au bilan »; `period` is None when it cannot be read."""

    row: Row
    partner: str | None
    actions: tuple[str, ...]
    period: DateInterval | None

    @property
    def is_filled(self) -> bool:
        """Whether the partner wrote something."""
        return bool(self.row.plain("text"))


def contributions_of(programme: Programme) -> tuple[Contribution, ...]:
    """Every line, struck ones left out, with whose workbook it stands in."""
    return tuple(
        Contribution(
            row=row,
            partner=row.partner,
            actions=row.ids("action"),
            period=_period(row.plain("period")),
        )
        for row in programme.rows("contributions")
    )


def belongs_to(contribution: Contribution, *, start: date, end: date) -> bool:
    """Whether at least half of its period lies inside the report's."""
    period = contribution.period
    if period is None:
        return False
    shared = (min(period.latest, end) - max(period.earliest, start)).days + 1
    return shared * 2 >= (period.latest - period.earliest).days + 1


def narratives_of(
    programme: Programme, actions: tuple[Action, ...], *, start: date, end: date
) -> tuple[Narrative, ...]:
    """The texts about those actions in that period, by action number (A1.2 before A1.10)."""
    ranked = sorted(actions, key=lambda action: natural_order(action.number))
    order = {fold(action.number): index for index, action in enumerate(ranked)}
    titles = {fold(action.number): action for action in actions}
    found: list[tuple[int, Narrative]] = []
    for one in contributions_of(programme):
        if not one.is_filled or not belongs_to(one, start=start, end=end):
            continue
        mine = [fold(number) for number in one.actions if fold(number) in order]
        if mine:
            found.append((order[mine[0]], _narrative(programme, one, titles[mine[0]])))
    return tuple(narrative for _, narrative in sorted(found, key=lambda pair: pair[0]))


def holes_of(
    programme: Programme, actions: tuple[Action, ...], *, start: date, end: date
) -> tuple[str, ...]:
    """Sentences about what is still missing from the contributions; empty when nothing is."""
    begun, silent = _untold(programme, actions, start=start, end=end)
    if not begun or not silent:
        return ()
    partners = {
        partner.name
        for action in silent
        if (partner := programme.partner(action.owner)) is not None
    }
    who = f", de la part de {count_of(len(partners), 'structure')}" if partners else ""
    if len(silent) == len(begun):
        return (f"Aucune contribution n’est écrite pour cette période{who}.",)
    numbers = name_some([action.number for action in silent], limit=12)
    return (
        f"{count_of(len(silent), 'action')} sur {len(begun)} sans contribution écrite{who}"
        f"{NBSP}: {numbers}.",
    )


def untold_words(
    programme: Programme, actions: tuple[Action, ...], *, start: date, end: date
) -> str:
    """« 48 actions sur 62 n’ont pas de récit pour cette période. »; empty when all have one."""
    begun, silent = _untold(programme, actions, start=start, end=end)
    return counted(
        len(silent),
        none="",
        one=f"1 action commencée sur {len(begun)} n’a pas de récit pour cette période.",
        many=f"{{n}} actions commencées sur {len(begun)} n’ont pas de récit pour cette période.",
    )


def _untold(
    programme: Programme, actions: tuple[Action, ...], *, start: date, end: date
) -> tuple[list[Action], list[Action]]:
    """The actions that had begun, and those of them that nobody wrote about, by number."""
    told = {
        fold(number)
        for one in contributions_of(programme)
        if one.is_filled and belongs_to(one, start=start, end=end)
        for number in one.actions
    }
    begun = [action for action in actions if _has_begun(action, end=end)]
    silent = (action for action in begun if fold(action.number) not in told)
    return begun, sorted(silent, key=lambda action: natural_order(action.number))


def narratives_sheet(narratives: tuple[Narrative, ...], *, intro: str) -> AnnexSheet:
    """The same texts with the links that prove them, which no page could show."""
    return AnnexSheet(
        title=SHEET,
        intro=intro,
        columns=(
            AnnexColumn(header="Action", width=44),
            AnnexColumn(header="Structure", width=36),
            AnnexColumn(header="Réalisation", width=90),
            AnnexColumn(header="Chiffres", width=36),
            AnnexColumn(header="Preuves", width=60),
        ),
        rows=tuple(
            (one.action, one.signature, one.text, one.figures, " ; ".join(one.proofs))
            for one in narratives
        ),
    )


def _narrative(programme: Programme, one: Contribution, action: Action) -> Narrative:
    partner = programme.partner(one.partner or action.owner)
    signature = typo(partner.name) if partner else "Structure non précisée"
    typed = hide_contacts(one.row.plain("figures"))
    # The cell holds the names of the figures that are asked; a number in it is an answer.
    figures = typo(shorten(typed, limit=200)) if any(map(str.isdigit, typed)) else ""
    proofs = tuple(_LINKS.findall(hide_contacts(one.row.plain("proofs"))))
    proved = f"{count_of(len(proofs), 'preuve')} dans l’annexe, feuille {quote(SHEET)}"
    parts = (
        signature,
        *((f"Chiffres{NBSP}: {figures}",) if figures else ()),
        *((proved,) if proofs else ()),
    )
    return Narrative(
        action=quoted_label(action.number, action.title),
        text=typo(shorten(hide_contacts(one.row.plain("text")), limit=MAX_WORDS)),
        signature=signature,
        figures=figures,
        proofs=proofs,
        note=" · ".join(parts),
    )


def _has_begun(action: Action, *, end: date) -> bool:
    """Whether there may be something to tell: not dropped, and begun by the end of the period."""
    if action.struck or action.status.value is ActionStatus.DROPPED:
        return False
    start = action.actual_start.value or action.planned_start.value
    return start is not None and start.earliest <= end


def _period(text: str) -> DateInterval | None:
    """« 1er semestre 2026 » as it is read; « de septembre 2025 à février 2026 » from end to end."""
    if not text:
        return None
    reading = read_date(text)
    if isinstance(reading.value, DateInterval):
        return reading.value
    bounds = [value for part in ends_of_span(text) if (value := read_date(part).value) is not None]
    if len(bounds) != 2 or bounds[0].earliest > bounds[1].latest:
        return None
    return DateInterval(bounds[0].earliest, bounds[1].latest)


MAX_NAMED = 8


def to_complete(
    programme: Programme,
    spending: Spending,
    indicators: tuple[IndicatorLine, ...],
    *,
    start: date,
    end: date,
) -> tuple[str, ...]:
    """Sentences about indicators, payments and publications; empty when nothing is missing."""
    said = (
        _old_indicators(indicators, start=start),
        _unproved(spending),
        counted(
            spending.left_out,
            one="1 dépense a un montant, une date ou une clé à préciser, elle n’est pas comptée.",
            many="{n} dépenses ont un montant, une date ou une clé à préciser, elles ne sont pas "
            "comptées.",
        ),
        _unlinked(programme, start=start, end=end),
    )
    return tuple(sentence for sentence in said if sentence)


def _old_indicators(indicators: tuple[IndicatorLine, ...], *, start: date) -> str:
    """Indicators without a measure in the period."""
    old = [
        line.code or typo(shorten(line.title, limit=40))
        for line in indicators
        if line.cell is None or line.measured_on is None or line.measured_on < start
    ]
    names = join_words(old[:MAX_NAMED])
    return counted(
        len(old),
        none="",
        one=f"1 indicateur n’a pas de mesure dans la période{NBSP}: {names}.",
        many=f"{{n}} indicateurs n’ont pas de mesure dans la période{NBSP}: {names}"
        f"{'…' if len(old) > MAX_NAMED else '.'}",
    )


def _unproved(spending: Spending) -> str:
    parts = [part for line in spending.lines for part in line.paid]
    number = len([part for part in parts if not part.row.plain("proof_of_payment")])
    return counted(
        number,
        none="",
        one="1 dépense payée n’a pas de preuve de paiement.",
        many="{n} dépenses payées n’ont pas de preuve de paiement.",
    )


def _unlinked(programme: Programme, *, start: date, end: date) -> str:
    number = len(
        [
            row
            for row in programme.rows("communication")
            if (day := row.last_day("published_on")) is not None
            and start <= day <= end
            and not row.plain("link")
        ]
    )
    return counted(
        number,
        none="",
        one="1 publication de la période n’a pas de lien qui la prouve.",
        many="{n} publications de la période n’ont pas de lien qui les prouve.",
    )
