"""Pure: « Reversements », the lead's page: by funder, by partner, then the cash of each month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import (
    NBSP,
    counted,
    format_date,
    format_money,
    format_month,
    name_some,
    typo,
)
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.cents import euros
from relocalisons.core.money.lead import lead_of
from relocalisons.core.money.repayments.positions import Ledger, measure_repayments
from relocalisons.core.money.repayments.treasury import Month, measure_treasury
from relocalisons.core.reports.repayments.sheets import ledger_sheets
from relocalisons.core.reports.repayments.words import heading_of, say
from relocalisons.core.views.line_views import CurveMark, Curves, Series
from relocalisons.core.views.pictures import stopped_on
from relocalisons.core.views.rag import Rag, status
from relocalisons.core.views.view import (
    PaperView,
    PictureView,
    PictureWords,
    PlainTable,
    Tile,
)

_MONTHS_SHOWN = 12  # the others are in the workbook
HOW = (
    "Dû\u00a0: ce qu’un financeur a payé d’une demande, réparti entre ses partenaires selon ce "
    "qu’il a accepté de leurs dépenses, au centime.",
    "Encaissé = à reverser + gardé + sans affectation, financeur par financeur.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentsPage(PaperView):
    """Everything that the coordination follows of repayments."""

    template = "money/repayments"
    tiles: tuple[Tile, ...]
    sentences: tuple[str, ...]
    funders: PlainTable
    partners: PlainTable
    treasury: Curves | None
    months: PlainTable
    how: tuple[str, ...]

    @property
    def pictures(self) -> Mapping[str, PictureView | None]:
        """The curves of what came, what was spent and what was passed on."""
        return {"tresorerie": self.treasury}


def build_repayments_page(programme: Programme, *, as_of: date) -> RepaymentsPage:
    """The page on a day; for the coordination alone."""
    books = open_books(programme)
    ledger = measure_repayments(books, as_of=as_of)
    months = measure_treasury(books, ledger, as_of=as_of)
    heading = heading_of(
        programme, title="reversements", kicker="Reversements · pour la coordination",
        file_stem="Reversements", as_of=as_of,
    )  # fmt: skip
    return RepaymentsPage(
        heading=heading,
        tiles=_tiles(ledger, months),
        sentences=_sentences(books, ledger),
        funders=_by_funder(books, ledger),
        partners=_by_partner(programme, ledger),
        treasury=treasury_curve(months, as_of=as_of),
        months=_by_month(months),
        how=HOW,
        annex=ledger_sheets(books, ledger, months, intro=heading.stopped),
        memory={},
    )


def _tiles(ledger: Ledger, months: Sequence[Month]) -> tuple[Tile, ...]:
    received = sum(each.received for each in ledger.funders)
    owed = sum(each.owed for each in ledger.positions)
    waiting = {each.partner for each in ledger.positions if each.owed}
    over = sum(each.over for each in ledger.positions)
    left = sum(each.remaining for each in ledger.funders)
    in_hand = months[-1].in_hand if months else 0
    return (
        Tile(
            label="Encaissé", value=_euros(received), gap="",
            target=f"dont {_euros(left)} sans affectation",
            status=status(Rag.GOOD, "Au jour dit") if received
            else status(Rag.UNKNOWN, "Rien de noté"),
        ),
        Tile(
            label="À verser", value=_euros(owed), gap="",
            target=counted(len(waiting), none="à personne", one="à 1 partenaire",
                           many="à {n} partenaires"),
            status=status(Rag.WATCH, "À verser") if owed else status(Rag.GOOD, "Tout est versé"),
        ),
        Tile(
            label="Avances et trop-versés", value=_euros(over), gap="",
            target="versés au-delà du dû d’aujourd’hui",
            status=status(Rag.WATCH, "À suivre") if over else status(Rag.GOOD, "Aucun"),
        ),
        Tile(
            label="En caisse", value=_euros(in_hand), gap="", target="encaissé moins versé",
            status=status(Rag.WATCH, "Caisse négative") if in_hand < 0
            else status(Rag.GOOD, "Couvert"),
        ),
    )  # fmt: skip


def _sentences(books: Books, ledger: Ledger) -> tuple[str, ...]:
    said = (
        "Le chef de file n’est pas connu (« Rôle projet » de « Partenaires »)\u00a0: sa propre "
        "part paraît à verser."
        if lead_of(books.programme) is None
        else "",
        counted(
            len(ledger.unsure),
            one="1 réponse d’un financeur ne peut pas être lue",
            many="{n} réponses de financeurs ne peuvent pas être lues",
        )
        + (f" ({name_some([e.number for e in ledger.unsure])})." if ledger.unsure else ""),
        counted(
            len(ledger.movements.unread),
            one="1 ligne d’encaissement ou de versement est en doute, elle n’est pas comptée.",
            many="{n} lignes d’encaissement ou de versement sont en doute, elles ne sont pas "
            "comptées.",
        ),
    )
    return tuple(each for each in said if each)


def _by_funder(books: Books, ledger: Ledger) -> PlainTable:
    rows = [
        (
            typo(funder.name if (funder := books.funder(each.funder)) else each.funder),
            *map(say, (each.received, each.accepted, each.due - each.retained, each.retained)),
            say(each.remaining),
        )
        for each in ledger.funders
    ]
    return PlainTable(
        caption="Par financeur, en euros",
        columns=("Financeur", "Encaissé", "Accepté", "À reverser", "Gardé", "Sans affectation"),
        rows=tuple(rows),
        note="« À reverser »\u00a0: part due, versée ou non, celle du chef de file comprise. "
        "« Gardé »\u00a0: retenues du chef de file. « Sans affectation »\u00a0: encaissé "
        "avant que des dépenses soient acceptées.",
    )


def _by_partner(programme: Programme, ledger: Ledger) -> PlainTable:
    rows = [
        (
            partner_name(programme, each.partner, limit=36, unknown=each.partner),
            typo(each.funder),
            *map(say, (each.due, each.retained, each.paid)),
            "chef de file" if each.is_lead else _left(each.owed, each.over),
        )
        for each in ledger.positions
    ]
    return PlainTable(
        caption="Par partenaire, en euros",
        columns=("Partenaire", "Financeur", "Dû", "Gardé", "Versé", "Reste"),
        rows=tuple(rows),
    )


def _left(owed: int, over: int) -> str:
    if over:
        return f"{say(over)} en trop"
    return say(owed) if owed else "soldé"


def _by_month(months: Sequence[Month]) -> PlainTable:
    shown = months[-_MONTHS_SHOWN:]
    return PlainTable(
        caption="Trésorerie par mois, en euros",
        columns=("Mois", "Dépensé", "Encaissé", "Versé", "dont avances", "Récupéré", "En caisse"),
        rows=tuple(
            (
                format_month(each.first),
                *map(say, (each.spent, each.received, each.paid, each.ahead, each.recovered)),
                format_money(euros(each.in_hand), cents=True),
            )
            for each in shown
        ),
        note=f"Les {len(months)} mois sont dans le classeur." if len(months) > len(shown) else "",
    )


def treasury_curve(months: Sequence[Month], *, as_of: date) -> Curves | None:
    """Spent, received and passed on, cumulated; None before a second month."""
    if len(months) < 2:
        return None
    last = months[-1]

    def points(name: str) -> tuple[tuple[date, float], ...]:
        ends = [*(each.first for each in months[1:]), as_of]
        values = [getattr(each, name) / 100_000 for each in months]
        return ((months[0].first, 0.0), *zip(ends, values, strict=True))

    gap = last.all_spent - last.all_received
    title = (
        f"{_euros(gap)} de dépenses sont payés et pas encore encaissés"
        if gap > 0
        else f"{_euros(-gap)} sont encaissés d’avance"
        if gap < 0
        else "Tout ce qui est dépensé est encaissé"
    )
    return Curves(
        words=PictureWords(
            title=title,
            subtitle="Parts des financeurs cumulées\u00a0: dépenses payées, encaissements, "
            "versements aux partenaires, en milliers d’euros",
            source=stopped_on(as_of),
            alt=f"Courbes cumulées au {format_date(as_of)}{NBSP}: {_euros(last.all_spent)} "
            f"dépensés, {_euros(last.all_received)} encaissés, {_euros(last.all_paid)} versés aux "
            "partenaires.",
        ),
        as_of=as_of,
        as_of_text=f"arrêté au {format_date(as_of)}",
        unit="k€",
        series=(
            Series(label="Dépensé", style="reference", points=points("all_spent")),
            Series(label="Encaissé", style="done", points=points("all_received")),
            Series(label="Versé", style="forecast", points=points("all_paid")),
        ),
        marks=(
            CurveMark(style="reference", value=last.all_spent / 100_000,
                      text=f"{_euros(last.all_spent)} dépensés"),
            CurveMark(style="done", value=last.all_received / 100_000,
                      text=f"{_euros(last.all_received)} encaissés"),
            CurveMark(style="forecast", value=last.all_paid / 100_000,
                      text=f"{_euros(last.all_paid)} versés"),
        ),
    )  # fmt: skip


def _euros(amount: int) -> str:
    return format_money(euros(amount))
