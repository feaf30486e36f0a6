"""What is found in a reply, rule by rule: the act, its line, its day, and when it is in doubt.

Whether it is likely enough to be proposed is told by `test_open_replies`.
"""

from datetime import date

import pytest

from relocalisons.core.replies.model import Act, Ask, AskKind, MailKind, Reply
from relocalisons.core.replies.reader import found_in, read_reply

WRITTEN = date(2026, 5, 13)  # a Wednesday
PLAN = Ask(ref="A1.2", kind=AskKind.WORK, title="Plan de fumure", due=date(2026, 5, 22))
BILL = Ask(ref="D7", kind=AskKind.WORK, title="Facture du traiteur", due=date(2026, 5, 29))
COPIL = Ask(ref="COPIL3", kind=AskKind.MEETING, title="COPIL n° 3", due=date(2026, 6, 4))
ALL = (PLAN, BILL, COPIL)


def reply(body, *asks, **known):
    facts = {"person": "Odile Masson", "sender": "Odile Masson", **known}
    return Reply(body=body, written=WRITTEN, asks=asks or ALL, **facts)


def read(body, *asks, **known):
    return read_reply(reply(body, *asks, **known))


def found(body, *asks, **known):
    return [each for each, _ in found_in(reply(body, *asks, **known))]


def told(proposals):
    return [
        f"{each.ref or '/'.join(each.may_be) or '-'} {each.act}{'?' if each.doubt else ''}"
        for each in proposals
    ]


def said(body, *asks, **known):
    return told(found(body, *asks, **known))


