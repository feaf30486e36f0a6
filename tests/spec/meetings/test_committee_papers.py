"""What the papers of a committee say: agenda, questions, quorum, decisions, slides."""

from datetime import date

import pytest
from support.meetings.committees import DAY, meeting_of, programme, workspace

from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.meetings.quorum import QuorumState, quorum_of
from relocalisons.core.reports.committee.question_rules import BY_RULE, TO_DISCUSS
from relocalisons.core.reports.committee.session import quorum_words, session_of
from relocalisons.core.reports.deck.deck import Ask, Cards, Cover, Deck, SlideTable, Tiles
from relocalisons.core.reports.meetings.pack import Pack, build_pack
from relocalisons.core.reports.meetings.papers import (
    agenda_paper,
    attendance_sheet,
    decision_record,
)
from relocalisons.core.views.rag import Status

AS_OF = date(2026, 3, 2)


def pack(
    *, late: int = 3, extra: dict[str, list[dict[str, object]]] | None = None, **words
) -> Pack:
    space = workspace(late=late, **words)
    for name, rows in (extra or {}).items():
        space.tables[name] = rows
    read = space.programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    return build_pack(
        read, space.tracked(), meeting=meeting, day=meeting.day,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip


def deck(**words) -> Deck:
    made = pack(**words).deck
    assert made is not None
    return made


def decision(number: str, **cells: object) -> dict[str, object]:
    line: dict[str, object] = {
        "number": number, "meeting": "R-05", "decision": "Chiffrer la chambre froide",
        "owner": "P02", "due": date(2026, 2, 1), "status": "ouverte",
    }  # fmt: skip
    return {**line, **cells}


# --- the agenda -----------------------------------------------------------------------------


@pytest.mark.parametrize("late", [0, 5, 60])
def test_the_items_fill_the_meeting_in_steps_of_five_minutes(late: int):
    timetable = pack(late=late).timetable

    assert sum(item.minutes for item in timetable.items) == 150
    assert all(item.minutes >= 5 and item.minutes % 5 == 0 for item in timetable.items)
    assert timetable.items[0].hours == "14\u00a0h – 14\u00a0h\u00a005"
    assert timetable.items[-1].hours.endswith("16\u00a0h\u00a030")


def test_open_decisions_and_red_points_make_the_agenda():
    items = pack(late=60, extra={"decisions": [decision("D-2026-001")]}).timetable.items

    details = {item.title: item.detail for item in items}
    assert details["Suites des décisions précédentes"] == (
        "1\u00a0décision en cours, dont 1\u00a0échue à la date de la séance."
    )
    assert details["Avancement, livrables et volumes"].startswith(
        "40\u00a0actions en retard, dont 20 en alerte\u202f; "
    )
    assert details["Relevé de décisions du 15\u00a0janvier\u00a02026"] == "À approuver."


def test_without_an_hour_the_items_have_lengths_only_and_the_agenda_says_so():
    timetable = pack(hours="").timetable

    assert {item.hours for item in timetable.items} == {""}
    assert timetable.note == (
        "Durée indicative de 120\u00a0min, faute d’heure de fin. Les horaires seront donnés quand "
        "l’heure de la réunion sera connue."
    )


def test_a_technical_committee_prepares_and_does_not_arbitrate():
    made = pack(kind="COTECH", late=60)

    titles = [item.title for item in made.timetable.items]
    assert "Points à débloquer" in titles
    assert "Points à porter au prochain COPIL" in titles
    assert (made.deck, made.report, len(made.asked)) == (None, None, 3)
    assert not [item for item in made.timetable.items if "dossier" in item.title + item.detail]


def test_what_has_no_slot_is_decided_by_nobody_and_goes_to_the_technical_committee():
    copil, cotech = pack(late=60), pack(kind="COTECH", late=60)
    left = len(cotech.questions) - len(cotech.asked)

    assert not [item for item in copil.timetable.items if "propositions" in item.title]
    table = agenda_paper(cotech, programme()).others
    assert (len(table.rows), table.columns) == (left, ("Point", "Constat"))
    assert agenda_paper(copil, programme()).others.rows == ()


def test_a_working_group_speaks_of_its_members_own_lines_only():
    members = (("P01", "Zoé Aubert", "zoe@mairie.example", "membre"),)
    made = pack(kind="GT Logistique", late=60, members=members)

    owners = {each.number: each.owner for each in programme(late=60).actions}
    asked = {each.subject for each in made.questions if each.kind in ("late", "slipping")}
    assert asked
    assert {owners[number] for number in asked} == {"P01"}
    details = {item.title: item.detail for item in made.timetable.items}
    mine = [number for number, owner in owners.items() if owner == "P01"]
    assert int(details["Points à débloquer"].split("\u00a0")[0]) <= len(mine)


def test_a_working_group_whose_members_are_unknown_asks_what_it_is_about():
    made = pack(kind="GT Légumineuses", late=60, members=())

    details = {item.title: item.detail for item in made.timetable.items}
    assert details["Points à débloquer"] == ("Points apportés par les participants.")
    assert "Échéances des 30 prochains jours" not in details
    assert made.questions == ()


# --- decisions ------------------------------------------------------------------------------


def test_a_decision_without_owner_is_to_be_given_one_in_session():
    rows = [decision("D-2026-009", owner=""), decision("D-2026-010")]
    made = pack(late=0, extra={"decisions": rows})

    (question,) = [each for each in made.questions if each.subject == "décisions"]
    assert question.title == "1 décision n’a pas de responsable\u00a0: D-2026-009"
    assert question.recommendation.startswith("Option A\u00a0: une décision sans responsable")
    table = agenda_paper(made, programme()).decisions
    assert ("D-2026-009", "sans responsable") in [(row[0], row[2]) for row in table.rows]


def test_the_next_decisions_go_on_from_the_last_number_of_the_year():
    made = pack(extra={"decisions": [decision("D-2026-009"), decision("D-2025-031")]})

    assert made.numbers[:2] == ("D-2026-010", "D-2026-011")


def test_what_others_wait_for_is_asked_first_and_five_at_most():
    made = pack(late=60)

    stakes = [question.stake for question in made.questions]
    assert stakes == sorted(stakes, reverse=True)
    assert 0 < len(made.asked) <= 5


def test_her_own_recommendation_replaces_the_computed_one():
    subject = pack(late=60).questions[0].subject
    words = {"report": "COPIL", "section": f"Recommandation {subject}", "text": "Attendre mai."}

    question = pack(late=60, extra={"comments": [words]}).questions[0]

    assert question.recommendation == "Attendre mai."
    assert question.origin == "Proposition de la coordination."


# --- quorum ---------------------------------------------------------------------------------


def present(*codes: str) -> tuple[dict[str, object], ...]:
    return tuple(
        {"meeting": "R-08", "partner": code, "presence": "présent"} for code in codes
    ) + tuple(
        {"meeting": "R-08", "partner": code, "presence": "absent"}
        for code in ("P01", "P02", "P03")
        if code not in codes
    )


def test_a_meeting_held_without_quorum_says_that_its_decisions_are_to_be_confirmed():
    meeting = meeting_of(programme(status="tenue", attendance=present("P01")))

    assert quorum_of(meeting).state is QuorumState.MISSED
    assert quorum_words(meeting) == (
        "Réunion tenue sans quorum\u00a0: 1\u00a0membre présent ou représenté pour 2 requis sur 3. "
        "Les décisions sont à confirmer par une consultation écrite ou à la réunion suivante."
    )


def test_a_meeting_held_with_its_quorum_says_so():
    meeting = meeting_of(programme(status="tenue", attendance=present("P01", "P02")))

    assert quorum_words(meeting).startswith("Quorum atteint\u00a0: 2\u00a0membres présents")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            {},
            "Quorum requis\u00a0: 2\u00a0membres présents ou représentés sur 3. Merci de confirmer",
        ),
        ({"P01": "oui", "P02": "oui"}, "Quorum annoncé atteint\u00a0: 2\u00a0membres annoncés"),
        ({"P01": "oui", "P02": "pouvoir à P01"}, "Quorum annoncé atteint\u00a0: 2"),
        (
            {"P01": "non", "P02": "non", "P03": "oui"},
            "Quorum\u00a0: 2 requis sur 3, 1\u00a0membre annoncé présent ou représenté. S’il",
        ),
        (
            {"P01": "peut-être", "P02": "oui"},
            "Quorum\u00a0: 2 requis sur 3, 1\u00a0membre annoncé présent ou représenté et 2",
        ),
    ],
)
def test_answers_and_proxies_announce_the_quorum(answers: dict[str, str], words: str):
    lines = tuple({"meeting": "R-08", "partner": c, "answer": a} for c, a in answers.items())

    assert quorum_words(meeting_of(programme(attendance=lines))).startswith(words)


