"""Pure: what a product is, by the words of a delivery note; a word that is not known stays so."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import fold


class Food(StrEnum):
    """Sorts of products that a rule or a scope tells apart."""

    VEGETABLE = "vegetable"
    FRUIT = "fruit"
    MELON = "melon"  # fruit to a cook, vegetables to a grower: melons, strawberries, rhubarb
    HERB = "herb"
    PULSE = "pulse"
    CEREAL = "cereal"
    NUT = "nut"
    FLOUR = "flour"  # and other plants that are only ground or pressed
    JUICE = "juice"
    JAM = "jam"
    COOKED = "cooked"  # several ingredients
    BREAD = "bread"
    EGG = "egg"
    POULTRY = "poultry"
    BEEF = "beef"
    PORK = "pork"
    LAMB = "lamb"
    GOAT = "goat"
    RABBIT = "rabbit"
    HORSE = "horse"
    GAME = "game"
    CURED = "cured"
    MILK = "milk"
    CHEESE = "cheese"
    YOGHURT = "yoghurt"
    BUTTER = "butter"
    HONEY = "honey"
    FISH = "fish"
    NOT_FOOD = "not_food"


RAW_PLANTS = frozenset(
    (Food.VEGETABLE, Food.FRUIT, Food.MELON, Food.HERB, Food.PULSE, Food.CEREAL, Food.NUT)
)
GROUND_PLANTS = frozenset((Food.FLOUR, Food.JUICE))
MADE_PLANTS = frozenset((Food.JAM, Food.COOKED, Food.BREAD))
ANIMALS = frozenset(
    (
        *(Food.EGG, Food.POULTRY, Food.BEEF, Food.PORK, Food.LAMB, Food.GOAT, Food.RABBIT),
        *(Food.HORSE, Food.GAME, Food.CURED, Food.MILK, Food.CHEESE, Food.YOGHURT, Food.BUTTER),
        *(Food.HONEY, Food.FISH),
    )
)
MEATS = frozenset((Food.POULTRY, Food.BEEF, Food.PORK, Food.LAMB, Food.GOAT))
# Families of the platform, not words of the law (« bovines, porcines, ovines et de volaille »).
SPECIES_IN_DOUBT = frozenset((Food.RABBIT, Food.HORSE, Food.GAME))
DAIRY = frozenset((Food.MILK, Food.CHEESE, Food.YOGHURT, Food.BUTTER))

_WORDS: dict[Food, str] = {
    Food.VEGETABLE: "ail|artichaut|asperge|aubergine|bette|betterave|blette|brocoli|cardon|carotte|"
    "celeri|celeri rave|celeri branche|champignon|chicoree|chou|choux|chou fleur|choux fleurs|"
    "chou rave|choux raves|choux de bruxelles|ciboule|concombre|cornichon|courge|courgette|"
    "cresson|echalote|endive|epinard|fenouil|feve|frisee|haricot vert|haricots verts|"
    "haricot beurre|haricots beurre|haricots plats|laitue|legume|legumes|mache|mais doux|mesclun|"
    "navet|oignon|panais|patate|patate douce|patates douces|patidou|patisson|petit pois|"
    "petits pois|piment|poireau|poireaux|pois gourmand|pois gourmands|poivron|pomme de terre|"
    "pommes de terre|potimarron|potiron|pourpier|radis|roquette|rutabaga|salade|salsifis|scarole|"
    "tetragone|tomate|topinambour|batavia|romaine|butternut|butternuts|cebette|cebettes",
    Food.FRUIT: "abricot|agrume|amande fraiche|ananas|avocat|banane|cassis|cerise|citron|"
    "clementine|coing|figue|framboise|fruit|fruits|grenade|groseille|kaki|kiwi|mandarine|mangue|"
    "mirabelle|mure|myrtille|nectarine|orange|pamplemousse|peche|poire|pomme|prune|pruneau|"
    "pruneaux|quetsche|raisin|brugnon|pomelo|reine claude|reines claudes|nefle",
    Food.MELON: "melon|pasteque|fraise|rhubarbe",
    Food.HERB: "aromate|aneth|basilic|cerfeuil|ciboulette|coriandre|estragon|lavande|menthe|"
    "origan|oseille|persil|romarin|sauge|thym|herbes aromatiques|plantes aromatiques",
    Food.PULSE: "lentille|pois chiche|pois casse|pois casses|haricot|haricot sec|haricots secs|"
    "haricots blancs|haricots rouges|coco|flageolet|feverole|legume sec|legumes secs|soja|"
    "legumineuse|mogette|lupin",
    Food.CEREAL: "ble|boulgour|cereale|epeautre|petit epeautre|mais|millet|orge|quinoa|riz|"
    "sarrasin|seigle|avoine|flocons d avoine",
    Food.NUT: "amande|chataigne|noisette|noix|pistache|marron|marrons",
    Food.FLOUR: "farine|huile|semoule|polenta|puree de fruits",
    Food.JUICE: "jus|compote|nectar|cidre|vin|sirop",
    Food.JAM: "confiture|gelee|marmelade",
    Food.COOKED: "biscuit|brioche|cake|gateau|gratin|pates|pate a tartiner|pesto|pizza|"
    "plat cuisine|quiche|ratatouille|sauce|soupe|tapenade|tarte|veloute|houmous|"
    "caviar d aubergine|"
    "raviolis|gnocchi|lasagnes|glace|sorbet|conserve|conserves|salade composee|"
    "salade de fruits|macedoine|epicerie|plats",
    Food.BREAD: "pain|baguette|fougasse|viennoiserie|croissant",
    Food.EGG: "oeuf|ovoproduit",
    Food.POULTRY: "volaille|poulet|dinde|dindonneau|pintade|canard|caille|chapon|oie|poularde|"
    "poule|coq|pigeon|poules pondeuses|magret|foie gras|aiguillette",
    Food.BEEF: "boeuf|bovin|bovine|bovins|veau|genisse|vache|taureau|steak|steak hache|bavette|"
    "bourguignon|entrecote|taurillon",
    Food.PORK: "porc|porcin|porcine|porcelet|cochon|echine",
    Food.LAMB: "agneau|agneaux|mouton|ovin|ovine|brebis|gigot|agnelle",
    Food.GOAT: "chevreau|chevreaux|cabri|caprin|caprine|chevre",
    Food.RABBIT: "lapin|lapereau|lapereaux",
    Food.HORSE: "cheval|equin|equine",
    Food.GAME: "gibier|sanglier|cerf|chevreuil|faisan|venaison|biche",
    Food.CURED: "charcuterie|saucisse|saucisson|jambon|boudin|chipolata|lardon|merguez|pate|"
    "rillette|terrine|andouillette|chorizo|figatelli|caillette|diot|lard",
    Food.MILK: "lait",
    Food.CHEESE: "fromage|tomme|banon|brousse|camembert|cantal|chevrette|comte|emmental|faisselle|"
    "fromage blanc|mozzarella|munster|ossau|picodon|reblochon|roquefort|rocamadour|raclette|"
    "cabecou|feta|gruyere|bleu|brie|beaufort|morbier|saint nectaire|mimolette|crottin|pelardon",
    Food.YOGHURT: "yaourt|yoghourt|yogourt|dessert lacte|desserts lactes|lait fermente|flan|"
    "creme dessert",
    Food.BUTTER: "beurre|creme",
    Food.HONEY: "miel|gelee royale",
    Food.FISH: "poisson|bar|cabillaud|colin|daurade|dorade|espadon|hareng|lieu|lieu noir|loup|"
    "maquereau|maquereaux|merlan|merlu|moule|huitre|crevette|rouget|sardine|saumon|sole|thon|"
    "truite|anchois|anchoi|poulpe|seiche|calamar|produits de la mer|coquille saint jacques|congre|"
    "mulet|carpe|silure|sar|pageot|limande|fletan|eglefin|encornet",
    Food.NOT_FOOD: "serviette|nappe|vaisselle|gobelet|barquette|couverts|"
    "film alimentaire|sac poubelle|sacs poubelle|essuie tout|lessive|eponge|detergent|"
    "produit d entretien|produits d entretien|produit vaisselle|papier sulfurise|gants|consigne|"
    "frais de port|frais de livraison|transport|papier hygienique|savon|emballage|"
    "caisses vides",
}
_SPECIES = {
    "vache": "vache|vaches|bovin", "chevre": "chevre|chevres|caprin|caprins|banon|picodon|"
    "pelardon|rocamadour|crottin|cabecou|chevrette", "brebis": "brebis|ovin|ovins|roquefort|ossau",
}  # fmt: skip
_SHELTERED = re.compile(
    r"\b(?:sous (?:serres?|abris?|tunnels?)|de serres?|hors sol|hydroponi\w+)\b"
)
_CONVENTIONAL = re.compile(r"\bconventionnel(?:le)?s?\b|\bnon (?:bio|ab|certifie\w*)\b")
# « Pommes à compote » are apples: what will be made of them is not bought.
_MEANT_FOR = re.compile(
    r"\b(?:a|pour(?: la| le)?) (?:compote|jus|confiture|soupe|ratatouille|cidre|farine)s?\b"
)
_MIXED = re.compile(r"[-+/&,]|\bet\b|\bmelange\b|\bmelee?s?\b")


def _plural(term: str) -> str:
    """The term as a pattern; each word of it may bear the mark of the plural."""
    return " ".join(rf"{re.escape(word)}[sx]?" for word in term.split(" "))


def _terms() -> tuple[tuple[str, Food], ...]:
    """Every term with its sort, the longest first: « pomme de terre » before « pomme »."""
    pairs = [(term, food) for food, words in _WORDS.items() for term in words.split("|")]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_ANY_TERM = re.compile(r"\b(?:" + "|".join(f"({_plural(term)})" for term, _ in _terms()) + r")\b")
_TERM_AT = _terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A term that a text holds, and the sort it names."""

    term: str
    food: Food


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What a product cell says. `food` is None when no word of it is known.

    `terms` are all it names: of « Confiture abricot-lavande » jam, apricot and lavender.
    """

    text: str  # folded
    food: Food | None
    term: str
    terms: tuple[Named, ...]
    species: str | None  # of milk and cheese
    sheltered: bool
    conventional: bool

    @property
    def plants(self) -> frozenset[str]:
        """The different raw plants that it names."""
        return frozenset(each.term for each in self.terms if each.food in RAW_PLANTS)


@lru_cache(maxsize=4096)  # each delivery is asked about each certificate
def foods_named(text: str) -> tuple[Named, ...]:
    """The terms of a folded text, in their order."""
    found: list[Named] = []
    for match in _ANY_TERM.finditer(text):
        term, food = _TERM_AT[(match.lastindex or 1) - 1]
        found.append(Named(term=term, food=food))
    return tuple(found)


@lru_cache(maxsize=4096)
def read_product(text: str | None) -> Product:
    """What a product is; its head is the first word that is known."""
    said = fold(text or "")
    terms = foods_named(_MEANT_FOR.sub(" ", said))
    head = _head(terms)
    return Product(
        text=said,
        food=head.food if head else None,
        term=head.term if head else "",
        terms=terms,
        species=species_in(said),
        sheltered=_SHELTERED.search(said) is not None,
        conventional=_CONVENTIONAL.search(said) is not None,
    )


def is_conventional(text: str | None) -> bool:
    """Whether a cell says that what came is conventional, whatever the contract asked."""
    return _CONVENTIONAL.search(fold(text or "")) is not None


def species_in(text: str) -> str | None:
    """The species whose milk it is, where one alone is named."""
    found = [name for name, words in _SPECIES.items() if re.search(rf"\b(?:{words})\b", text)]
    return found[0] if len(found) == 1 else None


def is_mixture(text: str | None) -> bool:
    """Whether a product is said to be made of several."""
    return _MIXED.search(text or "") is not None


def _head(terms: tuple[Named, ...]) -> Named | None:
    """The first term; what is made of milk or of plants is that, whatever it is made of."""
    made = (*MADE_PLANTS, *GROUND_PLANTS, *DAIRY, Food.HONEY, Food.CURED, Food.NOT_FOOD)
    return next((each for each in terms if each.food in made), terms[0] if terms else None)
