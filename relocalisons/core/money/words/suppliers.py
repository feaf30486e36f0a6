"""Pure: whether two names are one supplier or one body, and the invoice numbers of a label."""

import re

from relocalisons.core.kernel.words.names import fold

# Legal forms and small words: « SARL Bureau Sillon » is « Bureau Sillon ».
_FORMS = frozenset(
    {"sarl", "sas", "sa", "scea", "gaec", "earl", "eurl", "sasu", "ei", "scop", "scic", "ste",
     "societe", "ets", "etablissements", "cie", "et", "de", "du", "la", "le", "les", "l", "d"}
)  # fmt: skip
# The word that announces a number, then it; else a number too long to be a quantity or a year.
_ANNOUNCED = re.compile(r"factures?\s+(?:n[°o]\s*)?(\S*\d\S*)", re.IGNORECASE)
_REFERENCE = re.compile(r"[A-Za-z]{0,4}[-/ ]?\d[\d/-]{2,}")
# « 10/2025 », « 03-2026 », « 12/03/2026 » say when, not which invoice.
_DATE = re.compile(r"\D*(?:\d{1,2}[-/])?\d{1,2}[-/](?:19|20)\d\d")
_DIGITS = 4
_YEARS = range(1990, 2100)
_LAST_DAY = 31


def same_supplier(one: str | None, other: str | None) -> bool:
    """Whether two names are one supplier, whatever its legal form and the order of its words.

    Written together (« Imprimazur ») or shortened to some of its words, it is still the same.
    """
    first, second = (_words(each) for each in (one, other))
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    return "".join(first) == "".join(second)


def invoice_numbers(label: str | None) -> frozenset[tuple[int, ...]]:
    """The numbers of invoice in a label: « FA-2602-0447 » and « 2602/447 » are (2602, 447)."""
    announced = _ANNOUNCED.findall(label or "")
    others = [each for each in _REFERENCE.findall(label or "") if not _DATE.fullmatch(each)]
    found = (re.findall(r"\d+", each) for each in announced or others)
    return frozenset(
        tuple(map(int, groups)) for groups in found if announced or sum(map(len, groups)) > _DIGITS
    )


def announced_numbers(text: str | None) -> frozenset[tuple[int, ...]]:
    """Those that the word « facture » announces: « duplicata de la facture TR-17 » is (17,).

    A year or a day after that word is none.
    """
    if not _ANNOUNCED.search(text or ""):
        return frozenset()
    return frozenset(each for each in invoice_numbers(text) if not _is_time(each))


def _is_time(number: tuple[int, ...]) -> bool:
    *rest, last = number
    return last in _YEARS and len(rest) != 1 and all(part <= _LAST_DAY for part in rest)


def _words(name: str | None) -> list[str]:
    # « S.A.R.L. » is four letters apart.
    said = re.sub(r"\b(\w) (?=\w\b)", r"\1", fold(name or ""))
    return [word for word in said.split() if word not in _FORMS]


# Words that make another company of a like name: « Trois Cyprès » and « Trois Cyprès Négoce ».
_BRANCH = frozenset(
    {"distribution", "negoce", "services", "holding", "invest", "immobilier", "groupe",
     "exploitation", "developpement", "commerce", "energie", "energies", "foncier", "locations",
     "location", "materiel", "transport", "transports", "immo", "participations", "conseil"}
)  # fmt: skip
_KINDS = frozenset(
    {"sarl", "sas", "sa", "scea", "gaec", "earl", "eurl", "sasu", "sci", "scop", "scic", "snc",
     "association", "syndicat", "commune", "departement", "region"}
)  # fmt: skip
_SAME_BODY = {"mairie": "commune", "ville": "commune"}
_BANKS = frozenset(
    {"banque", "banques", "bank", "credit", "caisse", "postale", "bnp", "cic", "lcl", "bred",
     "tresor", "tresorerie", "dgfip", "sgc", "qonto", "nef", "hsbc", "boursobank", "finances"}
)  # fmt: skip


def is_one_body(name: str | None, other: str | None) -> bool:
    """Whether two names are one legal body: like names of another form or branch are not."""
    first, second = _bodies(name), _bodies(other)
    forms, others = first & _KINDS, second & _KINDS
    if (forms and others and forms.isdisjoint(others)) or (first ^ second) & _BRANCH:
        return False
    return same_supplier(" ".join(first - _KINDS), " ".join(second - _KINDS)) or same_supplier(
        name, other
    )


def is_whole_name(name: str | None, other: str | None) -> bool:
    """Whether two names are the same words, whatever the order and the legal form.

    « Cuisines Lure » is not « Syndicat des cuisines de Lure »: a public body bears its kind, and
    a company that shares some of its words is another.
    """
    first, second = (_bodies(each) - _SMALL - _FORMS for each in (name, other))
    if is_public_body(name) != is_public_body(other):
        return False
    private = _KINDS - _PUBLIC_KINDS
    return bool(first) and first - private == second - private


_PUBLIC_KINDS = frozenset({"syndicat", "commune", "departement", "region"})
_SMALL = frozenset({"des", "aux", "au", "a", "en", "sur", "sous"})


def is_bank(name: str | None) -> bool:
    """Whether a name is that of a bank or a public accountant, who holds accounts of others."""
    said = fold(name or "")
    return not _BANKS.isdisjoint(said.split()) or "societe generale" in said


# Whoever pays for a public body: it may not pay itself (décret 2012-1246, art. 18).
_ACCOUNTANT = re.compile(
    r"(?:(?:agent )?comptable(?! libre)|payeur|paierie|tresorier|tresorerie|sgc|dgfip|"
    r"service de gestion comptable|centre des finances publiques)\b"
)
_PUBLIC = re.compile(
    r"(?:mairie|ville|commune|communaute|metropole|departement|region|conseil (?:departemental|"
    r"regional)|syndicat|parc naturel regional|ccas|lycee|college|"
    r"chambre d agriculture|etablissement public)\b"
)


def is_public_accountant(name: str | None) -> bool:
    """Whether a name is that of a public accountant, by its charge."""
    return _ACCOUNTANT.match(fold(name or "")) is not None


def is_public_body(name: str | None) -> bool:
    """Whether a name begins as that of a public body does."""
    return _PUBLIC.match(fold(name or "")) is not None


def _bodies(name: str | None) -> set[str]:
    said = re.sub(r"\b(\w) (?=\w\b)", r"\1", fold(name or ""))
    return {_SAME_BODY.get(word, word) for word in said.split()}
