"""Pure: the page « Plan de saison »: the gaps of four weeks, then eight weeks line by line."""

from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_date,
    format_long_date,
    join_words,
    name_some,
    rest_words,
    shorten,
)
from relocalisons.core.producers.season.findings import say_mass
from relocalisons.core.producers.season.plan import AHEAD, SeasonPlan, SupplyLine, plan_season
from relocalisons.core.producers.volumes.school_breaks import ZONE
from relocalisons.core.programme.scope import programme_name
from relocalisons.core.reports.producers.season.lines import PlanLine, plan_lines, week_title
from relocalisons.core.views.rag import Rag, status
from relocalisons.core.views.view import (
    AnnexColumn,
    AnnexSheet,
    Heading,
    PaperView,
    PlainTable,
    StateLine,
    StateTable,
)

SHOWN = 6  # weeks on paper; the annex has all
_MOST_GAPS, _MOST_LINES = 12, 25
_ELSEWHERE = "dans l’annexe et l’onglet «\u00a0Plan de saison\u00a0»"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonPage(PaperView):
    """The page, for the coordination: it names growers and canteens, no price."""

    template = "producers/season_plan"
    sentences: tuple[str, ...]
    gaps: StateTable
    weeks: PlainTable


@for_others
def build_season_page(programme: Programme, *, as_of: date) -> SeasonPage | None:
    """The page of the weeks to come; None where no contract and no need has anything in them."""
    plan = plan_season(programme, as_of=as_of)
    if not plan.lines:
        return None
    lines = plan_lines(programme, plan)
    name, stopped = programme_name(programme), f"Données arrêtées au {format_long_date(as_of)}"
    first, last = plan.mondays[0], plan.mondays[-1] + timedelta(days=6)
    return SeasonPage(
        heading=Heading(
            title="Plan de saison",
            kicker="Qui cultive quoi, pour quelle cantine, semaine par semaine",
            subtitle=f"{name} · du {format_date(first)} au {format_date(last)} · "
            f"{stopped[0].lower()}{stopped[1:]}",
            running=f"{name} · plan de saison",
            stopped=f"{stopped} · à l’usage de la coordination",
            description=f"Plan de saison au {format_date(as_of)}",
            file_stem=f"{as_of:%Y-%m} Plan de saison",
            as_of=as_of,
        ),
        sentences=tuple(_sentences(plan)),
        gaps=_gaps(lines, plan),
        weeks=_weeks(lines, plan),
        annex=(_annex(lines, plan, stopped=stopped),),
    )


Said = tuple[tuple[SupplyLine, PlanLine], ...]


def _sentences(plan: SeasonPlan) -> list[str]:
    lacking = [line for line in plan.lines if line.lacking(plan.soon)]
    doubtful = [line for line in plan.lines if line.lacking(plan.soon) is None]
    lost = [each for line in plan.lines for each in line.growers if each.lost is not None]
    noted = sum(line.is_asked for line in plan.lines)
    said = [
        f"{count_of(len(lacking), 'produit manquera', 'produits manqueront')} à une cantine d’ici "
        "quatre semaines."
        if lacking
        else "Rien de lisible ne manquera d’ici quatre semaines.",
        f"Le besoin est noté dans «{NBSP}Besoins des cantines{NBSP}» pour "
        f"{count_of(noted, 'ligne')} sur {len(plan.lines)}. Ailleurs, c’est celui des contrats."
        if noted
        else f"Aucun besoin n’est noté dans «{NBSP}Besoins des cantines{NBSP}»{NBSP}: tous sont "
        "ceux des contrats.",
    ]
    if lost:
        said.append(
            f"{count_of(len(lost), 'perte notée compte', 'pertes notées comptent')} dans ce qui "
            "est attendu, dès la nuit où elles sont lues."
        )
    if doubtful:
        crops = name_some([line.crop or "culture non précisée" for line in doubtful])
        said.append(
            f"{crops}{NBSP}: volume à préciser («{NBSP}?{NBSP}»){THIN}; "
            "il n’est compté ni pour zéro ni en entier."
        )
    closed = [monday for monday in plan.mondays if plan.calendar.is_closed(monday)]
    if closed:
        said.append(
            f"Vacances scolaires de la zone {ZONE} dans ces semaines{_whose(closed, plan)}{NBSP}: "
            "le besoin y est réduit ou nul, sauf celui des hôpitaux et des maisons de retraite."
        )
    return said


