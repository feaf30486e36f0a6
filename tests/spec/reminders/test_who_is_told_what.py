"""Of a finding with something to ask: who is told, in which part, by mail or by telephone."""

from datetime import date

import pytest
from support.programme.sheets import tab
from support.reminders.from_sheets import DEPUTIES, ROLES, finding, plan, reasons, sheets
from support.reminders.planned import left_alone

from relocalisons.core.kernel.model import Audience
from relocalisons.core.reminders.digests import DigestGroup
from relocalisons.core.reminders.policy import ReminderHistory
from relocalisons.core.reminders.rules.answers import AlreadyTold

# --- who, by subject ----------------------------------------------------------------------------


def test_money_goes_to_the_accountant_in_a_message_of_its_own():
    money = finding(
        "cell_missing", "P01/expenses/ligne 4/amount", due=None, audience=Audience.PARTNER
    )
    programme = sheets(own=(tab("Interlocuteurs", ROLES),))

    made = plan(finding(), money, programme=programme)

    assert [(one.person, one.role, len(one.lines)) for one in made.digests] == [
        ("Anne Roux", "référent", 1), ("Zoé Aubert", "financier", 1),
    ]  # fmt: skip


def test_an_accountant_who_is_the_general_contact_gets_one_message():
    money = finding(
        "cell_missing", "P02/expenses/ligne 4/amount", partner="P02", due=None,
        audience=Audience.PARTNER,
    )  # fmt: skip
    programme = sheets(own=(tab("Interlocuteurs", ROLES),))

    (digest,) = plan(finding(partner="P02"), money, programme=programme).digests

    assert (digest.role, len(digest.lines)) == ("référent", 2)


def test_the_reason_of_one_person_does_not_hide_the_other():
    money = finding("vat_unknown", "P01/vat", due=None, ask="Dites-nous.")
    programme = sheets(own=(tab("Interlocuteurs", ROLES),))
    history = ReminderHistory(unanswered={"P01/financier": left_alone(2)})

    made = plan(finding(), money, programme=programme, history=history)

    assert [one.role for one in made.digests] == ["référent"]
    (call,) = made.call_list
    assert (call.person, call.role, call.phone) == ("Zoé Aubert", "financier", "04 00 00 00 01")
    assert ("P01", "financier") in [(one.partner, one.role) for one in made.skipped]


# --- any finding with something to ask ------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "told", "group"),
    [
        (None, 0, DigestGroup.OTHER), (None, 1, DigestGroup.OTHER),
        # Nobody is late with what nobody asked them in time.
        (date(2026, 2, 20), 0, DigestGroup.OTHER), (date(2026, 2, 20), 1, DigestGroup.LATE),
        (date(2026, 3, 6), 0, DigestGroup.THIS_WEEK),
        (date(2026, 3, 16), 0, DigestGroup.UPCOMING), (date(2026, 5, 30), 0, DigestGroup.OTHER),
        (date(2026, 5, 30), 1, None),  # asked once, then again a fortnight before
    ],
)  # fmt: skip
def test_whatever_its_kind_a_finding_that_asks_something_stands_in_its_part(due, told, group):
    ask = "Pouvez-vous envoyer la nouvelle attestation d’assurance ?"
    one = finding("partner_silent", "P01/attestations/assurance", due=due, ask=ask,
                  label="Attestation d’assurance")  # fmt: skip
    history = ReminderHistory(
        told={(one.key, due): told},
        already={("P01", one.key, due): AlreadyTold(digests=told, in_last=True)} if told else {},
    )

    made = plan(one, programme=sheets(), history=history)

    groups = [block.group for digest in made.digests for block in digest.blocks]
    assert groups == ([group] if group else [])
    if group and not told:
        assert made.digests[0].lines[0].text == ask.replace(" ?", "\u202f?")


def test_a_finding_with_an_ask_that_only_she_may_see_stays_with_her():
    one = finding("partner_silent", "P01", ask="Envoyez.", audience=Audience.COORDINATION)

    assert plan(one, programme=sheets()).digests == ()


def promise(said: str, promised: str = "10/03/2026"):
    contacts = f"""
        Date       | Partenaire | Personne  | Ce qui a été dit | Promis pour le
        20/02/2026 | P01        | Anne Roux | {said}           | {promised}
    """
    return tab("Contacts", contacts)


