"""« Tableau de bord »: a row is what she can act on; the rest is counted, with where it stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.money.build import money_findings, money_programme
from support.pilotage.board import FRIDAY, Board, board
from support.programme.acts import PROGRAMME, seen
from support.programme.build import a_deliverable, a_file, a_programme, an_action
from support.reminders.planned import finding, said, tracked

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import FindingState, Severity
from relocalisons.core.pilotage.dashboard.money_tab import build_money_tab
from relocalisons.core.pilotage.dashboard.waiting import ATTENTION, FORECASTS, what_waits
from relocalisons.core.pilotage.to_tidy import build_to_tidy


def waits(*entries, programme=PROGRAMME, as_of=FRIDAY):
    acts = derive_acts(entries, programme=programme, as_of=as_of)
    return what_waits(entries, acts=acts, as_of=as_of)


def shared(number="L02", *, first_seen=FRIDAY, due=None, **given):
    one = replace(finding("deliverable_unshared", number), due=due)
    return tracked(replace(one, **given), first_seen=first_seen)[0]


# A finding is seen first | its day | its severity | its state | on that Friday.
STANDS = (
    (FRIDAY, None, Severity.WATCH, FindingState.OPEN, "row"),
    (FRIDAY - timedelta(days=4), None, Severity.WATCH, FindingState.OPEN, "row"),
    (FRIDAY - timedelta(days=7), None, Severity.WATCH, FindingState.OPEN, "counted"),
    (FRIDAY - timedelta(days=30), None, Severity.WATCH, FindingState.OPEN, "counted"),
    (FRIDAY - timedelta(days=30), None, Severity.ALERT, FindingState.OPEN, "row"),
    (FRIDAY - timedelta(days=30), None, Severity.WATCH, FindingState.WORSE, "row"),
    (FRIDAY - timedelta(days=30), 10, Severity.WATCH, FindingState.OPEN, "row"),
    (FRIDAY - timedelta(days=30), 14, Severity.WATCH, FindingState.OPEN, "row"),
    (FRIDAY - timedelta(days=30), 15, Severity.WATCH, FindingState.OPEN, "counted"),
    (FRIDAY - timedelta(days=30), -10, Severity.WATCH, FindingState.OPEN, "counted"),
)


@pytest.mark.parametrize(("first_seen", "due", "severity", "state", "where"), STANDS)
def test_what_stood_unchanged_for_two_fridays_is_counted(first_seen, due, severity, state, where):
    day = FRIDAY + timedelta(days=due) if due is not None else None
    one = replace(shared(first_seen=first_seen, due=day, severity=severity), state=state)

    found = waits(one)

    assert (len(found.rows), len(found.unchanged)) == ((1, 0) if where == "row" else (0, 1))


def test_the_count_says_since_which_friday():
    old = [shared(f"L{n}", first_seen=FRIDAY - timedelta(days=n + 5)) for n in (2, 4, 5)]

    rows = board(*old, shared("L9")).part(ATTENTION)

    assert [row[1] for row in rows] == [
        "L9 – Former les cuisiniers",
        "3 autres, inchangés depuis le 13 mars 2026, dans « Anomalies »",
    ]


EXPENSES = """
    N° pièce | Partenaire | Poste       | Date facture | Payé le    | Montant HT €   | Type    | Financeur(s) et clé %
    1        | P01        | Prestations | {invoiced}   |            | {amount}       | facture | {key}
