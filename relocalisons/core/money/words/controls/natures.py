"""Pure: words that say that a line is no cost that was paid for the action, or not for sure.

Each is a question for a controller, with the amount that stands beside it where one does; a
clause that denies it, or says that it is left out, tells nothing.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.money.words.piece_texts import NUMBER, decimal_of, plain_text


class CostNature(StrEnum):
    """What a controller asks about; the value ends the kind of the remark."""

    IN_KIND = "in_kind"  # volunteers, goods lent: nothing was paid
    DEPRECIATION = "depreciation"
    PROVISION = "provision"  # not spent yet
    SECOND_HAND = "second_hand"
    HELD_BACK = "deposit_back"  # a deposit that comes back: guarantees, returnable crates
    LOAN = "loan"
    LEASE = "lease"
    GIFT = "gift"
    INTERNAL = "internal"  # billed inside one structure or group
    RELATED = "related"  # the seller and the buyer are of one house
    CURRENCY = "currency"
    ESTIMATE = "estimate"
    TAX_ON_RESULTS = "tax_on_results"
    SEVERANCE = "severance"
    BONUS = "bonus"
    MONTHS = "thirteenth_month"  # what a contract usually gives beside the pay
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldNature:
    """A nature that words tell, and the sum beside it when they give one."""

    nature: CostNature
    amount: Decimal | None


_IS = CostNature
_WORDS = {
    _IS.IN_KIND: r"(?:apports?|contributions?|dons?) en nature|temps benevole|travail benevole|"
    r"heures? (?:de )?benevol\w*|benevolat|valorisation du (?:temps|travail)|auto-?construction|"
    r"mises? a disposition (?:gratuite|gracieuse|a titre (?:gratuit|gracieux))|"
    r"prete?e?s? gracieusement|main d'oeuvre (?:propre|familiale)",
    _IS.DEPRECIATION: r"(?:dotations? aux )?amortissements?|quote-?part d'amortissement",
    _IS.PROVISION: r"provisions?(?! (?:pour|sur|de|des) charges)|factures? non parvenues?|"
    r"charges? a payer|fnp",
    _IS.SECOND_HAND: r"d'occasion(?! d[eu]| des)|seconde main|reconditionne\w*",
    _IS.HELD_BACK: r"depots? de garantie|cautions?(?! bancaire)|"
    # « bocaux consignés » are glass that is bought: a plural is the noun after its article only.
    r"consigne(?! de (?:tri|securite))|"
    r"(?:les|des|dont|et|ses|de) consignes(?! de (?:tri|securite))",
    _IS.LOAN: r"interets? d'emprunt|remboursements? d[eu']\s?(?:l'|un )?(?:emprunt|pret)|"
    r"echeances? d[eu']\s?(?:emprunt|pret)|annuites?|capital emprunte|"
    r"commissions? (?:d'intervention|de change)",
    _IS.LEASE: r"credit-?bail|leasing|location avec option d'achat|loa|lld",
    _IS.GIFT: r"cadeaux?|cartes? cadeaux?|champagne|spiritueux|alcools?|tabac|"
    r"(?:achat|usage|depense) (?:personnel|prive)(?:le)?|a titre prive",
    _IS.INTERNAL: r"(?:facturations?|refacturations?|cessions?|prestations?|imputations?) "
    r"internes?|"
    r"frais de siege|quote-?part (?:de structure|du siege)|frais de gestion internes?|"
    r"note de debit interne",
    _IS.RELATED: r"meme (?:dirigeant|gerant|president|groupe)e?|filiale|"
    r"societe (?:soeur|mere)|intra-?groupe|conjointe?|epou(?:x|se)|lien de parente|"
    r"conflit d'interets?|dirigee? par (?:le|la|un|une) (?:president|gerant|salarie|associe)e?",
    _IS.CURRENCY: r"usd|gbp|chf|dollars?|francs suisses|livres sterling|taux de change|"
    r"devise etrangere",
    _IS.ESTIMATE: r"montant (?:provisoire|estime|estimatif|previsionnel)|a regulariser|"
    r"factures? (?:previsionnelle|estimative|provisoire)s?",
    _IS.TAX_ON_RESULTS: r"impots? sur les (?:societes|benefices)|acompte d'is|tva a decaisser",
    _IS.SEVERANCE: r"indemnites? (?:de (?:licenciement|rupture|depart|fin de contrat)|"
    r"compensatrices?)|rupture conventionnelle|solde de tout compte|licenciement",
    _IS.BONUS: r"primes? (?:exceptionnelles?|de partage de la valeur|macron)|interessement|"
    r"participation aux resultats|"
    r"gratifications?|avantages? en nature",
    _IS.MONTHS: r"primes?(?! exceptionnelle| de partage| macron)|13e mois|treizieme mois",
    _IS.LEAVE: r"conges? (?:payes|maternite|paternite|parental|maladie|sans solde)|"
    r"arrets? (?:de travail|maladie)|en arret|absences?|chomage partiel|activite partielle",
}
# These are words of pay; the others are words of purchases, journeys and pay.
OF_PAY = frozenset({_IS.SEVERANCE, _IS.BONUS, _IS.MONTHS, _IS.LEAVE})
_PATTERNS = {nature: re.compile(rf"\b(?:{words})\b") for nature, words in _WORDS.items()}
_DENIED = re.compile(
    r"\b(?:sans|aucune?s?|hors|pas d[e']?|ni|non comprise?s?|exclu\w*|retire\w*|deduite?s?|"
    r"non (?:compte|impute|inclu|declare)\w*|remboursee?s? le|restituee?s? le|rendue?s? le|neuf|"
    r"neuve?s?)\b"
)
_SUM = re.compile(rf"(?<![\d/.,])({NUMBER})\s?(?:€|euros?\b|eur\b)")
_CLAUSES = re.compile(r"[;\n+]|,(?!\d)|\.(?=\s|$)|\bdont\b|\bet\b|\bplus\b")
_SELLER = re.compile(
    r"\b(?:attestation|declaration)\b.*\b(?:vendeur|vendeuse|occasion|subvention\w*|origine)|"
    r"\bjamais subventionne|\bnon subventionne"
)


@lru_cache(maxsize=4096)
def natures_told(text: str | None) -> tuple[ToldNature, ...]:
    """The natures that a text tells, each once."""
    found: dict[CostNature, ToldNature] = {}
    for clause in _CLAUSES.split(plain_text(text)):
        for nature, pattern in _PATTERNS.items():
            told = pattern.search(clause)
            if told is None or nature in found or _DENIED.search(clause):
                continue
            amount = _SUM.search(clause)
            found[nature] = ToldNature(
                nature=nature, amount=decimal_of(amount[1]) if amount else None
            )
    return tuple(found.values())


_SEEN = re.compile(
    r"\b(?:affiches?|flyers?|depliants?|plaquettes?|brochures?|livrets?|panneaux?|kakemonos?|"
    r"banderoles?|site internet|site web|video|film|exposition|travaux|batiment)\b"
)


def is_seen_in_public(label: str | None) -> bool:
    """Whether a line buys what a public sees, and on which a fund asks for its name."""
    return _SEEN.search(plain_text(label)) is not None


def is_origin_told(text: str | None) -> bool:
    """Whether a seller is said to attest where second-hand goods come from."""
    return _SELLER.search(plain_text(text)) is not None


_SERVICE = re.compile(
    r"\b(?:prestations?|etudes?|formations?|animations?|accompagnements?|conseils?|ateliers?|"
    r"interventions?|degustations?|audits?|diagnostics?|expertises?|traductions?|assistance)\b"
)
_DEPOSIT = re.compile(r"\b(?:facture d'acompte|acompte|arrhes|avance)\b(?! deduit)")


def is_service(label: str | None) -> bool:
    """Whether a line buys somebody's work, of which nothing is delivered by itself."""
    return _SERVICE.search(plain_text(label)) is not None


def is_deposit(label: str | None) -> bool:
    """Whether a line is a part that is paid ahead of the final invoice."""
    return _DEPOSIT.search(plain_text(label)) is not None
