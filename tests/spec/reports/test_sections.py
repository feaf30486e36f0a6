"""Deviations, dissemination, indicators and what a draft lacks: each sentence counts its rows."""

from datetime import date

import pytest
from support.papers.report_workspace import AS_OF, Workspace, sample_workspace

from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote

START, END = date(2025, 9, 1), date(2026, 2, 28)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def report(space: Workspace) -> FunderNote:
    return build_funder_note(
        space.programme(), space.tracked(), funder="REGION", kind=ReportType.INTERIM,
        period_start=START, period_end=END, as_of=AS_OF,
    )  # fmt: skip


def nothing(**tables: list[dict[str, object]]) -> Workspace:
    space = sample_workspace(actions=0, deliverables=0, contracts=0)
    space.tables.update(tables)
    return space


def late(*rows: dict[str, object]) -> Workspace:
    return nothing(
        actions=[
            {"number": f"A1.{index}", "title": f"Action {index}", "owner": "P02",
             "planned_start": date(2025, 9, 1), "planned_end": date(2026, 1, 31),
             "status": "en cours", "progress": "40 %", "funders": "REGION",
             "delay_cause": None, "corrective": None, **row}
            for index, row in enumerate(rows, start=1)
        ]
    )  # fmt: skip


# --- deviations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [{"planned_end": date(2026, 9, 1)}],
            "Aucune action ouverte ne s’écarte du calendrier de référence au-delà du seuil suivi.",
        ),
        (
            [{}],
            "1 action ouverte s’écarte du calendrier de référence : "
            "1 en retard, de 30 jours (A1.1). "
            "Aucune raison n’est écrite.",
        ),
        (
            [{"delay_cause": "gel"}],
            "1 action ouverte s’écarte du calendrier de référence : "
            "1 en retard, de 30 jours (A1.1). "
            "Sa raison est écrite.",
        ),
        (
            [{"delay_cause": "gel"}, {}, {}],
            "3 actions ouvertes s’écartent du calendrier de référence : "
            "3 en retard, jusqu’à 30 jours "
            "(A1.1, A1.2 et A1.3). La raison est écrite pour une seule.",
        ),
        (
            [{"delay_cause": "gel"}, {"delay_cause": "panne"}, {}],
            "3 actions ouvertes s’écartent du calendrier de référence : "
            "3 en retard, jusqu’à 30 jours "
            "(A1.1, A1.2 et A1.3). La raison est écrite pour 2.",
        ),
    ],
)
def test_deviations_are_counted_with_those_that_have_a_reason(rows, said):
    assert plain(report(late(*rows)).deviations) == said


def test_a_deviation_shows_its_gap_reason_and_remedy_without_naming_anybody():
    note = report(late({"delay_cause": "gel, appeler le 06 12 34 56 78", "corrective": "semis"}))

    (row,) = note.deviations_table.rows

    assert plain(row[2]) == "+30 j de retard"
    assert row[3].startswith("gel")
    assert "06 12" not in plain(row[3])
    assert row[4] == "semis"


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (
            None,
            "A1.1 (+30 j de retard) : « gel » (Chambre d’agriculture 2). Fait : « semis ». "
            "A1.2 (+30 j de retard) : « panne » (Chambre d’agriculture 2). "
            "Mesure corrective : [à compléter].",
        ),
        (
            "A1.2",
            "A1.2 (+30 j de retard) : « panne » (Chambre d’agriculture 2). "
            "Mesure corrective : [à compléter].",
        ),
        ("A1.3 ; A9.9", ""),
    ],
)
def test_deviations_are_short_signed_quotations_in_her_order(own, said):
    space = late({"delay_cause": "gel", "corrective": "semis."}, {"delay_cause": "panne"}, {})
    if own:
        space.tables["comments"] = [
            {"report": "Rapport intermédiaire", "section": "Écarts", "period": None, "text": own}
        ]
    note = report(space)

    assert plain(note.quotes) == said
    assert not note.remarks.get("ecarts"), "a choice is no sentence of the report"


# --- dissemination --------------------------------------------------------------------------


def published(*rows: dict[str, object]) -> FunderNote:
    return report(
        nothing(
            communication=[
                {"number": f"C{index}", "published_on": date(2026, 1, 10), "channel": "LinkedIn",
                 "topic": "Le guide", "link": None, "logos_checked": None, **row}
                for index, row in enumerate(rows, start=1)
            ]
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"published_on": date(2025, 8, 31)}], "Aucune publication n’est datée dans la période."),
        (
            [{"link": "https://exemple.example/1", "logos_checked": "oui"}],
            "1 publication est datée dans la période ; elle a un lien, ses logos sont vérifiés.",
        ),
        (
            [{}],
            "1 publication est datée dans la période ; elle n’a pas de lien, ses logos ne sont "
            "pas vérifiés.",
        ),
        (
            [{"link": "https://exemple.example/1"}, {"logos_checked": "non"}],
            "2 publications sont datées dans la période ; 1 a un lien, aucune n’a ses logos "
            "vérifiés.",
        ),
    ],
)
def test_publications_of_the_period_are_counted_with_their_proofs(rows, said):
    assert plain(published(*rows).publications[0]) == said


