"""What the service promises about who is reminded of what, and why somebody is not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from build import AMBIGUOUS, a_deliverable, a_partner, a_programme, actions, an_action, place
from hypothesis import given, settings
from hypothesis import strategies as st

from relocalisons.core.findings.assessment import assess
from relocalisons.core.model import (
    Audience,
    Finding,
    FindingKind,
    FindingState,
    Severity,
    TrackedFinding,
    absent,
)
from relocalisons.core.reminders.digests import DigestGroup, iso_week
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import (
    ReminderHistory,
    ReminderPolicy,
    policy_in_force,
)

TUESDAY = date(2026, 3, 3)


def finding(
    kind="action_late",
    subject="A1.2",
    *,
    partner="P01",
    due=date(2026, 2, 3),
    audience=Audience.COPIL,
    workbook="Suivi P01",
    detail="",
):
    kind = FindingKind(kind)
    dated = kind.value.startswith(("action", "deliverable"))
    return Finding(
        kind=kind,
        subject=subject,
        partner=partner,
        severity=Severity.WATCH,
        audience=audience,
        title="Le constat pour la coordination.",
        action="Demander à quelqu’un.",
        label=f"{(subject.split('/') + [''] * 3)[2] or subject} – Former les cuisiniers",
        evidence=(place(14, workbook=workbook).cell("planned_end"),),
        due=due if dated else None,
        days=(TUESDAY - due).days if dated else None,
        detail=detail,
    )


def tracked(*findings, decision="", state=FindingState.OPEN, first_seen=date(2026, 2, 10)):
    return tuple(
        TrackedFinding(finding=one, state=state, first_seen=first_seen, decision=decision)
        for one in findings
    )


def plan(*entries, as_of=TUESDAY, history=None, policy=None, **programme):
    programme.setdefault("partners", (a_partner("P01", "Ville de Grasse"),
                                      a_partner("P02", "Chambre 06")))  # fmt: skip
    return plan_reminders(
        tuple(entries),
        programme=a_programme(as_of=as_of, **programme),
        history=history or ReminderHistory(),
        policy=policy or ReminderPolicy(),
        as_of=as_of,
    )


def reasons(made, code="P01"):
    return [entry.reason for entry in made.skipped if entry.partner == code]


# --- one digest, four parts -----------------------------------------------------------------


def test_one_digest_a_person_whatever_the_number_of_tables():
    made = plan(
        *tracked(
            finding("action_late", "A1.2"),
            finding("deliverable_missing", "L04"),
            finding("cell_unreadable", "P01/actions/A2.3/planned_end"),
        )
    )

    assert [digest.partner for digest in made.digests] == ["P01"]
    assert len(made.digests[0].lines) == 3


def test_lines_stand_under_late_this_week_upcoming_and_cells():
    made = plan(
        *tracked(
            finding("action_due_soon", "A4", due=date(2026, 3, 9)),  # Monday of next week
            finding("action_late", "A1", due=date(2026, 3, 2)),
            finding("deliverable_due_soon", "L2", due=date(2026, 3, 8)),  # Sunday of this week
            finding("action_due_soon", "A3", due=TUESDAY),
            finding("cell_missing", "P01/actions/A9/status"),
        )
    )

    parts = {block.group: [line.number for line in block.lines] for block in made.digests[0].blocks}
    assert parts == {
        DigestGroup.LATE: ["A1"],
        DigestGroup.THIS_WEEK: ["A3", "L2"],
        DigestGroup.UPCOMING: ["A4"],
        DigestGroup.CELLS: ["A9"],
    }


def test_nobody_is_written_to_for_nothing():
    made = plan()

    assert made.digests == ()
    assert reasons(made) == ["rien à signaler cette semaine"]


def test_an_item_enters_fourteen_days_before():
    soon, later = date(2026, 3, 17), date(2026, 3, 18)

    made = plan(
        *tracked(
            finding("action_due_soon", "A1", due=soon), finding("action_due_soon", "A2", due=later)
        )
    )

    assert [line.number for line in made.digests[0].lines] == ["A1"]
    assert "échéance encore lointaine" in reasons(made)[0]


def test_what_is_resolved_is_told_no_more():
    made = plan(*tracked(finding(), state=FindingState.RESOLVED))

    assert made.digests == ()


def test_the_oldest_comes_first_and_numbers_are_read_as_numbers():
    same_day = [finding("action_late", number) for number in ("A1.10", "A1.9")]
    older = finding("action_late", "A7.1", due=date(2026, 1, 5))

    made = plan(*tracked(*same_day, older))

    assert [line.number for line in made.digests[0].lines] == ["A7.1", "A1.9", "A1.10"]


@given(st.permutations(list(range(6))))
@settings(max_examples=25, deadline=None)
def test_the_order_of_findings_changes_nothing(order):
    known = tracked(*(finding("action_late", f"A{number}") for number in range(6)))

    assert plan(*(known[index] for index in order)) == plan(*known)


# --- who gets a mail, and who does not ------------------------------------------------------


@pytest.mark.parametrize("emails", [(), ("a@x.example", "b@x.example"), AMBIGUOUS, absent()])
def test_without_exactly_one_certain_address_nothing_leaves_and_she_calls(emails):
    partner = a_partner("P01", "Ville de Grasse", emails=emails, phone="04 93 00 00 01")

    made = plan(*tracked(finding()), partners=(partner,))

    assert made.digests == ()
    assert made.call_list[0].partner == "P01"
    assert "pas d’adresse e-mail sûre" in reasons(made)[0]


@pytest.mark.parametrize("channel", ["téléphone", "Tél.", "TELEPHONE", "appel"])
def test_who_prefers_the_telephone_is_called_and_gets_no_mail(channel):
    partner = a_partner("P01", "Ferme des Iscles", channel=channel, phone="06 00 00 00 01")

    made = plan(*tracked(finding()), partners=(partner,))

    assert made.digests == ()
    assert made.call_list[0].reason == "préfère le téléphone"
    assert made.call_list[0].phone == "06 00 00 00 01"


def test_a_call_has_three_talking_points_the_most_urgent_first():
    partner = a_partner("P01", "Ferme des Iscles", channel="téléphone")
    known = [finding("action_late", f"A{day}", due=date(2026, 2, day)) for day in (9, 2, 7, 5)]

    call = plan(*tracked(*known), partners=(partner,)).call_list[0]

    assert [point.split(" ")[0] for point in call.points] == ["A2", "A5", "A7"]
    assert call.points[0].endswith("29\u00a0jours de retard")
    assert call.lines == 4


def test_an_inactive_partner_is_left_in_peace():
    made = plan(*tracked(finding()), partners=(a_partner("P01", "Ville de Grasse", active=False),))

    assert (made.digests, made.call_list) == ((), ())
    assert "inactif" in reasons(made)[0]


def test_never_two_digests_in_one_week():
    history = ReminderHistory(weeks={"P01": frozenset({"2026-W10"})})

    this_week = plan(*tracked(finding()), history=history)
    next_week = plan(*tracked(finding()), history=history, as_of=date(2026, 3, 10))

    assert this_week.digests == ()
    assert "déjà préparé" in reasons(this_week)[0]
    assert len(next_week.digests) == 1


@given(st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_the_week_of_a_digest_is_the_iso_week(day):
    monday = date.fromordinal(day.toordinal() - day.weekday())

    assert iso_week(day) == iso_week(monday)
    assert iso_week(day) == f"{monday:%G}-W{monday:%V}"


def test_after_two_digests_without_answer_she_calls_instead():
    made = plan(*tracked(finding()), history=ReminderHistory(unanswered={"P01": 2}))

    assert made.digests == ()
    assert "un appel sera plus utile" in made.call_list[0].reason


def test_a_pause_is_obeyed_until_its_last_day():
    policy = ReminderPolicy(pauses={"P01": date(2026, 3, 5)})

    assert plan(*tracked(finding()), policy=policy).digests == ()
    after = plan(*tracked(finding()), policy=policy, as_of=date(2026, 3, 10))
    assert len(after.digests) == 1


@pytest.mark.parametrize("value", ["oui", "x", "OUI", "peut-être", "jusqu'à lundi"])
def test_tout_suspendre_stops_everything_for_any_word_but_no(value):
    policy = policy_in_force(replace(a_programme(), parameters={"Tout suspendre": value}))

    made = plan(*tracked(finding()), policy=policy)

    assert made.digests == ()
    assert "Tout suspendre" in reasons(made)[0]


@pytest.mark.parametrize("value", ["non", "Non", ""])
def test_a_no_beside_tout_suspendre_suspends_nothing(value):
    policy = policy_in_force(replace(a_programme(), parameters={"Tout suspendre": value}))

    assert not policy.suspended


# --- what stays with the coordinator --------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (finding(partner=None), "responsable inconnu"),
        (finding(partner="P77"), "responsable inconnu"),
        (finding("action_slipping", due=date(2026, 6, 1)), "révisée par le partenaire"),
        (finding("volume_shortfall", "C01", audience=Audience.PARTNER), "de vive voix"),
        (finding("tab_missing", "P01/actions"), "réservé à la coordination"),
        (finding("action_late", audience=Audience.COORDINATION), "réservé à la coordination"),
        (finding("cell_missing", "pilotage/contracts/C1/volume", workbook="Pilotage"),
         "à corriger par la coordination"),
    ],
)  # fmt: skip
def test_some_findings_are_hers_alone_and_it_is_said_why(entry, reason):
    made = plan(*tracked(entry))

    assert made.digests == ()
    assert any(reason in skipped.reason for skipped in made.skipped)


def test_nobody_is_sent_to_a_cell_of_pilotage():
    made = plan(*tracked(finding(workbook="Pilotage")))

    digest = made.digests[0]
    assert digest.lines[0].place is None
    assert digest.sheet is None


def test_nothing_is_said_from_a_reading_that_is_too_old():
    stale = {"file-Suivi P01": datetime(2026, 2, 25, 6, 30, tzinfo=UTC)}

    made = plan_reminders(
        tracked(finding()),
        programme=replace(a_programme(), stale=stale),
        history=ReminderHistory(),
        policy=ReminderPolicy(),
        as_of=TUESDAY,
    )

    assert made.digests == ()
    assert any("données trop anciennes" in entry.reason for entry in made.skipped)


# --- her decisions are obeyed ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        ("sans objet", "sans objet"),
        ("date accordée au 12/04/2026", "date accordée au 12\u00a0avril\u00a02026"),
        ("vu par téléphone, reparler le 20/03", "à reparler le 20\u00a0mars\u00a02026"),
        ("vu par téléphone", "sans date de reprise"),
        ("ok", "décision à préciser"),
    ],
)
def test_a_decided_finding_is_not_told(decision, reason):
    made = plan(*tracked(finding(), decision=decision))

    assert made.digests == ()
    assert any(reason in entry.reason for entry in made.skipped)


def test_a_traiter_changes_nothing():
    assert len(plan(*tracked(finding(), decision="à traiter")).digests) == 1


def test_a_granted_date_that_comes_near_is_the_date_in_force():
    made = plan(*tracked(finding(), decision="date accordée au 12/03/2026"))

    line = made.digests[0].lines[0]
    assert made.digests[0].blocks[0].group is DigestGroup.UPCOMING
    assert line.due == date(2026, 3, 12)
    assert "Délai accordé jusqu’au 12\u00a0mars\u00a02026" in line.text


def test_a_granted_date_that_has_passed_counts_from_that_date():
    made = plan(*tracked(finding(), decision="date accordée au 27/02/2026"))

    line = made.digests[0].lines[0]
    assert made.digests[0].blocks[0].group is DigestGroup.LATE
    assert line.status == "4\u00a0jours de retard"


def test_what_was_to_be_talked_of_again_comes_back_on_that_day():
    decision = "vu par téléphone, reparler le 10/03/2026"

    made = plan(*tracked(finding(), decision=decision), as_of=date(2026, 3, 10))

    assert len(made.digests) == 1


# --- what a line says -----------------------------------------------------------------------


def test_a_line_says_how_often_it_was_asked():
    history = ReminderHistory(told={("action_late:A1.2", date(2026, 2, 3)): 2})

    line = plan(*tracked(finding()), history=history).digests[0].lines[0]

    assert line.level == 3
    assert "déjà parlé dans 2\u00a0messages" in line.text


def test_a_new_due_date_starts_a_new_count():
    history = ReminderHistory(told={("action_late:A1.2", date(2026, 1, 15)): 2})

    assert plan(*tracked(finding()), history=history).digests[0].lines[0].level == 1


def test_a_missing_deliverable_says_the_name_of_the_file():
    made = plan(
        *tracked(finding("deliverable_missing", "L04")), deliverables=(a_deliverable("L04"),)
    )

    assert "RELOC_L04_*.pdf" in made.digests[0].lines[0].text


def test_a_cell_says_to_its_author_what_to_type():
    entry = finding(
        "cell_unreadable", "P01/actions/A2.3/planned_end", detail="Tapez une date qui existe."
    )

    line = plan(*tracked(entry)).digests[0].lines[0]

    assert (line.number, line.text) == ("A2.3", "Tapez une date qui existe.")
    assert "Demander à" not in line.text


def test_a_late_action_that_blocks_another_partner_has_a_line_of_its_own_for_it():
    known = actions("""
        action | owner | end        | predecessors | title
        A1.2   | P01   | 2026-02-03 |              | Former les cuisiniers
        A2.3   | P02   | 2026-05-01 | A1.2         | Tester les menus
        A2.4   | P02   | 2026-06-01 | A1.2         | Servir les menus
        A1.3   | P01   | 2026-05-01 | A1.2         | Évaluer
    """)

    lines = plan(*tracked(finding()), actions=known).digests[0].lines

    assert [line.names_partner for line in lines] == [None, "P02"]
    assert "A2.3 – Tester les menus" in lines[1].text
    assert "1\u00a0autre action (Chambre 06)" in lines[1].text
    assert "Chambre 06" not in lines[0].label + lines[0].text


def test_an_action_that_is_done_blocks_nobody():
    known = actions("""
        action | owner | end        | predecessors | status
        A1.2   | P01   | 2026-02-03 |              | in_progress
        A2.3   | P02   | 2026-05-01 | A1.2         | done
    """)

    assert len(plan(*tracked(finding()), actions=known).digests[0].lines) == 1


def test_a_volume_is_not_asked_twice_through_its_cell():
    cell = finding("cell_missing", "P01/deliveries/ligne 14/quantity", detail="Remplissez-la.")
    volume = finding("volume_unknown", "C01", audience=Audience.PARTNER)

    made = plan(*tracked(cell, volume))

    assert [line.kind for line in made.digests[0].lines] == [FindingKind.CELL_MISSING]
    assert any("déjà demandé" in entry.reason for entry in made.skipped)


def test_every_finding_is_either_told_or_has_its_reason():
    known = tracked(
        finding(), finding("action_slipping", "A2"), finding(partner=None, subject="A3"),
        finding("cell_missing", "P02/actions/A4/status", partner="P02", workbook="Suivi P02"),
        finding("volume_shortfall", "C01"),
    )  # fmt: skip

    made = plan(*known)

    told = {line.finding_key for digest in made.digests for line in digest.lines}
    explained = {entry.finding_key for entry in made.skipped if entry.finding_key}
    assert told | explained == {one.finding.key for one in known}
    assert not told & explained
    assert len(told) == 2


def test_who_answers_for_two_partners_by_one_address_gets_one_digest():
    partners = (
        a_partner("P01", "Ville de Grasse", emails=("paul@sivu.example",)),
        a_partner("P02", "SIVU des Oliviers", emails=("Paul@SIVU.example",)),
    )
    known = tracked(finding("action_late", "A1"), finding("action_late", "A2", partner="P02"))

    made = plan(*known, partners=partners)

    assert [digest.partner for digest in made.digests] == ["P01"]
    assert made.call_list[0].partner == "P02"
    assert "même adresse que P01" in made.call_list[0].reason


def test_one_address_is_counted_over_the_runs_of_a_week():
    partners = (
        a_partner("P01", "Ville de Grasse", emails=("paul@sivu.example",)),
        a_partner("P02", "SIVU des Oliviers", emails=("paul@sivu.example",)),
    )
    history = ReminderHistory(weeks={"P02": frozenset({"2026-W10"})})

    made = plan(*tracked(finding()), partners=partners, history=history)

    assert made.digests == ()


@given(
    st.lists(st.sampled_from([date(2026, 3, day) for day in range(2, 23)]), max_size=12),
    st.lists(st.sampled_from(["A1", "A2", "A3"]), min_size=1, max_size=3, unique=True),
)
@settings(max_examples=40, deadline=None)
def test_whatever_runs_are_triggered_nobody_gets_two_digests_in_a_week(days, numbers):
    known = tracked(*(finding("action_late", number) for number in numbers))
    weeks: list[str] = []

    for day in days:
        history = ReminderHistory(weeks={"P01": frozenset(weeks)})
        made = plan(*known, as_of=day, history=history)
        weeks += [iso_week(digest.as_of) for digest in made.digests]

    assert len(weeks) == len(set(weeks)) == len({iso_week(day) for day in days})


def test_a_line_that_contradicts_itself_is_asked_to_its_author_with_what_to_type():
    action = an_action("A1", end="2026-02-13", status="done", progress="1")
    programme = a_programme(actions=[action])
    findings = assess(programme, as_of=programme.as_of, baseline={})
    tracked = tuple(
        TrackedFinding(finding=each, state=FindingState.NEW, first_seen=programme.as_of)
        for each in findings
    )

    (digest,) = plan_reminders(
        tracked, programme=programme, history=ReminderHistory(), policy=ReminderPolicy(),
        as_of=programme.as_of,
    ).digests  # fmt: skip

    (line,) = digest.lines
    assert (line.number, line.place.cell) == ("A1", "H2")
    assert line.text.startswith("Cette action est dite terminée. Notez sa fin réelle")
