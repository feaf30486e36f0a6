"""What the service says of the life of growing contracts."""

from datetime import date

import pytest
from support.producers.build import a_contract_line, programme_of

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.producers.contracts.findings import find_contracts
from relocalisons.core.producers.prices.reviews import find_reviews

TUESDAY = date(2026, 3, 3)


def found(*, as_of=TUESDAY, settings="", **line: str) -> dict[str, Finding]:
    programme = programme_of(contracts=a_contract_line(**line), settings=settings, as_of=as_of)
    told = (
        *find_contracts(programme, as_of=as_of),
        *find_reviews(programme, as_of=as_of),
    )
    return {each.kind.value: each for each in told}


@pytest.mark.parametrize(("stage", "start", "said"), [
    ("projet", "01/05/2026", True),        # 59 days before its first day
    ("projet", "03/05/2026", False),       # 61 days: still time
    ("en signature", "01/11/2025", True),  # begun without a signature
    ("intention", "15/04/2026", True),
    ("signé", "01/11/2025", False),        # both signatures are dated
    ("rompu", "01/11/2025", False),
    ("fin mars ?", "01/11/2025", False),   # no stage that we know: nothing is concluded
])  # fmt: skip
def test_a_contract_is_signed_before_its_first_day(stage, start, said):
    assert ("contract_unsigned" in found(Étape=stage, Début=start)) is said


def test_the_delay_before_the_first_day_is_hers_to_set():
    setting = "Contrats : signature avant le début (jours) | 90"

    assert "contract_unsigned" in found(Étape="projet", Début="20/05/2026", settings=setting)
    assert "contract_unsigned" not in found(Étape="projet", Début="20/05/2026")


def test_a_signed_contract_without_the_dates_of_its_signatures_is_asked_about():
    (finding,) = found(**{"Signé producteur le": ""}).values()

    assert "sans date de signature du producteur" in finding.title
    assert finding.severity is Severity.WATCH


def test_only_a_grower_whose_signature_is_awaited_is_asked_for_it():
    waiting = found(Étape="en signature", **{"Signé producteur le": ""})["contract_unsigned"]
    draft = found(Étape="projet", **{"Signé producteur le": ""})["contract_unsigned"]

    assert "Pouvez-vous le signer" in waiting.ask
    assert waiting.audience is Audience.PARTNER
    assert draft.ask == ""
    assert draft.audience is Audience.COORDINATION


@pytest.mark.parametrize(("chain", "duty", "severity"), [
    ("légumes", "recommandées", Severity.INFO),
    ("fruits", "recommandées", Severity.INFO),
    ("viande", "obligatoires", Severity.WATCH),
    ("œufs", "obligatoires", Severity.WATCH),
    ("légumineuses", "le statut des clauses dans cette filière est à préciser", Severity.WATCH),
])  # fmt: skip
def test_clauses_are_to_be_checked_by_a_lawyer_and_never_called_illegal(chain, duty, severity):
    finding = found(Filière=chain, **{"Clause 2": "non", "Clause 6": "à revoir"})["clause_to_check"]

    words = f"{finding.title} {finding.action} {finding.detail}"
    assert "à vérifier par l’expert juridique" in words
    assert duty in words
    assert "code rural" in words
    assert "illégal" not in words.casefold()
    assert "prix et révision" in words and "force majeure" in words
    assert finding.severity is severity


def test_she_may_say_whether_the_clauses_of_a_chain_are_the_law():
    finding = found(
        Filière="légumineuses", settings="Clauses légumineuses | recommandé", **{"Clause 2": ""}
    )["clause_to_check"]

    assert "clauses recommandées" in finding.action


def test_a_clause_cell_that_is_broken_is_not_a_missing_clause():
    assert "clause_to_check" not in found(**{"Clause 3": "#REF!"})


@pytest.mark.parametrize(("review", "said", "severity"), [
    ("02/04/2026", True, Severity.INFO),   # in 30 days
    ("03/04/2026", False, None),
    ("01/02/2026", True, Severity.WATCH),  # past
    ("15/13/2026", False, None),           # unreadable: told as a cell
])  # fmt: skip
def test_a_price_review_is_announced_thirty_days_before(review, said, severity):
    kinds = found(**{"Prochaine révision": review})

    assert ("price_review_due" in kinds) is said
    if said:
        assert kinds["price_review_due"].severity is severity


@pytest.mark.parametrize(("end", "renewal", "notice", "words"), [
    ("31/05/2026", "tacite", "60",
     "se renouvelle seul, sauf refus au plus tard le mercredi 1er avril"),
    ("30/04/2026", "tacite", "60", None),  # the notice is past: nothing can be done any more
    ("25/03/2026", "tacite", "", "se renouvelle seul : son préavis n’est pas précisé"),
    ("31/05/2026", "expresse", "60", "accord exprès, préavis au plus tard le mercredi 1er avril"),
    ("30/04/2026", "expresse", "60", "accord exprès, préavis dépassé depuis le 1er mars 2026"),
    ("30/04/2026", "", "60", "n’est pas précisée"),
    ("30/04/2026", "expresse", "", None),  # no notice is invented: 58 days before the end
    ("25/03/2026", "expresse", "", "préavis non précisé"),
    ("31/08/2026", "expresse", "60", None),
])  # fmt: skip
def test_renewals_are_told_a_month_before_their_notice(end, renewal, notice, words):
    finding = found(Fin=end, Reconduction=renewal, Préavis=notice).get("contract_renewal")

    assert (finding is not None) is (words is not None)
    if finding is not None and words is not None:
        assert words in finding.title.replace("\u00a0", " ")


def test_a_contract_in_good_order_says_nothing():
    assert found() == {}


def test_nothing_is_said_of_what_cannot_be_read():
    assert found(Début="30/02/2026", Fin="??", Étape="projet") == {}


@pytest.mark.parametrize(("library", "said"), [
    ("Indice IPPAP au 01/10/2025 | 110\nIndice IPPAP au 01/03/2026 | 121",
     "Par la formule : 1,3 € × 121 (01/03/2026) ÷ 110 (01/10/2025) = 1,43 €/kg"),
    ("Indice IPPAP au 01/03/2026 | 121", "la valeur de IPPAP au 01/11/2025 manque"),
    ("Indice gazole au 01/03/2026 | 121", "la valeur de IPPAP au 01/11/2025 manque"),
])  # fmt: skip
def test_a_review_says_the_price_of_its_formula_or_the_value_that_lacks(library, said):
    line = {"Formule/indicateur": "indice IPPAP", "Prochaine révision": "20/03/2026"}

    detail = found(settings=f"Paramètre | Valeur\n{library}", **line)["price_review_due"].detail

    words = detail.replace("\u00a0", " ").replace("\u202f", " ")
    assert (said in words) if said else words == ""


def test_an_indicator_without_any_value_is_named_and_the_others_alone_revise_nothing():
    line = {"Formule/indicateur": "60 % IPAMPA, 40 % RNM", "Prochaine révision": "20/03/2026"}
    library = "Indice IPAMPA au 01/10/2025 | 110\nIndice IPAMPA au 01/03/2026 | 121"

    detail = found(settings=f"Paramètre | Valeur\n{library}", **line)["price_review_due"].detail

    words = detail.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Par la formule" not in words
    assert "la valeur de RNM au 01/11/2025 manque" in words