SAYINGS = {
    "Le plan de fumure est terminé.": ["A1.2 done"],
    "A1.2 : fait": ["A1.2 done"],
    "A12 fait": ["A1.2 done"],
    "Le plan de fumure est presque terminé.": ["A1.2 progress?"],
    "Le plan de fumure n'est pas terminé.": ["A1.2 progress?"],
    "Le plan de fumure sera terminé vendredi.": ["A1.2 promise"],
    "Plan de fumure reporté au 12 juin.": ["A1.2 new_date"],
    "Plan de fumure : 60 %": ["A1.2 progress"],
    "Plan de fumure bloqué, on attend la chambre d'agriculture.": ["A1.2 blocked"],
    "Tout est fait.": ["A1.2 done", "D7 done"],
    "C'est fait.": ["A1.2/D7 done?"],
    "Oui pour le COPIL.": ["COPIL3 attend_yes"],
    "Le COPIL : non.": ["COPIL3 attend_no"],
    "Je serai là le 4 juin.": ["COPIL3 attend_yes"],
    "Je serai là le 5 juin.": ["COPIL3 attend_yes?"],
    "Je viendrai au COPIL si le tracteur est réparé.": ["COPIL3 attend_yes?"],
    "Excusée pour le COPIL, pouvoir à Mme Durand.": ["COPIL3 attend_no?", "COPIL3 attend_proxy"],
    "Je ne donne pas de pouvoir pour le COPIL.": [],
    "Plan de fumure livré vendredi": ["A1.2 done?"],
    "Ne m'envoyez plus rien, merci de me désinscrire.": ["- stop_mails"],
    "Pause jusqu'au 15 juin svp": ["- pause"],
    "Stop, laissez-nous finir la saison, pause jusqu'au 15 juin": ["- pause"],
    "Rappelez-moi au 06 11 22 33 44.": ["- call_me"],
    "La facture du traiteur, voyez avec Mme Jeanne Roux.": ["D7 wrong_person"],
    "La facture du traiteur, voyez avec mon mari.": ["D7 wrong_person?"],
    "La facture du traiteur doit-elle être signée ?": ["D7 question"],
    "Vous vous moquez de nous ???": [],
    "Nous ne pourrons être présents le 4 juin": ["COPIL3 attend_no"],
    "Monsieur le Président sera représenté par Mme Lucie Roche.": ["COPIL3 attend_proxy"],
    "l'architecte ne rappelle pas, le plan de fumure est bloqué": ["A1.2 blocked"],
    "Ne me relancez pas avant octobre": ["- pause?"],
    "les deux tiers du plan de fumure sont faits": ["A1.2 progress"],
    "1. fait\n2. la semaine prochaine\n3. oui": [
        "A1.2 done?",
        "D7 promise?",
        "COPIL3 attend_yes?",
    ],
    "Le plan de fumure a été signé par erreur": ["A1.2 done?"],
    "Le plan de fumure a bien eu lieu": ["A1.2 done"],
    "Le plan de fumure est au secrétariat": ["A1.2 progress?"],
    "Le plan de fumure sera prêt le trente mai": ["A1.2 new_date"],
    "Plan de fumure : il me reste deux parcelles sur dix": ["A1.2 progress"],
    "La facture du traiteur est payée": ["D7 done?"],
    "Le plan de fumure est décalé d'une semaine, la facture du traiteur aussi": [
        "A1.2 new_date",
        "D7 new_date",
    ],
    "👍 pour le plan de fumure, le reste mi-juin": [
        "A1.2 done?",
        "D7 new_date?",
        "COPIL3 other_date?",
    ],
    "Le COPIL : je ne pourrai être là que jusqu'à midi": ["COPIL3 attend_yes?"],
    "Ne pensez-vous pas me rappeler la date du COPIL ?": ["COPIL3 question"],
    "Plan de fumure en ligne depuis lundi": ["A1.2 done?"],
    # A name of a line with a question mark is its title; « mais » takes a part back.
    "La facture du traiteur ? Elle est envoyée.": ["D7 done?"],
    "Le plan de fumure est signé, mais la facture du traiteur sera envoyée le 20.": [
        "A1.2 done?",
        "D7 promise",
    ],
    "plan de fumure -> fait": ["A1.2 done"],
    "Plan de fumure fini lundi, par contre le COPIL du 4 c'est pas possible": [
        "A1.2 done?",
        "COPIL3 attend_no?",
    ],
    "La facture du traiteur est partie hier, vous l'aurez demain": ["D7 done?"],
    "COPIL confirmé": ["COPIL3 attend_yes"],
    "Pouvez-vous repousser le plan de fumure au 12 juin ?": ["A1.2 new_date?"],
    "Je reste injoignable jusqu'au 15 juin": ["- pause?"],
    "La première est faite lundi, la 2 ce sera vendredi": ["A1.2 done?", "D7 promise"],
    "Aucun empêchement pour le 4 juin": ["COPIL3 attend_yes"],
    "Plan de fumure : je n'ai plus que 12 parcelles sur 48": ["A1.2 progress"],
    "Plan de fumure : trente-deux parcelles sur quarante": ["A1.2 progress"],
    "Maître Roche ne suit plus le dossier": ["- contact_left?"],
    "Merci beaucoup, bonne journée": [],
    "Bien reçu.": [],
}


@pytest.mark.parametrize("body", SAYINGS)
def test_a_sentence_proposes_its_act_on_its_line(body):
    assert said(body) == SAYINGS[body]


def test_a_yes_about_another_day_than_that_of_the_meeting_is_in_doubt():
    assert said("ok pour le 5", COPIL) == ["COPIL3 attend_yes?"]
    assert said("ok pour le 4", COPIL) == ["COPIL3 attend_yes"]


def test_several_lines_in_one_mail_have_each_their_act():
    assert said(
        "Le plan de fumure est terminé.\nFacture du traiteur : jeudi 28 mai.\nCOPIL ok"
    ) == [
        "A1.2 done",
        "D7 promise",
        "COPIL3 attend_yes",
    ]


def test_a_yes_or_no_a_line_in_the_order_of_the_mail_is_taken_in_doubt():
    assert said("oui\nnon\noui") == ["A1.2 done?", "D7 other?", "COPIL3 attend_yes?"]


