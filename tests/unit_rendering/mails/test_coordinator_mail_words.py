"""The mails to the coordinator say the right thing in French, with none, one and many."""

import re
from datetime import datetime

import pytest
from support.mails.drawn import CONTEXT, Shown
from support.mails.worded import (
    NOON,
    PARIS,
    is_typeset,
    plain_spaces,
)

from relocalisons.core.reminders.digests import CallEntry, Skipped
from relocalisons.rendering.mails.mail import (
    render_decision_request,
    render_failure,
    render_late_run,
)
from relocalisons.rendering.mails.messages import (
    ActLine,
    DecisionRequest,
    FailureNotice,
    LateRunNotice,
    WaitingMail,
)

# --- to the coordinator ---------------------------------------------------------------------


def request(count, **given):
    mails = tuple(
        WaitingMail(partner=f"P{number:02d}", subject="2 actions à mettre à jour", lines=number)
        for number in range(1, count + 1)
    )
    return DecisionRequest(mails=mails, deadline=NOON, **given)


@pytest.mark.parametrize(
    ("count", "given", "subject"),
    [
        (0, {}, "Relances de la semaine : aucun message à valider"),
        (1, {}, "1 relance à valider avant jeudi 5 mars à 12 h"),
        (2, {}, "2 relances à valider avant jeudi 5 mars à 12 h"),
        (30, {"decision_reminder": True},
         "Dernier rappel : 30 relances à valider avant jeudi 5 mars à 12 h"),
    ],
)  # fmt: skip
def test_the_request_says_how_many_and_until_when(count, given, subject):
    mail = render_decision_request(request(count, **given), context=CONTEXT)

    assert plain_spaces(mail.subject) == subject
    assert len(set(re.findall(r"P\d\d", mail.text))) == min(count, 12)
    assert ("et 18 autres" in plain_spaces(mail.text)) is (count == 30)


def test_the_request_says_what_lapses_and_what_is_not_sent_and_no_call():
    calls = (
        CallEntry(partner="P12", partner_name="GAEC de l’Aygues", person="Élodie Blanc",
                  phone="06 12 00 00 34", reason="préfère le téléphone",
                  points=("A4.2 – Semer : 12 jours de retard",), lines=1),
    )  # fmt: skip
    quiet = [f"P{number}" for number in range(20, 30)]
    skipped = (
        *(Skipped(partner=code, reason="rien à signaler cette semaine") for code in quiet),
        Skipped(partner="P12", reason="préfère le téléphone"),
        *(Skipped(partner=code, reason="partenaire en pause") for code in ("P13", "P14")),
    )
    mail = render_decision_request(request(1, call_list=calls, skipped=skipped), context=CONTEXT)

    text = plain_spaces(mail.text)
    assert "Sans elle d’ici à jeudi 5 mars à 12 h, il ne partira pas" in text
    assert "(messages : P01)" in text  # one reason: the sentence that asks says it
    assert "Élodie Blanc" not in text  # her call stands in « À faire »
    assert "rien à signaler" not in text
    assert "Sans message : P13, P14 : partenaire en pause." in text
    assert "préfère le téléphone" not in text


def test_what_a_request_names_opens_its_row():
    def at(cell: str) -> str:
        return f"https://docs.example/d/p/edit#gid=7&range={cell}"

    mails = (
        WaitingMail(partner="P01", subject="x", lines=2, person="Anne", url=at("A6:C6")),
        *(WaitingMail(partner=f"P{n:02d}", subject="c", lines=0, person=f"Jean {n}",
                      why="convocations", row="r", url=at("A7:C7")) for n in range(1, 24)),
    )  # fmt: skip
    acts = (ActLine(title="Appeler la légumerie", url=at("A5:C5")),)
    mail = render_decision_request(
        DecisionRequest(mails=mails, deadline=NOON, acts=acts, url=at("B2")),
        context=CONTEXT,
    )  # fmt: skip

    opened = {link.partition("range=")[2] for link in Shown(mail.html).links if "gid=7" in link}
    assert opened == {"A6:C6", "A7:C7", "A5:C5", "B2"}
    assert at("B2") in mail.text
    assert "Convocations (23, une ligne) : Jean 1, Jean 2, Jean 3, Jean 4 et 19 autres" in (
        plain_spaces(mail.text)
    )


