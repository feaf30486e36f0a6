"""« Sources » and « Paramètres »: what is obeyed, what is refused and said."""

from datetime import date

import pytest
from support.programme.sheets import (
    P01_ID,
    PILOTAGE_ID,
    PLAN,
    TUESDAY,
    book,
    later,
    night,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.programme.programme import unsound_files
from relocalisons.core.sources.parameters import find_parameter, read_parameters
from relocalisons.core.sources.sources import files_named, read_sources

LINK = f"https://docs.google.com/spreadsheets/d/{P01_ID}/edit#gid=0"


def test_a_line_gives_table_partner_workbook_and_tab():
    registry = read_sources(pilotage(sources=f"Plan d'actions | P01 | {LINK} | Suivi"))

    entry = registry.entries[-1]
    assert (entry.table, entry.partner, entry.file_id, entry.tab) == (
        "actions",
        "P01",
        P01_ID,
        "Suivi",
    )
    assert registry.findings == ()


def test_the_coordinators_own_tabs_need_no_line():
    registry = read_sources(pilotage(tab("Plan d'action", PLAN), tab("Anomalies", "Clé")))

    assert [(entry.table, entry.partner) for entry in registry.entries] == [
        ("partners", None),
        ("actions", None),
    ]


@pytest.mark.parametrize(
    ("her_word", "followed"), [("", False), ("oui", True), ("non", False), ("peut-être", False)]
)
def test_a_line_that_the_service_offered_is_followed_after_her_one_yes(her_word, followed):
    header = "Table | Partenaire | Classeur | Onglet | Actif | Correspondance proposée | Confirmée"
    line = f"Plan d'action | P01 | {LINK} | Suivi | proposé | telle quelle | {her_word}"
    own = pilotage()
    tabs = (tab("Sources", f"{header}\n{line}"), *own.tabs[1:])
    registry = read_sources(book(PILOTAGE_ID, *tabs, name="Pilotage"))

    assert [each.columns for each in registry.entries if each.place] == [{}] * followed
    assert files_named(book(PILOTAGE_ID, *tabs, name="Pilotage")) == {P01_ID}
    if her_word != "peut-être":
        assert registry.findings == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"Plan de table | P01 | {LINK} | Suivi", "table inconnue («\u00a0Plan de table\u00a0»)"),
        (" | P01 | " + LINK + " | Suivi", "la colonne «\u00a0Table\u00a0» est vide"),
        ("Livrables | P01 | voir Paul | Suivi", "ne contient pas de lien Google Drive"),
    ],
)
def test_a_line_that_cannot_be_obeyed_is_told_and_the_others_go_on(line, said):
    registry = read_sources(pilotage(sources=f"{line}\nLivrables | P01 | {LINK} | Livrables"))

    (told,) = registry.findings
    assert told.kind == "source_invalid"
    assert (told.evidence[0].tab, told.evidence[0].cell) == ("Sources", "A2")
    assert said in told.title
    assert registry.entries[-1].table == "deliverables"


def test_the_same_source_twice_is_read_once():
    line = f"Livrables | P01 | {LINK} | Livrables"

    registry = read_sources(pilotage(sources=f"{line}\n{line}"))

    assert [entry.table for entry in registry.entries] == ["partners", "deliverables"]
    assert "même source que la ligne 2" in registry.findings[0].title


def test_a_line_put_to_sleep_is_not_read():
    own = pilotage(tab("Plan d'action", PLAN))
    registry = tab(
        "Sources",
        f"Table | Partenaire | Classeur | Onglet | Actif\n"
        f"Livrables | P01 | {LINK} | Livrables | non\n"
        f"Plan d'action | | {own.file_id} | Plan d'action | non",
    )
    sleeping = book(own.file_id, registry, *own.tabs[1:], name="Pilotage")

    assert [entry.table for entry in read_sources(sleeping).entries] == ["partners"]


def a_plan_of(partner: str, *, days: int = 0):
    """The night on which « Sources » says that P01's plan is of that partner."""
    snapshot = night(
        pilotage(sources=f"Plan d'action | {partner} | {LINK} | Plan d'action"),
        book(P01_ID, tab("Plan d'action", PLAN)),
    )
    return later(snapshot, days=days)


def test_a_partner_mistyped_in_sources_keeps_its_lines_and_it_is_told():
    """Else every open point of the partner would look settled on that night."""
    programme = understood(a_plan_of("P0l"), previous=a_plan_of("P01", days=-1))

    assert [action.owner for action in programme.actions]
    assert programme.tables["actions"][0].owner == "P01"
    (told,) = programme.findings
    assert "le partenaire P0L n’est pas dans" in told.title
    assert "reste en vigueur" in told.detail
    assert PILOTAGE_ID in unsound_files(programme), "or the second night would forget it"


def test_after_two_weeks_a_mistyped_partner_is_nobody():
    programme = understood(a_plan_of("P0l"), previous=a_plan_of("P01", days=-16))

    assert programme.actions == ()
    assert [each.detail for each in programme.findings] == [""]


def test_a_source_of_a_partner_nobody_knows_is_left_out_and_told():
    snapshot = night(
        pilotage(sources=f"Plan d'action | P77 | {LINK} | Plan d'action"),
        book(P01_ID, tab("Plan d'action", PLAN)),
    )

    programme = understood(snapshot)

    assert programme.actions == ()
    (told,) = programme.findings
    assert (told.kind, told.evidence[0].cell) == ("source_invalid", "B2")


