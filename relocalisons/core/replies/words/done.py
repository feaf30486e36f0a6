"""Pure: what is done, sent or half done."""

import re
from dataclasses import replace

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.reading.cells.dates.relative import FoundDate, find_dates
from relocalisons.core.replies.clause import Clause, Found, Short
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.words.attendance import meant_day
from relocalisons.core.replies.words.hedges import (
    AUXILIARIES,
    has_but,
    is_future,
    is_hedged,
    is_negated,
    is_participle,
)
from relocalisons.core.replies.words.progress import NUMBER, NUMBERS

_STEM = (
    r"(?:fait|fini|termin|regl|sold|envoy|transmi|livr|depos|sign|publi|sem(?=e)|pay|adopt|"
    r"vot|achev|boucl|rend(?=u)|"
    r"realis|expedi|poste|renvoy|mis en ligne|effectu|vir(?=e)|plant|install|distribu|imprim|"
    r"clotur|"
    r"recolt|remis|valid|attribu|notifi|embauch|recrut|soumi|complet|"
    r"commande|rempl(?=i)|scann|communiqu|depouill|mont(?=e)|arret(?=e)|ratifi|approuv|decid|"
    r"acquitt|mandat(?=e)|adress(?=e)|achet|labour(?=e)|prepar|coll(?=e)|diffus|retourn|"
    r"paraph|deliber|corrig|raccord|archiv|class(?=e)|organis|equip(?=e)|"
    r"nettoy|moissonn(?=e)|fauch(?=e)|desherb|inaugur|clos\b|rang(?=e)|branch(?=e)|form(?=ee?s)|"
    r"receptionn|nomm(?=e)|renouvel|vers(?=e)|declar|relu\b)"
)
_DONE = re.compile(
    rf"\b(?:c'est |tout (?:est )?|deja |bien |est |sont |a ete |ont ete |on a |j'ai |nous avons |"
    rf"l'ai |avons |ai )?"
    rf"(?:(?:tout|deja|bien|enfin) )*{_STEM}(?:e|es|s|ee|ees|is|ise|ises|se|ses|u|ue|"
    r"us|ues)?\b(?!['’])|"
    r"✅|✔|☑|^done\W*$|\bca y est\b|\b(?:a|ont) (?:bien |deja |finalement )?eu lieu\b|"
    r"\b(?:mis|mise|mises) en (?:paiement|signature|production|culture)\b|^\W*(?:\w+ ?: ?)?done\b|"
    r"\bs'est (?:\w+ ){0,2}(?:pass|ten|deroul)(?:e|u)e?s?\b|\bchose faite\b|\bmission accomplie\b"
)
_WEAK = re.compile(
    r"\b(?:est|sont|es) (?:bien |enfin |deja )?(?:partie?s?|pretes?|prets?|rempli\w*|"
    r"valide\w*|installe\w*|pose\w*)\b|\bremplie?s?\b|\bpretes?\b(?! pour)|\b(?:est|sont|"
    r"mise?s?) (?:\w+ )?(?:en ligne|sur (?:le|votre|notre) (?:site|drive)|disponibles?|"
    r"accessibles?|affichee?s?|dispo)\b|\b(?:est|sont) (?:\w+ )?(?:consultable|visible|"
    r"telechargeable|operationnel|en service|en place|en boite|dans la boite|au frais)\w*|"
    r"\b(?:mis|mise|mises) (?:\S+ ){0,3}en (?:ligne|place|service)\b|\ben boite\b|\ben ligne "
    r"(?:depuis|sur|hier)\b|\bcr sur\b|"
    r"\b(?:est|sont) (?:bien |enfin |deja |tous |toutes )*(?:arrivee?s?|debout|en main|"
    r"a jour|bonnes?|bons?|exactes?|correctes?)|"
    r"\b(?:est|sont) (?:bien |deja )?(?:dans|sur|a|chez) (?:votre|vos|ton) (?:boite|bureau|mail|"
    r"messagerie|secretariat|accueil)|"
    r"\b(?:est|sont) (?:\w+ )?(?:dans|sur|chez|au|a la|a l') ?(?:\w+ ){1,3}depuis\b|"
    r"\b(?:re)?(?:marche|tourne|fonctionne)(?:nt)? (?:de|a) nouveau\b|\boperationnel\w*|"
    r"\bvous (?:l'|l[ae]s? )avez (?:deja |bien )?(?:recue?s?|eue?s?)\b|"
    r"\b(?:en place|en service|en ligne|debout|operationnel\w*) (?:\w+ )?depuis\b|"
    r"\brecue?s? par (?:vos|votre|vous)\b|"
    r"\bpartie?s? (?:par|hier|ce matin|a la poste|au courrier|lundi|mardi|mercredi|jeudi|vendredi)|"
    r"\b(?:on|nous) y (?:est|sommes) depuis\b|\b(?:tourne|fonctionne|marche|"
    r"roule)(?:nt)? (?:bien )?"
    r"depuis\b|"
    r"\b(?:ai|a|ont|avons) (?:donne|laisse|"
    r"adresse|apporte|depose|suivi)e?s?\b|\b(?:on|nous|j) ?'?(?:a|avons|ai) (?:bien |deja )?eu "
    r"(?:la|le|les|"
    r"l'|notre|cette)"
)
_NOT_DONE = re.compile(
    r"\bcomme " + _STEM + r"|"
    r"\b(?:pas|non|jamais|rien|aucun|plus) (?!pu |de retour)(?:[\w']+ ){0,3}"
    + _STEM
    + r"|\bsans avoir|"
    r"\ba (?:faire|signer|envoyer|terminer|finir|valider|transmettre)\b|\b(?:sera|seront|"
    r"serons|va etre|vont etre|etre|avant d'etre|une fois|quand (?:il|elle|on)|tant que|"
    r"pas tant|ne sera|devrait|"
    r"devraient|doit etre) (?:\w+ ){0,3}" + _STEM + r"|\bcrois (?:plus|pas)\b|\bvote\w* contre\b"
)
_ORDERED = re.compile(r"\W*faites (?:une?|le|la|les|moi|nous|ce|ca)\b")
# « marquez tout fait » asks for a mark, and tells nothing.
_ORDERS = re.compile(r"\b(?:marque[rz]?|coche[rz]?|notez|inscrivez|mettez|considerez)\b")
_STAGE = re.compile(
    r"\b(?:maquette|compromis|brouillon|projet de|version (?:provisoire|de travail)|"
    r"premiere version|premier jet|v1|bat|bon a tirer|"
    r"projet d[eu']|a relire|bon de commande|audit|inspection|promesse|esquisse|avant-projet|"
    r"demande de|ebauche|trame|ouvert\w*|"
    r"(?<!il )(?<!elle )commence\w*|entame\w*|lance\w*|demarre\w*|en cours|en bonne voie|"
    r"avanc\w+|"
    r"a venir|encore (?:\d+|une?|deux|trois|quatre|quelques) (?!fois)\w+|en train|a moitie|"
    r"la moitie|presque|bientot fini|manque que|reste (?:ma|mon|mes|"
    r"notre|nos|votre|sa|son|a|plus|que|encore|"
    r"le|la|les|l'|un|une|\d)|quasi\w*|en visa|le gros)\b"
)
_HANDED = re.compile(
    r"\b(?:avec (?:la|le) (?:piece jointe|pj|fichier|document)|ci-joint\w*|ci joint\w*|"
    r"en (?:piece jointe|pj)|en piece-jointe|vous trouverez|"
    r"veuillez trouver|voici|voila (?:la|le|les|votre|vos|mon|ma|mes|deux)|"
    r"trouvez|pj|p\.j|cf\.? pj|je (?:vous |te )?(?:joins|transmets|remets|fais passer)|"
    r"(?:est|sont|figurent?) (?:bien )?(?:jointe?s?|attachee?s?)|dans (?:ce|le|mon) mail|"
    r"en annexe|jointe?s? (?:a |au |aux )|\w{4,} (?:ci-)?jointe?s?(?= ?\W*$))\b"
)
_SEVERAL = re.compile(r"\b(?:les|ces|tous les) (?:deux|trois|quatre|documents|pieces)\b")
_YES = re.compile(
    r"\b(?:ok|okay|oui|d'accord|c'est bon|c'est ok|parfait|entendu|volontiers|"
    r"tout (?:est )?(?:bon|ok)|ca marche|ca me va|ca roule|dac|yep|yes|ouais|ouaip|ouep|"
    r"oki|banco|impec\w*|no problem\w*|"
    r"carrement|tout a fait|absolument|ca joue|c'est parti|c'est note|yes|nickel|"
    r"(?:pas de|aucun|sans) (?:probleme|souci)|(?<!ne )(?:me |nous )?convient|(?<!ne )(?:me|"
    r"nous) va(?! pas))\b|👍"
)
_NO = re.compile(
    r"(?:^|[:,.] ?|pour \w+ |\bc'est )(?:non|nan|nope|niet|negatif)\b(?! (?:seulement|pas|plus|"
    r"\w{3,}ee?s?\b))|(?<!pas )\bnon\W*$|"
    r"\bne (?:me |"
    r"nous )?(?:convient|va) pas|❌"
)
_OTHERWISE = (
    r"(?!(?:report|décal|annul|refus|bloqu|rejet|arriv|repouss|suspend|retard|programm|fix|planifi|"
    r"concern|désol|occup|oblig|étonn|arrêt|commenc|lanc|demand|pass|abandonn|oubli|mobilis|"
    r"chang|jou|prévu|avanc|empêch|périm|différ|ajourn|gel|impay|surcharg|débord)\w*)"
)
_TOLD_OF = re.compile(
    r"\b(?:a|ont) (?:bien |déjà |enfin )?été (?:\w+ )?"
    + _OTHERWISE
    + r"\w*(?:ris|mis|it|ert|u)e?s?\b|"
    r"\b(?:est|sont|été) (?:bien |enfin |déjà |tout )?" + _OTHERWISE + r"\w{3,}(?:é|ée|és|ées)\b"
)
# « parcelles déchaumées » : a noun and its participle at the head of a clause, without a verb.
_BARE = re.compile(
    r"\W*(?:(?:les?|la) |l['’])?(?:\w{4,} (?:\w+ )?(?:: ?)?){0,2}(?:bien |enfin |déjà )?"
    + _OTHERWISE
    + r"(?:\w{3,}(?:ées|ée|és)|reçue?s?|\w*obtenue?s?)\b|"
    # « agrément affiché »: of a masculine one only behind its noun.
    r"\W*(?:le |l['’])?\w{4,} (?!\w+it[ée]\b)" + _OTHERWISE + r"\w{4,}é\b"
)
_HAVE = re.compile(r"^(?:j'ai|on a|nous avons) (?:bien |enfin )?(?:le|la|les|l'|votre) ?\w+\W*$")
_OF_A_MAIL = re.compile(
    r"\b(?:mails?|mel|courriels?|courriers?|messages?|lettre|reunion|appel|comite|conseil|"
    r"relance|point) du \S{0,3}$"
)
_TURNED = ("hier", "avant-hier", "auj")
_LONG_AGO = 15  # days
# « remise au samedi 12 », « il fait ça dimanche »; « boyau reçu, essai vendredi »
_COMES = re.compile(
    r"\bau $|\b(?:ils?|elles?|on|je) (?:l'|les? |la |y |en )?(?:fait|fais|font) ca $"
)
_OF_WHAT_FOLLOWS = re.compile(r",\s+\w{4,} $")
_WEEKDAY = re.compile(r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)")
# « ce que j’avais planté », « elle fait 1 200 euros »: it was done once, or it is a measure.
_BEFORE_THAT = re.compile(
    r"\b(?:fini|termine|acheve) (?:de |d')\w+(?:er|ir|re)\b|\bchez (?!vous|nous|moi)\w|"
    r"\bavai(?:s|t|ent)\b|\bavions\b|\betai(?:s|t|ent)\b|\betions\b|\bpuis \w+(?:e|i|u)e?s?\b|"
    r"\b(?:de|du|en) (?:l'an|l'annee|20\d\d)\b|"
    # of another, to another, or a part of it
    r"\b(?:de|du|des) (?:mon|ma|mes|leurs?) \w+ (?:est|sont|ont|a)\b|"
    r"\b(?:retourn|renvoy|envoy|transmi|adress|remi|confi)\w* (?:\w+ )?(?:chez|aux?|"
    r"a (?:mon|ma|la|l'|"
    r"leur|son|sa|notre|nos|leurs)) ?"
    r"(?!poste|secretariat|bureau|coordination|accueil)\w|"
    r"\b\d+ ?(?:m|ha|metres?|hectares?|kg|t|tonnes?|rangs?|plants?)\b|"
    r"\b(?:le|la|l'|mon|ma|un|une) ?(?!conseil|commission|bureau|assemblee|comite|maire|mairie|"
    r"commune|municipal|prefecture|region)\w+ a (?:bien |deja |enfin )?(?!ete|eu)\w+e\b|"
    r"\b(?:elle|il|ca|cela|qui) (?:en )?fait \d"
)
_TODAY_YET = re.compile(r"\b(?:ce soir|tout a l'heure|dans la (?:journee|soiree|matinee)|promis)\b")
_JUST = re.compile(
    r"\b(?:vient|viens|venons|viennent) (?:de|d') ?(?:l'|le |la |les |vous )?(?:\w+er|\w+ir|"
    r"\w+re|etre \w+)\b(?<!arriver)(?<!apprendre)"
)
_TOLD = re.compile(
    r"\bc'est (?:bien |deja )?(?:parti|fait|envoye|poste|livre|signe|regle|rendu|depose)\b|"
    r"\b(?:on a|j'ai|a ete|avons|ont|est venu\w*|etait|avait)\b"
)
# What happened to a message of ours is nothing that was asked for.
_OF_OUR_MAIL = re.compile(
    r"\b(?:supprim|perdu|efface|egare|jete|recu|ouvert|lu\b)\w* (?:\w+ )?(?:vos|votre|ton|tes|ces|"
    r"ce) (?:mails?|mels?|messages?|courriels?|courriers?|rappels?|relances?)"
)
# « j’avais dit oui »: a yes that is over.
_SAID_ONCE = re.compile(r"\b(?:avais|avait|avions|aviez) (?:dit|repondu|mis) (?:oui|non|ok)\b")
_SENT_AGAIN = re.compile(
    r"\bfois que (?:je|on|nous|j') ?(?:vous |te |l'|le |la |les )*(?:l')?(?:env|don|tran|ad|rem)"
)
_TOOK_PLACE = re.compile(r"\bc'etait (?!prevu|pour|le cas)|\bca (?:a ete|s'est)\b")
_ABOUT_MAILS = re.compile(
    r"\b(?:vos|votre|tes|ton|ces) (?:mails?|messages?|relances?|courriels?) \w+nt\b"
)
_ALL_OF_THEM = re.compile(r"(?<![\d/.])(\d{1,3})(?: \w+)? ?(?:sur|/) ?\1(?![\d/.])")
_HARMLESS = re.compile(r"\b(?:comptes?[- ]rendus?|pas pu \w+|plus rien a faire|plus a)\b")


