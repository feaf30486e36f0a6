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


# Severity | state | where it is on the page
STANDS = (
    (Severity.WATCH, FindingState.NEW, "counted"),
    (Severity.WATCH, FindingState.OPEN, "counted"),
    (Severity.WATCH, FindingState.WORSE, "row"),
    (Severity.ALERT, FindingState.NEW, "row"),
    (Severity.ALERT, FindingState.OPEN, "row"),
)


@pytest.mark.parametrize(("severity", "state", "where"), STANDS)
def test_an_alert_or_what_grew_worse_has_a_row_and_the_rest_is_counted(severity, state, where):
    found = waits(replace(shared(severity=severity), state=state))

    assert (len(found.rows), found.others) == ((1, 0) if where == "row" else (0, 1))


def test_the_count_says_where_the_rest_stands():
    grave = shared("L9", severity=Severity.ALERT)

    rows = board(*(shared(f"L{n}") for n in (2, 4, 5)), grave).part(ATTENTION)

    assert [row[1] for row in rows] == [
        "L9 – Former les cuisiniers", "3 autres constats, dans « Anomalies »",
    ]  # fmt: skip


def test_alerts_that_one_gesture_settles_share_a_row():
    late, missing = finding("action_late", "A1"), finding("deliverable_missing", "L1")
    both = [replace(one, severity=Severity.ALERT) for one in (late, missing)]
    granted = tracked(*both, first_seen=FRIDAY)
    acts = derive_acts(granted, programme=PROGRAMME, as_of=FRIDAY)
    assert len(acts.acts) == 1

    found = what_waits(granted, acts=acts, as_of=FRIDAY)

    assert len(found.rows) == 1
    assert list(found.beside.values()) == [1]


EXPENSES = """
    N° pièce | Partenaire | Poste       | Date facture | Payé le    | Montant HT €   | Type    | Financeur(s) et clé %
    1        | P01        | Prestations | {invoiced}   |            | {amount}       | facture | {key}
"""  # noqa: E501


def test_a_cell_on_which_nothing_hangs_is_counted_and_opens_where_it_is_put_in_order():
    cells = [finding("cell_ambiguous", f"P01/actions/A{n}/planned_end") for n in (1, 2)]

    (row,) = board(*tracked(*cells, first_seen=FRIDAY)).part(ATTENTION)

    assert row[1] == "2 cases ou noms à ranger, dans « À ranger »"
    assert row[5] == "Ouvrir"


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
    assert page.part(ATTENTION)[-1][1].endswith("1 case ou nom à ranger, dans « À ranger »")


def pace(number="I1", *, severity=Severity.WATCH, state=FindingState.OPEN):
    one = replace(finding("indicator_out_of_reach", number), severity=severity)
    return replace(tracked(one)[0], state=state)


def test_what_a_pace_leads_to_is_a_quiet_row_of_its_own_and_no_alert():
    page = board(pace(), pace("I2"), shared(severity=Severity.ALERT))

    assert page.names(ATTENTION) == ["L02"]
    assert page.names(FORECASTS) == ["I1", "I2"]
    assert {row[0] for row in page.part(FORECASTS)} == {""}


INDICATORS = """
    Code | Intitulé | Unité | Référence (T0) | Cible | Échéance | Sens | Mode | Valeur | Date de mesure | Responsable | Preuve
    I1 | Contrats | t | 0 | 100 | 30/06/2026 | hausse | cumul | 10 | 28/02/2026 | P01 | oui
    I2 | Repas    | t | 0 | 100 | 31/08/2027 | hausse | cumul | 5  | 28/02/2026 | P01 | oui
    I3 | Visites  | t | 0 | 100 | 31/08/2027 | hausse | cumul | 5  | 28/02/2026 | P01 | oui
"""  # noqa: E501


def test_what_cannot_be_foreseen_yet_has_no_row():
    programme = money_programme(indicators=INDICATORS, as_of=FRIDAY)
    far = [one for one in money_findings(programme) if one.kind == "indicator_out_of_reach"]

    rows = board(*tracked(*far, first_seen=FRIDAY), programme=programme).part(FORECASTS)

    assert len(far) == 3
    assert [row[1] for row in rows] == ["I1 – Contrats"]
    assert "au rythme actuel" in rows[0][3]


def test_it_is_news_once():
    assert "I1" in board(pace(state=FindingState.NEW), shared()).names("Ce qui a changé")
    assert board(pace(), shared()).names("Ce qui a changé") == []


