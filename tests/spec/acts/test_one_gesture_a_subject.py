"""One gesture a subject: a mail or a call, never both; what stands in doubt stands; told once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.build import a_partner, a_programme, actions
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import Act, Acts, derive_acts, is_call
from relocalisons.core.acts.asking import calls_apart, calls_planned, mails_coming
from relocalisons.core.acts.beside import Awaited, Called
from relocalisons.core.acts.shelves import When, calls_first, place
from relocalisons.core.acts.titles.calls import say_matters
from relocalisons.core.acts.wording import say_act, say_detail, say_why
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import FindingState
from relocalisons.core.pilotage.to_do import build_to_do
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.reminders.digests import CallEntry, ReminderPlan
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.reasons import CALLED_FIRST

MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)
PROGRAMME = a_programme(partners=(a_partner("P01", "Légumerie", contact="Anne Roux"),))
LATE = finding(subject="A1")
SOON = replace(
    finding("action_due_soon", "A2"), due=MONDAY + timedelta(days=20), days=None,
    evidence=(replace(LATE.evidence[0], cell="D99"),),
)  # fmt: skip


def placed(*entries, **given) -> dict[When, tuple[Act, ...]]:
    acts = derive_acts(entries, programme=PROGRAMME, as_of=MONDAY, **given)
    return {
        when: found
        for when, found in place(acts, programme=PROGRAMME, as_of=MONDAY).items()
        if found
    }


def plain(words: object) -> str:
    return str(words).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("awaited", "state", "when"),
    (
        (None, FindingState.OPEN, When.TODAY),
        (Awaited(until=TUESDAY, coming=True), FindingState.OPEN, When.BY_MAIL),
        (Awaited(until=TUESDAY, held=True), FindingState.OPEN, When.BY_MAIL),
        (Awaited(until=TUESDAY), FindingState.OPEN, When.BY_MAIL),
        # What got worse is called for once a mail has left; one that waits says it better.
        (Awaited(until=TUESDAY), FindingState.WORSE, When.TODAY),
        (Awaited(until=TUESDAY, held=True), FindingState.WORSE, When.BY_MAIL),
    ),
)
def test_what_a_mail_asks_or_will_ask_has_no_row_of_its_own(awaited, state, when):
    waits = {LATE.key: awaited} if awaited else {}

    assert list(placed(*tracked(LATE, state=state), awaited=waits)) == [when]


def test_what_is_asked_by_mail_is_counted_on_top_of_to_do():
    entries = tracked(LATE)
    acts = derive_acts(
        entries, programme=PROGRAMME, as_of=MONDAY,
        awaited={LATE.key: Awaited(until=TUESDAY, coming=True)},
    )  # fmt: skip
    tab = build_to_do(acts, programme=PROGRAMME, links=CellLinks(), as_of=MONDAY)

    assert plain(tab.rows[0][0]) == (
        "À faire au lundi 2 mars 2026 : rien. 1 demande à envoyer par message mardi 3 mars 2026."
    )
    assert len(tab.rows) == 4


def a_call(**given) -> CallEntry:
    values = {
        "partner": "P01", "partner_name": "Légumerie", "person": "Anne Roux", "phone": None,
        "reason": "2 messages sans réponse", "points": (), "lines": 2,
        "asked": ((LATE.key, "A1\u00a0: 10 jours"), (SOON.key, "A2\u00a0: pour le 22 mars")),
        "written": MONDAY - timedelta(days=6),
    }  # fmt: skip
    return CallEntry(**(values | given))


def calls(*entries: CallEntry, meeting: str = "", on: date = MONDAY):
    plan = ReminderPlan(digests=(), call_list=entries)
    return calls_planned(plan, meeting=meeting, escalate_after=21, as_of=on)


def test_a_call_says_why_and_what_the_mails_would_have_asked():
    ((when, (act,)), (_, (mails,))) = placed(*tracked(LATE, SOON), calls=calls(a_call())).items()

    assert (when, is_call(act)) == (When.TODAY, True)
    assert (
        plain(say_act(act, programme=PROGRAMME)) == "Appeler Anne Roux (Légumerie) : A1 et 1 autre"
    )
    assert plain(say_why(act, as_of=MONDAY)).startswith("2 messages sans réponse, en retard depuis")
    assert plain(say_detail(act)).endswith("A2 : pour le 22 mars")
    assert str(mails.key) == "act:envoyer:coordination:relances"


FINANCIER = {"person": "Luc Blanc", "role": "financier", "reason": "pas d’adresse e-mail sûre"}


@pytest.mark.parametrize(
    ("entries", "said"),
    (
        ((a_call(**FINANCIER),), "Luc Blanc : pas d’adresse e-mail sûre"),
        ((a_call(**FINANCIER), a_call()), "2 messages sans réponse"),
    ),
)
def test_what_is_true_of_one_person_is_not_said_of_whom_the_call_names(entries, said):
    assert plain(calls(*entries)["P01"].reason) == said


@pytest.mark.parametrize(
    ("entry", "meeting", "days", "said"),
    (
        (a_call(), "", 14, ""),
        (a_call(), "", 15, "rien donné : une lettre"),
        (
            a_call(),
            "la réunion du 8 octobre",
            15,
            "rien donné : de vive voix à la réunion du 8 octobre",
        ),
        (a_call(others=("Luc Blanc",)), "la réunion du 8 octobre", 15, "rien donné : Luc Blanc"),
        (a_call(deputy="Zoé Aubert", others=("Luc Blanc",)), "", 15, "rien donné : Zoé Aubert"),
        (a_call(written=None), "", 60, ""),  # who prefers the telephone was never written to
    ),
)
def test_after_three_weeks_without_an_answer_another_gesture_is_proposed(
    entry, meeting, days, said
):
    called = calls(entry, meeting=meeting, on=MONDAY + timedelta(days=days))["P01"]

    assert said in plain(called.instead)
    assert bool(called.instead) is bool(said)


def test_a_call_that_no_act_says_is_one_all_the_same():
    acts = derive_acts(tracked(SOON), programme=PROGRAMME, as_of=MONDAY)
    planned = calls(a_call(asked=((SOON.key, "A2\u00a0: pour le 22 mars"),)))

    (offer,) = calls_apart(planned, acts, programme=PROGRAMME, as_of=MONDAY)

    assert str(offer.act) == "act:appeler:P01"
    assert plain(offer.title) == "Appeler Anne Roux (Légumerie) : A2"
    assert not calls_apart(
        planned, derive_acts(tracked(LATE), programme=PROGRAMME, as_of=MONDAY),
        programme=PROGRAMME, as_of=MONDAY,
    )  # fmt: skip


def test_who_has_a_message_of_today_is_called_another_day():
    acts = derive_acts(tracked(LATE), programme=PROGRAMME, as_of=MONDAY)
    (late,) = acts.acts
    grave = replace(late, band=2)

    def when(act: Act) -> When:
        found = place(Acts(acts=(act,)), programme=PROGRAMME, as_of=MONDAY)
        return next(each for each, placed_ in found.items() if placed_)

    for act in (late, grave, replace(grave, last_useful=None)):
        assert when(act) is (When.TODAY if act.band or act.last_useful else When.LATER)
        assert when(replace(act, mailed_on=MONDAY)) is When.THIS_WEEK
        assert when(replace(act, mailed_on=MONDAY - timedelta(days=1))) is When.TODAY


def test_another_message_to_the_same_partner_is_the_gesture_of_that_day_too():
    mails = {SOON.key: Awaited(until=TUESDAY + timedelta(days=7), held=True, on=MONDAY)}

    (act,) = (one for one in placed_all(awaited=mails) if is_call(one))

    assert act.mailed_on == MONDAY


def placed_all(**given) -> tuple[Act, ...]:
    return derive_acts(tracked(LATE, SOON), programme=PROGRAMME, as_of=MONDAY, **given).acts


def test_a_call_that_cannot_wait_a_day_is_made_and_nobody_is_written_to():
    """Grave, and its last useful day is that day: the reminders of that day leave them out."""
    (late,) = derive_acts(tracked(LATE), programme=PROGRAMME, as_of=MONDAY).acts
    last = replace(late, band=2, last_useful=MONDAY)

    assert calls_first(Acts(acts=(last,)), on=MONDAY) == {"P01"}
    for other in (late, replace(last, band=1), replace(last, awake=False)):
        assert not calls_first(Acts(acts=(other,)), on=MONDAY)
    assert not calls_first(Acts(acts=(last,)), on=TUESDAY)

    def week(called: frozenset[str]) -> ReminderPlan:
        return plan_reminders(
            tracked(LATE), programme=PROGRAMME, history=ReminderHistory(),
            policy=ReminderPolicy(), as_of=MONDAY, called=called,
        )  # fmt: skip

    assert [len(week(frozenset()).digests), len(week(frozenset()).call_list)] == [1, 0]
    called = week(frozenset({"P01"}))
    assert (called.digests, [one.reason for one in called.call_list]) == ((), [CALLED_FIRST])


def test_what_the_next_message_would_ask_too_late_is_a_call():
    soon = replace(SOON, due=date(2026, 3, 11))  # a mail of the 10th is of the eve
    coming = {SOON.key: Awaited(until=date(2026, 3, 10), coming=True, on=date(2026, 3, 10))}

    def on(day: date, awaited=coming):
        acts = derive_acts(tracked(soon), programme=PROGRAMME, as_of=day, awaited=awaited)
        return place(acts, programme=PROGRAMME, as_of=day)

    ((when, (act,)),) = ((each, acts) for each, acts in on(date(2026, 3, 4)).items() if acts)
    assert (when, str(act.key)) == (When.THIS_WEEK, "act:appeler:P01")
    assert plain(say_why(act, as_of=date(2026, 3, 4))) == (
        "Le prochain message ne partirait que le 10 mars 2026"
    )
    # From its last useful day until it is due, also on the day of these reminders.
    for day in (date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 11)):
        assert [str(one.key) for one in on(day)[When.TODAY]] == ["act:appeler:P01"]
    left_out = frozenset({soon.key})
    assert not plan_reminders(
        tracked(soon), programme=PROGRAMME, history=ReminderHistory(), policy=ReminderPolicy(),
        as_of=date(2026, 3, 10), too_late=left_out,
    ).digests  # fmt: skip
    # In time, or due already, it is one of the messages.
    for day, awaited in ((date(2026, 3, 12), coming), (date(2026, 3, 3), {})):
        assert [str(one.key) for acts in on(day, awaited).values() for one in acts] == [
            "act:envoyer:coordination:relances"
        ]


@pytest.mark.parametrize("words", ("en panne", "Bloqué", "à l’arrêt"))
def test_a_line_that_its_partner_notes_as_held_up_is_told_by_its_words(words):
    plan = actions("""
        action | owner | end        | status
        A1     | P01   | 2026-02-03 | blocked
        A2     | P01   | 2026-09-30 | blocked
    """)
    plan = tuple(replace(one, status=replace(one.status, found=words)) for one in plan)
    programme = replace(PROGRAMME, actions=plan)
    halted = replace(finding("action_halted", "A2"), evidence=())

    (act,) = derive_acts(tracked(LATE, halted), programme=programme, as_of=MONDAY).acts

    assert plain(say_why(act, as_of=MONDAY)).startswith(f"Noté « {words} », en retard depuis")
    assert {one.finding.subject for one in act.told} == {"A1", "A2"}
    assert plain(say_matters(act)).count("Former les cuisiniers") == 2

    # Whoever wrote that has answered: a call stays the gesture, however long ago the mails are.
    silent = {"P01": Called(reason="2 messages sans réponse", instead="une lettre")}
    (act,) = derive_acts(
        tracked(LATE, halted), programme=programme, as_of=MONDAY, calls=silent
    ).acts
    assert say_act(act, programme=programme).startswith("Appeler")
    assert plain(say_why(act, as_of=MONDAY)).startswith("2 messages sans réponse, noté")


def test_nothing_is_coming_where_no_mail_is_planned():
    assert mails_coming(ReminderPlan(digests=())) == {}


def test_a_date_that_cannot_be_read_any_more_takes_no_late_action_away():
    cell = replace(finding("cell_ambiguous", "programme/actions/A1/planned_end", partner="P01"),
                   evidence=LATE.evidence)  # fmt: skip
    (gone,) = tracked(LATE, state=FindingState.OUT_OF_SIGHT)

    found = placed(gone, *tracked(cell))
    ((when, (act,)),) = found.items()

    assert (when, str(act.key)) == (When.TODAY, "act:appeler:P01")
    assert plain(say_why(act, as_of=MONDAY)).startswith("Date à lever : cellule ")
    # A workbook that is not read at all is another matter.
    assert placed(gone) == {}
    seen = understand_finding("vu", read_on=MONDAY)
    asleep = [replace(one, word=seen) for one in (gone, *tracked(cell))]  # all that its row showed
    assert list(placed(*asleep)) == [When.ASLEEP]


def test_a_call_without_a_reason_of_its_own_says_what_it_always_said():
    ((_, (act,)),) = placed(*tracked(LATE), calls={"P02": Called(reason="x")}).items()

    assert act.called is None
    assert plain(say_why(act, as_of=MONDAY)).startswith("En retard depuis")
