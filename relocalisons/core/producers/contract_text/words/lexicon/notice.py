"""Pure: families of words of a contract: who leaves early, how he warns, what he pays."""

from relocalisons.core.producers.contract_text.words.lexicon.family import family, pattern

OWED = pattern(  # « paie à l'autre deux semaines moyennes de livraison »: what is owed, no warning
    r"""
    \b\d{1,3}_(?:semaines?|mois|jours?)_(?:\w+_)?(?:de_|d.)(?:livraisons?|commandes?|apports?|
    paniers?|recettes?|ventes?|factur\w+|chiffre|fournitures?|marchandise)\b
    """
)
BOTH_NAMED = pattern(  # a label that names both says neither: « Préavis et indemnités – six mois »
    r"""
    \bpreavis_?(?:et|/|,|&)_?(?:l.|d.|les_)?indemnit\w+_?(?:[:–—.|-]|$)|
    \bindemnit\w+_?(?:et|/|,|&)_?(?:le_|de_)?preavis_?(?:[:–—.|-]|$)
    """
)
NOTICE_TITLE = family(
    r"""
    preavis|resili|rupture|fin_anticipee|si_l.un_de_nous_arrete|retrait|recesso|sortie|denonc|
    termination|ending|cessation|desengag|depart|separ|fin_du_contrat|arret|demission|abandon|exclusion|pour_arreter
    """
)
LEAVES = family(
    r"""
    resili\w+|denonc\w+|(?:met|mett|mis)\w*_(?:un_terme|fin)|mise_a_fin|arret(?:er|e|ent|
    ait)?\b|s.arret\w+|ruptures?\b|romp\w*|rompu\w*|se_retir\w+|retrait_(?:anticipe|
    du_contrat|volontaire|en_cours_d|avant_(?:le_terme|la_fin|l.echeance)|n.est_(?:admis|possible|autorise)|de_l.(?:associe|adherent|apporteur)|de_l.un|d.un|s.|se_|est_|peut_|doit_)|repren(?:d|dre|ne)_sa_liberte|sort(?:ie|ir|ant)\b(?!_d[eu]_(?:champ|ferme|parcelle|station))|
    quitt(?:er|e|ent)\b|cess(?:er|e|ation)\b|(?:se_)?desengag\w+|se_(?:degager|delier|separer|
    desister)|s.en_(?:degag|deli|retir|defai|liber|desist)\w*|en_finir|(?:n.en_|ne_)?veu\w*_plus|se_lasse\w*|divorc\w+|renonciation|repentir|y_renonc\w+|fin_anticipee|fin_avant|(?:le|la|du|partie)_partante?\b|avant_(?:le_|son_)?terme|avant_l.echeance|(?:qui|
    celui_qui)_part\b|(?<!a_)partir\b|s.en_aller\b|demission\w*|leav\w+|ending\b|terminat\w+|
    (?:celui|celle|partie)_(?:de_nous_|d.entre_nous_)?qui_renonc\w+|
    recesso|abandonn\w+|interrompre|se_retire|^fin_?:(?!_?\d)|faire_cesser|(?:nous|vous|se)_(?:delie|retir|desengag|separ)\w*|desist\w+|
    en_(?:a|ont|avoir|avons|avez)_(?:assez|marre|fini)|conge\b|chang(?:e|er)_de_(?:maraicher|
    fournisseur|producteur|client|acheteur|crem)\w*|lach(?:e|er|ent)\b|se_quitt\w+|defection|
    tourner_la_page|plus_(?:continuer|poursuivre)|ne_(?:pas|plus)_(?:poursuivre|continuer)|
    depart_(?:anticipe|volontaire|de_l.un|d.un|d.une|s.|se_|coute)|plus_(?:livrer|acheter|vendre|fournir)|
    reprendre_(?:sa_parole|ses_billes)|resolution\b|se_(?:dedire|defaire|liberer)|
    jeter_l.eponge|y_mettre|terminer_(?:le|ce|son)|interruption_(?:du|de_la_relation)|
    s.en_va\b|fin_(?:prematuree|volontaire)|renonc\w+_(?:au|a_poursuivre|a_la_(?:suite|
    poursuite)|a_l)
    """
)
BEFOREHAND = family(
    r"""
    preavis|(?:a|par)_l.avance|avance\b|avant\b|plus_tot|d.attente|patient\w+|au_prealable|prealable\w*|prevenance|
    prevenir|previen\w*|prevenu\w*|averti\w*|inform\w+|notifi\w+|annonc\w+|avis(?:e|er|ant|
    e_de)?\b|signifi\w+|fai\w+_connaitre|notice|delai|courrier|lettre|recommande\w*|par_ecrit|
    auparavant|(?:laiss|attend)\w*_\d+_mois|apres_l.avoir_(?:ecrit|dit|annonce)|d.abord|fait_savoir|l[ea]_dit\b|conge\b|dites-le|se_retourner|faire_savoir
    """
)
NOTICE = family(
    r"""
    preavis|prevenance|notice|conge\b
    """
)
ORDERED = pattern(
    r"""
    \b(?:toute|chaque|les?|la|une|de|des)_commandes?\b|\bcommandes?_(?:est|sont|passe|doit|
    ferme)|\b\d+_?(?:h|heures)\b
    """
)
PAYS_FOR_IT = family(
    r"""
    indemni\w+|dedommag\w+|compens\w+|repar(?:e|er|ation|era)\b|penalit\w+|sommes?_(?:egale|
    equivalente|forfaitaire|correspondant|de)|dedit\b|rembours\w+|frais_(?:de|des|d.|engages|
    deja)|pai\w+_(?:a|l)|vers(?:e|er|ement|era)\b|participation\b|dommages|(?:regl|pay|rembours|indemnis|vers|dev)ez\b|dois\b|(?:doit|devra|
    due?s?)\b[^.;]{0,40}(?:%|€|euros)|prend\w*_(?:en_charge|a_sa_charge)|supporte\w*|pay(?:e|
    er|era|s|ent)\b|acquitt\w+|redevable|forfait\w*|contrepartie|reste_du\b|regl(?:e|er|
    era)\b|factur\w+|a_(?:sa|leur)_charge|\d+_?(?:€|euros|%)|manque_a_gagner|prejudice|(?:versant|payant|reglant|remboursant|indemnisant|
    dedommageant|supportant)\b|laiss\w+|abandonn\w+_(?!l)|pour_la_peine|valeur_d|equivalent|paiement_d|debours\w*|a_(?:ses|leurs)_frais|couvr\w+|
    a_hauteur_de|egale?_a|moyennant|contre_(?:le_|un_)?(?:versement|paiement|remboursement)|
    sommes?\b|montant|pai(?:e|ent|era|eront)\b|retenues?\b|cout(?:e|era|ent)\b|
    dus?_a_(?:l.autre|la_partie|celui)|donn\w+_[^.;]{0,40}_a_(?:l.autre|celui|celle)|(?:revien|echo|acqui)\w+_a_(?:l.autre|la_partie|celui|celle|qui)
    """
)
PAYS_NOTHING = family(
    r"""
    (?:sans|aucune|ni|pas_de|pas_d.)_?(?:aucune_)?(?:indemnite|penalite|dedommagement|frais|compensation|
    contrepartie)|(?:indemnite|dedit|dedommagement|compensation)_?:_?(?:sans|aucune?|neant|nulle?|non|0)\b
    """
)
NOTICE_TRACE = family(
    r"""
    avant\b|avance\b|plus_tot|auparavant|prealable\w*|separ\w+|fin\b|terme\b|quitt\w+|restant\w*|reste\b
    """
)
BROKEN_WRONGLY = family(
    r"""
    abusive\w*|fautive?\w*|faute\b|manquement|inexecution
    """
)
FOR_LEAVING = family(
    r"""
    indemnis\w+|indemnit\w+|dedommag\w+|rembours\w+|dedit\b|repar(?:e|er|ation|era)\b|penalite_de|
    compens\w+|celui_qui|celle_qui|pour_la_peine|contrepartie|\d_?%_d[ue]\w*_(?:\w+_){0,4}(?:rest|solde)|
    (?:vers|pai|regl|donn|laiss)\w*_(?:[\w€%,]+_){1,3}a_(?:l.autre|celui|celle|ceux)\b|
    a_payer\b|en_payant|(?:pour|au_profit_de|(?:vers|pai|regl|donn|laiss|d)\w*_a)_(?:l.autre|celui|celle|ceux)|
    (?:laiss|abandonn)\w+_(?:\w+_){0,3}(?:valeur|equivalent|euros|€)|deja_(?:seme|plante|engag)\w*
    """
)
NO_INDEMNITY = pattern(
    r"""
    \b(?:sommes?|factures?|montants?|creances?|livraisons?|fournitures?)_(?:deja_)?(?:exigibles?|
    dues?|echues?|facturees?|effectuees?|faites?|livrees?)\b[^.;]{0,40}\b(?:rest\w+|demeur\w+)
    (?:_\w+)?|\bcelles?_deja_(?:dues?|livrees?)[^.;]*|
    \bmoyennant_(?:le_respect_d.)?(?:une?_|le_)?(?:simple_)?(?:conge|preavis|delai|avis|lettre)\b|
    \bmoyennant_(?:un_)?\d+_(?:mois|semaines|jours)\b
    """
)
