"""Pure: who comes, who does not, who is represented."""

import re

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.reading.cells.dates.relative import find_dates
from relocalisons.core.reading.cells.dates.spans import MONTH
from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.words.hedges import has_but, is_hedged
from relocalisons.core.replies.words.names import people_in

_PROXY = re.compile(
    r"\brepresenter\w* (?:la |le |notre |l'|les )\w+|\b(?:prend|prendra|prendrait|occupera) (?:ma|"
    r"notre) place|\bavec (?:ma|notre) voix|\bporte\w* (?:ma|notre) voix|"
    r"\b(?:pouvoir|procuration|mandat) (?:a|au nom de|pour|donne a|signe|pour)\b|\bje (?:le |"
    r"la )?mandate\b|"
    r"\bavec (?:un |mon |le )?pouvoir|\b(?:aura|disposera|dispose|a) (?:\w+ ){0,4}(?:un |mon |"
    r"de mon )?pouvoir|"
    r"\b(?:me|nous|m'|l'|le|la|y) ?(?:represent\w+|remplac(?!ement)\w+|supple\w+)\b|"
    r"\b(?:serai|serons|sera|seront|est|suis) (?:\w+ )?(?:representee?s?|remplacee?s?|"
    r"suppleee?s?)\b|"
    r"\brepresentee?s? par\b|\bremplacee?s? par\b|\bvot\w+ (?:pour|a) (?:moi|ma place)|"
    r"\b(?:viendra|vient|ira|sera (?:la|present\w*)|assistera|siegera|parlera|envoie|"
    r"sera) (?:\w+ ){0,3}(?:a|en) (?:ma|notre|sa) place\b|"
    r"\b(?:viendra|ira|assistera|sera la) pour (?:moi|nous)\b|\bjustifie d'un pouvoir|"
    r"\blui (?:ai )?donne (?:mon )?pouvoir|\bun pouvoir\b|\bpar procuration|\b(?:passe|"
    r"laisse) (?:la main|ma place) a\b|"
    r"\b(?:mon|ma) (?:suppleante?|remplacante?|adjointe?|collegue) (?:\w+ ){0,3}(?:sera|"
    r"viendra|y sera|ira|vient)\b|"
    r"\bj'envoie (?:mon|ma|notre|m\.|mme|un|une)\b|"
    r"\b(?:confi|donn|laiss|remet|transmet)\w* (?:ma|notre) voix a\b|"
    r"\by (?:siegera|sera|assistera|participera|ira|representera|parlera)\b|"
    r"\b(?:demande\w*|confie\w*) a (?:\w+[ -]){1,4}d'(?:y )?(?:aller|assister|venir|etre)|"
    r"\b(?:me|nous) (?:ferai|ferons|fais) (?:substituer|remplacer|representer|suppleer)|"
    r"\by va pour (?:nous|moi)\b|"
    r"\bqui (?:vous |te )?(?:recevra|accueillera|viendra|ira|sera la|assistera)\b"
)
_NOT_IN_MY_PLACE = re.compile(r"\bpas (?:me|nous) (?:remplac|represent|supple)\w+")
_ONLY = re.compile(
    r"\bne (?:pourr|ser|peux|pouvons|viens|viendr|rest|puis)\w* (?:\w+ ){0,3}qu(?:e\b|')"
)
_THIRD = re.compile(r"\b(?:sera|viendra|vient|assistera|participera|ira)\b")
_OTHER_MONTH = re.compile(rf"\b(?:copil|comite|reunion|seance|visite) (?:de |d')(?:{MONTH})\b")
_FIRST = re.compile(r"\b(?:je|j'|nous|on)\b|\bj'")
_PARTLY = re.compile(
    r"\buniquement\b|\bseulement\b|\bjusqu'a\b|\b\d{1,2} ?h(?:\d\d)?\b|"
    r"\bapres-midi\b|\bmatinee?\b|\bpremiere (?:heure|partie)\b|"
    r"\b(?:au|la|le) prochaine?\b"
)
_NO_PROXY = re.compile(
    r"\b(?:m'a|m'ont|nous a|nous ont) (?:donne|confie|laisse|"
    r"transmis) (?:\w+ )?(?:pouvoir|procuration)|"
    r"\b(?:ne|n') ?(?:\w+ )?(?:donne|donnerai|donnons) pas (?:de |mon )?pouvoir|"
    r"\bpersonne (?:pour|a|ne (?:peut|pourra|pouvait))\b|\bpas de (?:pouvoir|procuration)|"
    r"\b(?:pas|plus) (?:etre )?(?:representee?s?|remplacee?s?|suppleee?s?)\b|"
    r"\bsans (?:donner )?(?:de "
    r")?pouvoir|"
    r"\bpas (?:me|nous) (?:remplacer|representer)"
)
_NO = re.compile(
    r"\b(?:ne )?(?:pourrai|pourrais|pourrons|pourra|peux|peut|pouvons|serai|serons|sera|suis|"
    r"viens|viendrai|"
    r"viendrons|viendra|vient|vais|assisterai|participerai|participerons|irai|"
    r"irons)s? (?:\w+ ){0,2}pas\b(?! (?:en retard|seule?|contre|sur|sure|moi))|"
    r"\bexcus(?:ee?s?|ez(?:-moi)?|er (?:mon|notre|l'|son) ?absence|e-moi)\b|\b(?:serai|serons|"
    r"sera|suis|seront|est) (?:\w+ )?absente?s?\b|"
    r"\babsente?s? (?:le|ce|au|a|pour|ce jour)\b|\b(?:mon|notre|son) absence\b|\bempeche(?:e|"
    r"es|ment)?\b|\bretenue?s?\b|\bindisponibles?\b|"
    r"\b(?:annule|dois annuler) (?:sa|ma|notre) (?:venue|presence|participation)|"
    r"^\W*(?:non,? )?pas le \d|\bpas (?:dispo|disponible|libre|la\b(?! (?!le\b|ce\b|au\b|"
    r"pour\b|demain|\w+di\b)\w)|present)|"
    r"\b(?:je |on )?(?:peux|peut|pourrai|pourra|pourrons) pas (?:venir|y aller|etre|y etre|"
    r"assister)|\bpas la peine de venir|"
    r"\bcompte[rz]? pas (?:trop |vraiment )?sur (?:moi|nous)|\bpas (?:trop )?compter sur (?:moi|"
    r"nous)|"
    r":\W*absente?s?\b|^\W*absente?s?\W*$|\b(?:faites|fais|ce sera|sera) sans (?:moi|"
    r"nous)\b|\bme decommande\b|\bfinalement non\b|\bdeclin(?:e|er|ons)\b|\bdeja (?:un|"
    r"une) (?:conseil|"
    r"reunion|"
    r"rendez-vous|comite|audience|formation|engagement|autre)|\bimpossible\b(?=.{0,20}(?:\d|"
    r"ce jour|venir|$))|\bje passe mon tour|\bdeja (?:prise?|"
    r"engagee?)\b|\bprise? (?:ailleurs|ce jour)|"
    r"\bne m'attend\w+ pas|\ben (?:deplacement|conges?|vacances|formation|reunion) (?:ce|le|a|"
    r"du|toute)|\bimpossible pour (?:moi|nous)|\bimpossible (?:d'etre|de venir|d'assister)|"
    r"\bpas possible\W*$|\bpas possible (?:pour (?:moi|nous)|le|ce)|"
    r"\b(?:copil|comite|reunion|visite|"
    r"cotech?)\b.*\bnon\b|\bne (?:pense|crois|suis pas sure? de) pas (?:pouvoir|etre|venir)|"
    r"\bne (?:m'|me |nous )(?:autorise|permet|laisse|libere)\w* pas\b|\bne venez pas\b|"
    r"^\W*le \d+(?: \w+)? ?: ?(?:impossible|non|pas possible)\b|\bc'est (?:mort|rape|"
    r"fichu)\b|tombe a l'eau|\bn'y (?:viendr|ir|ser|assist|"
    r"particip)\w+ (?:pas|"
    r"plus)\b|\bpersonne ne (?:viendra|vient|pourra|sera)\b|"
    r"\bpas de (?:visite|copil|reunion) (?:cet|cette|ce|pour|en|avant|chez)\b|"
    r"\bne pouvoir (?:venir|participer|assister|etre|me joindre)|\bclouee? (?:au lit|a la "
    r"maison)|\bforfait\b"
)
_BOUND = re.compile(
    r"peux pas (?:encore )?(?:dire|savoir|confirmer|garantir|promettre|m'engager)|\b(?:ma|"
    r"mon) (?:collegue|adjointe?|associee?|femme|mari) (?:\w+ )?(?:sera|est|ne)\b|"
    r"\bne (?:pense|crois)|c'est mort|rape|fichu|a l'eau|personne ne|n'y \w+ plus|autoris|"
    r"permet|libere|venez|pas de (?:visite|copil|reunion)"
)
_TAKEN = re.compile(
    r"\b(?:je suis|nous avons|j'ai|on a|je serai|nous sommes|on est|il y a) (?!bien|present|"
    r"d'accord)|"
    r"^\W*le \d+ (?:\w+ )?(?:c'est|est|tombe|ce sera) (?:les?|la|l'|notre|mon|ma|en|pendant|une?)\b"
)
_DENIED = re.compile(r"\b(?:ne|n') ?(?:\w+ ){0,2}(?:pourr\w+|peux|peut|pouvons|puis)\b")
_LATE = re.compile(r"\ben retard\b")
_NOT_PLEASE = re.compile(
    r"excusez-moi,? (?=c'est|quand|mais|ou\b|a quelle|combien|de vous|si )|"
    r"\bexcus\w* (?:pour le (?:retard|delai)|du retard|de (?:ce|mon) retard|les fautes)|"
    r"prie de m'excuser pour|\bdonc excuse\b"
)
# « mes excuses pour le COPIL », « excusez-moi pour le 14 »
_EXCUSED = re.compile(
    r"\bexcus(?:er|ez|e|es)(?:[- ](?:moi|nous))? (?:pour|au|a) (?:le |la |l'|ce |cette |notre |"
    r"celle |celui )?"
    r"(?:copil|comite|cotech?|reunion|seance|visite|rendez-vous|assemblee|(?:lundi |mardi |"
    r"mercredi |jeudi |vendredi |samedi )?\d{1,2}\b(?! ?(?:jours?|h\b|heures?|min))|du \d)"
)
# « aucun empêchement pour le 9 »: they come.
_NOTHING_AGAINST = re.compile(
    r"\b(?:(?:aucun|pas d'|sans) ?(?:empechement|contrainte|obstacle|probleme)|rien ne (?:m'|me |"
    r"nous )(?:empeche|retient))\b"
)
_OVER = re.compile(r"\b(?:derniere?|passee?|precedente?|hier|d'hier|de la semaine derniere)\b")
_YES = re.compile(
    r"\bparmi vous\b|\bcomptez (?:une|deux|trois|quatre|\d+) (?:personnes?|couverts?|"
    r"places?)\b|\bne (?:manquerai|manquerons|raterai)s? pas (?:le |la |l'|cette |ce |"
    r"notre |d'etre )|\b(?:on|nous|je) (?:vous|t') ?attend\w*\b|\b(?:viendra|sera|"
    r"vient) (?:la )?avec (?:moi|nous)\b|"
    r"\bnous viendrons\b|\bvenez\b(?! (?:plutot|pas|donc|le \d+ (?:au lieu|plutot)))|"
    r"\ben visio\b|\bheureu\w+ d'y (?:participer|assister)|"
    r"\b(?:serai|serons|sera|suis|seront|sommes|on sera)s? (?:(?!plus|"
    r"pas)\w+ ){0,2}(?:presente?s?|la(?! \w)|la (?:le|au|pour|comme|bien|a|quoi|sans|avec|lundi|"
    r"mardi|mercredi|jeudi|vendredi|demain|tout|des)\b|des (?:votres|"
    r"notres)|au (?:copil|comite|rendez)|accompagnee?s?|de la partie)\b|"
    r"\bhonorer\w*|\bfera le deplacement|\bje confirme\W*$|\bl'accompagnerai|"
    r"\bj'(?:assister|participer|arriver)\w+|\bj'y (?:assister|participer|viendr)\w+|"
    r"\b(?:je|on|nous|elle|il|ils|maire|president\w*) (?:viens(?! (?:(?:seulement|juste|"
    r"tout juste|a peine) )?(?:de |d')\w+(?:er|ir|"
    r"re)\b)|viendrai|vient|viendra|"
    r"viendrons|viendront|venons|particip\w*|assister\w*|y serai|y sera|y serons|y vais|"
    r"sera la)\b|"
    r"\bj'y (?:serai|vais|suis)|\bconfirm\w* (?:ma|notre|sa|les|la|ces|cette) "
    r"(?:deux )?(?:presence|venue|participation|dates?|visite|reunion|rendez-vous)|"
    r"\b(?:presence|visite|copil|reunion|rendez-vous|date) (?:est |bien |du \d+ )*confirmee?\b|"
    r"\bpresente?s?\b(?! (?:a|aux) (?:vous|votre))|"
    r"\bcompt(?:ez|e)[- ](?:moi|nous)\b|"
    r"\bcompt(?:ez|e|er) sur (?:moi|nous|ma presence|notre presence)|\bnous (?:y )?serons|"
    r"\bbien note (?:la date|le rendez)|\bj'en serai\b|\bavec (?:grand )?plaisir|"
    r"\bpartante?s?\b|\b(?:inscri\w+|notez)[- ](?:moi|ma presence|nous)|\b(?:je|"
    r"on) serai? (?:bien )?(?:au|a la) (?:copil|cotech?|comite|reunion|seance)|"
    r"serai de la partie|\b(?:presence|venue|participation) (?:est )?(?:bien )?confirmee|"
    r"(?<!pas )\b(?:dispo|disponible|libre)\b|^\W*(?:rendez-vous |on se voit |a )(?:le \d|lundi|"
    r"mardi|mercredi|jeudi|"
    r"vendredi|samedi|demain)|\bj'arrive\b|\bje (?:passe|passerai|me libere)\b|\bnous serons "
    r"\w+ ?:?|"
    r"\bpeut-etre\b(?=\W*$|, je)"
)
_LOOSE = re.compile(
    r"\bne (?:manquer|rater)|\b(?:vous|t') ?attend|\bvenez\b|confirm\w* (?:les|la|ces|"
    r"cette) |^\W*(?:rendez-vous|"
    r"on se voit|a) |"
    r"j'arrive|je passe"
)


