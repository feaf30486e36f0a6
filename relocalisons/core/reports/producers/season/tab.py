"""Pure: the tab « Plan de saison »: one row a crop and canteen, twelve weeks, what lacks first."""

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, THIN, format_long_date
from relocalisons.core.producers.season.plan import SeasonPlan, SupplyLine
from relocalisons.core.programme.decisions.own_tabs import OPENINGS, SEASON
from relocalisons.core.reports.producers.season.lines import PlanLine, plan_lines, week_title
from relocalisons.core.views.own_tab import (
    CellValue,
    Look,
    OwnTab,
    Tint,
    cell_look,
    head_looks,
    link_to_cell,
    plain,
    row_look,
    same_width,
)

_FIRST = ("Produit", "Cantine", "Qui cultive", "Surface", "Saison", "Volume")
_LAST = ("À savoir", "Ligne")
_WIDTHS = (170, 170, 220, 80, 150, 80)
_WEEK_WIDTH = 92
_LAST_WIDTHS = (320, 100)
_TOP = 3  # title, help, header
_FROZEN = 2  # columns
_HELP = (
    f"En kilos par semaine{NBSP}: attendu, ou «{NBSP}attendu / demandé{NBSP}» quand ils diffèrent"
    f"{THIN}; «{NBSP}?{NBSP}»{NBSP}: illisible, ni zéro ni tout. Les lignes où il manquera d’ici "
    f"quatre semaines sont en tête. Le besoin se note dans «{NBSP}Besoins des cantines{NBSP}», une "
    f"perte dans «{NBSP}Perte signalée{NBSP}» de «{NBSP}Contrats de culture{NBSP}» ou dans "
    f"«{NBSP}Visites{NBSP}»."
)


def build_season_tab(programme: Programme, plan: SeasonPlan, *, links: CellLinks) -> OwnTab:
    """All lines, however many: the header and the first columns stay in view."""
    lines = plan_lines(programme, plan)
    header = (*_FIRST, *(week_title(each, plan.calendar) for each in plan.mondays), *_LAST)
    widths = (*_WIDTHS, *(_WEEK_WIDTH for _ in plan.mondays), *_LAST_WIDTHS)
    width = len(widths)
    looks = [*head_looks(_TOP, width=width)]
    for number, (_, said) in enumerate(lines, start=_TOP):
        looks.append(row_look(number, width=width))
        if said.is_short:
            looks.append(cell_look(number, 0, tint=Tint.WATCH, bold=True))
        looks += _week_looks(said, number)
    head = (
        (f"{OPENINGS[SEASON]}{format_long_date(plan.mondays[0])}",),
        (_HELP,),
        header,
    )
    rows = tuple(_row(line, said, links=links) for line, said in lines)
    return OwnTab(
        title=SEASON,
        rows=same_width((*head, *rows), width),
        widths=widths,
        frozen_rows=_TOP,
        frozen_columns=_FROZEN,
        looks=tuple(looks),
    )


def _week_looks(said: PlanLine, number: int) -> list[Look]:
    tints = [
        Tint.WATCH if week.is_short else Tint.GREY if week.in_doubt else None for week in said.weeks
    ]
    return [
        cell_look(number, len(_FIRST) + place, tint=tint)
        for place, tint in enumerate(tints)
        if tint is not None
    ]


def _row(line: SupplyLine, said: PlanLine, *, links: CellLinks) -> tuple[CellValue, ...]:
    lost = [each.lost.place for each in line.growers if each.lost is not None]
    places = (*lost, *line.needs, *(each.sheet.row.place.cell("volume") for each in line.growers))
    texts = (said.crop, said.canteen, said.growers, said.area, said.season, said.volume)
    return (
        *map(plain, texts),
        *(plain(week.words) for week in said.weeks),
        plain(said.notes),
        link_to_cell(places[0] if places else None, links=links),
    )
