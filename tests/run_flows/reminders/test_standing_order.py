"""« tout envoyer » is one order for the messages that stood there, never a standing one."""

import os
from datetime import timedelta

import pytest
from support.theatre import TUESDAY, WEDNESDAY, Theatre

from flows.mail_settlement import mail_settlement
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.store.mails.ledger import acts_on
from relocalisons.store.mails.notices import (
    NewNotice,
    Notice,
    NoticeState,
    notices_of_week,
    store_notice,
)

pytestmark = [pytest.mark.flows, pytest.mark.story]

PROGRAMME, WEEK = "relocalisons", "2026-W10"
ORDER_CELL = "B2"


def order(theatre: Theatre, words: str = "tout envoyer") -> None:
    theatre.hands.type(PILOTAGE, "Relances", ORDER_CELL, words)


def settle(theatre: Theatre, day=TUESDAY, *, hour: int = 11, minute: int = 0) -> str:
    theatre.at(day, hour, minute)
    return theatre.run(mail_settlement, day)


def head(theatre: Theatre) -> list[str]:
    """The line of « tout envoyer »: label, cell, what the service says beside it."""
    cells = [str(cell) for cell in theatre.hands.rows(PILOTAGE, "Relances")[1]]
    return [cell.replace("\u00a0", " ").replace("\u202f", " ") for cell in (*cells, "", "")[:3]]


def notices(theatre: Theatre) -> dict[str, Notice]:
    with theatre.store() as store:
        return {one.key: one for one in notices_of_week(store, PROGRAMME, WEEK)}


def write_later(theatre: Theatre, count: int) -> list[str]:
    """Messages that the service prepares in the same week, after the first list.

    Nothing leaves from now on, so that one that was released stays so and is seen.
    """
    os.environ["RELOCALISONS_LIVE"] = "0"
    model = next(one for one in notices(theatre).values() if one.kind == "digest")
    keys = [f"{number:02d}" * 32 for number in range(10, 10 + count)]
    with theatre.store() as store:
        for key in keys:
            new = NewNotice(
                key=key, programme=PROGRAMME, kind="digest", partner=model.partner,
                role=f"autre {key[:2]}", recipient_hash=f"hash-{key[:2]}", iso_week=WEEK,
                logical_date=TUESDAY, subject=f"Message tardif {key[:2]}", body=model.body or {},
                items=(),
            )  # fmt: skip
            store_notice(store, new, at=model.changed_at)
    return keys


def held(theatre: Theatre) -> set[str]:
    return {key for key, one in notices(theatre).items() if one.state is NoticeState.HELD}


def test_an_order_releases_what_stood_there_and_is_answered_and_emptied(tuesday: Theatre):
    settle(tuesday, hour=9, minute=20)  # nothing typed yet
    before = held(tuesday)
    order(tuesday)

    settle(tuesday, hour=11)

    released = before - held(tuesday)
    alone = len(before) - len(released)
    assert len(released) > 10
    _, cell, answer = head(tuesday)
    assert cell == ""
    assert f"valait pour {len(released)} messages, le 3 mars à 11 h" in answer
    assert alone == sum("à part" in line["État"] and not line["Objet"].startswith("↳")
                        for line in tuesday.tab("Relances"))  # fmt: skip


def test_each_released_message_has_its_decision_in_the_ledger(tuesday: Theatre):
    before = held(tuesday)
    order(tuesday)

    settle(tuesday)

    released = before - held(tuesday)
    with tuesday.store() as store:
        acts = acts_on(store, PROGRAMME, released)
    assert {act.subject for act in acts} == released
    (reason,) = {act.reason.replace("\u00a0", " ") for act in acts}
    assert reason == "« Relances », cellule B2 : « tout envoyer », lu le 3 mars à 11 h"
    assert {act.by for act in acts} == {"coordination"}


def test_what_is_written_later_in_the_week_is_never_released_by_it(tuesday: Theatre):
    order(tuesday)
    settle(tuesday)

    later = write_later(tuesday, 3)
    for day in range(3):
        settle(tuesday, WEDNESDAY, hour=8, minute=20 + 15 * day)

    assert set(later) <= held(tuesday)
    with tuesday.store() as store:
        assert acts_on(store, PROGRAMME, later) == ()
    shown = {line["Clé"]: line["État"] for line in tuesday.tab("Relances")}
    assert all("à valider" in shown[key] for key in later)


def test_an_order_that_could_not_be_emptied_is_spent_and_this_is_said_once(tuesday: Theatre):
    order(tuesday)
    tuesday.fault(method="POST", path=":batchUpdate", status=403, times=1)
    with pytest.raises(Exception, match="Pilotage"):
        settle(tuesday)
    tuesday.mend()
    assert head(tuesday)[1] == "tout envoyer"
    later = write_later(tuesday, 2)
    # Somebody protects the cell: the next writings pass, this one does not.
    said = settle(tuesday, WEDNESDAY, hour=8, minute=20)

    assert set(later) <= held(tuesday)
    assert "ne vaut plus" in said


def test_rows_written_since_the_cell_was_last_read_empty_stay(tuesday: Theatre):
    settle(tuesday, hour=9)
    later = write_later(tuesday, 3)
    # They are written by a pass that begins while the cell is empty and ends when it is not.
    order(tuesday)
    settle(tuesday, hour=10)

    assert set(later) <= held(tuesday)


def test_another_text_typed_meanwhile_is_left_to_be_read(tuesday: Theatre):
    order(tuesday)
    settle(tuesday)
    order(tuesday, "non, attendez")

    settle(tuesday, hour=11, minute=20)

    assert head(tuesday)[1] == "non, attendez"


def test_next_week_the_leftover_is_no_new_order(tuesday: Theatre):
    from flows.partner_reminders import partner_reminders

    order(tuesday)
    tuesday.fault(method="POST", path=":batchUpdate", status=403, times=1)
    with pytest.raises(Exception, match="Pilotage"):
        settle(tuesday)
    tuesday.mend()
    later = TUESDAY + timedelta(days=7)
    tuesday.at(later, 7)
    tuesday.run(partner_reminders, later)

    settle(tuesday, later)

    with tuesday.store() as store:
        states = {one.state for one in notices_of_week(store, PROGRAMME, "2026-W11")}
    assert states == {NoticeState.HELD}
