"""Pure: what a programme of growers, offices and canteens says in words that elsewhere are private.

`reasons` takes them out before it judges; the notation is that of `private`.
"""

# Meanings of the trade, of offices and of canteens: taken out before anything is judged.
INNOCENT = """
conge/conges bail/rural/fermage/scolaire*/annuel*/paye*/ete/hiver/formation/cuisine/cantine/noel
maternite collective/brebis/chevres/vaches/truies/porc*/ovin*/animal*
service/cuisine/hopital maternite; dans enceinte
enceinte lycee/college/ecole/marche/min/ferme/batiment/parc/cuisine/site; mur enceinte
redressement/redresser sol/sols/terrain/parcelle*/cep*
redressement/redresser tuteur*/ventes/economique/prix/barre/plant*
liquidation facture*/subvention*/solde/aide*/credit*/stock*/paiement*/dossier*/acompte*/prime*
bilan carbone/intermediaire/final/annuel/financier
bilan activite/comptable/matieres/hydrique/campagne/saison
bilan draaf/region/prefecture/financeur*/semestr*/2024/2025/2026/2027/a/aupres/janvier/juin/mi
sauvegarde drive/donnees/fichier*/serveur/informatique
sauvegarde patrimoine/race*/variete*/biodiversite/tableau; sauvegarde communal*/automatique
cure sol/sols/fosse*; porte greffe*; cas groupes; jardin* therapeutique*
degre/vinaigre/sans alcool; fracture numerique/sociale/territoriale; inapte/impropre consommation
exploitation*/ferme*/agriculture/agricole familial*
jardin*/entreprise*/quotient/structure/epicerie familial*
syndicat/syndicats mixte/agricole*/intercommunal*/aoc/aop
syndicat/syndicats igp/producteurs/proprietaires/eaux/energie; tribunal administratif
proces verbal/verbaux; porte/acces/voie/route/quai condamne*; chomage canal/ouvrage*
plantes medical*/medicinales; maison/centre/cabinet/desert/pole medical*
repas/menu/menus/plateaux malade*; malades hopital
crise/periode/apres/depuis/post/epidemie/pandemie/vague/fonds/plan/protocole/avant covid
grippe aviaire/porcine; fievre aphteuse/catarrhale; unite/accueil/residents/menu* alzheimer
depression atmospherique/meteo*/tropicale/economique/orageuse/mediterraneenne/golfe
centre/unite/institut cancer*; lutte/ligue contre cancer*
adjoint*/elu/elue/commission/direction/agence sante
accident/accidents palette*/climatique*/cuisson/industriel*/pesee/meteo*/cultur*/livraison
suppression/supprime poste/postes depense*/budgetaire*/charge*
invalidite devis/offre/facture/vote/marche; paternite projet/idee/variete/marque; constat huissier
huissier constat; mise/mis/mises demeure; bras/main levage/articule/oeuvre
pied/pieds vigne/arbre*/oeuvre; dos ane; coeur ville/artichaut/metier
justice sociale/alimentaire/climatique/environnementale
tutelle ministere/etat/prefecture/administrative
avertissement/avertissements meteo*/agricole*/sanitaire*/phyto*; divorce offre
mariage saveurs/produits
bout_a_bout; l_aveugle; venir/venu*/viens/vient/viendra/arriv*_a_bout
interpelle*_par parents/elu*/convive*/presse/association*/opposition
bout rouleau paillage/film*/etiquette*/plastique/papier/scotch; en_finir_avec; samu_social
rechute cours/prix/ventes/marche/cotation*; cours/prix/marche/secteur/filiere deprime*
vernis/bache/plastique/sac*/caisse*/film craque*; sol/sols/terre/terres/terrain/substrat boit
boit eau; alcool fruit*/poire/menthe
avc_nous/vous/eux/nos/notre; perdu*_de_vue; a_bout_de_course
serre/serres/tunnel*/batiment/toit/toiture/mur/hangar/pont/cours/prix/vente* effondre*
mis/mise/mises en cause calibre/qualite/prix/contrat*/tarif*/fraicheur
tutelle draaf/region/departement/ars/conseil/ddt/commune
conflit/conflits horaire*/calendrier/date*/agenda*/usage*/planning/version*/fichier*/eau
conflit/conflits acces/droits/reservation*/salle/edition/creneau*
permis construire/amenager/louer/demolir/lotir/environnement*; proces intention
maltraitance/maltraites animal*; enquete interne satisfaction; sursis_a_statuer
projet/dossier/idee/action/outil/livrable mis/mise_au_placard
enterrement ligne*/reseau*/cable*/tuyau*/cuve*/conduite*/canalisation*/dechet*/gaine*
separation flux/lots/bio/dechets/tache*/circuit*/phase*/parcelle*/pouvoirs
amenagement_de/du_poste lavage/tri/pesee/decoupe/controle/eau/electrique/secours
creance* subvention*/region/etat; ambiance tendue marche
bilan pedagogique/qualitatif/quantitatif/moral/nutritionnel/energetique/thermique/provisoire/etape
notifie*_par_huissier; signifie*_par_huissier; chirurgie arbor*/arbre*
menu/menus/repas/regime* diabet*
"""

# « Vu avc le maire »: « avec » in haste, where what was done and with whom settle it.
MET = """
vu; vus; vue; voir; revoir; point; points; rdv; reunion*; discut*; parle; appel; contact; echang*
point/visite/reunion/rdv/appel/contrat/tour_fait/faite/prevu/prevue/cale/calee; ok; accord; signe
signee; contrat; convention; avenant; degustation; atelier; travail*; visite
"""
WHOM = "l; le; la; les; un; une; mes; chaque; tous; toute"
