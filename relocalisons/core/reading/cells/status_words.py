"""Pure: the words that people use for the status of an action: sure, nearly sure, and in doubt."""

import re

from relocalisons.core.kernel.model import ActionStatus

_PLANNED = ActionStatus.PLANNED
_IN_PROGRESS = ActionStatus.IN_PROGRESS
_DONE = ActionStatus.DONE
_BLOCKED = ActionStatus.BLOCKED
_DROPPED = ActionStatus.DROPPED

WORDS: dict[ActionStatus, str] = {
    _PLANNED: "a venir|a faire|a lancer|a demarrer|a commencer|a realiser|a produire|a planifier"
    "|prevu|planifie|programme|pas commence|non commence|pas encore commence|non demarre"
    "|pas encore|pas demarre|pas encore demarre|pas debute|non debute|non lance|pas lance"
    "|pas encore lance|non entame|todo"
    "|to do|not started|planned|futur|en projet|a programmer|a engager|a discuter|a caler"
    "|a etudier|a initier"
    "|a prevoir|a monter|a traiter|idee|non engage|pas engage|not yet started|backlog|open|new"
    "|to be started|upcoming|scheduled|a l'etude|non entame|pas entame|pas encore engage|icebox"
    "|not begun|non initie|pas initie|en reflexion"
    "|pending start|en prevision|pas encore d'actualite",
    _IN_PROGRESS: "en cours|encours|ec|e.c.|e.c|wip|in progress|demarre|commence|debute|lance"
    "|engage|entame|en cours de realisation|en cours de finalisation|en cours de redaction"
    "|en redaction|ongoing|started|en travaux|en route|continu|en continu|permanent"
    "|en phase de finalisation|poursuite|doing|active|on track|underway|under way|work in progress"
    "|in review|en test|en preparation|en instruction|mise en oeuvre|en cours d'execution|amorce"
    "|en marche|ca avance|avance|se poursuit|en bonne voie|en developpement|conventionne"
    "|contractualise|initie|en finalisation|finalisation|en deploiement"
    "|in development|in preparation|en phase de lancement",
    _DONE: "fait|c'est fait|termine|fini|realise|acheve|clos|cloture|livre|valide|effectue|done|ok"
    "|okay|o.k.|oui|x|v|✓|✔|☑|✅|🗹|complet|complete|100 %|100%|finished|closed|solde|depose|publie"
    "|diffuse|rendu|tout fait|entierement fait|totalement realise|vrai|true|1|100|action terminee"
    "|action realisee|completed|resolved|delivered|receptionne|mis en service|en service|inaugure"
    "|adopte|approuve|vote|pose|installe|boucle|finalise|execute|accompli|mene a bien"
    "|shipped|c'est bon|deploye",
    _BLOCKED: "bloque|en pause|suspendu|stand-by|stand by|standby|en standby|on hold|blocked|gele"
    "|a l'arret|en suspens|interrompu|mis en pause|coince|en panne|paused|stuck|fige|en stand-by"
    "|mis en suspens|ajourne sine die|suspended",
    _DROPPED: "annule|abandonne|supprime|caduc|caduque|sans suite|classe sans suite|cancelled"
    "|canceled|dropped|retire|non retenu|pas retenu|abandon|annulation|plus d'actualite"
    "|n'a plus lieu d'etre|deprogramme|laisse tomber|on laisse tomber|rejete|refuse|withdrawn"
    "|won't do|won't fix|wontfix|rejected|abandoned|renonce|on a renonce|on abandonne",
}
# Phases of works and of procedures: under way, whatever the phase.
PHASE = re.compile(
    r"(?:etudes?|faisabilite|diagnostic|esquisse|aps|apd|avp|avant-projet|dce|consultation|concours"
    r"|appel d'offres|negociation|concertation|enquete publique|instruction|permis|commande passee"
    r"|travaux|chantier|levee des reserves|preparation|redaction|montage|passation|recrutement"
    r"|suivi-animation|animation|experimentation|deploiement|phase de test|design|procurement"
    r"|construction|ao lance|mapa|marche (?:public )?(?:lance|attribue|notifie|en cours))\b"
    r"(?P<rest>.*)"
)
# A dot says how things go more often than where they stand: a legend tells (`legends`).
DOTS: dict[str, tuple[ActionStatus, ...]] = {
    "⬜": (_PLANNED,), "⚪": (_PLANNED,), "🟡": (_IN_PROGRESS,), "🟠": (_IN_PROGRESS, _BLOCKED),
    "🟢": (_DONE, _IN_PROGRESS), "🔴": (_BLOCKED, _IN_PROGRESS), "⚫": (_DROPPED, _BLOCKED),
    "🔵": (_PLANNED, _IN_PROGRESS, _DONE), "⏳": (_IN_PROGRESS,), "⏸": (_BLOCKED,),
    "🟩": (_DONE, _IN_PROGRESS), "🟨": (_IN_PROGRESS,), "🟧": (_IN_PROGRESS, _BLOCKED),
    "🟥": (_BLOCKED, _IN_PROGRESS), "⬛": (_DROPPED, _BLOCKED), "✔️": (_DONE,),
}  # fmt: skip
# Under way for sure, how far is another question: never done, though « fait » stands in it.
NEARLY = frozenset(
    (
        "partiel", "partiellement", "en partie", "partiellement fait", "partiellement realise",
        "fait en partie", "fait partiellement", "realise en partie", "termine en partie",
        "realise partiellement", "pas encore termine", "pas encore fini", "pas encore acheve",
        "presque fait", "presque fini", "presque termine", "quasi fini", "quasi termine",
        "quasiment fini", "quasiment termine", "bientot fini", "bientot termine", "debloque",
        "en relecture", "relecture", "en signature", "a la signature", "en validation", "repris",
        "redemarre", "reprise", "livre en partie", "livre partiellement",
    )
)  # fmt: skip
AMBIGUOUS: dict[str, tuple[ActionStatus, ...]] = {
    "en attente": (_PLANNED, _BLOCKED),
    "attente": (_PLANNED, _BLOCKED),
    "reporte": (_PLANNED, _BLOCKED),
    "decale": (_PLANNED, _BLOCKED),
    "repousse": (_PLANNED, _BLOCKED),
    "differe": (_PLANNED, _BLOCKED),
    "ajourne": (_PLANNED, _BLOCKED),
    "postponed": (_PLANNED, _BLOCKED),
    "deferred": (_PLANNED, _BLOCKED),
    "pending": (_PLANNED, _BLOCKED),
    "waiting": (_PLANNED, _BLOCKED),
    "awaiting": (_PLANNED, _BLOCKED),
    "at risk": (_PLANNED, _IN_PROGRESS),
    "envoye": (_IN_PROGRESS, _DONE),
    "transmis": (_IN_PROGRESS, _DONE),
    "commande": (_IN_PROGRESS, _DONE),
    "signe": (_IN_PROGRESS, _DONE),
    "paye": (_IN_PROGRESS, _DONE),
    "to review": (_IN_PROGRESS, _DONE),
    "arrete": (_BLOCKED, _DROPPED),
    "stoppe": (_BLOCKED, _DROPPED),
    "non": (_PLANNED, _IN_PROGRESS),
    "no": (_PLANNED, _IN_PROGRESS),
    "faux": (_PLANNED, _IN_PROGRESS),
    "false": (_PLANNED, _IN_PROGRESS),
    "pas fait": (_PLANNED, _IN_PROGRESS),
    "non fait": (_PLANNED, _IN_PROGRESS),
    "pas encore fait": (_PLANNED, _IN_PROGRESS),
    "pas termine": (_PLANNED, _IN_PROGRESS),
    "non termine": (_PLANNED, _IN_PROGRESS),
    "pas fini": (_PLANNED, _IN_PROGRESS),
    "non realise": (_PLANNED, _IN_PROGRESS, _DROPPED),
    "pas realise": (_PLANNED, _IN_PROGRESS, _DROPPED),
    "a terminer": (_PLANNED, _IN_PROGRESS),
    "a finir": (_PLANNED, _IN_PROGRESS),
    "a valider": (_IN_PROGRESS, _DONE),
    "❌": (_PLANNED, _DROPPED),
    "✗": (_PLANNED, _DROPPED),
    "✘": (_PLANNED, _DROPPED),
    "terminer": (_PLANNED, _DONE),
    "realiser": (_PLANNED, _DONE),
    "valider": (_PLANNED, _DONE),
    "livrer": (_PLANNED, _DONE),
    "finir": (_PLANNED, _DONE),
    "commencer": (_PLANNED, _IN_PROGRESS),
    "demarrer": (_PLANNED, _IN_PROGRESS),
    "lancer": (_PLANNED, _IN_PROGRESS),
    "annuler": (_PLANNED, _DROPPED),
    "abandonner": (_PLANNED, _DROPPED),
}
KNOWN = {word: status for status, words in WORDS.items() for word in words.split("|")}


