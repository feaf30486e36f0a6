"""Pure: the supply chains on one page for the committee: no price, no grower, no named score."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    format_date,
    format_long_date,
    format_month,
    format_number,
    format_percent,
    join_words,
    plural_word,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import BEFORE_SIGNATURE, RUNNING, Stage
from relocalisons.core.producers.quality.certificates import (
    Certificate,
    latest_of_each,
    read_certificates,
)
from relocalisons.core.producers.rows import ContractSheet, contract_sheets, hectares
from relocalisons.core.producers.visits.notes import visit_states
from relocalisons.core.producers.volumes.findings import compare_volumes, say_volume
from relocalisons.core.producers.volumes.view import VolumeState, volume_lines
from relocalisons.core.programme.audience import COMMITTEE, view_for
from relocalisons.core.programme.scope import funder_mentions, programme_name
from relocalisons.core.reports.producers.sheet_questions import certificate_status
from relocalisons.core.views.pictures import bullets_alt, stopped_on
from relocalisons.core.views.rag import Rag, Status, rate_share, status
from relocalisons.core.views.view import (
    AnnexColumn,
    AnnexSheet,
    AnnexValue,
    BulletRow,
    Bullets,
    Heading,
    PaperView,
    PictureView,
    PictureWords,
    PlainTable,
    StateLine,
    StateTable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFigures:
    """One supply chain; kilograms are those of contracts that can be measured."""

    name: str
    stages: Mapping[Stage, int]
    preparing: int
    running: int
    area: Decimal  # hectares of the running contracts whose surface can be read
    unread_areas: int
    committed: Decimal
    delivered: Decimal
    measured: int
    short: int
    unmeasured: int
    valid: int  # certificates of its growers
    ending: int
    expired: int
    growers: int
    visits_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainsPage(PaperView):
    """The page; `picture` is None when no volume can be measured."""

    template = "producers/supply_chains"
    sentences: tuple[str, ...]
    picture: Bullets | None
    stages: PlainTable
    contracts: StateTable
    growers: StateTable
    mentions: tuple[str, ...]  # what the funders ask to print

    @property
    def pictures(self) -> Mapping[str, PictureView | None]:
        """The volumes of the chains."""
        return {"filieres": self.picture}


@for_others
def build_chains_page(programme: Programme, *, as_of: date) -> ChainsPage:
    """The page of every supply chain that has a contract in preparation or under way."""
    programme = view_for(programme, viewer=COMMITTEE).programme
    figures = measure_chains(programme, as_of=as_of)
    name, stopped = programme_name(programme), f"Données arrêtées au {format_long_date(as_of)}"
    month = format_month(as_of)
    number = len({fold(each.chain) for each in _open_contracts(programme)})
    contracts, growers = _contracts_table(figures), _growers_table(figures, number=number)
    return ChainsPage(
        heading=Heading(
            title="Suivi des filières",
            kicker="Contrats, volumes, justificatifs et visites par filière",
            subtitle=f"{name} · {count_of(number, 'filière')} · {stopped[0].lower()}{stopped[1:]}",
            running=f"{name} · suivi des filières · {month}",
            stopped=stopped,
            description=f"Suivi des filières au {format_date(as_of)}",
            file_stem=f"{as_of:%Y-%m} Suivi des filières",
            as_of=as_of,
        ),
        sentences=_sentences(figures),
        picture=_picture(figures, as_of=as_of),
        stages=_stages_table(figures),
        contracts=contracts,
        growers=growers,
        mentions=funder_mentions(programme),
        annex=(_annex(figures, stopped=stopped),),
    )


def measure_chains(programme: Programme, *, as_of: date) -> tuple[ChainFigures, ...]:
    """The figures of each chain, by name; a contract without chain is said to have none.

    A chain of fewer than three growers would tell the figures of one of them: such chains are one.
    """
    chains: dict[str, list[ContractSheet]] = {}
    titles: dict[str, str] = {}
    for sheet in _open_contracts(programme):
        chains.setdefault(fold(sheet.chain), []).append(sheet)
        titles.setdefault(fold(sheet.chain), sheet.chain)
    chains, titles = _merge_small(chains, titles)
    papers = latest_of_each(read_certificates(programme))
    late = {
        state.producer
        for state in visit_states(programme, as_of=as_of)
        if state.overdue_since(as_of) is not None
    }
    return tuple(
        _figures(_capital(typo(titles[key])), chains[key], papers=papers, late=late, as_of=as_of)
        for key in sorted(chains, key=lambda key: (key == _REST, key))
    )


FEWEST_GROWERS = 3
_REST = ""  # no chain has this name: one without any is « sans filière »


def _merge_small(
    chains: Mapping[str, list[ContractSheet]], titles: Mapping[str, str]
) -> tuple[dict[str, list[ContractSheet]], dict[str, str]]:
    """The chains with those of too few growers in one, which takes more until it has three."""
    by_size = sorted(chains, key=lambda key: (len(_growers(chains[key])), key))
    merged: list[str] = []
    pooled: set[str] = set()
    for key in by_size:
        own = _growers(chains[key])
        if len(own) >= FEWEST_GROWERS and (not merged or len(pooled) >= FEWEST_GROWERS):
            break
        merged.append(key)
        pooled |= own
    if len(merged) < 2:
        return dict(chains), dict(titles)
    kept = {key: sheets for key, sheets in chains.items() if key not in merged}
    kept[_REST] = [sheet for key in sorted(merged) for sheet in chains[key]]
    names = join_words([titles[key] for key in sorted(merged)])
    return kept, {**titles, _REST: names}


def _open_contracts(programme: Programme) -> list[ContractSheet]:
    shown = (*RUNNING, *BEFORE_SIGNATURE)
    return [each for each in contract_sheets(programme) if stage_of(each.contract) in shown]


def _growers(sheets: Iterable[ContractSheet]) -> set[str]:
    return {sheet.contract.producer for sheet in sheets if sheet.contract.producer}


def _figures(
    name: str,
    sheets: list[ContractSheet],
    *,
    papers: tuple[Certificate, ...],
    late: set[str],
    as_of: date,
) -> ChainFigures:
    running = [sheet for sheet in sheets if stage_of(sheet.contract) in RUNNING]
    areas = [hectares(sheet.row) for sheet in running]
    lines = volume_lines(tuple(sheet.contract for sheet in running), as_of=as_of)
    known = [line for line in lines if line.committed and line.delivered is not None]
    growers = _growers(sheets)
    own = [paper for paper in papers if paper.producer in growers]
    held = [certificate_status(paper, as_of=as_of).level for paper in own]
    return ChainFigures(
        name=name,
        stages=Counter(stage for sheet in sheets if (stage := stage_of(sheet.contract))),
        preparing=len(sheets) - len(running),
        running=len(running),
        area=sum((area for area in areas if area is not None), Decimal(0)),
        unread_areas=areas.count(None),
        committed=sum((line.committed or Decimal(0) for line in known), Decimal(0)),
        delivered=sum((line.delivered or Decimal(0) for line in known), Decimal(0)),
        measured=len(known),
        short=len([line for line in known if line.state is VolumeState.SHORT]),
        unmeasured=len([line for line in lines if line.state is VolumeState.UNKNOWN]),
        valid=held.count(Rag.GOOD) + held.count(Rag.WATCH),
        ending=held.count(Rag.WATCH),
        expired=held.count(Rag.ALERT),
        growers=len(growers),
        visits_late=len(growers & late),
    )


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"


def _sentences(figures: tuple[ChainFigures, ...]) -> tuple[str, ...]:
    running = sum(each.running for each in figures)
    preparing = sum(each.preparing for each in figures)
    area = sum((each.area for each in figures), Decimal(0))
    unread = sum(each.unread_areas for each in figures)
    committed = sum((each.committed for each in figures), Decimal(0))
    delivered = sum((each.delivered for each in figures), Decimal(0))
    unmeasured = sum(each.unmeasured for each in figures)
    on_surfaces = (
        f"{count_of(running, 'contrat')} en cours sur {format_number(area)}{NBSP}ha"
        f"{_besides(unread, 'surface')}, {count_of(preparing, 'contrat')} en préparation."
    )
    if committed <= 0:
        return (on_surfaces, "Aucun volume n’est mesurable à ce jour.")
    on_volumes = (
        f"{_capital(compare_volumes(delivered, committed, word='engagé'))} à ce jour, soit "
        f"{format_percent(delivered / committed)}{_besides(unmeasured, 'contrat')}."
    )
    return (on_surfaces, on_volumes)


def _besides(count: int, noun: str) -> str:
    which = plural_word(count, "non mesurable" if noun == "contrat" else "illisible")
    return f" ({count_of(count, noun)} {which} à part)" if count else ""


def _volume_status(each: ChainFigures) -> Status:
    """The level of the chain's volumes; grey when most of its contracts cannot be measured."""
    if each.measured + each.unmeasured == 0:
        return status(Rag.GOOD, "Rien d’échu") if each.running else status(Rag.UNKNOWN, "À venir")
    if each.measured < each.unmeasured or each.committed <= 0:
        return status(Rag.UNKNOWN, "Non mesuré")
    level = rate_share(each.delivered, each.committed)
    if not each.short:
        return status(level)
    short = f"{each.short} sous tolérance"
    return status(Rag.WATCH if level is Rag.GOOD else level, short)


