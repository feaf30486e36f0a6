"""Her decisions from a phone: the form, the terminal, the second request, Friday's summary."""

from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from support.theatre import TUESDAY, WEDNESDAY, Theatre, open_theatre, plain

from flows.mail_settlement import mail_settlement
from flows.partner_reminders import partner_reminders
from flows.release_reminders import release_reminders
from flows.weekly_summary import weekly_summary
from relocalisons.cli.explain import explained
from relocalisons.cli.preview import write_previews
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.money.explain import Asked
from relocalisons.errors import ConfigurationError
from relocalisons.sample.demo.mails import show_other_mails
from relocalisons.sample.engine.ids import PILOTAGE
from tasks.reminders.preview import preview_messages
from tasks.run.run_requests import ReleaseRequest

pytestmark = pytest.mark.flows

FRIDAY = TUESDAY + timedelta(days=3)


def subjects(theatre: Theatre, *, to: str = "") -> list[str]:
    return [plain(mail["Subject"]) for mail in theatre.opened_mails() if to in str(mail["To"])]


def release(day: date, **answers: object) -> str:
    return plain(
        release_reminders(
            ReleaseRequest(programme="sandbox", logical_date=day, dry_run=False, **answers)
        )
    )


def held(theatre: Theatre) -> list[str]:
    return [line["Partenaire"].split(" ")[0] for line in theatre.tab("Relances")
            if "à valider" in line["État"] and not line["Objet"].startswith("↳")]  # fmt: skip


def test_the_form_sends_the_mails_of_the_partners_it_names_and_no_other(tuesday: Theatre):
    first, second, *rest = dict.fromkeys(held(tuesday))
    before = len(tuesday.mails())

    both = sum(code in (first, second) for code in held(tuesday))
    wrong = release(TUESDAY, partners=f"{first}, {second} P99", count=both)
    assert "pour nom « P99 » : rien n’a été fait." in wrong
    assert len(tuesday.mails()) == before, "half an order is not what she asked for"
    said = release(TUESDAY, partners=f"{first}, {second}", count=both)

    assert len(tuesday.mails()) - before == held_of(said)
    assert f"{first} " not in " ".join(held(tuesday))
    assert set(held(tuesday)) >= set(rest)
    # « Tableau de bord » and « Journal » say so at once, not on the next night.
    board = shown(tuesday, "Tableau de bord")
    assert plain(f"{count_of(len(held(tuesday)), 'relance')} à valider") in board
    journal = shown(tuesday, "Journal").splitlines()
    assert "Envoyer les relances validées" in journal[2]
    assert plain(f"{count_of(held_of(said), 'message')} envoyé") in journal[2]


def shown(theatre: Theatre, title: str) -> str:
    rows = theatre.hands.rows(PILOTAGE, title)
    return "\n".join(plain(" | ".join(map(str, row))) for row in rows)


def held_of(said: str) -> int:
    """How many the flow says it sent."""
    (line,) = [line for line in said.splitlines() if "envoyé" in line and "message" in line]
    return int(line.split(" ")[1])


def test_the_form_alone_sends_all_but_twice_sends_nothing_more(tuesday: Theatre):
    waiting = len(held(tuesday))
    before = len(tuesday.mails())

    release(TUESDAY, count=waiting)
    sent = len(tuesday.mails()) - before
    release(TUESDAY)
    tuesday.at(TUESDAY, 11)
    tuesday.run(mail_settlement, TUESDAY)

    assert sent == waiting
    assert len(tuesday.mails()) - before == sent


@pytest.mark.story
def test_what_the_form_released_in_the_evening_leaves_in_the_morning(tuesday: Theatre):
    before = len(tuesday.mails())
    tuesday.at(TUESDAY, 21)

    said = release(TUESDAY, count=len(held(tuesday)))
    tuesday.run(mail_settlement, TUESDAY)
    assert len(tuesday.mails()) == before
    assert "aux heures d’envoi" in said
    waits = "validé, pas encore parti\npart mercredi 4 mars à 8 h, aux heures d’envoi"
    assert sum(line["État"].startswith(waits) for line in tuesday.tab("Relances")) > 10

    tuesday.at(WEDNESDAY, 8, 20)
    tuesday.run(mail_settlement, WEDNESDAY)
    assert len(tuesday.mails()) > before


@pytest.mark.story
def test_a_day_before_the_deadline_she_is_told_once_more_and_once_only(tuesday: Theatre):
    for hour, minute in ((9, 5), (12, 5), (12, 20), (15, 5)):
        tuesday.at(WEDNESDAY, hour, minute)
        tuesday.run(mail_settlement, WEDNESDAY)

    said = [one for one in subjects(tuesday, to="coordination") if "Dernier rappel" in one]
    assert len(said) == 1
    assert "à valider avant jeudi 5 mars à 12 h" in said[0]


