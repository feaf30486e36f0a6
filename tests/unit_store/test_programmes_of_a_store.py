"""A store serves many programmes, and refuses two of one code or one « Pilotage »."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from relocalisons.errors import ConfigurationError
from relocalisons.store.opening import Store, rehearsal
from relocalisons.store.programmes import ProgrammeIdentity, claim_programme

AT = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)
VAL = ProgrammeIdentity(code="val", name="Val de Sorgue", drive_id="drive", pilotage_id="book")
SUD = ProgrammeIdentity(code="sud", name="Sud", drive_id="other-drive", pilotage_id="other-book")


def claim(store: Store, *those: ProgrammeIdentity) -> None:
    for one in those:
        claim_programme(store, one, at=AT)


def test_programmes_stand_side_by_side_night_after_night(store: Store):
    claim(store, VAL, SUD, VAL, SUD)


def test_another_programme_of_the_same_code_is_refused(store: Store):
    claim(store, VAL)

    with pytest.raises(ConfigurationError, match="another programme under the code 'val'"):
        claim(store, replace(SUD, code="val"))
    claim(store, VAL)


def test_one_pilotage_under_two_codes_is_refused(store: Store):
    claim(store, VAL)

    with pytest.raises(ConfigurationError, match="is that of the programme 'val' there"):
        claim(store, replace(VAL, code="sud", name="Sud", drive_id=""))


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Val de Sorgue 2"},
        {"pilotage_id": "new-book"},
        {"drive_id": "new-drive", "name": "Val"},
        {"drive_id": "", "pilotage_id": "new-book"},
        {"pilotage_id": ""},
    ],
)
def test_a_programme_may_be_renamed_move_or_get_its_pilotage_anew(store: Store, change):
    claim(store, VAL, replace(VAL, **change), replace(VAL, **change))


def test_before_its_pilotage_is_made_a_programme_is_known_by_its_code_alone(store: Store):
    before = replace(VAL, pilotage_id="", drive_id="")

    claim(store, before, replace(SUD, pilotage_id=""), VAL)

    with pytest.raises(ConfigurationError):
        claim(store, replace(SUD, pilotage_id="book"))


def test_a_rehearsal_is_refused_as_a_run_and_remembers_nothing(store: Store):
    with rehearsal(store) as tried:
        claim(tried, VAL)
    claim(store, replace(SUD, code="val"))

    with rehearsal(store) as tried, pytest.raises(ConfigurationError):
        claim(tried, VAL)