def _contracts_table(figures: tuple[ChainFigures, ...]) -> StateTable:
    return StateTable(
        caption="Contrats et volumes par filière",
        columns=(
            "Filière", "En préparation", "En cours", "Surface", "Engagé à ce jour", "Livré",
            "Non mesurés", "État",
        ),
        lines=tuple(
            StateLine(
                cells=(
                    each.name,
                    str(each.preparing),
                    str(each.running),
                    f"{format_number(each.area)}{NBSP}ha" + ("*" if each.unread_areas else ""),
                    say_volume(each.committed) if each.measured else "–",
                    say_volume(each.delivered) if each.measured else "–",
                    str(each.unmeasured) if each.unmeasured else "–",
                ),
                status=_volume_status(each),
            )
            for each in figures
        ),
        note=_note(figures),
    )  # fmt: skip


def _note(figures: tuple[ChainFigures, ...]) -> str:
    unread = any(each.unread_areas for each in figures)
    unmeasured = any(each.unmeasured for each in figures)
    notes = (
        (unread, "* Surfaces illisibles non comptées."),
        (unmeasured, "Les volumes ne comptent que les contrats mesurables."),
        (True, "▲ : un contrat au moins est sous sa tolérance, ou la filière livre moins de 90 %."),
    )
    return " ".join(words for is_so, words in notes if is_so)


