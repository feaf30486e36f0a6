"""Pure: verbs by what they tell of a line, an invitation or a person, and all their forms."""

from dataclasses import dataclass
from functools import cache

from relocalisons.core.replies.sense.kinds import Kind
from relocalisons.core.replies.sense.words.inflection import Form, forms_of

_VERBS = {
    Kind.BE: "etre avoir",
    Kind.ABLE: "pouvoir devoir vouloir falloir aller savoir oser risquer reussir parvenir compter "
    "penser esperer envisager souhaiter tenter essayer promettre preferer",
    Kind.SEND: "envoyer renvoyer reenvoyer adresser transmettre remettre deposer redeposer poster "
    "expedier faxer scanner mailer communiquer fournir livrer donner redonner passer transferer "
    "retourner rendre partager joindre glisser laisser apporter ramener rapporter soumettre "
    "televerser uploader charger verser diffuser publier distribuer notifier produire presenter "
    "confier filer balancer mettre remettre basculer pousser deverser emettre basculer acheminer",
    Kind.MAKE: "prendre faire refaire "
    "finir terminer achever boucler cloturer clore realiser effectuer "
    "executer accomplir finaliser conclure regler solder payer acquitter virer mandater signer "
    "parapher tamponner contresigner valider approuver adopter voter ratifier deliberer semer "
    "ressemer planter replanter repiquer tailler labourer herser biner desherber faucher recolter "
    "moissonner ramasser cueillir vendanger arracher arroser pailler traiter epandre fumer butter "
    "tondre elaguer broyer installer monter poser brancher raccorder reparer changer nettoyer "
    "laver desinfecter ranger amenager construire batir peindre carreler creuser forer terrasser "
    "equiper acheter louer recruter embaucher former reunir rencontrer visiter organiser animer "
    "imprimer afficher rediger ecrire taper saisir completer remplir renseigner actualiser "
    "corriger relire verifier controler peser mesurer recenser enqueter inventorier collecter "
    "rassembler constituer servir cuisiner gouter tester ouvrir fermer inaugurer creer declarer "
    "enregistrer renouveler certifier auditer homologuer archiver classer numeriser photocopier "
    "traduire cartographier filmer photographier justifier attester etablir calculer chiffrer "
    "rapprocher comptabiliser pointer rembourser facturer vendre abattre trier stocker decharger "
    "demonter demenager transporter marquer etiqueter emballer conditionner nommer elire designer "
    "attribuer notifier engager ficeler torcher plier expedier border caler entrer "
    "reformuler integrer ajouter modifier rectifier reprendre mener conduire tenir sortir "
    "depouiller interroger questionner synchroniser configurer parametrer couler bacher couvrir "
    "decouvrir tracer clouer visser souder tirer lever relever debarrasser evacuer vider "
    "dechausser tasser aerer couper debiter fendre",
    Kind.ARRIVE: "arriver parvenir partir repartir sortir suivre paraitre atterrir debarquer",
    Kind.GET: "recevoir obtenir recuperer toucher trouver retrouver",
    Kind.COME: "venir revenir assister participer sieger rejoindre accueillir repasser",
    Kind.WAIT: "attendre patienter dependre bloquer coincer stagner pietiner patiner trainer "
    "tarder guetter buter achopper ramer tourner bloquer",
    Kind.LACK: "manquer",
    Kind.HARM: "casser geler greler inonder voler crever mourir perir perdre detruire ravager "
    "abimer bruler secher pourrir noyer ecraser lacher cramer griller emporter devorer "
    "dechirer hospitaliser operer blesser fuir coucher devaster ronger egarer jeter demolir",
    Kind.HALT: "annuler arreter retirer "
    "abandonner renoncer stopper suspendre interrompre supprimer cesser "
    "enterrer tomber",
    Kind.PUT_OFF: "reporter decaler repousser differer ajourner retarder prolonger proroger "
    "deplacer",
    Kind.SET: "fixer prevoir programmer planifier positionner recaler reprogrammer inscrire "
    "convenir",
    Kind.REFUSE: "refuser rejeter contester retoquer opposer decliner desapprouver debouter "
    "interdire",
    Kind.HANDLE: "coller atteler gerer assurer piloter occuper porter superviser administrer",
    Kind.LEAVE: "quitter demissionner",
    Kind.REPLACE: "remplacer representer suppleer deleguer",
    Kind.CALL: "appeler rappeler telephoner",
    Kind.WRITE: "contacter relancer solliciter harceler deranger importuner",
    Kind.BEGIN: "commencer entamer attaquer demarrer lancer debuter amorcer commander mettre",
    Kind.GO_ON: "avancer continuer poursuivre progresser travailler plancher bosser oeuvrer "
    "preparer peaufiner fignoler circuler murir mijoter pousser lever germer",
    Kind.SEEK: "chercher rechercher demander redemander reclamer insister",
    Kind.TELL: "dire redire confirmer informer preciser reparler parler discuter repondre",
    Kind.NONE: "reflechir hesiter decouvrir apprecier sembler paraitre "
    "remercier prier saluer croire imaginer supposer excuser regretter voir regarder "
    "noter comprendre accuser accepter lire rappeler oublier aimer valoir souhaiter",
}
_FINISHING = frozenset(("finir", "terminer", "achever", "boucler", "finaliser", "completer"))
_FIRST_OF = tuple(_VERBS)


@dataclass(frozen=True, slots=True)
class Bent:
    """A form of a verb as it may stand in a text."""

    verb: str
    kind: Kind
    form: Form
    person: int


@cache
def bent_forms() -> dict[str, tuple[Bent, ...]]:
    """All forms of all verbs; a verb of two kinds counts for the first of them."""
    kinds: dict[str, Kind] = {}
    for kind in _FIRST_OF:
        for verb in _VERBS[kind].split():
            kinds.setdefault(verb, kind)
    found: dict[str, list[Bent]] = {}
    for verb, kind in kinds.items():
        for form, told, person in forms_of(verb):
            found.setdefault(form, []).append(Bent(verb, kind, told, person))
    return {form: tuple(each) for form, each in found.items()}


def is_finishing(verb: str) -> bool:
    """« pas terminé »: begun, then."""
    return verb in _FINISHING