def test_a_guest_from_no_partner_is_on_the_sheet_and_counts_for_no_seat():
    rows = attendance_sheet(pack()).rows

    assert ("Maëlle Cordier", "Hors partenariat", "Invitée") in rows
    assert "représentés sur 3" in session_of(programme(), meeting_of(programme()), day=DAY).quorum


def test_who_holds_a_proxy_is_named_and_not_by_a_code():
    line = {"meeting": "R-08", "partner": "P02", "answer": "pouvoir à P01"}
    told = programme(attendance=(line,))
    found = session_of(told, meeting_of(told), day=DAY).attendees
    holder = told.partner("P01")

    assert holder is not None
    assert f"pouvoir à {holder.name}" in {one.answer for one in found}


def test_the_record_says_who_is_expected_and_leaves_room_for_what_nobody_foresaw():
    lines = ({"meeting": "R-08", "partner": "P01", "answer": "oui"},)
    made = pack(late=60, attendance=lines)

    record = decision_record(made, programme(), next_day=None)

    assert record.answers[0] == "Présents annoncés (1)\u00a0: Zoé Aubert."
    assert record.lines[0].question.startswith("Approuver le relevé de décisions du 15")
    assert len(record.lines) == 1 + len(made.asked) + 4
    assert record.lines[-1].question == ""
    assert record.next_day == "à fixer en séance"


