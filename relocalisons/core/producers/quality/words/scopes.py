"""Pure: what the scope of a certificate covers, product by product; words unknown are a doubt."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import bare_letters, fold
from relocalisons.core.producers.quality.words.foods import (
    ANIMALS,
    DAIRY,
    MADE_PLANTS,
    MEATS,
    RAW_PLANTS,
    SPECIES_IN_DOUBT,
    Food,
    Product,
    foods_named,
    species_in,
)


class Covered(StrEnum):
    """Whether a product is inside a scope."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


_VEGETABLES = frozenset((Food.VEGETABLE, Food.HERB))
_ALL_MEATS = MEATS | SPECIES_IN_DOUBT
# Words for a whole sort of products, the longest first; a product inside one is covered.
_GROUPS: tuple[tuple[str, frozenset[Food]], ...] = (
    (r"legumes secs|legumineuses?|proteagineux", frozenset((Food.PULSE,))),
    (r"legumes?|maraichage|maraicher(?:e|es|s)?|cultures maraicheres", _VEGETABLES),
    (r"plantes aromatiques|aromatiques|aromates|ppam|plantes medicinales", frozenset((Food.HERB,))),
    (r"fruits? (?:et|a) coques?|fruits? secs?", frozenset((Food.NUT,))),
    (r"fruits? a pepins?|fruits? a noyaux?|petits fruits|fruits? rouges?|agrumes?", frozenset()),
    (r"fruits?|vergers?|arboriculture|arboricole|cultures fruitieres",
     frozenset((Food.FRUIT, Food.NUT))),
    (r"grandes cultures", frozenset((Food.CEREAL, Food.PULSE))),
    (r"cereales?", frozenset((Food.CEREAL,))),
    (r"productions? vegetales?|cultures|vegetaux|produits vegetaux", RAW_PLANTS),
    (r"productions? animales?|elevage", frozenset(ANIMALS)),
    (r"volailles?|aviculture|volailles de chair", frozenset((Food.POULTRY,))),
    (r"poules? pondeuses?|oeufs?|pondeuses?", frozenset((Food.EGG,))),
    (r"bovins?(?: viande)?|viandes? bovines?|gros bovins?|vaches? allaitantes?",
     frozenset((Food.BEEF,))),
    (r"porcins?|porcs?|viandes? porcines?", frozenset((Food.PORK,))),
    (r"ovins?|viandes? ovines?|moutons?", frozenset((Food.LAMB,))),
    (r"caprins?|viandes? caprines?", frozenset((Food.GOAT,))),
    (r"viandes?", _ALL_MEATS),
    (r"produits laitiers|laitages?", DAIRY),
    (r"fromages?", frozenset((Food.CHEESE,))),
    (r"yaourts?|desserts? lactes?", frozenset((Food.YOGHURT,))),
    (r"laits?", frozenset((Food.MILK,))),
    (r"miels?|apiculture|produits de la ruche", frozenset((Food.HONEY,))),
    (r"charcuteries?|salaisons?", frozenset((Food.CURED,))),
    (r"poissons?|produits de la (?:mer|peche)|peche", frozenset((Food.FISH,))),
    (r"confitures?", frozenset((Food.JAM,))),
    (r"pains?|boulangerie", frozenset((Food.BREAD,))),
    (r"farines?|huiles?", frozenset((Food.FLOUR,))),
    (r"jus|compotes?", frozenset((Food.JUICE,))),
)  # fmt: skip
_SUBGROUPS = {
    "pepin": ("pomme", "poire", "coing", "nefle"),
    "noyau": ("abricot", "peche", "nectarine", "brugnon", "cerise", "prune", "mirabelle",
              "reine claude", "reines claudes", "quetsche", "pruneau", "pruneaux"),
    "agrume": ("orange", "citron", "clementine", "mandarine", "pamplemousse", "pomelo", "agrume"),
    "petits fruits": ("framboise", "groseille", "cassis", "mure", "myrtille", "fraise"),
    "rouge": ("framboise", "groseille", "cassis", "mure", "myrtille", "fraise", "cerise"),
}  # fmt: skip
_SHELTERED_GROUP = re.compile(r"\bplein champ\b|\bde plein air\b")
_WHOLE = re.compile(
    r"\b(?:exploitation|ferme|entreprise|ensemble|toutes?(?: les)? (?:productions?|cultures?|"
    r"parcelles|activites)|tous(?: les)? (?:produits|ateliers)|totalite|globale?|negoce|"
    r"distribution|revente|grossiste|commerce de gros)\b"
)
_EXCEPT = re.compile(
    r"\b(?:sauf|hors|excepte(?:e|s|es)?|a l exception (?:de|des|du)|a l exclusion (?:de|des|du))\b"
)
_CONVERSION = re.compile(r"\bconversion\b|\bc[123]\b")
_PLOTS = re.compile(r"\bparcelles?\s+(?P<names>[^;()]+)")
_PLOT = re.compile(r"\bparcelles?\s+(?P<name>[^;(),]+)")
_BETWEEN = re.compile(r"(\d+) (?:a|au) (\d+)")
_SMALL = frozenset(("de", "du", "des", "le", "la", "les", "l", "d", "et", "en", "a", "aux", "au"))
# Words of a product or a scope that say nothing of what it is.
_EMPTY = frozenset(
    ("bio", "ab", "aop", "aoc", "igp", "label", "rouge", "fermier", "fermiere", "fermiers",
     "fermieres", "produit", "produits", "frais", "fraiche", "fraiches", "agriculture",
     "biologique", "certification", "certificat", "conversion", "hve", "france", "kg")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a scope: its words, what it leaves out, and whether it is in conversion only."""

    text: str
    without: str
    in_conversion: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a certificate covers. `plots` are folded names; empty when it names none."""

    clauses: tuple[Clause, ...]
    plots: frozenset[str]
    label: str  # folded words of the label: « AOP Banon » names its product too

    @property
    def is_given(self) -> bool:
        """Whether anything is written of it."""
        return bool(self.clauses or self.plots)


@lru_cache(maxsize=2048)
def read_scope(text: str | None, *, label: str | None = None) -> Scope:
    """The parts of « Portée »; the label stands by because it may name the product."""
    bare = bare_letters(text or "")
    plots = _plots_in(bare)
    rest = _PLOTS.sub(" ", bare) if plots else bare
    clauses: list[Clause] = []
    for part in re.split(r"[;,/\n+•|]|\bet\b", rest):
        said = fold(part)
        kept, *left = _EXCEPT.split(said, maxsplit=1)
        if kept.strip() or left:
            clauses.append(
                Clause(
                    text=kept.strip(),
                    without=left[0].strip() if left else "",
                    in_conversion=_CONVERSION.search(said) is not None,
                )
            )
    return Scope(clauses=tuple(clauses), plots=plots, label=fold(label or ""))


def plot_in(text: str | None) -> str | None:
    """The plot that a delivery names: « Carottes (parcelle Sud) »."""
    found = _PLOT.search(bare_letters(text or ""))
    return fold(found["name"]) if found else None


def covers(scope: Scope, product: Product, *, plot: str | None, conversion: bool) -> Covered:
    """Whether the scope holds the product: its sort, its species, its plot.

    `conversion`: only the parts in conversion count; else only those that are not. A scope of
    which no part speaks of conversion stands for what its label says.
    """
    marked = any(each.in_conversion for each in scope.clauses)
    clauses = [each for each in scope.clauses if not marked or each.in_conversion is conversion]
    if not clauses and not scope.plots:
        return Covered.UNKNOWN if not scope.clauses else Covered.NO
    if any(each.without and _named(each.without, product) is Covered.YES for each in clauses):
        return Covered.NO
    said = [_named(each.text, product) for each in clauses] or [Covered.YES]
    if _shares_word(scope.label, product):
        said.append(Covered.YES)
    inside = _best(said)
    return inside if inside is Covered.NO or not scope.plots else _on_plot(scope.plots, plot)


def _on_plot(plots: Collection[str], plot: str | None) -> Covered:
    if plot is None:
        return Covered.UNKNOWN
    return Covered.YES if plot in plots else Covered.NO


def _best(said: Collection[Covered]) -> Covered:
    return next((each for each in (Covered.YES, Covered.UNKNOWN) if each in said), Covered.NO)


@lru_cache(maxsize=65_536)
def _named(clause: str, product: Product) -> Covered:
    """Whether one part of a scope names the product or its sort."""
    if _SHELTERED_GROUP.search(clause) and product.sheltered:
        return Covered.NO
    theirs = species_in(clause)
    if product.food in DAIRY and theirs and product.species and theirs != product.species:
        return Covered.NO
    if _shares_word(clause, product):
        return Covered.YES
    for name, terms in _SUBGROUPS.items():
        if re.search(rf"\b{name}", clause):
            return Covered.YES if product.term in terms else _other(product)
    for words, foods in _GROUPS:
        if re.search(rf"\b(?:{words})\b", clause) and not _is_detail(clause, words):
            return Covered.YES if product.food in foods else _other(product)
    if _WHOLE.search(clause):
        return Covered.YES if product.food not in MADE_PLANTS else Covered.UNKNOWN
    if foods_named(clause):
        return _other(product)
    return Covered.UNKNOWN


def _is_detail(clause: str, words: str) -> bool:
    """Whether the word is said of another one: « lait » of « yaourts au lait de brebis »."""
    return re.search(rf"\b(?:au|aux|de|d) (?:{words})\b", clause) is not None and bool(
        foods_named(clause)[:1] and not re.match(rf"(?:\w+ )?(?:{words})\b", clause)
    )


def _other(product: Product) -> Covered:
    """A product of another sort is outside; one that is not known, or of two sorts, in doubt."""
    return Covered.UNKNOWN if product.food in (None, Food.MELON) else Covered.NO


def _shares_word(clause: str, product: Product) -> bool:
    """Whether the product itself is named: its term, or the first word of one nobody knows."""
    if product.term and any(each.term == product.term for each in foods_named(clause)):
        return not _is_bare_detail(clause, product)
    words = [word for word in product.text.split() if len(word) > 3 and word not in _EMPTY]
    known = {_stem(word) for word in clause.split() if word not in _SMALL | _EMPTY}
    if product.food is None:
        return bool(words) and _stem(words[0]) in known
    return False


def _is_bare_detail(clause: str, product: Product) -> bool:
    """« lait » of a product does not stand for « fromage au lait cru »: the head must be it."""
    first = foods_named(clause)[0]
    return first.food is not product.food


def _stem(word: str) -> str:
    return word.rstrip("sx")


def _plots_in(bare: str) -> frozenset[str]:
    found: set[str] = set()
    for match in _PLOTS.finditer(bare):
        for part in re.split(r",|\bet\b|/", match["names"]):
            name = fold(part)
            span = _BETWEEN.fullmatch(name)
            if span:
                found |= {str(each) for each in range(int(span[1]), int(span[2]) + 1)}
            elif name:
                found.add(name)
    return frozenset(found)
