"""A partner who does not answer does not vanish into the mail: what presses is called for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.acts import FUNDERS, SCHEDULE, on_row, seen
from support.programme.build import a_partner, a_programme, actions
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import Act, derive_acts, is_call
from relocalisons.core.acts.asking import calls_apart, may_be_aloud, with_aloud
from relocalisons.core.acts.beside import Awaited, Called
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import say_act, say_detail, say_why
from relocalisons.core.reminders.digests import ReminderPlan, Skipped
from relocalisons.core.reminders.rules.answers import (
    SentDigest,
    Unanswered,
    asked_in_vain,
    find_unanswered,
)
from relocalisons.core.reminders.rules.by_voice import (
    Aloud,
    Fate,
    LastMail,
    Press,
    said_aloud,
    said_enough,
)

NIGHT = date(2026, 3, 17)  # a Tuesday, before its reminders
FIRST, SECOND, NEXT = (NIGHT + timedelta(days=days) for days in (-14, -7, 7))
PLAN = tuple(
    replace(one, milestone="Jalon financeur", funders=("PNA",))
    for one in actions("""
        action | owner | end
        A1     | P01   | 2026-03-12
    """)
)
PROGRAMME = a_programme(
    as_of=NIGHT, partners=(a_partner("P01", "Légumerie", contact="Anne Roux"),), actions=PLAN
)
MILESTONE = replace(finding(subject="A1"), due=date(2026, 3, 12))
SINCE = {MILESTONE.key: FIRST}
PRESSES = Press(presses=True)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def aloud(
    one=MILESTONE, *, fate=Fate.LEFT, on=SECOND, in_vain=SINCE, press=PRESSES, following=NEXT,
    enough=None, talked=None, changed=None,
):  # fmt: skip
    return said_aloud(
        (one,),
        mails={one.key: LastMail(on=on, fate=fate)},
        in_vain=in_vain,
        enough=enough or {},
        press={one.key: press},
        talked={"P01": talked} if talked else {},
        changed={one.subject: changed} if changed else {},
        next_reminders=following,
        as_of=NIGHT,
    ).get(one.key)


def placed(*entries, why=None, programme=PROGRAMME, **given) -> tuple[When, Act]:
    """Where the call to P01 is, while the next reminders ask all of it again."""
    found = [one.finding for one in entries]
    calls = with_aloud({}, {one.key: why for one in found if why}, found, programme=programme)
    waits = {one.key: Awaited(until=NIGHT, coming=True, on=NIGHT) for one in found}
    acts = derive_acts(
        entries, programme=programme, as_of=NIGHT, **{"awaited": waits, "calls": calls} | given
    )
    parts = place(acts, programme=programme, as_of=NIGHT)
    return next((when, act) for when in When for act in parts[when] if is_call(act))


# ---- asked in vain -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "called"),
    (
        ({}, True),
        ({"in_vain": {}}, False),  # a first ask goes by mail alone
        ({"press": Press()}, False),  # nothing presses
        ({"talked": SECOND + timedelta(days=1)}, False),
        ({"one": replace(MILESTONE, due=NIGHT)}, False),  # not late yet
    ),
)
def test_what_presses_and_was_asked_without_an_answer_is_said_by_telephone(given, called):
    assert bool(aloud(**given)) is called


@pytest.mark.parametrize(
    ("on", "changed", "called"),
    (
        (FIRST, None, True),
        (FIRST, FIRST + timedelta(days=1), False),  # its own line has changed since
        (FIRST + timedelta(days=1), None, False),  # not two weeks ago yet
    ),
)
def test_what_was_asked_two_weeks_ago_is_called_for_though_its_partner_edits_other_lines(
    on, changed, called
):
    another_line_was_edited = {}  # a sign of life: nothing is in vain any more

    assert bool(aloud(on=on, changed=changed, in_vain=another_line_was_edited)) is called


def test_only_what_a_mail_of_a_week_ago_asked_counts():
    mails = {"P01": tuple(Unanswered(on=day, late=frozenset({MILESTONE.key})) for day in (SECOND,))}

    assert asked_in_vain(mails, before=NIGHT - timedelta(days=7)) == {MILESTONE.key: SECOND}
    assert asked_in_vain(mails, before=NIGHT - timedelta(days=8)) == {}


@pytest.mark.parametrize(
    ("sign", "since"),
    (
        (None, FIRST),
        (FIRST, FIRST),  # of that very day: before the mail, or after it
        (FIRST + timedelta(days=3), SECOND),
        (SECOND + timedelta(days=1), None),  # any edit, answer or presence is a sign of life
    ),
)
def test_a_sign_of_life_begins_anew(sign, since):
    sent = tuple(
        SentDigest(
            left_at=datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
            keys=frozenset({"action_due_soon:A1"}),  # due soon then, late now: the same thing
            dates={"action_due_soon:A1": MILESTONE.due},
        )
        for day in (FIRST, SECOND)
    )
    unanswered = find_unanswered(
        {"P01": sent}, open_keys=frozenset({MILESTONE.key}), decided={}, last_contact={}, marks={},
        as_of=NIGHT, signs={"P01": sign} if sign else {},
    )  # fmt: skip

    expected = {MILESTONE.key: since} if since else {}
    assert asked_in_vain(unanswered, before=NIGHT - timedelta(days=7)) == expected


def test_that_call_is_of_the_week_though_the_next_reminders_ask_it_again():
    entries = seen(MILESTONE)

    assert placed(*entries)[0] is When.BY_MAIL
    when, act = placed(*entries, why=aloud())

    assert when is When.THIS_WEEK
    assert plain(say_why(act, as_of=NIGHT)).startswith(
        "Sans réponse depuis le 3 mars 2026, à redemander par message aujourd’hui, "
        "jalon d’un financeur passé"
    )


def test_six_calls_a_day_stay_the_rule():
    partners = tuple(a_partner(f"P{n:02d}", f"Partenaire {n}") for n in range(1, 32))
    programme = a_programme(as_of=NIGHT, partners=partners)
    late = [finding(subject=f"A{n}", partner=f"P{n:02d}") for n in range(1, 32)]
    why = Aloud(why="sans réponse", since=FIRST, presses=True)
    calls = with_aloud({}, {one.key: why for one in late}, late, programme=programme)
    waits = {one.key: Awaited(until=NEXT, coming=True, on=NEXT) for one in late}
    acts = derive_acts(tracked(*late), programme=programme, as_of=NIGHT, calls=calls, awaited=waits)
    parts = place(acts, programme=programme, as_of=NIGHT)

    assert [len(parts[when]) for when in When] == [0, 24, 7, 0, 0]


@pytest.mark.parametrize(
    ("key", "deadline", "presses"),
    (
        ("FRA 60 % / ?", "20/03/2026", True),
        ("", "20/03/2026", True),  # nobody is known to pay: the first claim of all
        ("FRA 60 % / ?", "31/03/2026", True),
        ("FRA 60 % / ?", "15/05/2026", False),
    ),
)
def test_what_a_claim_loses_within_ten_working_days_presses_however_little_it_is(
    key, deadline, presses
):
    programme = money_programme(
        spent(f"1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 50 | facture | {key} | payé | x |"),
        funders=FUNDERS,
        schedule=SCHEDULE.replace("20/03/2026", deadline),
        as_of=NIGHT,
    )
    (one,) = (one for one in money_findings(programme) if one.kind.value == "funding_key_unclear")
    acts = derive_acts(seen(one), programme=programme, as_of=NIGHT)
    assert acts.weigher is not None

    assert acts.weigher.worth_a_call(one, acts.stakes[one.key]).presses is presses


def test_a_piece_of_a_claim_is_said_in_the_call_of_its_partner():
    programme = money_programme(
        spent("1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 900 | | FRA | payé | |"),
        funders=FUNDERS, schedule=SCHEDULE, as_of=NIGHT,
    )  # fmt: skip
    (piece,) = (one for one in money_findings(programme) if one.kind.value == "evidence_missing")
    before = derive_acts(seen(piece), programme=programme, as_of=NIGHT)
    why = Aloud(why="sans réponse depuis le 3 mars 2026", since=FIRST, presses=True)
    calls = with_aloud({}, {piece.key: why}, (piece,), programme=programme)
    offers = calls_apart(calls, before, programme=programme, as_of=NIGHT)

    when, act = placed(*seen(piece), programme=programme, calls=calls, offers=offers)

    assert may_be_aloud(before, piece.key)
    assert (when, str(act.key)) == (When.THIS_WEEK, "act:appeler:P01")
    assert plain(say_why(act, as_of=NIGHT)) == "sans réponse depuis le 3 mars 2026"
    # Beside the matters of a call that stands already, it is one more.
    when, act = placed(*seen(piece, finding()), programme=programme, calls=calls)
    assert (when, say_detail(act).count(" • ")) == (When.THIS_WEEK, 1)


def test_whoever_is_called_today_anyway_is_not_put_off():
    when, _ = placed(*seen(MILESTONE), why=aloud(), awaited={})

    assert when is When.TODAY


# ---- her word on the mail ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "called"),
    (
        ({}, True),
        ({"talked": SECOND}, False),  # noted in « Contacts »
        ({"talked": SECOND - timedelta(days=1)}, True),
        ({"changed": SECOND + timedelta(days=1)}, False),  # the line says something else now
        ({"changed": FIRST}, True),
        ({"fate": Fate.LEFT}, False),  # a later mail left: it asks instead
    ),
)
def test_the_call_that_she_announced_stands_until_it_is_noted(given, called):
    why = aloud(**{"fate": Fate.CALLING, "in_vain": {}} | given)

    assert bool(why and why.hers) is called


@pytest.mark.parametrize(
    ("press", "when"), ((Press(), When.THIS_WEEK), (PRESSES, When.TODAY)), ids=("light", "presses")
)
def test_it_is_of_today_where_it_presses(press, when):
    why = aloud(fate=Fate.CALLING, press=press)
    waits = {MILESTONE.key: Awaited(until=NEXT, coming=True, on=NEXT)}

    found, act = placed(*seen(MILESTONE), why=why, awaited=waits)

    assert found is when
    assert plain(say_why(act, as_of=NIGHT)).startswith(
        "Message du 10 mars 2026 : vous avez écrit « j’appelle »"
    )


@pytest.mark.parametrize(
    ("day", "following", "called"),
    (
        (NIGHT + timedelta(days=3), NEXT, True),
        (NEXT, NEXT, True),  # a mail of that day comes on the last one
        (NEXT + timedelta(days=1), NEXT, False),
        (SECOND - timedelta(days=1), NEXT, False),  # was past when she refused
    ),
)
def test_what_she_refused_to_write_is_called_where_its_day_comes_before_the_next_mail(
    day, following, called
):
    soon = replace(MILESTONE, due=NIGHT + timedelta(days=5))
    why = aloud(soon, fate=Fate.REFUSED, in_vain={}, press=Press(days=(day,)), following=following)

    assert bool(why) is called
    earlier = SECOND - timedelta(days=1)  # the reminders since have proposed it again
    assert not aloud(soon, fate=Fate.REFUSED, on=earlier, in_vain={}, press=Press(days=(day,)))
    assert not why or placed(*seen(soon), why=why)[0] is When.THIS_WEEK


def test_the_days_of_a_milestone_are_its_own_and_the_last_useful_one():
    acts = derive_acts(seen(MILESTONE), programme=PROGRAMME, as_of=NIGHT)
    assert acts.weigher is not None

    press = acts.weigher.worth_a_call(MILESTONE, acts.stakes[MILESTONE.key])

    assert press == Press(presses=True, days=(date(2026, 3, 10), date(2026, 3, 12)))


def test_what_is_asked_no_more_is_called_for_where_it_presses():
    reason = "déjà demandé dans 2 messages, sans date"
    left_out = Skipped(partner="P01", reason=reason, finding_key=MILESTONE.key)
    enough = said_enough(ReminderPlan(digests=(), skipped=(left_out,)))
    why = aloud(in_vain={}, enough=enough)

    assert why is not None
    assert why.why == "déjà demandé dans 2 messages"
    assert aloud(in_vain={}, enough=enough, press=Press()) is None
    assert placed(*seen(MILESTONE), why=why)[0] is When.THIS_WEEK


def test_what_it_is_made_for_is_said_first():
    small = replace(finding("vat_unknown", "P01/P01-25-1"), label="P01-25-1 – TVA")
    why = Aloud(why="déjà demandé dans 2 messages", since=SECOND, presses=True)
    entries = seen(finding(), finding(subject="A9"), replace(small, title="La TVA manque."))
    calls = with_aloud({}, {small.key: why}, (small,), programme=PROGRAMME)

    _, act = placed(*entries, calls=calls)

    assert say_detail(act).startswith("La TVA manque.")
    assert plain(say_act(act, programme=PROGRAMME)).endswith(": P01-25-1 et 2 autres")


# ---- its title ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("partner", "title"),
    (
        ("Légumerie", "Appeler Anne Roux (Légumerie) : A1 (jalon PNA du 12 mars) et 1 autre"),
        (
            "Coopérative Primeurs de la Plaine de Haute-Provence",
            "Appeler Anne Roux : A1 (jalon PNA du 12 mars) et 1 autre",
        ),
    ),
)
def test_the_title_of_a_call_names_its_first_subject_within_ninety_characters(partner, title):
    programme = replace(PROGRAMME, partners=(a_partner("P01", partner, contact="Anne Roux"),))
    acts = derive_acts(seen(finding(), MILESTONE), programme=programme, as_of=NIGHT)

    assert plain(say_act(acts.acts[0], programme=programme)) == title


def test_a_milestone_that_does_not_press_is_not_what_the_title_says():
    far = on_row(replace(finding("action_slipping", "A1"), due=date(2026, 9, 29)), 9)
    late = finding(subject="A4")
    act = derive_acts(seen(far, late), programme=PROGRAMME, as_of=NIGHT).acts[0]

    assert "jalon" not in say_act(act, programme=PROGRAMME)


def test_a_title_that_would_be_too_long_names_its_first_subject_without_the_partner():
    partner = a_partner("P01", "Communauté de communes du Pays des Sources", contact="Anne Roux")
    programme = replace(PROGRAMME, partners=(partner,))
    long = [replace(finding(subject=f"B{n}"), label=f"{'Assurance ' * 4}{n}") for n in range(2)]
    acts = derive_acts(seen(*long), programme=programme, as_of=NIGHT)

    assert plain(say_act(acts.acts[0], programme=programme)) == (
        "Appeler Anne Roux : Assurance Assurance Assurance… et 1 autre"
    )


def test_whoever_is_called_already_keeps_the_reason():
    known = {"P01": Called(reason="préfère le téléphone")}
    why = Aloud(why="sans réponse", since=FIRST)
    calls = with_aloud(known, {MILESTONE.key: why}, (MILESTONE,), programme=PROGRAMME)

    assert calls["P01"].reason == "préfère le téléphone"
    assert calls["P01"].aloud == {MILESTONE.key}
