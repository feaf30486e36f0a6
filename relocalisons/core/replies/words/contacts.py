"""Pure: who is no longer the one to write to, and who is."""

import re
from dataclasses import replace

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.words.hedges import is_hedged
from relocalisons.core.replies.words.names import (
    emails_in,
    name_of_address,
    office_in,
    people_in,
    phone_in,
    relation_in,
)

_LEFT = re.compile(
    r"\bje pars (?:a|pour|en|vers|vivre)\b(?! (?:conge|vacances|deplacement))|"
    r"\b(?:laisse|cede|passe) (?:ma place|la main|le relais|le flambeau) a\b|"
    r"\b(?:je )?ne suis plus\b(?! (?:sure?s?|certaine?s?|dispo\w*|d'accord|libre|loin|"
    r"tres|si|trop)\b)|\bsuis plus (?:le |la |a |au |en |dans |chez )|"
    r"\bnous ne sommes plus (?!sure?s|cert|dispo|d'accord|libres|loin|tres|si|trop|en mesure)|"
    r"\bje quitte\b|\b(?:j'ai|nous avons) quitte\b|"
    r"\bje (?:sors|me retire) d[eu]\b|\ba quitte (?!le mail)|\bn'est plus (?:au|a la|a l'|"
    r"dans|chez|parmi|en poste|employee?|salariee?|la\b|maire|elue?|president\w*|directeur|"
    r"directrice)|"
    r"\bne (?:gerons|gere|fais|fait|m'occupe|s'occupe|suis|nous occupons|suivons|suit|"
    r"travaille|travaillons) plus\b(?! (?:sure?s?|certaine?s?|d'accord|trop|tres)\b)|"
    r"\b(?:m'occupe|travaille|fais partie|fait partie|"
    r"fais) plus\b|\b(?:partie?|pris\w*|prends|pars|part) (?:a|en|sa|ma|la) (?:la )?retraite|"
    r"\ba la retraite|\bretraitee? depuis|"
    r"\bdossier (?:est |a ete )?repris par|\bmission (?:\w+ )?s'acheve|\bplus en charge|"
    r"\bchange (?:de (?:poste|service|travail|metier)|d'(?:etablissement|emploi|"
    r"affectation|employeur|entreprise|ecole))|\bmutee? (?:a|au|en)\b|\bplus (?:mon|"
    r"notre) (?:dossier|ressort)|\bdemissionn\w+|"
    r"\b(?:a|ont) cesse (?:ses|leurs|son|sa) \w+|\bn'exerce plus|\ba cede (?:son|sa|"
    r"ses) (?:cabinet|etude|poste|"
    r"place|ferme|exploitation)|\ba rejoint (?:la|le|l'|une?) ?\w+|\bdernier jour de\b|"
    r"\bfini (?:mon|son) mandat|"
    r"\b(?:ne |n')?travaille plus (?:ici|chez|la\b|avec nous|pour nous)|\ba pris sa retraite|"
    r"\bparti\w* (?:a|en) (?:la )?retraite|"
    r"\bmon (?:dernier jour|depart)\b|\bdecede\w*|"
    r"\bmon successeur|\bma remplacante|\bnouvelle (?:equipe|municipalite)|"
    r"(?<!c')\best partie?\b(?! (?:ce|hier|le|par|a |lundi|mardi|mercredi|jeudi|vendredi))"
)
# What nobody says of an illness, of a Tuesday or of an office that was too small.
_FIRM = re.compile(
    r"\bplus (?:l'interloc|l'elue?|le |la |votre|maire|elue?|conseill|en charge|en poste|"
    r"president|direct|"
    r"gerant|chez|salarie|refer|secret|tresor|adjoint|chargee?|responsable|membre|employe|mandat|"
    r"concerne|partie|que |dans |au |a l'|parmi|moi|nous|de (?:ce|cette|l[ae]|l'|ces)\b|"
    r"du |d'|ca\b|cela|"
    r"rien)|\b(?:retraite|demission|mutee?|mutation|repris par|change (?:de|d')|"
    r"decede|pars|dernier jour|depart|sors d[eu]|me retire|nouvelle (?:equipe|"
    r"municipalite)|plus (?:mon|notre)|s'acheve)|"
    r"\bquitt\w+ (?:la|le|l'|mes|cette|mon poste|ma fonction|notre|ce)\b|\bne suis plus$|"
    r"\b(?:laisse|cede|passe) (?:ma place|la main|le relais|le flambeau)|\bje quitte$"
)
_OF_A_DAY = re.compile(
    r"\bplus (?:a la|au|a l'|dans) ?\w+ (?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi)|"
    r"\bdes \w+$|\ba la (?:ferme|maison)\b"
)
_OF_KIN = re.compile(
    r"\b(?:ma|mon|mes) (?:femme|mari|pere|mere|fils|fille|frere|soeur|voisine?|oncle|"
    r"associee?|collegue) "
    r"(?:est|a|part|prend|n'est)\b|\bquitt\w+ la (?:reunion|salle|table)\b"
)
_THIRD = re.compile(
    r"\b(?:a quitte|est partie?|n'est plus|est decede|a demissionne|part en retraite)\b"
)
_FIRST_PERSON = re.compile(
    r"\b(?:je|j'ai|nous (?:ne|n')|nous quittons|mon (?:mandat|successeur|depart|dernier|associee?)|"
    r"ma (?:retraite|remplacante)|notre mission)\b|\bj'|\bnous n'"
)
_ROLE = re.compile(
    r"\b[Nn]otre (?:directeur|directrice|cantonnier|secretaire|secrétaire|comptable|gestionnaire|"
    r"chef|cheffe|cuisinier|cuisinière|animateur|animatrice|collègue|technicien|technicienne|"
    r"président|présidente|trésorier|trésorière|adjoint|adjointe|salarié|salariée)\b"
)
_SOON = re.compile(
    r"\bpars\b.{0,30}\ble \d|\bde ce dossier\b|\ba partir d|\b(?:plus (?:mon|"
    r"notre) (?:dossier|ressort)|s'acheve|s'achevera|prendra fin)\b"
)
_WRITE_TO = re.compile(
    r"\b(?:ecri\w+|adress\w+|contact\w+|(?:ce )?(?:sera|est)|c'est|joindre|nouvel? (?:contact|"
    r"interlocut\w+|adresse|referent)|remplac\w+|succed\w+|repris\w*|"
    r"assure\w* (?:l'interim|le relais|la suite)|prend\w* (?:le relais|la suite)|interim|relais|"
    r"laisse ma place|passe la main|suit|utilis\w+|preferez|dorenavant|nouveau mail|"
    r"s'occupe|mettez|voyez|vois|voir avec|destinataire|attache|invite|rapproch\w+|tourn\w+ vers|"
    r"a repris|succede|passent|"
    r"transmettre|mail|desormais|reprend\w*|remplace\w*)\b"
)
_MINE = re.compile(
    r"\b(?:ma|mon) (?:nouvelle |nouveau )?(?:adresse|mail|tel\w*|numero|portable|mobile|"
    r"courriel)|\bnouve(?:au|lle) (?:numero|adresse|mail|tel\w*)|\bchangement d'adresse|"
    r"\bj'ai change de (?:numero|"
    r"mail|tel\w*|adresse)|\b(?:tel\w*|numero|mail|adresse|portable) (?:a|ont) change"
)
_ELSEWHERE = re.compile(
    r"\bdepend(?:ent)? (?:pas|plus) d|\b(?:voir|voyez|vois|regarde[rz]?|traite[rz]?|"
    r"passe[rz]?) (?:\w+ ){0,2}avec\b|\b(?:ca|"
    r"cela) avec\b|\bvoir mon\b|\brelevent (?:plutot |exclusivement )?(?:de|du|d'|des)\b|"
    r"\breleve (?:plutot |exclusivement )?"
    r"(?:de (?:la|l'|m\.|mme|monsieur|madame)|du service)|\breleve(?:nt)? pas (?:de|du|d'|"
    r"des)\b|\b(?:pas|ne) (?:me |"
    r"nous )?concern\w+(?: pas)?\b|\bconcerne pas\b|\bpas (?:de )?(?:mon|notre) (?:ressort|"
    r"affaire|rayon|domaine)|\bpas a moi|\bpas (?:de )?mes services|"
    r"\bc'est (?!\w+ que)\w+(?:[ '.()-]+\w+){0,7}\)? qui\b|\bpar un(?:e)? autre\b|"
    r"\b(?:suivie?s?|geree?s?|traitee?s?|etablie?s?|assuree?s?|pilotee?s?) par (?!moi|nous|un "
    r"bureau|mes)|"
    r"\b(?:c'est|n'est) plus (?:moi|nous)\b|\bvoyez (?!avec|bien|si|que|le|la|les|ca|vous)\w+ \w+|"
    r"\bc'est pas (?:nous|moi)\b|\bpas (?:nous|moi)\b.*\bc'est (?:le|la|l'|les|m\.|mme)|"
    r"\bne (?:m'a|nous a) (?:pas )?(?:missionn|mandat|charg|demand|confi)\w*|\breprend(?:ra)?\b|"
    r"\ba repris (?:mon|notre|le|la|"
    r"les|l'|ca|ce)\b|\bs'en (?:occupe|charge)\w*|\badress\w+[- ]vous|"
    r"\bvous adresser (?:plutot )?(?:a|au|aux)\b|"
    r"\bdemande[rz] (?:plutot )?a\b|\bpas moi qui|\bpas dans mes attributions|\bpas (?:le bon|"
    r"la bonne) (?:interlocut\w+|contact|personne|adresse)|\bgere (?:ca|cela|tout)\b|"
    r"\bse charge\b|"
    r"\b(?:erreur|trompe\w*) de (?:destinataire|personne)|\b(?:je )?(?:transmets|transfere|"
    r"fais suivre) (?:\w+ ){0,3}(?:a|au)\b|\best gere\w* par|\bpilote\w* par|"
    r"\best suivi\w* par"
)
_SEE = re.compile(
    r"\b[Vv](?:oir|oyez|ois) (?:avec |ça avec )?(?:M\.|Mme|[A-ZÉÈ][a-zéèêëïç]+)|"
    r"\bc['’](?:est|était|etait|sera) (?:plutôt )?(?:à|a|au) (?!moi|"
    r"nous)\S+.* d(?:e (?:l[ae]s? |l['’])?|['’])\w+r"
    r"e?\b"
)
# « Maître Roche ne suit plus le dossier »: of her it is told.
_BEARER = re.compile(
    r"\W*(?:(?:[Ee]t|[Mm]ais|[Cc]ar|[Ss]inon|[Aa]u fait),? )?"
    r"(?P<name>(?:M\.|Mme|Mlle|Maître|Me|Madame|Monsieur|Dr) [A-ZÉÈ][\w’'-]+(?: [A-ZÉÈ][\w’'-]+)*"
    r"|[A-ZÉÈ][\w’'-]+ [A-ZÉÈ][\w’'-]+) (?:n[e’']|a\b|est\b|part\b|quitte)"
)
# « ce dossier est suivi par … »: another’s, beside where to write.
_HANDED_OVER = re.compile(
    r"\b(?:est|sont|sera|seront) (?:\w+ ){0,2}(?:suivi|gere|traite|repri|pilote|assure|instruit)"
    r"e?s?e? par\b"
)
_NOT_THEM = re.compile(r"\bce n'est pas (?!moi|nous|a moi|a nous|mon|notre|de mon)\w.* qui\b")
_TOLD_OF_THEM = re.compile(r"\bqui (?:a|ont|avait) (?!repris)\w+(?:e|i|u|is|it)\b")
_TAKES_OVER = re.compile(
    r"c'est (?:bien )?a moi qu'il faut ecrire|"
    r"\bje (?:la|le|les|l')? ?(?:remplace|supplee|reprends (?:le|la|son|sa|ses)|"
    r"prends (?:la suite|le relais|sa suite|sa place)|succede)"
)
_IN_MY_PLACE = re.compile(
    r"\b(?:ira|viendra|sera|siegera|assistera|vient|y va)\b.{0,20}\b(?:ma|notre) place"
)
_OWN = re.compile(r"\b(?:je|j'|m'|me|ma|mon|moi|nous|notre|nos|cabinet|dossier|mission)\b|\bj'")
_WITH = re.compile(r"\b(?:avec|de|du|à|a|mon collègue|ma collègue|relève de)\s+(?=[A-ZÉÈ])")
_WRITE = re.compile(
    r"\b(?:ecri(?:vez|re|s)(?:-lui)? a|s'appelle|se nomme|adress\w+ (?:a|vos)|contactez|"
    r"s'adresser a)\b"
)


