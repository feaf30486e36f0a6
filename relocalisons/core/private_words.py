"""Pure: the words that tell of somebody's health, family, job or ruin, and those that do not.

A growers' programme says the same words of its vines, soils and invoices: « maladie de la vigne »,
« congé du bail », « redressement du sol » are reasons that anybody may read. What is said of people
and of crops alike is private unless its clause speaks of crops: doubt hides.

Source: RGPD (règlement 2016/679), articles 5.1.c and 9: a report needs the delay and its remedy,
never the illness. `private_reasons` judges by these lists.

A list is one phrase a line or a `;`, folded (no case, accent, hyphen nor apostrophe). `*` is any
ending, `/` a choice at that place, `_` two words side by side; between others, articles, « est » or
« son » may stand: `conge maternite` is also « congé de sa maternité ».
"""

from enum import StrEnum


class PrivateTopic(StrEnum):
    """What a private reason is about; the value is said to the coordinator."""

    HEALTH = "santé"
    FAMILY = "famille"
    EMPLOYMENT = "emploi"
    COURT = "justice"
    INSOLVENCY = "difficultés d’une entreprise"


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
bilan pedagogique/qualitatif/quantitatif/moral/nutritionnel/energetique/thermique/provisoire/etape
notifie*_par_huissier; signifie*_par_huissier; chirurgie arbor*/arbre*
menu/menus/repas/regime* diabet*
"""

PRIVATE = {
    PrivateTopic.INSOLVENCY: """
redressement/liquidation/liquidateur/mandataire/administrateur/procedure/reglement judiciaire*
redressement/liquidation fiscal/urssaf/msa/societe/cooperative
redressement/liquidation entreprise/gaec/earl/sarl/association
en redressement/liquidation/faillite/sauvegarde
mis/mise/mises/met en redressement/liquidation/sauvegarde; liquidation amiable/depuis/prononce*
depot/depots/depose*/deposer/deposent bilan; plan continuation; cessation/cesse* paiement*
procedure/plan/ouverture/periode sauvegarde; procedure/procedures collective*; faillite*
banqueroute; surendett*; endette; endettee; dettes; huissier*; interdit* bancaire; mandat ad hoc
saisie bancaire/immobiliere/salaire/conservatoire; creancier*; compte/comptes bancaire* bloque*
liquidateur*; judiciere; judicaire
""",
    PrivateTopic.HEALTH: """
arret/arrets/arrette/arrete maladi*/travail/medica*/longue/cpam; longue/grave/grosse maladie
covid long; conge*/depart maladi*/longue/mat/maternite
conge/conges pat/parental/patho*/adoption/naissance; maternite; paternite; grossesse*
est/etait/tombee/femme/salariee/etre/sophie enceinte; fausse couche
enceinte mois/jusqu*/depuis/1/2/3/4/5/6/7/8; accouche*; allaite*; therapeutique; invalidite
inaptitude; declare/declaree inapte; inapte poste/travail/temporaire*/definitive*/reprendre/reprise
rqth; reconnu/reconnue travailleu*/handicap*; antidepress*; anxiolyt*
son/sa handicap/surdite/cecite/sante/hospitalisation/operation; medecine travail
medecin travail/traitant/conseil; son/sa/chez/par/avis/leur medecin/psychologue/chirurgien
psychiatr*; psychologue; chirurgie*; chirurgical*; kinesi*; cardiologue; oncolog*; examens medicaux
certificat/visite/raison/raisons/motif/motifs/suivi/examen/probleme*/souci/soucis medical*
rdv/vous/traitement/avis/dossier/controle/urgence/arret medical*; soins palliatifs/intensifs
hospitalis*; reanimation; chimio*; radiotherap*; dialys*; convalescen*; reeducation; bequilles
cure thermale/repos/desintox*; fauteuil roulant; coma; tumeur*; leucemi*; lymphome; metasta*
infarctus; avc; vasculaire; cardiaque; angoisse*; anxiet*; anxieu*; sclerose; parkinson; epilep*
bipolaire; schizo*; anorexi*; vih; sida; sciatique; lumbago; hernie*; lombalgie; meningite
est/son diabet*; pneumonie; bronchite; angine; gastro; migraine*; zona; otite; varicelle; hepatite
paludisme; arthrose; tendinite*; entorse*; burn out/outs; burnout*; surmen*; suicid*
craqu* nerveu*; depressif; depressive; epuisement professionnel/nerveux/moral/psych*/mental
souffrance/stress/violence* travail; troubles psych*/anxi*/musculo*
fatigue nerveuse/psych*/chronique/extreme; sante fragile/mentale
etat/raison/raisons/probleme*/souci*/ennui*/pepin*/motif*/difficulte* sante; alcooli*; alcoolemie
probleme*/souci*/addiction/dependance alcool; addict*; toxicom*; drogue*; desintox*; ivre; ivresse
sevrage alcool/tabac/medicament*; cancer*; electrocut*; fait/faire/sera/etre operer/opere*
anesthesie
accident/accidents travail/trajet/route/circulation/voiture/moto/velo/scooter/ski/domestique
hopital depuis/jusqu*; sorti*/sort/entre*/rentre*/transporte*/reste* hopital/clinique/urgences
absent/absente/indisponible/arret/suite/apres operation
ald; pma; psycholog*; traitement lourd/chimio*/anticancer*; alcool travail/volant; sevrage clinique
reconnaissance handicap; handicap reconn*/reconnaitre; chute escalier/echelle/toit/velo/cheval
""",
    PrivateTopic.FAMILY: """