@pytest.mark.parametrize(("promised", "written"), [("10/03/2026", False), ("02/03/2026", True)])
def test_what_was_promised_by_telephone_is_waited_for(promised, written):
    made = plan(finding(), programme=sheets(own=(promise("A1.2 attend le budget", promised),)))

    assert bool(made.digests) is written
    assert written or "a promis pour le 10\u00a0mars\u00a02026" in reasons(made)[0]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("A1.2 attend le budget", ["A1.4"]),
        ("écrire que le site paille est trouvé", ["A1.2", "A1.4"]),  # names none: all is asked
        ("le maire viendra peut-être au COPIL", ["A1.2", "A1.4"]),
        ("A1.2 à confirmer", ["A1.2", "A1.4"]),
        ("A1.2 et A1.4 vendredi", []),
    ],
)
def test_a_message_leaves_out_what_is_promised_and_asks_all_the_rest(said, asked):
    both = [finding(subject=each, label=f"{each} – Ligne") for each in ("A1.2", "A1.4")]

    made = plan(*both, programme=sheets(own=(promise(said),)))

    found = [line.finding_key for digest in made.digests for line in digest.lines]
    assert sorted(key.rpartition(":")[2] for key in found) == asked
    assert bool(made.digests) is bool(asked)
    left = {one.finding_key: one.reason for one in made.skipped if one.finding_key}
    assert len(left) == 2 - len(asked)
    assert all("a promis pour le 10\u00a0mars\u00a02026" in reason for reason in left.values())


def test_nobody_is_telephoned_before_the_day_of_a_promise_that_names_no_line():
    history = ReminderHistory(unanswered={"P01": left_alone(2)})
    programme = sheets(own=(promise("il écrit que le site est trouvé"),))

    made = plan(finding(), programme=programme, history=history)

    assert made.call_list == ()
    assert "a promis pour le 10\u00a0mars\u00a02026" in reasons(made)[0]


def test_a_call_says_the_last_exchange_the_promise_and_who_else_may_answer():
    contacts = """
        Date       | Partenaire | Personne  | Ce qui a été dit | Promis pour le
        05/01/2026 | P01        | Anne Roux | vieux            |
        20/02/2026 | P01        | Anne Roux | attend le budget | 27/02/2026
    """
    programme = sheets(partners=DEPUTIES, own=(tab("Contacts", contacts),))
    history = ReminderHistory(unanswered={"P01": left_alone(2)})

    (call,) = plan(finding(), programme=programme, history=history).call_list

    assert call.last_contact == (
        "Dernier échange le 20\u00a0février\u00a02026 avec Anne Roux\u00a0: attend le budget"
    )
    assert call.promise == "Promis pour le 27\u00a0février\u00a02026, date passée"
    assert call.deputy == "Paul Hébert"


# --- hard deadlines -------------------------------------------------------------------------------


def test_a_hard_deadline_is_on_her_list_at_once_even_in_a_quiet_period():
    notice = finding(
        "meeting_notice_due", "R07", partner=None, due=date(2026, 3, 10),
        audience=Audience.COORDINATION, label="COPIL du 31 mars",
    )  # fmt: skip

    made = plan(notice, finding(), programme=sheets("Période calme | mars | |"))

    assert made.digests == ()
    (point,) = made.urgent
    assert point.label == "COPIL du 31 mars"
    assert point.status == "dans 7\u00a0jours, le mardi\u00a010\u00a0mars"


@pytest.mark.parametrize(("spoken", "held"), [("01/03/2026", True), ("02/03/2026", False)])
def test_an_answer_by_mail_is_read_once_contacts_say_so(spoken, held):
    contacts = f"""
        Date       | Partenaire | Personne  | Ce qui a été dit    | Promis pour le
        {spoken}   | P01        | Anne Roux | sa réponse est lue  |
    """
    programme = sheets(own=(tab("Contacts", contacts),))
    history = ReminderHistory(replied={"P01": date(2026, 3, 2)})

    made = plan(finding(), programme=programme, history=history)

    assert bool(made.digests) is not held
    assert not held or "a répondu par mail le 2\u00a0mars\u00a02026" in reasons(made)[0]
