"""What a claim carried that has left and names no line is said, and not asked for once more."""

from dataclasses import replace
from datetime import date

import pytest
from support.money.claims import (
    AS_OF,
    END,
    FILE,
    LINK,
    START,
    claim_of,
    held,
    plain,
    presented,
    space_of,
    spent,
)
from support.reminders.planned import tracked

from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.money.findings.money import find_money
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.reports.claims.basis import settled_in
from relocalisons.core.reports.claims.claim import build_payment_claim

PAID_FIRST, PAID_SINCE = date(2025, 11, 20), date(2026, 1, 20)


def scheduled(**cells):
    return {
        "funder": "REGION", "type": "demande de paiement", "period_start": START,
        "period_end": date(2025, 12, 31), "deadline": date(2026, 1, 31), "status": "envoyé",
        "sent_on": date(2026, 1, 28), **cells,
    }  # fmt: skip


def told(*lines, **cells):
    space = space_of(*lines, report_schedule=[scheduled(**cells)])
    found = find_money(space.programme(), as_of=AS_OF)
    return [one for one in found if one.kind.value == "claim_unnoted"]


OPEN = spent(paid_on=PAID_FIRST)
NOTED = spent(
    number="D-2", claim="demande de paiement", paid_on=PAID_FIRST, supplier="Atelier Nord",
    label="Affiches", invoice_date=date(2025, 11, 9), invoice=LINK.format(FILE.format("p")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("what", "lines", "cells", "said"),
    [
        ("none of its lines names it", [OPEN], {}, 1),
        ("sent by its date alone", [OPEN], {"status": ""}, 1),
        ("its funder asks for more", [OPEN], {"status": "pièces demandées"}, 1),
        ("one line names it: the others may have been in it", [OPEN, NOTED], {}, 1),
        ("what is noted makes up what was asked", [OPEN, NOTED], {"requested": 600}, 0),
        ("what is noted is less than what was asked", [OPEN, NOTED], {"requested": 1200}, 1),
        ("each line is noted", [NOTED], {}, 0),
        ("nothing was paid in its period", [spent(paid_on=PAID_SINCE)], {}, 0),
        ("the funder refused it", [OPEN], {"status": "refusée"}, 0),
        ("it has not left", [OPEN], {"status": "à faire", "sent_on": None}, 0),
        ("nobody can tell whether it left", [OPEN], {"status": "voir Léa", "sent_on": None}, 0),
        ("an advance carries no line", [OPEN], {"type": "avance"}, 0),
        ("a report is no claim", [OPEN], {"type": "intermédiaire"}, 0),
        ("its period is not known", [OPEN], {"period_end": "à voir"}, 0),
    ],
)  # fmt: skip
def test_it_is_said_where_no_line_of_its_period_names_a_claim(what, lines, cells, said):
    assert len(told(*lines, **cells)) == said, what


def test_it_says_how_many_lines_and_when_it_left():
    (said,) = told(OPEN, spent(number="D-2", paid_on=PAID_FIRST))

    assert "partie le 28\u00a0janvier\u00a02026" in said.title
    assert said.headline.startswith("2\u00a0dépenses payées avant REGION")
    assert said.partner is None


def test_the_next_claim_holds_what_may_have_been_in_it_and_asks_for_what_came_since():
    claim = claim_of(
        OPEN, spent(number="D-2", paid_on=PAID_SINCE, supplier="Atelier Nord", amount=700,
            label="Affiches", invoice_date=date(2026, 1, 9)),
        report_schedule=[scheduled(), scheduled(period_start=date(2026, 1, 1), period_end=END,
            deadline=date(2026, 3, 31), status="à faire", sent_on=None)],
    )  # fmt: skip

    assert [number for number, _ in presented(claim)] == ["D-2"]
    assert [line[0] for line in held(claim)] == ["D-001"]


def test_of_some_lines_noted_it_says_how_many_are_and_what_the_others_are_worth():
    (said,) = told(OPEN, NOTED)

    assert "1 dépense la dit dans « Déclaré dans », mais pas 1 autre payée jusque-là (" in plain(
        said.title
    )
    assert "ou décider « sans objet » ici" in plain(said.action)


NEXT = scheduled(
    type="acompte 2", period_start=START, period_end=END, deadline=date(2026, 3, 31),
    status="à faire", sent_on=None,
)  # fmt: skip


def test_the_next_claim_does_not_ask_for_what_is_not_noted_yet():
    claim = claim_of(OPEN, NOTED, report_schedule=[scheduled(), NEXT])

    assert not presented(claim)
    assert [line[0] for line in held(claim)] == ["D-001"]


def test_what_was_left_out_is_said_by_the_name_of_the_claim_to_come():
    left_out = {**OPEN, "claim": "acompte 2"}

    assert not told(left_out, NOTED)
    space = space_of(left_out, NOTED, report_schedule=[scheduled(), NEXT])
    found = [one.kind.value for one in find_money(space.programme(), as_of=AS_OF)]
    assert "claim_unnoted" not in found


@pytest.mark.parametrize(("word", "held_back"), [("", ["D-001"]), ("sans objet", [])])
def test_her_word_that_the_others_were_not_in_it_frees_them(word, held_back):
    sound = {**OPEN, "invoice_date": date(2025, 11, 5)}
    space = space_of(sound, NOTED, report_schedule=[scheduled(), NEXT])
    programme = space.programme()
    found = [one for one in find_money(programme, as_of=AS_OF) if one.kind.value == "claim_unnoted"]
    claim = build_payment_claim(
        programme, funder="REGION", period_start=date(2025, 9, 1), period_end=END, as_of=AS_OF,
        tracked=tracked(*found, decision=word),
    )  # fmt: skip

    assert [line[0] for line in held(claim)] == held_back


@pytest.mark.parametrize(("is_settled", "euros"), [(False, 0), (True, 600)])
def test_what_she_freed_waits_for_the_next_claim_in_every_sum(is_settled, euros):
    sound = {**OPEN, "invoice_date": date(2025, 11, 5)}
    programme = space_of(sound, NOTED, report_schedule=[scheduled(), NEXT]).programme()
    (unnoted,) = told(sound, NOTED)
    if is_settled:
        word = understand_finding("sans objet", read_on=AS_OF)
        programme = replace(programme, settled=settled_in({unnoted.key: word}))
    money = money_facts(programme)

    assert bool(money.maybe_sent) is not is_settled
    assert money.unclaimed_of("REGION", claim=NEXT["type"]) == euros
