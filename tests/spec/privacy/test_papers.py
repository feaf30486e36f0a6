"""What the papers of the GDPR say: each point of articles 14, 28 and 30, and nothing made up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.mails.build import mail_settings

from relocalisons.configuration.privacy import PrivacyFacts as Said
from relocalisons.configuration.privacy import ProcessorFacts
from relocalisons.core.reports.privacy.facts import (
    TO_COMPLETE,
    LegalBasis,
    PrivacyFacts,
    Transfer,
    missing_facts,
)
from relocalisons.core.reports.privacy.papers import (
    PrivacyPaper,
    notice_paper,
    processors_paper,
    register_paper,
)
from relocalisons.core.workspace.access import CheckState
from relocalisons.settings import Settings
from relocalisons.store.retention import Retention
from tasks.workspace.privacy import check_privacy, privacy_facts

DAY = date(2026, 3, 2)
SIGNED = date(2025, 9, 1)
WHOLE = Said(
    controller="Association Localizz",
    address="1 place du Marché, 84000 Avignon",
    contact="donnees@localizz.example",
    officer="aucun",
    legal_basis="legitimate_interest",
    interest="mener à bien le programme que ses financeurs soutiennent",
    notice_url="https://localizz.example/donnees",
    google=ProcessorFacts(country="Irlande", contract=SIGNED, transfer="clauses"),
    mail_vendor=ProcessorFacts(contract=SIGNED, transfer="adequacy"),
    host=ProcessorFacts(
        name="Hébergeur SAS", country="France", contract=SIGNED, transfer="none"
    ),
)  # fmt: skip
PAPERS = {"notice": notice_paper, "register": register_paper, "processors": processors_paper}


def settings(said: Said = WHOLE, *, vendor: str = "sendgrid") -> Settings:
    usual = mail_settings("http://127.0.0.1:9")
    mail = usual.mail.model_copy(update={"vendor": vendor})
    return usual.model_copy(update={"privacy": said, "mail": mail})


def facts(said: Said = WHOLE, **how: str) -> PrivacyFacts:
    return privacy_facts(settings(said, **how), as_of=DAY)


def words(paper: PrivacyPaper) -> str:
    """All that is printed, with plain spaces."""
    said: list[str] = [paper.heading.title, paper.heading.subtitle]
    for section in paper.sections:
        said += [section.title, *section.sentences, *section.points]
        said += [cell for row in section.table.rows for cell in row]
    return "\n".join(said).replace("\u00a0", " ").replace("\u202f", " ")


ARTICLE_14 = {
    "1a": "Responsable du traitement : Association Localizz, 1 place du Marché, 84000 Avignon.",
    "1b": "Aucun délégué à la protection des données n’a été désigné.",
    "1c": "l’intérêt légitime du responsable (article 6, paragraphe 1, point f)",
    "1d": "adresse électronique, téléphone s’il a été donné",
    "1e": "Les financeurs et leurs contrôleurs",
    "1f": "Twilio Inc. (SendGrid)\nenvoi des messages\nÉtats-Unis\ndécision d’adéquation",
    "1f copy": "Pour une copie des garanties d’un transfert : donnees@localizz.example.",
    "2a": "Texte des messages : 90 jours",
    "2b": "mener à bien le programme que ses financeurs soutiennent",
    "2c": "rectification, leur effacement ou la limitation de leur usage, et vous opposer",
    "2e": "CNIL, 3 place de Fontenoy",
    "2f": "Elles viennent du tableau « Partenaires »",
    "2g": "Aucune décision n’est prise sur vous par la seule machine (article 22)",
}


@pytest.mark.parametrize("point", ARTICLE_14)
def test_the_notice_tells_each_point_of_article_14(point: str):
    assert ARTICLE_14[point] in words(notice_paper(facts()))


@pytest.mark.parametrize("heading", ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g"])
def test_the_register_has_each_heading_of_article_30(heading: str):
    (table, *_) = [section.table for section in register_paper(facts()).sections]

    assert [content for title, content in table.rows if heading in title] != [""]
    assert any(heading in title for title, _ in table.rows)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_complete_file_leaves_nothing_to_complete(paper: str):
    assert TO_COMPLETE not in words(PAPERS[paper](facts())).casefold()
    assert missing_facts(facts()) == ()
    assert check_privacy(settings(), as_of=DAY).state is CheckState.PASSED


@pytest.mark.parametrize("paper", PAPERS)
def test_an_empty_file_is_marked_and_nothing_is_made_up(paper: str):
    said = words(PAPERS[paper](facts(Said())))

    assert f"[{TO_COMPLETE}]" in said
    assert "Localizz" not in said


def test_each_missing_fact_is_told_with_its_key_and_people_are_led_nowhere():
    check = check_privacy(settings(Said()), as_of=DAY)

    assert check.state is CheckState.WARNING
    assert "Aucun message ne mène à la notice." in check.said
    for key in ("controller", "contact", "officer", "legal_basis", "notice_url", "host.name"):
        assert f"privacy.{key}" in check.fix
    assert "privacy.interest" not in check.fix, "the basis is not chosen yet"
    assert "privacy.mail_vendor.name" not in check.fix, "SendGrid is known"


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"controller": ""}, "privacy.controller"),
        ({"interest": ""}, "privacy.interest"),
        ({"notice_url": ""}, "privacy.notice_url"),
        ({"host": ProcessorFacts(name="H", country="F", transfer="none")}, "privacy.host.contract"),
        ({"google": ProcessorFacts(country="Irlande", contract=SIGNED)}, "privacy.google.transfer"),
    ],
)
def test_one_missing_fact_is_one_line(changed: dict[str, object], key: str):
    assert [one.key for one in missing_facts(facts(WHOLE.model_copy(update=changed)))] == [key]


def test_a_public_task_states_no_interest():
    public = replace(facts(), legal_basis=LegalBasis.PUBLIC_TASK, interest="")

    assert missing_facts(public) == ()
    assert "une mission d’intérêt public (article 6" in words(notice_paper(public))


def test_another_vendor_is_told_by_its_operator_only():
    said = facts(WHOLE, vendor="other")

    assert [one.key for one in missing_facts(said)] == [
        "privacy.mail_vendor.name",
        "privacy.mail_vendor.country",
    ]
    assert "Twilio" not in words(notice_paper(said))


def test_durations_are_those_that_the_store_keeps():
    kept = Retention()
    said = words(notice_paper(facts()))

    for length in (kept.bodies, kept.events, kept.readings, kept.recipients):
        assert f" {length / timedelta(days=1):.0f} jours" in said


@pytest.mark.parametrize("transfer", Transfer)
def test_what_allows_a_transfer_is_said_with_its_article(transfer: Transfer):
    said = facts()
    google, *others = said.processors
    told = words(processors_paper(
        replace(said, processors=(replace(google, transfer=transfer), *others))
    ))  # fmt: skip

    assert {
        Transfer.NONE: "aucun transfert",
        Transfer.ADEQUACY: "(article 45)",
        Transfer.CLAUSES: "(article 46)",
        Transfer.CORPORATE_RULES: "(article 47)",
    }[transfer] in told
    assert "01/09/2025" in told
