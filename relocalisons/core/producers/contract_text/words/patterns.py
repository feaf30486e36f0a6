"""Pure: how a contract says each of the seven clauses, and what only looks like one.

Texts are folded by `flat`: small letters, no accents; punctuation stays.
"""

import re
from enum import StrEnum

from relocalisons.core.kernel.words.names import bare_letters


class ClauseKind(StrEnum):
    """The seven clauses (L631-24 of the code rural), in the order of the columns « Clause »."""

    QUANTITY = "quantite"
    PRICE = "prix"
    DELIVERY = "livraison"
    PAYMENT = "paiement"
    DURATION = "duree"
    FORCE_MAJEURE = "force_majeure"
    NOTICE = "preavis"


_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "douze": 12, "quinze": 15, "dix-huit": 18, "vingt": 20,
    "vingt-quatre": 24, "trente": 30, "trente-six": 36, "quarante-cinq": 45, "soixante": 60,
}  # fmt: skip
_WORD = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_COUNT = rf"(?P<count>\d{{1,3}}|{_WORD})"
_FIGURE = r"\d{1,3}(?:[ ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"

WEEKDAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b")
HEADING_ONLY = re.compile(
    r"\[.*\]|(?:reserve|neant|sans objet|a completer|a definir|idem)\.?|[-–._… ]*"
)
SIGNATURE = re.compile(r"(?:lu et approuve|signe|fait (?:a|en)|bon pour accord|signatures?)\b.*")

PRICE = re.compile(
    rf"(?P<amount>{_FIGURE}) ?(?P<money>€|euros?|centimes?(?: d.euros?)?)[^.;]{{0,22}}?"
    r"(?:/ ?|\ble |\bla |\bpar |\bdu )(?P<unit>kg|kilos?|kilogrammes?|tonnes?|t)\b"
)
REVISED = re.compile(
    r"revis\w+ (?:est )?automatiqu\w*|revision automatique|automatiquement|d.office|de plein droit|"
    r"tout seul|sans demarche|sans nouvelle negociation|sans qu.une demande|\bindexation\b|"
    r"\bindexe\w*\b|formule"
)
INDICATOR = re.compile(
    r"\bindices?\b|\bindicateurs?\b|\bcotations?\b|\bipampa\b|\bippap\b|\binsee\b|\brnm\b|"
    r"\brungis\b|\btables? \w+|\bcouts? de production\b|\bformule\b"
)
NOT_REVISED = re.compile(
    r"\b(?:non revisable|sans (?:aucune )?revision|n.est (?:pas|jamais) revis|ne sera pas revis|"
    r"aucune revision|ni revision)"
)
NAMED_INDICATOR = re.compile(r"\b(?:ipampa|ippap|rnm|rungis|franceagrimer|itavi|ismea|aop)\b")
TRIGGER = re.compile(r"(?:seuil(?: de)?|plus de) (\d+(?:,\d+)?) ?%")

VOLUME = re.compile(rf"(?P<amount>{_FIGURE}) ?(?P<unit>kg|kilos?|t|tonnes?|quintaux|q)\b")
PACKED = re.compile(r"\b(?:caisses?|paniers?|sacs?|colis|bottes?|cagettes?|pots?) (?:de )?$")
YEARLY = re.compile(
    r"\b(?:chaque annee|par an|/ ?an|par campagne|/ ?campagne|annuel\w*|par recolte|"
    r"chaque (?:campagne|saison|recolte)|par saison|l.an)\b"
)
WHOLE = re.compile(r"\b(?:toute la duree|sur la duree|pour la duree|au total|en tout)\b")
TOLERANCE = re.compile(
    r"(?:(?:plus ou moins|tolerance|ecart\w*|marge\w*|fourchette|s.ecarte|±|\+/-)[^%.;]{0,40}?"
    r"(?P<after>\d+(?:,\d+)?) ?%)|(?:(?P<before>\d+(?:,\d+)?) ?% ?"
    r"(?:pres|en plus ou en moins|de part et d.autre|dans un sens|de tolerance|d.ecart))"
)
QUALITY = re.compile(
    r"\b(?:calibres?|lavee?s?|brossee?s?|triee?s?|paree?s?|fraich\w+|frais|mures?|brix|categorie|"
    r"humidite|impuretes?|sans fente|sans fleurs?|secs?|ronds?|lots? homogenes?|taux d\w*|"
    r"indice de consommation|caracteristiques?|criteres?|cahier des charges|aspect|varietes?|"
    r"\d+ ?(?:cm|mm|g)|fermes)\b|\bqualite ?:"
)

