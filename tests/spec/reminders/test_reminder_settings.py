"""What she writes in « Paramètres », « Partenaires », « Interlocuteurs » decides who is told."""

from datetime import date, datetime

import pytest
from support.mails.drawn import CONTEXT
from support.reminders.from_sheets import (
    DEPUTIES,
    PARIS,
    RHYTHMS,
    finding,
    plan,
    reasons,
    sheets,
)

from relocalisons.core.assessment.reminder_rules import find_unclear_rules
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.programme.rules.quiet import SendingHours, read_hours, read_period
from relocalisons.core.programme.rules.rhythm import read_rhythm
from relocalisons.core.reminders.digests import DigestKind
from relocalisons.core.reminders.policy import ReminderHistory, policy_in_force
from relocalisons.core.sources.structure import SourceKind
from relocalisons.rendering.mails.mail import render_digest

# --- « Paramètres » ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Pause | oui | P01 | 30/04/2026", "en pause jusqu’au 30\u00a0avril\u00a02026"),
        ("Pause | congés | Ville de Grasse |", "partenaire en pause"),
        ("Tout suspendre | oui | P01 |", "partenaire en pause"),
        ("Pause | oui | A1.2 | 30/04/2026", "ligne en pause jusqu’au 30\u00a0avril\u00a02026"),
        ("Pause | oui | P01 A1.2 |", "ligne en pause"),
        ("Période calme | 01/03 au 15/03 | collectivité |", "jusqu’au 15\u00a0mars\u00a02026"),
        ("Période calme | mars | |", "jusqu’au 31\u00a0mars\u00a02026"),
        ("Période calme | 20/12 au 05/03 | P01 |", "jusqu’au 5\u00a0mars\u00a02026"),
        ("Période de récolte | 01/03 au 15/03 | collectivité |", "période calme (récolte)"),
    ],
)
def test_a_pause_or_a_quiet_period_silences_and_says_so(line, reason):
    made = plan(finding(), programme=sheets(line))

    assert made.digests == ()
    assert any(reason in said for said in reasons(made)), reasons(made)


@pytest.mark.parametrize(
    "line",
    [
        "Pause | non | P01 |", "Pause | oui | P01 | 02/03/2026", "Pause | oui | P02 |",
        "Pause | oui | A9.9 |", "Pause | oui | P02 A1.2 |", "Période calme | août | |",
        "Période calme | 01/03 au 15/03 | chambre |", "Tout suspendre | oui | P02 |",
        "Tout suspendre | oui | | 01/03/2026", "Tout suspendre | non | |",
    ],
)  # fmt: skip
def test_a_rule_that_is_over_or_for_somebody_else_silences_nobody(line):
    assert len(plan(finding(), programme=sheets(line)).digests) == 1


@pytest.mark.parametrize("lines", [
    ("Tout suspendre | non | |", "Tout suspendre | oui | |"),
    ("Tout suspendre | oui | |", "Tout suspendre | non | |"),
    ("Tout suspendre | non | |", "Tout suspendre | peut-être | |"),
    ("Tout suspendre | non | |", "Tout suspendre | oui | tous |"),
])  # fmt: skip
def test_of_two_contrary_lines_the_one_that_stops_wins(lines):
    assert policy_in_force(sheets("\n".join(lines))).suspended


def test_a_pause_may_say_to_write_to_the_deputy_meanwhile():
    programme = sheets("Pause | écrire au suppléant | P01 | 30/04/2026", partners=DEPUTIES)

    (digest,) = plan(finding(), programme=programme).digests

    assert (digest.person, digest.role) == ("Paul Hébert", "suppléant")
    assert digest.kind is DigestKind.DIGEST


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Pause | oui | Mairie de Nulle-Part |", "ni un partenaire ni un numéro connu"),
        ("Pause | oui | |", "doit donner un partenaire ou un numéro"),
        ("Pause | oui | P01 | fin du chantier", "la pause continue"),
        ("Période calme | quand il pleut | P01 |", "15/06 au 15/09"),
        ("Période calme | 31/02 au 03/04 | |", "un jour qui n’existe pas"),
        ("Heures d’envoi | le matin | |", "8 h – 19 h"),
    ],
)
def test_a_rule_that_cannot_be_obeyed_is_a_finding_with_its_line(line, problem):
    (found,) = find_unclear_rules(sheets(line))

    assert found.kind is SourceKind.SOURCE_INVALID
    assert problem in found.title
    assert found.evidence[0].cell == "A2"


def test_a_pause_whose_end_is_not_understood_goes_on():
    made = plan(finding(), programme=sheets("Pause | oui | P01 | fin du chantier"))

    assert made.digests == ()


@pytest.mark.parametrize(
    ("lines", "opening"),
    [
        ("Texte des relances | Bonjour à tous. | |", "Bonjour à tous."),
        ("Texte des relances | Pour la ville. | P01 |\nTexte des relances | Pour tous. | |",
         "Pour la ville."),
        ("Texte des relances | Aux communes. | collectivités |", "Aux communes."),
        ("Texte des relances | Aux fermes. | agriculteur |", ""),
    ],
)  # fmt: skip
def test_the_first_sentence_may_be_hers(lines, opening):
    (digest,) = plan(finding(), programme=sheets(lines)).digests

    assert digest.opening == opening


