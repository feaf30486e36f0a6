"""Pure: the titles and first sentences of a contract's articles, the same in print and in Word."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPart:
    """A part of the contract: `section` names what the sheets fill below its title."""

    section: str
    title: str
    words: str = ""


# Ours until a lawyer has put hers in the Word file.
CONTRACT_PARTS = (
    ContractPart(section="parties", title="Entre"),
    ContractPart(
        section="clause_1",
        title="Article 1. Quantité et caractéristiques des produits",
        words="Le producteur met en culture, ou conduit au verger, les produits ci-dessous avant "
        "la saison et les livre à l’acheteur, qui s’engage à les acheter.",
    ),
    ContractPart(section="calendrier", title="Calendrier des volumes"),
    ContractPart(
        section="clause_2",
        title="Article 2. Prix et révision",
        words="Le prix est convenu avant la plantation, ou avant la récolte d’un verger. Il est "
        "révisé seulement si un indicateur est nommé ci-dessous.",
    ),
    ContractPart(section="clause_3", title="Article 3. Collecte et livraison"),
    ContractPart(section="clause_4", title="Article 4. Paiement"),
    ContractPart(section="clause_5", title="Article 5. Durée"),
    ContractPart(
        section="clause_6",
        title="Article 6. Force majeure",
        words="Aucune pénalité n’est due pour les volumes manquants en cas de calamité agricole ou "
        "d’aléa sanitaire exceptionnel. Le producteur prévient l’acheteur dès qu’il a connaissance "
        "du risque.",
    ),
    ContractPart(section="clause_7", title="Article 7. Préavis et indemnité de résiliation"),
    ContractPart(section="a_regler", title="Points à régler avant signature"),
    ContractPart(section="signatures", title="Signatures"),
)
PARTS = {part.section: part for part in CONTRACT_PARTS}
