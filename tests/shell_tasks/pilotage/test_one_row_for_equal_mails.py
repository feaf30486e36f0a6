"""23 equal convocations are one row of « Relances »: it approves exactly the mails it showed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.databases import new_database
from support.pilotage.coordinator_inbox import PROGRAMME, Story

from relocalisons.core.kernel.keys import together_key
from relocalisons.core.tables import REMINDERS
from relocalisons.store.mails.meeting_notices import MEETING_NOTICE, TOGETHER
from relocalisons.store.mails.notice_states import NoticeState
from relocalisons.store.mails.notices import NewNotice, store_notice
from relocalisons.store.opening import open_store
from tasks.intake.relances_seen import note_relances
from tasks.reminders.decisions import obey_decisions
from tasks.run.rows_opened import order_address, row_addresses

HELD, READY, DECLINED = NoticeState.HELD, NoticeState.READY, NoticeState.DECLINED


class Desk(Story):
    """Her tab with convocations in it, pass by pass."""

    def convoke(self, *numbers: int) -> str:
        """Equal convocations, written together; the key of their row."""
        keys = tuple(key_of(number) for number in numbers)
        for number, key in zip(numbers, keys, strict=True):
            new = NewNotice(
                key=key, programme=PROGRAMME, kind=MEETING_NOTICE, partner=f"P{number:02d}",
                role="COPIL-2", recipient_hash=f"hash-{number}", iso_week=self.week,
                logical_date=self.now.date(), subject="COPIL du 30 mars",
                body={"person": f"Anne {number}", "structure": "x", "text": "t", "html": "h",
                      **({TOGETHER: keys} if len(keys) > 1 else {})},
                items=(),
            )  # fmt: skip
            store_notice(self.store, new, at=self.now)
        return together_key(keys)

    def settle(self) -> tuple[str, ...]:
        """One pass in peace: what she wrote is obeyed, and the tab says what became of it."""
        self.passes += 1
        self.now = self.now.replace(minute=self.passes)
        run, grid = self.run(), self.read()
        note_relances(run, grid)
        said = obey_decisions(run, self.assessment(grid))
        self.write(run, grid)
        self.read()
        return said

    def shown(self) -> dict[str, dict[str, str]]:
        """The rows of mails by key, each by header."""
        top = self.top()
        assert top is not None
        header, *body = self.rows()[top:]
        lines = [dict(zip(header, [*row, *[""] * 9], strict=False)) for row in body]
        return {line["Clé"]: line for line in lines if ":" not in line["Clé"]}

    def write_beside(self, key: str, **words: str) -> None:
        at = next(n for n, row in enumerate(self.rows()) if key in row)
        for name, word in words.items():
            column = self.column(name)
            assert column is not None
            self.type(at, column, word)

    def found(self) -> dict[str, NoticeState]:
        return {f"P{int(one.key, 16):02d}": one.state for one in self.notices()}


def key_of(number: int) -> str:
    return f"{number:064x}"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_database("sqlite", tmp_path) as url, open_store(url) as store:
        yield Desk(seed=1, store=store)


def test_one_row_names_all_23_and_one_word_approves_them_all(desk: Desk):
    row = desk.convoke(*range(1, 24))
    desk.settle()

    assert list(desk.shown()) == [row]
    line = desk.shown()[row]
    assert (line["Partenaire"], line["Objet"]) == ("23\u00a0personnes", "COPIL du 30 mars")
    assert all(f"Anne {number} (P{number:02d})" in line["Destinataire"] for number in range(1, 24))
    assert "23\u00a0messages à valider" in desk.rows()[0][0]

    desk.write_beside(row, Décision="envoyer")
    desk.settle()

    assert set(desk.found().values()) == {READY}


@pytest.mark.parametrize(
    "words", [{"Décision": "envoyer sauf P07"}, {"Décision": "envoyer", "Note": "sauf Anne 7"}]
)
def test_one_name_is_taken_out_and_the_row_says_so(desk: Desk, words: dict[str, str]):
    row = desk.convoke(*range(1, 10))
    desk.settle()

    desk.write_beside(row, **words)
    desk.settle()

    assert {code for code, state in desk.found().items() if state is DECLINED} == {"P07"}
    assert sum(state is READY for state in desk.found().values()) == 8
    assert "pas cette fois\u202f: Anne 7 (P07)" in desk.shown()[row]["État"]


def test_a_name_that_nobody_has_is_asked_about_and_nothing_leaves_by_the_order_either(desk: Desk):
    row = desk.convoke(1, 2, 3)
    desk.settle()

    desk.write_beside(row, Décision="envoyer sauf Dupond")
    desk.order_all()
    said = desk.settle()

    assert set(desk.found().values()) == {HELD}
    assert "n’est pas compris" in desk.shown()[row]["État"]
    assert len([one for one in said if "Dupond" in one]) == 1


def test_who_is_convoked_later_has_a_row_of_their_own_and_waits(desk: Desk):
    row = desk.convoke(1, 2, 3)
    desk.settle()
    desk.write_beside(row, Décision="envoyer")
    desk.convoke(4)
    desk.settle()

    assert desk.found() == {"P01": READY, "P02": READY, "P03": READY, "P04": HELD}
    assert set(desk.shown()) == {row, key_of(4)}


def test_taking_the_word_back_holds_all_and_a_row_taken_out_declines_all(desk: Desk):
    row = desk.convoke(1, 2, 3)
    desk.convoke(4)  # another row of the week, which stays
    desk.settle()
    desk.write_beside(row, Décision="envoyer")
    desk.settle()
    desk.write_beside(row, Décision="")
    desk.settle()
    assert set(desk.found().values()) == {HELD}

    at = next(n for n, cells in enumerate(desk.rows()) if row in cells)
    desk.edit(deleteDimension={"range": desk.lines("ROWS", at)})
    desk.settle()

    assert desk.found() == {"P01": DECLINED, "P02": DECLINED, "P03": DECLINED, "P04": HELD}


def test_a_row_that_shows_others_than_it_was_written_for_is_no_approval(desk: Desk):
    row = desk.convoke(1, 2, 3)
    desk.settle()

    desk.write_beside(row, Décision="envoyer", Destinataire="Anne 1 (P01)")
    desk.settle()

    assert set(desk.found().values()) == {HELD}
    assert "Anne 3 (P03)" in desk.shown()[row]["Destinataire"]


def test_a_pass_that_repeats_changes_nothing(desk: Desk):
    row = desk.convoke(*range(1, 24))
    desk.settle()
    desk.write_beside(row, Décision="envoyer sauf P07")
    desk.settle()
    before = desk.rows()[4:]  # the deadline above is that of the moment

    desk.settle()

    assert desk.rows()[4:] == before
    assert sum(state is READY for state in desk.found().values()) == 22


def test_a_partner_named_on_top_or_all_but_one(desk: Desk):
    row = desk.convoke(1, 2, 3)
    desk.prepare(2)
    desk.settle()
    top = desk.rows()[1]
    assert "« P03 », ou « tout sauf P03 »" in top[2].replace("\u00a0", " ")

    desk.type(1, 1, "P02")
    desk.settle()

    by_key = {one.key: one.state for one in desk.notices()}
    assert {key: state for key, state in by_key.items() if state is READY}.keys() == {
        one.key for one in desk.notices() if one.partner == "P02"
    }
    assert "« P02 » valait pour" in desk.rows()[1][2].replace("\u00a0", " ")
    assert desk.shown()[row]["Décision"] == ""


def test_the_address_of_a_mail_opens_its_row_wherever_she_put_it(desk: Desk):
    row = desk.convoke(1, 2, 3)
    desk.prepare(3)
    desk.settle()
    for _ in range(4):
        desk.sort()
        desk.insert_row()
        book = desk.read()
        addresses = row_addresses(desk.run(), book, REMINDERS.title)

        for key in (row, *(one.key for one in desk.notices() if one.kind == "digest")):
            at = next(n for n, cells in enumerate(desk.rows(), start=1) if key in cells)
            assert addresses[key].endswith(f"#gid={desk.sheet_id()}&range=A{at}:C{at}")
    assert order_address(desk.run(), book, REMINDERS.title).endswith("&range=B2")
    assert row_addresses(desk.run(), book, "Journal") == {}
