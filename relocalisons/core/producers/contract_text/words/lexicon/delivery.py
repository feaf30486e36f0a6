"""Pure: families of words of a contract: goods that change hands, where, when and how."""

import re

from relocalisons.core.producers.contract_text.words.lexicon.family import family, pattern

DELIVERY_TITLE = family(
    r"""
    livr|delivr|logisti|enlev|collecte|remise_des|comment_ca_arrive|reception|delivery|consegna|
    transport|qui_(?:porte|livre|apporte|amene|charge)|achemin|retrait_des|ou_et_quand|mise_a_disposition|partage|distribution|depot|
    expedition|lieu|ou$|ou_ca\b|ou_et_comment
    """
)
# A paper that is named is no delivery: « Bon de livraison », « Contrat de fourniture ».
DELIVERY_PAPER = family(
    r"""
    (?:bons?|bordereaux?|feuilles?|registres?)_des?_(?:livraison|enlevement|reception|transport|
    depot)s?|(?:contrat|convention|marche|accord|offre)s?_de_(?:fourniture|livraison)s?
    """
)
HANDS_OVER = family(
    r"""
    affret\w+|livr\w+|delivr\w+|remis(?:e|es|s)?\b|remet\w*|depos\w+|apport(?!eurs?\b|euse)\w+|enlev\w+|collect(?!ivi)\w+|
    charge(?:ment|r|nt)\b|(?<!sa_)(?<!la_)(?<!leur_)charge_(?:a|au|les|la|le|en|sur)\b|retir\w+|recuper\w+|transport\w*|achemin\w+|expedi\w+|rendue?s?\b|
    decharg\w+|dessert\b|desserv\w+|amen\w+|(?:vien|vena|vena?it|venir|viendra|
    passe)\w*_(?:les_|la_|le_)?(?:chercher|prendre)|chercher\b|tournees?\b|delivery|delivered|
    consegna|distribu\w+|reception\w*|recoi\w+|recu(?:e?s?)\b|depart\b|prise?_en_charge|
    partage\b|mis\w*_a_(?:la_)?disposition|destination|franco\b|port(?:e|er|era|ent|
    eront)\b_(?:les|la|le|ses|mes|nos|a|au)|descen\w+|pos(?:e|er|era|ees?)\b|arriv\w+|
    pick.?up|carreau\b|passage|fourni(?!sseur)\w*|ramass\w+|voyag\w+|achemin\w*|confie\w*|
    monte\w*_(?:les|la|le)|condui\w+|convoi\w*|(?:lieu|point)_d.echange|quer(?:ir|able)|portable|mene\w*|envoi\w*|envoy\w+|laiss(?:e|er|era)_(?:les|la|le)|
    pren(?:d|ds|dre|ez|ons|nent|dra|dront)_(?:les_|la_|le_|vos_|ses_|l.)?(?:marchandise|
    produits|legumes|fruits|caisses|cageots|cagettes|colis|palox|lots?\b|paniers|carcasses|betes|
    animaux|agneaux|oeufs|fromages|carottes|livraison)
    """
)
PLACE = family(
    r"""
    quais?\b|plate-?formes?\b|entrepots?\b|cuisines?\b|offices?\b|carreau\b|min\b|hangars?\b|
    fermes?\b(?!_sur)|exploitation\b|cours?\b|rues?\b|avenue\b|chemin\b|route\b|place\b|station\b|
    refectoire|economat|lycee|college|ecoles?\b|hopital|restaurants?\b|cantines?\b|depots?\b|
    legumerie|usine|magasin|siege\b|chambre_froide|preau|local\b|locaux\b|(?<!a_)(?<!au_)(?<!ont_)(?<!aura_)lieu\b|lieux\b|
    adresse\b|sites?\b|porte\b|boulevard|impasse|zone\b|halles?\b|gare\b|verger|champs?\b|
    parcelles?\b|ateliers?\b|silos?\b|batiment|kitchen|yard\b|warehouse|dock\b|etablissement|
    creche|mairie|ehpad|domicile|conserverie|foyer|maisons?\b|salles?\b|residence|commune\b|
    moulin|abattoir|laborato|epicerie|tunnels?\b|grange|bergerie|cave\b|serres?\b|boutique|drive\b|point_de_(?:livraison|reception|retrait|
    collecte|depot)|chez\b
    """
)
RHYTHM = pattern(
    r"""
    \b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|
    thursday|friday)s?\b|\b\d{1,2}_?(?:h\b|heures?\b|h\d\d)|\b(?:matin\w*|soir|nuits?|
    hebdomadaires?|quotidien\w*|planning|avant-veille|veille|aube|hebdo|de_bonne_heure|midi|a\.m\.|morning)\b|
    \b(?:fois|jours?)_(?:par|la|ouvr)|\b(?:par|chaque|toutes_les|
    1_fois_la)_(?:\d+_)?semaines?\b|\bcalendrier_(?:de|des)_(?:livraison|enlevement|remise)
    """
)
TO_A_NAME = re.compile(  # as printed: « au marché de gros de Saint-Sébastien », no « à l'Acheteur »
    r"\b(?:[ÀAà]|[Aa]ux?|[Cc]hez|[Dd]evant|[Dd]ans)\s(?:[a-zà-ÿ]+['’\s]){0,5}"
    r"(?!Part|Acheteu|Acqu|Client|Vend|Prod|Fourn|Collectiv|Commun|Soc|Grou)[A-ZÀ-Ý][a-zà-ÿ]{2,}"
)
CARRIES = family(
    r"""
    camions?\b|vehicules?\b|fourgon|franco\b|franc_de_port|incoterm|dap\b|exw\b|transferts?_d|
    risques?\b|bons?_de_(?:livraison|remise|pesee|commande|transport)|bordereau|palettes?\b|
    palox|temperature|chaine_du_froid|refriger\w*|frigo\w*|transporteur|pesee|pes(?:e|es|
    ees?)\b|frais_(?:de_(?:port|transport|livraison)|d.approche)|emarg\w+|a_(?:la|sa|
    leur)_charge|a_(?:ses|leurs|mes|nos)_frais|caisses?\b|bacs?\b|emballages?\b
    """
)
NOT_DELIVERY = family(
    r"""
    refus\w+|signal\w+|controle|agreage|non.conform\w+|litige|reclam\w+|tracabilite|factur\w*|
    (?<!\d_)semis\b(?!_par_)|main_propre|accuse_de_reception|lettre\b|recommande\w*|impossible|restait|parole|
    somme|demande_de_paiement|indice|exclusivite|confidentiel\w*|conserv(?!eri)\w+|archiv\w+|joignable|permanence|reunions?\b|visit\w+|menus?\b|
    (?:caisses|bacs|emballages|palox|contenants)_(?:consign\w+_|vides_)(?:sont|seront|restent)|
    (?:caisses|bacs|emballages|palox|contenants)_(?:sont|seront)_(?:pret|consign|restitu|rendue?s_(?:propre|vide))\w*|
    (?:conseill\w+|technicien\w*|auditeur|controleur|veterinaire)_(?:[^.;]{0,40}_)?(?:pass|visit)\w+|
    (?:contrat|convention|accord|protocole|marche)_(?:[^.;]{0,60}_)?entre_(?:l|m|la|le|les|nous)\b|plants\b|semences?\b|pepinier\w+
    """
)
ONLY_PACKED = family(r"palettes?\b|palox|caisses?\b|bacs?\b|emballages?\b")
ONLY_ORDERED = family(r"command\w*")  # « commande au plus tard le lundi midi »
ANY_SITE = frozenset(  # words of many places, no name of one
    """
    annexe cantine central centrale cuisine depot entrepot livraison local logistique magasin
    plateforme quai reception restaurant scolaire site
    """.split()  # noqa: SIM905 - a list of words reads as one
)
_FARM = r"""
    (?:fermes?|exploitations?|hangars?|vergers?|champs?|parcelles?|cour|serres?|batiments?|locaux|
    bergerie|tunnels?|grange)\b
"""
TAKEN_AT_THE_FARM = pattern(  # a farm that delivers is no place: « la ferme livre le magasin »
    rf"""
    \b(?:a|au|aux|chez|sur|dans|devant|depuis)_(?:la_|l.|le_|les_|mon_|ma_|mes_|notre_|nos_|votre_|
    vos_|son_|sa_|leurs?_|un_|bord_de_)?{_FARM}|
    \bchez_(?:le_(?:producteur|vendeur|cultivateur|fournisseur)|moi|nous|lui)\b|
    \bdepart\b|\bbord_de_champ|\benlev\w+|\bcollect(?!ivi)\w+|\bvien\w*_(?:les_|la_|le_)?chercher|
    \bretir(?:e|er|era|ent|ees?|es?)\b|\bpass\w*_(?:les_|la_|le_)?(?:chercher|prendre)|
    \bsiege_du_producteur
    """
)
AT_THE_FARM = family(
    r"""
    fermes?\b|exploitation\b|hangar|enlev\w+|collecte?\w*|verger|champs?\b|
    chez_(?:le_producteur|moi|nous)|vien\w*_(?:les_|la_|le_)?chercher|bord_de_champ|depart\b|
    siege_du_producteur|ma_cour\b|parcelles?\b|batiments?_du_producteur|locaux_du_producteur|
    retir\w+
    """
)
