"""What the service promises about plans that contradict themselves, and about their past."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.programme.build import a_programme, actions, an_action, by_kind
from support.reminders.planned import plan as plan_of_reminders
from support.reminders.planned import tracked

from relocalisons.core.kernel.model import Audience, Severity
from relocalisons.core.plan.findings.contradictions import find_contradictions
from relocalisons.core.plan.findings.postponements import find_postponements
from relocalisons.core.plan.links import read_links
from relocalisons.core.plan.schedule_history import (
    LineFact,
    PlanReading,
    ScheduleHistory,
    tell_history,
)

TUESDAY = date(2026, 3, 3)


def contradictions(plan):
    programme = a_programme(actions=plan)
    return find_contradictions(programme, links=read_links(programme))


# --- contradictions -------------------------------------------------------------------------


def test_done_without_an_end_date_is_asked_to_its_author():
    (finding,) = contradictions([an_action("A1", end="2026-02-13", status="done", progress="1")])

    assert finding.kind == "done_without_end"
    assert finding.audience is Audience.PARTNER
    assert finding.title == (
        "A1 – Former les cuisiniers (Ville de Grasse) est à 100\u00a0% sans date de fin réelle."
    )
    assert finding.evidence[0].cell == "H2"


@pytest.mark.parametrize(
    "row",
    [
        {"progress": "1", "ended": "2026-02-13"},
        {"progress": "1", "ended": "??"},  # the cell is in doubt: it has its own finding
        {"progress": "0.99"},
        {"progress": "??"},
        {"progress": "1", "status": "dropped"},
    ],
)
def test_nothing_is_asked_when_the_end_is_said_or_the_work_not_claimed(row):
    assert contradictions([an_action("A1", end="2026-02-13", **row)]) == ()


def test_what_the_title_says_is_not_said_again_and_the_partner_is_asked_in_its_own_words():
    plan = [
        an_action("A1", start="2026-03-15", end="2026-02-15"),
        an_action("A2", status="done", progress="1", end="2026-02-15"),
    ]

    for finding in contradictions(plan):
        assert finding.detail == ""
        assert finding.ask.endswith(".")
        assert "Corrigez" in finding.ask or "Notez" in finding.ask


def test_an_end_before_its_start_is_told_with_both_dates():
    plan = actions("""
        action | start      | end        | started    | ended
        A1     | 2026-03-15 | 2026-02-15 |            |
        A2     | 2026-01-15 | 2026-02-15 | 2026-02-20 | 2026-02-10
        A3     | 2026-02-15 | 2026-02-15 |            |
        A4     | ??         | 2026-02-15 |            |
    """)

    findings = contradictions(plan)

    assert by_kind(findings) == {"end_before_start": ["A1", "A2"]}
    assert "fin prévue le 15\u00a0février\u00a02026, avant le début prévu" in findings[0].title
    assert "fin réelle le 10\u00a0février\u00a02026, avant le début réel" in findings[1].title


def test_an_approximate_date_contradicts_only_when_no_day_fits():
    plan = actions("""
        action | start       | end
        A1     | ~2026-02-28 | 2026-02-10
        A2     | ~2026-02-28 | 2026-01-31
    """)

    assert by_kind(contradictions(plan)) == {"end_before_start": ["A2"]}


def test_an_action_done_before_what_it_waits_for_names_it():
    plan = actions("""
        action | owner | end        | ended      | status      | predecessors
        A1     | P02   | 2026-02-13 |            | in_progress |
        A2     | P02   | 2026-02-13 | 2026-02-10 | done        |
        A3     | P02   | 2026-02-13 |            | ??          |
        A4     | P01   | 2026-02-20 | 2026-02-18 | done        | A1 A2 A3
    """)

    (finding,) = contradictions(plan)

    assert finding.key == "done_before_predecessor:A4"
    assert "terminée alors que A1 (Chambre d’agriculture 06), dont elle dépend" in finding.title
    assert finding.audience is Audience.COORDINATION


def test_struck_through_lines_contradict_nobody():
    plan = [an_action("A1", start="2026-03-15", end="2026-02-15", struck=True, progress="1")]

    assert contradictions(plan) == ()


# --- what earlier readings tell -------------------------------------------------------------


def reading(day, due, *, planned="2026-03-31", mark=None, changed=None):
    def known(text):
        return date.fromisoformat(text) if text else None

    line = LineFact(number="A1", planned=known(planned), due=known(due), mark=mark or f"{due}")
    on = date.fromisoformat(day)
    return PlanReading(read_on=on, changed_on=known(changed) or on, lines=(line,))


def postponements_of(plan, *, history=None, baseline=None, as_of=TUESDAY):
    return find_postponements(
        a_programme(actions=plan, as_of=as_of), as_of=as_of, baseline=baseline or {},
        history=history or ScheduleHistory(),
    )  # fmt: skip


def test_the_third_postponement_is_told_with_every_date():
    history = tell_history(
        [
            reading("2026-01-05", "2026-03-31"),
            reading("2026-01-20", "2026-04-15"),
            reading("2026-02-02", "2026-04-30"),
            reading("2026-02-23", "2026-05-29"),
        ]
    )

    (finding,) = postponements_of(
        [an_action("A1", end="2026-03-31", revised="2026-05-29")], history=history
    )

    assert finding.title.startswith("3e report de A1 – Former les cuisiniers (Ville de Grasse)")
    assert finding.detail == (
        "Dates successives\u00a0: 31/03/2026 → 15/04/2026 → 30/04/2026 → 29/05/2026."
    )
    assert (finding.severity, finding.days) == (Severity.WATCH, 59)


def test_only_later_dates_are_postponements_and_doubt_tells_nothing():
    history = tell_history(
        [
            reading("2026-01-05", "2026-04-10"),  # already put off when first read
            reading("2026-01-12", "2026-03-31"),  # brought forward
            reading("2026-01-19", None, mark="doubt"),
            reading("2026-01-26", "2026-04-10"),
            reading("2026-01-27", "2026-04-10"),
        ]
    )

    assert len(history.postponed["A1"]) == 2
    assert postponements_of([an_action("A1", end="2026-03-31")], history=history) == ()


def test_a_line_that_nobody_touched_for_long_is_asleep_since_its_workbook_last_changed():
    history = tell_history(
        [
            reading("2026-01-05", "2026-06-30", changed="2026-01-02"),
            reading("2026-02-25", "2026-06-30"),  # the workbook moved, not this line
        ]
    )

    (finding,) = postponements_of([an_action("A1", end="2026-06-30")], history=history)

    assert (finding.kind, finding.days) == ("action_stale", 60)
    assert "n’a pas changé depuis le 2\u00a0janvier\u00a02026 (60\u00a0jours)" in finding.title


@pytest.mark.parametrize(
    "row",
    [
        {"end": "2026-02-13"},  # late: told by its lateness
        {"end": "2026-03-17"},  # due soon
        {"end": "2026-06-30", "status": "planned"},  # nothing to report yet
        {"end": "2026-06-30", "status": "done"},
        {"end": "??"},
    ],
)
def test_a_line_told_otherwise_or_not_under_way_is_not_asleep(row):
    history = tell_history([reading("2026-01-05", "2026-06-30")])

    assert postponements_of([an_action("A1", **row)], history=history) == ()


def test_without_history_or_baseline_nothing_is_concluded():
    assert postponements_of([an_action("A1", end="2026-06-30")]) == ()


def test_a_planned_end_typed_over_is_no_new_baseline():
    (finding,) = postponements_of(
        [an_action("A1", end="2026-06-30")], baseline={"A1": date(2026, 3, 31)}
    )

    assert finding.key == "baseline_overwritten:A1"
    assert finding.days == 91
    assert "30\u00a0juin\u00a02026 au lieu du 31\u00a0mars\u00a02026" in finding.title


@given(
    st.lists(
        st.tuples(
            st.dates(date(2026, 1, 1), date(2026, 3, 1)),
            st.one_of(st.none(), st.dates(date(2026, 3, 1), date(2026, 12, 31))),
        ),
        max_size=8,
    ),
    st.randoms(),
)
def test_reading_the_same_twice_or_in_another_order_tells_the_same(nights, rng):
    readings = [reading(f"{day}", f"{due}" if due else None) for day, due in dict(nights).items()]
    shuffled = [*readings, *readings]
    rng.shuffle(shuffled)

    assert tell_history(shuffled) == tell_history(readings)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"end": "2026-06-30"}, ["A1"]),
        ({"end": "2026-03-10"}, ["A1"]),  # its end is near: nobody knows of it all the more
        ({"end": "2026-06-30", "start": "2026-01-18"}, []),  # 44 days
        ({"end": "2026-06-30", "progress": "0.1"}, []),
        ({"end": "2026-06-30", "progress": "??"}, []),  # something is said
        ({"end": "2026-06-30", "started": "2026-01-20"}, []),
        ({"end": "2026-06-30", "ended": "2026-02-20"}, []),
        ({"end": "2026-06-30", "status": "??"}, []),
        ({"end": "2026-06-30", "start": "??"}, []),
    ],
)
def test_what_should_have_begun_long_ago_and_of_which_no_cell_says_a_word_is_asked_for(row, told):
    line = an_action("A1", **{"status": "", "start": "2026-01-17", **row})

    assert [one.subject for one in postponements_of([line])] == told


def test_it_says_since_when_nothing_is_known():
    (finding,) = postponements_of(
        [an_action("A1", status="", start="2026-01-05", end="2026-03-10")]
    )

    assert finding.kind == "action_stale"
    assert finding.title.replace("\u00a0", " ") == (
        "A1 – Former les cuisiniers (Ville de Grasse) devait commencer le 5 janvier 2026, pas de "
        "nouvelle depuis (57 jours)."
    )


@pytest.mark.parametrize("end", ["2026-06-30", "2026-03-10", "2026-02-20"])
def test_its_owner_is_asked_in_the_next_message_however_near_its_end_is(end):
    (finding,) = postponements_of([an_action("A1", status="", start="2026-01-05", end=end)])

    (line,) = plan_of_reminders(*tracked(finding)).digests[0].lines

    assert "où en est-elle" in line.text
