"""Pure: what holds a line up, and whom it waits for."""

import re

from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.words.hedges import is_hedged

_WAITS = re.compile(
    r"\b(?:on attend|j'attends|nous attendons|attends|attendons|attend (?:la|le|les|l'|un|une|"
    r"toujours|encore|que|sa|son|des)|en attente (?:de|du|des|d')|suspendue?s? a|"
    r"depend(?:ons|s|ent)? (?:de|du|des|d'|encore)|sans (?:reponse|nouvelles?) d[eu']|"
    r"sous reserve que (?:l[ae]s? |l')|(?:requiert|necessite|attend) (?:l[ae] |l'|"
    r"une? )(?:signature|accord|visa|avis|validation|"
    r"decision)|aucune? (?:nouvelle|reponse|retour)s? d[eu']|"
    r"pas (?:de|eu de) (?:reponse|"
    r"nouvelles?(?!.{0,4}bonne)|retour)|subordonnee?s? (?:a|au|aux)|"
    r"conditionnee?s? (?:a|au|aux|par)|tributaires? (?:de|du|des|d')|wait\w* for|"
    r"(?:dans|en) l'attente (?:de|du|des|d')|besoin (?:de l'|du|de la) (?:accord|visa|"
    r"signature|avis|validation))"
)
_HOLDS = re.compile(
    r"\b(?:me|nous) (?:le |la |les |l')?doi(?:t|vent)\b|\bdoi(?:t|vent) (?:encore |"
    r"toujours )?(?:m'|me |"
    r"nous )\w+er\b|\bbut(?:e|ons|ez|ent) sur\b|\bpas en l'etat\b|\b(?:bloqu\w+|coinc\w+|"
    r"tant que|il (?:me |nous )?manque(?! que|nt? plus que)|"
    r"manquant\w*|toujours rien|sans suite|rupture|penurie|manquent|plus rien(?! a)|"
    r"plus (?:de|aucune) nouvelles?|(?:ne |"
    r"n')?(?:me |nous )?repond(?:ent)? (?:pas|plus(?! tot)|ni|toujours pas)|"
    r"(?<!encore )en panne|a l'arret|"
    r"suspendu\w*(?! a)|(?:je|nous|on) (?:suspend\w*|stopp\w+|gel\w+)|impaye\w*|introuvable\w*|"
    r"patin\w+|"
    r"n'avance\w* pas|malade|ne pass\w+ pas|crois plus|grippe|perimee?s?|infructueu\w+|rejet\w+|"
    r"interdit|resili\w+|devai(?:t|ent) (?:passer|venir|livrer|envoyer|rendre|repondre|"
    r"rappeler)|refus\w+|preempt\w+|ne suit pas|"
    r"suit pas|trop (?:de (?:vent|pluie|neige|boue|gel|travail|eau)|mouill\w+|humide|sec|"
    r"cher|detrempe\w*)|gele\b|inond\w+|"
    r"demande(?:nt)? de revoir|a revoir|en conflit|impossible|sans reponse|au point mort|"
    r"en rade|(?:j'ai|on a|nous avons|n'ai|n'avons|n'a|y a|avons) plus (?:assez )?(?:de|"
    r"d') ?(?!batterie|question|nouvelles?\b)\w+|j'arrete|faute de|en rupture|a cause (?:de|"
    r"du|d')|"
    r"par manque|traine\w*|en greve|bute\w* sur|en souffrance|en carafe|en stand[- ]by|"
    r"covid|hospitalise\w*|accidente?\w*|blesse\w*|operee?|(?:parler|voir|discuter|"
    r"rencontrer|revoir)\b.{0,20} avant de|gros (?:souci|probleme)|rien (?:recu|eu\b)|"
    r"(?:un |le |gros )?(?:souci|probleme) (?:d'|"
    r"de|avec|sur)|retenu (?:par|a la)|"
    r"casse(?:e|s)?\b|vole(?:e|s)?\b|il faut d'abord)\b"
)
_NOT_GOT = re.compile(
    r"\b(?:pas|jamais|toujours pas|aucun) (?:encore |eu |ete |toujours )*(?:recu|obtenu|"
    r"eu (?:le|la|les|l'|de)|livre|envoye|repondu|valide|rendu|transmis|donne|signe|"
    r"arrive)\w*|"
    r"\bne (?:nous |m'|me |l'|lui )?(?:a|ont) (?:\w+ )?(?:toujours |encore )?pas\b|"
    r"\b(?:a|ont|est) (?:toujours|encore) pas \w+|\b(?:toujours|encore) pas (?:\w+ )?(?:\w+(?:e|"
    r"u|is|it))s?\b|"
    r"\bn'(?:a|ai|ont|avons) pas (?:encore|toujours) (?:\w+ )?\w+(?:e|u|is|it)s?\b|"
    r"\b(?:veut|veulent) pas\b|^\W*manque \w+|"
    r"\b(?:n'ai|n'avons|n'a|n'ont|ai|avons) pas (?:encore |toujours )?(?:eu |recu )?(?:le|"
    r"la|les|l'|d'|"
    r"de|du|son|leur|votre) ?(?:retours?|reponses?|accords?|avis|visas?|devis|signatures?|"
    r"validation|pieces?|fiches?|releves?|feu vert|confirmation|attestation|rib|bon)\b|"
    r"\bn'(?:(?:est|etait|sont) pas (?:encore|toujours) |etant pas |"
    r"ayant pas )(?:ete )?\w+(?:ee?s?|is|it|u)s?\b|"
    r"\bne s(?:'est|e sont) pas (?:encore |toujours )?\w+e(?:e|s|es)?\b|"
    r"\b(?:on|je|nous) (?:ne )?(?:peut|peux|pouvons|pourrons) (?:rien|pas)\b|\b(?:pas|"
    r"ne) (?:encore )?(?:seme|commence|demarre|plante)\b|\breclam\w+ (?:\w+ ){0,3}(?:a la|au|"
    r"aux|a l')|\bils? (?:la|le|les|nous la) renvoi\w+"
)
_AT_ANOTHERS = re.compile(
    r"\b(?:est|sont) (?:encore |toujours )?chez (?!vous|toi|moi|nous|l'imprim|"
    r"l'edit)(?!.*\bdepuis\b)"
)
_FIRST_ANOTHER = re.compile(
    r"\b(?:mon|ma|notre|le|la|l') ?\w+ (?:doit|veut|souhaite) (?:encore |d'abord |l[ae]s? |l'|me |"
    r"nous )*\w+(?:er|ir|re)\b"
)
# « je ne signerai rien »: refused, not late.
_REFUSES = re.compile(
    r"\bne (?!ser|pourr|viendr|ir|assist|particip|aur|manqu|tard|dir|sau)\w+(?:rai|rons) "
    r"(?:pas|rien|plus|jamais)\b(?!.*\bavant\b)"
)
# « la banque ne le rend que le 25 »: it hangs on another.
_ONLY_THEN = re.compile(
    r"\bne (?:l'|l[ae]s? )?\w+ (?:\w+ ){0,3}qu'(?:apres|une fois|a (?:la )?reception)\b|"
    r"\b(?:la|le|les|l'|mon|ma|notre|leur|son|sa) ?\w+ ne (?:\w+ ){1,6}qu(?:e |')"
)
# « cela dépend d’eux »: who that is was said elsewhere, if at all.
_NOBODY = re.compile(
    r"\b(?:depend\w*|attend\w*|attente) (?:de |d')?(?:eux|lui|elles?|ca|cela|toi|vous)\b"
)
_OF_OURS = re.compile(
    r"\battend\w* (?:toujours |encore )?(?:vos|votre|ta|ton|tes)\b|avec impatience"
)
_FREED = re.compile(
    r"\b(?:pas|plus|rien n'est) bloqu\w*|"
    r"\b(?:plus rien|rien) ne (?:bloqu|coinc|manqu)\w*|\bne (?:bloqu|coinc|"
    r"manqu)\w* (?:plus|rien)\b(?! que)|"
    r"\b(?:plus|aucun|pas) (?:de |d')?(?:probleme|souci|blocage)s?\b"
)
_OWN = re.compile(r"^(?:non|pas encore|toujours pas)[ ,.!]*$")
_WHOM = re.compile(
    r"(?:attends?|attendons|attente)(?: toujours| encore| que| de| du| d')* (?P<a>.+)$|"
    r"tant que (?P<b>.+)$|"
    r"manque (?P<c>.+)$|\b(?P<d>(?:le|la|les|l'|m\.|mme)[\w' ]{2,40}?) (?:n'a|ne|nous|bloque|"
    r"interdit|refuse|a preempte|suit)"
)


