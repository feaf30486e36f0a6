"""What answers propose is offered in « À faire », and her « oui » fills only what stands empty."""

from dataclasses import replace
from datetime import date

import pytest
from support.mails.drawn import a_digest, a_line
from support.programme.sheets import book, night, pilotage, tab, understood
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.wording import say_act, say_detail, say_why
from relocalisons.core.kernel.model import DateInterval, Decision, Programme
from relocalisons.core.programme.decisions.answer_words import understand_acceptance
from relocalisons.core.proposals.entries import plan_entry
from relocalisons.core.proposals.model import KeptProposal
from relocalisons.core.proposals.offers import offers_of
from relocalisons.core.proposals.placing import place_entries
from relocalisons.core.proposals.reminding import with_their_words
from relocalisons.core.proposals.settled import settled_by_sheets
from relocalisons.core.reminders.digests import DigestGroup, ReminderPlan
from relocalisons.core.replies.model import Act, Proposal

WEDNESDAY = date(2026, 3, 4)
PLAN = """
    N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
    A1.1      | Former   | P01         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
"""
MEETINGS = """
    N° | Type  | Date       | Instance | Quorum
    R4 | COPIL | 12/03/2026 | COPIL    | 2
"""
MEMBERS = """
    Instance | Partenaire | Personne       | Rôle
    COPIL    | P01        | Anne Roux      | membre
    COPIL    | P02        | Luc Blanc      | membre
    COPIL    |            | Rose Castellan | membre
"""
ATTENDANCE = """
    Réunion | Partenaire | Personne  | Présence | Réponse
    R4      | P01        | Anne Roux |          |
    R4      | P02        | Luc Blanc |          | non
"""
CONTACTS = "Date | Partenaire | Personne | Ce qui a été dit | Promis pour le"
SOURCES = (
    "Plan d'action | P01 | "
    "https://docs.google.com/spreadsheets/d/workbook-of-p01-0000000000/edit | Plan\n"
)


def programme(attendance: str = ATTENDANCE) -> Programme:
    hers = pilotage(
        tab("Réunions", MEETINGS), tab("Instances", MEMBERS), tab("Présences", attendance),
        tab("Contacts", CONTACTS), sources=SOURCES,
    )  # fmt: skip
    return understood(night(hers, book("workbook-of-p01-0000000000", tab("Plan", PLAN))))


def says(act: Act, *, partner="P01", person="Anne Roux", number=1, **said) -> KeptProposal:
    proposal = Proposal(act=act, words=said.pop("words", "c’est fait"), **said)
    return KeptProposal(
        reply="3fa9c1d2e0", number=number, read_on=WEDNESDAY, came=date(2026, 3, 3),
        partner=partner, person=person, proposal=proposal,
    )  # fmt: skip


def shown(
    *kept: KeptProposal, word: str = "", of: Programme | None = None
) -> list[tuple[str, ...]]:
    """What each row of « À faire » says: what to do, why, details."""
    of = of or programme()
    words = {}
    if word:
        words = {str(each.act): Decision(key=str(each.act), decision=word, note="")
                 for each in offers_of(kept, programme=of, words={})}  # fmt: skip
    acts = derive_acts((), programme=of, as_of=WEDNESDAY,
                       offers=offers_of(kept, programme=of, words=words))  # fmt: skip
    return [
        tuple(
            text.replace("\u00a0", " ").replace("\u202f", " ")
            for text in (say_act(act, programme=of), say_why(act, as_of=WEDNESDAY), say_detail(act))
        )
        for act in acts.acts
    ]


def written(*kept: KeptProposal, of: Programme | None = None) -> list[list[object]]:
    """The cells that « oui » writes in « Pilotage », as (tab, A1-less row, column, value)."""
    of = of or programme()
    hers = of.tables["contacts"][0].workbook
    entries = [entry for each in kept if (entry := plan_entry(each, of))]
    titles = {sheet.sheet_id: sheet.title for sheet in hers.tabs}
    placed = place_entries(entries, hers)
    return [[titles[w.sheet_id], w.row + 1, w.column, w.value] for w in placed.writes]


