"""Pure: the articles that a draft proposes where the sheets say nothing; her own replace them.

They are proposals to be validated by the lawyer, never the law: 48 hours, 10 % are usual values.
A line « Article type : refus et litiges » of « Paramètres » stands instead, for every contract.
"""

from collections.abc import Mapping
from enum import StrEnum

from relocalisons.core.kernel.words.french import NBSP, THIN, typo
from relocalisons.core.sources.thresholds import find_parameter


class Article(StrEnum):
    """A line of a clause that no column of the sheets fills; the value is its label."""

    RHYTHM = "Fréquence"
    ORDER = "Délai de commande"
    REJECTION = "Refus et litiges"
    EVENTS = "Événements couverts"
    WARNING = "Délai d’information de l’acheteur"
    INDEMNITY = "Indemnité de résiliation"


_USUAL: Mapping[Article, str] = {
    Article.RHYTHM: "aux jours fixés par chaque commande, dans le calendrier des volumes du "
    "contrat",
    Article.ORDER: f"au plus tard 48{NBSP}heures avant la livraison, par écrit",
    Article.REJECTION: "un défaut visible est signalé à la réception, un défaut caché dans les "
    f"24{NBSP}heures, photo à l’appui{THIN}; le lot refusé est repris ou remplacé{THIN}; tout "
    "différend va d’abord en conciliation",
    Article.EVENTS: "tout événement qui échappe au contrôle d’une partie, imprévisible à la "
    "signature et inévitable dans ses effets (article 1218 du code civil), dont l’aléa climatique "
    "ou sanitaire reconnu et la fermeture administrative d’un site. Il suspend les obligations "
    "qu’il empêche, sans pénalité",
    Article.WARNING: f"48{NBSP}heures après le constat, par écrit, avec le volume concerné",
    Article.INDEMNITY: "qui résilie, hors faute de l’autre et force majeure, verse à l’autre "
    f"10{THIN}% de la valeur des volumes restant à livrer",
}


def article_parameter(article: Article) -> str:
    """The line of « Paramètres » that replaces an article in every draft."""
    return f"Article type{NBSP}: {article.value[0].lower()}{article.value[1:]}"


def article_words(article: Article, parameters: Mapping[str, str]) -> str:
    """Her words for an article, else the proposed ones, said to be proposed."""
    own = find_parameter(parameters, article_parameter(article))
    return typo(own) if own else f"{_USUAL[article]} (article proposé)"
