"""What counts as an answer to a digest, and what does not: on it depends who is called."""

from datetime import UTC, date, datetime, timedelta

import pytest
from support.programme.sheets import P01_ID, one_partner, tab, understood

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.model import CellRef, FindingState, Programme, TrackedFinding
from relocalisons.core.reminders.digests import Digest
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.rules.answers import SentDigest, count_settled, find_unanswered
from relocalisons.core.reminders.rules.release import from_document, marks_in, to_document
from relocalisons.core.reminders.rules.row_marks import RowMarks, is_changed

TUESDAY = date(2026, 3, 3)
NEXT = TUESDAY + timedelta(days=7)
HEADER = "N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut"
LATE = "A1.1 | Former | P01 | 05/01/2026 | 13/02/2026 | 40 % | en cours"
OTHER = "A1.2 | Évaluer | P01 | 05/01/2026 | 30/06/2027 | 10 % | en cours"


def sheet(
    *lines: str, header: str = HEADER, as_of: date = TUESDAY, settings: str = ""
) -> Programme:
    plan = tab("Plan d'action", "\n".join((header, *lines)), sheet_id=7)
    return understood(one_partner(plan, settings=settings), as_of=as_of)


def findings_of(programme: Programme):
    return assess(programme, as_of=programme.as_of, baseline={})


def the_digest(programme: Programme, **history: object) -> Digest:
    (digest,) = plan_reminders(
        tuple(
            TrackedFinding(finding=one, state=FindingState.OPEN, first_seen=programme.as_of)
            for one in findings_of(programme)
        ),
        programme=programme,
        history=ReminderHistory(**history),
        policy=ReminderPolicy(),
        as_of=programme.as_of,
    ).digests
    return digest


def sent(digest: Digest, *, on: date = TUESDAY) -> SentDigest:
    """The digest as the store knows it once it has left."""
    stored = to_document(from_document(to_document(digest), kinds=KINDS))
    return SentDigest(
        left_at=datetime(on.year, on.month, on.day, 10, tzinfo=UTC),
        keys=frozenset(line.finding_key for line in digest.lines),
        dates={line.finding_key: line.due for line in digest.lines},
        marks=marks_in(stored),
    )


def unanswered(mail: SentDigest, today: Programme, **known: object) -> int:
    now = findings_of(today)
    facts = {
        "open_keys": frozenset(one.key for one in now),
        "decided": {},
        "last_contact": {},
        "marks": RowMarks(today).by_subject(now),
        "as_of": today.as_of,
    }
    return len(find_unanswered({"P01": (mail,)}, **(facts | known))["P01"])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A1.1 | Former | P01 | 05/01/2026 | 27/02/2026 | 40 % | en cours", "a date passed again"),
        ("A1.1 | Former | P01 | 05/01/2026 | 13/02/2026 | 60 % | en cours", "progress"),
        ("A1.1 | Former | P01 | 05/01/2026 | 13/02/2026 | 40 % | bloqué", "a status"),
        ("A1.1 | Former | P01 | 05/01/2026 | 12/06/2026 | 40 % | en cours", "a date to come"),
        ("A1.1 | Former | P01 | 05/01/2026 | bientôt | 40 % | en cours", "words for a date"),
        ("~A1.1~ | ~Former~ | ~P01~ | ~05/01/2026~ | ~13/02/2026~ | 40 % | en cours", "struck"),
    ],
)
def test_whoever_changes_the_row_has_answered(row: str, why: str):
    mail = sent(the_digest(sheet(LATE, OTHER)))

    assert unanswered(mail, sheet(row, OTHER, as_of=NEXT)) == 0, why