"""  # noqa: E501


def test_a_cell_on_which_nothing_hangs_is_counted_and_opens_where_it_is_put_in_order():
    cells = [finding("cell_ambiguous", f"P01/actions/A{n}/planned_end") for n in (1, 2)]

    rows = board(*tracked(*cells, first_seen=FRIDAY), shared()).part(ATTENTION)

    assert [row[1] for row in rows] == [
        "L02 – Former les cuisiniers", "Cases ou noms à ranger : 2, dans « À ranger »",
    ]  # fmt: skip
    assert rows[1][5] == "Ouvrir"


def test_a_cell_of_a_funders_paper_is_named():
    cell = finding("cell_unreadable", "P00/report_schedule/FRA/status", partner=None)

    assert [one.finding for one in waits(*tracked(cell, first_seen=FRIDAY)).rows] == [cell]


@pytest.mark.parametrize(
    ("invoiced", "amount", "named"),
    (("", "700", False), ("05/01/2026", "70", False), ("05/01/2026", "700", True)),
)
def test_an_expense_without_a_key_is_named_where_it_weighs(invoiced, amount, named):
    """A quote loses nothing, nor does less than what changes no rank."""
    table = EXPENSES.format(invoiced=invoiced or "          ", amount=amount, key="qui ?")
    programme = money_programme(table)
    cell = finding("cell_unreadable", "P01/expenses/1/funders")

    page = board(*seen(cell), programme=programme, as_of=programme.as_of)
    tab = Board(build_money_tab(programme, as_of=programme.as_of))

    money = " ".join(" ".join(row) for row in tab.part("Argent par financeur"))
    assert ("comptées pour aucun financeur : 1" in money) is named
    assert "À ranger" not in money, "one row counts it for the page"
    assert page.part(ATTENTION)[-1][1] == "Cases ou noms à ranger : 1, dans « À ranger »"


def pace(number="I1", *, severity=Severity.WATCH, state=FindingState.OPEN):
    one = replace(finding("indicator_out_of_reach", number), severity=severity)
    return replace(tracked(one)[0], state=state)


def test_what_a_pace_leads_to_is_a_quiet_row_of_its_own_and_no_alert():
    page = board(pace(), pace("I2"), shared())

    assert page.names(ATTENTION) == ["L02"]
    assert page.names(FORECASTS) == ["I1", "I2"]
    assert {row[0] for row in page.part(FORECASTS)} == {""}


INDICATORS = """
    Code | Intitulé | Unité | Référence (T0) | Cible | Échéance | Sens | Mode | Valeur | Date de mesure | Responsable | Preuve
    I1 | Contrats | t | 0 | 100 | 30/06/2026 | hausse | cumul | 10 | 28/02/2026 | P01 | oui
    I2 | Repas    | t | 0 | 100 | 31/08/2027 | hausse | cumul | 5  | 28/02/2026 | P01 | oui
    I3 | Visites  | t | 0 | 100 | 31/08/2027 | hausse | cumul | 5  | 28/02/2026 | P01 | oui
