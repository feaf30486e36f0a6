"""The day of a milestone is the one that its funder knows, whenever its partner meant to end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.acts import seen
from support.programme.build import a_partner, a_programme, an_action
from support.reminders.planned import finding

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.wording import say_act, say_why

EARLIER, KNOWN = date(2026, 3, 12), date(2026, 3, 30)


def call(*, as_of):
    """The call about an action planned for the 30th, which its partner meant to end on the 12th."""
    action = an_action("A1", end=str(KNOWN), revised=str(EARLIER), milestone="Jalon", funders="PNA")
    programme = a_programme(
        as_of=as_of, partners=(a_partner("P01", "Légumerie"),), actions=(action,)
    )
    entries = seen(replace(finding(subject="A1"), due=EARLIER), finding(subject="A2"))
    (act,) = derive_acts(entries, programme=programme, as_of=as_of).acts
    told = say_act(act, programme=programme), say_why(act, as_of=as_of)
    return act, *(words.replace("\u00a0", " ") for words in told)


@pytest.mark.parametrize(
    ("as_of", "passed"),
    ((date(2026, 3, 17), False), (KNOWN, False), (KNOWN + timedelta(days=1), True)),
)
def test_a_milestone_is_past_once_the_day_of_its_funder_is(as_of, passed):
    act, title, why = call(as_of=as_of)

    assert act.milestone == KNOWN
    assert "A1 (jalon PNA du 30 mars)" in title
    assert why.startswith("Jalon d’un financeur")
    assert why.startswith("Jalon d’un financeur passé") is passed
