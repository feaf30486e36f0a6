"""Pure: no more mails, a pause, or a call instead."""

import re
from datetime import date, timedelta

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.reading.cells.dates.relative import FoundDate, find_dates
from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.words.names import phone_in

_STOP = re.compile(
    r"^\W*stop\b|\bdesinscri\w+|\bdesabonn\w+|\bne (?:plus|souhait\w+ plus|veux plus|"
    r"voulons plus|desir\w+ plus) (?:\w+ )?(?:recevoir|etre (?:relance|sollicite|contacte|"
    r"destinataire)\w*)|"
    r"(?<!l')(?<!un )(?<!cet )\b(?:cess|arret)(?:ez|e|er)\b (?:\w+ ){0,2}(?:mails?|"
    r"relances?|messages?|rappels?|"
    r"courriels?|m'\w+|nous \w+|envois?|spam\w*|courriers?)|"
    r"\bne plus (?:m'|me |nous |vous )?(?:adress|envoy|ecri|contact|relanc|sollicit|derang|"
    r"importun|harcel)\w*|\bne (?:m'|nous )?(?:ecriv|envoy|relanc|"
    r"contact|sollicit)\w+ plus|"
    r"\b(?:plus|assez) (?:de|aucune?|vos) (?:papiers|paperasse|demandes|mails?|relances?|"
    r"rappels?|messages?)|"
    r"\b(?:retirez|enlevez|"
    r"supprimez|otez|retirer|enlever|supprimer)[- ](?:moi|nous|mon|me|notre)|\b(?:retirer|"
    r"enlever|sortir|supprimer) (?:mon|notre) (?:adresse|nom|mail)|\b(?:me|nous) (?:retirer|"
    r"desinscrire|supprimer|enlever|rayer)\b|\barret\w+ tout\b|\bdroit d'opposition\b|"
    r"\bcesser ces envois\b|\bde (?:vos|votre|"
    r"la) listes? (?:de diffusion|d'envoi)"
)
# « plus de formulaires », « plus de mails pour le contrat », « retirez-moi de l’ordre du jour ».
_ONLY_THAT = re.compile(
    r"\bplus (?:de |d')(?!mails?|messages?|relances?|rappels?|courriels?|ce |tels|tel|notification|"
    r"nouvelles)\w+|\b(?:mails?|relances?|messages?|rappels?) (?:pour|sur) (?:l[ae]s? |"
    r"l')|^\W*stop ou\b|"
    r"\b(?:moi|nous) de (?:l'|la (?!liste)|ce|cette (?!liste))\w+"
)
# « arrêtez de m’écrire à 7 h », « cesser de nous le réclamer », « deux fois le même ».
_STOP_OF = re.compile(
    r"\ba \d{1,2} ?h|\b(?:cess|arret)\w+ de (?:me |nous |m')?(?:le|la|les|l'|en) ?\w|"
    r"\bdeux fois|\ble meme\b|\bdu mat"
)
_GO_ON = re.compile(r"\bne (?:cess|arret)\w+ (?:surtout )?pas\b")
_ANOTHER_WAY = re.compile(r"\b(?:passez par|par mail|par ecrit|plutot)\b")
_UNWANTED = re.compile(
    r"\b(?:veux|veut|voulons|souhait\w+|desir\w+) plus (?:\w+ )?(?:recevoir|etre|de|vos|ces)\b"
)
_ANGRY_STOP = re.compile(
    r"\binutile de (?:me|nous|m') ?(?:relanc|ecri|envoy|sollicit|contact)\w+|"
    r"\barret(?:ez|er) d[e'] ?\w+"
)
_PAUSE = re.compile(
    r"\b(?:je|nous|on) (?:\w+ ){1,2}injoignables?\b|"
    r"\b(?:en |mettez |faites |faire )?(?:une )?pause\b|\b(?:laiss|lach|fich|fout)(?:ez|"
    r"e)[- ](?:nous|moi)\b(?! (?:encore |au moins |jusqu|un peu |le temps|\d|une?\b|deux|trois|"
    r"quatre|quelques|dix))|"
    r"\b(?:lach|fich|fout)(?:ez|e)[- ](?:nous|moi)\b|"
    r"\ben (?:arret|conges?|vacances)\b(?! (?:ce|le) )|\bne consulterai\b|\b(?:suis|est|serai|"
    r"sera) absente?\b(?! (?:le|ce|au|a la|a cette|pour) )|(?:^\W*|\bje |\bsuis |\bserai |"
    r"\bserons )absente?s? (?:du|de|jusqu)|"
    r"\breparl\w*\b.*\b(?:apres|en|a partir|fin|debut)\b|\b(?:re)?(?:contactez|ecrivez|"
    r"relancez|rappelez|revenez|sollicitez|contacte|relance|rappelle)[- ]?(?:moi|nous|"
    r"vers moi|vers nous)? (?:plutot )?(?:en|apres|a partir|debut|fin|vers|a la|courant|"
    r"quand)\b|"
    r"\bpas avant (?:l[ae'] ?|les )?(?:recolte|moisson|vendange|rentree)|\bconge (?:maternite|"
    r"parental)|\bpas de (?:mails?|relances?) (?:avant|jusqu)|\bplus rien (?:avant|jusqu)|"
    r"\bferme\w* (?:\w+ )?jusqu|\b(?:cabinet|bureau\w*|mairie|cuisine|etablissement|"
    r"magasin|ferme|atelier) (?:\w+ )?fermee?s? (?:du|pour|toute?|la|les|a partir)|"
    r"\bne pas (?:me |nous |m')(?:ecrire|relancer|contacter|solliciter|appeler|deranger|"
    r"envoyer \w+(?: \w+)?) (?:avant|jusqu)|\bne (?:me |nous |m')(?:relanc|contact|ecriv|"
    r"appel|rappel|"
    r"sollicit)\w+ (?:pas|plus) avant|\btreve\b|\bsilence (?:radio )?jusqu|\b(?:suspend\w+|"
    r"stopp\w+|interromp\w+|gel\w+) (?:\w+ ){0,2}(?:rappels?|relances?|"
    r"mails?|envois?|messages?|courriels?).{0,30}\b(?:jusqu|avant)|"
    r"\binutile de (?:me |nous |m')?(?:relanc|ecri|contact|sollicit|rappel|envoy)\w+ avant|"
    r"\breprendre contact .{0,30}(?:a partir|apres|en|des)\b|"
    r"\bne comptez pas sur (?:une|des|nos|ma|mes) reponses?|\b(?:laiss)\w+[- ](?:nous|"
    r"moi) (?:tranquilles?|en paix|respirer|travailler|finir) (?:avant|jusqu)|"
    r"(?:^\W*|\b(?:merci|priere|veuillez|priere|prie|faut|et|mais) (?:\w+ ){0,3})(?:de |"
    r"d')?(?:ne |n')?(?:plus|pas|rien|aucun) (?:\w+ ){0,3}"
    r"(?:mails?|messages?|rappels?|relances?|courriels?|envoy\w+|ecri\w+|contact\w+|relanc\w+|"
    r"sollicit\w+|derang\w+) (?:\w+ ){0,3}(?:jusqu|avant|d'ici)|\b(?:m'oublier|nous oublier|"
    r"oubliez[- ](?:moi|"
    r"nous))\b"
)
_SICK = re.compile(
    r"\binjoignable|\b(?:fout|fich|lach)\w+|\bfermee?s?\b|\ben arret\b|\bconge|\babsente?\b|"
    r"\bvacances\b|"
    r"\bne consulterai\b|"
    r"(?:contactez|ecrivez|"
    r"relancez|rappelez)"
)
_LIMIT = re.compile(
    r"\b(?:jusqu'au|jusqu'a|jusque|apres(?: le)?|avant(?: le| la)?|au|de retour|retour|"
    r"reprends?|en)[ \w']{0,12}$"
)
_CALL = re.compile(
    r"\b(?:(?:tel|phone)[- ]moi|r?ap?pel(?:l?e|l?ez|l?er|l?ee?)[- ](?:moi|nous)|m'r?app?ell?er|"
    r"me rappeler|m'appeler|"
    r"me joindre|joignable|rappelez(?! que)|(?:^|[,.] ?)rappelle(?! que)|"
    r"telephon\w+[- ](?:moi|nous)|"
    r"passe[rz]?[- ]moi un (?:coup|appel)|un coup de (?:fil|tel\w*)|de vive voix|se parler|"
    r"on (?:peut )?s'appel\w+|par telephone|appelez\b(?! (?:plutot )?(?:la|le|les|l'|m\.|"
    r"mme|mon|ma|notre|un|une|votre) ?\w)|"
    r"(?:entretien|echange|rendez-vous) telephonique|telephonez\b|m'appelez|me (?:tel\w*|"
    r"phoner)|un (?:petit )?appel|(?:point|echange|coup|entretien|contact) (?:de fil|de tel\w*|"
    r"telephonique)|qu'on (?:me |m'|nous )r?app?ell?e|"
    r"on (?:me|m'|nous) ?r?app?ell?e)\b"
)
# With a number beside it: « si vous avez besoin de moi : 06 … », « pouvez-vous l’appeler au 04 … ».
_BY_PHONE = re.compile(
    r"\b(?:besoin de (?:moi|nous)|a (?:votre|ta) disposition|numero direct|"
    r"le telephone|par tel\w*|au tel\w*|(?:l'|le |la |les |me |nous |"
    r"m')(?:r?appeler|joindre|contacter))"
)
_OF_A_THING = re.compile(
    r"\b(?:me r?appeler|r?appelez[- ]moi|r?appelle[- ]moi) (?:ca|cela|la|le|les|l'|une?|quand|ce|"
    r"si|comment|quel\w*)\b"
)
_NOT_CALLING = re.compile(
    r"\b(?:appel|rappel)\w*[- ]?(?:moi|nous) (?:pas|plus)\b|\b(?:deja )?dit\b.{0,30}de vive voix|"
    r"^\W*pour (?:appeler|repondre|telephoner|joindre)|\brappelez a (?!partir|mon|ma|ce|"
    r"cette|la|l')\w+|"
    r"\b(?:ne|n') ?(?:\w+ ){0,2}(?:m')?(?:r?appel|joi|telephon)\w*|\bpas (?:la peine|"
    r"besoin) de (?:m'|me |nous )"
)
_NEAR = 10  # days
_UNTIL_IN = re.compile(r"\bne consulterai|\bpas avant\b|\bavant\b")