def test_a_request_says_that_naming_lines_want_their_own_word():
    mails = (WaitingMail(partner="P01", subject="1 action", lines=2, naming_lines=1),)
    mail = render_decision_request(DecisionRequest(mails=mails, deadline=NOON), context=CONTEXT)

    assert "« tout envoyer » ne suffit pas" in plain_spaces(mail.text)


def test_a_failure_says_what_since_when_and_what_still_works():
    notice = FailureNotice(
        flow="Suivi quotidien",
        happened="Google Sheets ne répond pas (classeur « Pilotage »).",
        since=datetime(2026, 3, 3, 6, 31, tzinfo=PARIS),
        still_works=("Les documents publiés restent dans le Drive.",),
        not_done=("« Anomalies » montre les données du lundi 2 mars.",),
        to_do=("Vérifiez que « Pilotage » s’ouvre.",),
        reference="suivi-quotidien/petite-loutre",
        page="https://suivi.example.org/v2/runs/flow-run/0123",
    )
    mail = render_failure(notice, context=CONTEXT)

    text = plain_spaces(mail.text)
    assert plain_spaces(mail.subject) == "« Suivi quotidien » n’a pas abouti mardi 3 mars"
    for words in ("Depuis mardi 3 mars à 6 h 31", "restent dans le Drive", "Vérifiez que",
                  "du lundi 2 mars", "petite-loutre"):  # fmt: skip
        assert words in text
        assert words.replace("Depuis", "depuis") in plain_spaces(Shown(mail.html).text)
    for said in (mail.text, mail.html):
        assert "https://suivi.example.org/v2/runs/flow-run/0123" in said


def test_the_mails_to_the_coordinator_are_typeset_too():
    call = CallEntry(partner="P12", partner_name="GAEC", person="Élodie", phone="06 00 00",
                     reason="en retard", points=("A4.2 : en retard",), lines=1)  # fmt: skip
    skipped = (Skipped(partner="P1", reason="rien à signaler"),)
    mails = (WaitingMail(partner="P01", subject="2 actions ; 1 livrable", lines=1, naming_lines=1),)
    is_typeset(
        render_decision_request(
            DecisionRequest(mails=mails, deadline=NOON, call_list=(call,), skipped=skipped),
            context=CONTEXT,
        )
    )
    is_typeset(
        render_failure(
            FailureNotice(flow="Suivi", happened="L'accès est refusé : clé expirée.", since=NOON,
                          to_do=("Vérifiez : « Pilotage ».",), not_done=("Rien !",),
                          still_works=("Le Drive ; les mails.",), reference="r-1"),
            context=CONTEXT,
        )
    )  # fmt: skip
    is_typeset(
        render_late_run(
            LateRunNotice(flow="Suivi", planned=NOON, started=NOON, done=("Fait : a ; b.",)),
            context=CONTEXT,
        )
    )


def test_a_failure_without_anything_to_do_says_so():
    notice = FailureNotice(flow="Suivi", happened="Le disque est plein.", since=NOON)

    assert "Vous n’avez rien à faire" in render_failure(notice, context=CONTEXT).text


@pytest.mark.parametrize(
    ("started", "lateness"),
    [(datetime(2026, 3, 3, 21, 15, tzinfo=PARIS), "14 h"),
     (datetime(2026, 3, 4, 7, tzinfo=PARIS), "1 jour"),
     (datetime(2026, 3, 5, 9, 30, tzinfo=PARIS), "2 jours et 2 h")],
)  # fmt: skip
def test_a_late_run_says_how_late_and_what_was_left_out(started, lateness):
    notice = LateRunNotice(
        flow="Préparer les relances", planned=datetime(2026, 3, 3, 7, tzinfo=PARIS),
        started=started, done=("Les relances attendent votre décision.",),
        left_out=("Le tableau de bord.",),
    )  # fmt: skip
    mail = render_late_run(notice, context=CONTEXT)

    assert plain_spaces(mail.subject).endswith(f"a démarré avec {lateness} de retard")
    assert "Le tableau de bord." in mail.text
