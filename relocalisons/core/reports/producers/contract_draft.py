"""Pure: the draft of a growing contract: what the sheets say of each clause, what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import (
    Programme,
    last_day,
)
from relocalisons.core.kernel.wording import label_of, quote_cell
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_days,
    format_date,
    format_long_date,
    format_percent,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contracts.articles import Article, article_words
from relocalisons.core.producers.contracts.conditions import (
    buyer_row,
    own_place,
    usual_site,
)
from relocalisons.core.producers.contracts.life import Term, term_of
from relocalisons.core.producers.contracts.words import Renewal, says_tax
from relocalisons.core.producers.payment.terms import PaymentTerm, payment_term
from relocalisons.core.producers.prices.indicators import revised_price
from relocalisons.core.producers.purchasing.needs import (
    public_buyers,
    taken_for_public,
    volume_of_calendar,
)
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.producers.volumes.findings import say_volume
from relocalisons.core.programme.scope import programme_name
from relocalisons.core.reports.producers.contract_articles import PARTS, ContractPart
from relocalisons.core.reports.producers.contract_facts import (
    Fact,
    day_of,
    measured,
    missing,
    shown_day,
    shown_volume,
    text_of,
    unset,
)
from relocalisons.core.reports.producers.contract_points import (
    is_firm,
    points_to_settle,
)
from relocalisons.core.sources.laws.dated_values import DatedValue
from relocalisons.core.sources.laws.payment_delays import PaymentDelay
from relocalisons.core.views.view import Heading, PaperView, PlainTable

# From when the delay counts, and how it is invoiced.
_PAID = {
    PaymentDelay.PERISHABLE: (
        "après la livraison",
        "une facture par livraison ; périodique, elle se paie {days} après la fin de la décade de "
        "livraison",
    ),
    PaymentDelay.FRESH_MEAT: ("après la livraison", "une facture par livraison"),
    **dict.fromkeys(
        (PaymentDelay.PUBLIC, PaymentDelay.HOSPITAL),
        ("après réception de la facture", "une facture adressée à l’acheteur public"),
    ),
}
_MOST_CHANGES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractDraft(PaperView):
    """The draft of one contract. It holds a price: coordination, parties and lawyer only."""

    template = "producers/growing_contract"
    word_template = "office/contrat_de_culture.docx"
    titles_in_word = True
    notice: str
    parties: tuple[Fact, ...]
    clauses: tuple[tuple[Fact, ...], ...]  # the seven, in the order of the law
    calendar: PlainTable
    to_settle: tuple[str, ...]
    signatures: PlainTable

    @property
    def parts(self) -> Mapping[str, ContractPart]:
        """The title and the first sentence of each section."""
        return PARTS

    @property
    def lines(self) -> Mapping[str, str]:
        """What the draft says line by line, for the next edition to compare with."""
        facts = (fact for group in (self.parties, *self.clauses) for fact in group)
        return {fact.label: fact.value for fact in facts}


def say_changed_lines(before: Mapping[str, str], draft: ContractDraft) -> str:
    """What the sheets say otherwise than the edition that somebody then edited by hand.

    « Prix : 1,40 €/kg (1,30 €/kg dans votre version) » ; empty when nothing moved.
    """
    now = draft.lines
    told = [
        f"{label}{NBSP}: {value} ({before[label]} dans votre version)"
        for label, value in now.items()
        if label in before and before[label] != value
    ]
    told += [
        f"{label}{NBSP}: {value} (nouveau)"
        for label, value in now.items()
        if before and label not in before
    ]
    shown = f"{THIN}; ".join(told[:_MOST_CHANGES])
    more = len(told) - _MOST_CHANGES
    return f"{shown}{THIN}; et {more}{NBSP}de plus" if more > 0 else shown


@for_others
def build_contract_draft(
    programme: Programme, sheet: ContractSheet, *, as_of: date
) -> ContractDraft:
    """Everything that « Contrats de culture », « Volumes engagés » and « Partenaires » say.

    A cell that is empty or in doubt is marked as such; only the delay of payment is completed, by
    the law, with its article.
    """
    contract = sheet.contract
    label = label_of(contract.number, contract.crop)
    stopped = f"Projet établi le {format_long_date(as_of)}"
    return ContractDraft(
        heading=Heading(
            title=f"Contrat de culture {label}",
            kicker="PROJET, à valider par l’expert juridique",
            subtitle=f"{programme_name(programme)} · {sheet.chain} · données lues au "
            f"{format_long_date(as_of)}",
            running=f"{programme_name(programme)} · contrat de culture {contract.number} · projet",
            stopped=f"{stopped} · document confidentiel entre les parties",
            description=f"Projet de contrat de culture {label}",
            file_stem=f"{contract.number} Projet de contrat "
            f"{shorten(contract.crop or '', limit=50)}".strip().replace("/", "-"),
            as_of=as_of,
        ),
        notice="Ce projet reprend les tableaux du programme. Les mentions [À compléter] et "
        "[À préciser] sont à régler, les articles proposés à accepter ou à récrire, et le tout est "
        "à valider par l’expert juridique, avant toute signature.",
        parties=tuple(_parties(programme, sheet)),
        clauses=(
            _quantity(sheet),
            tuple(_price(programme, sheet)),
            tuple(_delivery(programme, sheet)),
            _payment(payment_term(programme, sheet, as_of=as_of)),
            tuple(_duration(programme, sheet)),
            tuple(_article(programme, each) for each in (Article.EVENTS, Article.WARNING)),
            _ending(programme, sheet),
        ),
        calendar=_calendar(sheet),
        to_settle=tuple(points_to_settle(programme, sheet, as_of=as_of)),
        signatures=PlainTable(
            caption=f"Contrat de culture {label}, articles 1 à 7 et calendrier des volumes, fait "
            "en deux exemplaires",
            columns=("Le producteur", "L’acheteur"),
            rows=(("Nom, date et signature", "Nom, date et signature"),),
        ),
    )


def _parties(programme: Programme, sheet: ContractSheet) -> Iterator[Fact]:
    rows = {fold(row.text("code") or ""): row for row in programme.rows("partners")}
    for who, column, code in (
        ("Le producteur", "producer", sheet.contract.producer),
        ("L’acheteur", "buyer", sheet.contract.buyer),
    ):
        row = rows.get(fold(code or "")) if code else None
        if row is None:
            typed = sheet.row.text(column)
            yield (
                Fact(label=who, value=f"[À préciser{NBSP}: {quote_cell(typed)}]", open=True)
                if typed
                else missing(who)
            )
            continue
        siret, contact, area = row.text("siret"), row.text("contact"), row.text("area")
        words = (
            typo(row.text("name") or ""),
            f"SIRET {siret}" if siret else f"[À compléter{NBSP}: SIRET]",
            *((f"représenté par {typo(contact)}",) if contact else ()),
            *((typo(area),) if area else ()),
        )
        yield Fact(label=who, value=", ".join(words), open=not siret)


def _quantity(sheet: ContractSheet) -> tuple[Fact, ...]:
    row, labels = sheet.row, sheet.row.text("labels")
    tolerance = row.reading("tolerance")
    share = tolerance.value if tolerance.is_set else None
    return (
        text_of("Culture et variété", row, "crop"),
        measured("Surface mise en culture", row, "area"),
        _volume(sheet),
        Fact(
            label="Tolérance",
            value=f"plus ou moins {format_percent(share)} sur chaque période",
        )
        if share is not None
        else unset("Tolérance", row, "tolerance"),
        Fact(label="Labels exigés", value=typo(labels) if labels else "aucun"),
        text_of("Calibre et conditionnement", row, "packaging"),
    )


def _volume(sheet: ContractSheet) -> Fact:
    """The cell, else what the calendar adds up to."""
    summed = volume_of_calendar(sheet)
    if summed is None:
        return measured("Volume total", sheet.row, "volume")
    return Fact(label="Volume total", value=say_volume(summed))


def _price(programme: Programme, sheet: ContractSheet) -> Iterator[Fact]:
    """A price said to be firm has no revision: what the sheet notes of one is to be settled."""
    row = sheet.row
    price = row.text("price")
    yield (
        Fact(label="Prix", value=f"{typo(price)} [HT ou TTC{NBSP}: à préciser]", open=True)
        if price and not says_tax(price)
        else text_of("Prix", row, "price")
    )
    yield text_of("Nature du prix", row, "price_type")
    if is_firm(row):
        return
    yield text_of("Formule ou indicateur de révision", row, "price_formula")
    yield day_of("Prochaine révision", row, "price_review")
    yield from _revised(programme, sheet)


def _revised(programme: Programme, sheet: ContractSheet) -> Iterator[Fact]:
    """The price of the next review, where the library holds the values of its formula."""
    review = last_day(sheet.row.reading("price_review"))
    if review is None:
        return
    revised = revised_price(sheet, programme.parameters, on=review)
    if revised is not None:
        yield Fact(label=f"Prix au {format_date(review)}", value=revised.words)


def _delivery(programme: Programme, sheet: ContractSheet) -> Iterator[Fact]:
    """The contract's own words, else those of the canteen's line of « Partenaires »."""
    canteen = buyer_row(programme, sheet)
    place = own_place(programme, sheet) or usual_site(programme, sheet)
    yield (
        Fact(label="Lieu de livraison", value=typo(place))
        if place
        else unset("Lieu de livraison", sheet.row, "delivery_place")
    )
    for article, column in (
        (Article.RHYTHM, "delivery_days"),
        (Article.ORDER, "order_delay"),
        (Article.REJECTION, "rejection_rule"),
    ):
        said = canteen.text(column) if canteen is not None else None
        yield Fact(label=article.value, value=typo(said)) if said else _article(programme, article)


def _article(programme: Programme, article: Article) -> Fact:
    return Fact(label=article.value, value=article_words(article, programme.parameters))


def _payment(term: PaymentTerm) -> tuple[Fact, ...]:
    """The sheet's delay within the law's, else the law's; nothing where no text is known."""
    if term.delay is None or term.legal is None:
        typed = count_days(term.typed) if term.typed is not None else ""
        return (
            Fact(label="Délai de paiement", value=typed) if typed else missing("Délai de paiement"),
            missing("Facturation"),
        )
    since, invoice = _PAID[term.delay]
    law = _say_law(term.legal)
    longest = f"{count_days(int(term.legal.amount))} {since}"
    if term.is_too_long:
        said = f"[À préciser{NBSP}: {count_days(term.typed or 0)} notés, au plus {longest}{law}]"
    elif term.typed is not None and term.typed != term.legal.amount:
        said = f"{count_days(term.typed)} {since}, au plus {longest}{law}"
    else:
        said = f"{longest}{law}"
    if term.periodic is not None:
        longest_periodic = int(term.periodic.amount)
        days = count_days(min(term.typed or longest_periodic, longest_periodic))
        invoice = invoice.format(days=days)
    return (
        Fact(label="Délai de paiement", value=typo(said), open=term.is_too_long),
        Fact(label="Facturation", value=typo(invoice)),
    )


