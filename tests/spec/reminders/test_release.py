"""What the service promises about what still leaves when she decides."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.programme.build import place

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.digests import Digest, DigestBlock, DigestGroup, DigestLine
from relocalisons.core.reminders.rules.release import (
    StillOpen,
    from_document,
    keep_what_may_leave,
    line_row_key,
    to_document,
)


def line(number, *, names=None, group=DigestGroup.LATE):
    return DigestLine(
        finding_key=f"action_late:{number}",
        kind=PlanKind.ACTION_LATE,
        number=number,
        label=f"{number} – Former « les » cuisiniers",
        text="",
        status="28\u00a0jours de retard",
        due=date(2026, 2, 3) if group is not DigestGroup.CELLS else None,
        about=False,
        level=1,
        place=place(14).cell("planned_end"),
        names_partner=names,
    )


def digest(*lines, **blocks):
    return Digest(
        partner="P01",
        partner_name="Ville de Grasse",
        profile="collectivité",
        person="Anne Roux",
        as_of=date(2026, 3, 3),
        blocks=(DigestBlock(group=DigestGroup.LATE, lines=lines),),
        sheet=place(1).cell("number"),
    )


def test_a_digest_comes_back_from_the_store_as_it_was():
    stored = replace(digest(line("A1"), line("A1", names="P02"), line("A2")), settled=2)

    assert from_document(to_document(stored), kinds=KINDS) == stored


def test_a_line_that_names_another_partner_stays_out_without_its_own_approval():
    stored = digest(line("A1"), line("A1", names="P02"))

    release = keep_what_may_leave(stored)

    assert release.digest is not None
    assert [kept.names_partner for kept in release.digest.lines] == [None]
    assert "non validé" in release.left_out[0][1]


def test_an_approved_line_leaves_as_it_was_stored():
    naming = line("A1", names="P02")

    release = keep_what_may_leave(digest(line("A1"), naming), approved=frozenset({naming.key}))

    assert release.digest == digest(line("A1"), naming)


def test_what_was_settled_since_is_taken_out_and_thanked_for():
    stored = digest(line("A1"), line("A1", names="P02"), line("A2"))

    release = keep_what_may_leave(stored, settled=frozenset({"action_late:A1"}))

    assert release.digest is not None
    assert [kept.number for kept in release.digest.lines] == ["A2"]
    assert release.digest.settled == 1


def test_a_digest_with_nothing_left_to_say_does_not_leave():
    release = keep_what_may_leave(digest(line("A1")), settled=frozenset({"action_late:A1"}))

    assert release.digest is None
    assert len(release.left_out) == 1


def test_the_row_of_a_line_is_known_by_its_mail_and_its_finding():
    assert line_row_key("k1", line("A1", names="P02")) == "k1#action_late:A1>P02"


@given(
    st.lists(st.sampled_from(["A1", "A2", "A3"]), max_size=3),
    st.lists(st.sampled_from(["action_late:A1>P02", "action_late:A3>P02"]), max_size=2),
)
@settings(max_examples=40, deadline=None)
def test_release_only_takes_lines_out(settled, approved):
    stored = digest(
        line("A1"), line("A1", names="P02"), line("A2"), line("A3"), line("A3", names="P02")
    )

    release = keep_what_may_leave(
        stored,
        approved=frozenset(approved),
        settled=frozenset(f"action_late:{number}" for number in settled),
    )

    kept = release.digest.lines if release.digest else ()
    assert set(kept) <= set(stored.lines)
    assert len(kept) + len(release.left_out) == len(stored.lines)
    assert all(one.names_partner is None or one.key in approved for one in kept)


@pytest.mark.parametrize(("decision", "leaves"), [
    ("", True), ("à traiter", True), ("voir avec Paul", True), ("date accordée au 30/02", True),
    ("sans objet", False), ("vu par téléphone", False),
    ("vu par téléphone, reparler le 20/03/2026", False),
    ("vu par téléphone, reparler le 02/03/2026", True),  # to be talked of again
    ("date accordée au 12/04/2026", False),
    ("date accordée au 03/02/2026", True),               # the date that the line tells
    ("date accordée au 27/02/2026", True),               # a date that passed
])  # fmt: skip
def test_a_stored_line_leaves_unless_she_decided_otherwise_since(decision, leaves):
    stored = line("A1.2")
    words = {stored.finding_key: understand_finding(decision, read_on=date(2026, 1, 20))}
    still = StillOpen(keys=frozenset(words), words=words, as_of=date(2026, 3, 5))

    assert still.says(stored) is leaves
    assert not still.says(line("A9.9")), "resolved since"
