"""Pure: titles that people write as a question or with a verb: « Qui s'en occupe », « Pour quand ».

A title is matched whole, by its roots. What such a title means is known, for its words are those of
one meaning only; a few words have another meaning as often (« Bénéficiaire »): these are likely.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.model import ActionStatus
from relocalisons.core.reading.cells.words import fold, tidy


class Wording(StrEnum):
    """How sure the meaning of such a title is; `AGREED`: where the cells agree."""

    KNOWN = "known"
    AGREED = "agreed"
    LIKELY = "likely"


_DOES = (
    r"(?:fait|fera|porte|pilote|suit|mene|gere|anime|realise|conduit|coordonne|execute|assure"
    r"|prend|agit|dirige|s'en (?:occupe|charge)|s'y colle|en est (?:responsable|charge)"
    r"|est (?:dessus|responsable|charge|en charge|pilote|porteur|referent)"
    r"|(?:le|la|les) (?:fait|porte|pilote|suit|gere|realise))"
)
_DONE_BY = (
    r"(?:mene|porte|pilote|suivi|gere|anime|realise|conduit|coordonne|execute|assure|confie|affecte"
    r"|attribue|assigne|dirige|traite|prise? en charge|mise? en oeuvre)(?:e|s|es)?"
)
_BODY = (
    r"(?:agent|personne|service|structure|partenaire|acteur|membre|organisme|collectivite|pole"
    r"|direction|equipe|entite|organisation|binome|benevole|salarie|technicien|interlocuteur"
    r"|commission|groupe|association|commune)s?"
)
_ACT = (
    r"(?:action|decision|operation|mesure|tache|activite|resolution|demarche|intervention"
    r"|initiative|chose|travail)s?"
)
_OF_ACT = (
    r"(?:l'|la |le |les )?(?:action|operation|projet|demarche|chantier|mesure|tache|activite"
    r"|initiative|dispositif|decision|fiche|fiche[ -]action|intervention)s?"
)
_UNTIL = r"(?:pour|avant|d'ici|jusqu'(?:a|au|en|a la)|au plus tard|by|before|until)"
_BEGINS, _ENDS = r"(?:start|debut|from|begin|du|de)", r"(?:end|fin|finish|to|au|a)"
_PERIOD = (
    r"(?:creneau|calendrier|periode|planning|duree|dates?|timeline|period|schedule|echeancier"
    r"|realisation|travaux)"
)

_KNOWN = {
    "owner": (
        r"(?:c'est |a |par )?qui(?: c'est)?",
        rf"(?:c'est )?(?:qui|lequel) {_DOES}(?: (?:ca|cela|l'action|le projet|la tache|le suivi))?",
        rf"{_DONE_BY} (?:par|a)(?: qui)?",
        r"(?:a )?(?:la )?charge(?: de)?",
        rf"(?:{_BODY} )?en charge(?: de (?:l'action|la tache|ce point))?",
        rf"{_BODY} (?:responsable|pilote|porteur|porteuse|chef de file|referente?)s?",
        rf"portage(?: de {_OF_ACT}| par| politique et technique)?",
        r"(?:in )?whose (?:hands|job|task|plate|desk)(?: is it)?|who(?:'s| is) (?:on it|doing it)"
        r"|(?:driven|carried|delivered|managed|coordinated|implemented|done|carried out|pushed) by"
        r"|who (?:drives|carries|delivers|runs|manages)(?: it)?|held by|with whom it (?:is|lies)",
        r"(?:dans|entre) (?:quelles|les) mains(?: de)?|collegues?|r \(raci\)|.{2,15} in charge"
        r"|(?:delivery|activity|technical|scientific|country|local|output) lead(?:er)?"
        r"|(?:suivi|pilotage|portage|animation|mise en oeuvre|coordination)"
        r" (?:assuree?|confiee?|faite?|portee?) (?:par|a)"
        r"|contact referent|qui fait quoi|qui (?:fait|le fait|s'y met|gere|pilote|porte) quoi",
        r"responsables? (?:de la mise en oeuvre|technique|operationnel|du suivi|principal|designe)"
        r"|pilotes? ?/ ?copilotes?|pilotes? et copilotes?",
        r"meneur|meneuse|animateur|animatrice|coordinateur|coordinatrice|coordonnateur"
        r"|coordonnatrice|conducteur|proprietaire|leader|holder|led by|owned by|run by|driver"
        r"|in charge|(?:person |partner )?(?:in charge|responsible)"
        r"|who (?:leads|does it|does|owns it|is responsible)|handled by|taken by",
        r"attribue|affectation|prise en charge|pilotage|resp|coordo?|delegue a|executant|mo|dri"
        r"|responsible party|point person|acteur principal",
        r"(?:task|wp|work ?package|activity|action|project|team) (?:leader|lead|holder|owner)",
        r"(?:nom (?:de la |du |de l'))(?:responsable|pilote|porteur|porteuse|referente?|structure)",
        rf"(?:porteu(?:r|se)|pilote|responsable|referent)s? (?:de |du |d'){_OF_ACT}",
    ),
    "title": (
        r"(?:c'est |on (?:fait|fera|va faire) |faire |il faut faire )?quoi(?: faire)?",
        r"(?:ce )?qu(?:e|')(?: fait-on| faire| faut-il faire"
        r"|'?on (?:fait|va faire|a decide|fera))",
        r"(?:ce )?qu'on (?:s'est|a|avait) (?:promis|engage a faire|decide|prevu)(?: de faire"
        r"| .{2,15})?"
        r"|que (?:faisons|ferons)-nous|things? to do|choses a faire|etapes? cles?",
        r"(?:nos |notre |vos |les |l')?engagements?(?: pris| du .{2,20}| de .{2,20})?|dossiers?"
        r"|(?:activity|action|task|project|work ?package|wp|milestone|deliverable|output|measure)s?"
        r" (?:title|name)|key (?:actions?|activit\w+|tasks?)|(?:actions?|projets?) (?:phares?"
        r"|inscrite?s? .{3,20})|(?:intitule|titre|nom|libelle) (?:de l'|du |de la |d'un )\w{4,20}",
        r"ce qu'il (?:faut|reste a) faire|ce qui est (?:prevu|decide)|quelle action",
        r"(?:ce )?que (?:l'on|nous) (?:fait|faisons|va faire|allons faire|fera|ferons|veut faire"
        r"|voulons faire|s'engage a faire)|on (?:veut|va|s'engage a|se propose de)",
        r"what (?:we|they|you) (?:said we would do|will do|do|did|promised|agreed|are doing|planned"
        r"|plan to do|committed to|have to do)|what (?:it is|it's) about",
        rf"(?:les |nos |notre |l')?{_ACT}"
        r"(?: (?:concrete|operationnelle|cle|financee|detaillee)s?)?",
        r"projets? (?:laureat|retenu|soutenu|finance|selectionne|labellise|accompagne)s?",
        r"(?:axe|objectif|objectif operationnel|chantier|volet|theme) ?/ ?"
        r"(?:action|tache|mesure)s?",
        rf"{_ACT} (?:prise?s?|retenue?s?|decidee?s?|programmee?s?|proposee?s?"
        r"|envisagee?s?|prevue?s?|engagee?s?"
        r"|a (?:mener|faire|realiser|conduire|engager|entreprendre|lancer|prevoir|accomplir"
        r"|executer|mettre en place))",
        rf"(?:libelle|intitule|titre|nom|designation|enonce) (?:de |du |des |d'){_OF_ACT}"
        r"(?: (?:prevue?|retenue?|prise?))?",
        r"activity description|what(?: will we do)?|what to do"
        r"|what needs (?:doing|to be done)|thing to do|to-?do|deliverable / task"
        r"|(?:wp|work ?package)s? ?(?:/|and|&) ?(?:task|activit)\w*",
    ),
    "planned_start": (
        r"quand (?:on|ca) (?:commence|demarre)|entree en vigueur|des(?: le| quand)?"
        r"|depuis|a compter d[eu]|top depart|depart|kick-?off|begins?(?: on)?|starts? (?:on|in|at)",
        rf"{_PERIOD} ?[-:/(] ?{_BEGINS}\)?",
        rf"{_BEGINS} (?:de |du |des |of )?(?:la |the )?{_PERIOD}",
    ),
    "planned_end": (
        rf"(?:c'est |a \w+(?:er|ir|re) |attendue? |prevue? |livrable |due? |to do |finished )?"
        rf"{_UNTIL}(?: (?:le|la|quand|fin|when))?",
        r"(?:ca |c'est |on )?(?:doit etre |a )?(?:fini|finir|fait|termine|boucle|pret|livre)"
        r"(?:e|s|es)? (?:quand|(?:avant|d'ici|pour)(?: le| quand)?)",
        r"(?:livre|rendu|fini|pret|termine|fait|boucle|clos|cloture|solde|remis|depose)(?:e|s|es)? "
        r"(?:au plus tard|pour|d'ici|by)(?: le)?|au plus tard"
        r"|a (?:clore|cloturer|solder|achever|realiser|faire) (?:le|pour|en|au plus tard|d'ici)"
        r"|a (?:clore|cloturer)|fin au plus tard|on a jusqu'(?:a|au)(?: quand)?|echeance interne",
        r"ech|eta|butoir|delai max(?:imum|imal)?|date objectif|objectif (?:de )?date|date visee",
        r"(?:mise en service|livraison|remise|cloture|reception|rendu)"
        r"(?: prevue?| souhaitee?| visee?)?"
        r"|finish by|planned completion|date d'atterrissage",
        r"c'est quand|pour quelle date|(?:a|de) (?:rendre|boucler|finir|terminer|livrer|remettre)"
        r"(?: (?:le|en|fin))?",
        r"dead ?-?lines?|dl|to|butee|date (?:de rendu|de livraison|de remise)"
        r"|fini(?:e|r)? (?:en|vers)",
        rf"{_PERIOD} ?[-:/(] ?{_ENDS}\)?",
        rf"{_ENDS} (?:de |du |des |of )?(?:la |the )?{_PERIOD}",
    ),
    "progress": (
        r"(?:\d{1,3} ?%? ?[/|,-] ?)+\d{1,3} ?%?|(?:% |pourcentage |pct )(?:fait|realise|acheve"
        r"|atteint"
        r"|d'execution|valide)|combien de % ?|(?:complete|completed|done|avct"
        r"|avancement physique) ?%?"
        r"|% (?:d')?avct|% (?:d'|de )?(?:avancement|realisation) (?:physique|technique|reel"
        r"|cumule)",
    ),
    "contributors": (
        r"(?:c'est )?(?:avec|et avec)(?: qui)?|qui d'autre|associe(?:e|s|es)?|also involved"
        r"|(?:together )?with(?: whom)?|en lien avec|appui|appuis|soutien",
    ),
    "comment": (
        r"a (?:noter|savoir|retenir|suivre)|dernieres? (?:nouvelle|info|information)s?|infos?"
        r"|bon a savoir|ce qui coince|points? de vigilance|latest news|news",
    ),
}  # fmt: skip
# What a status may be called: its cells must be words of a status.
_IF_CELLS_AGREE = {
    "planned_end": (r"(?:to be )?(?:complete|completed|done) by",),
    "period": (
        r"annees?|timing|phasage|programmation|echelonnement|periode(?: de .{3,20})?|creneau",
    ),
    "status": (
        r"(?:on |c'est |ca )?(?:en est )?(?:ou )?(?:on |ca |c'|cela |nous )?en (?:est|sont|sommes)"
        r"(?:[- ](?:on|ce|ca|il|elle|nous))?(?: ou)?",
        r"(?:on )?en est ou|c'est ou|ca avance|ca donne quoi|avancee?s?|point d'etape|etape",
        r"vie d(?:u|e la) (?:dossier|projet|action|fiche)|situation actuelle",
        r"suites?(?: (?:donnee?s?|reservee?s?))?|feux?(?: tricolore)?|pastille|voyant|signal",
        r"etat (?:actuel|du dossier|du projet|de la tache|en cours)|colonne|liste",
        rf"ou en (?:est|sont)(?:[- ]on)? {_OF_ACT}|c'est fait|realisee?s?|terminee?s?|point|rag",
        r"progress status|state of play|avancement (?:actuel|global)|etat des lieux|feu vert",
        r"statut (?:actuel|du projet|du dossier|de la tache)|realise ou non",
        r"(?:c'est )?(?:fait|fini)(?: ou pas| ou non)|state|rag status|how far",
        r"(?:stade|etat|suivi|niveau|degre|point|bilan|evaluation|situation) (?:de |d'|sur |du )"
        r"(?:la |l')?(?:realisation|avancement|execution|mise en oeuvre|projet|action|tache)",
        r"(?:implementation|delivery|completion|project|activity|deliverable|milestone|overall|latest"
        r"|present|work) (?:status|state|stage)|level of (?:completion|achievement|implementation)"
        r"|status update|kanban|board|how(?:'s| is) it going|bucket|section(?:/column)?",
        r"where (?:are we|it stands|things stand|we are|it is(?: at)?)(?: now)?",
        r"how (?:it|they|things|we) (?:stands?|goes|go|is going|are going|is doing|are doing"
        r"|doing)",
    ),
}  # fmt: skip
_LIKELY = {
    "owner": (
        r"beneficiaire|maitre d'oeuvre|contact|interlocuteur|signataire|prestataire"
        r"|commission|personne ressource|operateur|binome|groupe|(?:qui )?(?:a "
        r"|met )?la main a la pate",
        r"(?:porte|mene|conduit|pilote|fait|realise)(?:e|s|es)? avec|laureate?s?|conseill(?:er"
        r"|ere)s?"
        r"|qui (?:pousse|y va|y croit|agit|intervient|est concerne)",
    ),
    "title": (
        r"quoi (?:exactement|au juste)|points?|sujets? (?:traites?|abordes?)|demandes?"
        r"|propositions?|engagements?(?: pris)?|defis?|travaux"
        r"|ce (?:que|a quoi) (?!.*\b(?:coute|manque|bloque|coince|reste|rapporte)).{4,40}",
    ),
    "status": (
        r"meteo(?: .{3,20})?|couleurs?|colou?rs?|traffic lights?|lights?|flags?|smiley|icone"
        r"|tendance"
        r"|sante|position",
    ),
    "planned_start": (r"ouvert(?:e|ure)?(?: le| du dossier| prevue?)?|opened(?: on)?|opening",),
    "progress": (
        r"(?:%|pourcentage|pct|percent) (?!.*(?:aide|subvention|financ|budget|tva|etp|temps|charge"
        r"|depens|credit|recette|engag|pay|factur|part|local|bio|durable|risque|probab)).{3,30}",
    ),
}


# Who committed itself, beside the person who follows it: an organisation where its cells name some.
_BODIES = re.compile(
    r"(?:signataire|laureat|operateur|adherent|etablissement|partenaire|organisation membre|membre"
    r"|entreprise|association|ferme|exploitation|beneficiaire chef de file|signatory|member|partner"
    r"|company|beneficiary name)(?:e|s|es|ies)?(?: de (?:la charte|l'engagement|l'action))?"
)
# Boxes that tell how far a line is, each ticked in its turn.
_BOXES = {
    ActionStatus.IN_PROGRESS: re.compile(
        r"(?:deja |action |est )?(?:commence|demarre|engage|lance|entame|debute|initie|started"
        r"|begun|launched)(?:e|s|es)?"
    ),
    ActionStatus.DONE: re.compile(
        r"(?:deja |action |est |c'est )?(?:tenu|fait|realise|termine|acheve|fini|honore|accompli"
        r"|livre|clos|cloture|solde|respecte|effectue|valide|done|completed?|finished|kept"
        r"|fulfilled|delivered|closed|achieved)(?:e|s|es)?"
    ),
    ActionStatus.DROPPED: re.compile(
        r"(?:abandonne|annule|retire|cancelled|canceled|dropped|abandoned)(?:e|s|es)?"
    ),
    ActionStatus.BLOCKED: re.compile(r"(?:bloque|suspendu|blocked|stuck)(?:e|s|es)?"),
}


def is_body(label: str) -> bool:
    """Whether a title may name the organisation that a line is the engagement of."""
    return _BODIES.fullmatch(plainer(label.replace("_", " "))) is not None


def box_state(label: str) -> ActionStatus | None:
    """How far a line is on which the box under that title is ticked; None for another title."""
    text = plainer(label.replace("_", " "))
    return next((state for state, form in _BOXES.items() if form.fullmatch(text)), None)


# What is said of somebody else's deadline, or of the last time that somebody looked: nobody's.
_NOBODYS = (
    r"(?:date (?:de |du |d')?(?:la |l'|le )?)?(?:derniere?s?|prochaine?s?|last|latest|next) "
    r"(?!nouvelles?|infos?|informations?|news|comment|etapes?|steps?|actions?).{3,40}",
    r"(?:date d')?(?:echeance|date limite|deadline|delai|date butoir|fin|cloture|due(?: date)?"
    r"|terme"
    r"|date) (?:.*\b)?(?:financeurs?|region|departement|fondation|bailleurs?|mecene|europe|feader"
    r"|feder"
    r"|etat|convention|subvention|funders?|donors?|grant|contract|eligibilite|paiement|facture"
    r"|versement|reporting|rapport|report|bilan|copil|comite|garantie|mandat|marche|bail)\b.*",
    r"(?:funder|donor|grant|contract|sponsor|region)(?:'s)? (?:deadline|due date|end date|end"
    r"|date)",
    # What has happened to the line itself: it was seen, asked for, written down.
    r"(?:.* )?(?:vue?|recue?|saisie?|emise?|mise?|prise?|inscrite?|transmise?|[a-z]{3,}ee?)s? le"
    r"(?: .{3,20})?",
    r"(?:added|logged|raised|received|submitted|reported|reviewed|seen|sent|noted|approved|signed)"
    r"(?: (?:on|at|date))?|(?:review|entry|snapshot|survey|report|reporting|visit) date",
    r"date (?:de |du |d'|of )(?:la |l'|le |the )?(?:demande|reception|arrivee|point|envoi|releve"
    r"|visite|controle|inscription|etat|extraction|edition|impression|snapshot|entry|report|request"
    r"|survey|review|cnil)(?: .{2,20})?",
)


def _joined(forms: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    return {
        meaning: re.compile("|".join(f"(?:{form})" for form in listed))
        for meaning, listed in forms.items()
    }


_FORMS = (
    (Wording.KNOWN, _joined(_KNOWN)),
    (Wording.AGREED, _joined(_IF_CELLS_AGREE)),
    (Wording.LIKELY, _joined(_LIKELY)),
)
# « démarre en » is planned, « démarré en » has happened: the accent tells.
_BEGINNING = re.compile(
    r"(?:ça |on |ca )?(?:débute|démarre|commence)(?: (?:en|le|à|au|vers|quand|à partir de))?"
)

_INCLUSIVE = re.compile(
    r"[·•.(/-](?:e|ne|se|fe|euse|rice|trice|ere|ière|ère|ive|le)[·•.)-]?s?\)?(?![a-z])"
)
_WHEN = re.compile(
    r"[ ,:-]+(?:\(?(?:au|en|a|at|on|fin|as of|for) )?\(?(?:m ?\d{1,2}|20[0-4]\d(?:[-/]20[0-4]\d)?"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?|ce jour|date|aujourd'hui|today)\)?$"
)


@lru_cache(maxsize=20_000)
def plainer(label: str) -> str:
    """A title without its inclusive endings and the moment at its end, in plain letters.

    « Meneur·se » is « meneur », « Point d'étape 2026 » and « State at M12 » are without a moment.
    """
    folded = _INCLUSIVE.sub("", fold(label))
    return _WHEN.sub("", folded).strip(" ?!:.…*")


_NOBODYS_FORM = re.compile("|".join(f"(?:{form})" for form in _NOBODYS))


@lru_cache(maxsize=20_000)
def is_nobodys(label: str) -> bool:
    """Whether a title says whose date, or of which look, it is: none of a line of a plan."""
    return _NOBODYS_FORM.fullmatch(fold(label).strip(" ?!:.…*")) is not None


@lru_cache(maxsize=20_000)
def worded(label: str) -> tuple[str, Wording] | None:
    """The meaning of a title said in words of its own and how sure it is, or None."""
    if _BEGINNING.fullmatch(tidy(label).lower().strip(" ?!:.…")):
        return "planned_start", Wording.KNOWN
    text = plainer(label)
    for sureness, forms in _FORMS:
        for meaning, form in forms.items():
            if form.fullmatch(text):
                return meaning, sureness
    return None