divorc*; separation/rupture couple/conjugale/mari/femme; garde alternee/partagee/enfant*
vie privee; garde/garder/gardent fils/fille/enfant*; solution/mode garde; nounou
pension alimentaire; se marie; violences conjugales; convenance* personnelle*; obseques
funerailles; inhum*; deuil; veuf; veuve; raison*_personnel*/familia*/conjuga*/prive*/intime*/perso
motif*_personnel*/familia*/prive*/perso; probleme*_personnel*/familia*/conjuga*/prive*/perso
souci*_personnel*/familia*/prive*/perso; difficulte*_personnel*/familia*
situation*_personnel*/familia*; circonstance*_personnel*/familia*; evenement*_personnel*/familia*
urgence*_personnel*/familia*; contrainte*_personnel*/familia*; drame*_personnel*/familia*
empechement*_personnel*/familia*; ennui*_personnel*/familia*
raison/raisons/probleme*/souci*/affaire*/drame/urgence famille; curatelle; mis/mise/place* tutelle
proche*_aidant*; aidant* familia*; avoir/attend* bebe/enfant/jumeaux; jeune papa/maman
heureux evenement; suivre/suit conjoint*/mari/femme/compagn*; aller/parti*/assist* enterrement
veuvage; separe/separee compagn*/mari/femme/conjoint*; mesentente*_familial*
mesentente associe*/famille; probleme*/souci*/mode garde
""",
    PrivateTopic.EMPLOYMENT: """
licencie*; rupture conventionnel*; rupture contrat travail; rupture/fin/interruption periode essai
essai rompu*/interrompu*/concluant*; abandon poste; faute grave/lourde; entretien prealable
insuffisance professionnelle; plan social/licenciement*/departs; perte/perdu emploi
suppression/suppressions poste/postes/emploi*; poste/emploi supprime*; disciplinaire*
conseil discipline; mis/mise/mises/mettre pied; blame; recu/eu avertissement
avertissement ecrit/agent/salarie*; suspendu* fonctions/titre; harcel*; discrimination
fait virer/renvoyer; congedie*; au chomage; chomage partiel/economique
delegue*/representant*/mandat/section/tract/elu syndica*; syndique*; cgt; cfdt; heures delegation
conflit/conflits/tensions social/sociaux/employeur/travail/hierarchie/chef/patron
rompu/rompue/rompre periode essai; avertissement recu; renvoye*/vire faute; greve faim
""",
    PrivateTopic.COURT: """