def test_a_logo_that_nobody_checked_is_neither_there_nor_missing():
    rows = published({"logos_checked": "oui"}, {"logos_checked": "non"}, {}).publications_table.rows

    assert [row[3] for row in rows] == ["oui", "non", "à vérifier"]


def spread(*channels: dict[str, object]) -> FunderNote:
    space = sample_workspace(actions=0, deliverables=len(channels), contracts=0)
    space.files = [f"RELOC_L{index:02d}_v1.pdf" for index in range(1, len(channels) + 1)]
    for row, more in zip(space.tables["deliverables"], channels, strict=True):
        row |= {"linkedin": None, **more}
    return report(space)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"funders_to_cite": "ADEME"}], "Aucun livrable déposé ne doit citer ce financeur."),
        (
            [{}],
            "1 livrable déposé doit citer ce financeur ; aucun n’a encore ses dates de diffusion "
            "notées.",
        ),
        (
            [{"linkedin": "10/12/2025"}, {}],
            "2 livrables déposés doivent citer ce financeur ; 1 a ses dates de diffusion notées.",
        ),
    ],
)
def test_deliverables_that_must_cite_the_funder_are_counted_with_their_spreading(rows, said):
    assert plain(spread(*rows).spread[0]) == said


# --- indicators -----------------------------------------------------------------------------


def indicator(index: int, value: object, **cells: object) -> dict[str, object]:
    return {"code": f"I{index:02d}", "title": f"Indicateur {index}", "unit": "t", "target": 100,
            "baseline_value": 0, "value": value, "measured_on": date(2026, 2, 15),
            "due": date(2027, 8, 31), "direction": "hausse", "mode": "cumul", **cells}  # fmt: skip


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((), "Aucun indicateur n’est suivi."),
        ((100,), "Sur 1 indicateur suivi : 1 est sur sa trajectoire ou l’a atteinte."),
        ((0,), "Sur 1 indicateur suivi : aucun n’est sur sa trajectoire, 1 est en deçà."),
        (
            (100, 30, 0, "bientôt"),
            "Sur les 4 indicateurs suivis : 2 sont sur leur trajectoire ou l’ont atteinte, 1 est "
            "en deçà, 1 ne peut pas être jugé.",
        ),
    ],
)
def test_indicators_are_counted_by_where_they_stand(values, said):
    rows = [indicator(index, value) for index, value in enumerate(values, start=1)]

    assert plain(report(nothing(indicators=rows)).indicators) == said


# --- what a draft lacks ---------------------------------------------------------------------


def test_a_draft_names_the_indicators_without_a_measure_in_the_period():
    rows = [
        indicator(1, 5),
        indicator(2, 5, measured_on=date(2025, 8, 1)),
        indicator(3, "bientôt"),
    ]

    said = report(nothing(indicators=rows)).to_complete

    assert any(
        plain(one) == "2 indicateurs n’ont pas de mesure dans la période : I02 et I03."
        for one in said
    )


def test_a_draft_counts_payments_without_proof_and_publications_without_link():
    space = nothing(
        expenses=[
            {"number": f"D-{index}", "partner": "P02", "budget_line": "Communication",
             "amount": 100, "paid_on": date(2026, 1, 5), "funders": "REGION", "type": "facture",
             "proof_of_payment": proof}
            for index, proof in enumerate(("https://drive.example/1", None, None))
        ],
        communication=[
            {"number": "C1", "published_on": date(2026, 1, 10), "topic": "Le guide", "link": None}
        ],
    )  # fmt: skip

    said = {plain(one) for one in report(space).to_complete}

    assert "2 dépenses payées n’ont pas de preuve de paiement." in said
    assert "1 publication de la période n’a pas de lien qui la prouve." in said


# --- contributions --------------------------------------------------------------------------


def contributed(*rows: dict[str, object]) -> FunderNote:
    space = sample_workspace(actions=60, late=0, deliverables=0, contracts=0)
    space.tables["contributions"] = [
        {"period": "janvier 2026", "text": "Fait.", "figures": None, "proofs": None, **row}
        for row in rows
    ]
    return report(space)


def test_contributions_come_by_number_of_action():
    note = contributed({"action": "A2.10"}, {"action": "A2.2"}, {"action": "A1.1"})

    assert [one.action.split()[0] for one in note.narratives] == ["A1.1", "A2.2", "A2.10"]


def test_figures_are_printed_once_they_are_answered_and_links_go_to_the_annex():
    asked, told = contributed(
        {"action": "A1.1", "figures": "participants ; volumes"},
        {"action": "A1.2", "figures": "22 participants",
         "proofs": "https://drive.example/a ; https://drive.example/b"},
    ).narratives  # fmt: skip

    assert "Chiffres" not in asked.note
    assert plain(told.note).endswith(
        "Chiffres : 22 participants · 2 preuves dans l’annexe, feuille « Réalisations »"
    )


def test_the_annex_of_a_large_report_holds_the_texts_and_their_links():
    note = contributed({"action": "A1.1", "proofs": "https://drive.example/a"})
    (sheet,) = [one for one in note.annex if one.title == "Réalisations"]

    assert sheet.rows[0][2] == "Fait."
    assert sheet.rows[0][4] == "https://drive.example/a"
