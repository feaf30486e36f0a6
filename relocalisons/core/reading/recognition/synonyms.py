"""How columns are called outside our own workbooks, in French and in English, by table.

Published formats (territoires en transitions, CRTE, PCAET, LEADER), exports of common tools, office
templates, European projects. A word may stand under two meanings: what its cells hold decides.
`NOBODY` claims a column and gives nothing: a named decoy is not pulled by loose words.
"""

from collections.abc import Mapping

# An organisation and a person may each have a column: the first is then the owner.
ORGANISATION = """
    structure pilote; structure porteuse; structure responsable; structure; porteur; porteuse;
    porteur de projet; porteur du projet; porteur de l'action; maître d'ouvrage; maîtrise
    d'ouvrage; maître d'ouvrage pressenti; moa; chef de file; organisme; organisme pilote;
    organisme porteur; organisme responsable; partenaire responsable; partenaire pilote;
    partenaire porteur; entité; entité responsable; acteur porteur; acteur responsable;
    collectivité; collectivité porteuse; lead; lead partner; lead beneficiary; lead
    organisation; lead organization; organisation; organization; responsible organisation;
    responsible partner; partner responsible; lead agency; portage; portage de l'action; portage
    du projet
"""
SERVICE = """
    service; service pilote; service porteur; service responsable; service référent; direction;
    direction pilote; direction ou service pilote; direction / service pilote; pôle; pôle
    pilote; équipe; team; department; unit
"""
PERSON = """
    qui suit; qui suit ?; suivi par; qui fait; qui fait ?; qui pilote ?; qui porte ?; piloté
    par; porté par; confié à; personne; personnes; personne en charge; pilote; pilotes;
    responsable; responsables; personne pilote; personne responsable; référent; référent
    technique; référent de l'action; agent référent; agent pilote; chargé de mission; chargé de
    projet; chef de projet; chargé de l'action; qui; qui ?; par qui; par qui ?; pour qui agit;
    attribué à; assigné à; affecté à; assignation; membre; membres; noms ressources; nom des
    ressources; ressources; ressource; pilote de l'action; pilote opérationnel; pilote
    technique; acteur; acteurs; responsable de l'action; responsable du suivi; responsable
    opérationnel; en charge; personne en charge; owner; owners; assignee; assignees; assign;
    assigned to; assigned; members; member; resource names; resource name; resources; who; who
    ?; person; people; responsible; responsible person; accountable; task owner; action owner;
    project manager; pic; contact person; attribution
"""