@pytest.mark.parametrize(
    ("lines", "greeting"),
    [
        ("", "Bonjour Anne Roux,"),
        ("Salutation des relances | Chère {personne} | P01 |", "Chère Anne Roux,"),
        ("Salutation des relances | Madame, Monsieur, | collectivité |", "Madame, Monsieur,"),
        ("Salutation des relances | Salut | agriculteur |", "Bonjour Anne Roux,"),
        (f"Salutation des relances | {'très ' * 20}cher | |", "Bonjour Anne Roux,"),
    ],
)
def test_the_first_words_may_be_hers(lines, greeting):
    programme = sheets(lines)
    (digest,) = plan(finding(), programme=programme).digests

    assert render_digest(digest, context=CONTEXT).text.startswith(f"{greeting}\n")
    assert bool(find_unclear_rules(programme)) is ("très" in lines)


def test_her_words_are_words_and_nothing_else():
    programme = sheets("Texte des relances | {{ 7*7 }} <b>=1+1</b> | |")
    (digest,) = plan(finding(), programme=programme).digests

    mail = render_digest(digest, context=CONTEXT)

    assert "{{ 7*7 }} <b>=1+1</b>" in mail.text
    assert "{{ 7*7 }} &lt;b&gt;=1+1&lt;/b&gt;" in mail.html


# --- « Fréquence de relance » -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "last", "written"),
    [
        ("hebdo", date(2026, 2, 24), True), ("", date(2026, 2, 24), True),
        ("quinzaine", date(2026, 2, 24), False), ("quinzaine", date(2026, 2, 17), True),
        ("Mensuelle", date(2026, 2, 10), False), ("tous les mois", date(2026, 2, 3), True),
        ("mensuelle", None, True),
        ("suspendue jusqu’au 30/04/2026", None, False),
        ("suspendue jusqu'au 2 mars 2026", None, True),
        ("suspendue", None, False), ("jamais", None, False),
        ("seulement si urgent", None, False),  # not understood: nothing leaves
    ],
)  # fmt: skip
def test_the_rhythm_of_a_partner_is_kept(words, last, written):
    programme = sheets(partners=RHYTHMS.format(words))
    history = ReminderHistory(last_sent={"P01": last} if last else {})

    made = plan(finding(), programme=programme, history=history)

    assert bool(made.digests) is written
    assert written or reasons(made)


def test_a_rhythm_that_is_not_understood_is_told_to_her():
    (found,) = find_unclear_rules(sheets(partners=RHYTHMS.format("seulement si urgent")))

    assert "seulement si urgent" in found.title


def test_a_day_without_year_that_has_passed_is_asked_about():
    assert read_rhythm("suspendue jusqu’au 30 avril", as_of=date(2026, 11, 3)).problem
    assert not read_rhythm("suspendue jusqu’au 30 avril", as_of=date(2026, 3, 3)).problem


# --- hours --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-03-03 09:00", "2026-03-03 09:00"), ("2026-03-03 07:59", "2026-03-03 08:00"),
        ("2026-03-03 19:00", "2026-03-04 08:00"), ("2026-03-06 20:00", "2026-03-09 08:00"),
        ("2026-03-07 10:00", "2026-03-09 08:00"),  # Saturday
        ("2026-05-14 10:00", "2026-05-15 08:00"),  # Ascension
    ],
)  # fmt: skip
def test_mails_leave_in_the_day_and_never_at_the_week_end(moment, opening):
    now, then = (datetime.fromisoformat(text).replace(tzinfo=PARIS) for text in (moment, opening))

    assert SendingHours().next_opening(now, calendar=french_calendar()) == then


@pytest.mark.parametrize(("words", "hours"), [
    ("8 h – 19 h", (8, 19)), ("9h-17h", (9, 17)), ("de 7 h à 20 h", (7, 20)), ("8 18", (8, 18)),
])  # fmt: skip
def test_the_hours_are_read_as_she_writes_them(words, hours):
    read = read_hours(words)

    assert (read.start, read.end) == hours


@pytest.mark.parametrize(("period", "inside", "outside"), [
    ("15/06 au 15/09", (date(2026, 6, 15), date(2026, 9, 15)), date(2026, 9, 16)),
    ("20/12 – 05/01", (date(2026, 12, 31), date(2027, 1, 5)), date(2027, 1, 6)),
    ("août", (date(2026, 8, 1), date(2026, 8, 31)), date(2026, 7, 31)),
    ("29/02 au 29/02", (date(2028, 2, 29), date(2026, 2, 28)), date(2026, 3, 1)),
])  # fmt: skip
def test_a_period_comes_back_every_year(period, inside, outside):
    read = read_period(period)

    assert read.end_after(outside) is None
    if period != "29/02 au 29/02":
        assert all(read.end_after(day) is not None for day in inside)