def _is_of_another(clause: Clause) -> bool:
    """Whether it is told of somebody else than the person we wrote to, or of some days only."""
    if _OF_A_DAY.search(clause.text) or _OF_KIN.search(clause.text):
        return True
    if not _THIRD.search(clause.text):
        return False
    told = {word for name, _ in people_in(clause.words) for word in name.casefold().split()}
    return not told & set(clause.person.casefold().split())


def has_successor(text: str) -> bool:
    """« ma remplaçante », « mon successeur »: who writes is gone, or will be."""
    return bool(re.search(r"\b(?:remplacante?|successeur)\b", text))


def who_left(clause: Clause) -> str:
    """« M. Pons a cessé ses fonctions », « notre directeur n’est plus en poste »: another."""
    if _FIRST_PERSON.search(clause.text) or "repris par" in clause.text:
        return clause.person
    if bearer := _BEARER.match(clause.words):
        return bearer["name"]
    subject = clause.words.split(",")[-1] if clause.words.count(",") == 1 else clause.words
    for name, whole in people_in(subject)[:1]:
        if whole or (subject.lstrip().startswith(f"{name} ") and name.capitalize() == name):
            return name
    role = _ROLE.search(clause.words)
    return role[0] if role else clause.person


def find_contact(clause: Clause) -> list[Found]:
    """Departures, new contacts and lines that are another person's."""
    text = clause.text
    found: list[Found] = []
    if _LEFT.search(text):
        found.append(
            Found(
                act=Act.CONTACT_LEFT,
                text=who_left(clause),
                doubt=bool(_SOON.search(text))
                or is_hedged(text)
                or not _OWN.search(text)
                or not _FIRM.search(text)
                or _is_of_another(clause),
            )
        )
    if _TAKES_OVER.search(text) and clause.sender != clause.person:
        found.append(Found(act=Act.NEW_CONTACT, text=clause.sender, doubt=True))
    new = _new_contact(clause)
    if new:
        found.append(new)
        if _HANDED_OVER.search(text) and clause.asked and not _LEFT.search(text):
            found = [_elsewhere(clause), replace(new, doubt=True)]
    elif (
        not _NOT_THEM.search(text)
        and (_ELSEWHERE.search(text) or _SEE.search(clause.words))
        and not _IN_MY_PLACE.search(text)
    ):
        found.append(_elsewhere(clause))
    elif _WRITE.search(text) and people_in(clause.words):
        name, _ = people_in(clause.words)[-1]
        mails = emails_in(clause.words)
        told = f"{name} <{mails[0]}>" if mails else name
        found.append(Found(act=Act.NEW_CONTACT, text=told, doubt=True))
    return found


