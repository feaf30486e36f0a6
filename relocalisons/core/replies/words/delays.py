"""Pure: a day that is announced: a promise, or a later date."""

import re

from relocalisons.core.reading.cells.dates.relative import FoundDate, find_dates
from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.words.hedges import (
    has_choice,
    has_participle,
    is_hedged,
    is_negated,
)

_LATER = re.compile(
    r"\b(?:^\W*apres le \d+|(?:serait|irait|conviendrait|arrangerait) mieux|plutot|disons|"
    r"ne (?:pourra|"
    r"pourront|sera|seront) .{0,40}\bavant|report\w+|decal\w+|"
    r"repouss\w+|renvoyee?s? (?:a|au|en)\b|retard\w*|pas avant(?! \d+ ?h)|"
    r"remise?s? au (?=\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|"
    r"laiss(?:e|ez)[- ](?:moi|nous) (?:au moins |encore )?jusqu|"
    r"pas possible avant|a (?:decaler|reporter|deplacer|repousser|reprogrammer)|comptez(?! sur)|"
    r"glisse\w*|"
    r"(?:mettez|mets|inscrivez)[- ]?(?:la |le |les )?(?= ?(?:fin|debut|mi|au|le \d|plutot))|"
    r"nouvelle date|(?:pas|interdi\w+|impossible|rien|personne|aucune?)\b.{0,60}\bavant|au lieu du|"
    r"et non (?:le|pas)|differ\w+|ajourne\w*)\b"
)
_WILL = re.compile(
    r"\b(?:sera|seront|serons|serai|aurez|auras|aura|arriv\w+|suit|suivra|suivent|livr\w+|"
    r"envoie\w*|envoyons|enverr\w+|"
    r"publi(?:ons|erons|e)|sign(?:e|ons|era|erai|erons)|transmet\w*|passera|passe|vien\w*|"
    r"tourne\w*|fera|ferons|ferai|fais|"
    r"recevrez|pret\w*|prevu\w*|compt(?:ez|e) sur|promis|promet\w*|recoi\w*|annonce\w*|delai|d'ici|"
    r"rend\w*|dirai|dis\b|"
    r"finira?i?|finissons|finit|"
    r"termin\w+|mets|met\b|depos\w+|boucl\w+|attaqu\w*|seme\w*|commenc\w+|va|vais|vont|allons|"
    r"peut-etre|propose\w*|vis(?:e|ons|ez)|tabl\w+ sur|pens\w+|validons|partir\w*|repousse\w*|"
    r"fini|faut|faudra|besoin|clos|cloture\w*|disponible\w*)\b|"
    r"\bsous (?:une |les )?(?:quinzaine|huitaine|\d+|deux|trois|dix)\b|"
    # « on monte samedi »: the present tells what is to come.
    r"\b(?:on|je|nous) (?:(?:les?|la|y|vous|te|s'y) |l')?(?!a |ai |avons |est |suis |sommes |"
    r"etais |avais )\w+ (?=(?:tout |ca )?(?:le |des |vers |fin |debut |mi-)?(?:\d|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche|demain|apres-demain|semaine|la semaine))"
)
_HANDING = re.compile(
    r"\b(?:aurez|auras|suit\b|suivra|arrive\w*|envoie|envoyons|enverr\w+|dirai|vous dis|"
    r"te dis|recevrez|(?<!rendez-)\bvous (?:le|la|les) \w+|compt(?:ez|e) sur|promis|"
    r"promets|sera remis\w*)\b"
)
_NO_DATE_OF_IT = re.compile(
    r"\b(?:(?:vous |te )(?:redis|redirai|reviens|recontacte\w*)|nous sommes le|on est le|"
    r"l'echeance|votre (?:mail|courrier|message)|voir mail|mail du|"
    r"expire\w*|prend fin|(?:vous|te) (?:r?appell?\w+|retelephone\w*)|cess(?:e|ons|era|erons)|"
    r"delib\w+ du \d|courriel du|courrier du|le \d+ (?:est|tombe) un|valable|rentre|lettre du|"
    r"(?:je|on|nous|etablissement|bureau|service|mairie|cuisine) "
    r"(?:(?:est|sera|serons|sommes|suis) )?ferm\w+|telephone|dirai (?:ou|si|quand|ce|comment))\b"
)
_NOT_THAT_DAY = re.compile(r"\bpas (?:pour |du |avant )?(?:le |la )?(?:\d+|\w+di)\b")
_AGREED = re.compile(r"\b(?:ok|oui|d'accord|c'est bon)\b")
_SINCE = re.compile(r"\bdepuis (?:le |la |l')?$")
_AS_SOON_AS = re.compile(r"\bdes que\b")
_WAS = re.compile(r"\bc'etait (?!prevu|pour|le cas)")
# « le bon de livraison du 3 »: which one, not when.
_OF_A_PAPER = re.compile(
    r"\b(?:bon|facture|devis|releve|bl|commande|livraison|lettre|pv|version|arrete|avenant|"
    r"bordereau)s? "
    r"(?:\w+ ){0,3}$"
)
# « la réunion de lundi soir », « suite au conseil de mardi »: what was, not what is to come.
_FOLLOWING = re.compile(
    r"\b(?:suite|a l'issue|apres lecture|depuis|lors) (?:a|au|du|de|des) (?:\w+[ ']){0,4}$"
)
_FROM_TODAY = re.compile(r"\ba (?:partir|compter) (?:de |d')(?:aujourd'hui|ce jour)$")
_OF_A_MAIL = re.compile(r"\b(?:mails?|courriels?|messages?|envois?) (?:du|de) (?:le |la )?\S{0,3}$")
_PHONE = re.compile(r"[ .]\d\d(?:[ .]\d\d)+")
# « la tournée du vendredi »: a weekday that only names something.
_HABIT = re.compile(
    r"\b(?:la|le|les|l'|une?|nos|notre) ?(?!livraison|reunion|visite|seance|conseil|comite)\w{4,} "
    r"du (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)$"
)
_PERIOD = re.compile(
    r"^\S{0,4}$|\b(?:en|fin|avant|d'ici|pour|courant|debut|mi|apres|plutot|a|au|sera|"
    r"seront|ce sera)\s(?:d'|de |"
    r"le |la )?\S{0,4}$"
)
_BEHIND = re.compile(
    r"\bdepuis \w+|\b(?:vous|tu) (?:etes|es) (?:bien )?(?:venue?s?|passee?s?)|\b(?:l'a|l'ai|"
    r"l'avons|s'est|se sont|on a|j'ai|a ete|avons|ont|est venu|"
    r"etait|avait|ete|devai(?:s|t|ent)|"
    r"etiez|avez|aviez|"
    r"etions)\b(?!.*\b(?:sera|seront|suit|suivra|"
    r"arrive|aurez|auras|prochain|prochaine|demain|d'ici|jusqu'au|dans)\b)"
)
_BEFORE_EVENT = re.compile(
    r"\bavant (?:la|le|les|l') ?(?!\d)(?!lundi|mardi|mercredi|jeudi|vendredi|week)[a-z]"
)
_BEGUN = re.compile(
    r"\b(?<!il )(?<!elle )(?:commence|entame|attaque|demarre|debute)e?s?\b|\bca avance\b"
)
_FORESEEN = re.compile(r"\bprevue?s?\b|\bcomme (?:convenu|annonce|dit|entendu)\b")
_LATE = re.compile(r"\b(?:en retard|du retard|pour le retard)\b")
# « désolé pour le retard » is manners, and announces none.
_SORRY = re.compile(
    r"\b(?:desolee?s?|navree?s?|pardon\w*|excus\w+|confus\w*)(?:[- ](?:moi|nous))? (?:\w+ )?"
    r"(?:(?:pour|de|du) |d')?(?:ce |le |cet |mon |notre |la |leger |petit |gros |grand |"
    r"un peu de )*"
    r"retards?\b"
)
_EVENT = re.compile(
    r"\b\w{2,}(?:era|erai|erons|eront|ira|irai|irons|iront)\b.*\b(?:apres|avant|quand|lorsque|"
    r"des que|a la|courant)\b"
)
_EARLIEST = re.compile(
    r"\b(?:commenc\w+|m'y mets|s'y met\w*|m'y colle|rendez-vous|jury|demarr\w+|attaqu\w+|"
    r"prise de poste)\b"
)
_LATER_ON = re.compile(
    r"\b(?:attendr(?:a|ont)|prend\w* du retard|report\w+|decal\w+|repouss\w+|"
    r"renvoyee?s? (?:a|au|en)\b|"
    r"retard\w*|pas avant|pas possible avant|"
    r"glisse\w*|differ\w+|ajourne\w*|nouvelle date|au plus tard)\b"
)
_FINISHED_BY = re.compile(
    r"\b(?:aur|ser)\w+ (?:\w+ )?(?:fini|termin|boucl)\w* (?:pour |avant |au |"
    r"d'ici )?(?:le )?$"
)
_TELLS_US = re.compile(r"\W*(?:arretez|cessez|faites|appelez|envoyez|rendez)\b(?!-)")
_BY_THEN = re.compile(r"\b(?:sera|seront|serai|aurai|aurons|aura|ferai|fera)\b.*\bd'ici la\b")
_PUT_OFF = re.compile(
    r"\b(?:report|decal|repouss|differ|ajourn)ee?s?\b|\bplus tard\b|\bpas avant\b"
)
_WILL_COME = re.compile(
    r"(?<!qui )\b(?:suit|suivent|suivra|suivront|arrivera|arriveront|partira|partiront|"
    r"viendra|sera (?:\w+ )?(?:dans les "
    r"temps|prete?|faite?|livree?|rendue?)|seront (?:\w+ )?(?:prete?s|faite?s|livree?s|rendue?s))\b"
)
_ONCE = re.compile(r"\b(?:apres|quand|lorsque|des que|une fois)\b")
_STAGED = re.compile(
    r"\bpart(?:ent|ira|iront)? (?:chez|a l'|au |en )|\b(?:ordre du jour|inscrit\w*|"
    r"a l'etude|lanc\w+|entam\w+|annonc\w+|promet|retour|la suite)\b"
)
_BROAD = 20  # days: « courant novembre » is no day to write down
_BY_OTHERS = re.compile(
    r"\b(?:le|la|l'|les|un|une|notre|mon|ma|leur|son|sa) ?\w+ (?:re)?(?:vient|viennent|"
    r"passe|passent|"
    r"repasse|repassent|tourne|tournent|rentre|rentrent|se reuni\w*|statue\w*|tranche\w*|ouvre|"
    r"ouvrent|finit|decide\w*)\b"
)
# What leads to the day of something: « l’expo au 3 avril », « l’affiche : le 12 ».
_TOWARDS = re.compile(
    r"(?:\b(?:pour|au|a|avant|d'ici|des|vers|en|courant|sous|dans|plutot|maintenant|ok|oui)|:|,|^|=)"
    r"\W*(?:le |la |l')?$"
)
# « ce sera juste pour vendredi »: it is not said to be ready then.
_TOO_SOON = re.compile(
    r"\b(?:juste|court|serre|tendu|difficile|complique|chaud|mort|rape|fichu|impossible|irrealiste|"
    r"intenable) pour (?:le |la |ce |cette )?$"
)
_VAGUE = re.compile(
    r"\b(?:quand on|des que|apres la (?:recolte|moisson|rentree)|un de ces jours|(?<!a )bientot|"
    r"ete indien|plus tard|ca va venir|pas de date|"
    r"(?:a )?j ?\+ ?\d+|"
    r"pas\b.{0,30}\bavant (?:l[ae']|les|un)|apres (?:l'|la |le |les )(?:ete|hiver|automne|"
    r"printemps|vacances|fetes|elections|travaux)|avant (?:le conseil|la reunion))\b|avant la delib"
)