def find_done(clause: Clause, *, named: bool) -> list[Found]:
    """What is done, on which day, and how surely; « oui » alone depends on the line."""
    text = _HARMLESS.sub("", clause.text)
    staged = any(m[0] not in clause.titles for m in _STAGE.finditer(text))
    if _NOT_DONE.search(text) or staged or _ORDERED.match(text):
        return []
    if _HANDED.search(text):
        many = clause.asked > 1 and clause.attachments < 2
        told = next((m for m in _DONE.finditer(text) if is_participle(m, clause)), None)
        day = _day_of(clause, told.end() if told else 0)
        return [
            Found(
                act=Act.DONE,
                days=day.days if day and day.last and day.last <= clause.written else None,
                doubt=not clause.attachments
                or (many and (len(text.split()) < 3 or _SEVERAL.search(text) is not None))
                or is_hedged(text)
                or len(text.split()) < 3,
            )
        ]
    if _JUST.search(text):
        return [
            Found(
                act=Act.DONE,
                days=DateInterval(clause.written, clause.written),
                doubt=is_hedged(text),
            )
        ]
    if _OF_OUR_MAIL.search(text):
        return []
    once = _told_once(clause, text)
    if once:
        return once
    strong = next((m for m in _DONE.finditer(text) if is_participle(m, clause)), None)
    weak = _WEAK.search(text)
    if strong is None and is_negated(text):
        weak = None
    if strong or (weak and (named or clause.asked == 1)):
        cue = strong or weak
        day = _day_of(replace(clause, text=text), cue.end() if cue else 0)
        if is_future(text):
            return []
        ahead = day is not None and day.last is not None and day.last > clause.written
        loose = day is not None and (_is_either_way(text, day) or _is_broad(day))
        doubt = (
            loose
            or _dates_in(clause) > 1
            or is_negated(text)
            or strong is None
            or is_hedged(text)
            or has_but(text)
            or ahead
            or bool(_TODAY_YET.search(text) or _BEFORE_THAT.search(text))
            or bool(_ORDERS.search(text))
        )
        return [Found(act=Act.DONE, days=None if day is None or ahead else day.days, doubt=doubt)]
    bare = named and _BARE.match(clause.words.lower()) is not None
    if bare or _TOLD_OF.search(clause.words) or _HAVE.search(text):
        day = _day_of(replace(clause, text=text), 0)
        ahead = day is not None and day.last is not None and day.last > clause.written
        if ahead or is_future(text) or is_negated(text):
            return []
        return [Found(act=Act.DONE, days=day.days if day else None, doubt=True)]
    return []


