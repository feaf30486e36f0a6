"""Returned contracts: every clause that is missing or contradicted is named, none is invented."""

import io
from pathlib import Path

import pytest
from docx import Document
from support.producers.contract_texts import differences, facts_in, texts_in

from relocalisons.core.producers.contract_text.saying import say_clauses
from relocalisons.core.producers.contract_text.words.reading import read_clauses
from tasks.papers.contract_texts import text_of_docx

TEXTS = texts_in(Path(__file__).parents[2] / "data" / "contracts")


@pytest.mark.parametrize(("text", "case"), TEXTS, ids=[case["id"] for _, case in TEXTS])
def test_each_clause_of_a_contract_is_there_missing_or_contradicted(text, case):
    assert differences(text, case) == []


def said_of(name: str, *, through_word: bool = False) -> str:
    text, case = next((text, case) for text, case in TEXTS if case["id"] == name)
    if through_word:
        word, target = Document(), io.BytesIO()
        *lines, last = text.splitlines()
        for line in lines:
            word.add_paragraph(line)
        word.add_table(rows=1, cols=1).rows[0].cells[0].text = last
        word.save(target)
        text = text_of_docx(target.getvalue())
    words = say_clauses(read_clauses(text, facts_in(case["feuille"])))
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("through_word", [False, True], ids=["text", "docx"])
def test_what_is_wrong_is_said_with_both_values(through_word):
    assert said_of("M14", through_word=through_word) == (
        "Autre que la feuille : prix – prix (0,65 €/kg ; texte : 6,5 €/kg)."
    )
    assert (
        said_of("M09", through_word=through_word)
        == "Non trouvé, à vérifier : préavis et indemnité (indemnité)."
    )
    assert said_of("W01", through_word=through_word) == "7 clauses lues"


def test_lines_that_a_page_broke_are_put_together_again():
    text, case = TEXTS[0]
    facts = facts_in(case["feuille"])
    broken = text.replace("soit trois ans", "soit\ntrois ans").replace(" et ", "\net ")

    assert read_clauses(broken, facts) == read_clauses(text, facts)
