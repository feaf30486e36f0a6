"""Pure: the small words of French around a verb: who, what is denied, what stands between."""

import re

ME = frozenset(("je", "j'", "on", "nous", "moi", "j"))
YOU = frozenset(("tu", "vous", "t'"))
THEY = frozenset(("il", "elle", "ils", "elles", "el", "qui"))
IT = frozenset(("il", "elle", "ils", "elles", "ca", "c'", "cela", "ce", "tout", "el"))
CLITICS = frozenset(
    ("ne", "n'", "me", "m'", "te", "t'", "se", "s'", "le", "la", "les", "l'", "lui", "leur", "y",
     "en", "nous", "vous", "l", "n", "m")
)  # fmt: skip
ARTICLES = frozenset(
    ("le", "la", "les", "l'", "un", "une", "des", "du", "mon", "ma", "mes", "notre", "nos", "votre",
     "vos", "son", "sa", "ses", "leur", "leurs", "ce", "cet", "cette", "ces", "au", "aux", "de",
     "d'", "pour", "par", "en", "sur", "sans", "avec", "dans", "chaque", "quelques", "a", "ta",
     "ton", "tes", "premier", "premiere", "dernier", "derniere", "bonne", "petite", "entre",
     "chez", "vers", "notre", "prochaine", "prochain", "quelle", "quel", "cote")
)  # fmt: skip
BETWEEN = frozenset(
    ("pas", "plus", "jamais", "toujours", "encore", "bien", "deja", "enfin", "tout", "tous",
     "toutes", "toute", "aussi", "finalement", "hier", "juste", "vraiment", "malheureusement",
     "rien", "meme", "donc", "quand", "desormais", "aujourd'hui", "tres", "presque", "seulement",
     "aujourd", "hui", "aussitot", "entierement", "totalement", "completement", "correctement",
     "normalement", "egalement", "depuis", "carrement", "quasiment", "pratiquement", "directement",
     "maintenant", "surement", "tellement", "tant", "mal", "trop", "officiellement", "dument",
     "effectivement", "vite", "tot", "rapidement", "nous", "vous", "ca", "cela", "moi", "ensuite",
     "d'", "pu", "du", "fait", "voulu", "ce", "matin", "soir", "lundi", "mardi", "mercredi",
     "jeudi", "vendredi", "samedi", "dimanche", "recemment", "integralement",
     "plutot")
)  # fmt: skip
SUPPOSED = frozenset(("si", "s'", "quand", "lorsque", "lorsqu'", "des", "une", "tant", "avant"))
OPENERS = {"des": "que", "une": "fois", "tant": "que", "avant": "que"}
NE = frozenset(("ne", "n'", "n"))
# Of these the participle, without its accent, is rather the noun.
NOUNS = frozenset(
    ("facture", "taille", "visite", "commande", "livre", "pose", "releve", "recolte", "charge",
     "note", "rencontre", "pesee", "montee", "place", "adresse", "demande", "reserve", "compte")
)  # fmt: skip
NO_PARTICIPLE = frozenset(
    ("bonne", "bonnes", "simple", "possible", "malade", "utile", "autre", "autres", "meme",
     "derniere", "premiere", "jeune", "grande", "grosse", "entre", "contre", "apres", "tres",
     "juste", "rouge", "libre", "complique", "disponible", "responsable", "comptable", "maire",
     "dispo", "absente", "presente", "ferme", "urgente", "incomplete", "complete", "quelques",
     "personne", "plus", "dans", "sous", "merci", "mais", "nous", "vous", "ici", "aussi", "lundi",
     "mardi", "jeudi", "vendredi", "samedi", "depuis", "jamais", "avis", "trois", "mois", "frais",
     "lui", "elle", "elles", "cette", "notre", "votre", "une", "les", "des", "mes", "ses", "ces")
)  # fmt: skip
NOT_AHEAD = frozenset(("opera", "camera", "extra", "paiera", "sera", "terrain", "delai", "essai"))
UNKNOWN = re.compile(
    r"(?!\w*(?:able|ible|ique|aire|euse|elle|ante|ente|ive|oire|ale|ile|ette|iste)s?$)"
    r"\w{3,}(?:ee?s?|ie?s?|ises?|ue?s?|is|its?|ites?|erts?)"
)
SURE_END = re.compile(r"(?:ise|ite|ue|ie|erte|i|is|it|u|us|ert)s?$")
AHEAD_ENDS = re.compile(r"\w{2,}(?:er|ir|dr|tr|vr|ur|rr)(?:ai|as|a|ons|ez|ont)$")