def test_a_partner_may_be_named_in_the_registry_as_people_name_it():
    snapshot = night(
        pilotage(sources=f"Plan d'action | Ville de Grasse | {LINK} | Plan d'action"),
        book(P01_ID, tab("Plan d'action", PLAN)),
    )

    assert understood(snapshot).tables["actions"][0].owner == "P01"


@pytest.mark.parametrize(
    ("header", "typed", "said"),
    [
        ("Ligne d'en-tête", "3 ou 4", "doit être un numéro de ligne"),
        ("Ligne d'en-tête", "0", "doit être un numéro de ligne"),
        ("Actif", "sûrement", "la source est lue"),
        ("Correspondance confirmée", "presque", "la correspondance n’est pas suivie"),
    ],
)
def test_a_doubt_beside_a_source_is_told_and_the_source_is_read(header, typed, said):
    sources = (
        f"Table | Partenaire | Classeur | Onglet | {header}\n"
        f"Plan d'action | P01 | {LINK} | Plan d'action | {typed}"
    )
    own = book("drive-file-pilotage-00000", tab("Sources", sources), name="Pilotage")

    registry = read_sources(own)

    assert [entry.table for entry in registry.entries] == ["actions"]
    (told,) = registry.findings
    assert said in told.title


@pytest.mark.parametrize("typed", ["", "oui", "non", "VRAI"])
def test_a_clear_answer_beside_a_source_raises_no_question(typed):
    sources = (
        "Table | Partenaire | Classeur | Onglet | Actif\n"
        f"Plan d'action | P01 | {LINK} | Plan d'action | {typed}"
    )
    own = book("drive-file-pilotage-00000", tab("Sources", sources), name="Pilotage")

    assert read_sources(own).findings == ()


def test_a_workbook_without_registry_says_so():
    bare = book("pilotage-x-000000000", tab("Divers", [["rien"]]), name="Pilotage")

    (told,) = read_sources(bare).findings

    assert told.subject == "pilotage/sources"
    assert "n’existe pas dans «\u00a0Pilotage\u00a0»" in told.title


QUOTE = "Devis : exigé à partir de (€)"


def test_parameters_are_in_force_until_their_date():
    own = pilotage(
        settings=f"Nom du programme | Essai | | 02/03/2026\n{QUOTE} | 3000 | | 03/03/2026"
    )

    values = read_parameters(own, as_of=TUESDAY).values

    assert values == {QUOTE: "3000"}
    assert find_parameter(values, QUOTE.upper() + " ") == "3000"
    assert find_parameter(values, "Nom du programme") is None


def test_the_first_of_two_contrary_parameters_stays_in_force():
    parameters = read_parameters(
        pilotage(settings=f"{QUOTE} | 3000 | |\n{QUOTE.upper()} | 4000 | |"), as_of=TUESDAY
    )

    assert parameters.values == {QUOTE: "3000"}
    assert "déjà défini plus haut" in parameters.findings[0].title


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Synonyme | CA06 | |", "doit donner le code du partenaire"),
        ("Synonyme | CA06 | P01 |\nSynonyme | ca 06 | P01 |\nSynonyme | CA06 | P02 |", "déjà"),
        ("Fermeture | au printemps | |", "doit donner un jour"),
        ("Alias de colonne | Date butoir | Fin prévue |", "s’écrit"),
    ],
)
def test_a_parameter_that_cannot_be_obeyed_is_told(lines, said):
    findings = read_parameters(pilotage(settings=lines), as_of=TUESDAY).findings

    assert len(findings) == 1
    assert said in findings[0].title


def test_closures_synonyms_and_column_aliases_are_understood():
    parameters = read_parameters(
        pilotage(
            settings="Synonyme | La mairie | P01 |\n"
            "Fermeture | 15/05/2026 | |\n"
            "Alias de colonne | Date butoir | Plan d'action / Fin prévue |"
        ),
        as_of=TUESDAY,
    )

    assert parameters.synonyms == {"La mairie": "P01"}
    assert parameters.closures == {date(2026, 5, 15)}
    assert parameters.aliases == {"actions": {"planned_end": ("Date butoir",)}}


def test_a_column_alias_of_the_coordinator_is_read():
    plan = PLAN.replace("Fin prévue", "Date butoir")
    alias = "Alias de colonne | Date butoir | Plan d'action / Fin prévue |"
    own: WorkbookGrid = pilotage(
        sources=f"Plan d'action | P01 | {LINK} | Plan d'action", settings=alias
    )

    programme = understood(night(own, book(P01_ID, tab("Plan d'action", plan))))

    (action,) = programme.actions
    assert action.planned_end.value is not None
    assert action.planned_end.value.latest == date(2026, 2, 13)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://drive.google.com/drive/folders/1AbC-d_0123456?usp=x", "1AbC-d_0123456"),
        ("https://drive.google.com/open?id=1AbC-d_0123456", "1AbC-d_0123456"),
        ("1AbC-d_0123456", "1AbC-d_0123456"),
        ("voir Paul", None),
        ("", None),
        (None, None),
    ],
)
def test_a_drive_id_is_found_in_the_links_people_paste(text, found):
    assert drive_id(text) == found
