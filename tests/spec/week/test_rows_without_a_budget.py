"""« Tableau de bord »: what is spent without a budget shares one row of each table of money."""

from support.money.build import money_programme

from relocalisons.core.pilotage.dashboard.money import money_by_line, money_by_partner

FUNDERS = """
    Code | Nom            | Montant € | Taux % | Éligibilité début | Éligibilité fin | Base HT/TTC
    FRA  | Fonds régional | 100000    | 60 %   | 01/09/2025        | 31/08/2027      | HT
    PNA  | Programme nat. | 50000     | 70 %   | 01/09/2025        | 30/06/2027      | HT
"""
BUDGET = """
    Poste       | Partenaire | Financeur | Budget initial €
    Prestations | P01        | FRA       | 3000
"""
HEAD = """
    N° pièce | Poste | Date facture | Payé le | Montant HT € | Type | Financeur(s) et clé %
"""
BUDGETED = "1 | Prestations | 05/01/2026 | 06/01/2026 | 600 | facture | FRA"
BUYING = "2 | Achats | 05/01/2026 | 06/01/2026 | 70 | facture | {}"
CARRYING = "3 | Transport | 05/01/2026 | 06/01/2026 | 30 | facture | {}"
ADVANCES = """
    Partenaire | Financeur | Montant € | Versée le  | Remboursée le
    P02        | PNA       | 400       | 02/12/2025 |
"""


def sheet(*lines, funder):
    return "\n".join((HEAD.strip(), *(line.format(funder) for line in lines)))


def table(part, expenses, *, of_p02="", advances=""):
    given = {"advances": advances} if advances else {}
    programme = money_programme(expenses, of_p02=of_p02, budget=BUDGET, funders=FUNDERS, **given)
    rows = (row for _, row in part(programme, as_of=programme.as_of).lines)
    spaces = str.maketrans("\u202f\xa0", "  ")
    return [[str(cell).translate(spaces) for cell in row[:4]] for row in rows]


def test_lines_without_a_budget_share_a_row_and_add_up_to_the_total():
    total, kept, shared = table(money_by_line, sheet(BUDGETED, BUYING, CARRYING, funder="FRA"))

    assert total[3].startswith("payé 700 €")
    assert (kept[1], kept[3][:10]) == ("Prestations", "payé 600 €")
    assert shared[1:3] == ["Achats et Transport", "sans budget"]
    assert shared[3].startswith("payé 100 €")


def test_partners_without_a_budget_share_a_row_unless_they_have_an_advance():
    given = {
        "expenses": sheet(BUDGETED, BUYING, funder="PNA"),
        "of_p02": sheet(CARRYING, funder="PNA"),
    }

    assert [row[:3] for row in table(money_by_partner, **given)] == [
        ["FRA", "P01", "20 %"], ["PNA", "P01 et P02", "sans budget"],
    ]  # fmt: skip
    apart = table(money_by_partner, **given, advances=ADVANCES)
    assert [row[1] for row in apart] == ["P01", "P01", "P02"]
    assert "avance en cours 400 €" in apart[-1][3]


def test_one_alone_keeps_its_row():
    assert [row[1] for row in table(money_by_line, sheet(BUDGETED, BUYING, funder="FRA"))] == [
        "Total", "Prestations", "Achats",
    ]  # fmt: skip
