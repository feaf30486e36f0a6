"""Sample: the 23 invented structures of the programme."""

# ruff: noqa: E501 (the notation is a table: one line a structure)

from dataclasses import dataclass

GROWER = "agriculteur"
AUTHORITY = "collectivité"
CHAMBER = "chambre consulaire"
NGO = "ONG/association"
LAWYER = "expert juridique"
PLATFORM = "plateforme/logistique"
KITCHEN = "restauration"
CONTRACTOR = "prestataire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A partner as an organisation; `spellings` are other ways in which people write its name."""

    code: str
    name: str
    profile: str
    domain: str
    town: str
    role: str
    work_streams: str
    budget: int  # euros, for the two years
    spellings: tuple[str, ...] = ()

    @property
    def is_producer(self) -> bool:
        """Whether it grows and delivers under growing contracts."""
        return self.profile == GROWER


_LINES = """
P01 | Localizz | ONG | localizz | Artigues-sur-Verdon | Chef de file, coordination | 1, 5, 6 | 118000 | Localiz
P02 | Chambre d'agriculture des Alpes-Azur | CHAMBER | chambre-alpes-azur | Nissa-le-Vieux | Accompagnement des producteurs | 2, 5 | 62000 | CA06 ; Chambre d'Agri 06
P03 | Chambre d'agriculture Durance-Verdon | CHAMBER | chambre-durance-verdon | Mallemoisson | Accompagnement des producteurs | 2, 5 | 48000 | CA Durance
P04 | Ville de Saint-Elzéar | AUTHORITY | saint-elzear | Saint-Elzéar | Cuisine centrale municipale pilote | 3, 4 | 54000 | Mairie St Elzéar
P05 | Communauté de communes du Pays des Sources | AUTHORITY | pays-des-sources | Fontbelle | Projet alimentaire territorial | 1, 4 | 46000 | CC Pays des Sources
P06 | Département des Baous | AUTHORITY | departement-baous | Baou-la-Ville | Restauration des collèges | 1, 4 | 58000 | CD Baous
P07 | EARL Les Jardins du Riou | GROWER | jardins-du-riou | La Roquette-Haute | Maraîchage plein champ | 2 | 14000 |
P08 | GAEC des Trois Restanques | GROWER | trois-restanques | Saint-Elzéar | Maraîchage et légumineuses | 2 | 15000 | Les 3 Restanques
P09 | Ferme de la Bastide Blanche | GROWER | bastide-blanche | Fontbelle | Maraîchage biologique | 2 | 12000 |
P10 | SCEA Vergers de Valsainte | GROWER | vergers-valsainte | Valsainte | Fruits à pépins et à noyau | 2 | 16000 | Valsainte
P11 | Coopérative Primeurs de la Plaine | GROWER | primeurs-plaine | La Plaine-des-Aires | Organisation de producteurs | 2, 3 | 38000 | Primeurs Plaine
P12 | SCA Les Fruits du Verdonnet | GROWER | fruits-verdonnet | Mallemoisson | Coopérative fruitière | 2, 3 | 29000 |
P13 | Légumerie Méli-Mélo | PLATFORM | legumerie-melimelo | La Plaine-des-Aires | Transformation de légumes | 3 | 72000 | Méli Mélo
P14 | Plateforme Circuit Azur | PLATFORM | circuit-azur | Nissa-le-Vieux | Logistique et commandes | 3 | 66000 | Circuit Azur
P15 | Agribio Rivage | NGO | agribio-rivage | Valsainte | Accompagnement bio | 2, 4, 5 | 34000 | Agribio
P16 | Terre et Passerelle | NGO | terre-passerelle | Fontbelle | Foncier et installation | 1, 2 | 27000 |
P17 | SIVU Cuisine des Oliviers | KITCHEN | cuisine-oliviers | La Roquette-Haute | Cuisine centrale intercommunale | 3, 4 | 41000 | Cuisine des Oliviers
P18 | Lycée agricole des Garrigues | KITCHEN | lycee-garrigues | Mallemoisson | Restaurant scolaire et formation | 4, 6 | 24000 | Lycée des Garrigues
P19 | Centre hospitalier du Val d'Issole | KITCHEN | ch-val-issole | Valsainte | Restauration hospitalière | 4 | 22000 | CH Val d'Issole
P20 | Clinique du droit rural de Roquebelle | LAWYER | droit-rural-roquebelle | Roquebelle | Expertise juridique | 1, 5 | 36000 | Clinique du droit
P21 | Studio Cigale | CONTRACTOR | studio-cigale | Nissa-le-Vieux | Communication | 6 | 45000 |
P22 | Observatoire Alimenterre Sud | NGO | alimenterre-sud | Roquebelle | Évaluation et indicateurs | 5, 6 | 39000 | Observatoire Alimenterre
P23 | Traiteurs du Soleil | KITCHEN | traiteurs-soleil | Nissa-le-Vieux | Restauration privée (retiré fin 2025) | 4 | 8000 |
"""

_PROFILES = {
    "ONG": NGO,
    "CHAMBER": CHAMBER,
    "AUTHORITY": AUTHORITY,
    "GROWER": GROWER,
    "PLATFORM": PLATFORM,
    "NGO": NGO,
    "KITCHEN": KITCHEN,
    "LAWYER": LAWYER,
    "CONTRACTOR": CONTRACTOR,
}


def _parse(line: str) -> Structure:
    code, name, profile, domain, town, role, streams, budget, spellings = map(
        str.strip, line.split("|")
    )
    return Structure(
        code=code,
        name=name,
        profile=_PROFILES[profile],
        domain=f"{domain}.example",
        town=town,
        role=role,
        work_streams=streams,
        budget=int(budget),
        spellings=tuple(each.strip() for each in spellings.split(";") if each.strip()),
    )


STRUCTURES: tuple[Structure, ...] = tuple(_parse(line) for line in _LINES.strip().splitlines())
PRODUCERS: tuple[Structure, ...] = tuple(each for each in STRUCTURES if each.is_producer)
BY_CODE: dict[str, Structure] = {each.code: each for each in STRUCTURES}

LEAD = "P01"
WITHDRAWN = "P23"  # left the programme at the end of 2025; « Actif » says non
TELEPHONE = ("P09", "P19")  # who prefer to be called
KITCHENS = ("P04", "P06", "P17", "P18", "P19")  # who buy under growing contracts
