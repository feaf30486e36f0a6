"""Pure: the draft of a growing contract: what the sheets say of each clause, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import (
    DateInterval,
    Doubt,
    Programme,
    Quantity,
    QuantityRange,
    Reading,
    Row,
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
    format_quantity,
    quote,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contracts.findings import LAWYER
from relocalisons.core.producers.contracts.life import CLAUSES, clause_gaps, term_of
from relocalisons.core.producers.contracts.words import PriceType, read_price_type
from relocalisons.core.producers.payment.terms import PaymentTerm, payment_term
from relocalisons.core.producers.purchasing.needs import public_buyers
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.producers.rules import Duty, clause_rule
from relocalisons.core.programme.scope import programme_name
from relocalisons.core.sources.laws.dated_values import DatedValue
from relocalisons.core.sources.laws.payment_delays import PaymentDelay
from relocalisons.core.sources.laws.purchasing_thresholds import (
    PurchasingThreshold,
    threshold_on,
)
from relocalisons.core.views.view import Heading, PaperView, PlainTable

_DUTY_WORDS = {Duty.REQUIRED: "obligatoires", Duty.ADVISED: "recommandées"}
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
THREE_YEARS = 3 * 365  # days, less the leap ones: only a question for the lawyer hangs on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of a clause; `open` when it is still to be filled in or made precise."""

    label: str
    value: str
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractDraft(PaperView):
    """The draft of one contract. It holds a price: coordination, parties and lawyer only."""

    template = "producers/growing_contract"
    word_template = "office/contrat_de_culture.docx"
    notice: str
    parties: tuple[Fact, ...]
    clauses: tuple[tuple[Fact, ...], ...]  # the seven, in the order of the law
    calendar: PlainTable
    to_settle: tuple[str, ...]
    signatures: PlainTable


@for_others
def build_contract_draft(
    programme: Programme, sheet: ContractSheet, *, as_of: date
) -> ContractDraft:
    """Everything that « Contrats de culture », « Volumes engagés » and « Partenaires » say.

    A cell that is empty or in doubt is marked as such; only the delay of payment is completed, by
    the law, with its article.
    """
    contract, row = sheet.contract, sheet.row
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
        "[À préciser] sont à régler, et le tout est à valider par l’expert juridique, avant toute "
        "signature.",
        parties=tuple(_parties(programme, sheet)),
        clauses=(
            _quantity(sheet),
            (
                _text("Prix", row, "price"),
                _text("Nature du prix", row, "price_type"),
                _text("Formule ou indicateur de révision", row, "price_formula"),
                _day("Prochaine révision", row, "price_review"),
            ),
            (
                _text("Lieu de livraison", row, "delivery_place"),
                *_to_fill("Fréquence", "Délai de commande", "Refus et litiges"),
            ),
            _payment(payment_term(programme, sheet, as_of=as_of)),
            tuple(_duration(programme, sheet)),
            _to_fill("Événements couverts", "Délai d’information de l’acheteur"),
            _ending(sheet),
        ),
        calendar=_calendar(sheet),
        to_settle=tuple(_to_settle(programme, sheet, as_of=as_of)),
        signatures=PlainTable(
            caption="Fait en deux exemplaires",
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
                else _missing(who)
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
        _text("Culture et variété", row, "crop"),
        _measured("Surface mise en culture", row, "area"),
        _measured("Volume total", row, "volume"),
        Fact(
            label="Tolérance",
            value=f"plus ou moins {format_percent(share)} sur chaque période",
        )
        if share is not None
        else _unset("Tolérance", row, "tolerance"),
        Fact(label="Labels exigés", value=typo(labels) if labels else "aucun n’est noté"),
        _missing("Calibre et conditionnement"),
    )


