"""Pure: needs of public buyers that reach a threshold, and criteria that may not be asked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Audience, Finding, Programme, Severity
from relocalisons.core.kernel.wording import label_of, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_money,
    name_some,
    quote,
)
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.purchasing.needs import Need, read_needs, say_unplaced
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.producers.words import is_geographic, say_family
from relocalisons.core.sources.laws.purchasing_thresholds import (
    PurchasingThreshold,
    Threshold,
    threshold_on,
)

LAWYER = "à vérifier par l’expert juridique"
NEAR = Decimal("0.8")  # of the threshold: while a contract can still be prepared otherwise
_ASKED = {
    PurchasingThreshold.NO_PUBLICITY: "une publicité et une mise en concurrence sont à prévoir",
    PurchasingThreshold.PUBLISHED: "une publication au BOAMP ou dans un journal d’annonces légales "
    "est à prévoir",
    PurchasingThreshold.FORMAL_LOCAL: "une procédure formalisée est à prévoir",
}
# What a purchase without publicity must show (R2122-8), never where it comes from.
_NOTE = (
    "Préparer la note de gré à gré : l’offre est pertinente, les deniers sont bien employés, et le "
    "fournisseur n’est pas toujours le même (article R2122-8)."
)
_NO_PLACE = (
    "Fraîcheur, saison, livraison directe ou lots peuvent être demandés, jamais une origine "
    "géographique (article R2111-7)."
)


def find_purchasing(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Needs of this year and later that reach a threshold or come near, and criteria of place."""
    return (
        *(
            finding
            for need in read_needs(programme)
            if need.year >= as_of.year
            for finding in _reached(need, programme, as_of=as_of)
        ),
        *_geographic(programme),
    )


def _reached(need: Need, programme: Programme, *, as_of: date) -> Iterator[Finding]:
    day = as_of if need.year == as_of.year else date(need.year, 1, 1)
    known = [
        threshold
        for kind in _ASKED
        if (threshold := threshold_on(kind, day=day, parameters=programme.parameters, as_of=as_of))
    ]
    whole = Decimal(need.whole) / 100
    over = [each for each in known if each.is_reached(whole)]
    if over:
        yield _finding(need, max(over, key=lambda each: each.amount), programme)
        return
    first = known[0] if known else None
    if first is not None and whole >= first.amount * NEAR:
        yield _finding(need, first, programme, is_near=True)


def _finding(
    need: Need, threshold: Threshold, programme: Programme, *, is_near: bool = False
) -> Finding:
    whole, committed = Decimal(need.whole) / 100, Decimal(need.committed) / 100
    sure = threshold.is_reached(committed)
    what = f"{say_partner(programme, need.buyer)}, {say_family(need.family)} {need.year}"
    verb = "approchent le seuil de" if is_near else "atteignent le seuil de"
    asked = _NOTE if is_near else f"Avant de signer, {_ASKED[threshold.kind]}, {LAWYER}."
    left = (
        f" {count_of(need.unknown, 'contrat ou livraison', 'contrats ou livraisons')} sans prix ou "
        "volume lisible, en plus."
        if need.unknown
        else ""
    )
    left += f" {say_unplaced(need)}" if need.unplaced else ""
    contracts = f"Contrats{NBSP}: {name_some(need.contracts)}." if need.contracts else ""
    return Finding(
        kind=ProducerKind.PURCHASE_THRESHOLD,
        subject=f"{need.buyer}/{need.family or 'sans-famille'}/{need.year}",
        partner=need.buyer,
        severity=Severity.WATCH if sure else Severity.INFO,
        audience=Audience.COORDINATION,
        title=f"{what}{NBSP}: {format_money(whole)} HT, dont {format_money(committed)} signés ou "
        f"livrés, {verb} {format_money(threshold.amount)}.",
        action=f"{asked} {_NO_PLACE}",
        label=what,
        evidence=need.evidence[:10],
        detail=f"Seuil{NBSP}: {threshold.said}. Un contrat compte en entier l’année où il "
        f"commence, tous fournisseurs et toutes cantines de l’acheteur ensemble. {contracts}{left}",
    )


def _geographic(programme: Programme) -> Iterator[Finding]:
    for sheet in contract_sheets(programme):
        said = sheet.row.text("award_criterion")
        if not is_geographic(said):
            continue
        contract = sheet.contract
        yield Finding(
            kind=ProducerKind.AWARD_GEOGRAPHIC,
            subject=contract.number,
            partner=contract.buyer,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"Contrat {label_of(contract.number, contract.crop)}{NBSP}: le critère "
            f"{quote((said or '')[:60])} nomme un lieu, {LAWYER}.",
            action=f"Le remplacer avant la consultation. {_NO_PLACE}",
            label=label_of(contract.number, contract.crop),
            evidence=(sheet.row.place.cell("award_criterion"),),
        )
