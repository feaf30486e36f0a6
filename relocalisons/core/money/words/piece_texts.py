"""Pure: what the words of a piece tell beyond its days: charges, sums that left or came, names.

A clause that denies (« aucune pénalité », « avoir déjà déduit ») tells nothing against a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.words.written import usual_writing

NUMBER = r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_EUROS = re.compile(
    rf"(?<![\d/.,])(?P<sum>{NUMBER})\s?(?:€|euros?\b|eur\b)(?P<tax>\s*(?:ttc|ht)\b)?"
)
_CLAUSES = re.compile(r"[;\n+]|,(?!\d)|\.(?=\s|$)|\bdont\b|\bet\b(?! interets)|\bplus\b")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A charge that no grant takes: its words, and its amount when they tell it."""

    name: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A sum that left an account; `is_net` when its words say that it is without tax."""

    amount: Decimal
    is_net: bool


# ---- charges that are out of every base ----------------------------------------------------------

# Décret 2023-5 art. 4: fines, court costs, account 67, dividends, interest, amicable settlements.
_OUT = re.compile(
    r"\b(amendes?|penalites?|contraventions?|post-? ?stationnement|fps|dividendes?|contentieux|"
    r"agios|majorations? de retard|forfait majore|interets? de retard|interets? moratoires?|"
    r"interets? debiteurs?|"
    r"(?:frais|honoraires|couts?|surcouts?|depens) (?:de |d.)?(?:justice|huissier|contentieux|"
    r"rejet|recouvrement|retard|relance|mise en demeure|impayes?|procedure)|"
    r"commissions? d.intervention|"
    r"indemnites? (?:forfaitaires? )?(?:de|pour frais de) recouvrement|"
    r"dommages-? ?(?:et|&)?-? ?interets|charges exceptionnelles|compte 67|transaction amiable|"
    r"(?:indemnites?|protocole) transactionnel(?:le)?s?)\b"
)
_DENIED = re.compile(
    r"\b(sans|neant|aucune?s?|hors(?! taxe)|pas d|ni|non compris\w*|exclu\w*|retire\w*|deduit\w*|"
    r"annule\w*|remise gracieuse|en cas de|taux legal|exigibles?|seront|sera|"
    r"(?:prevue?s?|fixee?s?) (?:au|par le|dans le) (?:marche|contrat|devis|ccap)|"
    r"(?:au debit|a la charge|infligee?s?|appliquee?s?) (?:au |du |de l.|a l.)?"
    r"(?:fournisseur|titulaire|prestataire|entreprise))\b"
)
# What the back of every invoice says of late payment: terms, and nothing that was charged.
_TERMS = re.compile(
    r"\b(?:en cas d|tout retard|mentions? legales?|conditions? generales?|taux legal|exigibles?|"
    r"entraine\w*)\b"
)
# « 5 000,00 € moins 250,00 € : pénalités »: borne by whom we pay, and off the amount already.
_OFF = re.compile(
    rf"(?<!au )\b(?:moins|diminuee?s?|sous deduction|nette?s?)(?: (?:les?|des?|la|une?|ses|leurs))?"
    rf"(?: (?:{NUMBER}) ?(?:€|euros?\b|eur\b)(?: (?:ht|ttc))?)?\s*[:(–-]?\s*(?:(?:de|des|pour) )?$"
)


def charges_out(text: str | None) -> tuple[Charge, ...]:
    """The charges that words name, each with the amount that stands nearest to it."""
    return tuple(_charges(text))


def _charges(text: str | None) -> Iterator[Charge]:
    for clause in _clauses(_without_terms(text)):
        found = _OUT.search(clause)
        if found is None or _DENIED.search(clause) or _OFF.search(clause[: found.start()]):
            continue
        first, last = found.span()
        near = min(
            _EUROS.finditer(clause),
            key=lambda each: max(each.start() - last, first - each.end()),
            default=None,
        )
        yield Charge(name=found[1], amount=_sum(near) if near else None)


def _without_terms(text: str | None) -> str:
    """The sentences of a text that are no general terms of sale."""
    said = re.split(r"[;\n]|\.(?=\s|$)", plain_text(text))
    return " ; ".join(each for each in said if not _TERMS.search(each))


def is_named_apart(charge: Charge, text: str | None, *, of: Decimal) -> bool:
    """« prestation 640,00 € ; intérêts : 22,50 € » for 640: the charge stands beside the amount."""
    said = plain_text(text)
    if charge.amount is None or _WITHIN.search(said):
        return False
    sums = [_sum(each) for each in _EUROS.finditer(said)]
    return charge.amount != of and of in sums


_WITHIN = re.compile(r"\b(?:dont|inclu\w*|y compris|(?<!non )comprise?s?)\b")


# ---- payments ------------------------------------------------------------------------------------

_NO_PAYMENT = re.compile(
    r"\b(solde (?:du compte|crediteur|debiteur)|total|au lieu de|facture de)\b"
)
_LEFT = re.compile(
    r"\b(?:reste (?:a payer|du|a regler)|reste|impaye\w*|non regle\w*|a regler|solde du(?= \d)|"
    r"retenue de garantie)\b"
)
_SETTLED = re.compile(
    r"(?<!non )(?<!pas )\b(?:aucune?|rien|sans|pas de|levee|liberee|versee|restituee|"
    r"soldee?(?! du\b)|paye(?!r)\w*)\b"
)
# « libération de la retenue de garantie : débit de 720,00 € »: what was kept back is paid.
_LET_GO = re.compile(
    r"(?<!non )(?<!pas )(?<!a )\b(?:liber|restitu|debloc|debloq|lever|levee|debit)\w*\b"
)
_BACK = re.compile(
    r"\b(?:credit(?!eur)(?! agricole| mutuel| cooperatif| foncier| lyonnais| du nord)|"
    r"recredit\w*|credite\w*|ristournes?|subventions?|participations?|aides? d|remboursement|"
    r"rembourse\w*|extourn\w*|retour de fonds)\b"
)
_BOUNCED = re.compile(
    r"\b(?:(?:virement|cheque|prelevement|paiement)s?(?: \S*\d\S*)? (?:est )?(?:rejete|impaye|"
    r"annule|refuse|revenu|retourne|extourne|oppose)\w*|"
    r"rejet (?:du|de) (?:virement|cheque|prelevement)|sans provision|"
    r"retour (?:du|de) (?:virement|fonds|cheque)|extourn\w*|recredit\w*|"
    r"(?:frappe d.|en |fait )?opposition(?: sur)?)\b"
)
# « rejeté puis représenté et payé »: it was sent again, and left.
_SENT_AGAIN = re.compile(
    r"\b(?:puis|ensuite|represente\w*|repasse\w*|reemis\w*|regularise\w*)\b.*"
    r"\b(?:paye|debite|execute|passe|regle|encaisse)e?s?\b"
)


def payments(text: str | None) -> tuple[Paid, ...]:
    """The sums that a statement says left: one a clause, the first where it says « sur »."""
    found = (
        (_EUROS.search(clause), _TIMES.search(clause))
        for clause in _clauses(re.sub(r"\bpuis\b", ";", plain_text(text)))
        if not any(each.search(clause) for each in (_NO_PAYMENT, _BACK))
        and (_LEFT.search(clause) is None or _LET_GO.search(clause) is not None)
    )
    return tuple(
        Paid(
            amount=_sum(each) * (_COUNTS[times[1]] if times else 1),
            is_net=(each["tax"] or "").strip() == "ht",
        )
        for each, times in found
        if each is not None
    )


# « deux chèques de 300,00 € » left twice.
_COUNTS = {word: at for at, words in enumerate(("deux 2", "trois 3", "quatre 4"), start=2)
           for word in words.split()}  # fmt: skip
_TIMES = re.compile(
    rf"\b({'|'.join(_COUNTS)}) (?:cheque|virement|versement|prelevement|paiement|reglement)s? de\b"
)


def left_to_pay(text: str | None) -> Decimal | None:
    """« reste dû 1 200,00 € »; None when nothing is said to be left."""
    for clause in _clauses(text):
        found = _EUROS.search(clause)
        settled = _SETTLED.search(clause) or _LET_GO.search(clause)
        if found and _LEFT.search(clause) and not settled:
            return _sum(found) or None
    return None


def tells_bounced(text: str | None) -> bool:
    """Whether a payment is said to have been sent back."""
    return _BOUNCED.search(plain_text(text)) is not None and not was_sent_again(text)


def was_sent_again(text: str | None) -> bool:
    """« rejeté puis représenté et payé »."""
    return _SENT_AGAIN.search(plain_text(text)) is not None


def tells_money_back(text: str | None) -> bool:
    """Whether a statement tells money that came back, and not that it left."""
    said = plain_text(text)
    return _BACK.search(said) is not None and "debit" not in said


def money_back(text: str | None) -> Decimal | None:
    """« ristourne de 80,00 € », « remboursement de 80,00 € », not taken off yet."""
    for clause in _clauses(text):
        found = _EUROS.search(clause)
        told = _GIVEN_BACK.search(clause)
        if found and told and not _TAKEN_OFF.search(clause) and not _KEPT_OUT.search(clause):
            return _sum(found)
    return None


_GIVEN_BACK = re.compile(
    r"\b(?:ristournes?|escomptes?|avoirs? (?:n\S* \S+ )?(?:de|du|a recevoir|a venir|accorde|emis)|"
    r"reprises? (?:de l'ancien|du materiel|d'un|de la|materiel)|"
    r"remises? (?:de fin d'annee|accordee apres|arriere|non deduite|a posteriori)|"
    r"(?<!apres )(?<!prix net )rabais|gestes? commercia(?:l|ux)|notes? de credit|bonifications?|"
    r"indemnites? d'assurance|reventes?|revendue?s?|(?:places|billets|repas) vendue?s?|"
    r"recettes? (?:de |des |d.)?(?:billetterie|vente|entree|inscription|encaiss)\w*|"
    # Who pays back is no employer: « remboursés par la commune » is how a journey is paid.
    r"(?:remboursee?s?|prise?s? en charge)(?: (?!par\b)\w+){0,3} par (?:l.|la |le |un |une )?"
    r"(?:organisat\w+|reseau|assur\w+|opco|fournisseur|client|tiers|autre|federation)|"
    r"remboursements? (?:du fournisseur|fournisseur|de l'assurance|assurance|recu|percu|partiel))"
    r"\b"
)
_KEPT_OUT = re.compile(
    r"\b(?:non )?(?:comprise?s?|inclu\w*|deja|aucune?|sans|pas d|appliquee?s?|si|en cas|prix net)\b"
)


# ---- credit notes and aids -----------------------------------------------------------------------

_TAKEN_OFF = re.compile(
    r"\b(?:deduit|impute|retranche|soustrait|defalque)\w*|\bmoins (?:l.|un )?avoir\b"
)
_NOT_YET = re.compile(
    r"\b(?:non|pas|jamais|ni|reste a|a)\s+(?:encore |ete )*(?:deduit|deduire|impute)"
)
_NO_AID = re.compile(
    r"\b(?:refus\w*|rejet\w*|aucune?|sans suite|(?:non|pas) (?:vers|accord|percu)\w*)\b"
)
_GIVEN = re.compile(r"\b(?:vers|percu|recu|allou|accord|attribu|montant)\w*")
_A_YEAR = re.compile(r"\b(?:par an|annuel\w*|pour l annee)\b")


def is_taken_off(text: str | None, *, of: str = "") -> bool:
    """« avoir déjà déduit »: whether what is to be taken off an amount was; `of` must be named."""
    return any(
        of in clause and _TAKEN_OFF.search(clause) and not _NOT_YET.search(clause)
        for clause in _clauses(text)
    )


def tells_no_aid(text: str | None) -> bool:
    """Whether an aid was refused, or none came."""
    return _NO_AID.search(plain_text(text)) is not None


def aid_told(text: str | None) -> Decimal | None:
    """The aid of a month that words tell: a yearly one is divided by twelve."""
    clauses = [clause for clause in _clauses(text) if _EUROS.search(clause)]
    clauses.sort(key=lambda clause: _GIVEN.search(clause) is None)
    for clause in clauses[:1]:
        amount = _sum(_EUROS.search(clause))
        return (amount / 12).quantize(CENT) if _A_YEAR.search(clause) else amount
    return None


_AID = re.compile(
    r"\b(?:aides?|exonerations?|indemnites journalieres|ijss|subrogation|allocations?|"
    r"(?:activite partielle|chomage partiel))\b"
)


def aid_on_slip(text: str | None) -> Decimal | None:
    """« aide de l'ASP 500,00 € » beside a pay slip; None where it says that it is taken off."""
    for clause in _clauses(text):
        found = _EUROS.search(clause)
        if found and _AID.search(clause) and not _DENIED.search(clause):
            return _sum(found) or None
    return None


