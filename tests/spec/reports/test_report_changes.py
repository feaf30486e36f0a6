"""« Ce qui a changé »: only what the last report kept is compared, and nothing else is said."""

from dataclasses import replace
from datetime import date, timedelta

from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.shared.changes import changes_since, remember
from relocalisons.core.reports.shared.measures import measure

FEBRUARY = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28)}


def measures_of(space):
    programme = space.programme()
    return measure(programme, space.tracked(), whole_programme(programme), as_of=space.as_of)


def plain(sentences: tuple[str, ...]) -> list[str]:
    return [text.replace("\u00a0", " ").replace("\u202f", " ") for text in sentences]


def memory_of(space) -> dict[str, object]:
    note = build_funder_note(
        space.programme(), space.tracked(), funder="REGION", as_of=space.as_of, **FEBRUARY
    )
    return dict(note.memory)


def test_the_first_report_compares_with_nothing():
    title, said = changes_since(None, measures_of(sample_workspace()))

    assert title == "Ce qui a changé"
    assert plain(said) == [
        "C’est le premier rapport de cette série, il n’y a pas encore de comparaison."
    ]


def test_the_same_measures_have_not_changed():
    space = sample_workspace()

    title, said = changes_since(memory_of(space), measures_of(space))

    assert title.replace("\u00a0", " ") == "Ce qui a changé depuis le 2 mars 2026"
    assert plain(said) == ["Aucune des mesures suivies n’a changé."]


def test_an_action_that_becomes_late_and_one_that_ends_are_both_said():
    before = sample_workspace(late=3)
    after = sample_workspace(late=3)
    row = after.tables["actions"][0]
    row["actual_end"], row["status"] = AS_OF - timedelta(days=1), "terminé"
    # An action that was on time ran out of time.
    late = after.tables["actions"][20]
    late["planned_end"], late["revised_end"] = AS_OF - timedelta(days=2), None

    _, said = changes_since(memory_of(before), measures_of(after))

    assert (
        f"1 action passe en retard ({late['number']}) ; "
        f"1 action n’est plus en retard ({row['number']}), terminée." in plain(said)
    )


def test_a_deliverable_that_arrives_is_said_with_its_number():
    before, after = sample_workspace(), sample_workspace()
    after.files.append("RELOC_L04_v1.pdf")

    _, said = changes_since(memory_of(before), measures_of(after))

    assert plain(said) == ["1 livrable est déposé (L04)."]


def test_a_contract_that_is_numbered_anew_passes_its_tolerance_once():
    before, after = measures_of(sample_workspace()), measures_of(sample_workspace())
    kept = remember(before)
    name = before.volumes_in(VolumeState.SHORT)[0].contract.key
    anew = tuple(
        replace(line, contract=replace(line.contract, number="CC-99", name=name))
        if line.contract.key == name
        else line
        for line in after.volumes
    )

    _, said = changes_since(kept, replace(after, volumes=anew))

    assert plain(said) == ["Aucune des mesures suivies n’a changé."]


def test_what_the_last_report_did_not_keep_is_not_compared():
    measures = measures_of(sample_workspace())

    _, said = changes_since({"as_of": "2026-02-02", "late": "?", "paid": "xx"}, measures)

    assert plain(said) == ["Aucune des mesures suivies n’a changé."]


def test_the_facts_of_the_period_come_from_the_dates_that_people_wrote():
    space = sample_workspace()
    row = space.tables["actions"][30]
    row["actual_end"], row["status"] = date(2026, 2, 20), "terminé"
    note = build_funder_note(
        space.programme(), space.tracked(), funder="REGION", as_of=AS_OF, **FEBRUARY
    )
    ended = [
        line["number"]
        for line in space.tables["actions"]
        if line["actual_end"] and date(2026, 2, 1) <= line["actual_end"] <= date(2026, 2, 28)
    ]

    said = next(text for text in plain(note.changes) if "terminée" in text)

    assert said.startswith(f"{len(ended)} action")
    assert all(number in said for number in ended)
