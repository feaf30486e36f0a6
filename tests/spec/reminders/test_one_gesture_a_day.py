"""One gesture a person a day: a call or a message, whatever the role and the partner."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.build import a_partner, a_programme
from support.programme.sheets import tab
from support.reminders.from_sheets import sheets
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import derive_acts, is_call
from relocalisons.core.acts.beside import Awaited
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.reminders.people import Addressee, People, general_contact, is_same_person
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.reasons import CALLED_FIRST
from relocalisons.core.reminders.rules.after_a_call import leaves_after_call

TUESDAY = date(2026, 3, 3)
WEDNESDAY, FRIDAY = TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=3)
PARTNERS = """
    Code | Structure  | Type         | Référent  | E-mail              | Tél
    P01  | Ville      | collectivité | Anne Roux | anne@grasse.example | 06 00 00 00 01
    P02  | Syndicat   | collectivité | A. Roux   | Anne@Grasse.example | 06 00 00 00 01
    P03  | Chambre    | chambre      | Luc Blanc | luc@ca06.example    | 06 00 00 00 03
"""
ROLES = """
    Partenaire | Sujet         | Personne   | E-mail
    P01        | financier     | anne ROUX  | compta@grasse.example
    P01        | communication | Zoé Aubert | zoe@grasse.example
"""
TALK = """
    Date       | Partenaire | Personne  | Ce qui a été dit
    04/03/2026 | P01        | Anne Roux | rappelle vendredi
"""


def programme(*own):
    return sheets(partners=PARTNERS, own=(tab("Interlocuteurs", ROLES), *own))


def somebody(partner="P01", role="référent", *, known=None) -> Addressee:
    known = known or programme()
    found = People(known).known_as(known.partner(partner), role)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("partner", "role", "same"),
    [
        ("P01", "référent", True),
        ("P01", "financier", True),  # the same name, at another address
        ("P01", "communication", False),
        ("P02", "référent", True),  # the same address, for another partner
        ("P03", "référent", False),
    ],
)
def test_a_person_is_one_under_all_of_her_roles(partner, role, same):
    anne = general_contact(programme().partner("P01"))

    assert is_same_person(somebody(partner, role), anne) is same
    assert is_same_person(anne, somebody(partner, role)) is same


def test_two_partners_without_any_address_are_two_persons():
    known = a_programme(partners=(a_partner("P01", emails=()), a_partner("P02", emails=())))
    one, other = map(general_contact, known.partners)

    assert not is_same_person(one, other)


# ---- the message waits for the day after -------------------------------------------------------


@pytest.mark.parametrize("role", ["référent", "financier"])
def test_a_message_that_she_approves_on_the_day_of_a_call_leaves_the_day_after(role):
    leaves = {
        day: leaves_after_call(
            somebody("P01", role), called={"P01"}, programme=programme(), as_of=day
        )
        for day in (TUESDAY, WEDNESDAY)
    }

    assert leaves == {TUESDAY: WEDNESDAY, WEDNESDAY: WEDNESDAY + timedelta(days=1)}


@pytest.mark.parametrize(
    ("person", "called"),
    [(("P01", "communication"), {"P01"}), (("P03", "référent"), {"P01", "P02"}), (("P01",), set())],
)
def test_a_message_to_anybody_else_leaves_today(person, called):
    assert (
        leaves_after_call(somebody(*person), called=called, programme=programme(), as_of=TUESDAY)
        is None
    )


def test_a_message_of_the_last_day_of_its_week_leaves_all_the_same():
    """She approved it for that week: the week after it would be another one."""
    assert (
        leaves_after_call(somebody(), called={"P01"}, programme=programme(), as_of=FRIDAY) is None
    )


def test_a_talk_of_that_day_in_contacts_is_a_call_that_was_made():
    spoken = programme(tab("Contacts", TALK))

    def leaves(day: date) -> date | None:
        return leaves_after_call(somebody(known=spoken), called=(), programme=spoken, as_of=day)

    assert (leaves(WEDNESDAY), leaves(TUESDAY)) == (WEDNESDAY + timedelta(days=1), None)


# ---- the call waits for the day after ----------------------------------------------------------

LATE = {code: finding(subject=f"A-{code}", partner=code) for code in ("P01", "P02", "P03")}
ELSE = replace(finding("action_due_soon", "B1"), due=TUESDAY + timedelta(days=20), days=None)


def calls(awaited, *, as_of=WEDNESDAY):
    acts = derive_acts(
        tracked(*LATE.values(), ELSE), programme=programme(), as_of=as_of, awaited=awaited
    )
    placed = place(acts, programme=programme(), as_of=as_of)
    return {act.key.counterpart: when for when in When for act in placed[when] if is_call(act)}


def test_while_a_message_may_still_leave_today_its_person_is_called_another_day():
    """The message is of Tuesday; held or approved, on Wednesday it may leave."""
    waits = Awaited(until=TUESDAY + timedelta(days=7), held=True, on=WEDNESDAY)
    left = replace(waits, held=False, on=TUESDAY)

    assert calls({}) == dict.fromkeys(LATE, When.TODAY)
    assert calls({ELSE.key: waits}) == {
        "P01": When.THIS_WEEK, "P02": When.THIS_WEEK, "P03": When.TODAY,
    }  # fmt: skip
    assert calls({ELSE.key: left}) == dict.fromkeys(LATE, When.TODAY)


# ---- the message is not written ----------------------------------------------------------------


def test_who_is_called_by_a_call_that_cannot_wait_is_not_written_to_under_any_role():
    money = replace(finding("cell_missing", "P01/expenses/4/amount"), ask="Complétez.")
    made = plan_reminders(
        tracked(*LATE.values(), money), programme=programme(), history=ReminderHistory(),
        policy=ReminderPolicy(), as_of=TUESDAY, called=frozenset({"P01"}),
    )  # fmt: skip

    assert [digest.partner for digest in made.digests] == ["P03"]
    assert {call.partner for call in made.call_list} == {"P01", "P02"}
    assert {call.reason for call in made.call_list} == {CALLED_FIRST}
    told = {line.finding_key for digest in made.digests for line in digest.lines}
    assert told == {LATE["P03"].key}
