"""Pure: the words that tell of somebody's health, family, job or ruin, and those that do not.

A growers' programme says the same words of its vines, soils and invoices: « maladie de la vigne »,
« congé du bail », « redressement du sol » are reasons that anybody may read. What is said of people
and of crops alike is private unless its clause speaks of crops: doubt hides.

Source: RGPD (règlement 2016/679), articles 5.1.c and 9: a report needs the delay and its remedy,
never the illness. `private_reasons` judges by these lists.

A list is one phrase a line or a `;`, folded (no case, accent, hyphen nor apostrophe). `*` is any
ending, `/` a choice at that place, `_` two words side by side, `>` two with at most three others
between; else articles, « est » or « son » may stand: `conge maternite` is also « congé de sa
maternité ».
"""

from enum import StrEnum


class PrivateTopic(StrEnum):
    """What a private reason is about; the value is said to the coordinator."""

    HEALTH = "santé"
    FAMILY = "famille"
    EMPLOYMENT = "emploi"
    COURT = "justice"
    INSOLVENCY = "difficultés d’une entreprise"


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
en/procedure/jugement/demande/avant/apres/depuis/ouverture rj/lj
rj/lj_ouvert*/prononce*/converti*/demande*/en/depuis/probable/imminent*/simplifie*/confirme*/lj/rj
rj/lj conserverie/coop*/societe/sarl/scic/scop/earl/gaec/sas/entreprise/transporteur/plateforme
rj/lj legumerie/fournisseur/prestataire/abattoir/association/atelier/exploit*/boite/groupe
redress*/redr/liq/liquid/liquidation/redressement/procedure/proc/mandataire/adm_jud*/judic*
juge commissaire; plan redressement/cession/apurement; procedure/proc_coll; conciliateur
declar* creance*; creance*_a declarer; declaration creance*; cle/cles/clef_sous porte; deconfiture
bord_du_gouffre; boite/entreprise/coop*/societe coule*; fin mois difficile*
difficulte*/probleme*/pb/pbs/souci*/ennui* financier*/financiere*/argent
difficulte*/probleme*/pb/pbs/souci*/tension*_de_tresorerie
tresorerie a_sec/zero/exsangue/vide/negative; plus_de_tresorerie/treso
plus_un_sou/rond/centime/euro; plus_un_sou_en_caisse
plus payer/paye/payes/paie/paient/verser/verse/verses/regler/honorer/assurer salaire*/salarie*/paies
pas payer/paye/payes/paie/paient/verser/verse/verses/regler/honorer/assurer salaire*/salarie*/paies
salaire*/paie/paies>pas/plus/non paye*/verse*/regle*
salaire*>ne_sont_pas/plus paye*/verse*/regle*; salaire*/loyer*/cotisation* impaye*
paie/paye/paient_plus/pas msa/urssaf/banque/cotisation*/loyer*/fermage*
payer/regle/reglent/rembourse*_plus/pas msa/urssaf/banque/cotisation*/loyer*/fermage*
plus payer/regler/rembourser msa/urssaf/banque/cotisation*/loyer*/fermage*/emprunt*/credit*/dettes
pas payer/regler/rembourser msa/urssaf/banque/cotisation*/loyer*/fermage*/emprunt*/credit*/dettes
paie/paye/paient/regle/reglent_plus fournisseur*/salaries/personne/rien
peut/peuvent_plus_payer/rembourser; msa/urssaf/loyer*/cotisation*/fermage*>impaye*
impaye* msa/urssaf/loyer*/fermage*/cotisation*; retard* msa/urssaf/cotisation*
echeancier/dette msa/urssaf/impot*/fiscal*; dette_de_jeu; vente encheres/forcee/judiciaire
saisie/saisi/saisis_par huissier/banque/msa/tresor; saisie_des biens/meubles; commandement_de_payer
avis_a_tiers; tiers_detenteur; atd; ficp; fiche*_banque; banque_de_france; decouvert bancaire/banque
compte* decouvert/saisi/saisis/gele/geles; dans_le_rouge; agridiff
suivi*/accompagn*/aide*_par solidarite_paysans; expulsion locative/logement/ferme; avis_d_expulsion
cessation/cesse*_des_paiements; rembours* dettes; procedure_d_alerte; banque>lache*/coupe*
retard* loyer*; loyer*>retard; avant/vers/en_liquid; avant_la_liquid
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
clm; en/place*/mis/mise_cld/cmo; en_cld/cmo/tpt/ald/itt/hp/psy; cld/cmo/tpt accorde*/depuis/jusqu*
cld/cmo fonctionnaire/agent*/renouvel*/prolong*/accepte*/refuse*; tpt>mois; itt; taux_ipp/invalidite
en/un/son/suite/declar*_at; at_depuis/jusqu*/mp; accident/arret_at; at declare*/reconnu*/chauffeur
at salarie*/ouvrier*/cuisinier*/livreur*/saisonnier*/berger*/magasinier/employe*/m/mme/agent; aah
dossier/reconnu*/demande*/notification/attend*/decision/passage mdph; incapacite travail/totale
mi_temps/temps_partiel therap*; temps_therap*; arret_mal/mld/clm; arret/conge*_mal/malad/malade
conge* patern*/matern*/parent*/pater/mater/proche/solidarite/accompagn*
pb/pbs/pbm/pbme/prob/probs/problem/pblm*/prblm*_de sante
pb/pbs/prob/probs/gros/gros_pb medic*/sante; pb/pbs/prob/probs/galere*/tracas coeur/alcool/dos/psy*
mauvaise/petite/faible sante; sante precaire/declin*/degrad*/oblige*/chancelante
raison*/motif*_medic*; aux_urgences
passe*/admis*/parti*/fini*/emmene*/conduit*/nuit/transfere* urgences; urgences_psy*; samu; smur
pompiers emmen*/transport*/evacu*; au_chu/chs/cmp/csapa; hospi; hosto; en_rea; toubib
soins_intensifs; irm; passe*_un/une scanner/biopsie/irm/coloscopie; biopsie; coloscopie
mammographie; scanner cerebral/thoracique/poumon*/controle
crise cardiaque/epilep*/nerfs/angoisse/foie; etat grave/stationnaire/desespere/inquietant
pronostic vital; entre vie mort; dans_le_coma; etat_de travailler/conduire/reprendre
peut/pourra_plus conduire/marcher/bouger/porter/lever/baisser; tient_plus_debout/coup
ne_tient_plus_le_coup; alzheimer precoce; perd*_la tete/vue/memoire; demence; malvoyant; malvoyante
malentendant; malentendante; sourd; sourde; aveugle; senile; fibromyalgi*; polyarthrit*; rhumatism*
endometriose; lupus; crohn; cruralgie; torticolis; canal_carpien; phlebite; thrombose; embolie
ulcere; colique* nephretique*; calcul* renal/renaux; mononucleose; bpco; asthm*; insomni*
apnee_du_sommeil; palpitations; vertige; vertiges; evanoui*; syncope; convuls*; commotion
traumatisme; points_de_suture; attelle; minerve; malaise_vagal; fait/eu_un malaise; brule* degre
bon/prompt_retablissement; se_remet_de/d/doucement/mal
pas/toujours/encore>remis*>operation/accident; antidouleur*; medocs; xanax; lexomil; prozac; valium
somnif*; calmants; morphine; sous medicaments; bourre*_de/aux medicament*/medocs; psy; mal_etre
mal_vivre; mal_au_travail; mal_dans_sa_peau; plus_la_force; ramasser>cuillere; dort_plus
sous_cachets; sous_cachetons
maison_de_repos; hypertension
fait/faire enlever/retirer>vesicule/appendice/amygdales/kyste/sein/rein
tres affaibli/affaiblie; a_bout; bout_du_rouleau; bout_de_nerfs; nerveusement
nerfs lachent/lache/vif; en_peut/peuvent_plus; va/vont/allait_vraiment/tres_mal
moral zero/bas/plat/chaussettes/berne; detresse psych*/morale; en_detresse; idees noires
idees_suicid*; veut/voulait/parle/parlait/d_en_finir; pendu; pendue; s_est_tire; fin_a_ses_jours
geste/acte_desespere; decompens*; petage*_de cable/plomb*; pete*_un_cable/plomb; pete*_les_plombs
en_larmes; crise*_de_larmes/nerfs; s_est_effondre*; cellule_reagir; agri_ecoute; perdu pied
sentinelle* msa>alert*; poste_amenage; amenagement_de_poste; amenagement_du_poste
s_est_mis/remis*/recommence*/recommenc*/remet*/met/cesse*/arrete*/a_boire; s_est_remis_a_boire
boire trop/encore/beaucoup/matin; trop/encore bu; picol*; porte*_sur bouteille/boisson; boivent_trop
completement_bourre*; pompette; trouve*/vu*/arrive*/venu*>bourre/bourree/saoul*/soul/ivre/pompette
saoul*; ethylique; ethylisme; alcootest; ethylotest; degris*
sous/sent/odeur/haleine/abus/emprise/etat/exces alcool; alcool volant; conduite etat alcool*
aux/les/des/reunion*/groupe*_aa; alcooliques anonymes; sous_emprise; sous_l_emprise; stup; stups
stupefiant*; cannabis; shit; cocaine; coke; heroine; crack; fume*/fumer_des joints/shit
fume*_un_joint; joints boulot/travail; se_drogue*; se_came; overdose; methadone; subutex
jeu pathologique; accro_a/au/aux; joue*_au casino
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
pleine/leur/instance/sa/son_separation; en_pleine_separation; instance_de separation
separation conjug*/parents/douloureuse/difficile/compliquee; sont_separe*/separes; se_sont_separe*
femme/mari/conjoint*/compagn*/epouse/epoux/copine/copain/ex_parti*/partie/barre*/quitte*/demenage*
femme/mari/conjoint*/compagn*/copine/copain/epouse/epoux>quitte*
plaque*/largue*/quitte*_par femme/mari/copine/copain/conjoint*; quitte*_le domicile/foyer
quitte* conjoint*/mari/femme/compagn*/copain/copine; domicile_conjugal
seul/seule/seuls_avec enfants/petits/petites/gosses/gamins/gamines/fille/filles/fils/bebe/ados
eleve*_seul*/seule>enfants/fils/fille/petits; parent/maman/papa/pere/mere_solo/isole*/celibataire
jaf; juge_aux_affaires; affaires_familiales; prestation_compensatoire; droit_de_visite enfant*
enfant*_place*_en/chez foyer/famille/accueil; place*_a_l_ase
a_les_petits/enfants/gamins/filles>semaine; pacs; pacse*
noces
lune_de_miel; heureux_papa/maman; papa/maman_depuis; futur/future_papa/maman
bebe arrive*/prevu/malade; conge_naissance; nourrisson; fiv; ivg; naissance prematuree
nous_a_quittes/quitte; nous_ont_quitte*; condoleances; pompes_funebres; cercueil; crematorium
morgue; s_est_tue/tuee/noye*; retrouve*_mort/morte/pendu*
deuils; mourant*; mort*_dans/d/de un/une accident/cancer
heritier*>entend*/disput*/dechir*/bloqu*/refus*/accord
heritage pere/mere/bloque*/conteste*/difficile
succession notaire/ouverte/bloquee/difficile/conflictuelle/contestee/pere/mere/parents
indivision bloquee/conflictuelle/familiale; associe*/freres/soeurs/cousins>entendent/parlent/disput*
associe*/freres/soeurs/cousins>dechir*/brouill*/fach*/battus
brouille*/fache*/fachee*/dispute*_avec/contre/entre pere/mere/fils/fille
embrouill*/engueul*/guerre/froid_avec/contre/entre pere/mere/fils/fille
brouille*/fache*/dispute*/embrouill*/engueul*/guerre/froid_avec/contre/entre frere*/soeur*/parents
brouille*/fache*/dispute*_avec/contre/entre cousin*/oncle/tante/neveu/gendre
embrouill*/engueul*/guerre_avec/contre/entre cousin*/oncle/tante/neveu/gendre
brouille*/fache*/dispute*/embrouill*/engueul*_avec/contre/entre beau*/belle*/femme/mari/famille
pere/mere/frere*/soeur*/tante/oncle/neveu/cousin*>brouille*/fache*/dechir*
conflit*/tension*/dispute*/querelle*/brouille*/rupture/deces/deuil/evenement/drame*_familial*
conflit*/tension*/dispute*/querelle*/drame*/histoire*/affaires_de famille
violence*_intrafam*/familial*; violence*_conj*; femme_battue; ordonnance_de_protection
vie_de_couple; couple>crise/separe*; sous_tutelle
mesure*/juge/jugement/demande*/requete/ouverture_de_tutelle/curatelle; tutelle pere/mere
tutelle demandee/parents/majeur*/maman/papa; curateur; curatrice; tuteur_legal; tutrice
majeur*_protege*; habilitation_familiale; mandat_de_protection; udaf; mjpm; protection_juridique_des
sauvegarde_de_justice
mere/pere/parents/maman/papa/grand_mere/grand_pere>ehpad/alzheimer/maison_de_retraite
""",
    PrivateTopic.EMPLOYMENT: """