judiciaire*; prud hom*; prudhom*; mis/mise/mises en examen/cause; garde vue; incarcer*; prison
condamne*; porte*/depose*/depot plainte; plainte contre/penale; detention provisoire/preventive
perquisition*; tribunal correctionnel/commerce/police; enquete penale/police/gendarmerie
detournement fonds; escroquerie; abus confiance/biens; son/leur/sa avocat/avocate
proces contre/penal; en justice
litige*/contentieux/conflit* avec/contre/entre associe*/salarie*/frere*/heritiers
brouille*/proces/dispute* avec/contre/entre associe*/salarie*/frere*/heritiers
litige*/contentieux/conflit* avec/contre/entre employeur/famille/voisin/soeur*
brouille*/proces/dispute* avec/contre/entre employeur/famille/voisin/soeur*
litige/conflit entre_associes/heritiers; succession bloquee/difficile/conflictuelle; retrait permis
permis retire/suspendu; convoque* gendarmerie/police/tribunal/juge/commissariat
bracelet electronique
""",
}
# Said of people and of crops alike: private unless the clause speaks of crops or of animals.
SHARED = {
    PrivateTopic.HEALTH: """
maladie*; malade*; depression*; covid*; grippe*; alite*; souffrant*; fievre; alzheimer; opere
operee; operes; accident grave/tracteur; eu accident; chute echelle/toit/escalier
sevrage; sous traitement; diabete; intoxication
""",
    PrivateTopic.FAMILY: "deces; decede*; est mort/morte",
}
STOPPED = (
    "en arret; son/sa/nouvel/nouveau/prolongation/toujours arret; arret prolonge*/jusqu*/depuis; "
    "immobilise* mois/semaine*/jour*"
)
# Said of people and of things alike: private only beside a word that names somebody.
PERSONAL = {
    PrivateTopic.HEALTH: """
blesse*; accident*; sante; hopital; handicap*; epuise*; inapte; malaise; invalide
""",
    PrivateTopic.FAMILY: """
mort; morte; disparition; separation; naissance; mariage; enterrement; perdu
""",
    PrivateTopic.EMPLOYMENT: """
