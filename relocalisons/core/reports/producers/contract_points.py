"""Pure: what the parties and the lawyer settle before a contract is signed."""

from collections.abc import Iterator, Mapping
from datetime import date

from relocalisons.core.kernel.model import Programme, Row, first_day, last_day
from relocalisons.core.kernel.words.french import NBSP, THIN, format_long_date, quote, typo
from relocalisons.core.producers.contracts.conditions import own_place, usual_site
from relocalisons.core.producers.contracts.life import CLAUSES, clause_gaps
from relocalisons.core.producers.contracts.words import PriceType, read_price_type
from relocalisons.core.producers.prices.indicators import say_lacking
from relocalisons.core.producers.purchasing.direct import direct_purchases
from relocalisons.core.producers.purchasing.launch import read_launch
from relocalisons.core.producers.purchasing.needs import (
    public_buyers,
    taken_for_public,
    volume_of_calendar,
)
from relocalisons.core.producers.quality.certificates import (
    Proof,
    prove_label,
    read_certificates,
)
from relocalisons.core.producers.quality.quality_labels import CERTIFIED, SHOWN, labels_in
from relocalisons.core.producers.quality.words.foods import read_product
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.producers.rules import Duty, clause_rule
from relocalisons.core.producers.volumes.findings import say_volume

WRITTEN = "article L631-24 du code rural"
THREE_YEARS = 3 * 365  # days, less the leap ones: only a question for the lawyer hangs on it
_DUTY_WORDS = {Duty.REQUIRED: "obligatoires", Duty.ADVISED: "recommandées"}


def is_short(sheet: ContractSheet) -> bool:
    """Whether a contract lasts less than three years, both days known."""
    start, end = last_day(sheet.contract.start), last_day(sheet.contract.end)
    return start is not None and end is not None and (end - start).days < THREE_YEARS


def is_firm(row: Row) -> bool:
    """Whether the price is said to be fixed."""
    return row.said("price_type", read_price_type).value is PriceType.FIRM


def points_to_settle(programme: Programme, sheet: ContractSheet, *, as_of: date) -> Iterator[str]:
    """One sentence a point, the law first, then what the sheets leave open."""
    rule = clause_rule(programme, sheet.contract.supply_chain)
    yield (
        f"Clauses {_DUTY_WORDS[rule.duty]} pour la filière {quote(sheet.chain)} ({rule.source})."
        if rule.duty is not Duty.UNKNOWN
        else f"Statut des clauses pour la filière {quote(sheet.chain)} à préciser."
    )
    if rule.duty is Duty.REQUIRED and is_short(sheet):
        yield (f"Moins de trois ans{NBSP}: l’{WRITTEN} veut trois ans au moins pour cette filière.")
    if rule.duty is Duty.UNKNOWN and is_short(sheet):
        yield (
            f"Moins de trois ans{NBSP}: si les clauses sont obligatoires pour cette filière, "
            f"l’{WRITTEN} veut trois ans au moins."
        )
    if rule.duty is Duty.ADVISED and is_short(sheet):
        yield (
            f"Moins de trois ans{NBSP}: la révision automatique du prix peut manquer (article "
            f"L631-24-2 du code rural){THIN}; les autres clauses valent dès que le contrat est "
            "écrit."
        )
    if sheet.contract.buyer in public_buyers(programme) | taken_for_public(programme):
        yield _purchasing(programme, sheet, as_of=as_of)
    if sheet.contract.buyer in taken_for_public(programme):
        yield (
            "L’acheteur est pris pour un acheteur public d’après son nom. S’il est privé, noter "
            "« non » dans « Pouvoir adjudicateur » de sa ligne de « Partenaires »."
        )
    yield (
        "Les personnes nommées sont les contacts de « Partenaires »\u00a0: vérifier qu’elles "
        "peuvent engager leur structure."
    )
    yield from _label_points(programme, sheet)
    yield from _price_points(sheet)
    yield from _formula_points(programme, sheet)
    yield from _taken_from_elsewhere(programme, sheet)
    gaps = clause_gaps(sheet.row)
    words = {
        **dict.fromkeys(gaps.absent, "notée absente"),
        **dict.fromkeys(gaps.to_review, "notée à revoir"),
        **dict.fromkeys(gaps.empty, "non renseignée"),
    }
    for number in sorted(words):
        name = CLAUSES[number - 1][1]
        yield f"Clause {number} ({name}) {words[number]} dans «{NBSP}Contrats de culture{NBSP}»."


