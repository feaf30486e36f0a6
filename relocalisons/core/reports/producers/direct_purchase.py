"""Pure: the « note de gré à gré » of one contract: why a public buyer asks nobody else.

It says what R2122-8 of the code de la commande publique asks for, with the amounts that the service
follows. It never names a place as a reason (R2111-7), and whether it is enough a lawyer judges.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.wording import hide_contacts, label_of, partner_name, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_date,
    format_long_date,
    format_money,
    shorten,
    typo,
)
from relocalisons.core.producers.contracts.conditions import own_place, usual_site
from relocalisons.core.producers.contracts.findings import LAWYER
from relocalisons.core.producers.purchasing.direct import (
    DirectPurchase,
    direct_purchases,
    is_before_signature,
    same_grower,
)
from relocalisons.core.producers.purchasing.needs import Need
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.producers.words import is_geographic, say_family
from relocalisons.core.programme.scope import programme_name
from relocalisons.core.reports.producers.contract_facts import (
    Fact,
    day_of,
    measured,
    missing,
    text_of,
)
from relocalisons.core.sources.laws.purchasing_thresholds import Threshold
from relocalisons.core.views.view import Heading, PaperView, PlainTable

_MOST_MATES = 12  # other contracts by name; the rest is one line, and all are in the total
_CODE = "du code de la commande publique"
_PLACE = "un lieu ne peut pas fonder le choix (article R2111-7)"
_ALLOWED = (
    "Ce qui peut être demandé, et ce qui fait le choix ici s’il est noté : fraîcheur, saison, "
    "livraison directe, taille des lots, délai de livraison, label ou équivalent. "
    "Aucun critère ne porte sur l’origine ni sur la distance (article R2111-7)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectPurchaseNote(PaperView):
    """The note of one contract. It holds prices: the buyer, the coordination and a lawyer only."""

    template = "producers/direct_purchase"
    lead: str
    purchase: tuple[Fact, ...]
    choice: tuple[Fact, ...]
    allowed: str
    amounts: PlainTable
    years: PlainTable
    basis: tuple[str, ...]
    to_check: tuple[str, ...]
    signatures: PlainTable


def build_direct_notes(
    programme: Programme, *, as_of: date
) -> tuple[tuple[str, DirectPurchaseNote], ...]:
    """The note of each contract that may be awarded without publicity, by its number."""
    return tuple(
        (each.sheet.contract.number, _note(programme, each, as_of=as_of))
        for each in direct_purchases(programme, as_of=as_of)
    )


@for_others
def _note(programme: Programme, bought: DirectPurchase, *, as_of: date) -> DirectPurchaseNote:
    contract = bought.sheet.contract
    label = label_of(contract.number, contract.crop)
    name = programme_name(programme)
    return DirectPurchaseNote(
        heading=Heading(
            title=f"Note de gré à gré {label}",
            kicker="PROJET, à compléter par l’acheteur et à valider par l’expert juridique",
            subtitle=f"{say_partner(programme, contract.buyer)} · {name} · données lues au "
            f"{format_long_date(as_of)}",
            running=f"{name} · note de gré à gré {contract.number} · projet",
            stopped=f"Projet établi le {format_long_date(as_of)} · pour l’acheteur seul",
            description=f"Projet de note de gré à gré {label}",
            file_stem=f"{contract.number} Note de gré à gré "
            f"{shorten(contract.crop or '', limit=50)}".strip().replace("/", "-"),
            as_of=as_of,
        ),
        lead=_lead(bought),
        purchase=tuple(_purchase(programme, bought)),
        choice=tuple(_choice(programme, bought)),
        allowed=typo(_ALLOWED),
        amounts=_amounts(programme, bought),
        years=_years(bought),
        basis=tuple(_basis(bought)),
        to_check=tuple(_to_check(programme, bought)),
        signatures=PlainTable(
            caption="Pour l’acheteur",
            columns=("Nom et qualité", "Date et signature"),
            rows=(("\u00a0", "\u00a0"),),
        ),
    )


def _lead(bought: DirectPurchase) -> str:
    whole, threshold = _euros(bought.need.whole), bought.threshold
    said = (
        f"Le besoin suivi ici pour {bought.need.year} fait {whole} HT, sous le seuil de "
        f"{format_money(threshold.amount)} HT"
    )
    if bought.is_sure:
        return (
            f"{said}{NBSP}: l’achat peut se faire sans publicité ni mise en concurrence, {LAWYER}."
        )
    return (
        f"{said}, mais tout n’a pas pu être lu{NBSP}: rien n’est conclu avant d’avoir réglé les "
        "points à vérifier."
    )


def _purchase(programme: Programme, bought: DirectPurchase) -> Iterator[Fact]:
    sheet = bought.sheet
    contract = sheet.contract
    yield Fact(label="Acheteur", value=say_partner(programme, contract.buyer))
    yield (
        Fact(label="Fournisseur", value=say_partner(programme, contract.producer))
        if programme.partner(contract.producer)
        else missing("Fournisseur")
    )
    yield text_of("Objet", sheet.row, "crop")
    yield measured("Quantité", sheet.row, "volume")
    yield day_of("Début", sheet.row, "start")
    yield day_of("Fin", sheet.row, "end")
    place = own_place(programme, sheet) or usual_site(programme, sheet)
    yield (
        Fact(label="Besoin", value=f"livré à {typo(place)}, dans le calendrier du contrat")
        if place
        else missing("Besoin (cantines servies, convives, jours de livraison)")
    )
    yield text_of("Prix", sheet.row, "price")
    yield (
        Fact(label="Montant du contrat", value=f"{_euros(bought.cents)} HT, toute sa durée")
        if bought.cents is not None
        else Fact(
            label="Montant du contrat",
            value=f"[À vérifier{NBSP}: prix ou volume illisible, cellules "
            f"{sheet.row.place.cell('price').cell} et {sheet.row.place.cell('volume').cell}]",
            open=True,
        )
    )


def _choice(programme: Programme, bought: DirectPurchase) -> Iterator[Fact]:
    """The three things that R2122-8 asks for, and the quotes."""
    row = bought.sheet.row
    yield _noted(
        "Offre pertinente",
        row,
        "choice_reason",
        ask="comment le fournisseur a été trouvé, et ce que son offre apporte au besoin",
    )
    yield _noted(
        "Devis",
        row,
        "quotes",
        ask="devis demandés, à qui et quand, ou pourquoi aucun",
    )
    price = row.text("price")
    yield Fact(
        label="Bon emploi des deniers publics",
        value=f"prix de {typo(price)}{THIN}; [À compléter{NBSP}: ce à quoi il a été comparé]"
        if price
        else f"[À compléter{NBSP}: prix, et ce à quoi il a été comparé]",
        open=True,
    )
    same, whole = same_grower(programme, bought)
    yield Fact(
        label="Pas toujours le même fournisseur",
        value=f"{count_of(same, 'contrat')} sur {whole} de cet acheteur dans cette filière "
        f"{'est' if same == 1 else 'sont'} avec ce fournisseur, toutes années suivies",
    )


def _noted(label: str, row: Row, column: str, *, ask: str) -> Fact:
    """What she noted, but where it names a place: then only that, and in which cell."""
    said = row.text(column)
    if not said:
        return Fact(label=label, value=f"[À compléter{NBSP}: {ask}]", open=True)
    if is_geographic(said):
        cell = row.place.cell(column).cell
        words = f"ce qui est noté cellule {cell} nomme un lieu, non repris ici{NBSP}: {_PLACE}"
        return Fact(label=label, value=f"[À vérifier{NBSP}: {words}]", open=True)
    return Fact(label=label, value=_said(said))


def _amounts(programme: Programme, bought: DirectPurchase) -> PlainTable:
    need = bought.need
    rows = [_amount_row(programme, bought.sheet, bought.cents, first="Ce contrat, ")]
    rows += [_amount_row(programme, each.sheet, each.cents) for each in bought.mates[:_MOST_MATES]]
    rest = bought.mates[_MOST_MATES:]
    if rest:
        known = sum(each.cents or 0 for each in rest)
        rows.append((count_of(len(rest), "autre contrat", "autres contrats"), "", _euros(known)))
    if need.loose:
        rows.append(("Livraisons sous aucun contrat connu", "livré", _euros(need.loose)))
    rows.append(("Besoin suivi par le programme", "", _euros(need.whole)))
    rows.append(
        (
            f"Seuil du {format_date(bought.day)}",
            "à vérifier" if bought.threshold.to_check else "",
            format_money(bought.threshold.amount),
        )
    )
    rows.append(("Reste sous le seuil", "", format_money(bought.left)))
    return PlainTable(
        caption=f"{say_family(need.family)[:1].upper()}{say_family(need.family)[1:]}, {need.year}, "
        "tous fournisseurs et toutes cantines de l’acheteur, en € HT",
        columns=("Achat", "Étape", "Montant"),
        rows=tuple(rows),
    )


def _amount_row(
    programme: Programme, sheet: ContractSheet, cents: int | None, *, first: str = ""
) -> tuple[str, str, str]:
    contract = sheet.contract
    crop = typo(shorten(contract.crop or "", limit=40))
    who = partner_name(programme, contract.producer, limit=30)
    stage = typo(shorten(contract.stage or "", limit=24))
    return (
        f"{first}{contract.number} {crop} ({who})",
        stage or "–",
        _euros(cents) if cents is not None else "à vérifier",
    )


def _years(bought: DirectPurchase) -> PlainTable:
    return PlainTable(
        caption="La même famille, année par année, en € HT",
        columns=("Année", "Signé", "En préparation", "Hors contrat", "Total", "Seuil de l’année"),
        rows=tuple(_year_row(need, threshold) for need, threshold in bought.years),
        note="Un contrat compte en entier l’année où il commence, reconductions et options "
        "comprises (article R2121-1)."
        if len(bought.years) > 1
        else "",
    )


def _year_row(need: Need, threshold: Threshold | None) -> tuple[str, ...]:
    unread = f" + {count_of(need.unknown, 'illisible')}" if need.unknown else ""
    return (
        str(need.year),
        _euros(need.signed),
        _euros(need.preparing),
        _euros(need.loose),
        f"{_euros(need.whole)}{unread}",
        format_money(threshold.amount) if threshold is not None else "inconnu",
    )


def _basis(bought: DirectPurchase) -> Iterator[str]:
    threshold = bought.threshold
    until = f", jusqu’au {format_date(threshold.until)}" if threshold.until else ""
    yield typo(
        f"Article R2122-8 {_CODE} : un besoin inférieur au seuil s’achète sans publicité ni mise "
        f"en concurrence ; un besoin égal au seuil l’atteint déjà. Seuil : {threshold.said}{until}."
    )
    yield (
        "L’acheteur choisit alors une offre pertinente, emploie bien les deniers publics et ne "
        "s’adresse pas toujours au même fournisseur quand plusieurs offres répondent au besoin "
        "(même article)."
    )
    yield (
        "Le besoin est celui de l’acheteur pour des fournitures homogènes, quel que soit le nombre "
        f"de fournisseurs, et ne se découpe pas (articles R2121-6 et R2121-7{THIN}; {LAWYER})."
    )
    yield ("Un contrat écrit reste soumis aux clauses de l’article L631-24 du code rural.")


def _to_check(programme: Programme, bought: DirectPurchase) -> Iterator[str]:
    need, buyer = bought.need, bought.sheet.contract.buyer
    name = say_partner(programme, buyer)
    yield (
        f"Seuls les achats suivis par le programme sont comptés{NBSP}: l’acheteur ajoute les "
        f"siens hors programme, en {need.year}, pour la même famille."
    )
    yield (
        f"La famille «{NBSP}{say_family(need.family)}{NBSP}» est celle de «{NBSP}ma cantine{NBSP}»"
        f"{NBSP}: l’acheteur compte dans sa propre nomenclature."
    )
    if bought.threshold.to_check:
        yield (
            "Le seuil et sa date ont été lus chez des juristes et dans la presse, non dans le "
            f"texte{NBSP}: {LAWYER}."
        )
    if bought.is_guessed:
        yield (
            f"{name} est pris pour un acheteur public d’après son nom{NBSP}: noter «{NBSP}oui"
            f"{NBSP}» ou «{NBSP}non{NBSP}» dans «{NBSP}Pouvoir adjudicateur{NBSP}» de "
            "«\u00a0Partenaires\u00a0»."
        )
    if need.unknown:
        yield (
            f"{count_of(need.unknown, 'contrat ou livraison', 'contrats ou livraisons')} sans prix "
            "ou volume lisible, dans aucune somme."
        )
    if not need.family:
        yield (
            "Ce contrat ne dit pas sa «\u00a0Filière\u00a0»"
            f"{NBSP}: la famille, donc le besoin, est à préciser."
        )
    if bought.launched is None:
        yield (
            "Le jour où la consultation a été lancée fixe le seuil. Rien ne le note "
            f"(«{NBSP}Envoyé le{NBSP}», signatures){NBSP}: c’est celui du "
            f"{format_date(bought.day)} qui est pris."
        )
    if not is_before_signature(bought):
        yield (
            "Ce contrat est déjà signé ou en cours. La note se date du jour où elle est écrite et "
            "se joint au dossier de l’achat."
        )


def _said(text: str) -> str:
    return typo(shorten(hide_contacts(text), limit=300)).rstrip(".")


def _euros(cents: int) -> str:
    return format_money(Decimal(cents) / 100)