def test_a_sentence_that_is_not_understood_puts_the_others_in_doubt():
    assert said("Le plan de fumure est terminé. Enfin bon, le chien l'a mangé à moitié hier.")[
        0
    ] == ("A1.2 done?")


def test_two_things_that_do_not_go_together_are_both_in_doubt():
    both = said("Le plan de fumure est terminé. Plan de fumure reporté au 12 juin.")

    assert both == ["A1.2 done?", "A1.2 new_date?"]


def test_a_day_after_the_date_that_was_set_is_a_new_date_and_before_it_a_promise():
    [early] = found("Le plan de fumure sera prêt vendredi", PLAN)
    [late] = found("Le plan de fumure sera prêt le 12 juin", PLAN)

    assert (early.act, early.days.latest) == (Act.PROMISE, date(2026, 5, 15))
    assert (late.act, late.days.latest) == (Act.NEW_DATE, date(2026, 6, 12))


def test_a_bill_that_is_said_to_be_joined_without_a_file_is_in_doubt():
    body = "Ci-joint la facture du traiteur."

    assert said(body) == ["D7 done?"]
    assert said(body, attachments=("facture.pdf",)) == ["D7 done"]


def test_a_new_contact_is_a_name_and_an_address():
    both = found("Je quitte la mairie. Écrivez à Mme Jeanne Roux, j.roux@mairie.example")

    assert [(each.act, each.text) for each in both] == [
        (Act.CONTACT_LEFT, "Odile Masson"),
        (Act.NEW_CONTACT, "Mme Jeanne Roux <j.roux@mairie.example>"),
    ]


def test_what_another_person_answers_or_passes_on_is_in_doubt():
    body = "Le plan de fumure est terminé."

    assert told(read(body, sender="Paul Brun").proposals) == ["A1.2 done?"]
    forwarded = read(body, subject="TR: [Relocalisons] Votre point")
    assert told(forwarded.proposals) == ["A1.2 done?"]


AUTOMATIC = {
    "an absence told by its header": {"headers": (("Auto-Submitted", "auto-replied"),)},
    "an absence told by its subject": {"subject": "Réponse automatique : absent du bureau"},
}


@pytest.mark.parametrize("facts", AUTOMATIC.values(), ids=AUTOMATIC)
def test_a_machine_may_tell_an_absence_and_nothing_of_a_line(facts):
    answered = read("Je suis absente jusqu'au 2 juin. A1.2 : fait.", **facts)

    assert answered.kind is MailKind.OUT_OF_OFFICE
    assert [(each.act, each.doubt) for each in answered.proposals] == [(Act.PAUSE, True)]
    assert answered.proposals[0].days.latest == date(2026, 6, 2)


def test_an_absence_whose_end_no_machine_tells_is_no_pause():
    answered = read(
        "Je suis actuellement absente du bureau.", headers=(("Auto-Submitted", "auto-replied"),)
    )

    assert (answered.kind, answered.proposals) == (MailKind.OUT_OF_OFFICE, ())


def test_a_bounce_and_an_empty_mail_propose_nothing():
    bounce = read("A1.2 : fait", headers=(("Content-Type", "multipart/report; x=y"),))
    empty = read("\n\nEnvoyé de mon iPhone\n")

    assert (bounce.kind, bounce.proposals) == (MailKind.BOUNCE, ())
    assert (empty.kind, empty.proposals) == (MailKind.EMPTY, ())


def test_a_day_without_its_month_is_of_the_month_that_was_just_named():
    *_, told = found("Le comptable passe le 3 juillet. Le plan de fumure sera prêt le 12.", PLAN)

    assert told.days.latest == date(2026, 7, 12)


def test_what_is_typed_by_ear_is_read():
    [told] = read("g envoyer le plan de fumure ier", PLAN).proposals

    assert (told.act, told.days.latest) == (Act.DONE, date(2026, 5, 12))
