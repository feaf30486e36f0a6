"""French that a native finds natural in every mail, with 0, 1, 2 and 30 items."""

import re
from dataclasses import replace
from textwrap import wrap

import pytest
from support.mails.drawn import CONTEXT, Shown, a_digest, a_line
from support.mails.gallery import a_request, a_review, an_urgent_point, gallery

from relocalisons.core.reminders.digests import DigestGroup, DigestKind
from relocalisons.core.reminders.week_review import AnswersOfWeek, MailOfWeek, RunsOfWeek
from relocalisons.rendering.mails.mail import (
    render_decision_request,
    render_digest,
    render_weekly_summary,
)

MAILS = dict(gallery())
NOUNS = ("action", "livrable", "point", "cellule", "message", "ligne", "échéance", "personne",
         "constat", "jour", "élément", "relance", "appel", "envoi", "alerte")  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("name", MAILS)
def test_singular_and_plural_agree_with_their_number(name):
    for text in (MAILS[name].subject, MAILS[name].text, Shown(MAILS[name].html).text):
        found = re.findall(r"(?<![\d.])(\d+) ([a-zéèA-ZÉ]+)", plain(text))
        for number, noun in found:
            bare = noun.lower().rstrip("s")
            if bare in NOUNS:
                assert noun.lower().endswith("s") is (int(number) >= 2), f"{number} {noun}"


@pytest.mark.parametrize("name", MAILS)
def test_typography_is_french_throughout(name):
    for text in (MAILS[name].subject, Shown(MAILS[name].html).text):
        assert not re.search(r"[^\u202f\s][;!?](?=\s|$)", text), text[:80]
        assert not re.search(r" [;:!?»]", text)
        assert not re.search(r"« ", text)
        assert "'" not in text
        assert ".." not in text.replace("…", "")


@pytest.mark.parametrize("name", MAILS)
def test_no_sentence_has_a_hole(name):
    for text in (MAILS[name].subject, MAILS[name].text, plain(Shown(MAILS[name].html).text)):
        assert not re.search(r"None|True|False|\bnan\b|\{\{|\}\}|, ,|\(\)|  \.|: \.", text)
        assert "de le " not in text and " à le " not in text and "que il" not in text


@pytest.mark.parametrize("name", MAILS)
def test_both_forms_say_the_same(name):
    """Every line of the HTML that names something stands in the text too."""
    shown = plain(Shown(MAILS[name].html).text)
    for line in plain(MAILS[name].text).splitlines():
        if line.startswith("- ") and "http" not in line and "(" not in line and " : " not in line:
            assert line.removeprefix("- ").strip() in shown


def test_what_was_settled_is_acknowledged_in_half_a_line():
    for thanked, words in (
        (0, None),
        (1, "Merci pour le point réglé depuis notre dernier message."),
        (3, "Merci pour les 3 points réglés depuis notre dernier message."),
    ):
        text = plain(render_digest(a_digest(thanked=thanked), context=CONTEXT).text)
        assert (words in text) if words else ("réglé" not in text)


def test_an_escalation_blames_nobody_and_asks_for_help():
    digest = a_digest(
        kind=DigestKind.ESCALATION, about_person="Anne Roux", person="Paul Hébert", role="suppléant"
    )

    mail = render_digest(digest, context=CONTEXT)

    assert plain(mail.subject) == "1 action en attente : pouvez-vous nous aider ?"
    assert "faute d’avoir pu joindre Anne Roux" in mail.text
    assert "validé par la coordination" in mail.text


def test_a_quiet_week_says_that_all_is_well():
    mail = render_weekly_summary(a_review(0), context=CONTEXT)

    assert plain(mail.subject) == "Semaine 10 : tout va bien"
    assert mail.text.count("\n- ") == 0
    assert "aucun message parti, rien de nouveau" in plain(mail.text)


