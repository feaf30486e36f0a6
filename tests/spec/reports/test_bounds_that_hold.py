"""A bound is rounded to the side on which it holds: « au plus » up, « au moins » down."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import pytest
from support.money.build import money_programme

from relocalisons.core.kernel.words.french import least_percent, most_percent, tonnes, whole_percent
from relocalisons.core.money.spending import measure_spending
from relocalisons.core.reports.shared.measures import share_at_most, share_paid
from relocalisons.core.views.ranges import Euros


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("share", "least", "about", "most"),
    (("0.2201", 22, 22, 23), ("0.2299", 22, 23, 23), ("0.225", 22, 23, 23), ("0.22", 22, 22, 22),
     ("0", 0, 0, 0), ("0.0004", 0, 0, 1), ("0.9996", 99, 100, 100), ("1", 100, 100, 100)),
)  # fmt: skip
def test_a_share_is_rounded_by_what_is_said_of_it(share, least, about, most):
    one = Decimal(share)

    assert (least_percent(one), whole_percent(one), most_percent(one)) == (least, about, most)


@pytest.mark.parametrize(
    ("sure", "more", "said", "at_most"),
    (
        ("2201", "0", "22 %", "au plus 23 %"),
        ("2299", "0", "23 %", "au plus 23 %"),
        ("2299", "100", "22 à 24 %", "au plus 24 %"),
        ("2299", None, "au moins 22 %", "part à préciser"),
        ("2200", "0", "22 %", "au plus 22 %"),
    ),
)
def test_a_share_of_a_budget_holds_on_both_sides(sure, more, said, at_most):
    paid = Euros(sure=Decimal(sure), more=None if more is None else Decimal(more), cells=1)

    assert plain(paid.share_of(Decimal(10000))) == said
    assert plain(share_at_most(paid, Decimal(10000))) == at_most


@pytest.mark.parametrize(
    ("budget", "line", "said"),
    (
        ("10 000", "299,00 | 03/02/2026", "23 %"),  # nothing in doubt: halves up
        ("10 000", "299,00 | 31/02/2026", "20 %"),  # perhaps 299 € more, said beside
        ("10 000", "#REF! | 03/02/2026", "au moins 20 %"),
        ("8 000 ou 9 000", "299,00 | 03/02/2026", "part à préciser"),
    ),
)
def test_the_share_in_a_note_is_the_low_end_of_that_on_her_tab(budget, line, said):
    programme = money_programme(
        f"""
        N° pièce | Partenaire | Poste | Montant HT € | Payé le    | Financeur(s) et clé %
        1        | P01        | Achat | 2 000,00     | 03/02/2026 | FRA 100 %
        2        | P01        | Achat | {line}                    | FRA 100 %
        """,
        budget=f"""
        Poste | Partenaire | Financeur | Budget initial €
        Achat | P01        | FRA       | {budget}
        """,
    )
    funder = next(one for one in programme.funders if one.code == "FRA")

    assert plain(share_paid(measure_spending(programme, funder, as_of=programme.as_of))) == said


@pytest.mark.parametrize(
    ("kilograms", "least", "about", "most"),
    (
        ("12346", "12,34 t", "12,35 t", "12,35 t"),
        ("12341", "12,34 t", "12,34 t", "12,35 t"),
        ("12340", "12,34 t", "12,34 t", "12,34 t"),
        ("849.996", "849,99 kg", "850 kg", "850 kg"),
    ),
)
def test_a_weight_is_rounded_by_what_is_said_of_it(kilograms, least, about, most):
    one = Decimal(kilograms)

    assert plain(tonnes(one, ROUND_FLOOR)) == least
    assert plain(tonnes(one)) == about
    assert plain(tonnes(one, ROUND_CEILING)) == most
