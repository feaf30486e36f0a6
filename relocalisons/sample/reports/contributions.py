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

# Number of an action → what its partner tells of it, and the figures that are given back.
_TOLD = {
    "A1.1": (
        "Les vingt-trois structures ont signé, la dernière à la fin de novembre. Les annexes financières ont été reprises une fois, sans changer les montants.",
        "23 conventions signées",
    ),
    "A1.2": (
        "Le comité de pilotage s’est réuni deux fois et a adopté son règlement intérieur à l’unanimité. Chaque structure a un titulaire ; quatre n’ont pas encore de suppléant.",
        "2 réunions ; 18 suppléants désignés",
    ),
    "A1.4": (
        "La carte recense 146 acteurs, du maraîcher à la cantine, vérifiés un par un par téléphone. Pour chacun, elle dit ce qu’il produit, transforme ou achète, et dans quelle commune. Trente attendent encore une adresse précise.",
        "146 acteurs ; 12 communes",
    ),
    "A1.9": (
        "Les douze communes ont délibéré, toutes favorablement, les trois dernières en décembre. Neuf ont nommé un référent ; les autres le feront avec leur nouveau conseil.",
        "12 délibérations ; 9 référents",
    ),
    "A1.6": (
        "Chaque canton a proposé un élu référent, treize en tout. Une première réunion leur a présenté le programme et les contrats de culture.",
        "13 référents proposés ; 1 réunion",
    ),
    "A1.15": (
        "Une ligne de 60 000 € pour l’approvisionnement local des collèges figure au projet de budget. Le vote est prévu en avril.",
        "60 000 € inscrits au projet",
    ),
    "A2.1": (
        "Le répertoire donne, pour quatorze exploitations du littoral prêtes à livrer les cantines, les surfaces, les périodes de récolte et les moyens de livraison. La Chambre d’agriculture en a rencontré trente-deux, surtout en légumes de plein champ.",
        "32 exploitations rencontrées ; 14 volontaires",
    ),
    "A2.9": (
        "Le contrat type a été relu par six producteurs et quatre cuisines. La clause de prix est arrêtée ; celle du gel sera reprise avec la Clinique du droit rural.",
        "2 versions ; 10 relecteurs",
    ),
    "A2.2": (
        "Vingt-six exploitations de la Durance ont répondu, dont onze en arboriculture. Neuf sont prêtes à s’engager sur deux saisons.",
        "26 réponses ; 9 volontaires",
    ),
    "A2.14": (
        "Deux visites croisées sur trois ont eu lieu, avec dix-sept producteurs et cinq cuisiniers. La troisième, aux vergers, est reportée après la taille.",
        "2 visites ; 22 participants",
    ),
    "A2.5": (
        "Trois variétés de carottes et deux de poireaux ont été goûtées et épluchées en cuisine. La Nantaise et l’Armor sont retenues pour leur tenue et leur calibre.",
        "5 variétés essayées ; 2 retenues",
    ),
    "A2.11": (
        "Le goutte-à-goutte couvre les deux tiers de la parcelle des Iscles. Le dernier tiers attend le raccord à la borne, prévu fin mars.",
        "0,8 ha équipé sur 1,2 ha",
    ),
    "A2.10": (
        "La planche d’épinards sous contrat, semée sur 0,4 ha, se coupe pour le lycée depuis novembre. Un semis de relève est prévu à la fin de l’hiver.",
        "0,4 ha semé ; 1 cuisine livrée",
    ),
    "A2.17": (
        "Six dates de semis sont calées avec les cuisines, de mars à mai. Les plants des deux premières séries ont levé sous abri ; les mottes de la troisième sont prêtes.",
        "6 dates de semis ; 2 séries levées",
    ),
    "A2.3": (
        "Le tableau donne, mois par mois, les volumes disponibles de vingt-deux espèces. Il montre un creux d’avril à juin, que les légumes racines ne comblent pas.",
        "22 espèces ; 12 mois",
    ),
    "A2.15": (
        "Sept producteurs sur dix ont signé leurs volumes de printemps. Les trois autres attendent la réponse des cuisines sur les calibres.",
        "7 engagements signés sur 10",
    ),
    "A3.2": (
        "La ligne est dimensionnée pour 900 kilos par matinée : parage, épluchage, lavage. Deux devis d’équipement sont comparés ; la place au sol suffit.",
        "900 kg par matinée ; 2 devis",
    ),
    "A3.7": (
        "L’agrément est obtenu depuis la mi-février. La visite demandait deux reprises dans la salle froide ; elles sont faites.",
        "1 agrément ; 2 reprises faites",
    ),
    "A3.1": (
        "Les dix-huit circuits de livraison existants sont décrits, avec leurs jours, leurs distances et leur remplissage. Six se doublent et pourraient être regroupés.",
        "18 circuits ; 6 doublons",
    ),
    "A3.5": (
        "Trois logiciels ont été essayés par quatre cuisines pendant deux semaines. Un seul gère les commandes par calibre et l’export vers la comptabilité.",
        "3 logiciels ; 4 cuisines testeuses",
    ),
    "A2.4": (
        "Onze fermes ont fait leur diagnostic ; cinq peuvent se convertir sans investissement lourd. Les freins tiennent surtout à l’eau et à la main-d’œuvre.",
        "11 diagnostics ; 5 fermes prêtes",
    ),
    "A2.18": (
        "Les cinq fermes en conversion ont reçu chacune deux visites. Quatre tiennent leur plan ; la cinquième demande un report d’un an.",
        "10 visites ; 5 fermes",
    ),
    "A1.8": (
        "Quarante-deux hectares communaux ont été relevés, dont quinze irrigables. Trois communes sont prêtes à louer dès l’automne.",
        "42 ha recensés ; 15 ha irrigables",
    ),
    "A1.11": (
        "Huit propriétaires de friches sur vingt ont été rencontrés. Trois acceptent un bail, deux hésitent, trois refusent.",
        "8 rencontres ; 3 accords",
    ),
    "A3.4": (
        "Les cuisines acceptent deux conditionnements : la caisse reprise de dix kilos et le bac plastique consigné. Le carton à usage unique est abandonné.",
        "2 conditionnements ; 7 cuisines consultées",
    ),
    "A3.12": (
        "Carottes râpées et poireaux émincés de la légumerie sont servis en essai, un repas sur deux. Le gain de temps est d’une heure par service ; le prix reste à négocier.",
        "2 produits ; 1 heure gagnée par service",
    ),
    "A4.4": (
        "Le questionnaire a reçu 512 réponses d’élèves. Ils demandent d’abord plus de choix en entrée, puis de savoir d’où viennent les légumes.",
        "512 réponses",
    ),
    "A4.11": (
        "La journée locale du jeudi est préparée avec deux producteurs. Elle n’est pas ouverte : les parcelles étaient inaccessibles en janvier.",
        "2 producteurs ; 0 journée tenue",
    ),
    "A1.3": (
        "Le modèle de convention bilatérale tient en quatre pages. Deux partenaires l’utilisent, sans demande de modification.",
        "1 modèle ; 2 conventions",
    ),
    "A1.13": (
        "Le circuit des subventions reversées est décrit et relu par l’expert-comptable du chef de file. Reste à fixer le délai de versement.",
        "1 procédure ; 1 relecture",
    ),
    "A5.12": (
        "Neuf indicateurs sur quinze ont leur fiche illustrée. Les six autres attendent une source stable.",
        "9 fiches sur 15",
    ),
    "A6.1": (
        "La charte graphique fixe le logo, deux polices, une couleur par axe et la place des logos des financeurs. Validée en décembre, elle est déjà employée par onze partenaires.",
        "1 charte ; 11 partenaires",
    ),
    "A1.10": (
        "La grille trimestrielle tient sur une page et a été essayée par quatre structures. Deux questions, jugées trop longues, sont réécrites.",
        "1 grille ; 4 essais",
    ),
    "A5.1": (
        "Les quinze indicateurs sont fixés, chacun avec sa référence, sa cible et son responsable. Trois attendent encore la pièce qui prouve leur mesure.",
        "15 indicateurs ; 12 preuves",
    ),
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
    """What a partner fills in: a few lines, the figures asked for, sometimes a proof."""
    words, figures = _TOLD[title.number]
    cells = {"text": text(words), "figures": text(figures)}
    if int(title.number.partition(".")[2]) % 3 == 1:
        cells["proofs"] = text(f"https://relocalisons.example/preuves/{title.number}")
    return cells
