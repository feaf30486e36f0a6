"""From findings to acts: each finding in one act or in « À ranger », ranked by what is lost."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.build import a_partner, a_programme, actions
from support.reminders.planned import finding, said, tracked

from relocalisons.core.acts.acts import Act, Acts, Offer, derive_acts, is_call
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.acts.ranking import Weigher
from relocalisons.core.acts.red import state_of
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import name_act, say_act, say_detail, say_why
from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.findings.gestures import Party, Verb
from relocalisons.core.kernel.model import CellRef, FindingState

NIGHT = date(2026, 3, 17)
PARTNERS = tuple(a_partner(f"P{number:02d}", f"Partenaire {number}") for number in range(1, 5))
PROGRAMME = a_programme(partners=PARTNERS)


def of(*entries, programme=PROGRAMME, as_of=NIGHT, offers=()) -> Acts:
    return derive_acts(entries, programme=programme, as_of=as_of, offers=offers)


def keys(acts: Acts) -> list[str]:
    return [str(act.key) for act in acts.acts]


def seen(*findings, decision="", state=FindingState.OPEN):
    return tracked(*findings, decision=decision, state=state)


def on_row(one, row, *, sheet="Suivi P01"):
    cell = CellRef(file_id=sheet, workbook=sheet, tab="Plan d'action", sheet_id=0, cell=f"H{row}")
    return replace(one, evidence=(cell,))


def any_findings(seed: int, count: int = 60):
    """Findings of every kind, of known and unknown partners, some on the same line of a sheet."""
    dice = random.Random(seed)
    found = {}
    for number in range(count):
        kind = dice.choice(sorted(KINDS))
        partner = dice.choice(["P01", "P02", "P03", "P99", None])
        subject = dice.choice(["A1.{}", "P01/P01-25-{}", "FRA/acompte {}/2026-03-31", "R-{}/P01"])
        one = finding(kind, subject.format(number % 7), partner=partner)
        one = (
            on_row(one, dice.randrange(2, 9)) if dice.random() < 0.8 else replace(one, evidence=())
        )
        found[one.key] = one
    return tuple(found.values())


# ---- one home --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(20))
def test_each_open_finding_is_in_exactly_one_act_or_to_be_put_in_order(seed):
    open_ones = seen(*any_findings(seed))
    over = seen(finding(subject="A9.9"), state=FindingState.RESOLVED)

    made = of(*open_ones, *over)

    homes = [key for act in made.acts for key in act.member_keys]
    homes += [one.finding.key for shelf in made.shelves for one in shelf.members]
    assert sorted(homes) == sorted(one.finding.key for one in open_ones)
    assert all(act.told for act in made.acts)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rows_changes_nothing(seed):
    rows = list(seen(*any_findings(seed)))
    before = of(*rows)
    random.Random(seed).shuffle(rows)

    assert of(*rows) == before


@pytest.mark.parametrize("seed", range(10))
def test_an_act_keeps_its_key_when_members_come_and_go(seed):
    rows = seen(*any_findings(seed))
    whole = of(*rows)
    for act in whole.acts:
        kept = [one for one in act.told if one is not act.told[0]]
        others = [one for one in rows if one not in act.members]
        if kept:
            assert str(act.key) in keys(of(*kept, *others))


def test_no_kind_has_to_be_listed_elsewhere_to_have_a_home():
    for kind in KINDS.values():
        made = of(*seen(finding(kind.value, "X/Y")))
        assert len(made.acts) + len(made.shelves) == 1
        assert bool(made.acts) is kind.gesture.is_act


def test_housekeeping_is_by_partner_and_column():
    cells = [
        finding("cell_unreadable", f"{who}/actions/A{n}/status", partner=who)
        for who, n in (("P01", 1), ("P01", 2), ("P02", 1))
    ]
    made = of(*seen(*cells))

    assert made.acts == ()
    assert [(one.partner, one.column, len(one.members)) for one in made.shelves] == [
        ("P01", "Plan d'action – Statut", 2),
        ("P02", "Plan d'action – Statut", 1),
    ]


def test_a_lateness_does_not_depend_on_who_answers_for_it():
    made = of(*seen(finding(partner="P99"), finding(subject="A2", partner=None)))

    assert keys(made) == ["act:décider:coordination:lignes sans responsable"]


# ---- hiding ----------------------------------------------------------------------------------

LATE = finding("action_late", "A1.2")
EMPTY = finding("cell_missing", "P01/actions/A1.2/progress")


def test_a_late_action_is_one_line_with_its_empty_cell():
    made = of(*seen(on_row(LATE, 5), on_row(EMPTY, 5)))

    (act,) = made.acts
    assert made.shelves == ()
    assert act.hidden == {EMPTY.key}
    assert [one.finding.key for one in act.told] == [LATE.key]


@pytest.mark.parametrize(
    ("late", "cell"),
    (
        (on_row(LATE, 5), on_row(EMPTY, 6)),  # of another line
        (on_row(LATE, 5), on_row(EMPTY, 5, sheet="Suivi P02")),
        (on_row(LATE, 5, sheet=""), on_row(EMPTY, 5, sheet="")),  # of no known file
        (replace(LATE, evidence=()), replace(EMPTY, evidence=())),  # of no known line
    ),
)
def test_what_is_not_known_to_be_the_same_hides_nothing(late, cell):
    made = of(*seen(late, cell))

    assert [act.hidden for act in made.acts] == [frozenset()]
    assert len(made.shelves) == 1


@pytest.mark.parametrize(("partner", "hides"), (("P01", True), ("P99", False), (None, False)))
def test_an_unknown_partner_hides_nothing(partner, hides):
    left = replace(finding("partner_left", "P01", partner=partner), evidence=())
    silent = replace(finding("partner_silent", "P01", partner=partner), evidence=())
    made = of(*seen(left, silent))

    assert any(act.hidden for act in made.acts) is hides


def test_a_cell_never_hides_a_delay():
    tidy = [kind for kind in KINDS.values() if not kind.gesture.is_act]

    assert all(not kind.gesture.over for kind in tidy)


# ---- rank ------------------------------------------------------------------------------------

FUNDERS = """
    Code | Nom            | Montant € | Taux % | Éligibilité début | Éligibilité fin | Base HT/TTC
    FRA  | Fonds régional | 100000    | 60 %   | 01/09/2025        | 31/08/2027      | HT
    PNA  | Programme nat. | 50000     | 70 %   | 01/09/2025        | 30/06/2027      | HT
