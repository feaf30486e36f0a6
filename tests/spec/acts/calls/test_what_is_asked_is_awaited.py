"""Nobody is called while a mail asks them the same; a call that was made has a week to be seen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.acts import on_row
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import Awaited, Offer, derive_acts
from relocalisons.core.acts.asking import Ask, answers_awaited
from relocalisons.core.acts.beside import Called, comes_in_time, is_asked_of
from relocalisons.core.acts.ranking import PRESSING_BAND
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import say_act, say_detail, say_why
from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.model import FindingState
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.programme.decisions.group_words import of_a_call

ASKED = date(2026, 3, 3)  # a Tuesday; its answer is asked for before the next one
NIGHT = date(2026, 3, 5)
PROGRAMME = a_programme(partners=(a_partner("P01", "Légumerie", contact="Anne Roux"),))
LATE = finding(subject="A1")
OPEN = tracked(LATE)


def awaited(*asks: Ask, on: date = NIGHT, entries=OPEN):
    return answers_awaited(
        asks, tracked=entries, calendar=working_days(PROGRAMME), call_after=2, as_of=on
    )


def ask(kind="action_late", *, day=ASKED, left=True) -> Ask:
    return Ask(finding_key=f"{kind}:A1", day=day, left=left)


def part_of(waits, *entries):
    acts = derive_acts(entries, programme=PROGRAMME, as_of=NIGHT, awaited=waits)
    (act,) = acts.acts
    placed = place(acts, programme=PROGRAMME, as_of=NIGHT)
    return next(when for when in When if act in placed[when]), act


@pytest.mark.parametrize(
    ("asks", "on", "waits"),
    (
        ((), NIGHT, False),
        ((ask(),), NIGHT, True),
        ((ask("action_due_soon"),), NIGHT, True),  # soon then, late now: the same thing
        ((ask(),), ASKED + timedelta(days=7), True),  # that day the second mail asks
        ((ask(),), ASKED + timedelta(days=8), False),
        ((ask(day=ASKED - timedelta(days=7)), ask()), ASKED + timedelta(days=6), True),
        # Two mails were left without an answer: the call is of that very day.
        ((ask(day=ASKED - timedelta(days=7)), ask()), ASKED + timedelta(days=7), False),
    ),
)
def test_an_answer_is_awaited_up_to_the_day_that_its_mail_names(asks, on, waits):
    assert bool(awaited(*asks, on=on)) is waits


def test_a_call_waits_for_the_answer_and_says_so():
    when, act = part_of(awaited(ask()), *tracked(LATE))

    assert when is When.BY_MAIL
    said = say_why(act, as_of=NIGHT).replace("\u00a0", " ")
    assert said.startswith("Écrit, réponse attendue avant le 10 mars 2026, en retard depuis")


def test_a_mail_that_she_has_not_approved_is_named_instead_of_a_day():
    when, act = part_of(awaited(ask(left=False)), *tracked(LATE))

    assert when is When.BY_MAIL
    said = say_why(act, as_of=NIGHT)
    assert said.startswith("Message à valider dans «\u00a0Relances\u00a0»")


@pytest.mark.parametrize(
    "entries",
    (
        tracked(LATE, finding(subject="A2")),  # A2 was never asked
        tracked(LATE, state=FindingState.WORSE),
    ),
    ids=("never asked", "worse"),
)
def test_what_was_not_asked_or_got_worse_is_called_for(entries):
    when, _ = part_of(awaited(ask(), entries=entries), *entries)

    assert when is When.TODAY


@pytest.mark.parametrize(
    ("asked", "waits"),
    (
        (("A1", "A2"), True),
        (("A1",), True),  # A2, which holds nobody up, was left out of the mail
        (("A2",), False),
        ((), False),
    ),
)
def test_who_was_asked_what_presses_is_not_called_for_the_rest_two_days_later(asked, waits):
    entries = tracked(LATE, finding(subject="A2"))
    weights = {LATE.key: PRESSING_BAND, entries[1].finding.key: 0}
    left = {
        one.finding.key: Awaited(until=ASKED + timedelta(days=7))
        for one in entries
        if one.finding.subject in asked
    }

    assert is_asked_of(entries, left, bands=weights) is waits


@pytest.mark.parametrize(
    ("mail", "last_useful", "waits"),
    (
        (Awaited(until=ASKED + timedelta(days=7)), None, True),
        (Awaited(until=ASKED + timedelta(days=7)), ASKED + timedelta(days=7), True),
        (Awaited(until=ASKED + timedelta(days=7)), ASKED + timedelta(days=6), False),
        (Awaited(until=NIGHT + timedelta(days=1), coming=True), None, True),
        (Awaited(until=NIGHT + timedelta(days=4), coming=True), None, False),
    ),
)
def test_what_is_lost_day_by_day_waits_for_an_answer_that_comes_in_time(mail, last_useful, waits):
    calendar = working_days(PROGRAMME)
    days = calendar.index_of(mail.until) - calendar.index_of(NIGHT)

    assert comes_in_time(mail, last_useful, days=days) is waits


@pytest.mark.parametrize(("unwritable", "when"), ((False, When.BY_MAIL), (True, When.TODAY)))
def test_a_mail_to_a_colleague_says_nothing_to_whom_no_mail_can_reach(unwritable, when):
    entries = tracked(LATE, finding("certificate_expired", "P01"))
    coming = Awaited(until=ASKED + timedelta(days=7), coming=True)
    waits = {entries[1].finding.key: coming}  # the next message to the financier asks this alone
    call = Called(reason="pas d’adresse e-mail sûre", unwritable=unwritable)

    acts = derive_acts(
        entries, programme=PROGRAMME, as_of=NIGHT, awaited=waits, calls={"P01": call}
    )

    placed = place(acts, programme=PROGRAMME, as_of=NIGHT)
    assert [each for each, found in placed.items() if found] == [when]


def test_what_a_message_would_ask_too_late_is_called_for_with_what_it_asks_in_time():
    due_today = on_row(replace(finding("deliverable_due_soon", "L04"), due=NIGHT, days=0), 4)
    coming = Awaited(until=ASKED + timedelta(days=7), coming=True, on=ASKED + timedelta(days=7))

    when, act = part_of({due_today.key: coming, LATE.key: coming}, *tracked(due_today, LATE))

    assert when is When.TODAY
    assert {one.finding.subject for one in act.told} == {"L04", "A1"}


@pytest.mark.parametrize(
    ("on", "words"),
    (
        (NIGHT + timedelta(days=1), "à demander par message le 6 mars 2026"),
        (NIGHT, "à demander par message aujourd’hui"),
    ),
)
def test_the_day_of_the_next_message_is_said_and_today_is_called_so(on, words):
    _, act = part_of({LATE.key: Awaited(until=on, coming=True, on=on)}, *tracked(LATE))

    assert words in say_why(act, as_of=NIGHT).replace("\u00a0", " ").lower()


def test_an_answer_that_came_is_waited_for_no_more():
    asked = replace(LATE, kind=KINDS["certificate_expired"], subject="P01")
    acts = derive_acts(tracked(asked), programme=PROGRAMME, as_of=NIGHT)
    waits = {asked.key: Awaited(until=NIGHT)}
    offer = Offer(member="reply:1", act=acts.acts[0].key, title="Lire la réponse", due=NIGHT)

    (act,) = derive_acts(
        tracked(asked), programme=PROGRAMME, as_of=NIGHT, awaited=waits, offers=(offer,)
    ).acts

    assert act.awaited is None


def test_done_beside_a_call_is_the_call_and_gives_it_a_week():
    done = understand_finding("fait", read_on=NIGHT)
    called = of_a_call(done, read_on=NIGHT)

    assert (done.until, called.until) == (NIGHT + timedelta(days=1), NIGHT + timedelta(days=7))
    assert called.meaning is Meaning.CALLED
    seen = understand_finding("vu", read_on=NIGHT)
    assert of_a_call(seen, read_on=NIGHT) == seen


def test_lines_of_a_name_that_nobody_has_are_one_act_that_counts_them():
    places = tuple(replace(LATE.evidence[0], cell=f"C{row}") for row in range(2, 46))
    name = replace(
        finding("name_on_lines", "programme/actions/owner/mairie", partner=None),
        label="«\u00a0Mairie de Nullepart\u00a0»",
        evidence=places,
        members=tuple(f"partner_unknown:programme/actions/A{n}/owner" for n in range(44)),
    )
    late = [
        replace(finding(subject=f"A{row}", partner=None), evidence=(places[row],))
        for row in range(9)
    ]
    soon = replace(finding("action_due_soon", "A30", partner=None), evidence=(places[30],))

    _, act = part_of({}, *tracked(name, *late, soon))

    said = say_act(act, programme=PROGRAMME).replace("\u00a0", " ")
    assert said == "Décider qui suit « Mairie de Nullepart » : 44 lignes"
    assert say_detail(act).startswith("Demander à quelqu’un.")  # what to do with the name
    assert len(act.told) == 11


def test_what_the_mails_of_the_week_say_stands_in_their_tab_alone():
    soon = replace(finding("action_due_soon", "A3"), due=NIGHT, days=0)

    when, act = part_of({}, *tracked(soon))

    assert (str(act.key), when) == ("act:envoyer:coordination:relances", When.BY_MAIL)
