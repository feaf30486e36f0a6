"""Who holds back a claim of the next days is called; its pieces are asked before its day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.acts import FUNDERS, NIGHT, SCHEDULE, seen
from support.programme.build import a_partner
from support.reminders.planned import finding, plan, tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.asking import calls_apart, said_by_voice, weights_of, with_aloud
from relocalisons.core.acts.beside import Awaited, Called, CalledApart, called_apart
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import phone_of, say_act
from relocalisons.core.reminders.choosing import Weight
from relocalisons.core.reminders.policy import ReminderHistory
from relocalisons.core.reminders.rules.answers import AlreadyTold
from relocalisons.core.reminders.rules.by_voice import Fate, LastMail, Press, said_aloud

CLAIM = date(2026, 3, 20)  # a Friday; NIGHT is the Tuesday before
EVE = date(2026, 3, 19)
LAST = NIGHT - timedelta(days=4)
PIECE = finding("evidence_missing", "P01/K-02", partner="P01")
WORTH = Press(presses=True, claim=CLAIM, euros={"P01/K-02": Decimal(10080)})


def aloud(*, often=2, on=LAST, fate=Fate.LEFT, press=WORTH, talked=None, changed=None):
    return said_aloud(
        (PIECE,),
        mails={PIECE.key: LastMail(on=on, fate=fate)},
        in_vain={},
        enough={},
        press={PIECE.key: press},
        talked={"P01": talked} if talked else {},
        changed={PIECE.subject: changed} if changed else {},
        next_reminders=NIGHT + timedelta(days=7),
        as_of=NIGHT,
        often={PIECE.key: often},
    ).get(PIECE.key)


# ---- two messages and no answer ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "called"),
    (
        ({}, True),
        ({"often": 1}, False),
        ({"on": NIGHT - timedelta(days=1)}, False),  # there is time yet to answer it
        ({"press": replace(WORTH, claim=None)}, False),  # no claim of these days
        ({"talked": LAST - timedelta(days=1)}, True),  # « rappellera », and then a second message
        ({"talked": LAST + timedelta(days=1)}, False),
        ({"changed": LAST + timedelta(days=1)}, False),
    ),
)
def test_what_two_messages_asked_for_a_claim_of_these_days_is_called_for(given, called):
    why = aloud(**given)

    assert bool(why and why.of_claim) is called


def a_piece(*, deadline="20/03/2026", euros=900, as_of=NIGHT):
    programme = money_programme(
        spent(f"K-02 | P01 | Achat | 05/11/2025 | | 05/11/2025 | {euros} | | FRA | payé | |"),
        funders=FUNDERS,
        schedule=SCHEDULE.replace("20/03/2026", deadline),
        as_of=as_of,
    )
    (piece,) = (one for one in money_findings(programme) if one.kind.value == "evidence_missing")
    acts = derive_acts(seen(piece), programme=programme, as_of=as_of)
    assert acts.weigher is not None
    return piece, programme, acts, acts.weigher.worth_a_call(piece, acts.stakes[piece.key])


@pytest.mark.parametrize(
    ("deadline", "euros", "coming"),
    (
        ("20/03/2026", 900, True),
        ("24/03/2026", 9000, True),  # five working days
        ("25/03/2026", 9000, False),
        ("16/03/2026", 9000, False),  # that day is past
        ("24/03/2026", 90, False),  # little hangs on it
    ),
)
def test_a_claim_of_these_days_is_one_within_five_working_days_that_loses_much(
    deadline, euros, coming
):
    _, _, _, press = a_piece(deadline=deadline, euros=euros)

    assert (press.claim is not None) is coming


def test_that_call_is_of_today_though_the_message_of_today_asks_it_too_and_names_the_piece():
    piece, programme, before, press = a_piece()
    why = aloud(press=press)
    assert why is not None
    calls = with_aloud({}, {piece.key: why}, (piece,), programme=programme)
    offers = calls_apart(calls, before, programme=programme, as_of=NIGHT)
    awaited = {piece.key: Awaited(until=NIGHT, coming=True, on=NIGHT)}
    acts = derive_acts(
        seen(piece), programme=programme, as_of=NIGHT, offers=offers, calls=calls, awaited=awaited
    )

    today = place(acts, programme=programme, as_of=NIGHT)[When.TODAY]
    said = [say_act(act, programme=programme).replace("\u00a0", " ") for act in today]

    assert said[-1].startswith("Appeler Anne Roux (Ville de Grasse) : K-02")


def test_whoever_is_asked_for_money_alone_is_the_one_to_call():
    programme = money_programme(
        spent("K-02 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 900 | | FRA | payé | |"),
        funders=FUNDERS,
        schedule=SCHEDULE,
        as_of=NIGHT,
    )
    call = Called(
        reason="2 messages sans réponse",
        findings=frozenset({PIECE.key}),
        points=((PIECE.key, "K-02\u00a0: Sylvie Combe, 04 73"),),
        apart=(CalledApart(who="Sylvie Combe (P01)", phone="04 73", keys=frozenset({PIECE.key})),),
        aloud=frozenset({PIECE.key}),
        of_claim=True,
    )
    none = derive_acts((), programme=programme, as_of=NIGHT)
    (offer,) = calls_apart({"P01": call}, none, programme=programme, as_of=NIGHT)

    assert offer.title == "Appeler Sylvie Combe (P01)\u00a0: K-02"


def test_who_is_called_for_several_pieces_is_named_once_with_the_first_reason():
    one, two = finding("evidence_missing", "K-01/1"), finding("evidence_missing", "K-02/1")
    sylvie = {"who": "Sylvie Combe (P01)", "phone": "04 73"}
    call = Called(
        reason="",
        apart=(
            CalledApart(**sylvie, why="sans réponse depuis le 3 mars", keys=frozenset({one.key})),
            CalledApart(**sylvie, why="sans réponse depuis le 9 mars", keys=frozenset({two.key})),
            CalledApart(who="Noé Blanc (P01)", keys=frozenset({one.key})),
        ),
    )

    assert called_apart({"P01": call}, seen(one, two)) == (
        "Sylvie Combe (P01), 04 73, sans réponse depuis le 3 mars",
        "Noé Blanc (P01)",
    )


def test_two_findings_of_one_expense_are_one_subject_and_the_number_is_of_who_is_called():
    programme = money_programme(
        spent("K-02 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 900 | | FRA | payé | |"),
        funders=FUNDERS,
        schedule=SCHEDULE,
        as_of=NIGHT,
    )
    one, two = finding("evidence_missing", "K-02/1"), finding("evidence_missing", "K-02/2")
    said = "K-02 – hors période\u00a0: Sylvie Combe, 04 73"
    who = {"who": "Sylvie Combe (P01)", "phone": "04 73"}
    call = Called(
        reason="2 messages sans réponse",
        findings=frozenset({one.key, two.key}),
        points=((one.key, said), (two.key, said)),
        apart=tuple(CalledApart(**who, keys=frozenset({each.key})) for each in (one, two)),
    )
    none = derive_acts((), programme=programme, as_of=NIGHT)
    offers = calls_apart({"P01": call}, none, programme=programme, as_of=NIGHT)
    acts = derive_acts((), programme=programme, as_of=NIGHT, offers=offers, calls={"P01": call})

    assert offers[0].title == "Appeler Sylvie Combe (P01)\u00a0: K-02 – hors période"
    assert offers[0].point == said
    assert phone_of(acts.acts[0], programme=programme) == "04 73"


# ---- the eve -----------------------------------------------------------------------------------


def owed(*, talked=None, eve=True, **euros):
    found = [finding("evidence_missing", f"{code}/1", partner=code) for code in euros]
    press = {
        one.key: Press(claim=CLAIM, eve=eve, euros={one.subject: Decimal(euros[one.partner])})
        for one in found
    }
    made = said_aloud(
        found, mails={}, in_vain={}, enough={}, press=press, talked=talked or {}, changed={},
        next_reminders=NIGHT, as_of=EVE,
    )  # fmt: skip
    return [key.partition(":")[2][:3] for key in made]


def test_on_the_eve_who_holds_back_most_euros_is_called_whatever_was_asked():
    assert owed(P01=400, P02=900, P03=20) == ["P02"]
    assert owed(P01=400, P02=900, eve=False) == []
    assert owed(P01=0, P02=0) == []


def test_nobody_is_called_twice_on_that_day():
    assert owed(P01=400, P02=900, talked={"P02": EVE}) == []


@pytest.mark.parametrize(("day", "eve"), ((date(2026, 3, 18), False), (EVE, True), (CLAIM, True)))
def test_the_eve_is_the_working_day_before_its_day_and_that_day(day, eve):
    assert a_piece(as_of=day)[-1].eve is eve


def test_what_a_message_would_ask_too_late_and_no_call_says_stays_in_the_message():
    piece, programme, _, _ = a_piece(as_of=EVE)
    coming = {piece.key: Awaited(until=EVE, coming=True, on=EVE)}
    acts = derive_acts(seen(piece), programme=programme, as_of=EVE, awaited=coming)

    assert piece.key in acts.too_late
    assert said_by_voice(acts) == frozenset()


# ---- its messages ------------------------------------------------------------------------------


def digest_of(*found, weights, as_of=NIGHT, history=None):
    made = plan(
        *tracked(*found),
        weights=weights,
        as_of=as_of,
        history=history,
        partners=(a_partner("P01"),),
    )
    (digest,) = made.digests
    return digest


ASKED = replace(PIECE, ask="Envoyez la facture.", due=None)
OTHER = finding("action_late", "A1", due=date(2026, 2, 3))


@pytest.mark.parametrize(
    ("claim", "until"),
    (
        (CLAIM, CLAIM),
        (date(2026, 3, 22), CLAIM),  # a Sunday: the working day before
        (date(2026, 3, 30), date(2026, 3, 24)),  # the usual day comes first
        (date(2026, 3, 16), date(2026, 3, 24)),  # it is past: as soon as usual
        (None, date(2026, 3, 24)),
    ),
)
def test_a_message_asks_the_pieces_of_a_claim_before_its_day_and_never_after_it(claim, until):
    digest = digest_of(ASKED, OTHER, weights={ASKED.key: Weight(band=2, claim=claim)})

    assert digest.answer_by == until


@pytest.mark.parametrize(("eve", "first"), ((NIGHT, "P01/K-02"), (EVE, "A1")))
def test_on_the_eve_what_the_claim_lacks_is_named_first(eve, first):
    weights = {
        ASKED.key: Weight(band=0, claim=CLAIM, eve=eve),
        OTHER.key: Weight(band=3),
    }

    digest = digest_of(ASKED, OTHER, weights=weights)

    named = min(digest.lines, key=lambda line: line.rank)
    assert named.finding_key.partition(":")[2] == first


@pytest.mark.parametrize(("eve", "asked"), ((NIGHT, True), (EVE, False)))
def test_what_stood_in_two_messages_is_asked_again_on_the_eve(eve, asked):
    told = {("P01", ASKED.key, None): AlreadyTold(digests=2, in_last=True)}
    digest = digest_of(
        ASKED,
        OTHER,
        weights={ASKED.key: Weight(band=0, claim=CLAIM, eve=eve)},
        history=ReminderHistory(already=told),
    )

    assert (ASKED.key in {line.finding_key for line in digest.lines}) is asked


def test_acts_tell_the_reminders_the_day_of_the_claim_and_the_one_before():
    piece, _, acts, _ = a_piece()

    weight = weights_of(acts)[piece.key]

    assert (weight.claim, weight.eve) == (CLAIM, EVE)