def _whose(closed: list[date], plan: SeasonPlan) -> str:
    """Where their dates are from, said once: from her line, or to be checked."""
    sources = dict.fromkeys(plan.calendar.source_of(monday) for monday in closed)
    said = [each for each in sources if each]
    return f" (dates {join_words(said)})" if said else ""


def _gaps(lines: Said, plan: SeasonPlan) -> StateTable:
    short = [(line, said) for line, said in lines if said.is_short]
    return StateTable(
        caption="Ce qui manquera d’ici quatre semaines",
        columns=("Produit", "Cantine", "Demandé", "Attendu", "Qui cultive", "Manque"),
        lines=tuple(_gap(line, said, plan) for line, said in short[:_MOST_GAPS]),
        note=rest_words(len(short) - _MOST_GAPS, "autre ligne", "autres lignes", _ELSEWHERE),
    )


def _gap(line: SupplyLine, said: PlanLine, plan: SeasonPlan) -> StateLine:
    asked = sum(line.asked_in(monday) or 0 for monday in plan.soon)
    expected = sum(line.expected_in(monday) or 0 for monday in plan.soon)
    lacks = line.lacking(plan.soon) or 0
    level = Rag.ALERT if lacks * 2 >= asked else Rag.WATCH
    return StateLine(
        cells=(
            said.crop,
            said.canteen,
            say_mass(asked),
            say_mass(expected) if expected else "rien",
            shorten(said.growers, limit=60),
        ),
        status=status(level, say_mass(lacks)),
    )


def _only_first(plan: SeasonPlan, last: int) -> str:
    """How many of the weeks the page shows, where it does not show all of them."""
    if len(plan.mondays) <= SHOWN:
        return ""
    until = plan.mondays[last - 1] + timedelta(days=6)
    return (
        f" (jusqu’au {format_date(until)}{THIN}; la suite, et ce qui commence plus tard, "
        f"{_ELSEWHERE})"
    )


def _weeks(lines: Said, plan: SeasonPlan) -> PlainTable:
    shown = [said for _, said in lines if any(week.words for week in said.weeks[:SHOWN])]
    # The last weeks in which nothing is planned are no columns.
    last = max(
        (at for said in shown for at, week in enumerate(said.weeks[:SHOWN], 1) if week.words),
        default=SHOWN,
    )
    return PlainTable(
        caption="Kilos attendus, ou «\u00a0attendus / demandés\u00a0» quand ils diffèrent"
        f"{_only_first(plan, last)}",
        columns=(
            "Produit, cantine",
            *(week_title(each, plan.calendar) for each in plan.mondays[:last]),
        ),
        rows=tuple(
            (
                f"{said.crop}, {shorten(said.canteen, limit=44)}",
                *(week.words or "–" for week in said.weeks[:last]),
            )
            for said in shown[:_MOST_LINES]
        ),
        note=rest_words(len(shown) - _MOST_LINES, "autre ligne", "autres lignes", _ELSEWHERE),
    )


def _annex(lines: Said, plan: SeasonPlan, *, stopped: str) -> AnnexSheet:
    texts = ("Produit", "Cantine", "Qui cultive", "Surface", "Saison", "Volume")
    weeks = tuple(week_title(each, plan.calendar) for each in plan.mondays)
    return AnnexSheet(
        title="Plan de saison",
        intro=f"{stopped}. Kilos attendus, ou attendus / demandés. Les {AHEAD} premières semaines "
        "disent les manques.",
        columns=(
            *(AnnexColumn(header=each, width=24) for each in texts),
            *(AnnexColumn(header=each, width=16) for each in weeks),
            AnnexColumn(header="À savoir", width=60),
        ),
        rows=tuple(
            (
                *(said.crop, said.canteen, said.growers, said.area, said.season, said.volume),
                *(week.words for week in said.weeks),
                said.notes,
            )
            for _, said in lines
        ),
    )