def find_silence(clause: Clause) -> list[Found]:
    """Stop, pause and call; « stop » with a day after which one may write is a pause."""
    text = clause.text
    day = limit_of(clause)
    if _PAUSE.search(text) or (
        _STOP.search(text) and day is not None and re.search(r"\b(?:jusqu|apres)", text)
    ):
        unsure = (
            bool(_SICK.search(text))
            or ("reparl" in text and "laiss" not in text)
            or _is_short(day, clause)
        )
        found = [Found(act=Act.PAUSE, days=day, doubt=unsure)]
        calls = _calls(clause) if phone_in(clause.words) else []
        return [*found, *calls]
    if _STOP.search(text) and not _GO_ON.search(text):
        unsure = bool(_ONLY_THAT.search(text)) or (
            bool(_ANOTHER_WAY.search(text))
            or "@" in clause.words
            or "sinon" in clause.text
            or bool(_STOP_OF.search(text))
            or "stop" in fold(clause.rest)
            or "laiss" in clause.rest
        )
        return [Found(act=Act.STOP_MAILS, doubt=unsure), *_calls(clause)]
    if _ANGRY_STOP.search(text) or _UNWANTED.search(text):
        return [Found(act=Act.STOP_MAILS, doubt=True), *_calls(clause)]
    return _calls(clause)


