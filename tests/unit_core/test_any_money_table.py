"""Tables of money, objectives and administration of any content: no exception, no false calm."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.money.build import money_findings, money_programme
from support.programme.sheets import P01_ID, book, night, pilotage, tab, understood
from support.programme.typed_tables import ANYTHING, cells_of, check_sentences

from relocalisons.core import tables as schema
from relocalisons.core.kernel.definition import Column, TableSchema
from relocalisons.core.money.amounts import measure_amounts
from relocalisons.core.money.books import open_books
from relocalisons.core.money.outlook import look_ahead
from relocalisons.core.money.transfers import measure_transfers

# What leads into each rule; one cell in twelve is anything at all.
_USUAL: dict[str, tuple[object, ...]] = {
    "funders": ("FRA", "FRA 60 % ; PNA 40 %", "FRA 80 % ; PNA 40 %", "FRA et PNA", None),
    "funder": ("FRA", "PNA", "?"),
    "transfer_rule": ("par poste ; 10 % ; budget initial", "par partenaire ; 20 % ; initial", "?"),
    "vat_base": ("HT", "TTC", None),
    "type": (
        "facture",
        "salaire",
        "déplacement",
        "forfait",
        "demande de paiement",
        "mensuel",
        None,
    ),
    "status": ("payé", "facturé", "prévu", "rejeté", "à faire", None),
    "budget_line": ("Achat", "Paie", None),
    "direction": ("hausse", "baisse", "?"),
    "mode": ("cumul", "moyenne", "dernière valeur", None),
    "target": (0, 100, -3, None),
    "baseline_value": (0, 100, None),
    "value": (0, 12, 1e18, None),
    "employee": ("Camille", "Anne"),
    "time": ("3 jours", "12 h", 4, None),
    "kind": ("Assurance RC", "HVE", "Convention"),
    "code": ("FRA", "PNA", "I1"),
}
_SETTINGS = (
    "Temps de coordination : personne | Camille\n"
    "Temps de coordination : actions contrats et visites | A2"
)


def _cell(column: Column):
    usual = _USUAL.get(column.name)
    if usual is None:
        return cells_of(column)
    drawn = st.sampled_from(usual)
    return st.integers(0, 11).flatmap(lambda chance: ANYTHING if chance == 11 else drawn)


def _tab(table: TableSchema):
    line = st.tuples(*map(_cell, table.columns))
    headers = tuple(column.header for column in table.columns)
    return st.lists(line, max_size=4).map(lambda lines: tab(table.title, [headers, *lines]))


_OWN = st.tuples(
    *map(
        _tab,
        (
            schema.FUNDERS,
            schema.BUDGET,
            schema.REPORT_SCHEDULE,
            schema.ADVANCES,
            schema.ATTESTATIONS,
            schema.INDICATORS,
            schema.RISKS,
        ),
    )
)
_OF_P01 = st.tuples(_tab(schema.EXPENSES), _tab(schema.TIMESHEETS), _tab(schema.ACTIONS))


@given(_OWN, _OF_P01)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_content_of_the_tables_of_money_is_judged_or_told(own, tabs):
    sources = "\n".join(f"{each.title} | P01 | {P01_ID} | {each.title}" for each in tabs)
    sheet = pilotage(*own, sources=sources, settings=_SETTINGS)
    programme = understood(night(sheet, book(P01_ID, *tabs)))

    check_sentences(programme)

    # No sum is larger than what can be read for sure in the column it comes from.
    books = open_books(programme)
    most = sum(
        max(abs(each.amount() or 0), abs(each.amount("amount_with_vat") or 0)) * each.key.total
        for each in books.expenses
        if each.key and each.amount() is not None
    )
    lines = measure_amounts(books, as_of=programme.as_of)
    assert abs(sum(line.amounts.committed for line in lines)) <= most + len(lines)


def test_empty_tables_give_no_sum_no_forecast_and_no_watch_rather_than_a_calm_one():
    programme = money_programme("N° pièce | Partenaire | Poste | Montant HT €\n", funders="Code\n")

    books = open_books(programme)

    assert measure_amounts(books, as_of=programme.as_of) == ()
    assert measure_transfers(books, as_of=programme.as_of) == ()
    assert money_findings(programme) == ()


def test_a_funder_without_dates_nor_budget_is_never_forecast():
    funders = """
        Code | Nom   | Éligibilité début | Éligibilité fin | Règle de transfert
        FRA  | Fonds | à définir         | 31/02/2027      |
    """
    programme = money_programme(funders=funders, as_of=date(2027, 1, 1))
    books = open_books(programme)

    assert look_ahead(books, books.funders[0], as_of=programme.as_of) is None
    kinds = [each.kind.value for each in money_findings(programme)]
    assert kinds == ["transfer_rule_unclear"]  # what cannot be watched is said


def test_an_expense_in_doubt_stays_out_of_the_sums_and_is_said():
    expenses = """
        N° pièce | Partenaire | Poste | Date facture | Payé le    | Montant HT € | Financeur(s) et clé %
        1        | P01        | Achat | 05/01/2026   | 06/01/2026 | #REF!        | FRA
    """  # noqa: E501
    programme = money_programme(expenses)

    (line,) = measure_amounts(open_books(programme), as_of=programme.as_of)

    assert (line.amounts.paid, line.holes) == (0, 1)
    assert "P01/expenses/1/amount" in {each.subject for each in programme.findings}