def test_a_replay_of_the_morning_asks_her_nothing_twice(tuesday: Theatre):
    before = subjects(tuesday)

    tuesday.run(partner_reminders, TUESDAY, again=True)

    assert subjects(tuesday) == before


def test_friday_tells_the_week_once_and_is_the_sign_of_life(tuesday: Theatre):
    tuesday.at(FRIDAY, 16)
    said = tuesday.run(weekly_summary, FRIDAY)
    tuesday.run(weekly_summary, FRIDAY, again=True)

    mails = [mail for mail in tuesday.opened_mails() if "Semaine 10" in str(mail["Subject"])]
    assert len(mails) == 1
    text = plain(mails[0].get_body(("plain",)).get_content())
    assert "Toujours dans « À faire » : " in text or "Nouveau dans « À faire » : " in text
    assert "#gid=" in text and "&range=" in text
    assert "Ce bilan part chaque vendredi" in text
    assert "Le service n’a lu le programme que 2 sur 5 jours" in text
    assert "Bilan envoyé" in said


@pytest.mark.story
def test_an_emptied_pilotage_causes_no_mail_and_one_alert(tuesday: Theatre):
    before = len(tuesday.mails())
    tuesday.hands.empty_workbook(PILOTAGE)
    later = TUESDAY + timedelta(days=7)
    tuesday.at(later, 7)

    for _ in range(2):
        tuesday.run(partner_reminders, later, again=True)
    tuesday.hands.type(PILOTAGE, "Relances", "B2", "tout envoyer")
    tuesday.at(later, 11)
    tuesday.run(mail_settlement, later)

    (alert,) = tuesday.opened_mails()[before:]
    assert "coordination" in str(alert["To"])
    text = plain(alert.get_body(("plain",)).get_content())
    assert "« Partenaires »" in text
    assert "aucun message n’est préparé" in text
    assert held(tuesday) == []


SAID = {
    "digest": "Votre feuille de suivi", "escalation": "Nous n’arrivons pas à joindre",
    "meeting_notice": "Nous avons le plaisir de vous convier",
    "decision_request": "Sans elle d’ici à", "second_call": "sans décision",
    "meeting_decision": "de convocation attendent", "weekly_summary": "chaque vendredi",
    "daily_alert": "Ce message ne part que les jours où", "new_files": "Correspondance confirmée",
    "failure": "en plein travail", "late_run": "n’a pu démarrer", "doubt": "ne peut pas savoir",
    "first_sending": "la première fois que ce programme écrit",
}  # fmt: skip


@pytest.mark.story
def test_any_mail_is_written_to_a_file_that_a_mail_program_opens(played, tmp_path):
    with open_theatre(played) as theatre:
        theatre.at(TUESDAY, 9)
        before = theatre.mails()
        written = {
            message: write_previews(
                message, programme="sandbox", partner="P03", day=TUESDAY, out=tmp_path / message
            )
            for message in preview_messages()
        }
        assert theatre.mails() == before

    assert set(written) == set(SAID)
    for message, files in written.items():
        eml = message_from_bytes(files[0].read_bytes(), policy=policy.default)
        text = plain(eml.get_body(("plain",)).get_content())
        assert SAID[message] in text.replace("\n", " "), message
        assert eml["Subject"] and eml.get_body(("html",)) is not None
        assert "@" not in str(eml["To"]).replace("apercu@localhost.invalid", "")
        assert [path.suffix for path in files[:3]] == [".eml", ".html", ".txt"]


def test_an_amount_of_the_last_reading_is_explained_from_the_store_alone(played):
    with open_theatre(played) as theatre:
        theatre.at(TUESDAY, 9)
        said = explained("sandbox", Asked(stage="paid"), day=TUESDAY)
        with pytest.raises(ConfigurationError, match="No amount fits"):
            explained("sandbox", Asked(funder="personne"), day=TUESDAY)
        assert theatre.teller.count_requests() == 0

    assert said[-1].startswith("En tout, payé")
    assert any("onglet" in line and line.startswith("  ") for line in said)


def test_a_preview_of_nobody_says_whom_it_could_be_for(played, tmp_path):
    with open_theatre(played) as theatre:
        theatre.at(TUESDAY, 9)
        with pytest.raises(ConfigurationError, match="P08"):
            write_previews("digest", programme="sandbox", partner="P99", day=TUESDAY, out=tmp_path)


def test_the_demo_puts_in_the_mailbox_the_mails_that_no_night_wrote(tuesday: Theatre):
    before = len(tuesday.mails())

    count = show_other_mails("sandbox", day=TUESDAY)

    new = subjects(tuesday)[before:]
    assert len(new) == count >= 4
    assert all(subject.startswith("Aperçu : ") for subject in new)
