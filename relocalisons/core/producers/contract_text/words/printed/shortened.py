"""Pure: words that trade shortens, written in full: « RGLT 30 J » is « reglement 30 jours »."""

import re

_FULL = {
    "qtes?": "quantite", "qtte": "quantite", "px": "prix", "p\\.?u": "prix unitaire",
    "rglts?": "reglement", "rgts?": "reglement", "reglt": "reglement", "regl": "reglement",
    "pmt": "paiement", "paiem": "paiement", "vir": "virement", "vrt": "virement",
    "rev": "revision", "revis": "revision", "index": "indexation", "auto": "automatiquement",
    "ind": "indice", "livr?s?": "livraison", "fact?s?": "facture", "fres?": "facture",
    "ech": "echeance", "dur": "duree", "valid": "validite", "per": "periode", "camp": "campagne",
    "sem": "semaine", "cal": "calibre", "cat": "categorie", "var": "variete",
    "cond": "conditionnement", "condt": "conditionnement", "spec": "specification",
    "carac": "caracteristiques", "toler": "tolerance", "tol": "tolerance", "vol": "volume",
    "tonn": "tonnage", "approx": "environ", "mini": "minimum", "maxi": "maximum",
    "resil": "resiliation", "rupt": "rupture", "indem": "indemnite", "pen": "penalite",
    "ctrt?": "contrat", "cde": "commande", "cdes": "commandes", "prod": "producteur",
    "ach": "acheteur", "fourn": "fournisseur", "emb": "emballage", "transp": "transport",
    "enlevt": "enlevement", "lrar": "lettre recommandee", "lr ?ar": "lettre recommandee",
    "rar": "lettre recommandee", "rec": "recommande", "bl": "bon de livraison",
    "fdm": "fin de mois",
    "f\\.? ?m\\.? ?j?": "force majeure", "evt": "evenement", "evts": "evenements",
    "suspens": "suspension", "susp": "suspension",
}  # fmt: skip
# These are words as well: they are shortened only with their full stop, or before a colon.
_WITH_A_STOP = frozenset((
    "p\\.?u", "vir", "index", "ind", "livr?s?", "fact?s?", "fres?", "dur", "valid", "per", "var",
    "cond", "spec", "vol", "tol", "toler", "approx", "pen", "prod", "ach", "rec", "emb", "transp",
    "f\\.? ?m\\.? ?j?", "cal", "cat", "camp", "ech", "sem", "rev", "revis", "carac", "regl", "susp",
    "suspens", "ctrt?", "tonn", "paiem", "rupt", "indem", "resil", "fourn",
))  # fmt: skip
_STOP = r"(?:\.(?= ?[a-z0-9:,/%])|\.$|(?= ?:))"
_END = r"\b\.?(?= |:|,|$)"
_SHORT = tuple(
    (
        re.compile(rf"\b{short}{_STOP if short in _WITH_A_STOP else _END}"),
        full,
    )
    for short, full in _FULL.items()
)
_DAYS = re.compile(r"(?<=\d) ?j(?:rs?)?\b\.?")
_MONTHS = re.compile(r"(?<=\d) ?m\b(?= (?:de|d'|avant|avance|ferme|preavis))")
_BEFORE = re.compile(r"(?<=[a-z])\.(?=,)")


def in_full(said: str) -> str:
    """`said`, folded already, without the short forms of trade."""
    for short, full in _SHORT:
        said = short.sub(full, said)
    said = _DAYS.sub(" jours", said)
    return _MONTHS.sub(" mois", _BEFORE.sub("", said))
