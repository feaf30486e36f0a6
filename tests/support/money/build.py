"""A small programme of money, drawn as an accountant keeps it."""

from collections.abc import Iterable
from datetime import date

from support.programme.sheets import P01_ID, P02_ID, TUESDAY, book, night, pilotage, tab, understood

from relocalisons.core.kernel.model import Finding, Programme
from relocalisons.core.money.findings.money import find_money
from relocalisons.core.objectives.administration import find_administration
from relocalisons.core.objectives.coordinator_time import find_coordinator_time
from relocalisons.core.objectives.indicators import find_indicators
from relocalisons.core.objectives.risks import find_risks

PARTNERS = """
    Code | Structure             | Type         | Référent  | E-mail | Récupère la TVA | Convention signée le
    P01  | Ville de Grasse       | collectivité | Anne Roux | a@x.fr | non | 10/09/2025
    P02  | Légumerie du Plateau  | plateforme   | Luc Blanc | l@x.fr | oui | 10/09/2025
"""  # noqa: E501
FUNDERS = """
    Code | Nom            | Éligibilité début | Éligibilité fin | Règle de transfert | Base HT/TTC
    FRA  | Fonds régional | 01/09/2025 | 31/08/2027 | par poste ; 10 % ; budget initial ; au-delà : accord préalable | HT
    PNA  | Programme nat. | 01/09/2025 | 30/06/2027 | par partenaire ; 20 % ; budget initial ; au-delà : avenant | HT
"""  # noqa: E501
SPENT = "N° pièce | Partenaire | Poste | Date facture | Engagé le | Payé le | Montant HT € | Type | Financeur(s) et clé % | Statut | Justificatif | Preuve de paiement\n"  # noqa: E501
PILOTAGE_TABS = {
    "budget": "Budget",
    "schedule": "Échéancier rapports",
    "advances": "Avances",
    "attestations": "Attestations",
    "indicators": "Indicateurs",
    "risks": "Risques",
    "grant_rules": "Règles des financeurs",
}


def money_programme(
    expenses: str = "",
    *,
    of_p02: str = "",
    timesheets: str = "",
    funders: str = FUNDERS,
    partners: str = PARTNERS,
    settings: str = "",
    owner: str = "P01",
    as_of: date = TUESDAY,
    **tables: str,
) -> Programme:
    """« Dépenses » of P01 (and of P02), its « Temps passé », and the tabs of « Pilotage ».

    `owner`: empty where one sheet is of all partners.
    """
    own = [tab(PILOTAGE_TABS[name], drawn) for name, drawn in tables.items()]
    own.append(tab("Financeurs", funders))
    books, sources = [], []
    for code, file_id, drawn in ((owner, P01_ID, expenses), ("P02", P02_ID, of_p02)):
        tabs = [tab("Dépenses", drawn)] if drawn else []
        sources += [f"Dépenses | {code} | {file_id} | Dépenses"] if drawn else []
        if file_id == P01_ID and timesheets:
            tabs.append(tab("Temps passé", timesheets))
            sources.append(f"Temps passé | P01 | {file_id} | Temps passé")
        if tabs:
            books.append(book(file_id, *tabs))
    lines = "\n".join(sources)
    sheet = pilotage(*own, sources=lines, partners=partners, settings=settings)
    return understood(night(sheet, *books), as_of=as_of)


def spent(*lines: str) -> str:
    """« Dépenses » of invoices in order but for what a line shows."""
    return SPENT + "\n".join(f"{line} | http://d.x/f | http://d.x/p" for line in lines)


def money_findings(programme: Programme) -> tuple[Finding, ...]:
    """What the money, objectives and administration of a programme lead to."""
    as_of = programme.as_of
    return (
        *find_money(programme, as_of=as_of),
        *find_indicators(programme, as_of=as_of),
        *find_risks(programme, as_of=as_of),
        *find_administration(programme, as_of=as_of),
        *find_coordinator_time(programme, as_of=as_of),
    )


def told(findings: Iterable[Finding], *kinds: str) -> list[str]:
    """The subjects of some kinds, in order."""
    return [each.subject for each in findings if each.kind.value in kinds]


def one(findings: Iterable[Finding], kind: str) -> Finding:
    """The only finding of a kind."""
    found = [each for each in findings if each.kind.value == kind]
    assert len(found) == 1, [each.key for each in found]
    return found[0]
