"""A small workspace of one grower under contract, drawn as its sheets; only what a rule needs."""

from datetime import date

from support.programme.sheets import night, pilotage, tab, understood

from relocalisons.core.kernel.model import Programme

TUESDAY = date(2026, 3, 3)
PEOPLE = """
    Code | Structure         | Type         | Référent  | E-mail            | SIRET             | Secteur
    P01  | Ville de Grasse   | collectivité | Anne Roux | anne@g.example    | 219 999 001 00018 | Grasse
    P07  | Jardins du Riou   | agriculteur  | Luc Blanc | luc@riou.example  | 999 538 714 00037 | Fontbelle
    P08  | Trois Restanques  | agriculteur  | Eve Noir  | eve@trois.example |                   | Fontbelle
"""  # noqa: E501
CONTRACTS = "Contrats de culture"
COMMITMENTS = "Volumes engagés"
DELIVERIES = "Livraisons"
CERTIFICATES = "Engagements qualité"
VISITS = "Visites"
CANTEENS = "Achats cantines"


def a_contract_line(**given: str) -> str:
    """A line of « Contrats de culture » under its header; all that is not said is in order."""
    cells = {
        "N° contrat": "C-01",
        "Producteur": "P07",
        "Acheteur": "P01",
        "Filière": "légumes",
        "Culture/Variété": "Courgettes",
        "Surface": "0,8 ha",
        "Volume total": "6 t",
        "Tolérance %": "10 %",
        "Prix": "1,30 €/kg",
        "Prochaine révision": "",
        "Début": "01/11/2025",
        "Fin": "31/10/2027",
        "Étape": "en livraison",
        "Signé producteur le": "01/10/2025",
        "Signé acheteur le": "05/10/2025",
        **{f"Clause {number}": "oui" for number in range(1, 8)},
        "Labels exigés": "",
        "Reconduction": "tacite",
        "Préavis": "60",
        **given,
    }
    return " | ".join(cells) + "\n" + " | ".join(cells.values())


def programme_of(
    *,
    contracts: str = "",
    settings: str = "",
    as_of: date = TUESDAY,
    partners: str = PEOPLE,
    **tables: str,
) -> Programme:
    """The programme of « Pilotage » with these tabs; `tables` by title, spaces as `_`."""
    tabs = [tab(CONTRACTS, contracts or a_contract_line())]
    tabs += [tab(title.replace("_", " "), drawn) for title, drawn in tables.items() if drawn]
    return understood(night(pilotage(*tabs, settings=settings, partners=partners)), as_of=as_of)


def months(*volumes: str, contract: str = "C-01", first: int = 11, year: int = 2025) -> str:
    """« Volumes engagés »: one line a month from November 2025 on."""
    lines = ["Contrat | Du | Au | Volume prévu"]
    for step, volume in enumerate(volumes):
        month, of = (first + step - 1) % 12 + 1, year + (first + step - 1) // 12
        lines.append(f"{contract} | 01/{month:02d}/{of} | 28/{month:02d}/{of} | {volume}")
    return "\n".join(lines)
