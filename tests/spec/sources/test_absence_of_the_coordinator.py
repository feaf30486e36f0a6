"""« Je suis absente » in « Paramètres »: from when to when her deputy decides."""

from datetime import date

import pytest
from support.programme.sheets import TUESDAY, pilotage

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.sources.parameters import Parameters, read_parameters


def said(*lines: str, as_of: date = TUESDAY) -> Parameters:
    return read_parameters(pilotage(settings="\n".join(lines)), as_of=as_of)


@pytest.mark.parametrize(
    "line",
    [
        "Je suis absente | du 13/07/2026 au 31/07/2026 | |",
        "Je suis absent | du 13/07 au 31/07/2026 | |",
        "Absence | du 13 juillet au 31 juillet 2026 | |",
        "Je suis absente du 13/07/2026 au 31/07/2026 | oui | |",
        "absences | Du 13/07/2026 jusqu'au 31/07/2026. | |",
    ],
)
def test_an_absence_goes_from_its_first_to_its_last_day(line: str):
    parameters = said(line)

    assert parameters.findings == ()
    assert parameters.absences == (DateInterval(date(2026, 7, 13), date(2026, 7, 31)),)
    days = (date(2026, 7, 12), date(2026, 7, 13), date(2026, 7, 31), date(2026, 8, 1))
    assert [parameters.is_away(day) for day in days] == [False, True, True, False]


def test_one_over_new_year_begins_in_the_year_before():
    parameters = said("Je suis absente | du 28/12 au 05/01/2027 | |")

    assert parameters.absences == (DateInterval(date(2026, 12, 28), date(2027, 1, 5)),)


def test_several_absences_count_each():
    parameters = said(
        "Je suis absente | du 13/07/2026 au 31/07/2026 | |",
        "Je suis absente | du 21/12/2026 au 31/12/2026 | |",
    )

    assert parameters.findings == ()
    assert parameters.is_away(date(2026, 7, 20))
    assert parameters.is_away(date(2026, 12, 24))
    assert not parameters.is_away(date(2026, 9, 1))


@pytest.mark.parametrize(
    "value",
    [
        "du 13/07 au 31/07",  # of which year?
        "du 31/07/2026 au 13/07/2026",
        "deux semaines en juillet",
        "oui",
        "du 13/07/2024 au 31/07/2026",  # two years is a slip
    ],
)
def test_an_absence_that_is_not_understood_is_told_and_changes_nothing(value: str):
    parameters = said(f"Je suis absente | {value} | |")

    assert parameters.absences == ()
    (told,) = parameters.findings
    assert "du 13/07/2026 au 31/07/2026" in told.title + told.detail