licencie*; rupture conventionnel*; rupture contrat travail; rupture/fin/interruption periode essai
periode_d_essai rompu*/interrompu*; abandon poste; faute grave/lourde; entretien prealable
insuffisance professionnelle; plan social/licenciement*/departs; perte/perdu emploi
suppression/suppressions poste/postes/emploi*; poste/emploi supprime*; disciplinaire*
conseil discipline; mis/mise/mises/mettre pied; blame; recu/eu avertissement
avertissement ecrit/agent/salarie*; suspendu* fonctions/titre; harcel*; discrimination
fait virer/renvoyer; congedie*; au chomage; chomage partiel/economique
delegue*/representant*/mandat/section/tract/elu syndica*; syndique*; cgt; cfdt; heures delegation
conflit/conflits/tensions social/sociaux/employeur/travail/hierarchie/chef/patron
rompu/rompue/rompre periode essai; avertissement recu; renvoye*/vire faute; greve faim
lic_eco*/inap*/pour/faute/collectif; procedure/proc/lettre lic; procedure_de_lic; rupt_conv*
rupture_conv; rupture conv accord*/signe*; rupco; ruptco; solde_de_tout_compte; entretien preal
s_est_fait/fait/faite/faire jeter/lourder/degager/ejecter/debarquer/remercier; mis/mise/mises_dehors
mis/mise/mises_a_la_porte; claque*_la_porte; pris/prend/prendre_la_porte; limoge*; destitu*
demis/demise/releve*/decharge*/fin_de/a_ses_fonctions; mis_fin_a_ses; suspen*_de_ses
fin_de_detachement; pousse*/poussee_vers_la_sortie; pousse*_a_la demission/faute/depart
pousse*_dehors; demission forcee; mis/mise/mises/mettre/remis*_au_placard; placardis*
mis/mise/mises/mettre_sur_la_touche
mis/mise_a_l_ecart_par/de/du direction/chef/maire/elus/equipe/patron/hierarchie; ostracis*
retrograd*; mut*_d_office; mutation disciplinaire/forcee/sanction; deplace*_d_office
delegation* retiree*; retire*_sa/ses_delegation*; conseil_disc*; exclusion temporaire/fonctions
non/pas_titularis*; titularisation refusee; periode_d_essai>concluant*/valide*
cdd/contractuel*/contractuelle*>non/pas_renouvele*/reconduit*/prolonge*
non_renouvellement cdd/agent; engueul*; altercation*; clash; clashs; prise*_de_bec
pris*_la_tete_avec; pris*_a_partie; noms_d_oiseaux; insult*; injuri*; injures
en_sont_venus_aux_mains; bagarre*; se_sont_battus; gifl*; coup*_de poing*; embrouille*_avec/entre
regle*_de/leurs_comptes; reglement*_de_compte*; gueguerre*
ambiance deletere/tendue/execrable/toxique/pourrie
ambiance invivable/irrespirable/catastrophique/horrible/plombee
souffre_douleur; brimade*; humilie*; humiliation*; bouc_emissaire; dans_le_collimateur; tete_de_turc
bizutage; demande*_son/sa depart/demission; convoque*_a/chez drh/rh/direction
s_adressent/adresse_plus_la_parole; supporte*_plus chef/cheffe/direct*/patron/collegue*/maire/elu*
peut_plus_encadrer/voir/sentir/sacquer; se_parlent_plus
parle*_plus_a/au chef/cheffe/direct*/patron/collegue*/maire/associe*
refuse*_de_travailler_avec chef/cheffe/direct*/maire/collegue*/associe*; danger_grave_et
droit_de_retrait
lettre/entretien_de_recadrage; rappel_a_l_ordre; rappele*_a_l_ordre; insubordination
enquete_administrative/interne; absence* repetee*/injustifiee*/frequente*; inspection_du_travail
au_rsa; touche*_le rsa; inscrit*/pointe*/pointer_a/au pole_emploi/france_travail/chomage
perdu_son/sa boulot/job/travail/poste; sexist*; racist*; attouch*; diffam*; lanceur*_d_alerte
syndicaliste*
conflit*/guerre/dispute*_avec/entre/contre dgs/drh/hierarchie
friction*/embrouille*/rivalite*/brouille*_avec/entre/contre dgs/drh/hierarchie
conflit*/guerre/dispute*/friction*/rivalite*>direction/equipe/equipes/hierarchie/dgs/drh/chefs
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
gav; garde_a_v; avec_sursis; sursis probatoire/simple; mois/ans/an>sursis; en_taule; sous_ecrou
maison_d_arret; penitenti*; est/ete/sera_detenu/detenue; correctionnel*; cour_d_assises; comparait
comparaitre; comparution; comparu*; interpelle*; menotte*; descente gendarm*/police
embarque*/emmene*/arrete*_par gendarm*/police; audition* gendarm*/police/juge
auditionne*/entendu*_par gendarm*/police/juge; chez_les_gendarmes; mandat_de_depot; mandat_d_arret
tig; travail/travaux_d_interet_general; conseiller*/convoque*/rdv/suivi* spip; en_preventive
de_la_preventive; rappel_a_la_loi; condamnation*
purge* peine; peine prison/prononcee; amende penale; liberation conditionnelle; semi_liberte
assign* justice/tribunal/residence/prud*; juge_d_instruction; procureur*; instruction judiciaire
temoin_assiste; delit; delits; exces_de_vitesse; conduite_sans permis; perte permis; sans_permis
plus_de_permis; perdu_le/son permis; suspension/annulation/invalidation_de/du/son permis; en_proces
proces; coups_et_blessures; menace*_de_mort; agression*; viol; viols; violee; meurtre; pedophil*
pedoporno*; accuse*/soupconne*_de vol/voler/fraude/detourn*/viol/agress*/harcel*
vole*/pique*_dans caisse; serv*/tape*_dans caisse; malversation*; abus_de_bien*; faux_en_ecriture*
fraude fiscale/sociale/msa; travail_dissimule; travail_au_noir; au_black
salarie*/employe*_non_declare*; trafic stup*/drogue*/influence; prise_illegale; escroc*
depose*_une main_courante; signalement procureur/article_40/art_40; passe*_au/devant tribunal/juge
au_tribunal; tribunal judiciaire/instance/correct*/police; avocat_interpose; oqtf; sans_papiers
titre_de_sejour; carte_de_sejour; demandeur*_d_asile; recepisse sejour
""",
}
# Said of people and of crops alike: private unless the clause speaks of crops or of animals.
SHARED = {
    PrivateTopic.HEALTH: """