def _payment(term: PaymentTerm) -> tuple[Fact, ...]:
    """The sheet's delay within the law's, else the law's; nothing where no text is known."""
    if term.delay is None or term.legal is None:
        typed = count_days(term.typed) if term.typed is not None else ""
        return (
            Fact(label="Délai de paiement", value=typed)
            if typed
            else _missing("Délai de paiement"),
            _missing("Facturation"),
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
    check = f"{THIN}; {LAWYER}" if legal.to_check else ""
    return f" ({legal.source}{check})"


def _duration(programme: Programme, sheet: ContractSheet) -> Iterator[Fact]:
    yield _day("Début", sheet.row, "start")
    yield _day("Fin", sheet.row, "end")
    renewal = sheet.row.text("renewal")
    yield Fact(label="Reconduction", value=typo(renewal)) if renewal else _missing("Reconduction")
    rule = clause_rule(programme, sheet.contract.supply_chain)
    if _is_short(sheet) and rule.duty is not Duty.ADVISED:
        yield Fact(
            label="Durée minimale",
            value=f"[À vérifier par l’expert juridique{NBSP}: moins de trois ans, {rule.source}]",
            open=True,
        )


def _is_short(sheet: ContractSheet) -> bool:
    start, end = last_day(sheet.contract.start), last_day(sheet.contract.end)
    return start is not None and end is not None and (end - start).days < THREE_YEARS


def _ending(sheet: ContractSheet) -> tuple[Fact, ...]:
    term = term_of(sheet)
    if term is None or term.notice is None:
        notice = _unset("Préavis", sheet.row, "notice_days")
    else:
        last = format_long_date(term.deadline)
        notice = Fact(
            label="Préavis", value=f"{count_days(term.notice)}, soit au plus tard le {last}"
        )
    return (notice, _missing("Indemnité de résiliation"))


def _calendar(sheet: ContractSheet) -> PlainTable:
    rows = [
        (
            _shown_day(each.start),
            _shown_day(each.end),
            _shown_volume(each.volume, unit=each.unit),
        )
        for each in sheet.contract.commitments
    ]
    return PlainTable(
        caption="Volumes engagés par période",
        columns=("Du", "Au", "Volume prévu"),
        rows=tuple(rows),
        note="" if rows else "[À compléter : calendrier des volumes]".replace(" :", f"{NBSP}:"),
    )


def _to_settle(programme: Programme, sheet: ContractSheet, *, as_of: date) -> Iterator[str]:
    rule = clause_rule(programme, sheet.contract.supply_chain)
    yield (
        f"Clauses {_DUTY_WORDS[rule.duty]} pour la filière {quote(sheet.chain)} "
        f"({rule.source}){THIN}; {LAWYER}."
        if rule.duty is not Duty.UNKNOWN
        else f"Statut des clauses pour la filière {quote(sheet.chain)} à préciser{THIN}; {LAWYER}."
    )
    if rule.duty is Duty.ADVISED and _is_short(sheet):
        yield (
            f"Moins de trois ans{NBSP}: la révision automatique du prix peut manquer (article "
            f"L631-24-2 du code rural){THIN}; les autres clauses valent dès que le contrat est "
            f"écrit{THIN}; {LAWYER}."
        )
    if sheet.contract.buyer in public_buyers(programme):
        yield _purchasing(programme, as_of=as_of)
    if _is_firm_and_revised(sheet.row):
        yield (
            f"Prix noté « ferme » alors qu’une formule ou une date de révision est donnée{NBSP}: à "
            f"accorder{THIN}; {LAWYER}."
        )
    gaps = clause_gaps(sheet.row)
    words = {
        **dict.fromkeys(gaps.absent, "notée absente"),
        **dict.fromkeys(gaps.to_review, "notée à revoir"),
        **dict.fromkeys(gaps.empty, "non renseignée"),
    }
    for number in sorted(words):
        name = CLAUSES[number - 1][1]
        yield f"Clause {number} ({name}) {words[number]} dans «{NBSP}Contrats de culture{NBSP}»."


def _purchasing(programme: Programme, *, as_of: date) -> str:
    """What a public buyer has to settle first; its other purchases are no party's business here."""
    threshold = threshold_on(
        PurchasingThreshold.NO_PUBLICITY, day=as_of, parameters=programme.parameters, as_of=as_of
    )
    below = f" de {threshold.said}" if threshold is not None else ""
    return (
        f"L’acheteur relève de la commande publique{NBSP}: son besoin de l’année pour cette "
        f"famille, tous fournisseurs ensemble, dit la procédure. Sous le seuil{below}, une note de "
        f"gré à gré suffit{THIN}; au-delà, publicité et mise en concurrence avant la "
        f"signature{THIN}; {LAWYER}."
    )


def _is_firm_and_revised(row: Row) -> bool:
    """A price said to be fixed beside its revision: one of both cells is to be corrected."""
    firm = row.said("price_type", read_price_type).value is PriceType.FIRM
    return firm and bool(row.text("price_formula") or row.text("price_review"))


# --- facts ----------------------------------------------------------------------------------


def _to_fill(*labels: str) -> tuple[Fact, ...]:
    return tuple(_missing(label) for label in labels)


def _missing(label: str) -> Fact:
    return Fact(label=label, value="[À compléter]", open=True)


def _unset(label: str, row: Row, column: str) -> Fact:
    """An empty cell, or one that cannot be read: where it stands, so that it is mended there."""
    if row.reading(column).doubt in (Doubt.ABSENT, Doubt.CERTAIN, Doubt.ABOUT):
        return _missing(label)
    place = row.place.cell(column).cell
    return Fact(label=label, value=f"[À préciser{NBSP}: cellule {place}]", open=True)


def _text(label: str, row: Row, column: str) -> Fact:
    said = row.text(column)
    return Fact(label=label, value=typo(said)) if said else _unset(label, row, column)


def _day(label: str, row: Row, column: str) -> Fact:
    reading = row.reading(column)
    if not reading.is_set or not isinstance(reading.value, DateInterval):
        return _unset(label, row, column)
    about = " environ" if reading.doubt is Doubt.ABOUT else ""
    return Fact(label=label, value=f"{format_long_date(reading.value.latest)}{about}")


def _measured(label: str, row: Row, column: str) -> Fact:
    reading = row.reading(column)
    if not reading.is_set:
        return _unset(label, row, column)
    return Fact(label=label, value=_shown_volume(reading, unit=None))


def _shown_day(reading: Reading[DateInterval]) -> str:
    day = last_day(reading)
    return format_date(day) if day is not None else f"[À préciser{NBSP}: {_found(reading)}]"


def _shown_volume(reading: Reading[Quantity | QuantityRange], *, unit: str | None) -> str:
    value = reading.value
    if isinstance(value, Quantity):
        return format_quantity(value.amount, value.unit or unit)
    if isinstance(value, QuantityRange):
        low, high = format_quantity(value.low, None), format_quantity(value.high, value.unit)
        return f"de {low} à {high}"
    return f"[À préciser{NBSP}: {_found(reading)}]"


def _found(reading: Reading[Any]) -> str:
    shown = getattr(reading.found, "value", reading.found)
    return quote_cell(str(shown)) if shown not in (None, "") else "vide"
