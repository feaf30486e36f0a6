"""Pure: what is said without its verb, or with one that means something else there."""

import re
from enum import StrEnum


class Idiom(StrEnum):
    """What a turn of phrase says of a line or of a person."""

    READY = "ready"
    UNDER_WAY = "under_way"
    AT_ANOTHERS = "at_anothers"  # in the hands of somebody
    STUCK = "stuck"
    LATER = "later"
    SOON = "soon"
    THERE = "there"
    AWAY = "away"
    IN_MY_PLACE = "in_my_place"
    NOT_MINE = "not_mine"
    GONE = "gone"
    TO_CALL = "to_call"
    NO_MAILS = "no_mails"
    NO_CHANGE = "no_change"
    DONE_WITH = "done_with"  # given up


_WHOSE = r"(?:le|la|les|l'|un|une|mon|ma|mes|notre|nos|son|sa|ses|leur)"
_IDIOMS: tuple[tuple[Idiom, str], ...] = (
    (Idiom.IN_MY_PLACE,
     r"\b(?:a|en) (?:ma|notre|sa) place\b|\b(?:prend\w*|prendra|occup\w+|tien\w+) (?:ma|notre) "
     r"place|\bpour (?:moi|nous) (?:au copil|a la reunion|au comite)|\b(?:en|a) (?:mon|"
     r"notre) nom\b|"
     r"\b(?:mon|un|le|ma|notre|en|de) (?:pouvoir|procuration|mandat)\b|\bportera (?:ma|notre) voix|"
     r"\b(?:pouvoir|procuration|mandat) (?:a|pour|au|signe|donne|est|part|envoye|remis)\b|"
     r"\b(?:me|nous) (?:remplac|represent|supple|releve)\w+|\bparle\w* (?:pour|au nom)|"
     r"\b(?:depeche|delegue|mandate|envoie|j'envoie|enverrai|designe)\w* (?:mon|ma|m\.|mme|notre|"
     r"un|une) ?\w+"),
    (Idiom.AWAY,
     r"\b(?:on|je|nous) (?:zappe|seche|saute|fait l'impasse)\w*|\b(?:suis|serai|sommes) (?:a|en|"
     r"au|dans) \w+ ce jour[- ]la\b|"
     r"\bpas (?:trop )?compter sur (?:moi|nous)\b|"
     r"(?<!commencez )\bsans (?:moi|nous)\b|\b(?:passe|saute) (?:mon|notre) tour|"
     r"\bfaux[- ]bond|\bcompte[rz]? pas "
     r"(?:trop )?sur (?:moi|nous)|\bpas (?:dispo\w*|libres?|la\b|presente?s?|des votres|en mesure|"
     r"possible pour (?:moi|nous))|\bexcus(?:ee?s?|er (?:mon|notre|son|l')|ez (?:mon|notre|-?moi|"
     r"son|l'))|\bde (?:l'|m'|nous |la |les |bien vouloir (?:l'|m'|nous ))excuser\b(?! (?:pour|de) "
     r"(?:le|ce|la|mon|ma|cet|notre) (?:retard|delai|oubli|silence|reponse|erreur|contretemps))|"
     r"\bindispo\w*|\bempechee?s?\b|\bempechement|\bretenue?s?\b|\bpris(?:e|es)? (?:ce|le|toute|"
     r"ailleurs|par|a|au|jusqu|de|toute|mardi|lundi|mercredi|jeudi|vendredi)|\b(?:conflit|"
     r"probleme|souci) d'agenda|\bdoublon|\b(?:suis|sommes|est|serai|serons|sera) (?:\w+ )?(?:de "
     r"(?:garde|mariage|sortie|repos|permanence|service|corvee|marche|foire|bapteme)|d'astreinte|"
     r"en (?:deplacement|conges?|vacances|formation|reunion|stage|voyage|livraison|tournee|"
     r"audience|arret|seminaire|classe|rtt)|au (?:marche|salon|tribunal|conseil|volant|lit|champ|"
     r"boulot|travail)|a (?:l'hopital|l'etranger|paris|lyon|marseille|la foire|l'audience|un "
     r"mariage|un enterrement)|sur (?:un|le) (?:salon|chantier|marche|autre)|absente?s?|occupee?s?)"
     r"|\bj'ai (?:deja )?(?:un|une|le|la|l'|mes|ma|mon) ?(?:autre )?(?:rendez-vous|reunion|conseil|"
     r"formation|marche|livraison|audience|enterrement|mariage|obseques|examen|rdv|visite|"
     r"commission|assemblee|salon|controle|veto|dentiste|medecin|operation|irm)|\bc'est (?:mort|"
     r"rape|cuit|foutu|grille)\b|\btombe (?:tres |plutot |vraiment )?mal\b|\btombe pas bien|"
     r"\bm'est (?:pas|impossible)|\bnous est impossible|\bimpossible (?:pour|de (?:me|nous|venir|"
     r"m'y)|d'y|d'etre|ce jour|le|de participer|d'assister)|\bforfait\b|\bdecline\w*|\bne "
     r"(?:\w+ )?(?:pourr|peux|peut|pouvons|pourront)\w* pas\b|\bpeux pas\b|\bpourrai pas\b|"
     r"\bpourra pas\b|\bpourrons pas\b|\bpeut pas (?:venir|etre|y)|\bpas (?:pouvoir|moyen de) "
     r"(?:venir|etre|y|me lib|participer|assister)|\bje travaille\b|\bcoince\w* (?:ce jour|le|"
     r"a|au)|\bnon,? (?:desol|pas|je)|\bj'ai ecole\b|\bpersonne (?:de chez nous )?(?:ne )?(?:"
     r"pourra|viendra|sera|peut)\b|\bdeja (?:pris|engag|prevu|reserv)\w*|\bn'y (?:ser|ir|viendr|"
     r"assist|particip)\w+ pas|\bj'y (?:serai|vais|irai|viendrai) pas\b|\bviendrai pas\b|"
     r"\bserai pas\b|\bpas de (?:visite|copil|reunion) pour|\bseche\w* (?:le|la|ce|"
     r"cette)\b|\bm'abstien\w*|\bimpossible\b|"
     r"\bni l'un ni l'autre"),
    (Idiom.THERE,
     r"\bcompte[rz]? (?:bien |aussi )?sur (?:moi|nous)|\bdes votres\b|\bde la partie\b|"
     r"\bparmi vous\b|\bavec (?:grand |beaucoup de |tout mon )?plaisir|\bj'en (?:suis|serai)\b|"
     r"\bj'y (?:serai|vais|suis|assisterai|participerai|viendrai|passe|passerai)\b|\bon y sera\b|"
     r"\bnous y serons\b|\b(?:serai|serons|sera|suis|est|sommes|seront|on est) (?:bien |aussi |"
     r"tous |toutes )*(?:presente?s?|la\b|dispo\w*|libres?|partante?s?|sur place|au rendez-vous|"
     r"a la ferme|au copil|au cotech|a la reunion|au comite|fidele)|\breponds? present|"
     r"\bpresente?s?"
     r"\b(?= (?:le|au|a la|pour|bien|comme|tous|a deux|lundi|mardi|mercredi|jeudi|vendredi)|\W*$)|"
     r"\bnote (?:dans|sur|a) (?:mon|notre|l'|le|son) ?agenda|\bbloque\w* (?:dans (?:mon|"
     r"notre|l')|la "
     r"date|ma|mon|le creneau|l'apres|la matinee)|\b(?:me|nous) (?:libere|arrange|debrouille)\w*|"
     r"\bj'ai (?:bien )?(?:note|bloque|reserve|coche)\b|\b(?:dans|a) (?:mon|l'|notre) ?agenda\b|"
     r"\bon (?:vous|t') ?(?:attend|accueille|recoit)|\bvous (?:attends|attendons|accueill\w+|"
     r"recevrons|recevrai)|\bvous etes (?:les |la )?bienvenue?s?|\bporte (?:est|sera) ouverte|"
     r"\bpasse[rz] quand|\bpouvez (?:venir|passer)|\bpeux (?:venir|passer)\b|\bvenez\b|\bviens "
     r"quand|\ble (?:cafe|portail) (?:sera|est)|\bconfirm\w* (?:ma|notre|la|sa|bien|pour)? ?(?:"
     r"presence|venue|participation|visite|copil)|\b(?:me|nous) (?:convient|va|arrange)\b(?! pas)|"
     r"\bca (?:me|nous) va\b(?! pas)|\btout bon pour (?:moi|nous)|\bok pour (?:moi|nous|le|la|ca)|"
     r"\bvolontiers\b|\ba (?:jeudi|lundi|mardi|mercredi|vendredi|demain)\b|\bj'arrive\b|\bj'assiste"
     r"|\bcomptez[- ](?:moi|nous)|\bon (?:sera|viendra|vient) (?:a )?(?:deux|trois|\d|bien|tous)|"
     r"\bnous (?:serons|viendrons)\b|\bje (?:viens|viendrai|participe|participerai|passe|passerai|"
     r"serai la|me joins|vous rejoins)\b(?! pas)|\bmarque[rz]?[- ](?:moi|nous)|\binscri\w+[- ]moi|"
     r"\ben visio\b|\bmettez[- ](?:moi|nous)\b"),
    (Idiom.NO_MAILS,
     r"\b(?:arret|cess|stopp)\w* (?:de )?(?:m'|me |nous |vos |les |ces |avec )(?:\w+ ){0,2}(?:"
     r"\w*mails?|relanc\w*|messages?|rappels?|ecri\w+|harcel\w+|envo\w+|spam\w*)|\b(?:fich|fout|"
     r"lach|laiss)\w+[- ](?:moi|nous)\b|\bplus (?:de |aucun |vos |recevoir |un seul )(?:vos )?"
     r"(?:mails?|messages?|relances?|rappels?|courriels?|sollicit\w+)|\bhors de (?:vos|votre|la) "
     r"liste|\bde (?:vos|votre|la) listes?\b|\b(?:radi|ray|retir|enlev|supprim|"
     r"efface)\w+[- ](?:moi|"
     r"nous|mon|notre)\b|\bdesinscri\w+|\bdesabonn\w+|\bpas la peine d(?:e |')(?:me |m')?(?:relanc"
     r"|ecri|insist)\w*"),
    (Idiom.TO_CALL,
     r"\b(?:ap|rap|rr?ap)pel\w*[- ](?:moi|nous)\b|\bpasse[rz]?[- ](?:moi|nous) un coup|"
     r"\bun (?:coup "
     r"de (?:fil|tel\w*|bigo)|petit appel)|\bde vive voix\b(?!.*\bdit\b)|\bpar (?:telephone|tel)\b|"
     r"\bme joindre\b|\bjoignable|\bm'appeler|\bme rappeler\b(?! (?:la|le|"
     r"l'|les|que|ce))|\bon s'appelle|\b(?:tel|phone|bigophone)[sz]?[- ]moi|\bs'appeler\b|"
     r"\ben parler (?:au|par|de vive)"),
    (Idiom.GONE,
     r"\b(?:a|en|ma|sa|la) (?:la )?retraite\b|\bchange de (?:poste|metier|boulot|employeur|voie)|"
     r"\b(?:mon|son|ma) (?:successeur|remplacante?)\b|\bne fai(?:s|t|sons) plus partie|\b(?:suis|"
     r"fais|travaille|bosse|m'occupe) plus\b(?! (?:sur|dispo|tard|en mesure|tres|si|tot))|\bfin de "
     r"(?:contrat|mission|cdd)\b|\bnouveau poste\b|\bmutation\b|\bmutee?\b|\bplus (?:en charge|en "
     r"poste|elue?|maire|salariee?|tresoriere?|presidente?|secretaire|mandatee?s?)\b|"
     r"\b(?:plus|pas) "
     r"(?:la|le|votre) (?:bonne |bon )?(?:interlocut\w+|contact|referente?)|\bdecedee?\b|\bnous a "
     r"quittes\b|\bvendu (?:la ferme|l'exploitation|le troupeau|l'affaire)|\bcede (?:la|l'|mon)"),
    (Idiom.NOT_MINE,
     r"\b(?:voir|voyez|vois|a voir|regler|traiter|verifier|demandez|adressez|tourn\w+|"
     r"renseign\w+|rapproch\w+) (?:-vous |ca |cela |tout ca |plutot |directement |ce point |vous "
     r")*(?:avec|aupres|vers|a|au|aux|chez)\b|\bs'en (?:occup|charg)\w+|\bqui (?:gere|suit|"
     r"pilote|s'occupe|s'en|traite|tient|a (?:la main|les|repris)|reprend|centralise|detient|"
     r"fait ca|decide|voit ca)|\bpas (?:de )?(?:mon|notre|nos|mes) (?:ressort|affaire|rayon|"
     r"domaine|competence|role|boulot|attributions|services?)|\bpas (?:a )?(?:moi|nous)\b(?=.*"
     r"\b(?:qui|c'est|mais|voir|voyez)\b|\W*$)|\bc'est plus (?:moi|nous|a moi)|\b(?:releve|depend) "
     r"(?:plutot |exclusivement )?(?:de|du|des)\b|\bdu ressort d|"
     r"\btou\w+ (?:\w+ )?pass(?:e|ent|era) (?:desormais |maintenant )?(?:a|par|chez) |"
     r"\b(?:me|nous) concern\w+ (?:pas|"
     r"plus)|\b(?:suivi|gere|traite|pilote|porte|assure|repris|pris en charge|fait|etabli)e?s? "
     r"(?:\w+ ){0,3}par (?:mon|ma|m\.|mme|le|la|l'|un|une|notre|nos|les|monsieur|madame|maitre)|"
     r"\b(?:mauvais|erreur de|pas le bon|pas la bonne) (?:destinataire|interlocut\w+|adresse|"
     r"personne|service)|\b(?:transmis|transfere|fait suivre|bascule|passe|refile|confie|"
     r"transmets|transfere|fais suivre) (?:\w+ ){0,3}(?:a|au|aux|vers) "
     r"(?!vous|la (?:poste|signature|compta)|l'imprimeur|relire)"),
    (Idiom.STUCK,
     r"\ben (?:panne|rade|greve|carafe|souffrance|suspens|stand[- ]?by|rupture|litige|conflit|"
     r"attente|pause|plan|liquidation|redressement)\b|\ba (?:l'arret|plat|sec|l'abandon|court)\b|"
     r"\b(?:au )?point mort|\bhs\b|\bfaillite|\bdepot de bilan|\bliquidation|"
     r"\bhors service|\bmalade|\bcovid|\bgrippe|\bpas (?:de|d') ?(?:"
     r"nouvelles?|retours?|reponses?|temps|main|bras|budget|argent|sous|eau|courant|gasoil|"
     r"plants?|graines|semences?|materiel|quorum|candidats?|devis|rib|cle|code|acces)\b|\baucune? "
     r"(?:nouvelle|retour|reponse|candidat|offre|date|devis|signe|suite)|\btoujours (?:rien|pas)|"
     r"\brien (?:recu|vu|eu|a l'horizon|de neuf|ne bouge|n'avance)|\btrop (?:de |d')?(?:mouill|"
     r"humide|sec\b|pluie|vent|boue|neige|froid|chaud|cher|tot|court|travail|boulot|detremp|gel)\w*|"
     r"\bdetremp\w*|\bgadoue|\bsous l'eau|\bles pieds dans l'eau|\b(?:on|je|nous) (?:attend|bloqu|"
     r"coince|cale|patauge|patine|rame|galere|seche)\w*|\bj'attends|\bfaute d|\bmanque d|\ba cause "
     r"d|\bsuspendue?s? a|\btant que\b|\bbesoin (?:de|d'|du) (?:votre|vos|l'|la|le|son|sa|un|une)|"
     r"\bfaut (?:d'abord|que (?!je|on|vous|tu|nous|j'))|\b(?:probleme|souci|panne|pepin|"
     r"tuile|galere)"
     r"s?\b|\bpas (?:pu|reussi|eu le temps|arrive a|les moyens|trouve|le temps)|\bimpossible\b|"
     r"\bsans (?:nouvelles?|reponse|retour)|\b(?:ca|cela) (?:coince|bloque|traine|patine|bouge pas|"
     r"n'avance pas|avance pas|ne bouge pas)|\bdans l'impasse|\bdebord(?:e|es|ee|ees)\b|"
     r"\ba (?:la )?"
     r"(?:bourre|l'ouest)\b|\bdans (?:l'|le |la )?(?:attente|flou|brouillard)|\brefus\w*|\bpas "
     r"d'accord\b|\b(?:y a|il y a|manque) (?:une|des|un) (?:erreur|coquille|faute)s?|\bau garage|"
     r"\bchez le (?:garagiste|mecano|mecanicien|reparateur|veto)|\bgel(?:e|ee|ees|es)\b"),
    (Idiom.AT_ANOTHERS,
     r"\bentre les mains d|\bdans les mains d|\b(?:chez|a) l'imprim\w+|\ba l'impression|\bsous "
     r"presse|\bau (?:visa|controle|tirage|montage|service|juridique|courrier|parapheur|"
     r"siege|bat)\b"
     r"|\ba (?:la |l')(?:signature|compta\w*|relecture|validation|tresorerie|prefecture|maquette|"
     r"traduction|correction|direction|region|frappe|banque|ars|daaf|ddt|agence|arbitrage|sous-"
     r"prefecture)\b|\ben (?:relecture|signature|validation|visa|traduction|maquette|impression|"
     r"correction|instruction|livraison|transit|circulation|commande|fabrication|cours d)\b|"
     r"\b(?:est|sont) (?:parti\w* )?(?:chez|devant|aupres|sur le bureau d)|"
     r"\bparti\w* (?:chez|a la|en) (?!poste|courrier|recommande|colis|lettre|fichier|"
     r"piece)|\bsur le bureau d(?:u|e la|e l'|e mon|e notre)"
     r"|\bdans (?:le|les) (?:tuyaux|circuit|parapheur)"),
    (Idiom.UNDER_WAY,
     r"\ben voie d'\w+|\bsui(?:t|vent) son cours|"
     r"\ben (?:cours|bonne voie|train|chantier|preparation|redaction|route|chemin|marche|"
     r"construction|gestation|phase|projet)\b|\bsur (?:le feu|les rails|le metier|l'etabli|ma pile|"
     r"mon bureau|la table|la bonne voie)|\b(?:on|je|nous|j') ?(?:y (?:suis|travaille|bosse|"
     r"travaillons|est)|suis dessus|est dessus|sommes dessus|planche|m'y mets|s'y met|"
     r"avance)|\bdessus\b|\bca (?:avance|se fait|vient|suit|prend forme|progresse|murit|pousse)|"
     r"\b(?:reste|manque) (?:plus )?(?:que|qu'|a|encore|juste|le|la|les|un|une|deux|\d)|\bpresque|"
     r"\bquasi\w*|\ba moitie|\bla moitie|\bau bout\b|\bplus que\b|\bpas (?:tout a fait|"
     r"completement|"
     r"entierement|fini)|\ba peaufiner|\bpremier (?:jet|tri|passage)|\bpremiere (?:version|partie|"
     r"mouture|couche|passe)|\bbrouillon|\bebauche|\ben partie|\bpartiellement|"
     r"\bbien (?:avance|entame|engage|parti)\w*|\ba mi-chemin|\baux (?:trois quarts|deux tiers)"),
    (Idiom.READY,
     r"\b(?:on|je|nous|j') ?(?:l'|les )(?:a|ai|avons)\b(?=\W*$|,)|"
     r"\b(?:n'est|ne sont|est) plus a faire\b|\bfigure(?:nt)? (?:desormais |deja |bien )?(?:sur|"
     r"dans|au|a)\b|\btu (?:l'|les )as (?:deja|bien)\b|"
     r"\bvous (?:(?:disposez|detenez|possedez) (?:bien |deja )?(?:d[eu'] ?)?(?:de |l')?"
     r"(?:ma|mon|mes|notre|nos|la|le|les|l'|ces?|cette)\b|"
     r"(?:avez (?:bien |deja )?(?:ma|mon|mes|notre|nos|la|le|les|l'|cette|tout)|l'avez|les avez)"
     r"\b.{0,60}\bdepuis\b)|\ben votre possession\b|\bentre vos mains\b|"
     r"\bca y est|\b(?:c'est|tout est|tout) (?:bon|ok|en ordre|carre|nickel|regle|plie|boucle|fait|"
     r"dans la boite|en place|en ligne|rentre|parti|pret|clean|termine|fini|joue|emballe|au point|"
     r"a jour|propre)\b|\bchose faite|\bmission accomplie|\baffaire (?:classee|reglee|faite)|"
     r"\bc'est (?:parti|du passe|derriere (?:moi|nous)|vu|dans le sac)|\b(?:est|sont|"
     r"voila) (?:bien |"
     r"deja |enfin |tous |toutes )*(?:pret|en ligne|en place|a jour|operationnel|conforme|complet|"
     r"debout|en terre|en service|a disposition|disponible|au frigo|au sec|en cave|au chaud|la|en "
     r"silo|sur pied|au point|en regle|aux normes|ok|bon|nickel|impeccable|"
     r"dans (?:le drive|votre|la "
     r"boite|le dossier|vos|l'enveloppe))\w*|\bdans (?:votre|ta|la) boite|\bci[- ]joint\w*|\ben "
     r"(?:pj|piece jointe|annexe|fichier joint)|\bvoici\b|\bvoila (?:la|le|les|votre|vos|"
     r"ma|mon|mes|"
     r"l')|\bvous (?:l'|les |la |le )?avez (?:deja\b|bien |du |eu |recu )|\b(?:vous l'avez|"
     r"tu l'as|vous les avez)(?= depuis|\W*$| dans| sur| en)|\b(?:voir|cf|voyez|relis\w*|"
     r"regarde\w*|verifie\w*) (?:\w+ ){0,2}(?:mails?|courriels?|spams?|messages?)\b|"
     r"\b(?:dans|sur) (?:le|"
     r"votre|ton|notre|l') ?(?:drive|cloud|dossier|portail|espace|plateforme|casier|serveur|depot|"
     r"classeur)\b|\btombee?s? ce jour|\b(?:est|sont) au courrier|\bcheck\b|\bdone\b|"
     r"\bfingers\b|\b(?:fait|fini|regle|signe|envoye|boucle|termine|poste|depose|livre|seme|plante)"
     r"e?s?\W*$|\bca roule\b|\bok (?:c'est )?(?:fait|bon|envoye)"),
    (Idiom.LATER,
     r"\b(?:plus tard|pas avant|pas tout de suite|pas pour (?:tout de suite|maintenant|demain)|"
     r"(?:un peu de|du|mon|ce|le|notre|leger) retard|dans les choux|a partir "
     r"d|a compter d|au plus tot|delai|sursis|rallonge|decalage|report\b|d'ici (?:la|le|les|une)|"
     r"semaine (?:pro\w*|suivante|prochaine|d'apres)|mois prochain|on vise|vers (?:le|la|fin|mi|"
     r"debut))\b"),
    (Idiom.SOON,
     r"\bne manquer\w+ pas d|\b(?:bientot|sous peu|dans la (?:journee|foulee|soiree|"
     r"matinee|semaine)|tout de suite|des "
     r"que (?:possible|je peux|j'ai|je l'ai)|au plus vite|rapidement|incessamment|ce soir|tout a "
     r"l'heure|ne (?:va|vont|devrait|saurait) (?:pas|plus) tarder|tardera pas|asap|au plus tard|"
     r"sans faute|promis|ca va venir|ca arrive|m'en occupe|m'y colle|m'y mets|vais le faire|de "
     r"suite|en priorite)\b"),
    (Idiom.NO_CHANGE,
     r"\b(?:rien|pas) (?:n'a |a |de )?(?:chang|boug|modif)\w*|\b(?:n'ont|n'a|ont|a) pas "
     r"(?:chang|boug)\w*|\binchange\w*|\btoujours (?:les memes|la meme|le meme|valable|bon|bonnes|"
     r"d'actualite|pareil|exact)|\b(?:sont|est) (?:exact|correct|juste|bon|a jour)\w*"),
    (Idiom.DONE_WITH,
     r"\bon oublie\b|\b(?:reste|restera|restent) en plan\b|\bhors mission\b|\bhors de (?:notre|"
     r"ma) mission\b|"
     r"\b(?:on|je|nous) (?:laisse|lache|jette|baisse|arrete|abandonne|renonce)\w*|\blaisse tomber|"
     r"\btombe a l'eau|\bpas donne suite|\bsans suite|\bplus d'actualite|\bcaduc|\bne se fera "
     r"(?:pas|plus)|\bse fera pas|\bc'est non\b|\bhors de question|\bjamais\b"),
)  # fmt: skip
_COMPILED = tuple((idiom, re.compile(pattern)) for idiom, pattern in _IDIOMS)


def idioms_in(text: str) -> dict[Idiom, int]:
    """The turns of phrase of a folded clause, and where each begins."""
    found: dict[Idiom, int] = {}
    for idiom, pattern in _COMPILED:
        match = pattern.search(text)
        if match:
            found.setdefault(idiom, match.start())
    return found


def has_already(text: str) -> bool:
    """« nous servons déjà »: it is so, and was before the mail."""
    return " deja " in f" {text} "
