"""Every document takes its data through `core.programme.audience`, or says why it need not."""

import ast
from functools import cache
from pathlib import Path

import pytest

CORE = Path(__file__).parents[2] / "relocalisons" / "core"

# Hers alone: tabs of « Pilotage » and her own working papers.
HERS = {
    "build_amendment_tab",
    "build_anomalies",
    "build_dashboard",
    "build_full_state",
    "build_to_do",
    "build_to_tidy",
    "build_visit_plan",
    "build_contract_tab",
    "build_money_tab",
    "build_season_tab",
    "build_season_page",
    "build_claim_control",
    "build_repayments_page",
}
# Between the parties: what one of them signed, typed or is asked to sign.
BETWEEN_PARTIES = {
    "build_contract_draft",  # grower and buyer: it holds their price
    "build_producer_sheet",  # the grower's own lines
    "build_account_statement",  # the partner's own lines, of which its share is made
    "build_payment_claim",  # signed by the legal representative, with the pieces asked for
    "build_egalim_annex",  # the canteen's own purchases, as sums
    "build_direct_notes",  # the buyer's own contracts, for its file: it holds prices
    "build_purchase_forms",  # the canteen's own lines, for its declaration
}
# Parts of a document: they are given what `view_for` left.
PARTS = {"build_questions"}


@cache
def builders() -> list[tuple[str, ast.FunctionDef]]:
    """Public builders that are given the whole programme."""
    found = []
    for path in sorted(CORE.rglob("*.py")):
        code = path.read_text("utf-8")
        for node in ast.parse(code).body if "def build_" in code else ():
            if not isinstance(node, ast.FunctionDef) or not node.name.startswith("build_"):
                continue
            arguments = (*node.args.args, *node.args.kwonlyargs)
            if any(ast.unparse(each.annotation or each) == "Programme" for each in arguments):
                found.append((node.name, node))
    return found


def names_in(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


@pytest.mark.parametrize(("name", "node"), builders(), ids=[name for name, _ in builders()])
def test_a_builder_sees_the_programme_through_its_audience(name, node):
    assert "view_for" in names_in(node) or name in HERS | BETWEEN_PARTIES | PARTS


def test_nothing_is_excused_that_does_not_exist():
    known = {name for name, _ in builders()}

    assert known >= PARTS | HERS | BETWEEN_PARTIES
    assert {name for name, node in builders() if "view_for" in names_in(node)} >= {
        "build_funder_note",
        "build_copil_report",
        "build_pack",
    }


@pytest.mark.parametrize("part", sorted(PARTS))
def test_a_part_is_only_called_by_a_builder_that_looked_through_its_audience(part):
    callers = 0
    for path in CORE.rglob("*.py"):
        code = path.read_text("utf-8")
        for node in ast.walk(ast.parse(code)) if part in code else ():
            if isinstance(node, ast.FunctionDef) and node.name != part and part in names_in(node):
                assert "view_for" in names_in(node), f"{path.name}: {node.name}"
                callers += 1
    assert callers