def _say_law(legal: DatedValue) -> str:
    return f" ({legal.source})"


def _duration(programme: Programme, sheet: ContractSheet) -> Iterator[Fact]:
    yield day_of("Début", sheet.row, "start")
    yield day_of("Fin", sheet.row, "end")
    renewal = sheet.row.text("renewal")
    term = term_of(sheet)
    is_public = sheet.contract.buyer in public_buyers(programme) | taken_for_public(programme)
    if renewal and is_public and term is not None and term.renewal is Renewal.TACIT:
        yield Fact(
            label="Reconduction",
            value=f"{typo(renewal)}, [À compléter{NBSP}: combien de fois] fois au plus",
            open=True,
        )
    else:
        yield (
            Fact(label="Reconduction", value=typo(renewal)) if renewal else missing("Reconduction")
        )


def _ending(programme: Programme, sheet: ContractSheet) -> tuple[Fact, ...]:
    term = term_of(sheet)
    if term is None or term.notice is None:
        notice = unset("Préavis", sheet.row, "notice_days")
    elif _is_over_before(sheet, term):
        notice = Fact(
            label="Préavis",
            value=f"[À préciser{NBSP}: {count_days(term.notice)} notés, plus que la durée du "
            "contrat]",
            open=True,
        )
    else:
        said = count_days(term.notice)
        if term.renewal is Renewal.TACIT:
            last = format_long_date(term.deadline)
            said += f", soit au plus tard le {last} pour ne pas reconduire"
        notice = Fact(label="Préavis", value=said)
    return (notice, _article(programme, Article.INDEMNITY))


def _is_over_before(sheet: ContractSheet, term: Term) -> bool:
    """Whether notice would have to be given before the contract begins."""
    start = last_day(sheet.contract.start)
    return start is not None and term.deadline <= start


def _calendar(sheet: ContractSheet) -> PlainTable:
    rows = [
        (
            shown_day(each.start),
            shown_day(each.end),
            shown_volume(each.volume, unit=each.unit),
        )
        for each in sheet.contract.commitments
    ]
    return PlainTable(
        caption="Volumes engagés par période",
        columns=("Du", "Au", "Volume prévu"),
        rows=tuple(rows),
        note="" if rows else "[À compléter : calendrier des volumes]".replace(" :", f"{NBSP}:"),
    )