def test_an_answer_is_one_row_with_what_stands_what_is_proposed_its_words_and_its_doubt():
    done = says(Act.DONE, ref="A1.1", doubt=True)
    later = says(Act.QUESTION, ref="A1.1", number=2, words="où est la trame ?")

    assert shown(done, later) == [(
        "Oui ou non à Anne Roux (P01) : A1.1 fait ? ; A1.1 question",
        "Réponse du 03/03/2026, 1 point à vérifier",
        "1. A1.1 : « en cours », pour le 13/02/2026 → fait (« c’est fait »), à vérifier. • "
            "2. A1.1 : « en cours », pour le 13/02/2026 → question (« où est la trame ? »).",
    )]  # fmt: skip


def test_sure_answers_to_a_meeting_are_one_row_that_counts_the_quorum():
    yes = says(Act.ATTEND_YES, ref="R4")
    proxy = says(Act.ATTEND_PROXY, ref="R4", partner="", person="Rose Castellan", text="Mme Roux")

    assert shown(yes, proxy) == [(
        "Noter 2 réponses pour COPIL du 12 mars 2026",
        "Avec elles, le quorum est atteint (2 sur 2)",
        "Anne Roux (P01) : oui • Rose Castellan : pouvoir à P01",
    )]  # fmt: skip


def test_what_her_tab_says_already_is_not_offered():
    assert shown(says(Act.ATTEND_NO, ref="R4", partner="P02", person="Luc Blanc")) == []


def test_a_word_that_is_not_understood_accepts_nothing_and_is_asked_about():
    row = shown(says(Act.DONE, ref="A1.1"), word="peut-être")[0]

    assert row[1] == (
        "▲ « peut-être » n’est pas compris : écrivez « oui », « non » ou « oui 1 ». "
        "Rien n’est noté."
    )


@pytest.mark.parametrize(
    ("word", "taken", "closed"),
    [
        ("oui", "12", ""),
        ("OK", "12", ""),
        ("oui 1", "1", "2"),
        ("oui pour 1 et 2", "12", ""),
        ("oui sauf P02", "1", "2"),
        ("non", "", "12"),
        ("vu", "", "12"),
        ("oui mais", "", ""),
        ("oui 3", "", ""),
        ("oui ?", "", ""),
        ("oui si elle confirme", "", ""),
        ("", "", ""),
    ],
)
def test_her_word_accepts_all_some_or_nothing(word, taken, closed):
    said = understand_acceptance(word, names={"1": ("1", "p01"), "2": ("2", "p02")})

    assert (said.taken, said.closed) == (frozenset(taken), frozenset(closed))


def test_yes_fills_the_empty_cell_of_presences_and_never_a_filled_one():
    by = "(par réponse du 03/03/2026, réf. 3fa9c1d2e0/1)"
    yes = says(Act.ATTEND_YES, ref="R4")
    other = says(Act.ATTEND_YES, ref="R4", partner="P02", person="Luc Blanc", words="je viens")
    new = says(Act.ATTEND_YES, ref="R4", partner="", person="Rose Castellan")

    assert written(yes) == [["Présences", 2, 4, f"oui {by}"]]
    assert written(new) == [
        ["Présences", 4, 0, "R4"], ["Présences", 4, 2, "Rose Castellan"],
        ["Présences", 4, 4, f"oui {by}"],
    ]  # fmt: skip
    assert [cell[0] for cell in written(other)] == ["Contacts"] * 4
    assert "« Présences » est rempli et reste tel quel" in shown(other)[0][2]


