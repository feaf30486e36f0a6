"""Pure: the visits of a month, grouped by area, so that one journey serves several fields."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Partner, Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_date,
    format_long_date,
    format_month,
    shorten,
    typo,
)
from relocalisons.core.producers.area import UNKNOWN_AREA, areas_of
from relocalisons.core.producers.visits.notes import VisitState, visit_states
from relocalisons.core.programme.scope import programme_name
from relocalisons.core.views.rag import Rag, Status, status
from relocalisons.core.views.view import (
    AnnexColumn,
    AnnexSheet,
    Heading,
    PaperView,
    StateLine,
    StateTable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlan(PaperView):
    """The plan of a month, for the coordination only: it names people and telephones."""

    template = "producers/visit_plan"
    summary: str
    visits: StateTable


@for_others
def build_visit_plan(programme: Programme, *, as_of: date) -> VisitPlan:
    """Every visit to make until the end of the month of `as_of`: planned, due or overdue."""
    last = as_of.replace(day=monthrange(as_of.year, as_of.month)[1])
    states = [
        state for state in visit_states(programme, as_of=as_of) if _is_for(state, as_of, last=last)
    ]
    areas = areas_of(programme)
    by_area: dict[str, list[VisitState]] = {}
    for state in states:
        by_area.setdefault(areas.get(state.producer, UNKNOWN_AREA), []).append(state)
    names = sorted(
        by_area,
        key=lambda name: (
            name == UNKNOWN_AREA,
            min(_rank(state, as_of=as_of, last=last) for state in by_area[name]),
            name,
        ),
    )
    lines = tuple(
        line
        for name in names
        for line in _area(name, by_area[name], programme, as_of=as_of, last=last)
    )
    return VisitPlan(
        heading=_heading(programme, as_of=as_of),
        summary=_summary(states, areas=len(names), as_of=as_of, last=last),
        visits=StateTable(
            caption="Visites par secteur, la première date d’abord"
            if any(_is_fixed(state, last=last) for state in states)
            else "Visites par secteur, la plus en retard d’abord",
            columns=("Secteur", "Producteur", "Date", "Contact", "Point à voir", "État"),
            lines=tuple(_shown(lines)),
        ),
        annex=(_annex(lines, as_of=as_of),),
    )


def visits_to_prepare(
    programme: Programme, *, as_of: date, within: int = 31
) -> tuple[VisitState, ...]:
    """The producers to visit within some days: a visit is planned, due or overdue."""
    last = as_of + timedelta(days=within)
    return tuple(
        state for state in visit_states(programme, as_of=as_of) if _is_for(state, as_of, last=last)
    )


def _is_for(state: VisitState, as_of: date, *, last: date) -> bool:
    if state.planned is not None:
        return state.planned <= last or state.overdue_since(as_of) is not None
    due = not state.doubtful and state.due is not None and state.due <= last
    return due or state.overdue_since(as_of) is not None


def _area(
    name: str, states: list[VisitState], programme: Programme, *, as_of: date, last: date
) -> tuple[StateLine, ...]:
    ordered = sorted(
        states, key=lambda state: (_rank(state, as_of=as_of, last=last), state.producer)
    )
    return tuple(
        StateLine(
            cells=(
                typo(name),
                _name(programme.partner(state.producer), state.producer),
                _date(state, last=last),
                _contact(programme.partner(state.producer)),
                _point(state),
                format_date(state.last_on) if state.last_on else "jamais",
            ),
            status=_status(state, as_of=as_of, last=last),
        )
        for state in ordered
    )


def _shown(lines: tuple[StateLine, ...]) -> Iterator[StateLine]:
    """The lines as printed: an area is named once, and the last visit is in the annex only."""
    before = ""
    for line in lines:
        area, *rest = line.cells[:-1]
        yield StateLine(cells=("" if area == before else area, *rest), status=line.status)
        before = area


def _is_fixed(state: VisitState, *, last: date) -> bool:
    return state.planned is not None and state.planned <= last


def _rank(state: VisitState, *, as_of: date, last: date) -> tuple[date, date]:
    """The day fixed in this month, then the day since which the visit is late."""
    fixed = state.planned if state.planned is not None and state.planned <= last else date.max
    return fixed, state.overdue_since(as_of) or state.due or date.max


def _date(state: VisitState, *, last: date) -> str:
    if state.planned is not None and state.planned <= last:
        return format_date(state.planned)
    return "à fixer"


def _point(state: VisitState) -> str:
    said = state.last.text("points") if state.last is not None else None
    return typo(shorten(said, limit=80)) if said else "–"


def _status(state: VisitState, *, as_of: date, last: date) -> Status:
    since = state.overdue_since(as_of)
    if state.missed is not None:
        return status(Rag.WATCH, f"Prévue le {state.missed:%d/%m}, non notée")
    if since is not None:
        return status(Rag.WATCH, f"Due le {since:%d/%m}")
    if state.planned is not None and state.planned <= last:
        return status(Rag.GOOD, "Fixée")
    return status(Rag.UNKNOWN, "Date à fixer")


def _name(partner: Partner | None, code: str) -> str:
    return typo(partner.name) if partner is not None else code


def _contact(partner: Partner | None) -> str:
    if partner is None:
        return "–"
    phone = (partner.phone or "").replace(" ", NBSP)
    return ", ".join(part for part in (partner.contact, phone) if part) or "–"


def _summary(states: list[VisitState], *, areas: int, as_of: date, last: date) -> str:
    if not states:
        return f"Aucune visite n’est à faire d’ici au {format_long_date(last)}."
    late = len([state for state in states if state.overdue_since(as_of) is not None])
    unnoted = len([state for state in states if state.missed is not None])
    fixed = len([state for state in states if _is_fixed(state, last=last)])
    made = f"{count_of(len(states), 'visite')} à faire d’ici au {format_long_date(last)}, dans "
    dates = {0: "aucune date n’est fixée", len(states): "toutes les dates sont fixées"}
    words = (
        f"{made}{count_of(areas, 'secteur')}{THIN}; "
        f"{dates.get(fixed) or count_of(fixed, 'date est fixée', 'dates sont fixées')}."
    )
    if unnoted == len(states):
        alone = "Elle remplace une visite non notée."
        return f"{words} {alone if unnoted == 1 else 'Toutes remplacent une visite non notée.'}"
    if late:
        words += f" {count_of(late, 'visite')} {'est' if late == 1 else 'sont'} en retard."
    return words


def _heading(programme: Programme, *, as_of: date) -> Heading:
    name, month = programme_name(programme), format_month(as_of)
    return Heading(
        title=f"Visites de {month}" if month[0] not in "ao" else f"Visites d’{month}",
        kicker="Plan de visites par secteur",
        subtitle=f"{name} · données arrêtées au {format_long_date(as_of)}",
        running=f"{name} · plan de visites · {month}",
        stopped=f"Données arrêtées au {format_long_date(as_of)} · coordination uniquement",
        description=f"Plan de visites de {month}",
        file_stem=f"{as_of:%Y-%m} Plan de visites",
        as_of=as_of,
    )


def _annex(lines: tuple[StateLine, ...], *, as_of: date) -> AnnexSheet:
    columns = ("Secteur", "Producteur", "Date", "Contact", "Point à voir", "Dernière visite")
    return AnnexSheet(
        title="Visites",
        intro=f"Données arrêtées au {format_long_date(as_of)}",
        columns=(
            *(AnnexColumn(header=header, width=28) for header in columns),
            AnnexColumn(header="État", width=24, kind="status"),
        ),
        rows=tuple((*line.cells, line.status.text) for line in lines),
    )
