"""Pure: families of words of a contract: what nobody governs, and what it frees from."""

from relocalisons.core.producers.contract_text.words.lexicon.family import family, pattern

HAZARD_TITLE = family(
    r"""
    force_majeure|aleas?\b|evenements?_(?:ext|impr|exc)|cas_fortuit|imprevi|si_le_ciel|
    coups?_durs?|calamit|intemper|hardship|forza_maggiore|climat|risques?_(?:clim|sani|de_cul|
    nat)|catastroph|sinistre|circonstances|empech|accidents?\b|meteo|(?:faits?|cas|evenements?|
    choses?)_(?:subi|majeur|grave|exterieur|fortuit)|nul_ne_maitrise|personne_n.y_peut|imparable|
    quand_on_n.y_peut|coups?_du_sort|risques?_partage|partage_des_risques
    """
)
HAZARD_NAMED = family(
    r"""
    force_majeure|cas_fortuits?|forza_maggiore|act_of_god|imprevision|vis_ma[ij]or
    """
)
HAZARD = family(
    r"""
    force_majeure|cas_fortuits?|vis_ma[ij]or|imprevisi\w+|imprevu\w*|irresistib\w+|insurmontab\w+|
    calamit\w+|grele\w*|gel(?:s|e|er|era|ee|ees)?\b|secheresse|inond\w+|canicul\w*|tempete|
    orages?\b|intemper\w+|sinistr\w+|aleas?\b|epizooti\w*|epiphyti\w*|epidemi\w*|pandemi\w*|
    ravageurs?|maladies?\b|catastroph\w+|incendi\w*|meteo\w*|climat\w*|crue\b|foudre|greve\w*|
    guerre|empech\w+|cause_etrangere|phenomenes?_(?:nat|clim|met|exc)|
    evenements?_(?:\w+_){0,3}?(?:ext|impr|irr|ins|exc|ind|hors|nat|clim|qu)|
    etranger\w*_a_(?:la|sa|leur)_volonte|independ\w+_de_(?:la|sa|leur|notre)_volonte|
    hors_de_(?:son|leur|tout|notre)_controle|echapp\w+_(?:au|a_son|a_leur|a_tout|a)_|
    fait_du_prince|(?:mesure|decision|arrete|ordre|acte|interdiction|
    fermeture)s?_(?:de_l.autorite|des_autorites|administrat\w+|sanitaires?|prefector\w+|
    publiques?|de_l.etat)|frost|drought|hail\b|flood|beyond_(?:\w+_)?control|
    perte_de_(?:la_)?recolte|(?:perd|pris|prend|prit|detrui|emport|rava|abim|aneanti|compromet)\w*_(?:\w+_){0,3}(?:recolte|culture|legumes)|
    (?:champs?|cultures?|recoltes?|parcelles?|serres?|semis|plants|legumes)_(?:\w+_){0,3}?(?:noye|brule|mange|devast|ravag|saccag|pourri)\w*|
    ferm(?:ee|ees|eture)s?_par_(?:l|d|ordre)|ferm\w+_d.un_coup|degats?\b|mauvais_temps|desastres?\b|cataclysm\w*|seismes?\b|avalanches?\b|eboulement\w*|coulees?_de_boue|
    deluges?\b|trombes?_d|givre\b|verglas|gelees?\b|limaces?\b|pucerons?\b|doryphores?\b|drosophil\w*|suzukii|campagnols?\b|
    rongeurs?\b|oidium|botrytis|tavelure|fusarios\w*|virus\b|bacteri\w+|covid\w*|(?:crise|urgence|alerte)s?_(?:sanit|clim)\w*|
    (?:ordre|decision|mesure|acte)s?_(?:du_)?gouvern\w*|vermine|ouragan|cyclone|sangliers?|gibier|restrictions?_d.eau|arretes?_prefector|fermeture_(?:administrative|sanitaire|imposee|d.ecole|des_ecoles)|
    recolte_(?:\w+_){0,2}(?:perdue|detruite|aneantie|compromise)|
    ni_prevoir|prevoir_ni|surmonter\b|(?:ne|n)[^.;]{0,20}_pouv\w+_[^.;]{0,12}(?:prevoir|
    eviter|empecher|maitriser|surmonter|vaincre|parer|conjurer)|ciel\b|1218|nature\b|circonstances?_(?:exc|impr|ext|ind|ins)|neige|
    vents?\b|pluies?\b|attaques?\b|parasit\w+|mildiou|insectes?\b|nuisibles?\b|(?<!les_)(?<!ses_)(?<!vos_)(?<!nos_)betes?\b|
    temps_qu.il|a_cause_du_temps|maitrise_(?:des|de|d)|invasion|mauvaises?_recoltes?|coup_dur|
    imparab\w+|inevitab\w+|ineluctab\w+|incontrolab\w+|imprepar\w+|coups?_du_sort|fatalite|fleaux?\b|obstacles?\b|irrigation|interdi\w+_d.arroser|plus_forts?_que_(?:nous|lui|moi|eux)|
    hors_(?:de_portee|d.atteinte|de_prise)|cas_majeurs?|(?:faits?|evenements?|choses?|causes?|
    cas|circonstances?|empechements?)_(?:\w+_){0,4}?(?:subi\w*|anorma\w+|graves?|ext\w+|majeurs?|
    etrang\w+|inev\w+|touch\w+)\b|(?:faits?|chose|cause|evenement)_que_(?:l.on|nul|personne)|
    sans_(?:pouvoir|qu.on_puisse|que_l.on_puisse|qu.il_puisse)_[^.;]{0,15}(?:parer|eviter|
    empecher|rien|ecarter)|(?:n.y|ne)_(?:peu|pouv|pui)\w+_(?:absolument_)?rien|rien_(?:pu_)?y_faire|
    nul_ne_(?:maitris|gouvern|command|pouv\w+_(?:ecarter|prevoir))\w*|impossibilite_d|loups?\b|
    fievre|grippe|peste_\w+|infest\w+|blocus|route_(?:coupee|barree|bloquee)|confinement|
    ferm\w+_(?:par|sur)_(?:l.etat|ordre|arrete|le_prefet|l.autorite|les_autorites|decision)
    """
)
RELEASED = family(
    r"""
    liber\w+|suspen\w+|sospen\w+|exoner\w+|degag\w+|decharg(?:e|es|ee|ees|ent)_d|deli(?:e|es|
    ent|ee|ees)\b|dispens\w+|excus\w+|affranchi\w*|dort\b|dorment\b|en_sommeil|s.endor\w+|
    mis\w*_en_pause|pause\b|interromp\w+|interruption|denou\w+|differ(?:e|es|ee|ees)\b|
    rien_n.est_du|ne_(?:me_|nous_|se_|lui_)?(?:doi\w+|devra|devront|devons)_(?:plus_)?rien|
    n(?:ul|.?y)_(?:ne_|a_)?(?:doit|de_)?(?:reparation|penalite|faute)|nul_ne_(?:doit|peut|
    saurait|pai\w*|sera|est|porte)|ne_(?:constitue\w*|vaut|vaudra|sera|seront|font|fait|engage\w*|emporte\w*|
    peu(?:t|vent)|pourr\w+|saur\w+|repond\w*|donne\w*|supporte\w*|commet\w*|reclam\w+|
    demand\w+|encour\w*|tien\w+|compte\w*)|n.(?:est|a|ont|aura|auront|encour\w+|engage\w*|
    ouvr\w+|entrain\w+|est_pas|y_a)_(?:pas|plus|ni|point|aucun\w*|tenu\w*|responsabl\w*|
    jamais|lieu)|n.encour\w+|neutralis\w+|ne_(?:sont|est|sera|seront)_(?:comptable|responsable|redevable|tenu|fauti|garant|recherch|inquiet)\w*|n.engage\w*|(?:sans|aucune?|ni|pas_d.|pas_de|nulle?)_(?:autre_|
    aucune?_|de_|d.)?(?:penalite|indemnite|sanction|faute|reparation|reclamation|recours|frais|
    dommages?|responsabilite|remboursement|dedommagement|reproche|compensation|manquement|
    contrepartie)|pas_d.amende|tant_pis|on_(?:saute|passe|oublie|efface)\b|sans_rancune|comptes?_a_rendre|ni_(?:vous|moi|toi|l.un)_ni_(?:vous|moi|toi|l.autre)\b|n.est_reclame\w*|ne_se_reclame\w*|reclame\w*_a_personne|hors_(?:contrat|compte|decompte)|sans_(?:debat|histoires?|facherie)|oubli\w+|entre_parentheses|(?:support|assum|
    gard)\w+_[^.;]{0,30}perte|acceptent|pas_(?:un_|une_)?(?:manquement|faute)|renonc\w+|
    personne_n|partag\w+_(?:la|les)_perte|report\w+|prorog\w+|allege\w*|annul\w+|efface\w*|
    tombe\w*|n.est_tenue?|irresponsab\w+|relev(?:e|es|ee|ees)_de|on_s.arrange|quitte\w*_|
    pardon\w*|reduit\w*_d.autant|ajuste\w*_d.autant|diminu\w*_d.autant|suspends?\b|relieved|
    excused|gel(?:e|ent|era)_(?:les?_|l.|la_|tout|nos_|leurs_|son_|ses_|cet?|le_contrat)|
    mis\w*_de_cote|l(?:eve|event|evera|eves|evees?)_(?:les?_|l.|nos_|leurs_|la_)|sont_levee?s|
    aucune_dette|ni_l.un_ni_l.autre_ne|ne_se_doi\w+_(?:plus_)?rien|quittes?_d|
    exonerat\w+|personne_ne_(?:paie|pai|doit|repond|reproche)|n.est_la_faute|
    partag\w+_(?:\w+_){0,2}(?:risques?|pertes?|aleas?)|(?:s.arrete|s.interromp)\w*_le_temps|
    sans_frais|aucune_somme|(?:baiss|recul)\w*_d.autant|ne_sont_(?:plus_|pas_)?du(?:e|s|es)?\b|valent_force_majeure|cesse\w*_d.(?:etre|exig)|delai\w*_(?:est|sont)_(?:prolong|
    proro|report)\w*
    """
)
NEGATED = family(
    r"""
    aucun\w*|nul(?:le)?\b|n.[^.;]{1,40}_(?:pas|rien|plus|point|jamais)\b|
    ne_[^.;]{1,40}_(?:pas|rien|plus|point|jamais)\b|rien\b|personne\b|sans_qu|(?:obligations?|
    engagements?|execution|contrat|livraisons?|enlevements?|delais?|quantites?|volumes?|
    tonnages?)\b[^.;]{0,40}(?:gel|suspen|dor(?:t|m)|report|decal|interromp|cess|arret|adapt|
    revu|redui|allege|diminu|prolong|pause|leve)
    """
)
SUPPOSED = pattern(
    r"""
    \b(?:en_cas_d|si\b|s.il|lorsqu|quand\b|des_lors|en_presence|au_cas|dans_l.hypothese|
    cas_de)[^.;]{0,50}?\b(?:force_majeure|grel|gel\b|gele|secheresse|inond|tempete|intemper|
    calamit|sinistr|epidemi|epizoot|catastroph|climat|canicul|orage|imprevu|imprevis|
    evenement|aleas?\b|maladie|ravageur)
    """
)
NO_MATTER = family(
    r"""
    visites?\b|reunions?\b|rendez-vous|assur(?:e|er|ance|ances)\b|comite
    """
)
NOT_PLEADED = family(  # « … ne peut invoquer la force majeure pour payer plus tard » frees nobody
    r"""
    ne_(?:peu\w+|pourr\w+|saurai\w*)_(?:\w+_){0,2}?(?:invoquer|opposer|arguer|se_prevaloir)
    """
)
BOUND = family(  # « ne dispense pas du paiement », « fait son affaire des aléas »: frees nobody
    r"""
    fai(?:t|sant)_son_affaire_d\w*|assum\w+_seule?|support\w+_seule?|a_(?:ses|leurs)_risques|
    ne_(?:dispens|liber|exoner|dedouan)\w+_(?:pas|en_rien|aucun\w*|personne)|
    n.exoner\w+_(?:pas|en_rien|aucun\w*|personne)
    """
)
PAST = family(  # a hail that fell last year, and what was forgiven then, bind nobody now
    r"""
    (?<!comme_)l.an_(?:passe|dernier)|(?<!comme_)l.annee_(?:passee|derniere)|il_y_a_\d+_ans|
    (?<!comme_)(?:la_saison|la_campagne|l.ete|l.hiver|le_printemps|l.automne)_(?:passee?|derni\w+)|
    autrefois|naguere|jadis
    """
)
HARDSHIP = family(  # what has become dear is no hazard: article 1195 of the code civil
    r"""
    onereu\w+|1195|renegoci\w+
    """
)
OF_HARDSHIP = family(  # the words that such a clause shares with one of force majeure
    r"""
    imprevi\w+|circonstances?_(?:\w+_)?(?:exc|impr|ext|ind|ins)\w*|(?:evenements?|changements?)_impr\w+
    """
)
HAZARD_ASIDE = pattern(
    r"""
    \b(?:sauf|hors|hormis|excepte|a_l.exception_(?:de|du|des)|sous_reserve_(?:de|du|des)|
    en_dehors_(?:de|du|des))(?:_en)?(?:_le)?(?:_les)?(?:_l.)?(?:_cas)?(?:_de|
    _d.)?(?:_la)?_?(?:force_majeure|cas_fortuits?|aleas?|intemperies|empechement|sinistre|gel|
    grele)\b[^.;]*
    """
)
