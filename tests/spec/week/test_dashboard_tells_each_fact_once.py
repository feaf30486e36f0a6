"""« Tableau de bord »: what « À faire » says has its row there, and is only pointed to here."""

from dataclasses import replace
from datetime import date

from support.pilotage.board import FRIDAY, board
from support.programme.acts import FUNDERS, SCHEDULE, seen
from support.programme.build import a_deliverable, a_file, a_programme, an_action
from support.programme.sheets import tab
from support.reminders.from_sheets import finding as of_sheets
from support.reminders.from_sheets import sheets
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Severity
from relocalisons.core.pilotage.dashboard.waiting import ATTENTION
from relocalisons.core.pilotage.to_tidy import build_to_tidy

CLAIM = of_sheets(
    "claim_due", "FRA/acompte 1/2025-12-31", partner=None, due=date(2026, 3, 20),
    label="FRA – Acompte 1",
)  # fmt: skip


def of_two_funders():
    money = (tab("Financeurs", FUNDERS), tab("Échéancier rapports", SCHEDULE))
    return sheets(own=money, as_of=date(2026, 3, 17))


def test_a_funder_whose_act_has_its_row_in_a_faire_points_to_it():
    row_of_claim = {
        "act:envoyer:FRA:acompte 1/2025-12-31": "https://sheets.example/#gid=1&range=A5:K5"
    }

    page = board(
        *seen(CLAIM), programme=of_two_funders(), as_of=date(2026, 3, 17), rows=row_of_claim
    )

    (row,) = [row for row in page.part("Par financeur") if row[1].startswith("FRA")]

    assert row[1].splitlines()[1] == "1 ligne dans « À faire »"
    assert row[2] == "Ouvrir A5", "it opens where the fact has its place"


def test_a_funder_whose_act_she_put_to_sleep_says_it_here():
    asleep = seen(CLAIM, decision="reparler le 01/04/2026")

    page = board(*asleep, programme=of_two_funders(), as_of=date(2026, 3, 10))

    (row,) = [row for row in page.part("Par financeur") if row[1].startswith("FRA")]
    assert "dans « À faire »" not in row[1]
    assert row[2] == ""


def later_this_week():
    """A finding whose act is of this week and not of today."""
    programme = a_programme(as_of=FRIDAY)
    one = tracked(replace(finding("milestone_postponed"), due=FRIDAY), first_seen=FRIDAY)
    acts = derive_acts(one, programme=programme, as_of=FRIDAY)
    return one, programme, place(acts, programme=programme, as_of=FRIDAY)


def test_what_an_act_of_the_week_says_does_not_wait_a_second_time():
    one, programme, placed = later_this_week()
    assert [len(placed[when]) for when in (When.TODAY, When.THIS_WEEK)] == [0, 1]

    page = board(*one, programme=programme)

    assert page.part(ATTENTION) == []


def slow(number):
    return an_action(number, start="2026-01-05", end="2026-04-20", started="2026-01-05",
                     progress="0.1", title="Former")  # fmt: skip


def test_a_date_that_the_week_has_is_none_of_those_that_will_not_hold():
    programme = a_programme(actions=[slow("A1"), slow("A2")], as_of=FRIDAY)
    key = programme.actions[0].key
    of_the_week = replace(finding("milestone_postponed", key), due=FRIDAY)

    page = board(*tracked(of_the_week), programme=programme)

    rows = page.part("Dates qui ne tiendront pas")
    assert [row[1] for row in rows] == ["A2 – Former"]


def test_what_is_to_be_put_in_order_is_one_row_with_the_figure_of_its_tab():
    cells = [finding("cell_ambiguous", f"P01/actions/A{n}/planned_end") for n in (1, 2)]
    named = finding("deliverable_name", "x.pdf")
    programme = a_programme(
        deliverables=[a_deliverable("L1", due="??", rule="L1_*.pdf")],
        items=(a_file("autre.pdf"),),
        as_of=FRIDAY,
    )
    entries = tracked(*cells, named, first_seen=FRIDAY)
    acts = derive_acts(entries, programme=programme, as_of=FRIDAY)
    tidy = build_to_tidy(acts, programme=programme, links=CellLinks(), as_of=FRIDAY)

    page = board(*entries, programme=programme)

    rows = [row for row in page.rows if "dans « À ranger »" in " ".join(row)]
    assert [row[1] for row in rows] == ["3 cases ou noms à ranger, dans « À ranger »"]
    assert rows[0][5] == "Ouvrir"
    assert "dont 3 à décider" in str(tidy.values[0][0])


def put_off(number="A1", **given):
    """An action whose partner has announced an end two weeks after the reference."""
    return an_action(number, end="2026-06-01", revised="2026-06-15", title="Former", **given)


def test_nothing_presses_is_never_said_where_a_delay_is_foreseen():
    programme = a_programme(
        actions=[replace(put_off(), work_stream="Axe 1"), an_action("A2", end="2026-06-30")],
        as_of=FRIDAY,
    )
    slips = finding("action_slipping", programme.actions[0].key, due=date(2026, 6, 15))

    page = board(*tracked(slips, decision="vu"), programme=programme)

    (today,) = [row for row in page.rows if row[0] == "▲ Retard prévu"]
    assert "1 action risque de finir après sa référence : A1" in today[1]
    (axis,) = [row for row in page.part("Par axe") if row[1].startswith("Axe 1")]
    (partner,) = page.part("Par partenaire")
    assert [row[0] for row in (axis, partner)] == ["▲ À surveiller", "▲ À surveiller"]
    for row in (axis, partner):
        assert "A1 prévue 14 jours après la référence" in row[1]
    assert "ien ne presse" not in str(page.rows)


def test_an_end_that_she_has_granted_is_no_delay_foreseen():
    programme = a_programme(actions=[an_action("A1", end="2026-03-01")], as_of=FRIDAY)
    granted = tracked(
        finding("action_late", programme.actions[0].key), decision="date accordée au 15/04/2026"
    )

    page = board(*granted, programme=programme)

    assert "▲ Retard prévu" not in {row[0] for row in page.rows}


def test_nobody_is_well_with_a_line_that_is_late():
    late = an_action("A1", end="2026-03-19")
    programme = a_programme(actions=[replace(late, work_stream="Axe 1")], as_of=FRIDAY)
    soon = replace(finding("action_late", programme.actions[0].key), severity=Severity.INFO)

    page = board(*tracked(soon), programme=programme)

    for heading in ("Par partenaire", "Par axe"):
        (row,) = page.part(heading)
        assert row[0] == "▲ À surveiller"
        assert "1 action en retard" in row[1] or "1 en retard" in row[1]
