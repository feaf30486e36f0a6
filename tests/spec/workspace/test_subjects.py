"""A subject is on when it is used, or asked for; once on, it stays until she turns it off."""

from dataclasses import replace

import pytest
from support.programme.build import by_kind
from support.programme.sheets import (
    P01_ID,
    PILOTAGE_ID,
    PLAN,
    TUESDAY,
    book,
    later,
    night,
    one_partner,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.sight import Loss, Sight
from relocalisons.core.kernel.definition import Subject, SubjectOn
from relocalisons.core.kernel.model import SourceProblem
from relocalisons.core.programme.decisions.baseline import baseline_names
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources

RISKS = tab("Risques", "N° | Risque | Probabilité 1–4 | Gravité 1–4\nR1 | Gel | 2 | 3")
NO_RISK = tab("Risques", "N° | Risque | Probabilité 1–4 | Gravité 1–4")
UNREADABLE = tab(
    "Livrables",
    "N° | Titre | Responsable | Échéance | Règle de nommage | Statut\n"
    "L04 | Guide | P01 | 31/02/2026 | L04_*.pdf | à produire",
)


def plan_with(*own, settings: str = ""):
    return one_partner(tab("Plan d'action", PLAN), own=own, settings=settings)


def on_after(snapshot, **remembered: SubjectOn):
    """The subjects that are on after that night, `remembered` being on before (`money=USED`)."""
    return programme_after(snapshot, **remembered).subjects


def programme_after(snapshot, **remembered: SubjectOn):
    own = snapshot.workbook(PILOTAGE_ID)
    return understand(
        snapshot,
        sources=read_sources(own).entries,
        parameters=read_parameters(own, as_of=TUESDAY),
        code="relocalisons",
        name="Relocalisons",
        as_of=TUESDAY,
        remembered={Subject[name.upper()]: why for name, why in remembered.items()},
    )


def test_a_programme_of_which_only_the_plan_is_filled_follows_nothing_else():
    assert on_after(plan_with(NO_RISK)) == {}


def test_the_first_row_of_a_table_turns_its_subject_on():
    assert on_after(plan_with(RISKS)) == {Subject.OBJECTIVES: SubjectOn.USED}


def test_a_line_of_sources_adopts_a_file_for_a_subject():
    own = pilotage(sources="Dépenses | P01 | workbook-of-p01-0000000000 | Factures")
    snapshot = night(own, book(P01_ID, tab("Factures", "N° pièce | Partenaire")))

    assert on_after(snapshot) == {Subject.MONEY: SubjectOn.ADOPTED}


@pytest.mark.parametrize("subject", Subject)
def test_she_turns_any_subject_on_in_parametres(subject):
    said = f"Activer : {subject.value} | oui | |"

    programme = understood(plan_with(settings=said))

    assert programme.subjects == {subject: SubjectOn.ASKED}
    assert by_kind(programme.findings).get("source_invalid") is None


def test_a_word_that_is_neither_yes_nor_no_changes_nothing_and_is_told():
    programme = understood(plan_with(settings="Activer : argent | peut-être | |"))

    assert not programme.follows(Subject.MONEY)
    (told,) = [one for one in programme.findings if one.kind.value == "source_invalid"]
    assert "rien ne change" in told.title


def test_a_table_that_two_subjects_share_turns_on_neither():
    comments = tab("Commentaires", "Rapport | Section | Texte\nCOPIL | essentiel | Bravo")

    assert on_after(plan_with(comments)) == {}


def test_a_convention_noted_beside_a_partner_is_one_that_is_followed():
    partners = """
        Code | Structure | Type         | Référent  | E-mail              | Convention signée le
        P01  | Ville     | collectivité | Anne Roux | anne@grasse.example | 15/01/2026
        P02  | Chambre   | chambre      | Luc Blanc | luc@ca06.example    |
    """
    signed = one_partner(tab("Plan d'action", PLAN), partners=partners)
    unsigned = one_partner(tab("Plan d'action", PLAN), partners=partners.replace("15/01/2026", ""))

    assert on_after(signed) == {Subject.AGREEMENTS: SubjectOn.USED}
    assert "agreement_unsigned" in found(understood(signed))
    assert "agreement_unsigned" not in found(understood(unsigned))


def found(programme) -> dict[str, list[str]]:
    return by_kind(assess(programme, as_of=TUESDAY, baseline={}))


def test_what_is_on_stays_on_and_a_subject_emptied_is_told():
    programme = programme_after(plan_with(NO_RISK), objectives=SubjectOn.USED)

    assert programme.follows(Subject.OBJECTIVES)
    (told,) = [one for one in programme.findings if one.kind.value == "subject_emptied"]
    assert told.title == (
        "Objectifs\u00a0: plus aucune ligne n’est lue dans «\u00a0Indicateurs\u00a0» et "
        "«\u00a0Risques\u00a0»."
    )
    assert "«\u00a0Activer : objectifs\u00a0»" in told.action


@pytest.mark.parametrize("why", [SubjectOn.ASKED, SubjectOn.ADOPTED, SubjectOn.KEPT])
def test_what_never_had_a_row_may_wait_for_its_first_one(why):
    programme = programme_after(plan_with(NO_RISK), objectives=why)

    assert programme.subjects == {Subject.OBJECTIVES: why}
    assert programme.findings == ()


def test_a_row_is_the_best_reason_to_follow_a_subject():
    assert on_after(plan_with(RISKS), objectives=SubjectOn.ASKED) == {
        Subject.OBJECTIVES: SubjectOn.USED
    }


def test_a_table_that_cannot_be_read_is_not_empty():
    own = pilotage(sources="Risques | | workbook-of-p01-0000000000 | Risques")
    lost = SourceProblem(
        kind="source_unreachable", file_id=P01_ID, workbook="Nos risques", tab=None, message=""
    )

    programme = programme_after(night(own, problems=[lost]), objectives=SubjectOn.USED)

    assert "subject_emptied" not in by_kind(programme.findings)
    assert "source_unreachable" in by_kind(programme.findings)


def test_turned_off_a_subject_is_neither_read_nor_told():
    broken = tab("Risques", "N° | Risque | Revue\nR1 | Gel | 31/02/2026")
    off = plan_with(broken, settings="Activer : objectifs | non | |")

    programme = programme_after(off, objectives=SubjectOn.USED)

    assert programme.subjects == {}
    assert "risks" not in programme.tables
    assert programme.findings == ()


def test_turned_off_a_file_that_cannot_be_read_is_nobodys_concern():
    own = pilotage(
        sources="Risques | | workbook-of-p01-0000000000 | Risques",
        settings="Activer : objectifs | non | |",
    )
    lost = SourceProblem(
        kind="source_unreachable", file_id=P01_ID, workbook="Nos risques", tab=None, message=""
    )

    assert programme_after(night(own, problems=[lost])).findings == ()


def test_what_was_told_of_a_subject_turned_off_is_not_called_settled():
    before = understood(one_partner(tab("Plan d'action", PLAN), UNREADABLE))
    (told,) = [one for one in before.findings if one.kind.value == "cell_unreadable"]
    off = one_partner(
        tab("Plan d'action", PLAN), UNREADABLE, settings="Activer : livrables | non | |"
    )

    after = Sight(programme=programme_after(off), found=())

    assert after.lost(told) == Loss(departed=True)


def test_an_erased_table_stands_in_for_a_fortnight_then_its_subject_is_told_empty():
    before = plan_with(RISKS)
    emptied = replace(plan_with(NO_RISK), snapshot_id="s2")

    soon = understood(later(emptied, days=3), previous=before)
    then = programme_after(later(emptied, days=20), objectives=SubjectOn.USED)

    assert "table_emptied" in by_kind(soon.findings)
    assert "subject_emptied" not in by_kind(soon.findings)
    assert "subject_emptied" in by_kind(then.findings)


def test_a_planning_frozen_without_a_name_is_called_as_such_a_programme_calls_it():
    plain = programme_after(plan_with())
    with_agreements = programme_after(plan_with(), agreements=SubjectOn.USED)

    day = "Planning du 3\u00a0mars\u00a02026"
    assert baseline_names(plain, as_of=TUESDAY) == ("Planning initial", day)
    assert baseline_names(with_agreements, as_of=TUESDAY) == ("Convention", day)