def bears_no_tax(text: str | None) -> bool:
    """« TVA non applicable, art. 293 B »: whether an invoice says that it bears none."""
    return _NO_TAX.search(plain_text(text)) is not None


_NO_TAX = re.compile(
    r"\btva non applicable\b|\b293 ?-?b\b|\bfranchise (?:en base|de tva)\b|"
    r"\b(?:exonere\w*|exempte\w*|dispense\w*) de (?:la )?tva\b|\bsans tva\b|\bnon assujetti\w*\b"
)


def tells_incomplete(text: str | None) -> bool:
    """Whether a delivery note says that something was refused, or has still to come."""
    return any(
        _INCOMPLETE.search(clause) and not _NOTHING_LACKS.search(clause)
        for clause in _clauses(text)
    )


_INCOMPLETE = re.compile(
    r"\b(?:non livre\w*|livraison partielle|partiellement livre\w*|refuse\w*|non conformes?|"
    r"reste a livrer|retourne\w*|en attente de livraison)\b"
)

_NOTHING_LACKS = re.compile(r"\b(?:aucune?|sans|rien|neant|0)\b")
_UNREADABLE = re.compile(
    r"\b(?:illisibles?|tronquee?s?|floue?s?|(?:ne se|pas) li(?:t|sent)|"
    r"coupee?s? (?:au|a la|en bas)|"
    r"(?:page|fin|total|montant)s? (?:qui )?(?:manquante?s?|manque(?:nt)?|absente?s?))\b"
)


