"""Pure: the questions that gather lines: contracts far below, decisions that nobody answers for."""

from decimal import Decimal

from relocalisons.core.kernel.model import Row
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    name_some,
    shorten,
    tonnes,
    typo,
)
from relocalisons.core.producers.volumes.view import VolumeLine, VolumeState
from relocalisons.core.reports.committee.question_rules import (
    BY_RULE,
    TO_DISCUSS,
    Question,
    options,
)
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.tables import contract_label
from relocalisons.core.views.rag import Rag


def ask_about_volumes(measures: Measures) -> tuple[Question, ...]:
    """The contracts far below their commitment, all in one question; none: no question."""
    short = [
        line
        for line in measures.volumes_in(VolumeState.SHORT)
        if line.status.level is Rag.ALERT and line.committed is not None
    ]
    if not short:
        return ()
    measured = len(measures.volumes_measured)
    lacking = sum(
        ((line.committed or Decimal(0)) - (line.delivered or Decimal(0)) for line in short),
        Decimal(0),
    )
    labels = [contract_label(line) for line in short]
    named = name_some([line.contract.number for line in short])
    count = count_of(len(short), "contrat")
    verb = "est loin de son engagement" if len(short) == 1 else "sont loin de leur engagement"
    return (
        Question(
            subject="volumes",
            title=f"{count} sur {measured} {verb}",
            topic=f"Solution pour {named} ({tonnes(lacking)} manquantes)",
            question=f"Quelle solution d’approvisionnement pour {named}, loin de "
            f"l’engagement ({tonnes(lacking)} manquantes)\u202f?",
            detail=_crops(short),
            gathers=tuple(line.contract.number for line in short),
            facts=(
                f"Contrats concernés{NBSP}: {name_some(labels, limit=6)}.",
                f"Volume manquant à ce jour{NBSP}: {tonnes(lacking)}.",
                f"Contrats mesurés{NBSP}: {measured}.",
            ),
            options=options(
                "Chercher des volumes complémentaires auprès d’autres producteurs.",
                "Réviser les engagements de la prochaine période.",
                "Adapter les menus et les commandes des cuisines.",
                effects=(
                    f"{tonnes(lacking)} à trouver.",
                    f"{tonnes(lacking)} de moins que l’engagement de cette saison.",
                    f"{count_of(len(short), 'contrat')} à revoir avec les cuisines.",
                ),
            ),
            recommendation=TO_DISCUSS,
            origin="",
            advised="",
            kind="volumes",
            stake=(len(short), 0),
        ),
    )


def _crops(lines: list[VolumeLine]) -> str:
    """What is grown under those contracts, for who knows none by its number."""
    crops = [typo(shorten(each.contract.crop, limit=48)) for each in lines if each.contract.crop]
    return f"{name_some(list(dict.fromkeys(crops)))}." if crops else ""


def ask_about_orphans(rows: tuple[Row, ...]) -> tuple[Question, ...]:
    """Decisions that nobody answers for; one whose owner cannot be read is among them."""
    orphans = [row for row in rows if not row.plain("owner")]
    if not orphans:
        return ()
    numbers = [row.plain("number") or "sans numéro" for row in orphans]
    one = len(orphans) == 1
    what = "1 décision n’a" if one else f"{len(orphans)} décisions n’ont"
    named = "elle" if one else "elles"
    return (
        Question(
            subject="décisions",
            title=f"{what} pas de responsable{NBSP}: {name_some(numbers, limit=3)}",
            topic=f"Responsable et échéance de {name_some(numbers, limit=3)}",
            gathers=tuple(numbers),
            question=f"Qui répond de {name_some(numbers, limit=3)}, et pour quand\u202f?",
            facts=tuple(
                f"{row.plain('number') or 'Sans numéro'}{NBSP}: "
                f"{typo(shorten(row.plain('decision'), limit=90))}"
                for row in orphans[:3]
            ),
            options=options(
                "Désigner en séance un responsable et une échéance.",
                "Confier à la coordination jusqu’à la prochaine réunion.",
                f"Clore, si {named} n’{'a' if one else 'ont'} plus d’objet.",
                effects=(
                    "Suivi et relances dès la réunion.",
                    "La coordination en répond seule.",
                    f"{'Elle sort' if one else 'Elles sortent'} du suivi.",
                ),
            ),
            recommendation=f"Option A{NBSP}: une décision sans responsable n’est relancée "
            "auprès de personne.",
            origin=BY_RULE,
            advised="A",
            kind="owner",
            stake=(len(orphans), 0),
        ),
    )
