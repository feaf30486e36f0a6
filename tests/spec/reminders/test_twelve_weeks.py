"""A summer of reminders, told as a story: who got what, when, and why not.

Twelve Tuesdays from 2 June to 18 August 2026. Harvest keeps the growers in the fields from 15 June
to 15 September, August is quiet for everybody. She validates every message that is proposed.
"""

from datetime import date, timedelta

import pytest
from support.programme.build import a_partner
from support.programme.sheets import night, pilotage, tab, understood
from support.reminders.season import Season

from relocalisons.core.kernel.model import RestRule, WorkingTime, certain

TUESDAYS = [date(2026, 6, 2) + timedelta(weeks=number) for number in range(12)]
HARVEST = WorkingTime(rests=(RestRule(profile="agriculteur", first=(6, 15), last=(9, 15)),))


def the_partners():
    return (
        a_partner("P01", "Ferme des Iscles", profile="agriculteur"),
        a_partner("P02", "Mairie de Grasse", deputy_contact="Paul Hébert",
                  deputy_emails=certain(("paul.hebert@grasse.example",))),
        a_partner("P03", "Chambre 06", profile="chambre consulaire"),
        a_partner("P04", "ONG Terres", profile="association"),
        a_partner("P05", "Agence Azur", profile="prestataire"),
        a_partner("P06", "Clinique du droit", profile="juriste"),
    )  # fmt: skip


def the_deadlines():
    """« Échéancier rapports »: a claim of the regional fund, due in the middle of August."""
    schedule = """
        Financeur | Type                | Période du | Période au | Échéance
        FRA       | demande de paiement | 01/01/2026 | 30/06/2026 | 14/08/2026
    """
    read = understood(night(pilotage(tab("Échéancier rapports", schedule))))
    return {"report_schedule": read.tables["report_schedule"]}


@pytest.fixture(scope="module")
def summer():
    season = Season(
        partners=the_partners(),
        working_time=HARVEST,
        tables=the_deadlines(),
        actions={
            "A1.1": {"owner": "P01", "end": "2026-06-12"},
            "A1.2": {"owner": "P01", "end": "2026-07-20"},  # in the middle of the harvest
            "A2.1": {"owner": "P02", "end": "2026-05-26"},
            "A4.1": {"owner": "P04", "end": "2026-05-29"},
            "A5.1": {"owner": "P05", "end": "2026-05-29"},
            "A6.1": {"owner": "P06", "end": "2026-05-29"},
        } | {
            f"A3.{number}": {"owner": "P03", "end": str(day + timedelta(days=6))}
            for number, day in enumerate(TUESDAYS, start=1)
        },
    )  # fmt: skip
    for number, day in enumerate(TUESDAYS, start=1):
        if number == 2:  # told on the first Wednesday
            season.bounced["P05"] = date(2026, 6, 3)
            season.unsubscribed["P06"] = date(2026, 6, 3)
            season.decisions["action_late:A4.1"] = (
                "date accordée au 07/07/2026", date(2026, 6, 4),
            )  # fmt: skip
        season.week(day)
        season.answer("P03")  # the chamber answers every message within the week
    return season


def test_a_grower_is_told_before_the_harvest_what_falls_in_it_then_left_in_peace(summer):
    assert summer.log["P01"] == [
        "2 juin – message : A1.1, A1.2",
        "9 juin – message : A1.1, A1.2",
        *(
            f"{day} – rien (période calme (récolte) jusqu’au 15 septembre 2026)"
            for day in ("16 juin", "23 juin", "30 juin", "7 juillet", "14 juillet", "21 juillet",
                        "28 juillet", "4 août", "11 août", "18 août")
        ),
    ]  # fmt: skip


