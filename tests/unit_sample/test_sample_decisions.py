"""What the coordinator decides on each demo day, as rules over the lines that are there."""

from datetime import date

from relocalisons.sample.decisions import FINDINGS, REMINDERS, answers, coordinator_decisions


def line(
    partner: str, key: str, decision: str = "", *, state: str = "▲ à valider"
) -> dict[str, str]:
    return {"Partenaire": partner, "Clé": key, "Décision": decision, "État": state}


def test_on_the_first_tuesday_she_sends_all_but_one_and_calls_another():
    lines = [line("P02", "a"), line("P11 – Coopérative", "b"), line("P13", "c"), line("P01", "d")]

    typed = answers(coordinator_decisions(date(2026, 3, 3)), tab=REMINDERS, lines=lines)

    assert [each.decision for each in typed] == [
        "envoyer",
        "pas cette fois",
        "j'appelle",
        "envoyer",
    ]


def test_on_the_second_tuesday_she_sends_everything_at_once():
    day = coordinator_decisions(date(2026, 3, 10))

    assert day.send_all == "tout envoyer"
    assert answers(day, tab=REMINDERS, lines=[line("P02", "a")]) == ()


def test_a_rule_with_a_limit_answers_the_first_lines_only():
    lines = [line("P07", f"volume_shortfall:C-2025-0{index}") for index in range(4)]

    typed = answers(coordinator_decisions(date(2026, 3, 2)), tab=FINDINGS, lines=lines)

    assert [each.index for each in typed] == [0, 1]
    assert all(each.note for each in typed)


def test_a_line_that_has_an_answer_keeps_it():
    lines = [line("P02", "a", decision="envoyer"), line("P03", "b")]

    typed = answers(coordinator_decisions(date(2026, 3, 3)), tab=REMINDERS, lines=lines)

    assert [each.index for each in typed] == [1]


def test_on_any_other_day_she_types_nothing():
    day = coordinator_decisions(date(2026, 3, 4))

    assert (day.send_all, day.rules) == ("", ())


def test_calls_and_lines_already_sent_get_no_answer():
    lines = [line("P09", "appel:2026-W10:P09", state="à appeler"), line("P02", "a")]

    typed = answers(coordinator_decisions(date(2026, 3, 3)), tab=REMINDERS, lines=lines)

    assert [each.index for each in typed] == [1]


def test_on_1_april_one_name_is_taken_out_of_the_row_of_convocations():
    lines = [{"Partenaire": "23 personnes", "Clé": "ensemble-1", "État": "▲ à valider"}]

    typed = answers(coordinator_decisions(date(2026, 4, 1)), tab=REMINDERS, lines=lines)

    assert [one.decision for one in typed] == ["envoyer sauf P13"]
