"""Documents about producers: equal views give equal files; others are told nothing."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from docx import Document as open_word
from support.papers.pdf_text import page_text
from support.producers.build import a_contract_line, months, programme_of

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import FindingState, Programme, TrackedFinding
from relocalisons.core.producers.quality.egalim import read_egalim
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.producers.visits.notes import visit_states
from relocalisons.core.programme.audience import COMMITTEE, partner_viewer, view_for
from relocalisons.core.reports.producers.contract_articles import CONTRACT_PARTS
from relocalisons.core.reports.producers.contract_draft import ContractDraft, build_contract_draft
from relocalisons.core.reports.producers.egalim_annex import build_egalim_annex
from relocalisons.core.reports.producers.producer_sheet import build_producer_sheet
from relocalisons.core.reports.producers.purchase_form import build_purchase_forms
from relocalisons.core.reports.producers.supply_chains import build_chains_page
from relocalisons.core.reports.producers.visit_plan import build_visit_plan
from relocalisons.errors import OfficeTemplateError
from relocalisons.rendering.documents.word_templates import build_contract_word_template
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.papers.papers import on_one_page, render

TUESDAY = date(2026, 3, 3)
PRICE, PHONE, OTHER_PHONE = "7,77 €/kg", "06 11 22 33 44", "06 55 66 77 88"
PEOPLE = f"""
    Code | Structure        | Type        | Référent  | E-mail           | Tél           | Secteur
    P01  | Ville de Grasse  | collectivité| Anne Roux | anne@g.example   |               | Grasse
    P07  | Jardins du Riou  | agriculteur | Luc Blanc | luc@riou.example | {PHONE}       | Fontbelle
    P08  | Trois Restanques | agriculteur | Eve Noir  | eve@t.example    | {OTHER_PHONE} | Fontbelle
