"""Acts are ranked by what is lost, and when; their lines say it; red is rare."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.acts import FUNDERS, NIGHT, PARTNERS, PROGRAMME, keys, of, on_row, seen
from support.programme.build import a_programme, actions
from support.reminders.planned import finding, said

from relocalisons.core.acts.acts import Act, Acts, derive_acts
from relocalisons.core.acts.asking import calls_planned
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.acts.ranking import Weigher
from relocalisons.core.acts.red import state_of
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import name_act, say_act, say_detail, say_why
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.findings.gestures import Party, Verb
from relocalisons.core.reminders.digests import CallEntry, ReminderPlan

SCHEDULE = """
    Financeur | Type      | Période du | Période au | Échéance   | Envoyé le
    FRA       | acompte 1 | 01/09/2025 | 31/12/2025 | 20/03/2026 |
    PNA       | intermédiaire | 01/09/2025 | 28/02/2026 | 24/03/2026 |
"""
SALARY = "{} | P01 | Achat | 05/11/2025 | | 05/11/2025 | {} | facture | {} | payé | https://x.fr |"


def money_night(*expenses, as_of=NIGHT, **given):
    programme = money_programme(
        spent(*expenses), funders=FUNDERS, schedule=SCHEDULE, as_of=as_of, **given
    )
    # What is due is told thirty days ahead.
    return programme, seen(*money_findings(programme))


def weights(acts: Acts) -> dict[str, Decimal]:
    return {str(act.key): round(act.weight) for act in acts.acts}


def test_the_claim_and_the_report_weigh_what_the_rule_says():
    programme, rows = money_night(SALARY.format(1, 10_000, "FRA"))
    made = of(*rows, programme=programme)

    # d is 3 working days to 20 March, 1 to the 18th (two more for an answer), 5 to 24 March.
    aid = 10_000 * Decimal("0.6")
    assert weights(made) == {
        "act:envoyer:FRA:acompte 1/2025-12-31": aid * Decimal("0.1") / 3 + aid * Decimal("0.5"),
        "act:envoyer:PNA:intermediaire/2026-02-28": 50_000 * Decimal("0.01") / 5,
    }
    assert [act.band for act in made.acts] == [3, 2]


# Working days to the day of the report | which of both is first
ITS_DAY = ((0, "PNA"), (1, "PNA"), (2, "FRA"))


@pytest.mark.parametrize(("days", "first"), ITS_DAY)
def test_what_leaves_today_or_tomorrow_is_before_what_loses_more_later(days, first):
    programme, rows = money_night(SALARY.format(1, 100_000, "FRA"))
    due = NIGHT + timedelta(days=days)
    report = replace(finding("report_due", "PNA/intermediaire/2026-02-28", partner=None), due=due)
    others = tuple(one for one in rows if one.finding.subject.startswith("FRA"))

    made = of(*others, *seen(report), programme=programme)

    assert made.acts[0].key.counterpart == first


def test_a_monthly_note_weighs_a_tenth_of_a_report():
    paper = finding("report_due", "PNA/{}/2026-02-28", partner=None)
    programme, _ = money_night()
    notes = [
        replace(paper, subject=f"PNA/{kind}/2026-02-28", due=date(2026, 3, 24))
        for kind in ("mensuel", "note mensuelle", "intermediaire", "bilan de saison")
    ]

    assert weights(of(*seen(*notes), programme=programme)) == {
        "act:envoyer:PNA:mensuel/2026-02-28": 0,  # 50 €: negligible by itself
        "act:envoyer:PNA:note mensuelle/2026-02-28": 0,
        "act:envoyer:PNA:intermediaire/2026-02-28": 100,
        "act:envoyer:PNA:bilan de saison/2026-02-28": 100,
    }


def test_one_claim_is_one_act_with_its_reasons_inside():
    programme, rows = money_night(
        SALARY.format(1, 10_000, "FRA"),
        SALARY.format(2, 2_000, "FRA").replace("05/11/2025 | |", "05/08/2025 | |"),
    )
    act = of(*rows, programme=programme).acts[0]

    assert [(each.verb, len(each.members), each.euros) for each in act.reasons] == [
        (Verb.ASK, 1, 6_000),
        (Verb.WITHDRAW, 1, 1_200),  # invoiced before the period
    ]
    assert say_act(act, programme=programme) == (
        "Préparer FRA – Acompte 1\u00a0: 1 pièce, 1 à revoir"
    )
    assert say_detail(act).startswith("1\u00a0pièce à demander (P01), 6\u202f000\u00a0€, avant le ")
    assert name_act(act) == "Envoyer FRA – Acompte 1"


def test_whoever_is_called_for_a_piece_is_named_where_the_claim_asks_for_it():
    programme, rows = money_night(SALARY.format(1, 10_000, "FRA"))
    asked = next(one.finding.key for one in rows if one.finding.kind.value == "evidence_missing")
    entry = CallEntry(
        partner="P01", partner_name="Partenaire 1", person="Mathieu Delmas", role="financier",
        phone="06 12 34 56 78", reason="2 messages sans réponse", points=(), lines=1,
        asked=((asked, "P01-25-001 : il manque une pièce"),),
    )  # fmt: skip
    other = replace(entry, person="Une autre", asked=(("evidence_missing:P02/1", "x"),))
    general = replace(entry, person="Anne Roux", role="")  # her call is an act of its own
    plan = ReminderPlan(digests=(), call_list=(entry, other, general))
    calls = calls_planned(plan, escalate_after=21, as_of=NIGHT)
    made = derive_acts(rows, programme=programme, as_of=NIGHT, calls=calls)

    said = say_detail(made.home[asked]).replace("\u00a0", " ").replace("\u202f", " ")
    assert said.endswith(
        "à appeler : Mathieu Delmas (P01), 06 12 34 56 78, 2 messages sans réponse"
    )


def test_an_expense_of_three_funders_is_one_fact():
    programme, rows = money_night(SALARY.format(1, 1_000, "FRA 60 % ; PNA 40 %"))
    made = of(*rows, programme=programme)
    asked = made.acts[0]

    assert str(asked.key) == "act:envoyer:FRA:acompte 1/2025-12-31"
    assert asked.euros == Decimal("1000")  # 60 % + 40 %: each key is the aid, within its rate
    # What that funder pays of it is left out for want of its pieces; PNA's 400 stand beside.
    assert asked.draft is not None
    assert (asked.cash, asked.draft.blocked, asked.draft.beside) == (0, 600, 400)


def test_small_sums_never_move_the_list():
    programme, rows = money_night(SALARY.format(1, 10_000, "FRA"))
    before = of(*rows, programme=programme)
    more, others = money_night(
        SALARY.format(1, 10_000, "FRA"), *(SALARY.format(n, 95, "FRA") for n in range(2, 60))
    )
    after = of(*others, programme=more)

    assert keys(after) == keys(before)
    asked, was = (next(a for a in made.acts if a.reasons) for made in (after, before))
    assert len(asked.reasons[0].members) == 59  # they are told, and weigh nothing
    assert asked.weight - was.weight == 58 * 95 * Decimal("0.6") * Decimal("0.1") / 3  # the cash


def test_time_never_lowers_what_a_date_weighs():
    programme, rows = money_night(SALARY.format(1, 10_000, "FRA"))
    last: dict[str, Decimal] = {}
    for days in range(0, 40):
        now = weights(of(*rows, programme=programme, as_of=NIGHT + timedelta(days=days)))
        assert all(now[key] >= weight for key, weight in last.items())
        last = now


@pytest.mark.parametrize(("as_of", "band"), ((date(2026, 3, 12), 0), (date(2026, 3, 13), 2)))
def test_a_date_nobody_moves_presses_in_its_last_working_days_whatever_it_is_worth(as_of, band):
    notice = replace(finding("meeting_not_called", "R-07", partner=None), due=date(2026, 3, 20))
    (act,) = of(*seen(notice), as_of=as_of).acts

    assert act.band == band


@pytest.mark.parametrize(
    ("as_of", "band"),
    (
        (date(2026, 3, 12), 0),
        (date(2026, 3, 13), 1),
        (date(2026, 3, 20), 1),
        (date(2026, 3, 23), 0),
    ),
)
def test_a_session_without_quorum_is_no_detail_in_its_last_working_days(as_of, band):
    lacking = replace(
        finding("meeting_quorum_at_risk", "G-04", partner=None), due=date(2026, 3, 20)
    )
    silent = replace(
        finding("meeting_answers_missing", "G-04/P02", partner="P02"), due=date(2026, 3, 10)
    )
    (act,) = of(*seen(silent, lacking), as_of=as_of).acts

    assert act.band == band
    first = act.told[0].finding.kind.value
    assert first == ("meeting_quorum_at_risk" if band else "meeting_answers_missing")
    why = say_why(act, as_of=as_of)
    assert "jalon" not in why.lower()
    assert ("réunion toute proche" in why.lower()) is (band > 0)


def test_what_is_still_to_be_paid_to_a_partner_is_not_money_to_come():
    programme, rows = money_night(SALARY.format(1, 10_000, "PNA"))
    owed = replace(finding("not_paid_on", "PNA/P02", partner="P02"), due=date(2026, 3, 1))
    made = of(*rows, *seen(owed), programme=programme)
    act = made.home[owed.key]

    assert (act.cash, act.euros, act.band) == (0, 0, 0)


def test_who_waits_weighs_a_part_of_a_day_of_each_partner_once():
    plan = actions("""
        action | owner | end        | predecessors
        A1     | P01   | 2026-03-01 |
        A2     | P02   | 2026-06-01 | A1
        A3     | P02   | 2026-07-01 | A1
    """)
    programme = a_programme(partners=PARTNERS, actions=plan)
    facts = replace(money_facts(programme), usual_day=Decimal(260))
    weigher = Weigher(
        programme=programme, money=facts, calendar=working_days(programme), as_of=NIGHT
    )

    assert weigher.weight_of([weigher.stake_of(finding(subject="A1"))]) == 65
    assert weigher.weight_of([weigher.stake_of(finding(subject="A2"))]) == 0


@pytest.mark.parametrize(("milestone", "key"), (
    ("Jalon", "act:appeler:P01"), (None, "act:envoyer:coordination:relances")
))  # fmt: skip
def test_a_milestone_of_a_funder_that_comes_is_a_call_of_the_week(milestone, key):
    plan = tuple(
        replace(one, milestone=milestone)
        for one in actions("""
            action | owner | end
            A1     | P01   | 2026-03-30
        """)
    )
    programme = a_programme(partners=PARTNERS, actions=plan)
    soon = replace(finding("action_due_soon", "A1"), due=date(2026, 3, 30))
    made = of(*seen(soon), programme=programme)
    placed = place(made, programme=programme, as_of=NIGHT)

    assert keys(made) == [key]
    assert bool(placed[When.BY_MAIL]) is (milestone is None)


def test_who_waits_for_what_is_obtained_is_told_of_it_in_one_act():
    waits = [
        replace(finding("wait_is_over", f"A{n}/A9", partner=who), label="A9 – Agrément")
        for n, who in ((1, "P01"), (2, "P02"))
    ]
    (act,) = of(*seen(*waits)).acts

    assert str(act.key) == "act:prévenir:A9"
    assert say_act(act, programme=PROGRAMME) == (
        "Prévenir que c’est obtenu\u00a0: A9 – Agrément (2 lignes l’attendent encore)"
    )


def test_a_granted_date_moves_the_last_useful_day():
    late = on_row(replace(finding(), due=date(2026, 2, 3)), 4)
    granted = seen(late, decision="date accordée au 12/06/2026")

    assert of(*granted).acts[0].due == date(2026, 6, 12)


def test_a_line_says_what_with_whom_and_why():
    programme, rows = money_night(SALARY.format(1, 10_000, "FRA"))
    made = of(*rows, programme=programme)

    assert [say_act(act, programme=programme) for act in made.acts] == [
        "Préparer FRA – Acompte 1\u00a0: 1 pièce",
        "Envoyer au financeur\u00a0: PNA – Rapport intermédiaire",
    ]
    assert [say_why(act, as_of=NIGHT) for act in made.acts] == [
        "Rien de demandé à ce jour\u202f; 6\u202f000\u00a0€ bloqués\u00a0: la preuve de paiement "
        "manque, le devis manque pour 10\u202f000\u00a0€ HT (1 de P01, 6\u202f000\u00a0€). "
        "Échéance\u00a0: 20\u00a0mars\u00a02026, dernier jour utile\u00a0: 18\u00a0mars\u00a02026",
        "Dernier jour utile\u00a0: 24\u00a0mars\u00a02026",
    ]


def test_rank_goes_by_power_of_ten_then_last_useful_day_then_the_shortest():
    def act(band: int, last: date | None, members: int, name: str) -> Act:
        rows = seen(*(finding(subject=f"{name}{n}") for n in range(members)))
        key = ActKey(verb=Verb.CALL, party=Party.PARTNER, counterpart=name)
        return Act(key=key, members=rows, band=band, last_useful=last)

    later = NIGHT + timedelta(days=3)
    ordered = [
        act(3, None, 4, "a"),
        act(2, NIGHT, 4, "b"),
        act(2, later, 1, "c"),
        act(2, later, 2, "d"),
        act(2, None, 1, "e"),
        act(0, NIGHT, 1, "f"),
    ]
    shuffled = random.Random(1).sample(ordered, len(ordered))

    assert sorted(shuffled, key=lambda one: one.rank) == ordered


@pytest.mark.parametrize(
    ("as_of", "first"),
    (
        (date(2026, 3, 16), "act:appeler:P01"),  # there are two days left to ask who comes
        (date(2026, 3, 17), "act:demander:G-04"),
        (date(2026, 3, 18), "act:demander:G-04"),  # the last useful day of it
        (date(2026, 3, 19), "act:appeler:P01"),  # it is past too, and for less long
    ),
)
def test_what_can_still_be_saved_today_or_tomorrow_goes_before_what_is_late_already(as_of, first):
    programme = replace(PROGRAMME, actions=tuple(
        replace(one, milestone="Jalon")
        for one in actions("""
            action | owner | end
            A1     | P01   | 2026-03-02
        """)
    ))  # fmt: skip
    late = replace(finding("action_late", "A1"), due=date(2026, 3, 2))
    lacking = replace(
        finding("meeting_quorum_at_risk", "G-04", partner=None), due=date(2026, 3, 20)
    )
    made = of(*seen(late, lacking), programme=programme, as_of=as_of)

    assert [act.band for act in made.acts] == [1, 1]
    assert keys(made)[0] == first


# ---- red is rare -----------------------------------------------------------------------------


def level_of(made: Acts, code: str, *, programme=PROGRAMME, as_of=NIGHT) -> str:
    return state_of(
        made, lambda one: one.finding.partner == code, programme=programme, as_of=as_of
    ).level.value


def test_housekeeping_is_never_red_whatever_its_number():
    cells = [finding("cell_unreadable", f"P01/actions/A{n}/status") for n in range(200)]

    assert level_of(of(*seen(*cells)), "P01") == "good"


def test_the_reason_is_the_act_to_do_first_and_what_she_decided_presses_nobody():
    programme, rows = money_night(SALARY.format(1, 10_000, "FRA"))
    state = state_of(
        of(*rows, programme=programme),
        lambda one: one.finding.partner == "P01",
        programme=programme,
        as_of=NIGHT,
    )
    assert state.reason.startswith("sa part\u00a0: Préparer FRA – Acompte 1")

    decided = [replace(one, **said("sans objet")) for one in rows]
    assert level_of(of(*decided, programme=programme), "P01", programme=programme) == "good"


def test_a_partner_who_waits_for_more_than_ten_working_days_makes_red():
    plan = actions("""
        action | owner | end        | predecessors
        A1     | P01   | 2026-03-01 |
        A2     | P02   | 2026-06-01 | A1
    """)
    programme = a_programme(partners=PARTNERS, actions=plan)
    made = of(*seen(replace(finding(subject="A1"), due=date(2026, 3, 2))), programme=programme)
    made = replace(
        made, stakes={key: replace(each, euros=Decimal(260)) for key, each in made.stakes.items()}
    )

    levels = {
        day: state_of(
            replace(made, weigher=replace(made.weigher, as_of=day)),
            lambda one: one.finding.partner == "P01", programme=programme, as_of=day,
        ).level.value
        for day in (date(2026, 3, 16), date(2026, 3, 17))
    }  # fmt: skip
    assert levels == {date(2026, 3, 16): "watch", date(2026, 3, 17): "alert"}