@pytest.mark.parametrize(
    ("given", "subject"),
    [
        ({"suspended": True}, "Semaine 10 : envois suspendus"),
        ({"unread": ("x",)}, "Semaine 10 : 1 classeur à rétablir"),
        ({"runs": RunsOfWeek(days_read=3, days_expected=5)}, "Semaine 10 : suivi incomplet"),
        ({"runs": RunsOfWeek(days_read=5, days_expected=5, failures=("Suivi du 3/3",))},
         "Semaine 10 : 1 passage en échec"),
    ],
)  # fmt: skip
def test_a_week_that_is_not_well_says_so_in_its_subject(given, subject):
    mail = render_weekly_summary(a_review(0, **given), context=CONTEXT)

    assert plain(mail.subject) == subject
    assert "tout va bien" not in mail.text.casefold().split("--")[0]


def test_a_safety_hold_stands_first_in_the_mail_that_asks_for_her_decision():
    mail = render_decision_request(a_request(30), context=CONTEXT)

    assert mail.text.index("À vérifier avant de valider") < mail.text.index("messages attendent")
    assert "« tout envoyer » ne suffit pas : 6 messages (P02, P07" in plain(mail.text)


def test_what_is_read_in_a_minute_is_announced_so_and_a_long_message_is_not():
    def opening(count: int, **given) -> str:
        lines = tuple(a_line(number=f"A{number}") for number in range(count))
        digest = a_digest((DigestGroup.LATE, lines), profile="agriculteur", **given)
        return plain(render_digest(digest, context=CONTEXT).text)

    assert "ce message se lit en une minute" in opening(8)
    assert "l’essentiel est au début de ce message" in opening(9)
    assert "vos journées se passent surtout dehors" not in opening(2, role="financier")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (AnswersOfWeek(), "rien de nouveau. Le service"),
        (AnswersOfWeek(read=7, noted=5), " 7 réponses, 5 appliquées. Le service"),
        (AnswersOfWeek(read=1, waiting=1), " 1 réponse, 0 appliquée, 1 attend votre « oui »."),
    ],
)
def test_answers_of_the_week_are_one_sentence_and_none_where_nobody_answered(answers, said):
    mail = render_weekly_summary(a_review(0, answers=answers), context=CONTEXT)

    assert said in plain(mail.text)


def test_a_promise_that_was_not_kept_comes_back_with_its_words():
    words = "P02, Luc Blanc : promis pour le 20 mars 2026 (« plutôt le 20 »)"
    mail = render_weekly_summary(a_review(0, promises=(words,)), context=CONTEXT)

    assert f"- Promesse non tenue : {words}.\n" in plain(mail.text)


@pytest.mark.parametrize("count", [3, 30])
def test_mails_of_one_fate_are_one_line_on_friday(count: int):
    mails = tuple(
        MailOfWeek(partner=f"P{number:02d}", person="", subject="2 actions", state="lapsed",
                   reason="pas de décision avant jeudi 5 mars à 12 h")
        for number in range(1, count + 1)
    )  # fmt: skip

    text = plain(render_weekly_summary(a_review(0, mails=mails), context=CONTEXT).text)

    (line,) = [line for line in text.splitlines() if "délai passé : non envoyé" in line]
    assert line.startswith("- P01, P02, P03")
    assert "pas de décision avant jeudi 5 mars à 12 h" in line
    assert ("et 22 autres" in line) is (count == 30)


@pytest.mark.parametrize(
    ("name", "lines"), [("weekly-30", 26), ("weekly-2", 26), ("decision-30", 70), ("alert-10", 52)]
)
def test_mails_to_her_are_short_on_a_phone(name: str, lines: int):
    """Lines of 42 characters: about 30 fill a screen of 390 by 844 pixels."""
    body = MAILS[name].text.split("\n-- ")[0]
    shown = [row for line in body.splitlines() for row in wrap(line, 42) or [""]]

    assert len(shown) <= lines, "\n".join(shown)


def test_fridays_subject_and_its_lines_name_the_same_dates():
    stuck = replace(an_urgent_point(), waits_for="les membres de « GT »")
    review = a_review(0, urgent=(an_urgent_point(1), an_urgent_point(2), stuck))
    mail = render_weekly_summary(review, context=CONTEXT)

    assert plain(mail.subject) == "Semaine 10 : échéance FRA le 10 mars et 1 réunion à compléter"
    assert (
        "- Échéances fermes : 10 mars – FRA, rapport intermédiaire ; 10 mars – FRA, rapport "
        "intermédiaire." in plain(mail.text)
    )
    assert "attend toujours les membres de « GT »" in plain(mail.text)
