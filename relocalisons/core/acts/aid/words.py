"""Pure: the short words of acts: what keeps a claim from leaving whole, with whom it is done."""

from collections.abc import Mapping

from relocalisons.core.kernel.findings.gestures import Verb

# What keeps a claim from leaving whole: in its title, then in a sentence.
SHORT: Mapping[Verb, tuple[str, str]] = {
    Verb.ASK: ("pièce", "pièces"),
    Verb.SIGN: ("signature", "signatures"),
    Verb.WITHDRAW: ("à revoir", "à revoir"),
    Verb.DECIDE: ("à trancher", "à trancher"),
    Verb.JUSTIFY: ("avance", "avances"),
    Verb.CALL: ("réponse attendue", "réponses attendues"),
    Verb.FIX: ("illisible", "illisibles"),
}
LONG: Mapping[Verb, tuple[str, str]] = {
    Verb.ASK: ("pièce à demander", "pièces à demander"),
    Verb.SIGN: ("feuille de temps à faire signer", "feuilles de temps à faire signer"),
    Verb.WITHDRAW: ("dépense à retirer ou à corriger", "dépenses à retirer ou à corriger"),
    Verb.DECIDE: ("montant refusé à décider", "montants refusés à décider"),
    Verb.JUSTIFY: ("avance à justifier ou à récupérer", "avances à justifier ou à récupérer"),
    Verb.CALL: ("réponse à demander au financeur", "réponses à demander au financeur"),
    Verb.FIX: (
        "montant ou date illisible à faire corriger",
        "montants ou dates illisibles à faire corriger",
    ),
}
# Long before a claim leaves only what must be done first is shown: « Faire signer pour FRA – … ».
BEFORE: Mapping[Verb, str] = {
    Verb.ASK: "Demander",
    Verb.SIGN: "Faire signer",
    Verb.WITHDRAW: "Revoir",
    Verb.DECIDE: "Trancher",
    Verb.JUSTIFY: "Justifier",
    Verb.CALL: "Relancer",
    Verb.FIX: "Faire corriger",
}
TO_WHOM: Mapping[Verb, str] = {Verb.ASK: "à", Verb.SEND: "à", Verb.REVIEW: "avec"}
DELAYS: Mapping[Verb, str] = {
    Verb.ASK: "des pièces",
    Verb.SIGN: "des signatures",
    Verb.WITHDRAW: "des dépenses à revoir",
    Verb.DECIDE: "des refus à trancher",
    Verb.JUSTIFY: "des avances",
    Verb.FIX: "des cellules illisibles",
}
OTHER = ("point à voir", "points à voir")
