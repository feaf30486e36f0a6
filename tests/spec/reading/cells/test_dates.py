"""What a date column says, cell by cell; one row per notation of people."""

from datetime import UTC, date, datetime

import pytest

from relocalisons.core.kernel.model import Cell, DateInterval, Doubt
from relocalisons.core.reading.cells.readers import read_date

DASH = "—"


def told(value: object, *, default_year: int | None = None) -> str:
    """The reading of a cell as one line: doubt, then the day, the period or the candidates."""
    reading = read_date(value, default_year=default_year)
    if reading.value is None:
        days = " | ".join(f"{c.latest:%d/%m/%Y}" for c in reading.candidates)
        return f"{reading.doubt} {days}".strip()
    first, last = reading.value.earliest, reading.value.latest
    if first == last:
        return f"{reading.doubt} {last:%d/%m/%Y}"
    return f"{reading.doubt} {first:%d/%m/%Y} – {last:%d/%m/%Y}"


@pytest.mark.parametrize(
    "cell",
    [
        "12/03/2026", "12/3/2026", "12/03/26", "12.3.2026", "12-03-2026", "12-03-26", "2026-03-12",
        "2026/03/12", "12,03,2026", "12\\03\\2026", "12 03 2026", "12 / 03 / 2026", "12/03-2026",
        "12/03/2026.", " 12/03/2026\u00a0", "\u200b12/03/2026", "'12/03/2026", "20260312",
        "12 mars 2026", "12 Mars 2026", "12 MARS 26", "12-mars-26", "12/mars/2026", "12mars2026",
        "12ème mars 2026", "le 12 mars 2026", "jeudi 12 mars 2026", "Jeu. 12/03/2026",
        20260312, "12 mars\u00a02026", "March 12, 2026", "12th March 2026", "12/03/2026 14:30",
        "12/03/2026 à 14h30", "2026-03-12T10:00:00Z", "2026-03-12 00:00:00", "12/03/2026 matin",
        46093, 46093.0, 46093.75, Cell(46093, "dd/mm/yyyy"), Cell(46093, "d mmm yy"),
        "12/03/2026 (jeudi)", "12 mars 2026, jeu.", "12/03/2026 (matin)",
        Cell("12/03/2026", "dd/mm/yyyy"), date(2026, 3, 12),
        datetime(2026, 3, 12, 8, 30, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_whole_day_is_certain_however_it_is_typed(cell: object):
    assert told(cell) == "certain 12/03/2026"


def test_the_first_of_the_month_may_be_written_1er():
    assert [told(c) for c in ("1er mars 2026", "1 er mars 2026", "1°mars 2026", "1 mars 2026")] == [
        "certain 01/03/2026"
    ] * 4


@pytest.mark.parametrize(
    ("cell", "told_as"),
    [
        ("mars 2026", "about 01/03/2026 – 31/03/2026"),
        ("mars 26", "about 01/03/2026 – 31/03/2026"),
        ("03/2026", "about 01/03/2026 – 31/03/2026"),
        ("2026-03", "about 01/03/2026 – 31/03/2026"),
        ("courant mars 2026", "about 01/03/2026 – 31/03/2026"),
        ("début mars 2026", "about 01/03/2026 – 10/03/2026"),
        ("mi-mars 2026", "about 10/03/2026 – 20/03/2026"),
        ("fin mars 2026", "about 21/03/2026 – 31/03/2026"),
        ("fin février 2028", "about 21/02/2028 – 29/02/2028"),
        ("d’ici fin mars 2026", "about 21/03/2026 – 31/03/2026"),
        ("au plus tard fin mars 2026", "about 21/03/2026 – 31/03/2026"),
        ("1ère quinzaine de mars 2026", "about 01/03/2026 – 15/03/2026"),
        ("2e quinzaine de février 2026", "about 16/02/2026 – 28/02/2026"),
        ("mars-avril 2026", "about 01/03/2026 – 30/04/2026"),
        ("T2 2026", "about 01/04/2026 – 30/06/2026"),
        ("courant T2 2026", "about 01/04/2026 – 30/06/2026"),
        ("début T2 2026", "about 01/04/2026 – 30/04/2026"),
        ("mi-T2 2026", "about 01/05/2026 – 31/05/2026"),
        ("fin T2 2026", "about 01/06/2026 – 30/06/2026"),
        ("2e trimestre 2026", "about 01/04/2026 – 30/06/2026"),
        ("Q2 2026", "about 01/04/2026 – 30/06/2026"),
        ("1er semestre 2026", "about 01/01/2026 – 30/06/2026"),
        ("semestre 2 2026", "about 01/07/2026 – 31/12/2026"),
        ("S14 2026", "about 30/03/2026 – 05/04/2026"),
        ("sem. 14 2026", "about 30/03/2026 – 05/04/2026"),
        ("semaine 2 2026", "about 05/01/2026 – 11/01/2026"),
        ("2026-W14", "about 30/03/2026 – 05/04/2026"),
        ("semaine du 16 mars 2026", "about 16/03/2026 – 22/03/2026"),
        ("printemps 2026", "about 20/03/2026 – 20/06/2026"),
        ("été 2026", "about 21/06/2026 – 22/09/2026"),
        ("début de l’été 2026", "about 21/06/2026 – 22/07/2026"),
        ("mi-été 2026", "about 22/07/2026 – 22/08/2026"),
        ("fin de l’été 2026", "about 22/08/2026 – 22/09/2026"),
        ("noël 2026", "about 25/12/2026"),
        ("rentrée 2026", "about 01/09/2026 – 30/09/2026"),
        ("hiver 2025-2026", "about 21/12/2025 – 19/03/2026"),
        ("fin d’année 2026", "about 01/10/2026 – 31/12/2026"),
        ("mi-2026", "about 15/06/2026 – 15/07/2026"),
        ("lundi 03/2026", "about 01/03/2026 – 31/03/2026"),
        ("2026", "about 01/01/2026 – 31/12/2026"),
        (2026, "about 01/01/2026 – 31/12/2026"),
        (Cell(46082, "mmm yyyy"), "about 01/03/2026 – 31/03/2026"),
        (Cell(46023, "yyyy"), "about 01/01/2026 – 31/12/2026"),
    ],
)
def test_a_period_is_an_interval_due_on_its_last_day(cell: object, told_as: str):
    assert told(cell) == told_as


@pytest.mark.parametrize(
    "cell",
    [
        "30/02/2026", "31/09", "31/09/2026", "29/02/2026", "29 février 2026", "31 avril",
        "0/3/2026",
        "32/01/2026", "20/13/2026", "13/2026", "2026-02-30", "S54", "S53 2025", "01/01/9999",
        "02/30/2026", "31022026", 31022026, "03/50", "31/02/2026 14h", "3e quinzaine de mars 2026",
        "3e semestre 2026", "03/1800", "hiver 2025-2028", "semaine du 30/02/2026",
        "avant le 30/02/2026",
    ],
)  # fmt: skip
def test_an_impossible_date_never_rolls_over(cell: str):
    reading = read_date(cell, default_year=2026)

    assert (reading.doubt, reading.value) == (Doubt.UNREADABLE, None)
    assert "n’existe pas" in reading.fix


@pytest.mark.parametrize(
    ("cell", "without", "with_2026"),
    [
        ("15/03", "ambiguous", "about 15/03/2026"),
        ("15 mars", "ambiguous", "about 15/03/2026"),
        ("fin mars", "ambiguous", "about 21/03/2026 – 31/03/2026"),
        ("mi-mars", "ambiguous", "about 10/03/2026 – 20/03/2026"),
        ("courant T2", "ambiguous", "about 01/04/2026 – 30/06/2026"),
        ("S14", "ambiguous", "about 30/03/2026 – 05/04/2026"),
        ("sem. 14", "ambiguous", "about 30/03/2026 – 05/04/2026"),
        ("printemps", "ambiguous", "about 20/03/2026 – 20/06/2026"),
        ("fin d’année", "ambiguous", "about 01/10/2026 – 31/12/2026"),
        ("29/02", "ambiguous", "unreadable"),
    ],
)
def test_a_missing_year_is_asked_for_unless_a_default_completes_it(
    cell: str, without: str, with_2026: str
):
    assert told(cell) == without
    assert told(cell, default_year=2026) == with_2026


@pytest.mark.parametrize(
    ("cell", "told_as"),
    [
        ("S2 2026", "ambiguous 31/12/2026 | 11/01/2026"),
        ("S1 2026", "ambiguous 30/06/2026 | 04/01/2026"),
        ("15/03/2026 -> 30/04/2026", "ambiguous 15/03/2026 | 30/04/2026"),
        ("15/03/2026 → 30/04/2026", "ambiguous 15/03/2026 | 30/04/2026"),
        ("15/03 (reporté au 30/04/2026)", "ambiguous 15/03/2026 | 30/04/2026"),
        ("15/03/2026 ou 30/04/2026", "ambiguous 15/03/2026 | 30/04/2026"),
        ("vendredi 12 mars 2026", "ambiguous 12/03/2026 | 13/03/2026"),
        ("12/03/2026 ?", "ambiguous 12/03/2026"),
        ("12/03/2026 (à confirmer)", "ambiguous 12/03/2026"),
        ("12/03/2026 (voir mail)", "ambiguous 12/03/2026"),
        ("pas avant le 12/03/2026", "ambiguous 12/03/2026"),
        ("avant mars 2026", "ambiguous 28/02/2026 | 31/03/2026"),
        ("hiver 2026", "ambiguous 19/03/2026 | 19/03/2027"),
        ("26-03-12", "ambiguous 26/03/2012 | 12/03/2026"),
        ("mars ou avril 2026", "ambiguous 31/03/2026 | 30/04/2026"),
        ("jui 2026", "ambiguous 30/06/2026 | 31/07/2026"),
        ("mar 26", "ambiguous 31/03/2026"),
        ("03/26", "ambiguous 31/03/2026"),
        ("2026-03-12T23:59:59Z", "ambiguous 12/03/2026 | 13/03/2026"),
    ],
)
def test_nothing_is_chosen_when_two_readings_fit(cell: str, told_as: str):
    assert told(cell) == told_as


@pytest.mark.parametrize(
    ("cell", "told_as"),
    [
        ("mar 26", "ambiguous 31/03/2026 | 26/03/2026"),
        ("03/26", "ambiguous 31/03/2026 | 26/03/2026"),
        ("hiver", "ambiguous 19/03/2026 | 19/03/2027"),
        ("S2", "ambiguous 31/12/2026 | 11/01/2026"),
    ],
)
def test_a_default_year_adds_candidates_and_settles_nothing(cell: str, told_as: str):
    assert told(cell, default_year=2026) == told_as


def test_a_short_year_of_the_last_century_is_read_day_first():
    assert told("12-03-99") == "certain 12/03/1999"


def test_two_dates_without_year_are_baseline_and_revised_of_the_default_year():
    assert told("15/03 -> 30/04", default_year=2026) == "ambiguous 15/03/2026 | 30/04/2026"


@pytest.mark.parametrize(
    ("cell", "told_as"),
    [
        ("Fait le 12/03/2026", "about 12/03/2026"),
        ("livré le 12 mars 2026", "about 12/03/2026"),
        ("vers le 12/03/2026", "about 12/03/2026"),
        ("~12/03/2026", "about 12/03/2026"),
        ("avant le 12/03/2026", "about 12/03/2026"),
        ("d’ici le 12/03/2026", "about 12/03/2026"),
        ("12/03/2026 au plus tard", "about 12/03/2026"),
        ("reporté au 12/03/2026", "about 12/03/2026"),
        ("03/25/2026", "about 25/03/2026"),
        ("12032026", "about 12/03/2026"),
        ("46093", "about 12/03/2026"),
        (Cell(46093, "#,##0"), "about 12/03/2026"),
    ],
)
def test_a_date_in_clear_with_something_to_correct_is_about(cell: object, told_as: str):
    assert told(cell) == told_as
    assert read_date(cell).fix


@pytest.mark.parametrize(
    "cell",
    ["", None, "  ", "\u00a0", "avant l’été", "dès que possible", "à définir", "A DEFINIR", "?",
     "TBD",
     "-", "—", "NC", "n/a", "en attente", "à venir", float("nan")],
)  # fmt: skip
def test_a_word_for_nothing_is_no_date(cell: object):
    assert told(cell) == "absent"


def test_a_word_for_nothing_is_not_an_empty_cell():
    assert read_date("").fix == ""
    assert read_date("à définir").fix == (
        "«\u00a0à définir\u00a0» ne donne pas de valeur\u00a0: dès qu’elle est connue, tapez un "
        "jour, par exemple 12/03/2026."
    )


@pytest.mark.parametrize(
    "cell",
    ["#REF!", "#N/A", "#VALEUR!", "#DIV/0!", "#NOM?", "Chargement...", "Loading…", "####",
     "voir avec Paul", "idem", "demain", "x", "=AUJOURDHUI()", "12/03/206", "12//03/2026", "99999",
     "mardi 12 x", "fin noël 2026", "été 2025-2026", True, False,
     0, -1, 1.5, 3.2026, 120326, 1e300, float("inf"), 15, Cell(15, "dd/mm/yyyy"), [], b"12/03/2026",
     "a" * 50_000],
)  # fmt: skip
def test_what_is_no_date_is_unreadable_and_says_what_to_type(cell: object):
    reading = read_date(cell)

    assert (reading.doubt, reading.value, reading.candidates) == (Doubt.UNREADABLE, None, ())
    assert reading.fix.endswith(".")


def test_a_bare_number_is_a_date_only_within_a_programme_s_span():
    told_as = {34700: "certain 01/01/1995", 53327: "certain 31/12/2045"}

    assert {number: told(number) for number in told_as} == told_as
    assert told(34699) == told(53328) == "unreadable"


@pytest.mark.parametrize("year", [1, 26, 206, 1926, 2046, 2099, 2199, 9999])
def test_a_year_that_nobody_means_is_no_date_in_any_notation(year: int):
    texts = (f"12/03/{year:04}", f"{year:04}-03-12", f"12 mars {year:04}", f"mars {year:04}")
    doubts = {read_date(text).doubt for text in texts}

    assert not doubts & {Doubt.CERTAIN, Doubt.ABOUT}


def test_the_far_future_is_no_date_in_a_date_format_either():
    assert told(Cell(73050, "dd/mm/yyyy")) == "unreadable"
    assert "31/12/2099" in read_date(Cell(73050, "dd/mm/yyyy")).fix


def test_the_hour_of_an_export_and_its_zone_are_dropped():
    reading = read_date("November 14, 2026 6:00 PM (GMT+1)")

    assert reading.value == DateInterval(date(2026, 11, 14), date(2026, 11, 14))
    assert reading.doubt is Doubt.CERTAIN