def tells_unreadable(text: str | None) -> bool:
    """« scan illisible », « le total ne se lit pas »: whether a piece cannot be read in full."""
    return _UNREADABLE.search(plain_text(text)) is not None


# ---- names ---------------------------------------------------------------------------------------

_BILLED = re.compile(
    r"(?:factur|adress|libell|établi|émis)(?:é|e|ée|ee)?s?\s+(?:à|a|au nom d[eu]|aux?)(?=[\s:])"
    r"\s*:?\s*(?P<name>[^;,(\n]+)|\b(?:destinataire|client(?:e)?|au nom d(?:e|u|es))\s*:?\s*"
    r"(?P<other>[^;,(\n]+)|\bpour le compte d(?:e|u|es)\s+(?P<account>[^;,(\n]+)",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"(?:titulaire(?: du compte)?|compte (?:bancaire )?(?:au nom )?(?:de|du|des)|"
    r"(?:pay|régl|regl|avanc|débit|debit)(?:é|e|ée|és|ées)s? (?:par|du compte d[eu]))\s*:?\s+"
    r"(?P<name>[^;,(\n]+)",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"^(?:la|le|les|l['’]|de la|de l['’]|d['’])\s*", re.IGNORECASE)
_DAY = re.compile(r"\s+(?:le|du|en date du) \d{1,2}/\d.*$", re.IGNORECASE)
_MEANS = re.compile(
    r"^(?:virement|ch[eè]que|carte|cb|pr[eé]l[eè]vement|mandat|esp[eè]ces|internet|\d|mois|résultat|"
    r"depuis|n°|num[eé]ro|r[eé]f|habituel|fid[eè]le|r[eé]gulier|"
    # « compte de l'exploitation »: the house itself.
    r"(?:exploitation|structure|association|entreprise|soci[eé]t[eé]|ferme|collectivit[eé]|organisme|"
    r"b[eé]n[eé]ficiaire|GAEC|EARL|commune)$)",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:compte|carte(?: bancaire)?|cheque|cb) personnel(?:le)?\b")


