"""Pure: whom or what a clause speaks of: somebody, a body, a crop or a machine; and spellings.

`reasons` reads these lists beside those of `private`, in the same notation.
"""

INJURED = """
casse*; fractur*; foul*; tord*; luxe*; bless*; brul*; oper*; dechir*; coupe; coupee
"""
ACHES = """
mal; maux; douleur*; probleme*; souci*; pb; pbs; prothese*; operation*; infiltration*; blocage
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
ehpad; decede*; deces; cancer*; rechut*; urgences; alzheimer; depress*; fin_de_vie; operation
"""
# A row with somebody, near their name: « gros conflit entre le chef et son second ».
ROWS = """
conflit; conflits; dispute*; querelle*; embrouille*; brouille*; guerre; rivalite*; friction*
mesentente*; prise_de_tete; tensions_entre; tension_entre
"""
KIN = """
mere; pere; maman; papa; epouse; epoux; femme; mari; conjoint*; compagne; compagnon; fils; fille
filles; frere; soeur; freres; soeurs; bebe; oncle; tante; tonton; tata; neveu; niece; gendre; cousin
cousine; mamie; papi; papy; copine; copain; gamin; gamine; gosse; jumeau; jumelle; ex_femme; ex_mari
beau/demi/grand/petit_pere/frere/fils/oncle; beaux/grands_parents; un_proche
belle/demi/grand/petite_mere/soeur/fille/famille/tante; ses/leurs_parents/proches
"""
PEOPLE = """
m; mme; mlle; mr; monsieur; madame; il; elle; animateur*; animatrice*; gerant*; cogerant*
chauffeur*; livreur*; livreuse*; salarie*; referent*; directeur*; directrice*; responsable
chargee_mission; chargee_de_mission; agent; agente; charge_de_mission; chef; cheffe; cuisinier*
cuisiniere*; collegue*; stagiaire*; apprenti*; conducteur*; conductrice*; exploitant*; agriculteur*
agricultrice*; producteur; productrice; maraicher; maraichere; eleveur; eleveuse; elu; elue; maire
adjoint*; conseiller*; technicien*; comptable; secretaire; employe*; associe*; president*
coordinat*; interlocut*; titulaire; ouvrier*; saisonnier*; berger; bergere; formateur*; formatrice*
dirigeant*; patron*; gestionnaire; tresorier*; magasinier*; intendant*; boucher; boulanger
vacher; vachere; chevrier*; apicult*; vice_president*; drh; dgs; n_1; second_de_cuisine; remplacant*
suppleant*; interimaire*; vacataire*; alternant*; benevole; fermier; fermiere; paysan; paysanne
voisin; collaborat*; cantinier*; dieteticien*; personne; arboriculteur; viticulteur; contact
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
plateforme*; commande*; bus; presse*; calibreuse*; laveuse*; trieuse*; eplucheuse*; ensacheuse*
conditionneuse*; compteur*; robot*; ligne; tri; serre; serres; frigo*; chambre*; forage*; travaux
site; logiciel*
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
