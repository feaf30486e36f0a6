"""Pure: families of words of a contract: money that changes hands, and when."""

from relocalisons.core.producers.contract_text.words.lexicon.family import family, pattern

PAYMENT_TITLE = family(
    r"""
    paiement|reglement|factur|quand_c.est_paye|payment|pagamento|versement|tresorerie|comptab
    """
)
OTHER_RULES = family(
    r"""
    reglements?_(?:interieur|sanitaire|general|europeen|ue\b|d.usage|de_(?:la_)?consultation|
    de_service|de_copropriete)
    """
)
PAYS = family(
    r"""
    pai(?:e|ement|ee?s?|ent|era|eront|ements)\b|pay\w+|regl(?:e|er|ee?s?|ent|era|eront|ement|
    ements|ons)\b|vir(?:e|er|ez|ement|ements|era|ons|ee?s?)\b|acquitt\w+|mandat\w*|vers(?:e|
    er|ee?s?|era|ement|ements|ent|ons)\b|acomptes?\b|encaiss\w+|cheques?\b|pagament\w+|sold(?:e|er|ee?s?|ent|ons|era|eront)\b|echeances?\b|sommes?_dues?|traite\b|comptant\b|prelev\w+|lcr\b|debit\w*|credit(?:e|
    er|ee?s?)\b|invoice\w*|paid\b|exigibles?\b|liquid\w+|decaiss\w+|honor\w+|percoi\w+|percu\w*|remuner\w+|argent\b|desinteress\w+|
    (?:prix|factures?|sommes?|montants?|solde)_(?:est|sont|sera|seront)_due?s?\b|
    sur_(?:le|votre|mon|son|leur|notre)_compte|(?:mon|son|leur|notre)_du\b
    """
)
BILLS = family(
    r"""
    factur\w*|bill\w*|releve\b|note_de_debit|livraisons?\b
    """
)
BILL_IS_MADE = family(
    r"""
    emis\w*|emet\w*|etabli\w*|adress\w+|transm\w+|envoy\w+|depos\w+|dresse\w*|edit\w+
    """
)
DELAY = pattern(
    r"""
    \b(?P<days>\d{1,3})(?:e|eme)?_?(?:jours?|j|days?|dias|giorni)\b|
    \b(?P<weeks>\d{1,2})_semaines?\b|\b(?:(?:sous|dans|a|de|en|within)(?:_le|_les|
    _un_delai_de)?_|(?=\d_mois_(?:apres|a_compter|a_partir|suivant)))(?P<months>\d)_(?:mois|months?)\b
    """
)
AT_ONCE = pattern(
    r"""
    \bcomptant\b|\bjour_meme\b|\bau_cul_du_camion\b|\bimmediate?\w*\b|\bsans_delai\b|
    \bd.avance\b|\b(?:des|a|lors_de|au_moment_de)_(?:la_|chaque_|l.)?(?:livraison|enlevement|
    remise|dechargement)\b
    """
)
SOMETIME = pattern(
    r"""
    \bcheques?\b|\bprelevement\b|\bfin_(?:de|du)_(?:mois|decade|trimestre|campagne)\b|\b(?:a|
    des|sur)_(?:la_)?(?:reception|presentation)\b|\b\d{1,2}_(?:de_chaque|du)_mois\b|
    \b(?:debut|fin)_(?:de|du)_(?:chaque_)?mois\b
    """
)
MONTH_END = pattern(
    r"""
    \b\d{1,3}_?(?:jours?|j),?_(?:le_)?(?:a_la_)?fin_(?:de|du)_mois\b|
    \b(?:a_la_|en_)?fin_(?:de|du)_mois_(?:qui_suit|suivant|d.apres)\b
    """
)
LATE = family(
    r"""
    (?:tout|en_cas_de|chaque)_retard|passe_ce_delai|interets\b|retard\b|penalites?_de_retard|
    moratoires?\b
    """
)
NOT_PAYMENT = family(
    r"""
    litige|differend|a_l.amiable|conciliation|mediat\w+|indemni\w+|(?:une|d.une)_penalite|
    celui_qui|equivalent|adhesion|duplicata
    """
)
_CONTEST = r"(?:contest|reclam|observ|verifi|signal|rectifi|conserv(?!eri)|refus|repondr)\w*"
NOT_A_TERM = pattern(  # « trente jours pour contester », « contestée dans les trente jours »
    rf"""
    \b\d{{1,3}}_?(?:jours?|j)_(?:pour|afin_de|a_l.effet_de)_(?:\w+_){{0,3}}?(?:{_CONTEST}|(?:dire|ecrire|avertir)\b)[^.;,]*|
    \b(?:{_CONTEST}|duplicata)[^.;,]{{0,60}}?\b\d{{1,3}}_?(?:jours?|j)\b
    """
)
UNFILLED = pattern(r"(?:\.{2,}|…|\x5f{2,}|\[[^\]]{0,40}\])\s?(?:jours?|j|mois|semaines?)\b")
