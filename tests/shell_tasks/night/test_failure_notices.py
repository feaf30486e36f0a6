"""What is told of a failure, to whom, and how often; even when the store itself has failed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.mails.build import TUESDAY, mail_settings

from relocalisons.core.kernel.model import TabGrid, WorkbookGrid
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import (
    ConfigurationError,
    ProgrammeBusyError,
    SourceError,
    TemplateError,
    VendorUnavailableError,
    WorkbookUnreachableError,
)
from relocalisons.settings import PersonFacts, Settings, load_settings
from relocalisons.store.failures import forget_failures
from relocalisons.store.opening import Store
from tasks.night.failure_notice import explain, tell
from tasks.night.failure_place import tab_of_failure
from vendor_sandbox.testing.scripted_sendgrid import Script, answer

DAILY, COPIL = RunKind.DAILY_FOLLOW_UP, RunKind.COPIL_PACK
GONE = WorkbookUnreachableError("Le classeur « Pilotage » n’est plus accessible.")
OPERATOR = PersonFacts(name="Exploitation", email="exploitation@localizz.example")


@pytest.fixture
def settings(store: Store, url: str, sendgrid: Script) -> Settings:
    return mail_settings(sendgrid.url).model_copy(update={"store_url": url})


def told(settings: Settings, error: BaseException | None, *, kind: RunKind = DAILY, days: int = 0):
    return tell(
        settings, kind=kind, error=error, reference="vif-lynx", since=TUESDAY + timedelta(days=days)
    )


@pytest.mark.parametrize("kind", RunKind)
def test_every_flow_has_its_name_and_what_its_failure_leaves_undone(kind):
    assert kind.french[0].isupper()
    assert kind.not_done.endswith(".")


@pytest.mark.parametrize(
    ("error", "happened", "to_do"),
    [
        (GONE, "« Pilotage »", "Corrigez ce point"),
        (SourceError("L’onglet « Sources » est vide."), "« Sources »", "Corrigez ce point"),
        (VendorUnavailableError("Google ne répond pas."), "Google", "Rien à faire"),
        (ProgrammeBusyError("Un autre passage est en cours."), "en cours", "Rien à faire"),
        (ConfigurationError("RELOCALISONS_GOOGLE_KEY is not set."), "réglage", "_GOOGLE_KEY"),
        (TemplateError("both switches"), "réglage", "both switches"),
        (None, "arrêté en plein travail", "prévenez l’exploitant"),
        (KeyError("jeanne.brun@mairie.example"), "erreur imprévue", "KeyError"),
    ],
)
def test_each_family_says_what_happened_and_who_must_act(error, happened, to_do):
    what, then = explain(error)

    assert happened in what
    assert to_do in " ".join(then)
    assert "@" not in what + " ".join(then), "words of an unknown error may hold an address"


@pytest.mark.parametrize(
    ("happened", "opens"),
    [
        ("L’onglet « Sources » ne désigne plus aucun tableau à suivre (cellule A2).", (1, "A2")),
        ("L’onglet « Sources » est vide.", (1, "A1")),
        ("Google ne répond pas.", (2, "A1")),  # the journal of runs
        ("Le classeur « Suivi P03 » n’est plus partagé.", (2, "A1")),
    ],
)
def test_a_failure_opens_the_tab_that_it_is_about_or_the_journal(happened, opens):
    tabs = tuple(
        TabGrid(sheet_id=number, title=title, rows=(), own=title)
        for number, title in ((1, "Sources"), (2, "Journal"))
    )
    book = WorkbookGrid(
        file_id="p", name="Pilotage", version="1", modified_time=TUESDAY, read_at=TUESDAY, tabs=tabs
    )

    found = tab_of_failure(book, happened)

    assert found is not None
    assert (found[0].sheet_id, found[1]) == opens
    assert tab_of_failure(replace(book, tabs=()), happened) is None


def test_the_same_cause_is_told_once_and_another_one_too(settings, sendgrid):
    answers = [
        told(settings, GONE),
        told(settings, GONE, days=1),
        told(settings, SourceError("L’onglet « Sources » est vide."), days=1),
        told(settings, GONE, kind=COPIL, days=1),
    ]

    assert answers == [True, False, True, True]
    assert sendgrid.calls == 3


def test_google_down_is_one_cause_whatever_workbook_was_being_read(settings):
    first = told(settings, VendorUnavailableError("Google ne répond pas (« Suivi P03 »)."))
    second = told(settings, VendorUnavailableError("Google ne répond pas (« Suivi P05 »)."))

    assert (first, second) == (True, False)


def test_after_a_success_the_cause_may_be_told_anew(settings, store):
    told(settings, GONE)

    forget_failures(store, programme="relocalisons", kind=DAILY.value)

    assert told(settings, GONE, days=3)


def test_what_could_not_be_told_is_told_at_the_next_failure_with_its_first_instant(
    settings, sendgrid
):
    sendgrid.next(answer(400))

    first = told(settings, GONE)
    second = told(settings, GONE, days=1)

    assert (first, second) == (False, True)
    assert "mardi 3 mars" in sendgrid.accepted[0]["content"][0]["value"].replace("\u00a0", " ")


def test_what_failed_and_has_not_worked_since_is_not_said_to_work(settings, sendgrid, store):
    unforeseen = KeyError("certificates")
    friday = "Le bilan du vendredi."

    told(settings, unforeseen)
    told(settings, unforeseen, kind=RunKind.WEEKLY_SUMMARY)
    told(settings, unforeseen, kind=COPIL)
    forget_failures(store, programme="relocalisons", kind=RunKind.WEEKLY_SUMMARY.value)
    told(settings, unforeseen, kind=RunKind.FUNDER_REPORTS)

    mails = [one["content"][0]["value"].replace("\u00a0", " ") for one in sendgrid.accepted]
    assert [friday in mail for mail in mails] == [True, False, False, True]


def test_an_answer_in_doubt_counts_as_told(settings, sendgrid):
    sendgrid.next(answer(503, accepted=True))

    assert told(settings, GONE)
    assert not told(settings, GONE, days=1)


def test_the_operator_has_the_reference_and_a_redirection_takes_everything(settings, sendgrid):
    mail = settings.mail.model_copy(
        update={"operator": OPERATOR, "redirect_to": "essai@localizz.example"}
    )

    told(settings.model_copy(update={"mail": mail}), GONE)

    recipients = [one["personalizations"][0]["to"][0]["email"] for one in sendgrid.accepted]
    assert recipients == ["essai@localizz.example"] * 2
    assert "vif-lynx" in sendgrid.accepted[1]["content"][0]["value"]


def test_when_the_store_itself_fails_it_is_still_told_once_a_day(settings, sendgrid, tmp_path):
    broken = settings.model_copy(
        update={
            "store_url": f"sqlite:///{Path('/nowhere')}/store.db",
            "state_dir": tmp_path / "state",
        }
    )
    sendgrid.next(answer(400))

    answers = [told(broken, GONE, days=days) for days in (0, 0, 0, 1)]

    assert answers == [False, True, False, True], "the first mail was refused"
    (mark,) = (tmp_path / "state").iterdir()
    assert mark.name.endswith("2026-03-04"), "one mark a cause, of the last day"
    assert (mode(mark), mode(mark.parent)) == (0o600, 0o700)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("environment", "where"),
    [
        ({"STATE_DIRECTORY": "/var/lib/relocalisons"}, "/var/lib/relocalisons"),
        ({"STATE_DIRECTORY": "/var/lib/a:/var/lib/b"}, "/var/lib/a"),
        ({"XDG_STATE_HOME": "/home/op/state"}, "/home/op/state/relocalisons"),
        ({}, f"{Path.home()}/.local/state/relocalisons"),
    ],
)
def test_what_is_remembered_outside_the_store_stays_out_of_the_shared_temporary_folder(
    environment, where
):
    given = {
        **environment,
        "RELOCALISONS_STORE_URL": "sqlite:////nowhere/store.db",
        "RELOCALISONS_BASE_URL": "http://127.0.0.1:1",
    }

    assert str(load_settings("sandbox", environment=given).state_dir) == where