def _purchasing(programme: Programme, sheet: ContractSheet, *, as_of: date) -> str:
    """What a public buyer has to settle first; its other purchases are no party's business here."""
    launch = read_launch(programme, sheet, as_of=as_of)
    below = f" de {launch.said}, celui du jour retenu ({launch.how})" if launch is not None else ""
    doubt = "" if launch is None or launch.is_sure else ", seuil à vérifier"
    return (
        f"L’acheteur relève de la commande publique{NBSP}: son besoin de l’année pour cette "
        f"famille, tous fournisseurs ensemble, dit la procédure. Sous le seuil{below}{doubt}, une "
        f"note de gré à gré suffit{THIN}; au-delà, publicité et mise en concurrence avant la "
        f"signature.{_reached(programme, sheet, as_of=as_of)}"
    )


def _reached(programme: Programme, sheet: ContractSheet, *, as_of: date) -> str:
    """That the followed need is there already, without a word of what it is made of."""
    for bought in direct_purchases(programme, as_of=as_of):
        if bought.sheet.contract.number == sheet.contract.number and bought.left <= 0:
            return " D’après les achats suivis, le seuil est atteint ou va l’être."
    return ""


_UNPROVEN: Mapping[Proof, str] = {
    Proof.NO_PAPER: "aucun certificat du producteur n’est déposé",
    Proof.OUT_OF_SCOPE: "la portée de son certificat ({scope}) ne comprend pas ce produit",
    Proof.SCOPE_UNKNOWN: "la portée de son certificat ({scope}) ne dit pas si elle comprend ce "
    "produit",
    Proof.SUSPENDED: "son certificat est suspendu ou retiré",
    Proof.UNREADABLE: "la date ou le statut de son certificat ne se lit pas",
    Proof.NOT_BEGUN: "son certificat commence après le début du contrat",
    Proof.THIRD_VERSION: "son certificat HVE v3 ne vaut plus",
}


def _label_points(programme: Programme, sheet: ContractSheet) -> Iterator[str]:
    """The labels that the draft asks for and no paper of the grower covers, first day to last."""
    contract = sheet.contract
    start, end = first_day(contract.start), last_day(contract.end)
    if contract.producer is None or start is None or end is None:
        return
    own = [each for each in read_certificates(programme) if each.producer == contract.producer]
    product = read_product(contract.crop)
    for kind in labels_in(sheet.row.text("labels")):
        if kind not in CERTIFIED:
            continue
        asked = f"{quote(SHOWN[kind])} exigé"
        for day in (start, end):
            proof, paper = prove_label(own, kinds=(kind,), product=product, plot=None, day=day)
            if proof is Proof.PROVEN:
                continue
            until = paper.until if paper is not None else None
            if proof is Proof.ENDED and until is not None:
                yield (
                    f"{asked} jusqu’au {format_long_date(end)}{NBSP}: le certificat du producteur "
                    f"vaut jusqu’au {format_long_date(until)}."
                )
            elif proof in _UNPROVEN:
                scope = quote(typo(paper.row.text("scope") or "vide")) if paper else ""
                yield f"{asked}{NBSP}: {_UNPROVEN[proof].format(scope=scope)}."
            break


def _price_points(sheet: ContractSheet) -> Iterator[str]:
    row = sheet.row
    formula, day = row.text("price_formula"), last_day(row.reading("price_review"))
    review = format_long_date(day) if day is not None else row.text("price_review")
    if is_firm(row) and (formula or review):
        noted = f"{THIN}; ".join(typo(each) for each in (formula, review) if each)
        yield (
            f"Prix noté « ferme » alors qu’une formule ou une date de révision est donnée "
            f"({noted}), non reprise à l’article{NBSP}2{NBSP}: à accorder."
        )
    end = last_day(sheet.contract.end)
    if day is not None and end is not None and day > end:
        yield (
            f"Révision du prix notée le {format_long_date(day)}, après la fin du contrat "
            f"({format_long_date(end)}){NBSP}: date à corriger."
        )


def _formula_points(programme: Programme, sheet: ContractSheet) -> Iterator[str]:
    """Which dated value lacks for the price of the next review."""
    review = last_day(sheet.row.reading("price_review"))
    if review is not None and not is_firm(sheet.row):
        lacking = say_lacking(sheet, programme.parameters, on=review)
        if lacking:
            yield lacking


def _taken_from_elsewhere(programme: Programme, sheet: ContractSheet) -> Iterator[str]:
    """What the draft says although its own cell is empty."""
    summed = volume_of_calendar(sheet)
    if summed is not None:
        yield (
            f"Le volume total ({say_volume(summed)}) est la somme du calendrier, « Volume total » "
            "étant vide."
        )
    if not own_place(programme, sheet) and usual_site(programme, sheet):
        yield (
            "Le lieu de livraison est celui où cet acheteur a toujours été livré, rien n’étant "
            "noté pour ce contrat."
        )
    if not sheet.row.text("labels"):
        yield "Aucun label n’est exigé par ce projet, « Labels exigés » étant vide."
