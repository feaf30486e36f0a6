"""Contracts of many trades, each against a sheet of its own: whole, cut, and written otherwise."""

from functools import cache

import pytest
from support.producers.clauses_taken import DATA
from support.producers.contract_texts import ADDED, facts_in, lines_of

from relocalisons.core.producers.contract_text.words.facts import ContractFacts
from relocalisons.core.producers.contract_text.words.kinds import ClauseKind, ClauseState
from relocalisons.core.producers.contract_text.words.reading import read_clauses

COLUMNS = (
    "Culture/Variété", "Volume total", "Tolérance %", "Prix + unité", "Type de prix",
    "Formule/indicateur", "Début", "Fin",
)  # fmt: skip
BESIDE = ("Lieu de livraison", "Délai de paiement (jours)", "Préavis (mois)")
SHEETS = {name: cells for name, *cells in lines_of(DATA / "strangers.txt")}
ALTERED = lines_of(DATA / "altered.txt")
# « convention triennale » is a length without its article too; Marc's letter says five in a line.
NOT_BY_LINES = {"plateaux", "marc"}


@cache
def facts_of_stranger(name: str) -> ContractFacts:
    cells = SHEETS[name]
    line = {"N° contrat": "CC-2030-1"} | dict(zip(COLUMNS, cells, strict=False))
    added = dict(zip(BESIDE, cells[len(COLUMNS) :], strict=True))
    return facts_in({
        "Contrats de culture": {key: value for key, value in line.items() if value}, ADDED: added,
    })  # fmt: skip


def lines_of_stranger(name: str) -> list[str]:
    return (DATA / "strangers" / f"{name}.txt").read_text("utf-8").split("\n")


def states(name: str, lines: list[str]) -> dict[str, str]:
    """The clauses that are not simply there."""
    found = read_clauses("\n".join(lines), facts_of_stranger(name))
    return {e.kind.value: e.state.value for e in found if e.state is not ClauseState.PRESENT}


@pytest.mark.parametrize("name", SHEETS)
def test_a_whole_contract_of_a_stranger_alarms_nobody(name):
    assert states(name, lines_of_stranger(name)) == {}


@pytest.mark.parametrize(("name", "line", "kind", "allowed", "words"), ALTERED)
def test_a_line_written_otherwise_is_named_and_no_other_clause(name, line, kind, allowed, words):
    lines = lines_of_stranger(name)
    lines[int(line) - 1] = words.replace("¦", "|")

    found = states(name, lines)

    assert list(found) == [kind]
    assert found[kind] in allowed.split("/")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if place % 10 == 0 else pytest.mark.story)
        for place, name in enumerate(SHEETS)
        if name not in NOT_BY_LINES
    ],
)
def test_each_clause_falls_with_its_own_lines_and_with_no_other(name):
    lines = lines_of_stranger(name)

    fallen = [set(states(name, lines[:at] + lines[at + 1 :])) for at in range(len(lines))]

    assert max(map(len, fallen)) == 1
    assert set().union(*fallen) == {each.value for each in ClauseKind}
