"""Pure: how columns that say where a work stands are called."""

PROGRESS = """
    avancement; avancement en %; % d'avancement; % avancement; taux d'avancement; niveau
    d'avancement; degré d'avancement; degré de réalisation; état d'avancement; progression;
    % réalisé; % réalisation; % de réalisation; réalisation; réalisation %; taux de réalisation;
    niveau de réalisation; % achevé; % accompli; pourcentage; pourcentage d'avancement;
    pourcentage de réalisation;
    pourcentage réalisé; % d'exécution; taux d'exécution; réalisé; réalisé %; %; % complete; %
    completed; percent complete; percentage complete; % done; percent done; progress; progress
    %; % progress; completion; completion %; % work complete; done ratio; percentage done
"""
STATUS = """
    état; statut de l'action; état de l'action; statut d'avancement; état d'avancement; état
    d'avancement de l'action; niveau d'avancement; stade d'avancement; stade; situation;
    situation de l'action; avancement; réalisation; réalisé; fait; fait ?; fait / pas fait;
    fait/non fait; où en est-on; où en est-on ?; état de réalisation; maturité; niveau de
    maturité; degré de maturité; degré d'avancement; degré de réalisation; niveau de
    réalisation; état de mise en œuvre; mise en œuvre; point d'avancement; phase
    d'avancement; avancement du projet; avancement de l'action; status; state; task status;
    current status; action status; project status; list name; list; progress; done; done ?;
    workflow state; column; board column; completed; complete
"""
OR_STATUS = """
    suivi; phase; phases; stage; suivi de l'action; étape en cours; bilan; bucket; bucket name; nom
    du compartiment; compartiment; section; section/column; group; list
"""
