"""« Sources » and « Paramètres » erased by accident: the last sound reading stays in force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.build import by_kind
from support.programme.sheets import P01_ID, PILOTAGE_ID, TUESDAY, book, later, night, pilotage, tab

from relocalisons.core.kernel.model import DateInterval, Snapshot, TabGrid
from relocalisons.core.programme.registry import RegistryInForce, registry_in_force

LINK = f"https://docs.google.com/spreadsheets/d/{P01_ID}/edit#gid=0"
LINES = f"Plan d'actions | P01 | {LINK} | Suivi\nPartenaires | | {PILOTAGE_ID} | Partenaires"
YESTERDAY = later(
    night(
        pilotage(tab("Réunions", "N° | Type | Date\nR1 | COPIL | 03/03/2026"),
                 sources=LINES, settings="Tout suspendre | oui | |"),
        book(P01_ID),
    ),
    days=-1,
)  # fmt: skip


def with_tab(snapshot: Snapshot, title: str, changed: TabGrid | None) -> Snapshot:
    """The night after: « Pilotage » with one tab changed, or without it."""
    tonight = later(snapshot, days=1)
    own = tonight.workbook(PILOTAGE_ID)
    assert own is not None
    tabs = tuple(
        each if each.title != title else changed
        for each in own.tabs
        if each.title != title or changed is not None
    )
    rest = tuple(each for each in tonight.workbooks if each.file_id != PILOTAGE_ID)
    return replace(tonight, workbooks=(replace(own, tabs=tabs), *rest))


def in_force(tonight: Snapshot, previous: Snapshot | None = YESTERDAY) -> RegistryInForce:
    return registry_in_force(tonight, pilotage_id=PILOTAGE_ID, previous=previous, as_of=TUESDAY)


def followed(registry: RegistryInForce) -> list[tuple[str, str | None]]:
    return sorted((entry.table, entry.partner) for entry in registry.sources.entries)


ALL = [("actions", "P01"), ("meetings", None), ("partners", None)]
HEADER = "Table | Partenaire | Classeur | Onglet"


def test_a_night_on_which_nothing_is_missing_reads_tonights_tabs():
    registry = in_force(later(YESTERDAY, days=1))

    assert followed(registry) == ALL
    assert registry.parameters.values == {"Tout suspendre": "oui"}
    assert registry.sources.findings == ()


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        (tab("Sources", ""), "column_missing"),
        (tab("Sources", HEADER), "table_emptied"),
        (tab("Sources", HEADER.replace("Classeur", "Bidule") + f"\n{LINES}"), "column_missing"),
        (None, "tab_missing"),
        (tab("Registre", f"{HEADER}\n{LINES}"), "tab_missing"),
    ],
)
def test_an_erased_registry_is_told_and_the_last_one_stays_in_force(changed, kind):
    registry = in_force(with_tab(YESTERDAY, "Sources", changed))

    assert followed(registry) == ALL, "each table once, in whatever way it was erased"
    assert registry.follows_somebody
    assert kind in by_kind(registry.sources.findings)


@pytest.mark.parametrize("changed", [tab("Paramètres", ""), None])
def test_tout_suspendre_stays_in_force_when_its_tab_is_erased(changed):
    registry = in_force(with_tab(YESTERDAY, "Paramètres", changed))

    assert registry.parameters.values == {"Tout suspendre": "oui"}
    assert len(registry.sources.findings) == 1


def test_one_of_her_own_tabs_that_disappears_is_still_followed():
    registry = in_force(with_tab(YESTERDAY, "Réunions", None))

    assert followed(registry) == ALL


def test_a_line_that_she_takes_out_is_taken_out():
    fewer = tab("Sources", f"{HEADER}\nPartenaires | | {PILOTAGE_ID} | Partenaires")

    registry = in_force(with_tab(YESTERDAY, "Sources", fewer))

    assert ("actions", "P01") not in followed(registry)
    assert registry.sources.findings == ()


def test_a_tab_put_to_sleep_is_not_woken_by_the_last_reading():
    asleep = tab("Sources", f"{HEADER} | Actif\nRéunions | | {PILOTAGE_ID} | Réunions | non\n"
                 + "\n".join(f"{line} | oui" for line in LINES.splitlines()))  # fmt: skip

    registry = in_force(with_tab(YESTERDAY, "Sources", asleep))

    assert ("meetings", None) not in followed(registry)


def test_after_two_weeks_or_without_an_older_reading_nobody_is_followed():
    erased = with_tab(YESTERDAY, "Sources", tab("Sources", HEADER))
    much_later = later(erased, days=14)

    assert not in_force(erased, previous=None).follows_somebody
    assert not in_force(much_later).follows_somebody
    assert much_later.read_at - YESTERDAY.read_at > timedelta(days=14)


# --- one line typed wrong ---------------------------------------------------------------------

PLAN_LINE = f"Plan d'actions | P01 | {LINK} | Suivi"
OWN_LINE = f"Partenaires | | {PILOTAGE_ID} | Partenaires"


def spoilt(line: str, *, days: int = 1) -> Snapshot:
    """« Sources » some days later, with the line of P01's plan as typed."""
    changed = tab("Sources", f"{HEADER}\n{line}\n{OWN_LINE}")
    return later(with_tab(YESTERDAY, "Sources", changed), days=days - 1)