vire; viree; renvoye*; sanction*; suspendu*; revoque*; remercie; remerciee
""",
    PrivateTopic.COURT: "plainte; arrete; arretee",
    PrivateTopic.INSOLVENCY: "ruine; ruinee; expulse*",
}
INJURED = """
casse*; fractur*; foul*; tord*; luxe*; bless*; brul*; oper*; dechir*; coupe; coupee
"""
ACHES = """
mal; maux; douleur*; probleme*; souci*; prothese*; operation*; infiltration*; blocage
"""
BODY = """
genou; genoux; jambe*; dos; epaule*; cheville*; poignet*; hanche*; main; mains; doigt*; pied; bras
coude*; cotes; clavicule; vertebre*; menisque; ligament*; tendon*; bassin; femur; tibia; dents
cataracte; appendicite; vesicule; prostate; thyroide; oeil; yeux; tete; ventre; coeur
"""
CARED = """
occup*; soign*; veill*; chevet; accompagn*; assiste*; garde; garder; perdu; enterre*
"""
ILL = """
malade*; hospital*; dependan*; handicap*; accident*; opere*; souffran*; mort; morte; mourant*
ehpad
"""
KIN = """
mere; pere; maman; papa; epouse; epoux; femme; mari; conjoint*; compagne; compagnon; fils; fille
filles; frere; soeur; bebe; grand pere/mere; oncle; tante; belle mere; beau pere; ses parents
"""
PEOPLE = """
m; mme; mlle; mr; monsieur; madame; il; elle; animateur*; animatrice*; gerant*; chauffeur*
livreur*; livreuse*; salarie*; referent*; directeur*; directrice*; responsable; chargee_mission
chargee_de_mission; agent; agente; charge_de_mission; chef; cheffe; cuisinier*; cuisiniere*
collegue*; stagiaire*; apprenti*; conducteur*; conductrice*; exploitant*; agriculteur*
agricultrice*; producteur; productrice; maraicher; maraichere; eleveur; eleveuse; elu; elue; maire
adjoint*; conseiller*; technicien*; comptable; secretaire; employe*; associe*; president*
coordinat*; interlocut*; titulaire; ouvrier*; saisonnier*; berger; bergere; formateur*; formatrice*
dirigeant*; patron*; gestionnaire; dieteticien*; personne; arboriculteur; viticulteur; contact
anne; antoine; aurelie; bernard; bruno; camille; caroline; catherine; celine; cecile; christine
christophe; claire; claude; david; denis; didier; elodie; emilie; emma; eric; fabrice; florence
francois; francoise; frederic; gerard; guillaume; helene; isabelle; jacques; jean; jeanne; jerome
jules; julie; julien; karim; laura; laurent; lea; lucas; luc; lucie; manon; marc; marie; martin
mathieu; maxime; michel; mohamed; monique; nadia; nathalie; nicolas; pascal; patrick; paul
philippe; pierre; romain; sandrine; sarah; sophie; sebastien; serge; stephane; sylvie; thierry
thomas; valerie; vincent; virginie; yves; zoe
"""
CROPS = """
vigne*; vignoble*; cep; ceps; plant; plants; plante*; plantation*; arbre*; arbuste*; fruit*
legume*; tomate*; courg*; carotte*; poireau*; salade*; laitue*; chou; choux; frais*; melon*
poivron*; aubergine*; concombre*; oignon*; ail; pomme*; pommier*; poire*; poirier*; peche; peches
pecher*; abricot*; ceris*; prun*; olivi*; olive*; amand*; figu*; agrume*; citron*; ble; bles
cereal*; orge; riz; lavande*; lentille*; pois; haricot*; epinard*; blette*; betterave*; navet*
asperge*; artichaut*; feuill*; folia*; racin*; bourgeon*; fleur*; florai*; graine*; semence*; semis
tige*; souche*; variete*; culture*; cultural*; verger*; parcelle*; sol; sols; serre; serres
tunnel*; pepini*; prairie*; fourrage*; rendement*; criblee*; bacterien*; cryptogam*; virale
vegeta*; platane*; cheptel*; troupeau*; brebis; agneau*; mouton*; ovin*; chevre*; caprin*; vache*
veau*; bovin*; porcs; porcin*; truie*; volaille*; poule*; poulet*; canard*; lapin*; animal*
animaux; bete*; elevage*; poisson*; abeille*; ruch*
bois; forest*; foret*
"""
# Names of what ails a crop tell of which illness a whole sentence speaks.
BLIGHTS = """
mildiou; oidium; botrytis; tavelure; monilio*; fusario*; phyto*; sharka; xylella; flavescence
fongi*; champignon*; nematode*; puceron*; ravageur*; esca; chancre*; rouille; pourriture; virus
varroa; brucellose
"""
MACHINES = """
chaine*; machine*; pompe*; station*; usine*; ligne*; chauffage*; atelier*; production*; cuisine*
livraison*; distribution*; tracteur*; moteur*; irrigation; four; camion*; chantier*; service*
plateforme*; commande*; bus; serre; serres; frigo*; chambre*; forage*; travaux; site; logiciel*
serveur*; marche; projet
"""
# Long words are still understood with a letter wrong, missing or too many.
SPELT = """
maladie licenciement hospitalisation hospitalise hospitalisee grossesse maternite paternite
judiciaire redressement liquidation depression chimiotherapie disciplinaire invalidite
convalescence reeducation obseques therapeutique desintoxication surendettement divorce enceinte
inaptitude harcelement conventionnelle sauvegarde discipline faillite licencie licenciee
psychiatrique accident familiales
"""
RIGHT = (
    "licence",
    "licences",
    "hospitalite",
    "maladies",
    "accidents",
    "familiale",
    "familiaux",
    "repression",
    "expression",
    "impression",
    "occident",
    "incident",
    "education",
    "fraternite",
)
