"""Pure: how money was paid, and whether what stands as a proof is one."""

import re

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.piece_texts import first_amount, plain_text, was_sent_again

_CASH = frozenset({"espece", "especes", "liquide", "comptant", "cash"})
_ORDERED = re.compile(
    r"\b(?:ordres? de virement|virement (?:programme|en attente|a venir|prevu|prepare|saisi)|"
    r"en attente d'execution|non execute|bon a payer|a debiter|echeance a venir|"
    r"paiement (?:en attente|differe))\b"
)
# A payment that somebody stopped: an accountant, a bank, whoever ordered it.
_STOPPED = re.compile(
    r"(?<!sans )\b(?:suspen\w+|ajourne\w*|bloquee?s?|blocage|mise? en attente|rejetee?s?|"
    r"non (?:debite|execute|passe|paye|regle|honore|pris en charge)\w*|"
    r"pas (?:encore )?(?:ete )?(?:debite|execute|passe|paye|regle|honore)\w*|"
    r"retenue? par le comptable|refus(?:ee?s?)? (?:de |du )?(?:par|paiement|visa|prise)|"
    r"en cours de (?:traitement|validation|signature)|a (?:valider|signer|executer))\b"
)
_DONE = re.compile(
    r"\b(?:debitee?s?|executee?s?|paye|payee?s?|reglee?s?|passee?s?|levee?) "
    r"(?:finalement |depuis |enfin )?le\b"
)
_OFFSET = re.compile(
    r"\b(?:compensation|compensee? avec|troc|echange de (?:services|marchandises)|"
    r"paye en nature|contrepartie en nature)\b"
)
_TO = re.compile(
    r"(?:virement|chèque|cheque|paiement|prélèvement|prelevement)s? (?:émis |emis |fait )?"
    r"(?:au profit de|en faveur de|[àa] l['’]ordre de|[àa] l'ordre d'|[àa]|vers)\s+"
    r"(?P<name>[^;,(\n\d]+)|"
    r"(?:bénéficiaire|beneficiaire|ordre)\s*:\s*(?P<other>[^;,(\n\d]+)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:la |le |l['’])?(?:réception|reception|échéance|echeance|commande|fournisseur|compte|"
    r"été\b|ete\b|eu\b)",
    re.IGNORECASE,
)
_IS_NAME = re.compile(r"(?:la |le |les |l['’])?[A-ZÀ-Ý]")
# Beginnings of a folded nature that proves no payment, or is no invoice, whatever links to it.
_NO_PAYMENT = (
    "ordre de virement", "rib", "bon a payer", "devis", "bon de commande", "commande",
    "facture pro", "proforma", "pro forma", "echeancier", "courriel", "mail", "avis d echeance",
    "bon de livraison", "capture",
)  # fmt: skip
_NO_INVOICE = (
    "devis", "bon de commande", "bon de livraison", "bl", "facture pro", "proforma", "pro forma",
    "releve", "rib", "ordre de virement", "courriel", "mail", "ticket de carte", "ticket cb",
    "recepisse de carte", "releve de carte", "contrat", "capture", "estimation",
)  # fmt: skip


def is_cash(mode: str | None) -> bool:
    """Whether « Mode » says that coins and notes paid."""
    return not _CASH.isdisjoint(fold(mode or "").split())


def tells_only_ordered(text: str | None) -> bool:
    """Whether a payment was ordered, and nothing says that it left."""
    said = plain_text(text)
    return _ORDERED.search(said) is not None and _DONE.search(said) is None


def tells_stopped(text: str | None) -> bool:
    """« suspendu par le comptable »: whether a payment was stopped, and not let go again.

    A sum beside it is a part that is left, which is told apart.
    """
    said = plain_text(text)
    if _DONE.search(said) or was_sent_again(text):
        return False
    clauses = re.split(r"[;\n]", said)
    return any(_STOPPED.search(each) and first_amount(each) is None for each in clauses)


def tells_offset(text: str | None) -> bool:
    """Whether a debt was set against another: no money left."""
    return _OFFSET.search(plain_text(text)) is not None


def paid_to(text: str | None) -> str | None:
    """« virement à SARL Martin »: whom the money went to; None when no name is told."""
    found = _TO.search(" ".join((text or "").split()))
    name = (found["name"] or found["other"] or "").strip(" .:«»") if found else ""
    return name if _IS_NAME.match(name) and not _NOBODY.match(name) else None


def is_no_proof_of_payment(nature: str | None) -> bool:
    """Whether a piece of that nature proves no payment: a transfer order, a quote."""
    return _begins(nature, _NO_PAYMENT)


def is_no_invoice(nature: str | None) -> bool:
    """Whether a piece of that nature is no invoice: a quote, a delivery note, a card slip."""
    return _begins(nature, _NO_INVOICE)


def _begins(nature: str | None, words: tuple[str, ...]) -> bool:
    said = f"{fold(nature or '')} "
    return any(said.startswith(f"{each} ") or said.startswith(f"{each}s ") for each in words)
