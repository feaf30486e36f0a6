"""What people earn stays with the coordinator; the tables that people fill are all followed."""

from datetime import date
from functools import cache

import pytest
from support.money.build import FUNDERS, money_findings, money_programme, spent
from support.programme.sheets import P01_ID, book, night, pilotage, tab, understood
from support.sample.snapshot import snapshot_of

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import Audience, Finding
from relocalisons.core.kernel.words.french import format_money, format_number
from relocalisons.core.money.books import open_books
from relocalisons.core.money.spending import measure_spending
from relocalisons.core.pilotage.dashboard.money import money_by_line, money_by_partner
from relocalisons.core.programme.audience import COMMITTEE, view_for
from relocalisons.core.programme.findings.reading_findings import FOLLOWED
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources
from relocalisons.core.tables import TABLES
from relocalisons.sample.engine import ids
from relocalisons.sample.plan.past_truth import frozen_ends
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at

NIGHT = date(2026, 4, 1)


@cache
def findings_of(seed: int) -> tuple[Finding, ...]:
    sample = generate(seed)
    snapshot = snapshot_of(workspace_at(sample, NIGHT), on=NIGHT)
    own = snapshot.workbook(ids.PILOTAGE)
    assert own is not None
    programme = understand(
        snapshot,
        sources=read_sources(own).entries,
        parameters=read_parameters(own, as_of=NIGHT),
        code="relocalisons",
        name="Relocalisons",
        as_of=NIGHT,
    )
    return assess(programme, as_of=NIGHT, baseline=dict(frozen_ends(sample)))


@cache
def salaries(seed: int) -> frozenset[str]:
    """What each person is paid, in the ways in which a sentence would write it."""
    workspace = workspace_at(generate(seed), NIGHT)
    cells = [row.cell("cost") for tab in workspace.tables("timesheets") for row in tab.rows]
    cells += [
        row.cell(column)
        for tab in workspace.tables("expenses")
        for row in tab.rows
        if row.cell("type").meaning == "salaire"
        for column in ("amount", "amount_with_vat", "claimed", "accepted", "rejected")
    ]
    amounts = {cell.meaning for cell in cells if cell.is_set and cell.meaning}
    return frozenset(
        words
        for amount in amounts
        for words in (format_money(amount), format_number(amount, digits=2), str(amount))
        if len(words) > 5
    )


@pytest.mark.parametrize("seed", (2026, 7))
def test_no_salary_is_in_any_sentence_that_somebody_else_may_read(seed):
    for each in findings_of(seed):
        words = " ".join((each.title, each.action, each.detail, each.ask, each.label))
        if each.audience is not Audience.COORDINATION:
            assert not [salary for salary in salaries(seed) if salary in words], each.key


@pytest.mark.parametrize("seed", (2026, 7))
def test_what_concerns_a_funder_or_several_partners_is_hers_alone(seed):
    hers = ("transfer", "underspending", "report_due", "claim_due", "coordinator_time")
    for each in findings_of(seed):
        if each.kind.value.startswith(hers):
            assert each.audience is Audience.COORDINATION
            assert each.ask == ""
        if each.audience is Audience.PARTNER:
            assert each.partner


def test_a_salary_in_doubt_is_asked_about_without_being_repeated():
    expenses = """
        N° pièce | Partenaire | Poste | Type    | Montant HT €      | Financeur(s) et clé %
        1        | P01        | Paie  | salaire | 2 345 ou 2 435    | FRA
        2        | P01        | Achat | facture | 1 111 ou 2 222    | FRA
    """
    (told,) = [
        " ".join((each.title, each.detail, each.action, each.ask))
        for each in money_programme(expenses).findings
        if each.subject == "P01/expenses/amount"
    ]

    assert "345" not in told
    assert "2 222" in told.replace("\u202f", " ")


def test_every_table_that_people_fill_is_followed():
    written_by_us_or_checked_elsewhere = {
        "sources", "settings", "comments", "anomalies", "reminders", "dependencies",
    }  # fmt: skip

    assert {table.name for table in TABLES} - set(FOLLOWED) <= written_by_us_or_checked_elsewhere


def test_what_she_notes_of_people_is_hers_even_in_a_partner_s_workbook():
    contacts = """
        Date       | Partenaire | Ce qui a été dit
        31/02/2026 | P01        | rappeler en mars
    """
    snapshot = night(
        pilotage(sources=f"Contacts | P01 | {P01_ID} | Contacts"),
        book(P01_ID, tab("Contacts", contacts)),
    )

    (finding,) = understood(snapshot).findings

    assert finding.audience is Audience.COORDINATION


