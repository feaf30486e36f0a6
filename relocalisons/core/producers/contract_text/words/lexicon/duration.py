"""Pure: families of words of a contract: the life of the contract."""

from relocalisons.core.producers.contract_text.words.lexicon.family import family, pattern

DURATION_TITLE = family(
    r"""
    duree|terme|prise_d.effet|pour_combien_de_temps|vie_du_contrat|entree_en_vigueur|periode|
    calendrier_du_contrat|engagement_dans_le_temps|term\b|durata|validite|execution_dans|temps|calendrier|dates|debut|echeance
    """
)
LIFE = family(
    r"""
    contrat\b|accord\b|accord-cadre|marche\b|engag\w+|conventions?\b|conclu\w*|duree|
    prend(?:ra)?_effet|prise?_d.effet|date_d.effet|cour(?:t|ir|ra)\b|vaut\b|vala(?:ble|nt)\w*|
    debut\w*|terme\b|term\b|fin\b|demarr\w+|commenc\w+|s.applique|s.ouvr\w+|en_vigueur|expir\w+|
    s.acheve\w*|prend(?:ra)?_fin|cess\w+_|lie(?:e?s|nt)?\b|jusqu|a_compter|a_partir|depuis|
    saison|campagnes?\b|commande_vaut|termin\w+|sign\w+_pour|oblig\w+|par(?:t|tons)_pour|
    pour_\d+_(?:ans|annees|mois|campagnes|saisons)|partenariat|couvr\w+|echeance|periode|du_\d
    """
)
NOT_LIFE = family(
    r"""
    conserv(?!eri)\w+|archiv\w*|garanti\w*|confidenti\w+|dechargement|livraison\w*_(?:a|est|sont)_|
    tracabilite|assuranc\w+|certificat\w*|modele\b|mise?_a_jour|version\b|edition\b|contrat.type
    """
)
AT_MOST = pattern(
    r"""
    \bduree_totale\b[^.;]*|\breconduct\w*[^.;]*|\bre-?nouvel\w*[^.;]*|\bproro\w*[^.;]*|
    \bprolong\w*[^.;]*|\btous_les_\d+_(?:ans|mois)\b|\bsoit_\d+_campagnes?\b
    """
)
IS_RENEWED = family(
    r"""
    reconduct\w*|reconduit\w*|renouvel\w*|proro\w+|prolong\w+
    """
)
OPENS_AND_CLOSES = pattern(  # « prix de la campagne, laquelle s'ouvre le … et se clôt le … »
    r"""
    (?:s.ouvr|commenc|debut|prend_effet|cour(?:t|ir))[^.;]{0,60}?\d[^.;]{0,60}?
    (?:clo(?:t|re|tur)|finit|prend(?:ra)?_fin|s.acheve|termin|expir|echoi)\w*
    """
)
