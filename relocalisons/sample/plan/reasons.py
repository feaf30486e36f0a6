"""Sample: why actions are late, what is done about it and what is noted, by work stream.

Every stream has as many texts as the others, in the same order: one seed draws the same rank.
"""

_ILL = "arrêt maladie, suppléance en cours"  # private: no paper may say it
_QUOTE = "devis supérieur au budget, nouvelle consultation"

CAUSES = {
    "1": (
        "relecture juridique plus longue que prévu",
        "délibération repoussée au prochain conseil",
        "deux réponses de communes manquent encore",
        _ILL,
        "accord des élus attendu après les élections",
        "réunion des maires déplacée deux fois",
    ),
    "2": (
        "gel de janvier, chantier décalé",
        "plants livrés trois semaines plus tard",
        "deux réponses de producteurs manquent encore",
        _ILL,
        "prix encore discuté avec les cuisines",
        _QUOTE,
    ),
    "3": (
        "matériel livré après la date promise",
        "raccordement électrique en attente",
        "deux réponses de cuisines manquent encore",
        _ILL,
        "accord des transporteurs attendu",
        _QUOTE,
    ),
    "4": (
        "équipes indisponibles pendant les vacances de février",
        "passage en commission repoussé d’un mois",
        "deux réponses de cuisines manquent encore",
        _ILL,
        "accord des communes et des cuisines attendu",
        _QUOTE,
    ),
    "5": (
        "organisme de contrôle indisponible avant mars",
        "données des cuisines reçues en retard",
        "deux réponses de producteurs manquent encore",
        _ILL,
        "relecture attendue des partenaires",
        _QUOTE,
    ),
    "6": (
        "prestataire indisponible avant février",
        "textes encore en relecture chez les partenaires",
        "deux autorisations d’image manquent encore",
        _ILL,
        "date à caler avec les établissements",
        _QUOTE,
    ),
}
CORRECTIVES = {
    "1": (
        "appel des communes chaque lundi",
        "inscription à l’ordre du jour du conseil d’avril",
        "appui de la clinique du droit rural",
        "périmètre réduit aux neuf premières communes",
    ),
    "2": (
        "appel des producteurs chaque lundi",
        "point fait à chaque visite de parcelle",
        "appui de la chambre d’agriculture",
        "périmètre réduit aux trois premières fermes",
    ),
    "3": (
        "relance du fournisseur chaque lundi",
        "solution provisoire jusqu’en mai",
        "appui de la plateforme",
        "périmètre réduit aux trois premières cuisines",
    ),
    "4": (
        "appel des cuisines chaque lundi",
        "inscription à l’ordre du jour du conseil d’avril",
        "appui d’une diététicienne",
        "périmètre réduit aux trois premières cuisines",
    ),
    "5": (
        "relance de l’organisme chaque lundi",
        "pièces demandées ensemble en avril",
        "appui de la chambre d’agriculture",
        "périmètre réduit aux cinq premiers producteurs",
    ),
    "6": (
        "relance du prestataire chaque lundi",
        "tournage et textes calés avec les partenaires",
        "appui du service communication du Département",
        "périmètre réduit à deux parutions",
    ),
}
_MINUTES, _VISIT = (
    "voir le compte rendu de la dernière réunion",
    "voir le compte rendu de la dernière visite",
)
_TALK, _TEAMS = "point à faire au prochain COTECH", "bonne participation des équipes"
_SCHOOL = "à articuler avec le calendrier scolaire"
COMMENTS = {
    "1": (
        *(_MINUTES, _TALK, "à articuler avec le calendrier des conseils", _TEAMS),
        "attente du retour des communes",
    ),
    "2": (
        *(_VISIT, _TALK, "à articuler avec le calendrier des récoltes", _TEAMS),
        "attente du retour des fermes",
    ),
    "3": (_VISIT, _TALK, _SCHOOL, _TEAMS, "attente du retour de la cuisine centrale"),
    "4": (_VISIT, _TALK, _SCHOOL, _TEAMS, "attente du retour de la cuisine centrale"),
    "5": (
        *(_VISIT, _TALK, "à articuler avec la campagne de contrôle", _TEAMS),
        "attente du retour de l’organisme",
    ),
    "6": (_MINUTES, _TALK, _SCHOOL, _TEAMS, "attente du retour du prestataire"),
}