def test_a_promise_is_a_line_of_contacts_with_its_day_and_a_pause_a_line_of_settings():
    by = "(par réponse du 03/03/2026, réf. 3fa9c1d2e0/1)"
    day = date(2026, 3, 20)
    promise = says(Act.NEW_DATE, ref="A1.1", days=DateInterval(day, day), words="plutôt le 20")
    pause = says(Act.PAUSE, words="laissez-nous finir la saison")

    assert written(promise) == [
        ["Contacts", 2, 0, date(2026, 3, 3)], ["Contacts", 2, 1, "P01"],
        ["Contacts", 2, 3, f"A1.1 : nouvelle date, le 20/03/2026 (« plutôt le 20 »). {by}"],
        ["Contacts", 2, 2, "Anne Roux"], ["Contacts", 2, 4, day],
    ]  # fmt: skip
    assert [cell[3] for cell in written(pause)] == [
        "Pause", "oui", "P01", date(2026, 3, 31),
    ]  # fmt: skip


PARTNERS = """
    Code | Structure | Type        | Référent     | E-mail
    P01  | GAEC      | agriculteur | Anne Roux    | {}
    P02  | Mairie    | collectivité | Luc Blanc   | luc@mairie.example
"""
ROLES = """
    Partenaire | Sujet     | Personne  | E-mail
    P01        | financier | Zoé Petit |
"""


def with_partners(mail: str = "") -> Programme:
    hers = pilotage(
        tab("Interlocuteurs", ROLES), tab("Contacts", CONTACTS),
        sources=SOURCES, partners=PARTNERS.format(mail),
    )  # fmt: skip
    return understood(night(hers, book("workbook-of-p01-0000000000", tab("Plan", PLAN))))


@pytest.mark.parametrize(
    ("text", "mail", "filled"),
    [
        ("Anne Roux <anne@gaec.example>", "", [["Partenaires", 2, 4, "anne@gaec.example"]]),
        ("Zoé Petit <zoe@gaec.example>", "", [["Interlocuteurs", 2, 3, "zoe@gaec.example"]]),
        ("Anne Roux <anne@gaec.example>", "vieux@gaec.example", []),
        ("Paul Serre <paul@gaec.example>", "", []),
        ("06 11 22 33 44", "", []),
    ],
    ids=["hers, empty", "by role, empty", "filled", "another person’s", "no address"],
)
def test_a_yes_to_write_to_somebody_fills_their_empty_mail_and_never_a_filled_one(
    text, mail, filled
):
    of = with_partners(mail)
    wanted = says(Act.NEW_CONTACT, text=text, words="écrivez-moi ici")

    assert [cell for cell in written(wanted, of=of) if cell[0] != "Contacts"] == filled
    assert ("est rempli" in shown(wanted, of=of)[0][2]) == bool(filled)
    assert plan_entry(wanted, of).table.name == "contacts", "and the line of Contacts tells it"


def test_a_mail_that_she_typed_meanwhile_stays():
    entry = plan_entry(says(Act.NEW_CONTACT, text="Anne Roux <anne@gaec.example>"), with_partners())
    typed = with_partners("anne@autre.example").tables["contacts"][0].workbook

    titles = {sheet.sheet_id: sheet.title for sheet in typed.tabs}
    assert {titles[w.sheet_id] for w in place_entries([entry], typed).writes} == {"Contacts"}


def test_no_more_mails_is_a_pause_without_an_end_and_only_by_her_yes():
    stop = says(Act.STOP_MAILS, words="arrêtez vos mails")

    assert "« oui » : pause de P01 sans fin." in shown(stop)[0][2]
    assert [cell[3] for cell in written(stop)][:3] == ["Pause", "oui", "P01"]
    assert understand_acceptance("", names={"1": ("1", "p01")}).taken == frozenset()


def test_another_day_for_a_meeting_is_offered_with_the_old_one_and_promises_nothing():
    day = date(2026, 3, 19)
    other = says(Act.OTHER_DATE, ref="R4", days=DateInterval(day, day), words="le 19 plutôt")

    assert (
        "R4 : pour le 12/03/2026 → ni oui ni non, autre date proposée, le 19/03/2026"
        in (shown(other)[0][2])
    )
    assert [cell[0] for cell in written(other)] == ["Contacts"] * 4, "no answer, no promised day"