def find_attendance(clause: Clause) -> list[Found]:
    """Presence, absence and proxy, as far as a clause says them."""
    text = clause.text
    found: list[Found] = []
    shaded = is_hedged(text)
    proxy = bool(_PROXY.search(text)) and not _NO_PROXY.search(text)
    text = _NOTHING_AGAINST.sub("present", text)
    told = _NO_PROXY.sub("", text)
    denied = bool(_DENIED.search(told)) and not re.search(r"\bque\b|\bqu'|\bseul", told)
    partly = bool(_ONLY.search(told))
    denied = denied and not partly and not _NOT_IN_MY_PLACE.search(text)
    refused = (
        denied
        or bool(_EXCUSED.search(text))
        or (
            bool(_NO.search(_NOT_PLEASE.sub("", _NO_PROXY.sub("", text))))
            and not _LATE.search(text)
        )
    )
    if proxy:
        found.append(_proxy(clause, shaded=shaded))
    if refused:
        unsure = shaded or "la peine" in text or bool(_BOUND.search(text))
        unsure = unsure or bool(_OVER.search(text) or _OTHER_MONTH.search(text))
        found.insert(0, Found(act=Act.ATTEND_NO, doubt=unsure))
    elif (partly and re.search(r"\b(?:la|venir|etre|present\w*|rester)\b", told)) or (
        _says_yes(told) and not proxy
    ):
        found.append(Found(act=Act.ATTEND_YES, days=_day(clause), doubt=shaded or _is_partly(text)))
    elif not found and not _LATE.search(text) and _is_taken(clause):
        found.append(Found(act=Act.ATTEND_NO, doubt=True))
    elif _LATE.search(text) and re.search(r"\b(?:serai|serons|arriverai)\b", text):
        found.append(Found(act=Act.ATTEND_YES, doubt=True))
    return found


