"""Many papers are printed by two processes; what comes of it is what one would have printed."""

import logging
import os
import signal
from dataclasses import fields, replace

import pytest
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote
from relocalisons.errors import TemplateError
from relocalisons.rendering.documents.document import Picture
from relocalisons.rendering.papers.second_press import (
    WORTH_A_START,
    Order,
    SecondPress,
    print_all,
)

pytestmark = pytest.mark.story


class NoteOfNowhere(FunderNote):
    template = "nowhere/note"


@pytest.fixture(scope="module")
def note():
    space = sample_workspace(late=2, actions=4, deliverables=2, contracts=1, doubts=1)
    return build_funder_note(
        space.programme(),
        space.tracked(),
        funder="REGION",
        period_start=AS_OF.replace(day=1),
        period_end=AS_OF,
        as_of=AS_OF,
    )


@pytest.fixture(scope="module")
def orders(note):
    drawn = Picture(svg=b"", width=1, height=1, draw_png=lambda: b"")
    return (
        Order(paper=note),
        Order(paper=note, docx=False),
        Order(paper=note, pdf=False),
        Order(paper=note, docx=False, pictures={"never-shown": drawn}),
    )


@pytest.fixture(scope="module")
def alone(orders):
    return tuple(order.print() for order in orders)


@pytest.fixture
def press():
    press = SecondPress()
    press.start()
    yield press
    press.stop()


def test_two_processes_give_the_bytes_of_one_in_the_order_asked_for(orders, alone, press):
    told: list[int] = []

    assert press.print(orders[0]) == alone[0]
    assert print_all(orders, press=press, tell=told.append) == alone
    assert told == sorted(told)
    assert press.stands


def test_what_a_killed_process_did_not_print_is_printed_here(orders, alone, press, caplog):
    assert press.pid is not None
    os.kill(press.pid, signal.SIGKILL)
    with caplog.at_level(logging.WARNING, logger="relocalisons.papers"):
        assert press.print(orders[0]) is None
        assert print_all(orders, press=press) == alone

    assert "is printed here" in caplog.text


def test_what_neither_can_print_fails_in_our_own_words(note, orders, press):
    told = {each.name: getattr(note, each.name) for each in fields(note)}

    with pytest.raises(TemplateError, match="nowhere"):
        print_all((Order(paper=NoteOfNowhere(**told)), orders[1]), press=press)


def test_a_word_file_that_cannot_be_filled_is_ours_and_says_why(orders, alone, press):
    broken = Order(paper=orders[0].paper, word_template=b"no Word file")

    refused, usual = print_all((broken, orders[1]), press=press)

    assert "n’est pas un fichier Word" in refused.refused
    assert replace(refused, refused="") == alone[0]
    assert usual == alone[1]


def test_few_papers_start_no_process(orders, alone):
    press = SecondPress()

    assert len(orders) < WORTH_A_START
    assert print_all(orders, press=press) == alone
    assert not press.stands