@pytest.mark.parametrize(
    ("lines", "header"),
    [
        ((LATE, OTHER), HEADER),
        ((OTHER, LATE), HEADER),  # she sorted the sheet
        ((LATE.replace("13/02/2026", "13 février 2026"), OTHER), HEADER),
        ((LATE, OTHER.replace("30/06/2027", "30/09/2027")), HEADER),  # another line
        ((f"{LATE} | 18", f"{OTHER} | 0"), f"{HEADER} | Jours de retard"),  # a counter of theirs
    ],
)
def test_what_says_the_same_is_no_answer(lines: tuple[str, ...], header: str):
    mail = sent(the_digest(sheet(LATE, OTHER)))

    assert unanswered(mail, sheet(*lines, header=header, as_of=NEXT)) == 1


def test_a_date_that_passes_is_no_answer():
    soon = LATE.replace("13/02/2026", "06/03/2026")
    mail = sent(the_digest(sheet(soon)))

    assert unanswered(mail, sheet(soon, as_of=NEXT)) == 1


@pytest.mark.parametrize(
    ("as_of", "costly", "count"),
    (
        (NEXT, True, 1),
        (NEXT - timedelta(days=1), True, 0),  # the day that the mail named is still to come
        (NEXT, False, 0),  # a cell to put right: nobody is called for it
    ),
)
def test_what_has_no_date_is_late_once_the_day_of_the_answer_has_come_if_money_hangs_on_it(
    as_of: date, costly: bool, count: int
):
    key = "key_over_100:P01/P01-25-901"
    mail = SentDigest(
        left_at=datetime(2026, 3, 3, 10, tzinfo=UTC), keys=frozenset({key}), dates={key: None}
    )
    today = sheet(OTHER, as_of=as_of)
    facts = {"open_keys": frozenset({key}), "costly": [key] if costly else []}

    assert unanswered(mail, today, **facts) == count
    assert unanswered(mail, today, **facts, signs={"P01": NEXT - timedelta(days=3)}) == 0


def test_a_sheet_that_is_out_of_sight_is_no_answer():
    mail = sent(the_digest(sheet(LATE)))
    today = sheet(LATE, as_of=NEXT)

    assert unanswered(mail, today, marks={}) == 1


def test_her_decision_and_a_talk_are_answers_but_only_later_ones():
    mail = sent(the_digest(sheet(LATE)))
    today = sheet(LATE, as_of=NEXT)
    before, after = (mail.left_at + timedelta(days=days) for days in (-1, 1))
    key = "action_late:A1.1"

    assert unanswered(mail, today, decided={key: before}) == 1
    assert unanswered(mail, today, decided={key: after}) == 0
    assert unanswered(mail, today, last_contact={"P01": before.date()}) == 1
    assert unanswered(mail, today, last_contact={"P01": after.date()}) == 0


@pytest.mark.parametrize(
    ("replied", "left"),
    (
        (None, 2),
        (TUESDAY - timedelta(days=10), 1),  # it answered the first of the two
        (TUESDAY - timedelta(days=7), 0),
        (TUESDAY - timedelta(days=20), 2),
    ),
)
def test_a_message_that_was_answered_by_mail_is_not_counted_as_left_alone(replied, left):
    today = sheet(LATE)
    mails = tuple(sent(the_digest(today), on=TUESDAY - timedelta(days=days)) for days in (14, 7))
    now = findings_of(today)

    found = find_unanswered(
        {"P01": mails},
        open_keys=frozenset(one.key for one in now),
        decided={},
        last_contact={},
        marks=RowMarks(today).by_subject(now),
        as_of=today.as_of,
        replied={"P01": replied} if replied else {},
    )

    assert len(found["P01"]) == left


def test_only_what_is_settled_is_thanked_for():
    mail = sent(the_digest(sheet(LATE)))
    postponed = findings_of(sheet(LATE.replace("13/02", "27/02"), as_of=NEXT))
    done = "A1.1 | Former | P01 | 05/01/2026 | 13/02/2026 | 100 % | terminé"

    def settled(open_findings) -> int:
        keys = frozenset(one.key for one in open_findings)
        return count_settled({"P01": (mail,)}, open_keys=keys, decided_keys=frozenset())["P01"]

    assert settled(postponed) == 0
    assert settled([one for one in findings_of(sheet(done)) if one.subject != "A1.1"]) == 1


