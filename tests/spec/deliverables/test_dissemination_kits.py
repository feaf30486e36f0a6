"""The dissemination kit of a validated deliverable: text, mentions, missing proofs, brief."""

from datetime import date

import pytest
from support.papers.report_workspace import sample_workspace

from relocalisons.core.reports.kits.kits import Kit, build_kits
from relocalisons.core.reports.kits.wording import LONGEST_POST, TO_ADD, TO_SAY
from relocalisons.rendering.papers.papers import render

AS_OF = date(2026, 3, 2)


def kits(*, communication: tuple[dict[str, object], ...] = (), **cells: object) -> tuple[Kit, ...]:
    """The kits of a programme whose deliverable L01 has those cells."""
    space = sample_workspace(late=0)
    line = space.tables["deliverables"][0]
    line.update(
        {
            "number": "L01", "title": "Carnet de vingt recettes de saison", "type": "guide",
            "owner": "P02", "status": "validé", "validated_on": date(2026, 2, 20),
            "confidentiality": "public", "funders_to_cite": "REGION", "linkedin": "",
            "project_drive": "", "website": "",
        }
    )  # fmt: skip
    line.update(cells)
    for other in space.tables["deliverables"][1:]:
        other["status"] = "en rédaction"
        for column in ("type", "validated_on", "confidentiality", "linkedin", "project_drive",
                       "website"):  # fmt: skip
            other.setdefault(column, "")
    if communication:
        space.tables["communication"] = list(communication)
    return build_kits(space.programme(), as_of=AS_OF)


def kit(**words) -> Kit:
    (found,) = kits(**words)
    return found


def publication(**cells: object) -> dict[str, object]:
    line: dict[str, object] = {
        "number": "COM-01", "channel": "LinkedIn", "topic": "Le carnet", "deliverable": "L01",
        "planned_on": date(2026, 3, 31), "published_on": "", "link": "", "logos_checked": "",
        "status": "prévu", "funder_agreed": "",
    }  # fmt: skip
    return {**line, **cells}


# --- which deliverables ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "en relecture"},
        {"validated_on": ""},
        {"validated_on": "bientôt"},
        {"confidentiality": "partenaires"},
        {"confidentiality": ""},
        {"confidentiality": "public ?"},
        {"linkedin": "24/02/2026", "project_drive": "24/02/2026", "website": "25/02/2026"},
    ],
)
def test_only_validated_public_deliverables_that_a_channel_waits_for_get_a_kit(cells):
    assert kits(**cells) == ()


# --- the text -------------------------------------------------------------------------------


def test_the_post_names_the_deliverable_its_author_and_what_funders_ask():
    post = kit().kit.post

    assert post[0] == (
        "Le programme Relocalisons publie «\u00a0Carnet de vingt recettes de saison\u00a0»."
    )
    assert TO_SAY in kit().kit.to_add, "nobody has said what is in it"
    assert post[1].startswith("Réalisation\u00a0: ")
    assert "[" not in "".join(post), "what is pasted has no blank"
    assert "Action financée avec le concours de la Région." in post
    assert post[-1].startswith("#Relocalisons ")


@pytest.mark.parametrize("title", ["Bilan", "Un titre " * 60])
def test_a_post_is_short_enough_whatever_the_title(title: str):
    assert len("\n\n".join(kit(title=title).kit.post)) <= LONGEST_POST


def test_a_public_link_that_nobody_gave_is_asked_for_and_never_made_up():
    assert TO_ADD in kit().kit.to_add
    assert not [each for each in kit().kit.post if "À retrouver" in each]
    given = kit(website="https://site.example/carnet").kit
    assert "À retrouver ici\u00a0: https://site.example/carnet" in given.post
    assert TO_ADD not in given.to_add


@pytest.mark.parametrize(
    ("cells", "is_public"),
    [
        ({"channel": "Site", "link": "https://site.example/carnet"}, True),
        ({"channel": "Site", "link": "https://drive.google.com/file/d/abc"}, False),
        ({"channel": "presse", "link": "https://site.example/carnet"}, False),
        ({"channel": "Site", "link": "https://site.example/carnet", "status": "prévu"}, False),
    ],
)
def test_the_page_of_a_publication_that_is_out_is_a_public_link(cells, is_public):
    line = publication(**{"status": "publié", "published_on": date(2026, 2, 25), **cells})
    if cells.get("status") == "prévu":
        line["published_on"] = ""
    made = kit(communication=(line,), project_drive="24/02/2026").kit

    assert ("À retrouver ici\u00a0: https://site.example/carnet" in made.post) == is_public
    assert (TO_ADD in made.to_add) != is_public