def test_two_partners_may_use_the_same_number_of_piece_and_one_may_not():
    header = "N° pièce | Partenaire | Poste | Montant HT € | Financeur(s) et clé %\n"
    first = header + "1 | P01 | Achat | 100 | FRA\n1 | P01 | Achat | 200 | FRA"
    second = header + "1 | P02 | Achat | 300 | FRA"

    programme = money_programme(first, of_p02=second)

    doubles = [each.subject for each in programme.findings if each.kind == "duplicate_id"]
    assert doubles == ["P01/expenses/1"]


def test_a_number_typed_twice_in_two_tabs_of_one_partner_counts_once_and_is_told():
    header = "N° pièce | Partenaire | Poste | Montant HT € | Payé le | Financeur(s) et clé %\n"
    year, next_year = "Dépenses 2025", "Dépenses 2026"
    tabs = (
        tab(year, header + "1 | P01 | Achat | 100 | 05/12/2025 | FRA"),
        tab(next_year, header + "1 | P01 | Achat | 300 | 05/01/2026 | FRA"),
    )
    sources = "\n".join(f"Dépenses | P01 | {P01_ID} | {each}" for each in (year, next_year))
    funders = tab("Financeurs", FUNDERS)

    programme = understood(night(pilotage(funders, sources=sources), book(P01_ID, *tabs)))

    doubles = [each.subject for each in programme.findings if each.kind == "duplicate_id"]
    assert doubles == ["P01/expenses/1"]
    assert [each.amount() for each in open_books(programme).expenses] == [100]


def test_her_dashboard_shows_the_six_amounts_and_never_one_person_s_pay():
    budget = """
        Poste       | Partenaire | Financeur | Budget initial €
        Personnel   | P01        | FRA       | 1000
        Prestations | P01        | FRA       | 3000
        Prestations | P02        | FRA       | 4 000 ou 5 000
    """
    expenses = """
        N° pièce | Partenaire | Poste       | Date facture | Payé le    | Montant HT € | Type    | Financeur(s) et clé % | Montant déclaré
        1        | P01        | Personnel   | 05/01/2026   | 06/01/2026 | 250          | salaire | FRA                   | 200
        2        | P01        | Prestations | 05/01/2026   |            | 600          | facture | FRA                   |
        3        | P01        | Prestations | 05/01/2026   |            | 70           | facture | qui ?                 |
    """  # noqa: E501
    advances = """
        Partenaire | Financeur | Montant € | Versée le  | Remboursée le
        P01        | FRA       | 400       | 02/12/2025 |
        P01        | FRA       | 900       | 02/11/2025 | 05/01/2026
    """
    programme = money_programme(expenses, budget=budget, advances=advances, funders=FUNDERS)

    lines = [row for _, row in money_by_line(programme, as_of=programme.as_of).lines]
    partners = [row for _, row in money_by_partner(programme, as_of=programme.as_of).lines]

    text = [
        [str(cell).replace("\u202f", " ").replace("\xa0", " ") for cell in row] for row in lines
    ]
    assert text == [
        ["FRA", "Total", "au plus 7 %",
         "payé 250 €, engagé de 850 à 920 € (1 cellule à lever), "
         "facturé de 850 à 920 € (1 cellule à lever), déclaré 200 €",
         "de 4 000 à 9 000 € (1 cellule à lever)", "1 donnée"],
        ["", "Personnel", "25 %",
         "payé 250 €, engagé 250 €, facturé 250 €, déclaré 200 €", "1 000 €", ""],
        ["", "Prestations", "au plus 0 %",
         "engagé 600 €, facturé 600 €", "de 3 000 à 8 000 € (1 cellule à lever)", "1 donnée"],
    ]  # fmt: skip
    assert "avance en cours 400" in str(partners[0][3])
    assert not any("Personnel" in str(cell) for row in partners for cell in row)
    assert told_nothing_green(programme)


def told_nothing_green(programme) -> bool:
    """A budget cell in doubt forbids a forecast and a watch."""
    kinds = {each.kind.value for each in money_findings(programme)}
    return not kinds & {"underspending", "transfer_near", "transfer_passed"}


def test_the_committee_s_share_of_a_budget_is_the_one_that_its_funder_is_told():
    line = "1 | P01 | Personnel | 05/01/2026 | | 06/01/2026 | 100 | facture | FRA | payé"
    header, row = spent(line).split("\n")
    budget = "Poste | Partenaire | Financeur | Budget initial €\nPersonnel | P01 | FRA | 1000"
    whole = money_programme(f"{header} | Montant TTC €\n{row} | 120", budget=budget)
    seen = view_for(whole, viewer=COMMITTEE).programme

    paid = [
        measure_spending(each, each.funders[0], as_of=whole.as_of).paid for each in (whole, seen)
    ]

    assert paid == [100, 100]
