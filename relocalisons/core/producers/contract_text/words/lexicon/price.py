"""Pure: families of words of a contract: what a kilogram is worth, and what makes it move."""

import re

from relocalisons.core.producers.contract_text.words.lexicon.family import family, pattern

PRICE_TITLE = family(
    r"""
    prix|tarif|remuner|combien|price|prezzo|valeur|cout
    """
)
MOVES = family(
    r"""
    revis\w+|re-?index\w*|index\w+|actualis\w+|evolu\w+|vari\w+|(?<!ce_qui_)sui(?:t|vra|vent|vre|ve|vant|vront)\b|
    ajust\w+|recalcul\w+|reevalu\w+|adapt\w+|boug\w+|adjust\w+|corrig\w+|multipli\w+|
    appliqu\w+|modifi\w+|mis_a_jour|mise_a_jour|repercut\w+|mont(?:e|era|ent|er)\b|descend\w*|chang\w+|baiss(?:e|er|era|
    ent)\b|augment\w+|en_fonction_d|calcul\w+|fluctu\w+|align\w+|revalori\w+|reactualis\w+|remis\w*_a_jour|relev\w+|major\w+|minor\w+|rehauss\w+|hausse|progress\w+|
    diminu\w+|cal(?:e|era|ees?)\b|accroch\w+|adoss\w+|revoit|revu\w*\b|proportion\w*|
    (?:dit|c.est)_(?:plus|moins)|prix_[×x*]|c.est_mathemati\w+|pente\b|grimp\w+|recul\w+|arrim\w+|nouveau_prix|prix_=|gagn\w+|recal\w+|rajust\w+|reajust\w+|redress\w+|gliss\w+|decal\w+|epous\w+|decid\w+|grandi\w*|rapetiss\w*|gonfl\w+|gouvern\w+|dict\w+|determin\w+|guid\w+|commande\w*_le|accompagn\w+|
    mouvement|se_(?:regle|cale|refait|deplace)|echelle_mobile|refix\w+|remis\w*_a_niveau|formule|p\w?_?=_?p
    """
)
BY_ITSELF = family(
    r"""
    automati\w+|echelle_mobile|toute?s?_seule?s?\b|(?:chang|boug|evolu|vari|mont|grandi|baiss|rapetiss|descen|augment)\w*_seule?\b|clause_d.(?:indexation|echelle)|clause_de_variation|d.office\b|
    (?:de_)?plein_droit|tout_seul|de_lui-meme|d.elle-meme|mecani\w+|formule|p\w?_?=_?p|
    sans_(?:(?:aucune?|autre|nouvel(?:le)?|nul(?:le)?|qu.il_soit_besoin_d.une?)_)*(?:negociation|demarche|
    demande|discussion|formalite|avenant|accord|intervention)|sans_qu|sans_(?:avoir_a|rendez-vous|reunion|rencontre|courrier|rien|se_(?:reunir|revoir|parler)|en_parler|parler)|sans_(?:aucune_)?(?:re)?(?:negociation|discut\w+)|
    (?:on|nous|nul|personne)_ne_(?:l[ea]_|l.)?(?:re)?(?:discut|negoci)\w*|ne_se_(?:discute|negocie)_pas
    """
)
INDICATOR = family(
    r"""
    indices?\b|indicateurs?\b|cotations?\b|ipampa|ippap|insee\b|rnm\b|index\b|rungis\b|
    tables?_\w+|couts?_\w+|charges?_(?:de|d|relev|constat|moyen|pertinent)\w*|interprofession\w*|formule|barometre|mercuriale|(?<!en_)cours_(?:moyen|de|du|des)|observatoire|statistiques?|prix_de_reference|prix_agricoles|franceagrimer|itavi|
    ismea|ctifl|agreste|inflation|smic\b|idele\b|reference_(?:de_l|inter|nationale|publiee)|
    moyenne_(?:des|nationale|du_marche)|p\w?_?=_?p
    """
)
BARGAINED = family(
    r"""
    (?<!sans_)(?<!sans_nouvelle_)(?:re)?negoci\w+|rencontr\w+|se_revoi\w+|rediscut\w+|discut\w+|d.un_commun_accord|
    (?<!sans_)(?:en_)?parl(?:er|era|erons|eront|ons|ent)\b|concert(?:er|ent|eront|erons|ation)\b|fai\w+_le_point|fer\w+_le_point|
    a_l.amiable|a_la_demande|bonne_foi|reexamin\w+|conviennent|conviendront|s.entend(?:ent|
    ront)\b|d.accord_entre
    """
)
FIXED = family(
    r"""
    non_revisables?|sans_(?:aucune_)?(?:revision|indexation|variation|clause_de_revision)|
    invariables?|inchang\w+|intangibles?|n.est_(?:pas|jamais|ni)_(?:\w+_)?(?:revis|index|
    modifi|actualis)|ne_(?:sera|seront|peut|pourra|fera|fait|varie|variera|bouge|bougera|
    change|changera|evolue|evoluera|suit|subit|subira)\w*_(?:pas|ni|point|en_aucun|jamais|
    aucun)|aucune?_(?:revision|indexation|variation|actualisation|hausse)|ni_revision|
    pas_(?:de|d.)_?(?:revision|indexation|actualisation)|fermes?_(?:et|pour|pendant|sur|
    jusqu)|prix_ferme|prix_fixe|(?<!pas_)bloque\w*|(?<!pas_)fige\w*|exclu\w*_(?:toute|de)_revision|
    revision_?:?_(?:neant|aucune|exclue|non_prevue)|tenu_toute
    """
)
BASE = family(
    r"""
    (?:prix|tarif|montant|cours|valeur)_(?:de_|d.)?(?:base|depart|reference|initial|origine)|
    base_(?:de_)?(?:depart|prix|calcul|tarifaire|revisable)|prix_(?:initial|revisable)|
    au_depart|pour_commencer|point_de_depart
    """
)
NAMED_INDICATOR = pattern(
    r"""
    \b(?:ipampa|ippap|rnm|rungis|franceagrimer|itavi|ismea|aop|ifip|idele|prix_a_la_consommation)\b
    """
)
EACH_DAY = pattern(  # « tous les 1er octobre »: a price that changes on a day of each year
    r"""
    \b(?:tous_les|chaque|a_chaque)_\d{1,2}(?:er)?_[a-z]{3,9}\b
    """
)
TRIGGER = pattern(
    r"""
    (?:seuil(?:_de)?|plus_de|depasse|superieure?_a|au-dela_de)_(\d+(?:[.,]\d+)?)_?%
    """
)

INDICATOR_BEFORE = re.compile(  # as printed: an acronym is known by its capitals
    r"\b(?:[Ii]ndices?|[Ii]ndex|[Cc]otations?|[Cc]ours|[Ii]ndicateurs?|[Bb]ar[èe]mes?|production)"
    r"(?: [^.;,%\d]{0,25})? ([A-ZÀ-Ý]{4,})\b"
)
HALF = family(r"moities?\b")
WEIGHED = pattern(
    r"""
    (\d{1,3}(?:[.,]\d+)?)_?%[^%;.\d]{0,45}?\b(ipampa|ippap|rnm|rungis|franceagrimer|itavi|ismea)\b
    """
)
WEIGHED_BEHIND = pattern(  # « IPAMPA 40 %, cotation RNM du pois : 60 % »
    r"""
    \b(ipampa|ippap|rnm|rungis|franceagrimer|itavi|ismea)\b[^%;,.\d]{0,30}?(\d{1,3}(?:[.,]\d+)?)_?%
    """
)
