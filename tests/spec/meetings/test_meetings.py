"""Committees before and after they meet, their decisions, and who no longer comes."""

from datetime import date, timedelta

import pytest
from support.programme.build import by_kind
from support.programme.tables import drawn, programme_with

from relocalisons.core.kernel.model import Audience, Severity
from relocalisons.core.meetings.findings.attendance import find_falling_attendance
from relocalisons.core.meetings.findings.decisions import find_decisions
from relocalisons.core.meetings.findings.meetings import find_meetings

COPIL = date(2026, 4, 16)
MEMBERS = """
    committee | partner | person         | role
    COPIL     | P01     | Anne Roux      | membre
    COPIL     | P02     | Jean Blanc     | membre
    COPIL     |         | Maëlle Cordier | membre
    COPIL     |         | Camille        | animation
"""
HEAD = "number | type | date | committee | notice_sent | quorum | status | minutes"


def found(line: str, *, as_of: date, attendance: str = "", decisions: str = ""):
    tables = [drawn("meetings", f"{HEAD}\n{line}"), drawn("committees", MEMBERS)]
    if attendance:
        tables.append(drawn("attendance", attendance))
    if decisions:
        tables.append(drawn("decisions", decisions))
    return find_meetings(programme_with(*tables), as_of=as_of)


@pytest.mark.parametrize(
    ("days_before", "kinds"),
    [
        (22, []),
        (21, ["meeting_notice_due"]),
        (16, ["meeting_notice_due"]),
        (15, ["meeting_not_called"]),
        (0, ["meeting_not_called"]),
    ],
)
def test_the_notice_is_proposed_at_21_days_and_missed_at_15(days_before, kinds):
    as_of = COPIL - timedelta(days=days_before)

    findings = found("R-08 | COPIL | 16/04/2026 | COPIL |  | 2 | prévue |", as_of=as_of)

    assert list(by_kind(findings)) == kinds


@pytest.mark.parametrize(
    "line",
    [
        "R-08 | COPIL | 16/04/2026 | COPIL | voir mail | 2 | prévue |",  # perhaps it left
        "R-08 | COPIL | mi-avril 2026 | COPIL |  | 2 | prévue |",
        "R-08 | COPIL | 31/04/2026 | COPIL |  | 2 | prévue |",
        "R-08 | COPIL | 16/04/2026 | COPIL |  | 2 | annulée |",
        "R-08 | COPIL | 16/04/2026 | COPIL |  | 2 | reportée |",
        "R-08 | COPIL | 16/04/2026 | COPIL |  | 2 | prévue ? |",
        "R-08 | événement | 16/04/2026 | Journée |  |  | prévue |",
    ],
)
def test_nothing_is_said_of_a_notice_when_a_cell_leaves_a_doubt(line):
    assert found(line, as_of=date(2026, 4, 10)) == ()


def test_a_notice_planned_for_tomorrow_has_not_left():
    line = "R-08 | COPIL | 16/04/2026 | COPIL | 11/04/2026 | 2 | prévue |"

    assert list(by_kind(found(line, as_of=date(2026, 4, 10)))) == ["meeting_not_called"]


def test_a_week_before_each_member_without_answer_or_proxy_is_asked():
    line = "R-08 | COPIL | 16/04/2026 | COPIL | 26/03/2026 | 2 | prévue |"
    attendance = """
        meeting | partner | person     | answer
        R-08    | P01     | Anne Roux  | non
        R-08    | P02     | Jean Blanc | peut-être
    """

    findings = found(line, as_of=date(2026, 4, 10), attendance=attendance)

    assert by_kind(findings) == {
        "meeting_proxy_missing": ["R-08/P01"],
        "meeting_answers_missing": ["R-08/P02", "R-08/Maëlle Cordier"],
    }
    asks = {finding.subject: finding.ask for finding in findings}
    assert "À qui donnez-vous pouvoir" in asks["R-08/P01"]
    assert "Serez-vous là pour le COPIL du 16\u00a0avril\u00a02026" in asks["R-08/P02"]
    assert asks["R-08/Maëlle Cordier"] == "", "somebody from no partner has no digest"


def test_a_quorum_that_the_answers_exclude_is_an_alert_and_an_open_one_is_watched_late():
    line = "R-08 | COPIL | 16/04/2026 | COPIL | 26/03/2026 | 3 | prévue |"
    refused = "meeting | partner | answer\nR-08 | P01 | non\nR-08 | P02 | oui"
    open_still = "meeting | partner | answer\nR-08 | P01 | oui\nR-08 | P02 | oui"

    def risk(attendance: str, as_of: date) -> list[tuple[str, Severity]]:
        findings = found(line, as_of=as_of, attendance=attendance)
        return [
            (each.kind.value, each.severity)
            for each in findings
            if each.kind.value.startswith("meeting_quorum")
        ]

    assert risk(refused, date(2026, 4, 9)) == [("meeting_quorum_out_of_reach", Severity.ALERT)]
    assert risk(open_still, date(2026, 4, 9)) == []
    assert risk(open_still, date(2026, 4, 13)) == [("meeting_quorum_at_risk", Severity.WATCH)]