def test_who_gives_a_new_date_is_written_to_and_not_called():
    """Two digests were left alone; then a date, already past when the third is prepared."""
    first = sheet(LATE)
    mails = tuple(sent(the_digest(first), on=TUESDAY - timedelta(days=days)) for days in (14, 7))
    today = sheet(LATE.replace("13/02/2026", "27/02/2026"))
    now = findings_of(today)

    unanswered = find_unanswered(
        {"P01": mails},
        open_keys=frozenset(one.key for one in now),
        decided={},
        last_contact={},
        marks=RowMarks(today).by_subject(now),
        as_of=today.as_of,
    )
    digest = the_digest(today, unanswered=unanswered)

    assert unanswered == {"P01": ()}
    (line,) = digest.lines
    assert (line.due, line.level) == (date(2026, 2, 27), 1)


def test_a_welcome_that_asked_for_nothing_waits_for_no_answer():
    welcome = SentDigest(left_at=datetime(2026, 3, 3, 10, tzinfo=UTC), keys=frozenset())

    assert unanswered(welcome, sheet(LATE, as_of=NEXT)) == 0


ROW_2 = CellRef(file_id=P01_ID, workbook="Suivi P01", tab="Plan d'action", sheet_id=7, cell="E2")


def test_a_column_that_we_read_from_now_on_and_a_new_number_are_no_answer():
    """A change of our reading is no change of theirs."""
    line, header = f"{LATE} | la cantine attend", f"{HEADER} | Ce qui coince"
    asked = RowMarks(sheet(line, header=header)).at(ROW_2)

    alias = "Alias de colonne | Ce qui coince | Plan d'action / Cause du retard |"
    read_now = sheet(line, header=header, settings=alias)
    renumbered = sheet(line.replace("A1.1", "A7.4"), header=header)
    moved = sheet(line.replace("13/02/2026", "27/02/2026"), header=header, settings=alias)

    (row,) = read_now.rows("actions")
    assert row.text("delay_cause") == "la cantine attend"
    assert not is_changed(asked, [RowMarks(read_now).at(ROW_2)])
    assert not is_changed(asked, [RowMarks(renumbered).at(ROW_2)])
    assert is_changed(asked, [RowMarks(moved).at(ROW_2)])


EMPTY = tuple(
    f"A{n} | {title} | P01 | 05/01/2026 | | 40 % | en cours"
    for n, title in enumerate(("Former", "Évaluer", "Planter"), 1)
)


def test_who_fills_one_of_several_cells_has_answered():
    late = LATE.replace("A1.1", "A4")
    mail = sent(the_digest(sheet(late, *EMPTY)))
    filled = EMPTY[0].replace("| |", "| 30/06/2026 |")

    assert unanswered(mail, sheet(late, *EMPTY, as_of=NEXT)) == 1
    assert unanswered(mail, sheet(late, filled, *EMPTY[1:], as_of=NEXT)) == 0
    assert unanswered(mail, sheet(late, filled, *EMPTY[2:], as_of=NEXT)) == 0


def test_only_what_is_late_and_was_asked_counts_as_unanswered():
    """Nobody is called for a cell, nor for what no message asked for."""
    soon = LATE.replace("13/02/2026", "12/03/2026")
    told_before = sent(the_digest(sheet(soon)))

    assert unanswered(sent(the_digest(sheet(*EMPTY))), sheet(LATE, *EMPTY, as_of=NEXT)) == 0
    assert unanswered(told_before, sheet(soon, as_of=NEXT)) == 0
    assert unanswered(told_before, sheet(soon, as_of=date(2026, 3, 17))) == 1


@pytest.mark.parametrize(("last", "count"), [(TUESDAY, 1), (TUESDAY + timedelta(days=1), 0)])
def test_an_edit_an_answer_or_a_presence_since_is_a_sign_of_life(last: date, count: int):
    mail = sent(the_digest(sheet(LATE)))

    assert unanswered(mail, sheet(LATE, as_of=NEXT), signs={"P01": last}) == count
