"""Whose a line is: its owner's, else its source's; a person stays a person, a doubt is asked."""

import pytest
from support.programme.sheets import (
    P01_ID,
    PARTNERS,
    book,
    night,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.reading.cells.people import is_person

HEADER = "N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut\n"
# P01: Anne Roux, P02: Luc Blanc.


def programme_of(owner: str, *, header: str = HEADER):
    line = f"A1.1 | Former | {owner} | 05/01/2026 | 13/03/2026 | 40 % | en cours"
    plan = tab("Plan d'action", header + line)
    sources = f"Plan d'action | P01 | {P01_ID} | Plan d'action\n"
    return understood(night(pilotage(sources=sources, partners=PARTNERS), book(P01_ID, plan)))


def told(programme) -> tuple[str | None, list[str]]:
    """The owner of the only action, and the kinds of what is asked."""
    (action,) = programme.actions
    return action.owner, sorted(finding.kind.value for finding in programme.findings)


@pytest.mark.parametrize("owner", ["Anne Roux", "Anne", "Mme Roux", "J. Lopez", "Paul Martin"])
def test_a_person_in_a_partner_s_own_plan_answers_for_that_partner(owner: str):
    assert told(programme_of(owner)) == ("P01", [])


def test_a_partner_that_is_named_is_the_owner_wherever_the_line_stands():
    assert told(programme_of("Chambre d'agriculture 06")) == ("P02", [])


@pytest.mark.parametrize("owner", ["Luc Blanc", "Luc", "M. Blanc"])
def test_the_contact_of_another_partner_is_a_question(owner: str):
    programme = programme_of(owner)

    assert told(programme) == (None, ["partner_unknown"])
    assert "P02" in programme.findings[0].action


@pytest.mark.parametrize("owner", ["Chambre agriculture", "Comité des fêtes", "le fournil voisin"])
def test_an_organisation_that_is_no_partner_is_a_question(owner: str):
    assert told(programme_of(owner)) == (None, ["partner_unknown"])


def test_one_name_on_several_lines_is_one_question_that_counts_them():
    lines = [
        f"A1.{row} | Former | {owner} | 05/01/2026 | 13/03/2026 | 40 % | en cours"
        for row, owner in enumerate(
            (*["Comité des fêtes"] * 3, "Le fournil voisin", *["Anne Roux"] * 6)
        )
    ]
    plan = tab("Plan d'action", HEADER + "\n".join(lines))
    sources = f"Plan d'action | P01 | {P01_ID} | Plan d'action\n"
    found = understood(
        night(pilotage(sources=sources, partners=PARTNERS), book(P01_ID, plan))
    ).findings

    names = [one for one in found if one.kind.value in ("name_on_lines", "partner_unknown")]
    several, alone = sorted(names, key=lambda one: one.kind.value)
    assert several.title.replace("\u00a0", " ").startswith(
        "« Comité des fêtes » ne correspond à aucun partenaire : 3 lignes de « Plan d’action »"
    )
    assert [place.cell for place in several.evidence] == ["C2", "C3", "C4"]
    assert len(several.members) == 3
    assert alone.kind.value == "partner_unknown"


def test_a_plan_without_owners_is_its_partner_s():
    without = HEADER.replace("| Responsable ", "")
    plan = tab(
        "Plan d'action", f"{without}A1.1 | Former | 05/01/2026 | 13/03/2026 | 4 % | en cours"
    )
    sources = f"Plan d'action | P01 | {P01_ID} | Plan d'action\n"

    programme = understood(night(pilotage(sources=sources), book(P01_ID, plan)))

    assert told(programme) == ("P01", [])


def test_in_pilotage_no_source_says_whose_a_line_is():
    plan = tab(
        "Plan d'action",
        f"{HEADER}A1.1 | Former | Paul Martin | 05/01/2026 | 13/03/2026 | 4 % | en cours",
    )

    programme = understood(night(pilotage(plan)))

    assert told(programme) == (None, ["partner_unknown"])


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Mme Blanc", True), ("M. ROUX", True), ("J.-P. Lopez", True),
        ("Jean-Paul de La Tour", True), ("Aline Mercœur", True), ("Štefan Kovač", True),
        ("Anne", False), ("ARS", False), ("Mairie", False), ("Région Sud", False),
        ("Froid Services", False), ("le service technique", False), ("", False), ("P07", False),
    ],
)  # fmt: skip
def test_a_person_has_a_name_and_a_first_name_or_a_civility(text: str, person: bool):
    assert is_person(text) is person