def test_a_deliverable_without_owner_is_the_work_of_all():
    assert kit(owner="Équipe projet").kit.post[1].startswith("Une réalisation commune des")


# --- mentions, logos, proofs ----------------------------------------------------------------


def test_each_funder_to_cite_has_its_mention_and_its_logo_or_they_are_asked_for():
    (row,) = kit().kit.funders.rows

    assert row[0] == "Région Provence-Alpes-Côte d’Azur"
    assert row[1] == "Action financée avec le concours de la Région."
    assert row[2] == "à demander au financeur"


def test_a_funder_that_financeurs_does_not_know_is_said():
    assert kit(funders_to_cite="REGION ; LEADER").kit.unknown_funders == (
        "LEADER\u00a0: à citer d’après « Livrables », mais absent de « Financeurs ». Mention et "
        "logo à demander."
    )


def test_the_contractor_is_told_of_a_logo_that_nobody_has_yet():
    found = kit(funders_to_cite="REGION ; LEADER ; FEADER")

    assert found.brief.unknown_funders == found.kit.unknown_funders
    assert found.kit.unknown_funders.startswith(
        "LEADER et FEADER\u00a0: à citer d’après « Livrables », mais absents de « Financeurs »."
    )


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({}, "sur LinkedIn et sur le site"),
        ({"project_drive": "24/02/2026"}, "sur LinkedIn et sur le site"),
        ({"project_drive": "24/02/2026", "linkedin": "25/02/2026"}, "sur le site"),
    ],
)
def test_where_it_is_still_to_be_published_is_said_in_french(cells, where: str):
    found = kit(**cells)

    assert found.kit.why.endswith(f"Il reste à le diffuser {where}.")
    assert found.brief.aim[0].endswith(f"recettes de saison\u00a0» {where}.")


def test_missing_proofs_are_listed_one_by_one():
    out = publication(published_on=date(2026, 2, 25), status="publié")
    coming = publication(number="COM-02")

    proofs = kit(communication=(out, coming), linkedin="25/02/2026").kit.proofs

    assert proofs[:3] == (
        "COM-01 (LinkedIn)\u00a0: lien ou capture d’écran à noter dans « Communication ».",
        "COM-01 (LinkedIn)\u00a0: logos et mentions à vérifier, puis à noter.",
        "COM-02 (LinkedIn)\u00a0: accord du financeur à obtenir avant publication.",
    )


def test_a_channel_that_the_log_shows_as_published_waits_for_its_proof_alone():
    out = publication(status="publié", published_on=date(2026, 2, 25))

    found = kit(communication=(out, publication(number="COM-02", channel="Site"))).kit

    assert found.why.endswith("Il reste à le diffuser sur le site.")
    assert found.channels.rows[0] == (
        "LinkedIn", "COM-01, publiée", "noter la preuve, date ou lien",
    )  # fmt: skip
    assert found.channels.rows[2][1] == "COM-02, pas encore publiée"
    assert found.post_title == "Texte à compléter, puis à coller"


def test_without_a_line_in_communication_one_is_asked_for():
    assert kit().kit.proofs[0] == (
        "Aucune ligne de « Communication » ne concerne ce livrable, à ajouter."
    )


# --- the brief ------------------------------------------------------------------------------


def test_the_brief_of_the_contractor_has_the_same_words_and_dates_backwards():
    found = kit(communication=(publication(),))

    assert found.brief.words == (*found.kit.post, found.kit.to_add)
    assert found.brief.funders == found.kit.funders
    assert found.brief.dates.rows == (
        (
            "COM-01 LinkedIn",
            "17\u00a0mars\u00a02026",
            "24\u00a0mars\u00a02026",
            "31\u00a0mars\u00a02026",
        ),
    )


def test_a_contractor_is_asked_only_for_what_is_still_to_be_published():
    out = publication(status="publié", published_on=date(2026, 2, 25))
    brief = kit(communication=(out,)).brief
    everywhere = kit(communication=(out, {**out, "number": "COM-02", "channel": "Site"}))

    assert brief is not None
    assert brief.aim[0].endswith("sur le site.")
    assert not any("LinkedIn" in each for each in brief.deliverables)
    assert everywhere.brief is None


def test_equal_kits_are_equal_bytes_and_another_day_changes_nothing():
    first, again = render(kit().kit, pdf=False), render(kit().kit, pdf=False)

    assert first == again
    assert kit().kit.heading.stopped == "Livrable validé le 20\u00a0février\u00a02026"
