"""What the service promises about volumes committed and delivered."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.programme.build import a_contract, a_programme, commitments, deliveries

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.producers.volumes.findings import find_volumes
from relocalisons.core.producers.volumes.view import volume_lines
from relocalisons.core.producers.volumes.volumes import balance_volumes

TUESDAY = date(2026, 3, 3)
ONE_TONNE = """
    until      | volume
    2026-02-28 | 1 t
"""


def found(contract, *, as_of=TUESDAY) -> tuple[Finding, ...]:
    return find_volumes(a_programme(contracts=[contract]), as_of=as_of)


def one_delivery(quantity: str, *, on="2026-02-10", unit="", rejected=""):
    return deliveries(f"""
        on   | quantity   | unit   | rejected
        {on} | {quantity} | {unit} | {rejected}
    """)


def test_delivering_less_than_committed_minus_ten_percent_is_a_shortfall():
    planned = commitments(ONE_TONNE)

    (short,) = found(a_contract(planned=planned, made=one_delivery("899 kg")))

    assert (short.kind, short.subject, short.partner) == ("volume_shortfall", "C01", "P01")
    assert found(a_contract(planned=planned, made=one_delivery("900 kg"))) == ()


def test_the_tolerance_of_the_contract_replaces_ten_percent_even_when_it_is_zero():
    planned = commitments(ONE_TONNE)

    assert found(a_contract(planned=planned, made=one_delivery("850 kg"), tolerance="0.15")) == ()
    assert len(found(a_contract(planned=planned, made=one_delivery("999 kg"), tolerance="0"))) == 1


def test_only_periods_that_have_ended_are_owed():
    planned = commitments("""
        until      | volume
        2026-03-02 | 500 kg
        2026-03-03 | 9 t
        ~2026-03-31 | 9 t
    """)

    assert found(a_contract(planned=planned, made=one_delivery("500 kg"))) == ()


def test_only_deliveries_made_up_to_today_count():
    planned = commitments(ONE_TONNE)

    assert found(a_contract(planned=planned, made=one_delivery("1 t", on="2026-03-03"))) == ()
    assert len(found(a_contract(planned=planned, made=one_delivery("1 t", on="2026-03-04")))) == 1


def test_what_was_rejected_was_not_delivered():
    planned = commitments(ONE_TONNE)

    (short,) = found(a_contract(planned=planned, made=one_delivery("1 t", rejected="101 kg")))

    assert short.kind == "volume_shortfall"
    assert found(a_contract(planned=planned, made=one_delivery("1 t", rejected="100 kg"))) == ()


def test_kilograms_tonnes_quintals_and_grams_add_up():
    planned = commitments("""
        until      | volume
        2026-01-31 | 1 t
        2026-02-28 | 2 q
    """)
    made = deliveries("""
        on         | quantity | unit
        2026-01-10 | 1100     | kg
        2026-02-10 | 0.95     | quintaux
        2026-02-11 | 5000 g   |
    """)

    balance = balance_volumes(a_contract(planned=planned, made=made), as_of=TUESDAY)

    assert balance is not None
    assert (balance.committed, balance.delivered) == (Decimal(1200), Decimal(1200))


@pytest.mark.parametrize(
    ("quantity", "unit", "rejected", "on"),
    [
        ("??", "kg", "", "2026-02-10"),
        ("!!", "kg", "", "2026-02-10"),
        ("", "kg", "", "2026-02-10"),
        ("300 caisse", "", "", "2026-02-10"),
        ("300", "", "", "2026-02-10"),
        ("300", "cagettes", "", "2026-02-10"),
        ("8..10 t", "", "", "2026-02-10"),
        ("1 t", "", "??", "2026-02-10"),
        ("1 t", "", "12 caisse", "2026-02-10"),
        ("1 t", "", "1300 kg", "2026-02-10"),
        ("1 t", "", "", "!!"),
        ("1 t", "", "", ""),
    ],
)
def test_a_delivery_in_doubt_makes_the_answer_unknown_and_never_a_shortfall(
    quantity, unit, rejected, on
):
    made = one_delivery(quantity, unit=unit, rejected=rejected, on=on)

    (unknown,) = found(a_contract(planned=commitments(ONE_TONNE), made=made))

    assert unknown.kind == "volume_unknown"
    assert len(unknown.evidence) == 1


@pytest.mark.parametrize(
    ("until", "volume"),
    [("2026-02-28", "??"), ("2026-02-28", "500 botte"), ("2026-02-28", "8..10 t"), ("??", "1 t")],
)
def test_a_commitment_in_doubt_makes_the_answer_unknown(until, volume):
    planned = commitments(f"until | volume\n{until} | {volume}")

    (unknown,) = found(a_contract(planned=planned))

    assert unknown.kind == "volume_unknown"


def test_a_doubt_about_a_period_still_to_come_changes_nothing():
    planned = commitments("""
        until      | volume
        2026-02-28 | 1 t
        2026-12-31 | ??
    """)

    assert found(a_contract(planned=planned, made=one_delivery("1 t"))) == ()


@pytest.mark.parametrize("doubt", ["??", "!!"])
def test_a_tolerance_in_doubt_makes_the_answer_unknown(doubt):
    contract = a_contract(planned=commitments(ONE_TONNE), made=one_delivery("2 t"), tolerance=doubt)

    (unknown,) = found(contract)

    assert unknown.kind == "volume_unknown"
    assert unknown.evidence[0].cell == "F2"


def test_a_contract_that_owes_nothing_yet_is_not_judged_whatever_its_cells_say():
    assert found(a_contract(made=one_delivery("??"))) == ()
    assert found(a_contract(planned=commitments("until | volume\n2026-02-28 | 0 kg"))) == ()


@pytest.mark.parametrize("stage", ["signé", "Signée", "EN CULTURE", "en livraison"])
def test_contracts_are_judged_from_their_signature(stage):
    assert len(found(a_contract(planned=commitments(ONE_TONNE), stage=stage))) == 1


@pytest.mark.parametrize("stage", ["prospect", "intention", "en signature", "clos", "rompu", ""])
def test_contracts_not_signed_or_closed_are_not_judged(stage):
    assert found(a_contract(planned=commitments(ONE_TONNE), stage=stage)) == ()


def test_the_sentence_gives_both_volumes_and_the_gap():
    made = one_delivery("620 kg")

    (short,) = found(a_contract(planned=commitments(ONE_TONNE), made=made))

    assert short.title == (
        "Contrat C01 – Courgette, Ville de Grasse\u00a0: 0,62\u00a0t livrées pour 1\u00a0t prévues "
        "au 3\u00a0mars\u00a02026, soit 38\u202f% de moins."
    )
    assert short.detail == ("Tolérance du contrat\u00a0: 10\u202f%, soit au moins 900\u00a0kg.")
    assert short.severity is Severity.ALERT
    assert short.days is None
    assert short.audience is Audience.PARTNER


def test_an_unknown_answer_names_the_cells_to_settle():
    made = deliveries("""
        on         | quantity   | unit
        2026-02-10 | ??         | kg
        2026-02-12 | 300 caisse |
    """)

    (unknown,) = found(a_contract(planned=commitments(ONE_TONNE), made=made))

    assert unknown.title == (
        "Contrat C01 – Courgette, Ville de Grasse\u00a0: on ne peut pas comparer les livraisons "
        "aux volumes prévus, 2\u00a0cellules étant à préciser."
    )
    assert "les cellules C2 (Livraisons) et C3 (Livraisons)" in unknown.action


VOLUMES = st.sampled_from(["", "??", "!!", "0 kg", "500 kg", "-3 t", "8..10 t", "12", "4 caisse"])
DATES = st.sampled_from(["", "??", "!!", "2026-02-10", "~2026-03-31", "2026-12-31"])


@given(
    planned=st.lists(st.tuples(DATES, VOLUMES), max_size=3),
    made=st.lists(st.tuples(DATES, VOLUMES, VOLUMES), max_size=3),
    tolerance=st.sampled_from(["", "??", "0", "0.5", "1", "3", "-1"]),
    producer=st.sampled_from(["P01", None, "P99"]),
)
@settings(max_examples=200)
def test_no_contract_makes_an_error_a_hole_or_a_false_calm(planned, made, tolerance, producer):
    contract = a_contract(
        planned=commitments(
            "until | volume\n" + "\n".join(f"{end} | {volume}" for end, volume in planned)
        ),
        made=deliveries(
            "on | quantity | rejected\n"
            + "\n".join(f"{on} | {quantity} | {rejected}" for on, quantity, rejected in made)
        ),
        tolerance=tolerance,
        producer=producer,
    )

    findings = found(contract)

    for finding in findings:
        said = f"{finding.title} {finding.action} {finding.detail} {finding.label}"
        assert "None" not in said
        assert "nan" not in said.lower()
        assert "Infinity" not in said
    balance = balance_volumes(contract, as_of=TUESDAY)
    if balance is not None and balance.doubts:
        assert [finding.kind for finding in findings] == ["volume_unknown"]


@pytest.mark.parametrize(
    ("planned", "tolerance", "said", "unread"),
    (
        # Nothing is due: what was agreed stands there already, and what nobody can read does not.
        ("until | volume\n2026-09-30 | 1 t", "0.05", "0.05", ()),
        ("until | volume\n2026-09-30 | 1 t", "", "0.10", ()),
        ("until | volume\n2026-09-30 | 1 t", "??", None, ("tolérance",)),
        (ONE_TONNE, "0.05", "0.05", ()),
        # A volume in doubt hides no tolerance.
        ("until | volume\n2026-02-28 | ??", "0.05", "0.05", ("engagement",)),
        ("until | volume\n2026-02-28 | ??", "??", None, ("engagement", "tolérance")),
    ),
)
def test_the_tolerance_that_papers_tell_is_that_of_the_contract(planned, tolerance, said, unread):
    contract = a_contract(
        planned=commitments(planned), made=one_delivery("1 t"), tolerance=tolerance
    )

    (line,) = volume_lines([contract], as_of=TUESDAY)

    assert line.unread == unread
    if said is not None:
        assert line.tolerance == Decimal(said)
