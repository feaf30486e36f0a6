"""Pure: families of words of a contract: a promised weight, its period, its margin, its quality."""

from relocalisons.core.producers.contract_text.words.lexicon.family import family, pattern

CARRIED = pattern(
    r"""
    \b(?:caisses?|paniers?|sacs?|colis|bottes?|cagettes?|pots?|palettes?|palox|bacs?|lots?|
    camions?|big.?bags?|conteneurs?|cuves?|remorques?|bennes?|vehicules?|porteur|ptac|filets?|cartons?|(?:la|une|par|chaque|toute|de|cette|les|des)_commandes?|plateaux?|stockage|
    chambre_froide|minimum_de_commande)\b(?:_(?:de|d|pese\w*|contien\w*|a|au|plus|moins|jusqu|
    capacite|utile|mini\w*|maxi\w*|est|:))*[_:']*$
    """
)
NOT_PROMISED = family(  # what may be stored, what was sold before or to others, what is insured
    r"""
    sans_minimum|sans_(?:engagement|obligation)_(?:\w+_){0,3}(?:volume|quantite|tonnage|minimum)|
    (?:chiffre|volume|quantite|tonnage|a_titre|purement|donne\w*)_(?:\w+_){0,2}indicati\w+|
    n.engage_(?:personne|pas|ni|aucun\w*)|non_contractuel\w*|a_titre_d.estimation|
    contenir|capacite|entrepos\w+|assur(?:e|er|ance)\b|a_d.autres|(?<!comme_)l.an_(?:passe|dernier)|
    (?<!comme_)l.annee_(?:passee|derniere|precedente)|(?:ont|avait|avaient|a_deja|avons)_(?:vendu|livre|produit|recolte)\b|a_vendu\b
    """
)
PACED = pattern(
    r"""
    ^\W{0,3}(?:par|/|la|chaque)_?(?:livraison|commande|semaine|jour|palette|caisse|lot|camion|
    colis|passage|tournee|hectare|ha\b)
    """
)
YEARLY = pattern(
    r"""
    \b(?:(?:chaque|par|pour_chaque|l.|une|tous_les|bon)_?(?:an|annee|campagne|saison|recolte|
    exercice|ans)\b|annuel\w*|annuite|per_(?:year|season)|each_(?:year|season)|a_year)|
    /_?(?:an|campagne|saison|recolte)\b
    """
)
TO_BUY = family(
    r"""
    quantit\w*|volumes?\b|tonnage|achet\w+|pren(?:d|dre|ons|ez)\b|fourni(?!sseur)\w*|produi(?:t|re|sons)\b|
    reserv\w+|besoins?\b
    """
)
FOR_ALL = family(
    r"""
    toute_la_(?:duree|vie|periode)|(?:sur|pour)_l.ensemble\b|(?:sur|pour|pendant)_la_(?:duree|periode|totalite)|
    au_total\b|en_tout\b|(?:total|cumule?e?)\b|globale?(?:ment)?\b|(?:sur|pour)_(?:les_|
    l.ensemble_des_)?\d+_(?:ans|annees|campagnes|saisons|recoltes)|ensemble_du_contrat|
    du_debut_a_la_fin
    """
)
_NEAR = r"""
    pres\b|plus_ou_moins|\+_?/?_?[-–]|±|tolerance|toler\w+|ecart\w*|marge|fourchette|variation|
    amplitude|s.ecart\w+|souplesse|flexibilite|latitude|de_part_et_d.autre|dans_un_sens|
    en_plus_(?:ou|comme)_en_moins|de_plus_(?:ou|comme)_de_moins|en_dessous|au-dessus|
    a_la_hausse|alea_de|de_plus\b|de_moins\b|jeu\b|admet\w*_|give_or_take|tolleranza|franchise|depassement|deficit|manque|derive|aleatoire|
    battement|elasticite|flottement|fluctu\w+|plage\b|oscill\w+|varia\w+|varie\w*|surplus|excedent|differ\w+|eloign\w+|en_sus|en_\+_ou_en|un_peu_(?:plus|moins)|en_deca|en_exces|au-dela|de_trop\b|trop_peu
"""
TOLERANCES = (
    pattern(rf"(?:{_NEAR})[^%.;]{{0,60}}?(\d+(?:[.,]\d+)?)_?%"),
    pattern(rf"(\d+(?:[.,]\d+)?)_?%[^%.;]{{0,40}}?(?:{_NEAR})"),
)
NO_MARGIN = family(
    r"""
    sans_(?:aucune?_)?(?:tolerance|ecart|marge|variation|difference|fluctuation|souplesse|jeu\b)|
    aucune?_(?:tolerance|ecart|marge|difference|variation|fluctuation)|
    ni_plus_ni_moins
    """
)
QUALITY = family(
    r"""
    calibr\w+|belles?\b|sable(?:e?s?)\b|(?<![/.])\d\d[/-]\d\d(?![/\d]|\.\d)|lave(?:e?s?|s)\b|brosse\w*|trie(?:e?s?)\b|pare(?:e?s?)\b|fraich\w+|frais\b|
    mur(?:e?s?)\b|maturite|maturation|races?\b|persill\w+|brix|categor\w+|extra\b|humidite|impuret\w*|sans_\w+|sec(?:s|he|
    hes)?\b|rond\w*|homogen\w+|taux_d|indice_de_consommation|caracteristi\w+|criteres?\b|
    cahier_des_charges|aspect|variete|fermes?\b|fermete|propres?\b|\d+(?:[-–/_a]+\d+)?_?(?:cm|
    mm|g|grammes|mg)\b|qualite_?:|sain(?:e?s?)\b|sound\b|loya(?:l|ux|le)|marchande?s?\b|
    bio(?:logiques?)?\b|label|aop\b|igp\b|hve\b|entie(?:r|re)s?\b|pele(?:e?s?)\b|epluch\w+|
    equeut\w+|effeuill\w+|diametre|longueur|couleur|sucre|amidon|matiere_seche|proteine|
    defaut|tache|meurtri|norme|cee-onu|conforme\w*_a|exempt\w*|indemnes?\b|tendres?\b|
    croquant\w*|belle_presentation|premier_choix|specification|poids_(?:unitaire|moyen)|
    pomme_serree|recolte\w*_(?:du_jour|de_la_veille|le_matin|a_la_main)|cueilli\w*|ebarbe\w*|
    degres?\b|nettoye\w*|germ\w+|teneur|qualite_(?:\w+_){0,3}(?:conforme|superieure|standard|
    exigee)
    """
)
PLAIN_WORDS = frozenset(
    """
    accepte acceptee achete acheter acheteur admis admise annee annees annuel annuelle
    annuels article autre avec campagne campagnes cantine cette chaque commune contractuel
    contrat convenu convenue conviennent cultive cultiver culture dans duree ecart engage
    engagement engager engages entre environ exercice exercices fournir kilogrammes kilos
    leur livre livrer marge moins nous objet partie parties plus pour pres present
    presente producteur produit produits promis promise quantite quantites quintaux
    recolte recoltes reserve reservent saison saisons sens soit sont tolerance tolerances
    tolere toleree tonnage tonne tonnes total totale toute variation vendeur vendre vente
    volume volumes vous
    """.split()  # noqa: SIM905 - a list of words reads as one
)
# No products of their own; « mûres à point » are no berries, Banon is a village as well.
ANY_FOOD = frozenset(
    "legume legumes fruit fruits mure mures banon bleu comte brie coco cocos".split()  # noqa: SIM905
)
QUALITY_TITLE = family(
    r"""
    qualite|caracteristi|cahier|specification|norme|produit
    """
)
