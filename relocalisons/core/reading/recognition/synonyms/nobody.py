"""Pure: columns that claim a title and give nothing, and those that list or name parts of lines."""

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
    slack; total slack; free slack; cost center; vérifié; vérifiée; vérifié le; contrôlé; relu;
    log entry date; entry date; entered on; note du jury; note sur 20; note /20; score du jury;
    saisie; saisie le; imprimé le; budget prévisionnel k€; k€; secteur géographique; etp; jours
    hommes; nb de jours; confidentiel; diffusion; source de financement; engagé €; payé €; reste à
    payer; taux d'intervention; assiette; appel à projets; guichet
"""
