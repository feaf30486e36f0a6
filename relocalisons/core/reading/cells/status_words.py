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
    "|pending start|en prevision|pas encore d'actualite|pas parti|pas encore parti"
    "|selected for development|future task|future|intention|emergent|pret a demarrer|pret a lancer"
    "|ready to start|not started yet|next up|up next|later|someday|queued|a mettre en oeuvre"
    "|non mis en oeuvre"
    "|pas encore attaque|rien de fait|rien n'est fait|en gestation|ideas|idea|proposed|en germe"
    "|nouveau",
    _IN_PROGRESS: "en cours|encours|ec|e.c.|e.c|wip|in progress|demarre|commence|debute|lance"
    "|engage|entame|en cours de realisation|en cours de finalisation|en cours de redaction"
    "|en redaction|ongoing|started|en travaux|en route|continu|en continu|permanent"
    "|en phase de finalisation|poursuite|doing|active|on track|underway|under way|work in progress"
    "|in review|en test|en preparation|en instruction|mise en oeuvre|en cours d'execution|amorce"
    "|en marche|ca avance|avance|se poursuit|en bonne voie|en developpement|conventionne"
    "|contractualise|initie|en finalisation|finalisation|en deploiement"
    "|in development|in preparation|en phase de lancement|working on it|on schedule"
    "|under implementation|being implemented|in implementation|en phase d'etude|ca suit son cours"
    "|c'est parti|bien lance|sur les rails"
    "|ca avance bien|bien avance|in the works|en chantier|reopened|according to plan|as planned"
    "|proceeding according to work plan|in execution|en action|on est dessus|on y travaille"
    "|on s'en occupe|on avance|ca bosse|en main|doing now|being done"
    "|we are on it|on it|started working|work started",
    _DONE: "fait|c'est fait|termine|fini|realise|acheve|clos|cloture|livre|valide|effectue|done|ok"
    "|okay|o.k.|oui|x|v|✓|✔|☑|✅|🗹|complet|complete|100 %|100%|finished|closed|solde|publie"
    "|yes|y|diffuse|rendu|tout fait"
    "|entierement fait|totalement realise|vrai|true|1|100|action terminee"
    "|action realisee|completed|resolved|delivered|receptionne|mis en service|en service|inaugure"
    "|adopte|approuve|vote|pose|installe|boucle|finalise|execute|accompli|mene a bien"
    "|shipped|c'est bon|deploye|√|achieved|implemented|tout est fait|c'est plie|fulfilled"
    "|done and dusted|submitted and approved|resolu|ferme",
    _BLOCKED: "bloque|suspendu|blocked|gele|a l'arret|en suspens|interrompu|coince|en panne|stuck"
    "|fige|mis en suspens|ajourne sine die|suspended|hs|h.s|hors service|en rade|a l'arret complet",
    _DROPPED: "annule|abandonne|supprime|caduc|caduque|sans suite|classe sans suite|cancelled"
    "|canceled|dropped|retire|non retenu|pas retenu|abandon|annulation|plus d'actualite"
    "|n'a plus lieu d'etre|deprogramme|laisse tomber|on laisse tomber"
    "|on a laisse tomber|rejete|refuse|withdrawn"
    "|won't do|won't fix|wontfix|rejected|abandoned|renonce|on a renonce|on abandonne"
    "|stopped|discontinued|scrapped|called off|axed|given up|will not happen|not going ahead"
    "|on ne le fait pas|on ne fait pas|on ne fera pas|laisse de cote"
    "|declined|action abandonnee|action annulee|obsolete|duplicate|doublon|not pursued|will not do",
}
# « Bloqué par la DDT »: who or what holds it up; the first word alone must say that it is.
STOPPED_BY = re.compile(
    r"(?P<word>[^,;:(]{2,20}?) (?P<by>(?:par|a cause|en raison|suite a|du fait|pour cause|chez"
    r"|a la|au|aux) .+)"
)
# « Four HS », « la ligne est en panne »: a thing without which the work stands still.
OUT_OF_ORDER = re.compile(r"(?P<what>[^,;:(]{2,40}) (?:hs|h\.s|hors service|en panne)")
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
    "🔵": (_PLANNED, _IN_PROGRESS, _DONE), "⏳": (_IN_PROGRESS, _PLANNED),
    "⏸": (_BLOCKED, _PLANNED), "🔄": (_IN_PROGRESS,), "🚧": (_IN_PROGRESS,), "▶": (_IN_PROGRESS,),
    "🚫": (_BLOCKED, _DROPPED), "🛑": (_BLOCKED, _DROPPED), "💤": (_PLANNED, _BLOCKED),
    "🎉": (_DONE, _IN_PROGRESS), "⚠": (_IN_PROGRESS, _BLOCKED), "💡": (_PLANNED, _DROPPED),
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
        "redemarre", "reprise", "livre en partie", "livre partiellement", "ca roule", "on y est",
        "partially complete", "partially completed", "partially done", "partially achieved",
        "nearly finished", "nearly complete", "realisation partielle", "a moitie", "a mi-parcours",
        "mi-parcours", "demarrage", "en demarrage", "almost done", "nearly done",
    )
)  # fmt: skip
_PAUSED = (_BLOCKED, _PLANNED)
AMBIGUOUS: dict[str, tuple[ActionStatus, ...]] = {
    # Somebody chose to stop: held up by something, or put off to be taken up again.
    **dict.fromkeys(
        (
            "en pause",
            "mis en pause",
            "pause",
            "paused",
            "on hold",
            "stand-by",
            "stand by",
            "standby",
            "en stand-by",
            "en standby",
            "en stand by",
        ),
        _PAUSED,
    ),
    "en attente": (_PLANNED, _BLOCKED),
    "attente": (_PLANNED, _BLOCKED),
    "reporte": (_PLANNED, _BLOCKED),
    "decale": (_PLANNED, _BLOCKED),
    "repousse": (_PLANNED, _BLOCKED),
    "differe": (_PLANNED, _BLOCKED),
    "ajourne": (_PLANNED, _BLOCKED),
    "postponed": (_PLANNED, _BLOCKED),
    "deferred": (_PLANNED, _BLOCKED),
    **dict.fromkeys(
        ("cette semaine", "aujourd'hui", "ce mois-ci", "this week", "today"),
        (_PLANNED, _IN_PROGRESS),
    ),
    "shelved": (_PLANNED, _BLOCKED),
    "parked": (_PLANNED, _BLOCKED),
    "halted": (_BLOCKED, _DROPPED),
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
    "submitted": (_IN_PROGRESS, _DONE),
    "brouillon": (_PLANNED, _IN_PROGRESS),
    "draft": (_PLANNED, _IN_PROGRESS),
    "ready": (_PLANNED, _IN_PROGRESS, _DONE),
    "mature": (_PLANNED, _IN_PROGRESS),
    "operationnel": (_IN_PROGRESS, _DONE),
    "operationnelle": (_IN_PROGRESS, _DONE),
    "operational": (_IN_PROGRESS, _DONE),
    "depose": (_IN_PROGRESS, _DONE),
    "mis en oeuvre": (_IN_PROGRESS, _DONE),
    "evalue": (_IN_PROGRESS, _DONE),
    "archive": (_DONE, _DROPPED),
    "archived": (_DONE, _DROPPED),
    "terminated": (_DONE, _DROPPED),
    "off track": (_IN_PROGRESS, _BLOCKED),
    "en difficulte": (_IN_PROGRESS, _BLOCKED),
    "arrete": (_BLOCKED, _DROPPED),
    "stoppe": (_BLOCKED, _DROPPED),
    "non": (_PLANNED, _IN_PROGRESS),
    "no": (_PLANNED, _IN_PROGRESS),
    "n": (_PLANNED, _IN_PROGRESS),
    "faux": (_PLANNED, _IN_PROGRESS),
    "false": (_PLANNED, _IN_PROGRESS),
    "pas fait": (_PLANNED, _IN_PROGRESS),
    "non fait": (_PLANNED, _IN_PROGRESS),
    "pas encore fait": (_PLANNED, _IN_PROGRESS),
    "pas termine": (_PLANNED, _IN_PROGRESS),
    "non termine": (_PLANNED, _IN_PROGRESS),
    "pas fini": (_PLANNED, _IN_PROGRESS),
    "not done": (_PLANNED, _IN_PROGRESS),
    "not complete": (_PLANNED, _IN_PROGRESS),
    "toujours rien": (_PLANNED, _IN_PROGRESS),
    "tjs rien": (_PLANNED, _IN_PROGRESS),
    "☐": (_PLANNED, _IN_PROGRESS),
    **dict.fromkeys(
        (
            "en veille",
            "en sommeil",
            "dormant",
            "au point mort",
            "au ralenti",
            "ca coince",
            "ca patine",
            "en rade",
        ),
        (_BLOCKED, _IN_PROGRESS),
    ),
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


# Lateness is computed, never read: all that such a word says is that it is not finished.
LATE = frozenset(
    ("en retard", "retard", "late", "en retard!", "tres en retard", "delayed", "overdue", "behind",
     "behind schedule", "retarde", "a la traine", "running late", "past due", "hors delai",
     "hors delais", "depasse", "echu")
)  # fmt: skip
LATE_MAY_BE = (_IN_PROGRESS, _PLANNED)
# « Chez le partenaire », « chez l’imprimeur »: somebody else has it, at work or not.
ELSEWHERE = re.compile(
    r"(?:parti |envoye )?chez (?:l'|le |la |les |un |une |notre |nos )?(?:partenaire|prestataire"
    r"|imprimeur|notaire|avocat|fournisseur|graphiste|architecte|traducteur|relecteur|comptable"
    r"|signataire|bureau d'etudes?|service (?:juridique|financier|achats?|technique)|prefecture)s?"
)
AT_SOMEBODYS = (_IN_PROGRESS, _BLOCKED)
WITH_SOMEBODY = re.compile(
    r"with (?:the |our )?(?:partners?|clients?|legal|printers?|suppliers?|funders?|board|council)"
)
# What is waited for, or missing: under way as often as held up.
WAITING = re.compile(
    r"(?:(?:mise?s? )?en attente|dans l'attente|attente|attend|on attend|waiting|awaiting|pending)"
    r"(?: (?:de|d'|du|des|la|le|les|for|on)?.{2,60})"
)
# « En pause jusqu'à la rentrée », « stand-by depuis mars »: as the word alone says.
PAUSED = re.compile(
    r"(?P<word>(?:en |mise?s? en )?(?:pause|stand[- ]?by)|mise?s? en attente)"
    r"(?:,? (?:jusqu'|depuis |pour |le temps |pendant |a cause |suite a |faute de ).{2,60})?"
)
LACKING = re.compile(r"(?:il )?(?:nous )?manque .{2,60}")
STOPPED_FOR_LACK = re.compile(
    r"(?:il )?(?:nous )?manque .{2,60} pour (?:continuer|avancer|demarrer|finir)"
)
# « Prévu en mai », « à lancer au T3 »: what is to come, with its moment.
TO_COME_ON = re.compile(
    r"(?P<word>.{4,30}?) (?:en|au|a|pour|des|le|fin|debut|mi|courant|a partir d[eu]|in|for|on) "
    r"(?P<when>.{2,30})"
)
# « Signatures en cours », « consultation en cours »: some of it is under way.
UNDER_WAY_NOW = re.compile(r"(?P<what>[a-z][a-z' -]{3,40}) en cours")
ENDING_NOW = re.compile(r"\b(?:pas|non|plus|annul\w*|abandon\w*|arret\w*|suspen\w*|ni)\b")
# Put off until some day: to come then, or held until then.
POSTPONED = re.compile(
    r"(?:reporte|decale|repousse|differe|ajourne|remis|postponed|deferred|pushed|put off)"
    r"(?:e|s|es)? (?:a |au |en |pour |jusqu'|sur |to |until |till ).{2,40}"
)
# A word of its own that a slip of the finger would make another one.
NO_SLIP = frozenset(("annuel", "annuels", "annuelle", "annuelles", "slipped"))
# What a colour says goes as a dot does: of most, a legend tells.
COLOURS: dict[str, tuple[ActionStatus, ...]] = {
    word: DOTS[dot]
    for dot, words in {
        "🟢": "vert|verte|green", "🟠": "orange|ambre|amber", "🔴": "rouge|red",
        "🟡": "jaune|yellow", "🔵": "bleu|bleue|blue", "⚫": "noir|noire|black",
    }.items()
    for word in words.split("|")
} | dict.fromkeys(
    ("gris", "grise", "grey", "gray", "blanc", "blanche", "white"), (_PLANNED, _DROPPED)
)  # fmt: skip
