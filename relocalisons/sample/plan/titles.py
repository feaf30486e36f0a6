"""Sample: what the 23 partners promised to do, in six work streams, roughly in order of time."""

from dataclasses import dataclass

WORK_STREAMS = (
    "1. Gouvernance et coordination",
    "2. Production et contrats de culture",
    "3. Logistique et transformation",
    "4. Restauration collective",
    "5. Qualité, droit et évaluation",
    "6. Communication et essaimage",
)

# owner | title | contributors
_TITLES = """
[1]
P01 | Faire signer la convention de partenariat par les 23 structures | P20
P01 | Installer le comité de pilotage et son règlement intérieur | P05 P06
P20 | Rédiger le modèle de convention bilatérale entre partenaires | P01
P05 | Cartographier les acteurs alimentaires du Pays des Sources | P16 P22
P23 | Présenter le programme aux traiteurs du littoral |
P06 | Désigner un élu référent dans chaque canton | P01
P01 | Mettre en place le Drive partagé et les droits d'accès | P21
P16 | Recenser les terres communales mobilisables pour du maraîchage | P05
P05 | Faire délibérer les douze communes sur leur participation | P06
P22 | Proposer la grille de suivi trimestriel des engagements | P01
P16 | Rencontrer les propriétaires des friches irrigables | P05 P20
P01 | Préparer les rapports d'étape aux financeurs | P22
P20 | Sécuriser le circuit des subventions reversées | P01
P05 | Organiser la conférence des maires sur l'alimentation locale | P21
P06 | Inscrire l'approvisionnement local au budget primitif 2026 |
P16 | Signer trois baux ruraux environnementaux avec les communes | P20
P01 | Animer la revue à mi-parcours avec les partenaires | P22
P05 | Réviser le projet alimentaire territorial | P22
P20 | Analyser les statuts possibles d'une structure pérenne | P01
P06 | Proposer une charte d'engagement aux conseils d'administration des collèges | P18
P16 | Accompagner deux installations sur les parcelles libérées | P02
P01 | Négocier les suites du programme avec les financeurs | P05 P06
P05 | Transférer le suivi des engagements aux communes | P01
P01 | Clore les comptes et rendre le rapport final | P20
[2]
P02 | Recenser les producteurs volontaires du littoral | P15
P03 | Recenser les producteurs volontaires de la Durance | P15
P11 | Chiffrer les volumes disponibles par espèce et par mois | P02
P15 | Identifier les fermes prêtes à une conversion bio | P02 P03
P07 | Choisir les variétés de carottes et de poireaux pour les cuisines | P02
P10 | Établir le calendrier de récolte des pommes et des poires | P12
P08 | Tester la pomme de terre de conservation sur deux hectares | P02
P12 | Évaluer les calibres acceptés par les cuisines en pommes | P17
P02 | Rédiger le contrat de culture type avec les cuisines | P20
P09 | Semer la première planche d'épinards sous contrat | P15
P07 | Installer l'irrigation goutte à goutte sur la parcelle des Iscles | P03
P08 | Implanter deux hectares de pois chiches | P15
P10 | Planter un hectare de pêchers tardifs | P03
P03 | Organiser trois visites croisées de parcelles | P02 P15
P11 | Signer les engagements de volumes de printemps | P14
P12 | Moderniser la ligne de tri des poires | P03
P09 | Étaler les semis de salades de mars à mai | P15
P15 | Suivre cinq fermes en conversion | P02 P03
P02 | Former vingt producteurs au calcul du coût de production | P03
P08 | Créer un atelier de lavage à la ferme | P02
P03 | Renégocier les contrats de la deuxième campagne | P20
P10 | Étendre le verger sous contrat à cinq hectares | P12
P07 | Mutualiser une planteuse entre trois fermes | P08 P09
P11 | Bâtir le plan de culture collectif de la campagne 2027 | P02 P03
[3]
P14 | Décrire les circuits de livraison existants | P11
P13 | Dimensionner la ligne de parage et d'épluchage | P17
P04 | Relever les contraintes de réception de la cuisine centrale | P14
P17 | Définir les conditionnements acceptés par les cuisines | P13
P14 | Comparer trois logiciels de commande groupée | P04 P06
P11 | Louer une chambre froide de 80 mètres cubes | P14
P13 | Obtenir l'agrément sanitaire de la légumerie | P20
P12 | Organiser le ramassage mutualisé des fruits de la Durance | P14
P14 | Ouvrir la plateforme de commande aux cinq premières cuisines | P04 P17
P13 | Recruter et former deux opérateurs de transformation |
P04 | Adapter le quai de livraison de la cuisine centrale | P14
P17 | Tester les légumes de quatrième gamme de la légumerie | P13
P14 | Mesurer le coût complet du dernier kilomètre | P22
P13 | Mettre en service la ligne de légumes racines | P07
P11 | Mutualiser deux tournées hebdomadaires vers le littoral | P14
P12 | Installer un point de massification à Mallemoisson | P14
P04 | Passer les commandes hebdomadaires par la plateforme | P14
P17 | Équiper la cuisine d'une cellule de refroidissement |
P14 | Étendre les tournées au Val d'Issole | P19
P13 | Valoriser les écarts de tri en soupes et purées | P17 P19
P12 | Lancer une gamme de compotes pour les cantines | P13
P11 | Établir le plan de stockage de la campagne 2027 | P14
P14 | Conclure un accord de tarif pluriannuel avec les transporteurs | P20
P13 | Calculer le seuil de rentabilité de la légumerie | P22
[4]
P04 | Établir l'état des lieux des achats de la cuisine centrale | P22
P06 | Établir l'état des lieux des achats des collèges | P22
P17 | Peser le gaspillage pendant deux semaines témoins | P22
P18 | Interroger les élèves sur leurs attentes au restaurant |
P19 | Recenser les régimes et textures du centre hospitalier |
P23 | Tester une carte locale dans deux restaurants d'entreprise |
P15 | Proposer vingt recettes de saison aux cuisiniers | P17 P18
P06 | Former les cuisiniers de douze collèges aux légumineuses | P15
P04 | Rédiger le marché de fruits et légumes en petits lots | P20
P17 | Réécrire le plan alimentaire sur vingt repas | P15
P18 | Ouvrir une journée locale hebdomadaire au self | P07
P19 | Introduire des soupes fraîches au dîner des patients | P13
P05 | Monter le groupement de commandes de quatre communes | P20
P06 | Publier le marché de pommes et poires des collèges | P12
P04 | Servir un repas entièrement local par semaine dans les écoles | P17
P18 | Faire entrer les produits de l'exploitation au self | P02
P19 | Former les aides-cuisiniers aux cuissons basse température | P17
P17 | Réduire de trente pour cent le gaspillage mesuré | P22
P15 | Accompagner quatre cuisines vers vingt pour cent de bio | P04 P06
P06 | Étendre la démarche à vingt-quatre collèges | P05
P04 | Déclarer les achats de l'année sur la plateforme nationale | P22
P23 | Rédiger le retour d'expérience des traiteurs |
P19 | Atteindre un repas local par jour au centre hospitalier | P14
P18 | Créer un module de formation sur l'approvisionnement local | P22
[5]
P22 | Fixer la liste des quinze indicateurs et leurs références | P01
P20 | Établir la note sur l'obligation de contrat écrit par filière | P02
P02 | Recenser les certificats des producteurs engagés | P15
P15 | Vérifier les certificats biologiques de la campagne | P02 P03
P22 | Réaliser l'enquête de référence auprès des cuisines | P04 P06
P09 | Préparer l'audit de conversion de trois parcelles | P15
P20 | Rédiger le guide de la commande publique locale | P04 P06
P03 | Former les producteurs à la traçabilité des lots | P11
P22 | Construire la méthode de calcul des kilomètres évités | P14
P07 | Obtenir la certification haute valeur environnementale | P02
P20 | Relire les clauses de tolérance des contrats de culture | P02 P03
P21 | Traduire les indicateurs en fiches illustrées | P22
P08 | Mettre à jour le plan de maîtrise sanitaire de l'atelier | P02
P22 | Mesurer la part des achats durables dans cinq cuisines | P04 P17
P10 | Passer l'audit de suivi du verger | P03
P15 | Organiser deux journées techniques sur la fertilité des sols | P02 P03
P03 | Contrôler la traçabilité sur dix livraisons | P14
P02 | Mettre en place le cahier des charges légumes de plein champ | P07 P08
P20 | Actualiser la veille sur la commande publique | P05
P09 | Étendre la certification à l'ensemble de la ferme | P15
P22 | Mesurer une dernière fois les quinze indicateurs | P01
P12 | Renouveler la certification des vergers de la coopérative | P03
P20 | Établir le modèle d'accord interprofessionnel local | P11 P12
P22 | Rendre l'évaluation finale du programme | P01
[6]
P21 | Créer l'identité visuelle et la charte graphique | P01
P01 | Arrêter le plan de communication avec les financeurs | P21
P21 | Mettre en ligne le site du programme | P01
P18 | Accueillir le lancement officiel au lycée | P21 P01
P21 | Réaliser six portraits de producteurs | P07 P09
P22 | Publier la première note de conjoncture alimentaire |
P21 | Tourner le film de présentation du programme | P01
P01 | Présenter le programme au Salon de l'agriculture | P05 P06
P21 | Concevoir l'affichage des cantines engagées | P04 P06
P07 | Accueillir deux classes sur la ferme | P18
P22 | Organiser un séminaire avec les chercheurs de la région | P18
P21 | Diffuser la lettre trimestrielle du printemps | P01
P18 | Organiser un concours de recettes entre lycées | P15
P01 | Animer un atelier de transfert avec trois territoires voisins | P05
P21 | Produire le kit de communication des partenaires | P01
P10 | Ouvrir le verger au public pour une journée de taille | P21
P05 | Organiser la semaine de l'alimentation locale | P21 P04
P22 | Publier l'atlas des approvisionnements locaux | P14
P21 | Diffuser les résultats à mi-parcours | P22
P18 | Intégrer le programme au projet d'établissement |
P09 | Témoigner au congrès de l'agriculture biologique | P15
P21 | Réaliser le film de clôture |
P01 | Publier le guide d'essaimage du programme | P20 P22
P01 | Organiser la journée de clôture | P21
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTitle:
    """An action before it has dates; `rank` (0 to 1) says when it comes in its work stream."""

    number: str
    work_stream: str
    owner: str
    title: str
    contributors: tuple[str, ...]
    rank: float


def _parse(notation: str) -> tuple[ActionTitle, ...]:
    found = []
    for block in notation.strip().removeprefix("[").split("\n["):
        head, *lines = block.splitlines()
        stream = int(head.rstrip("]"))
        for index, line in enumerate(lines):
            owner, title, contributors = map(str.strip, line.split("|"))
            found.append(
                ActionTitle(
                    number=f"A{stream}.{index + 1}",
                    work_stream=WORK_STREAMS[stream - 1],
                    owner=owner,
                    title=title.replace("'", "’"),
                    contributors=tuple(contributors.split()),
                    rank=index / (len(lines) - 1),
                )
            )
    return tuple(found)


ACTION_TITLES: tuple[ActionTitle, ...] = _parse(_TITLES)