def test_another_day_of_a_visit_is_promised_by_her_yes():
    day = date(2026, 3, 19)
    other = says(Act.OTHER_DATE, ref="V4", days=DateInterval(day, day), words="le 19 plutôt")

    assert ["Contacts", 2, 4, day] in written(other)


def test_two_answers_take_two_lines_and_a_line_that_stands_there_is_not_written_again():
    first, second = says(Act.DONE, ref="A1.1"), says(Act.CALL_ME, number=2)
    rows = {cell[1] for cell in written(first, second)}
    hers = programme().tables["contacts"][0].workbook
    there = replace(hers, tabs=tuple(
        replace(each, rows=(*each.rows, ("", "P01", "", f"dit {first.mark})")))
        if each.title == "Contacts" else each for each in hers.tabs
    ))  # fmt: skip
    planned = [plan_entry(each, programme()) for each in (first, second)]
    again = place_entries([each for each in planned if each], there)

    assert rows == {2, 3}
    assert (again.there, again.marks) == ({first.mark}, {second.mark})


def test_whose_line_nobody_knows_is_offered_to_be_read_and_noted_nowhere():
    stranger = says(Act.DONE, partner="", person="Inconnu", may_be=("A1.1", "A2"), doubt=True)

    assert shown(stranger)[0][0] == ("Oui ou non à Inconnu : A1.1 ou A2 fait ?")
    assert plan_entry(stranger, programme()) is None


def test_the_next_reminder_of_the_line_says_the_words_of_the_answer_and_leads_to_the_cell():
    line = a_line(DigestGroup.LATE, "A1.1", label="A1.1 – Former")
    plan = ReminderPlan(digests=(a_digest((DigestGroup.LATE, (line, a_line()))),))
    done = says(Act.DONE, ref="A1.1", words="c’est fait depuis lundi")

    lines = with_their_words(plan, [done]).digests[0].lines

    assert lines[0].text.replace("\u00a0", " ") == (
        "Vous nous avez écrit le 3 mars 2026 : « c’est fait depuis lundi ». "
        "Il reste à le noter dans votre tableau."
    )
    assert (lines[0].place, lines[1].text) == (line.place, "")
    assert with_their_words(plan, [says(Act.QUESTION, ref="A1.1")]) == plan


def settled(*kept: KeptProposal, plan: str = PLAN, standing=(), gone=()) -> frozenset[str]:
    hers = pilotage(tab("Contacts", CONTACTS), sources=SOURCES)
    of = understood(night(hers, book("workbook-of-p01-0000000000", tab("Plan", plan))))
    keys = settled_by_sheets(kept, of, tracked=tracked(*standing), gone=gone)
    return frozenset(each.proposal.act for each in kept if each.key in keys)


def the_20th(month: int = 3) -> DateInterval:
    return DateInterval(date(2026, month, 20), date(2026, month, 20))


@pytest.mark.parametrize(
    ("act", "said", "cells"),
    [
        (Act.DONE, {}, ("en cours", "fait")),
        (Act.PROGRESS, {"percent": 60}, ("40 %", "60 %")),
        (Act.NEW_DATE, {"days": the_20th()}, ("Statut\n", "Statut | Fin révisée\n")),
    ],
)
def test_a_proposal_is_settled_once_the_cell_says_as_much(act, said, cells):
    one = says(act, ref="A1.1", **said)
    plan = PLAN.replace(*cells)
    if act is Act.NEW_DATE:
        plan = plan.replace("en cours\n", "en cours | 20/03/2026\n")

    assert settled(one) == frozenset()
    assert settled(one, plan=plan) == {act}


def test_an_answer_to_read_is_settled_once_nothing_is_asked_of_its_line_any_more():
    one = says(Act.OTHER, ref="A1.1", doubt=True)
    asked = finding("action_late", "A1.1")

    assert settled(one) == frozenset()  # nobody asked for anything
    assert settled(one, gone=[asked]) == {Act.OTHER}
    assert settled(one, gone=[asked], standing=[finding("action_stale", "A1.1")]) == frozenset()
