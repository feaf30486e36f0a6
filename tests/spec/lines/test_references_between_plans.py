"""« Dépend de 3 » means the 3 of its own plan, else a number that one plan has, else nothing."""

from support.programme.sheets import P01_ID, P02_ID, TUESDAY, book, night, pilotage, tab, understood

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import Programme
from relocalisons.core.plan.links import read_links

HEADERS = (
    "N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut "
    "| Prédécesseurs\n"
)
SOURCES = f"Plan d'action | P01 | {P01_ID} | Plan\nPlan d'action | P02 | {P02_ID} | Plan"


def programme(first: str, second: str) -> Programme:
    """Two partners who number their plans each from 1."""
    return understood(
        night(
            pilotage(sources=SOURCES),
            book(P01_ID, tab("Plan", HEADERS + first, sheet_id=7)),
            book(P02_ID, tab("Plan", HEADERS + second, sheet_id=7), name="Suivi P02"),
        )
    )


def line(number: str, title: str, owner: str, *, after: str = "") -> str:
    return f"{number} | {title} | {owner} | 05/01/2026 | 13/02/2026 | 40 % | en cours | {after}"


P01 = "\n".join([line("1", "Former les cuisiniers", "P01"), line("2", "Livrer", "P01", after="1")])
P02 = "\n".join([line("1", "Planter des haies", "P02"), line("4", "Irriguer", "P02")])


def links(of: Programme) -> list[tuple[str, str]]:
    return [(link.predecessor, link.successor) for link in read_links(of).links]


def test_two_plans_numbered_from_one_are_two_lines_with_two_names():
    of = programme(P01, P02)

    assert [(action.number, action.key) for action in of.actions] == [
        ("1", "1"),
        ("2", "2"),
        ("1", "P02·1"),
        ("4", "4"),
    ]
    assert [one.kind for one in of.findings if one.kind == "duplicate_id"] == []
    late = {one.key for one in assess(of, as_of=TUESDAY, baseline={}) if one.kind == "action_late"}
    assert late == {"action_late:1", "action_late:2", "action_late:P02·1", "action_late:4"}


def test_a_number_means_the_line_of_its_own_plan():
    second = "\n".join([P02, line("5", "Récolter", "P02", after="1")])

    assert links(programme(P01, second)) == [("1", "2"), ("P02·1", "5")]


def test_a_number_that_one_plan_has_is_found_in_any():
    first = "\n".join([P01, line("3", "Servir", "P01", after="4")])

    assert links(programme(first, P02)) == [("1", "2"), ("4", "3")]


def test_a_number_that_two_other_plans_have_is_asked_about():
    own = line("9", "Évaluer", "P01", after="1")
    sources = SOURCES + f"\nPlan d'action | P01 | {P01_ID} | Autre"
    other = "drive-file-p03-0000000000000"
    sources = SOURCES + f"\nPlan d'action | P02 | {other} | Plan"
    of = understood(
        night(
            pilotage(
                sources=sources.replace(f"P01 | {P01_ID} | Plan\n", f"P01 | {P01_ID} | Plan\n")
            ),
            book(P01_ID, tab("Plan", HEADERS + own, sheet_id=7)),
            book(P02_ID, tab("Plan", HEADERS + P02, sheet_id=7), name="Suivi P02"),
            book(other, tab("Plan", HEADERS + line("1", "Composter", "P02"), sheet_id=7)),
        )
    )

    found = read_links(of)

    assert (found.links, found.doubtful) == ((), ("9",))
    told = assess(of, as_of=TUESDAY, baseline={})
    (asked,) = [one for one in told if one.kind == "dependency_unknown"]
    assert "numéro que plusieurs plans portent" in asked.title