def test_what_can_no_longer_be_reached_waits_as_an_alert():
    page = board(pace(severity=Severity.ALERT), shared())

    assert page.part(ATTENTION)[0][1].startswith("I1")
    assert page.part(FORECASTS) == []


def late_outputs():
    outputs = [
        a_deliverable(number, due="2026-02-01", rule=f"{number}_*.pdf") for number in ("L1", "L2")
    ]
    return a_programme(deliverables=outputs, items=(a_file("autre.pdf"),), as_of=FRIDAY)


def missing(number, word=""):
    one = replace(finding("deliverable_missing", number), severity=Severity.ALERT)
    return replace(tracked(one)[0], **said(word, read_on=FRIDAY))


def deliverables_row(page):
    return next(row[1] for row in page.part("Où en est") if row[1].startswith("Livrables\n"))


def test_the_deliverables_that_are_missing_are_named_with_their_count():
    programme = late_outputs()
    first, second = (one.key for one in programme.deliverables)

    page = board(missing(first), missing(second), programme=programme)

    assert "2 manquants (L1 et L2)" in deliverables_row(page)


def test_a_deliverable_with_a_day_that_she_granted_is_not_named_as_missing():
    programme = late_outputs()
    first, second = (one.key for one in programme.deliverables)
    word = "date accordée au 30/04/2026"

    page = board(missing(first, word), missing(second), programme=programme)

    assert "1 manquant (L2), 1 à date accordée" in deliverables_row(page)


def test_the_counts_of_the_deliverables_add_up():
    dues = ("2026-02-01", "2026-02-01", "2026-12-01", "2026-12-01", "2026-12-01")
    outputs = [
        a_deliverable(f"L{n}", due=due, rule=f"L{n}_*.pdf") for n, due in enumerate(dues, start=1)
    ]
    programme = a_programme(deliverables=outputs, items=(a_file("L1_fini.pdf"),), as_of=FRIDAY)
    page = board(missing(outputs[1].key), programme=programme)

    (row,) = (row for row in page.part("Où en est") if row[1].startswith("Livrables\n"))

    counts = row[1].partition("\n")[2].partition(" – ")[0].split(", ")
    assert sum(int(said.split()[0]) for said in counts) == int(row[2]) == 5


@pytest.mark.parametrize(
    ("word", "told"), (("", True), ("vu", False), ("date accordée au 30/04/2026", False))
)
def test_what_she_decided_the_same_day_is_no_news(word, told):
    slips = replace(finding("action_slipping"), due=date(2026, 4, 20), severity=Severity.ALERT)
    one = replace(
        tracked(slips)[0],
        state=FindingState.NEW, **said(word, read_on=FRIDAY),
    )  # fmt: skip

    page = board(one, shared())

    assert ("A1.2" in page.names(ATTENTION)) is told
    assert "A1.2" not in page.names("Ce qui a changé"), "it has its row above"


def test_what_is_only_for_information_is_no_row_of_what_changed():
    soon = replace(shared("L05", severity=Severity.INFO), state=FindingState.NEW)
    gone = replace(shared("L03"), state=FindingState.RESOLVED)

    page = board(soon, gone)

    (heading,) = (row[0] for row in page.rows if row[0].startswith("Ce qui a changé"))
    assert heading.endswith(": 1 nouveau, 1 résolu, dont 1 pour information")
    assert page.names("Ce qui a changé") == ["L03"]


def test_what_moved_is_counted_once_and_has_its_row_where_it_waits():
    worse = shared("L02", first_seen=FRIDAY - timedelta(days=30), severity=Severity.ALERT)
    gone = replace(shared("L03"), state=FindingState.RESOLVED)
    page = board(replace(worse, state=FindingState.WORSE), gone)

    assert [row[0] for row in page.part(ATTENTION)] == ["■ Alerte, aggravé"]
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
    (("Axe 1", "Axe 2", ""), "Axe 1 (1), Axe 2 (1) et Sans axe (1)", ""),
    (("Axe 1", "", ""), "Axe 1 (1)", "2 actions sans axe : colonne à remplir"),
    (("", ""), "", ""),
)


@pytest.mark.parametrize(("streams", "said", "tidy"), STREAMS)
def test_where_most_have_no_axis_it_is_said_once_and_has_no_row(streams, said, tidy):
    programme = of_streams(*streams)

    page = board(programme=programme)
    tab = build_to_tidy(Acts(), programme=programme, links=CellLinks(), as_of=FRIDAY)

    assert "".join(row[1] for row in page.part("Par axe")) == said
    title = str(tab.values[0][0]).replace("\u00a0", " ")
    assert (tidy in title) if tidy else ("sans axe" not in title)
