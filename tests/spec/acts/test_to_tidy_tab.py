"""The tab « À ranger »: one row a column of a partner, each finding counted once."""

import random
from dataclasses import replace
from datetime import date

import pytest
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, said, tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Decision
from relocalisons.core.pilotage.anomalies import build_anomalies, shown_rows
from relocalisons.core.pilotage.to_tidy import build_to_tidy, shown_shelves
from relocalisons.core.tables import TO_TIDY

NIGHT = date(2026, 3, 17)
PROGRAMME = a_programme(partners=(a_partner("P01", "Légumerie"), a_partner("P02", "Grasse")))
COLUMNS = [column.header for column in TO_TIDY.columns]


def cell(number, column="status", *, partner="P01", kind="cell_unreadable"):
    return finding(kind, f"{partner}/actions/A{number}/{column}", partner=partner)


def tab_of(*entries, words=None):
    acts = derive_acts(entries, programme=PROGRAMME, as_of=NIGHT)
    tab = build_to_tidy(acts, programme=PROGRAMME, links=CellLinks(), as_of=NIGHT, words=words)
    return tab, acts


def rows_of(tab):
    return [dict(zip(COLUMNS, row, strict=True)) for row in tab.values[3:]]


def test_a_row_says_where_how_many_and_opens_the_first():
    tab, _ = tab_of(*tracked(cell(1), cell(2), cell(3, "owner"), cell(4, partner="P02")))

    rows = rows_of(tab)
    assert [(row["Partenaire"], row["Colonne"], row["Constats"]) for row in rows] == [
        ("P01 – Légumerie", "Plan d'action – Statut", 2),
        ("P01 – Légumerie", "Plan d'action – Partenaire responsable", 1),
        ("P02 – Grasse", "Plan d'action – Statut", 1),
    ]
    assert rows[0]["Lien"] == "Ouvrir D14"
    assert rows[0]["Le premier"] == "Le constat pour la coordination. Demander à quelqu’un."
    assert tab.rows[0][0].replace("\u00a0", " ") == (
        "À ranger au mardi 17 mars 2026 : 4 cases ou noms sur 3 lignes, dont 4 à décider"
    )


def test_cells_of_one_finding_are_counted():
    one = cell(1)
    several = replace(one, evidence=one.evidence * 3)

    (row,) = rows_of(tab_of(*tracked(several))[0])
    assert (row["Constats"], row["Cases"]) == (1, 3)


def test_what_she_decided_stands_last_and_says_so():
    full = [replace(one, **said("vu") | {"decision": ""}) for one in tracked(cell(1), cell(2))]
    key = "ranger:P01:Plan d'action – Statut"
    words = {key: Decision(key=key, decision="vu", note="")}
    other = tracked(cell(4, partner="P02"))

    first, last = rows_of(tab_of(*full, *other, words=words)[0])
    assert (first["État"], last["État"], last["Décision"]) == ("à ranger", "décidé", "vu")

    joined = rows_of(tab_of(*full, *tracked(cell(3)), *other, words=words)[0])[0]
    assert joined["État"].replace("\u00a0", " ") == "▲ 1 nouveau depuis votre « vu »"


def test_nothing_to_put_in_order_is_said():
    assert tab_of(*tracked(finding()))[0].rows[0][0].endswith("rien.")


@pytest.mark.parametrize("seed", range(10))
def test_every_open_finding_is_in_one_act_or_one_row_and_counted_once(seed):
    dice = random.Random(seed)
    found = {
        one.key: one
        for one in (
            cell(
                dice.randrange(9),
                dice.choice(["status", "owner", "planned_end"]),
                partner=dice.choice(["P01", "P02", "P99"]),
                kind=dice.choice(["cell_unreadable", "cell_missing", "action_late"]),
            )
            for _ in range(40)
        )
    }
    open_ones = tracked(*found.values())
    tab, acts = tab_of(*open_ones)
    details = build_anomalies(
        open_ones, programme=PROGRAMME, links=CellLinks(), as_of=NIGHT, acts=acts
    )

    homes = [key for members in shown_rows(acts).values() for key in members]
    assert sorted(homes) == sorted(found)
    loose = [key for members in shown_shelves(acts).values() for key in members]
    assert sum(row["Constats"] for row in rows_of(tab)) == len(loose)
    assert {row["Clé"] for row in rows_of(tab)} == set(shown_shelves(acts))
    assert len(details.rows) - details.frozen_rows == len(found)
