"""Words that a project with nothing but an action plan must meet nowhere."""

import re

_OTHER = re.compile(
    r"argent|financ|dépense|budget|contrat|convention\b|conventions\b|subvention|éligib|factur|\beuros?\b|€"
    r"|producteur|livraison|egalim|récolte|copil|comité de pilotage|livrable|indicateur|risque",
    re.IGNORECASE,
)
# How she finds out what else may be followed.
_SWITCH = re.compile(r"Activer : [a-zé]+")


def words_of_others(text: str) -> set[str]:
    """The words of subjects that nobody turned on; the names of their switches apart."""
    return {found.group().lower() for found in _OTHER.finditer(_SWITCH.sub("", text))}