def test_a_meeting_held_without_quorum_is_told_to_the_committee():
    line = "R-05 | COPIL | 15/01/2026 | COPIL | 01/01/2026 | 2 | tenue | https://drive/x"
    attendance = """
        meeting | partner | person         | presence
        R-05    | P01     | Anne Roux      | présent
        R-05    | P02     | Jean Blanc     | absent
        R-05    |         | Maëlle Cordier | excusée
    """

    (finding,) = found(line, as_of=date(2026, 3, 3), attendance=attendance)

    assert finding.kind == "meeting_without_quorum"
    assert finding.audience is Audience.COPIL
    assert "1\u00a0membre présent ou représenté sur 3, pour 2 nécessaires" in finding.title


def test_a_presence_that_cannot_be_read_makes_the_quorum_unclear_never_missed():
    line = "R-05 | COPIL | 15/01/2026 | COPIL | 01/01/2026 | 2 | tenue | https://drive/x"
    attendance = """
        meeting | partner | presence
        R-05    | P01     | présent
        R-05    | P02     | absent ?
    """

    findings = found(line, as_of=date(2026, 3, 3), attendance=attendance)

    assert by_kind(findings) == {"meeting_unclear": ["R-05"]}


@pytest.mark.parametrize(
    ("days_after", "kinds"),
    [
        (5, []),
        (6, ["meeting_record_missing"]),
        (15, ["meeting_record_missing"]),
        (16, ["meeting_minutes_missing"]),
    ],
)
def test_decisions_are_due_after_5_days_and_minutes_after_15(days_after, kinds):
    as_of = date(2026, 1, 15) + timedelta(days=days_after)

    findings = found("R-05 | COPIL | 15/01/2026 | COPIL | 01/01/2026 |  | tenue |", as_of=as_of)

    assert sorted(by_kind(findings)) == kinds


def test_one_decision_noted_is_a_record_and_minutes_replace_it():
    noted = "number | meeting | decision | status\nD-1 | R-05 | Écrire | faite"
    with_minutes = "R-05 | COPIL | 15/01/2026 | COPIL | 01/01/2026 |  | tenue | https://drive/x"
    without = "R-05 | COPIL | 15/01/2026 | COPIL | 01/01/2026 |  | tenue |"

    assert found(without, as_of=date(2026, 1, 25), decisions=noted) == ()
    assert found(with_minutes, as_of=date(2026, 3, 3)) == ()


def test_a_past_meeting_of_which_nothing_says_that_it_was_held_is_asked_about():
    line = "R-05 | COPIL | 15/01/2026 | COPIL | 01/01/2026 | 2 | prévue |"

    assert by_kind(found(line, as_of=date(2026, 1, 20))) == {}
    assert by_kind(found(line, as_of=date(2026, 1, 21))) == {"meeting_unclear": ["R-05"]}


DECISIONS = """
    number | decision      | owner | due        | status
    D-1    | Écrire        | P01   | 28/02/2026 | ouverte
    D-2    | Louer         |       |            | en cours
    D-3    | Compter       | P02   | 28/02/2026 | faite
    D-4    | Relire        | P02   | 31/02/2026 | ouverte
    D-5    | Choisir       | P02   | 28/02/2026 | ouverte ?
    D-6    | Acheter       | P02   | 28/03/2026 | ouverte
    D-7    | Partir        |       | 28/02/2026 | caduque
"""


def test_open_decisions_past_their_date_or_without_owner_are_told():
    findings = find_decisions(programme_with(drawn("decisions", DECISIONS)), as_of=date(2026, 3, 3))

    assert by_kind(findings) == {"decision_overdue": ["D-1"], "decision_without_owner": ["D-2"]}
    overdue = findings[0]
    assert (overdue.partner, overdue.days, overdue.audience) == ("P01", 3, Audience.COPIL)
    assert overdue.ask.startswith("Cette décision devait être faite le 28\u00a0février\u00a02026.")


def test_a_tab_without_owners_says_nothing_of_owners():
    table = drawn("decisions", "number | decision | status\nD-1 | Écrire | ouverte")

    assert find_decisions(programme_with(table), as_of=date(2026, 3, 3)) == ()


def presences(*of_p02: str):
    """Three meetings held, in order of time, with what is noted of P02."""
    lines = [f"R-0{n} | COPIL | 1{n}/01/2026 | COPIL | tenue" for n in range(1, len(of_p02) + 1)]
    noted = [f"R-0{n} | P02 | {word}" for n, word in enumerate(of_p02, start=1) if word]
    return programme_with(
        drawn("meetings", "\n".join(["number | type | date | committee | status", *lines])),
        drawn("attendance", "\n".join(["meeting | partner | presence", *noted])),
        drawn("committees", MEMBERS),
    )


@pytest.mark.parametrize(
    ("of_p02", "told"),
    [
        (("présent", "absent", "excusé"), True),
        (("absent", "absent", "présent"), False),
        (("présent", "absent", "absent ?"), False),  # perhaps it came
        (("absent", "absent", ""), False),  # nothing is noted of the last one
        (("présent", "absent", "représenté par P01"), False),
        (("présent", "présent", "absent"), False),
    ],
)
def test_two_absences_in_a_row_are_a_trend_unless_a_doubt_breaks_them(of_p02, told):
    findings = find_falling_attendance(presences(*of_p02), as_of=date(2026, 3, 3))

    assert [finding.subject for finding in findings] == (["P02"] if told else [])
    assert all(finding.audience is Audience.COORDINATION for finding in findings)
