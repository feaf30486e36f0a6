"""Silent partners by facts, sleeping sheets and mail that comes back; for the coordinator alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.programme.build import actions, by_kind
from support.programme.tables import PARTNERS, drawn, programme_with

from relocalisons.core.kernel.model import Audience, DriveItem
from relocalisons.core.partners.last_activity import last_activity
from relocalisons.core.partners.mobilisation import MailFacts, find_mobilisation
from relocalisons.core.reading.cells import read_emails

TUESDAY = date(2026, 3, 3)
PLAN = actions("action | owner | end\nA1.1 | P02 | 2026-06-30\nA1.2 | P01 | 2026-06-30")
OLD, RECENT = date(2026, 1, 17), date(2026, 1, 18)  # 45 and 44 days ago


def found(*tables, p02: date | None = OLD, mails: MailFacts | None = None, **given):
    """P01 wrote yesterday; P02 last changed its plan on `p02`."""
    changed = {"A1.2": date(2026, 3, 2), **({"A1.1": p02} if p02 else {})}
    programme = programme_with(*tables, actions=PLAN, **given)
    return find_mobilisation(programme, as_of=TUESDAY, unchanged_since=changed, mails=mails)


@pytest.mark.parametrize(("last", "kinds"), [(OLD, ["partner_silent"]), (RECENT, [])])
def test_45_days_without_any_sign_make_a_silent_partner(last, kinds):
    findings = found(p02=last)

    assert list(by_kind(findings)) == kinds
    assert all(finding.audience is Audience.COORDINATION for finding in findings)


def test_nobody_is_silent_when_nobody_knows_when_they_last_wrote():
    assert found(p02=None) == ()


def test_a_call_or_a_meeting_is_a_sign_of_life_and_the_sheet_still_sleeps():
    contact = drawn("contacts", "date | partner | said\n20/02/2026 | P02 | promet la suite")

    assert by_kind(found(contact)) == {"sheet_untouched": ["P02"]}


@pytest.mark.parametrize("day", ["31/02/2026", "12/02/2026 ou 21/02/2026"])
def test_a_contact_whose_day_cannot_be_read_may_be_recent(day):
    contact = drawn("contacts", f"date | partner | said\n{day} | P02 | promet la suite")

    assert "partner_silent" not in by_kind(found(contact))


@pytest.mark.parametrize(
    ("presence", "silent"),
    [("présent", False), ("présent ?", False), ("absent", True), ("excusé", False)],
)
def test_a_presence_of_these_weeks_counts_and_a_doubtful_one_may_count(presence, silent):
    tables = (
        drawn("meetings", "number | type | date | status\nR-1 | COPIL | 12/02/2026 | tenue"),
        drawn("attendance", f"meeting | partner | presence\nR-1 | P02 | {presence}"),
    )

    assert ("partner_silent" in by_kind(found(*tables))) is silent


@pytest.mark.parametrize(("noticed", "on"), [("16/02/2026", (2, 16)), ("", (3, 3))])
def test_an_answer_about_a_meeting_to_come_was_given_since_its_notice(noticed, on):
    programme = programme_with(
        drawn(
            "meetings",
            f"number | type | date | status | notice_sent\nR-1 | COPIL | 20/03/2026 | | {noticed}",
        ),
        drawn("attendance", "meeting | partner | answer\nR-1 | P02 | oui"),
        actions=PLAN,
    )
    known = last_activity(programme, as_of=TUESDAY, unchanged_since={})

    assert known["P02"].answer == date(2026, *on)


@pytest.mark.parametrize(
    ("day", "answer", "silent"),
    [
        ("12/02/2026", "non", False),  # said no: that is an answer
        ("12/02/2026", "pouvoir à P01", False),
        ("12/02/2026", "peut-être", False),  # nobody knows what it says: something was said
        ("12/02/2026", "", True),
        ("20/03/2026", "oui", False),  # still to come: answered by today
        ("10/01/2026", "oui", True),  # too long ago
    ],
)
def test_an_answer_to_an_invitation_is_a_sign_of_life(day, answer, silent):
    tables = (
        drawn("meetings", f"number | type | date | status\nR-1 | COPIL | {day} | "),
        drawn("attendance", f"meeting | partner | answer\nR-1 | P02 | {answer}"),
    )

    assert ("partner_silent" in by_kind(found(*tables))) is silent


def test_a_workbook_of_its_own_says_when_it_was_edited_and_a_shared_one_does_not():
    own = drawn("expenses", "number\nE1", partner="P02", edited=date(2026, 2, 25))

    assert found(own) == ()
    shared = replace(own, workbook=replace(own.workbook, file_id="file-P01"))
    theirs = drawn("expenses", "number\nE2", partner="P01", edited=date(2026, 2, 25))
    assert list(by_kind(found(shared, theirs))) == ["partner_silent"]


def test_the_facts_are_told_one_by_one():
    mails = MailFacts(
        sent={"P02": (date(2026, 1, 13), date(2026, 2, 17), date(2026, 2, 24))},
        bounced={"P02": date(2026, 2, 24)},
    )

    silent, bouncing = found(mails=mails)

    assert silent.days == 45
    assert silent.detail == (
        "Derniers signes\u00a0: feuille modifiée le 17\u00a0janvier\u00a02026, aucun échange noté, "
        "aucune réponse à une invitation, aucune présence notée, 2\u00a0relances sans réponse et "
        "ses messages reviennent."
    )
    assert bouncing.kind == "mail_bouncing"


def test_a_partner_who_left_is_not_silent():
    gone = tuple(replace(each, active=each.code != "P02") for each in PARTNERS)

    assert found(partners=gone, mails=MailFacts(bounced={"P02": TUESDAY})) == ()


HERS = "camille@localizz.example"


@pytest.mark.parametrize(
    ("editor", "silent"),
    [(HERS, True), (HERS.upper(), True), ("anne@grasse.example", False), (None, False)],
)
def test_what_the_coordination_edited_last_is_no_sign_of_a_partner(editor, silent):
    """Drive names the last editor of a file: the line changed with that edit, on 2 March."""
    programme = programme_with(actions=PLAN)
    file_id = programme.actions[0].place.file_id
    edited = DriveItem(
        file_id=file_id, name="Plan", mime_type="sheet", parent_id=None, version="2",
        modified_time=datetime(2026, 3, 1, 9, tzinfo=UTC), last_modifying_user=editor,
    )  # fmt: skip

    def signs(*, changed: date) -> date | None:
        found = last_activity(
            replace(programme, items=(edited,)), as_of=TUESDAY,
            unchanged_since={"A1.1": changed}, hers={HERS},
        )  # fmt: skip
        return found["P02"].plan

    assert (signs(changed=date(2026, 3, 2)) is None) is silent
    assert signs(changed=OLD) == OLD, "what changed before that edit was theirs"


def test_the_organisation_that_coordinates_gives_signs_under_her_address():
    programme = programme_with(actions=PLAN)
    partners = tuple(
        replace(one, emails=read_emails(HERS)) if one.code == "P02" else one
        for one in programme.partners
    )
    edited = DriveItem(
        file_id=programme.actions[0].place.file_id, name="Plan", mime_type="sheet",
        parent_id=None, version="2", modified_time=datetime(2026, 3, 1, 9, tzinfo=UTC),
        last_modifying_user=HERS,
    )  # fmt: skip

    found = last_activity(
        replace(programme, items=(edited,), partners=partners), as_of=TUESDAY,
        unchanged_since={"A1.1": date(2026, 3, 2)}, hers={HERS},
    )  # fmt: skip

    assert found["P02"].plan == date(2026, 3, 2)
