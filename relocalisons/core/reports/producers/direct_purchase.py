"""Pure: the « note de gré à gré » of one contract: why a public buyer asks nobody else.

It says what R2122-8 of the code de la commande publique asks for, with the amounts that the service
follows. It never names a place as a reason (R2111-7), and whether it is enough a lawyer judges.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.wording import (
    hide_contacts,
    label_of,
    partner_name,
    quote_cell,
    say_partner,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_long_date,
    format_money,
    shorten,
    typo,
)
from relocalisons.core.producers.contracts.conditions import own_place, usual_site
from relocalisons.core.producers.contracts.findings import LAWYER
from relocalisons.core.producers.contracts.life import term_of
from relocalisons.core.producers.contracts.words import Renewal
from relocalisons.core.producers.purchasing.direct import (
    DirectPurchase,
    direct_purchases,
    is_before_signature,
    same_grower,
)
from relocalisons.core.producers.purchasing.needs import Need, say_unplaced, volume_of_calendar
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.producers.volumes.findings import say_volume
from relocalisons.core.producers.words import is_geographic, say_family
from relocalisons.core.programme.scope import programme_name
from relocalisons.core.reports.producers.contract_facts import (
    Fact,
    day_of,
    in_euros,
    measured,
    missing,
    say_about,
    text_of,
)
from relocalisons.core.views.view import Heading, PaperView, PlainTable

_MOST_MATES = 12  # other contracts by name; the rest is one line, and all are in the total
_PLACE = "un lieu ne peut pas fonder le choix (article R2111-7)"
_ALLOWED = (
    "Peuvent être demandés : fraîcheur, saison, livraison directe, taille des lots, délai de "
    "livraison, label ou équivalent. "
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
    basis: tuple[str, ...]  # the texts, then what is left to check
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
        basis=(*_basis(bought), *_to_check(programme, bought)),
        signatures=PlainTable(
            caption="Pour l’acheteur",
            columns=("Nom et qualité", "Date et signature"),
            rows=(("\u00a0", "\u00a0"),),
        ),
    )


def _lead(bought: DirectPurchase) -> str:
    """What follows of the amounts; a page that doubts it gives no permission before the doubt."""
    launch, need, is_open = bought.launch, bought.need, is_before_signature(bought)
    more = "".join(f" {each}" for each in _beside(bought))
    said = f"{_counted(need)} font {in_euros(need.whole)} HT"
    if not bought.is_below:
        return (
            f"{said}{NBSP}; le seuil dépend du jour où l’achat a été lancé, à vérifier{NBSP}: rien "
            f"n’est conclu avant.{more}"
        )
    said += f", sous le seuil de {format_money(launch.least.amount)} HT"
    if not bought.is_sure:
        return (
            f"{said}, mais tout n’a pas pu être lu{NBSP}: rien n’est conclu avant d’avoir réglé "
            f"les points à vérifier.{more}"
        )
    if bought.over or bought.left <= 0:
        ask = f"à faire vérifier{' avant de signer' if is_open else ''} par l’expert juridique"
        return f"Un seuil est atteint, ou va l’être{NBSP}: {ask}. {said}.{more}"
    may = "peut" if is_open else "pouvait"
    return (
        f"{said}{NBSP}: l’achat {may} se faire sans publicité ni mise en concurrence, {LAWYER}."
        f"{more}"
    )


def _counted(need: Need) -> str:
    loose = " et les livraisons sans contrat connu" if need.loose else ""
    return f"Les contrats qui commencent en {need.year}{loose}"


def _beside(bought: DirectPurchase) -> Iterator[str]:
    """What this year receives under older contracts, and what another year reached."""
    if bought.earlier or bought.coming:
        reached = f"le seuil {'serait' if bought.coming else 'est'} atteint"
        where = "sous le seuil" if bought.left > 0 else reached
        calendars = f" et environ {in_euros(bought.coming)} à livrer d’après leurs calendriers"
        ahead = calendars if bought.coming else ""
        yield (
            f"Avec {in_euros(bought.earlier)} livrés en {bought.need.year} sous des contrats "
            f"antérieurs{ahead}{NBSP}: {say_about(bought.coming, bought.year_whole)}, {where}."
        )
    for need, threshold in bought.over:
        yield (
            f"En {need.year}, le besoin suivi ({in_euros(need.whole)} HT) a atteint le seuil de "
            f"{format_money(threshold.amount)}."
        )


def _purchase(programme: Programme, bought: DirectPurchase) -> Iterator[Fact]:
    sheet = bought.sheet
    contract = sheet.contract
    yield Fact(label="Acheteur", value=say_partner(programme, contract.buyer))
    yield (
        Fact(label="Fournisseur", value=say_partner(programme, contract.producer))
        if programme.partner(contract.producer)
        else _unknown_supplier(sheet)
    )
    crop, summed = text_of("Objet", sheet.row, "crop"), volume_of_calendar(sheet)
    if summed is not None and not crop.open:
        said = f"{crop.value}, {say_volume(summed)} (somme du calendrier)"
        yield Fact(label="Objet", value=said)
    else:
        amount = measured("Quantité", sheet.row, "volume")
        clear = not crop.open and not amount.open
        yield from (
            (Fact(label="Objet", value=f"{crop.value}, {amount.value}"),)
            if clear
            else (crop, amount)
        )
    yield from _use(programme, sheet)
    price = sheet.row.text("price")
    if bought.cents is None:
        yield text_of("Prix", sheet.row, "price")
        words = f"[À vérifier{NBSP}: prix ou volume à préciser]"
        yield Fact(label="Montant du contrat", value=words, open=True)
        return
    term = term_of(sheet)
    renewed = f", hors reconduction {typo(term.renewal.value)}" if term and term.renewal else ""
    yield Fact(
        label="Montant du contrat",
        value=f"{in_euros(bought.cents)} HT du début à la fin, à {typo(price or '')}{renewed}",
    )


def _unknown_supplier(sheet: ContractSheet) -> Fact:
    typed = sheet.row.text("producer")
    if not typed:
        return missing("Fournisseur")
    words = f"{quote_cell(typed)} n’est pas dans «{NBSP}Partenaires{NBSP}»"
    return Fact(label="Fournisseur", value=f"[À préciser{NBSP}: {words}]", open=True)


def _use(programme: Programme, sheet: ContractSheet) -> Iterator[Fact]:
    """Where and when; one line where all of it is clear."""
    place = own_place(programme, sheet) or usual_site(programme, sheet)
    start, end = day_of("Début", sheet.row, "start"), day_of("Fin", sheet.row, "end")
    if place and not start.open and not end.open:
        said = f"{typo(place)} (lieu de livraison), du {start.value} au {end.value}"
        yield Fact(label="Besoin", value=said)
        return
    yield (
        Fact(label="Besoin", value=f"{typo(place)} (lieu de livraison)")
        if place
        else missing("Besoin (cantines servies, convives, jours de livraison)")
    )
    yield from (start, end)


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
    if programme.partner(bought.sheet.contract.producer):
        same, whole = same_grower(programme, bought)
        yield Fact(
            label="Part de ce fournisseur",
            value="premier contrat suivi de cet acheteur dans cette filière"
            if whole == 1
            else f"{count_of(same, 'contrat')} sur {whole} de cet acheteur dans cette filière, "
            "toutes années suivies",
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
    rows = [_amount_row(programme, bought.sheet, bought.cents, is_own=True)]
    rows += [_amount_row(programme, each.sheet, each.cents) for each in bought.mates[:_MOST_MATES]]
    rest = bought.mates[_MOST_MATES:]
    if rest:
        known = sum(each.cents or 0 for each in rest)
        rows.append((count_of(len(rest), "autre contrat", "autres contrats"), "", in_euros(known)))
    if need.loose:
        rows.append(("Livraisons sous aucun contrat connu", "livré", in_euros(need.loose)))
    rows.append((_counted(need), "", in_euros(need.whole)))
    if bought.earlier or bought.coming:
        said = f"Contrats antérieurs en {need.year}{NBSP}: {in_euros(bought.earlier)} livrés"
        said += f", environ {in_euros(bought.coming)} à livrer" if bought.coming else ""
        rows.append((said, "", say_about(bought.coming, bought.earlier + bought.coming)))
    launch = bought.launch
    doubt = ", à vérifier" if launch.threshold.to_check else ""
    limit = f"{format_money(launch.threshold.amount)}{doubt}" if launch.is_sure else "à vérifier"
    rows.append((f"Seuil ({launch.how})", "", limit))
    if launch.is_sure:
        named = "Reste sous le seuil" if bought.left > 0 else "Au-dessus du seuil"
        rows.append((named, "", say_about(bought.coming, int(abs(bought.left) * 100))))
    rows += _other_years(bought)
    return PlainTable(
        caption=f"{say_family(need.family)[:1].upper()}{say_family(need.family)[1:]}, {need.year}, "
        "tous fournisseurs et toutes cantines de l’acheteur, en € HT",
        columns=("Achat", "Étape", "Montant"),
        rows=tuple(rows),
    )


def _amount_row(
    programme: Programme, sheet: ContractSheet, cents: int | None, *, is_own: bool = False
) -> tuple[str, str, str]:
    contract = sheet.contract
    crop = typo(shorten(contract.crop or "", limit=40))
    is_known = programme.partner(contract.producer) is not None
    typed = typo(shorten(sheet.row.text("producer") or "fournisseur à préciser", limit=30))
    who = partner_name(programme, contract.producer, limit=60) if is_known else typed
    stage = typo(shorten(contract.stage or "", limit=24))
    return (
        f"Ce contrat, {contract.number} ({who})" if is_own else f"{contract.number} {crop} ({who})",
        stage or "–",
        in_euros(cents) if cents is not None else "à vérifier",
    )


def _other_years(bought: DirectPurchase) -> Iterator[tuple[str, str, str]]:
    for need, threshold in bought.years:
        if need.year == bought.need.year:
            continue
        unread = f" + {count_of(need.unknown, 'illisible')}" if need.unknown else ""
        limit = f"seuil de {format_money(threshold.amount)}" if threshold else "seuil inconnu"
        said = f"Même famille, {need.year} ({limit})"
        yield (said, "", f"{in_euros(need.whole)}{unread}")


def _basis(bought: DirectPurchase) -> Iterator[str]:
    launch = bought.launch
    until = launch.threshold.until if launch.is_sure and is_before_signature(bought) else None
    later = " Lancé après, l’achat relèverait du seuil suivant." if until else ""
    read = " (texte à citer par l’expert juridique)" if launch.threshold.to_check else ""
    yield typo(
        "Article R2122-8 : un besoin inférieur au seuil s’achète sans publicité ni mise "
        "en concurrence ; l’acheteur choisit une offre pertinente, emploie bien les deniers "
        "publics et ne choisit pas toujours le même fournisseur si plusieurs offres répondent. "
        f"Seuil : {launch.said}{read}.{later}"
    )
    yield (
        "Le besoin est celui de l’acheteur pour des fournitures homogènes, tous fournisseurs, "
        f"et ne se découpe pas (articles R2121-6 et R2121-7{THIN}; {LAWYER}). Un "
        "contrat écrit reste soumis aux clauses de l’article L631-24 du code rural."
    )


def _to_check(programme: Programme, bought: DirectPurchase) -> Iterator[str]:
    need, buyer = bought.need, bought.sheet.contract.buyer
    name = say_partner(programme, buyer)
    yield (
        f"Seuls les achats suivis par le programme sont comptés{NBSP}: l’acheteur ajoute les "
        f"siens de {need.year}, et compte dans sa propre nomenclature («{NBSP}"
        f"{say_family(need.family)}{NBSP}» est une famille de «{NBSP}ma cantine{NBSP}»)."
    )
    yield from _renewed(bought)
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
    if need.unplaced:
        yield say_unplaced(need)
    if not need.family:
        yield (
            "Ce contrat ne dit pas sa «\u00a0Filière\u00a0»"
            f"{NBSP}: la famille, donc le besoin, est à préciser."
        )
    if not bought.launch.is_sure:
        yield (
            "Le jour où l’achat a été lancé fixe le seuil. « Envoyé le » ne le dit pas"
            f"{NBSP}: à vérifier, puis à noter."
        )
    if not is_before_signature(bought):
        yield (
            "Ce contrat est déjà signé ou en cours. La note se date du jour où elle est écrite et "
            "se joint au dossier de l’achat."
        )


def _renewed(bought: DirectPurchase) -> Iterator[str]:
    """A renewal counts in the need, and no sheet says how often."""
    term = term_of(bought.sheet)
    if term is not None and term.renewal is Renewal.TACIT:
        yield (
            "La reconduction tacite compte dans le besoin (article R2121-1) et n’est "
            f"pas chiffrée{NBSP}: à borner, puis à ajouter."
        )


def _said(text: str) -> str:
    return typo(shorten(hide_contacts(text), limit=300)).rstrip(".")
