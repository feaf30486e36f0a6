"""Keys come from facts: they never move with the clock, the run or the spelling of an address."""

from datetime import date

import pytest

from relocalisons.core.kernel.keys import digest_key, item_key, recipient_hash

SECRET = b"a secret"
FACTS = {"programme": "relocalisons", "person": "P01/référent", "iso_week": "2026-W10"}


def test_the_same_facts_give_the_same_key_for_ever():
    assert digest_key(SECRET, **FACTS) == digest_key(SECRET, **FACTS)
    assert digest_key(SECRET, **FACTS) == (
        "d2c667438d88087f94b4ae5697d62c7926fa4dc171789acb49fbbca460b1f412"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"programme": "autre"},
        {"person": "P02/référent"},
        {"iso_week": "2026-W11"},
        {"programme": "relocalisonsP01", "person": "/référent"},  # parts never run together
    ],
)
def test_another_fact_gives_another_key(other: dict[str, str]):
    assert digest_key(SECRET, **(FACTS | other)) != digest_key(SECRET, **FACTS)


def test_another_secret_gives_another_key():
    assert digest_key(b"another", **FACTS) != digest_key(SECRET, **FACTS)


@pytest.mark.parametrize(
    "other",
    [{"due": date(2026, 4, 1)}, {"due": None}, {"level": 2}, {"finding_key": "action_late:A2"}],
)
def test_a_date_granted_a_level_or_another_subject_give_another_line(other):
    facts = {"finding_key": "action_late:A1", "due": date(2026, 3, 1), "level": 1}

    assert item_key(SECRET, **(facts | other)) != item_key(SECRET, **facts)


def test_an_address_is_recognised_whatever_its_case_and_never_readable():
    hashed = recipient_hash(SECRET, " Jeanne.Brun@Mairie.example ")

    assert hashed == recipient_hash(SECRET, "jeanne.brun@mairie.example")
    assert hashed != recipient_hash(SECRET, "jeanne.brun@mairie2.example")
    assert hashed != recipient_hash(b"another", "jeanne.brun@mairie.example")
    assert len(hashed) == 64
    assert "jeanne" not in hashed
