"""Sample: the thirty growing contracts before they have a course, and the sites that buy."""

from dataclasses import dataclass

# producer | buyer | supply chain | crop | season | kilograms a month | hectares | euros a kilogram
_LINES = """
P07 | P04 | légumes | Carottes de plein champ (Nantaise) | hiver | 1200 | 1.2 | 1.10
P07 | P17 | légumes | Poireaux d'hiver (Armor) | hiver | 900 | 0.9 | 1.65
P07 | P06 | légumes | Courges butternut | hiver | 1500 | 1.5 | 1.20
P07 | P04 | légumes | Courgettes vertes | 6,7,8,9 | 1600 | 0.8 | 1.30
P07 | P18 | légumes | Tomates rondes de plein champ | 6,9,10 | 1400 | 0.6 | 1.80
P08 | P06 | légumes | Pommes de terre de conservation (Agria) | hiver | 2400 | 2.0 | 0.75
P08 | P17 | légumineuses | Pois chiches secs | hiver | 300 | 2.2 | 3.10
P08 | P19 | légumes | Oignons jaunes | hiver | 800 | 0.7 | 0.95
P08 | P06 | légumineuses | Lentilles vertes | 9,10,11,12 | 350 | 2.5 | 3.40
P08 | P04 | légumes | Haricots verts | 6,7,8,9 | 700 | 0.8 | 3.20
P09 | P18 | légumes | Épinards | hiver | 260 | 0.4 | 3.00
P09 | P17 | légumes | Salades d'hiver (batavia et feuille de chêne) | hiver | 480 | 0.5 | 2.60
P09 | P04 | légumes | Blettes à cardes | hiver | 320 | 0.3 | 2.10
P09 | P19 | légumes | Fèves fraîches | 5,6,7 | 400 | 0.5 | 3.50
P09 | P17 | fruits | Fraises de plein champ (Ciflorette) | 5,6 | 300 | 0.3 | 6.50
P10 | P06 | fruits | Pommes (Golden et Gala) | hiver | 3200 | 4.0 | 1.25
P10 | P04 | fruits | Poires (Passe-Crassane) | hiver | 1100 | 1.5 | 1.60
P10 | P19 | fruits | Pommes à compote | hiver | 1000 | 1.2 | 0.70
P10 | P17 | fruits | Pêches tardives | 7,8,9 | 1500 | 1.4 | 2.30
P10 | P19 | fruits | Abricots (Orangered) | 6,7 | 900 | 1.1 | 2.50
P11 | P06 | légumes | Choux blancs et rouges | hiver | 1800 | 1.1 | 0.85
P11 | P17 | légumes | Navets violets | hiver | 700 | 0.6 | 1.15
P11 | P04 | légumes | Céleris-raves | hiver | 900 | 0.7 | 1.05
P11 | P19 | légumes | Melons charentais | 7,8,9 | 1700 | 1.6 | 1.50
P11 | P06 | légumes | Asperges vertes | 5,6 | 500 | 1.0 | 6.20
P12 | P17 | fruits | Pommes (Reine des reinettes) | hiver | 2600 | 3.2 | 1.30
P12 | P06 | fruits | Poires (Comice) | hiver | 1400 | 1.8 | 1.70
P12 | P19 | fruits | Kiwis (Hayward) | hiver | 600 | 0.8 | 2.40
P12 | P04 | fruits | Prunes (Reine-claude) | 7,8,9 | 800 | 1.0 | 2.20
P12 | P06 | fruits | Raisin de table (Muscat) | 9,10 | 900 | 1.3 | 2.80
"""

SITES = {
    "P04": ("Cuisine centrale de Saint-Elzéar", "219 999 001 00018"),
    "P06": ("Collèges du canton de Baou-la-Ville", "229 999 002 00025"),
    "P17": ("Cuisine des Oliviers", "259 999 003 00011"),
    "P18": ("Self du lycée des Garrigues", "199 999 004 00032"),
    "P19": ("Cuisine du centre hospitalier", "269 999 005 00047"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """What a producer grows for a buyer."""

    number: str  # « C-2025-07 »
    producer: str
    buyer: str
    supply_chain: str
    crop: str
    is_winter: bool  # delivered from November to April
    summer: tuple[int, ...]  # the months of the others: in season, and while its buyer is open
    monthly: int  # kilograms
    hectares: float
    price: float  # euros a kilogram

    @property
    def product(self) -> str:
        """The crop without its variety."""
        return self.crop.partition(" (")[0]


def _parse(index: int, line: str) -> Crop:
    producer, buyer, chain, crop, season, monthly, hectares, price = map(str.strip, line.split("|"))
    return Crop(
        number=f"C-2025-{index:02d}",
        producer=producer,
        buyer=buyer,
        supply_chain=chain,
        crop=crop.replace("'", "’"),
        is_winter=season == "hiver",
        summer=tuple(map(int, season.split(","))) if season != "hiver" else (),
        monthly=int(monthly),
        hectares=float(hectares),
        price=float(price),
    )


CROPS: tuple[Crop, ...] = tuple(
    _parse(index, line) for index, line in enumerate(_LINES.strip().splitlines(), start=1)
)
