"""Pure: one page about a producer before a visit: contracts, volumes, certificates, questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Self

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import (
    GrowingContract,
    Programme,
    TrackedFinding,
    last_day,
)
from relocalisons.core.kernel.wording import hide_contacts
from relocalisons.core.kernel.words.french import (
    NBSP,
    date_or,
    format_long_date,
    format_number,
    format_percent,
    rest_words,
    shorten,
    typo,
    whole_percent,
)
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import BEFORE_SIGNATURE, RUNNING
from relocalisons.core.producers.quality.certificates import (
    Certificate,
    latest_of_each,
    read_certificates,
)
from relocalisons.core.producers.rows import ContractSheet, contract_sheets, hectares
from relocalisons.core.producers.visits.notes import VisitState
from relocalisons.core.producers.volumes.findings import say_volume
from relocalisons.core.producers.volumes.losses import losses_of
from relocalisons.core.producers.volumes.school_breaks import calendar_of
from relocalisons.core.producers.volumes.view import (
    VolumeLine,
    VolumeState,
    net_kilograms,
    volume_lines,
)
from relocalisons.core.programme.scope import programme_name
from relocalisons.core.programme.standing import in_force
from relocalisons.core.reports.producers.sheet_questions import (
    ask_renewal,
    certificate_status,
    questions_to_ask,
    shown_and_unasked,
    why_unknown,
)
from relocalisons.core.reports.producers.volume_bands import Bands, bands_of
from relocalisons.core.reports.shared.tables import UNREAD
from relocalisons.core.views.rag import Rag, Status, status
from relocalisons.core.views.view import (
    AnnexColumn,
    AnnexSheet,
    Heading,
    PaperView,
    PictureView,
    PlainTable,
    StateLine,
    StateTable,
)

_ELSEWHERE = "dans « Anomalies »"
MOST_CONTRACTS = 7
MOST_CERTIFICATES = 5

# The cells to fill in « Visites », in the order of the tab: a phone is enough.
_FORM = PlainTable(
    caption="À noter dans l’onglet «\u00a0Visites\u00a0» (un téléphone suffit)",
    columns=("Date réalisée", "État cultures", "Risque volume", "Points d’action", "Prochaine"),
    rows=(("\u00a0",) * 5,),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerSheet(PaperView):
    """Everything on the page; for the coordination and the producer concerned, no price."""

    template = "producers/producer_sheet"
    visit: str
    contracts: StateTable
    bands: Bands | None
    undrawn: str  # the contracts that are not in the picture, and why
    certificates: StateTable
    last_points: tuple[str, ...]
    questions: tuple[str, ...]
    form: PlainTable

    @property
    def pictures(self) -> Mapping[str, PictureView | None]:
        """The volumes of the contracts."""
        return {"bandes": self.bands}

    def shorter(self) -> Iterator[Self]:
        """No picture of what the table tells, then fewer questions, then fewer contracts.

        It goes into a pocket, and questions are what it goes there for.

        What is left out is counted on the page; all of it stands in « Anomalies » and in the annex.
        """
        asked, shortest = self.questions, self
        if self.bands is not None:
            shortest = replace(self, bands=None)
            yield shortest
        for kept in range(len(asked) - 1, 0, -1):
            left = len(asked) - kept
            rest = rest_words(left, "autre question", "autres questions", _ELSEWHERE)
            shortest = replace(self, bands=None, questions=(*asked[:kept], rest))
            yield shortest
        short = shortest
        lines = self.contracts.lines
        for kept in range(len(lines) - 1, 0, -1):
            left = len(lines) - kept
            yield replace(
                short,
                contracts=replace(
                    self.contracts,
                    lines=lines[:kept],
                    note=rest_words(left, "autre contrat", "autres contrats", "dans l’annexe"),
                ),
            )


@for_others
def build_producer_sheet(
    programme: Programme,
    tracked: tuple[TrackedFinding, ...],
    *,
    state: VisitState,
    as_of: date,
) -> ProducerSheet:
    """The page of a producer; `state` tells of the visits. KeyError when nobody has that code."""
    partner = programme.partner(state.producer)
    if partner is None:
        raise KeyError(f"no partner {state.producer!r}")
    sheets = [
        sheet
        for sheet in contract_sheets(programme)
        if sheet.contract.producer == state.producer
        and stage_of(sheet.contract) in (*RUNNING, *BEFORE_SIGNATURE)
    ]
    running = tuple(each.contract for each in sheets if stage_of(each.contract) in RUNNING)
    name = typo(partner.name) or partner.code
    findings = [each for each in in_force(tracked) if each.finding.partner == state.producer]
    contracts = _contracts(sheets, as_of=as_of)
    certificates = tuple(
        each for each in read_certificates(programme) if each.producer == state.producer
    )
    return ProducerSheet(
        heading=_heading(programme, name, partner.code, contact=partner.contact, as_of=as_of),
        visit=visit_words(state, as_of=as_of),
        contracts=contracts,
        bands=bands_of(
            running,
            losses=losses_of(programme, as_of=as_of),
            as_of=as_of,
            calendar=calendar_of(programme.parameters),
        ),
        undrawn=_undrawn(running, as_of=as_of),
        certificates=_certificates(certificates, as_of=as_of),
        last_points=tuple(_last_points(state)),
        questions=questions_to_ask(
            findings,
            name=name,
            renewal=ask_renewal(
                [each for each in sheets if stage_of(each.contract) in RUNNING], as_of=as_of
            ),
            more=lambda asked: shown_and_unasked(
                volume_lines(running, as_of=as_of), certificates, asked, as_of=as_of
            ),
        ),
        form=_FORM,
        annex=(_annex(contracts, stopped=_stopped(as_of)),),
    )


def visit_words(state: VisitState, *, as_of: date) -> str:
    """When the visit is, or why one is due."""
    since = state.overdue_since(as_of)
    if state.planned is not None:
        planned = f"Visite prévue le {format_long_date(state.planned, weekday=True)}."
        if state.missed is None:
            return planned
        missed = f"elle du {format_long_date(state.missed)} n’est pas notée comme faite"
        if (state.planned.year, state.planned.month) == (as_of.year, as_of.month):
            return f"{planned} C{missed}."
        # The plan of this month asks for a date: both papers say the same.
        return (
            f"Visite à fixer ce mois-ci, c{missed}. La suivante est prévue le "
            f"{format_long_date(state.planned, weekday=True)}."
        )
    if state.missed is not None:
        return (
            f"La visite prévue le {format_long_date(state.missed)} n’est pas notée comme faite"
            f"{NBSP}: une date est à convenir."
        )
    if since is not None:
        return f"Une visite était à faire avant le {format_long_date(since)}."
    if state.due is not None:
        return f"Prochaine visite à faire avant le {format_long_date(state.due)}."
    return "Aucune date de visite n’est fixée."


def _stopped(as_of: date) -> str:
    return f"Données arrêtées au {format_long_date(as_of)}"


def _heading(
    programme: Programme, name: str, code: str, *, contact: str | None, as_of: date
) -> Heading:
    who = f"{typo(contact)} · " if contact else ""
    return Heading(
        title=name,
        kicker="Fiche de suivi producteur",
        subtitle=f"{who}{programme_name(programme)} · données arrêtées au "
        f"{format_long_date(as_of)}",
        running=f"{programme_name(programme)} · suivi producteur · {code}",
        stopped=f"{_stopped(as_of)} · à l’usage de la coordination et du producteur concerné",
        description=f"Fiche de suivi de {name}",
        file_stem=f"{as_of:%Y-%m} Fiche {code} {shorten(name, limit=60)}".replace("/", "-"),
        as_of=as_of,
    )


def _contracts(sheets: list[ContractSheet], *, as_of: date) -> StateTable:
    lines = {
        line.contract.number: line
        for line in volume_lines(tuple(each.contract for each in sheets), as_of=as_of)
    }
    left = len(sheets) - MOST_CONTRACTS
    return StateTable(
        caption="Contrats de culture",
        columns=("Contrat", "Étape", "Surface", "Engagé à ce jour", "Livré", "Part", "État"),
        lines=tuple(
            _contract(each, lines.get(each.contract.number), as_of=as_of)
            for each in sheets[:MOST_CONTRACTS]
        ),
        note=rest_words(left, "autre contrat", "autres contrats", "dans l’annexe"),
    )


def _contract(sheet: ContractSheet, line: VolumeLine | None, *, as_of: date) -> StateLine:
    contract = sheet.contract
    area = hectares(sheet.row)
    known = line is not None and line.committed is not None and line.delivered is not None
    return StateLine(
        cells=(
            f"{contract.number} {typo(shorten(contract.crop or '', limit=60))}".strip(),
            contract.stage or "–",
            f"{format_number(area)}{NBSP}ha" if area is not None else "–",
            _engaged(line),
            _delivered(contract, line, as_of=as_of),
            _share(line.share, line.tolerance)
            if known and line is not None and line.share is not None
            else "–",
        ),
        status=line.status if line is not None else _unsigned(contract),
    )


def _engaged(line: VolumeLine | None) -> str:
    """What is due by now, of a contract that cannot be measured too."""
    if line is not None and "engagement" in line.unread:
        return UNREAD
    due = (line.committed or line.promised) if line is not None else None
    return say_volume(due) if due else "–"


def _delivered(contract: GrowingContract, line: VolumeLine | None, *, as_of: date) -> str:
    """What came; under a contract that is not signed, or cannot be measured, too."""
    if line is None:
        made = _made(contract)
        return say_volume(made) if made else "–"
    if line.delivered is not None:
        return say_volume(line.delivered)
    known = _came(contract, as_of=as_of)
    least = "au moins " if "livraisons" in line.unread else ""
    side = ROUND_FLOOR if least else ROUND_HALF_UP
    return f"{least}{say_volume(known, side)}" if known else "–"


def _came(contract: GrowingContract, *, as_of: date) -> Decimal:
    """Kilograms of the deliveries whose day and quantity can be read."""
    days = [(last_day(each.on), net_kilograms(each)) for each in contract.deliveries]
    known = [mass for day, mass in days if day is not None and day <= as_of and mass is not None]
    return sum(known, Decimal(0))


def _made(contract: GrowingContract) -> Decimal:
    return sum((net_kilograms(each) or Decimal(0) for each in contract.deliveries), Decimal(0))


def _unsigned(contract: GrowingContract) -> Status:
    if _made(contract):
        return status(Rag.WATCH, "Livré avant signature")
    return status(Rag.UNKNOWN, "Pas encore signé")


def _share(share: Decimal, tolerance: Decimal) -> str:
    """A share; with its decimal where a whole number would look like the limit itself."""
    bounds = {whole_percent(1 + tolerance), whole_percent(1 - tolerance)}
    return format_percent(share, digits=1 if whole_percent(share) in bounds else 0)


def _undrawn(running: tuple[GrowingContract, ...], *, as_of: date) -> str:
    left = [
        f"{line.contract.number} ({why_unknown(line.contract)})"
        for line in volume_lines(running, as_of=as_of)
        if line.state is VolumeState.UNKNOWN
    ]
    return f"Non mesurable{NBSP}: {', '.join(left)}." if left else ""


def _certificates(certificates: tuple[Certificate, ...], *, as_of: date) -> StateTable:
    settled = {each.subject: each for each in latest_of_each(certificates)}
    unread = {each.subject: each for each in certificates if each.subject not in settled}
    lines = [
        StateLine(
            cells=(
                each.name,
                typo(shorten(each.row.text("scope") or "–", limit=40)),
                date_or(each.until),
            ),
            status=certificate_status(each, as_of=as_of),
        )
        for each in sorted(settled.values(), key=lambda each: (each.until or as_of, each.name))
    ]
    lines += [
        StateLine(
            cells=(each.name, typo(shorten(each.row.text("scope") or "–", limit=40)), "–"),
            status=status(Rag.UNKNOWN, "À préciser"),
        )
        for each in unread.values()
    ]
    return StateTable(
        caption="Labels et justificatifs",
        columns=("Justificatif", "Portée", "Valable jusqu’au", "État"),
        lines=tuple(lines[:MOST_CERTIFICATES]),
    )


def _last_points(state: VisitState) -> Iterator[str]:
    row = state.last
    if row is None or state.last_on is None:
        yield "Aucune visite n’est notée."
        return
    purpose = f"{NBSP}: {_said(row.text('purpose'))}" if row.text("purpose") else ""
    yield f"Visite du {format_long_date(state.last_on)}{purpose}."
    crop, risk = row.text("crop_state"), row.text("volume_risk")
    if crop or risk:
        said = (
            f"cultures{NBSP}: {_said(crop)}" if crop else "",
            f"risque sur les volumes{NBSP}: {_said(risk)}" if risk else "",
        )
        words = "\u202f; ".join(part for part in said if part)
        yield f"{words[0].upper()}{words[1:]}."
    points = row.text("points")
    if points:
        yield f"Points d’action{NBSP}: {_said(points, limit=220)}."


def _said(text: str | None, *, limit: int = 110) -> str:
    return typo(shorten(hide_contacts(text or ""), limit=limit)).rstrip(".")


def _annex(contracts: StateTable, *, stopped: str) -> AnnexSheet:
    return AnnexSheet(
        title="Contrats",
        intro=stopped,
        columns=tuple(
            AnnexColumn(header=header, width=26, kind="status" if header == "État" else "text")
            for header in contracts.columns
        ),
        rows=tuple((*line.cells, line.status.text) for line in contracts.lines),
    )