def _new_contact(clause: Clause) -> Found | None:
    text = clause.text
    mails, phone, mine = emails_in(clause.words), phone_in(clause.words), _MINE.search(text)
    if mine and (mails or phone):
        value = f"{clause.person} <{mails[0]}>" if mails else phone
        return Found(act=Act.NEW_CONTACT, text=value, doubt=True)
    known = bool(mails) and bool(people_in(clause.words) or name_of_address(mails[0]))
    bare = known and clause.alone and len(text.split()) <= 4
    other = known and not set(fold(clause.person).split()) & set(
        fold(
            " ".join([name for name, _ in people_in(clause.words)] or [name_of_address(mails[0])])
        ).split()
    )
    if (
        not mails
        or not (bare or other or _WRITE_TO.search(text))
        or re.search(r"\burgence\b|\ben copie\b|\ben mon absence\b", text)
    ):
        return None
    found = people_in(clause.words.partition(mails[0])[0]) or people_in(clause.words)
    gone = clause.person.casefold()
    people = [each for each in found if each[0].casefold() not in gone]
    name, whole = people[-1] if people else ("", False)
    if not whole:
        named = name_of_address(mails[0])
        name, whole = (
            (named, True)
            if named and (not name or name.split()[-1].casefold() in named.casefold())
            else (name, whole)
        )
    value = f"{name} <{mails[0]}>" if name else mails[0]
    scoped = clause.asked > 1 and bool(
        re.search(r"\bpour (?:l[ae]s? |l'|ce )|\bqui (?:suit|gere|s'occupe)", text)
    )
    unsure = (
        scoped or not whole or bare or is_hedged(text) or "interim" in text or "a partir d" in text
    )
    return Found(act=Act.NEW_CONTACT, text=value, doubt=unsure)


def _elsewhere(clause: Clause) -> Found:
    whom = relation_in(clause.words)
    others = [
        each
        for each in people_in(clause.words)
        if each[0].casefold() not in clause.person.casefold()
    ]
    turn = _WITH.search(clause.words)
    named = people_in(clause.words[turn.end() :]) if turn else []
    told = sorted(named or others, key=lambda each: not each[1])
    name, whole = told[0] if told else ("", False)
    if " " in whom and not whole and whom.split()[-1][:1].isupper():
        name = whom  # « mon cousin Gérard »
    doubt = (
        not whole
        or (bool(whom) and not whole)
        or bool(re.search(r"pas concerne", clause.text))
        or (clause.asked > 1 and bool(re.search(r"\b(?:ca|cela)\b", clause.text)))
        or is_hedged(clause.text)
        or bool(_TOLD_OF_THEM.search(clause.text))
    )
    return Found(
        act=Act.WRONG_PERSON, text=name or whom or office_in(clause.words), doubt=doubt or not name
    )