LATE = frozenset(
    ("en retard", "retard", "late", "en retard!", "tres en retard", "delayed", "overdue", "behind",
     "behind schedule", "retarde", "a la traine")
)  # fmt: skip
# « Chez le partenaire », « chez l’imprimeur »: somebody else has it, at work or not.
ELSEWHERE = re.compile(
    r"(?:parti |envoye )?chez (?:l'|le |la |les |un |une |notre |nos )?(?:partenaire|prestataire"
    r"|imprimeur|notaire|avocat|fournisseur|graphiste|architecte|traducteur|relecteur|comptable"
    r"|signataire|bureau d'etudes?|service (?:juridique|financier|achats?|technique)|prefecture)s?"
)
AT_SOMEBODYS = (_IN_PROGRESS, _BLOCKED)
# Put off until some day: to come then, or held until then.
POSTPONED = re.compile(
    r"(?:reporte|decale|repousse|differe|ajourne|postponed|deferred)(?:e|s|es)? "
    r"(?:a |au |en |pour |jusqu'|sur |to |until |till ).{2,40}"
)
# A word of its own that a slip of the finger would make another one.
NO_SLIP = frozenset(("annuel", "annuels", "annuelle", "annuelles"))
# What a colour says goes as a dot does: of most, a legend tells.
COLOURS: dict[str, tuple[ActionStatus, ...]] = {
    word: DOTS[dot]
    for dot, words in {
        "🟢": "vert|verte|green", "🟠": "orange|ambre|amber", "🔴": "rouge|red",
        "🟡": "jaune|yellow", "🔵": "bleu|bleue|blue", "⚪": "blanc|blanche|white",
        "⚫": "noir|noire|black",
    }.items()
    for word in words.split("|")
} | dict.fromkeys(("gris", "grise", "grey", "gray"), (_PLANNED, _DROPPED))  # fmt: skip
