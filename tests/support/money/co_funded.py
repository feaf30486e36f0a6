"""A small programme of three partners and two funders with one claim each; its claims are named."""

from datetime import date

from support.money.build import SPENT, money_findings, money_programme
from support.programme.acts import of
from support.reminders.planned import tracked

from relocalisons.core.acts.acts import Act
from relocalisons.core.kernel.model import Programme

NIGHT = date(2026, 3, 17)
PARTNERS = """
    Code | Structure            | Type         | Référent  | E-mail | Récupère la TVA | Convention signée le
    P01  | Ville de Grasse      | collectivité | Anne Roux | a@x.fr | non | 10/09/2025
    P02  | Légumerie du Plateau | plateforme   | Luc Blanc | l@x.fr | non | 10/09/2025
    P03  | Atelier du Bois      | association  | Eve Noir  | e@x.fr | non | 10/09/2025
"""  # noqa: E501
FUNDERS = """
    Code | Nom                | Montant € | Taux % | Éligibilité début | Éligibilité fin | Base HT/TTC
    FDP  | Fonds de proximité | {grant}   | 80 %   | 01/09/2025        | 31/08/2028      | HT
    FSE  | Fonds social       | 50000     | 40 %   | 01/09/2025        | 31/08/2028      | HT
"""  # noqa: E501
RULES = """
    Financeur | Règle                  | Valeur
    FDP       | Deux devis à partir de | 2000 €
"""
SCHEDULE = """
    Financeur | Type      | Période du | Période au | Échéance   | Statut  | Envoyé le | Montant demandé
    FDP       | acompte 1 | 01/09/2025 | 28/02/2026 | 17/03/2026 | {fdp} | {asked}
    FSE       | acompte A | 01/09/2025 | 28/02/2026 | 15/04/2026 | {fse} |
"""  # noqa: E501
PIECES, LACKING = "http://d.x/f | http://d.x/p", " | http://d.x/p"
TO_DO, SENT = "à faire |", "envoyé | 10/03/2026"


def paid(
    number: str, partner: str, euros: int, key: str = "FDP 80 %", *, pieces: str = PIECES,
    kind: str = "prestation", supplier: str = "", on: str = "05/11/2025", claim: str = "",
) -> str:  # fmt: skip
    """A line of « Dépenses », paid in November 2025."""
    return (
        f"{number} | {partner} | Achat | 05/11/2025 | | {on} | {euros} | {kind} | {key} | payé "
        f"| {pieces} | {supplier or f'Maison {number}'} | {claim}"
    )


def co_funded(
    *lines: str, fdp: str = TO_DO, fse: str = TO_DO, asked: str = "", grant: str = "90000",
    more: str = "", rules: str = RULES, as_of: date = NIGHT, **tables: str,
) -> Programme:  # fmt: skip
    """`fdp`, `fse`: « Statut » and « Envoyé le » of the two claims; `more`: other lines of them."""
    return money_programme(
        f"{SPENT.strip()} | Fournisseur | Déclaré dans\n" + "\n".join(lines),
        partners=PARTNERS, funders=FUNDERS.format(grant=grant), grant_rules=rules,
        schedule=SCHEDULE.format(fdp=fdp, fse=fse, asked=asked).rstrip() + f"\n{more}",
        as_of=as_of, owner="", **tables,
    )  # fmt: skip


def claim_act(programme: Programme, funder: str = "FDP") -> Act:
    """The line of « À faire » of a funder's claim."""
    acts = of(*tracked(*money_findings(programme)), programme=programme, as_of=programme.as_of).acts
    (act,) = (one for one in acts if str(one.key).startswith(f"act:envoyer:{funder}:acompte"))
    return act


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
