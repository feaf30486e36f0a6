"""What a controller finds in eight programmes is found before the claim is sent, and nothing else.

The programmes and their truth (tests/data/money, definitions in its README) were written by a
reader who had not seen the rules.
"""

import pytest
from support.money.audited import Audited, audited, folders

from relocalisons.core.money.review.review import ClaimReview
from relocalisons.core.money.review.verdict import ReviewedLine, Verdict

# What is said of a claim as a whole, by the controller's word for it.
OF_A_CLAIM = {
    "plafond": "ceiling", "cumul": "public_aid", "autofinancement": "public_aid",
    "acompte_minimum": "least_claim", "delai_justificatifs": "deadline", "regle_absente": "rate",
    "transfert": "transfer", "signature": "signature",
    # A draft's wrong rate or sum stands in « Montant demandé »: the aid itself is made by rules.
    "taux": "requested", "calcul_aide": "requested",
}  # fmt: skip
KINDS_OF_LINE = "ligne"


@pytest.fixture(scope="module", params=folders(), ids=lambda folder: folder.name)
def programme(request) -> Audited:
    return audited(request.param)


def lines_of(programme: Audited, claim: str) -> dict[str, ReviewedLine]:
    return {line.expense.number: line for line in programme.reviews[claim].lines}


def irregular(programme: Audited) -> list[dict]:
    return list(programme.truth["irregularites"])


def test_every_irregular_line_is_told_or_cut_to_what_a_controller_keeps(programme):
    missed = []
    for each in irregular(programme):
        if each["sujet"]["type"] != KINDS_OF_LINE:
            continue
        line = lines_of(programme, each["demande"]).get(each["sujet"]["id"])
        cut = line is not None and line.kept == each["retenu_centimes"]
        if line is None or (line.verdict is Verdict.KEPT and not cut):
            missed.append((each["id"], each["pourquoi"]))

    assert missed == []


def test_what_a_controller_rejects_is_never_presented(programme):
    presented = [
        each["id"]
        for each in irregular(programme)
        if each["sujet"]["type"] == KINDS_OF_LINE
        and each["verdict_code"] == "rejetée"
        and lines_of(programme, each["demande"])[each["sujet"]["id"]].is_presented
    ]

    assert presented == []


def test_no_clean_line_is_told_of(programme):
    apart = {each["sujet"]["id"] for each in irregular(programme)}
    apart |= {line for each in irregular(programme) for line in each["lignes_liees"]}
    told = [
        (claim, line.expense.number, [remark.why for remark in line.remarks])
        for claim, review in programme.reviews.items()
        for line in review.lines
        if line.verdict is not Verdict.KEPT and line.expense.number not in apart
    ]

    assert told == []


def test_what_is_wrong_with_a_claim_as_a_whole_is_told(programme):
    missed = [
        each["id"]
        for each in irregular(programme)
        if (kind := OF_A_CLAIM.get(each["kind"])) is not None
        and kind not in {remark.kind for remark in whole(programme, each).whole}
    ]

    assert missed == []


def test_the_aid_that_is_asked_is_never_more_than_a_controller_grants(programme):
    for claim in programme.drafts:
        asked = programme.reviews[claim].aid.asked
        due = programme.truth["demandes"][claim]["aide_due_centimes"]
        assert (asked is None) == (due is None), claim
        assert asked is None or asked <= due, claim


def test_every_irregularity_of_the_truth_is_judged_by_one_of_these_tests(programme):
    for each in irregular(programme):
        kind = each["sujet"]["type"]
        assert kind in (KINDS_OF_LINE, "budget", "ressource") or each["kind"] in OF_A_CLAIM


def test_a_resource_that_nobody_cashed_is_not_counted_and_an_unread_budget_is_told(programme):
    for each in irregular(programme):
        if each["sujet"]["type"] == "ressource":
            account = programme.account(each["sujet"]["id"])
            assert all(one.received is None for one in account.resources), each["id"]
        if each["sujet"]["type"] == "budget":
            account = programme.account(each["sujet"]["id"].rpartition("/")[2])
            assert account.unread_budgets == 1, each["id"]


def whole(programme: Audited, each: dict) -> ClaimReview:
    return programme.reviews[each["demande"]]