# --- slides ---------------------------------------------------------------------------------


@pytest.mark.parametrize("late", [0, 5, 60])
def test_a_deck_has_8_to_15_slides_each_with_a_message_and_notes(late: int):
    slides = deck(late=late).slides

    assert 8 <= len(slides) <= 15
    assert isinstance(slides[0].body, Cover)
    assert all(slide.title and slide.notes for slide in slides)


def test_a_deck_of_an_empty_programme_is_as_long_as_its_cards_allow():
    space = workspace(late=0)
    for name in list(space.tables):
        if name not in ("partners", "meetings", "committees", "funders"):
            space.tables[name] = space.tables[name][:0]
    space.follow_everything()
    read = space.programme()
    made = build_pack(
        read, (), meeting=meeting_of(read), day=DAY, meetings=read_meetings(read), as_of=AS_OF
    )
    assert made.deck is not None

    bodies = [slide.body for slide in made.deck.slides]
    assert len(bodies) >= 8
    assert all(len(body.cards) >= 2 for body in bodies if isinstance(body, Cards))
    assert made.questions == ()


def test_decision_slides_have_a_question_options_and_a_recommendation():
    asked = [slide.body.question for slide in deck(late=60).slides if isinstance(slide.body, Ask)]

    assert 3 <= len(asked) <= 5
    for question in asked:
        assert question.question.endswith("\u202f?")
        assert [option.letter for option in question.options] == ["A", "B", "C"]
        if question.advised:
            assert question.recommendation.startswith(f"Option {question.advised}")
            assert question.origin == BY_RULE
        else:
            assert (question.recommendation, question.origin) == ("À discuter.", "")


@pytest.mark.parametrize("late", [5, 60])
def test_no_row_with_a_colour_names_a_partner(late: int):
    names = {partner.name for partner in workspace(late=late).programme().partners}

    for slide in deck(late=late).slides:
        if not isinstance(slide.body, SlideTable):
            continue
        for row in slide.body.rows:
            if any(isinstance(cell, Status) for cell in row):
                assert not names & {cell for cell in row if isinstance(cell, str)}


def test_the_record_says_what_is_proposed_in_words_and_not_by_a_letter():
    made = pack(late=60)

    lines = decision_record(made, programme(), next_day=None).lines

    assert [line.proposal for line in lines[1 : len(made.asked) + 1]] == [
        f"Proposition\u00a0: {question.proposal}."
        if question.recommendation != TO_DISCUSS
        else TO_DISCUSS
        for question in made.asked
    ]


def test_a_long_title_is_cut_in_the_agenda_and_never_what_stands_around_it():
    space = workspace(late=60)
    for row in space.tables["actions"]:
        row["title"] = (
            "Accompagner la certification environnementale de tous les maraîchers du bassin"
        )
    read = space.programme()
    made = build_pack(
        read, space.tracked(), meeting=meeting_of(read), day=DAY, meetings=read_meetings(read),
        as_of=AS_OF,
    )  # fmt: skip

    item = next(each for each in made.timetable.items if each.decides and "…" in each.title)
    assert len(item.title) <= 92
    assert item.title.startswith("Échéance ou appui pour A")
    assert item.title.endswith("…\u00a0»")


def test_a_message_is_said_once_on_a_slide_of_cards():
    for made in (deck(late=0), deck(late=60)):
        for slide in made.slides:
            if isinstance(slide.body, Cards):
                said = [text.rstrip(".") for card in slide.body.cards for text in card.sentences]
                assert slide.title not in said


def test_the_headline_of_the_figures_leaves_what_is_not_counted_to_the_sentences():
    space = workspace(late=5)
    for row in space.tables["actions"][:3]:
        row["planned_end"] = "à définir"
    read = space.programme()
    made = build_pack(
        read, space.tracked(), meeting=meeting_of(read), day=DAY, meetings=read_meetings(read),
        as_of=AS_OF,
    ).deck  # fmt: skip
    assert made is not None

    figures = next(slide for slide in made.slides if slide.section == "Chiffres clés")
    assert isinstance(figures.body, Tiles)
    assert "comptées" not in figures.title
    assert figures.body.sentences[-1].startswith("3 actions ne sont pas comptées sur 40 (")