def _told_once(clause: Clause, text: str) -> list[Found]:
    """« trois fois que je l’envoie », « c’était samedi », « huit sur huit »; in doubt."""
    day = day_behind(clause, 0) if _TOOK_PLACE.search(text) else None
    whole = NUMBER.sub(lambda match: str(NUMBERS.index(match[0]) + 1), text)
    if _SENT_AGAIN.search(text) or day is not None or _ALL_OF_THEM.search(whole):
        return [Found(act=Act.DONE, days=day.days if day else None, doubt=True)]
    return []


def _dates_in(clause: Clause) -> int:
    return len(find_dates(clause.text, written=clause.written, past=True))


def find_short(clause: Clause) -> list[Found]:
    """« oui », « ok », « non »."""
    text = _SAID_ONCE.sub("", clause.text)
    if _ABOUT_MAILS.search(text) or "que ca a faire" in text:
        return []
    if _YES.search(text) and not _NO.search(text):
        doubt = is_hedged(text) or has_but(text) or bool(re.search(r"\b\d{1,2} ?h\b", text))
        return [Found(act=Short.YES, doubt=doubt, days=_any_day(clause))]
    if _NO.search(text):
        return [Found(act=Short.NO, doubt=is_hedged(text), days=_any_day(clause))]
    return []


