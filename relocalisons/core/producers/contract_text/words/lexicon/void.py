"""Pure: families of words of a contract: what is no clause."""

from relocalisons.core.producers.contract_text.words.lexicon.family import family, pattern

VOID = pattern(
    r"""
    \W*(?:\[.*\]|\([^()]{0,60}a_completer[^()]{0,60}\)|(?:article_)?reserve|neant|sans_objet|non_applicable|
    n/?a|a_(?:completer|definir|preciser|convenir|voir|determiner)\b.{0,60}|idem|
    non_renseigne|pour_memoire|supprime|vide)\W*
    """
)
DEFERRED = family(
    r"""
    non_jointe?s?\b|a_joindre\b|manquante?\b|ser(?:a|ont)_(?:ulterieurement_|
    plus_tard_)?(?:fixe|precis|defini|determin|arret|convenu|communiqu|decid)\w*|rest(?:e|
    ent)_a_(?:convenir|definir|fixer|preciser|determiner)|(?:a|seront|sera)_(?:convenir|
    definir|fixer|preciser|determiner)|ferai?(?:en)?t_l.objet_d.un_(?:avenant|accord|echange)|
    selon_(?:des_)?modalites_a_(?:convenir|definir|preciser)|on_(?:en_reparlera|verra)|
    fera_l.objet_d.un_avenant
    """
)
NOT_ATTACHED = family(
    r"""
    non_jointe?s?\b|a_joindre\b|non_(?:annexe|fourni|communique)e?s?\b
    """
)
SIGNATURE = pattern(
    r"""
    (?:lu_et_approuve|signe|fait_(?:a|en|le)|bon_pour_accord|signatures?)\b.*
    """
)
ANNEX = pattern(
    r"""
    \W*(?:annexe|recapitulatif|recap|tableau|synthese|resume)\b
    """
)
