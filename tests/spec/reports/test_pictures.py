"""The words of curves, panels, sparklines and milestones are recomputed here from the rows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.papers.report_workspace import AS_OF, STREAMS, Workspace, sample_workspace

from relocalisons.core.money.spending import measure_spending
from relocalisons.core.programme.scope import scope_of_funder
from relocalisons.core.reports.funder.chapters import milestones_sentence, milestones_table
from relocalisons.core.reports.sections.bars import shares_of
from relocalisons.core.reports.sections.curves import burn_curve, progress_curve, stream_panels
from relocalisons.core.reports.sections.planning_picture import gantt_of
from relocalisons.core.reports.sections.trends import stream_states, then_and_now, trends_of
from relocalisons.core.reports.shared.measures import measure
from relocalisons.core.views.rag import Rag

DAY = timedelta(days=1)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def plan(*rows: dict[str, object]) -> Workspace:
    """Actions of one work stream, all to be done by the day of the report unless they say else."""
    space = sample_workspace(actions=0, deliverables=0, contracts=0)
    space.tables["actions"] = [
        {"number": f"A1.{index}", "title": f"Action {index}", "work_stream": STREAMS[0],
         "owner": "P02", "planned_start": date(2025, 9, 1), "planned_end": AS_OF - DAY,
         "status": "en cours", "progress": "40 %", "funders": "REGION", **row}
        for index, row in enumerate(rows, start=1)
    ]  # fmt: skip
    return space


def done(on: date = AS_OF - DAY, **cells: object) -> dict[str, object]:
    return {"status": "terminé", "progress": "100 %", "actual_end": on, **cells}


def measured(space: Workspace):
    programme = space.programme()
    scope = scope_of_funder(programme, programme.funders[0])
    return measure(programme, space.tracked(), scope, as_of=AS_OF)


LATER = {"planned_end": AS_OF + 90 * DAY}


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([{}] * 4, "Aucune action terminée à cette date, pour 4 prévues"),
        ([done(), {}, {}, LATER], "1 action terminée à cette date, pour 3 prévues"),
        ([done(), done(), LATER, LATER], "2 actions terminées à cette date, pour 2 prévues"),
        ([done(**LATER), LATER, LATER, LATER], "1 action est terminée, avant sa date"),
        ([done(**LATER)] * 2 + [LATER] * 2, "2 actions sont terminées, avant leur date"),
        ([LATER] * 4, "Aucune action n’est terminée, et aucune ne devait encore l’être"),
        ([{}, LATER, LATER, LATER], "Aucune action terminée à cette date, pour 1 prévue"),
    ],
)
def test_the_title_of_the_s_curve_counts_what_is_done_and_what_should_be(rows, title):
    curve = progress_curve(measured(plan(*rows)))

    assert curve is not None
    assert plain(curve.words.title) == title


def test_an_action_without_date_is_counted_apart_and_too_few_make_no_curve():
    undated = {"planned_end": "S2 2026"}
    curve = progress_curve(measured(plan({}, {}, {}, {}, undated)))

    assert curve is not None
    assert "4 actions datées, 1 sans date lisible à part" in plain(curve.words.subtitle)
    assert progress_curve(measured(plan({}, {}, {}, undated))) is None


ends = st.integers(min_value=-200, max_value=200)
kinds = st.tuples(ends, st.booleans())


@settings(max_examples=25, deadline=None)
@given(st.lists(kinds, min_size=4, max_size=9))
def test_the_curves_are_those_of_the_rows_and_never_go_down(cases):
    rows = [
        done(AS_OF - abs(shift) * DAY, planned_end=AS_OF + shift * DAY)
        if is_done
        else {"planned_end": AS_OF + shift * DAY}
        for shift, is_done in cases
    ]
    curve = progress_curve(measured(plan(*rows)))
    assert curve is not None
    by_style = {series.style: dict(series.points) for series in curve.series}

    planned = len([1 for shift, _ in cases if shift <= 0])
    finished = len([1 for _, is_done in cases if is_done])
    assert [mark.value for mark in curve.marks] == [planned, finished]
    assert by_style["done"][AS_OF] == finished
    assert max(by_style["forecast"].values()) == max(by_style["reference"].values()) == len(rows)
    for points in by_style.values():
        values = [points[day] for day in sorted(points)]
        assert list(points) == sorted(points)
        assert values == sorted(values)


def test_panels_say_which_streams_are_behind_and_which_are_not_drawn():
    streams = [{"work_stream": name} for name in STREAMS[:2]]
    rows = [{**streams[0], **done()}] * 4 + [streams[1]] * 4 + [{"work_stream": STREAMS[2]}]

    panels = stream_panels(measured(plan(*rows)))

    assert panels is not None
    assert [panel.level for panel in panels.panels] == [Rag.GOOD, Rag.ALERT]
    assert plain(panels.panels[1].text) == "0 % pour 100 % prévus"
    assert plain(panels.words.title) == "1 axe sur 2 termine ses actions moins vite que prévu"
    assert "1 axe n’est pas dessiné" in plain(panels.words.subtitle)


def test_panels_claim_no_more_than_their_threshold_when_nothing_is_behind():
    rows = [{"work_stream": name, **done()} for name in STREAMS[:2] for _ in range(4)]

    panels = stream_panels(measured(plan(*rows)))

    assert panels is not None
    assert plain(panels.words.title) == "Sur 2 axes, aucun n’a plus de 5 points de moins que prévu"


# --- money ----------------------------------------------------------------------------------


def burnt(paid: float, *, as_of: date = date(2026, 9, 1), **funder: object):
    """A budget of 73 000 € over two years of which half has gone by on 1 September 2026."""
    space = sample_workspace(actions=0, deliverables=0, contracts=0)
    space.tables["funders"][0].update({"amount": 73000} | funder)
    space.tables["budget"] = [
        {"budget_line": "Études", "partner": "P02", "funder": "REGION", "initial": 73000}
    ]
    space.tables["expenses"] = [
        {"number": "D-1", "partner": "P02", "budget_line": "Études", "amount": paid,
         "paid_on": date(2026, 1, 10), "funders": "REGION", "type": "facture"}
    ]  # fmt: skip
    programme = space.programme()
    payer = programme.funders[0]
    return burn_curve(measure_spending(programme, payer, as_of=as_of), payer, as_of=as_of)


@pytest.mark.parametrize(
    ("paid", "title"),
    [
        (36500, "36 500 € payés, comme à un rythme régulier"),
        (30000.5, "30 000,50 € payés, 6 499,50 € de moins qu’à un rythme régulier"),
        (40000, "40 000 € payés, 3 500 € de plus qu’à un rythme régulier"),
    ],
)
def test_the_title_of_the_payments_is_their_gap_to_an_even_use(paid, title):
    curve = burnt(paid)

    assert curve is not None
    assert plain(curve.words.title) == title
    assert curve.series[1].points[-1][1] == pytest.approx(paid / 1000)


def test_payments_are_not_judged_without_period_nor_before_it():
    assert burnt(100, eligibility_end="à préciser") is None
    assert burnt(100, as_of=date(2025, 9, 1)) is None


# --- milestones -----------------------------------------------------------------------------

MILESTONE = {"milestone": "Jalon financeur"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{}], "Aucun jalon n’est inscrit dans le plan d’action."),
        ([{**MILESTONE, **done()}], "Le seul jalon est atteint."),
        (
            [{**MILESTONE, **done()}, {**MILESTONE, **LATER}, {**MILESTONE}, {}],
            "Sur 3 jalons : 1 atteint, 1 à venir dans les délais et 1 en retard ou décalé.",
        ),
        (
            [{**MILESTONE, "planned_end": "S2 2026", "status": "ok?"}, {**MILESTONE, **LATER}],
            "Sur 2 jalons : 1 à venir dans les délais et 1 non mesurable.",
        ),
        ([{"milestone": "non"}], "Aucun jalon n’est inscrit dans le plan d’action."),
    ],
)
def test_milestones_are_counted_by_where_they_stand(rows, said):
    assert plain(milestones_sentence(measured(plan(*rows)))) == said


def test_the_milestones_ahead_are_listed_by_date_and_marked_on_the_gantt():
    space = plan(
        {**MILESTONE, "planned_end": AS_OF + 60 * DAY},
        {**MILESTONE, "planned_end": AS_OF + 20 * DAY},
        {**MILESTONE, **done()},
        LATER,
    )
    measures = measured(space)
    gantt = gantt_of(measures)

    assert [line.cells[0] for line in milestones_table(measures).lines] == ["A1.2", "A1.1"]
    assert gantt is not None
    assert gantt.rows[0].milestones == (AS_OF - DAY, AS_OF + 20 * DAY, AS_OF + 60 * DAY)
    assert "3 jalons du 01/03/2026 au 01/05/2026" in plain(gantt.words.alt)


# --- six months -----------------------------------------------------------------------------


def memory(day: date, *, progress: int, late: int, paid: str = "0") -> dict[str, object]:
    return {"as_of": day.isoformat(), "progress": progress, "late": ["A"] * late, "missing": [],
            "delivered_kg": "0", "paid": paid}  # fmt: skip


MONTHS = [date(2025, month, 1) for month in (8, 9, 10, 11, 12)] + [date(2026, 1, 1)]


def test_sparklines_hold_the_last_six_months_and_their_change():
    history = [memory(day, progress=10 * index, late=index) for index, day in enumerate(MONTHS)]

    trends = trends_of(history, memory(date(2026, 2, 2), progress=40, late=3, paid="12.50"))

    assert trends is not None
    assert trends.days == (*MONTHS[1:], date(2026, 2, 2))
    progress, late, *_, paid = trends.rows
    assert progress.values == (10, 20, 30, 40, 50, 40)
    assert (plain(progress.text), plain(progress.change)) == ("40 %", "+30 points")
    assert (late.text, late.change) == ("3", "+2")
    assert plain(paid.change) == "+12,50 €"


@pytest.mark.parametrize("number", [0, 1])
def test_two_reports_are_no_trend(number):
    history = [memory(day, progress=1, late=1) for day in MONTHS[:number]]

    assert trends_of(history, memory(AS_OF, progress=1, late=1)) is None


def test_a_report_of_the_same_day_or_later_is_not_the_past():
    same = [memory(AS_OF, progress=1, late=1)] * 3

    assert trends_of(same, memory(AS_OF, progress=1, late=1)) is None


def test_a_measure_that_one_report_lacks_has_no_sparkline():
    history = [memory(day, progress=1, late=1) for day in MONTHS[:3]]
    del history[1]["progress"]

    trends = trends_of(history, memory(AS_OF, progress=1, late=1))

    assert trends is not None
    assert "Avancement moyen" not in {row.label for row in trends.rows}


def test_the_states_of_an_earlier_report_stand_beside_todays_in_words_and_colours():
    before = measured(plan(*[done()] * 3, {}))
    streams = stream_states(before)
    now = measured(plan({}, {}, {}, {}))

    both = then_and_now({"as_of": "2026-02-02", "streams": streams}, now)

    assert both is not None
    (line,) = both.lines
    assert line.then is not None
    assert line.then.text == streams[STREAMS[0]]
    assert (line.then.level, line.now.level) == (Rag.ALERT, Rag.ALERT)
    assert plain(both.columns[1]) == "Au 02/02/2026"


def test_a_stream_that_was_not_followed_has_no_state_of_then_and_an_empty_plan_no_table():
    both = then_and_now({"as_of": "2026-02-02", "streams": {}}, measured(plan({})))
    nothing = sample_workspace(actions=0, deliverables=0, contracts=0)

    assert both is not None
    assert both.lines[0].then is None
    assert then_and_now({"as_of": "2026-02-02", "streams": {}}, measured(nothing)) is None
    assert then_and_now(None, measured(plan({}))) is None


def test_the_share_of_time_is_that_of_the_marks():
    curve = burnt(14600)

    assert curve is not None
    assert [plain(mark.text) for mark in curve.marks] == [
        "50 % du temps", "20 % du budget payés",
    ]  # fmt: skip
    assert curve.marks[0].value == pytest.approx(float(Decimal("36.5")))


FUNDERS = ("Région", "Agence", "Fondation")


@pytest.mark.parametrize(("paid", "incomplete", "title"), [
    ((12, 20, 22), (), "Région : 12 % payés pour 88 % du temps ; 2 autres financements sous le "
     "rythme"),
    ((12, 20, 22), ("Fondation",), "Région : 12 % payés pour 88 % du temps ; 1 autre financement "
     "sous le rythme ; 1 non jugé, budget incomplet"),
    ((90, 90, 22), ("Fondation",), "Les dépenses suivent le calendrier de chaque financeur ; "
     "1 non jugé, budget incomplet"),
    ((12, 20, 22), FUNDERS, "Budget incomplet, rien n’est jugé"),
])  # fmt: skip
def test_the_title_counts_payments_below_the_pace_and_judges_no_incomplete_budget(
    paid, incomplete, title
):
    shares = [
        (name, Decimal(share) / 100, Decimal("0.88"))
        for name, share in zip(FUNDERS, paid, strict=True)
    ]

    bars = shares_of(shares, as_of=AS_OF, incomplete=incomplete)

    assert bars is not None
    assert plain(bars.words.title) == title
    unknown = [row.label for row in bars.rows if row.level is Rag.UNKNOWN]
    assert unknown == [name for name in FUNDERS if name in incomplete]
