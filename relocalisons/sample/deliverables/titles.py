"""Sample: the 46 deliverables that the partners owe, roughly in order of time."""

# ruff: noqa: E501 (the notation is a table: one line a deliverable)

from dataclasses import dataclass

# number | owner | action | title | word in the file name | type | extension
_TITLES = """
L01 | P01 | A1.1 | Convention de partenariat signée | Convention-partenariat | contrat type | pdf
L02 | P21 | A6.1 | Charte graphique du programme | Charte-graphique | support | pdf
L03 | P05 | A1.4 | Carte des acteurs alimentaires du Pays des Sources | Carte-acteurs | rapport | pdf
L04 | P22 | A5.1 | Référentiel des quinze indicateurs | Referentiel-indicateurs | outil | xlsx
L05 | P02 | A2.1 | Répertoire des producteurs volontaires du littoral | Repertoire-littoral | outil | xlsx
L06 | P03 | A2.2 | Répertoire des producteurs volontaires de la Durance | Repertoire-Durance | outil | xlsx
L07 | P20 | A1.3 | Modèle de convention bilatérale | Convention-bilaterale | contrat type | docx
L08 | P14 | A3.1 | Schéma des circuits de livraison | Circuits-livraison | rapport | pdf
L09 | P04 | A4.1 | État des lieux des achats de la cuisine centrale | Achats-cuisine-centrale | rapport | pdf
L10 | P06 | A4.2 | État des lieux des achats des collèges | Achats-colleges | rapport | pdf
L11 | P11 | A2.3 | Tableau des volumes disponibles par espèce | Volumes-disponibles | outil | xlsx
L12 | P13 | A3.2 | Étude de dimensionnement de la légumerie | Dimensionnement-legumerie | rapport | pdf
L13 | P20 | A5.2 | Note sur l'obligation de contrat écrit | Note-contrat-ecrit | guide | pdf
L14 | P17 | A4.3 | Résultats des pesées de gaspillage | Pesees-gaspillage | rapport | pdf
L15 | P02 | A2.9 | Trame du contrat de culture type | Contrat-culture-type | contrat type | docx
L16 | P16 | A1.8 | Inventaire des terres communales mobilisables | Inventaire-foncier | rapport | pdf
L17 | P12 | A2.8 | Fiche des calibres acceptés en pommes | Calibres-pommes | guide | pdf
L18 | P15 | A4.7 | Carnet des quinze premières recettes de saison | Carnet-recettes | guide | pdf
L19 | P21 | A6.5 | Six portraits de producteurs | Portraits-producteurs | support | pdf
L20 | P18 | A4.4 | Synthèse du questionnaire des élèves | Questionnaire-eleves | rapport | pdf
L21 | P07 | A2.5 | Fiche variétale carottes et poireaux | Fiche-varietale | guide | pdf
L22 | P10 | A2.6 | Calendrier de récolte des fruits à pépins | Calendrier-recolte | outil | xlsx
L23 | P13 | A3.7 | Dossier d'agrément sanitaire de la légumerie | Agrement-sanitaire | rapport | pdf
L24 | P14 | A3.5 | Comparatif des logiciels de commande groupée | Comparatif-logiciels | rapport | pdf
L25 | P22 | A5.5 | Rapport de l'enquête de référence | Enquete-reference | rapport | pdf
L26 | P20 | A5.7 | Guide de la commande publique locale | Guide-commande-publique | guide | pdf
L27 | P05 | A4.13 | Convention du groupement de commandes | Groupement-commandes | contrat type | docx
L28 | P04 | A4.9 | Cahier des charges du marché de fruits et légumes | Cahier-charges-marche | contrat type | pdf
L29 | P06 | A4.8 | Bilan de la formation des cuisiniers | Bilan-formation | rapport | pdf
L30 | P01 | A1.12 | Premier rapport d'étape aux financeurs | Rapport-etape-1 | rapport | pdf
L31 | P19 | A4.5 | Recensement des régimes et textures | Regimes-textures | rapport | pdf
L32 | P08 | A2.7 | Compte rendu d'essai pommes de terre | Essai-pommes-de-terre | rapport | pdf
L33 | P03 | A5.8 | Support de formation à la traçabilité | Formation-tracabilite | support | pdf
L34 | P17 | A4.10 | Plan alimentaire de vingt repas | Plan-alimentaire | outil | xlsx
L35 | P09 | A5.6 | Dossier d'audit de conversion | Audit-conversion | rapport | pdf
L36 | P22 | A5.9 | Méthode de calcul des kilomètres évités | Methode-kilometres | guide | pdf
L37 | P21 | A6.7 | Film de présentation du programme | Film-presentation | vidéo | mp4
L38 | P12 | A3.8 | Plan des tournées de ramassage | Plan-tournees | outil | xlsx
L39 | P11 | A2.15 | Engagements de volumes de printemps | Engagements-printemps | contrat type | pdf
L40 | P15 | A5.16 | Actes de la première journée technique sols | Journees-sols | support | pdf
L41 | P16 | A1.16 | Bail rural environnemental commenté | Bail-environnemental | contrat type | docx
L42 | P18 | A6.13 | Livret du concours de recettes | Livret-concours | support | pdf
L43 | P05 | A1.18 | Projet alimentaire territorial révisé | PAT-revise | rapport | pdf
L44 | P22 | A5.21 | Tableau final des quinze indicateurs | Tableau-indicateurs | outil | pdf
L45 | P21 | A6.15 | Kit de communication des partenaires | Kit-communication | support | pdf
L46 | P01 | A6.23 | Guide d'essaimage du programme | Guide-essaimage | guide | pdf
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverableTitle:
    """A deliverable before it has a date and a folder."""

    number: str
    owner: str
    action: str
    title: str
    slug: str
    type: str
    extension: str

    @property
    def naming_rule(self) -> str:
        """« RELOC_L04_*_v*.pdf »."""
        return f"RELOC_{self.number}_*_v*.{self.extension}"

    def file_name(self, version: int) -> str:
        """A name that obeys the rule."""
        return f"RELOC_{self.number}_{self.slug}_v{version}.{self.extension}"


def _parse(line: str) -> DeliverableTitle:
    number, owner, action, title, slug, kind, extension = map(str.strip, line.split("|"))
    return DeliverableTitle(
        number=number,
        owner=owner,
        action=action,
        title=title.replace("'", "’"),
        slug=slug,
        type=kind,
        extension=extension,
    )


DELIVERABLE_TITLES: tuple[DeliverableTitle, ...] = tuple(map(_parse, _TITLES.strip().splitlines()))