@pytest.mark.parametrize(
    "line",
    [
        PLAN_LINE.replace(LINK, "voir le mail de Paul"),
        PLAN_LINE.replace("Plan d'actions", "Plan d'axions bis"),
    ],
    ids=["link broken", "table mistyped"],
)
def test_a_source_typed_wrong_stays_in_force_as_last_read_and_is_told(line):
    registry = in_force(spoilt(line))

    assert followed(registry) == ALL
    assert registry.holds, "else tonight's reading would stand in tomorrow, and the source be lost"
    (told,) = registry.sources.findings
    assert told.detail.startswith("En attendant, la source lue jusqu’ici reste en vigueur")


@pytest.mark.parametrize(
    "line",
    [
        PLAN_LINE.replace("P01", "P02").replace(LINK, "voir le mail de Paul"),
        f"Livrables | P01 | {LINK.replace('edit', 'view')} | Livrables",
    ],
    ids=["another partner's line", "a line that replaces it"],
)
def test_a_line_that_is_another_one_revives_nothing(line):
    registry = in_force(spoilt(line))

    assert ("actions", "P01") not in followed(registry)
    assert not registry.holds


def test_a_source_typed_wrong_is_not_held_for_ever():
    registry = in_force(spoilt(PLAN_LINE.replace(LINK, "voir le mail de Paul"), days=16))

    assert ("actions", "P01") not in followed(registry)
    assert [each.detail for each in registry.sources.findings] == [""]


def settings(line: str) -> TabGrid:
    return tab("Paramètres", "Paramètre | Valeur | Portée | Jusqu'au\n" + line)


MEASURES = "Indicateurs : mesure tous les (jours)"


def test_the_value_before_stays_in_force_when_its_line_is_typed_wrong():
    before = with_tab(YESTERDAY, "Paramètres", settings(f"{MEASURES} | 45 | |"))
    tonight = with_tab(before, "Paramètres", settings(f"{MEASURES} | souvent | |"))

    registry = in_force(tonight, previous=before)

    assert registry.parameters.values == {MEASURES: "45"}
    assert registry.holds
    (told,) = registry.parameters.findings
    assert "la valeur précédente reste en vigueur («\u00a045\u00a0»)" in told.title
    assert "habituelle" not in told.title


def test_without_a_value_before_the_usual_one_is_used_and_said():
    tonight = with_tab(YESTERDAY, "Paramètres", settings(f"{MEASURES} | souvent | |"))

    registry = in_force(tonight)

    assert registry.parameters.values == {}
    assert not registry.holds
    assert "la valeur habituelle reste en vigueur" in registry.parameters.findings[0].title


def test_a_parameter_that_she_takes_out_is_taken_out():
    before = with_tab(YESTERDAY, "Paramètres", settings(f"{MEASURES} | 45 | |"))
    tonight = with_tab(before, "Paramètres", settings("Tout suspendre | non | |"))

    assert MEASURES not in in_force(tonight, previous=before).parameters.values


@pytest.mark.parametrize(
    ("settings", "first"),
    [("", date(2026, 1, 5)), ("Début du programme | 01/09/2026 | |", date(2026, 9, 1))],
)
def test_the_programme_lasts_as_the_operator_says_from_the_start_that_her_tab_says(
    settings: str, first: date
):
    registry = registry_in_force(
        night(pilotage(sources=LINES, settings=settings), book(P01_ID)),
        pilotage_id=PILOTAGE_ID,
        previous=None,
        as_of=TUESDAY,
        lasts=DateInterval(date(2026, 1, 5), date(2027, 8, 31)),
    )

    assert registry.parameters.lasts == DateInterval(first, date(2027, 8, 31))