def find_day_ahead(clause: Clause, *, named: bool) -> list[Found]:
    """A new date or a promise; `named` tells that the clause names a line."""
    text = _SORRY.sub("", clause.text)
    if _WAS.search(text):
        return []
    later = _LATER.search(text)
    found = [each for each in find_dates(text, written=clause.written) if _counts(text, each)]
    if not found:
        if (
            named
            and (_WILL_COME.search(text) or _BY_THEN.search(text))
            and not (is_negated(text) or _ONCE.search(text))
        ):
            return [Found(act=Act.PROMISE, doubt=True)]
        vague = named and (_VAGUE.search(text) or _EVENT.search(text))
        late = _LATE.search(text) and not _LATER_ON.search(text)
        if vague and _AS_SOON_AS.search(text):
            return [Found(act=Act.PROMISE, doubt=True)]
        return (
            [Found(act=Act.NEW_DATE, doubt=True)]
            if (_LATER_ON.search(text) or vague) and not late
            else []
        )
    if _NO_DATE_OF_IT.search(text) and not later:
        return []
    chosen = _chosen(found, text)
    brief = clause.alone and len(text.split()) <= 6
    if _BEHIND.search(text) and not later:
        return []
    if not (later or named or brief or _WILL.search(text) or _STAGED.search(text)):
        return []
    if chosen.shift:
        return [
            Found(act=Act.NEW_DATE, shift=chosen.shift, doubt=is_hedged(text) or "retard" in text)
        ]
    past = chosen.last is not None and chosen.last < clause.written
    if (past or is_negated(_NOT_THAT_DAY.sub("", text))) and not (later or _WILL.search(text)):
        return []
    doubt = past or len(found) > 1 or chosen.days is None or chosen.vague or is_hedged(text)
    doubt = doubt or is_negated(_LATER.sub("", text)) or bool(_BEFORE_EVENT.search(text))
    doubt = (
        doubt
        or "jusqu" in text
        or bool(_STAGED.search(text))
        or text.rstrip(" .!").endswith("apres")
    )
    # « prévu le 12 comme convenu » says what was foreseen.
    doubt = doubt or _is_broad(chosen) or bool(_FORESEEN.search(text))
    said_so = later or _WILL.search(text) or _TOWARDS.search(text[: chosen.start])
    doubt = doubt or not (said_so or brief)
    # « l’électricien revient jeudi »: what somebody else does then is not yet the line.
    doubt = doubt or bool(_BY_OTHERS.search(text) and not later and not _HANDING.search(text))
    doubt = doubt or (not (later or _WILL.search(text)) and has_participle(clause.words))
    doubt = doubt or bool(_TELLS_US.match(text))
    doubt = doubt or bool(_EARLIEST.search(text)) or (brief and not later and not named)
    if has_choice(clause.words) and len(found) > 1 and _HANDING.search(text):
        chosen = found[-1]  # « demain ou lundi »: Monday is what is promised
    act = Act.PROMISE if _HANDING.search(text) and not later else Act.NEW_DATE
    return [Found(act=act, days=chosen.days, doubt=doubt)]


