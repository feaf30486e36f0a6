"""Pure: families of words of a contract: what is no clause."""

from relocalisons.core.producers.contract_text.words.lexicon.family import family, pattern

VOID = pattern(
    r"""
    \W*(?:\[.*\]|\([^()]{0,60}(?:a_completer|a_remplir|a_renseigner)[^()]{0,60}\)|(?:article_)?reserve|neant|sans_objet|non_applicable|
    n/?a|a_(?:completer|remplir|renseigner|definir|preciser|convenir|voir|determiner)\b.{0,60}|idem|
    non_renseigne|pour_memoire|supprime|vide)\W*
    """
)
DEFERRED = family(
    r"""
    non_jointe?s?\b|a_joindre\b|(?:annexe|piece|document|tableau)s?_manquante?s?\b|ser(?:a|ont)_(?:ulterieurement_|
    plus_tard_)?(?:fixe|precis|defini|determin|arret|convenu|communiqu|decid)\w*|rest(?:e|
    ent)_a_(?:convenir|definir|fixer|preciser|determiner)|(?:a|seront|sera)_(?:convenir|
    definir|fixer|preciser|determiner|caler|planifier|finaliser)|ferai?(?:en)?t_l.objet_d.un_(?:avenant|accord|echange)|
    selon_(?:des_)?modalites_a_(?:convenir|definir|preciser)|on_(?:en_reparler?a?|verra)\b|
    fera_l.objet_d.un_avenant|(?:protocole|planning|calendrier|programme|modalites)_(?:\w+_){0,2}a_(?:etablir|ecrire|construire|mettre_au_point)|(?:selon|voir|cf\.?|conform\w+_aux?|se_reporter_aux?)_(?:les_|nos_|vos_|ses_|
    leurs_)?(?:cg[avpu]?\b|conditions_generales)|disponibles?_sur_(?:simple_)?demande|(?:prevoyez|redigez|completez|precisez|indiquez|inserez|decrivez|
    choisissez)\b|a_(?:rediger|inserer|adapter)\b|rayer_(?:la|les)_mention
    """
)
TO_COME = pattern(  # « selon le planning que l'acheteur enverra avant la récolte »
    r"""
    (?:\b(?:suivant|selon|d.apres|conformement_a)_)?\b(?:le|la|l.|un|une|au|les|des)_?(?:planning|calendrier|programme|
    liste|tableau|document|annexe|plan)s?_(?:que_(?:[\w'.]+_){1,6}?|qui_(?:(?:vous|nous|lui)_)?)(?:enverr|transmettr|communiquer|
    fixer|etablir|remettr|adresser|donner|fournir|ser|arreter|proposer)(?:a|ai|ons|ez|ont)\b(?:_(?:envoye|transmis|communique|fixe|
    etabli|remis|adresse|fourni|arrete)\w*)?(?:_(?:avant|des|apres|pour|a|au_debut_de|plus_tard|ulterieurement)(?:_(?:la|le|l.|chaque|les)_?(?:debut_de_la_)?(?:
    recolte|saison|campagne|signature|rentree|premiere_livraison|semis))?)?
    """
)
# A form on which boxes are ticked says only what is ticked.
TICKED = pattern(r"(?:\[\s*[xXvV✓✔]\s*\]|☑|☒|✅|■)")
UNTICKED = pattern(r"^\W{0,4}?(?:\[\s*\]|☐|□|◻|◯)")
EMPTY_BOX = pattern(
    r"^\W{0,4}?(?:\[\s*\]|☐)_?"
)  # where nothing is ticked, a square may be a bullet
NOT_ATTACHED = family(
    r"""
    non_jointe?s?\b|a_joindre\b|non_(?:annexe|fourni|communique)e?s?\b
    """
)
IS_ASIDE = family(  # of the paper itself, of meetings, of quarrels: no clause hides there
    r"""
    litige|differend|tribunal|mediat\w+|conciliation|confidentiel\w*|donnees\b|assur(?:e|er|ance)\w*|
    exemplaires?\b|originaux|modele\b|logo|reunions?\b|rencontr\w+|comite|suivi\b|visites?\b|
    adhesion|statuts|preambule|vu_la|considerant|entre_les|soussign\w+|ci-apres|exclusivite|
    tracabilite|siret|deliberation|retard|interets\b|menus?\b|(?:contrat|convention).type
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