def billed_to(text: str | None) -> tuple[str, ...]:
    """« facturé à : SARL Martin »: whom an invoice is addressed to."""
    return _names(_BILLED, text)


def account_of(text: str | None) -> tuple[str, ...]:
    """« compte de SARL Martin », « payé par Luc Blanc »: whose money left."""
    own = _OWN.search(plain_text(text))
    return (*_names(_HOLDER, text), *((own[0],) if own else ()))


def _names(pattern: re.Pattern[str], text: str | None) -> tuple[str, ...]:
    said = " ".join((text or "").split())
    found = (
        next(name for name in each.groups() if name is not None) for each in pattern.finditer(said)
    )
    bare = (_ARTICLES.sub("", _DAY.sub("", name).strip(" .:«»")).strip() for name in found)
    return tuple(name for name in bare if name and not _MEANS.match(name))


# ---- for other readers of pieces -----------------------------------------------------------------


def first_amount(text: str | None) -> Decimal | None:
    """The first sum in euros of a text."""
    found = _EUROS.search(plain_text(text))
    return _sum(found) if found else None


def _clauses(text: str | None) -> list[str]:
    return [each for each in _CLAUSES.split(plain_text(text)) if each.strip()]


def _sum(found: re.Match[str] | None) -> Decimal:
    return decimal_of(found["sum"]) if found else Decimal(0)


def decimal_of(text: str) -> Decimal:
    """A number as people type it, « 1 200,50 », once a pattern has found it."""
    return Decimal(text.replace(" ", "").replace(",", "."))


def plain_text(text: str | None) -> str:
    """Small letters without accents, straight apostrophes, one space: what patterns are read on."""
    return usual_writing((text or "").replace("’", "'"))