_TITLE = """
    nom de la carte; nom de carte; nom de tâche; intitulé de l'action; intitulé du projet;
    intitulé de l'opération; intitulé de la mesure; intitulé de la tâche; intitulé de la fiche
    action; titre; titre de l'action; titre du projet; titre de la fiche action; titre de la
    fiche; titre de la mesure; nom de l'action; nom du projet; nom de la tâche; nom de la fiche;
    nom de la fiche action; nom de l'opération; nom de la mesure; libellé de l'action; libellé
    de l'opération; libellé du projet; désignation; opération; opérations; mesure; mesures;
    tâche; tâches; tâche à réaliser; tâches à réaliser; action à réaliser; actions à réaliser;
    action à mener; actions à mener; action à mettre en œuvre; actions à mettre en œuvre; action
    prévue; actions prévues; action proposée; action d'amélioration; actions d'amélioration;
    action de prévention; actions de prévention; mesure de prévention; mesures de prévention;
    mesure à prendre; mesures à prendre; mesure proposée; fiche action; fiche-action; activité;
    activités; actions; quoi; quoi ?; nom; sujet; que faire; que faire ?; action / tâche; action
    ou projet; projet / action; action corrective ou préventive; task; tasks; task name; name;
    card name; card title; title; subject; summary; activity; activities; élément; éléments;
    item; item name; action item; action; issue; task title; task description; issue summary;
    activity name; work item; to do
"""
_OR_TITLE = """
    projet; projets; libellé; objet; sous-action; sous-tâche; étape; étapes; livrable;
    livrables; jalon; jalons; risque; besoin; recommandation; recommandations; préconisation;
    préconisations; project; project name; deliverable; deliverables; deliverable name;
    deliverable title; milestone; milestone name; story; user story; output; recommendation;
    description; description de l'action; action corrective; actions correctives; action
    préventive
"""
_NUMBER = """
    fiche action; fiche-action; fiche; n°; no; num; numéro; n° de l'action; numéro de l'action;
    n° d'action; n° fiche; n° de fiche; n° de la fiche; n° fiche action; numéro de fiche; numéro
    de fiche action; code; code action; code de l'action; code fiche; code projet; référence;
    réf.; réf action; référence de l'action; référence action; identifiant; id action; n°
    hiérarchique; n° tâche; n° de tâche; n° projet; n° opération; n° mesure; n° ordre; n°
    d'ordre; id; ids; #; ref; reference; wbs; wbs code; task id; id de tâche; identifiant de
    tâche; id de la carte; del. no; deliverable no; task no; task number; issue key; key; card
    id; activity id; item id; nr; number; outline number; unique id
"""
_WORK_STREAM = """
    axe stratégique; axes; axes stratégiques; axe de travail; sous-axe; axe (x); orientation;
    orientations; orientation stratégique; orientations stratégiques; pilier; volet; thème;
    thématique; thématiques; thématique principale; objectif stratégique; objectifs
    stratégiques; objectif opérationnel; objectif; domaine; domaine d'action; lot; lots; phase;
    phases; compartiment; chantier; programme; rubrique; catégorie; ambition; enjeu; unité de
    travail; work package; workpackage; wp; wp no; section; section/column; bucket; bucket name;
    nom du compartiment; compartiment; group; group name; epic; epic name; epic link; category;
    theme; pillar; workstream; work stream; list; stage; objective; strategic objective; phase
    name
"""
_START = """
    date début; date de démarrage; date de lancement; démarrage; démarrage prévu; lancement;
    début de l'action; début des travaux; date de commencement; commencement; à partir de; à
    partir du; date de début prévisionnelle; début prévisionnel; date prévisionnelle de début;
    date de démarrage prévue; date de début souhaitée; date prévue de début; date début prévue;
    du; débute le; démarre le; commence le; start; start date; starts; begin; begin date;
    beginning; planned start; planned start date; start month; from; date start; start on;
    baseline start
"""
_END = """
    date fin; date d'échéance; échéance prévue; échéance planifiée; échéance prévisionnelle;
    échéance de l'action; échéance de réalisation; date limite; date butoir; date butoire;
    délai; délais; délai de réalisation; délai prévu; quand; quand ?; pour quand; pour quand ?;
    pour le; à réaliser avant; à réaliser pour; à faire avant; à faire pour le; à terminer
    avant; au plus tard le; date de fin prévisionnelle; date prévisionnelle de fin; date de fin
    souhaitée; date prévue de fin; date fin prévue; date de réalisation prévue; date prévue de
    réalisation; date prévisionnelle de réalisation; date de réalisation prévisionnelle; date
    limite de réalisation; date cible; achèvement; achèvement prévu; livraison prévue; date de
    livraison; date de mise en service prévue; date de remise; date d'achèvement prévue; date de
    livraison prévue; date de clôture prévue; fin de l'action; fin des travaux; fin
    prévisionnelle; fin souhaitée; date d'échéance prévue; terme; date terme; horizon; deadline;
    au; finit le; jusqu'au; due; due date; due on; due by; end; end date; ends; finish; finish
    date; deadline date; target date; target; target end date; planned end; planned end date;
    planned finish; completion due; end month; due month; by when; by when ?; when; when ?;
    until; date due; due at; delivery date; delivery month; expected completion; expected
    completion date; expected end date
"""
_PERIOD = """
    calendrier; calendrier prévisionnel; calendrier de réalisation; calendrier de mise en œuvre;
    calendrier prévu; période; période de réalisation; période prévue; chronologie; échéancier;
    échéancier prévisionnel; dates prévues; dates prévisionnelles; dates de réalisation;
    planning; planning prévisionnel; temporalité; début - fin; début / fin; début et fin; du …
    au; années de réalisation; année de réalisation; année(s) de réalisation; timeline; dates
    range; date range; period; timeframe; time frame; schedule; start - end; start / end;
    duration (from - to)
"""
_ACTUAL_START = """
    débuté le; démarré le; commencé le; lancé le; date de début effective; début effectif; date
    réelle de début; date de démarrage réelle; démarrage effectif; démarrage réel; actual start;
    actual start date; started at; started on; started
"""
_ACTUAL_END = """
    fait le; terminé le; fini le; achevé le; soldé le; soldée le; clôturé le; clôturée le; clos
    le; date de clôture; date de réalisation; date de réalisation effective; date de fin
    effective; date effective de fin; date effective de réalisation; date réelle de fin; date
    réelle de réalisation; date de fin de réalisation; date d'achèvement; réalisée le; effectué
    le; fin effective; réalisation effective le; date de solde; réalisé; fait; actual end;
    actual end date; actual finish; actual finish date; completed at; completed on; completed
    date; completion date; date completed; completed; resolved; resolved at; resolution date;
    closed at; closed on; date closed; done on; finished on; done at
"""
_REVISED_END = """
    nouvelle date de fin; date de fin révisée; échéance reportée; nouvelle date; nouvelle date
    d'échéance; date révisée; échéance actualisée; date de report; report au; reporté au;
    revised end; revised end date; revised due date; new due date; new deadline; forecast end;
    forecast finish; rescheduled to
"""
_REVISED_START = """
    date de début révisée; nouvelle date de début; revised start; revised start date; new start
    date
"""
_PROGRESS = """
    avancement; avancement en %; % d'avancement; % avancement; taux d'avancement; niveau
    d'avancement; degré d'avancement; état d'avancement; progression; % réalisé; % réalisation;
    % de réalisation; réalisation; réalisation %; taux de réalisation; niveau de réalisation; %
    achevé; % accompli; pourcentage; pourcentage d'avancement; pourcentage de réalisation;
    pourcentage réalisé; % d'exécution; taux d'exécution; réalisé; réalisé %; %; % complete; %
    completed; percent complete; percentage complete; % done; percent done; progress; progress
    %; % progress; completion; completion %; % work complete; done ratio; percentage done
"""
_STATUS = """
    état; statut de l'action; état de l'action; statut d'avancement; état d'avancement; état
    d'avancement de l'action; niveau d'avancement; stade d'avancement; stade; situation;
    situation de l'action; avancement; réalisation; réalisé; fait; fait ?; fait / pas fait;
    fait/non fait; où en est-on; où en est-on ?; état de réalisation; maturité; niveau de
    maturité; degré de maturité; état de mise en œuvre; mise en œuvre; point d'avancement; phase
    d'avancement; avancement du projet; avancement de l'action; status; state; task status;
    current status; action status; project status; list name; list; progress; done; done ?;
    workflow state; column; board column; completed; complete
"""
_OR_STATUS = "suivi; phase; phases; stage; suivi de l'action; étape en cours; bilan"
_PREDECESSORS = """
    prédécesseur; prédécesseurs; antécédent; antécédents; antériorité; tâche précédente; tâches
    précédentes; dépendances; dépendance; dépend de; prérequis; predecessor; predecessors;
    blocked by; depends on; dependencies; dependency; waiting on
"""
_CONTRIBUTORS = """
    partenaires; partenaire; partenaires associés; partenaire associé; partenaires mobilisés;
    partenaires de l'action; autres partenaires; partenaires techniques; partenaires impliqués;
    partenaires potentiels; acteurs associés; acteurs mobilisés; acteurs concernés;
    contributeur; co-porteurs; copilote; copilotes; co-pilote; co-responsable; services
    associés; participants; partner; partners; other partners; partners involved; participating
    partners; contributors; collaborators; followers; involved
"""
_COMMENT = """
    commentaire; commentaires; remarque; remarques; observation; observations; note; notes;
    notes de suivi; notes complémentaires; précisions; précision; descriptif; description;
    description de l'action; description du projet; détail; détails; détail de l'action;
    informations complémentaires; contenu; contenu de l'action; comment; comment ?; commentaire
    de suivi; point de situation; comments; note(s); details; task description; card
    description; description/notes; latest comments; last comment; remarks; observations /
    commentaires
"""
_FUNDERS = """
    financeurs; financeur; cofinanceurs; co-financeurs; financements; financement; sources de
    financement; financeurs potentiels; partenaires financiers; funding; funder; funders; donor
"""
_DELIVERABLE = """
    livrable; livrables; livrables attendus; livrable associé; production attendue;
    deliverables; outputs; expected outputs
"""
_MILESTONE = "jalon; jalons; jalon clé; milestone; milestones"

