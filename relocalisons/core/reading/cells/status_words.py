"""Pure: the words partners use for the status of an action, folded."""

from relocalisons.core.kernel.model import ActionStatus

_PLANNED = ActionStatus.PLANNED
_IN_PROGRESS = ActionStatus.IN_PROGRESS
_DONE = ActionStatus.DONE
_BLOCKED = ActionStatus.BLOCKED
_DROPPED = ActionStatus.DROPPED

_WORDS: dict[ActionStatus, str] = {
    _PLANNED: "a venir|a faire|a lancer|a demarrer|a commencer|a realiser|a produire|a planifier"
    "|prevu|planifie|programme|pas commence|non commence|pas encore commence|non demarre"
    "|pas encore|pas demarre|pas encore demarre|pas debute|non debute|non lance|pas lance"
    "|pas encore lance|non entame|todo"
    "|to do|not started|planned|futur|en projet",
    _IN_PROGRESS: "en cours|encours|ec|e.c.|e.c|wip|in progress|demarre|commence|debute|lance"
    "|engage|entame|en cours de realisation|en cours de finalisation|en cours de redaction"
    "|en redaction|ongoing|started|en travaux|en route|continu|en continu|permanent"
    "|en phase de finalisation|poursuite",
    _DONE: "fait|c'est fait|termine|fini|realise|acheve|clos|cloture|livre|valide|effectue|done|ok"
    "|okay|o.k.|oui|x|v|✓|✔|☑|✅|🗹|complet|complete|100 %|100%|finished|closed|solde|depose|publie"
    "|diffuse|rendu|tout fait|entierement fait|totalement realise|vrai|true|1|100|action terminee"
    "|action realisee",
    _BLOCKED: "bloque|en pause|suspendu|stand-by|stand by|standby|en standby|on hold|blocked|gele"
    "|a l'arret|en suspens|interrompu|mis en pause",
    _DROPPED: "annule|abandonne|supprime|caduc|caduque|sans suite|classe sans suite|cancelled"
    "|canceled|dropped|retire|non retenu|pas retenu|abandon|annulation|plus d'actualite"
    "|n'a plus lieu d'etre",
}
# Under way for sure, how far is another question: never done, though « fait » stands in it.
NEARLY = frozenset(
    (
        "partiel", "partiellement", "en partie", "partiellement fait", "partiellement realise",
        "fait en partie", "fait partiellement", "realise en partie", "termine en partie",
        "realise partiellement", "pas encore termine", "pas encore fini", "pas encore acheve",
        "presque fait", "presque fini", "presque termine", "quasi fini", "quasi termine",
        "quasiment fini", "quasiment termine", "bientot fini", "bientot termine", "debloque",
    )
)  # fmt: skip
AMBIGUOUS: dict[str, tuple[ActionStatus, ...]] = {
    "en attente": (_PLANNED, _BLOCKED),
    "attente": (_PLANNED, _BLOCKED),
    "reporte": (_PLANNED, _BLOCKED),
    "decale": (_PLANNED, _BLOCKED),
    "repousse": (_PLANNED, _BLOCKED),
    "differe": (_PLANNED, _BLOCKED),
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
KNOWN = {word: status for status, words in _WORDS.items() for word in words.split("|")}
