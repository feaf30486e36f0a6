"""What the store keeps of meetings: their versions, and invitations carried from week to week."""

from dataclasses import replace
from datetime import UTC, date
from zoneinfo import ZoneInfo

from support.mails.build import PROGRAMME, a_notice, after

from relocalisons.store.mails.meeting_notices import (
    MEETING_NOTICE,
    carry_over,
    first_invitations,
    states_of,
)
from relocalisons.store.mails.meeting_versions import keep_version, versions_of
from relocalisons.store.mails.notices import (
    NewNotice,
    NoticeState,
    SendOutcome,
    claim,
    move,
    notices_of_week,
    settle,
    store_notice,
)
from relocalisons.store.opening import Store


def invitation(partner: str) -> NewNotice:
    return replace(a_notice(partner, items=()), kind=MEETING_NOTICE)


def kept(store: Store, sequence: int, day: str, meeting: str = "R-08") -> bool:
    return keep_version(
        store, programme=PROGRAMME, meeting=meeting, sequence=sequence,
        appointment={"day": day}, at=after(),
    )  # fmt: skip


def test_a_version_is_kept_once_and_never_changed(store: Store):
    assert kept(store, 0, "2026-04-16")
    assert not kept(store, 0, "2026-05-01")
    assert kept(store, 1, "2026-04-23")

    assert versions_of(store, PROGRAMME) == {
        "R-08": ((0, {"day": "2026-04-16"}), (1, {"day": "2026-04-23"}))
    }


def test_versions_belong_to_their_programme_and_meeting(store: Store):
    kept(store, 0, "2026-04-16")
    kept(store, 0, "2026-03-12", meeting="R-07")

    assert versions_of(store, "another") == {}
    assert set(versions_of(store, PROGRAMME)) == {"R-07", "R-08"}


def test_undecided_invitations_come_along_into_the_new_week_and_digests_do_not(store: Store):
    for partner in ("P01", "P02", "P03"):
        store_notice(store, invitation(partner), at=after())
    store_notice(store, a_notice("P04"), at=after())
    key = invitation("P02").key
    move(store, key, of=(NoticeState.HELD,), to=NoticeState.DECLINED, at=after())

    moved = carry_over(
        store, PROGRAMME, iso_week="2026-W11", logical_date=date(2026, 3, 9), at=after()
    )

    assert moved == 2
    assert {one.partner for one in notices_of_week(store, PROGRAMME, "2026-W11")} == {"P01", "P03"}
    again = carry_over(
        store, PROGRAMME, iso_week="2026-W11", logical_date=date(2026, 3, 9), at=after()
    )
    assert again == 0


def test_the_states_of_known_keys_are_told_and_unknown_ones_left_out(store: Store):
    new = invitation("P01")
    store_notice(store, new, at=after())

    assert states_of(store, [new.key, "unknown"]) == {new.key: NoticeState.HELD}
    assert states_of(store, []) == {}


def test_a_meeting_is_convened_from_the_day_its_first_invitation_left(store: Store):
    for partner in ("P01", "P02"):
        store_notice(store, replace(invitation(partner), role="R-08"), at=after())
    move(store, invitation("P01").key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after())
    held = claim(store, invitation("P01").key, at=after(hours=18))
    assert held is not None

    settle(store, held, SendOutcome.ACCEPTED, at=after(hours=18))

    # 18 h after 06:00 UTC is already the next day in Paris.
    assert first_invitations(store, PROGRAMME, zone=ZoneInfo("Europe/Paris")) == {
        "R-08": date(2026, 3, 4)
    }
    assert first_invitations(store, "another", zone=UTC) == {}