_CONTRACT_CROP = """
    culture; cultures; produit; produits; espèce; variété; denrée; denrées; production; crop;
    product
"""
_CONTRACT_PRODUCER = """
    agriculteur; agricultrice; exploitation; ferme; exploitant; maraîcher; fournisseur;
    producteurs; nom du producteur; producteur / exploitation; producer; grower; farm; farmer;
    supplier
"""
_DUE = "date limite; date de remise; remise; à remettre le; date de rendu; rendu le; remise prévue"

# Tables of work to be done, whose titles are worded as questions: « Qui s'en occupe ».
PLANS = frozenset({"actions"})
# canonical table → canonical column → words; the period of a plan is its start and its end.
PERIOD = "period"
# Such words count where no better one claims the meaning.
AT_WORST: Mapping[str, Mapping[str, str]] = {
    "actions": {"title": _OR_TITLE, "status": _OR_STATUS, PERIOD: "date; dates; jour; jours"},
}
SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "actions": {
        "number": _NUMBER,
        "work_stream": _WORK_STREAM,
        "title": _TITLE,
        "owner": f"{ORGANISATION}; {SERVICE}; {PERSON}",
        "contributors": _CONTRIBUTORS,
        "planned_start": _START,
        "planned_end": _END,
        PERIOD: _PERIOD,
        "revised_start": _REVISED_START,
        "revised_end": _REVISED_END,
        "actual_start": _ACTUAL_START,
        "actual_end": _ACTUAL_END,
        "progress": _PROGRESS,
        "status": _STATUS,
        "predecessors": _PREDECESSORS,
        "milestone": _MILESTONE,
        "deliverable": _DELIVERABLE,
        "funders": _FUNDERS,
        "comment": _COMMENT,
    },
    "deliverables": {
        "number": "n°; numéro; code; code livrable; réf.; référence; identifiant; id; ref; "
        "no; #; deliverable no; deliverable number; d no",
        "title": "livrable; livrables; nom; nom du livrable; titre du livrable; intitulé du "
        "livrable; désignation; document; document attendu; production; deliverable; "
        "deliverable name; deliverable title; title; name; output",
        "owner": f"{ORGANISATION}; {SERVICE}; {PERSON}; rédacteur; auteur; author; editor",
        "due": f"{_END}; {_DUE}",
        "revised_due": f"{_REVISED_END}; échéance reportée; nouvelle date",
        "status": f"{_STATUS}",
        "type": "type de livrable; nature du livrable; type; kind; deliverable type",
        "format": "format; format du fichier; support",
        "action": "action; action liée; tâche; work package; wp; task; activité",
        "file_link": "lien vers le fichier; lien vers le livrable; url; link; file",
        "version": "n° de version; version du document",
    },
    "expenses": {
        "number": "n° de pièce; numéro de pièce; n° facture; n° de facture; facture n°; pièce; "
        "réf.; référence; id; invoice no; invoice number",
        "partner": "structure; organisme; bénéficiaire; partenaire; partner",
        "budget_line": "poste de dépense; poste budgétaire; catégorie; ligne budgétaire; nature de "
        "la dépense; nature; budget line; category; cost category",
        "supplier": "prestataire; tiers; créancier; nom du fournisseur; émetteur; supplier; "
        "vendor; payee",
        "label": "objet; désignation; description; intitulé; libellé de la dépense; objet de la "
        "dépense; nature de la prestation; item",
        "invoice_date": "date; date de la facture; date pièce; date de pièce; date d'émission; "
        "facturé le; date de la dépense; invoice date",
        "amount": "montant; coût; coût ht; montant de la dépense; montant h.t.; prix ht; total ht; "
        "dépense; amount; amount excl. vat; net amount; cost",
        "vat": "montant tva; dont tva; vat",
        "amount_with_vat": "montant t.t.c.; total ttc; coût ttc; prix ttc; gross amount; amount "
        "incl. vat",
        "paid_on": "date paiement; date de règlement; réglé le; date d'acquittement; acquitté le; "
        "date de mandatement; payment date; paid",
    },
    "deliveries": {
        "date": "jour; jour de livraison; date livraison; livrée le; date de la livraison; "
        "date bl; delivery date; delivered on; day",
        "contract": "contrat n°; référence contrat; contrat lié; commande; contract",
        "producer": _CONTRACT_PRODUCER,
        "product": "culture; denrée; article; produit livré; désignation; libellé; product; item",
        "quantity": "qté; quantité livrée; qté livrée; volume; volume livré; poids; poids livré; "
        "poids net; tonnage; kg; quantité kg; quantity; qty; weight",
        "unit": "unité de mesure; u.; unit",
        "site": "lieu; lieu de livraison; cuisine; cantine; restaurant; site de livraison; "
        "destinataire; client; delivery site",
        "delivery_note": "n° bl; bon de livraison n°; n° de bl; n° bon de livraison",
    },
    "meetings": {
        "number": "n° réunion; n°; numéro; réf.; id; ref; no",
        "type": "type de réunion; nature; réunion; comité; instance; objet; intitulé; meeting; "
        "meeting type; kind",
        "date": "date de la réunion; date réunion; jour; date et heure; quand; le; meeting date; "
        "day",
        "hours": "heure; horaires; heure de début; créneau; time",
        "place": "lieu; salle; adresse; lieu de la réunion; place; location; room",
        "agenda": "ordre du jour; odj; sujets; points à l'ordre du jour; agenda",
        "minutes": "compte rendu; cr; pv; relevé de décisions; minutes",
        "status": "état; statut; status",
    },
    "decisions": {
        "number": "n°; numéro; réf.; id; n° décision; no; ref; #",
        "decision": "décision; décision prise; décisions; décisions prises; libellé; intitulé; "
        "objet; texte; relevé de décision; action décidée; decision; decision taken",
        "meeting": "réunion; séance; instance; comité; copil; meeting",
        "owner": f"{ORGANISATION}; {SERVICE}; {PERSON}",
        "due": _END,
        "status": _STATUS,
    },
    "contracts": {
        "number": "n° de contrat; contrat; référence; réf.; id; contract no; code",
        "producer": _CONTRACT_PRODUCER,
        "buyer": "acheteuse; client; collectivité; cuisine; restaurant; cantine; buyer; customer",
        "crop": _CONTRACT_CROP,
        "area": "surface; surface ha; superficie; ha; hectares; area",
        "volume": "volume; volume prévu; volume contractualisé; quantité; quantité prévue; "
        "tonnage; tonnes; volume annuel; quantity",
        "price": "prix unitaire; prix au kg; tarif; price; unit price",
        "start": "date de début; date début; début du contrat; du; signé le; start; start date",
        "end": "date de fin; date fin; fin du contrat; au; échéance; terme; end; end date",
        "stage": "état; statut; situation; avancement; status; stage",
    },
    "indicators": {
        "code": "n°; numéro; réf.; id; code indicateur; no; ref; #",
        "title": "indicateur; indicateurs; nom; nom de l'indicateur; libellé; intitulé de "
        "l'indicateur; titre; indicator; indicator name; kpi; name; title",
        "scope": "thématique; objectif; action; financeur; scope",
        "unit": "unité de mesure; unit",
        "baseline_value": "valeur initiale; valeur de départ; situation initiale; état initial; "
        "t0; valeur de référence; baseline",
        "target": "cible; valeur cible; objectif chiffré; objectif visé; valeur visée; target; "
        "target value",
        "due": _END,
        "value": "valeur; valeur actuelle; réalisé; résultat; valeur mesurée; dernière valeur; "
        "current value; value; actual",
        "measured_on": "date de mesure; date de la mesure; mesuré le; date de relevé; measured on",
        "owner": f"{ORGANISATION}; {SERVICE}; {PERSON}",
    },
}  # fmt: skip