"""
DELIVERIES = (
    "Date | Contrat | Producteur | Produit | Quantité | Unité | Prix HT € | Cantine SIRET | "
    "Label(s) | Famille produits\n"
    "15/11/2025 | C-01 | P07 | Courgettes | 900 | kg | 1 234,56 | 219 999 001 00018 | AB | "
    "légumes\n"
    "15/01/2026 | C-01 | P07 | Courgettes | 700 | kg | 999,99 | 219 999 001 00018 | AB | légumes"
)
VISITS = (
    "Producteur | Date prévue | Date réalisée | État cultures | Risque volume | Points d'action\n"
    f"P07 | | 20/02/2026 | moyen | fort (30 %) | rappeler au {PHONE}\n"
    "P07 | 20/03/2026 | | | |"
)


def whole(**given: str) -> Programme:
    lines = [
        a_contract_line(Prix=PRICE),
        a_contract_line(**{"N° contrat": "C-02", "Producteur": "P08"}).splitlines()[1],
    ]
    tables = {
        "Volumes_engagés": months("1 t", "1 t", "1 t", "1 t", "1 t"),
        "Livraisons": DELIVERIES,
        "Engagements_qualité": "Producteur | Engagement/Label | Valable jusqu'au\n"
        "P07 | AB | 31/12/2025\nP07 | HVE | 30/02/2026",
        "Visites": VISITS,
        "Achats_cantines": "Cantine | SIRET | Année | Achats alimentaires € HT\n"
        "Cuisine | 219 999 001 00018 | 2025 | 100000",
    }
    return programme_of(contracts="\n".join(lines), partners=PEOPLE, **{**tables, **given})


def tracked(programme: Programme) -> tuple[TrackedFinding, ...]:
    return tuple(
        TrackedFinding(finding=finding, state=FindingState.NEW, first_seen=TUESDAY)
        for finding in assess(programme, as_of=TUESDAY, baseline={})
    )


def the_sheet(programme: Programme, producer: str = "P07"):
    state = next(
        each for each in visit_states(programme, as_of=TUESDAY) if each.producer == producer
    )
    view = view_for(programme, tracked(programme), viewer=partner_viewer(producer))
    return build_producer_sheet(view.programme, view.tracked, state=state, as_of=TUESDAY)


def the_chains(programme: Programme):
    return build_chains_page(view_for(programme, viewer=COMMITTEE).programme, as_of=TUESDAY)


def the_annex(programme: Programme):
    form = build_purchase_forms(programme, year=2025)
    annex = build_egalim_annex(
        programme, read_egalim(programme), year=2025, form=form, as_of=TUESDAY
    )
    assert annex is not None
    return annex


def words_in(made) -> str:
    """All that can be read in the three files, annex included."""
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        said = [page_text(page) for page in pdf.pages]
    for data in (made.docx, made.xlsx):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            said += [
                archive.read(name).decode()
                for name in archive.namelist()
                if name.endswith(".xml") and "styles" not in name.lower()
            ]
    return re.sub(r"<[^>]+>", " ", "\n".join(said)).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_word_template_in_the_project_is_the_one_that_this_code_builds():
    assert (TEMPLATES / ContractDraft.word_template).read_bytes() == build_contract_word_template()


def test_a_printed_contract_has_every_title_and_sentence_of_its_word_twin():
    (sheet, *_) = contract_sheets(whole())

    made = render(build_contract_draft(whole(), sheet, as_of=TUESDAY))

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        printed = " ".join("".join(page_text(page) for page in pdf.pages).split())
    poured = [each.text for each in open_word(io.BytesIO(made.docx)).paragraphs]
    for part in CONTRACT_PARTS:
        assert poured.count(part.title) == 1 and printed.count(part.title) == 1
        assert part.words in printed and "\n".join(poured).count(part.words or "\0") <= 1


def test_equal_views_give_equal_files():
    programme = whole()

    for view in (the_sheet(programme), the_chains(programme), the_annex(programme)):
        assert render(view) == render(view)


def test_a_sheet_is_one_page_with_the_band_and_the_questions():
    made = render(the_sheet(whole()))

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == 1
    words = words_in(made)
    assert "Le seul contrat mesuré est sous sa tolérance" in words
    assert "Quel volume pensez-vous livrer" in words
    assert "Expiré" in words and "À préciser" in words


def test_a_sheet_asks_what_it_shows_and_no_finding_asks():
    more = {
        "Livraisons": DELIVERIES.replace("| 900 |", "| 4900 |"),
        "Volumes_engagés": months("1 t", "1 t", "1 t"),
        "Engagements_qualité": "Producteur | Engagement/Label | Valable jusqu'au\n"
        "P07 | Agrément sanitaire | 20/04/2026\nP07 | HVE | ",
    }

    sheet = the_sheet(whole(**more))

    (line, *_) = sheet.contracts.lines
    asked = " ".join(sheet.questions).replace("\u00a0", " ")
    assert line.status.text.replace("\u00a0", " ") == "▲ Au\u2011delà de l’engagement"
    assert sheet.bands is not None and "dépasse son engagement" in sheet.bands.words.title
    assert "Vous avez livré plus que le contrat ne prévoit (C-01)" in asked
    assert "valable jusqu’au 20 avril 2026" in asked
    assert "Jusqu’à quelle date votre justificatif" in asked


def test_a_delivery_whose_day_cannot_be_read_is_named_by_its_weight_and_what_was_typed():
    sheet = the_sheet(
        whole(Livraisons=DELIVERIES.replace("15/01/2026 | C-01", "31/02/2026 | C-01"))
    )

    words = f"{sheet.undrawn} {' '.join(sheet.questions)}".replace("\u00a0", " ")
    assert "le jour de la livraison de 700 kg ne se lit pas (noté « 31/02/2026 »)" in words


def test_a_quantity_that_cannot_be_read_is_said_by_its_day_and_no_cell():
    sheet = the_sheet(whole(Livraisons=DELIVERIES.replace("| 700 |", "| 7oo |")))

    words = f"{sheet.undrawn} {' '.join(sheet.questions)}".replace("\u00a0", " ")
    assert "C-01 (la quantité livrée le 15 janvier 2026 ne se lit pas)" in words
    assert "Contrat C-01 : la quantité livrée le 15 janvier 2026 ne se lit pas." in words
    assert "cellule" not in words


def test_a_sheet_with_too_much_to_say_stays_one_page_and_counts_what_it_leaves_out():
    sheet = the_sheet(whole())
    long = "Accompagner la certification des parcelles de plein champ du bassin versant. " * 4
    (line, *_) = sheet.contracts.lines
    lines = tuple(
        replace(line, cells=(f"C-{rank:02d} {long[:90]}", *line.cells[1:])) for rank in range(7)
    )
    crowded = replace(
        sheet,
        questions=(long,) * 4,
        last_points=(long,) * 8,
        contracts=replace(sheet.contracts, lines=lines),
    )

    made = render(crowded)

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == 1
    kept = on_one_page(crowded)
    assert kept.questions == (long, "3\u00a0autres questions dans « Anomalies ».")
    left = 7 - len(kept.contracts.lines)
    if left:
        assert kept.contracts.note.startswith(f"{left}\u00a0autre")
    assert on_one_page(sheet) == sheet, "nothing is left out of a sheet that fits"


def test_a_sheet_of_a_grower_of_whom_little_is_known_says_so():
    made = render(the_sheet(whole(Visites="", Livraisons=""), "P08"))

    words = words_in(made)
    assert "Aucune visite n’est notée." in words
    assert "Aucun label ni justificatif n’est inscrit." in words


def test_what_is_left_in_the_field_holds_no_price_and_nobody_elses_data():
    words = words_in(render(the_sheet(whole())))

    for secret in (PRICE, "1 234,56", "999,99", PHONE, OTHER_PHONE, "Trois Restanques", "C-02"):
        assert secret not in words


def test_the_committees_page_holds_no_price_no_telephone_and_no_grower():
    words = words_in(render(the_chains(whole())))

    assert "Légumes" in words
    for secret in (PRICE, "7,77", "1 234,56", PHONE, "Jardins du Riou", "Trois Restanques", "P07"):
        assert secret not in words


def test_the_egalim_annex_sums_without_a_product_price_or_a_grower():
    words = words_in(render(the_annex(whole())))

    assert "label non justifié à la date de livraison" in words or "Bio" in words
    assert "Pour mémoire, produits locaux" in words
    for secret in (PRICE, "Jardins du Riou", "Courgettes", PHONE):
        assert secret not in words


@pytest.mark.parametrize("empty", [
    {"Visites": ""}, {"Livraisons": ""}, {"Engagements_qualité": ""}, {"Volumes_engagés": ""},
])  # fmt: skip
def test_every_document_stands_when_a_table_is_missing(empty):
    programme = whole(**empty)

    for view in (the_chains(programme), build_visit_plan(programme, as_of=TUESDAY)):
        assert render(view).pdf.startswith(b"%PDF")


def test_a_lawyers_word_template_keeps_her_words_and_takes_our_facts():
    (sheet, _) = contract_sheets(whole())
    word = open_word()
    word.add_paragraph("Clause de la juriste, inchangée.")
    word.add_paragraph("{{p sections.clause_1 }}")
    target = io.BytesIO()
    word.save(target)

    made = render(
        build_contract_draft(whole(), sheet, as_of=TUESDAY),
        pdf=False,
        word_template=target.getvalue(),
    )

    words = "\n".join(line.text for line in open_word(io.BytesIO(made.docx)).paragraphs)
    assert "Clause de la juriste, inchangée." in words
    assert "Courgettes" in words
    assert "Signatures" not in words


def test_a_word_template_with_an_unknown_tag_is_refused_in_french():
    (sheet, _) = contract_sheets(whole())
    word = open_word()
    word.add_paragraph("{{p sections.clause_9 }}")
    target = io.BytesIO()
    word.save(target)

    with pytest.raises(OfficeTemplateError, match="clause_9"):
        render(
            build_contract_draft(whole(), sheet, as_of=TUESDAY),
            pdf=False,
            word_template=target.getvalue(),
        )