"""
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


def test_an_expense_of_three_funders_is_one_fact():
    programme, rows = money_night(SALARY.format(1, 1_000, "FRA 60 % ; PNA 40 %"))
    made = of(*rows, programme=programme)
    asked = made.acts[0]

    assert str(asked.key) == "act:envoyer:FRA:acompte 1/2025-12-31"
    assert asked.euros == Decimal("640")  # 600 × 60 % + 400 × 70 %
    assert asked.cash == Decimal("360")  # what that funder pays of it


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


# ---- when ------------------------------------------------------------------------------------


def test_ten_lines_a_day_and_six_calls():
    partners = tuple(a_partner(f"P{n:02d}", f"Partenaire {n}") for n in range(1, 24))
    programme = a_programme(partners=partners)
    calls = [finding(subject=f"A{n}", partner=f"P{n:02d}") for n in range(1, 24)]
    notices = [
        replace(finding("meeting_not_called", f"R-{n}", partner=None), due=NIGHT) for n in range(3)
    ]
    made = of(*seen(*calls, *notices), programme=programme)
    placed = place(made, programme=programme, as_of=NIGHT)

    assert [sum(map(is_call, placed[when])) for when in When] == [6, 17, 0, 0, 0]
    assert len(placed[When.TODAY]) == 9
    assert sum(map(len, placed.values())) == len(made.acts)


@pytest.mark.parametrize(
    ("decision", "when"),
    (
        ("", When.TODAY),
        ("à traiter", When.TODAY),
        ("n’importe quoi", When.TODAY),  # what is not understood decides nothing
        ("vu", When.ASLEEP),
        ("sans objet", When.ASLEEP),
        ("vu par téléphone, reparler le 20/03/2026", When.ASLEEP),
        ("reparler le 16/03/2026", When.TODAY),
        ("date accordée au 12/06/2026", When.ASLEEP),
        ("fait", When.TODAY),  # read on 10 February: trusted one night
    ),
)
def test_what_she_decided_puts_an_act_to_sleep(decision, when):
    made = of(*seen(finding(), decision=decision))
    placed = place(made, programme=PROGRAMME, as_of=NIGHT)

    assert [each for each, acts in placed.items() if acts] == [when]


def test_done_is_trusted_one_night():
    (one,) = seen(finding())
    one = replace(one, **said("fait", read_on=NIGHT))

    assert not of(one).acts[0].awake
    assert of(one, as_of=NIGHT + timedelta(days=1)).acts[0].awake


def test_one_member_that_is_not_decided_keeps_the_act_awake():
    made = of(*seen(finding(), decision="vu"), *seen(finding(subject="A2")))

    (act,) = made.acts
    assert act.awake
    assert [one.finding.subject for one in act.members] == ["A2", "A1.2"]
    assert [one.finding.subject for one in act.told] == ["A2"]


# ---- words -----------------------------------------------------------------------------------


def test_a_line_says_what_with_whom_and_why():
    programme, rows = money_night(SALARY.format(1, 10_000, "FRA"))
    made = of(*rows, programme=programme)

    assert [say_act(act, programme=programme) for act in made.acts] == [
        "Préparer FRA – Acompte 1\u00a0: 1 pièce",
        "Envoyer au financeur\u00a0: PNA – Rapport intermédiaire",
    ]
    assert [say_why(act, as_of=NIGHT) for act in made.acts] == [
        "6\u202f000\u00a0€ à recevoir, 6\u202f000\u00a0€ d’aide en jeu, "
        "échéance\u00a0: 20\u00a0mars\u00a02026, dernier jour utile\u00a0: 18\u00a0mars\u00a02026",
        "500\u00a0€ d’aide en jeu, dernier jour utile\u00a0: 24\u00a0mars\u00a02026",
    ]


def test_an_act_may_come_from_elsewhere_than_a_finding():
    key = ActKey(verb=Verb.REVIEW, party=Party.PARTNER, counterpart="P02", occasion="réponse")
    offer = Offer(member="reply:7", act=key, title="Lire la réponse de la légumerie.", due=NIGHT)
    made = of(*seen(finding()), offers=(offer,))

    assert made.home["reply:7"].key == key
    assert say_act(made.home["reply:7"], programme=PROGRAMME) == "Lire la réponse de la légumerie."


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
    assert state.reason.startswith("Préparer FRA – Acompte 1")

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