def test_a_silent_town_hall_is_called_after_two_messages_then_its_deputy_is_asked(summer):
    unanswered = "à appeler (2 messages sans réponse, un appel sera plus utile)"
    assert summer.log["P02"] == [
        "2 juin – message : A2.1",
        "9 juin – message : A2.1",
        f"16 juin – {unanswered}",
        f"23 juin – {unanswered}",
        "30 juin – message au suppléant Paul Hébert : A2.1",
        f"30 juin – {unanswered}",
        f"7 juillet – {unanswered}",
        f"14 juillet – {unanswered}",
        f"21 juillet – {unanswered}",
        "28 juillet – message au suppléant Paul Hébert : A2.1",
        f"28 juillet – {unanswered}",
        *(
            f"{day} – rien (période calme (août) jusqu’au 31 août 2026)"
            for day in ("4 août", "11 août", "18 août")
        ),
    ]


def test_a_partner_who_always_answers_is_thanked_and_never_asked_twice(summer):
    assert summer.log["P03"] == [
        "2 juin – message : A3.1, A3.2",
        "9 juin – message : A3.3, merci pour 2",
        *(
            f"{day} – message : A3.{number}, merci pour 1"
            for day, number in (("16 juin", 4), ("23 juin", 5), ("30 juin", 6), ("7 juillet", 7),
                                ("14 juillet", 8))
        ),
        # August begins within a fortnight: what falls due in it is told before.
        "21 juillet – message : A3.9, A3.10, A3.11, A3.12, merci pour 1",
        "28 juillet – rien (rien à signaler cette semaine)",
        *(f"{day} – rien (rien à signaler cette semaine)"
          for day in ("4 août", "11 août", "18 août")),
    ]  # fmt: skip
    assert {line.level for digest in summer.digests if digest.partner == "P03"
            for line in digest.lines} == {1}  # fmt: skip


def test_a_granted_date_is_silent_until_a_fortnight_before_and_counts_from_itself(summer):
    assert summer.log["P04"][:7] == [
        "2 juin – message : A4.1",
        "9 juin – rien (rien à signaler cette semaine)",
        "16 juin – rien (rien à signaler cette semaine)",
        "23 juin – message : A4.1",  # 14 days before 7 July
        "30 juin – message : A4.1",
        "7 juillet – message : A4.1",  # due that day: it is not late yet
        "14 juillet – à appeler (3 messages sans réponse, un appel sera plus utile)",
    ]


def test_a_bounced_address_is_told_to_her_and_never_tried_again(summer):
    assert summer.log["P05"][:3] == [
        "2 juin – message : A5.1",
        "9 juin – à appeler (l’adresse a refusé le message du 3 juin 2026, à vérifier)",
        "16 juin – à appeler (l’adresse a refusé le message du 3 juin 2026, à vérifier)",
    ]
    assert sum("message :" in line for line in summer.log["P05"]) == 1


def test_who_wants_no_more_messages_gets_none_and_she_knows(summer):
    assert summer.log["P06"][:2] == [
        "2 juin – message : A6.1",
        "9 juin – à appeler (ne veut plus de messages depuis le 3 juin 2026)",
    ]
    assert sum("message :" in line for line in summer.log["P06"]) == 1


def test_a_hard_deadline_in_august_is_on_her_list_a_month_before_and_every_week(summer):
    assert [" ".join(line.split()) for line in summer.hers] == [
        "21 juillet – FRA – Demande de paiement : dans 24 jours, le vendredi 14 août",
        "28 juillet – FRA – Demande de paiement : dans 17 jours, le vendredi 14 août",
        "4 août – FRA – Demande de paiement : dans 10 jours, le vendredi 14 août",
        "11 août – FRA – Demande de paiement : dans 3 jours, le vendredi 14 août",
        "18 août – FRA – Demande de paiement : 4 jours de retard",
    ]


def test_every_partner_has_a_line_every_week_so_that_silence_is_never_unexplained(summer):
    for partner, lines in summer.log.items():
        days = [line.split(" – ")[0] for line in lines]
        assert len(set(days)) == 12, partner


def test_nobody_got_two_messages_in_one_week(summer):
    seen = [(one.partner, one.role, one.as_of.isocalendar()[:2]) for one in summer.digests]

    assert len(seen) == len(set(seen))
