"""The mails say the right thing in French, with none, one, two and thirty items."""

import re
from dataclasses import replace
from datetime import date

import pytest
from support.mails.drawn import CONTEXT, Shown, a_digest, a_line
from support.mails.gallery import LONG
from support.mails.worded import (
    a_certificate_wanted,
    certificate,
    deliverables,
    is_typeset,
    many,
    plain_spaces,
    without_links,
)

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.model import Trait
from relocalisons.core.partners.words import Tone, read_tone
from relocalisons.core.reminders.digests import DigestGroup
from relocalisons.rendering.mails.mail import (
    render_digest,
)

COOKS = "Former les cuisiniers : où en êtes-vous ? Réponse avant le 10 mars"


@pytest.mark.parametrize(
    ("parts", "subject"),
    [
        ([many(DigestGroup.LATE, 1)], COOKS),
        ([many(DigestGroup.LATE, 2)], f"{COOKS} (et 1 autre)"),
        ([many(DigestGroup.LATE, 3), many(DigestGroup.CELLS, 3)], f"{COOKS} (et 5 autres)"),
        ([(DigestGroup.LATE, deliverables(1))],
         "Former les cuisiniers : déposez le fichier avant le 10 mars"),
        ([many(DigestGroup.UPCOMING, 1)], "Former les cuisiniers : à finir avant le 12 mars"),
        ([many(DigestGroup.CELLS, 1)], "Votre feuille : 1 case à compléter avant le 10 mars"),
        ([many(DigestGroup.CELLS, 3)], "Votre feuille : 3 cases à compléter avant le 10 mars"),
        ([(DigestGroup.LATE, (certificate(rank=0), a_line(rank=1)))],
         "Votre certificat HVE a expiré : envoyez le nouveau avant le 10 mars (et 1 autre)"),
        ([(DigestGroup.LATE, (a_line(rank=1),)), (DigestGroup.OTHER, (a_certificate_wanted(),))],
         "Il nous manque un certificat HVE : envoyez-le avant le 10 mars (et 1 autre)"),
    ],
)  # fmt: skip
def test_the_subject_says_the_first_thing_to_do_and_how_many_more(parts, subject):
    assert plain_spaces(render_digest(a_digest(*parts), context=CONTEXT).subject) == subject


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if not kind.has(Trait.HARD)])
def test_whatever_comes_first_its_subject_fits_in_a_header_and_says_until_when(kind):
    label = f"X1 – {LONG} ({LONG})"
    line = a_line(kind=kind, label=label, finding_key=f"{kind.value}:X1")
    mail = render_digest(
        a_digest((DigestGroup.LATE, (line, *(a_line(number=f"A{n}") for n in range(6))))),
        context=CONTEXT,
    )

    assert len(mail.subject) <= 150
    assert re.search(r"avant|d’ici", mail.subject), mail.subject


def test_the_salutation_may_be_hers():
    hers = a_digest(salutation="Chère {personne}")
    title = a_digest(salutation="Madame la Maire,")
    nobody = a_digest(salutation="Chère {personne}", person="Ville de Grasse")

    assert render_digest(hers, context=CONTEXT).text.startswith("Chère Anne Roux,\n")
    assert render_digest(title, context=CONTEXT).text.startswith("Madame la Maire,\n")
    assert render_digest(nobody, context=CONTEXT).text.startswith("Bonjour,\n")


@pytest.mark.parametrize("profile", ["agriculteur", "collectivité", "juriste"])
def test_html_and_text_say_the_same(profile):
    parts = [many(group, 2, text="Une phrase qui finit.") for group in DigestGroup]
    mail = render_digest(
        a_digest(*parts, profile=profile, settled=2, thanked=3, salutation="Chère {personne}"),
        context=CONTEXT,
    )

    shown = _words(Shown(mail.html).text)
    said = [_words(line) for line in without_links(mail.text).split("-- \n")[0].splitlines()]
    missing = [line for line in said if line.removeprefix("- ") not in shown and line.isprintable()]
    # Headings are in capitals in the twin, dates stand beside their pill in the other.
    assert {line for line in missing if not _is_layout(line)} == set()


def _words(text):
    return " ".join(plain_spaces(text).split()).casefold()


def _is_layout(line):
    return bool(re.search(r"jours de retard$|, cette semaine$|coordination de|rappeler le début|"
                          r"votre feuille de suivi|^ouvrir", line))  # fmt: skip


@pytest.mark.parametrize("count", [1, 2, 30])
def test_every_item_is_in_both_texts_and_numbers_agree(count):
    mail = render_digest(a_digest(many(DigestGroup.LATE, count)), context=CONTEXT)

    shown = plain_spaces(Shown(mail.html).text)
    for number in range(1, count + 1):
        assert f"A{number}.1 – Former" in shown
        assert f"- A{number}.1 – Former" in mail.text
    said = "1 demande" if count == 1 else f"{count} demandes, toutes en retard"
    assert said in shown
    assert said.upper() in plain_spaces(mail.text)
    assert len(mail.html.encode()) < 102_000  # Gmail clips what is longer


