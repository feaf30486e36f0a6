"""Publications from brief to proof to funder's agreement to the day they come out."""

from dataclasses import replace
from datetime import date

import pytest
from support.programme.build import by_kind
from support.programme.tables import drawn, programme_with

from relocalisons.core.communication.findings import find_communication
from relocalisons.core.kernel.model import Audience

TUESDAY = date(2026, 3, 3)
HEAD = (
    "number | channel | topic | contractor | planned_on | brief_sent | proof_received | "
    "funder_agreed | published_on | logos_checked | link | status"
)


def found(*lines: str, **parameters: str):
    programme = programme_with(drawn("communication", "\n".join([HEAD, *lines])))
    return find_communication(replace(programme, parameters=parameters), as_of=TUESDAY)


def line(planned: str, brief: str = "", proof: str = "", agreed: str = "", status: str = "prévu"):
    steps = f"{planned} | {brief} | {proof} | {agreed}"
    return f"COM-1 | presse | Un verger | Studio Cigale | {steps} |  |  |  | {status}"


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        (line("02/04/2026"), []),  # the brief is due today
        (line("01/04/2026"), ["publication_brief_late"]),
        (line("16/03/2026", "10/02/2026"), ["publication_proof_late"]),
        (line("17/03/2026", "10/02/2026"), []),
        (line("09/03/2026", "10/02/2026", "20/02/2026"), ["publication_agreement_late"]),
        (line("09/03/2026", "10/02/2026", "20/02/2026", "25/02/2026"), []),
        (line("09/03/2026", "", "20/02/2026"), ["publication_agreement_late"]),  # sent, not noted
        (line("02/03/2026", "10/02/2026", "20/02/2026", "25/02/2026"), ["publication_late"]),
        (line("02/03/2026", status="annulé"), []),
        (line("09/03/2026", "31/02/2026"), []),  # perhaps it left
        (line("09/03/2026", "10/02/2026", "voir mail"), []),
        (line("31/02/2026"), []),
        (line("02/03/2026", status="publié ?"), []),
    ],
)
def test_a_publication_is_late_at_the_first_step_that_is_missing(given, kinds):
    assert list(by_kind(found(given))) == kinds


def test_lead_times_are_those_of_the_programme():
    given = line("20/03/2026", "10/02/2026")

    assert found(given) == ()
    parameters = {"Communication : BAT avant parution (jours)": "20"}
    assert list(by_kind(found(given, **parameters))) == ["publication_proof_late"]


def test_the_proof_is_asked_of_the_contractor_who_is_a_partner():
    (finding,) = found(line("16/03/2026", "10/02/2026"))

    assert (finding.partner, finding.audience) == ("P03", Audience.PARTNER)
    assert finding.ask.endswith("Quand pouvez-vous nous l’envoyer\u202f?")
    assert finding.title[0].isupper()


@pytest.mark.parametrize(
    ("logos", "told"), [("", True), ("non", True), ("oui", False), ("oui ?", False)]
)
def test_logos_that_nobody_checked_are_told_and_a_doubtful_cell_is_not(logos, told):
    given = (
        f"COM-1 | presse | Un verger | Studio Cigale | 02/02/2026 |  |  |  | 02/02/2026 | {logos} |"
        " https://presse.example | publié"
    )

    assert list(by_kind(found(given))) == (["publication_logos"] if told else [])