def _is_broad(found: FoundDate) -> bool:
    return found.days is not None and (found.days.latest - found.days.earliest).days >= _BROAD


def only_begins(text: str) -> bool:
    """Whether the day is that of what comes next: « recruté, il commence lundi »."""
    return bool(_EARLIEST.search(text))


def only_begun(text: str) -> bool:
    """« commencé hier »: under way, whatever day is told for its end."""
    return bool(_BEGUN.search(text))


def only_agreed(text: str) -> bool:
    """« ok pour le 30 »: a day that is agreed to, and not said to be kept."""
    return bool(_AGREED.search(text)) and not (_LATER.search(text) or _WILL.search(text))


def is_put_off(text: str) -> bool:
    """« reportée », with or without a day."""
    return bool(_PUT_OFF.search(text))


def _counts(text: str, found: FoundDate) -> bool:
    """Not a day set aside or behind, nor a month that only qualifies (« poisson d'avril »)."""
    if _SINCE.search(text[: found.start]) or text[: found.end].endswith("a ce jour"):
        return False
    if _PHONE.match(text[found.end :]) or _OF_A_MAIL.search(text[: found.start + 3]):
        return False
    if _FROM_TODAY.search(text[: found.end]) or re.match(r"[- ]la\b", text[found.end :]):
        return False
    if text[found.start :].startswith("du ") and _OF_A_PAPER.search(text[: found.start]):
        return False
    if _TOO_SOON.search(text[: found.start]):
        return False
    if _HABIT.search(text[: found.end]) or _FOLLOWING.search(text[: found.start]):
        return False
    if found.part and not _PERIOD.search(text[: found.start + 4]):
        return False
    return not _is_set_aside(text, found)