DELIVERY = re.compile(
    r"\blivraisons? (?:ont|auront|a|aura|est|sera|se fai\w+) |"
    r"\blivraisons? (?:dans|chaque|le|tous)|"
    r"\b(?:on|nous|je|il) livr\w+|\bdepose\w*\b|\bj.apporte\b|\bapporte les\b|\bapports sont\b|"
    r"\benleve(?:e?s?|nt|r|ra)?\b|\benlevement ?:|\benlevement (?:par|a|au|chaque|est)|"
    r"\bcollecte (?:est|a lieu|se fait|par|chaque)|\bcollecte[er]?s?\b|\btransport a la charge|"
    r"\bdestination ?:|\bou et quand\b|\bcarreau\b|\bretire\w*\b|\bvient chercher\b|\bfranco\b|"
    r"\blivre\w* (?:a|au|aux|chez) (?:la|l|le|son|leur)\b"
)
NOT_DELIVERY = re.compile(
    r"impossible|livraisons faites entre|restait a livrer|rendus sur le lieu|\bfactur|\bvirement|"
    r"\bpaie|\bpayez|\breglement\b|\bsuspend|\breception de\b"
)
FARM = re.compile(r"\b(?:ferme|exploitation|hangar|enlev\w+|collecte)\b")

PAY = re.compile(
    r"\b(?:pai(?:e|ement|ee?s?|ent)|pay\w+|regl\w+|virement|virez|virer|acquitt\w+|mandat|factur\w*|"
    r"verse\w*|encaiss\w*|cheques?|pagamento)\b"
)
DELAY = re.compile(rf"\b{_COUNT}(?:e|eme)? ?jours?\b|\b(?P<day>\d{{1,3}})e jour\b")
PAID_SO = re.compile(r"\bcheques?\b|\bcomptant\b|\bau cul du camion\b|\bprelevement\b")
MONTH_END = re.compile(rf"\b{_COUNT} ?jours? fin de mois\b")

MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
LONG_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(MONTHS)})(?: (\d{{4}}))?\b")
SHORT_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
TERM = re.compile(rf"\b{_COUNT} ?(?P<unit>ans?|annees?|mois|exercices?|campagnes?)\b")
LIFE = re.compile(
    r"\b(?:contrat|accord|engag\w+|convention|conclu|duree|prend effet|prise d.effet|date d.effet|"
    r"court|vaut pour|debut|terme|fin|saison|demarre|s.applique)\b"
)
LONGEST = re.compile(r"\bduree totale\b[^.;]*|\breconductible[^.;]*|\brenouvel\w*[^.;]*")

HAZARD = re.compile(
    r"force majeure|cas fortuits?|imprevisible|evenement|calamite|\bgrele\b|\bgel\b|secheresse|"
    r"inondation|\baleas?\b|epizootie|sinistre|empechement|ordre sanitaire|intemperie"
)
RELEASED = re.compile(
    r"liber\w+|suspen\w+|exoner\w+|ne dois? rien|ne doit rien|n.est tenue?|n.est responsable|"
    r"aucune? (?:penalite|indemnite|remboursement|faute)|n.encourt|denoue|sans indemnite|"
    r"sans penalite|acceptent|degage\w*|sospensione|pas un manquement"
)
HAZARD_ASIDE = re.compile(r"\b(?:sauf|hors|excepte)(?: en)?(?: cas de)? force majeure\b[^.;]*")

TERMINATION = re.compile(
    r"\bresili\w+|\bdenonc\w+|\bmettre fin\b|\barreter\b|\bs.arreter\b|\brupture\b|\brompt\w*|"
    r"\bsortie anticipee|\bfin anticipee|\bretrait\b|\bse retirer\b|\brecesso\b|\bmet fin\b|"
    r"^fin ?: (?!\d)"
)
AHEAD = re.compile(rf"\b{_COUNT} (?P<unit>mois|semaines?|jours?)\b")
INDEMNITY = re.compile(
    r"\bindemni\w+|\bdedommag\w+|\bpenalite|\bversement de\b|\bpaie a l.autre\b|\bparticipation\b|"
    r"\brepare\b|\bcompensation\b|\bdedit\b"
)
NO_INDEMNITY = re.compile(r"\b(?:sans|aucune|ni) (?:indemnite|penalite|dedommagement)\b")


def flat(text: str) -> str:
    """Small letters without accents, one kind of space and of quote; punctuation stays."""
    return " ".join(bare_letters(text).replace("’", "'").split())


def count_said(text: str) -> int | None:
    """« 30 », « trente »; None when it is no count."""
    return int(text) if text.isdigit() else _NUMBERS.get(text)
