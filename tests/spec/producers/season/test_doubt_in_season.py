"""A volume that cannot be read is in doubt in the weeks of its contract, and in no other."""

from datetime import date

from support.producers.build import a_contract_line, programme_of

from relocalisons.core.producers.season.plan import plan_season

MAY = date(2026, 5, 4)  # a Monday


def test_a_volume_in_doubt_is_none_after_the_last_day_of_its_contract():
    contract = a_contract_line(
        **{"Début": "01/05/2026", "Fin": "31/05/2026", "Volume total": "?", "Étape": "en culture"}
    )
    (line,) = plan_season(programme_of(contracts=contract, as_of=MAY), as_of=MAY).lines

    within, after = date(2026, 5, 25), date(2026, 6, 1)
    assert (line.expected_in(within), line.asked_in(within)) == (None, None)
    assert (line.expected_in(after), line.asked_in(after)) == (0, 0)
