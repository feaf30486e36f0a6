"""Pure: the words people use for the status of a committee's decision.

Not the coordinator's own decisions of « Anomalies » and « Relances »: those are `decisions`.
"""

from enum import StrEnum
from functools import lru_cache

from relocalisons.core.reading.cells.said import (
    ALL_OF_IT,
    NONE_OF_IT,
    PART_OF_IT,
    TICK,
    Said,
    Vocabulary,
)


class DecisionStatus(StrEnum):
    """What « Statut » says of a decision: whether it is carried out."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"  # nothing is to be carried out any more


_Is = DecisionStatus
RUNNING = (_Is.OPEN, _Is.IN_PROGRESS)

DECISION_STATUS = Vocabulary(
    meanings={
        _Is.OPEN: "ouvert+|en attente|a traiter|a lancer|a faire|a appliquer|a executer|a realiser|"
        "a engager|a planifier|a mettre en oeuvre|a venir|reste a faire|adopte+|vote+|acte+|"
        "ajourne+|reporte+|decale+|repousse+|en retard|bloque+|prevu+|"
        "pas,non fait+,applique+,execute+,realise+,commence+,demarre+,lance+|"
        f"pas encore fait+,applique+,execute+,realise+,commence+,demarre+,lance+|{NONE_OF_IT}",
        _Is.IN_PROGRESS: "en cours|ec|lance+|engage+|commence+|demarre+|entame+|en partie|"
        "fait+,applique+,realise+,execute+ en partie|partiellement|"
        "fait+,applique+,realise+,execute+ partiellement|partiellement fait+,applique+,realise+|"
        "presque,quasi fini+,termine+,fait+|mise en oeuvre en cours|en cours de mise en oeuvre|"
        f"{PART_OF_IT}",
        _Is.DONE: f"fait+|applique+|execute+|realise+|termine+|fini+|solde+|ok|x|clos+|cloture+|"
        f"{TICK}|{ALL_OF_IT}",
        _Is.DROPPED: "caduc|caduque+|sans suite|classe+ sans suite|abandonne+|annule+|supprime+|"
        "sans objet|refuse+|rejete+|remplace+|plus d actualite",
    },
    unclear={
        (_Is.OPEN, _Is.DONE): "valide+|mise en oeuvre|a revoir",
        (_Is.OPEN, _Is.IN_PROGRESS): "relance+",
        (_Is.OPEN, _Is.DROPPED): "suspendu+|retire+|annule et remplace|annule+ et remplace+",
    },
    stages=(_Is.OPEN, _Is.IN_PROGRESS, _Is.DONE),
    offered=("ouverte", "en cours", "faite", "caduque"),
)


@lru_cache(maxsize=4096)
def read_decision_status(text: str | None) -> Said[DecisionStatus]:
    """Whether a decision is carried out, by its « Statut »."""
    return DECISION_STATUS.read(text)


def is_running(said: Said[DecisionStatus]) -> bool | None:
    """Whether a decision is still to be carried out; None when nobody can tell for sure.

    One without a word runs: nobody wrote that it was done.
    """
    if said.doubtful:
        return None
    return said.value is None or said.value in RUNNING