def test_a_date_of_another_year_says_the_year():
    late = (DigestGroup.LATE, (a_line(due=date(2025, 12, 19)),))

    assert "19\u00a0décembre\u00a02025" in render_digest(a_digest(late), context=CONTEXT).text


def test_a_line_that_names_another_partner_completes_its_line_and_is_not_counted():
    naming = a_line(text="La suite en dépend : « A2.3 » (Ville d’Apt).", names_partner="P02")
    mail = render_digest(a_digest((DigestGroup.LATE, (a_line(), naming))), context=CONTEXT)

    assert plain_spaces(mail.subject) == COOKS
    assert mail.text.count("A1.2 – Former") == 1
    assert "La suite en dépend" in mail.text


def test_all_who_wait_for_a_line_are_one_sentence():
    naming = [
        a_line(text=f"La suite en dépend\u00a0: « {number} » ({who}).", names_partner=code)
        for number, who, code in (("A2.3", "Ville d’Apt", "P02"), ("A4.5", "Lycée", "P03"))
    ]
    digest = a_digest((DigestGroup.LATE, (a_line(), *naming)))
    mail = render_digest(digest, context=CONTEXT)

    assert plain_spaces(mail.text).count("La suite en dépend") == 1
    assert "« A2.3 » (Ville d’Apt) ; « A4.5 » (Lycée)." in plain_spaces(mail.text)


def test_a_grower_is_offered_a_telephone_number_or_no_call_at_all():
    digest = a_digest(profile="agriculteur")
    with_number = render_digest(digest, context=CONTEXT)
    without = render_digest(digest, context=replace(CONTEXT, coordinator_phone=""))

    assert "ou appelez-nous au 04 91 00 00 01" in plain_spaces(with_number.text)
    for shown in (without.text, without.html):
        assert "appelez" not in shown


def test_the_first_words_of_the_mail_are_the_most_urgent_line():
    mail = render_digest(a_digest(), context=CONTEXT)

    preheader = plain_spaces(Shown(mail.html).text)
    assert preheader.split("A1.2", 1)[1].startswith(" – Former les cuisiniers : 28 jours de retard")


def test_what_was_settled_since_is_acknowledged():
    one = render_digest(a_digest(settled=1), context=CONTEXT)
    two = render_digest(a_digest(settled=2), context=CONTEXT)

    assert "1 point a été réglé : merci" in plain_spaces(one.text)
    assert "2 points ont été réglés : merci" in plain_spaces(two.text)


@pytest.mark.parametrize(
    ("profile", "tone"),
    [
        ("agriculteur", "grower"), ("Productrice", "grower"), ("coopérative agricole", "grower"),
        ("collectivité", "local_authority"), ("Ville", "local_authority"),
        ("chambre d'agriculture", "chamber"), ("chambre consulaire", "chamber"),
        ("ONG/association", "ngo"), ("expert juridique", "legal"), ("prestataire", "contractor"),
        ("restauration", "neutral"), ("plateforme/logistique", "neutral"), ("", "neutral"),
    ],
)  # fmt: skip
def test_the_tone_follows_the_profile(profile, tone):
    assert read_tone(profile) == tone


def test_each_tone_has_its_own_words_and_all_keep_the_facts():
    profiles = {
        "agriculteur",
        "collectivité",
        "chambre consulaire",
        "ONG",
        "juriste",
        "prestataire",
        "",
    }

    texts = {
        profile: render_digest(a_digest(profile=profile), context=CONTEXT).text
        for profile in profiles
    }

    assert len(Tone) == len(profiles)
    assert len({text.split("A1.2")[0] for text in texts.values()}) == len(profiles)
    for text in texts.values():
        assert "mardi\u00a010\u00a0mars" in text
        assert "Camille Aubanel" in text


@pytest.mark.parametrize(
    "profile", ["agriculteur", "collectivité", "chambre", "ONG", "juriste", "prestataire", "x"]
)
def test_the_typography_is_french_everywhere(profile):
    parts = [many(group, 2, text="Une phrase qui finit.") for group in DigestGroup]
    mail = render_digest(a_digest(*parts, profile=profile, settled=2), context=CONTEXT)

    is_typeset(mail)


def test_without_a_sheet_that_the_partner_may_open_there_is_no_button():
    line = a_line(place=None)
    mail = render_digest(a_digest((DigestGroup.LATE, (line,)), sheet=None), context=CONTEXT)

    assert "Ouvrir ma feuille" not in mail.html
    assert "https://" not in mail.text
    assert all(not link.startswith("https://docs") for link in Shown(mail.html).links)