"""  # noqa: E501


def test_what_cannot_be_foreseen_yet_shares_one_row():
    programme = money_programme(indicators=INDICATORS, as_of=FRIDAY)
    far = [one for one in money_findings(programme) if one.kind == "indicator_out_of_reach"]

    rows = board(*tracked(*far, first_seen=FRIDAY), programme=programme).part(FORECASTS)

    assert len(far) == 3
    assert [row[1] for row in rows] == [
        "I1 – Contrats", "I2 et I3 : loin de la cible, trop tôt pour prévoir",
    ]  # fmt: skip
    assert "au rythme actuel" in rows[0][3]


def test_it_is_news_once():
    assert "I1" in board(pace(state=FindingState.NEW), shared()).names("Ce qui a changé")
    assert board(pace(), shared()).names("Ce qui a changé") == []


def test_what_can_no_longer_be_reached_waits_as_an_alert():
    page = board(pace(severity=Severity.ALERT), shared())

    assert page.names(ATTENTION) == ["I1", "L02"]
    assert page.part(FORECASTS) == []


def test_a_decision_about_an_unsigned_agreement_and_the_agreement_are_one_row():
    todo = replace(finding("decision_overdue", "D2"), label="D2 – Rendre la convention signée")
    other = replace(finding("decision_overdue", "D3"), label="D3 – Trouver un site")
    paper = replace(
        finding("agreement_unsigned", "P01"), label="P01 – Convention", title="Aucune date."
    )

    rows = board(*tracked(todo, other, paper, first_seen=FRIDAY)).part(ATTENTION)

    assert sorted(row[1] for row in rows) == [todo.label, other.label]
    assert [row[3].endswith("Aucune date.") for row in sorted(rows, key=lambda row: row[1])] == [
        True, False,
    ]  # fmt: skip


def test_the_agreement_of_another_partner_keeps_its_row():
    todo = replace(finding("decision_overdue", "D2"), label="D2 – Rendre la convention signée")
    paper = finding("agreement_unsigned", "P02", partner="P02")

    assert len(board(*tracked(todo, paper, first_seen=FRIDAY)).part(ATTENTION)) == 2


def late_outputs():
    outputs = [
        a_deliverable(number, due="2026-02-01", rule=f"{number}_*.pdf") for number in ("L1", "L2")
    ]
    return a_programme(deliverables=outputs, items=(a_file("autre.pdf"),), as_of=FRIDAY)


def missing(number, word=""):
    one = replace(finding("deliverable_missing", number), severity=Severity.ALERT)
    return replace(tracked(one)[0], **said(word, read_on=FRIDAY))


def test_a_deliverable_that_a_faire_has_is_named_below_without_a_row():
    programme = late_outputs()
    first, second = (one.key for one in programme.deliverables)

    rows = board(missing(first), missing(second), programme=programme).part("Livrables à regarder")

    assert [row[1] for row in rows] == ["L1 et L2 : dans « À faire »"]


def test_a_deliverable_with_a_day_that_she_granted_is_none_to_look_at():
    programme = late_outputs()
    first, second = (one.key for one in programme.deliverables)
    word = "date accordée au 30/04/2026"

    page = board(missing(first, word), missing(second), programme=programme)

    assert [row[1] for row in page.part("Livrables à regarder")] == ["L2 : dans « À faire »"]
    (counts,) = (row[3] for row in page.part("Où en est") if row[1] == "Livrables")
    assert "1 manquant, 1 à date accordée" in counts


def test_the_counts_of_the_deliverables_add_up():
    dues = ("2026-02-01", "2026-02-01", "2026-12-01", "2026-12-01", "2026-12-01")
    outputs = [
        a_deliverable(f"L{n}", due=due, rule=f"L{n}_*.pdf") for n, due in enumerate(dues, start=1)
    ]
    programme = a_programme(deliverables=outputs, items=(a_file("L1_fini.pdf"),), as_of=FRIDAY)
    page = board(missing(outputs[1].key), programme=programme)

    (row,) = (row for row in page.part("Où en est") if row[1] == "Livrables")

    counts = row[3].partition(" – ")[0].split(", ")
    assert sum(int(said.split()[0]) for said in counts) == int(row[2]) == 5


@pytest.mark.parametrize(
    ("word", "told"), (("", True), ("vu", False), ("date accordée au 30/04/2026", False))
)
def test_what_she_decided_the_same_day_is_no_news(word, told):
    one = replace(
        tracked(replace(finding("action_slipping"), due=date(2026, 4, 20)))[0],
        state=FindingState.NEW, **said(word, read_on=FRIDAY),
    )  # fmt: skip

    page = board(one, shared())

    assert ("A1.2" in page.names(ATTENTION)) is told
    assert "A1.2" not in page.names("Ce qui a changé"), "it has its row above"


def test_what_moved_is_counted_once_and_has_its_row_where_it_waits():
    worse = shared("L02", first_seen=FRIDAY - timedelta(days=30), severity=Severity.ALERT)
    gone = replace(shared("L03"), state=FindingState.RESOLVED)
    page = board(replace(worse, state=FindingState.WORSE), gone, shared("L04"))

    assert [row[0] for row in page.part(ATTENTION)] == ["■ Alerte, aggravé", "▲ À surveiller"]
    assert page.names("Ce qui a changé") == ["L03"]
    (heading,) = (row[0] for row in page.rows if row[0].startswith("Ce qui a changé"))
    assert heading.endswith(": 1 aggravé, 1 résolu, dont 1 plus haut")


def of_streams(*streams):
    return a_programme(
        actions=[
            replace(an_action(f"A{n}", end="2026-12-01"), work_stream=name or None)
            for n, name in enumerate(streams)
        ],
        as_of=FRIDAY,
    )


# Axes of the actions | rows of « Par axe » | what « À ranger » says
STREAMS = (
    (("Axe 1", "Axe 2", ""), ["Axe 1", "Axe 2", "Sans axe"], ""),
    (("Axe 1", "", ""), ["Axe 1"], "2 actions sans axe : colonne à remplir"),
    (("", ""), [], ""),
)


@pytest.mark.parametrize(("streams", "rows", "tidy"), STREAMS)
def test_where_most_have_no_axis_it_is_said_once_and_has_no_row(streams, rows, tidy):
    programme = of_streams(*streams)

    page = board(programme=programme)
    tab = build_to_tidy(Acts(), programme=programme, links=CellLinks(), as_of=FRIDAY)

    names = [row[1].partition("\n")[0] for row in page.part("Par axe")]
    assert [name for name in names if "Axe" in name or "axe" in name[:9]] == rows
    title = str(tab.values[0][0]).replace("\u00a0", " ")
    assert (tidy in title) if tidy else ("sans axe" not in title)