def _stages_table(figures: tuple[ChainFigures, ...]) -> PlainTable:
    shown = (*BEFORE_SIGNATURE, *RUNNING)
    return PlainTable(
        caption="Contrats par étape, de la prise de contact à la livraison",
        columns=("Filière", *(_capital(stage.value) for stage in shown)),
        rows=tuple(
            (each.name, *(str(each.stages.get(stage, 0) or "–") for stage in shown))
            for each in figures
        ),
    )


def _growers_table(figures: tuple[ChainFigures, ...], *, number: int) -> StateTable:
    return StateTable(
        caption="Justificatifs et visites par filière",
        columns=(
            "Filière", "Producteurs", "Justificatifs valables", "dont à renouveler", "Expirés",
            "Visites en retard", "État",
        ),
        lines=tuple(
            StateLine(
                cells=(
                    each.name,
                    str(each.growers),
                    str(each.valid),
                    str(each.ending) if each.ending else "–",
                    str(each.expired) if each.expired else "–",
                    str(each.visits_late) if each.visits_late else "–",
                ),
                status=status(Rag.WATCH if each.expired or each.visits_late else Rag.GOOD),
            )
            for each in figures
        ),
        note="Un producteur et ses visites comptent dans chacune de ses filières."
        + (" Les plus petites sont présentées ensemble." if number > len(figures) else "")
        if number > 1
        else "",
    )  # fmt: skip


def _picture(figures: Iterable[ChainFigures], *, as_of: date) -> Bullets | None:
    shown = [each for each in figures if each.measured and each.committed > 0]
    if not shown:
        return None
    largest = max(max(each.committed, each.delivered) for each in shown)
    unit, size = ("t", Decimal(1000)) if largest >= 1000 else ("kg", Decimal(1))
    rows = tuple(
        BulletRow(
            label=each.name,
            done=float(each.delivered / size),
            expected=float(each.committed / size),
            mark=None,
            text=format_percent(each.delivered / each.committed),
            level=_volume_status(each).level,
        )
        for each in sorted(shown, key=lambda each: each.delivered / each.committed)
    )
    below = [row for row in rows if row.done < row.expected]
    lagging = f"{SEMICOLON} ".join(f"{row.label.lower()} {row.text}" for row in below)
    return Bullets(
        words=PictureWords(
            title=f"Moins livré que l’engagement à ce jour{NBSP}: {lagging}"
            if lagging
            else "Chaque filière a livré au moins son engagement à ce jour",
            subtitle="Volumes livrés et engagés à ce jour par filière, contrats mesurables",
            source=stopped_on(as_of),
            alt=bullets_alt("Volumes par filière", rows),
        ),
        unit=unit,
        rows=rows,
        done_word="Livré",
        expected_word="Engagé",
        mark_word="",
    )


def _annex(figures: tuple[ChainFigures, ...], *, stopped: str) -> AnnexSheet:
    rows: list[tuple[AnnexValue, ...]] = [
        (
            each.name, each.preparing, each.running, each.area, each.unread_areas,
            each.committed if each.measured else None,
            each.delivered if each.measured else None,
            each.measured, each.short, each.unmeasured, each.growers, each.valid, each.ending,
            each.expired, each.visits_late,
        )
        for each in figures
    ]  # fmt: skip
    headers = (
        "En préparation", "En cours", "Surface (ha)", "Surfaces illisibles", "Engagé (kg)",
        "Livré (kg)", "Contrats mesurés", "Sous leur tolérance", "Non mesurables", "Producteurs",
        "Justificatifs valables", "dont à renouveler", "Expirés", "Visites en retard",
    )  # fmt: skip
    return AnnexSheet(
        title="Filières",
        intro=stopped,
        columns=(
            AnnexColumn(header="Filière", width=26),
            *(AnnexColumn(header=header, width=14, kind="number") for header in headers),
        ),
        rows=tuple(rows),
    )
