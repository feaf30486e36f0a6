"""The mails say the right thing in French, with none, one, two and thirty items."""

import re
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from support.mails.drawn import CONTEXT, Shown, a_digest, a_line
from support.mails.gallery import LONG

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.model import Trait
from relocalisons.core.kernel.words.french import NBSP, THIN
from relocalisons.core.partners.words import Tone, read_tone
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.reminders.digests import CallEntry, DigestGroup, Skipped
from relocalisons.rendering.mails.decision_view import call_view
from relocalisons.rendering.mails.mail import (
    render_decision_request,
    render_digest,
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

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 3, 5, 12, tzinfo=PARIS)


def plain_spaces(text):
    return text.replace(NBSP, " ").replace(THIN, " ")


def many(group, count, **given):
    return (group, tuple(a_line(group, f"A{number}.1", **given) for number in range(1, count + 1)))


def deliverables(count):
    return tuple(
        a_line(number=f"L{number:02d}", kind=DeliverableKind.DELIVERABLE_MISSING)
        for number in range(1, count + 1)
    )


def certificate(**given):
    return a_line(
        number="HVE", label="Haute valeur environnementale (HVE) – EARL du Riou",
        kind=ProducerKind.CERTIFICATE_EXPIRED, finding_key="certificate_expired:P07/hve", **given,
    )  # fmt: skip


def a_certificate_wanted():
    return replace(certificate(due=None), kind=ProducerKind.LABEL_UNPROVEN)


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
    said = [_words(line) for line in _without_links(mail.text).split("-- \n")[0].splitlines()]
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
    said = "1 demande" if count == 1 else f"{count} demandes, dont {count} en retard"
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

    _is_typeset(mail)


def _is_typeset(mail):
    for text in (Shown(mail.html).text, _without_links(mail.text), mail.subject):
        assert not re.search(r" [;!?:»]", text), text
        assert "« " not in text
        assert "'" not in text
        assert not re.search(r"(?<![ \u00a0\u202f])[;!?](?=\s|$)", text)


def _without_links(text):
    return "\n".join(line for line in text.splitlines() if "://" not in line)


def test_without_a_sheet_that_the_partner_may_open_there_is_no_button():
    line = a_line(place=None)
    mail = render_digest(a_digest((DigestGroup.LATE, (line,)), sheet=None), context=CONTEXT)

    assert "Ouvrir ma feuille" not in mail.html
    assert "https://" not in mail.text
    assert all(not link.startswith("https://docs") for link in Shown(mail.html).links)


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


def test_the_request_says_what_lapses_who_to_call_and_what_is_not_sent():
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
    said = "A4.2 – Semer : 12 jours de retard"
    assert f"Élodie Blanc, P12, 06 12 00 00 34 : {said}" in text
    assert "rien à signaler" not in text
    assert "Sans message : P13, P14 : partenaire en pause." in text
    assert "préfère le téléphone" not in text
    assert "tel:0612000034" in mail.html


@pytest.mark.parametrize(
    ("reason", "point", "said"),
    [
        ("préfère le téléphone", "A4.2 – Semer : 12 jours de retard",
         "A4.2 – Semer : 12 jours de retard"),
        ("préfère le téléphone", f"A4.2 – Semer {'des carottes ' * 6}: 12 jours de retard",
         "A4.2 – Semer des carottes… : 12 jours de retard"),
        ("pas d’adresse e-mail sûre (à corriger dans « Partenaires »)",
         "Assurance responsabilité civile : 31 jours de retard",
         "Son e-mail, puis Assurance… : 31 jours de retard"),
    ],
)  # fmt: skip
def test_a_call_says_the_gravest_thing_in_one_line_of_a_phone(reason, point, said):
    call = CallEntry(partner="P12", partner_name="GAEC", person="Élodie", phone="06", reason=reason,
                     points=(point.replace(" : ", "\u00a0: "),), lines=3)  # fmt: skip

    found = plain_spaces(call_view(call)["say"])

    assert found == said
    assert len(found) <= 50
    assert call_view(call)["who"].endswith("(3)")


def test_what_a_request_names_opens_its_row():
    def at(cell: str) -> str:
        return f"https://docs.example/d/p/edit#gid=7&range={cell}"

    mails = (
        WaitingMail(partner="P01", subject="x", lines=2, person="Anne", url=at("A6:C6")),
        *(WaitingMail(partner=f"P{n:02d}", subject="c", lines=0, person=f"Jean {n}",
                      why="convocations", row="r", url=at("A7:C7")) for n in range(1, 24)),
    )  # fmt: skip
    call = CallEntry(partner="P12", partner_name="GAEC", person="Élodie", phone="06", reason="x",
                     points=("A4.2\u00a0: en retard",), lines=1)  # fmt: skip
    acts = (ActLine(title="Appeler la légumerie", url=at("A5:C5")),)
    mail = render_decision_request(
        DecisionRequest(mails=mails, deadline=NOON, call_list=(call,), acts=acts, url=at("B2"),
                        call_urls={("P12", ""): at("A40:C40")}),
        context=CONTEXT,
    )  # fmt: skip

    opened = {link.partition("range=")[2] for link in Shown(mail.html).links if "gid=7" in link}
    assert opened == {"A6:C6", "A7:C7", "A5:C5", "A40:C40", "B2"}
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
    _is_typeset(
        render_decision_request(
            DecisionRequest(mails=mails, deadline=NOON, call_list=(call,), skipped=skipped),
            context=CONTEXT,
        )
    )
    _is_typeset(
        render_failure(
            FailureNotice(flow="Suivi", happened="L'accès est refusé : clé expirée.", since=NOON,
                          to_do=("Vérifiez : « Pilotage ».",), not_done=("Rien !",),
                          still_works=("Le Drive ; les mails.",), reference="r-1"),
            context=CONTEXT,
        )
    )  # fmt: skip
    _is_typeset(
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
