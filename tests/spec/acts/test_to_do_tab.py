"""The tab « À faire »: what she reads first, on a phone."""

from dataclasses import replace
from datetime import date

import pytest
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, said, tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Decision
from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.pilotage.to_do import MOST_ROWS, build_to_do, shown_members
from relocalisons.core.programme.decisions.group_words import read_group_word
from relocalisons.core.tables import TO_DO

NIGHT = date(2026, 3, 17)
PARTNERS = (
    a_partner("P01", "Légumerie du Plateau", contact="Anne Roux", phone="06 12 34 56 78"),
    a_partner("P02", "Ville de Grasse"),
)
PROGRAMME = a_programme(partners=PARTNERS)
COLUMNS = [column.header for column in TO_DO.columns]


def tab_of(entries, *, programme=PROGRAMME, **given):
    acts = derive_acts(entries, programme=programme, as_of=NIGHT)
    return build_to_do(acts, programme=programme, links=CellLinks(), as_of=NIGHT, **given), acts


def cells(tab):
    return [dict(zip(COLUMNS, row, strict=True)) for row in tab.values[4:]]


def test_a_row_says_what_with_whom_when_and_why():
    tab, _ = tab_of(tracked(finding(subject="A1"), finding(subject="A2")))
    (row,) = cells(tab)

    assert row["Acte"] == "Appeler Anne Roux (Légumerie du Plateau)\u00a0: A1 et 1 autre"
    assert row["Quand"] == "aujourd’hui"
    assert row["Pourquoi"] == "En retard depuis le 3\u00a0février\u00a02026"
    assert row["Détail"].startswith("Tél. 06 12 34 56 78 • Le constat")
    assert row["Clé"] == "act:appeler:P01"
    assert row["Lien"] == "Ouvrir D14"


@pytest.mark.parametrize(
    ("session", "begins"),
    (
        (date(2026, 3, 20), "à appeler : Anne Roux (P01) 06 12 34 56 78 • "),
        (date(2026, 5, 20), "Le constat"),  # mails have time
    ),
)
def test_whoever_has_not_said_is_named_with_a_number_where_a_session_lacks_its_quorum(
    session, begins
):
    silent = [
        replace(finding("meeting_answers_missing", f"G-04/{one}", partner=one), due=session)
        for one in ("P01", "P02")  # nobody knows the number of P02
    ]
    lacking = replace(finding("meeting_quorum_at_risk", "G-04", partner=None), due=session)
    tab, _ = tab_of(tracked(lacking, *silent))

    (row,) = cells(tab)
    assert row["Détail"].replace("\u00a0", " ").startswith(begins)


def test_a_row_opens_its_own_line_of_anomalies():
    one = finding(subject="A1")
    tab, _ = tab_of(tracked(one), rows={one.key: "https://x.fr/edit#gid=7&range=A12:C12"})
    cell = tab.rows[4][7]

    assert "#gid=7&range=A12:C12" in cell.text
    assert cell.shown == "Ouvrir A12"


def test_the_title_counts_and_the_help_says_what_is_to_be_put_in_order():
    cell = replace(finding("cell_unreadable", "P01/actions/A9/status"), evidence=())
    seen = tracked(finding(partner="P02"), decision="sans objet")
    tab, _ = tab_of((*tracked(finding(subject="A1"), cell), *seen))

    assert tab.rows[0][0].replace("\u00a0", " ") == (
        "À faire au mardi 17 mars 2026 : 1 aujourd’hui, 0 cette semaine, 0 plus tard, 1 endormi"
    )
    assert "1\u00a0case ou nom à ranger\u00a0: onglet «\u00a0À ranger\u00a0»" in tab.rows[2][0]


def test_nothing_to_do_is_said():
    tab, _ = tab_of(())

    assert tab.rows[0][0].endswith("rien. Tout va bien.")


def test_what_joined_since_her_word_is_said():
    seen = [replace(one, **said("vu") | {"decision": ""}) for one in tracked(finding(subject="A1"))]
    new = tracked(finding(subject="A2"))
    tab, _ = tab_of((*seen, *new), words={"act:appeler:P01": Decision(
        key="act:appeler:P01", decision="vu", note="lundi"
    )})  # fmt: skip
    (row,) = cells(tab)

    assert (row["Décision"], row["Note"]) == ("vu", "lundi")
    assert row["Pourquoi"].startswith("▲ 1\u00a0nouveau depuis votre «\u00a0vu\u00a0»")


@pytest.mark.parametrize(
    ("typed", "told"),
    (
        ("vu P01", "▲ « vu P01 » est suivi, 1 autre constat attend votre mot"),
        ("vu P01 et P02", "▲ 1 nouveau depuis votre « vu P01 et P02 »"),
        ("vu P03", "▲ « vu P03 » ne nomme personne de cette ligne : rien n’est décidé"),
    ),
)
def test_a_word_for_some_says_who_is_left(typed, told):
    programme = a_programme(partners=(*PARTNERS, a_partner("P03", "Ferme du Haut")))
    mine, other = (
        finding("indicator_behind", f"I{n}", partner=who) for n, who in ((1, "P01"), (2, "P02"))
    )
    seen = [] if "P03" in typed else [replace(tracked(mine)[0], **said("vu") | {"decision": ""})]
    key = "act:décider:coordination:indicateurs"
    word = {key: Decision(key=key, decision=typed, note="")}
    scope = read_group_word(typed, partners=("P01", "P02", "P03"), read_on=NIGHT)

    tab, _ = tab_of(
        (*(seen or tracked(mine)), *tracked(other)),
        programme=programme,
        words=word,
        scopes={key: scope},
    )

    (row,) = cells(tab)
    assert row["Pourquoi"].replace("\u00a0", " ").startswith(told)


def test_a_long_list_is_cut_and_the_rest_is_counted():
    partners = tuple(a_partner(f"P{n}", f"Partenaire {n}") for n in range(100))
    programme = a_programme(partners=partners)
    tab, acts = tab_of(
        tracked(*(finding(subject=f"A{n}", partner=f"P{n}") for n in range(100))),
        programme=programme,
    )

    assert len(tab.rows) == MOST_ROWS
    assert tab.rows[2][0].startswith("44\u00a0autres actes\u00a0: «\u00a0Anomalies\u00a0»")
    assert len(shown_members(tab, acts)) == 56


def test_two_columns_are_frozen_and_leave_two_fifths_of_a_phone():
    tab, acts = tab_of(tracked(finding()))
    details = build_anomalies(
        tracked(finding()), programme=PROGRAMME, links=CellLinks(), as_of=NIGHT, acts=acts
    )

    for each in (tab, details):
        head = each.rows[each.frozen_rows - 1]
        assert head[1:3] == ("Décision", "Note")
        assert each.frozen_columns == 2
        assert sum(each.widths[:2]) <= 0.6 * 390
    assert details.rows[-1][head.index("Acte")] == "Appeler P01"