def _is_set_aside(text: str, found: FoundDate) -> bool:
    """« et non le 15 », « au lieu du 31 », « le 20 je livre »."""
    before = text[max(0, found.start - 16) : found.start]
    return (
        bool(
            re.search(
                r"\b(?:et non|au lieu|pas|plutot que) (?:pas )?(?:le |du |pour le )?$", before
            )
        )
        and "avant" not in before
    )


def _chosen(found: list[FoundDate], text: str) -> FoundDate:
    """The day that a word for a delay or a limit introduces; else the first one."""
    for each in found:
        if _FINISHED_BY.search(text[: each.start]):
            return each
    for each in found:
        before = text[max(0, each.start - 24) : each.start + 1]
        if re.search(
            r"(?:plutot|au|a|pas avant|pour|jusqu'au|compt\w+|livr\w+|d'ici|conseil du|"
            r"passage) ?\w{0,3}$",
            before,
        ):
            return each
    return found[0] if has_choice(text) else found[-1]


def days_ahead(clause: Clause) -> list[FoundDate]:
    """The days that a clause looks forward to."""
    return [
        each
        for each in find_dates(clause.text, written=clause.written)
        if _counts(clause.text, each)
        and (each.shift or each.last is None or each.last >= clause.written)
    ]


def day_ahead(clause: Clause) -> FoundDate | None:
    """The day that a clause looks forward to, if it says one."""
    found = days_ahead(clause)
    return _chosen(found, clause.text) if found else None
