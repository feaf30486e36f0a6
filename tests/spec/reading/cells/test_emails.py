"""What an e-mail column says; on doubt no address is given: nobody is written to by mistake."""

import pytest

from relocalisons.core.kernel.model import Cell, Doubt
from relocalisons.core.reading.cells.readers import read_emails


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("a.dupont@x.fr", "a.dupont@x.fr"),
        ("  A.Dupont@Mairie-Nice.FR\u00a0", "A.Dupont@mairie-nice.fr"),
        ("mailto:a.dupont@x.fr", "a.dupont@x.fr"),
        ("A. Dupont <a.dupont@x.fr>", "a.dupont@x.fr"),
        ("Dupont, A. <a.dupont@x.fr>", "a.dupont@x.fr"),
        ("a.dupont@x.fr;", "a.dupont@x.fr"),
        ("a.dupont@x.fr / 06 12 34 56 78", "a.dupont@x.fr"),
        ("a.dupont@x.fr; m.li@y.fr", "a.dupont@x.fr m.li@y.fr"),
        ("a.dupont@x.fr, m.li@y.fr", "a.dupont@x.fr m.li@y.fr"),
        ("a.dupont@x.fr\nm.li@y.fr", "a.dupont@x.fr m.li@y.fr"),
        ("a.dupont@x.fr et m.li@y.fr", "a.dupont@x.fr m.li@y.fr"),
        ("a.dupont@x.fr m.li@y.fr", "a.dupont@x.fr m.li@y.fr"),
        (Cell("a.dupont@x.fr", hyperlink="https://x.fr"), "a.dupont@x.fr"),
        ("a.dupont@x.fr/m.li@y.fr", "a.dupont@x.fr m.li@y.fr"),
        ("a.dupont@x.fr, Li <m.li@y.fr>", "a.dupont@x.fr m.li@y.fr"),
        ("a.dupont@x.fr; a.dupont@x.fr", "a.dupont@x.fr"),
        (Cell("a.dupont@x.fr", hyperlink="mailto:a.dupont@x.fr"), "a.dupont@x.fr"),
    ],
)
def test_clean_addresses_are_certain(cell: object, addresses: str):
    reading = read_emails(cell)

    assert reading.doubt is Doubt.CERTAIN
    assert reading.value == tuple(addresses.split())


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("a.dupont(at)x.fr", "a.dupont@x.fr"),
        ("a.dupont [at] x.fr", "a.dupont@x.fr"),
        ("a.dupont arobase x point fr", "a.dupont@x.fr"),
        ("a.dupont @ x.fr", "a.dupont@x.fr"),
        ("a.dupont@x.fr.", "a.dupont@x.fr"),
        ("a.dupont@x,fr", "a.dupont@x.fr"),
        ("hélène@x.fr", "helene@x.fr"),
        ("a.dupont@x.fr ?", "a.dupont@x.fr"),
        ("a.dupont@x.fr (ancienne)", "a.dupont@x.fr"),
        ("A. Dupont : a.dupont@x.fr", "a.dupont@x.fr"),
        ("a.dupont@x.fr; m.li@y", "a.dupont@x.fr"),
        ("a.dupont@x.fr ou m.li@y.fr", "a.dupont@x.fr m.li@y.fr"),
    ],
)
def test_a_doubtful_address_is_only_a_candidate(cell: str, meant: str):
    reading = read_emails(cell)

    assert (reading.doubt, reading.value) == (Doubt.AMBIGUOUS, None)
    assert reading.candidates == (tuple(meant.split()),)


def test_a_slip_in_a_known_domain_is_asked_about():
    reading = read_emails("a.dupont@gmial.com")

    assert reading.value is None
    assert reading.candidates == (("a.dupont@gmial.com",), ("a.dupont@gmail.com",))


def test_a_cell_whose_link_writes_to_somebody_else_is_asked_about():
    reading = read_emails(Cell("m.li@y.fr", hyperlink="mailto:a.dupont@x.fr"))

    assert reading.doubt is Doubt.AMBIGUOUS
    assert reading.candidates == (("m.li@y.fr",), ("a.dupont@x.fr",))


@pytest.mark.parametrize("cell", ["", None, "-", "pas de mail", "NC", "aucun"])
def test_no_address_is_absent(cell: object):
    assert read_emails(cell).doubt is Doubt.ABSENT


@pytest.mark.parametrize(
    "cell",
    ["#REF!", "voir avec Paul", "06 12 34 56 78", "a.dupont@x", "@x.fr", "a@@x.fr", "a..b@x.fr",
     "a.dupont@x..fr", "a@x.frb@y.fr", "a" * 70 + "@x.fr", 12, True, "idem"],
)  # fmt: skip
def test_what_is_no_address_is_unreadable(cell: object):
    reading = read_emails(cell)

    assert (reading.doubt, reading.value) == (Doubt.UNREADABLE, None)
    assert reading.fix.endswith(".")