def find_blocked(clause: Clause) -> list[Found]:
    """A line that cannot go on, and who or what it waits for."""
    text = clause.text
    waits, missing = _WAITS.search(text), _NOT_GOT.search(text)
    holds = _HOLDS.search(text) or _ONLY_THEN.search(text) or _FIRST_ANOTHER.search(text)
    holds = holds or _REFUSES.search(text) or _AT_ANOTHERS.search(text)
    if _FREED.search(text) or not (waits or holds or missing) or _OWN.match(text):
        return []
    doubt = bool(
        re.search(
            r"\b(?:peut-etre|juste|si|s'il|je crois|j'arrete|tant que le|sans reponse)\b", text
        )
    )
    firm = waits or re.search(r"\b(?:bloqu\w+|tant que|manque|attend\w*)\b", text)
    whom = _whom(clause)
    doubt = (
        doubt or not firm or "depend" in text or bool(_NOBODY.search(text) or _OF_OURS.search(text))
    )
    if missing and not (waits or holds):
        mine = re.search(r"\b(?:je|j'ai|on a|nous avons|n'ai|n'avons|pas recu|pas eu)\b", text)
        doubt = doubt or bool(mine)
    return [
        Found(
            act=Act.BLOCKED,
            text=whom,
            doubt=doubt or (is_hedged(text) and not (waits or holds)),
        )
    ]


def _whom(clause: Clause) -> str:
    match = _WHOM.search(clause.text)
    if match is None:
        return clause.words.strip(" .!,")
    part = next((each for each in match.groups() if each), "")
    return part.strip(" .!,")
