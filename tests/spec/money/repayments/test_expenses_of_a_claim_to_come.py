"""What is put into a claim to come is in it by its name, and is told where its payment is not."""

from datetime import date

import pytest
from support.money.build import SPENT, money_findings, money_programme, one, told
from support.programme.acts import of
from support.reminders.planned import tracked

from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.acts.wording import say_act, say_detail, say_why
from relocalisons.core.kernel.model import Audience
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.review.review import review_claim

NIGHT = date(2026, 9, 28)
FUNDERS = """
    Code | Nom             | Taux % | Éligibilité début | Éligibilité fin | Base HT/TTC
    FVT  | Fonds vert      | 60 %   | 01/09/2025        | 31/08/2028      | HT
"""
SCHEDULE = """
    Financeur | Type                          | Période du | Période au | Échéance   | Statut | Envoyé le
    FVT       | demande de paiement (acompte 1) | 01/09/2025 | 28/02/2026 | 30/04/2026 | accepté | 27/04/2026
    FVT       | demande de paiement (acompte 2) | 01/03/2026 | 31/08/2026 | 30/09/2026 | {status} | {sent}
    FVT       | demande de paiement (acompte 3) | 01/09/2026 | 28/02/2027 | 31/03/2027 | à faire |
"""  # noqa: E501
HEADER = f"{SPENT.strip()} | Déclaré dans | Fournisseur\n"


def night(*lines, status="à faire", sent=""):
    schedule = SCHEDULE.format(status=status, sent=sent)
    drawn = HEADER + "\n".join(lines)
    return money_programme(drawn, funders=FUNDERS, schedule=schedule, as_of=NIGHT)


def line(
    number, paid, *, euros=1000, claim="Acompte 2", pieces="http://d.x/f | http://d.x/p", of=""
):
    return (
        f"{number} | P01 | Achat | 01/06/2026 | | {paid} | {euros} | facture | FVT | payé "
        f"| {pieces} | {claim} | {of or number}"
    )


def acts_of(programme):
    return of(*tracked(*money_findings(programme)), programme=programme, as_of=NIGHT)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("paid", "claim", "said"),
    [
        ("31/08/2026", "Acompte 2", None),
        ("22/09/2026", "Acompte 2", "payée le 22 septembre, après la période de FVT – Demande de paiement (acompte 2) (31 août) : à retirer ou à reporter."),  # noqa: E501
        ("20/02/2026", "Acompte 2", "payée le 20 février, avant la période de FVT – Demande de paiement (acompte 2) (1er mars) : à retirer ou à faire accepter."),  # noqa: E501
        ("septembre 2026", "Acompte 2", "payée « septembre 2026 », après la période de FVT – Demande de paiement (acompte 2) (31 août) : à retirer ou à reporter."),  # noqa: E501
        ("août ou septembre 2026", "Acompte 2", None),  # some of it is inside
        ("22/09/2026", "", None),  # it waits for the next one
        ("22/09/2026", "Acompte 3", None),
        ("20/02/2026", "Acompte 1", None),
        ("", "Acompte 2", None),
    ],
)  # fmt: skip
def test_what_is_put_into_a_claim_and_paid_outside_its_period_is_told(paid, claim, said):
    found = money_findings(night(line("VA02", paid, claim=claim)))

    outside = [each for each in found if each.kind.value == "expense_outside_claim"]
    assert [plain(each.title).partition(" : ")[2] for each in outside] == ([said] if said else [])
    assert all(each.audience is Audience.COORDINATION for each in outside)


def test_what_has_left_is_no_more_to_be_withdrawn():
    sent = night(line("VA02", "22/09/2026"), status="envoyé", sent="25/09/2026")

    assert not told(money_findings(sent), "expense_outside_claim")


def test_it_is_to_be_reviewed_in_its_claim_which_does_not_bring_its_euros():
    programme = night(line("VA01", "10/07/2026"), line("VA02", "22/09/2026", euros=2000))
    (act,) = (each for each in acts_of(programme).acts if "acompte 2" in str(each.key))

    assert plain(say_act(act, programme=programme)) == (
        "Préparer FVT – Demande de paiement (acompte 2) : 1 à revoir"
    )
    assert plain(say_why(act, as_of=NIGHT)).startswith(
        "600 € demandés ; 1 200 € rejetés : payée le 22 septembre 2026, après la période"
    )
    assert "VA02 (payée le 22 septembre, après la période (31 août))" in plain(say_detail(act))


@pytest.mark.parametrize(
    ("status", "sent", "gone"),
    [("à faire", "", False), ("validé", "", False), ("envoyé", "25/09/2026", True),
     ("envoyé", "", True), ("fait", "", True), ("pièces demandées", "25/09/2026", True)],
)  # fmt: skip
def test_a_name_in_declare_dans_is_a_claim_that_went_out_once_it_has_left(status, sent, gone):
    programme = night(line("VA01", "10/07/2026"), status=status, sent=sent)
    (expense,) = money_facts(programme).books.expenses

    assert is_in_a_claim(expense) == gone


def test_the_draft_of_a_claim_carries_what_was_put_into_it_and_no_other_draft_does():
    programme = night(line("VA01", "10/07/2026"), line("VA02", "22/09/2026"))
    books = money_facts(programme).books
    funder = books.funder("FVT")
    assert funder is not None

    def review(start, end):
        return review_claim(books, funder, start=start, end=end, as_of=NIGHT)

    second = review(date(2026, 3, 1), date(2026, 8, 31))
    third = review(date(2026, 9, 1), date(2027, 2, 28))
    assert [each.expense.number for each in second.presented] == ["VA01"]
    late = [each for each in second.lines if not each.is_presented]
    assert [each.remarks[0].kind for each in late] == ["after_period"]
    assert not third.lines


TWICE = (
    line("CO01", "26/06/2026", euros=1400, of="Toiture"),
    line("CO08", "26/06/2026", euros=1400, pieces=" | ", of="Toiture"),
)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_one_invoice_on_two_lines_the_one_without_documents_is_withdrawn_and_asked_nothing(
    order,
):
    numbers = dict(zip(("CO01", "CO08"), order, strict=True))
    lines = [TWICE[at].replace(TWICE[at][:4], name, 1) for name, at in numbers.items()]
    bare = next(name for name, at in numbers.items() if at == 1)
    good = next(name for name, at in numbers.items() if at == 0)
    programme = night(*lines)
    found = money_findings(programme)

    assert not told(found, "evidence_missing")
    double = one(found, "double_funding")
    assert double.label == f"{bare} – même facture que {good}"
    assert f"retirer {bare} (même facture que {good}, sans pièce)" in double.action
    (act,) = (each for each in acts_of(programme).acts if "acompte 2" in str(each.key))
    assert act.euros == 840
    assert f"{bare} (même facture que {good})" in plain(say_detail(act))


def test_where_both_lines_lack_their_documents_the_euros_count_once_and_the_later_is_withdrawn():
    bare = [line(n, "26/06/2026", euros=1400, pieces=" | ", of="Toiture") for n in ("CO01", "CO08")]
    programme = night(*bare)
    found = money_findings(programme)

    assert told(found, "evidence_missing") == ["P01/CO01"]
    assert one(found, "double_funding").label == "CO08 – même facture que CO01"
    (act,) = (each for each in acts_of(programme).acts if "acompte 2" in str(each.key))
    assert act.euros == 840
