"""A safety hold stays until « envoyer » on that row alone, however many Tuesdays go by."""

import re
from datetime import date, timedelta

import pytest
from support.theatre import TUESDAY, Theatre, plain

from flows.mail_settlement import mail_settlement
from flows.partner_reminders import partner_reminders
from flows.release_reminders import release_reminders
from relocalisons.sample.engine.ids import PILOTAGE
from tasks.run.run_requests import ReleaseRequest

pytestmark = pytest.mark.story

SECOND, THIRD = (TUESDAY + timedelta(days=7 * weeks) for weeks in (1, 2))
CODE, PLAN = "P03", "Plan d'action"
LARGE_PLANS = ("P01", "P21", "P22")


def cell_of(theatre: Theatre, header: str) -> str:
    """The cell of the partner in « Partenaires », under a header."""
    rows = theatre.hands.rows(PILOTAGE, "Partenaires")
    top = next(number for number, row in enumerate(rows) if "Code" in row)
    line = next(n for n, row in enumerate(rows[top:], start=top + 1) if CODE in row[:2])
    return f"{chr(ord('A') + rows[top].index(header))}{line}"


def retype_address(theatre: Theatre, change: tuple[str, str]) -> str:
    rows = theatre.hands.rows(PILOTAGE, "Partenaires")
    cell = cell_of(theatre, "E-mail")
    typed = str(rows[int(cell[1:]) - 1][ord(cell[0]) - ord("A")]).replace(*change)
    theatre.hands.type(PILOTAGE, "Partenaires", cell, typed)
    return typed


def row_of(theatre: Theatre, code: str = CODE) -> dict[str, str]:
    """The row of the mail to the general contact of a partner; empty without one."""
    mine = (
        line for line in theatre.tab("Relances")
        if line["Partenaire"].startswith(f"{code} ") and "(" not in line["Destinataire"]
        and not line["Objet"].startswith("↳") and "Lire" in line["Aperçu"]
    )  # fmt: skip
    return next(mine, {})


def decide(
    theatre: Theatre, day: date, word: str, *, everything: str = "", hour: int = 9, code: str = CODE
) -> str:
    if word:
        theatre.write_beside("Relances", row_of(theatre, code)["Clé"], Décision=word)
    if everything:
        theatre.hands.type(PILOTAGE, "Relances", "B2", everything)
    theatre.at(day, hour, 30)
    return theatre.run(mail_settlement, day)


def tuesday_morning(theatre: Theatre, day: date) -> str:
    theatre.at(day, 7)
    said = theatre.run(partner_reminders, day)
    theatre.at(day, 9)
    return said


def lose_lines(theatre: Theatre) -> str:
    """Half of the actions of a large plan, deleted; the partner whose it is."""
    code = next(one for one in LARGE_PLANS if row_of(theatre, one))
    book = theatre.workbook(code)
    rows = theatre.hands.rows(book, PLAN)
    lines = [
        n for n, row in enumerate(rows, start=1) if re.match(r"A\d", str(row[0] if row else ""))
    ]
    assert len(lines) >= 8
    for line in reversed(lines[len(lines) // 2 :]):
        theatre.hands.delete_line(book, PLAN, line)
    return code


def to(theatre: Theatre, address: str) -> int:
    return sum(address in str(mail["To"]) for mail in theatre.opened_mails())


@pytest.mark.story
def test_a_mistyped_domain_is_held_every_tuesday_until_she_writes_envoyer_on_its_row(tuesday):
    decide(tuesday, TUESDAY, "envoyer")
    first = "✓ envoyé" in row_of(tuesday)["État"]
    mistyped = retype_address(tuesday, (".example", ".exemple"))

    tuesday_morning(tuesday, SECOND)
    one = row_of(tuesday)["État"]
    decide(tuesday, SECOND, "", everything="tout envoyer")
    said = tuesday_morning(tuesday, THIRD)
    two = row_of(tuesday)["État"]
    decide(tuesday, THIRD, "", everything="tout envoyer")

    assert first
    assert to(tuesday, mistyped) == 0
    for state in (one, two):
        assert "à valider à part" in state
        assert "depuis le 10 mars 2026" in state
        assert "« Partenaires »" in state
    assert "P03" in said

    decide(tuesday, THIRD, "envoyer", hour=10)
    assert to(tuesday, mistyped) == 1
    tuesday_morning(tuesday, THIRD + timedelta(days=7))
    assert "domaine" not in str(tuesday.tab("Relances")), "the address that she accepted"


def test_the_form_never_releases_what_a_safety_hold_holds_even_when_it_is_named(tuesday):
    decide(tuesday, TUESDAY, "envoyer")
    mistyped = retype_address(tuesday, (".example", ".exemple"))
    tuesday_morning(tuesday, SECOND)

    said = plain(
        release_reminders(
            ReleaseRequest(
                programme="sandbox", logical_date=SECOND, dry_run=False, partners=CODE, count=1
            )
        )
    )

    assert to(tuesday, mistyped) == 0
    assert "1 message retenu : adresse changée (P03)" in said
    assert "à valider à part" in row_of(tuesday)["État"]


def test_an_address_that_comes_back_lifts_the_safety_hold_and_it_is_said(tuesday):
    decide(tuesday, TUESDAY, "envoyer")
    retype_address(tuesday, (".example", ".exemple"))
    tuesday_morning(tuesday, SECOND)
    right = retype_address(tuesday, (".exemple", ".example"))

    decide(tuesday, SECOND, "envoyer")
    before = to(tuesday, right)
    said = tuesday_morning(tuesday, THIRD)

    assert before == 1, "the mail of the wrong address went nowhere"
    assert "à valider à part" not in row_of(tuesday)["État"]
    assert "le frein du 10 mars 2026 est levé" in said


def test_lost_lines_hold_the_mails_until_she_answers_or_they_come_back(tuesday):
    code = lose_lines(tuesday)

    tuesday_morning(tuesday, SECOND)
    one = row_of(tuesday, code)["État"]
    decide(tuesday, SECOND, "", everything="tout envoyer")
    after_order = row_of(tuesday, code)["État"]
    tuesday_morning(tuesday, THIRD)
    two = row_of(tuesday, code)["État"]

    assert "disparu" in one
    assert "disparu" in two
    assert "✓ envoyé" not in after_order

    decide(tuesday, THIRD, "envoyer", code=code)
    assert "✓ envoyé" in row_of(tuesday, code)["État"]


def test_lines_lost_after_her_envoyer_want_a_new_word(tuesday):
    code = lose_lines(tuesday)

    decide(tuesday, TUESDAY, "envoyer", code=code)
    first = row_of(tuesday, code)["État"]
    decide(tuesday, TUESDAY, "", hour=10)
    second = row_of(tuesday, code)["État"]

    for state in (first, second):
        assert "à valider à part" in state
        assert "Seul « envoyer à nouveau » sur cette ligne le fait partir" in state

    decide(tuesday, TUESDAY, "envoyer à nouveau", hour=11, code=code)
    assert "✓ envoyé" in row_of(tuesday, code)["État"]
