"""What a line that stands still or is late holds up, by the links of « Dépendances » too."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from support.programme.build import a_partner, actions
from support.programme.tables import drawn, programme_with
from support.reminders.planned import said, tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import say_why
from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state

FLOOD = date(2026, 5, 11)
PARTNERS = (a_partner("SMS", "Syndicat"), a_partner("TPV", "Entreprise Vialle"))
# The works of P1 are to end on 15 May, and what another partner does of them on 29 May.
PLAN = """
    action | owner | start      | end        | revised | status      | progress
    C1.1   | SMS   | 2025-09-01 | 2026-05-29 |         | in_progress | 0.6
    T2     | TPV   | 2026-04-27 | 2026-05-15 | {}      | {}          | 0.2
"""
LINK = "predecessor | successor | lag\nT2 | C1.1 | 0"


def programme(*, status="blocked", revised="", as_of=FLOOD, link=LINK):
    plan = actions(PLAN.format(revised, status))
    words = {"blocked": "bloqué", "in_progress": "en cours"}
    plan = tuple(
        replace(one, status=replace(one.status, found=words[str(one.status.value)])) for one in plan
    )
    tables = [drawn("dependencies", link)] if link else []
    return programme_with(*tables, partners=PARTNERS, actions=plan, as_of=as_of)


def entries(whole, *, decision=""):
    found = assess(whole, as_of=whole.as_of, baseline={})
    return tuple(
        replace(one, **said(decision if each.partner == "TPV" else "", read_on=whole.as_of))
        for each in found
        for one in tracked(each)
    )


def call(whole):
    """When Vialle is called, and why."""
    acts = derive_acts(entries(whole), programme=whole, as_of=whole.as_of)
    placed = place(acts, programme=whole, as_of=whole.as_of)
    ((when, act),) = [
        (when, act)
        for when, found in placed.items()
        for act in found
        if str(act.key) == "act:appeler:TPV"
    ]
    return when, say_why(act, as_of=whole.as_of).replace("\u00a0", " ")


def parts(whole, *, decision=""):
    lines = entries(whole, decision=decision)
    tab = build_full_state(
        lines,
        programme=whole,
        links=CellLinks(),
        as_of=whole.as_of,
        acts=derive_acts(lines, programme=whole, as_of=whole.as_of),
        read_at=datetime(2026, 5, 11, 6, 31, tzinfo=UTC),
    )
    rows = [" | ".join(str(cell) for cell in row if cell != "") for row in tab.values]
    return [row.replace("\u00a0", " ") for row in rows]


def row_of(rows, begins):
    return next(row for row in rows if begins in row)


@pytest.mark.parametrize(
    ("status", "as_of"),
    [("blocked", FLOOD), ("blocked", date(2026, 5, 18)), ("in_progress", date(2026, 5, 18))],
)
def test_what_waits_is_said_with_its_end_on_the_day_a_line_is_blocked_or_passes_its_own(
    status, as_of
):
    when, why = call(programme(status=status, as_of=as_of))

    assert "C1.1 (29 mai) attend" in why
    assert when in (When.TODAY, When.THIS_WEEK)


def test_a_blocked_line_that_nobody_waits_for_is_for_later():
    when, why = call(programme(link=""))

    assert (when, "attend" in why) == (When.LATER, False)


def test_what_waits_is_a_row_of_what_a_delay_drags_along_before_any_date_has_passed():
    rows = parts(programme())

    assert (
        "C1.1 (Syndicat) doit finir le 29 mai 2026 et attend T2 – Former "
        "les cuisiniers (Entreprise Vialle), noté « bloqué »."
    ) in row_of(rows, "doit finir le 29 mai")


def test_a_date_that_cannot_be_held_any_more_is_said_of_whoever_has_to_hold_it():
    rows = parts(programme(status="in_progress", revised="2026-06-12", as_of=date(2026, 5, 26)))

    assert (
        "C1.1 (29 mai) ne tiendra pas : attend T2 (Entreprise Vialle), prévue le 12 juin 2026"
    ) in row_of(rows, "SMS – Syndicat\n")
    # As many working days later as what it waits for: their planned overlap is kept.
    assert "Prévision : 25 juin 2026 (27 jours après)." in row_of(rows, "doit finir le 29 mai")


@pytest.mark.parametrize(
    ("decision", "shown"),
    [
        ("", "▲ À surveiller"),
        ("vu", "▲ À surveiller"),
        ("reparler le 10/06/2026", "▲ À surveiller"),
        ("sans objet", "● Conforme"),
        ("fait", "● Conforme"),
    ],
)
def test_nobody_is_well_whose_line_stands_still_whatever_she_has_seen(decision, shown):
    rows = parts(programme(link=""), decision=decision)

    assert row_of(rows, "TPV – Entreprise Vialle\n").startswith(shown)


def test_the_reason_of_what_she_has_seen_is_that_line_and_her_word():
    rows = parts(programme(link=""), decision="vu")

    assert "T2 – Former les cuisiniers : noté « bloqué », vu" in row_of(
        rows, "TPV – Entreprise Vialle\n"
    )


@pytest.mark.parametrize("decision", ["", "vu", "fait"])
def test_whoever_holds_up_a_line_of_another_is_not_well_on_the_page_that_says_so(decision):
    rows = parts(programme(), decision=decision)

    row = row_of(rows, "TPV – Entreprise Vialle\n")
    assert row.startswith("▲ À surveiller")
    assert "T2" in row


def test_the_reason_of_what_she_says_is_done_while_another_waits_is_that_line():
    rows = parts(programme(), decision="fait")

    assert "T2 : noté « bloqué », C1.1 (29 mai) attend" in row_of(rows, "TPV – Entreprise Vialle\n")


def on_its_last_day(status):
    plan = actions(PLAN.format("", status))
    last = date(2026, 5, 15)
    return programme_with(drawn("dependencies", LINK), partners=PARTNERS, actions=plan, as_of=last)


def test_of_what_has_not_begun_it_is_said_since_when_and_no_end_that_nobody_announced():
    rows = parts(on_its_last_day("planned"))

    assert (
        "C1.1 (29 mai) attend T2 (Entreprise Vialle), qui devait commencer le 27 avril 2026, pas "
        "de nouvelle depuis"
    ) in row_of(rows, "SMS – Syndicat\n")
    assert "Prévision" not in row_of(rows, "doit finir le 29 mai")


def test_an_end_that_nobody_announced_is_said_to_be_of_todays_pace():
    whole = on_its_last_day("in_progress")
    waiting, works = whole.actions
    nothing_done = replace(works.progress, value=Decimal(0))
    works = replace(works, actual_start=works.planned_start, progress=nothing_done)
    whole = replace(whole, actions=(waiting, works))

    assert "C1.1 (29 mai) ne tiendra pas au rythme actuel : attend T2" in row_of(
        parts(whole), "SMS – Syndicat\n"
    )