maladie*; malade*; depression*; covid*; grippe*; alite*; souffrant*; fievre; alzheimer; opere
operee; operes; accident grave/tracteur; eu accident; chute echelle/toit/escalier
sevrage; sous traitement; diabete; intoxication; rechut*; a_craque
va/vont/peur/train/par/de_craquer; il/elle craque
deprime; deprimee; deprimes; pleure; pleurait; pleurs; intoxique*; echographie; prise sang
tuberculose; leptospirose; boit beaucoup/trop/encore/plus/matin/soir; il/elle/qui/on_boit; boit
maltrait*
en_fin_de_vie; va/vont/allait_mal; va/vont_pas/plus_bien
""",
    PrivateTopic.FAMILY: """
deces; decede*; est mort/morte; viennent/vient_de_mourir; en_train_de_mourir; va_mourir; enterrement
se_separent; s_est_separe*; tue/tuee_sur/dans route/voiture/accident/moto
""",
}
STOPPED = (
    "en arret; son/sa/nouvel/nouveau/prolongation/toujours arret; arret prolonge*/jusqu*/depuis; "
    "immobilise* mois/semaine*/jour*; arrete/arretee>semaine*/mois/jour*; arretee/arrete_jusqu*; "
    "arrete/arretee_par medecin/docteur; medecin/docteur arrete"
)
# Said of people and of things alike: private only beside a word that names somebody.
PERSONAL = {
    PrivateTopic.HEALTH: """
blesse*; accident*; sante; hopital; handicap*; epuise*; inapte; malaise; invalide; clinique; chu
fatigue*; effondre*; autiste*; mordu*; retabli; retablie; fin_de_vie; diminue; diminuee; amaigri*
""",
    PrivateTopic.FAMILY: """
mort; morte; disparition; separation; naissance; mariage; enterrement; perdu; disparu; disparue
noye*; mourir; agonis*; tue; tuee; tutelle
""",
    PrivateTopic.EMPLOYMENT: """
vire; viree; renvoye*; sanction*; suspendu*; revoque*; remercie; remerciee; ecarte*; evince*
recadr*
debarque*; degage*; mis/mise ecart; mise_a_l_ecart; ejecte*; degomme*
""",
    PrivateTopic.COURT: "plainte; arrete; arretee; agresse*; violent; violente",
    PrivateTopic.INSOLVENCY: "ruine; ruinee; expulse*",
}