def _any_day(clause: Clause) -> DateInterval | None:
    past = bool(_TOLD.search(clause.text))
    found = find_dates(clause.text, written=clause.written, past=past)
    return meant_day(found[0].days, clause) if len({each.days for each in found}) == 1 else None


def _day_of(clause: Clause, cue: int) -> FoundDate | None:
    """The day on which it was done: the first after the word that says so, else the last before.

    « le 22 » of a month ago in a mail of today is rather the next one.
    """
    text, written = clause.text, clause.written
    found = [
        each
        for each in find_dates(text, written=written, past=True)
        if not each.part or text[each.start :].startswith("en ")
    ]
    found = [each for each in found if not _OF_A_MAIL.search(text[: each.start + 3])]
    found = [_ahead_if_nearer(each, clause) for each in found]
    after = [each for each in found if each.start >= cue]
    return after[0] if after else found[-1] if found else None


def _is_broad(day: FoundDate) -> bool:
    """« en décembre »: hardly the day of something."""
    return day.days is not None and (day.days.latest - day.days.earliest).days > _LONG_AGO


def _is_either_way(text: str, day: FoundDate) -> bool:
    """« livré vendredi »: last Friday or the next, when no auxiliary tells."""
    words = text[day.start : day.end].split()
    if text[: day.start].endswith("pour ") or text[: day.start].endswith("pour le "):
        return True
    return len(words) == 1 and words[0] not in _TURNED and not AUXILIARIES & set(text.split())


def _ahead_if_nearer(found: FoundDate, clause: Clause) -> FoundDate:
    if found.last is None:
        return found
    ahead = find_dates(clause.text, written=clause.written)
    other = next((each for each in ahead if each.start == found.start), found)
    if _is_to_come(clause.text, found):
        return other
    if (clause.written - found.last).days <= _LONG_AGO:
        return found
    return other if other.last and (other.last - clause.written).days < _LONG_AGO else found


def _is_to_come(text: str, day: FoundDate) -> bool:
    """Whether a day of which only the place is said is one to come, by what leads to it."""
    before, said = text[: day.start], text[day.start : day.end]
    bare = bool(_WEEKDAY.fullmatch(said))
    led = bool(_COMES.search(before)) or is_set_for(said)
    return led or bool(bare and _OF_WHAT_FOLLOWS.search(before))


def is_set_for(text: str) -> bool:
    """« au 28 », of « maintenu au 28 »: no day on which something was done."""
    return text.startswith("au ")


def day_behind(clause: Clause, cue: int) -> FoundDate | None:
    """The day on which something was done, if it is said and lies behind."""
    day = _day_of(clause, cue)
    return None if day is None or day.last is None or day.last > clause.written else day
