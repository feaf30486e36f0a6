"""Sample: what partners write in « Contribution au bilan » for the interim report of the spring."""

# ruff: noqa: E501 (what people write is longer than a line of code)

from collections.abc import Iterator
from datetime import date
from random import Random

from relocalisons.sample.engine.cells import Row, Typed, text
from relocalisons.sample.engine.days import working_day_between
from relocalisons.sample.engine.events import CellsTyped, Event
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.structures import STRUCTURES, WITHDRAWN
from relocalisons.sample.plan.titles import ACTION_TITLES, ActionTitle

CONTRIBUTIONS = usual_tab(
    "contributions",
    "Contribution au bilan",
    """
    period*: Période; action*: Action; figures: Chiffres demandés; text: Texte; proofs: Preuves
    """,
)


PERIOD = "de septembre 2025 à février 2026"
PERIOD_START, PERIOD_END = date(2025, 9, 1), date(2026, 2, 28)
_FIGURES = "nombre de participants ; volumes ; dates"

# Work stream → what its partners tell, whoever they are.
_TOLD = {
    "1": (
        "Deux réunions de travail ont permis de fixer qui fait quoi et à quelle date. Les élus ont "
        "suivi, avec une réserve sur le calendrier du printemps. Le point à surveiller reste la "
        "disponibilité des services pendant la préparation des budgets.",
        "La délibération est passée sans opposition en décembre. Il reste à faire circuler les "
        "documents signés et à mettre à jour les contacts de trois communes.",
        "Le travail a demandé plus d’échanges que prévu avec les services juridiques. Le modèle est "
        "stabilisé et deux partenaires l’utilisent déjà.",
    ),
    "2": (
        "Nous avons rencontré quatorze producteurs entre octobre et janvier, dont neuf sont prêts à "
        "s’engager sur une surface. Le gel de janvier a retardé les semis de dix jours. Les volumes "
        "de printemps sont confirmés pour les légumes racines, pas encore pour les feuilles.",
        "Les essais de l’automne sont concluants sur deux variétés. La troisième a souffert de la "
        "sécheresse de septembre et ne sera pas reconduite.",
        "Les calibres attendus par les cuisines sont mieux compris. Le tri à la ferme prend encore "
        "trop de temps, une aide à l’équipement serait utile.",
    ),
    "3": (
        "Les tournées mutualisées tournent une fois par semaine depuis novembre, avec cinq points "
        "de collecte. Le remplissage du camion est passé de la moitié aux deux tiers.",
        "Le matériel est livré et installé. La mise en service attend le passage du contrôle "
        "sanitaire, reporté deux fois.",
        "Le relevé des contraintes est terminé dans huit sites sur dix. Deux quais ne peuvent pas "
        "recevoir de palettes entières, une solution est à l’étude.",
    ),
    "4": (
        "Trois cuisines centrales ont servi les premiers menus, pour 2 100 repas en moyenne par "
        "semaine. Les équipes demandent des légumes déjà lavés le lundi. Le gaspillage pesé a "
        "baissé d’un cinquième sur les deux sites suivis.",
        "La formation a réuni vingt-deux cuisiniers en deux sessions. Les retours sont bons, une "
        "session supplémentaire est demandée pour les remplaçants.",
        "Le diagnostic des achats est fait pour l’année 2025. Les familles les plus simples à "
        "relocaliser sont les légumes de garde et les pommes.",
    ),
    "5": (
        "Les certificats des producteurs engagés sont réunis à une exception près. Les clauses du "
        "contrat type ont été relues deux fois et n’appellent plus de remarque de fond.",
        "L’enquête de référence a reçu 412 réponses. Son dépouillement a pris trois semaines de plus "
        "que prévu, faute de saisie au fil de l’eau.",
        "La grille d’évaluation est partagée avec les partenaires. Quatre indicateurs sur quinze "
        "restent à rattacher à une source fiable.",
    ),
    "6": (
        "Six publications et deux visites ont fait connaître le programme. La presse locale a "
        "repris le portrait de producteurs. Les logos des financeurs figurent sur tous les supports.",
        "Le film est monté, il reste à obtenir l’accord de deux familles pour les images d’enfants.",
        "La première lettre est partie à 340 abonnés, un tiers l’ont ouverte. Le rythme d’une lettre "
        "par trimestre est tenu.",
    ),
}

# Work stream → the figures that its partners give back.
_ANSWERS = {
    "1": ("2 réunions ; 14 participants", "3 délibérations ; 1 convention"),
    "2": ("14 producteurs rencontrés ; 9 engagés", "2 essais ; 1,2 ha"),
    "3": ("12 tournées ; 5 points de collecte", "8 sites sur 10"),
    "4": ("2 100 repas par semaine ; 3 cuisines", "22 cuisiniers ; 2 sessions"),
    "5": ("412 réponses", "11 indicateurs sur 15"),
    "6": ("6 publications ; 2 visites", "340 abonnés"),
}

# Those who never write anything; a reminder, then a call, will be needed.
SILENT = ("P04", "P08", "P10", "P12", "P19")


def contribution_rows(partner: str) -> tuple[Row, ...]:
    """The lines that wait for a partner's words, up to three; some are filled on the eve."""
    rows = []
    for index, title in enumerate(_own(partner)):
        cells = {
            "period": text(PERIOD),
            "action": text(title.number),
            "figures": text(_FIGURES),
        }
        if index == 0 and partner not in SILENT and partner != WITHDRAWN:
            cells |= _told(title)
        rows.append(Row(uid=f"contribution/{title.number}", cells=cells))
    return tuple(rows)


def contribution_events(*, seed: int) -> Iterator[Event]:
    """The second lines are written once they are asked, from the end of February on."""
    rng = Random(f"{seed}:contributions")
    for structure in STRUCTURES:
        if structure.code in SILENT or structure.code == WITHDRAWN:
            continue
        for title in _own(structure.code)[1:2]:
            yield CellsTyped(
                on=working_day_between(rng, date(2026, 2, 24), date(2026, 3, 13)),
                owner=structure.code,
                table="contributions",
                uid=f"contribution/{title.number}",
                cells=_told(title),
            )


def _own(partner: str) -> list[ActionTitle]:
    return [title for title in ACTION_TITLES if title.owner == partner][:3]


def _told(title: ActionTitle) -> dict[str, Typed]:
    """What a partner fills in: five lines, the figures asked for, sometimes a proof."""
    stream = title.work_stream[0]
    # Actions of one stream that are told follow each other: none repeats the one before it.
    peers = [one.number for one in ACTION_TITLES if one.work_stream[0] == stream]
    rank = peers.index(title.number)
    told = _TOLD[stream]
    cells = {
        "text": text(told[rank % len(told)]),
        "figures": text(_ANSWERS[stream][rank % 2]),
    }
    if rank % 3 == 0:
        cells["proofs"] = text(f"https://relocalisons.example/preuves/{title.number}")
    return cells