def _is_short(day: DateInterval | None, clause: Clause) -> bool:
    """No day, or one so near that nobody would have written till then."""
    return day is None or (day.latest - clause.written).days < _NEAR


def _calls(clause: Clause) -> list[Found]:
    told = _OF_A_THING.sub("", clause.text)
    phone = phone_in(f"{clause.words} {clause.rest}")
    near = phone_in(clause.words) and _BY_PHONE.search(told)
    if not (near or _CALL.search(told)) or _NOT_CALLING.search(clause.text):
        return []
    days = [each.days for each in find_dates(clause.text, written=clause.written) if each.days]
    vague = bool(
        re.search(
            r"\?|mais pas|telephonique|\ben (?:janv|fev|mars|avr|mai|juin|juil|aout|sept|"
            r"oct|nov|dec)",
            clause.text,
        )
    )
    return [
        Found(act=Act.CALL_ME, text=phone, days=None if phone or not days else days[0], doubt=vague)
    ]


def limit_of(clause: Clause) -> DateInterval | None:
    """The day until which nothing is to be written."""
    found = find_dates(clause.text, written=clause.written)
    if not found and "la rentree" in clause.text:
        return _back_to_school(clause.written)
    if not found:
        return None
    chosen = next(
        (each for each in found if _LIMIT.search(clause.text[: each.start + 4])), found[-1]
    )
    if chosen.days is None:
        return None
    if _before(clause.text, chosen):
        return DateInterval(chosen.days.earliest - timedelta(days=1), chosen.days.latest)
    if chosen.part:  # « en novembre »: from its first day on
        return DateInterval(chosen.days.earliest, chosen.days.earliest)
    return chosen.days


def _back_to_school(written: date) -> DateInterval:
    """« jusqu’à la rentrée »: the first of September."""
    year = written.year + (written.month > 8)
    return DateInterval(date(year, 9, 1), date(year, 9, 1))


def _before(text: str, found: FoundDate) -> bool:
    return bool(_UNTIL_IN.search(text)) and bool(
        re.search(r"avant(?: le| la)? ?$", text[: found.start]) or "avant le" in text[: found.end]
    )