def _is_partly(text: str) -> bool:
    """Only for a while, by somebody else's word, or with something taken back."""
    third = bool(_THIRD.search(text)) and not _FIRST.search(text)
    if _OTHER_MONTH.search(text):
        return True
    return has_but(text) or bool(_PARTLY.search(text) or _LOOSE.search(text)) or third


def _day(clause: Clause) -> DateInterval | None:
    """The one day that is said, to be compared with the day that was asked for."""
    found = [each.days for each in find_dates(clause.text, written=clause.written) if not each.part]
    return meant_day(found[0], clause) if len(found) == 1 else None


def meant_day(days: DateInterval | None, clause: Clause) -> DateInterval | None:
    """« le 26 », of a meeting on the twenty-sixth of next month, is that day."""
    for due in clause.dues:
        bare = rf"\b(?:le|du|au) {due.day}\b(?! ?(?:[/.]\d|{MONTH}))"
        if days is not None and days.latest.day == due.day and re.search(bare, clause.text):
            return DateInterval(due, due)
    return days


def _is_taken(clause: Clause) -> bool:
    """« Le 4 nous avons les commissions », of a meeting on the fourth."""
    days = [each.last for each in find_dates(clause.text, written=clause.written)]
    taken = bool(_TAKEN.search(clause.text)) and not re.search(r"\b(?:ok|oui)\b", clause.text)
    that_day = any(day in clause.dues for day in days if day) or "ce jour-la" in clause.text
    return taken and that_day


def _says_yes(text: str) -> bool:
    return bool(_YES.search(text)) and not re.search(
        r"\b(?:j'avais dit|avait dit|j'etais|etais|etait|etions|avais ete|"
        r"derniere (?:fois|reunion|seance))\b|"
        r"\b(?:ne|n'|pas|plus) \w*(?:presen|viens|viend)",
        text,
    )


def _proxy(clause: Clause, *, shaded: bool) -> Found:
    people = people_in(clause.words)
    by = re.search(r"(?:[Rr]epr[ée]sent|[Rr]emplac|[Ss]uppl[ée])\w*\b.{0,60}?\bpar ", clause.words)
    if by:
        people = people_in(clause.words[by.end() :]) or people
    last = re.search(r"(?:pouvoir|procuration|mandat) (?:a|à|pour|au nom de) ", clause.words)
    if last:
        people = people_in(clause.words[last.end() :]) or people
    name, whole = people[0] if people else ("", False)
    if not name and last:
        name = " ".join(re.split(r"[\s,.]+", clause.words[last.end() :])[:2]).strip(" .,")
    return Found(
        act=Act.ATTEND_PROXY,
        text=name,
        doubt=shaded or not whole or "demande" in clause.text,
    )