SUB_LINES = "sous-éléments; subitems; sous-actions; sous-tâches; subtasks; sub-tasks; sub-items"
# In the plural such a column lists the parts of a line.
SUB_TITLE = """
    titre de la sous-action; sous-action; intitulé de la sous-action; nom de la sous-action;
    sous-tâche; étape de l'action; sub-task; subtask; sub-action; subitem; sous-élément
"""
# What such columns say is nothing that any of these tables holds; a beginning is enough.
NOBODY = f"""
    {SUB_LINES};
    date de saisie; saisi le; date d'enregistrement; date de création; créé le; créée le;
    création; date de mise à jour; mise à jour; mis à jour; mise à jour le; mis à jour le; maj;
    date maj; dernière mise à jour; date de dernière mise à jour; dernière modification; modifié
    le; modifié par; date de réunion; réunion; date du copil; copil; comité; date de comité;
    date de délibération; délibération; date de validation; validé le; date d'avis; date de
    visite; date du constat; constat; constaté le; date de l'audit; date d'audit; date de
    signature; date de convention; date de notification; date de dépôt; date du dernier point;
    dernier point; date de relance; relance; date d'évaluation; date de revue; prochaine revue;
    prochain point; date de naissance; date d'effet; date de versement; date de paiement;
    priorité; niveau de priorité; degré de priorité; importance; urgence; criticité; gravité;
    probabilité; fréquence; cotation; impact; complexité; difficulté; faisabilité; durée; durée
    estimée; durée prévue; durée (j); durée restante; charge; charge estimée; temps estimé;
    temps passé; nb jours; nombre de jours; jours; mode tâche; mode des tâches; niveau; niveau
    hiérarchique; taux; taux de subvention; taux d'aide; financeur 1; financeur 2; financeur 3;
    montant; montants; coût; coûts; coût total; coût estimé; coût prévisionnel; budget; budgets;
    budget prévisionnel; budget total; dépenses; plan de financement; subvention; subventions;
    autofinancement; reste à charge; fonds propres; part; tva; indicateur; indicateurs;
    indicateurs liés; indicateur de suivi; indicateurs de suivi; indicateur de résultat; valeur
    cible; cible; cibles; public cible; publics; bénéficiaires; preuve; preuves; justificatif;
    justificatifs; moyens; moyens humains; moyens humains et techniques; ressources nécessaires;
    ressources humaines; besoins; élu référent; élue référente; élu·e référent·e; élu(e)
    référent(e); élu; élus; actions liées; action liée; fiches liées; fiches des plans liées;
    instances; instance; instances de gouvernance; instance de gouvernance; gouvernance;
    participation; participation citoyenne; documents; documents et liens; lien; liens; pièces
    jointes; fichiers; url; site; site web; adresse; commune; communes; localisation; lieu; où;
    où ?; territoire; périmètre; combien; combien ?; pourquoi; pourquoi ?; origine; source;
    cause; causes; risque; risques; danger; non-conformité; exigence; critère; écart; motif;
    couleur; météo; tendance; amélioration continue; action en amélioration continue; résultats
    attendus; résultat attendu; effets attendus; objectifs; finalité; étapes; sous-thématique;
    type; type d'action; nature; catégorie d'action; dernière activité; vote; étiquettes;
    enveloppe; passage en comité; séance; séance du; version; auteur; rédacteur; téléphone; tél;
    e-mail; mail; courriel; heure; efficacité; mesure d'efficacité; vérification; évaluation;
    avis; validation; coût (k€); dépense; créateur; créé par; archivé; visible; code postal;
    insee; siret; created; created at; created by; created on; created date; creator; reporter;
    last modified; last modified by; last updated; last update; updated; updated at; updated on;
    modified; last activity; last activity date; priority; health; labels; label; tags; tag;
    duration; estimated hours; estimate; original estimate; remaining estimate; time spent;
    effort; work; actual work; remaining work; outline level; level; task mode; archived; card
    url; url; link; links; attachments; attachment link; attachment count; checklist items;
    checklist item count; completed checklist items; completed checklist items count; vote
    count; votes; board id; board name; list id; project; projects; project name; project key;
    parent; parent task; parent id; subtasks; issue type; issue id; type; kind; assignee email;
    email; is recurring; late; critical; cost; costs; budget total; amount; person-months;
    person months; pm; pms; dissemination level; rag; risk; risks; severity; likelihood; score;
    watchers; sprint; story points; components; fix versions; environment; created by me; goal;
    start variance; finish variance; calendar; constraint type; constraint date; baseline;
    slack; total slack; free slack; cost center
"""
